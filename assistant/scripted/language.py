"""English as people write it into a to-do list: markup, politeness, names, word overlap.

No meaning is decided here; `intent` does that. Separate so that every rule about wording stands
in one place and can be tested without a prompt.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

from assistant.contract.lexical import words
from assistant.contract.rules import is_address
from assistant.contract.tiers import infer_tier
from assistant.scripted.view import PersonLine, View

_MARKUP = re.compile(
    r"^(?:[-*•]\s+|\[[ x]?\]\s*|\([A-Z]\)\s+|\d+[.)]\s+|\d{4}-\d{2}-\d{2}\s+(?=\S)|(?:to-?do|task"
    r"|reminder to self|urgent|important|asap|fyi|quick one|ps)\s*[:!-]+\s*)+",
    re.IGNORECASE,
)
_TAGS = re.compile(r"(?<!\S)(?:[@+#][A-Za-z][\w-]*|(?:due|t|rec|pri|id|est|effort):\S+)(?!\S)")
_POLITE = re.compile(
    r"^(?:(?:hi|hey|hello|ok|okay|so|also|oh|and|then|btw|um|yo)\b(?: there\b"
    r"| majordomo\b)?[,!.]?|please|pls|plz|kindly|just|actually|quickly|maybe you (?:can|could)"
    r"|(?:can|could|would|will) (?:you|u|we)(?: please| pls| kindly| maybe)?|would you mind|(?:i"
    r"|we)(?: really| still| also)? (?:need|have|ought|want|would like|plan) (?:you )?to|(?:i"
    r"|we)'d like (?:you )?to|(?:i|we) (?:must|should|gotta|have got to|wanna)|i've got to"
    r"|(?:need|have|want|got|remember|try|make sure|be sure) to|don'?t forget(?: to)?|gotta|must"
    r"|make sure (?:you|i|we)|let'?s|lets|help me(?: to)?|i'?m supposed to|time to|do)\b[,:]?\s+",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"[\s,.!;-]*\b(?:please|pls|plz|thanks|thank you|thx|ty|asap|ok)[\s.!]*$|[\s.!;,]+$",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"(?<=[.!?])(?<!\bDr\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bMrs\.)\s+|\n+")
_DIGIT = re.compile(r"\d")
_PRONOUN = re.compile(r"(?:it|they|he|she|this|that|these|those)\b", re.IGNORECASE)
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_CAPITALISED = r"[A-ZÀ-ÖØ-Þ][\w'’-]+"
_NAME = re.compile(
    rf"(?:(?:Dr|Mr|Mrs|Ms|Prof)\.? )?{_CAPITALISED}(?: (?!And\b){_CAPITALISED}){{0,2}}"
)
# Lower-case words after "with" or a verb of telling that are no names.
_NO_NAMES = frozenset(
    """
the a an my our your his her their this that these those it him them me us you everyone everybody
all team client clients customer customers boss manager folks people someone somebody anyone friends
friend family kids wife husband partner dentist doctor vet gp therapist physio bank landlord plumber
lawyer accountant school teacher board investors investor colleagues colleague candidate vendor
supplier hr legal finance sales marketing engineering design product support whole new old to about
if that when re regarding in on at by for and or back up out over first next more some no not is are
was an extra everybody's mixed sugar sauce care pleasure extreme slides notes cheese lots tomorrow
today tonight monday tuesday wednesday thursday friday saturday sunday lunch dinner coffee prof dr
mr mrs ms
""".split()
)
_DECLINED = re.compile(r"\bcannot make m\d+ at (.+)$")
_NO_IDEA = re.compile(
    r"(?:i )?(?:don'?t know|have no idea|no idea|you decide|decide without|up to you|whatever"
    r"|as you (?:like|think)|your call|not sure)\b",
    re.IGNORECASE,
)
KIN = frozenset(
    "mom mum mama mommy dad daddy papa grandma grandpa granny nana grandad sis bro auntie".split()
)
_TITLES = ("Dr ", "Mr ", "Mrs ", "Ms ", "Prof ", "Dr. ", "Mr. ", "Mrs. ", "Ms. ", "Prof. ")
_NOT_FIRST = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Wed Thu Fri Sat Sun January "
    "February March April May June July August September October November December I I'm I'll I've "
    "Hi Hey Dear Q1 Q2 Q3 Q4 The A An My Our Zoom Teams Slack Google Today Tomorrow Tonight".split()
)


def clean(text: str) -> str:
    """The text without list markers, contexts and tags."""
    return " ".join(_TAGS.sub(" ", _MARKUP.sub("", text.strip())).split())


def core(text: str) -> str:
    """The text without markers and without politeness around the request."""
    line = clean(text)
    while True:
        shorter = _MARKUP.sub("", _POLITE.sub("", line)).strip(" ,")
        if shorter == line or not shorter:
            break
        line = shorter
    return _TRAILING.sub("", line).strip() or line


def title(text: str, limit: int = 80) -> str:
    """A tidy first-letter-upper line."""
    line = " ".join(text.split()).strip(" ,.;:-–—?!'\"")
    line = line[:limit].rstrip()
    return line[:1].upper() + line[1:]


def sentence(text: str) -> str:
    """The text as one sentence with a full stop."""
    line = " ".join(text.split()).strip(" ,;:-")
    line = line[:1].upper() + line[1:]
    return line if line.endswith((".", "!", "?")) or not line else f"{line}."


def answers(said: Sequence[str]) -> list[str]:
    """What the person added: no denied calls, no declined times, no answers that tell nothing."""
    return [
        line for line in said
        if not (line.startswith("no to ") or _NO_IDEA.match(line) or _DECLINED.search(line))
    ]  # fmt: skip


def declined_in(said: Sequence[str]) -> list[str]:
    """The times at which somebody said that they cannot come."""
    return [match[1] for line in said for match in [_DECLINED.search(line)] if match]


def is_up_to_us(said: Sequence[str]) -> bool:
    """Whether the person was asked and has no answer."""
    return bool(said) and _NO_IDEA.match(said[-1]) is not None


def overlap(first: str, second: str) -> tuple[int, int]:
    """How many telling words two texts share, and how many the longer one has."""
    a, b = set(words(first)), set(words(second))
    return len(a & b), max(len(a), len(b))


def address_in(text: str) -> str:
    """The first mail address in a text."""
    match = _ADDRESS.search(text)
    return match.group() if match and is_address(match.group()) else ""


def is_name(text: str) -> bool:
    """Whether a text is nothing but a person's name or an address."""
    line = text.strip(" .!")
    return bool(address_in(line) == line and line) or (
        _NAME.fullmatch(line) is not None and line.split()[0] not in _NOT_FIRST
    )


def is_titled(name: str) -> bool:
    """Whether a name begins with a title, so that its first word alone is no way to call them."""
    return name.startswith(_TITLES)


def person_of(name: str, people: Iterable[PersonLine]) -> PersonLine | None:
    """The one person whom a name, first name, address or relationship means."""
    key = re.sub(r"^(?:my|the|our)\s+|[’']s$", "", name.strip().casefold())
    if not key:
        return None
    known = list(people)
    for of in (lambda p: (p.name, p.email), lambda p: (p.name.split()[0],),
               lambda p: (p.relationship,), lambda p: (p.name.split()[-1],)):  # fmt: skip
        found = [p for p in known if p.name and key in {value.casefold() for value in of(p)}]
        if len(found) == 1:
            return found[0]
    return None


def people_in(text: str, people: Iterable[PersonLine]) -> list[PersonLine]:
    """The known people whom a text names by full, first or last name, in order of mention."""
    line = text.casefold()
    found: list[tuple[int, PersonLine]] = []
    for person in people:
        parts = person.name.casefold().split()
        names = [person.name.casefold(), *parts[:1], *parts[-1:]]
        places = [m.start() for n in names if n for m in [re.search(rf"\b{re.escape(n)}\b", line)]
                  if m]  # fmt: skip
        if places:
            found.append((min(places), person))
    return [person for _, person in sorted(found, key=lambda pair: pair[0])]


def name_at(text: str, people: Iterable[PersonLine]) -> str:
    """The name that a text begins with: a known person's, a written name, kin, or an address."""
    line = text.lstrip(" :,")
    address = _ADDRESS.match(line)
    if address:
        return address.group()
    low = re.sub(r"^(?:my|our)\s+", "", line, flags=re.IGNORECASE).casefold()
    for person in sorted(people, key=lambda p: -len(p.name)):
        for name in (person.name, *person.name.split()[:1], person.relationship):
            if name and re.match(rf"(?:the )?{re.escape(name.casefold())}\b", low):
                return person.name
    match = _NAME.match(line)
    is_word = match is not None and match.group().casefold() in _NO_NAMES
    if match and not is_word and match.group().split()[0] not in _NOT_FIRST:
        return re.sub(r"[’']s$", "", _before_other(match.group()))
    first = re.match(r"[^\W\d_][\w-]+", low)
    if first and first.group() in KIN:
        return first.group()
    is_lower = line == line.casefold()
    if (
        first
        and is_lower
        and infer_tier(first.group()) == "other"
        and not line[:3].isupper()
        and first.group() not in _NO_NAMES
    ):
        return first.group()
    return ""


def _before_other(name: str) -> str:
    """The name without a capitalised word behind it that is none ("Tom Wed")."""
    return " ".join(takewhile(lambda word: word not in _NOT_FIRST, name.split()))


def names_after(text: str, view: View) -> list[str]:
    """The names in "with Anna, Tom and Lee": full names where the people are known."""
    found: list[str] = []
    for match in re.finditer(r"\b(?:with|w/|invite|between)\s+", text, re.IGNORECASE):
        rest = text[match.end() :]
        while rest:
            name = name_at(rest, view.people)
            if not name:
                break
            known = person_of(name, view.people)
            found.append(known.name if known else name)
            rest = _after_name(rest, name)
            link = re.match(r"\s*(?:,\s*and\s|,|&|\+|and\s)\s*", rest)
            rest = rest[link.end() :] if link else ""
    return list(dict.fromkeys(found))


def _after_name(rest: str, name: str) -> str:
    """What follows a name that was read from the beginning of `rest`."""
    rest = re.sub(r"^\s*(?:my|our|the)\s+", "", rest, flags=re.IGNORECASE)
    for length in range(len(name.split()), 0, -1):
        part = " ".join(name.split()[:length])
        if rest.casefold().startswith(part.casefold()):
            return rest[len(part) :]
    return re.sub(r"^\s*\S+", "", rest)


def sentences_about(text: str, asked: Iterable[str], is_number: bool = False) -> list[str]:
    """The sentences of a note that share the most words with a question; at most two.

    Between equals, one with a number counts more where a number is asked for. A sentence that
    begins with a pronoun brings the one before it along.
    """
    wanted = set(asked)
    parts = [" ".join(p.split()) for p in _SENTENCES.split(text) if p.strip()]
    scored = [
        (2 * len(wanted & set(words(part))) + (is_number and _DIGIT.search(part) is not None), n)
        for n, part in enumerate(parts)
    ]
    best = max((score for score, _ in scored), default=0)
    chosen = [n for score, n in scored if score == best][:2] if best >= 2 else range(len(parts))
    with_leads = {n - 1 for n in chosen if n and _PRONOUN.match(parts[n])} | set(chosen)
    return [parts[n] for n in sorted(with_leads)]


def questions_in(text: str) -> list[str]:
    """The sentences of a text that ask something."""
    parts = re.split(r"(?<=[.!?])\s+|\n+", text)
    return [" ".join(part.split()) for part in parts if part.strip().endswith("?")]
