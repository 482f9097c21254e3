"""A day whose people have other names: in texts, addresses, needs and answers alike."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from scenarios.load import parse_scenario, scenario_to_json
from scenarios.schema import Scenario
from scenarios.shift import map_strings

# Names that are words as well are left alone where a text has no capitals at all.
_WORDS = frozenset(
    "may mark will rose grace hope dawn faith frank art bill pat ray sue gene".split()
)


def rename_people(scenario: Scenario, first: Sequence[str], last: Sequence[str]) -> Scenario:
    """The day with everybody's names replaced by the given ones, taken in order.

    A person is whoever has two names and no address that says otherwise, such as that of a firm.
    The same old name becomes the same new one, so that two people of one name stay two of one.
    """
    data = scenario_to_json(scenario)
    taken = {word for text in _strings(data) for word in re.findall(r"\w+", text.casefold())}
    fresh = (
        iter([name for name in first if name.casefold() not in taken]),
        iter([name for name in last if name.casefold() not in taken]),
    )
    names: dict[str, str] = {}
    for person in _people(scenario):
        for old, new in zip(person.split(maxsplit=1), fresh, strict=True):
            if old not in names and (found := next(new, None)) is not None:
                names[old] = found
    if not names:
        return scenario
    return parse_scenario(map_strings(data, _Renamer(names)), scenario.name)


def _people(scenario: Scenario) -> Iterator[str]:
    """Names of those who are people: two words, the first of which any address begins with.

    Three words are a person of two surnames where the address has all of them and no firm after it.
    """
    known = [(contact.name, contact.email) for contact in scenario.contacts]
    for name, email in [(scenario.person.name, scenario.person.email), *known]:
        parts, (local, _, domain) = _plain(name).split("."), email.partition("@")
        is_double = len(parts) == 3 and local == ".".join(parts)
        is_firm = domain.partition(".")[0] == "".join(parts)
        if (len(parts) == 2 and (not email or parts[0] in local)) or (is_double and not is_firm):
            yield name


class _Renamer:
    """Replaces names in one string; in addresses and in texts without capitals in lower case."""

    def __init__(self, names: dict[str, str]) -> None:
        self._names = names
        self._capital = _pattern(names)
        self._lower = {_plain(old): _plain(new) for old, new in names.items()}
        self._small = _pattern(self._lower)
        self._said = {old.casefold(): new.casefold() for old, new in names.items()}
        self._typed = _pattern([old for old in self._said if old not in _WORDS])

    def __call__(self, text: str) -> str:
        if "@" in text and " " not in text:
            return self._small.sub(lambda m: self._lower[m[0]], text)
        if text == text.lower():
            return self._typed.sub(lambda m: self._said[m[0]], text)
        return self._capital.sub(lambda m: self._names[m[0]], text)


def _plain(name: str) -> str:
    """The name as an address writes it."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return ".".join(plain.replace("'", "").split())


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    longest = sorted(names, key=len, reverse=True)
    return re.compile(r"(?<![^\W\d_])(?:" + "|".join(map(re.escape, longest)) + r")(?![^\W\d_])")


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for entry in value:
            yield from _strings(entry)
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield from _strings(key)
            yield from _strings(entry)
