"""Export: an adapter, or merged 16-bit weights, that plays a day exactly as the trained policy.

What is written is read back before it counts, and compared with the source in the precision of the
file. A merged export is checked in three ways:

1. Merging: the logits of base and adapter side by side and of the merged weights, both in fp32, on
   every prompt of an episode, differ by less than `MERGE_TOLERANCE` of their largest.
2. Weights: the merged fp32 weights rounded to bf16 equal the file's, bit for bit.
3. Tokens: one episode of the graph, greedy, with the rounded weights and with the file as the
   product loads it; every prompt and every completion has the same tokens.

An adapter is kept as trained, so its episode is played by base and adapter before and after. How
often unrounded weights would have chosen the same call is reported and not required: bf16 keeps
eight bits, and two calls can be that close.
"""

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

from assistant.files import write_atomic
from assistant.models.checkpoint import load_folder, no_progress_bar, split_reference
from assistant.models.errors import ModelError
from assistant.models.local import LocalChatModel
from training.backends import Policy, folders_of
from training.errors import TrainingError
from training.model_card import write_card
from training.records import DaySpec, Rollout, Turn
from training.rollouts import roll_out
from training.runs import RUN_FILE, RunFolder

DAY = DaySpec("todo_queue:0:easy")
"""The episode that is played to compare."""

ADAPTER = "adapter"
"""Subfolder of an export that holds the adapter."""

CONFIG = "config.json"

MERGE_TOLERANCE = 1e-3


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written and how it was compared."""

    folder: Path
    source: str
    """The checkpoint that was exported."""
    has_adapter: bool = False
    """Whether the adapter was written."""
    parameters: int = 0
    """Of the merged model; 0 where only an adapter was written."""
    megabytes: float = 0.0
    """Of all weights in the folder."""
    calls: int = 0
    """LLM calls of the episode, the same token for token."""
    tokens: int = 0
    """Tokens of their completions."""
    merge_error: float | None = None
    """Largest difference of a logit by merging, over the largest logit; `None` without a merge."""
    same_unrounded: int | None = None
    """How many of the calls the unrounded weights answer in the same way."""


def export(source: str, out: Path, *, adapter: bool = False, merge: bool = False) -> Exported:
    """Write `source` into the new folder `out`; nothing is left there where a comparison fails.

    Args:
        source: A run folder, a checkpoint, an adapter, or `BASE+ADAPTER`.
        out: The folder to write, which must not exist or be empty.
        adapter: Write the adapter, into `adapter/`.
        merge: Write merged weights in bf16. Without either, whatever there is.

    Raises:
        TrainingError: the source cannot be exported like this, or what was written plays otherwise.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise TrainingError(f"{out} is not empty; give a new folder")
    reference = checkpoint_of(source)
    part = out.with_name(f".{out.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    try:
        base, adapted = folders_of(reference)
        if adapter and adapted is None:
            raise TrainingError(f"{reference} has no adapter; export it with --merge-16bit")
        found = Exported(part, reference)
        with no_progress_bar():
            if adapted is not None and (adapter or not merge):
                found = _adapter(found, base, adapted)
            if merge or not adapter:
                found = _merged(found, base, adapted)
        found = replace(found, megabytes=_megabytes(part), folder=out)
        write_card(part, found, run_of(reference))
        if out.exists():
            out.rmdir()
        part.rename(out)
    except ModelError as error:
        raise TrainingError(f"{reference}: {error}") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return found


def checkpoint_of(source: str) -> str:
    """The checkpoint of a run folder: its best, else its last; anything else stands for itself.

    Raises:
        TrainingError: the run has no checkpoint.
    """
    folder = RunFolder(Path(source).expanduser())
    if not (folder.path / RUN_FILE).is_file():
        return source
    for found in (folder.path / "best", folder.path / "last", folder.last_checkpoint()):
        if found is not None and found.is_dir():
            return str(found)
    raise TrainingError(f"{source} has no checkpoint yet")


def run_of(reference: str) -> RunFolder | None:
    """The run that made a checkpoint, or its adapter: the folder above it, or two above."""
    base, adapter = split_reference(reference)
    path = Path(adapter or base).expanduser()
    return next((RunFolder(p) for p in path.parents[:2] if (p / RUN_FILE).is_file()), None)


def _adapter(found: Exported, base: Path, adapter: Path) -> Exported:
    """Write the adapter; base and adapter play as before."""
    source, target = load_folder(base, adapter), found.folder / ADAPTER
    source.generator.model.save_pretrained(target)
    source.tokenizer.save_pretrained(target)
    found = replace(found, has_adapter=True)
    return _with_episode(found, _play(source), _play(load_folder(base, target)), "adapter")


def _merged(found: Exported, base: Path, adapter: Path | None) -> Exported:
    """Write merged weights in bf16; they play as the source rounded to bf16."""
    turns = _play(load_folder(base, adapter)).turns
    tokenizer = AutoTokenizer.from_pretrained(base, local_files_only=True)
    # In fp32, because adding a product of small matrices to bf16 weights loses most of it.
    model: Any = AutoModelForCausalLM.from_pretrained(
        base, dtype=torch.float32, local_files_only=True
    ).eval()
    error = None
    if adapter is not None:
        model, error = _merge(model, adapter, turns)
    rounded = _save_rounded(model, found.folder)
    tokenizer.save_pretrained(found.folder)
    written = load_folder(found.folder)
    # To where and in what precision the product computes: fp32 on a CPU.
    rounded.to(written.generator.model.device, written.generator.model.dtype)
    _compare_weights(rounded.state_dict(), written.generator.model.state_dict())
    answers = [logits.argmax(-1).tolist() for logits in _logits(rounded, turns)]
    same = sum(answer == turn.completion_ids for answer, turn in zip(answers, turns, strict=True))
    found = replace(
        found, parameters=model.num_parameters(), merge_error=error, same_unrounded=same
    )
    source = Policy(rounded, tokenizer).chat("the source in bf16")
    return _with_episode(found, _play(source), _play(written), "merged weights")


def _save_rounded(model: Any, folder: Path) -> Any:
    """Write the weights in bf16; returns the fp32 model with the same values.

    Not `model.to(torch.bfloat16)`, which rounds the rotary frequencies as well; they are not in the
    file, and whoever loads it has them in fp32.
    """
    with torch.no_grad():
        for weights in model.parameters():
            weights.copy_(weights.to(torch.bfloat16))
    # What is tied stays one tensor, or it would be written twice.
    once: dict[int, Any] = {}
    tensors = {
        name: once.setdefault(tensor.data_ptr(), _rounded(tensor))
        for name, tensor in model.state_dict().items()
    }
    model.save_pretrained(folder, state_dict=tensors)
    # It says what the model is in; whoever loads it on a GPU goes by that.
    config = json.loads((folder / CONFIG).read_text("utf-8"))
    text = json.dumps({**config, "dtype": "bfloat16"}, indent=2, sort_keys=True)
    write_atomic(folder / CONFIG, f"{text}\n".encode())
    return model


def _rounded(tensor: torch.Tensor) -> torch.Tensor:
    """In bf16, where it is a weight; a table of token ids is none."""
    return tensor.to(torch.bfloat16) if tensor.is_floating_point() else tensor


def _merge(model: Any, adapter: Path, turns: Sequence[Turn]) -> tuple[Any, float]:
    """The merged model, and how far its logits are from those of base and adapter."""
    from peft import PeftModel

    apart = PeftModel.from_pretrained(model, str(adapter)).eval()
    before = _logits(apart, turns)
    merged = apart.merge_and_unload()
    pairs = list(zip(before, _logits(merged, turns), strict=True))
    largest = max(float(a.abs().max()) for a, _ in pairs)
    error = max(float((a - b).abs().max()) for a, b in pairs) / largest
    # A NaN is not less than anything.
    if not error < MERGE_TOLERANCE:
        raise TrainingError(
            f"merging changed a logit by {error:.1e} of the largest, more than "
            f"{MERGE_TOLERANCE:.0e}; nothing was exported"
        )
    return merged, error


def _play(chat: LocalChatModel) -> Rollout:
    """One episode of the graph, greedy."""
    rollout = roll_out(chat, [DAY], concurrency=1)[0]
    if rollout.lost:
        raise TrainingError(f"{chat.model_name} cannot play {DAY.name}: {rollout.lost}")
    return rollout


@torch.no_grad()
def _logits(model: Any, turns: Sequence[Turn]) -> list[torch.Tensor]:
    """For each call, the logits (K, V) that predict its K tokens."""
    found = []
    for turn in turns:
        ids = torch.tensor([turn.prompt_ids + turn.completion_ids], device=model.device)
        logits = model(input_ids=ids).logits[0].float().cpu()
        found.append(logits[len(turn.prompt_ids) - 1 : -1])
    return found


def _compare_weights(source: dict[str, torch.Tensor], written: dict[str, torch.Tensor]) -> None:
    names = sorted(source.keys() ^ written.keys())
    names += [n for n in source if n in written and not torch.equal(source[n], written[n])]
    if names:
        raise TrainingError(
            f"{len(names)} of the exported tensors are not those of the source, such as "
            f"{names[0]}; nothing was exported"
        )


def _with_episode(found: Exported, source: Rollout, written: Rollout, what: str) -> Exported:
    """The counts of an episode that both have played in the same way."""
    for number, (a, b) in enumerate(zip(source.turns, written.turns, strict=False), 1):
        if (a.prompt_ids, a.completion_ids) != (b.prompt_ids, b.completion_ids):
            raise TrainingError(
                f"the exported {what} answered call {number} of {DAY.name} otherwise than the "
                "source; nothing was exported"
            )
    if len(source.turns) != len(written.turns) or source.grade != written.grade:
        raise TrainingError(
            f"the exported {what} played {DAY.name} otherwise than the source; nothing was exported"
        )
    tokens = sum(len(turn.completion_ids) for turn in source.turns)
    return replace(found, calls=len(source.turns), tokens=tokens)


def _megabytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*.safetensors")) / 1e6
