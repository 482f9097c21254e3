"""The generator: unlimited days, no two alike, the same ones everywhere, twins, clear refusals."""

import hashlib
import json
import re
from typing import Any

import pytest

from assistant.contract.errors import UserError
from scenarios import Scenario, load_scenario, parse_scenario, scenario_to_json
from scenarios.families import FAMILIES, LEVELS, Knobs, families, family, from_name, generate

QUICK, MANY = 60, 1000
THINGS_FROM_THE_START = tuple(name for name in FAMILIES if name != "after_meeting")
"""The pair of the others comes out of what was said in a meeting."""

_MOMENT = re.compile(
    r"(?:(?:tomorrow|tmrw|\w+day) )?(?:\d{4}-\d{2}-\d{2}T)?\d{1,2}:\d{2}"
    r"(?: (?:tomorrow|tmrw|on \w+day))?"
)
"""An instant of the file, or a time in a text with the day that belongs to it."""

USUAL_LEVELS = ("easy", "medium", "hard")


def _digest(day: Scenario) -> str:
    """A day without its name, which would make any two distinct."""
    unnamed = day.model_copy(update={"name": "", "twin": ""})
    return hashlib.blake2b(unnamed.model_dump_json(exclude_defaults=True).encode()).hexdigest()


def _things(day: Scenario) -> dict[str, tuple[str, str]]:
    """Tier and content of each thing of a day that a policy decides on."""
    specs: list[Any] = [*day.emails, *day.tasks, *day.habits, *day.promises, *day.chat]
    found = {}
    for spec in specs:
        need = day.must[spec.id].model_dump_json() if spec.id in day.must else ""
        found[spec.id] = (spec.tier or spec.relationship, spec.model_dump_json() + need)
    return found


def test_at_least_twelve_families_with_four_of_them_held_out():
    assert len(families("train")) >= 8
    assert len(families("heldout")) >= 4
    assert families() == FAMILIES
    assert not set(families("train")) & set(families("heldout"))


def test_a_held_out_family_joins_mechanics_as_no_training_family_does():
    for name in families("heldout"):
        mine = family(name).mechanics
        assert not any(mine <= family(other).mechanics for other in families("train")), name


@pytest.mark.parametrize("name", FAMILIES)
@pytest.mark.parametrize("level", LEVELS)
def test_a_day_of_every_level_survives_its_own_json(name: str, level: str):
    day = generate(name, 11, level)
    data = json.loads(json.dumps(scenario_to_json(day)))
    assert parse_scenario(data) == day
    assert day.family == name


@pytest.mark.parametrize("name", FAMILIES)
def test_days_of_different_seeds_differ_and_the_same_seed_gives_the_same_day(name: str):
    digests = [_digest(generate(name, seed)) for seed in range(QUICK)]
    assert len(set(digests)) == QUICK
    assert digests[7] == _digest(generate(name, 7))


@pytest.mark.slow
@pytest.mark.parametrize("name", FAMILIES)
def test_no_two_of_a_thousand_days_are_alike(name: str):
    for level in USUAL_LEVELS:
        assert len({_digest(generate(name, seed, level)) for seed in range(MANY)}) == MANY


@pytest.mark.slow
@pytest.mark.parametrize("name", FAMILIES)
def test_a_thousand_days_of_every_level_load(name: str):
    for level in USUAL_LEVELS:
        for seed in range(MANY):
            parse_scenario(scenario_to_json(generate(name, seed, level)))


def test_a_midnight_that_clocks_jump_over_is_the_hour_they_jump_to():
    day = generate("dinner_rescue", 236, "easy")
    assert day.person.timezone == "Africa/Cairo"
    [span] = [span for contact in day.contacts for span in contact.away]
    assert span.start == "2026-04-24T01:00"
    parse_scenario(scenario_to_json(day))


@pytest.mark.parametrize("name", FAMILIES)
def test_twins_name_each_other(name: str):
    day, twin = generate(name, 3), generate(name, 3, is_twin=True)
    assert (day.twin, twin.twin) == (twin.name, day.name)
    assert load_scenario(twin.name) == twin


@pytest.mark.parametrize("name", FAMILIES)
def test_twins_are_told_apart_by_their_times_alone(name: str):
    for seed in range(12):
        first, second = (generate(name, seed, is_twin=is_twin) for is_twin in (False, True))
        assert _digest(first) != _digest(second)
        assert _without_times(first) == _without_times(second), seed


def _without_times(day: Scenario) -> str:
    unnamed = day.model_copy(update={"name": "", "twin": ""})
    return _MOMENT.sub("", unnamed.model_dump_json())


@pytest.mark.parametrize("name", THINGS_FROM_THE_START)
def test_twins_differ_in_one_personal_and_one_professional_thing(name: str):
    for seed in range(12):
        first, second = (_things(generate(name, seed, is_twin=t)) for t in (False, True))
        assert first.keys() == second.keys()
        changed = [item_id for item_id in first if first[item_id] != second[item_id]]
        tiers = sorted(first[item_id][0] for item_id in changed)
        assert tiers == ["personal", "professional"], (seed, changed)


@pytest.mark.parametrize("name", THINGS_FROM_THE_START)
def test_the_urgent_thing_is_personal_on_one_day_and_professional_on_its_twin(name: str):
    for seed in range(8):
        first, second = generate(name, seed), generate(name, seed, is_twin=True)
        soonest = {_tier_of_first_due(first), _tier_of_first_due(second)}
        assert soonest == {"personal", "professional"}, seed


@pytest.mark.parametrize("name", THINGS_FROM_THE_START)
def test_the_urgent_thing_is_as_often_personal_as_not(name: str):
    personal = sum(_tier_of_first_due(generate(name, seed)) == "personal" for seed in range(60))
    assert 18 <= personal <= 42


def _tier_of_first_due(day: Scenario) -> str:
    """Tier of that one of the pair which is due first."""
    mirror = generate(day.family, int(day.name.split(":")[1]), is_twin=":twin" not in day.name)
    mine, other = _things(day), _things(mirror)
    pair = [item_id for item_id in mine if mine[item_id] != other[item_id]]
    first = min(pair, key=lambda item_id: _due(day, item_id))
    return mine[first][0]


def _due(day: Scenario, item_id: str) -> str:
    specs: list[Any] = [*day.emails, *day.tasks, *day.habits, *day.promises, *day.chat]
    spec = next(spec for spec in specs if spec.id == item_id)
    shown = getattr(spec, "due", None) or getattr(spec, "deadline", None)
    hidden = day.must[item_id].due if item_id in day.must else None
    return str(hidden or shown or "9999")


def test_knobs_of_ones_own_make_a_day_too():
    day = generate("chat_requests", 5, Knobs(length=7, distractors=3, missing=2))
    assert len(day.chat) >= 7
    assert day.name == "chat_requests:5:custom"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("nowhere", 1), "no family 'nowhere'"),
        (("chat_requests", -1), "0 or more"),
        (("chat_requests", 1, "brutal"), "no level 'brutal'"),
    ],
)
def test_bad_arguments_are_refused_with_a_reason(arguments: tuple, says: str):
    with pytest.raises(UserError, match=says):
        generate(*arguments)


@pytest.mark.parametrize(
    "name",
    ["chat_requests:x", "chat_requests:-1", "chat_requests:1:medium:tw", "chat_requests:1:a:twin:b",
     "chat_requests:٣", "chat_requests:1:brutal", "nowhere:1", "chat_requests:" + "9" * 30],
)  # fmt: skip
def test_a_name_that_is_no_day_is_refused(name: str):
    with pytest.raises(UserError):
        load_scenario(name)


def test_a_day_is_loaded_by_its_name():
    assert load_scenario("todo_queue:4") == generate("todo_queue", 4)
    assert load_scenario("todo_queue:4:hard:twin") == generate(
        "todo_queue", 4, "hard", is_twin=True
    )
    assert from_name("todo_queue") == generate("todo_queue", 0)
