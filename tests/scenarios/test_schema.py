"""Days load, wrong days say where they are wrong, and Ghostexec's files load as they are."""

import json
from pathlib import Path

import pytest

from scenarios import (
    ScenarioError,
    from_desk,
    load_scenario,
    parse_scenario,
    scenario_names,
    scenario_to_json,
    to_desk,
)
from scenarios.outlook import known_items
from tests.scenarios.ghostexec import drift_file, scenario_file

MINIMAL = {"schema_version": 1, "simulation_time": "2026-03-03T08:00"}


def test_the_days_that_come_with_the_project_load() -> None:
    assert {"calm", "messy_morning", "dinner_collision", "queue", "sample"} <= set(scenario_names())
    for name in scenario_names():
        scenario = load_scenario(name)
        assert scenario.name == name
        assert to_desk(scenario)[0].items


def test_messy_morning_is_messy() -> None:
    scenario = load_scenario("messy_morning")
    desk, _ = to_desk(scenario)
    assert len(scenario.emails) >= 25
    assert sum(item.source == "conflict" for item in desk.items.values()) >= 2
    assert sum(item.tier == "personal" for item in desk.items.values()) >= 5


def test_items_carry_the_ids_of_the_file() -> None:
    desk, _ = to_desk(load_scenario("sample"))
    assert list(desk.items) == ["e1", "y1", "y2", "y3", "y4", "y5", "c1"]
    assert desk.items["e1"].ref == "e1"


def test_every_item_of_our_days_has_a_need() -> None:
    for name in scenario_names():
        scenario = load_scenario(name)
        assert known_items(scenario) == set(scenario.must), name


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"emails": [{"id": "e1", "sender": "Bo", "subject": "x", "priority": "urgent"}]},
         "$.emails[0].priority"),
        ({"meetings": [{"id": "m1", "title": "x", "start": "soon", "duration_minutes": 5}]},
         "$.meetings[0].start"),
        ({"simulation_time": "2026-13-03T08:00"}, "$.simulation_time"),
        ({"simulation_time": "2026-03-29T02:30", "person": {"timezone": "Europe/Berlin"}},
         "$.simulation_time"),
        ({"person": {"timezone": "Mars/Olympus"}}, "$.person.timezone"),
        ({"must": {"e9": {}}}, "$.must.e9"),
        ({"facts": {"e9": {"time": "noon"}}}, "$.facts.e9"),
        ({"ends": "2300-01-01T00:00"}, "$.ends"),
        ({"chat": [{"id": "y1", "text": "x"}], "must": {"y1": {"ways": [{"tool": "fly"}]}}},
         "$.must.y1.ways[0].tool"),
        ({"surprise": 1}, "$.surprise"),
        ({"schema_version": 2}, "$.schema_version"),
        ({"tasks": [{"id": "a", "description": "x"}, {"id": "a", "description": "y"}]},
         "$.tasks[1].id"),
        ({"tasks": [{"id": "a", "description": "x"}], "chat": [{"id": "a", "text": "y"}]},
         "$.chat[0].id"),
    ],
)  # fmt: skip
def test_a_wrong_day_names_file_and_field(
    tmp_path: Path, change: dict[str, object], where: str
) -> None:
    path = tmp_path / "day.json"
    path.write_text(json.dumps(MINIMAL | change))
    with pytest.raises(ScenarioError) as caught:
        load_scenario(path)
    assert str(path) in str(caught.value)
    assert where in str(caught.value)


@pytest.mark.parametrize("text", ["", "[]", "{", "null", "[" * 100_000])
def test_what_is_no_day_is_an_error_of_ours(tmp_path: Path, text: str) -> None:
    path = tmp_path / "day.json"
    path.write_text(text)
    with pytest.raises(ScenarioError, match=r"day\.json"):
        load_scenario(path)


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(ScenarioError, match="messy_morning"):
        load_scenario("no_such_day")


def test_a_day_survives_the_wire() -> None:
    for name in scenario_names():
        scenario = load_scenario(name)
        assert parse_scenario(json.loads(json.dumps(scenario_to_json(scenario)))) == scenario


def test_a_desk_survives_becoming_a_day() -> None:
    for name in scenario_names():
        desk, memory = to_desk(load_scenario(name))
        desk.last = "send_message y1 ok: message to Bo"
        day = json.loads(json.dumps(scenario_to_json(from_desk(desk, memory))))
        again, notes = to_desk(parse_scenario(day))
        assert again == desk
        assert list(again.items) == list(desk.items)
        assert list(again.events) == list(desk.events)
        assert notes == memory


def test_a_seed_orders_the_items_and_zero_keeps_the_order() -> None:
    scenario = load_scenario("messy_morning")
    orders = [list(to_desk(scenario, seed)[0].items) for seed in (0, 1, 1, 2)]
    assert orders[0][:3] == ["e01", "e02", "e03"]
    assert orders[1] == orders[2] != orders[3]
    assert set(orders[0]) == set(orders[1]) == set(orders[3])


def test_a_ghostexec_file_loads_unmodified(tmp_path: Path) -> None:
    path = tmp_path / "phase2_like.json"
    path.write_text(json.dumps(scenario_file()))
    scenario = load_scenario(path)
    desk, _ = to_desk(scenario)
    assert scenario.approvals.cost == 0
    assert {"e01", "e02", "t01"} <= set(desk.items)
    assert "e03" not in desk.items, "it is answered"
    assert "t03" not in desk.items, "it is done"
    assert [i.id for i in desk.items.values() if i.source == "conflict"] == ["c1"]
    assert desk.contacts["Dana Voss"].channel == "email"
    assert desk.contacts["Dana Voss"].mood == "annoyed"


def test_ghostexec_drift_files_are_added(tmp_path: Path) -> None:
    day, drift = tmp_path / "day.json", tmp_path / "drift.json"
    day.write_text(json.dumps(scenario_file()))
    drift.write_text(json.dumps(drift_file()))
    assert len(load_scenario(day, drift).drift) == len(drift_file()["events"])
    with pytest.raises(ScenarioError, match="drift file"):
        load_scenario(drift)
