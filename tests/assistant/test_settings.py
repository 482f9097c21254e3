"""One setting is changed and every other byte of the person's file stays."""

import os
from pathlib import Path

import pytest

from assistant.config import ConfigError, load_config
from assistant.settings import save_setting, with_setting

MINE = """\
# mine
[person]   # who
name = "Sam"  # not "#Sam"
workdays = [
    0, 1,
    2,  # short week
]

[files]
# A Maildir.
# mail = "…"
tasks = "/a#b.txt" # the list

[keys]
"workspace.tasks" = "f2"
"""


def test_a_value_changes_and_its_comment_stays():
    new = with_setting(MINE, "person", "name", "Kim #2")
    assert new == MINE.replace('"Sam"', '"Kim #2"', 1)
    new = with_setting(MINE, "files", "tasks", "/c.txt")
    assert new == MINE.replace('"/a#b.txt"', '"/c.txt"')


def test_a_value_over_several_lines_is_replaced_whole():
    new = with_setting(MINE, "person", "workdays", (0, 4))
    assert new == MINE.replace("[\n    0, 1,\n    2,  # short week\n]", "[0, 4]")


def test_a_new_value_goes_under_its_example_or_to_the_end_of_its_table():
    new = with_setting(MINE, "files", "mail", "/mail")
    assert new == MINE.replace('# mail = "…"\n', '# mail = "…"\nmail = "/mail"\n')
    new = with_setting(MINE, "person", "role", "baker")
    assert new == MINE.replace("]\n\n[files]", ']\nrole = "baker"\n\n[files]')


def test_a_new_table_goes_to_the_end():
    assert with_setting(MINE, "notify", "bell", False) == MINE + "\n[notify]\nbell = false\n"
    assert with_setting("", "limits", "steps", 5) == "[limits]\nsteps = 5\n"


def test_none_takes_the_line_out():
    assert with_setting(MINE, "person", "name", None) == MINE.replace(
        'name = "Sam"  # not "#Sam"\n', ""
    )
    assert with_setting(MINE, "person", "email", None) == MINE


@pytest.mark.parametrize("written", ['"workspace.tasks"', "workspace.tasks", "'workspace.tasks'"])
def test_an_id_with_a_dot_is_found_however_it_is_written(written: str):
    text = f'[keys]\n{written} = "f2"\n'
    assert with_setting(text, "keys", "workspace.tasks", "f11") == f'[keys]\n{written} = "f11"\n'
    assert with_setting("", "keys", "card.deny", "x") == '[keys]\n"card.deny" = "x"\n'


def test_windows_lines_stay_windows_lines():
    assert with_setting("[person]\r\n", "person", "name", "S") == '[person]\r\nname = "S"\r\n'


@pytest.mark.parametrize(
    "text",
    [
        'person = { name = "Sam" }\n',
        'person.name = "Sam"\n',
        'note = """\n[person]\nname = "no"\n"""\n[person]\nname = "Sam"\n',
    ],
)
def test_what_cannot_be_changed_line_by_line_is_refused(text: str):
    with pytest.raises(ConfigError, match="by hand"):
        with_setting(text, "person", "name", "Kim")


def test_a_setting_is_kept_and_read_again(tmp_path: Path):
    path = tmp_path / "new" / "config.toml"
    assert save_setting(path, "limits", "steps", 12).limits.steps == 12
    assert load_config(path)[0].limits.steps == 12


def test_a_link_to_the_settings_stays_a_link(tmp_path: Path):
    real, path = tmp_path / "dotfiles.toml", tmp_path / "config.toml"
    real.write_text(MINE)
    path.symlink_to(real)
    save_setting(path, "person", "name", "Kim")
    assert path.is_symlink()
    assert '"Kim"' in real.read_text()


@pytest.mark.parametrize(
    ("table", "key", "value", "words"),
    [
        ("limits", "steps", -1, "greater than or equal to 0"),
        ("notify", "desktop", "pigeon", "'auto'"),
        ("person", "timezone", "Mars/Base", "IANA"),
        ("screen", "speed", 3, "no such setting"),
    ],
)
def test_a_wrong_value_is_refused_and_nothing_is_written(
    tmp_path: Path, table: str, key: str, value: str, words: str
):
    path = tmp_path / "config.toml"
    path.write_text(MINE)
    with pytest.raises(ConfigError, match=words):
        save_setting(path, table, key, value)
    assert path.read_text() == MINE


def test_what_was_wrong_before_does_not_stop_a_change(tmp_path: Path):
    path = tmp_path / "config.toml"
    path.write_text('[limits]\nsteps = -3\n[screen]\nmotion = "wild"\n')
    save_setting(path, "notify", "bell", False)
    config, problems = load_config(path)
    assert not config.notify.bell
    assert config.limits.steps == 0
    assert len(problems) == 2
    assert "[limits] steps" in problems[0]
    assert "it is not used" in problems[1]


def test_a_table_that_nobody_knows_is_named_and_the_rest_is_used(tmp_path: Path):
    path = tmp_path / "config.toml"
    path.write_text('[notfy]\nbell = false\n[screen]\nmotion = "none"\n')
    config, problems = load_config(path)
    assert config.screen.motion == "none"
    assert problems == ["[notfy]: there is no such setting; it is not used"]


def test_a_folder_that_cannot_be_written_to_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = tmp_path / "config.toml"
    path.write_text(MINE)

    def full(source: str, target: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space"):
        save_setting(path, "person", "name", "Kim")
    assert path.read_text() == MINE
    assert list(tmp_path.iterdir()) == [path]
