"""`majordomo route`: which agent would take each message, in a file."""

import json
from pathlib import Path

from assistant.config import load_person, parse_now, utc_minute
from assistant.contract.lexical import LexicalMemory
from assistant.contract.notes import KnowledgePort
from assistant.files import write_atomic
from assistant.home import home
from assistant.models import DEFAULT_MODEL, load_model
from assistant.routing import route
from majordomo.memories import needs_examples
from majordomo.output import read_jsonl, say
from memory.starter import StarterMemory


def route_file(source: Path, target: Path, model: str, now: str, *, with_episodes: bool) -> int:
    """Route every line of `source` and write the lines with agent, tool and args to `target`.

    `with_episodes` shows the model the bundled examples that are most like each message.
    """
    lines = read_jsonl(source, "text")
    moment = parse_now(now)
    person = load_person(home() / "config.toml", moment)
    spec = model or DEFAULT_MODEL
    chosen = load_model(spec)
    texts = [str(line["text"]) for line in lines]
    memory = _examples(texts) if with_episodes and needs_examples(spec) else LexicalMemory()
    routes = route(texts, chosen, person, utc_minute(moment), memory)
    out = [
        json.dumps(line | {"agent": r.agent, "tool": r.tool, "args": r.args}, ensure_ascii=False)
        for line, r in zip(lines, routes, strict=True)
    ]
    write_atomic(target, "".join(line + "\n" for line in out).encode())
    say(f"{len(out)} messages routed to {target}")
    return 0


def _examples(texts: list[str]) -> KnowledgePort:
    memory = StarterMemory()
    memory.prepare(texts)
    return memory
