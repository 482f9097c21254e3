"""Cases among others: what a person says rarely is the only thing that is open.

A policy that has met each request alone, or beside the same few errands, finds the agent for it
there and loses it on a full list (docs/experiments.md). Here a case stands among the texts of other
cases, as lines of the list or typed, and more kinds of requests are lines of a list.
"""

import random
from collections.abc import Sequence
from dataclasses import replace

from assistant.contract import rules
from assistant.contract.day import Item
from assistant.contract.desk import Desk
from assistant.contract.tiers import infer_tier
from assistant.contract.tools import ToolError
from training.corpus.case import Case, check, desk_of, listed
from training.corpus.compose import is_chatty

_MOST = 6
"""Other items beside a case."""

_TYPED = 0.15
"""Share of the others that were typed, where they are not lines of a list themselves."""

_AS_LINE = 0.8
"""Share of typed cases that become lines of the list, where they can."""

_NO_LINE = frozenset({"ask_clarification", "answer", "complete_task", "log_habit", "search_kb"})
"""What a line of a list does not ask for: it is no question, and nothing that was done."""


def crowded(cases: Sequence[Case], share: float, seed: int) -> list[Case]:
    """The cases in the same order, a share of them among others; the same for the same seed."""
    rng = random.Random(f"crowd {seed}")
    alone = [case for case in cases if case.form != "said"]
    return [
        _among(case, alone, rng) if not case.others and rng.random() < share else case
        for case in cases
    ]


def _among(case: Case, cases: Sequence[Case], rng: random.Random) -> Case:
    is_line = case.form == "typed" and case.tool not in _NO_LINE and not is_chatty(case.text)
    if is_line and rng.random() < _AS_LINE:
        case = _as_line(case)
    desk, own = desk_of(case)
    taken = {own, *desk.items, *desk.tasks, "y1"}
    others = [
        _beside(other, desk, taken, rng)
        for other in rng.sample(cases, min(len(cases), rng.randint(1, _MOST)))
        if other.text != case.text
    ]
    return replace(case, others=tuple(others), place=rng.randint(0, len(others)))


def _as_line(case: Case) -> Case:
    """The case as a line of a list, if the calls are right there, too."""
    line = replace(case, form="todo")
    try:
        check(line)
    except (ToolError, rules.Refusal):
        return case
    return line


def _beside(other: Case, desk: Desk, taken: set[str], rng: random.Random) -> Item:
    is_typed = other.form == "typed" and (is_chatty(other.text) or rng.random() < _TYPED)
    kind = "y" if is_typed else "t"
    item_id = desk.new_id(kind, (i for i in taken if i.startswith(kind)))
    taken.add(item_id)
    if not is_typed:
        return listed(other.text, item_id, desk)
    return Item(item_id, "you", other.text, infer_tier(other.text), arrived=desk.now)
