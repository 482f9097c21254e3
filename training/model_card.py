"""The model card of an export: what the files say about it, and nothing else."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.contract.briefing import PROMPT_VERSION
from assistant.files import write_atomic
from training.runs import RunFolder

if TYPE_CHECKING:
    from training.export import Exported

CARD = "README.md"

_WHAT = f"""\
A policy for Majordomo's graph: it picks the next item of a day and routes it to an agent, and as \
that agent it writes the one tool call that settles the item. It answers the graph's prompts \
(version {PROMPT_VERSION}) and nothing else; it is no chatbot."""

_LAST = ("validation", "train")
"""Events of a run whose last line is reported."""


def write_card(folder: Path, found: "Exported", run: RunFolder | None) -> None:
    """Write the card into `folder`.

    Args:
        folder: The export.
        found: What was exported and how it was compared.
        run: The run that it comes from, where that is known.
    """
    about = run.about() if run is not None else {}
    recipe = about.get("config", {}).get("recipe", about.get("config", {}))
    name = f"majordomo-{recipe.get('name') or Path(found.source).name}"
    parts = [
        _front(found, recipe),
        f"# {name}",
        _WHAT,
        "## Files\n\n" + _list(_files(folder, found)),
        "## Training\n\n" + _list(_training(found, about, recipe)),
        *_measured(run),
        "## Compared with its source\n\n" + _list(_compared(found)),
        "## Use\n\n    majordomo --model " + _use(found),
    ]
    write_atomic(folder / CARD, ("\n\n".join(parts) + "\n").encode())


def _front(found: "Exported", recipe: dict[str, Any]) -> str:
    lines = ["library_name: transformers", "pipeline_tag: text-generation"]
    hub = str(recipe.get("model", {}).get("base", ""))
    if hub and not Path(hub).is_dir():
        lines.append(f"base_model: {hub}")
    elif not hub:
        lines.append("license: apache-2.0")  # From scratch; else it is the base's.
    return "\n".join(["---", *lines, "---"])


def _files(folder: Path, found: "Exported") -> dict[str, str]:
    files: dict[str, str] = {}
    if found.parameters:
        config = json.loads((folder / "config.json").read_text("utf-8"))
        files["weights"] = f"{found.parameters:,} parameters, bfloat16 safetensors"
        files["architecture"] = ", ".join(config.get("architectures", ()))
        files["vocabulary"] = f"{config.get('vocab_size')} tokens"
        files["context"] = f"{config.get('max_position_embeddings')} tokens"
    if found.has_adapter:
        files["adapter"] = "`adapter/`, as trained"
    return {**files, "size": f"{found.megabytes:.1f} MB of weights"}


def _training(found: "Exported", about: dict[str, Any], recipe: dict[str, Any]) -> dict[str, Any]:
    facts = {
        "recipe": recipe.get("name"), "command": about.get("command"), "seed": about.get("seed"),
        "commit": about.get("commit"), "begun": about.get("started"),
        "checkpoint": Path(found.source).name,
    }  # fmt: skip
    return {name: value for name, value in facts.items() if value not in {None, ""}}


def _measured(run: RunFolder | None) -> list[str]:
    """The last numbers of the run, and its evaluation if there is one."""
    if run is None:
        return []
    lines: dict[str, Any] = {}
    for kind in _LAST:
        events = list(run.events(kind))
        for name, value in (events[-1] if events else {}).items():
            if isinstance(value, int | float) and not isinstance(value, bool):
                lines[f"{kind}: {name}"] = f"{value:.4g}"
    results = run.path / "results.json"
    if results.is_file():
        for policy, scores in json.loads(results.read_text("utf-8"))["policies"].items():
            grade = scores["grade"]
            low, high = grade["ci"]
            lines[f"grade of {policy}"] = (
                f"{grade['mean']:.3f} [{low:.3f}, {high:.3f}], n = {grade['n']}"
            )
    return ["## Measured in its run\n\n" + _list(lines)] if lines else []


def _compared(found: "Exported") -> dict[str, str]:
    lines = {"episode": f"{found.calls} calls, {found.tokens} tokens, all the same"}
    if found.parameters:
        lines["weights"] = "equal to the source rounded to bfloat16, bit for bit"
        lines["without rounding"] = f"{found.same_unrounded} of {found.calls} calls the same"
    if found.merge_error is not None:
        lines["merging"] = f"changed no logit by more than {found.merge_error:.1e} of the largest"
    return lines


def _use(found: "Exported") -> str:
    return "hf:FOLDER" if found.parameters else "hf:BASE+FOLDER/adapter"


def _list(facts: dict[str, Any]) -> str:
    return "\n".join(f"- {name}: {value}" for name, value in facts.items())
