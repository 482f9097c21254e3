"""Perturbed days are days, need the same, and can be solved as well as before."""

import json

import pytest

from assistant.contract.errors import UserError
from env_adapter.graders import measure
from scenarios import Scenario, load_scenario, parse_scenario, scenario_names, scenario_to_json
from scenarios.noise import idle_notes
from scenarios.perturb import KINDS, perturb
from scenarios.shift import shift_days

GENERATED = ("chat_requests:3:hard", "todo_queue:5:hard", "ambiguous_ask:2:hard")
NEUTRAL = tuple(kind for kind in KINDS if kind != "drift")
"""Drift may sink a mood, which no play can make up for in full."""

every_day = pytest.mark.parametrize("name", [*scenario_names(), *GENERATED])


@every_day
@pytest.mark.parametrize("kind", KINDS)
def test_a_changed_day_is_a_day_with_the_same_needs(name: str, kind: str):
    day = load_scenario(name)
    for seed in (1, 2):
        changed = perturb(day, seed, kind)
        assert parse_scenario(json.loads(json.dumps(scenario_to_json(changed)))) == changed
        assert changed.floor is None and changed.oracle is None
        for item_id in changed.must.keys() & day.must.keys():
            old, new = day.must[item_id], changed.must[item_id]
            assert [way.tool for way in new.ways] == [way.tool for way in old.ways]
            assert (new.weight, new.harm) == (old.weight, old.harm)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["sample", "todo_queue:5:hard"])
def test_a_changed_day_can_be_solved_as_well(name: str, kind: str):
    day = load_scenario(name).model_copy(update={"floor": None, "oracle": None})
    floor, oracle = measure(day)
    new_floor, new_oracle = measure(perturb(day, 1, kind))
    lost = 10_000 if kind == "drift" else 2_500
    assert abs(new_oracle - oracle) <= lost
    assert abs((new_oracle - new_floor) - (oracle - floor)) <= lost


@pytest.mark.slow
@every_day
def test_no_change_makes_any_day_harder_for_the_oracle(name: str):
    day = load_scenario(name).model_copy(update={"floor": None, "oracle": None})
    oracle = measure(day)[1]
    for kind in NEUTRAL:
        for seed in (1, 2, 3):
            assert abs(measure(perturb(day, seed, kind))[1] - oracle) <= 2_500, (kind, seed)


@every_day
@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_makes_the_same_change(name: str, kind: str):
    day = load_scenario(name)
    assert perturb(day, 4, kind) == perturb(day, 4, kind)


def test_renaming_reaches_texts_addresses_needs_and_answers():
    day = load_scenario("queue")
    new = perturb(day, 1, "rename")
    farah = new.contacts[0]
    assert farah.name != "Farah Siddiqui"
    assert farah.email == f"{farah.name.split()[0].lower()}@saltmarsh.example"
    assert farah.name.split()[0] in new.chat[0].text
    assert new.must["y1"].ways[0].to == farah.name
    assert "Farah" not in json.dumps(scenario_to_json(new))
    assert new.contacts[2].name == "Dad"


def test_two_people_of_one_name_keep_one_name():
    day = next(
        d for seed in range(40)
        if _namesakes(d := load_scenario(f"ambiguous_ask:{seed}:hard"))
    )  # fmt: skip
    assert _namesakes(perturb(day, 1, "rename"))


def _namesakes(day: Scenario) -> bool:
    firsts = [contact.name.split()[0] for contact in day.contacts]
    return len(set(firsts)) < len(firsts)


def test_a_shifted_day_keeps_its_weekdays_and_moves_its_dates():
    day = load_scenario("queue")
    moved = parse_scenario(shift_days(day, 28))
    assert moved.simulation_time == "2026-06-09T10:05"
    assert moved.must["y1"].ways[0].earliest == "2026-06-12T11:00"
    assert "28 October 2026" in moved.notes[0].text
    assert moved.must["y4"].ways[0].facts[0].any == ["28 October", "October 28"]
    assert moved.person.work_start == day.person.work_start


def test_dates_without_a_year_and_with_a_suffix_move_too():
    day = load_scenario("queue")
    text = "From the 30th of December on, not before January 2nd; May is the head, 5 May 2027."
    note = day.notes[0].model_copy(update={"text": text})
    moved = parse_scenario(shift_days(day.model_copy(update={"notes": [note]}), 7))
    assert moved.notes[0].text == (
        "From the 6th of January on, not before January 9th; May is the head, 12 May 2027."
    )


def test_pruning_takes_what_matters_to_nobody_and_nothing_else():
    day = load_scenario("chat_requests:3:hard")
    pruned = perturb(day, 1, "prune")
    gone = {chat.id for chat in day.chat} - {chat.id for chat in pruned.chat}
    assert gone and all(day.must[item_id].weight == 0 for item_id in gone)
    assert not idle_notes(pruned)
    left = {note.id for note in day.notes} - {note.id for note in pruned.notes}
    assert left and all(note.source == "odds.md" for note in day.notes if note.id in left)


def test_added_notes_answer_nothing():
    day = load_scenario("queue")
    new = perturb(day, 1, "distract")
    added = {note.id for note in new.notes} - {note.id for note in day.notes}
    assert len(added) >= 2 and added <= set(idle_notes(new))


def test_an_order_is_put_into_a_mail_or_where_there_is_none_among_the_notes():
    day = load_scenario("sample")
    new = perturb(day, 1, "inject")
    changed = [a for a, b in zip(new.emails, day.emails, strict=True) if a.body != b.body]
    assert len(changed) == 1 and "outside.example" in changed[0].body
    notes = perturb(load_scenario("queue"), 1, "inject").notes
    assert notes[-1].tainted and "outside.example" in notes[-1].text


def test_typos_spare_names_times_and_facts():
    day = load_scenario("queue")
    for seed in range(12):
        new = perturb(day, seed, "typos")
        assert [c.text for c in new.chat] != [c.text for c in day.chat]
        assert "Farah" in new.chat[0].text and "Friday at 11:00" in new.chat[0].text
        assert "tablets" in new.chat[1].text and "every day at 20:00" in new.chat[1].text
        assert "4471" in new.chat[2].text and "Monday" in new.chat[2].text


def test_held_out_days_get_names_and_notes_of_their_own_split():
    day = next(d for d in (load_scenario("calm_day:1"),) if d.family)
    train = {note.text for note in perturb(load_scenario("queue"), 3, "distract").notes}
    heldout = {note.text for note in perturb(day, 3, "distract").notes}
    assert not train & heldout


def test_changes_can_be_combined():
    day = load_scenario("messy_morning")
    new = perturb(day, 9, "rename", "shift", "reorder", "distract")
    assert new.name == "messy_morning~rename.9~shift.9~reorder.9~distract.9"
    assert len(new.emails) == len(day.emails)


def test_an_unknown_change_and_a_negative_seed_are_refused():
    with pytest.raises(UserError, match="reorder"):
        perturb(load_scenario("queue"), 1, "paraphrase")
    with pytest.raises(UserError, match="0 or more"):
        perturb(load_scenario("queue"), -1, "shift")
