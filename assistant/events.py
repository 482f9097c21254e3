"""What the graph tells a front end: frozen events, in the order in which things happen.

A front end draws these and nothing else, so that the plain conversation, the Textual app and
the JSON output cannot disagree about what was done.
"""

from dataclasses import dataclass
from typing import Any

from assistant.contract.outcome import OutcomeStatus
from assistant.contract.tools import Effect


@dataclass(frozen=True, slots=True)
class Perceived:
    """The day was read anew."""

    now: int
    open_items: int


@dataclass(frozen=True, slots=True)
class ModelCalled:
    """A model was asked for the next call."""

    agent: str
    item_id: str
    prompt_tokens: int | None
    completion_tokens: int | None
    seconds: float


@dataclass(frozen=True, slots=True)
class Proposed:
    """A model wants to make this call."""

    agent: str
    tool: str
    args: dict[str, Any]


@dataclass(frozen=True, slots=True)
class ConsentAsked:
    """The call waits for the person's word."""

    tool: str
    args: dict[str, Any]
    reason: str


@dataclass(frozen=True, slots=True)
class Acted:
    """A call came to something, or to nothing; the text says which."""

    effect_id: str
    agent: str
    item_id: str
    tool: str
    args: dict[str, Any]
    effect: Effect | None
    """None where the call could not be understood."""
    status: OutcomeStatus
    text: str


@dataclass(frozen=True, slots=True)
class Finished:
    """The run is over."""

    decisions: int
    reason: str
    """finished, day over, limit, stuck; or steps or tokens, where a ceiling is reached."""


GraphEvent = Perceived | ModelCalled | Proposed | ConsentAsked | Acted | Finished
