"""Training and evaluation: warm start, GRPO, curriculum, evaluation, plots, export, run folders."""
