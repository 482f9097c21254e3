"""Decisions that follow the person's word on a like item, against what would be done else.

A policy that has only seen examples which agree with it learns to pass over them. Here the first
example is the person's own correction of a like request, to an agent drawn at random, and what is
right is to do as they said; or it is a correction of something that is hardly alike, and what is
right stays.
"""

import random
from collections.abc import Iterator, Sequence
from functools import partial

import numpy as np

from assistant.contract.notes import Episode
from assistant.contract.tools import Agent
from memory import MiniLmEmbedder
from memory.starter import starter_batch
from training.corpus import AGENTS, Case, compose, decisions_of, desk_of
from training.corpus.case import memory_of
from training.decisions import Decision, decide

ALIKE = 0.5
"""Cosine of all-MiniLM-L6-v2 from which on two requests are of one kind."""

UNLIKE = 0.42
"""Cosine up to which they are not, though the memory may still show one beside the other."""

_FOLLOWED = 0.7
"""Share of the decisions in which the correction is of a like request."""

_TOOLS = {
    "meeting": ("schedule_event", "reschedule_meeting", "find_free_slot"),
    "email": ("draft_reply", "send_message", "send_email"),
    "task": ("delegate_task", "complete_task"),
    "habit": ("set_reminder", "mark_habit_done"),
    "knowledge": ("add_to_kb", "answer"),
    "none": ("leave_to_user",),
}
_SAID = {
    "meeting": ("put it in my calendar", "book a slot for it", "that needs a time in my day"),
    "email": ("write to them about it", "tell them instead", "draft a message to them"),
    "task": ("hand it to somebody", "give it to someone else", "it goes to a helper"),
    "habit": ("remind me of it", "set a reminder instead", "nudge me in time"),
    "knowledge": ("note it down", "keep that in the notes", "just remember it"),
    "none": ("leave it to me", "I do that myself", "do nothing about it"),
}
_FRAMES = ("you said: {}", "you changed it: {}", "you said no: {}", "{}", "{}, you said")


def correction_decisions(seed: int, count: int) -> Iterator[Decision]:
    """The orchestrator's decisions on `count` composed requests, each beside a correction."""
    dice = random.Random(f"corrections/{seed}")
    cases = compose(seed + 500_009, count)
    texts = [case.text for case in cases]
    vectors = MiniLmEmbedder().embed(texts, fast=True)
    past = starter_batch(texts)
    for n, case in enumerate(cases):
        cosines = vectors @ vectors[n]
        cosines[n] = -1.0
        is_followed = dice.random() < _FOLLOWED
        near = _pick(cosines, is_followed, dice)
        if near is None or texts[near] == case.text:
            continue
        agent = dice.choice([a for a in AGENTS if a not in {case.agent, cases[near].agent}])
        shown = [_correction(texts[near], agent, dice), *past[n]]
        if is_followed:
            yield _follow(case, agent, shown)
        else:
            yield decisions_of(case, partial(_answer, shown))[0]


def _answer(shown: Sequence[Episode], text: str) -> Sequence[Episode]:
    return shown


def _pick(cosines: "np.ndarray[tuple[int], np.dtype[np.float32]]", is_like: bool,
          dice: random.Random) -> int | None:  # fmt: skip
    """Another request: one of the most alike, or one that memory would show though it is not."""
    if is_like:
        best = int(cosines.argmax())
        return best if cosines[best] >= ALIKE else None
    found = np.flatnonzero((cosines > UNLIKE - 0.12) & (cosines <= UNLIKE))
    return int(dice.choice(found.tolist())) if len(found) else None


def _correction(text: str, agent: str, dice: random.Random) -> Episode:
    words = dice.choice(_FRAMES).format(dice.choice(_SAID[agent]))
    return Episode(text, agent, dice.choice(_TOOLS[agent]), words)


def _follow(case: Case, agent: str, shown: Sequence[Episode]) -> Decision:
    """The case's item, handled as the correction says."""
    desk, item_id = desk_of(case)
    briefing = desk.brief(memory_of(case, partial(_answer, shown)))
    if agent == "none":
        call = ("leave_to_user", {"item_id": item_id, "reason": "you do this yourself"})
    else:
        call = ("route_to_agent", {"item_id": item_id, "agent": agent})
    return decide(briefing, Agent.ORCHESTRATOR, item_id, call, "corpus/corrected")
