"""Days as training sees them: other notes, and a true past in half of them."""

from assistant.contract.tools import TOOLS
from scenarios import load_scenario, parse_scenario, scenario_to_json
from scenarios.desk import to_desk
from scenarios.families import families, generate
from scenarios.families.variation import PAST, past, vary
from scenarios.noise import idle_notes

NAME = "chat_requests"


def test_a_varied_day_is_a_day_with_the_same_needs_and_items():
    for seed in range(6):
        day = generate(NAME, seed)
        varied = vary(day, seed)
        assert parse_scenario(scenario_to_json(varied)) == varied
        assert (varied.must, varied.chat, varied.facts) == (day.must, day.chat, day.facts)


def test_the_same_seed_varies_a_day_in_the_same_way():
    day = generate(NAME, 1)
    assert vary(day, 5) == vary(day, 5)
    assert len({tuple(note.text for note in vary(day, seed).notes) for seed in range(8)}) > 4


def test_half_of_the_days_have_a_past():
    day = generate(NAME, 2)
    with_past = sum(bool(vary(day, seed).episodes) for seed in range(60))
    assert 20 <= with_past <= 40


def test_no_note_that_an_item_recalls_is_lost():
    for seed in range(10):
        day = generate(NAME, seed, "hard")
        needed = {note.text for note in day.notes} - _texts(day, idle_notes(day))
        assert needed <= {note.text for note in vary(day, seed).notes}


def _texts(day, ids):
    return {note.text for note in day.notes if note.id in ids}


def test_a_past_shows_in_the_briefing_and_tells_the_truth():
    shown = 0
    for seed in range(30):
        day = vary(generate(NAME, seed), seed)
        desk, memory = to_desk(day)
        for item in desk.items.values():
            for episode in memory.episodes(item.text):
                shown += 1
                assert episode.agent == "none" or episode.tool in TOOLS
                assert any(spec.text == episode.text for spec in past("train"))
    assert shown > 20


def test_the_past_is_of_the_same_split_and_of_no_day_that_is_trained_on():
    train = {spec.text for spec in past("train")}
    heldout = {spec.text for spec in past("heldout")}
    assert len(train) > 100 and len(heldout) > 50
    assert not {text for text in train & heldout if len(text.split()) >= 8}
    day = generate(families("heldout")[0], PAST)
    assert {chat.text for chat in day.chat} | {mail.subject for mail in day.emails} & heldout


def test_a_hand_written_day_is_varied_like_one_of_training():
    day = vary(load_scenario("queue"), 2)
    assert {chat.id for chat in day.chat} == {"y1", "y2", "y3", "y4", "y5"}
