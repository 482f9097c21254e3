"""`majordomo journal` and `majordomo undo`: what was done, and taking it back."""

from dataclasses import asdict

from assistant.contract.render import plain
from assistant.home import home
from assistant.journal import Entry, Journal
from majordomo.memories import HomeMemories
from majordomo.output import print_json, say


def undo_effects(everything: bool, as_json: bool) -> int:
    """Undo the newest effect, or all; exit code 1 if one of them cannot be undone."""
    journal = Journal(home())
    try:
        if everything:
            reports = journal.undo_all(HomeMemories())
        else:
            newest = journal.undo_last(HomeMemories())
            reports = [newest] if newest else []
    finally:
        journal.close()
    if as_json:
        print_json({"undone": [asdict(report) for report in reports]})
    else:
        for report in reports:
            mark = "undone" if report.is_undone else "NOT undone"
            say(f"{mark}: {report.tool}: {plain(report.text, 200)}")
        if not reports:
            say("there is nothing to undo")
    return 0 if all(report.is_undone for report in reports) else 1


def show_journal(limit: int, as_json: bool) -> int:
    """Show the newest entries, oldest of them first."""
    journal = Journal(home())
    try:
        entries = journal.entries(limit=limit)
    finally:
        journal.close()
    if as_json:
        print_json({"entries": [entry_row(entry) for entry in entries], "path": str(journal.path)})
        return 0
    for entry in entries:
        effect = entry.effect
        print(
            f"{effect.at} {entry.state:11} {effect.tool} {effect.item_id}: "
            f"{plain(entry.outcome.text, 160)}"
        )
    if not entries:
        say("nothing was done yet")
    return 0


def entry_row(entry: Entry) -> dict[str, object]:
    """One call, as machine-readable output shows it."""
    effect = entry.effect
    return {
        "item_id": effect.item_id,
        "agent": effect.agent,
        "tool": effect.tool,
        "args": effect.args,
        "effect": effect.effect,
        "outcome": entry.outcome.status,
        "text": entry.outcome.text,
        "state": entry.state,
        "at": effect.at,
        "effect_id": effect.id,
    }
