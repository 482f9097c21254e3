"""Told while elsewhere: a state and nothing else, by the ways that work on this terminal."""

import sys
from pathlib import Path

import pytest

from assistant.config import NotifyConfig
from assistant.contract.errors import UserError
from tests.tui.driving import running
from tests.tui.sessions import FINISH, REPLY, ROUTE_EMAIL, DeskSession
from tui.app import MajordomoApp
from tui.notify import RESTORE_TITLE, SAVE_TITLE, Notifier, how, sequence, way_of
from tui.services import Services

ASKING = [ROUTE_EMAIL, REPLY]
ITERM = {"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is sent to the terminal beside what is painted."""
    sent: list[str] = []
    monkeypatch.setattr(MajordomoApp, "write_to_terminal", lambda app, text: sent.append(text))
    return sent


def notifier(config: NotifyConfig, environ: dict[str, str]) -> tuple[Notifier, list[str]]:
    sent: list[str] = []
    teller = Notifier(sent.append, sent.append, environ)
    teller.config = config
    return teller, sent


@pytest.mark.parametrize(
    ("environ", "way"),
    [
        (ITERM, "osc9"),
        ({"TERM": "xterm-kitty"}, "osc9"),
        ({"TERM": "foot"}, "osc777"),
        ({"TERM": "rxvt-unicode-256color"}, "osc777"),
        ({"TERM": "xterm-256color"}, "off"),
        ({"TERM": "linux"}, "off"),
        (ITERM | {"TMUX": "/tmp/tmux"}, "off"),
    ],
)
def test_auto_uses_only_what_is_known_to_work(environ: dict[str, str], way: str):
    assert way_of(NotifyConfig(), environ) == way
    assert way_of(NotifyConfig(desktop="osc777"), environ) == "osc777"


def test_notify_send_is_for_the_desktop_in_front_of_the_person(tmp_path: Path):
    program = tmp_path / "notify-send"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    here = {"DISPLAY": ":0", "PATH": str(tmp_path)}
    assert way_of(NotifyConfig(), here) == "notify-send"
    assert way_of(NotifyConfig(), here | {"SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}) == "off"


def test_what_is_told_holds_no_content_unless_that_is_wanted():
    quiet, sent = notifier(NotifyConfig(), ITERM)
    quiet.tell("asks you", is_away=True, content="reply to Lee about the physio")
    assert sent == ["\x07", "\x1b]9;Majordomo asks you\x07"]
    loud, sent = notifier(NotifyConfig(content=True), ITERM)
    loud.tell("asks you", is_away=True, content="reply to Lee")
    assert sent[-1] == "\x1b]9;Majordomo asks you: reply to Lee\x07"


def test_content_can_end_no_sequence_and_begin_none():
    text = sequence("osc777", "Majordomo asks you: a;b\x07\x1b]52;c;AAAA\x07\x9c")
    assert text.count("\x07") == 1
    assert text.count("\x1b") == 1
    assert text.count(";") == 3
    assert "\x9c" not in text


def test_each_way_can_be_switched_off():
    config = NotifyConfig(bell=False, desktop="off", title=False)
    teller, sent = notifier(config, ITERM)
    teller.tell("done", is_away=True)
    teller.title("asks you", 1)
    assert sent == []
    assert how(config, ITERM) == "away: no way is on"
    never, sent = notifier(NotifyConfig(when="never"), ITERM)
    assert never.tell("done", is_away=True) == ""
    assert sent == []


def test_who_is_there_is_not_told():
    teller, sent = notifier(NotifyConfig(), ITERM)
    teller.tell("done", is_away=False)
    assert sent == []
    always, sent = notifier(NotifyConfig(when="always"), ITERM)
    assert always.tell("done", is_away=False) == "Majordomo is done"


async def test_the_title_says_the_state_and_is_given_back():
    teller, sent = notifier(NotifyConfig(), ITERM)
    teller.title("working")
    teller.title("working")
    teller.title("asks you", 2)
    await teller.close()
    assert sent == [
        f"{SAVE_TITLE}\x1b]2;Majordomo: working\x07",
        "\x1b]2;Majordomo: asks you (2)\x07",
        RESTORE_TITLE,
    ]


async def test_a_program_of_the_persons_gets_the_message(tmp_path: Path):
    out = tmp_path / "told.txt"
    code = f"import sys; open({str(out)!r}, 'w').write(sys.argv[-1])"
    config = NotifyConfig(bell=False, desktop="off", command=f'{sys.executable} -c "{code}"')
    teller, sent = notifier(config, {})
    teller.tell("failed", is_away=True, content="the model is gone; $(touch x)")
    await teller.settled()
    assert out.read_text() == "Majordomo failed"
    assert sent == []


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("/no/such/program", "could not be run"),
        (f"{sys.executable} -c 'raise SystemExit(3)'", "exit code 3"),
        ("say 'half", "cannot be read"),
    ],
)
async def test_a_program_that_fails_is_said(command: str, words: str):
    teller, sent = notifier(NotifyConfig(bell=False, desktop="off", command=command), {})
    teller.tell("done", is_away=True)
    await teller.settled()
    assert len(sent) == 1
    assert words in sent[0]


async def test_somebody_who_is_away_hears_that_they_are_asked(folder: Path, written: list[str]):
    session = DeskSession(ASKING)
    gate = session.hold()
    async with running(session, folder) as d:
        await d.until(lambda: d.workspace.turns.is_working)
        d.app.app_focus = False
        gate.set()
        await d.until_asked()
        await d.until(lambda: "\x07" in written)
        await d.until(lambda: "\x1b]2;Majordomo: asks you (1)\x07" in written)
        assert "physio" not in "".join(written)
        assert "Lee" not in "".join(written)


async def test_somebody_who_is_there_hears_nothing(folder: Path, written: list[str]):
    async with running(DeskSession([FINISH]), folder) as d:
        await d.until_done()
        await d.until(lambda: any("Majordomo: ready" in each for each in written))
        assert "\x07" not in written


async def test_an_error_and_the_end_are_told_too(folder: Path, written: list[str]):
    session = DeskSession([FINISH])
    session.error = UserError("the model is gone")
    async with running(session, folder, autostart=False) as d:
        d.app.app_focus = False
        d.workspace.turns.start()
        await d.until(lambda: written.count("\x07") == 1)
        await d.until(lambda: any("Majordomo: failed" in each for each in written))
        d.workspace.turns.start()
        await d.until(lambda: written.count("\x07") == 2)


async def test_the_settings_switch_it_off(folder: Path, tmp_path: Path, written: list[str]):
    config = tmp_path / "config.toml"
    config.write_text('[notify]\nwhen = "never"\ntitle = false\n')
    async with running(DeskSession([FINISH]), folder, services=Services(config=config)) as d:
        d.app.app_focus = False
        await d.until_done()
        await d.pilot.pause(0.1)
        assert written == []


async def test_the_command_says_how_and_tries_it(folder: Path, written: list[str]):
    async with running(DeskSession([]), folder, autostart=False) as d:
        d.workspace.run_command("notifications")
        await d.until(lambda: "Told away: bell, title" in d.toasts)
        assert "\x07" in written
