"""A day that begins with the end of a meeting: its minutes hold what has to be done now.

What the person took on becomes tasks, what others took on their promises. Two of one's own are
of like weight, one due soon; some take an hour or want other hands; and somebody asks what was
decided, which was something else last time.
"""

from assistant.contract.day import Tier
from scenarios.families import after_meeting_texts as texts
from scenarios.families.draft import Draft, need, only_leave, says, says_time, way
from scenarios.families.family import Family
from scenarios.families.parts_b import (
    COLLEAGUE,
    WRITING,
    afternoon,
    begin,
    colleagues,
    ends,
    first_name,
    in_any_order,
    stated,
    tell_skills,
    upper,
    values,
    written,
)
from scenarios.families.parts_b_traps import frauds, missing, noise
from scenarios.fields import ToolName
from scenarios.hidden import Need
from scenarios.schema import Scenario
from scenarios.things import ContactSpec, NoteSpec

_DUTIES = {"personal": texts.PERSONAL_DUTIES, "professional": texts.PROFESSIONAL_DUTIES}
_NUMBERS = {"personal": texts.PERSONAL_NUMBERS, "professional": texts.PROFESSIONAL_NUMBERS}
_NOON = ("11:00", "11:30", "12:00", "12:30")
_HOUR = 60


class _Minutes:
    """What a meeting's minutes say, and what each commitment in them needs."""

    def __init__(self, d: Draft) -> None:
        self.d = d
        self.end = d.later(d.start, 5)
        self.lines = [d.pick(texts.OPENINGS)]
        self.guests = [d.contact(COLLEAGUE, channel="chat").name]

    def commit(self, text: str, due: str, wanted: Need, *, who: str = "I", more: str = "") -> str:
        """Somebody takes something on; returns the id of the item that comes of it."""
        frames = (texts.MINE if who == "I" else texts.THEIRS) if due else texts.VAGUE
        self.lines.append(self.d.pick(frames).format(who=who, due=due[11:], text=text))
        self.say(more)
        item_id = self.d.id("a")
        self.d.need(item_id, wanted)
        return item_id

    def say(self, line: str) -> None:
        """Something is said that commits nobody."""
        self.lines += [line] * bool(line)

    def write(self) -> None:
        """Put the meeting into the calendar, its minutes with it."""
        d = self.d
        self.say(d.pick(texts.CLOSINGS))
        minutes = d.between(25, 50, 5)
        d.meeting(
            d.pick(texts.TITLES), d.later(self.end, -minutes), minutes, attendees=self.guests[:2],
            tier="professional", summary=" ".join(self.lines),
        )  # fmt: skip


def build(d: Draft) -> Scenario:
    """Write a day."""
    begin(d)
    minutes = _Minutes(d)
    _pair(d, minutes)
    rest = d.knobs.length - 2 - d.knobs.missing
    kinds = d.some((_handed, _promised, _asked), 3)
    for n in range(rest):
        (_long if n % 4 == 0 and rest > 1 else kinds[n % 3])(d, minutes, n)
    is_vague = d.knobs.distractors > 0 and d.chance(50)
    if is_vague:
        # Good intentions: nobody waits for them, and nothing of them is done.
        harm: list[ToolName] = ["complete_task", "delegate_task"]
        minutes.commit(d.pick(texts.INTENTIONS), "", only_leave(harm=harm))
    minutes.write()
    missing(d, at=d.later(minutes.end, 15))
    if not is_vague:
        noise(d, arrives=minutes.end)
    frauds(d, arrives=minutes.end)
    return d.build(
        title="What was agreed", stress=d.between(20, 50),
        description="A meeting has ended, and its minutes hold what is to be done.",
        max_episode_steps=8 * d.knobs.length + 12,
    )  # fmt: skip


def _pair(d: Draft, minutes: _Minutes) -> None:
    """Two things to tell; on some days what to tell stands elsewhere in the minutes."""
    due = ends(d, WRITING["email"], _NOON, since=minutes.end)
    is_number = d.chance(35)
    for tier in in_any_order(d):
        (_number if is_number else _duty)(d, minutes, tier, due[tier])


def _duty(d: Draft, minutes: _Minutes, tier: Tier, due: str) -> None:
    told, x = d.pick(_DUTIES[tier]), afternoon(d)
    who = d.contact(told.relationship, channel="email")
    text = told.text.format(name=who.name, kid=first_name(d), x=x)
    _address(d, who, minutes.commit(text, due, written(who, says_time(x), weight=5, tier=tier)))


def _number(d: Draft, minutes: _Minutes, tier: Tier, due: str) -> None:
    told = d.pick(_NUMBERS[tier])
    old, new = values(d, told.kind)
    who = d.contact(told.relationship, channel="email")
    wanted = written(who, stated(told.kind, new), weight=5, tier=tier)
    text = told.text.format(name=who.name, kid=first_name(d))
    said = told.said.format(value=new, old=old)
    _address(d, who, minutes.commit(text, due, wanted, more=said))


def _address(d: Draft, who: ContactSpec, item_id: str) -> None:
    # The prompt of a task shows no people, so whoever wants an address may ask for it.
    d.answer(item_id, "recipient", f"{who.name}, {who.email}")


def _long(d: Draft, minutes: _Minutes, n: int) -> None:
    due = d.later(minutes.end, 25 + _HOUR * (1 + n // 4) + d.between(20, 50, 5))
    text = d.pick(texts.LONG_WORK).format(firm=d.firm())
    remind = way("set_reminder", 30, latest=d.later(due, -_HOUR))
    minutes.commit(text, due, need(way("complete_task"), remind, weight=3, minutes=_HOUR))


def _handed(d: Draft, minutes: _Minutes, n: int) -> None:
    """The person answers for it, and a colleague is the one who can do it."""
    work = d.pick(texts.HANDABLE)
    due = d.later(minutes.end, d.between(100, 160, 10))
    other, able = colleagues(d, work.skill)
    tell_skills(d, other, able)
    minutes.guests += [other.name, able.name]
    wanted = need(
        way("delegate_task", to=able.name), way("complete_task", 25),
        way("set_reminder", 20, latest=d.later(due, -_HOUR)), weight=3, minutes=_HOUR,
    )  # fmt: skip
    minutes.commit(work.text, due, wanted)


def _promised(d: Draft, minutes: _Minutes, n: int) -> None:
    """A colleague takes something on: to ask for it now is too early, to forget it too easy."""
    text, word = d.pick(texts.PROMISED)
    who = d.contact(COLLEAGUE, channel=d.pick(("email", "text")))
    due = d.later(minutes.end, d.between(90, 200, 10))
    remind = way("set_reminder", earliest=d.start, latest=d.later(due, 60), facts=[says(word)])
    asked = written(who, says(word), weight=3)
    asking = [w.model_copy(update={"credit": w.credit * 4 // 10}) for w in asked.ways]
    minutes.guests.append(who.name)
    minutes.commit(text, due, need(remind, *asking, weight=3, minutes=2), who=who.name)


def _asked(d: Draft, minutes: _Minutes, n: int) -> None:
    """What was decided; older minutes say otherwise, and on some days a correction does."""
    kind, said, question, things = d.pick(texts.DECIDED)
    thing, (old, new) = d.pick(things), values(d, kind)
    third = values(d, kind)[1]
    final = old if third == new else third
    minutes.say(upper(said.format(thing=_within(thing), value=new)))
    before = d.pick(texts.BEFORE[kind]).format(thing=_within(thing), value=old)
    d.note(upper(before), "minutes.md")
    cite = "m1-summary"
    if d.knobs.drift and n < 4:
        corrected = d.pick(texts.CORRECTED[kind]).format(thing=_within(thing), value=final)
        note = NoteSpec(id=d.id("n"), source="minutes.md", text=upper(corrected))
        d.drift(at=d.later(minutes.end, 10), add_note=note)
        new, cite = final, note.id
    d.chat(
        question.format(thing=_within(thing)),
        need(way("answer", facts=[stated(kind, new)], cite=[cite]), weight=3, minutes=2),
        tier="professional", at=d.later(minutes.end, 12 + n),
    )  # fmt: skip


def _within(thing: str) -> str:
    return thing[0].lower() + thing[1:]


FAMILY = Family(
    "after_meeting", "train",
    frozenset({"summary", "task", "promise", "delegate", "remind", "recall", "chat", "archive",
               "leave", "missing", "injection", "drift", "arrival"}),
    "A meeting's minutes hold tasks, promises and an answer that somebody asks for.", build,
)  # fmt: skip
