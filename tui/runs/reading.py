"""A rollout to read: every call with what came of it, its group, and what the model was shown."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tui.runs.course import figure
from tui.runs.files import Row
from tui.runs.samples import Sample, said_call
from tui.runs.words import difference, number

STATES_FILE = "states.jsonl"

MOST_BYTES = 512 * 2**20
"""Of the states that are searched for a prompt."""


def title_of(sample: Sample) -> str:
    """What the rollout is, in one line."""
    worth = "" if sample.reward is None else f" · {number(sample.reward)}"
    return f"{sample.first} · {sample.scenario}{worth}"


def text_of(sample: Sample, folder: Path) -> str:
    """All that the folder says about a rollout."""
    row = sample.row
    if row is None:
        return f"{sample.scenario}: {sample.call}"
    if isinstance(row.get("actions"), list):
        lines = list(_episode(row))
    elif "tool" in row:
        lines = list(_decision(sample, row, folder))
    else:
        lines = [f"{name}: {_said(value)}" for name, value in row.items()]
    return "\n".join(lines)


def _episode(row: Row) -> Iterator[str]:
    yield f"step {row.get('step', '?')} · day {row.get('day', '?')}"
    yield f"return {number(figure(row.get('return')))} · grade {number(figure(row.get('grade')))}"
    if row.get("lost"):
        yield f"lost: {row['lost']}"
    flags = row.get("flags")
    if isinstance(flags, list):
        yield from (f"flag: {flag}" for flag in flags)
    for n, action in enumerate(row["actions"], 1):
        yield ""
        if not isinstance(action, dict):
            yield f"{n} {_said(action)}"
            continue
        yield f"{n} {action.get('agent', '')} · {action.get('tool') or 'no call that can be read'}"
        yield from _arguments(action.get("args"))
        yield f"   {action.get('status', '')}: {action.get('text', '')}"


def _decision(sample: Sample, row: Row, folder: Path) -> Iterator[str]:
    yield f"step {row.get('step', '?')} · day {row.get('day', '?')}"
    about = [str(row.get("agent", "")), str(row.get("item_id", ""))]
    yield f"decision {row.get('decision', '?')} · {' · '.join(part for part in about if part)}"
    yield ""
    yield str(row.get("tool") or "no call that can be read")
    yield from _arguments(row.get("args"))
    yield f"   {row.get('status', '')}"
    yield (
        f"   reward {number(sample.reward)}, {difference(sample.against_group)} against its group"
    )
    yield ""
    yield f"Its group, {len(sample.group)} completions:"
    yield from _group(sample.group)
    prompt = prompt_of(folder, row)
    yield ""
    yield "What the model was shown:"
    yield prompt or f"it is not in {STATES_FILE}"


def _group(group: tuple[Row, ...]) -> Iterator[str]:
    counts: dict[tuple[float, str], int] = {}
    for row in group:
        reward = figure(row.get("reward"))
        call = f"{said_call(row.get('tool'), row.get('args'))} {row.get('status', '')}"
        key = (float("-inf") if reward is None else reward, call)
        counts[key] = counts.get(key, 0) + 1
    for (reward, call), times in sorted(counts.items(), key=lambda c: -c[0][0]):
        worth = number(None if reward == float("-inf") else reward)
        yield f"{times:>4} of {len(group)}  {worth:>6}  {call}"


def _arguments(args: Any) -> Iterator[str]:
    if isinstance(args, dict):
        for name, value in args.items():
            text = _said(value).replace("\n", "\n      ")
            yield f"   {name}: {text}"
    elif args:
        yield f"   {_said(args)}"


def _said(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def prompt_of(folder: Path, row: Row) -> str:
    """The prompt of a decision, from the states that the run was made of; empty without one."""
    wanted = json.dumps(str(row.get("day", ""))).encode()
    read = 0
    try:
        with (folder / STATES_FILE).open("rb") as file:
            for line in file:
                read += len(line)
                if wanted in line and (found := _prompt(line, row)):
                    return found
                if read > MOST_BYTES:
                    break
    except OSError:
        pass
    return ""


def _prompt(line: bytes, row: Row) -> str:
    """The prompt in a line of states, if it is this decision's."""
    try:
        state = json.loads(line.decode("utf-8", "replace"))
        moment = state["moment"]
        is_it = moment["day"]["name"] == row.get("day") and all(
            moment[name] == row.get(name) for name in ("decision", "agent", "item_id")
        )
        return str(state["prompt"]) if is_it else ""
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""
