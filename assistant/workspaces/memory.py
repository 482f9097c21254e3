"""A workspace that is only a desk: sample days, dry runs, `route` and tests."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypedDict

from assistant.contract import rules, tools
from assistant.contract.briefing import Briefing
from assistant.contract.desk import Desk
from assistant.contract.notes import KnowledgePort
from assistant.contract.outcome import Outcome, Verdict
from assistant.contract.tiers import infer_tier
from assistant.workspaces.origin import OWN, MarksOutside, keep, outside_source


class ItemRow(TypedDict):
    """An item in machine-readable output."""

    id: str
    text: str
    tier: str
    status: str
    """done, asked, left, failed or waiting."""
    agent: str


@dataclass(frozen=True, slots=True)
class Undone:
    """Whether something was taken back, in words."""

    is_undone: bool
    text: str


class DeskWorkspace:
    """Acts on a desk and nothing else, so everything it does is simulated."""

    simulated = True

    def __init__(self, desk: Desk, kb: KnowledgePort) -> None:
        """Serve `desk`, with `kb` as the memory."""
        self.desk = desk
        self.kb = kb
        self._outcomes: dict[str, Outcome] = {}
        self._done: list[tuple[tools.Tool, Desk, Desk]] = []
        self.calls: list[tuple[tools.Tool, Outcome]] = []
        """What was done, asked or declined, oldest first; what was undone is not among it."""

    async def brief(self, only: str = "") -> Briefing:
        """The day as it stands now, or as much of it as concerns one item."""
        return self.desk.brief(self.kb, only)

    async def check(self, call: tools.Tool) -> Outcome | None:
        """Why `call` cannot be done, or None."""
        try:
            rules.plan(self.desk, call)
        except rules.Refusal as refusal:
            return Outcome(call.name, call.item, "invalid", str(refusal))
        return None

    async def act(self, call: tools.Tool, effect_id: str, agent: str) -> Outcome:
        """Carry the call out, once per `effect_id`."""
        if effect_id not in self._outcomes:
            self._outcomes[effect_id] = self._act(call, effect_id, agent)
        return self._outcomes[effect_id]

    async def decline(
        self, call: tools.Tool, effect_id: str, agent: str, verdict: Verdict
    ) -> Outcome:
        """Note a call that the person denied, or has not decided yet."""
        return self._decline(call, agent, verdict)

    async def fail(self, item_id: str, tool: str, reason: str, args: Mapping[str, Any]) -> Outcome:
        """Note an invalid call."""
        return self.desk.refuse(tool, item_id, reason)

    async def say(self, text: str) -> str:
        """Take what the person typed."""
        return self._say(text)

    def amend(self, item_id: str, **changes: object) -> None:
        """Change an item as the person says."""
        self.desk.update(item_id, **changes)

    def undo_last(self) -> Undone | None:
        """Take back the last call that changed something; notes that it added stay.

        What happened since, such as a request that was typed, is kept.
        """
        if not self._done:
            return None
        undone, before, after = self._done.pop()
        self.desk.take_back(before, after)
        self.calls = [(call, outcome) for call, outcome in self.calls if call is not undone]
        return Undone(True, f"undone: {undone.name} (simulated)")

    def _decline(self, call: tools.Tool, agent: str, verdict: Verdict) -> Outcome:
        outcome = decline(self.desk, call, agent, verdict)
        self.calls.append((call, outcome))
        return outcome

    def _say(self, text: str) -> str:
        return say(self.desk, text)

    def _act(self, call: tools.Tool, effect_id: str, agent: str) -> Outcome:
        try:
            plan = rules.plan(self.desk, call)
        except rules.Refusal as refusal:
            return self.desk.refuse(call.name, call.item, str(refusal))
        before = self.desk.copy()
        if isinstance(call, tools.AddToKb):
            self._keep(call, effect_id)
        outcome = rules.commit(self.desk, plan, self.kb, agent)
        self.calls.append((call, outcome))
        if call.effect is not tools.Effect.READ:
            self._done.append((call, before, self.desk.copy()))
        return outcome

    def _keep(self, call: tools.AddToKb, note_id: str) -> None:
        source = ""
        # A simulated world knows no such marks, and what is kept must be the same as there.
        if isinstance(self.kb, MarksOutside):
            known = self.desk.brief(self.kb, call.item).known.get(call.item, ())
            found = [n for c, outcome in self.calls if c.item == call.item for n in outcome.notes]
            item = self.desk.items.get(call.item)
            source = outside_source(call.content, item, [*known, *found])
        tainted = bool(source)
        keep(self.kb, call.content, call.category, source or OWN, note_id, tainted=tainted)


def decline(desk: Desk, call: tools.Tool, agent: str, verdict: Verdict) -> Outcome:
    """Park the item of a call that waits for consent, or report a denial to the model."""
    if verdict.kind == "wait":
        desk.settle(call.item, "waiting", agent)
        return desk.refuse(call.name, call.item, verdict.reason, "waiting")
    return desk.refuse(call.name, call.item, verdict.reason, "denied")


def say(desk: Desk, text: str) -> str:
    """Take a typed line: an answer where it begins with an item's id (`t3: Tuesday 14:00`)."""
    head, colon, rest = text.partition(":")
    if colon and rest.strip() and head.strip() in desk.items:
        return desk.say(rest.strip(), answers=head.strip())
    return desk.say(text.strip(), tier=infer_tier(text))


def item_rows(desk: Desk) -> list[ItemRow]:
    """The items of a desk for machine-readable output.

    What is snoozed counts as left, and so does what a run that was cut short did not reach.
    """
    left = {"open", "snoozed", "left"}
    return [
        {
            "id": item.id,
            "text": item.text,
            "tier": item.tier,
            "status": "left" if item.status in left else item.status,
            "agent": "none" if item.status in left else item.agent,
        }
        for item in desk.items.values()
    ]
