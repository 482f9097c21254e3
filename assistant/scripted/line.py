"""A line under examination, and what it is found to ask for."""

import re
from dataclasses import dataclass

from assistant.scripted.timing import When
from assistant.scripted.view import ItemLine, View


@dataclass(frozen=True, slots=True)
class Intent:
    """Who handles a line (`none`: the person), and what it asks for."""

    agent: str
    act: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line under examination."""

    item: ItemLine
    view: View
    core: str
    said: tuple[str, ...]
    when: When

    def has(self, pattern: re.Pattern[str]) -> bool:
        """Whether the pattern stands anywhere in it."""
        return pattern.search(self.core) is not None

    def starts(self, *patterns: re.Pattern[str]) -> bool:
        """Whether it begins with any of the patterns."""
        return any(pattern.match(self.core) for pattern in patterns)
