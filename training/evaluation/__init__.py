"""Evaluation: every policy plays the same unseen days, and what differs is said with intervals."""
