"""Which preferences hold now: a newer one supersedes an older one on the same thing.

    found = kb.standing()
    found.past["tea"].by  # id of the note that took the place of the note "tea"

Nothing of this is kept. It follows from the notes each time they change, so that forgetting the
newer note brings the older one back, and no link can outlive the note that it names. When in
doubt both notes stand: hiding the wrong one is worse than showing two.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

import numpy as np

from memory.embedder import Embedder, Vectors
from memory.hygiene import Which
from memory.log import NoteLog
from memory.record import Record, minutes, seconds
from memory.statements import Statement, read_statement

CATEGORIES = frozenset({"preference", "user_profile"})
_DAY_S = 24 * 60 * 60
_GRACE_MIN = 12 * 60
"""No zone is known here, and a day ends up to twelve hours later than it does in UTC."""

_DEEDS = frozenset({"drink", "eat", "play", "read", "wear", "watch", "cook", "run", "walk"})
"""Verbs that are no common subject: who drinks water now may still drink tea."""
_SHARED = 0.5
"""Share of the shorter one's telling words that both must have."""
_NEAR = 0.42
"""Cosine of two values from which they answer the same question, as "short" and "long" do."""
_NEAR_CHANGED = 0.25
"""The same where the newer note says that something was otherwise before."""


@dataclass(frozen=True, slots=True)
class Past:
    """Why a preference does not hold now."""

    why: str
    """`superseded` or `ended`."""
    by: str = ""
    """Id of the newest note that says otherwise; empty for `ended`."""
    at: float = 0.0
    """Since when that one holds, in UTC seconds."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How the preferences stand at a moment."""

    current: list[str]
    """Ids of those that hold or will hold, oldest first."""
    past: dict[str, Past]
    contradictions: list[tuple[str, str]]
    """Pairs of current ones that cannot both be right."""
    until: float | None = None
    """When, in UTC seconds, something begins or ends and this is to be asked again."""

    def against(self, note_id: str) -> list[str]:
        """Ids of the current notes that contradict this one."""
        return [a if b == note_id else b for a, b in self.contradictions if note_id in (a, b)]

    def shown(
        self,
        found: Iterable[tuple[Record, float]],
        records: Mapping[str, Record],
        limit: int,
        which: Which | None = None,
    ) -> list[tuple[Record, float]]:
        """At most `limit` of the notes that a search found, best first, without past ones.

        A note comes with those that contradict it, which take the places of notes before it if
        need be: one of two contradicting notes alone would pass for the truth. What a stranger's
        note contradicts is not made to bring that note along, nor is what `which` does not fit.
        """
        kept: list[tuple[Record, float]] = []
        whole = 0  # the beginning of `kept` that no later note may cut into
        for record, score in found:
            if record.id in self.past or any(record is other for other, _ in kept):
                continue
            others = [records[note_id] for note_id in self.against(record.id)]
            new = [
                (other, score)
                for other in others
                if not other.tainted
                and (not which or which.fits(other))
                and all(other is not known for known, _ in kept)
            ]
            group = [(record, score), *new][: max(limit, 0)]
            start = min(len(kept), limit - len(group))
            if start < len(kept) and (start < whole or len(group) == 1):
                continue
            kept = [*kept[:start], *group]
            whole = len(kept) if len(group) > 1 else whole
        return kept


def is_preference(record: Record) -> bool:
    """Whether a note is a preference or a fact about the person."""
    return record.kind in {"fact", "document"} and record.category in CATEGORIES


class Nearness:
    """Cosines of a few words to each other; each phrase is embedded once."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._known: dict[str, Vectors] = {}
        self._used: set[str] = set()

    def __call__(self, first: str, second: str) -> float:
        """The cosine of two phrases."""
        missing = [text for text in (first, second) if text not in self._known]
        if missing:
            self._known.update(zip(missing, self._embedder.embed(missing), strict=True))
        self._used |= {first, second}
        return float(np.dot(self._known[first], self._known[second]))

    def forget_unused(self) -> None:
        """Drop what was not asked for since the last call, such as words of forgotten notes."""
        self._known = {text: self._known[text] for text in self._used}
        self._used = set()


def standing(records: Iterable[Record], near: Nearness, now: datetime) -> Standing:
    """Which of the preferences among `records` (oldest first) hold at `now`."""
    minute = int(now.timestamp() // 60) - _GRACE_MIN
    known: list[str] = []
    past: dict[str, Past] = {}
    moments: list[int] = []
    groups: dict[object, list[_Read]] = {}
    for record in filter(is_preference, records):
        said = read_statement(record.text, None if record.time is None else minutes(record.time))
        known.append(record.id)
        if said is None:
            continue
        moments += [at for at in (said.begins, said.ends) if at is not None and at > minute]
        if said.ends is not None and said.ends <= minute:
            past[record.id] = Past("ended")
        elif said.begins is None or said.begins <= minute:
            # What differs in any of these is about something else, and is never compared.
            key = (_speaker(record), said.names, said.scope, said.subject, said.ends)
            groups.setdefault(key, []).append(_Read(record, said, _when(record, said)))
    pairs: list[tuple[str, str]] = []
    for group in groups.values():
        for first, second in _pairs(group):
            _relate(first, second, near, past, pairs)
    near.forget_unused()
    return Standing(
        current=[note_id for note_id in known if note_id not in past],
        past=past,
        contradictions=[pair for pair in pairs if not past.keys() & {*pair}],
        until=(min(moments) + _GRACE_MIN) * 60.0 if moments else None,
    )


@dataclass(frozen=True, slots=True)
class _Read:
    record: Record
    said: Statement
    when: tuple[float, float] | None
    """The seconds between which it began to hold; None where nobody knows."""


def _pairs(group: Iterable[_Read]) -> Iterator[tuple[_Read, _Read]]:
    """Pairs that can say different things at all, without looking at each one of a long list."""
    places: dict[str, list[_Read]] = {}
    for read in group:
        said = read.said
        # One property, or one word for another, may share nothing else.
        alone = {""} if said.is_property or len(said.value) == 1 else set()
        keys = {*said.value, *said.rejected, *alone}
        met = {other.record.id: other for key in keys for other in places.get(key, ())}
        for other in met.values():
            yield other, read
        for key in keys:
            places.setdefault(key, []).append(read)


def _relate(
    first: _Read,
    second: _Read,
    near: Nearness,
    past: dict[str, Past],
    contradictions: list[tuple[str, str]],
) -> None:
    """Note down what a pair on one thing comes to, if it says different things."""
    a, b = first.when, second.when
    if a is None or b is None or (a[1] >= b[0] and b[1] >= a[0]):
        if differs(first.said, second.said, near) or differs(second.said, first.said, near):
            contradictions.append((first.record.id, second.record.id))
        return
    old, new = (first, second) if a < b else (second, first)
    if not differs(old.said, new.said, near):
        return
    if new.record.tainted and not old.record.tainted:
        # A stranger's word never takes the place of the person's own.
        contradictions.append((old.record.id, new.record.id))
        return
    known = past.get(old.record.id)
    since = max(a, b)[0]
    if known is None or known.at < since:
        past[old.record.id] = Past("superseded", new.record.id, since)


class Preferences:
    """How the preferences of one log stand, worked out anew when it has changed."""

    def __init__(self, log: NoteLog, embedder: Embedder) -> None:
        self._log = log
        self._near = Nearness(embedder)
        self._version = -1
        self._standing = Standing([], {}, [])

    def standing(self) -> Standing:
        """How they stand now."""
        now = datetime.now(UTC)
        until = self._standing.until
        if self._version != self._log.version or (until is not None and until <= now.timestamp()):
            self._standing = standing(self._log.records.values(), self._near, now)
            self._version = self._log.version
        return self._standing


def differs(old: Statement, new: Statement, near: Nearness) -> bool:
    """Whether two statements on one thing cannot both hold, the second said after the first.

    Both are of one speaker and alike in names, scope and subject; `standing` sees to that.
    """
    a, b = {*old.value}, {*new.value}
    if old.is_negative != new.is_negative:
        return a == b and bool(a or old.subject) and old.rejected == new.rejected
    if old.rejected or new.rejected:
        return _is_turned(old, new)
    if a <= b or b <= a:
        return False  # the same again, or the same in more words
    if a - b <= old.numbers and b - a <= new.numbers and not old.is_property:
        # "No calls before 9:00" is a limit; the number of "I like channel 4" only says which.
        return bool(a & b - old.numbers) and (old.is_negative or _is_exclusive(old, new))
    if old.is_property:
        return _is_other_property(old, new, near)
    return _is_replaced(old, new, near)


def _is_turned(old: Statement, new: Statement) -> bool:
    """Whether one chooses what the other puts second: "tea to coffee" and "coffee to tea"."""
    a, b = {*old.value}, {*new.value}
    if old.rejected and new.rejected:
        return bool(a & new.rejected and b & old.rejected)
    if new.rejected:
        return bool(b - a and a & new.rejected) and a <= new.rejected | b
    return bool(a - b and b & old.rejected) and b <= old.rejected | a


def _is_replaced(old: Statement, new: Statement, near: Nearness) -> bool:
    """Whether the new sentence says the same as the old one with another value in one place."""
    if old.is_negative or not _is_exclusive(old, new):
        return False  # "no nuts" and "no milk", "I like tea" and "I like coffee" add up
    a, b = {*old.value}, {*new.value}
    only_a, only_b = a - b, b - a
    if bool(only_a & old.numbers) != bool(only_b & new.numbers):
        return False  # "at 8:00" does not take the place of "black"
    if len(a & b - _DEEDS) < _SHARED * min(len(a), len(b)):
        return len(a) == len(b) == 1 and near(*a, *b) >= _NEAR
    if old.thing != new.thing and {old.thing, new.thing} - {""} - (a & b):
        return False  # "quiet rooms" and "quiet hotels" are two things
    return near(_phrase(old, only_a), _phrase(new, only_b)) >= _floor(new)


def _is_other_property(old: Statement, new: Statement, near: Nearness) -> bool:
    """Whether two values of one property answer the same question differently."""
    if "favourite" in old.subject or (old.is_named and new.is_named):
        return True
    if old.numbers and new.numbers:
        return True
    return near(" ".join(old.value), " ".join(new.value)) >= _floor(new)


def _is_exclusive(old: Statement, new: Statement) -> bool:
    """Whether the words themselves say that the new value leaves no room for the old one."""
    return new.is_change or (old.is_exclusive and new.is_exclusive)


def _floor(new: Statement) -> float:
    return _NEAR_CHANGED if new.is_change else _NEAR


def _phrase(said: Statement, words: set[str]) -> str:
    return " ".join(word for word in said.value if word in words)


def _speaker(record: Record) -> str:
    return str(record.meta.get("speaker", "")).casefold()


def _when(record: Record, said: Statement) -> tuple[float, float] | None:
    """When it began to hold; a date alone may be any moment of that day."""
    if said.begins is not None:
        return said.begins * 60.0, said.begins * 60.0
    if record.time is None:
        return None
    start = seconds(record.time)
    try:
        date.fromisoformat(record.time)
    except ValueError:
        return start, start
    return start, start + _DAY_S
