"""Shapes of the texts of `dinner_rescue`: an evening with the family, and what runs into it.

Apart from the texts, because these stand in several modules.
"""

from typing import NamedTuple


class Evening(NamedTuple):
    """Something with the family after work, and whether it could be another day."""

    title: str
    """With {kid} or {who}, the first name of whoever takes part."""
    place: str
    relationship: str
    stays: str
    """With {title}."""
    moves: str
    """With {title} and {day}."""


class Late(NamedTuple):
    """A meeting that reaches into the evening, and whether it could be another day."""

    title: str
    stays: str
    moves: str
    away: str
    """The same with {name}, who is away on that day until {back}."""
