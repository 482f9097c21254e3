"""The terminal's tests: no animation, and a folder of their own."""

from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from tests.tui.driving import passed
from tui import grace


@pytest.fixture(autouse=True)
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing blinks, nothing moves, no time passes: two runs paint and decide the same."""
    monkeypatch.setattr(grace, "clock", passed)
    monkeypatch.setattr("textual.constants.TEXTUAL_ANIMATIONS", "none")
    monkeypatch.setattr(TextArea.cursor_blink, "_default", False)
    monkeypatch.setattr(Input.cursor_blink, "_default", False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where sessions are kept."""
    return tmp_path / "sessions"
