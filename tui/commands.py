"""Every command, once: the palette, the slash commands and the help page are made from this list.

A command is the method `command_<name>` of the workspace screen; a test checks that each of
them exists and that each method is listed here.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """Something the person can ask the screen for."""

    name: str
    """What is typed after the slash."""
    help: str
    argument: str = ""
    """What the command takes, in one word; empty where it takes nothing."""
    needs_item: bool = False
    """Whether it is about the item under the cursor."""
    binding: str = ""
    """The id of the key that does the same, where there is one."""

    @property
    def usage(self) -> str:
        """How it is typed."""
        return f"/{self.name} {self.argument}".rstrip()


COMMANDS: tuple[Command, ...] = (
    Command("all", "Handle everything that is open", binding="workspace.retry"),
    Command("do", "Handle this item now", needs_item=True, binding="tasks.do"),
    Command("mine", "I'll do this one myself", needs_item=True, binding="tasks.mine"),
    Command(
        "later", "Not now: the item returns then", "WHEN", needs_item=True, binding="tasks.later"
    ),
    Command(
        "tier", "Say whose need the item serves", "TIER", needs_item=True, binding="tasks.tier"
    ),
    Command(
        "correct",
        "Say more about the item, or what is wrong",
        needs_item=True,
        binding="tasks.correct",
    ),
    Command(
        "why",
        "Why did you use this? The notes behind the item",
        needs_item=True,
        binding="tasks.why",
    ),
    Command("stop", "Stop at once and keep what was done", binding="workspace.stop"),
    Command("pause", "Pause all after the present step; once more goes on", binding="tasks.pause"),
    Command("undo", "Undo the last thing that was done", binding="tasks.undo"),
    Command("decide", "Go to what waits for your word", binding="workspace.decide"),
    Command("permissions", "See and revoke what is always allowed"),
    Command(
        "today",
        "The day: timeline, what clashes, what waits, what was kept",
        binding="workspace.today",
    ),
    Command("find", "Search your notes", "WORDS", binding="workspace.knowledge"),
    Command(
        "forget", "Forget the note under the cursor for good", "ID", binding="knowledge.forget"
    ),
    Command("model", "Switch the model, and say what that changes", "NAME"),
    Command("sessions", "Earlier sessions", binding="workspace.sessions"),
    Command("export", "Write this session as Markdown or as a picture", "md|svg PATH"),
    Command("own", "Use my own list instead of the sample day", binding="workspace.own"),
    Command("copy", "Copy the block under the cursor"),
    Command(
        "compare",
        "A baseline and a trained policy on the same days",
        "FOLDER",
        binding="workspace.compare",
    ),
    Command("runs", "Training runs and evaluations, from their folders", binding="workspace.runs"),
    Command(
        "rehearse",
        "Play my day on copies first: plan, risks, diff",
        "SEED",
        binding="workspace.rehearse",
    ),
    Command("settings", "Settings, each with what it is for", binding="workspace.settings"),
    Command("notifications", "How you are told while you are elsewhere, with a test"),
    Command("theme", "Change the colours", "NAME"),
    Command("tour", "Show me around, in two minutes"),
    Command("help", "Help for what has the focus", binding="app.help"),
    Command("debug", "What to paste into a bug report", binding="app.debug"),
    Command("quit", "Leave; what waits for you is kept", binding="app.quit"),
)

BY_NAME: dict[str, Command] = {command.name: command for command in COMMANDS}


def parse(line: str) -> tuple[Command | None, str]:
    """The command of a slash line and its argument; None where there is no such command."""
    name, _, argument = line.strip().removeprefix("/").partition(" ")
    return BY_NAME.get(name.lower()), argument.strip()


def matching(line: str, limit: int = 6) -> list[Command]:
    """The commands that a half-typed slash line may become."""
    if not line.startswith("/") or " " in line:
        return []
    typed = line[1:].strip().lower()
    starts = [c for c in COMMANDS if c.name.startswith(typed)]
    return (starts or [c for c in COMMANDS if typed in c.name])[:limit]


def nearest(name: str) -> str:
    """The name that was probably meant, or nothing."""
    import difflib

    return next(iter(difflib.get_close_matches(name.lstrip("/"), BY_NAME, 1)), "")
