"""Days of typed requests: can be solved, cannot be cheated, and order decides in them."""

import pytest

from assistant.contract.outcome import OutcomeStatus
from env_adapter.facts import carries
from env_adapter.graders import measure
from env_adapter.oracle import Oracle
from env_adapter.people import known_answer
from env_adapter.ways import build, ways_of
from env_adapter.world import World
from scenarios import Scenario
from scenarios.families import family, generate
from scenarios.families.parts_c import clock_fact
from scenarios.hidden import Fact, Need

NAMES = ("chat_requests", "todo_queue", "ambiguous_ask")
SEEDS = range(25)

each = pytest.mark.parametrize("name", NAMES)


def _texts(day: Scenario) -> dict[str, str]:
    """What each item says, those that come later included."""
    found = {chat.id: chat.text for chat in day.chat}
    found |= {task.id: task.description for task in day.tasks}
    found |= {d.add_task.id: d.add_task.description for d in day.drift if d.add_task}
    return found | {mail.id: f"{mail.subject} {mail.body}" for mail in day.emails}


def _people(day: Scenario) -> dict[str, list[str]]:
    found = {chat.id: list(chat.people) for chat in day.chat}
    found |= {task.id: list(task.people) for task in day.tasks}
    return found | {mail.id: [mail.sender] for mail in day.emails}


def _seen(world: World, day: Scenario, item_id: str) -> str:
    """All that whoever handles an item can get to see: its text, its notes, what is answered."""
    text = _texts(day)[item_id]
    query = " ".join([text, *_people(day).get(item_id, [])[:2]])
    notes = [note.text for note in world.memory.search(query)]
    notes += [d.add_note.text for d in day.drift if d.add_note]
    return " \n ".join([text, *notes, *day.facts.get(item_id, {}).values()])


def _pair(day: Scenario, level: str) -> list[str]:
    """Ids of the urgent one of the pair and of the one that can wait."""
    twin = generate(day.family, int(day.name.split(":")[1]), level, is_twin=True)
    due, theirs = _dues(day), _dues(twin)
    return sorted((i for i in due if due[i] != theirs[i]), key=lambda i: str(due[i]))


def _dues(day: Scenario) -> dict[str, str | None]:
    found = {spec.id: spec.due for spec in day.chat} | {spec.id: spec.due for spec in day.emails}
    return found | {spec.id: spec.deadline for spec in day.tasks}


def _settle(world: World, item_id: str) -> int:
    """Settle an item in its best way; what it earns."""
    item = world.desk.items[item_id]
    call = next(c for way in ways_of(world, item) if (c := build(world, item, way)))
    world.step(call.tool, call.args, agent=call.agent)
    return world.ledger.credit[item_id]


def _send(world: World, item_id: str, tool: str, **args: object) -> tuple[int, OutcomeStatus]:
    done = world.step(tool, {"item_id": item_id, **args}, agent="")
    return world.ledger.credit.get(item_id, 0), done.outcome.status


@each
@pytest.mark.parametrize("level", ["easy", "medium", "hard"])
def test_the_oracle_settles_everything(name: str, level: str):
    for seed in range(4):
        world, oracle = World(generate(name, seed, level)), Oracle()
        while not world.is_over:
            call = oracle(world)
            world.step(call.tool, call.args, agent=call.agent)
        weighty = {i for i, need in world.scenario.must.items() if need.weight}
        assert {world.ledger.credit.get(i) for i in weighty} == {100}, seed


@each
def test_doing_everything_is_worth_much_more_than_doing_nothing(name: str):
    for seed in range(4):
        floor, oracle = measure(generate(name, seed))
        assert oracle - floor >= 80_000


@each
@pytest.mark.parametrize("level", ["easy", "medium", "hard"])
def test_every_fact_and_time_stands_somewhere_or_is_answered(name: str, level: str):
    for seed in SEEDS:
        day = generate(name, seed, level)
        world = World(day)
        for item_id, need in day.must.items():
            seen = _seen(world, day, item_id)
            for fact in _needed(need):
                assert _stands(seen, fact), (day.name, item_id, fact.any)


def _needed(need: Need) -> list[Fact]:
    way = need.ways[0]
    clock = way.at or (way.earliest or "")[11:16]
    facts = [fact for fact in way.facts if fact.slot != "answer"]
    return [*facts, clock_fact(clock)] if clock else facts


def _stands(seen: str, fact: Fact) -> bool:
    plain = " ".join(word.rstrip(":") for word in seen.split())
    return any(carries(plain, [wording]) for wording in fact.any)


@each
def test_what_a_question_cites_is_found_by_its_words(name: str):
    for seed in SEEDS:
        day = generate(name, seed, "hard")
        world, texts = World(day), _texts(day)
        for item_id, need in day.must.items():
            found = {note.id for note in world.memory.search(texts[item_id])}
            assert set(need.ways[0].cite) <= found


@each
def test_whoever_takes_the_calm_one_first_loses_half_of_the_urgent_one(name: str):
    for seed in range(10):
        day = generate(name, seed)
        urgent, calm = _pair(day, "medium")
        world = World(day)
        assert _settle(world, urgent) == 100
        assert _settle(world, calm) == 100
        other = World(day)
        if day.facts.get(urgent):  # the way to the answer leads through a question
            _send(other, calm, "ask_clarification", field="content", question="What?")
        _settle(other, calm)
        if day.facts.get(urgent):
            _send(other, urgent, "ask_clarification", field="content", question="What?")
        assert _settle(other, urgent) == 50, seed


@each
def test_urgency_does_not_show_in_the_wording(name: str):
    for seed in range(10):
        day, twin = generate(name, seed), generate(name, seed, is_twin=True)
        pair = _pair(day, "medium")
        for item_id in pair:
            mine, theirs = _texts(day)[item_id], _texts(twin)[item_id]
            assert _without_times(mine) == _without_times(theirs)


def _without_times(text: str) -> str:
    return " ".join(word for word in text.split() if not any(c.isdigit() for c in word))


@each
def test_a_dump_of_all_notes_answers_no_message_or_mail(name: str):
    for seed in SEEDS:
        day = generate(name, seed)
        dump = " ".join(note.text for note in day.notes)
        for item_id, need in day.must.items():
            way = need.ways[0]
            is_noted = not day.facts.get(item_id) and way.tool in {"send_message", "send_email"}
            if is_noted and not _stands(_texts(day)[item_id], way.facts[0]):
                assert not carries(dump, way.facts[0].any, way.facts[0].slot), (seed, item_id)


@each
def test_every_mechanic_occurs(name: str):
    signs = {
        "chat": lambda d: bool(d.chat),
        "task": lambda d: bool(d.tasks),
        "mail": lambda d: bool(d.emails),
        "missing": lambda d: bool(d.facts),
        "recall": lambda d: any(w.cite for n in d.must.values() for w in n.ways) or bool(d.notes),
        "leave": lambda d: any(_is_to_leave(n) for n in d.must.values()),
        "remind": lambda d: _uses(d, "set_reminder"),
        "remember": lambda d: _uses(d, "add_to_kb"),
        "delegate": lambda d: _uses(d, "delegate_task"),
        "channel": lambda d: _uses(d, "send_message"),
        "drift": lambda d: bool(d.drift),
        "follow_up": lambda d: any(c.at for c in d.chat) or any(m.after for m in d.emails),
        "injection": lambda d: any(n.tainted for n in d.notes) or any(
            len(need.harm) > 2 and not need.weight for need in d.must.values()),
    }  # fmt: skip
    days = [generate(name, seed, "hard") for seed in range(40)]
    for mechanic in family(name).mechanics:
        assert any(signs[mechanic](day) for day in days), mechanic


def _uses(day: Scenario, tool: str) -> bool:
    return any(way.tool == tool for need in day.must.values() for way in need.ways)


def _is_to_leave(need: Need) -> bool:
    return all(way.tool == "leave_to_user" for way in need.ways)


def test_a_short_sensible_message_earns_everything_and_the_wrong_reader_nothing():
    day = next(
        d for seed in range(40)
        if _is_plain_message(d := generate("todo_queue", seed, "easy"))
    )  # fmt: skip
    item_id, need = next((i, n) for i, n in day.must.items() if n.ways[0].tool == "send_message")
    to, value = need.ways[0].to, need.ways[0].facts[0].any[0]
    world = World(day)
    assert _send(world, item_id, "send_message", contact=to, body=f"Hi, it is {value}.") == (
        100,
        "ok",
    )
    other = next(c.name for c in day.contacts if c.name != to)
    world = World(day)
    assert _send(world, item_id, "send_message", contact=other, body=f"It is {value}.")[0] <= 0
    world = World(day)
    text = "Hi, it is about what we said, more on that soon."
    assert _send(world, item_id, "send_message", contact=to, body=text)[0] == 0


def _is_plain_message(day: Scenario) -> bool:
    tools = [n.ways[0].tool for n in day.must.values() if n.weight == 5]
    return tools == ["send_message"] * 2 and not day.notes


def test_of_two_people_of_one_name_the_person_says_which():
    days = (generate("ambiguous_ask", seed, "hard") for seed in range(40))
    day, item_id = next(
        (d, i) for d in days for i, facts in d.facts.items() if "recipient" in facts
    )
    to = day.must[item_id].ways[0].to
    first = to.split()[0]
    assert sum(contact.name.split()[0] == first for contact in day.contacts) == 2
    assert known_answer(day, item_id, "contact") == to


def test_what_the_notes_know_is_not_told_again():
    for seed in SEEDS:
        day = generate("ambiguous_ask", seed)
        world = World(day)
        silent = [
            i for i, need in day.must.items() if i not in day.facts and not _is_to_leave(need)
            and i in world.desk.items and world.desk.items[i].is_open
        ]  # fmt: skip
        assert silent, seed
        for item_id in silent:
            assert known_answer(day, item_id, "time") is None


def test_a_to_do_list_has_five_lines_at_most_and_ten_steps():
    for level in ("easy", "medium", "hard"):
        for seed in SEEDS:
            day = generate("todo_queue", seed, level)
            assert 2 <= len(day.tasks) <= 5
            assert day.max_episode_steps == 10
            assert len(day.drift) == (level == "hard")


def test_some_requests_come_later_in_the_day():
    for seed in SEEDS:
        day = generate("chat_requests", seed)
        later = [c for c in day.chat if c.at] + [m for m in day.emails if m.after]
        assert later
        assert len(day.chat) - len([c for c in day.chat if c.at]) >= 3
