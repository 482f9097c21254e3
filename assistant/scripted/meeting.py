"""The meeting agent: new events, cancelled ones, moved ones. Conflicts stand in `conflict`.

A start is copied from what the person wrote and never made up: where the time is open, the
calendar is asked first; where others are concerned and no time is named, the person is.
"""

import re

from assistant.contract import times
from assistant.scripted import language, timing
from assistant.scripted.conflict import decide_conflict, slots_in
from assistant.scripted.event import attendees, events_named, length, title
from assistant.scripted.timing import When
from assistant.scripted.turn import Call, Turn
from assistant.scripted.view import EventLine, OutcomeLine
from assistant.scripted.vocabulary import CANCEL, MOVE

_OPEN = re.compile(
    r"\b(?:find|some ?time|any ?time|whenever|when (?:i|we)(?:'re| are|'m| am) free|free slot"
    r"|a slot|fit in|squeeze in|make (?:time|room)|block|this week|next week|when (?:can"
    r"|could) (?:i|we)|(?:next|first) available|as soon as|soon|asap|flexible|hold|free)\b",
    re.IGNORECASE,
)
_FLEXIBLE = re.compile(
    r"\b(?:block|focus|deep work|gym|run|jog|workout|work out|yoga|swim|walk|read\w*|study\w*|nap"
    r"|practi[cs]e|time for|time to|meditat\w*|journal\w*|stretch\w*|writing|admin)\b",
    re.IGNORECASE,
)
_FIXED = re.compile(
    r"\b(?:appointment|appt|dentist|doctor|dr|gp|physio|therap\w+|vet|haircut|school|interview"
    r"|class|lesson|flight|train|optician|clinic|hospital|play|recital|wedding|concert)\b",
    re.IGNORECASE,
)
_REASON = re.compile(r"\b(?:because|since|as|due to)\s+(.+)$", re.IGNORECASE)


def decide(turn: Turn) -> Call:
    """The next call on an item that concerns the calendar."""
    if turn.item.source == "conflict":
        return decide_conflict(turn)
    if CANCEL.match(turn.core):
        return _cancel(turn)
    if MOVE.match(turn.core):
        return _reschedule(turn)
    return _schedule(turn)


def _schedule(turn: Turn) -> Call:
    last = turn.last
    declined = language.declined_in(turn.item.said)
    if last and last.tool == "find_free_slot" and not last.outcome.is_refused:
        slots = [slot for slot in slots_in(last.outcome) if slot not in declined]
        if slots:
            return _book(turn, slots[-1] if declined else slots[0], None)
        return turn.ask("time", f"Nothing is free {last.args.get('window', 'then')}. When instead?")
    refusal = turn.refused("schedule_event")
    if declined and refusal is None:
        day, hours = declined[-1][:14], turn.view.work_hours
        later = "12:00" if len(declined) == 1 else hours[0]
        return _look(turn, f"{day} {later}-{hours[1]}")
    return _after_refusal(turn, refusal) if refusal else _at_stated_time(turn)


def _at_stated_time(turn: Turn) -> Call:
    found = turn.when
    if found.kind == "instant" and not found.is_deadline:
        return _clash(turn, found) or _book(turn, found.phrase, found.minutes)
    if found.kind == "recurrence" and found.minute is not None:
        return _book(turn, turn.view.say(found.minute), None)
    if found.question:
        return turn.ask("time", found.question)
    return _without_time(turn, found)


def _clash(turn: Turn, found: When) -> Call | None:
    """What to do where the calendar shows that the time is taken or over."""
    start = found.minute or 0
    end = start + (found.minutes or length(turn))
    if start < turn.view.now:
        return turn.ask("time", f"{turn.view.say(start)} is over. When should “{title(turn)}” be?")
    for event in turn.view.events:
        if event.is_busy and event.start < end and start < event.start + event.minutes:
            return _instead_of(turn, event.title)
    return None


def _without_time(turn: Turn, found: When) -> Call:
    """A day, a span or nothing is known: look for a slot only where the time is left open."""
    others = attendees(turn)
    is_open = _OPEN.search(turn.core) is not None
    is_own = not others and not _FIXED.search(turn.core)
    is_span = found.kind == "window" and found.phrase.casefold() != "tonight"
    if found.is_deadline:
        found, is_span = When(), False
    if found.window is not None and (
        turn.is_up_to_us or is_open or is_span or (is_own and _FLEXIBLE.search(turn.core))
    ):
        return _look(turn, found.phrase)
    if found.kind == "none" and (is_open or turn.is_up_to_us):
        return _look(turn, _default_window(turn))
    what = language.title(title(turn), 60)
    day = f" on {found.phrase}" if found.phrase else ""
    return turn.ask("time", f"What time{day} should “{what}” be?" if day else
                    f"When should “{what}” be: which day and time?")  # fmt: skip


def _look(turn: Turn, window: str) -> Call:
    if any(step.tool == "find_free_slot" for step in turn.steps):
        return turn.ask("time", f"When should “{title(turn)}” be?")
    return turn.call("find_free_slot", duration_minutes=length(turn), window=window)


def _default_window(turn: Turn) -> str:
    due, view = turn.item.due, turn.view
    if due is not None and due > view.now:
        return times.say_day(due, view.timezone)
    late_in_week = view.say(view.now)[:3] in {"Fri", "Sat", "Sun"}
    return "next week" if late_in_week else "this week"


def _book(turn: Turn, start: str, minutes: int | None) -> Call:
    others = attendees(turn)
    args = {"attendees": others} if others else {}
    return turn.call(
        "schedule_event", title=title(turn), start=start,
        duration_minutes=minutes or length(turn), **args,
    )  # fmt: skip


def _after_refusal(turn: Turn, refusal: OutcomeLine) -> Call:
    if " is then" in refusal.text:
        return _instead_of(turn, refusal.text.partition(" is then")[0].partition(" ")[2])
    return _retry_denied(turn, refusal, "start") or turn.ask_after(refusal, "time")


def _instead_of(turn: Turn, clash: str) -> Call:
    """Another time that day for something of one's own; a question about anything else."""
    is_own = not attendees(turn) and not _FIXED.search(turn.core)
    if is_own and _FLEXIBLE.search(turn.core) and turn.when.minute is not None:
        return _look(turn, times.say_day(turn.when.minute, turn.view.timezone))
    return turn.ask("time", f"“{clash}” is then already. When should “{title(turn)}” be instead?")


def _retry_denied(turn: Turn, refusal: OutcomeLine, field: str) -> Call | None:
    """A denial that names a time is an order, followed once."""
    wish = turn.read(refusal.text) if refusal.status == "denied" else When()
    step = turn.last
    tried = sum(s.outcome.status == "denied" for s in turn.steps)
    if wish.kind != "instant" or step is None or tried > 1 or step.args.get(field) == wish.phrase:
        return None
    return step.tool, {**step.args, field: wish.phrase}


def _cancel(turn: Turn) -> Call:
    refusal = turn.refused("cancel_meeting")
    if refusal:
        return turn.ask_after(refusal, "meeting")
    events = events_named(turn, " ".join([turn.core, *turn.said]))
    if len(events) != 1:
        return _which(turn, events, "cancelled")
    reason = _REASON.search(turn.core)
    why = language.sentence(reason[1]) if reason else "I am sorry, I have to cancel this one."
    return turn.call("cancel_meeting", meeting_id=events[0].id, reason=why)


def _reschedule(turn: Turn) -> Call:
    target, _, goal = _split_goal(turn.core)
    events = events_named(turn, " ".join([target, *turn.said]))
    if len(events) != 1:
        return _which(turn, events, "moved")
    event, last = events[0], turn.last
    if last and last.tool == "find_free_slot" and not last.outcome.is_refused:
        slots = slots_in(last.outcome)
        if slots:
            return turn.call("reschedule_meeting", meeting_id=event.id, new_time=slots[0])
        return turn.ask("time", f"Nothing is free then. When should “{event.title}” be instead?")
    refusal = turn.refused("reschedule_meeting")
    if refusal:
        again = _retry_denied(turn, refusal, "new_time")
        return again or turn.ask_after(refusal, "time")
    return _to_new_time(turn, event, goal)


def _to_new_time(turn: Turn, event: EventLine, goal: str) -> Call:
    shifted = _shifted(turn.core, event)
    new = turn.view.say(shifted) if shifted is not None else ""
    found = turn.read(" ".join([goal, *turn.said[-1:]]))
    if not new and found.kind == "instant" and found.minute is not None:
        day = times.say_day(event.start, turn.view.timezone)[4:]
        same_day = f"{day} {found.phrase.removeprefix('at ')}"
        own = times.resolve_instant(same_day, turn.view.now, turn.view.timezone)
        # A clock time alone stays on the event's day.
        new = same_day if isinstance(own, times.Instant) else found.phrase
    if new:
        return turn.call("reschedule_meeting", meeting_id=event.id, new_time=new)
    if found.question:
        return turn.ask("time", found.question)
    is_open = found.kind == "window" or not event.attendees
    if found.window is not None and is_open and not turn.steps:
        return turn.call("find_free_slot", duration_minutes=max(event.minutes, 5),
                         window=found.phrase)  # fmt: skip
    return turn.ask("time", f"To which day and time should “{event.title}” move?")


def _split_goal(text: str) -> tuple[str, str, str]:
    """Cut a request at the word before the new time: "the 1:1 with Tom", "to", "Thursday 14:00"."""
    match = None
    for match in re.finditer(r"\b(?:to|until|till|for|at|on)\b", text):
        if times.find_phrases(timing.correct(text[match.end() :])):
            return text[: match.start()], match.group(), text[match.end() :]
    return text, "", text


def _shifted(text: str, event: EventLine) -> int | None:
    """A new start "30 minutes later", "back by an hour"."""
    lengths = [p for p in times.find_phrases(text) if p.kind == "duration"]
    minutes = times.resolve_duration(lengths[0].text) if lengths else None
    if minutes is None:
        return None
    is_earlier = re.search(r"\b(?:earlier|forward|up by|sooner)\b", text, re.IGNORECASE)
    is_later = re.search(r"\b(?:later|back|by|push|delay|postpone)\b", text, re.IGNORECASE)
    if is_earlier:
        return event.start - minutes
    return event.start + minutes if is_later else None


def _which(turn: Turn, events: list[EventLine], done: str) -> Call:
    if not events:
        return turn.ask(
            "meeting", f"I find no such event in the calendar. Which one should be {done}?"
        )
    named = " or ".join(f"{e.title} {turn.view.say(e.start)}" for e in events[:3])
    return turn.ask("meeting", f"Which one should be {done}: {named}?")
