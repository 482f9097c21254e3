"""`majordomo kb`: your notes."""

from pathlib import Path
from typing import Annotated

import typer

from majordomo.options import JsonFlag, SureFlag

app = typer.Typer(no_args_is_help=True, help="Your knowledge base: notes the assistant can cite.")

KbOption = Annotated[Path | None, typer.Option("--kb", help="Folder of the knowledge base.")]


@app.command("add")
def kb_add(
    paths: Annotated[list[Path] | None, typer.Argument(help="Notes and folders of notes.")] = None,
    jsonl: Annotated[
        Path | None, typer.Option(help="JSON lines {id, text, time?, source?}.")
    ] = None,
    preference: Annotated[
        list[str] | None, typer.Option(help="What you prefer, in one sentence; may be repeated.")
    ] = None,
    kb: KbOption = None,
    mine: Annotated[
        bool, typer.Option("--mine", help="You wrote them: their words are your own.")
    ] = False,
    as_json: JsonFlag = False,
) -> None:
    """Add notes; what has not changed costs nothing."""
    from majordomo.kb import add

    raise typer.Exit(add(paths or [], jsonl, preference or [], kb, mine, as_json))


@app.command("search")
def kb_search(
    query: Annotated[str, typer.Argument(help="What to look for.")] = "",
    batch: Annotated[Path | None, typer.Option(help="JSON lines {query, id?}.")] = None,
    kb: KbOption = None,
    k: Annotated[int, typer.Option("-k", help="How many notes.")] = 5,
    source: Annotated[str, typer.Option(help="Only notes from a source, file or folder.")] = "",
    person: Annotated[str, typer.Option(help="Only what they said or are named in.")] = "",
    since: Annotated[str, typer.Option(help="Only from this day on, YYYY-MM-DD.")] = "",
    until: Annotated[str, typer.Option(help="Only up to this day.")] = "",
    history: Annotated[
        bool, typer.Option("--history", help="Preferences that do not hold any more, too.")
    ] = False,
    as_json: JsonFlag = False,
) -> None:
    """Search the notes; best first, with their sources."""
    from majordomo.kb import search, which_of

    which = which_of(source=source, person=person, since=since, until=until)
    raise typer.Exit(search(query, batch, kb, k, which, history, as_json))


@app.command("preferences")
def kb_preferences(
    kb: KbOption = None,
    history: Annotated[
        bool, typer.Option("--history", help="Those that do not hold any more, too.")
    ] = False,
    as_json: JsonFlag = False,
) -> None:
    """List what you prefer now, and preferences that contradict each other."""
    from majordomo.kb import preferences

    raise typer.Exit(preferences(kb, history, as_json))


@app.command("embedder")
def kb_embedder(
    spec: Annotated[
        str,
        typer.Argument(help="minilm, st:FOLDER or PROVIDER:NAME; without one, says which it is."),
    ] = "",
    kb: KbOption = None,
    yes: Annotated[
        bool, typer.Option("--yes", help="Let a provider read the text of every note.")
    ] = False,
    as_json: JsonFlag = False,
) -> None:
    """Choose the embedding model; the index is then made anew."""
    from majordomo.kb import embedder

    raise typer.Exit(embedder(spec, kb, yes, as_json))


@app.command("ask")
def kb_ask(
    question: Annotated[str, typer.Argument(help="A question about what is in your notes.")],
    kb: KbOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Answer from the notes, word for word and cited; "I don't know" where they do not say it."""
    from majordomo.kb import ask

    raise typer.Exit(ask(question, kb, as_json))


@app.command("context")
def kb_context(
    question: Annotated[str, typer.Argument(help="What the notes are to be read for.")],
    chars: Annotated[int, typer.Option(min=50, help="Length of the text at most.")] = 2000,
    kb: KbOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Print the notes that fit, each thing once and cut to a length, to give to another model."""
    from majordomo.kb import context

    raise typer.Exit(context(question, chars, kb, as_json))


@app.command("rebuild")
def kb_rebuild(kb: KbOption = None, as_json: JsonFlag = False) -> None:
    """Build the index anew from the notes log."""
    from majordomo.kb import rebuild

    raise typer.Exit(rebuild(kb, as_json))


@app.command("forget")
def kb_forget(
    ids: Annotated[list[str] | None, typer.Argument(help="Ids of notes.")] = None,
    source: Annotated[str, typer.Option(help="All of a source, a file or a folder.")] = "",
    person: Annotated[str, typer.Option(help="All that somebody said or is named in.")] = "",
    text: Annotated[str, typer.Option(help="All that these words stand in.")] = "",
    since: Annotated[str, typer.Option(help="All from this day on, YYYY-MM-DD.")] = "",
    until: Annotated[str, typer.Option(help="All up to this day.")] = "",
    query: Annotated[str, typer.Option(help="All that a search finds fitting.")] = "",
    kb: KbOption = None,
    yes: SureFlag = False,
    as_json: JsonFlag = False,
) -> None:
    """Forget notes for good: their words and their vectors leave the disk. Shows them first."""
    from majordomo.kb import forget, which_of

    which = which_of(
        ids=tuple(ids or ()), source=source, person=person, text=text, since=since, until=until
    )
    raise typer.Exit(forget(which, query, kb, yes, as_json))


@app.command("stats")
def kb_stats(kb: KbOption = None, as_json: JsonFlag = False) -> None:
    """Say what there is and what is doubtful: junk, duplicates, stale and foreign notes."""
    from majordomo.kb import stats

    raise typer.Exit(stats(kb, as_json))


@app.command("watch")
def kb_watch(
    folder: Annotated[Path, typer.Argument(help="A folder of notes.")],
    kb: KbOption = None,
    mine: Annotated[bool, typer.Option("--mine", help="You wrote what is in it.")] = False,
) -> None:
    """Add a folder and follow its changes until interrupted."""
    from majordomo.kb import watch

    raise typer.Exit(watch(folder, kb, mine))


@app.command("serve")
def kb_serve(kb: KbOption = None) -> None:
    """Serve the notes to other programs as an MCP server on standard input and output."""
    from majordomo.kb import serve

    raise typer.Exit(serve(kb))


@app.command("export")
def kb_export(
    out: Annotated[Path, typer.Argument(help="The JSON Lines file to write.")],
    kb: KbOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Write all notes as JSON lines that `kb add --jsonl` takes."""
    from majordomo.kb import export

    raise typer.Exit(export(out, kb, as_json))
