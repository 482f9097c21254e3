"""Every tool the assistant can call, defined once.

LangChain tools, the environment's actions, approval cards, JSON schemas and training prompts
are all derived from these models, so a name or a field cannot mean two things. The docstrings
are the manual that the model reads: review them as prompts.

Times stay phrases here ("Tuesday 14:00"): `assistant.contract.desk` resolves them against the
clock, because a model that does date arithmetic is wrong in ways nobody sees.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError


class Agent(StrEnum):
    """Who may call a tool: the orchestrator or one of its five sub-agents."""

    ORCHESTRATOR = "orchestrator"
    MEETING = "meeting"
    EMAIL = "email"
    TASK = "task"
    HABIT = "habit"
    KNOWLEDGE = "knowledge"


SUB_AGENTS: tuple[Agent, ...] = tuple(a for a in Agent if a is not Agent.ORCHESTRATOR)


class Effect(StrEnum):
    """How far a call reaches, which decides whether it needs consent (`assistant.guard`)."""

    READ = "read"
    """Changes nothing but the assistant's own agenda."""
    REVERSIBLE = "reversible"
    """Undone without a trace."""
    COMPENSABLE = "compensable"
    """Undone by a second act that others may notice, such as moving a meeting back."""
    IRREVERSIBLE = "irreversible"
    """Cannot be taken back, such as a sent message."""


_Id = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=64)]
_Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
_Phrase = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
_Minutes = Annotated[int, Field(ge=5, le=1440)]


class Tool(BaseModel):
    """Base of all tools; an instance is one validated call."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: ClassVar[str]
    agents: ClassVar[tuple[Agent, ...]]
    effect: ClassVar[Effect]

    def args(self) -> dict[str, Any]:
        """The call's arguments as JSON-ready values, unset options left out."""
        return self.model_dump(mode="json", exclude_none=True)

    @property
    def item(self) -> str:
        """Id of the item this call handles; empty where it concerns the whole day."""
        return str(self.__dict__.get("item_id", ""))


class _ItemTool(Tool):
    item_id: _Id
    """Id of the item this call handles, as the briefing shows it."""


class RouteToAgent(_ItemTool):
    """Hand one item to the agent that handles its kind.

    Args:
        item_id: The item to handle next.
        agent: meeting for calendar events with or without others; email for mail and messages;
            task for finishing or handing over a task; habit for reminders and routines;
            knowledge for facts to remember and questions about them.
    """

    name = "route_to_agent"
    agents = (Agent.ORCHESTRATOR,)
    effect = Effect.READ

    agent: Literal["meeting", "email", "task", "habit", "knowledge"]


class LeaveToUser(_ItemTool):
    """Leave an item alone because only the person can do it, or nothing needs doing.

    Args:
        item_id: The item to leave.
        reason: Why, in a few words.
    """

    name = "leave_to_user"
    agents = (Agent.ORCHESTRATOR,)
    effect = Effect.READ

    reason: _Line


class Snooze(_ItemTool):
    """Put an item off until a later time, when it comes back.

    Args:
        item_id: The item that can wait.
        until: When it returns: an ISO time or a phrase such as "Friday 9:00".
    """

    name = "snooze"
    agents = (Agent.ORCHESTRATOR,)
    effect = Effect.REVERSIBLE

    until: _Phrase


class DoNothing(Tool):
    """Let time pass without acting."""

    name = "do_nothing"
    agents = (Agent.ORCHESTRATOR,)
    effect = Effect.READ


class Finish(Tool):
    """End the day's work: nothing more needs a decision now.

    Args:
        summary: What was done and what waits, in one or two sentences.
    """

    name = "finish"
    agents = (Agent.ORCHESTRATOR,)
    effect = Effect.READ

    summary: _Text


class AskClarification(_ItemTool):
    """Ask the person for one fact that is needed and stands nowhere in the briefing.

    Args:
        item_id: The item that cannot be handled without it.
        field: What is missing, such as time, attendee, recipient or duration.
        question: The question to the person, in one sentence.
    """

    name = "ask_clarification"
    agents = SUB_AGENTS
    effect = Effect.READ

    field: _Line
    question: _Line


class SearchKb(_ItemTool):
    """Search the person's notes.

    Args:
        item_id: The item the answer is needed for.
        query: What to look for, in a few words.
    """

    name = "search_kb"
    agents = SUB_AGENTS
    effect = Effect.READ

    query: _Line


class FindFreeSlot(_ItemTool):
    """Look for free time in the calendar.

    Args:
        item_id: The item the time is for.
        duration_minutes: How long it takes.
        window: When to look: a day or a span such as "Thursday afternoon" or "this week".
    """

    name = "find_free_slot"
    agents = (Agent.MEETING,)
    effect = Effect.READ

    duration_minutes: _Minutes
    window: _Phrase


class ScheduleEvent(_ItemTool):
    """Put an event into the calendar.

    Args:
        item_id: The item this settles.
        title: What the event is called.
        start: When it starts: an ISO time or a phrase such as "Tuesday 14:00".
        duration_minutes: How long it takes.
        attendees: Names or addresses of the others, none for an event of one's own.
    """

    name = "schedule_event"
    agents = (Agent.MEETING,)
    effect = Effect.REVERSIBLE

    title: _Line
    start: _Phrase
    duration_minutes: _Minutes
    attendees: Annotated[tuple[_Line, ...], Field(max_length=20)] = ()


class RescheduleMeeting(_ItemTool):
    """Move an event to another time.

    Args:
        item_id: The item this settles.
        meeting_id: The event to move.
        new_time: When it starts instead: an ISO time or a phrase such as "Tuesday 14:00".
    """

    name = "reschedule_meeting"
    agents = (Agent.MEETING,)
    effect = Effect.COMPENSABLE

    meeting_id: _Id
    new_time: _Phrase


class CancelMeeting(_ItemTool):
    """Cancel an event.

    Args:
        item_id: The item this settles.
        meeting_id: The event to cancel.
        reason: What the others are told.
    """

    name = "cancel_meeting"
    agents = (Agent.MEETING,)
    effect = Effect.COMPENSABLE

    meeting_id: _Id
    reason: _Line


class ReplyEmail(_ItemTool):
    """Answer a mail and send the answer.

    Args:
        item_id: The item this settles.
        email_id: The mail to answer.
        body: The whole text of the answer.
    """

    name = "reply_email"
    agents = (Agent.EMAIL,)
    effect = Effect.IRREVERSIBLE

    email_id: _Id
    body: _Text


class DraftReply(_ItemTool):
    """Write an answer to a mail and keep it as a draft for the person to send.

    Args:
        item_id: The item this settles.
        email_id: The mail to answer.
        body: The whole text of the answer.
    """

    name = "draft_reply"
    agents = (Agent.EMAIL,)
    effect = Effect.REVERSIBLE

    email_id: _Id
    body: _Text


class SendEmail(_ItemTool):
    """Send a new mail.

    Args:
        item_id: The item this settles.
        to: The recipient's name as the briefing shows it, or an address.
        subject: The subject line.
        body: The whole text of the mail.
    """

    name = "send_email"
    agents = (Agent.EMAIL,)
    effect = Effect.IRREVERSIBLE

    to: _Line
    subject: _Line
    body: _Text


class ArchiveEmail(_ItemTool):
    """Put a mail away unanswered because it needs no answer.

    Args:
        item_id: The item this settles.
        email_id: The mail to put away.
    """

    name = "archive_email"
    agents = (Agent.EMAIL,)
    effect = Effect.REVERSIBLE

    email_id: _Id


class SendMessage(_ItemTool):
    """Send a short message over the person's usual channel with a contact: text, chat or call.

    Args:
        item_id: The item this settles.
        contact: The contact's name as the briefing shows it.
        body: The whole text of the message.
    """

    name = "send_message"
    agents = (Agent.EMAIL,)
    effect = Effect.IRREVERSIBLE

    contact: _Line
    body: _Text


class CompleteTask(_ItemTool):
    """Mark a task as done, because it is.

    Args:
        item_id: The item this settles.
        task_id: The task that is done.
    """

    name = "complete_task"
    agents = (Agent.TASK,)
    effect = Effect.REVERSIBLE

    task_id: _Id


class DelegateTask(_ItemTool):
    """Hand a task over to somebody else.

    Args:
        item_id: The item this settles.
        task_id: The task to hand over.
        contact: Who takes it, by name as the briefing shows it.
    """

    name = "delegate_task"
    agents = (Agent.TASK,)
    effect = Effect.COMPENSABLE

    task_id: _Id
    contact: _Line


class SetReminder(_ItemTool):
    """Remind the person, once or regularly.

    Args:
        item_id: The item this settles.
        label: What to be reminded of.
        when: An ISO time or a phrase: "tomorrow 9:00", "every weekday 7:30".
    """

    name = "set_reminder"
    agents = (Agent.HABIT,)
    effect = Effect.REVERSIBLE

    label: _Line
    when: _Phrase


class MarkHabitDone(_ItemTool):
    """Tick off a habit for today.

    Args:
        item_id: The item this settles.
        habit_id: The habit that was kept.
    """

    name = "mark_habit_done"
    agents = (Agent.HABIT,)
    effect = Effect.REVERSIBLE

    habit_id: _Id


class AddToKb(_ItemTool):
    """Keep a fact in the person's notes.

    Args:
        item_id: The item this settles.
        content: The fact, in one sentence that can be understood later.
        category: What it is about.
    """

    name = "add_to_kb"
    agents = (Agent.KNOWLEDGE,)
    effect = Effect.REVERSIBLE

    content: _Text
    category: Literal["meeting", "email", "preference", "contact", "user_profile", "habit"]


class Answer(_ItemTool):
    """Answer the person's question from their notes or calendar, or say that these do not tell.

    Args:
        item_id: The item this settles.
        text: The answer; "I don't know" when no note supports one.
        citations: Ids of the notes that support it.
    """

    name = "answer"
    agents = (Agent.KNOWLEDGE, Agent.MEETING)
    effect = Effect.READ

    text: _Text
    citations: Annotated[tuple[_Id, ...], Field(max_length=10)] = ()


TOOLS: dict[str, type[Tool]] = {
    tool.name: tool
    for tool in (
        RouteToAgent,
        LeaveToUser,
        Snooze,
        DoNothing,
        Finish,
        AskClarification,
        SearchKb,
        FindFreeSlot,
        ScheduleEvent,
        RescheduleMeeting,
        CancelMeeting,
        ReplyEmail,
        DraftReply,
        SendEmail,
        ArchiveEmail,
        SendMessage,
        CompleteTask,
        DelegateTask,
        SetReminder,
        MarkHabitDone,
        AddToKb,
        Answer,
    )
}
"""All tools by name, in the order in which prompts list them."""


class ToolError(Exception):
    """A call that cannot be understood; the message says what is wrong, for the model to read."""


def tools_for(agent: Agent) -> tuple[type[Tool], ...]:
    """The tools that `agent` may call, in prompt order."""
    return tuple(tool for tool in TOOLS.values() if agent in tool.agents)


def parse_call(name: str, args: Mapping[str, Any], agent: Agent | None = None) -> Tool:
    """Validate one call.

    Raises:
        ToolError: unknown tool, wrong fields, or a tool that `agent` does not have.
    """
    tool = TOOLS.get(name)
    if tool is None:
        raise ToolError(f"there is no tool {_clip(name)!r}")
    if agent is not None and agent not in tool.agents:
        raise ToolError(f"{name} is not a tool of the {agent} agent")
    try:
        return tool.model_validate(dict(args))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "arguments"
        raise ToolError(f"{name}: {_clip(where)}: {_clip(first['msg'], 120)}") from error


def function_schema(tool: type[Tool]) -> dict[str, Any]:
    """The tool in the OpenAI function format that chat templates and APIs take."""
    summary, parameters = _manual(tool)
    schema = tool.model_json_schema()
    properties = {
        key: {k: v for k, v in value.items() if k not in {"title", "default"}}
        | ({"description": parameters[key]} if key in parameters else {})
        for key, value in schema.get("properties", {}).items()
    }
    return {
        "type": "function",
        "function": {
            "name": tool.name,
            "description": summary,
            "parameters": {
                "type": "object",
                "properties": properties,
                "required": schema.get("required", []),
            },
        },
    }


def _manual(tool: type[Tool]) -> tuple[str, dict[str, str]]:
    """Summary and per-argument descriptions out of a Google-style docstring."""
    summary, _, rest = (tool.__doc__ or "").partition("Args:")
    parameters: dict[str, str] = {}
    key = ""
    for line in rest.splitlines():
        head, colon, tail = line.strip().partition(": ")
        if colon and head.isidentifier() and head in tool.model_fields:
            key, parameters[head] = head, tail
        elif key and line.strip():
            parameters[key] += " " + line.strip()
    return " ".join(summary.split()), parameters


def _clip(text: object, limit: int = 60) -> str:
    line = str(text)
    return line if len(line) <= limit else line[: limit - 1] + "…"
