"""`majordomo web`: this machine alone, one person, one window; no other page drives it."""

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import pytest
from aiohttp import WSMsgType, WSServerHandshakeError
from aiohttp.client import ClientWebSocketResponse
from aiohttp.test_utils import TestClient, TestServer

from assistant.contract.errors import UserError
from docs.web_screenshot import Chromium, find_chromium
from majordomo.options import Options
from majordomo.web import listening, screen_command, serve_web
from majordomo.web_page import WebPage

# A screen that writes into a file that it runs and, at its end, that it has ended.
APP = """
import pathlib, sys
from textual.app import App
class Tiny(App):
    def on_mount(self):
        with log.open("a") as file: file.write("began\\n")
log = pathlib.Path(sys.argv[1])
Tiny().run()
with log.open("a") as file: file.write("ended\\n")
"""


@asynccontextmanager
async def served(command: str = "false") -> AsyncIterator[tuple[TestClient, WebPage]]:
    """The page on a port of its own, and a client that names it as a browser would."""
    with listening("127.0.0.1", 0) as free:
        address, port = free.getsockname()
    page = WebPage(command, address, port)
    server = TestServer(await page._make_app(), host=address, port=port)
    async with TestClient(server) as client:
        yield client, page


def path_of(page: WebPage) -> str:
    return page.url.removeprefix(page.origin)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.7", "::", "example.org", ""])
def test_a_host_that_others_reach_is_refused(host: str):
    with pytest.raises(UserError, match="leave --host out"):
        serve_web(Options(), host, 0)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.0.1", "localhost"])
def test_this_machine_is_listened_on(host: str):
    with listening(host, 0) as found:
        assert found.getsockname()[0].startswith("127.")


def test_a_port_that_is_taken_is_said():
    with listening("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(UserError, match=f"port {port} is taken.*--port"):
            serve_web(Options(), "127.0.0.1", port)


def test_the_screen_is_started_with_the_same_options():
    options = Options(model="hf:my models/x; rm -rf", now="2026-03-02T08:00", sample=True)
    words = subprocess.run(
        ["sh", "-c", f"printf '%s\\n' {screen_command(options)}"],
        capture_output=True, text=True, check=True,
    ).stdout.splitlines()  # fmt: skip
    assert words[1:] == ["-m", "majordomo", "--screen", "--model", "hf:my models/x; rm -rf",
                         "--now", "2026-03-02T08:00", "--sample"]  # fmt: skip


async def test_only_the_whole_address_opens_the_page():
    async with served() as (client, page):
        whole = path_of(page)
        assert len(whole) > 30
        for path in ("/", "/ws", "/static/js/textual.js", whole[:-3], f"{whole}nothing"):
            answer = await client.get(path, headers={"Origin": page.origin})
            assert answer.status == 404, path
            assert "whole address" in await answer.text()
        answer = await client.get(whole)
        assert answer.status == 200
        assert page.url.replace("http", "ws", 1) + "ws" in await answer.text()


async def test_the_page_asks_no_other_machine_and_lies_in_no_frame():
    async with served() as (client, page):
        answer = await client.get(path_of(page))
        text = await answer.text()
        assert not re.findall(r"https?://|src=\"//|href=\"//", text)
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        for found in re.findall(r'(?:src|href)="(/[^"]+)"', text):
            script = await client.get(found)
            assert script.status == 200, found


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:{port}"},
        {"Origin": "https://127.0.0.1:{port}"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "http://evil.example", "Host": "evil.example"},
        {"Origin": "http://127.0.0.1:{port}", "Host": "evil.example"},
    ],
)
async def test_a_page_of_another_site_cannot_drive_the_screen(tmp_path: Path, headers):
    async with served(f"touch {tmp_path / 'ran'}") as (client, page):
        port = page.netloc.rpartition(":")[2]
        sent = {name: value.format(port=port) for name, value in headers.items()}
        with pytest.raises(WSServerHandshakeError) as refused:
            await client.ws_connect(f"{path_of(page)}ws", headers=sent)
        assert refused.value.status == 403
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("host", ["evil.example", "localhost:{port}"])
async def test_a_name_that_is_pointed_at_this_machine_does_not_help(host: str):
    async with served() as (client, page):
        named = host.format(port=page.netloc.rpartition(":")[2])
        answer = await client.get(path_of(page), headers={"Host": named})
        assert answer.status == 403


async def until_said(log: Path, lines: list[str]) -> None:
    for _ in range(1000):
        if log.exists() and log.read_text().split() == lines:
            return
        await asyncio.sleep(0.05)
    raise AssertionError(log.read_text() if log.exists() else "nothing was written")


async def test_a_second_window_takes_over_and_the_first_ends_before(tmp_path: Path):
    script, log = tmp_path / "tiny.py", tmp_path / "log"
    script.write_text(APP)
    async with served(f"{sys.executable} {script} {log}") as (client, page):

        async def window() -> ClientWebSocketResponse:
            headers = {"Origin": page.origin}
            return await client.ws_connect(f"{path_of(page)}ws?width=80&height=24", headers=headers)

        first = await window()
        await until_said(log, ["began"])
        second = await window()
        await until_said(log, ["began", "ended", "began"])
        while (message := await first.receive()).type is WSMsgType.BINARY:
            continue
        assert message.type in {WSMsgType.CLOSE, WSMsgType.CLOSED, WSMsgType.CLOSING}
        await second.close()
        await until_said(log, ["began", "ended", "began", "ended"])
        # The last line is written by a process that still has to end before its loop does.
        await asyncio.sleep(1)


@contextmanager
def running(home: Path) -> Iterator[str]:
    """`majordomo web` as a process of its own; yields what it says to open."""
    env = {**os.environ, "MAJORDOMO_HOME": str(home)}
    command = [sys.executable, "-m", "majordomo", "web", "--port", "0", "--sample"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=env)
    try:
        assert process.stderr is not None
        said = process.stderr.readline()
        found = re.search(r"http://\S+", said)
        assert found, said + process.stderr.read()
        assert "For you alone" in process.stderr.readline()
        yield found.group()
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.skipif(not find_chromium(), reason="needs a Chromium on the PATH")
def test_a_browser_shows_the_day_and_its_keys_reach_it(tmp_path: Path):
    logs = tmp_path / "sessions"

    def until(words: str) -> None:
        for _ in range(1200):
            if any(words in path.read_text("utf-8") for path in logs.glob("*.jsonl")):
                return
            time.sleep(0.1)
        raise AssertionError(f"no session holds {words!r}")

    # Not the first time, so that what is typed goes to the prompt and not to the tour.
    logs.mkdir()
    (logs / "preferences.json").write_text('{"tour": "seen"}')
    with running(tmp_path) as url, Chromium((1200, 800)) as page:
        # A window that a person has just opened has the focus; a headless one does not.
        page.send("Emulation.setFocusEmulationEnabled", enabled=True)
        page.send("Page.navigate", url=url)
        page.until("document.body && document.body.classList.contains('-first-byte')")
        # The prompt has the focus by the time that the assistant has done something.
        until('"event": "Acted"')
        page.send("Input.insertText", text="buy oat milk")
        # Time for the letters: the prompt takes `enter` with priority, before what is queued.
        time.sleep(5)
        page.key("Enter")
        until("buy oat milk")
        hosts = page.ask(
            "[...new Set(performance.getEntriesByType('resource').map(e => new URL(e.name).host))]"
        )
        assert hosts == [url.split("/")[2]], "nothing comes from another machine"
        page.send("Input.insertText", text="/quit")
        time.sleep(5)
        page.key("Enter")
        page.until("document.body.classList.contains('-closed')")
        assert "This session has ended here" in page.text() and page.complaints == []


@pytest.mark.slow
def test_a_port_that_is_taken_is_one_line_and_exit_code_1(tmp_path: Path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-m", "majordomo", "web", "--port", port],
            capture_output=True, text=True, check=False,
            env={**os.environ, "MAJORDOMO_HOME": str(tmp_path)},
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith(f"majordomo: port {port} is taken")
    assert len(done.stderr.splitlines()) == 1
