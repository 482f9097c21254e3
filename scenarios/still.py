"""From a desk to a day that stands still: what a rehearsal plays, and proves prompts equal with."""

from assistant.contract.desk import Desk
from assistant.contract.lexical import LexicalMemory
from scenarios.desk import iso
from scenarios.hidden import Approvals, Dynamics
from scenarios.schema import Scenario
from scenarios.things import (
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


def from_desk(
    desk: Desk, memory: LexicalMemory, *, approve: bool = True, max_steps: int = 10_000
) -> Scenario:
    """A day in which nothing moves but what is done: what a rehearsal plays.

    It keeps all ids, items, events and contacts in order. The person answers no question, and
    approves every irreversible call or none.
    """
    person = desk.person
    return Scenario(
        name="desk",
        person=PersonSpec(
            name=person.name, role=person.role, timezone=person.timezone,
            workdays=list(person.workdays), work_start=_hhmm(person.work_start),
            work_end=_hhmm(person.work_end), style=person.style, email=person.email,
        ),
        simulation_time=iso(desk.now),
        max_episode_steps=max_steps,
        emails=[
            EmailSpec(
                id=m.id, sender=m.sender, subject=m.subject, body=m.body, address=m.address,
                received=iso(m.received), priority=m.priority, relationship=m.relationship,
                read=m.read, replied=m.replied, drafted=m.drafted, archived=m.archived,
            )
            for m in desk.mails.values()
        ],
        meetings=[
            MeetingSpec(
                id=e.id, title=e.title, start=iso(e.start), duration_minutes=e.minutes,
                attendees=list(e.attendees), location=e.location, priority=e.priority,
                tier=e.tier, busy=e.busy, cancelled=e.cancelled, travel=e.travel,
            )
            for e in desk.events.values()
        ],
        contacts=[
            ContactSpec(
                name=c.name, email=c.email, relationship=c.relationship, channel=c.channel,
                importance=c.importance, mood=c.mood, skills=list(c.skills),  # type: ignore[arg-type]
            )
            for c in desk.contacts.values()
        ],
        tasks=[
            TaskSpec(
                id=t.id, description=t.text, deadline=_iso(t.due), effort=t.effort,
                status=t.status, delegated_to=t.delegate or None,
            )
            for t in desk.tasks.values()
        ],
        habits=[
            HabitSpec(
                id=h.id, label=h.label, at=None if h.at is None else _hhmm(h.at),
                weekdays=list(h.weekdays), streak=h.streak, is_done=h.is_done, kept=h.kept,
                target=h.target,
            )
            for h in desk.habits.values()
        ],
        promises=[
            PromiseSpec(id=p.id, text=p.text, by=p.by, to=p.to, due=_iso(p.due))
            for p in desk.promises.values()
        ],
        reminders=[
            ReminderSpec(id=r.id, label=r.label, start=iso(r.start), weekdays=list(r.weekdays))
            for r in desk.reminders.values()
        ],
        notes=[
            NoteSpec(id=n.id, text=n.text, source=n.source, time=_iso(n.time), tainted=n.tainted)
            for n in memory.notes
        ],
        episodes=[
            EpisodeSpec(text=e.text, agent=e.agent, tool=e.tool, note=e.note)
            for e in memory.handled
        ],
        items=[
            ItemSpec(
                id=i.id, source=i.source, text=i.text, tier=i.tier, ref=i.ref, body=i.body,
                detail=i.detail,
                due=_iso(i.due), effort=i.effort, people=list(i.people), events=list(i.events),
                priority=i.priority, arrived=iso(i.arrived), tainted=i.tainted, said=list(i.said),
                asked=list(i.asked), tries=i.tries, status=i.status, agent=i.agent,
                until=_iso(i.until),
            )
            for i in desk.items.values()
        ],
        last=desk.last,
        approvals=Approvals(default="approve" if approve else "deny", attention=10_000, cost=0),
        dynamics=Dynamics(still=True),
    )  # fmt: skip


def _hhmm(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _iso(minute: int | None) -> str | None:
    return None if minute is None else iso(minute)
