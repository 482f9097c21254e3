"""The values that fields of a day take, checked where they are read."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from assistant.contract.tools import TOOLS

Mood = Literal["furious", "angry", "annoyed", "neutral", "happy", ""]


def _moment(text: str) -> str:
    datetime.fromisoformat(text)
    return text


def _clock(text: str) -> str:
    hours, minutes = text.split(":")
    if not (0 <= int(hours) * 60 + int(minutes) <= 24 * 60 and 0 <= int(minutes) < 60):
        raise ValueError("not a time of day between 00:00 and 24:00")
    return text


def fact_of(value: object) -> object:
    """A fact from its short forms: one wording, or a list of them."""
    if isinstance(value, str):
        return {"any": [value]}
    return {"any": value} if isinstance(value, list) else value


def _tool(name: str) -> str:
    if name not in TOOLS:
        raise ValueError(f"there is no tool {name[:40]!r}")
    return name


Moment = Annotated[str, AfterValidator(_moment)]
"""An ISO instant, such as `2026-03-03T08:00` (the person's zone) or `2026-03-03T07:00Z`."""

Clock = Annotated[str, AfterValidator(_clock)]
"""A local time of day, `HH:MM`."""

ToolName = Annotated[str, AfterValidator(_tool)]

Effort = Annotated[int, Field(ge=0, le=100_000)]
"""Minutes of work."""

Weekdays = list[Annotated[int, Field(ge=0, le=6)]]


class Spec(BaseModel):
    """Base of all parts of a day: no unknown fields, and not to be changed."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, frozen=True)
