"""A simulated day: deterministic, made of integers and strings, and impossible to crash.

It plans and commits calls with the same rules as a person's own workspace, and adds what such a
workspace has by itself: time that passes, people who answer, and somebody who keeps the score.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from assistant.contract import rules, tools
from assistant.contract.day import Item
from assistant.contract.outcome import Outcome
from assistant.contract.tools import Agent
from env_adapter import (
    agenda,
    delegates,
    dynamics,
    events,
    habits,
    meetings,
    people,
    promises,
)
from env_adapter.hashing import Chain, counters
from env_adapter.hostile import clean, clean_argument, item_id_of
from env_adapter.judging import Marks, judge_step
from env_adapter.ledger import Decision, Ending, Step
from env_adapter.needs import Judged
from env_adapter.state import DayState
from env_adapter.stress import carried, stress
from env_adapter.usual import SETTLING
from env_adapter.worth import worth
from scenarios.schema import Scenario

FREE_CALLS = 12
"""Calls in a row that may cost no step, so that routing an item to and fro comes to an end."""

_AGENTS = frozenset(Agent)

READS = frozenset({"search_kb", "find_free_slot"})


class World(DayState):
    """One day, played."""

    def __init__(self, scenario: Scenario, seed: int = 0) -> None:
        """Set the day up.

        Raises:
            ValueError: the day holds a time or a zone that does not exist.
        """
        super().__init__(scenario, seed)
        events.plan(self)
        self.ledger.base_stress = max(0, scenario.stress - carried(self))
        self.ledger.stress = stress(self)
        if not self.is_still:
            self._skip_to_work()
            self.say_news()
        self.chain = Chain(self.desk)
        self.worth = worth(self)

    def step(
        self, tool: object, args: object, *, agent: object = "", effect_id: object = ""
    ) -> Step:
        """Take one call, whatever it is; what cannot be understood is an invalid step."""
        name, item_id = clean(tool, 64), item_id_of(args)
        if self.is_over:
            return self._nothing(name, item_id)
        try:
            call, who = self._parse(name, args, clean(agent, 32))
        except tools.ToolError as error:
            return self.refuse(name, item_id, str(error))
        self.ledger.calls += 1
        return self._act(call, who, clean(effect_id, 64))

    def refuse(
        self,
        tool: object,
        item_id: object,
        reason: object,
        status: object = "invalid",
        agent: object = "",
    ) -> Step:
        """Note a call that never got to act: not understood, or held back by who made it.

        What was not understood costs a step and time. What the caller held back (`denied`,
        `waiting`) costs neither.
        """
        tool, item_id = clean(tool, 64), clean(item_id, 64)
        reason = clean(reason, 4000) or "no reason was given"
        if self.is_over:
            return self._nothing(tool, item_id)
        marks = Marks(self, None, tool)
        if status == "waiting":
            self.desk.settle(item_id, "waiting", clean(agent, 32) or "none")
            outcome = self.desk.refuse(tool, item_id, reason, "waiting")
        elif status == "denied":
            outcome = self.desk.refuse(tool, item_id, reason, "denied")
        else:
            outcome = self.desk.refuse(tool, item_id, reason)
            marks.is_malformed = True
        if marks.is_malformed:
            self.ledger.invalid += 1
            self.ledger.calls += 1
            self._pass(dynamics.REFUSED_MINUTES, marks, is_waste=True)
        return self._close_step(outcome, marks, is_free=not marks.is_malformed)

    def finish_day(self, ending: Ending, steps: int | None = None) -> None:
        """End the day; what is left undone takes its course until midnight.

        Finishing is doing nothing from now on, in one call. `steps` is how many calls there will
        have been after the first idle one, where the call that ends the day is counted already.
        """
        self.ledger.ending = ending
        if self.is_still:
            return
        if ending == "finish":
            self._idle(self.ledger.steps + 1 if steps is None else steps)
        dynamics.advance(self, self.day_end - self.desk.now)
        habits.close_day(self)
        self.ledger.stress = stress(self)

    def _idle(self, steps: int) -> None:
        """Do nothing for the steps that remain, as far as something waits for them."""
        minutes = dynamics.minutes_of(self, tools.DoNothing(), None)
        while self.ledger.waiting and steps <= self.scenario.max_episode_steps:
            dynamics.advance(self, minutes)
            events.fire_after_step(self, steps)
            self.desk.wake()
            if not self._skip_to_work() or self.desk.now >= self.day_end:
                return
            steps += 1

    def settled_value(self) -> int:
        """Value of the state, counted anew: for a day that was ended without a step."""
        self.worth = worth(self)
        return self.value

    def _parse(self, name: str, args: object, agent: str) -> tuple[tools.Tool, str]:
        if not isinstance(args, Mapping):
            raise tools.ToolError("args must be an object of named arguments")
        if agent and agent not in _AGENTS:
            raise tools.ToolError(f"there is no agent {agent!r}")
        tidy = {clean(key, 64): clean_argument(value) for key, value in args.items()}
        call = tools.parse_call(name, tidy, Agent(agent) if agent else None)
        if agent:
            return call, agent
        routed = self.ledger.routed.get(call.item, "")
        own = [str(a) for a in call.agents]
        return call, routed if routed in own else own[0]

    def _act(self, call: tools.Tool, agent: str, effect_id: str) -> Step:
        desk, ledger = self.desk, self.ledger
        item = desk.items.get(call.item) if call.item else None
        marks = Marks(self, item, call.name)
        try:
            plan = rules.plan(desk, call)
        except rules.Refusal as refusal:
            outcome = desk.refuse(call.name, call.item, str(refusal))
            marks.is_refused = True
            ledger.invalid += 1
            self._pass(dynamics.REFUSED_MINUTES, marks, is_waste=True)
            return self._close_step(outcome, marks)
        if call.effect is tools.Effect.IRREVERSIBLE:
            verdict = people.consent(self.scenario, ledger, plan)
            if verdict.kind == "deny":
                outcome = desk.refuse(call.name, call.item, verdict.reason, "denied")
                marks.is_denied = True
                self._pass(dynamics.REFUSED_MINUTES, marks, is_waste=True)
                return self._close_step(outcome, marks)
        minutes = dynamics.minutes_of(self, call, item)
        judged = self._judge(plan, item, minutes, marks)
        if isinstance(call, tools.AddToKb):
            ledger.notes += 1
            self.memory.add(call.content, call.category, "you", effect_id or f"k{ledger.notes}")
        outcome = rules.commit(desk, plan, self.memory, agent)
        if item is not None:
            self._follow(call, plan, item, judged, marks)
        self._pass(minutes, marks, is_waste=marks.wastes(outcome))
        is_free = isinstance(call, tools.RouteToAgent)
        return self._close_step(outcome, marks, call, is_free=is_free)

    def _judge(
        self, plan: rules.Plan, item: Item | None, minutes: int, marks: Marks
    ) -> Judged | None:
        """Judge a call before it changes what it is judged by."""
        marks.weigh(minutes, plan.start)
        if item is None or plan.call.name not in SETTLING:
            return None
        judged = self.needs.judge(item, plan, self.desk)
        due = self.needs.due(item)
        if due is not None and self.desk.now + minutes > due and not self.is_still:
            judged = replace(judged, credit=min(judged.credit, judged.credit // 2))
        marks.settle(judged)
        return judged

    def _follow(
        self, call: tools.Tool, plan: rules.Plan, item: Item, judged: Judged | None, marks: Marks
    ) -> None:
        """What follows from a call that was carried out."""
        ledger = self.ledger
        if judged is not None:
            ledger.credit[item.id] = judged.credit
            ledger.harm += judged.is_harm
            self._credit_conflicts(plan, item)
            if not self.is_still:
                self._take_effect(plan, item, judged)
        if isinstance(call, tools.RouteToAgent):
            marks.route(call.agent, beyond=ledger.free - FREE_CALLS + 1)
            ledger.routed[item.id] = call.agent
        elif call.name in READS:
            ledger.reads[item.id] = ledger.reads.get(item.id, 0) + 1
        elif isinstance(call, tools.AskClarification) and not self.is_still:
            ledger.asks += 1
            answer = people.reply(self.scenario, ledger, call)
            marks.is_needless = answer in {None, people.NO_IDEA}
            if answer is not None:
                self.desk.say(answer, answers=item.id)

    def _take_effect(self, plan: rules.Plan, item: Item, judged: Judged) -> None:
        """What a settling call sets going among people."""
        dynamics.react(self, plan, item, judged)
        if judged.credit >= promises.KEPT:
            promises.settled(self, item)
            events.follow_up(self, item.id)
        effect = _EFFECTS.get(plan.call.name)
        if effect is not None:
            effect(self, plan, item)

    def _credit_conflicts(self, plan: rules.Plan, item: Item) -> None:
        """A conflict that another item's call has resolved earns what the call is worth to it."""
        if plan.event is None:
            return
        for other in self.desk.items.values():
            is_solved = other.source == "conflict" and other.status == "done"
            if is_solved and other.id != item.id and plan.event.id in other.events:
                self.ledger.credit.setdefault(
                    other.id, self.needs.judge(other, plan, self.desk).credit
                )

    def _pass(self, minutes: int, marks: Marks, *, is_waste: bool) -> None:
        if self.is_still:
            return
        if is_waste:
            marks.wasted += minutes
        dynamics.advance(self, minutes)

    def _close_step(
        self,
        outcome: Outcome,
        marks: Marks,
        call: tools.Tool | None = None,
        *,
        is_free: bool = False,
    ) -> Step:
        """Count the step, see whether the day is over, say the news, extend the hash."""
        ledger, desk = self.ledger, self.desk
        ledger.free = ledger.free + 1 if is_free else 0
        if not is_free or ledger.free > FREE_CALLS:
            ledger.steps += 1
            if not isinstance(call, tools.Finish):
                events.fire_after_step(self, ledger.steps)
        desk.wake()
        self._see_end(call)
        self.say_news()
        if not self.is_still:
            if outcome.day_over != self.is_over:
                outcome = replace(outcome, day_over=self.is_over)
            ledger.stress = stress(self)
        before, self.worth = self.worth, worth(self)
        changes = self.chain.changes(desk)
        self.chain.extend(
            [outcome.tool, outcome.item_id, outcome.status, desk.now, counters(ledger), changes]
        )
        return Step(outcome, judge_step(self, marks, before), tuple(changes))

    def _see_end(self, call: tools.Tool | None) -> None:
        if isinstance(call, tools.Finish) or (self.is_still and isinstance(call, tools.DoNothing)):
            self.finish_day("finish", self.ledger.steps)
        elif not self.is_still and not self._skip_to_work():
            self.finish_day("settled")
        elif not self.is_still and self.desk.now >= self.day_end:
            self.finish_day("midnight")
        elif self.ledger.steps >= self.scenario.max_episode_steps:
            self.finish_day("steps")

    def _skip_to_work(self) -> bool:
        """Where nothing is open, go to the next thing that will be; False if nothing will.

        Drift that waits for a step comes at once then: there is nothing left to make steps with.
        """
        ledger, desk = self.ledger, self.desk
        while not any(item.status == "open" for item in desk.items.values()):
            coming = [
                item.until for item in desk.items.values()
                if item.status == "snoozed" and item.until and item.until < self.day_end
            ]  # fmt: skip
            work = agenda.next_work(ledger, self.day_end)
            if work is not None:
                coming.append(work)
            if coming:
                dynamics.advance(self, max(1, min(coming) - desk.now))
                desk.wake()
            elif ledger.waiting:
                events.fire_waiting(self, min(ledger.waiting, key=lambda p: p.after_step))
            else:
                return False
        return True

    def _nothing(self, tool: str, item_id: str) -> Step:
        """A call after the end: answered, and nothing else."""
        outcome = Outcome(tool, item_id, "invalid", "the day is over", day_over=True)
        return Step(outcome, Decision(self.worth, self.worth, self.most), ())


_EFFECTS: dict[str, Callable[[DayState, rules.Plan, Item], None]] = {
    "delegate_task": delegates.hand_over,
    "set_reminder": habits.reminded,
    "mark_habit_done": habits.ticked,
    "schedule_event": meetings.scheduled,
    "reschedule_meeting": meetings.rescheduled,
    "cancel_meeting": meetings.called_off,
}
"""What else a settling call sets going, by tool."""
