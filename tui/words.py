"""The word and the glyph of every state. The word says it; glyph and colour only repeat it."""

import locale
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from assistant.contract.day import Item, Status, Tier

if TYPE_CHECKING:
    from assistant.config import Config

State = Literal["to do", "working", "asks you", "waiting", "done", "stopped", "failed", "left",
                "snoozed"]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sign:
    """How a state looks."""

    glyph: str
    ascii: str
    """The glyph on terminals without Unicode."""
    style: str
    """A style class in the theme's words; never the only sign."""


SIGNS: dict[State, Sign] = {
    "to do": Sign("·", ".", ""),
    "working": Sign("●", "*", "$primary"),
    "asks you": Sign("?", "?", "$warning"),
    "waiting": Sign("‖", "=", "$warning"),
    "done": Sign("✓", "x", "$success"),
    "stopped": Sign("■", "#", "$warning"),
    "failed": Sign("!", "!", "$error"),
    "left": Sign("–", "-", "$text-muted"),
    "snoozed": Sign("z", "z", "$text-muted"),
}

_OF_STATUS: dict[Status, State] = {
    "open": "to do",
    "done": "done",
    "asked": "asks you",
    "left": "left",
    "waiting": "waiting",
    "failed": "failed",
    "snoozed": "snoozed",
}

TIERS: tuple[Tier, ...] = ("personal", "professional", "other")


def state_of(status: Status) -> State:
    """The word for an item's status."""
    return _OF_STATUS[status]


def glyph(state: State, unicode: bool | None = None) -> str:
    """The state's glyph; its ASCII twin where the terminal has no Unicode."""
    sign = SIGNS[state]
    return sign.glyph if (has_unicode() if unicode is None else unicode) else sign.ascii


def has_unicode() -> bool:
    """Whether the terminal's encoding can carry the glyphs."""
    return locale.getpreferredencoding(False).lower().replace("-", "") in {"utf8", "utf16"}


def why_stopped(reason: str, config: "Config", settings: str) -> str:
    """Why a run ended before its work was done, and how to go on; `settings` is their key."""
    match reason:
        case "steps":
            what = f"your ceiling of {config.limits.steps} steps a turn is reached"
        case "tokens":
            what = f"your ceiling of {config.limits.tokens:,} tokens a turn is reached"
        case "stuck":
            return "I stopped: I found nothing more that I could do. What is left is yours."
        case _:
            return "I stopped: this took more steps than it should."
    return f"I stopped: {what}. /all goes on; {settings} changes it."


def count_states(items: Iterable[Item], asking: str = "") -> str:
    """How many items are in which state, in words; the item `asking` asks, whatever its status."""
    counts = Counter("asks you" if i.id == asking else state_of(i.status) for i in items)
    parts = [f"{counts[state]} {state}" for state in SIGNS if counts[state]]
    return " · ".join(parts) or "nothing to do"


def in_euro(amount: float) -> str:
    """An amount in euro, to the cent or, below ten cents, to a hundredth of one."""
    if 0 < amount < 0.0001:  # noqa: PLR2004
        return "under 0.0001 €"
    return f"{amount:.4f} €" if amount < 0.1 else f"{amount:.2f} €"  # noqa: PLR2004
