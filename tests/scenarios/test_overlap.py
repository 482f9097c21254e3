"""What the splits share is measured over the texts that a policy reads."""

from scenarios import parse_scenario
from scenarios.overlap import longest_shared, overlap, runs, split_words, texts_of


def test_runs_do_not_reach_from_one_text_into_the_next():
    texts = [split_words("One two, three."), split_words("four")]
    assert runs(texts, 2) == {("one", "two"), ("two", "three")}
    assert runs(texts, 4) == set()


def test_the_longest_shared_run_is_found():
    first = [split_words("please send me the key to the red door at once")]
    second = [split_words("The key to the red door is lost"), split_words("at once")]
    assert " ".join(longest_shared(first, second)) == "the key to the red door"
    assert longest_shared(first, [split_words("nothing alike")]) == ()


def test_every_text_of_a_day_is_compared():
    day = parse_scenario(
        {
            "schema_version": 1,
            "title": "a title",
            "description": "a description",
            "simulation_time": "2026-03-02T08:00",
            "emails": [{"id": "e1", "sender": "Ann", "subject": "a subject", "body": "a body"}],
            "meetings": [
                {"id": "m1", "title": "a meeting", "start": "2026-03-02T10:00",
                 "duration_minutes": 30, "summary": "a summary"}
            ],
            "tasks": [{"id": "t1", "description": "a task"}],
            "habits": [{"id": "h1", "label": "a habit"}],
            "promises": [{"id": "p1", "text": "a promise"}],
            "chat": [{"id": "y1", "text": "a chat"}],
            "notes": [{"id": "n1", "text": "a note"}],
            "episodes": [{"text": "a past", "agent": "task", "tool": "complete_task"}],
            "facts": {"y1": {"time": "an answer"}},
            "drift": [
                {"after_step": 1, "say": "a drift"},
                {"after_step": 2, "add_note": {"id": "n2", "text": "a later note"}},
            ],
        }
    )  # fmt: skip
    said = set(texts_of(day))
    assert {
        "a title", "a description", "a subject", "a body", "a meeting", "a summary", "a task",
        "a habit", "a promise", "a chat", "a note", "a past", "an answer", "a drift",
        "a later note",
    } <= said  # fmt: skip


def test_training_and_held_out_days_share_no_run_of_eight_words():
    found = overlap(days=8)
    assert found.shared == 0, found
    assert found.heldout > 1000
    assert found.longest_words < 8
