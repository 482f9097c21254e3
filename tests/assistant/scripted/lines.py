"""Single lines as people write them, each with its agent, tool and, where clear, an argument.

The file reads `text => agent tool [argument=value]`; alternatives between which a person would be
free stand with a slash. All are typed on Monday 2026-03-02 at 08:00 in Berlin on an empty desk.
"""

from pathlib import Path

LINES = Path(__file__).with_name("lines.txt").read_text("utf-8")


def table():
    """The lines as (text, agent, tools, args)."""
    rows = []
    for line in LINES.strip().splitlines():
        if not line.strip() or line.startswith("# "):
            continue
        text, _, expected = line.partition(" => ")
        agent, tools, *rest = expected.split(" ", 2)
        key, _, value = rest[0].partition("=") if rest else ("", "", "")
        args = {key: int(value) if value.isdigit() and key.endswith("minutes") else value}
        wanted = tuple(agent.split("/")), tuple(tools.split("/"))
        rows.append((text, *wanted, args if key else {}))
    return rows
