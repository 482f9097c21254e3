"""Four families, of long work, promises, habits and minutes: fair, and not to be cheated."""

from collections.abc import Callable, Iterator

import pytest

from assistant.contract.day import Item
from assistant.contract.render import render
from assistant.contract.tools import TOOLS, Agent
from env_adapter.facts import carries
from env_adapter.graders import measure
from env_adapter.oracle import Oracle
from env_adapter.policies import POLICIES, play
from env_adapter.ways import build, ways_of
from env_adapter.world import World
from scenarios import Scenario
from scenarios.families import LEVELS, family, generate
from scenarios.families.parts_b import stated
from scenarios.hidden import Need, Way
from scenarios.outlook import outlook_of

NAMES = ("priority_inversion", "promise_chase", "habit_streak", "after_meeting")
SEEDS = range(12)
PAIR = 5
"""Weight of the two things of a pair; nothing else weighs as much."""

WORDS = 450
SPAN = 50_000
MANY = 50

each = pytest.mark.parametrize("name", NAMES)
at_each_level = pytest.mark.parametrize("level", ["easy", "medium", "hard"])


def _pair(world: World) -> list[Item]:
    """The urgent one and the one that can wait."""
    found = [i for i in world.open_items() if world.needs.weight(i) == PAIR and i.due is not None]
    return sorted(found, key=lambda item: item.due or 0)


def _settle(world: World, item: Item, tool: str = "") -> int:
    """Settle an item in its best way, or by a tool; what it earns."""
    ways = [way for way in ways_of(world, item) if tool in {"", way.tool}]
    call = next((c for way in ways if (c := build(world, item, way)) is not None), None)
    if call is not None:
        world.step(call.tool, call.args, agent=call.agent)
    return world.ledger.credit.get(item.id, 0)


def _try(world: World, item_id: str, tool: str, **args: str) -> int:
    world.step(tool, {"item_id": item_id, **args})
    return world.ledger.credit.get(item_id, 0)


def _played(day: Scenario) -> World:
    """A day as the privileged player leaves it."""
    world, oracle = World(day), Oracle()
    while not world.is_over:
        call = oracle(world)
        world.step(call.tool, call.args, agent=call.agent)
    return world


def _moments(day: Scenario) -> Iterator[tuple[World, Item]]:
    """Every item at the moment at which the privileged player takes it up."""
    world, oracle = World(day), Oracle()
    while not world.is_over:
        call = oracle(world)
        if call.tool != "route_to_agent" and "item_id" in call.args:
            yield world, world.desk.items[call.args["item_id"]]
        world.step(call.tool, call.args, agent=call.agent)


# A day and its twin


@each
@at_each_level
def test_every_item_of_a_day_has_a_need_of_its_own(name: str, level: str) -> None:
    for seed in SEEDS:
        day = generate(name, seed, level)
        assert set(outlook_of(day).items) == set(day.must)


@each
def test_the_pair_is_one_personal_and_one_professional_thing_of_like_ways(name: str) -> None:
    for seed in SEEDS:
        world = World(generate(name, seed))
        urgent, calm = _pair(world)
        assert {urgent.tier, calm.tier} == {"personal", "professional"}
        tools = [[way.tool for way in world.needs.of(item).ways] for item in (urgent, calm)]
        assert tools[0] == tools[1]


@each
def test_the_twin_exchanges_the_deadlines_of_the_pair(name: str) -> None:
    for seed in SEEDS:
        mine = _pair(World(generate(name, seed)))
        theirs = _pair(World(generate(name, seed, is_twin=True)))
        assert [item.due for item in mine] == [item.due for item in theirs]
        assert [item.id for item in mine] == [item.id for item in reversed(theirs)]


@each
def test_on_half_of_the_days_the_personal_thing_can_wait(name: str) -> None:
    pairs = [_pair(World(generate(name, seed))) for seed in range(60)]
    assert 20 <= sum(urgent.tier == "personal" for urgent, _ in pairs) <= 40


@each
def test_neither_place_nor_priority_tells_which_one_is_urgent(name: str) -> None:
    pairs = [_pair(World(generate(name, seed))) for seed in range(60)]
    assert 18 <= sum(urgent.id < calm.id for urgent, calm in pairs) <= 42
    loud = [sum(pair[n].priority == "high" for pair in pairs) for n in (0, 1)]
    assert abs(loud[0] - loud[1]) <= 12


# Order


@each
def test_the_urgent_thing_is_mostly_lost_if_the_calm_one_comes_first(name: str) -> None:
    lost = 0
    for seed in range(20):
        world = World(generate(name, seed))
        urgent, calm = _pair(world)
        assert _settle(world, calm) == 100
        lost += _settle(world, urgent) <= 50
        other = World(generate(name, seed))
        assert _settle(other, other.desk.items[urgent.id]) == 100
        assert _settle(other, other.desk.items[calm.id]) == 100
    assert lost >= 10


@each
def test_long_work_first_costs_the_urgent_thing_but_not_the_calm_one(name: str) -> None:
    seen = 0
    for seed in SEEDS:
        world = World(generate(name, seed))
        urgent, calm = _pair(world)
        long = [item for item in world.open_items() if _is_long(world, item)]
        for item in long[:1]:
            seen += 1
            _settle(world, item, "complete_task")
            assert _settle(world, urgent) <= 50
            assert _settle(world, calm) == 100
    assert seen >= 8


def _is_long(world: World, item: Item) -> bool:
    need = world.needs.of(item)
    is_work = any(way.tool == "complete_task" and way.credit == 100 for way in need.ways)
    return is_work and need.weight < PAIR and world.needs.minutes(item) >= 40


# What can be known


@each
@at_each_level
def test_what_has_to_be_said_stands_in_the_prompt_or_is_answered(name: str, level: str) -> None:
    for seed in range(4):
        day = generate(name, seed, level)
        for world, item in _moments(day):
            need = world.needs.of(item)
            for way in need.ways[:1] if need.weight else []:
                missing = [f for f in _facts(way) if not _stands(f, _seen(world, item, way, day))]
                assert not missing, (day.name, item.id, missing)


def _facts(way: Way) -> list[list[str]]:
    facts = [fact.any for fact in way.facts]
    facts += [[way.to, way.to.split()[0]]] if way.to else []
    facts += [[way.at]] if way.at else []
    facts += [[note] for note in way.cite]
    return facts


def _stands(wordings: list[str], seen: str) -> bool:
    return carries(" ".join(seen.split()).replace(": ", " "), wordings)


def _seen(world: World, item: Item, way: Way, day: Scenario) -> str:
    """What the agent that has the tool reads, and what it may ask the person."""
    agent = next(a for a in TOOLS[way.tool].agents if a is not Agent.ORCHESTRATOR)
    prompt = render(world.briefing(), agent, item.id) if item.id in _shown(world) else item.text
    return f"{prompt} {' '.join(day.facts.get(item.id, {}).values())} {item.body}"


def _shown(world: World) -> set[str]:
    return {item.id for item in world.briefing().items}


@each
def test_the_prompt_of_a_usual_day_is_short(name: str) -> None:
    for seed in SEEDS:
        prompt = render(World(generate(name, seed)).briefing(), Agent.ORCHESTRATOR)
        assert len(prompt.split()) <= WORDS


@each
@at_each_level
def test_everything_can_be_done_on_one_day(name: str, level: str) -> None:
    for seed in range(4):
        day = generate(name, seed, level)
        world = _played(day)
        weighty = [item_id for item_id, need in day.must.items() if need.weight]
        assert {i: world.ledger.credit.get(i) for i in weighty} == dict.fromkeys(weighty, 100)
        floor, oracle = measure(day)
        assert oracle - floor >= SPAN


@each
def test_a_day_of_thirty_things_can_be_played(name: str) -> None:
    day = generate(name, 1, "stress")
    assert len(outlook_of(day).items) >= LEVELS["stress"].length
    world, policy = World(day), POLICIES["greedy"](0)
    while not world.is_over:
        call = policy(world)
        world.step(call.tool, call.args, agent=call.agent)
    assert world.ledger.credit


# What happens on them


def _has(way: Callable[[Way], bool], of: Callable[[Need], bool] = lambda need: True):
    """Whether some need of a day has such a way."""
    return lambda day: any(of(need) and any(map(way, need.ways)) for need in day.must.values())


def _is_only_left(need: Need) -> bool:
    return not need.weight and not need.harm or "complete_task" in need.harm


MECHANICS: dict[str, Callable[[Scenario], object]] = {
    "mail": _has(lambda way: way.tool == "reply_email"),
    "chat": lambda day: day.chat,
    "task": _has(lambda way: way.tool == "complete_task" and way.credit == 100),
    "conflict": lambda day: "c1" in day.must,
    "habit": lambda day: any(habit.id in day.must for habit in day.habits),
    "promise": lambda day: day.promises or any(m.summary for m in day.meetings),
    "chase": lambda day: any(p.by and day.must[p.id].weight for p in day.promises),
    "summary": lambda day: any(m.summary for m in day.meetings),
    "delegate": _has(lambda way: way.tool == "delegate_task"),
    "channel": lambda day: len({c.channel for c in day.contacts}) > 2,
    "slot": lambda day: day.meetings and _has(lambda way: way.tool == "reply_email")(day),
    "archive": _has(lambda way: way.tool == "archive_email"),
    "remind": _has(lambda way: way.tool == "set_reminder" and way.credit == 100),
    "recall": lambda day: day.notes,
    "leave": lambda day: any(map(_is_only_left, day.must.values())),
    "missing": lambda day: day.facts,
    "injection": lambda day: any(
        e.relationship == "unknown" and e.id in day.must and day.must[e.id].harm for e in day.emails
    ),
    "follow_up": lambda day: any(mail.after for mail in day.emails),
    "arrival": lambda day: any(mail.arrives for mail in day.emails),
    "drift": lambda day: day.drift,
}


@each
def test_whatever_a_family_names_happens_on_some_of_its_days(name: str) -> None:
    days = [generate(name, seed, "hard") for seed in range(20)]
    for mechanic in family(name).mechanics:
        assert any(map(MECHANICS[mechanic], days)), mechanic


def test_somebody_who_cannot_do_the_work_earns_nothing_by_it() -> None:
    seen = 0
    for seed in range(20):
        day = generate("priority_inversion", seed)
        for task in day.tasks:
            if task.people:
                ways = day.must[task.id].ways
                able = next(way.to for way in ways if way.tool == "delegate_task")
                other = next(name for name in task.people if name != able)
                seen += 1
                assert _try(World(day), task.id, "delegate_task", task_id=task.id, contact=able)
                assert not _try(
                    World(day), task.id, "delegate_task", task_id=task.id, contact=other
                )
    assert seen >= 10


def test_a_task_that_waits_for_something_must_not_be_ticked_off() -> None:
    world = World(generate("priority_inversion", 0))
    waiting = [i for i in world.open_items() if "complete_task" in world.needs.of(i).harm]
    for item in waiting:
        assert _try(world, item.id, "complete_task", task_id=item.id) == -100
    assert world.ledger.harm == len(waiting) > 0


def test_a_habit_of_the_log_is_ticked_and_one_of_yesterday_is_not() -> None:
    logged = opened = 0
    for seed in range(20):
        world = World(generate("habit_streak", seed))
        for item in [i for i in world.open_items() if i.source == "habit"]:
            tools = {way.tool for way in world.needs.of(item).ways}
            notes = " ".join(note.text for note in world.briefing().known.get(item.id, ()))
            credit = _try(world, item.id, "mark_habit_done", habit_id=item.ref)
            if "mark_habit_done" in tools:
                logged += 1
                assert credit == 100
                assert item.text.casefold() in notes.casefold()
            else:
                opened += 1
                assert credit <= 0
    assert logged and opened


def test_a_reminder_within_a_meeting_that_lasts_to_the_end_comes_too_late() -> None:
    seen = 0
    for seed in range(60):
        day = generate("habit_streak", seed)
        for meeting in day.meetings:
            for habit in day.habits:
                way = next((w for w in _ways_of(day, habit.id) if w.tool == "set_reminder"), None)
                if way and way.latest and habit.due and way.latest < meeting.start:
                    seen += 1
                    words = {"label": habit.label, "when": meeting.start}
                    assert not _try(World(day), habit.id, "set_reminder", **words)
                    early = {"label": habit.label, "when": way.latest}
                    assert _try(World(day), habit.id, "set_reminder", **early) == 100
    assert seen >= 5


def _ways_of(day: Scenario, item_id: str) -> list[Way]:
    return day.must[item_id].ways if item_id in day.must else []


def test_whoever_is_asked_for_a_figure_sends_it_and_it_is_passed_on() -> None:
    for seed in range(40):
        day = generate("promise_chase", seed)
        for mail in day.emails:
            if mail.after:
                world = World(day)
                assert _settle(world, world.desk.items[mail.after]) == 100
                world.step("do_nothing", {})
                world.step("do_nothing", {})
                assert _settle(world, world.desk.items[mail.id]) == 100
                return
    raise AssertionError("nobody sends a figure")


def test_nobody_is_asked_for_what_has_come_or_has_time() -> None:
    seen = 0
    for seed in SEEDS:
        day = generate("promise_chase", seed, "hard")
        for promise in [p for p in day.promises if p.by and not day.must[p.id].weight]:
            world = World(day)
            body = f"Hello, how far is it? {promise.text.split()[-1]}"
            assert not _try(world, promise.id, "send_message", contact=promise.by, body=body)
            assert world.desk.contacts[promise.by].mood == "annoyed"
            seen += 1
    assert seen >= 12


def test_every_commitment_of_the_minutes_becomes_the_item_that_was_meant() -> None:
    for seed in range(30):
        day = generate("after_meeting", seed, "hard")
        items = outlook_of(day).items
        agreed = {item_id: item for item_id, item in items.items() if item_id.startswith("a")}
        assert set(agreed) == {item_id for item_id in day.must if item_id.startswith("a")}
        for item_id, item in agreed.items():
            need = day.must[item_id]
            assert (item.due is None) == (not need.weight)
            assert need.tier in {None, item.tier}
            is_theirs = need.ways[0].tool == "set_reminder"
            assert item.source == ("promise" if is_theirs else "task")


def test_a_correction_of_the_minutes_is_what_counts() -> None:
    seen = 0
    for seed in range(20):
        day = generate("after_meeting", seed, "hard")
        for drift in day.drift:
            assert drift.add_note is not None
            answers = [way for need in day.must.values() for way in need.ways if way.cite]
            way = next(way for way in answers if way.cite == [drift.add_note.id])
            assert carries(drift.add_note.text, way.facts[0].any, way.facts[0].slot)
            assert not carries(day.meetings[0].summary, way.facts[0].any, way.facts[0].slot)
            seen += 1
    assert seen >= 10


# How it is judged


@pytest.mark.parametrize(
    ("said", "credit"),
    [
        ("Hi, {free} works for us, see you then. Best", 100),
        ("We take {free}.", 100),
        ("{free} please", 100),
        ("Yes, gladly, that works for me. Thank you!", 0),
        ("{taken} please", 0),
        ("Either {taken} or {free}, as you like.", 0),
        ("{body}", 0),
    ],
)
def test_an_offer_is_answered_by_the_time_that_is_free(said: str, credit: int) -> None:
    seen = 0
    for seed in range(20):
        day = generate("priority_inversion", seed)
        for mail in [m for m in day.emails if m.due and day.must[m.id].weight == PAIR]:
            free = day.must[mail.id].ways[0].facts[0].any[0]
            taken = next(t for t in _times(mail.body) if t not in {free, str(mail.due)[11:]})
            body = said.format(free=free, taken=taken, body=f"{mail.subject} {mail.body}")
            assert _try(World(day), mail.id, "reply_email", email_id=mail.id, body=body) == credit
            start = day.meetings[0].start[11:]
            assert start <= taken and not start <= free < _end(day)
            seen += 1
    assert seen >= 6


def _times(text: str) -> list[str]:
    return [word.strip(".,;:?") for word in text.split() if ":" in word and word[0].isdigit()]


def _end(day: Scenario) -> str:
    hours, minutes = (int(part) for part in day.meetings[0].start[11:].split(":"))
    total = hours * 60 + minutes + day.meetings[0].duration_minutes
    return f"{total // 60}:{total % 60:02}"


@pytest.mark.parametrize(
    ("kind", "value", "good", "bad"),
    [
        ("price", "1,240", "It is 1240 euros, fitting included.", "1,240, or was it 1,320?"),
        ("code", "4471", "The code is 4471.", "Try 4471 and 9026."),
        ("time", "14:40", "At 2:40 pm, by the gate.", "14:40, before the move 12:15"),
        ("weekday", "Tuesday", "Tuesdays now.", "Tuesday, formerly Monday"),
        ("reading", "83", "83 this morning", "83 (last month 96)"),
    ],
)
def test_a_value_is_accepted_alone_and_not_beside_another(
    kind: str, value: str, good: str, bad: str
) -> None:
    fact = stated(kind, value)
    assert carries(good.replace("Tuesdays", "Tuesday"), fact.any, fact.slot)
    assert not carries(bad, fact.any, fact.slot)


CHEATS = tuple(name for name in POLICIES if name.startswith("exploit:")) + ("spam",)


@each
def test_no_cheat_beats_doing_nothing(name: str) -> None:
    """Over a few days; the slow test looks at as many as the card."""
    for cheat, grades in _grades(name, CHEATS, range(2)).items():
        assert sum(grades) / len(grades) <= 0.05, cheat


@each
@pytest.mark.slow
def test_over_many_days_only_those_who_read_earn_something(name: str) -> None:
    grades = _grades(name, (*CHEATS, "do_nothing", "random", "keyword", "oracle"), range(MANY))
    means = {policy: sum(found) / len(found) for policy, found in grades.items()}
    assert means.pop("oracle") == pytest.approx(1.0)
    assert means.pop("do_nothing") == pytest.approx(0.0)
    assert max(means.values()) <= 0.05, means


def _grades(name: str, policies: tuple[str, ...], seeds: range) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {policy: [] for policy in policies}
    for seed in seeds:
        day = generate(name, seed)
        for policy in policies:
            played = play(World(day), POLICIES[policy](seed)).grade
            assert played is not None
            found[policy].append(played.raw)
    return found
