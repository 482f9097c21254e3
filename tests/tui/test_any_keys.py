"""The property behind the rules of consent: no keys decide anything unless a card has the focus."""

import asyncio
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.tui.driving import let_pass, running
from tests.tui.sessions import REPLY, ROUTE_EMAIL, DeskSession

# What opens another program, copies or quits is left out; every other key is fair.
KEYS = [
    *"aAedrlyYnDEjkmtcwupf 1/:",
    "enter",
    "escape",
    "tab",
    "shift+tab",
    "space",
    "backspace",
    "up",
    "down",
    "left",
    "right",
    "pagedown",
    "ctrl+down",
    "ctrl+r",
    "ctrl+s",
    "f1",
    "f2",
    "f3",
    "ctrl+t",
]
NAMES = {" ": "space", "/": "slash", ":": "colon"}


async def _press_all(keys: list[str]) -> list[str]:
    session = DeskSession([ROUTE_EMAIL, REPLY])
    with tempfile.TemporaryDirectory() as folder:
        async with running(session, Path(folder)) as d:
            await d.until_asked()
            for key in keys:
                await d.pilot.press(NAMES.get(key, key))
                # The person has all the time in the world, so that only the focus protects.
                let_pass(1)
                if d.app.focused is d.card:
                    d.workspace.prompt.area.focus()
                    await d.pilot.pause()
            return d.decisions


@settings(max_examples=3, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(KEYS), min_size=15, max_size=40))
def test_no_keys_decide_anything_unless_a_card_has_the_focus(keys: list[str]):
    assert asyncio.run(_press_all(keys)) == []


@pytest.mark.slow
@settings(max_examples=200, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(KEYS), min_size=20, max_size=80))
def test_no_keys_decide_anything_however_many_are_tried(keys: list[str]):
    assert asyncio.run(_press_all(keys)) == []
