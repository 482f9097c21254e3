"""What a bug report needs, with and without a session, and nothing of what the person keeps."""

from pathlib import Path

from assistant.contract.errors import UserError
from tests.tui.driving import NARROW, running
from tests.tui.sessions import FINISH, DeskSession
from tui.app import MajordomoApp
from tui.debug import debug_text
from tui.services import Services

ENVIRON = {"TERM": "xterm-kitty", "TERM_PROGRAM": "kitty", "SSH_CONNECTION": "10.0.0.7 1 x 22"}


async def test_it_says_what_is_in_effect_and_holds_no_content(folder: Path, tmp_path: Path):
    config = tmp_path / "config.toml"
    config.write_text('[person]\nname = "Philippa"\n[keys]\n"workspace.tasks" = "f11"\n')
    session = DeskSession([FINISH])
    async with running(session, folder, NARROW, services=Services(config=config)) as d:
        await d.until_done()
        text = debug_text(d.app, session, [], ENVIRON)
        for words in ("terminal xterm-kitty · kitty", "inside ssh", "window 80 by 24",
                      "copying OSC 52, unconfirmed", "told away: bell, title, osc9",
                      "named in them person.name", "own keys workspace.tasks f11",
                      "model scripted · simulated yes", "No error so far."):  # fmt: skip
            assert words in text, words
        for secret in ("Philippa", "physio", "Lee", "10.0.0.7"):
            assert secret not in text, secret


async def test_the_last_errors_are_there_newest_first(folder: Path):
    session = DeskSession([FINISH])
    session.error = UserError("the first")
    async with running(session, folder) as d:
        await d.until(lambda: d.workspace.turns.phase == "failed")
        session.error = ValueError("the second")
        await d.press("ctrl+g")
        await d.until(lambda: len(d.workspace.errors) == 2)
        await d.press("f12")
        await d.until(lambda: "For a bug report" in d.painted())
        text = debug_text(d.app, session, d.workspace.errors, {})
        assert text.index("ValueError: the second") < text.index("UserError: the first")


async def test_f12_works_where_no_day_could_be_opened(folder: Path):
    async def open_session() -> DeskSession:
        raise UserError("the model at /models/mini cannot be read")

    app = MajordomoApp(open_session, folder)
    async with app.run_test(size=(100, 40)) as pilot:
        for _ in range(100):
            await pilot.pause(0.02)
            if app.screen.query(".failed, #opening-state") and app.screen.has_class("failed"):
                break
        await pilot.press("f12")
        await pilot.pause(0.2)
        painted = "\n".join(s.text for s in app.screen._compositor.render_strips())
        assert "For a bug report" in painted
        assert "no session is open" in painted
        await pilot.press("escape", "f1")
        await pilot.pause(0.2)
        painted = "\n".join(s.text for s in app.screen._compositor.render_strips())
        assert "tries again" in painted
