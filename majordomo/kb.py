"""`majordomo kb`: the knowledge base from the command line."""

from dataclasses import asdict
from pathlib import Path

from assistant.contract.errors import UserError
from assistant.files import write_atomic
from assistant.home import home
from majordomo.data import forget_in_backups
from majordomo.output import confirmed, print_json, read_jsonl, say
from memory import Hit, IngestReport, KnowledgeBase
from memory.hygiene import Which, export_line


def default_folder() -> Path:
    """Where the knowledge base is that no `--kb` names."""
    return home() / "kb" / "default"


def add(
    paths: list[Path], jsonl: Path | None, kb: Path | None, is_mine: bool, as_json: bool
) -> int:
    """Add notes from files and folders, or from JSON lines."""
    if not paths and jsonl is None:
        raise UserError("nothing to add: name a file or folder of notes, or --jsonl FILE")
    for path in [*paths, *([jsonl] if jsonl else [])]:
        if not path.exists():
            raise UserError(f"{path} does not exist; name a file or folder of notes")
    with KnowledgeBase.open(kb or default_folder()) as base:
        reports = [base.add_paths(paths, tainted=not is_mine)] if paths else []
        reports += [base.add_jsonl(jsonl, tainted=not is_mine)] if jsonl else []
        repairs = list(base.repairs)
    counts = {
        key: sum(getattr(report, key) for report in reports)
        for key in ("added", "unchanged", "removed")
    }
    unreadable = [name for report in reports for name in report.unreadable]
    for repair in repairs:
        say(repair)
    if as_json:
        print_json({**counts, "unreadable": unreadable})
    else:
        say(", ".join(f"{count} {what}" for what, count in counts.items()))
        for name in unreadable:
            say(f"could not read {name}")
    return 0


def search(query: str, batch: Path | None, kb: Path | None, k: int, as_json: bool) -> int:
    """Search for one query, or for each line of a file."""
    if bool(query) == bool(batch):
        raise UserError("give either a query or --batch FILE")
    if k < 1:
        raise UserError("-k wants a number of notes of at least 1")
    lines: list[dict[str, object]] = read_jsonl(batch, "query") if batch else [{"query": query}]
    with _opened(kb) as base:
        found = base.batch([str(line["query"]) for line in lines], k)
        for repair in base.repairs:
            say(repair)
    if batch:
        results = [
            {"id": line.get("id", number), "hits": [asdict(hit) for hit in hits]}
            for number, (line, hits) in enumerate(zip(lines, found, strict=True))
        ]
        print_json({"results": results})
    elif as_json:
        print_json({"hits": [asdict(hit) for hit in found[0]]})
    else:
        _show(found[0])
    return 0


def rebuild(kb: Path | None, as_json: bool) -> int:
    """Build the index anew from the notes log."""
    with _opened(kb) as base:
        count = base.rebuild()
    if as_json:
        print_json({"notes": count})
    else:
        say(f"the index holds {count} notes again")
    return 0


def forget(which: Which, query: str, kb: Path | None, is_agreed: bool, as_json: bool) -> int:
    """Show what would go and, once that is agreed to, remove it for good."""
    if not which and not query:
        raise UserError("say what to forget: an id, --source, --person, --text or --query")
    with _opened(kb) as base:
        meant = {record.id: record for record in base.select(which)}
        if query:
            found = {hit.id for hit in base.hits(query, 20, only_fitting=True)}
            near = {r.id: r for r in base.records() if r.handle in found}
            meant = {i: r for i, r in near.items() if not which or i in meant}
        for record in meant.values():
            words = " ".join(record.text.split())[:120]
            say(f"{record.handle} · {record.source or 'no source'} · {words}")
        if not meant:
            say("nothing fits; nothing was forgotten")
        elif not is_agreed and not confirmed(f"forget {len(meant)} notes for good?"):
            raise UserError("nothing was forgotten; --yes forgets without asking")
        # Backups first: what is cut off here can be said again while the log still knows it.
        backups = forget_in_backups(kb or default_folder(), meant)
        count = base.forget_all(meant)
        forgotten = [record.handle for record in meant.values()]
    if as_json:
        print_json({"forgotten": forgotten, "backups": backups})
    elif count:
        say(f"{count} notes are gone from the log, the index and {backups} backups")
    return 0


def stats(kb: Path | None, as_json: bool) -> int:
    """Say what there is and what is doubtful."""
    with _opened(kb) as base:
        found = base.stats()
    if as_json:
        print_json(found)
        return 0
    for key, value in found.items():
        if isinstance(value, list):
            shown = f"{len(value)}: {', '.join(value[:8])}{' …' if len(value) > 8 else ''}"
        elif isinstance(value, dict):
            shown = ", ".join(f"{count} {name}" for name, count in value.items())
        else:
            shown = str(value)
        print(f"{key.replace('_', ' '):16} {shown or 'none'}")
    return 0


def export(out: Path, kb: Path | None, as_json: bool) -> int:
    """Write all notes as JSON lines that `kb add --jsonl` takes."""
    with _opened(kb) as base:
        lines = [export_line(r) for r in base.records() if r.kind != "item"]
    write_atomic(out, "".join(f"{line}\n" for line in lines).encode())
    if as_json:
        print_json({"notes": len(lines), "file": str(out)})
    else:
        say(f"{len(lines)} notes written to {out}")
    return 0


def serve(kb: Path | None) -> int:
    """Serve the notes to another program over standard input and output, as an MCP server."""
    from memory.mcp import server

    with KnowledgeBase.open(kb or default_folder()) as base:
        server(base).run(transport="stdio", show_banner=False)
    return 0


def watch(folder: Path, kb: Path | None, is_mine: bool) -> int:
    """Add a folder, then follow what changes in it, until interrupted."""
    from watchfiles import watch as changes

    if not folder.is_dir():
        raise UserError(f"{folder} is not a folder; `kb watch` wants one")
    own = (kb or default_folder()).resolve()

    def matters(change: object, path: str) -> bool:
        place = Path(path).resolve()
        parts = place.relative_to(folder.resolve()).parts
        return not place.is_relative_to(own) and not any(part.startswith(".") for part in parts)

    with KnowledgeBase.open(own) as base:
        say(_told(base.add_paths([folder], tainted=not is_mine)))
        say(f"watching {folder}; ctrl+c stops")
        # All of the folder each time, so that names and what is passed over stay the same.
        for _ in changes(folder, watch_filter=matters, raise_interrupt=False):
            say(_told(base.add_paths([folder], tainted=not is_mine)))
    return 0


def _opened(kb: Path | None) -> KnowledgeBase:
    """The knowledge base that is there; none is made in passing."""
    folder = kb or default_folder()
    if not folder.exists():
        raise UserError(f"{folder} holds no knowledge base; run `majordomo kb add NOTES` first")
    return KnowledgeBase.open(folder)


def _told(report: IngestReport) -> str:
    missed = f", could not read {', '.join(report.unreadable)}" if report.unreadable else ""
    return f"{report.added} added, {report.unchanged} unchanged, {report.removed} removed{missed}"


def _show(hits: list[Hit]) -> None:
    for rank, hit in enumerate(hits, 1):
        print(f"{rank}. {' '.join(hit.text.split())[:200]}")
        print(f"   {hit.id} · {hit.source or 'no source'} · {hit.time or 'no date'}")
    if not hits:
        say("nothing found")
