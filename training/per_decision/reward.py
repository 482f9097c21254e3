"""What a completion is worth: its call is made on a copy of the day, and the day is played out.

The reward is the sum of the rubric's rewards from the decision to the end of the day, so within a
group it differs by exactly what the decision changed. Who plays the rest decides what that means.
Letting the graph do it would be unbiased and cost some twenty generations per completion. Here the
privileged plan does it, in a millisecond, with two rules that keep it from covering for the model:

- It keeps the order. What was just routed is settled next, so that the order of routing counts;
  without this the plan would undo every choice of the orchestrator.
- A call that leaves its item open is worth a mixture of two days: the item is settled at its best
  right afterwards, or it is handed back to the person. Otherwise stalling would be worth more than
  a call that gets the item nearly right, because the plan would then do it perfectly. Half and half
  where the call brought something (a look at the notes, a question with an answer, another agent),
  and a quarter of the best day where it did not (a malformed call, a question nobody can answer).

The bias that remains: later decisions are taken to be good ones. Choices are overrated that only
pay if the rest of the day goes well, and caution is underrated that would pay if it did not. Per
decision this ranks calls well, which a group needs; how good the graph is, only whole episodes say.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from transformers import TrainerState

from assistant.contract.day import Item
from assistant.contract.tools import Agent
from assistant.events import Acted
from assistant.models.generate import Completion, Ending
from assistant.models.local import LocalChatModel
from assistant.nodes import read_proposal
from env_adapter.people import NO_IDEA
from env_adapter.rubrics import DayRubric
from env_adapter.search import best, by_deadline, next_call
from env_adapter.snapshot import fork
from env_adapter.world import World
from training.per_decision.collect import as_agent
from training.per_decision.said import Said, worth
from training.per_decision.walk import Moment, Walk

PARTS = {
    "outcome": "primary", "process": "process", "format": "format", "efficiency": "efficiency",
}  # fmt: skip
"""Nodes of the rubric whose scores for the decision itself are logged, and under which name."""


_UNDER_WAY, _IN_VAIN = 0.5, 0.25
"""Weights of the day on which an item that is still open is settled next."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one completion."""

    reward: float
    """The return from this decision to the end of the day."""
    tool: str
    args: dict[str, Any]
    """As the model wrote them."""
    status: str
    """The outcome's: `invalid` where it was no call that could be made."""
    breakdown: dict[str, float]
    """Rubric node to score, of this decision alone."""


class Judge:
    """Tries completions on copies of the day they belong to."""

    def __init__(self, chat: LocalChatModel, ending: Ending) -> None:
        """Read completions as `chat` does; `ending` says where one is over."""
        self._ending = ending
        # Telling a model of its tools takes as long as trying a call.
        self._models = {agent: as_agent(chat, agent) for agent in Agent}

    def __call__(self, moment: Moment | Said, ids: Sequence[int]) -> Verdict:
        """The worth of answering `moment` with the tokens `ids`."""
        proposal = read_proposal(self._models[Agent(moment.agent)].read(self._completion(ids)))
        if isinstance(moment, Said):
            reward, status = worth(moment, proposal)
            return Verdict(reward, proposal["name"], proposal["args"], status, {})
        walk = Walk.at(moment)
        before = walk.world.desk.items.get(moment.item_id)
        acted = walk.make(proposal)
        rest = self._rest(walk, acted, before)
        scores = walk.workspace.played.sums
        return Verdict(walk.return_ + rest, acted.tool, acted.args, acted.status, dict(scores))

    def _completion(self, ids: Sequence[int]) -> Completion:
        """The tokens up to where the graph would have stopped reading."""
        for n in range(1, len(ids) + 1):
            reason = self._ending(ids[:n])
            if reason is not None:
                return Completion([], list(ids[:n]), [], reason)
        return Completion([], list(ids), [], "length")

    def _rest(self, walk: Walk, acted: Acted, before: Item | None) -> float:
        """The return of the rest of the day."""
        world = walk.world
        routed = acted.tool == "route_to_agent" and acted.status == "ok"
        item_id = acted.item_id if before is None and routed else (before.id if before else "")
        item = world.desk.items.get(item_id)
        if item is None or item.status != "open" or world.is_over:
            return play_out(world)
        if routed and str(acted.args.get("agent")) in world.needs.agents(item):
            return play_out(world, first=item_id)
        in_vain = acted.status == "invalid" or (
            acted.tool == "ask_clarification" and (before is None or not _is_told(before, item))
        )
        share = _IN_VAIN if in_vain else _UNDER_WAY
        other = fork(world)
        settled, given_up = play_out(world, first=item_id), play_out(other, handed_back=item_id)
        return share * settled + (1 - share) * given_up


def play_out(world: World, first: str = "", handed_back: str = "") -> float:
    """Play a day to its end by its best plan, and return the sum of rewards.

    Args:
        world: The day, which is changed.
        first: Item to be settled before all others.
        handed_back: Item to be left to the person at once.
    """
    plan, rubric, rewards = best(world.scenario, world.seed).plan, DayRubric(), [0.0]
    places = {item_id: n for n, item_id in enumerate(plan.order)}

    def order(world: World, item: Item) -> tuple[int, ...]:
        return (item.id != first, places.get(item.id, -1), *by_deadline(world, item))

    def step(tool: str, args: dict[str, Any], agent: str) -> None:
        rewards.append(rubric.reward(world.step(tool, args, agent=agent).decision))

    if handed_back:
        args = {"item_id": handed_back, "reason": "it was not settled"}
        step("leave_to_user", args, Agent.ORCHESTRATOR.value)
    while not world.is_over:
        step(*next_call(world, plan, order))
    return sum(rewards)


def reward_function(
    judge: Judge, note: Callable[[list[dict[str, Any]]], None]
) -> Callable[..., list[float | None]]:
    """The judge as TRL calls it; `note` is given a line for each completion.

    It reads `completion_ids`: TRL decodes `completions` without special tokens, and the brackets of
    a call may be among them.
    """

    def call_value(
        completion_ids: list[list[int]],
        moment: list[str],
        log_metric: Callable[[str, float], None],
        trainer_state: TrainerState,
        **_: Any,
    ) -> list[float | None]:
        moments = {text: state_of(json.loads(text)) for text in set(moment)}

        @cache  # a group often says the same
        def verdict_of(text: str, ids: tuple[int, ...]) -> Verdict:
            return judge(moments[text], ids)

        tried = [
            (moments[text], verdict_of(text, tuple(ids)))
            for text, ids in zip(moment, completion_ids, strict=True)
        ]
        verdicts = [verdict for _, verdict in tried]
        mean = partial(_mean, verdicts)
        log_metric("reward/overall", mean(lambda v: v.reward))
        for part, name in PARTS.items():
            log_metric(f"reward/{name}", mean(partial(_score, part)))
        log_metric("episode/invalid_rate", mean(lambda v: v.status == "invalid"))
        log_metric("episode/frac_zero_std", _without_variance(moment, verdicts))
        # The optimiser's step that these completions are for.
        step = trainer_state.global_step + 1
        note([{"step": step, **_line(due, verdict)} for due, verdict in tried])
        return [verdict.reward for verdict in verdicts]

    return call_value


def state_of(data: dict[str, Any]) -> Moment | Said:
    """A state from its JSON values."""
    return Said.from_json(data) if "said" in data else Moment.from_json(data)


def _line(due: Moment | Said, verdict: Verdict) -> dict[str, Any]:
    where = (
        {"day": due.origin, "decision": 0, "item_id": ""}
        if isinstance(due, Said)
        else {
            "day": due.day.name,
            "decision": due.decision,
            "item_id": due.item_id,
        }
    )
    return {
        **where, "agent": due.agent,
        "tool": verdict.tool, "args": verdict.args, "status": verdict.status,
        "reward": verdict.reward,
    }  # fmt: skip


def _is_told(before: Item, after: Item) -> bool:
    """Whether the person has answered a question with something that helps."""
    return len(after.said) > len(before.said) and after.said[-1] != NO_IDEA


def _score(part: str, verdict: Verdict) -> float:
    return verdict.breakdown.get(part, 0.0)


def _mean(verdicts: Sequence[Verdict], of: Callable[[Verdict], float]) -> float:
    return sum(of(verdict) for verdict in verdicts) / max(1, len(verdicts))


def _without_variance(moments: Sequence[str], verdicts: Sequence[Verdict]) -> float:
    """Share of the groups that teach nothing, because all their completions are worth the same."""
    worth: dict[str, set[float]] = {}
    for moment, verdict in zip(moments, verdicts, strict=True):
        worth.setdefault(moment, set()).add(verdict.reward)
    return sum(len(found) == 1 for found in worth.values()) / max(1, len(worth))
