"""`majordomo rehearse` on the command line: words or one JSON object, and what is to be applied."""

import asyncio
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from assistant.contract import clock
from assistant.contract.errors import UserError
from assistant.contract.render import plain
from assistant.files import write_atomic
from assistant.home import location
from majordomo.options import Options
from majordomo.output import EXIT_WAITING, print_json, say
from majordomo.rehearse import Rehearsed, ground_of, rehearse
from scenarios import scenario_to_json
from tui.marks import marked
from tui.rehearsal import PlannedCall, Preview, undoable


def rehearse_day(
    options: Options, seed: int, apply: str, scenario: Path | None, as_json: bool
) -> int:
    """Play the person's own day, show what it comes to, and apply what they named.

    Exit code 3: something that cannot be undone was not named and waits for their word.
    """
    return asyncio.run(_rehearse(options, seed, apply, scenario, as_json))


async def _rehearse(
    options: Options, seed: int, apply: str, scenario: Path | None, as_json: bool
) -> int:
    rehearsed = await rehearse(ground_of(options), seed)
    try:
        numbers = chosen(apply, rehearsed.calls)
        shown = await rehearsed.preview(numbers or _every(rehearsed.calls, apply))
        if scenario is not None:
            text = json.dumps(scenario_to_json(rehearsed.scenario), ensure_ascii=False, indent=2)
            write_atomic(scenario, (text + "\n").encode())
        if not as_json:
            _tell(rehearsed, shown)
        applied = await rehearsed.apply(shown) if numbers else None
        if as_json:
            print_json(_report(rehearsed, shown, applied))
        elif applied is not None:
            _tell_applied(applied)
    finally:
        rehearsed.close()
    wanted = set(applied.numbers) if applied else set()
    waiting = any(c.is_final and c.number and c.number not in wanted for c in rehearsed.calls)
    return EXIT_WAITING if apply and waiting else 0


def chosen(words: str, calls: Sequence[PlannedCall]) -> tuple[int, ...]:
    """The numbers that `--apply` names: `all`, `none`, numbers, or several of these.

    `all` is all that can be undone; what cannot has to be named by its number.

    Raises:
        UserError: it is none of these.
    """
    found: set[int] = set()
    for part in (word.strip().casefold() for word in words.split(",")):
        if part == "all":
            found.update(undoable(calls))
        elif part.isdecimal():
            found.add(int(part))
        elif part not in {"", "none"}:
            raise UserError(f"--apply {part[:20]!r}: want all, none, or numbers such as 1,3")
    return tuple(sorted(found))


def _every(calls: Sequence[PlannedCall], apply: str) -> tuple[int, ...]:
    """What is shown where nothing is applied: all of it, unless nothing was asked for."""
    return () if apply else tuple(call.number for call in calls if call.number)


def _report(rehearsed: Rehearsed, shown: Preview, applied: Preview | None) -> dict[str, Any]:
    return {
        "seed": rehearsed.seed,
        "model": rehearsed.model,
        "now": clock.say_instant(rehearsed.now, rehearsed.timezone),
        "state_hash": rehearsed.state_hash,
        "plan": [
            asdict(call) | {"at": clock.say_instant(call.at, rehearsed.timezone)}
            for call in rehearsed.calls
        ],
        "risks": [asdict(risk) for risk in rehearsed.risks],
        "unplayed": [asdict(each) for each in rehearsed.unplayed],
        "shown": _numbers(shown),
        "applied": None if applied is None else _numbers(applied),
        "journal": str(location() / "journal.db"),
    }


def _numbers(preview: Preview) -> dict[str, Any]:
    return {
        "numbers": list(preview.numbers),
        "refused": [{"number": n, "why": why} for n, why in preview.refused],
        "diff": preview.diff.decode("utf-8", "backslashreplace"),
        "sha256": preview.digest,
        "notes": list(preview.notes),
    }


def _tell(rehearsed: Rehearsed, shown: Preview) -> None:
    zone = rehearsed.timezone
    say(
        f"A rehearsal of {clock.say_instant(rehearsed.now, zone)}, seed {rehearsed.seed}, "
        f"{rehearsed.model}: the clock stands, nobody answers, your files are only read."
    )
    _head("Plan")
    for call in rehearsed.calls:
        number = f"{call.number:>3}" if call.number else "  –"
        final = " · CANNOT BE UNDONE" if call.is_final and call.number else ""
        needed = f" · needs {', '.join(map(str, call.needs))}" if call.needs else ""
        _line(f"{number} {call.item_id:<4} {call.tool:<19} {call.status:<8} "
              f"{plain(call.text, 120)}{final}{needed}")  # fmt: skip
        if call.in_files:
            _line(f"        your files say: {plain(call.in_files, 120)}")
    _head("Risks")
    for risk in rehearsed.risks:
        _line(f"  {risk.number or '–'} {risk.kind}: {plain(risk.text, 160)}")
    if not rehearsed.risks:
        _line("  none found")
    _head("Not played")
    for each in rehearsed.unplayed:
        _line(f"  {plain(each.what, 120)}: {plain(each.why, 120)}")
    if not rehearsed.unplayed:
        _line("  nothing: all that was read is in it")
    numbers = ", ".join(map(str, shown.numbers)) or "none"
    _head(f"What would change, if this is applied: {numbers}")
    for refused, why in shown.refused:
        _line(f"  {refused} cannot be applied so: {plain(why, 160)}")
    for note in shown.notes:
        _line(f"  a note would be kept: {plain(note, 160)}")
    sys.stdout.flush()
    if sys.stdout.isatty():
        # What a mail holds must not reach a terminal as anything but text.
        _line(marked(shown.diff.decode("utf-8", "backslashreplace")))
        return
    sys.stdout.buffer.write(shown.diff)
    sys.stdout.buffer.flush()


def _tell_applied(applied: Preview) -> None:
    numbers = ", ".join(map(str, applied.numbers))
    say(
        f"Applied {numbers}, byte for byte as shown (sha256 {applied.digest[:12]}). "
        "`majordomo undo --all` takes it back."
    )


def _head(words: str) -> None:
    _line(f"\n{words}")


def _line(words: str) -> None:
    sys.stdout.write(words + "\n")
