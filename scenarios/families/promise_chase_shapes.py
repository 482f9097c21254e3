"""Shapes of the texts of `promise_chase`."""

from typing import NamedTuple


class Owed(NamedTuple):
    """What somebody else promised, and the word that a reminder of it has to hold."""

    relationship: str
    text: str
    """With {first}, the giver's first name."""
    word: str


class Figure(NamedTuple):
    """A number that comes once it was asked for, and that somebody else waits for."""

    relationship: str
    text: str
    word: str
    subject: str
    body: str
    """With {value} and {name}, who waits for it."""


class Date(NamedTuple):
    """An hour that the person promised to somebody."""

    relationship: str
    text: str
    """With {name}, {day} and {x}."""
    word: str
