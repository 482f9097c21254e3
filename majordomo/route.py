"""`majordomo route`: which agent would take each message, in a file."""

import json
from pathlib import Path

from assistant.config import load_person, parse_now, utc_minute
from assistant.contract.lexical import LexicalMemory
from assistant.files import write_atomic
from assistant.home import home
from assistant.models import DEFAULT_MODEL, load_model
from assistant.routing import route
from majordomo.output import read_jsonl, say


def route_file(source: Path, target: Path, model: str, now: str) -> int:
    """Route every line of `source` and write the lines with agent, tool and args to `target`."""
    lines = read_jsonl(source, "text")
    moment = parse_now(now)
    person = load_person(home() / "config.toml", moment)
    chosen = load_model(model or DEFAULT_MODEL)
    texts = [str(line["text"]) for line in lines]
    routes = route(texts, chosen, person, utc_minute(moment), LexicalMemory())
    out = [
        json.dumps(line | {"agent": r.agent, "tool": r.tool, "args": r.args}, ensure_ascii=False)
        for line, r in zip(lines, routes, strict=True)
    ]
    write_atomic(target, "".join(line + "\n" for line in out).encode())
    say(f"{len(out)} messages routed to {target}")
    return 0
