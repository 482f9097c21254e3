"""The page at /web: what it shows, what it says about wrong input, and that browsers run it."""

import json
import subprocess
import sys

import pytest
from fastapi.testclient import TestClient

from assistant.contract.tools import TOOLS
from docs.web_screenshot import Chromium, find_chromium, play_two_steps
from env_adapter.errors import EnvError
from env_adapter.policies import POLICIES, play
from env_adapter.server import app as app_module
from env_adapter.server import web_day, web_parts
from env_adapter.server.app import build_app
from env_adapter.server.web_day import WebDay
from env_adapter.world import World
from scenarios import load_scenario
from tests.env_adapter.serving import Served


def played(seed: int = 0) -> WebDay:
    day = WebDay("sample", seed)
    for call in play(World(load_scenario("sample"), seed), POLICIES["oracle"](seed)).calls:
        day = web_day.call(day, call.agent, call.tool, json.dumps(call.args))
    return day


def test_a_day_on_the_page_is_the_day_in_process() -> None:
    expected = play(World(load_scenario("sample"), 3), POLICIES["oracle"](3))
    seen = web_day.look(played(3))
    assert seen.now.state_hash == expected.hashes[-1] and seen.now.done
    assert [row.reward for row in seen.rows] == pytest.approx(expected.rewards)
    assert seen.sums == pytest.approx(expected.sums)
    assert seen.rows[0].clock == "08:30" and seen.rows[0].tool == expected.calls[0].tool


def test_a_step_can_be_taken_back() -> None:
    day = played()
    less = web_day.take_back(day)
    assert len(less.calls) == len(day.calls) - 1
    assert not web_day.look(less).now.done or len(web_day.look(less).rows) == len(less.calls)


@pytest.mark.parametrize("seed", [-1, 0.5, None, "x", True, 2**60, float("nan"), float("inf")])
def test_a_wrong_seed_is_refused_in_words(seed: object) -> None:
    with pytest.raises(EnvError, match="whole number"):
        web_day.choose("sample", seed)


@pytest.mark.parametrize("args", ["{", "[1]", "5", "null", "nope", "{'a': 1}", "[" * 5000])
def test_arguments_that_are_no_object_are_refused_and_make_no_step(args: str) -> None:
    with pytest.raises(EnvError, match="arguments"):
        web_day.call(WebDay("sample"), "email", "reply_email", args)


@pytest.mark.parametrize("args", ['{"a": NaN}', '{"item_id": "\\ud800"}', '{"item_id": [1]}', ""])
def test_hostile_arguments_are_a_step_that_can_be_shown(args: str) -> None:
    seen = web_day.look(web_day.call(WebDay("sample"), "email", "reply_email", args))
    shown = web_parts.outcome(seen) + web_parts.timeline(seen.rows) + web_parts.bars(seen.sums)
    assert "invalid" in shown and shown.encode()


def test_the_form_is_filled_in_from_the_tool_and_the_item() -> None:
    seen = web_day.look(WebDay("sample")).now
    assert json.loads(web_day.prefill(seen, "reply_email", "e1")) == {
        "item_id": "e1", "email_id": "e1", "body": "",
    }  # fmt: skip
    assert json.loads(web_day.prefill(seen, "cancel_meeting", "c1"))["meeting_id"] == "m2"
    for name, tool in TOOLS.items():
        assert set(json.loads(web_day.prefill(seen, name, "y1"))) == set(tool.model_fields)
    assert web_day.prefill(seen, "fly", "e1") == "{}"


def test_what_a_day_or_a_visitor_writes_is_never_markup() -> None:
    day = web_day.call(WebDay("sample"), "<b>", "<script>alert(1)</script>", '{"x": "<img>"}')
    seen = web_day.look(day)
    shown = web_parts.outcome(seen) + web_parts.timeline(seen.rows)
    assert "<script>" not in shown and "&lt;script&gt;" in shown and "<img" not in shown


def test_the_page_is_served_unless_it_is_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ENABLE_WEB_INTERFACE", raising=False)
    with TestClient(build_app()) as client:
        answer = client.get("/")
        assert answer.url.path == "/web/" and "gradio" in answer.text
        assert "Begin the day" in answer.text
        assert client.get("/docs").status_code == client.get("/schema").status_code == 200
        assert client.post("/reset", json={"task": "calm"}).status_code == 200
    monkeypatch.setenv("ENABLE_WEB_INTERFACE", "false")
    assert TestClient(build_app()).get("/web/").status_code == 404
    assert TestClient(build_app(web=False)).get("/").status_code == 404


def test_the_world_in_this_process_loads_no_web_page() -> None:
    script = (
        "import sys; from env_adapter import POLICIES, EnvError, World\n"
        "from scenarios import load_scenario; World(load_scenario('sample')).step('finish', {})\n"
        "print([m for m in ('openenv', 'gradio', 'fastapi', 'mcp') if m in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert said.stdout.strip() == "[]", said.stderr
    assert "app" not in vars(app_module), "importing the server builds none"


@pytest.mark.slow
@pytest.mark.skipif(not find_chromium(), reason="needs a Chromium on the PATH")
def test_a_browser_plays_the_page_and_mistakes_are_words() -> None:
    served = Served("--web")
    try:
        with Chromium() as page:
            play_two_steps(page, served.url)
            rows = "document.querySelectorAll('.mj-line tbody tr').length"
            assert "answered Ines Okafor" in page.text()
            page.type("#mj-args .cm-content", "{not json")
            page.click("#mj-step")
            page.until("document.body.innerText.includes('the arguments are not JSON')")
            assert page.ask(rows) == 2, "a mistake in the form is no step"
            page.type("#mj-args .cm-content", '{"item_id": "nobody"}')
            page.click("#mj-step")
            page.until(f"{rows} === 3")
            assert page.ask("document.querySelectorAll('.mj-bar i.fired').length") == 4
            page.click("#mj-back")
            page.until(f"{rows} === 2")
            page.type("#mj-seed input", "-3")
            page.click("#mj-begin")
            page.until("document.body.innerText.includes('whole number from 0 up')")
            assert "Traceback" not in page.text() and page.complaints == []
        assert served.counts()["opened"] == 0, "the page takes no slot"
    finally:
        served.stop()
