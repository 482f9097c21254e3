"""A morning on which everything is said to be urgent, and one or two things are.

Mails from work and home lie beside an overlap in the calendar. One of a pair runs out soon, the
other one can wait until the evening, and the loudest is neither.
"""

from typing import NamedTuple

from scenarios.families.draft import Draft, need, says, says_time, way
from scenarios.families.family import Family
from scenarios.hidden import Need
from scenarios.schema import Scenario


class _Slot(NamedTuple):
    """A mail that offers a time and wants a yes; the time has to be named."""

    relationship: str
    subject: str
    body: str


_PERSONAL = (
    _Slot("doctor", "A slot has come free today",
          "We can see you at {slot} today. Please confirm by {by}, after that the slot goes to the "
          "next patient."),
    _Slot("school", "Parent talk, one place left",
          "Ms Ferrante has one talk left, at {slot} this afternoon. Tell us by {by} whether you "
          "take it."),
    _Slot("dentist", "Cancellation, could you come at {slot}?",
          "Another patient cancelled. If {slot} suits you for the broken filling, confirm before "
          "{by}."),
    _Slot("care home", "Doctor's round with your father",
          "The doctor can talk to you about your father at {slot}. We need your yes by {by}, she "
          "plans her round then."),
)  # fmt: skip
_PROFESSIONAL = (
    _Slot("vendor", "Customs inspection at {slot}",
          "The inspector can release your goods at {slot}. He waits for a yes until {by}, then the "
          "lorry goes back."),
    _Slot("client", "Site visit today at {slot}?",
          "Our board is in town and could see the line at {slot}. Please confirm by {by} or we "
          "drive on."),
    _Slot("auditor", "Closing call at {slot}",
          "I can sign off the accounts in a call at {slot}. Confirm by {by}, else it moves into "
          "next month."),
    _Slot("bank", "Release of the transfer, call at {slot}",
          "The transfer needs a call at {slot}. Without a confirmation by {by} it is returned."),
)  # fmt: skip

_ASKS = (
    ("Which room for {thing}?", "Hi, where do we meet for {thing}? I print the plan at noon.",
     "{thing} takes place in {value}.",
     ("the induction", "the tasting", "the fire drill", "the photo session"),
     ("the blue room", "the canteen", "the yard", "the loft")),
    ("Code for {thing}", "Good morning, what is the code for {thing}? I stand in front of it.",
     "The code for {thing} is {value}.",
     ("the key box", "the archive", "the bicycle cellar", "the loading gate"),
     ("4471", "9026", "3158", "7783")),
    ("Who takes care of {thing}?", "Hello, who is in charge of {thing} this week?",
     "{value} takes care of {thing} this week.",
     ("the deliveries", "the complaints box", "the van", "the switchboard"),
     ("Oskar", "Greta", "Karim", "Nadia")),
)  # fmt: skip

_LETTERS = (
    ("Ten ideas for a tidy desk", "This week: folders, boxes and the art of the small drawer."),
    ("Your points expire in spring", "You have 320 points. See what they can become."),
    ("Canteen menu", "Monday lentils, Tuesday gnocchi, Wednesday soup."),
    ("Maintenance on Sunday", "The intranet is down on Sunday from 2 to 4. Nothing to do."),
)

_WORK = (
    ("Weekly planning", "Supplier review"), ("Budget round", "Sales update"),
    ("Shift handover", "Roadmap talk"), ("Hiring panel", "Packaging review"),
)  # fmt: skip


def build(d: Draft) -> Scenario:
    """Write a day."""
    urgent, calm = (
        (_PERSONAL, _PROFESSIONAL) if d.is_urgent_personal else (_PROFESSIONAL, _PERSONAL)
    )
    soon, evening = (
        d.later(d.start, d.between(25, 45, 5)),
        d.at(d.pick(("16:30", "17:00", "17:30"))),
    )
    _slot(d, d.pick(urgent), soon, is_personal=d.is_urgent_personal)
    _slot(d, d.pick(calm), evening, is_personal=not d.is_urgent_personal)
    for n in range(d.knobs.conflicts):
        _overlap(d, n)
    asks = d.knobs.length - 2 - d.knobs.conflicts
    for subject, body, note, things, values in d.some(_ASKS * (1 + asks // 3), max(asks, 1)):
        _ask(d, (subject, body, note), d.pick(things), d.pick(values))
    for subject, body in d.some(_LETTERS, d.knobs.distractors):
        firm = d.firm()
        d.mail(firm, subject, body, _ignore(), priority="low", relationship="unknown",
               tier="other")  # fmt: skip
    return d.build(
        title="Everything is urgent", stress=d.between(40, 70),
        description="A full inbox in which one of two offers runs out soon.",
        max_episode_steps=8 * d.knobs.length + 10,
    )  # fmt: skip


def _slot(d: Draft, template: _Slot, by: str, *, is_personal: bool) -> None:
    who = d.contact(template.relationship, "" if is_personal else d.firm(), channel="email")
    slot = d.pick(("10:30", "11:45", "14:15", "15:30", "16:45"))
    words = {"slot": slot, "by": by[11:]}
    d.mail(
        who, template.subject.format(**words), template.body.format(**words),
        need(
            way("reply_email", facts=[says("yes", "confirm", "confirmed", "confirming"),
                                      says_time(slot)]),
            way("draft_reply", 30),
            weight=5, due=by,
        ),
        priority="normal" if is_personal else "high", due=by,
        relationship="personal" if is_personal else "professional",
        tier="personal" if is_personal else "professional",
    )  # fmt: skip


def _ask(d: Draft, texts: tuple[str, str, str], thing: str, value: str) -> None:
    subject, body, note = (text.format(thing=thing, value=value) for text in texts)
    who = d.contact("team member", channel="email", importance=2)
    d.note(note[0].upper() + note[1:], d.pick(("team.md", "house.md", "list.txt")))
    d.mail(
        who, subject, body,
        need(way("reply_email", facts=[says(value)]), way("draft_reply", 40, facts=[says(value)]),
             weight=2),
        priority=d.pick(("normal", "high", "critical")), relationship="professional",
        tier="professional", effort=d.between(10, 30, 5),
    )  # fmt: skip


def _overlap(d: Draft, n: int) -> None:
    first, second = d.pick(_WORK)
    start = d.at(d.pick(("11:00", "13:30", "14:00")), n)
    firm = d.meeting(first, start, 60, attendees=[d.contact("client").name], tier="professional",
                     priority="high")  # fmt: skip
    loose = d.meeting(second, d.later(start, 30), 45, attendees=[d.contact("team member").name],
                      tier="professional", priority="low")  # fmt: skip
    d.conflict(
        need(way("reschedule_meeting", event=loose.id), way("cancel_meeting", 40, event=loose.id),
             way("reschedule_meeting", 40, event=firm.id), weight=3)
    )  # fmt: skip


def _ignore() -> Need:
    return need(way("archive_email"), way("leave_to_user"), weight=0,
                harm=["reply_email", "send_email"])  # fmt: skip


FAMILY = Family(
    "rush_hour", "train", frozenset({"mail", "slot", "conflict", "recall", "archive"}),
    "A full inbox in which one of two offers runs out soon and the loudest is neither.", build,
)  # fmt: skip
