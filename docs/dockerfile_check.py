"""Runs the Dockerfile's steps where there is no Docker: a clean folder and a Python of its own.

`.venv/bin/python docs/dockerfile_check.py [FOLDER]` copies what COPY names, runs what RUN installs
with the environment's own Python, starts what CMD starts, asks for /health and the page, plays an
episode, and prints what it took. Only `useradd` is left out. It needs a package index.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from websockets.sync.client import connect

ROOT = Path(__file__).parents[1]
PORT = "8799"
LEFT_OUT = ("useradd",)


def instructions(dockerfile: str) -> Iterator[tuple[str, str]]:
    """Each instruction and what follows it, comments left out and lines joined."""
    lines = [line for line in dockerfile.splitlines() if not line.lstrip().startswith("#")]
    for line in "\n".join(lines).replace("\\\n", " ").splitlines():
        if line.strip():
            name, _, rest = line.strip().partition(" ")
            yield name, " ".join(rest.split())


def copy(rest: str, app: Path) -> None:
    """COPY, from the project into the folder."""
    *sources, target = rest.split()
    for source in sources:
        if (ROOT / source).is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / source, app / target, ignore=ignored)
        else:
            shutil.copy(ROOT / source, app / target)


def check(folder: Path) -> dict[str, Any]:
    """Take the steps in `folder`; what came of them."""
    app, home = folder / "app", folder / "venv"
    app.mkdir()
    venv.create(home, with_pip=True)
    environment = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    environment["PATH"] = f"{home / 'bin'}{os.pathsep}{environment['PATH']}"
    began = time.monotonic()
    command: list[str] = []
    for name, rest in instructions((ROOT / "Dockerfile").read_text(encoding="utf-8")):
        if name == "ENV":
            environment |= dict(pair.split("=", 1) for pair in rest.split())
        elif name == "COPY":
            copy(rest, app)
        elif name == "RUN" and not rest.startswith(LEFT_OUT):
            subprocess.run(rest, shell=True, check=True, cwd=app, env=environment,
                           stdout=subprocess.DEVNULL)  # fmt: skip
        elif name == "CMD":
            command = [PORT if word == "8000" else word for word in json.loads(rest)]
    built = time.monotonic()
    # The installed package must do, so it is started where the sources are not.
    server = subprocess.Popen(command, cwd=folder, env=environment)
    try:
        found = _look(server)
    finally:
        server.terminate()
        server.wait(20)
    size = sum(file.stat().st_size for file in home.rglob("*") if file.is_file())
    return {"built_s": round(built - began), "installed_mb": size // 2**20, **found}


def _look(server: subprocess.Popen[bytes]) -> dict[str, Any]:
    url = f"http://127.0.0.1:{PORT}"
    for _ in range(600):
        try:
            health = json.load(urllib.request.urlopen(f"{url}/health", timeout=4))
            break
        except OSError:
            if server.poll() is not None:
                raise
            time.sleep(0.1)
    with urllib.request.urlopen(f"{url}/web/", timeout=20) as page:
        web = page.status
    return {"health": health["status"], "web": web, **_play(url)}


def _play(url: str) -> dict[str, Any]:
    """One episode of doing nothing."""
    with connect(url.replace("http", "ws") + "/ws", max_size=None) as socket:

        def ask(kind: str, **data: Any) -> dict[str, Any]:
            socket.send(json.dumps({"type": kind, "data": data}))
            answer: dict[str, Any] = json.loads(socket.recv(60))["data"]
            return answer

        seen, steps = ask("reset", task="sample"), 0
        while not seen["done"]:
            seen, steps = ask("step", tool="do_nothing"), steps + 1
    return {"steps": steps, "state_hash": seen["observation"]["state_hash"]}


def main() -> None:
    """Check in a folder that is thrown away, or in one that is given and kept."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(sys.argv[1] if sys.argv[1:] else scratch).absolute()
        folder.mkdir(exist_ok=True)
        sys.stdout.write(json.dumps(check(folder)) + "\n")


if __name__ == "__main__":
    main()
