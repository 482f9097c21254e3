"""What the person's word teaches: approvals, edits, refusals and corrections become episodes.

A call that nobody was asked about teaches nothing: remembering one's own choices would only make
them firmer. What the person said about an item, changed in a call or refused is kept with their
words, and comes first where a like item is shown `Handled before`.
"""

from typing import Any, Protocol

from assistant.contract.desk import Desk
from assistant.contract.tools import Agent, Effect
from assistant.events import Acted, ConsentAsked, GraphEvent
from assistant.guard import HumanResponse
from memory import KnowledgeBase

_MOST_WORDS = 120
"""Characters of the person's words in an episode."""


class _HasDesk(Protocol):
    """A workspace: its desk is another one after each effect."""

    @property
    def desk(self) -> Desk: ...


class Experience:
    """Listens to a session and keeps what its person taught it."""

    def __init__(self, kb: KnowledgeBase, workspace: _HasDesk) -> None:
        """Keep episodes in `kb` of the items of `workspace`."""
        self._kb = kb
        self._workspace = workspace
        self._asked: dict[str, Any] | None = None
        """The arguments that the person was last asked about."""
        self._response: HumanResponse | None = None

    def heard(self, response: HumanResponse) -> None:
        """The person's word on the call that waits."""
        self._response = response

    def __call__(self, event: GraphEvent) -> None:
        """Take note of an event."""
        if isinstance(event, ConsentAsked):
            # Said again once there is an answer: the graph takes the step from its beginning.
            self._asked = dict(event.args)
        elif isinstance(event, Acted) and event.effect not in {None, Effect.READ}:
            self._acted(event)
            self._asked = self._response = None

    def left(self, item_id: str) -> None:
        """The person does it themselves."""
        self._keep(item_id, Agent.ORCHESTRATOR, "leave_to_user", "you do this yourself")

    def _acted(self, event: Acted) -> None:
        if event.agent == Agent.ORCHESTRATOR.value:
            return
        agent = Agent(event.agent)
        if event.status == "denied":
            reason = f": {event.text}" if event.text not in {"", "no"} else ""
            words = f"you said no to {event.tool}{reason}"
            self._keep(event.item_id, Agent.ORCHESTRATOR, "leave_to_user", words)
        elif event.status == "ok":
            changed = _changed(self._asked, event.args)
            item = self._workspace.desk.items.get(event.item_id)
            said = item.said[-1] if item is not None and item.said else ""
            if changed or said:
                words = f"you said: {said}" if said else f"you changed {changed}"
                self._keep(event.item_id, agent, event.tool, words)
            elif self._response is not None:
                self._keep(event.item_id, agent, event.tool, "")

    def _keep(self, item_id: str, agent: Agent, tool: str, words: str) -> None:
        item = self._workspace.desk.items.get(item_id)
        if item is None:
            return
        name = "none" if agent is Agent.ORCHESTRATOR else agent.value
        # A newer word on the same wording replaces the older one.
        self._kb.add_episode(
            item.text, name, tool, words[:_MOST_WORDS], source="you",
            tainted=item.tainted, consent="approved",
            episode_id=f"handled: {item.text[:200]}", corrected=bool(words),
        )  # fmt: skip
        self._workspace.desk.forget_recalled()


def _changed(asked: dict[str, Any] | None, done: dict[str, Any]) -> str:
    """What the person changed of a call, in its own words; empty where nothing."""
    if asked is None:
        return ""
    return ", ".join(
        f"{name} to {value}" for name, value in done.items() if asked.get(name, value) != value
    )
