"""Checkpoints that `hf:FOLDER` loads, written all or nothing."""

import shutil
from pathlib import Path
from typing import Any

from transformers import PreTrainedTokenizerBase

from assistant.models.checkpoint import no_progress_bar


def save_policy(model: Any, tokenizer: PreTrainedTokenizerBase, folder: Path) -> None:
    """Write a folder that `hf:FOLDER` loads, or an adapter where one is trained.

    In the dtype of the weights, with the tokenizer and its chat template. A folder that is there is
    replaced once the new one is whole.
    """
    mend(folder)
    fresh = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    with no_progress_bar():
        model.save_pretrained(fresh)
    tokenizer.save_pretrained(fresh)
    if not folder.exists():
        fresh.rename(folder)
        return
    old = folder.with_name(f"{folder.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    folder.rename(old)
    fresh.rename(folder)
    shutil.rmtree(old)


def mend(folder: Path) -> None:
    """Bring back what a crash left between two names, the newer first."""
    for name in ("new", "old"):
        kept = folder.with_name(f"{folder.name}.{name}")
        if kept.is_dir() and not folder.exists() and (kept.parent / f"{folder.name}.old").is_dir():
            kept.rename(folder)
