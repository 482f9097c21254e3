"""When to remind of what only the person can do and what has a day to be done by."""

from assistant.contract import times
from assistant.scripted import language, timing
from assistant.scripted.view import ItemLine, View

_MORNING, _DAY, _NOTICE = 9 * 60, 24 * 60, 30


def reminder_for(item: ItemLine, view: View) -> int | None:
    """When to remind of something that is due: 09:00 of its day, or sooner; None if too late.

    A stated hour without a deadline is the time itself, a part of a day its beginning, a week its
    Friday. What takes two hours or must be done before a day gets the morning before. What is due
    today gets the next half hour.
    """
    found = timing.when(language.core(item.text), view.now, view.timezone)
    if found.kind == "instant" and not found.is_deadline and found.minute is not None:
        return found.minute if found.minute > view.now else None
    if found.kind == "window" and found.window and not found.is_deadline:
        begins = _in_span(found.window, view)
        return begins if begins is not None and begins > view.now else None
    end = found.minute if found.kind == "instant" else item.due
    if found.window is not None:
        end = found.window.start if found.is_before else found.window.end
    if end is None or end <= view.now:
        return None
    effort = item.effort or 0
    local = (end - 1) - _local_minute(end - 1, view)
    morning = local + _MORNING
    wanted = morning if effort < 120 and morning <= end - _NOTICE else morning - _DAY
    if wanted > view.now:
        return wanted
    soon = view.now + _NOTICE + -(view.now + _NOTICE) % _NOTICE
    return next((at for at in (morning, soon) if view.now < at <= end - effort), None)


def _in_span(span: times.Window, view: View) -> int | None:
    """When in "tonight", "this weekend" or "next week" to remind."""
    days = (span.end - span.start) // _DAY
    if not days:
        return span.start
    return span.start + (4 * _DAY if days >= 5 else 0) + _MORNING


def _local_minute(minute: int, view: View) -> int:
    clock = view.say(minute)[15:20]
    return int(clock[:2]) * 60 + int(clock[3:])
