"""`majordomo today`: the same day without a screen, out of files and the journal, changing none."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.contract.errors import UserError
from majordomo.options import Options
from majordomo.run import run_json
from majordomo.today import show_today

NOW = "2026-03-02T08:00+01:00"
TASKS = """\
Remind me to stretch tomorrow 9:00
Send the offer to lee@acme.example: the price is 940 euros
Buy oat milk
"""


def ics(*entries: str) -> str:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *entries, "END:VCALENDAR", ""])


def vevent(uid: str, title: str, start: str, end: str) -> str:
    return "\r\n".join(
        ["BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20260101T000000Z", f"SUMMARY:{title}",
         f"DTSTART;TZID=Europe/Berlin:{start}", f"DTEND;TZID=Europe/Berlin:{end}", "END:VEVENT"]
    )  # fmt: skip


HABIT = "\r\n".join(
    ["BEGIN:VTODO", "UID:h1", "DTSTAMP:20260101T000000Z", "SUMMARY:Meditate",
     "DTSTART;TZID=Europe/Berlin:20260226T070000", "RRULE:FREQ=DAILY", "END:VTODO"]
)  # fmt: skip


@pytest.fixture
def own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Options:
    """A person's own files."""
    monkeypatch.setenv("MAJORDOMO_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("assistant.workspaces.files._clock", lambda: "2026-03-02T07:05:00+00:00")
    tasks, calendar = tmp_path / "todo.txt", tmp_path / "day.ics"
    tasks.write_text(TASKS)
    calendar.write_text(
        ics(
            vevent("a", "Dentist", "20260302T150000", "20260302T160000"),
            vevent("b", "Sprint planning", "20260302T153000", "20260302T163000"),
            vevent("c", "Board meeting", "20260303T190000", "20260303T200000"),
            HABIT,
        )
    )
    return Options(tasks=tasks, calendar=calendar, now=NOW, model="scripted")


def state_of(folder: Path) -> dict[str, str]:
    """Every file below a folder, by its digest."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def read(
    options: Options, capsys: pytest.CaptureFixture[str], ahead: int = 0, part: str = ""
) -> dict[str, Any]:
    capsys.readouterr()
    assert show_today(options, ahead, part, True) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def texts(day: dict[str, Any], key: str) -> list[str]:
    return [line["text"] for line in day["digest"][key]]


def test_ones_own_day_is_shown_and_nothing_is_changed(
    own: Options, capsys: pytest.CaptureFixture[str], tmp_path: Path
):
    before = state_of(tmp_path)
    day = read(own, capsys)
    assert state_of(tmp_path) == before
    told = [(e["start"], e["title"], e["kind"], e["tier"]) for e in day["timeline"]]
    assert ("Mon 2026-03-02 15:00", "Dentist", "event", "personal") in told
    assert ("Mon 2026-03-02 07:00", "Meditate", "habit", "personal") in told
    assert day["pressure"] == [
        {
            "text": "Dentist and Sprint planning overlap, 15:30-16:00",
            "item_id": "c1",
            "event_id": "",
        }
    ]
    assert (day["simulated"], day["stress"], day["moods"]) == (False, None, {})
    assert day["part"] == "morning"
    assert any(text.startswith("Buy oat milk") for text in texts(day, "to_do"))


def test_after_a_run_the_journal_says_what_was_done_what_waits_and_what_was_left(
    own: Options, capsys: pytest.CaptureFixture[str], tmp_path: Path
):
    run_json(own)
    ran = json.loads(capsys.readouterr().out)
    status = {item["text"]: item["status"] for item in ran["items"]}
    before = state_of(tmp_path)
    day = read(own, capsys, part="evening")
    assert state_of(tmp_path) == before
    assert status["Remind me to stretch tomorrow 9:00"] == "done"
    (stretch,) = [line for line in texts(day, "done") if "stretch tomorrow" in line]
    acted = next(a for a in ran["actions"] if a["tool"] == "set_reminder")
    assert stretch == f"08:05 Remind me to stretch tomorrow 9:00: {acted['text']}"
    waiting = [text for text, is_ in status.items() if is_ == "waiting"]
    assert waiting
    for text in waiting:
        assert [line for line in texts(day, "waits") if line.startswith(text)], text
    for item in ran["items"]:
        if item["status"] == "left":
            assert [line for line in texts(day, "left") if line.startswith(item["text"])]
    tomorrow = read(own, capsys, ahead=1)
    assert "Stretch" in [e["title"].capitalize() for e in tomorrow["timeline"]]
    assert [p["text"] for p in tomorrow["pressure"]] == [
        "Board meeting, 19:00-20:00: outside your hours, 09:00-17:30"
    ]


def test_what_was_done_yesterday_is_not_told_as_done_today(
    own: Options, capsys: pytest.CaptureFixture[str]
):
    run_json(own)
    later = replace(own, now="2026-03-03T08:00+01:00")
    assert texts(read(later, capsys, part="evening"), "done") == []


def test_an_event_that_would_be_moved_is_shown_as_proposed(
    own: Options, capsys: pytest.CaptureFixture[str]
):
    run_json(own)
    capsys.readouterr()
    day = read(own, capsys)
    changes = [change for entry in day["timeline"] for change in entry["changes"]]
    waits = [line for line in texts(day, "waits") if "overlap" in line]
    assert len(waits) == 1
    # Whose run is over gave its ids back, so its call is named and not foretold.
    assert changes == [] and "may I reschedule_meeting?" in waits[0]


def test_words_and_json_tell_the_same(own: Options, capsys: pytest.CaptureFixture[str]):
    day = read(own, capsys)
    assert show_today(own, 0, "", False) == 0
    said = capsys.readouterr().out
    for key in ("to_do", "yours", "pressure"):
        for text in texts(day, key):
            assert text in said
    assert said.startswith("Mon 2026-03-02, 08:00 (")


def test_the_sample_day_needs_no_files(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
):
    monkeypatch.setenv("MAJORDOMO_HOME", str(tmp_path / "none"))
    day = read(Options(), capsys)
    assert day["simulated"] and day["stress"] == 24
    assert day["moods"]["Priya Raman"] == "happy"
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(("ahead", "part"), [(8, ""), (-1, ""), (0, "noon")])
def test_a_day_or_a_part_that_there_is_not_is_a_mistake(own: Options, ahead: int, part: str):
    with pytest.raises(UserError, match=r"--(ahead|part) wants"):
        show_today(own, ahead, part, as_json=False)
