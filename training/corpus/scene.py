"""What the slots of one case stand for: a person, their people and calendar, and what is asked.

A scene draws each value once and puts what it speaks of on the desk: who is named is a contact,
an event that is to be moved is in the calendar, a time is one that the resolver reads.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from assistant.contract import times
from assistant.contract.clock import from_local, offset_of, say_span, to_local
from assistant.contract.day import Contact, Event, Habit, Mail, Person, Task
from assistant.contract.notes import Note
from training.corpus import phrases
from training.corpus.slots import entries, rows
from training.corpus.template import Slot

_ZONES = ("Europe/Berlin", "Europe/London", "America/New_York", "America/Los_Angeles", "UTC",
          "Europe/Paris", "Asia/Kolkata", "Asia/Singapore", "Australia/Sydney", "Asia/Tokyo",
          "America/Sao_Paulo", "Africa/Lagos", "America/Chicago", "Europe/Stockholm")  # fmt: skip
_TRIES = 200
_DAY = 24 * 60
_LEADS = ("on ", "at ")
# After these words "on friday" is "friday" and "at 3" is "3".
_BARE_AFTER = ("for", "to", "until", "till", "by", "from", "is", "on", "at", "of", "about", "the",
               "around", "before", "after", "'s", "and")  # fmt: skip


class NoValueError(Exception):
    """A slot for which this scene has nothing that fits; the case is composed anew."""


@dataclass(frozen=True, slots=True)
class Value:
    """What a slot stands for."""

    said: str
    arg: str | None = None
    """What an argument says; None where it says what the text says."""
    is_fixed: bool = False
    """Only its case may change: times and addresses are misread with a letter less."""
    contact: str = ""
    """Name of the contact that is meant."""


class Scene:
    """The values of one case and the desk that they need."""

    def __init__(self, rng: random.Random, *, style: str, is_today: bool = False) -> None:
        """Draw a person and a moment; `is_today` has the events that are spoken of be today."""
        self.rng = rng
        self.is_spoken = style == "voice"
        self.is_today = is_today
        self.person = self._person()
        self.now = self._moment(rng, self.person.timezone, is_today)
        self.contacts: dict[str, Contact] = {}
        self.events: dict[str, Event] = {}
        self.tasks: dict[str, Task] = {}
        self.habits: dict[str, Habit] = {}
        self.mails: dict[str, Mail] = {}
        self.note: Note | None = None
        self.span: times.Window | None = None
        """What a question about the calendar is about."""
        self.answer = ""
        """What the person says when they are asked."""
        self.moment: int | None = None
        """When something is to be."""
        self._values: dict[Slot, Value] = {}
        self._keeps_clear: list[tuple[int, int]] = []
        self._firsts = {self.person.name.split()[0]}

    def value(self, slot: Slot, before: str = "") -> Value:
        """What `slot` stands for; `before` is the text that it comes after.

        Raises:
            NoValueError: nothing fits.
            TrainingError: there is no such slot.
        """
        if slot not in self._values:
            self._values[slot] = self._draw(slot, before)
        return self._values[slot]

    def _draw(self, slot: Slot, before: str) -> Value:
        coded = getattr(self, f"_slot_{slot.name}", None)
        if coded is not None:
            found: Value = coded(slot.draw, before)
            return found
        row = self._row(slot)
        if slot.column > len(row):
            raise NoValueError(f"{slot.name} has no field {slot.column}")
        return Value(row[slot.column - 1])

    def _row(self, slot: Slot) -> tuple[str, ...]:
        key = Slot(f"row {slot.name}", slot.draw)
        if key not in self._values:
            used = {
                v.said for k, v in self._values.items() if k.name == key.name and k.draw != key.draw
            }
            free = [row for row in rows(slot.name) if " | ".join(row) not in used]
            self._values[key] = Value(" | ".join(self.rng.choice(free)))
        return tuple(self._values[key].said.split(" | "))

    # Who

    def _person(self) -> Person:
        rng = self.rng
        start = rng.choice((7, 8, 8, 9, 9, 9, 10)) * 60 + rng.choice((0, 0, 30))
        name = rng.choice(entries("first_names"))
        if rng.random() < 0.7:
            name = f"{name} {rng.choice(entries('last_names'))}"
        return Person(
            name=name if rng.random() < 0.85 else "You",
            role=rng.choice(entries("roles")) if rng.random() < 0.5 else "",
            timezone=rng.choice(_ZONES),
            work_start=start,
            work_end=start + rng.choice((8, 8, 9)) * 60,
            style=rng.choice(("", "", "", "brief", "warm", "formal")),
        )

    @staticmethod
    def _moment(rng: random.Random, tz: str, is_early: bool) -> int:
        while True:
            hour = rng.randint(6, 11 if is_early else 19)
            local = datetime(rng.randint(2025, 2028), rng.randint(1, 12), rng.randint(1, 28), hour,
                             rng.choice((0, 5, 10, 12, 20, 25, 30, 40, 45, 55)))  # fmt: skip
            found = from_local(local, tz)
            if found is not None:
                return found

    def _slot_person(self, draw: int, before: str) -> Value:
        rng = self.rng
        if rng.random() < 0.14:
            said, name = rng.choice(rows("family"))[:2]
            if name in self.contacts:
                raise NoValueError("they are there already")
            said = said if rng.random() < 0.5 or before.endswith(("my ", "the ")) else f"my {said}"
            self._add_contact(name, "family")
            return Value(said, contact=name, is_fixed=True)
        full = self.full_name()
        self._add_contact(full, rng.choice(entries("relationships")))
        said = full if rng.random() < 0.25 else full.split()[0]
        return Value(said, contact=full, is_fixed=True)

    def _slot_stranger(self, draw: int, before: str) -> Value:
        full = self.full_name()
        return Value(full if self.rng.random() < 0.2 else full.split()[0], is_fixed=True)

    def _slot_sender(self, draw: int, before: str) -> Value:
        mail = self._mail()
        return Value(mail.sender.split()[0], contact=mail.sender, is_fixed=True)

    def full_name(self) -> str:
        """The name of somebody who is not there yet.

        Raises:
            NoValueError: no first name is left.
        """
        for _ in range(_TRIES):
            first = self.rng.choice(entries("first_names"))
            if first not in self._firsts:
                self._firsts.add(first)
                return f"{first} {self.rng.choice(entries('last_names'))}"
        raise NoValueError("no name is left")

    def _add_contact(self, name: str, relationship: str) -> Contact:
        rng = self.rng
        host = rng.choice(entries("mail_hosts"))
        local = ".".join(
            "".join(c for c in word.casefold() if c.isascii() and c.isalnum())
            for word in name.split()
        )
        email = f"{local.strip('.')}@{host}" if local.strip(".") else ""
        contact = Contact(
            name,
            email or f"contact{len(self.contacts) + 1}@{host}",
            relationship,
            rng.choice(("", "", "email", "text", "chat", "call")),
        )
        self.contacts[name] = contact
        return contact

    # When

    def _slot_when(self, draw: int, before: str) -> Value:
        return self._time(before, lambda: phrases.when(
            self.rng, self._date(), is_spoken=self.is_spoken))  # fmt: skip

    def _slot_clock(self, draw: int, before: str) -> Value:
        return self._time(before, lambda: phrases.clock(self.rng, is_spoken=self.is_spoken))

    def _slot_answer_when(self, draw: int, before: str) -> Value:
        """A day and time that the person gives when asked."""
        value = self._slot_when(draw, before)
        self.answer = value.said
        return Value(value.said, value.arg or value.said, is_fixed=True)

    def _slot_answer_clock(self, draw: int, before: str) -> Value:
        """A time of the day that was named before, which the person gives when asked."""
        named = self._values[Slot("whenday")]
        day = named.arg or named.said
        value = self._time("", lambda: self._clock_on(day))
        self.answer = value.said.removeprefix(f"{day} ")
        return Value(value.said, (value.arg or value.said).removeprefix(f"{day} "), is_fixed=True)

    def _slot_answer_often(self, draw: int, before: str) -> Value:
        """A recurring time that the person gives when asked."""
        value = self._slot_often(draw, before)
        self.answer = value.said
        return value

    def _slot_answer_half(self, draw: int, before: str) -> Value:
        """Morning or evening, which the person says when asked."""
        half = self.rng.choice(("morning", "evening"))
        forms = ("{}", "in the {}", "in the {} please", "the {}", "{} of course")
        self.answer = self.rng.choice(forms).format(half)
        return Value(f"in the {half}", is_fixed=True)

    def _clock_on(self, day: str) -> phrases.Said:
        said, meant = phrases.clock(self.rng, is_spoken=self.is_spoken)
        return f"{day} {said}", f"{day} {meant}"

    def _slot_delay(self, draw: int, before: str) -> Value:
        return self._time(before, self._delay)

    def _delay(self) -> phrases.Said:
        said = f"in {phrases.delay(self.rng)}"
        return said, said

    def _time(self, before: str, draw: Callable[[], phrases.Said]) -> Value:
        """A time ahead that the resolver reads in one way."""
        for _ in range(_TRIES):
            said, meant = draw()
            said, meant = _bare(said, before), _bare(meant, before)
            found = times.resolve_instant(meant, self.now, self.person.timezone)
            if isinstance(found, times.Instant) and found.minute > self.now + 3:
                if self._is_taken(found.minute, 240):
                    continue
                self.moment = found.minute
                self._keeps_clear.append((found.minute - 180, found.minute + 540))
                return Value(said, meant, is_fixed=True)
        raise NoValueError("no such time is ahead")

    def _slot_bare_hour(self, draw: int, before: str) -> Value:
        """An hour that may be in the morning or in the evening."""
        hour = self.rng.randint(6, 9)
        if self.span is None or self.span.start <= self.now:
            raise NoValueError("only one of both is ahead")
        return Value(str(hour), is_fixed=True)

    def _slot_often(self, draw: int, before: str) -> Value:
        for _ in range(_TRIES):
            said, meant = phrases.often(self.rng, is_spoken=self.is_spoken)
            found = times.resolve_recurrence(meant, self.now, self.person.timezone)
            if isinstance(found, times.Recurrence):
                return Value(said, meant, is_fixed=True)
        raise NoValueError("no recurring time was read")

    def _slot_whenday(self, draw: int, before: str) -> Value:
        for _ in range(_TRIES):
            said, meant = phrases.day(self.rng, self._date(), is_spoken=self.is_spoken)
            said, meant = _bare(said, before), _bare(meant, before)
            found = times.resolve_day(meant, self.now, self.person.timezone)
            if isinstance(found, times.Window) and found.end > self.now:
                self.span = found
                return Value(said, meant, is_fixed=True)
        raise NoValueError("no day was read")

    def _slot_window(self, draw: int, before: str) -> Value:
        for _ in range(_TRIES):
            said = _bare(phrases.window(self.rng), before)
            found = times.resolve_window(said, self.now, self.person.timezone)
            if isinstance(found, times.Window) and found.end > self.now + 180:
                self.span = found
                return Value(said, is_fixed=True)
        raise NoValueError("no span was read")

    def _slot_minutes_spoken(self, draw: int, before: str) -> Value:
        said, minutes, *_ = self._length(draw)
        if before.casefold().split()[-1:] == ["a"]:
            said = f"{minutes} minute"
        return Value(said, is_fixed=True)

    def _slot_minutes(self, draw: int, before: str) -> Value:
        return Value(self._length(draw)[1], is_fixed=True)

    def _length(self, draw: int) -> tuple[str, ...]:
        return self._row(Slot("lengths", draw))

    def _date(self) -> date:
        return to_local(self.now, self.person.timezone).date()

    # What is there

    def _slot_event(self, draw: int, before: str) -> Value:
        event = self._event(draw)
        key = Slot("event said", draw)
        if key not in self._values:
            said = event.title[:1].lower() + event.title[1:]
            if event.attendees and self.rng.random() < 0.3:
                kind = self.rng.choice(("meeting", "call", "appointment", "catch up"))
                said = f"{kind} with {event.attendees[0].split()[0]}"
            self._values[key] = Value(said)
        return self._values[key]

    def _slot_event_id(self, draw: int, before: str) -> Value:
        return Value(self._event(draw).id, is_fixed=True)

    def _slot_event_minutes(self, draw: int, before: str) -> Value:
        return Value(str(self._event(draw).minutes), is_fixed=True)

    def _slot_event_when(self, draw: int, before: str) -> Value:
        event = self._event(draw)
        return Value(f"{event.title}: {self._span_of(event)}.", is_fixed=True)

    def _slot_event_where(self, draw: int, before: str) -> Value:
        """Where an event is."""
        event = self._event(draw)
        place = event.location or self.rng.choice(entries("place"))
        self.events[event.id] = replace(event, location=place)
        return Value(f"{event.title} is at {place}.", is_fixed=True)

    def _slot_event_who(self, draw: int, before: str) -> Value:
        """Who comes to an event."""
        event = self._event(draw)
        if not event.attendees:
            raise NoValueError("nobody comes")
        return Value(f"{event.title} is with {', '.join(event.attendees)}.", is_fixed=True)

    def _slot_next_event(self, draw: int, before: str) -> Value:
        """The next event after now, which is today or in the next days."""
        self._some_events()
        first = min(self.events.values(), key=lambda e: e.start)
        self._keeps_clear.append((self.now - _DAY, first.end))
        return Value(f"{self._span_of(first)} {first.title}.", is_fixed=True)

    def _slot_agenda(self, draw: int, before: str) -> Value:
        """What the calendar holds on the day or in the span that the text names."""
        assert self.span is not None
        start, end = max(self.span.start, self.now), self.span.end
        if start > self.now + 6 * _DAY:
            raise NoValueError("the calendar does not show it")
        self._keeps_clear.append((self.span.start, end))
        for _ in range(self.rng.choices((0, 1, 2, 3), (3, 4, 4, 2))[0]):
            self._event_between(start, end)
        said = self._listed(start, end)
        named = next(v.said for k, v in self._values.items() if k.name in {"whenday", "window"})
        return Value(said or f"Nothing is in your calendar {named}.", is_fixed=True)

    def _slot_free(self, draw: int, before: str) -> Value:
        """Whether the person is free then."""
        if self.moment is not None:
            return self._free_at(self.moment)
        said = self._slot_agenda(draw, before).said
        if said.startswith("Nothing"):
            return Value(f"Yes. {said}", is_fixed=True)
        return Value(f"There is {said}", is_fixed=True)

    def _free_at(self, moment: int) -> Value:
        if moment > self.now + 6 * _DAY:
            raise NoValueError("the calendar does not show it")
        if self.rng.random() < 0.5:
            return Value("Yes, you are free then.", is_fixed=True)
        start = moment - self.rng.choice((0, 0, 15, 30))
        if start <= self.now:
            raise NoValueError("it has begun")
        event = self._add_event(start, self.rng.choice((45, 60, 90)))
        return Value(f"No, there is {self._span_of(event)} {event.title}.", is_fixed=True)

    def _slot_task(self, draw: int, before: str) -> Value:
        return Value(self._task(draw).text)

    def _slot_todo(self, draw: int, before: str) -> Value:
        return Value(self._task(draw, "errand").text)

    def _slot_task_id(self, draw: int, before: str) -> Value:
        return Value(self._task(draw).id, is_fixed=True)

    def _slot_habit(self, draw: int, before: str) -> Value:
        return Value(self._habit_row(draw)[0])

    def _slot_habit_id(self, draw: int, before: str) -> Value:
        past = self._values.get(Slot("row habits_past", draw))
        row = tuple(past.said.split(" | ")) if past else self._habit_row(draw)
        label = row[1] if len(row) > 1 else row[0]
        found = next((h for h in self.habits.values() if h.label == label), None)
        if found is None:
            found = Habit(f"h{len(self.habits) + 1}", label, streak=self.rng.randint(0, 30))
            self.habits[found.id] = found
        return Value(found.id, is_fixed=True)

    def _slot_mail_id(self, draw: int, before: str) -> Value:
        return Value(self._mail().id, is_fixed=True)

    def _slot_fact_topic(self, draw: int, before: str) -> Value:
        return Value(self._row(Slot("facts", draw))[0])

    def _slot_fact_question(self, draw: int, before: str) -> Value:
        return Value(self._row(Slot("facts", draw))[1])

    def _slot_fact_said(self, draw: int, before: str) -> Value:
        return Value(self._row(Slot("facts", draw))[2].rstrip("."))

    def _slot_fact_answer(self, draw: int, before: str) -> Value:
        said = self._row(Slot("facts", draw))[2]
        return Value(said[:1].upper() + said[1:].rstrip(".") + ".", is_fixed=True)

    def _slot_fact_category(self, draw: int, before: str) -> Value:
        return Value(self._row(Slot("facts", draw))[3], is_fixed=True)

    def _slot_note_id(self, draw: int, before: str) -> Value:
        if self.note is None:
            text = self._slot_fact_answer(draw, before).said
            self.note = Note(self._note_id(), text, self.rng.choice(("you", "", "notes.md")))
        return Value(self.note.id, is_fixed=True)

    def other_notes(self, count: int) -> list[Note]:
        """Notes about something else."""
        topics = {self._values[k].said for k in self._values if k.name == "row facts"}
        found = [row for row in rows("facts") if " | ".join(row) not in topics]
        chosen = self.rng.sample(found, min(count, len(found)))
        return [Note(self._note_id(), f"{r[2][:1].upper()}{r[2][1:]}.", "you") for r in chosen]

    def _note_id(self) -> str:
        return f"n{self.rng.randint(1, 9999)}"

    def _habit_row(self, draw: int) -> tuple[str, ...]:
        return self._row(Slot("habits", draw))

    def _task(self, draw: int, words: str = "tasks") -> Task:
        key = Slot("task of", draw)
        if key not in self._values:
            task_id = f"t{len(self.tasks) + 1 + self.rng.choice((0, 0, 1, 2, 3, 6))}"
            text = self._row(Slot(words, draw))[0]
            due = self.now + self.rng.randint(2, 100) * 60 if self.rng.random() < 0.3 else None
            self.tasks[task_id] = Task(task_id, text, due)
            self._values[key] = Value(task_id)
        return self.tasks[self._values[key].said]

    def _mail(self) -> Mail:
        if not self.mails:
            full = self.full_name()
            contact = self._add_contact(full, self.rng.choice(entries("relationships")))
            row = self._row(Slot("mails", 1))
            received = self.now - self.rng.randint(5, 1200)
            self.mails["e1"] = Mail("e1", full, row[0], row[1], contact.email, received)
        return self.mails["e1"]

    def _event(self, draw: int) -> Event:
        key = Slot("event of", draw)
        if key not in self._values:
            end = self._local_day(1) if self.is_today else self._local_day(6)
            event = self._event_between(self.now + 10, end)
            self._values[key] = Value(event.id)
        return self.events[self._values[key].said]

    def _local_day(self, days: int) -> int:
        """The UTC minute at which a day that comes begins."""
        offset = offset_of(self.now, self.person.timezone)
        return ((self.now + offset) // _DAY + days) * _DAY - offset

    def _event_between(self, start: int, end: int) -> Event:
        """A new event in waking hours that overlaps no other."""
        for _ in range(_TRIES):
            at = self.rng.randrange(start, max(end - 30, start + 1))
            at -= at % 15
            hour = to_local(at, self.person.timezone).hour
            minutes = self.rng.choice((15, 30, 30, 45, 60, 60, 60, 90, 120))
            if start <= at and at + minutes <= end and 7 <= hour < 21:
                if not self._is_taken(at, minutes):
                    return self._add_event(at, minutes)
        raise NoValueError("no room is left in the calendar")

    def _is_taken(self, start: int, minutes: int) -> bool:
        end = start + minutes
        return any(e.start < end + 15 and start < e.end + 15 for e in self.events.values())

    def _add_event(self, start: int, minutes: int) -> Event:
        rng = self.rng
        titles = [t for t in entries(rng.choice(("meeting_title", "appointment")))]
        known = {e.title.casefold() for e in self.events.values()}
        known |= {v.said.casefold() for k, v in self._values.items() if k.name.startswith("row ")}
        title = rng.choice([t for t in titles if t.casefold() not in known])
        attendees: tuple[str, ...] = ()
        if rng.random() < 0.35:
            full = self.full_name()
            self._add_contact(full, rng.choice(entries("relationships")))
            attendees = (full,)
        event = Event(
            f"m{len(self.events) + 1}", title[:1].upper() + title[1:], start, minutes, attendees,
            location=rng.choice(entries("place")) if rng.random() < 0.08 else "",
        )  # fmt: skip
        self.events[event.id] = event
        return event

    def _some_events(self) -> None:
        for _ in range(self.rng.randint(1, 3)):
            self._event_between(self.now + 10, self._local_day(4))

    def add_rest(self) -> None:
        """Fill the calendar around what was drawn, and add people who are not named."""
        for _ in range(self.rng.choices((0, 1, 2, 3, 4), (4, 3, 3, 2, 1))[0]):
            day = self._local_day(self.rng.randint(0, 5))
            start = max(day + 7 * 60, self.now + 15)
            at = self.rng.randrange(start, start + 12 * 60)
            at -= at % 15
            is_clear = not any(s < at + 150 and at < e for s, e in self._keeps_clear)
            if is_clear and at > self.now and not self._is_taken(at, 120):
                self._add_event(at, self.rng.choice((30, 45, 60, 60, 90)))
        for _ in range(self.rng.choice((0, 0, 1, 2))):
            self._add_contact(self.full_name(), self.rng.choice(entries("relationships")))

    def _listed(self, start: int, end: int) -> str:
        coming = sorted(
            (e for e in self.events.values() if e.start < end and start < e.end),
            key=lambda e: e.start,
        )
        return "; ".join(f"{self._span_of(e)} {e.title}" for e in coming) + ("." if coming else "")

    def _span_of(self, event: Event) -> str:
        return say_span(event.start, event.end, self.person.timezone)


def _bare(phrase: str, before: str) -> str:
    """The phrase without its own "on" or "at" where the text before has a word for it."""
    if before.rstrip().casefold().endswith(_BARE_AFTER) and before.split()[-1:]:
        last = before.split()[-1].casefold()
        if last in _BARE_AFTER or last.endswith("'s"):
            for lead in _LEADS:
                phrase = phrase.removeprefix(lead)
    return phrase
