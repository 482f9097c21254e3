"""What a day holds, worked out from its file alone."""

from env_adapter.world import World
from scenarios import load_scenario, parse_scenario, scenario_names
from scenarios.outlook import known_items, outlook_of
from tests.env_adapter.days import BASE, at, mail, wait_until

SUMMARY = "Cy Park will send the sketch. I will call the printer by tomorrow."
DAY = BASE | {
    "emails": [mail(), mail(id="e2", after="e1"), mail(id="e3", arrives=at("10:00")),
               mail(id="e4", arrives="2026-03-05T10:00")],
    "meetings": [
        {"id": "m1", "title": "Review", "start": at("11:00"), "duration_minutes": 60,
         "summary": SUMMARY},
        {"id": "m2", "title": "Past", "start": at("07:00"), "duration_minutes": 60,
         "summary": SUMMARY},
        {"id": "m3", "title": "Tomorrow", "start": "2026-03-04T11:00", "duration_minutes": 60,
         "summary": SUMMARY},
    ],
    "promises": [{"id": "p1", "text": "Send the list", "after": "e1"}],
    "tasks": [{"id": "a1", "description": "Something else"}],
    "drift": [
        {"at": at("09:30"), "add_meeting": {"id": "m9", "title": "Visit", "start": at("11:30"),
                                            "duration_minutes": 30, "summary": SUMMARY}},
        {"at": "2026-03-06T09:00", "add_task": {"id": "t9", "description": "Too late"}},
    ],
}  # fmt: skip


def test_it_holds_what_comes_today_and_nothing_that_does_not() -> None:
    outlook = outlook_of(parse_scenario(DAY))
    assert outlook.items.keys() == {
        "y9", "e1", "e2", "e3", "p1", "a1", "c1", "a2", "a3", "a4", "a5",
    }  # fmt: skip
    assert outlook.conflicts == {("m1", "m9"): "c1"}
    assert outlook.agreed == {"m1": ("a2", "a3"), "m9": ("a4", "a5")}
    assert outlook.promises["a2"].by == "Cy Park" and outlook.items["a3"].source == "task"


def test_a_need_may_be_stated_for_what_comes_too_late_as_well() -> None:
    assert {"e4", "t9"} <= known_items(parse_scenario(DAY))


def test_what_happens_when_nothing_is_done_is_what_was_foreseen() -> None:
    scenario = parse_scenario(DAY)
    world = World(scenario)
    wait_until(world, "23:00")
    came = world.desk.items.keys()
    assert came == outlook_of(scenario).items.keys() - {"e2", "p1"}, "those wait for e1"
    for item in world.desk.items.values():
        foreseen = outlook_of(scenario).items[item.id]
        assert (item.source, item.text, item.due) == (foreseen.source, foreseen.text, foreseen.due)


def test_every_item_of_our_days_is_foreseen_however_they_are_played() -> None:
    for name in scenario_names():
        world = World(load_scenario(name), 2)
        while not world.is_over:
            world.step("do_nothing", {})
        assert world.desk.items.keys() <= world.outlook.items.keys(), name


def test_the_order_of_items_is_the_only_thing_that_a_seed_changes_in_it() -> None:
    scenario = parse_scenario(DAY)
    assert World(scenario, 1).most == World(scenario, 2).most
