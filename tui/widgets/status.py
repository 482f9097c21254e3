"""One line that says in words how things stand, and the keys of whatever has the focus."""

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static
from textual.widgets._footer import FooterKey

from assistant.events import ModelCalled
from tui.marks import one_line
from tui.session import Session
from tui.text import inline
from tui.turns import Phase
from tui.words import in_euro

if TYPE_CHECKING:
    # For types alone: the first frame has keys as well.
    from assistant.config import LimitsConfig

MAX_KEYS = 7

_LAST = {"back": 1, "help": 2, "command('help')": 2, "command_palette": 3}
"""Keys that are the same everywhere come after those that are not."""

_LOCAL = {"scripted", "mini", "hf"}
"""Kinds of model that run on this machine; LangChain knows many providers, and more each year."""

# What a server listens on at all of its addresses is here, too: Ollama's own client reads it so.
_THIS_MACHINE = {"localhost", "127.0.0.1", "::1", "0.0.0.0"}  # noqa: S104


class OneLine(Static):
    """A line whose height never changes, so that a new text costs no new layout."""

    def say(self, content: Content) -> None:
        """Show `content`, if it is new."""
        if content != self.content:
            self.update(content, layout=False)


class StatusLine(OneLine):
    """Fields in order of importance: where there is no room, whole fields go, never half a word."""

    def __init__(self, id: str | None = None) -> None:
        """An empty line."""
        super().__init__(id=id)
        self._fields: tuple[str, ...] = ()

    def say_fields(self, fields: Sequence[str]) -> None:
        """Show the fields that fit, the first ones first."""
        self._fields = tuple(fields)
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        width = self.content_size.width or 80
        self.say(inline(*fitting(self._fields, width)))


def fitting(fields: Sequence[str], width: int) -> list[str]:
    """The fields, joined, without those that do not fit."""
    line = ""
    for each in fields:
        longer = f"{line} · {one_line(each, 60)}" if line else one_line(each, 60)
        if each and len(longer) <= width:
            line = longer
    return [line]


class KeyBar(Horizontal):
    """At most seven keys, those of the focused widget first; a click is the key."""

    _drawn: tuple[object, ...] = ()

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._changed)
        self.call_after_refresh(self._draw)

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw)

    async def _draw(self) -> None:
        """Draw the keys anew, if they or the room for them are others than before."""
        if not self.is_attached:
            return
        keys = tuple((key.key, key.description) for key in self._keys())
        if self._drawn != (keys, self.size.width):
            self._drawn = (keys, self.size.width)
            await self.recompose()

    def compose(self) -> ComposeResult:
        room = self.content_size.width or 80
        keys = self._keys()
        palette = keys.pop() if keys and keys[-1].action == "command_palette" else None
        last = [palette] if palette else []
        room -= sum(_width(key) for key in last)
        for key in keys[: MAX_KEYS - len(last)]:
            if _width(key) > room:
                break
            room -= _width(key)
            yield key
        yield from last

    def _keys(self) -> list[FooterKey]:
        seen: set[str] = set()
        keys: list[FooterKey] = []
        for _, binding, enabled, tooltip in self.screen.active_bindings.values():
            if binding.show and enabled and binding.action not in seen:
                seen.add(binding.action)
                label = self.app.get_key_display(binding)
                keys.append(FooterKey(binding.key, label, binding.description, binding.action,
                                      tooltip=tooltip))  # fmt: skip
        return sorted(keys, key=lambda key: _LAST.get(key.action, 0))

    def _changed(self, screen: Screen[object]) -> None:
        if self.is_attached and screen is self.screen:
            self.call_after_refresh(self._draw)


def _width(key: FooterKey) -> int:
    return len(key.key_display) + len(key.description) + 4


@dataclass
class Bill:
    """What paid models have cost, as far as the person's prices say."""

    euro: float | None = None
    """None where no call had a price."""
    is_low: bool = False
    """Whether calls are missing in it: of a model without a price, or without a count."""

    def add(self, euro: float | None, is_paid: bool) -> None:
        """Count one call; without `euro`, one of a paid model is missing from then on."""
        if euro is not None:
            self.euro = (self.euro or 0.0) + euro
        elif is_paid:
            self.is_low = True

    def __str__(self) -> str:
        """The sum, as "over" that where something is missing in it; empty where there is none."""
        return f"{'over ' * self.is_low}{in_euro(self.euro)}" if self.euro is not None else ""


@dataclass
class Spent:
    """What a turn has cost so far, and the session since it was opened."""

    steps: int = 0
    tokens: int = 0
    per_second: float = 0.0
    began: float = field(default_factory=time.monotonic)
    bill: Bill = field(default_factory=Bill)
    session: Bill = field(default_factory=Bill)

    def next_turn(self) -> "Spent":
        """The same for a turn that begins now."""
        return Spent(session=self.session)

    def add(self, call: ModelCalled, euro: float | None, is_paid: bool) -> None:
        """Count one call of the model, which costs `euro` as far as that is known."""
        self.bill.add(euro, is_paid)
        self.session.add(euro, is_paid)
        self.tokens += (call.prompt_tokens or 0) + (call.completion_tokens or 0)
        if call.completion_tokens and call.seconds > 0:
            self.per_second = call.completion_tokens / call.seconds


def needs_network(spec: str) -> bool:
    """Whether a model is asked over the network, so that what it reads leaves this machine."""
    name, is_at_url, rest = spec.strip().partition("@http")
    if is_at_url:
        return urlsplit(f"http{rest}").hostname not in _THIS_MACHINE
    provider = name.partition(":")[0]
    if provider == "ollama":
        url = os.environ.get("OLLAMA_HOST", "")
        host = urlsplit(url if "://" in url else f"//{url}").hostname
        return (host or "localhost") not in _THIS_MACHINE
    return provider not in _LOCAL


def status_fields(
    session: Session, phase: Phase, spent: Spent, cards: int, limits: "LimitsConfig",
    decide: str,
) -> list[str]:  # fmt: skip
    """How things stand, the most important first.

    `limits` are the person's own ceilings, `decide` is the key that goes to the cards.
    """
    fields: list[str] = [phase if phase != "idle" else "ready"]
    if phase == "working":
        fields[0] += f" {time.monotonic() - spent.began:.0f} s"
    if cards:
        fields.append(f"{cards} need{'s' * (cards == 1)} you ({decide})")
    if session.simulated:
        fields.append("simulated")
    asked = ["model"] * needs_network(session.model) + ["notes"] * session.sends_notes
    fields += [
        f"uses the network ({' and '.join(asked)})" if asked else "offline",
        session.model,
        "asks first",
    ]
    if spent.steps:
        most = f" of at most {limits.steps}" if limits.steps else ""
        fields.append(f"{spent.steps}{most} step{'s' * (spent.steps != 1 or bool(most))}")
    if spent.tokens:
        most = f" of at most {limits.tokens:,}" if limits.tokens else ""
        fields.append(f"{spent.tokens:,}{most} tokens")
    if str(spent.session):
        fields.append(f"{spent.bill} · session {spent.session}".removeprefix(" · "))
    if spent.per_second:
        fields.append(f"{spent.per_second:.0f} tokens/s")
    return fields
