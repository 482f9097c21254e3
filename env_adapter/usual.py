"""What an item usually needs, where the day's file does not say: by its kind and its record.

Apart from `needs`, which judges calls: this is the part that decides how Ghostexec's files are
judged, and what promises, habits and commitments want that nobody wrote a need for.
"""

from collections.abc import Callable

from assistant.contract.day import Item, Source
from assistant.contract.tiers import is_chore
from scenarios.hidden import Need, Way
from scenarios.outlook import Outlook

LEAVING = frozenset({"leave_to_user"})
SETTLING = frozenset(
    {
        "schedule_event", "reschedule_meeting", "cancel_meeting", "reply_email", "draft_reply",
        "send_email", "archive_email", "send_message", "complete_task", "delegate_task",
        "set_reminder", "mark_habit_done", "add_to_kb", "answer", "leave_to_user",
    }
)  # fmt: skip
"""Tools that close an item for good."""

_WEIGHT = {"critical": 5, "high": 4, "normal": 2, "low": 1}

MOST_STREAK_WEIGHT = 3


def usual_need(item: Item, outlook: Outlook) -> Need:
    """What an item of this kind usually needs."""
    return _USUAL[item.source](item, outlook)


def _mail(item: Item, outlook: Outlook) -> Need:
    ways = [Way(tool="reply_email"), Way(tool="draft_reply", credit=60)]
    if item.priority == "low":
        ways.append(Way(tool="archive_email"))
    return Need(ways=ways, weight=_WEIGHT[item.priority])


def _conflict(item: Item, outlook: Outlook) -> Need:
    # An overlap that the day does not hold was made by whoever played it.
    weight = 3 if item.id in outlook.items else 0
    return Need(ways=[Way(tool="reschedule_meeting")], weight=weight)


def _task(item: Item, outlook: Outlook) -> Need:
    ways = [Way(tool="complete_task"), Way(tool="delegate_task", credit=80)]
    return Need(ways=ways, weight=_WEIGHT[item.priority])


def _habit(item: Item, outlook: Outlook) -> Need:
    ways = [Way(tool="mark_habit_done"), Way(tool="set_reminder", credit=60)]
    # A week kept in a row is a point of weight: what has grown for long is lost at once.
    grown = min(MOST_STREAK_WEIGHT, outlook.streaks.get(item.ref, 0) // 7)
    return Need(ways=ways, weight=2 + grown)


def _promise(item: Item, outlook: Outlook) -> Need:
    return Need(ways=_promise_ways(item, outlook), weight=_WEIGHT[item.priority])


def _request(item: Item, outlook: Outlook) -> Need:
    if is_chore(item.text):
        # Nothing is to be done, so doing nothing at all has to be worth as much as leaving it.
        return Need(ways=[Way(tool="leave_to_user")], weight=0)
    doing = [Way(tool=name, credit=50) for name in sorted(SETTLING - LEAVING)]
    return Need(ways=doing, weight=2)


def _promise_ways(item: Item, outlook: Outlook) -> list[Way]:
    """Somebody else's promise is to be chased; one's own to be kept, towards whom it was given."""
    promise = outlook.promises.get(item.ref)
    by, to = (promise.by, promise.to) if promise else ("", "")
    if by:
        return [Way(tool=tool, to=by) for tool in ("send_message", "send_email", "reply_email")]
    ways = [Way(tool="complete_task")] if item.ref in outlook.tasks else []
    ways += [Way(tool="schedule_event", to=to)]
    if to:
        writing = ("send_message", "send_email", "reply_email")
        return ways + [Way(tool=tool, to=to) for tool in writing]
    return [*ways, Way(tool="set_reminder", credit=60)]


_USUAL: dict[Source, Callable[[Item, Outlook], Need]] = {
    "mail": _mail,
    "conflict": _conflict,
    "task": _task,
    "habit": _habit,
    "promise": _promise,
    "you": _request,
}
