"""What programs read: one object on stdout, exit codes; everything else goes to stderr."""

import json
import sys
from pathlib import Path
from typing import Any

from assistant.contract.errors import UserError

EXIT_ERROR = 1
"""A mistake that a person can mend, said in one line on stderr."""
EXIT_WAITING = 3
"""Something irreversible waits for the person's word."""


def print_json(value: Any) -> None:
    """Write one JSON object to stdout."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def say(line: str) -> None:
    """Write a line for the person to stderr, so that stdout stays data."""
    sys.stderr.write(line + "\n")


def confirmed(question: str) -> bool:
    """Whether the person at the terminal says yes; nobody there is a no."""
    if not sys.stdin.isatty():
        return False
    sys.stderr.write(f"{question} [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in {"y", "yes"}


def read_jsonl(path: Path, key: str) -> list[dict[str, object]]:
    """The objects of a JSON Lines file.

    Raises:
        UserError: not such a file, or a line without `key`; names the line.
    """
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise UserError(f"{path} is not a text file; give JSON lines in UTF-8") from error
    found: list[dict[str, object]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except ValueError as error:
            raise UserError(f"{path}, line {number}: not JSON ({error})") from error
        if not isinstance(value, dict) or not isinstance(value.get(key), str):
            raise UserError(f'{path}, line {number}: want an object with a text field "{key}"')
        found.append(value)
    return found
