"""Settings, and which zone the clock is in."""

from pathlib import Path

import pytest

from assistant.config import ConfigError, load_files, load_person, parse_now, zone_of

WINTER = parse_now("2026-03-02T08:00+01:00")


def test_an_offset_takes_the_zone_that_the_calendar_names(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TZ", "UTC")
    assert zone_of(WINTER) == "Etc/GMT-1"
    assert zone_of(WINTER, ["America/New_York", "Nowhere/Town", "Europe/Berlin"]) == "Europe/Berlin"
    assert zone_of(parse_now("2026-03-02T08:00+00:00"), ["Europe/Berlin"]) == "UTC"
    assert zone_of(parse_now("2026-03-02T08:00+05:30")) == "Asia/Calcutta"


def test_the_systems_zone_comes_first(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TZ", "Europe/Paris")
    assert zone_of(WINTER, ["Europe/Berlin"]) == "Europe/Paris"


def test_settings_name_the_person_and_the_files(tmp_path: Path):
    path = tmp_path / "config.toml"
    assert load_files(path) is None
    path.write_text(
        '[person]\nname = "Sam"\ntimezone = "Asia/Kolkata"\nwork_start = "08:30"\n'
        '[files]\ntasks = "~/todo.txt"\nnotes = "/notes"\n'
    )
    person = load_person(path, WINTER)
    assert (person.name, person.timezone, person.work_start) == ("Sam", "Asia/Kolkata", 510)
    files = load_files(path)
    assert files == {"tasks": Path.home() / "todo.txt", "notes": Path("/notes")}


def test_notes_alone_are_no_day_of_ones_own(tmp_path: Path):
    path = tmp_path / "config.toml"
    path.write_text('[files]\nnotes = "/notes"\n')
    assert load_files(path) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[person\n", "mend or remove it"),
        ('[person]\ntimezone = "Mars/Base"\n', "timezone"),
        ('[person]\nwork_start = "late"\n', "work_start"),
        ('[person]\nnick = "S"\n', "nick"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, text: str, words: str):
    path = tmp_path / "config.toml"
    path.write_text(text)
    with pytest.raises(ConfigError, match=words):
        load_person(path, WINTER)


def test_a_clock_that_cannot_be_read_says_how_to_write_it():
    with pytest.raises(ConfigError, match="2026-03-02T08:00"):
        parse_now("soon")
