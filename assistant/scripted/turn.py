"""One turn of a sub-agent: what it sees, what it did on the item so far, and how it asks."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from assistant.contract import times
from assistant.scripted import language, timing
from assistant.scripted.timing import When
from assistant.scripted.view import ItemLine, OutcomeLine, View

Call = tuple[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Step:
    """An earlier call on the item, and what came of it."""

    tool: str
    args: dict[str, Any]
    outcome: OutcomeLine


@dataclass(frozen=True)
class Turn:
    """What a sub-agent decides on."""

    view: View
    item: ItemLine
    steps: tuple[Step, ...] = ()

    @cached_property
    def core(self) -> str:
        """The item's text without politeness and markup."""
        return language.core(self.item.text) or "this item"

    @cached_property
    def said(self) -> list[str]:
        """What the person added, without denials."""
        return language.answers(self.item.said)

    @property
    def is_up_to_us(self) -> bool:
        """Whether the person was asked about this and has no answer; asking again brings none."""
        return language.is_up_to_us(self.item.said)

    @property
    def last(self) -> Step | None:
        """The latest step."""
        return self.steps[-1] if self.steps else None

    def read(self, text: str) -> When:
        """The time that a text names."""
        return timing.when(text, self.view.now, self.view.timezone)

    @cached_property
    def when(self) -> When:
        """The time of the item: what was said last counts, completed by what stood there before."""
        own = self.read(self.core)
        for line in reversed(self.said):
            later = self.read(line)
            if later.kind == "unclear" and own.kind == "none":
                # "Saturday at 7" is the evening where it is a dinner that was asked about.
                whole = self.read(f"{self.core} {line}")
                later = whole if whole.is_exact else later
            if later.kind == "none":
                continue
            both_ways = (own.phrase, later.phrase), (later.phrase, own.phrase)
            for words in (" ".join(pair) for pair in both_ways if own.phrase):
                both = times.resolve_instant(words, self.view.now, self.view.timezone)
                if isinstance(both, times.Instant):
                    return When("instant", words, both.minute)
            return later
        return own

    def call(self, tool: str, **args: Any) -> Call:
        """A call about this item."""
        return tool, {"item_id": self.item.id, **args}

    def ask(self, field: str, question: str) -> Call:
        """Ask the person; a field that was asked before is asked more closely."""
        asked = {step.args.get("field") for step in self.steps if step.tool == "ask_clarification"}
        names = [field, f"exact {field}", "decision", "next step"]
        if self.said and field == "time":
            names = names[1:]
        name = next((n for n in names if n not in asked), f"{field} {len(self.steps)}")
        return self.call("ask_clarification", field=name, question=_line(question))

    def refused(self, tool: str) -> OutcomeLine | None:
        """The refusal of the latest step, if that was a call of `tool`."""
        step = self.last
        return step.outcome if step and step.tool == tool and step.outcome.is_refused else None

    def ask_after(self, outcome: OutcomeLine, field: str) -> Call:
        """Put a refusal as a question."""
        _, marker, question = outcome.text.partition("not clear: ")
        if marker:
            return self.ask(field, question)
        subject = language.title(self.core, 60)
        if outcome.status == "denied":
            return self.ask("decision", f"What should I do instead about “{subject}”?")
        reason = outcome.text.partition(";")[0]
        return self.ask(field, f"“{subject}”: {reason}. What should it be?")


def _line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 200 else line[:199] + "…"
