"""The command line: options in, one call into the package that does the work, exit codes out.

Nothing heavy is imported before a command needs it, so that `--help` is instant.
"""

import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from assistant.contract.errors import UserError
from majordomo import __version__
from majordomo.options import Options
from majordomo.output import say

EXIT_ERROR = 1
EXIT_WAITING = 3
"""Something irreversible waits for the person's word."""

app = typer.Typer(
    no_args_is_help=False,
    pretty_exceptions_enable=False,
    add_completion=False,
    help="A personal chief of staff that protects health, family and rest, and drops no work.",
)
kb_app = typer.Typer(
    no_args_is_help=True, help="Your knowledge base: notes the assistant can cite."
)
bench_app = typer.Typer(no_args_is_help=True, help="Measure speed against a floor.")
data_app = typer.Typer(help="Majordomo's own data: where it is, back it up, delete it.")
scenarios_app = typer.Typer(no_args_is_help=True, help="Simulated days: list, check, make, change.")
train_app = typer.Typer(no_args_is_help=True, help="Teach a policy, then let it practise.")
app.add_typer(scenarios_app, name="scenarios")
app.add_typer(train_app, name="train")
app.add_typer(kb_app, name="kb")
app.add_typer(data_app, name="data")
app.add_typer(bench_app, name="bench")

JsonFlag = Annotated[bool, typer.Option("--json", help="Print one JSON object on stdout.")]
ModelOption = Annotated[
    str,
    typer.Option(
        help="scripted, hf:PATH[+ADAPTER], ollama:NAME, openai:NAME, … (default: scripted)."
    ),
]
NowOption = Annotated[str, typer.Option(help="The clock, as an ISO time (default: now).")]
KbOption = Annotated[Path | None, typer.Option("--kb", help="Folder of the knowledge base.")]
MemoryOption = Annotated[
    str, typer.Option(help="world, or chroma: the real knowledge base finds the notes.")
]


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="Plain text instead of a screen.")] = False,
    sample: Annotated[bool, typer.Option("--sample", help="The simulated sample day.")] = False,
    screen: Annotated[
        bool, typer.Option("--screen", hidden=True, help="The screen, where a web page shows it.")
    ] = False,
    model: ModelOption = "",
    now: NowOption = "",
) -> None:
    """Start the assistant: on a simulated sample day until you point it at files of your own."""
    if version:
        typer.echo(__version__)
        raise typer.Exit
    if context.invoked_subcommand is not None:
        return
    options = Options(model=model, now=now, sample=sample)
    if plain or not (screen or (sys.stdin.isatty() and sys.stdout.isatty())):
        from majordomo.run import run_plain

        raise typer.Exit(run_plain(options))
    from majordomo.app import run_screen

    raise typer.Exit(run_screen(options))


@app.command()
def run(
    tasks: Annotated[Path | None, typer.Option(help="todo.txt or a Markdown checklist.")] = None,
    todo: Annotated[list[str] | None, typer.Option(help="A to-do, may be repeated.")] = None,
    queue: Annotated[str, typer.Option(help="To-dos separated by semicolons.")] = "",
    calendar: Annotated[Path | None, typer.Option(help="An .ics file.")] = None,
    mail: Annotated[Path | None, typer.Option(help="A Maildir.")] = None,
    notes: Annotated[Path | None, typer.Option(help="A folder of Markdown or text notes.")] = None,
    contacts: Annotated[Path | None, typer.Option(help="A vCard file.")] = None,
    model: ModelOption = "",
    now: NowOption = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Change nothing; show what would be.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Approve whatever can be undone.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Handle your list, calendar, mail and notes. Exit code 3: something waits for your word."""
    from majordomo.run import run_json, run_plain

    todos = (*(todo or ()), *(part.strip() for part in queue.split(";") if part.strip()))
    options = Options(
        tasks=tasks,
        todos=tuple(todos),
        calendar=calendar,
        mail=mail,
        notes=notes,
        contacts=contacts,
        model=model,
        now=now,
        dry_run=dry_run,
        yes=yes,
    )
    raise typer.Exit(run_json(options) if as_json else run_plain(options))


@app.command()
def today(
    tasks: Annotated[Path | None, typer.Option(help="todo.txt or a Markdown checklist.")] = None,
    calendar: Annotated[Path | None, typer.Option(help="An .ics file.")] = None,
    mail: Annotated[Path | None, typer.Option(help="A Maildir.")] = None,
    contacts: Annotated[Path | None, typer.Option(help="A vCard file.")] = None,
    now: NowOption = "",
    sample: Annotated[bool, typer.Option("--sample", help="The simulated sample day.")] = False,
    ahead: Annotated[int, typer.Option(help="Days from today, up to 7.")] = 0,
    part: Annotated[str, typer.Option(help="morning or evening (default: by the clock).")] = "",
    as_json: JsonFlag = False,
) -> None:
    """Show the day: timeline, collisions, what waits, what was done and kept. Runs nothing."""
    from majordomo.today import show_today

    options = Options(
        tasks=tasks, calendar=calendar, mail=mail, contacts=contacts, now=now, sample=sample
    )
    raise typer.Exit(show_today(options, ahead, part, as_json))


@app.command()
def rehearse(
    tasks: Annotated[Path | None, typer.Option(help="todo.txt or a Markdown checklist.")] = None,
    todo: Annotated[list[str] | None, typer.Option(help="A to-do, may be repeated.")] = None,
    queue: Annotated[str, typer.Option(help="To-dos separated by semicolons.")] = "",
    calendar: Annotated[Path | None, typer.Option(help="An .ics file.")] = None,
    mail: Annotated[Path | None, typer.Option(help="A Maildir.")] = None,
    notes: Annotated[Path | None, typer.Option(help="A folder of Markdown or text notes.")] = None,
    contacts: Annotated[Path | None, typer.Option(help="A vCard file.")] = None,
    model: ModelOption = "",
    now: NowOption = "",
    seed: Annotated[int, typer.Option(help="Order of the items and ids; 0 is your order.")] = 0,
    apply: Annotated[
        str,
        typer.Option(
            help="all (that can be undone), none, or numbers of the plan: 1,3 or all,4. "
            "What cannot be undone has to be named."
        ),
    ] = "",
    scenario: Annotated[
        Path | None, typer.Option(help="Keep the day here, as a file that `play` takes.")
    ] = None,
    as_json: JsonFlag = False,
) -> None:
    """Play your own day in the simulator; see plan, risks and diff; apply all, some or none."""
    from majordomo.rehearse_command import rehearse_day

    todos = (*(todo or ()), *(part.strip() for part in queue.split(";") if part.strip()))
    options = Options(
        tasks=tasks,
        todos=tuple(todos),
        calendar=calendar,
        mail=mail,
        notes=notes,
        contacts=contacts,
        model=model,
        now=now,
    )
    raise typer.Exit(rehearse_day(options, seed, apply, scenario, as_json))


@app.command()
def play(
    scenario: Annotated[
        str, typer.Option(help="Name of a day, FAMILY:SEED[:LEVEL[:twin]], or a scenario file.")
    ] = "sample",
    policy: Annotated[
        str, typer.Option(help="A model, or do_nothing, random, oracle, … as a reference policy.")
    ] = "scripted",
    seed: Annotated[int, typer.Option(help="Seed of the day.")] = 0,
    url: Annotated[str, typer.Option(help="Play on this environment server instead.")] = "",
    memory: MemoryOption = "world",
    patience: Annotated[
        float, typer.Option(min=0, help="Seconds for which a lost server is waited for.")
    ] = 60.0,
    as_json: JsonFlag = False,
) -> None:
    """Play a simulated day and grade it."""
    from majordomo.play import play_day

    raise typer.Exit(play_day(scenario, policy, seed, url, memory, as_json, patience))


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
) -> None:
    """Serve the environment over HTTP and WebSocket, for any OpenEnv client."""
    from env_adapter.server.app import serve as serve_environment

    serve_environment(host, port)


@app.command()
def web(
    host: Annotated[str, typer.Option(help="Address to listen on; of this machine only.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(help="Port to listen on; 0 finds a free one.")] = 8010,
    sample: Annotated[bool, typer.Option("--sample", help="The simulated sample day.")] = False,
    model: ModelOption = "",
    now: NowOption = "",
) -> None:
    """Show the screen in a browser on this machine, for you alone: who opens it acts as you."""
    from majordomo.web import serve_web

    raise typer.Exit(serve_web(Options(model=model, now=now, sample=sample), host, port))


@app.command()
def route(
    source: Annotated[Path, typer.Option("--in", help="JSON lines with a `text` each.")],
    target: Annotated[
        Path, typer.Option("--out", help="Where the lines go, with agent, tool, args.")
    ],
    model: ModelOption = "",
    now: NowOption = "",
    no_episodes: Annotated[
        bool,
        typer.Option("--no-episodes", help="Show the model no bundled examples of like messages."),
    ] = False,
) -> None:
    """Say which agent would take each message and with which call; acts on nothing."""
    from majordomo.route import route_file

    raise typer.Exit(route_file(source, target, model, now, with_episodes=not no_episodes))


@kb_app.command("add")
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


@kb_app.command("search")
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


@kb_app.command("preferences")
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


@kb_app.command("embedder")
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


@kb_app.command("ask")
def kb_ask(
    question: Annotated[str, typer.Argument(help="A question about what is in your notes.")],
    kb: KbOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Answer from the notes, word for word and cited; "I don't know" where they do not say it."""
    from majordomo.kb import ask

    raise typer.Exit(ask(question, kb, as_json))


@kb_app.command("context")
def kb_context(
    question: Annotated[str, typer.Argument(help="What the notes are to be read for.")],
    chars: Annotated[int, typer.Option(min=50, help="Length of the text at most.")] = 2000,
    kb: KbOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Print the notes that fit, each thing once and cut to a length, to give to another model."""
    from majordomo.kb import context

    raise typer.Exit(context(question, chars, kb, as_json))


@kb_app.command("rebuild")
def kb_rebuild(kb: KbOption = None, as_json: JsonFlag = False) -> None:
    """Build the index anew from the notes log."""
    from majordomo.kb import rebuild

    raise typer.Exit(rebuild(kb, as_json))


@kb_app.command("forget")
def kb_forget(
    ids: Annotated[list[str] | None, typer.Argument(help="Ids of notes.")] = None,
    source: Annotated[str, typer.Option(help="All of a source, a file or a folder.")] = "",
    person: Annotated[str, typer.Option(help="All that somebody said or is named in.")] = "",
    text: Annotated[str, typer.Option(help="All that these words stand in.")] = "",
    since: Annotated[str, typer.Option(help="All from this day on, YYYY-MM-DD.")] = "",
    until: Annotated[str, typer.Option(help="All up to this day.")] = "",
    query: Annotated[str, typer.Option(help="All that a search finds fitting.")] = "",
    kb: KbOption = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Forget notes for good: their words and their vectors leave the disk. Shows them first."""
    from majordomo.kb import forget, which_of

    which = which_of(
        ids=tuple(ids or ()), source=source, person=person, text=text, since=since, until=until
    )
    raise typer.Exit(forget(which, query, kb, yes, as_json))


@kb_app.command("stats")
def kb_stats(kb: KbOption = None, as_json: JsonFlag = False) -> None:
    """Say what there is and what is doubtful: junk, duplicates, stale and foreign notes."""
    from majordomo.kb import stats

    raise typer.Exit(stats(kb, as_json))


@kb_app.command("watch")
def kb_watch(
    folder: Annotated[Path, typer.Argument(help="A folder of notes.")],
    kb: KbOption = None,
    mine: Annotated[bool, typer.Option("--mine", help="You wrote what is in it.")] = False,
) -> None:
    """Add a folder and follow its changes until interrupted."""
    from majordomo.kb import watch

    raise typer.Exit(watch(folder, kb, mine))


@kb_app.command("serve")
def kb_serve(kb: KbOption = None) -> None:
    """Serve the notes to other programs as an MCP server on standard input and output."""
    from majordomo.kb import serve

    raise typer.Exit(serve(kb))


@kb_app.command("export")
def kb_export(
    out: Annotated[Path, typer.Argument(help="The JSON Lines file to write.")],
    kb: KbOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Write all notes as JSON lines that `kb add --jsonl` takes."""
    from majordomo.kb import export

    raise typer.Exit(export(out, kb, as_json))


@data_app.callback(invoke_without_command=True)
def data_show(context: typer.Context, as_json: JsonFlag = False) -> None:
    """Say where everything is and how large it is."""
    if context.invoked_subcommand is None:
        from majordomo.data import show

        raise typer.Exit(show(as_json))


@data_app.command("backup")
def data_backup(
    out: Annotated[
        Path | None, typer.Option(help="The file (default: in the data folder).")
    ] = None,
    as_json: JsonFlag = False,
) -> None:
    """Write a backup: notes, journal, undo and settings."""
    from majordomo.data import back_up

    raise typer.Exit(back_up(out, as_json))


@data_app.command("restore")
def data_restore(
    backup: Annotated[Path, typer.Argument(help="A file that `data backup` wrote.")],
    as_json: JsonFlag = False,
) -> None:
    """Take a backup back into an empty data folder."""
    from majordomo.data import restore

    raise typer.Exit(restore(backup, as_json))


@data_app.command("delete")
def data_delete(
    history: Annotated[
        bool, typer.Option("--history", help="Only the journal, sessions and what can be undone.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Delete all that Majordomo keeps; your own files stay."""
    from majordomo.data import delete

    raise typer.Exit(delete(yes, history, as_json))


@app.command()
def undo(
    everything: Annotated[bool, typer.Option("--all", help="Undo all that was done.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Undo the last thing done to your files, or all of it, newest first."""
    from majordomo.history import undo_effects

    raise typer.Exit(undo_effects(everything, as_json))


@app.command()
def journal(
    limit: Annotated[int, typer.Option(help="How many entries.")] = 50,
    as_json: JsonFlag = False,
) -> None:
    """Show what was done to your files, newest last."""
    from majordomo.history import show_journal

    raise typer.Exit(show_journal(limit, as_json))


@app.command()
def replay(
    file: Annotated[Path, typer.Argument(help="A session's file, as `majordomo data` names them.")],
    speed: Annotated[
        float, typer.Option(min=0.125, max=64, help="Steps that are played in a second.")
    ] = 1.0,
    plain: Annotated[bool, typer.Option("--plain", help="Plain text instead of a screen.")] = False,
    out: Annotated[
        Path | None, typer.Option("--export", help="Write it as .md or .svg instead.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace an existing file.")] = False,
) -> None:
    """Look at a recorded session, step by step; nothing in it is executed."""
    from majordomo.replay import replay as replay_file

    raise typer.Exit(replay_file(file, speed, plain, out, force))


@app.command()
def runs(
    folder: Annotated[Path, typer.Argument(help="A run folder, or a folder of them.")] = Path(
        "runs"
    ),
    as_json: JsonFlag = False,
) -> None:
    """Training runs and evaluations: their state, how far they are and what to worry about."""
    from majordomo.runs import show_runs

    raise typer.Exit(show_runs(folder, as_json))


@app.command()
def init(
    tasks: Annotated[Path | None, typer.Option(help="todo.txt or a Markdown checklist.")] = None,
    calendar: Annotated[Path | None, typer.Option(help="An .ics file.")] = None,
    mail: Annotated[Path | None, typer.Option(help="A Maildir.")] = None,
    notes: Annotated[Path | None, typer.Option(help="A folder of notes.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace existing settings.")] = False,
) -> None:
    """Write a commented settings file that names your own files."""
    from majordomo.setup import write_settings

    options = Options(tasks=tasks, calendar=calendar, mail=mail, notes=notes)
    raise typer.Exit(write_settings(options, force))


SeedOption = Annotated[int, typer.Option(help="Which of the days; any number from 0.")]
OutOption = Annotated[Path | None, typer.Option(help="Where it goes (default: stdout).")]


@scenarios_app.command("list")
def scenarios_list(as_json: JsonFlag = False) -> None:
    """The days that come with Majordomo and the families that make more."""
    from majordomo.scenarios import list_days

    raise typer.Exit(list_days(as_json))


@scenarios_app.command("validate")
def scenarios_validate(
    file: Annotated[str, typer.Argument(help="A scenario file, or a day by name.")],
    as_json: JsonFlag = False,
) -> None:
    """Check a scenario file; what is wrong is said with its path and field."""
    from majordomo.scenarios import validate_day

    raise typer.Exit(validate_day(file, as_json))


@scenarios_app.command("generate")
def scenarios_generate(
    family: Annotated[str, typer.Option(help="A family, as `scenarios list` names them.")],
    seed: SeedOption = 0,
    level: Annotated[str, typer.Option(help="easy, medium, hard or stress.")] = "medium",
    twin: Annotated[
        bool, typer.Option("--twin", help="The same day with the urgent item's role exchanged.")
    ] = False,
    out: OutOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Make a day: the same one for the same arguments."""
    from majordomo.scenarios import generate_day

    raise typer.Exit(generate_day(family, seed, level, twin, out, as_json))


@scenarios_app.command("perturb")
def scenarios_perturb(
    file: Annotated[str, typer.Argument(help="A scenario file, or a day by name.")],
    kind: Annotated[list[str] | None, typer.Option(help="What to change; may be repeated.")] = None,
    seed: SeedOption = 0,
    out: OutOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Change a day in ways that leave its needs true: order, weeks, names, noise, typos."""
    from majordomo.scenarios import perturb_day

    raise typer.Exit(perturb_day(file, seed, kind or [], out, as_json))


@scenarios_app.command("schema")
def scenarios_schema() -> None:
    """Print the JSON Schema of a scenario file."""
    from majordomo.scenarios import show_schema

    raise typer.Exit(show_schema())


@app.command()
def card(
    family: Annotated[str, typer.Option(help="Only this family (default: all).")] = "",
    seeds: Annotated[int, typer.Option(min=2, help="Days of each family.")] = 50,
    level: Annotated[str, typer.Option(help="easy, medium, hard or stress.")] = "medium",
    python: Annotated[
        list[str] | None, typer.Option(help="Another Python with pydantic, to compare hashes with.")
    ] = None,
    write: Annotated[
        bool, typer.Option("--write", help="Write docs/environment-card.md and .json.")
    ] = False,
    as_json: JsonFlag = False,
) -> None:
    """Measure the environment: floor, oracle, policies, cheats, determinism, what days tell."""
    from majordomo.card import show_card

    raise typer.Exit(show_card(family, seeds, level, as_json, write, python or []))


@app.command("eval")
def evaluate(
    policy: Annotated[
        list[str],
        typer.Option(
            help="NAME[=SPEC]: a model, or do_nothing, greedy, oracle, … ; may be repeated."
        ),
    ],
    out: Annotated[Path, typer.Option(help="Folder for results, episodes and plots.")],
    recipe: Annotated[str, typer.Option(help="A recipe by name, or a TOML file.")] = "mini",
    episodes: Annotated[int | None, typer.Option(help="Days that each policy plays.")] = None,
    level: Annotated[str, typer.Option(help="easy, medium, hard or stress.")] = "",
    families: Annotated[
        list[str] | None, typer.Option(help="Families (default: the held-out ones); repeat or a,b.")
    ] = None,
    seed: Annotated[int, typer.Option(help="Which days; any number from 0.")] = 0,
    concurrency: Annotated[int, typer.Option(help="Days that a model plays at once.")] = 32,
    pair: Annotated[
        list[str] | None, typer.Option(help="A-B: only these differences (default: all).")
    ] = None,
    perturb: Annotated[
        list[str] | None,
        typer.Option(help="Play the days changed, too: reorder, rename, …; may be repeated."),
    ] = None,
    memory: MemoryOption = "world",
    run: Annotated[
        Path | None, typer.Option(help="A GRPO run whose reward curve is drawn.")
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with what --out holds.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Compare policies on the same unseen days, with intervals, tables and plots."""
    from majordomo.evaluate import run_eval
    from training.evaluation.evaluate import Plan
    from training.evaluation.memories import memory_kind

    names = [name.strip() for value in families or () for name in value.split(",")]
    plan = Plan(
        policies=policy,
        out=out,
        recipe=recipe,
        episodes=episodes,
        level=level,
        families=tuple(name for name in names if name),
        seed=seed,
        concurrency=concurrency,
        pairs=tuple(pair or ()),
        changes=tuple(perturb or ()),
        memory=memory_kind(memory),
        run=run,
        resume=resume,
    )
    raise typer.Exit(run_eval(plan, as_json))


@app.command()
def compare(
    what: Annotated[
        list[str] | None,
        typer.Argument(help="One or two folders of evaluations, or two models."),
    ] = None,
    days: Annotated[
        int, typer.Option(min=0, help="Held-out days for two models (default: your own list).")
    ] = 0,
    baseline: Annotated[str, typer.Option(help="A policy of the first folder.")] = "",
    trained: Annotated[str, typer.Option(help="A policy of the last folder.")] = "",
    level: Annotated[str, typer.Option(help="easy, medium, hard or stress.")] = "",
    seed: Annotated[int, typer.Option(help="Which days; any number from 0.")] = 0,
    out: Annotated[Path | None, typer.Option(help="Where played days are kept.")] = None,
    tasks: Annotated[Path | None, typer.Option(help="todo.txt or a Markdown checklist.")] = None,
    calendar: Annotated[Path | None, typer.Option(help="An .ics file.")] = None,
    mail: Annotated[Path | None, typer.Option(help="A Maildir.")] = None,
    notes: Annotated[Path | None, typer.Option(help="A folder of Markdown or text notes.")] = None,
    sample: Annotated[bool, typer.Option("--sample", help="The simulated sample day.")] = False,
    now: NowOption = "",
    as_json: JsonFlag = False,
) -> None:
    """Compare two policies: recorded, on held-out days, or on your own list in dry run."""
    from majordomo.compare import Asked, run_compare

    options = Options(
        tasks=tasks, calendar=calendar, mail=mail, notes=notes, now=now, sample=sample
    )
    asked = Asked(tuple(what or ()), baseline, trained, days, level, seed, out, options=options)
    raise typer.Exit(run_compare(asked, as_json))


@app.command()
def probe(
    model: ModelOption = "",
    recipe: Annotated[str, typer.Option(help="Whose temperature and lengths are used.")] = "mini",
    episodes: Annotated[int, typer.Option(help="Days that are played.")] = 10,
    level: Annotated[str, typer.Option(help="easy, medium, hard or stress.")] = "easy",
    seed: Annotated[int, typer.Option(help="Which days, and what is sampled.")] = 0,
    as_json: JsonFlag = False,
) -> None:
    """Let a model play a few days before it is trained. Exit code 1: nothing to learn from."""
    from majordomo.evaluate import run_probe

    raise typer.Exit(run_probe(model, recipe, episodes, level, seed, as_json))


RecipeOption = Annotated[str, typer.Option(help="A recipe by name, or a TOML file.")]
RunOption = Annotated[Path, typer.Option(help="The run folder.")]
ResumeFlag = Annotated[bool, typer.Option("--resume", help="Go on with what --out holds.")]


@train_app.command("sft")
def train_sft(
    out: RunOption,
    start: Annotated[
        str, typer.Option("--from", help="A checkpoint to train further (default: from scratch).")
    ] = "",
    recipe: RecipeOption = "mini",
    seed: Annotated[int, typer.Option(help="Decides data, weights and order.")] = 0,
) -> None:
    """Train a policy on teachers' decisions, from scratch; goes on where a killed run ended."""
    from majordomo.warm import run_sft

    raise typer.Exit(run_sft(recipe, out, seed, start))


@train_app.command("grpo")
def train_grpo(
    out: RunOption,
    start: Annotated[
        str,
        typer.Option(
            "--from", help="The warm start: PATH or BASE+ADAPTER (default: made by the recipe)."
        ),
    ] = "",
    recipe: RecipeOption = "mini",
    seed: Annotated[int, typer.Option(help="Decides days, chance and sampling.")] = 0,
    server: Annotated[
        list[str] | None,
        typer.Option(help="URL of an environment server to play on; may be repeated."),
    ] = None,
    resume: ResumeFlag = False,
) -> None:
    """Improve a policy in simulated days by GRPO over the graph."""
    from majordomo.train import run_grpo

    raise typer.Exit(run_grpo(recipe, start, out, seed, resume, server or ()))


@bench_app.command("tui")
def bench_tui(
    runs: Annotated[int, typer.Option(min=1, help="Starts of each app.")] = 7,
    events: Annotated[
        int, typer.Option(min=0, help="Events of the session that is resumed; 0 leaves it out.")
    ] = 10_000,
    chunks: Annotated[
        int, typer.Option(min=0, help="Chunks of an answer during which keys are pressed; 0: none.")
    ] = 200,
    minutes: Annotated[
        int, typer.Option(min=0, help="Minutes of use over which memory is followed; 0: none.")
    ] = 60,
    as_json: JsonFlag = False,
) -> None:
    """First frame, a long session, keys while an answer streams, memory over an hour of use."""
    from majordomo.bench import tui

    extent = tui.Extent(runs, events, chunks, minutes)
    raise typer.Exit(tui.bench_tui(extent, as_json))


@bench_app.command("kb")
def bench_kb(
    size: Annotated[list[int] | None, typer.Option(min=1, help="Numbers of notes; repeat.")] = None,
    questions: Annotated[int, typer.Option(min=20, help="Searches of each measurement.")] = 200,
    as_json: JsonFlag = False,
) -> None:
    """Bringing notes in and finding them, against Chroma alone with the same vectors."""
    from majordomo.bench import kb

    raise typer.Exit(kb.bench_kb(size or [1000, 10_000], questions, as_json))


@bench_app.command("memory")
def bench_memory(
    days: Annotated[int, typer.Option(min=1, help="Held-out days, each played twice.")] = 100,
    policy: Annotated[str, typer.Option(help="Who plays: a model or a reference policy.")] = (
        "scripted"
    ),
    level: Annotated[str, typer.Option(help="easy, medium, hard or stress.")] = "medium",
    seed: Annotated[int, typer.Option(help="Which days; any number from 0.")] = 0,
    as_json: JsonFlag = False,
) -> None:
    """Grades of the same days with the world's own memory and with the real knowledge base."""
    from majordomo.bench import kb_grades

    raise typer.Exit(kb_grades.bench_grades(policy, days, level, seed, as_json))


@bench_app.command("env")
def bench_env(
    scenario: Annotated[str, typer.Option(help="Name of the day that is played.")] = (
        "messy_morning"
    ),
    rounds: Annotated[int, typer.Option(min=1, help="Repetitions; medians are reported.")] = 5,
    seconds: Annotated[
        float, typer.Option(min=0.001, help="CPU seconds of each measurement in this process.")
    ] = 1.0,
    steps: Annotated[
        int, typer.Option(min=1, help="Steps of each measurement over a WebSocket.")
    ] = 1500,
    as_json: JsonFlag = False,
) -> None:
    """Steps and resets per second of a simulated day, in this process and over a WebSocket."""
    from majordomo.bench import env

    extent = env.Extent(seconds, rounds, steps)
    raise typer.Exit(env.bench_env(scenario, extent, as_json))


@bench_app.command("rollout")
def bench_rollout(
    model: ModelOption = "mini",
    episodes: Annotated[int, typer.Option(min=1, help="Days played in lockstep.")] = 32,
    rounds: Annotated[int, typer.Option(min=1, help="Repetitions; medians are reported.")] = 3,
    level: Annotated[str, typer.Option(help="easy, medium, hard or stress.")] = "medium",
    as_json: JsonFlag = False,
) -> None:
    """What graph and world cost on top of bare generation, in the same batches."""
    from majordomo.bench import rollout

    extent = rollout.Extent(episodes, rounds, level)
    raise typer.Exit(rollout.bench_rollout(model, extent, as_json))


@app.command()
def export(
    source: Annotated[
        str, typer.Option("--from", help="A run folder, a checkpoint, or BASE+ADAPTER.")
    ],
    out: Annotated[Path, typer.Option(help="The new folder.")],
    adapter: Annotated[bool, typer.Option("--adapter", help="Write the adapter.")] = False,
    merge: Annotated[
        bool, typer.Option("--merge-16bit", help="Write merged weights in bfloat16.")
    ] = False,
    as_json: JsonFlag = False,
) -> None:
    """Write a trained policy to be shipped, and check that it plays a day token for token."""
    from majordomo.export import export_policy

    raise typer.Exit(export_policy(source, out, adapter, merge, as_json))


@app.command()
def doctor(as_json: JsonFlag = False) -> None:
    """Check the installation and say what is wrong."""
    from majordomo.doctor import check

    raise typer.Exit(check(as_json))


def main() -> NoReturn:
    """Run the command; a mistake that a person can mend is one line and exit code 1."""
    try:
        app()
    except UserError as error:
        _fail(str(error))
    except (OSError, MemoryError) as error:
        _fail(
            f"{error.strerror or error}: {error.filename}"
            if isinstance(error, OSError) and error.filename
            else str(error)
        )
    except KeyboardInterrupt:
        _fail("stopped; what was done is in `majordomo journal`")
    sys.exit(0)


def _fail(message: str) -> NoReturn:
    say("majordomo: " + " ".join(message.split()))
    sys.exit(EXIT_ERROR)
