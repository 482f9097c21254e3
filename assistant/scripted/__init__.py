"""A rule-based teacher and baseline: a chat model without weights, which reads only its prompt."""
