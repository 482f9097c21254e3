"""GRPO over the graph: one row per LLM call, one group-relative advantage per episode."""
