"""A rehearsal on real files: what is shown is what is applied, to the byte, and nothing else is."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from assistant.contract.errors import UserError
from majordomo.output import EXIT_WAITING
from tests.majordomo.rehearsing import Files, rehearsed, write_day
from tests.majordomo.test_cli import Command, majordomo

__all__ = ["majordomo"]


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return write_day(tmp_path / "my day")


def report(done: Any) -> dict[str, Any]:
    assert done.returncode in {0, EXIT_WAITING}, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def numbers(plan: list[dict[str, Any]], *tools: str) -> list[int]:
    return [call["number"] for call in plan if call["number"] and call["tool"] in tools]


@pytest.mark.parametrize("some", [[], [1], [2, 3], "undoable", "every"])
async def test_what_is_applied_is_what_was_shown_to_the_byte(
    files: Files, tmp_path: Path, some: list[int] | str
):
    before = files.contents()
    rehearsal = await rehearsed(files)
    every = [call.number for call in rehearsal.calls if call.number]
    final = [call.number for call in rehearsal.calls if call.number and call.is_final]
    assert len(every) > 4
    assert final
    if isinstance(some, str):
        some = [n for n in every if some == "every" or n not in final]
    shown = await rehearsal.preview(some)
    assert shown.numbers == tuple(some)
    assert bool(shown.diff) == bool(some)
    assert files.contents() == before
    expected = files.patched(shown.diff, tmp_path / "mirror")
    applied = await rehearsal.apply(shown)
    rehearsal.close()
    assert applied.diff == shown.diff
    assert files.contents() == expected
    assert (files.contents() == before) == (not some)


def test_what_was_applied_is_in_the_journal_and_undo_takes_it_back(
    files: Files, majordomo: Command
):
    before = files.contents()
    done = report(majordomo("rehearse", *files.args, "--apply", "all", "--json"))
    assert done["applied"]["diff"] == done["shown"]["diff"] != ""
    entries = json.loads(majordomo("journal", "--json").stdout)["entries"]
    named = [c["tool"] for c in done["plan"] if c["number"] in done["applied"]["numbers"]]
    assert [entry["tool"] for entry in entries if entry["state"] == "done"] == named
    assert files.contents() != before
    assert majordomo("undo", "--all").returncode == 0
    assert files.contents() == before
    # Rehearsed and applied once more: what was undone is not taken for done.
    again = report(majordomo("rehearse", *files.args, "--apply", "all", "--json"))
    assert again["applied"]["numbers"] == done["applied"]["numbers"]
    assert files.contents() != before


def test_two_rehearsals_with_one_seed_are_identical(files: Files, majordomo: Command):
    outputs = [majordomo("rehearse", *files.args, "--seed", "7", "--json") for _ in range(2)]
    assert outputs[0].stdout == outputs[1].stdout
    assert report(outputs[0])["shown"]["diff"]
    other = report(majordomo("rehearse", *files.args, "--seed", "8", "--json"))
    assert other["state_hash"] != report(outputs[0])["state_hash"]
    assert other["shown"]["diff"] != report(outputs[0])["shown"]["diff"]


def test_rehearsing_changes_nothing_at_all(
    files: Files, majordomo: Command, tmp_path: Path, majordomo_home: Path
):
    report(majordomo("run", *files.args, "--json"))
    home = tmp_path / "home"
    before = files.contents(), Files(home).contents()
    for apply in ([], ["--apply", "none"]):
        report(majordomo("rehearse", *files.args, "--json", *apply))
    assert (files.contents(), Files(home).contents()) == before


def test_nothing_is_sent_unless_it_is_named(files: Files, majordomo: Command):
    outbox = files.mail / ".Outbox" / "cur"
    done = majordomo("rehearse", *files.args, "--apply", "all", "--json")
    plan = report(done)["plan"]
    sends = [call for call in plan if call["effect"] == "irreversible" and call["number"]]
    assert sends
    assert done.returncode == EXIT_WAITING
    assert not outbox.exists()
    assert not set(report(done)["applied"]["numbers"]) & {call["number"] for call in sends}
    risks = [(r["kind"], r["number"]) for r in report(done)["risks"]]
    assert all(("cannot be undone", call["number"]) in risks for call in sends)


def test_what_is_named_is_sent(files: Files, majordomo: Command):
    plan = report(majordomo("rehearse", *files.args, "--json"))["plan"]
    send = numbers(plan, "send_email")[0]
    done = majordomo("rehearse", *files.args, "--apply", str(send), "--json")
    assert report(done)["applied"]["numbers"] == [send]
    (letter,) = (files.mail / ".Outbox" / "cur").iterdir()
    assert b"lee@acme.example" in letter.read_bytes()


async def test_what_the_simulator_cannot_model_is_said(files: Files):
    rehearsal = await rehearsed(files)
    rehearsal.close()
    said = {each.what.partition(": ")[2]: each.why for each in rehearsal.unplayed}
    assert "100000" in said["Sabbatical of Noor"]
    assert "out of range" in said["From the past"]
    assert not [call for call in rehearsal.calls if call.item_text == "From the past"]
    played = {item.text for item in rehearsal.played.before.items.values()}
    assert "From the past" not in played
    assert "Thursday?" in played


async def test_a_file_that_changed_since_is_left_alone(files: Files):
    rehearsal = await rehearsed(files)
    shown = await rehearsal.preview([1, 2])
    files.todo.write_bytes(files.todo.read_bytes() + b"\nBuy bread\n")
    before = files.contents()
    with pytest.raises(UserError, match=r"todo.txt has changed since the rehearsal.*again"):
        await rehearsal.apply(shown)
    rehearsal.close()
    assert files.contents() == before


async def test_new_mail_since_is_noticed(files: Files):
    rehearsal = await rehearsed(files)
    shown = await rehearsal.preview([1])
    (files.mail / "new" / "4.mail").write_bytes((files.mail / "new" / "1.mail").read_bytes())
    before = files.contents()
    with pytest.raises(UserError, match=r"4\.mail has changed"):
        await rehearsal.apply(shown)
    rehearsal.close()
    assert files.contents() == before


async def test_what_fails_half_way_is_taken_back(files: Files):
    """The calendar cannot be written: a folder lies where its temporary file goes."""
    rehearsal = await rehearsed(files)
    every = [call.number for call in rehearsal.calls if call.number]
    first = {call.number: call.tool for call in rehearsal.calls}
    chosen = [n for n in every if first[n] in {"archive_email", "draft_reply"}]
    chosen += [n for n in every if first[n] in {"set_reminder", "schedule_event"}]
    shown = await rehearsal.preview(chosen)
    name = hashlib.sha256(files.calendar.name.encode()).hexdigest()[:12]
    (files.folder / f".majordomo-{name}.tmp").mkdir()
    before = files.contents()
    with pytest.raises(UserError, match="nothing was applied"):
        await rehearsal.apply(shown)
    rehearsal.close()
    assert files.contents() == before


MAKE_AND_MOVE: list[Any] = [
    ("route_to_agent", {"item_id": "t2", "agent": "meeting"}),
    ("schedule_event", {"item_id": "t2", "title": "Walk", "start": "Tuesday 9:00",
                        "duration_minutes": 30}),
    ("route_to_agent", {"item_id": "t1", "agent": "meeting"}),
    ("schedule_event", {"item_id": "t1", "title": "Physio", "start": "Tuesday 14:00",
                        "duration_minutes": 45}),
    ("route_to_agent", {"item_id": "t3", "agent": "meeting"}),
    ("reschedule_meeting", {"item_id": "t3", "meeting_id": "m5", "new_time": "Tuesday 16:00"}),
]  # fmt: skip
"""Two appointments are made, m4 and m5, and the second is moved."""


async def test_a_call_is_applied_to_what_it_was_meant_for(files: Files):
    """Without the first appointment the second gets another id; the move follows it."""
    rehearsal = await rehearsed(files, MAKE_AND_MOVE)
    assert [call.needs for call in rehearsal.calls if call.number] == [(), (), (2,)]
    await rehearsal.apply(await rehearsal.preview([2, 3]))
    rehearsal.close()
    calendar = files.calendar.read_text()
    assert "Walk" not in calendar
    assert "SUMMARY:Physio" in calendar
    assert "DTSTART:20260303T150000Z" in calendar


async def test_a_call_without_what_it_needs_is_refused_and_not_done(files: Files):
    rehearsal = await rehearsed(files, MAKE_AND_MOVE)
    shown = await rehearsal.preview([1, 3])
    rehearsal.close()
    assert shown.numbers == (1,)
    assert shown.refused == ((3, "it needs 2"),)
    assert b"Walk" in shown.diff
    assert b"Physio" not in shown.diff


def test_a_plan_can_be_played_as_a_scenario(files: Files, majordomo: Command, tmp_path: Path):
    day = tmp_path / "day.json"
    told = report(majordomo("rehearse", *files.args, "--scenario", day, "--json"))
    played = report(majordomo("play", "--scenario", day, "--policy", "scripted", "--json"))
    assert told["state_hash"]
    assert played["steps"] == len([c for c in told["plan"] if c["tool"] != "route_to_agent"])


def test_words_for_a_person(files: Files, majordomo: Command):
    done = majordomo("rehearse", *files.args, "--apply", "all")
    for words in ("Plan", "Risks", "Not played", "CANNOT BE UNDONE", "Sabbatical"):
        assert words in done.stdout
    assert "diff --git" in done.stdout
    assert "byte for byte" in done.stderr


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--apply", "most"], "'most'"),
        (["--apply", "99"], "no call 99"),
        (["--seed", "-1"], "--seed"),
    ],
)
def test_a_wrong_choice_is_one_line_and_changes_nothing(
    files: Files, majordomo: Command, args: list[str], words: str
):
    before = files.contents()
    done = majordomo("rehearse", *files.args, *args)
    assert done.returncode == 1
    assert words in done.stderr
    assert files.contents() == before


def test_without_files_there_is_nothing_to_rehearse(majordomo: Command):
    done = majordomo("rehearse")
    assert done.returncode == 1
    assert "--tasks" in done.stderr
