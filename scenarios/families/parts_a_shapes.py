"""Shapes of the texts that four training families share, and what an answer has to be.

Apart from the situations, so that the families' texts can take shape without knowing how a day is
written.
"""

from typing import NamedTuple

from scenarios.families.parts_a_values import Kind
from scenarios.hidden import Fact

PAIR, SIDE = 7, 2
"""Weights of what a day turns on, and of the rest."""


class Offer(NamedTuple):
    """A mail that offers two times of today, of which the calendar leaves one."""

    relationship: str
    subject: str
    body: str
    """With {a}, {b} and, where it says so, {by}."""


class Invite(NamedTuple):
    """A mail that asks for a yes or a no to the time {x} of today; the calendar decides."""

    relationship: str
    subject: str
    body: str


class Ask(NamedTuple):
    """A mail whose answer stands in a note, beside a note that is out of date or about another."""

    kind: Kind
    relationship: str
    subject: str
    body: str
    note: str
    """With {thing} and {value}."""
    near: str
    """The same words with another value, and why it does not hold here."""
    things: tuple[str, ...]


class Relay(NamedTuple):
    """Something that the person types: tell {name} what a note says about {thing}."""

    kind: Kind
    relationship: str
    text: str
    note: str
    near: str
    things: tuple[str, ...]


class Awaited(NamedTuple):
    """A mail whose answer is not known before the morning is over: then a note comes."""

    kind: Kind
    relationship: str
    subject: str
    body: str
    before: str
    """With {thing} and {near}, which no longer holds."""
    after: str
    """With {thing} and {value}."""
    things: tuple[str, ...]


class Clash(NamedTuple):
    """Two appointments of which one can move; the notes say which and to what day."""

    fixed: str
    loose: str
    stays: str = ""
    """With {fixed}; where there is no note, who takes part tells it."""
    moves: str = ""
    """With {loose} and {day}; any other time will do where there is no note."""


class Wanted(NamedTuple):
    """What an answer has to be, besides true."""

    by: str = ""
    weight: int = SIDE
    message_to: str = ""
    """Whoever rather gets it as a message; a mail is worth less then..."""
    is_either: bool = False
    """...unless both will do, because that changes in the course of the day."""
    more: tuple[Fact, ...] = ()
    """What has to be said as well."""
    harm: tuple[str, ...] = ()
    """Tools that do damage here."""
