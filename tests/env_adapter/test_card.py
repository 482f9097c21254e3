"""The card: figures on made-up rows, checks on days made to fail them, and that it is current."""

import json
from pathlib import Path
from typing import Any

import pytest

from env_adapter.card.answerable import answers_of
from env_adapter.card.cuts import cut_days
from env_adapter.card.determinism import chain, days
from env_adapter.card.families import amiss, describe_family, orders
from env_adapter.card.figures import concordance, interval, mean, spearman
from env_adapter.card.leaks import MARK, leaks, mark
from env_adapter.card.levels import HONEST, TESTS, levels
from env_adapter.card.page import page
from env_adapter.card.sampling import Row, play_days
from env_adapter.oracle import Oracle
from env_adapter.policies import POLICIES, play
from env_adapter.world import World
from majordomo.card import DOCS, sample
from scenarios import load_scenario, parse_scenario
from scenarios.families import families, generate

# Figures


def test_an_interval_covers_the_mean_and_narrows_with_the_number_of_values() -> None:
    few, many = [0.0, 1.0] * 5, [0.0, 1.0] * 50
    for values in (few, many):
        low, high = interval(values)
        assert low < mean(values) < high
    assert interval(many)[1] - interval(many)[0] < interval(few)[1] - interval(few)[0]
    assert interval(few) == interval(few)
    assert interval([0.5]) == (0.5, 0.5)


def test_rank_correlation_knows_order_reversal_and_ties() -> None:
    assert spearman([1, 2, 3, 9], [10, 20, 30, 31]) == pytest.approx(1.0)
    assert spearman([1, 2, 3, 4], [4, 3, 2, 1]) == pytest.approx(-1.0)
    assert 0.8 < spearman([0, 0, 0, 1], [1, 2, 3, 4]) < 1.0 or spearman([0, 0, 0, 1], [1, 2, 3, 4])
    assert spearman([1, 1, 1], [1, 2, 3]) == 0.0


def test_concordance_leaves_out_what_is_as_good_as_equal() -> None:
    assert concordance([0.0, 0.01, 1.0], [5.0, 1.0, 9.0], 0.05) == (2, 2)
    assert concordance([0.0, 0.5, 1.0], [9.0, 5.0, 6.0], 0.05) == (1, 3)


def row(policy: str, day: str, grade: float, return_: float) -> Row:
    return Row(policy, day, grade, return_, 10, 0, 0, 0)


def test_orders_compare_within_a_day() -> None:
    """Two days of different height, each in order: pooled they are only if each is centred."""
    rows = [
        row(policy, day, grade, grade + high)
        for day, high in (("a", 0.0), ("b", -50.0))
        for policy, grade in (("do_nothing", 0.0), ("scripted", 0.5), ("oracle", 1.0))
    ]
    assert orders(rows)["pooled"] == orders(rows)["means"] == orders(rows)["concordance"] == 1.0
    backwards = [row(r.policy, r.day, r.grade, -r.return_) for r in rows[:3]]
    assert orders(backwards)["pooled"] == orders(backwards)["concordance"] - 1.0 == -1.0


def test_amiss_names_every_broken_promise() -> None:
    def policy(mean: float) -> dict:
        return {"mean": mean, "ci": [mean - 0.05, mean + 0.05], "most": mean + 0.1 * (mean < 0.9)}

    good = {"do_nothing": 0.0, "random": 0.05, "keyword": 0.1, "scripted": 0.5, "oracle": 1.0,
            "exploit:left": 0.0}  # fmt: skip
    assert amiss({name: policy(value) for name, value in good.items()}) == []
    for change, word in (
        ({"do_nothing": 0.1}, "do_nothing"),
        ({"exploit:left": 0.06}, "exploit:left"),
        ({"keyword": 0.45}, "keyword and scripted"),
        ({"greedy": 1.2}, "greedy beats the oracle"),
        ({"scripted": 0.97}, "scripted and oracle"),
        ({"scripted": 0.25}, "scripted is graded"),
    ):
        found = amiss({name: policy(value) for name, value in (good | change).items()})
        assert any(word in what for what in found), change


# Checks


def test_what_a_written_day_needs_can_be_found_in_it() -> None:
    found = answers_of(load_scenario("sample"))
    assert found.facts > 3 and found.lacking == []


@pytest.mark.parametrize(
    ("need", "word"),
    [
        ({"tool": "reply_email", "facts": ["swordfish"]}, "swordfish"),
        ({"tool": "send_message", "to": "Cy Grant", "facts": ["Friday"]}, "Cy Grant"),
        ({"tool": "answer", "cite": ["n9"], "facts": ["Friday"]}, "n9"),
        ({"tool": "schedule_event", "earliest": "2026-03-06T15:35",
          "latest": "2026-03-06T15:35"}, "a time from"),
    ],
)  # fmt: skip
def test_what_nothing_tells_is_named(need: dict, word: str) -> None:
    day: dict[str, Any] = {
        "schema_version": 1,
        "name": "made",
        "simulation_time": "2026-03-03T09:00",
        "contacts": [{"name": "Bo Lind"}, {"name": "Cy Grant"}],
        "notes": [{"id": "n1", "text": "Bo is free on Friday."}],
        "emails": [{"id": "e1", "sender": "Bo Lind", "subject": "Which day is Bo free?"}],
        "must": {"e1": {"ways": [need]}},
    }
    if "cite" in need:
        day["notes"].append({"id": "n9", "text": "Something else entirely."})
    found = answers_of(parse_scenario(day))
    assert any(word in what for what in found.lacking), found
    told = {"tool": "reply_email", "facts": ["Friday"]}
    assert answers_of(parse_scenario({**day, "must": {"e1": {"ways": [told]}}})).lacking == []


def test_a_fact_that_is_asked_for_or_comes_later_is_told() -> None:
    day = {
        "schema_version": 1,
        "simulation_time": "2026-03-03T09:00",
        "emails": [{"id": "e1", "sender": "Bo Lind", "subject": "Which code?"}],
        "must": {"e1": {"ways": [{"tool": "reply_email", "facts": ["4471"]}]}},
    }
    assert answers_of(parse_scenario(day)).lacking
    asked = {**day, "facts": {"e1": {"code": "It is 4471"}}}
    assert answers_of(parse_scenario(asked)).lacking == []
    later = {**day, "drift": [{"at": "2026-03-03T11:00",
                               "add_note": {"id": "n1", "text": "New code 4471."}}]}  # fmt: skip
    assert answers_of(parse_scenario(later)).lacking == []


def test_nothing_hidden_shows_and_the_search_for_it_can_fail() -> None:
    day = generate("rush_hour", 0, "hard")
    assert leaks(day) == []
    marked = mark(day)
    hidden = sum(len(way.facts) for need in marked.must.values() for way in need.ways)
    assert hidden and MARK in marked.model_dump_json()
    open_ = day.model_copy(update={"person": day.person.model_copy(update={"role": MARK})})
    assert leaks(open_), "a mark in what everybody sees is found"


def test_a_fork_and_a_second_play_have_the_same_hashes() -> None:
    for day in days()[::4]:
        once, _ = chain(day, Oracle())
        assert chain(day, Oracle())[0] == once == chain(day, Oracle(), forked=True)[0]


def test_cutting_gains_nothing_for_who_does_no_harm() -> None:
    played = [(day, play(World(day), POLICIES["oracle"](0))) for day in days()[:3]]
    found = cut_days("oracle", played)
    assert (found.unequal, found.cuts) == (0, 9)
    assert found.highest <= 0


# The committed card


def stored() -> dict:
    return json.loads((DOCS / "environment-card.json").read_text(encoding="utf-8"))


def test_the_committed_card_is_what_the_code_measures() -> None:
    """Not all of it, which takes minutes: a few days of every family, grade by grade."""
    card = stored()
    assert set(card["families"]) == set(families())
    assert sample(families(), card["made"]["level"]) == card["sample"], "run majordomo card --write"


def test_the_committed_page_is_made_of_the_committed_numbers() -> None:
    assert (DOCS / "environment-card.md").read_text(encoding="utf-8") == page(stored())


def test_the_committed_card_keeps_its_promises() -> None:
    card = stored()
    assert card["deterministic"] and card["answerable"] and not card["leaks"]
    assert card["spearman"] >= 0.9
    assert all(figures["spearman"]["pooled"] >= 0.85 for figures in card["families"].values())
    assert all(cut["unequal"] == 0 for cut in card["cuts"])
    for figures in card["families"].values():
        assert not HONEST & set(figures["clipped"])
        assert all(p["n"] == card["made"]["seeds"] >= 50 for p in figures["policies"].values())


def test_every_check_of_openenv_has_its_place() -> None:
    import openenv.validation as validation  # type: ignore[import-untyped]

    folder = Path(validation.__file__).parent / "policies"
    named = json.loads((folder / "severity-v2.json").read_text(encoding="utf-8"))["entries"]
    ours = {name for name in levels(stored())} | TESTS.keys()
    assert {e["check_id"] for e in named if not e["check_id"].startswith("hub.")} == ours


def test_a_family_is_described_from_its_rows() -> None:
    rows = play_days([generate("rush_hour", seed) for seed in (0, 1)], ("do_nothing", "oracle"))
    from env_adapter.card.families import bounds_of

    found = describe_family("train", rows, bounds_of([generate("rush_hour", 0)]))
    assert found["policies"]["oracle"]["mean"] == 1.0
    assert found["policies"]["do_nothing"]["mean"] == 0.0
    assert found["oracle"]["gap"] >= 0.0
