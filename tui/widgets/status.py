"""One line that says in words how things stand, and the keys of whatever has the focus."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    # For types alone: the first frame has keys as well.
    from assistant.config import LimitsConfig

MAX_KEYS = 7

_LAST = {"back": 1, "help": 2, "command('help')": 2, "command_palette": 3}
"""Keys that are the same everywhere come after those that are not."""

_REMOTE = {"openai", "anthropic", "google_genai", "mistralai", "groq", "http", "https"}


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
class Spent:
    """What a turn has cost so far."""

    steps: int = 0
    tokens: int = 0
    per_second: float = 0.0
    began: float = field(default_factory=time.monotonic)

    def add(self, call: ModelCalled) -> None:
        """Count one call of the model."""
        self.tokens += (call.prompt_tokens or 0) + (call.completion_tokens or 0)
        if call.completion_tokens and call.seconds > 0:
            self.per_second = call.completion_tokens / call.seconds


def needs_network(spec: str) -> bool:
    """Whether a model is asked over the network, so that what it reads leaves this machine."""
    return spec.partition(":")[0] in _REMOTE


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
    where = "uses the network" if needs_network(session.model) else "offline"
    fields += [where, session.model, "asks first"]
    if spent.steps:
        most = f" of at most {limits.steps}" if limits.steps else ""
        fields.append(f"{spent.steps}{most} step{'s' * (spent.steps != 1 or bool(most))}")
    if spent.tokens:
        most = f" of at most {limits.tokens:,}" if limits.tokens else ""
        fields.append(f"{spent.tokens:,}{most} tokens")
    if spent.per_second:
        fields.append(f"{spent.per_second:.0f} tokens/s")
    return fields
