"""A day as training sees it: other notes around those that matter, and a past in half of the days.

The prompt has two sections that help, `Known` and `Handled before`. A policy that always had both
would not learn to do without, and one that had a past only for what it knows would not learn to
distrust it. What was handled before comes from other days of the same split.
"""

from collections.abc import Iterator
from functools import lru_cache

from assistant.contract.lexical import LexicalMemory
from assistant.contract.notes import Episode
from assistant.contract.tools import TOOLS
from scenarios.desk import to_desk
from scenarios.families import families, generate
from scenarios.families.bank import Split
from scenarios.hidden import Need
from scenarios.noise import Dice, idle_notes, split_of, with_spare_notes, without
from scenarios.schema import Scenario
from scenarios.things import EpisodeSpec

PAST = 10**15
"""Seeds from here on are days that were: far from any that is trained or tested on."""

PAST_DAYS = 40
"""Days of each family from which a past is drawn."""

PER_ITEM = 2
"""Like cases that the past holds for an item at most; a prompt shows three."""

UNLIKE = 3
"""Cases in a past that are like nothing in particular."""


def vary(scenario: Scenario, seed: int) -> Scenario:
    """The day with its notes shuffled, some idle ones gone or new, and perhaps a past."""
    dice = Dice(seed, "vary")
    idle = [note for note in idle_notes(scenario) if dice.below(2)]
    varied = without(scenario, idle)
    varied = varied.model_copy(update={"notes": dice.some(varied.notes, len(varied.notes))})
    varied = with_spare_notes(varied, dice, dice.below(4))
    if dice.below(2):
        return varied
    return varied.model_copy(update={"episodes": [*varied.episodes, *past_of(varied, dice)]})


def past_of(scenario: Scenario, dice: Dice) -> list[EpisodeSpec]:
    """How things like those of the day were handled on other days, and a few that are unlike."""
    split = split_of(scenario)
    memory = _memory(split)
    texts = [item.text for item in to_desk(scenario)[0].items.values()]
    texts += [chat.text for chat in scenario.chat] + [mail.subject for mail in scenario.emails]
    found = [
        like for text in dict.fromkeys(texts)
        for like in dice.some(list(memory.episodes(text, 3 * PER_ITEM)), PER_ITEM)
    ]  # fmt: skip
    chosen = [EpisodeSpec(text=e.text, agent=e.agent, tool=e.tool, note=e.note) for e in found]
    chosen += dice.some(past(split), UNLIKE)
    unique = {spec.text: spec for spec in chosen}
    return dice.some(list(unique.values()), len(unique))


@lru_cache(maxsize=2)
def past(split: Split) -> tuple[EpisodeSpec, ...]:
    """What was done on earlier days of a split, one case for each text."""
    days = (
        generate(name, PAST + n, ("medium", "hard")[n % 2])
        for name in families(split)
        for n in range(PAST_DAYS)
    )
    return tuple({spec.text: spec for day in days for spec in _handled(day)}.values())


@lru_cache(maxsize=2)
def _memory(split: Split) -> LexicalMemory:
    """The same, to be searched; nothing is ever added to it."""
    return LexicalMemory(handled=[_episode(spec) for spec in past(split)])


def _handled(scenario: Scenario) -> Iterator[EpisodeSpec]:
    """How each item of a day is best handled."""
    texts = {item.id: item.text for item in to_desk(scenario)[0].items.values()}
    texts |= {chat.id: chat.text for chat in scenario.chat}
    texts |= {mail.id: mail.subject for mail in scenario.emails}
    for item_id, need in scenario.must.items():
        if item_id in texts and need.ways:
            yield _case(texts[item_id], need, scenario.facts.get(item_id, {}))


def _case(text: str, need: Need, answers: dict[str, str]) -> EpisodeSpec:
    best = max(need.ways, key=lambda way: way.credit)
    agent = str(TOOLS[best.tool].agents[0])
    agent = "none" if agent == "orchestrator" else agent
    asked = next(iter(answers), "")
    note = f"asked for the {asked} first" if asked and agent != "none" else ""
    return EpisodeSpec(text=text, agent=agent, tool=best.tool, note=note)


def _episode(spec: EpisodeSpec) -> Episode:
    return Episode(spec.text, spec.agent, spec.tool, spec.note)
