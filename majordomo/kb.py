"""`majordomo kb`: the knowledge base from the command line."""

import hashlib
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.contract.errors import UserError
from assistant.files import write_atomic
from assistant.home import home
from majordomo.output import confirmed, print_json, read_jsonl, say
from memory import Hit, IngestReport, KnowledgeBase, Record
from memory.embedders import FILE, Choice, chosen, tried
from memory.hygiene import Which, export_line


def default_folder() -> Path:
    """Where the knowledge base is that no `--kb` names."""
    return home() / "kb" / "default"


def add(
    paths: list[Path],
    jsonl: Path | None,
    preferences: list[str],
    kb: Path | None,
    is_mine: bool,
    as_json: bool,
) -> int:
    """Add notes from files and folders, from JSON lines, or in the person's own words."""
    if not paths and jsonl is None and not preferences:
        raise UserError(
            "nothing to add: name a file or folder of notes, --jsonl FILE or --preference TEXT"
        )
    if not all(text.strip() for text in preferences):
        raise UserError("an empty preference says nothing; write it as one sentence")
    for path in [*paths, *([jsonl] if jsonl else [])]:
        if not path.exists():
            raise UserError(f"{path} does not exist; name a file or folder of notes")
    with KnowledgeBase.open(kb or default_folder()) as base:
        reports = [base.add_paths(paths, tainted=not is_mine)] if paths else []
        reports += [base.add_jsonl(jsonl, tainted=not is_mine)] if jsonl else []
        reports += [_prefer(base, text) for text in preferences]
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


def _prefer(base: KnowledgeBase, text: str) -> IngestReport:
    """Keep a preference that the person typed; the same again later is said anew."""
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    name = f"p-{hashlib.sha256(f'{now} {text}'.encode()).hexdigest()[:8]}"
    base.add(text, "preference", "you", name, time=now, consent="approved")
    return IngestReport(added=1)


def preferences(kb: Path | None, with_history: bool, as_json: bool) -> int:
    """List the preferences that hold, those that contradict each other, and past ones."""
    with _opened(kb) as base:
        stand = base.standing()
        records = {record.id: record for record in base.records()}
        for repair in base.repairs:
            say(repair)
    past = stand.past if with_history else {}
    if as_json:
        found: dict[str, object] = {
            "current": [_row(records[i]) for i in stand.current],
            "contradictions": [[_row(records[i]) for i in pair] for pair in stand.contradictions],
        }
        if with_history:
            found["history"] = [
                _row(records[i])
                | {"why": gone.why, "by": records[gone.by].handle if gone.by else None}
                for i, gone in past.items()
            ]
        print_json(found)
        return 0
    for note_id in stand.current:
        print(_line(records[note_id]))
    if not records.keys() & {*stand.current, *stand.past}:
        say("no preference is kept; `majordomo kb add --preference TEXT` keeps one")
    for first, second in stand.contradictions:
        say("these contradict each other; `majordomo kb forget ID` the one that is wrong:")
        print(f"  {_line(records[first])}\n  {_line(records[second])}")
    if past:
        say("these held before; forgetting the newer note brings an older one back:")
    for note_id, gone in past.items():
        why = f"superseded by {records[gone.by].handle}" if gone.by else gone.why
        print(f"  {_line(records[note_id])} · {why}")
    return 0


def _row(record: Record) -> dict[str, object]:
    return {
        "id": record.handle,
        "text": record.text,
        "source": record.source,
        "time": record.time,
        "tainted": record.tainted,
    }


def _line(record: Record) -> str:
    words = " ".join(record.text.split())[:200]
    return f"{record.handle} · {(record.time or 'no date')[:16]} · {words}"


def which_of(**given: Any) -> Which:
    """Which notes options mean.

    Raises:
        UserError: a day is none.
    """
    try:
        return Which(**given)
    except ValueError as error:
        raise UserError(f"{error}; write a day as YYYY-MM-DD") from error


def search(  # noqa: PLR0913, PLR0917
    query: str,
    batch: Path | None,
    kb: Path | None,
    k: int,
    which: Which,
    with_history: bool,
    as_json: bool,
) -> int:
    """Search for one query, or for each line of a file, among the notes that are meant."""
    if bool(query) == bool(batch):
        raise UserError("give either a query or --batch FILE")
    if k < 1:
        raise UserError("-k wants a number of notes of at least 1")
    lines: list[dict[str, object]] = read_jsonl(batch, "query") if batch else [{"query": query}]
    with _opened(kb) as base:
        found = base.batch(
            [str(line["query"]) for line in lines], k, with_past=with_history, which=which
        )
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


def embedder(spec: str, kb: Path | None, is_agreed: bool, as_json: bool) -> int:
    """Say which embedding model a knowledge base uses, or choose another one."""
    folder = kb or default_folder()
    # Not what is chosen now: the file that says it may be what is wrong.
    choice = Choice.of(spec) if spec else chosen(folder)
    if spec:
        asked = f"{spec} gets the text of every note, unless it runs on this machine. Go on?"
        if choice.is_remote and not is_agreed and not confirmed(asked):
            raise UserError(f"{spec} was not chosen: it would read every note; --yes agrees to it")
        found = tried(choice)
        # Opened first: while another process has it, nothing is changed.
        with KnowledgeBase.open(folder, found) as base:
            write_atomic(folder / FILE, choice.to_json().encode())
            count = base.rebuild()
        say(f"{count} notes indexed with {found.key}")
    if as_json:
        print_json({"embedder": choice.spec})
    else:
        print(choice.spec)
    return 0


def ask(question: str, kb: Path | None, as_json: bool) -> int:
    """Answer a question in the words of the notes, or say that they do not say it."""
    from memory.answers import Reader
    from memory.questions import tokens

    if not tokens(question):
        raise UserError('ask something, for example: majordomo kb ask "When does the lease end?"')
    with _opened(kb) as base:
        found = Reader(base).answer(question)
        for repair in base.repairs:
            say(repair)
    if as_json:
        print_json({"is_known": found.is_known, **asdict(found)})
        return 0
    print(found.text)
    for cited in found.citations:
        whose = ["from outside"] if cited.tainted else []
        where = [cited.id, cited.source or "no source", cited.under, cited.time or "no date"]
        print(f"   {' · '.join(filter(None, where + whose))}")
    return 0


def context(question: str, most_chars: int, kb: Path | None, as_json: bool) -> int:
    """Print the notes that fit a question as text for another reader, in so many characters."""
    if not question.strip():
        raise UserError('say what it is for, for example: majordomo kb context "my boiler"')
    with _opened(kb) as base:
        found = base.context(question, most_chars)
        for repair in base.repairs:
            say(repair)
    if as_json:
        ids = [one.record.handle for one in found.shown]
        print_json({"text": found.text, "ids": ids, "left_out": found.left_out})
        return 0
    if found.text:
        print(found.text)
    else:
        say("no note fits")
    if found.left_out:
        say(f"{found.left_out} more would fit the question; --chars gives them room")
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
    # Here alone: it opens checkpoints, and the library that reads them is slow to load.
    from majordomo.forgetting import Copies, forget_everywhere, undo_at_stake

    if not which and not query:
        raise UserError("say what to forget: an id, --source, --person, --text or --query")
    folder, copies = kb or default_folder(), Copies()
    with _opened(kb) as base:
        meant = {record.id: record for record in base.select(which)}
        if query:
            found = {hit.id for hit in base.hits(query, 20, only_fitting=True, with_past=True)}
            near = {r.id: r for r in base.records() if r.handle in found}
            meant = {i: r for i, r in near.items() if not which or i in meant}
        for record in meant.values():
            words = " ".join(record.text.split())[:120]
            say(f"{record.handle} · {record.source or 'no source'} · {words}")
        if not meant:
            say("nothing fits; nothing was forgotten")
        elif not is_agreed:
            lost = undo_at_stake(meant.values())
            warning = f" {lost} calls in the journal could not be undone any more." if lost else ""
            if not confirmed(f"forget {len(meant)} notes for good?{warning}"):
                raise UserError("nothing was forgotten; --yes forgets without asking")
        forgotten = [record.handle for record in meant.values()]
        if meant:
            copies = forget_everywhere(base, list(meant.values()), folder)
    if as_json:
        print_json({"forgotten": forgotten, **copies.as_json()})
    elif forgotten:
        for line in copies.in_words(len(forgotten)):
            say(line)
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
        for copy in hit.copies:
            print(f"   the same: {copy.id} · {copy.source or 'no source'}")
    if not hits:
        say("nothing found")
