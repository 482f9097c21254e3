"""Consent, enforced by code: which calls need the person's word, and who gives it.

A prompt can be talked round; this cannot. What is irreversible always asks, and so does
whatever text from outside brought about.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol, TypedDict

from assistant.contract.day import Item
from assistant.contract.notes import Episode, Note
from assistant.contract.outcome import Verdict
from assistant.contract.tools import Effect, Tool


@dataclass(frozen=True, slots=True)
class ConsentRequest:
    """A call that waits for the person's word."""

    call: Tool
    item: Item | None
    reason: str
    """Why it asks."""


class Approver(Protocol):
    """Whoever decides about calls that need consent."""

    async def decide(self, request: ConsentRequest) -> Verdict:
        """The person's verdict, or that of a standing instruction of theirs."""


def consent_reason(
    call: Tool,
    item: Item | None,
    known: Sequence[Note] = (),
    handled: Sequence[Episode] = (),
    *,
    has_found: bool = False,
) -> str | None:
    """Why `call` needs consent, or None where it does not.

    Args:
        call: What is to be done.
        item: What it is about.
        known: The notes that the prompt showed with the item.
        handled: The examples that it showed with the item.
        has_found: Whether a search for the item, made since it was routed, found a note from
            outside.
    """
    if call.effect is Effect.READ:
        return None
    reasons = {
        "it cannot be undone": call.effect is Effect.IRREVERSIBLE,
        "text from outside asked for it": item is not None and item.tainted,
        "a note from outside was read for it": any(note.tainted for note in known),
        "a search for it found a note from outside": has_found,
        "an example in words from outside was read for it": any(e.tainted for e in handled),
        "others may notice": call.effect is Effect.COMPENSABLE,
    }
    return next((reason for reason, applies in reasons.items() if applies), None)


class AcceptAll:
    """For worlds, whose scripted person answers inside the step, and for tests."""

    async def decide(self, request: ConsentRequest) -> Verdict:
        """Accept."""
        return Verdict("accept")


class AcceptUndoable:
    """`--yes`: approves what can be undone and nothing else."""

    async def decide(self, request: ConsentRequest) -> Verdict:
        """Accept unless the call is irreversible, which waits for the person."""
        if request.call.effect is Effect.IRREVERSIBLE:
            return Verdict("wait", "it cannot be undone, so it waits for your word")
        return Verdict("accept")


class WaitForPerson:
    """Nobody is there to ask: everything that needs consent waits."""

    async def decide(self, request: ConsentRequest) -> Verdict:
        """Wait."""
        return Verdict("wait", f"{request.reason}, so it waits for your word")


class ActionRequest(TypedDict):
    """The call, in the Agent Inbox format."""

    action: str
    args: dict[str, Any]


class InterruptConfig(TypedDict):
    """Which answers are allowed, in the Agent Inbox format."""

    allow_accept: bool
    allow_edit: bool
    allow_respond: bool
    allow_ignore: bool


class HumanInterrupt(TypedDict):
    """The payload of a LangGraph interrupt that an Agent Inbox draws.

    The library's own class is deprecated; the format is not.
    """

    action_request: ActionRequest
    config: InterruptConfig
    description: str


class HumanResponse(TypedDict):
    """What comes back from an Agent Inbox."""

    type: Literal["accept", "edit", "response", "ignore"]
    args: Any


class InterruptApprover:
    """Suspends the graph until the person answers; the checkpoint survives a restart."""

    async def decide(self, request: ConsentRequest) -> Verdict:
        """Interrupt, and read the answer when the graph is resumed."""
        from langgraph.types import interrupt

        payload: HumanInterrupt = {
            "action_request": {"action": request.call.name, "args": request.call.args()},
            "config": {
                "allow_accept": True,
                "allow_edit": True,
                "allow_respond": True,
                "allow_ignore": True,
            },
            "description": request.reason,
        }
        return verdict_of(interrupt(payload))


def verdict_of(response: object) -> Verdict:
    """Read an Agent Inbox answer.

    Raises:
        ValueError: it is none of accept, edit, response and ignore.
    """
    answer = response[0] if isinstance(response, list) and response else response
    if not isinstance(answer, dict):
        raise ValueError(f"not an answer to a consent request: {response!r}")
    args = answer.get("args")
    match answer.get("type"):
        case "accept":
            return Verdict("accept")
        case "edit" if isinstance(args, dict):
            return Verdict("edit", args=args.get("args", args))
        case "response":
            return Verdict("deny", str(args or "no"))
        case "ignore":
            return Verdict("wait", "it waits for your word")
    raise ValueError(f"not an answer to a consent request: {response!r}")
