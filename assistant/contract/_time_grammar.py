"""The words of a time phrase: a lexer, the shapes that words may form, and what they say.

Separate from `times` because nothing here knows the clock or a time zone. Text becomes tokens,
each of one kind, written as one letter (`_TOKENS`). A phrase is then a regular expression over
those letters (`_SHAPES`): "Tuesday at 14:00" is `W@T`. One table therefore serves both callers,
`read`, which wants the whole text to be a phrase, and `find_phrases`, which looks for phrases in
prose. Every repetition is bounded, so that no text makes either of them slow, and the lexer
matches ASCII only, so that no look-alike letter or digit reaches a table.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from assistant.contract.clock import DAY, HALF_DAY

PhraseKind = Literal["instant", "day", "window", "recurrence", "duration"]
Ymd = tuple[int | None, int | None, int]
_Words = Sequence[tuple[str, str]]
LONGEST_TEXT = 200
_NOON_HOUR = 12


@dataclass(frozen=True, slots=True)
class Clock:
    """One time of day, as minutes after local midnight, with every reading that it has."""

    minutes: tuple[int, ...]
    halves: tuple[int, ...]
    """Both its a.m. and its p.m. reading, for where another word decides between them."""
    is_bare: bool = False
    """Neither minutes nor a.m. or p.m. were said."""
    has_meridiem: bool = False
    utc_offset: int | None = None
    zone: str = ""
    """A zone's abbreviation, if one was said; only `times` can tell whether it is the person's."""


@dataclass(frozen=True, slots=True)
class Spec:
    """What a phrase says, before a clock and a time zone give it a meaning."""

    kind: PhraseKind
    clocks: tuple[Clock, ...]
    """Two of them are the ends of a range."""
    parts: tuple[str, ...]
    dates: tuple[Ymd, ...]
    """The readings of one date; a missing year or month is None."""
    weekdays: tuple[int, ...]
    qualifier: str
    day_offset: int | None
    week: int | None
    """0 for this calendar week, 1 for the next."""
    is_weekend: bool
    delay: int | None

    @property
    def is_dated(self) -> bool:
        """Whether a day was said, not only a week or a time of day."""
        return bool(self.dates or self.weekdays) or self.day_offset is not None


@dataclass(frozen=True, slots=True)
class Phrase:
    """A time phrase found in prose: `text` is `prose[start:end]`."""

    text: str
    start: int
    end: int
    kind: PhraseKind


_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FULL_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?!\w)"
)
_NUMBERS = {
    **{"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6},
    **{"seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15},
    **{"twenty": 20, "thirty": 30, "forty": 40, "forty-five": 45, "fifty": 50, "ninety": 90},
}
_NUMBER_WORD = "(?:" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + ")"
_COUNT = rf"(?:\d{{1,4}}|{_NUMBER_WORD})"

_YEAR = r"(?:19[7-9]\d|20\d\d|21\d\d|2200)(?!\d)"
_DATE = rf"{_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
_TIME = r"(?:[01]\d|2[0-3]):[0-5]\d"
_SECONDS = r":[0-5]\d(?:\.\d{1,9})?"
_ZONE = r"(?:0\d|1[0-4]):?[0-5]\d"
# After a space, "14:00-15:00" is a range and not an offset, so only "Z" and "+" may follow there.
_ISO = (
    rf"{_DATE}(?:T{_TIME}(?:{_SECONDS})?(?:Z|[+-]{_ZONE})?"
    rf"| {_TIME}(?:{_SECONDS}(?:Z|[+-]{_ZONE})?|Z|\+{_ZONE}))"
)
ISO_INSTANT = re.compile(rf"{_ISO}|{_DATE} {_TIME}", re.ASCII | re.IGNORECASE)

_DD = r"(?:0?[1-9]|[12]\d|3[01])"
_TH = r"(?:st|nd|rd|th)"
_Y = rf",?\s{_YEAR}"
# In lower case these are English words first ("those under 5 may enter").
_CLEAR_MONTH = rf"(?!(?-i:may|march|mar)(?!\w)){_MONTH}\.?"
_NAMED_DATE = (
    rf"(?:the\s)?{_DD}{_TH}?(?:\sof)?\s{_CLEAR_MONTH}(?:{_Y})?"
    rf"|{_CLEAR_MONTH}\s{_DD}{_TH}?(?!\d)(?:{_Y})?"
    rf"|(?:the\s)?{_DD}(?:{_TH}(?:\sof)?\s{_MONTH}(?:{_Y})?|\s{_MONTH}{_Y})"
    rf"|{_MONTH}\s{_DD}(?:{_TH}(?:{_Y})?|{_Y})"
)
_AM_PM = r"\s?(?:[ap]m|[ap]\.m\.?)"
_HOUR = r"(?:[01]?\d|2[0-3])"
_HOUR_12 = r"(?:0?[1-9]|1[0-2])"
_CLOCK = (
    rf"{_HOUR_12}(?:[:.][0-5]\d)?{_AM_PM}|{_HOUR}:[0-5]\d|24:00|noon|midday|midnight"
    rf"|(?:half\spast|(?:a\s)?quarter\s(?:past|to))\s(?:{_HOUR_12}{_AM_PM}|{_HOUR})"
    rf"|{_HOUR_12}\s?o'clock(?:{_AM_PM})?|(?:1[3-9]|2[0-3])h(?:[0-5]\d)?"
)
_MINUTES = rf"(?:\d{{1,4}}[\s-]?|(?!an?\s){_NUMBER_WORD}[\s-])(?:minutes?|mins?)"
_DURATION = (
    r"half\s(?:an\s)?hour|(?:a\s)?quarter\s(?:of\s)?an\shour|three[\s-]quarters\sof\san\shour"
    rf"|{_COUNT}\sand\sa\shalf\shours|{_MINUTES}"
    rf"|(?:(?:\d{{1,3}}[.,]\d{{1,2}}|\d{{1,4}})\s?(?:hours?|hrs?|h)|{_NUMBER_WORD}\shours?)"
    rf"(?:\sand\sa\shalf|,?(?:\sand)?\s?{_MINUTES}|\s?\d{{1,2}}m|(?<=h)\s?[0-5]\d)?"
)
# "45m" is a duration where one is asked for; in prose it may be metres.
_DURATION_FIELD = re.compile(rf"(?:for\s)?({_DURATION}|\d{{1,4}}m)", re.ASCII | re.IGNORECASE)
_PART = (
    r"(?:(?:in|during)\sthe\s|at\s|over\s|the\s)?(?:morning|afternoon|evening|night|lunch(?:time)?)"
    r"|after\slunch"
)

_WORD = r"[\w\u0080-\U0010ffff]"
_END = rf"(?!{_WORD})(?![.:'@]{_WORD})"
_ZONES = "UTC|GMT|WES?T|CES?T|EES?T|[ECMP][SD]?T|BST|IST|MSK|JST|AE[SD]T|NZ[SD]T|SGT|HKT"
_SOFT = "with|for|please|but|or|if|so|then|because"
# In this order: the first that matches wins, so longer forms stand before their beginnings.
# A small letter beside a capital is a weaker witness of the same: `W` Monday, `w` Mon, `v` mon.
_TOKENS: tuple[tuple[str, str], ...] = (
    (" ", r"\s+"),
    (".", rf"[^{_WORD[1:-1]}\s,/@()$\u20ac\u00a3\u00a5#+-]+|--+"),
    ("x", rf"https?://\S+|[$\u20ac\u00a3\u00a5#+]\s?\d[\d.,]*{_WORD}*"),
    ("I", _ISO + _END),
    ("D", rf"(?:{_DATE}|{_NAMED_DATE}|{_DD}(?:/{_DD}/|\.{_DD}\.){_YEAR}){_END}(?![-/]\w)"),
    ("m", rf"(?:{_DD}(?:\sof)?\s{_MONTH}|{_MONTH}\s{_DD}){_END}"),
    ("d", rf"{_DD}/{_DD}{_END}(?!/\w)"),
    ("o", rf"(?:the\s)?{_DD}{_TH}{_END}"),
    ("Y", rf"(?:today|(?:the\s)?day\safter\stomorrow|tomorrow|in\s{_COUNT}\s(?:day|week)s?){_END}"),
    ("G", rf"tonight{_END}"),
    ("J", rf"in\s(?:{_DURATION}){_END}"),
    ("u", rf"(?:0?[6-9]|1[0-2])h(?:[0-5]\d)?{_END}"),  # a clock time or a duration
    ("T", rf"(?:{_CLOCK}){_END}"),
    ("U", rf"(?:{_DURATION}){_END}"),
    ("A", rf"(?:(?:this|next)\sweek(?:end)?|(?:at\s|over\s)?the\sweekend){_END}"),
    ("P", rf"(?:{_PART}){_END}"),
    # "At the end of the day" is mostly a figure of speech.
    ("e", rf"(?:by\s(?:the\s)?end\sof\s(?:the\s)?day|(?:the\s)?end\sof\sday|eod){_END}"),
    ("O", rf"\(?(?:UTC[+-]\d\d:\d\d|(?-i:{_ZONES}))(?:\)|{_END})"),
    ("L", rf"(?:daily|(?:every|each)\sday){_END}"),
    ("K", rf"(?:(?:every|each)\s(?:weekday|workday|working\sday)|weekdays|workdays){_END}"),
    ("N", rf"(?:(?:every|each)\sweekend|weekends){_END}"),
    ("k", rf"(?:weekly|(?:every|each)\sweek){_END}"),
    ("E", rf"(?:every|each){_END}"),
    ("S", rf"{_FULL_DAY}s{_END}"),
    ("W", rf"{_FULL_DAY}{_END}"),
    ("v", rf"(?-i:mon|wed|sat|sun){_END}"),
    ("w", rf"(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun){_END}"),
    ("q", rf"(?:next|(?:this\s|the\s)?coming){_END}"),
    ("h", rf"this{_END}"),
    ("n", rf"(?:on|by|due(?:\s(?:on|by))?){_END}"),
    ("f", rf"(?:from|between){_END}"),
    ("@", rf"(?:at{_END}|@)"),
    ("&", rf"and{_END}"),
    ("-", rf"(?:-|(?:to|until|till){_END})"),
    (",", r","),
    ("/", r"/"),
    # Words that end a clause, and so do not turn "at 8" into a count of something.
    ("z", rf"(?:{_SOFT}){_END}"),
    ("H", rf"{_HOUR}{_END}(?![%\u00b0]|[,/]\w|-[a-z])"),
    ("x", rf"{_WORD}+(?:(?:[.:/'@_+&-]|,(?=\d))+{_WORD}+)*"),
    (".", r"."),
)
_LEXER = re.compile(
    "|".join(f"({pattern})" for _, pattern in _TOKENS), re.ASCII | re.IGNORECASE | re.DOTALL
)
# One character for one character, so that positions in the original text stay valid.
_PLAIN = str.maketrans(
    dict.fromkeys(map(chr, (0xA0, *range(0x2000, 0x200B), 0x202F, 0x3000)), " ")
    | dict.fromkeys(map(chr, range(0x2010, 0x2015)), "-")
    | {"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"'}
)

_DAYS = r"n?(?:[Wwv],?n?(?:[Ddmo]|A)|An?[Wwv]|[Ddmo]|[hq]?[Wwv]|Y)"
_DAY_AND_PART = rf"(?:n?[Ge]|hP|{_DAYS}(?:,?[Pe])?)"
_CLOCK_KINDS = r"(?:[Tu]O?|H(?![xO]))"
_AT = rf"@?(?:(?<=@)H(?!O)|{_CLOCK_KINDS})P?"
_RANGE = rf"(?:[f@]?(?:[Tu]O?|H)-|f(?:[Tu]O?|H)&){_CLOCK_KINDS}P?(?![-/])"
_LIST = r"[WwvS](?:(?:,&?|&|/|-)[WwvS]){0,6}"
# Without "every" a list must show that it repeats: a plural, or "Mon/Wed" or "Mon-Fri".
_PLAIN_LIST = rf"(?=[Wwv][/-][WwvS]|(?:[Wwv](?:,&?|&)){{0,6}}S){_LIST}"
_EVERY = rf"(?:(?:L|n?K|n?N|E{_LIST}|k(?:n?{_LIST})?|n?{_PLAIN_LIST})P?|EP)"
_SHAPES: dict[PhraseKind, re.Pattern[str]] = {
    "duration": re.compile(r"[Uu]"),
    "instant": re.compile(
        rf"[n-]?(?:(?:[Wwv],?)?I|J|{_DAY_AND_PART},?{_AT}|P,?{_DAYS},?{_AT}|{_AT},?{_DAY_AND_PART}"
        rf"|@?{_CLOCK_KINDS}P?)"
    ),
    "window": re.compile(
        rf"{_DAY_AND_PART},?{_RANGE}|{_RANGE},?{_DAY_AND_PART}|{_RANGE}"
        rf"|{_DAYS},?[Pe]|n?[Pe],?{_DAYS}|n?[Ge]|hP|n?A|P"
    ),
    "recurrence": re.compile(rf"{_EVERY},?{_AT}|{_AT},?{_EVERY}|{_EVERY}"),
    "day": re.compile(rf"-?{_DAYS}"),
}
_START = re.compile(r"[^x.,&/zO]")  # where a phrase may begin
# What is a time where a time is asked for, but not in prose: "morning", "by 8", "2-4", "daily".
_TOO_LITTLE = re.compile(r"P|[n-]?H|[n-]?f?H[-&]H|[^TuH]*[LKNkS/-][^TuH]*")


def _pick(words: _Words, kinds: str) -> list[str]:
    return [text for kind, text in words if kind in kinds]


def _read_date(text: str) -> tuple[Ymd, ...]:
    """The readings of a date; whether the calendar has it is not decided here."""
    numbers = [int(digits) for digits in re.findall(r"\d+", text)]
    if re.match(_DATE, text):
        return ((numbers[0], numbers[1], numbers[2]),)
    if month := re.search(_MONTH, text):
        year = numbers[1] if len(numbers) > 1 else None
        return ((year, _MONTHS.index(month[0][:3]) + 1, numbers[0]),)
    if len(numbers) == 1:
        return ((None, None, numbers[0]),)
    first, second, *rest = numbers
    year = rest[0] if rest else None
    # With dots nobody puts the month first.
    return ((year, second, first),) + (((year, first, second),) if "/" in text else ())


def _read_offset(text: str) -> int | None:
    """Minutes east of UTC, from the end of an ISO instant or from "UTC+02:00"."""
    if text.endswith("z"):
        return 0
    found = re.search(r"([+-])(\d\d):?(\d\d)$", text)
    return int(f"{found[1]}1") * (int(found[2]) * 60 + int(found[3])) if found else None


def _read_clock(text: str) -> Clock:
    if text in ("noon", "midday"):
        return Clock((HALF_DAY,), (HALF_DAY,))
    if text == "midnight":
        return Clock((0, DAY), (0, DAY))
    hour, minute, *_ = [*map(int, re.findall(r"\d+", text)), 0]
    shift = 30 if "half" in text else 15 if "past" in text else -15 if "to" in text else 0
    total = hour * 60 + minute + shift
    halves = (total % HALF_DAY, total % HALF_DAY + HALF_DAY)
    if meridiem := re.search(r"([ap])\.?m", text):
        total = halves[meridiem[1] == "p"]
        return Clock((total,), (total,), has_meridiem=True)
    if text[0] == "0" or not 1 <= hour <= _NOON_HOUR:
        return Clock((total,), (total,))
    is_bare = ":" not in text and re.search(r"\dh", text) is None
    return Clock(halves if is_bare else (total,), halves, is_bare)


def _read_clocks(words: _Words) -> tuple[Clock, ...]:
    clocks: list[Clock] = []
    for kind, text in words:
        if kind in "TuH":
            clocks.append(_read_clock(text))
        elif kind == "I":
            clocks.append(replace(_read_clock(text[11:16]), utc_offset=_read_offset(text[16:])))
        elif kind == "O":
            name = text.strip("()").upper()
            offset = 0 if name in ("UTC", "GMT") else _read_offset(name)
            zone = name if offset is None else ""
            clocks[-1] = replace(clocks[-1], utc_offset=offset, zone=zone)
    return tuple(clocks)


def _read_part(text: str) -> str:
    for part in ("after lunch", "lunch", "morning", "afternoon", "evening"):
        if part in text:
            return part
    return "evening" if "night" in text else "end of day"


def _read_weekdays(words: _Words) -> tuple[int, ...]:
    """The weekdays named, a range such as Mon-Fri filled in."""
    days: list[int] = []
    is_range = False
    for kind, text in words:
        if kind in "WwvS":
            day = _WEEKDAYS.index(text[:3])
            gap = (day - days[-1]) % len(_WEEKDAYS) if is_range and days else 1
            days += [(day - back) % len(_WEEKDAYS) for back in range(gap)]
        is_range = kind == "-"
    return tuple(sorted(set(days)))


def _read_repeat(words: _Words) -> tuple[int, ...]:
    """The weekdays on which a recurring phrase falls; none for "weekly"."""
    if weekdays := _read_weekdays(words):
        return weekdays
    kinds = {kind for kind, _ in words}
    if kinds & set("LE"):
        return tuple(range(7))
    return (5, 6) if "N" in kinds else tuple(range(5)) if "K" in kinds else ()


def _read_day_offset(text: str) -> int:
    if not text.startswith("in "):
        return 2 if "after" in text else int(text == "tomorrow")
    _, count, unit = text.split(" ")
    days = _NUMBERS[count] if count in _NUMBERS else int(count)
    return days * (len(_WEEKDAYS) if unit.startswith("week") else 1)


def _fraction(words: str) -> Fraction:
    return Fraction(_NUMBERS.get(words, words.replace(",", ".")))


def duration_minutes(text: str) -> int | None:
    """How long "1 h 30" or "an hour and a half" is; None if that is no whole minutes."""
    field = _DURATION_FIELD.fullmatch(" ".join(text.translate(_PLAIN).split()))
    if field is None:
        return None
    words = field[1].lower()
    if fixed := re.match("half|three.quarters|(?:a )?quarter", words):
        return {"h": 30, "t": 45}.get(fixed[0][0], 15)
    body = words.replace(" and a half", "")
    length, *rest = map(_fraction, re.findall(rf"\d+(?:[.,]\d+)?|\b{_NUMBER_WORD}\b", body))
    if re.search(r"hour|hr|(?<![a-z])h", body):
        length = length * 60 + sum(rest) + (30 if body != words else 0)
    return int(length) if length > 0 and length.denominator == 1 else None


def _lex(text: str) -> list[tuple[str, int, int]]:
    """The kind and the span of every token but white space."""
    tokens: list[tuple[str, int, int]] = []
    for match in _LEXER.finditer(text.translate(_PLAIN)):
        kind = _TOKENS[(match.lastindex or 1) - 1][0]
        if kind != " ":
            tokens.append((kind, match.start(), match.end()))
        elif match[0].count("\n") > 1:
            tokens.append((".", match.start(), match.end()))  # no phrase crosses paragraphs
    return tokens


@lru_cache(maxsize=4096)
def read(text: str) -> Spec | None:
    """What a text says if the whole of it is one time phrase other than a duration."""
    if len(text) > LONGEST_TEXT:
        return None
    plain = " ".join(text.translate(_PLAIN).split()).rstrip(".,;!? ")
    words = [(kind, plain[start:end].lower()) for kind, start, end in _lex(plain)]
    kinds = "".join(kind for kind, _ in words)
    for kind, shape in _SHAPES.items():
        if kind != "duration" and shape.fullmatch(kinds):
            return _spec(kind, words)
    return None


def _spec(kind: PhraseKind, words: _Words) -> Spec:
    spans, days, qualifiers = _pick(words, "A"), _pick(words, "YG"), _pick(words, "hq")
    weekdays = _read_repeat(words) if kind == "recurrence" else _read_weekdays(words)
    dates = next((_read_date(text) for text in _pick(words, "IDdmo")), ())
    # "This morning", and "by end of day" without a day.
    is_today = bool(qualifiers or _pick(words, "e")) and not (weekdays or dates)
    return Spec(
        kind=kind,
        clocks=_read_clocks(words),
        parts=tuple(_read_part(text) for text in _pick(words, "PGe")),
        dates=dates,
        weekdays=weekdays,
        qualifier=qualifiers[0].rsplit(" ", 1)[-1] if qualifiers else "",
        day_offset=_read_day_offset(days[0]) if days else 0 if is_today else None,
        week=int(spans[0].startswith("next")) if spans else None,
        is_weekend=bool(spans) and spans[0].endswith("end"),
        delay=next(
            (duration_minutes(text.removeprefix("in ")) for text in _pick(words, "J")), None
        ),
    )


def _is_plain(body: str, after: str, text: str) -> bool:
    """Whether a phrase of these kinds, followed by that kind, is surely meant as a time."""
    kinds = set(body)
    is_every = text[:5].lower() == "every" or text[:4].lower() == "each"
    is_led = bool(kinds & set("nhq"))
    if _TOO_LITTLE.fullmatch(body) and not is_every:
        return False
    if kinds & set("vw") and (after in {"-", "/"} or (body[-1] == "H" and after == "x")):
        return False  # "on sat-nav", "Sat at 9 tables"
    if "v" in kinds:
        return is_led and after != "x"
    if kinds & set("mdo"):  # "on the 5th floor", "1/2 cup"
        return bool(kinds & set("TuHWw")) or (is_led and after != "x")
    return body != "w"


def find_phrases(text: str) -> list[Phrase]:
    """The longest time phrases in prose that do not overlap, in order.

    Words that are mostly something else count only in company: "Sat" beside a time or after "on",
    "by", "this" or "next", lower-case "sat" and "may" after those alone, a bare hour after "at".
    """
    tokens = _lex(text)
    kinds = "".join(kind for kind, _, _ in tokens)
    found: list[Phrase] = []
    index = 0
    while opening := _START.search(kinds, index):
        index = opening.start()
        stop, kind = _longest(kinds, text[tokens[index][1] : tokens[index][1] + 5], index)
        if stop > index:
            while kinds[index] in "n-" or kinds[index : index + 2] in ("@T", "@u"):
                index += 1
            start, end = tokens[index][1], tokens[stop - 1][2]
            found.append(Phrase(text[start:end], start, end, kind))
        index = max(stop, index + 1)
    return found


def _longest(kinds: str, opening: str, index: int) -> tuple[int, PhraseKind]:
    """Where the longest phrase from a token on stops, and its kind; `index` if there is none."""
    best: tuple[int, PhraseKind] = (index, "day")
    for kind, shape in _SHAPES.items():
        match = shape.match(kinds, index)
        if match and match.end() > best[0]:
            stop = match.end()
            if _is_plain(match[0], kinds[stop : stop + 1], opening):
                best = (stop, kind)
    return best
