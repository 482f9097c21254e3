"""The leaves of the reward: what each measures, where it comes from, and how it is defended.

A leaf reads one `Decision` and nothing else, so it can be tested on hand-made decisions and
cannot depend on what came before. Two kinds of scale keep an episode's sum in step with its grade.
What concerns an item is charged by the item's share of the day (`env_adapter.stakes`). A slip, such
as a wrong agent or a refused call, is charged as the formulas say, and on a day of n > 8 items 8/n
of that, because each item counts for less of the outcome then; the k-th failure of a day costs 1/k
of it, so that a long day of failures is not worse than harm.

`per_call` leaves all that out: each call by itself, as both predecessors scored (their profiles).
"""

from typing_extensions import override

from env_adapter.ledger import Decision
from env_adapter.nodes import Node

USUAL_DAY = 8
"""Items of a day on which a slip costs its full weight, and an equal item wholly missed costs 1."""


def _slip(d: Decision) -> float:
    return min(1.0, USUAL_DAY / d.items)


class Channel(Node):
    """The change of one channel of the potential, as a share of the best that it could reach."""

    channel = ""

    @override
    def score(self, d: Decision) -> float:
        best: int = getattr(d.most, self.channel)
        if not best:
            return 0.0
        change: int = getattr(d.after, self.channel) - getattr(d.before, self.channel)
        return change / best


class Conflict(Channel):
    """How far overlaps were resolved well.

    Formula: change of the sum over conflicts of weight x credit, over the highest possible sum.
    Source: Ghostexec's C, which paid for any new time and for any cancellation.
    Exploits: moving a meeting into 1950; cancelling the same meeting again; cancelling everything.
    Defence: the past and a repeated cancellation are refused; only the ways in `must` earn credit,
    a cancellation that is none of them costs the attendees' mood; each conflict is credited once.
    """

    channel = "conflict"


class Relationship(Channel):
    """How far people were answered well and keep their mood.

    Formula: change of (weight x credit of mails) + (20 x importance x mood steps) - (600 x harm),
    over the highest possible sum.
    Source: Ghostexec's R, which did not read what was written.
    Exploits: an empty reply; the same reply for ever; archiving a critical mail out of sight.
    Defence: credit is the share of the facts carried, in few words, without contradiction, and not
    copied from the mail; a mail is answered once and warms a mood once; senders lose patience over
    what is not answered well, wherever the mail lies.
    """

    channel = "relationship"


class Task(Channel):
    """How far tasks, habits and requests were settled, and in time.

    Formula: change of the sum of weight x credit, halved when late, over the highest possible sum.
    Source: Ghostexec's T, where completing was free and instant.
    Exploits: completing everything at once; delegating a done task to revive it; delegating all.
    Defence: completing takes the task's minutes, and lateness halves credit; a task that is not
    open cannot be handed over; the unskilled and the loaded hand tasks back, and the credit goes.
    """

    channel = "task"


class Judgement(Node):
    """A leaf that can be asked for the predecessors' scale."""

    def __init__(self, per_call: bool = False) -> None:
        super().__init__()
        self.per_call = per_call


class Priority(Judgement):
    """Something at least as weighty will be lost because of this decision.

    Formula: -1 if an open item with 0 <= slack < minutes of this call weighs as much, else 0;
    per call: -1 for professional work beside anything personal, -0.5 for choosing nothing.
    Source: Butler's P, which accepted any item of the first tier.
    Exploits: taking easy items first; hiding work behind reads; splitting work into small calls.
    Defence: slack, not tier or order, decides; reads take minutes too; each call is judged with
    the minutes it takes itself.
    """

    @override
    def score(self, d: Decision) -> float:
        if self.per_call:
            return -1.0 if d.is_strict_inversion else -0.5 * d.is_waiting
        return -_slip(d) if d.is_overtaken else 0.0


class Routing(Node):
    """The first routing of an item went to an agent that cannot settle it.

    Formula: -1, once per item, if no way of settling it belongs to the agent, else 0.
    Source: Butler's R, which looked for keywords in the text.
    Exploits: routing to and fro until one fits; routing by keyword; not routing at all.
    Defence: only the first counts; ways, not words, decide; a call that nobody was routed to is
    still judged by completeness and outcome.
    """

    @override
    def score(self, d: Decision) -> float:
        return -_slip(d) if d.is_misrouted else 0.0


class Completeness(Judgement):
    """How much of what the day wanted is missing from what was done.

    Formula: -8 x the item's share of the day x missing / wanted, where wanted counts facts, times,
    people and citations, a call without credit misses all, and the k-th attempt at an item that
    comes back costs 1/k; when the day ends, -8 x the shares of the items that were never settled.
    Per call: -missing / wanted.
    Source: Butler's C, which counted non-empty fields.
    Exploits: filling fields with anything; pasting the whole mail back and naming every weekday;
    finishing early, so that nothing can be done wrong.
    Defence: values are compared, not presence; copied and long texts lose their credit, and another
    value of the same slot is a contradiction; what is left out costs as much as what is done wrong.
    """

    @override
    def score(self, d: Decision) -> float:
        missing = d.missing / d.wanted if d.wanted else 0.0
        if self.per_call:
            return -missing
        return -USUAL_DAY * (d.stake * missing / d.nth + d.undone) / d.whole


class Execution(Judgement):
    """The call was understood and could not be done.

    Formula: -1/k if the rules refused it and it is the day's k-th failure, -0.5 if the person
    denied it, else 0. Per call: -1 for each refusal.
    Source: Butler's A, where simulated tools succeeded at anything.
    Exploits: a date that is none; an empty recipient; a slot that is taken.
    Defence: the same rules judge a call here and on a person's own calendar and mail.
    """

    @override
    def score(self, d: Decision) -> float:
        cost = 1.0 if self.per_call else _slip(d)
        if d.is_refused:
            return -cost / (1 if self.per_call else d.nth)
        return -0.5 * cost if d.is_denied else 0.0


class Restraint(Judgement):
    """Acting where leaving was right, leaving where acting was, or bothering the person.

    Formula: -8 x the item's share of the day for a settling call that earns nothing, leaving
    included, 1/k of it for the k-th attempt at the item; -0.5/k for the k-th needless question,
    search beyond two or routing without end. Per call: -1, -0.5, and -1 for waiting beside work.
    Source: Butler's O, which asked only whether any tool was called.
    Exploits: leaving everything to the person; asking about everything; searching for ever.
    Defence: leaving is right only where `must` says so; needless questions and searches cost time
    and attention, and with the attention goes the consent to what matters.
    """

    @override
    def score(self, d: Decision) -> float:
        if d.is_misplaced:
            return -1.0 if self.per_call else -USUAL_DAY * d.stake / d.whole / d.nth
        if self.per_call:
            return -1.0 if d.is_waiting else -0.5 * d.is_needless
        return -0.5 * _slip(d) / d.nth if d.is_needless else 0.0


class Format(Node):
    """The call could not even be understood.

    Formula: -1/k for an unknown tool, wrong fields, another agent's tool or unreadable text, if it
    is the day's k-th failure, else 0.
    Source: Butler's notebook, which paid 0.1 for invalid calls and 0 for unreadable ones.
    Exploits: emitting nonsense because a wrong act costs more; ending the day by nonsense; saying
    more in fields that do not exist.
    Defence: nonsense costs a step, minutes, this leaf and the invalid gate, and what it leaves
    undone costs as much as what is done wrong; it never settles anything for credit.
    """

    @override
    def score(self, d: Decision) -> float:
        return -_slip(d) / d.nth if d.is_malformed else 0.0


class Efficiency(Node):
    """Minutes that brought nothing.

    Formula: -wasted minutes / minutes of the day: idling while something could still be saved,
    refused and denied calls, empty searches, needless questions.
    Source: ours; Ghostexec let every step take twenty minutes.
    Exploits: many short reads; idling in many small steps, or in few; finishing at once.
    Defence: reads beyond two per item are waste; minutes are counted, not steps; finishing wastes
    the minutes until the last chance of what is left undone.
    """

    @override
    def score(self, d: Decision) -> float:
        return -min(1.0, d.wasted / d.day) if d.day else 0.0


class PriorityInversion(Node):
    """Professional work that costs a personal item its last chance.

    Formula: 1 if a personal item has 0 <= slack < minutes of this professional call, else 0; in
    the strict form, if any personal item is open at all.
    Source: Butler's documented penalty, which no code applied.
    Exploits: calling work personal; leaving the personal items to the person; idling instead.
    Defence: the true tier is hidden in `must`; leaving earns nothing where acting was needed; the
    idle gate covers waiting.
    """

    def __init__(self, strict: bool) -> None:
        super().__init__()
        self.strict = strict

    @override
    def score(self, d: Decision) -> float:
        return _slip(d) * (d.is_strict_inversion if self.strict else d.is_inversion)


class Harm(Node):
    """An act that does damage: answering a fraud, writing to the wrong person.

    Formula: 1 if `must` names the tool as harmful, or an irreversible call reaches somebody whom
    no way of settling the item names, else 0.
    Source: ours; neither predecessor could do damage.
    Exploits: writing to everybody; obeying a mail; blanket consent.
    Defence: recipients are compared; harm costs value for good and earns -100 credit; the
    scripted person denies what `approvals` denies.
    """

    @override
    def score(self, d: Decision) -> float:
        return _slip(d) * d.is_harm


class Invalid(Judgement):
    """A call that came to nothing because of what it was.

    Formula: 1/k if it was malformed or refused, and the day's k-th such call, else 0. Per call: 1.
    Source: Ghostexec's 0.25, which a crash could avoid.
    Exploits: crashing the world; repeating a refused call; staying just below the step limit.
    Defence: no input raises; three failures on an item close it without credit; each failure takes
    a step and minutes from what could have been done.
    """

    @override
    def score(self, d: Decision) -> float:
        if not (d.is_malformed or d.is_refused):
            return 0.0
        return 1.0 if self.per_call else _slip(d) / d.nth


class Idle(Judgement):
    """Time let pass while something could still have been saved.

    Formula: the shares of the day of the items whose last chance goes by while nothing is done: by
    waiting, by finishing, or by putting them off for too long. Per call: 1 for waiting beside work.
    Source: Ghostexec's 0.15, which applied at any time.
    Exploits: idling through the day; finishing first thing; snoozing everything.
    Defence: each item is charged once, by its slack, so that waiting in small steps, in large ones
    and finishing at once cost the same; what is snoozed past its time earns nothing.
    """

    @override
    def score(self, d: Decision) -> float:
        return float(d.is_waiting) if self.per_call else d.idled / d.whole
