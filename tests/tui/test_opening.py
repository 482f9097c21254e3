"""The first frame comes before anything heavy, and a day that cannot be opened says why."""

import subprocess
import sys
from pathlib import Path

from assistant.contract.errors import UserError
from tests.tui.sessions import DeskSession
from tui.app import MajordomoApp

HEAVY = ("torch", "transformers", "chromadb", "trl", "langgraph", "langchain", "langchain_core")

FIRST_FRAME = """
import asyncio, sys, tempfile
from pathlib import Path
from tui.app import MajordomoApp

painted = []

async def open_session():
    painted.append("Opening your day" in "".join(
        strip.text for strip in app.screen._compositor.render_strips()))
    print(painted, sorted(set(sys.modules) & set({heavy!r})))
    app.exit(0)
    await asyncio.sleep(60)

app = MajordomoApp(open_session, Path(tempfile.mkdtemp()))
app.run(headless=True)
"""


def _run(code: str) -> str:
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=100, check=False
    )
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


def test_the_first_frame_is_painted_before_anything_heavy_is_loaded():
    assert _run(FIRST_FRAME.format(heavy=HEAVY)).splitlines()[-1] == "[True] []"


def test_the_plain_conversation_needs_no_textual():
    code = "import sys, tui, tui.plain, tui.firstrun, tui.session; print('textual' in sys.modules)"
    assert _run(code) == "False"


async def test_a_day_that_cannot_be_opened_says_why_and_can_be_tried_again(folder: Path):
    tries: list[int] = []

    async def open_session() -> DeskSession:
        tries.append(1)
        if len(tries) == 1:
            raise UserError("todo.txt [/x] cannot be read; mend it")
        return DeskSession([])

    app = MajordomoApp(open_session, folder, autostart=False)
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(200):
            await pilot.pause(0.01)
            painted = "\n".join(s.text for s in app.screen._compositor.render_strips())
            if "cannot be read" in painted and "Try again" in painted:
                break
        assert "todo.txt [/x] cannot be read; mend it" in painted
        await pilot.press("r")
        for _ in range(200):
            await pilot.pause(0.01)
            if app.screen.query("#prompt"):
                break
        assert len(tries) == 2
        assert app.screen.query("#prompt")
