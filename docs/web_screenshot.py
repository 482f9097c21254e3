"""Plays two steps on the page at /web in a headless Chromium and draws docs/images/web.png.

Run it from the project's root with a Chromium on the PATH:
`.venv/bin/python docs/web_screenshot.py`. It speaks the browser's own debugging protocol, so it
needs no other package; a slow test drives the page with the same class.
"""

import base64
import json
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from websockets.sync.client import connect

IMAGE = Path(__file__).parent / "images" / "web.png"
SIZE = (1360, 1300)
WAIT_S = 30


def find_chromium() -> str:
    """The browser on the PATH, or nothing."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    return next((found for name in names if (found := shutil.which(name))), "")


class Chromium:
    """One page in a headless browser, driven as a person would: by clicks and keys."""

    def __init__(self, size: tuple[int, int] = SIZE) -> None:
        """Start the browser and open an empty page."""
        self._home = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self._process = subprocess.Popen(
            [
                find_chromium(), "--headless=new", "--no-sandbox", "--disable-gpu",
                "--remote-debugging-port=0", f"--user-data-dir={self._home.name}",
                "--hide-scrollbars", "--no-first-run", "--disable-background-networking",
                f"--window-size={size[0]},{size[1]}", "about:blank",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._opened = ExitStack()
        self._socket = self._opened.enter_context(connect(self._page_url(), max_size=None))
        self._number = 0
        self.complaints: list[str] = []
        """Uncaught exceptions of the page."""
        width, height = size
        self.send("Runtime.enable")
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=height,
                  deviceScaleFactor=1, mobile=False)  # fmt: skip

    def __enter__(self) -> Self:
        """The page."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the browser."""
        self._opened.close()
        self._process.terminate()
        self._process.wait(10)
        self._home.cleanup()

    def send(self, method: str, **params: Any) -> dict[str, Any]:
        """One command of the debugging protocol."""
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": params}))
        while True:
            answer = json.loads(self._socket.recv(WAIT_S))
            if answer.get("method") == "Runtime.exceptionThrown":
                self.complaints.append(str(answer["params"]["exceptionDetails"])[:500])
            if answer.get("id") == self._number:
                result: dict[str, Any] = answer["result"]
                return result

    def ask(self, script: str) -> Any:
        """What an expression is worth on the page."""
        found = self.send("Runtime.evaluate", expression=script, returnByValue=True)
        return found["result"].get("value")

    def until(self, script: str) -> Any:
        """Wait until an expression is true."""
        deadline = time.monotonic() + WAIT_S
        while time.monotonic() < deadline:
            if found := self.ask(script):
                return found
            time.sleep(0.1)
        raise TimeoutError(f"never true: {script}; the page says {self.text()[:2000]}")

    def text(self) -> str:
        """All that the page says."""
        return str(self.ask("document.body.innerText"))

    def click(self, selector: str) -> None:
        """Click in the middle of an element, once it is there."""
        found = f"document.querySelector({json.dumps(selector)})"
        self.until(f"{found} && {found}.getBoundingClientRect().width > 0")
        box = self.ask(
            f"(() => {{ const b = {found}.getBoundingClientRect();"
            " return [b.x + b.width / 2, b.y + b.height / 2] })()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.send("Input.dispatchMouseEvent", type=kind, x=box[0], y=box[1], button="left",
                      clickCount=1)  # fmt: skip

    def type(self, selector: str, text: str) -> None:
        """Replace what a field holds."""
        self.click(selector)
        self.key("a", ctrl=True)
        self.send("Input.insertText", text=text)

    def key(self, name: str, *, ctrl: bool = False) -> None:
        """Press a key."""
        code = {"Enter": 13, "a": 65, "Tab": 9}[name]
        both: dict[str, Any] = {"key": name, "windowsVirtualKeyCode": code}
        if ctrl:
            both |= {"modifiers": 2, "commands": ["selectAll"]}
        for kind in ("rawKeyDown", "keyUp"):
            self.send("Input.dispatchKeyEvent", type=kind, **both)

    def choose(self, field: str, text: str) -> None:
        """Choose in a list that one can type into."""
        self.type(f"#mj-{field} input", text)
        self.key("Enter")
        self.until(f"document.querySelector('#mj-{field} input').value.startsWith({text!r})")

    def picture(self) -> bytes:
        """The page as PNG."""
        return base64.b64decode(self.send("Page.captureScreenshot", format="png")["data"])

    def _page_url(self) -> str:
        deadline = time.monotonic() + WAIT_S
        port_file = Path(self._home.name, "DevToolsActivePort")
        while time.monotonic() < deadline:
            if port_file.exists() and (lines := port_file.read_text().split()):
                with urllib.request.urlopen(f"http://127.0.0.1:{lines[0]}/json/list") as answer:
                    pages = [p for p in json.load(answer) if p["type"] == "page"]
                if pages:
                    return str(pages[0]["webSocketDebuggerUrl"])
            time.sleep(0.1)
        raise TimeoutError("the browser did not start")


def play_two_steps(page: Chromium, url: str) -> None:
    """Begin the sample day, route the first mail and answer it."""
    page.send("Page.navigate", url=f"{url}/web/")
    page.click("#mj-begin")
    page.until("document.querySelector('#mj-args').innerText.includes('item_id')")
    page.type("#mj-args .cm-content", json.dumps({"item_id": "e1", "agent": "email"}, indent=2))
    page.click("#mj-step")
    page.until("document.querySelectorAll('.mj-line tbody tr').length === 1")
    page.choose("agent", "email")
    page.until("document.querySelector('#mj-tool input').value !== 'route_to_agent'")
    page.choose("tool", "reply_email")
    page.until("document.querySelector('#mj-args').innerText.includes('email_id')")
    body = "Hi Ines, the 18th of March at 10:00 suits me. My day rate is 940 euros plus VAT. Mara"
    arguments = {"item_id": "e1", "email_id": "e1", "body": body}
    page.type("#mj-args .cm-content", json.dumps(arguments, indent=2))
    page.click("#mj-step")
    page.until("document.querySelectorAll('.mj-line tbody tr').length === 2")


def wait_half_an_hour(page: Chromium) -> None:
    """Do nothing while something waits, so that the chart shows a cost."""
    page.choose("agent", "orchestrator")
    page.until("document.querySelector('#mj-tool input').value === 'route_to_agent'")
    page.choose("tool", "do_nothing")
    page.until("!document.querySelector('#mj-args').innerText.includes('item_id')")
    page.click("#mj-step")
    page.until("document.querySelectorAll('.mj-line tbody tr').length === 3")


def main() -> None:
    """Serve, play and draw."""
    port = "8765"
    server = subprocess.Popen([sys.executable, "-m", "env_adapter.server.app", "--port", port])
    try:
        url = f"http://127.0.0.1:{port}"
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{url}/health")
                break
            except OSError:
                time.sleep(0.1)
        with Chromium() as page:
            play_two_steps(page, url)
            wait_half_an_hour(page)
            time.sleep(1)
            IMAGE.parent.mkdir(exist_ok=True)
            IMAGE.write_bytes(page.picture())
    finally:
        server.terminate()
        server.wait(20)


if __name__ == "__main__":
    main()
