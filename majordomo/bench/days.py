"""What a benchmark plays: the scripted policy's own calls, on its day, a fresh one or a long one.

The calls are recorded once, by letting the graph play the day with the scripted model. What is
timed afterwards is the environment alone.
"""

import asyncio
from typing import Any

from env_adapter.adapter import EnvWorkspace
from env_adapter.environment import MajordomoEnvironment
from env_adapter.models import MajordomoAction
from majordomo.play import play_graph
from scenarios import Scenario, parse_scenario, scenario_to_json

LOOKING = frozenset({"route_to_agent", "find_free_slot", "search_kb", "do_nothing", "finish"})
"""Calls that change nothing on the desk; they are cheap and would flatter a mean."""

_MORNING = 8 * 60
_SLOT = 50
"""Minutes from one pair of overlapping events to the next: a thousand items fit into the week."""


def mutating_actions(scenario: Scenario) -> list[MajordomoAction]:
    """The calls of the scripted policy that change something, as they succeed one after another."""
    environment = MajordomoEnvironment()
    environment.reset(scenario=scenario)
    found = []
    for action in asyncio.run(_played(scenario)):
        if action.tool in LOOKING or action.refused:
            continue
        observation = environment.step(action)
        if observation.outcome and observation.outcome["status"] in {"ok", "asked"}:
            found.append(action)
        if observation.done:
            break
    return found


async def _played(scenario: Scenario) -> list[MajordomoAction]:
    workspace = await EnvWorkspace.in_process(scenario)
    await play_graph(workspace, "scripted")
    return workspace.actions


def fresh(scenario: Scenario, number: int) -> dict[str, Any]:
    """The day as JSON with other texts in all that is read, so that nothing is known of it yet."""
    data = scenario_to_json(scenario)
    words = {"emails": "subject", "tasks": "description", "meetings": "title", "notes": "text"}
    for kind, name in words.items():
        for thing in data.get(kind, []):
            thing[name] = f"{thing[name]} ({number})"
    return data


def day_of(items: int) -> tuple[Scenario, list[MajordomoAction]]:
    """A day of so many items, and calls that settle up to fifty of them.

    Half are mails, three in ten are tasks, the rest pairs of events that overlap. Every call takes
    a minute, so that long days do not end at midnight.
    """
    mails, tasks = items // 2, items * 3 // 10
    pairs = items - mails - tasks
    names = [f"Robin Vale{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}" for n in range(items // 5 + 2)]
    scenario = parse_scenario(
        {
            "schema_version": 1,
            "name": f"{items} items",
            "simulation_time": "2026-03-02T00:05",
            "max_episode_steps": 10_000,
            "contacts": [{"name": name, "email": _address(name)} for name in names],
            "emails": [_mail(n, names) for n in range(mails)],
            "tasks": [{"id": f"t{n}", "description": f"Sort folder {n}"} for n in range(tasks)],
            "meetings": [_event(n, half) for n in range(pairs) for half in (0, 1)],
            "notes": [
                {"id": f"n{n}", "text": f"{name} prefers shelf {n} for new folders."}
                for n, name in enumerate(names)
            ],
            "dynamics": {"minutes": dict.fromkeys(_SETTLING, 1)},
        }
    )
    calls = [_call(n, mails, tasks, pairs) for n in range(min(items, 50))]
    return scenario, [MajordomoAction(tool=tool, args=args) for tool, args in calls]


_SETTLING = ("reply_email", "complete_task", "reschedule_meeting")


def _address(name: str) -> str:
    return f"{name.lower().replace(' ', '.')}@harbor.example"


def _mail(n: int, names: list[str]) -> dict[str, Any]:
    name = names[n % len(names)]
    return {
        "id": f"e{n}",
        "sender": name,
        "address": _address(name),
        "subject": f"Question {n} about the folders",
        "body": f"Which shelf should folder {n} go to? I need to know before the weekend.",
        "priority": ("critical", "high", "normal", "low")[n % 4],
    }


def _event(n: int, half: int) -> dict[str, Any]:
    """One half of a pair that overlaps, in the week that a desk looks ahead."""
    minute = _MORNING + n * _SLOT + half * 15
    day, of_day = divmod(minute, 1440)
    start = f"2026-03-{2 + day:02}T{of_day // 60:02}:{of_day % 60:02}"
    return {"id": f"m{n}{'ab'[half]}", "title": f"Meeting {n}", "start": start,
            "duration_minutes": 30}  # fmt: skip


def _call(n: int, mails: int, tasks: int, pairs: int) -> tuple[str, dict[str, Any]]:
    """The kinds in turn, in about the proportion in which the day has them."""
    turn, kind = divmod(n, 5)
    if kind == 4 and turn < pairs:
        args = {"item_id": f"c{turn + 1}", "meeting_id": f"m{turn}b",
                "new_time": f"2026-04-{1 + turn % 28:02} {8 + turn // 28:02}:00"}  # fmt: skip
        return "reschedule_meeting", args
    if kind in {1, 3} and 2 * turn + kind // 2 < tasks:
        task = f"t{2 * turn + kind // 2}"
        return "complete_task", {"item_id": task, "task_id": task}
    mail = f"e{(n * 7) % max(mails, 1)}"
    body = f"Thank you, folder {n} goes to shelf {n}, as before."
    return "reply_email", {"item_id": mail, "email_id": mail, "body": body}
