"""Shapes of the texts of `after_meeting`."""

from typing import NamedTuple


class Duty(NamedTuple):
    """Something the person takes on in a meeting: who is to hear it, and what."""

    relationship: str
    text: str
    """With {name}, {kid} and the time {x}."""


class Number(NamedTuple):
    """Something the person is to send, and the sentence of the minutes that holds its value."""

    relationship: str
    text: str
    """With {name} and {kid}."""
    said: str
    """With {value} and {old}."""
    kind: str = "price"


class Decided(NamedTuple):
    """Something that was decided, and how somebody asks for it afterwards."""

    kind: str
    said: str
    """With {thing} and {value}."""
    question: str
    """With {thing}."""
    things: tuple[str, ...]
