"""Templates: how people phrase a request, and the call that is right for it.

`FORMAT.md` says how a line is written. A template is parsed into parts once and expanded as often
as wanted, each time with other alternations.
"""

import random
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import sqrt

from assistant.contract.tools import TOOLS
from training.errors import TrainingError

AGENTS = ("meeting", "email", "task", "habit", "knowledge", "none")
"""Who a template belongs to: the name of its file."""

_OF_NONE = frozenset({"leave_to_user", "snooze"})
_SEPARATOR = re.compile(r"\s+=>\s+")
_NEXT_ARG = re.compile(r";\s*(?=[a-z_]+=)")
_SLOT = re.compile(r"\{([a-z_]+)(?::(\d))?(?:\.(\d))?\}")


@dataclass(frozen=True, slots=True)
class Slot:
    """A place that a value is drawn for."""

    name: str
    draw: int = 1
    """Which draw: 2 is another value than 1."""
    column: int = 1
    """Which field of the drawn line."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several ways to say something; each may be empty."""

    options: "tuple[Parts, ...]"


Part = str | Slot | Choice
Parts = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A call with slots in its arguments."""

    tool: str
    args: tuple[tuple[str, Parts], ...]


@dataclass(frozen=True, slots=True)
class Template:
    """One line of a template file."""

    agent: str
    origin: str
    """File and line, such as `meeting.txt:12`."""
    text: Parts
    steps: tuple[Step, ...]
    """The call, and for a search the one after it."""

    def slots(self) -> frozenset[str]:
        """Names of the slots that it uses anywhere."""
        args = [parts for step in self.steps for _, parts in step.args]
        return frozenset(name for parts in (self.text, *args) for name in _names(parts))

    def fixed_words(self) -> frozenset[str]:
        """The words that its arguments say besides slots."""
        parts = [part for step in self.steps for _, found in step.args for part in found]
        texts = [part.casefold() for part in parts if isinstance(part, str)]
        return frozenset(word for text in texts for word in re.findall(r"[a-z]+", text))

    def opening(self) -> str:
        """Its first two words, or slots, in the first of its alternations."""
        return " ".join(_plain(self.text).casefold().split()[:2])

    def said(self) -> frozenset[str]:
        """Names of the slots that may stand in its text."""
        return frozenset(_names(self.text))


def parse(line: str, agent: str, origin: str) -> Template:
    """Read one line of a template file.

    Raises:
        TrainingError: it is not well formed, or calls a tool that the agent does not have.
    """
    fields = _SEPARATOR.split(line.strip())
    if len(fields) not in {3, 5}:
        raise TrainingError(f"{origin}: write TOOL => TEMPLATE => ARGS, with two calls five parts")
    text = _parts(fields[1], origin)
    calls = [(fields[0], fields[2]), *([(fields[3], fields[4])] if len(fields) == 5 else [])]
    return Template(agent, origin, text, tuple(_step(*call, agent, origin) for call in calls))


@cache
def load_templates(agent: str) -> tuple[Template, ...]:
    """The templates of one agent: `AGENT.txt` and `AGENT_*.txt`.

    Raises:
        TrainingError: a line is not well formed.
    """
    folder = resources.files("training.corpus").joinpath("templates")
    names = [path.name for path in folder.iterdir() if path.name.endswith(".txt")]
    return tuple(
        parse(line, agent, f"{name}:{number}")
        for name in sorted(names)
        if name.removesuffix(".txt").partition("_")[0] == agent
        for number, line in enumerate(folder.joinpath(name).read_text("utf-8").splitlines(), 1)
        if line.strip() and not line.lstrip().startswith("#")
    )


@cache
def shares(agent: str) -> tuple[float, ...]:
    """How often each template of an agent is drawn per round, 1 at most.

    Where many begin alike each is drawn less often, by the root of their number, so that twenty
    lines of one kind do not crowd out what is said in only one way.
    """
    openings = [(t.steps[0].tool, t.opening()) for t in load_templates(agent)]
    sizes = Counter(openings)
    return tuple(min(1.0, 2 / sqrt(sizes[opening])) for opening in openings)


def expand(parts: Parts, rng: random.Random) -> list[str | Slot]:
    """The parts with every alternation decided."""
    found: list[str | Slot] = []
    for part in parts:
        if isinstance(part, Choice):
            found += expand(rng.choice(part.options), rng)
        else:
            found.append(part)
    return found


def _step(tool: str, args: str, agent: str, origin: str) -> Step:
    known = TOOLS.get(tool)
    if known is None or (agent == "none") != (tool in _OF_NONE):
        raise TrainingError(f"{origin}: {tool!r} is no tool for {agent}")
    if agent != "none" and agent not in known.agents:
        raise TrainingError(f"{origin}: {tool!r} is not a tool of the {agent} agent")
    found = []
    for pair in _NEXT_ARG.split(args):
        key, equals, value = pair.partition("=")
        if not equals or key.strip() not in known.model_fields:
            raise TrainingError(f"{origin}: {tool} has no argument {key.strip()!r}")
        found.append((key.strip(), _pieces(value.strip(), origin)))
    return Step(tool, tuple(found))


def _pieces(text: str, origin: str) -> Parts:
    """Text and slots, without alternations."""
    found: list[Part] = []
    at = 0
    for match in _SLOT.finditer(text):
        found.append(text[at : match.start()])
        found.append(Slot(match[1], int(match[2] or 1), int(match[3] or 1)))
        at = match.end()
    found.append(text[at:])
    if any(isinstance(part, str) and set(part) & set("{}") for part in found):
        raise TrainingError(f"{origin}: a slot is written {{name}}, {{name:2}} or {{name.2}}")
    return tuple(part for part in found if part != "")


def _parts(text: str, origin: str) -> Parts:
    """Text, slots and alternations."""
    parts, at = _sequence(text, 0, origin)
    if at != len(text):
        raise TrainingError(f"{origin}: an alternation is closed that was not opened")
    return parts


def _sequence(text: str, at: int, origin: str) -> tuple[Parts, int]:
    """What stands from `at` to the end of this option, and where that is."""
    found: list[Part] = []
    start = at
    while at < len(text) and text[at] not in "|)":
        if text[at] != "(":
            at += 1
            continue
        found += _pieces(text[start:at], origin)
        options = []
        while at < len(text) and text[at] in "(|":
            option, at = _sequence(text, at + 1, origin)
            options.append(option)
        if at >= len(text):
            raise TrainingError(f"{origin}: an alternation is not closed")
        found.append(Choice(tuple(options)))
        at += 1
        start = at
    if at < len(text) and text[at] == "|" and start == at == 0:
        raise TrainingError(f"{origin}: an alternation needs parentheses")
    found += _pieces(text[start:at], origin)
    return tuple(found), at


def _plain(parts: Parts) -> str:
    """The text with the first of each alternation and slots by name."""
    found = ""
    for part in parts:
        if isinstance(part, Choice):
            found += _plain(part.options[0])
        else:
            found += part if isinstance(part, str) else f"{{{part.name}}}"
    return found


def _names(parts: Parts) -> list[str]:
    found = []
    for part in parts:
        if isinstance(part, Slot):
            found.append(part.name)
        elif isinstance(part, Choice):
            found += [name for option in part.options for name in _names(option)]
    return found
