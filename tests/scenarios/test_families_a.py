"""What holds for the days of four training families that share their parts."""

import re
from collections.abc import Callable, Iterator
from itertools import combinations

import pytest

from assistant.contract import rules, times, tools
from assistant.contract.day import Item
from assistant.contract.render import render
from env_adapter.facts import carries
from env_adapter.graders import Grade, grade
from env_adapter.oracle import Oracle
from env_adapter.policies import POLICIES, Policy
from env_adapter.world import World
from scenarios import Scenario
from scenarios.families import LEVELS, family, generate
from scenarios.families.parts_a_mails import NO, YES
from scenarios.families.parts_a_shapes import PAIR
from scenarios.hidden import Need
from scenarios.things import ChatSpec, EmailSpec

NAMES = ("rush_hour", "dinner_rescue", "vip_meltdown", "inbox_triage")
SEEDS = range(12)
WORDS_OF_A_PROMPT = 450

each_family = pytest.mark.parametrize("name", NAMES)


@each_family
@pytest.mark.parametrize("level", LEVELS)
def test_every_item_of_a_day_has_a_need_of_its_own(name: str, level: str) -> None:
    for seed in range(4):
        day = generate(name, seed, level)
        assert {item.id for item in World(day).all_items()} == set(day.must)


@each_family
def test_a_day_has_the_length_that_was_asked_for(name: str) -> None:
    for level in ("easy", "medium", "hard"):
        for seed in SEEDS:
            weighty = [n for n in generate(name, seed, level).must.values() if n.weight]
            wanted = LEVELS[level].length
            more = LEVELS[level].drift + LEVELS[level].adversarial
            assert wanted <= len(weighty) <= wanted + more


@each_family
def test_a_twin_differs_in_the_deadlines_of_the_pair_alone(name: str) -> None:
    for seed in SEEDS:
        day, twin = generate(name, seed), generate(name, seed, is_twin=True)
        for part in ("contacts", "meetings", "tasks", "notes", "must", "facts", "person"):
            assert getattr(day, part) == getattr(twin, part), part
        both = zip(_written(day), _written(twin), strict=True)
        changed = [(a, b) for a, b in both if a != b]
        assert [day.must[a.id].weight for a, _ in changed] == [PAIR, PAIR]
        (first, other), (second, mirror) = changed
        assert {first.tier, second.tier} == {"personal", "professional"}
        assert (first.due, second.due) == (mirror.due, other.due)


@each_family
def test_neither_an_id_nor_a_priority_tells_which_one_is_urgent(name: str) -> None:
    """Averaged over a day and its twin, what is seen beside the deadline is the same."""
    for seed in SEEDS:
        day, twin = generate(name, seed), generate(name, seed, is_twin=True)
        urgent, mirrored = min(_pair(day), key=_due), min(_pair(twin), key=_due)
        assert urgent.id != mirrored.id
    ids = [[i.id for i in sorted(_pair(generate(name, seed)), key=_due)] for seed in range(60)]
    assert 18 <= sum(a < b for a, b in ids) <= 42


@each_family
def test_the_urgent_one_is_lost_if_others_come_first(name: str) -> None:
    lost = 0
    for seed in SEEDS:
        world = World(generate(name, seed))
        urgent, calm = sorted(_pair_of(world), key=lambda item: item.due or 0)
        assert _settle(world, calm) == 100
        lost += _settle(world, urgent) == 50
    assert lost > len(SEEDS) // 2


@each_family
def test_in_the_right_order_both_of_the_pair_are_in_time(name: str) -> None:
    for seed in SEEDS:
        world = World(generate(name, seed))
        for item in sorted(_pair_of(world), key=lambda item: item.due or 0):
            assert _settle(world, item) == 100


@each_family
@pytest.mark.parametrize("level", ["medium", "hard"])
def test_whoever_knows_what_is_needed_settles_all_of_it(name: str, level: str) -> None:
    for seed in range(3):
        world = World(generate(name, seed, level))
        graded = _play(world, Oracle())
        assert graded.raw > 0.9
        assert graded.oracle - graded.floor >= 50_000
        assert all(c == 100 for c in world.ledger.credit.values()), world.ledger.credit


@each_family
@pytest.mark.parametrize("level", ["medium", "hard"])
def test_what_has_to_be_said_is_in_the_prompt_or_can_be_asked(name: str, level: str) -> None:
    for seed in range(5):
        day = generate(name, seed, level)
        for item, prompt in _prompts(day):
            later = [d.add_note.text for d in day.drift if d.add_note]
            told = " ".join([prompt, *day.facts.get(item.id, {}).values(), *later])
            for fact in day.must[item.id].ways[0].facts:
                is_open = fact in (YES, NO) or not fact.slot
                assert is_open or carries(told, fact.any), (seed, item.id, fact.any)


@each_family
def test_of_the_times_that_a_mail_offers_the_calendar_leaves_the_one_that_is_wanted(
    name: str,
) -> None:
    seen = 0
    for seed in range(25):
        day = generate(name, seed, "hard")
        world = World(day)
        for mail in day.emails:
            facts = [f for way in day.must[mail.id].ways[:1] for f in way.facts]
            slots = {fact.slot for fact in facts}
            if mail.id not in day.facts or not slots & {"time", "answer"}:
                continue
            offered = _times_of_today(mail.body, mail.due)
            free = [clock for clock in offered if not _is_busy(world, day, clock)]
            if "time" in slots:
                assert len(offered) == 2 and len(free) == 1
                assert carries(free[0], facts[0].any)
            else:
                assert facts == [YES if free else NO]
            seen += 1
    assert seen > 10


@each_family
def test_a_short_sensible_answer_passes_and_a_note_of_another_does_not(name: str) -> None:
    checked = 0
    for seed in range(15):
        day = generate(name, seed)
        world = World(day)
        for item in [i for i in world.open_items() if i.source == "mail"]:
            facts = [f for f in day.must[item.id].ways[0].facts if f.slot]
            notes = [n.text for n in day.notes if all(carries(n.text, f.any) for f in facts)]
            if not facts or not notes or day.facts.get(item.id):
                continue
            said = f"Hello, I am sorry to be late. {notes[0]} Best"
            worth = _judge(world, item, said)
            assert worth in {60, 100}
            others = [n.text for n in day.notes if not any(carries(n.text, f.any) for f in facts)]
            near = [other for other in others if _is_near(other, notes[0])]
            for other in near:
                assert _judge(world, item, f"{said} {other}") <= worth // 2, (notes[0], other)
            checked += len(near)
    assert checked > 5


@each_family
def test_no_line_is_longer_than_a_prompt_shows(name: str) -> None:
    for level in ("medium", "hard"):
        for seed in SEEDS:
            day = generate(name, seed, level)
            lines = [line for mail in day.emails for line in mail.body.split("\n")]
            lines += [note.text for note in day.notes] + [chat.text for chat in day.chat]
            assert max(map(len, lines)) <= 200
            assert "{" not in " ".join([*lines, *(mail.subject for mail in day.emails)])


@each_family
def test_the_prompt_of_a_usual_day_is_short(name: str) -> None:
    for seed in SEEDS:
        prompt = render(World(generate(name, seed)).briefing(), tools.Agent.ORCHESTRATOR)
        assert len(prompt.split()) <= WORDS_OF_A_PROMPT


@each_family
def test_every_mechanic_of_a_family_occurs(name: str) -> None:
    missing = set(family(name).mechanics)
    for seed in range(40):
        day = generate(name, seed, "hard")
        missing -= {mechanic for mechanic in missing if _OCCURS[mechanic](day)}
    assert not missing


@each_family
def test_cheating_earns_nothing(name: str) -> None:
    for policy in ("do_nothing", "exploit:left", "exploit:stuffed", "exploit:agreed",
                   "exploit:pasted", "exploit:hidden", "exploit:cancelled"):  # fmt: skip
        worlds = [World(generate(name, seed)) for seed in range(5)]
        grades = [_play(world, POLICIES[policy](0)).raw for world in worlds]
        assert sum(grades) / len(grades) <= 0.05, policy


def test_sentences_are_rarely_shared_between_two_days() -> None:
    for name in NAMES:
        bodies = [{m.subject + m.body for m in generate(name, seed).emails} for seed in range(20)]
        shared = [len(a & b) for a, b in combinations(bodies, 2)]
        assert sum(shared) / len(shared) < 0.5


def _written(day: Scenario) -> list[EmailSpec | ChatSpec]:
    return [*day.emails, *day.chat]


def _pair(day: Scenario) -> list[EmailSpec | ChatSpec]:
    return [spec for spec in _written(day) if day.must[spec.id].weight == PAIR]


def _due(spec: EmailSpec | ChatSpec) -> str:
    assert spec.due is not None
    return spec.due


def _pair_of(world: World) -> list[Item]:
    return [item for item in world.open_items() if world.needs.weight(item) == PAIR]


def _play(world: World, policy: Policy) -> Grade:
    while not world.is_over:
        call = policy(world)
        world.step(call.tool, call.args, agent=call.agent)
    return grade(world)


def _settle(world: World, item: Item) -> int:
    """Settle an item in the best way, and say what that earns."""
    way = world.needs.of(item).ways[0]
    text = ". ".join(fact.any[0] for fact in way.facts)
    told = {"reply_email": {"email_id": item.ref, "body": text},
            "send_message": {"contact": way.to, "body": text},
            "send_email": {"to": way.to, "subject": "As asked", "body": text}}  # fmt: skip
    step = world.step(way.tool, {"item_id": item.id, **told[way.tool]})
    assert step.outcome.status == "ok", step.outcome
    return world.ledger.credit[item.id]


def _judge(world: World, item: Item, body: str) -> int:
    call = tools.ReplyEmail(item_id=item.id, email_id=item.ref, body=body)
    return world.needs.judge(item, rules.plan(world.desk, call), world.desk).credit


def _is_near(text: str, note: str) -> bool:
    """Whether a note is about the same thing in other words, so that its value is another."""
    mine, other = (set(re.findall(r"[a-z]+", t.casefold())) for t in (note, text))
    return text != note and 2 * len(mine & other) > len(mine)


def _prompts(day: Scenario) -> Iterator[tuple[Item, str]]:
    """Each item with what its agent reads, just before the oracle settles it."""
    world, oracle = World(day), Oracle()
    while not world.is_over:
        call = oracle(world)
        item = world.desk.items.get(str(call.args.get("item_id", "")))
        if item is not None and call.agent not in {"", "orchestrator"}:
            brief = world.desk.brief(world.memory, only=item.id)
            yield item, render(brief, tools.Agent(call.agent), item.id)
        world.step(call.tool, call.args, agent=call.agent)


def _times_of_today(body: str, due: str | None) -> list[str]:
    by = (due or "")[11:]
    return [clock for clock in re.findall(r"\b\d{1,2}:\d{2}\b", body) if clock != by]


def _is_busy(world: World, day: Scenario, clock: str) -> bool:
    start = times.resolve_instant(
        f"{day.simulation_time[:10]}T{clock}", world.desk.now, day.person.timezone
    )
    assert isinstance(start, times.Instant)
    return world.desk.busy(start.minute, start.minute + 5) is not None


def _needs(day: Scenario, check: Callable[[Need], bool]) -> bool:
    return any(check(need) for need in day.must.values())


def _tools(need: Need) -> set[str]:
    return {way.tool for way in need.ways}


_OCCURS: dict[str, Callable[[Scenario], bool]] = {
    "mail": lambda day: bool(day.emails),
    "chat": lambda day: bool(day.chat),
    "slot": lambda day: any("take " in a for f in day.facts.values() for a in f.values()),
    "conflict": lambda day: "c1" in day.must,
    "travel": lambda day: any(m.travel for m in day.meetings),
    "away": lambda day: any(c.away for c in day.contacts),
    "recall": lambda day: bool(day.notes),
    "archive": lambda day: _needs(day, lambda n: "archive_email" in _tools(n)),
    "leave": lambda day: _needs(day, lambda n: "leave_to_user" in _tools(n)),
    "missing": lambda day: any("please" in a or "rather" in a or "take" in a
                               for f in day.facts.values() for a in f.values()),
    "injection": lambda day: _needs(day, lambda n: "send_email" in n.harm),
    "arrival": lambda day: any(m.arrives for m in day.emails),
    "follow_up": lambda day: any(m.after for m in day.emails),
    "drift": lambda day: bool(day.drift),
    "mood": lambda day: any(c.mood in {"annoyed", "angry", "furious"} for c in day.contacts),
    "channel": lambda day: _needs(day, lambda n: n.ways[0].tool == "send_message"
                                  and "reply_email" in _tools(n)),
}  # fmt: skip
