"""A day as JSON: who, what lies on the desk, what happens, what each item truly needs.

A superset of the Ghostexec layout: its files validate unmodified, because every field of ours
has a default and its names are accepted beside ours. Times are ISO strings here; a naive one is
in the person's zone. `scenarios.desk` turns them into the UTC minutes that the world runs on.
"""

from typing import Any, Literal

from pydantic import AliasChoices, Field

from scenarios.fields import Moment, Spec
from scenarios.hidden import Approvals, Drift, Dynamics, Need
from scenarios.things import (
    ChatSpec,
    ContactSpec,
    EmailSpec,
    EpisodeSpec,
    HabitSpec,
    ItemSpec,
    MeetingSpec,
    NoteSpec,
    PersonSpec,
    PromiseSpec,
    ReminderSpec,
    TaskSpec,
)

SCHEMA_VERSION = 1


class Scenario(Spec):
    """One day."""

    schema_version: Literal[1] = 1
    name: str = ""
    title: str = ""
    description: str = ""
    family: str = ""
    """The family that it was generated from, with level and seed; empty for a hand-written day."""
    twin: str = ""
    """Name of its twin: the same day with the labels of an urgent and a personal item exchanged."""
    person: PersonSpec = PersonSpec()
    simulation_time: Moment
    ends: Moment | None = None
    """End of the day; midnight where unset."""
    stress: int = Field(default=0, ge=0, le=100)
    active_conflicts: list[str] = []
    """Ghostexec's field; conflicts are found, not told."""
    action_log: list[Any] = []
    episode_active: bool = True
    episode_end_reason: str | None = None
    max_episode_steps: int = Field(
        default=48, ge=1, le=10_000, validation_alias=AliasChoices("max_episode_steps", "max_steps")
    )
    emails: list[EmailSpec] = []
    meetings: list[MeetingSpec] = []
    contacts: list[ContactSpec] = []
    tasks: list[TaskSpec] = []
    habits: list[HabitSpec] = []
    promises: list[PromiseSpec] = []
    chat: list[ChatSpec] = []
    reminders: list[ReminderSpec] = []
    notes: list[NoteSpec] = []
    episodes: list[EpisodeSpec] = []
    items: list[ItemSpec] | None = None
    """The items verbatim; derived from the above where unset."""
    last: str = ""
    """The last outcome, of a day that goes on from a desk."""
    facts: dict[str, dict[str, str]] = {}
    """What the person answers when asked, by item and field."""
    must: dict[str, Need] = {}
    """What the items need; an item that is not here gets the default of its kind."""
    approvals: Approvals = Approvals()
    dynamics: Dynamics = Dynamics()
    drift: list[Drift] = Field(default=[], validation_alias=AliasChoices("drift", "events"))
    floor: int | None = None
    """Value of the day when nothing is done."""
    oracle: int | None = None
    """Best value known."""
