"""Whether anything that a day hides shows in what a policy sees.

Hidden texts are marked: every fact that a need wants gets one more wording that nobody would write,
every answer of the person a second sentence, every number of the file a telling value. Then the day
is played and every byte that leaves the environment is searched for the marks.
"""

import json
from collections.abc import Iterator
from typing import Any

from env_adapter.environment import MajordomoEnvironment
from env_adapter.models import MajordomoAction
from env_adapter.policies import POLICIES
from env_adapter.world import World
from scenarios import Scenario, parse_scenario, scenario_to_json

MARK = "qxzjkv"
"""Stands in no text of ours."""

NUMBER = 8_315_727
"""No digits that a fraction repeats, as 25 / 162 does 7654321."""
POLICIES_WATCHED = ("oracle", "greedy", "do_nothing")
"""They ask nobody anything, so that no answer may show."""


def leaks(day: Scenario) -> list[str]:
    """Where a mark showed, in words; empty as promised."""
    marked = mark(day)
    found = []
    for policy in POLICIES_WATCHED:
        for n, seen in enumerate(_observed(marked, policy)):
            if MARK in seen or str(NUMBER) in seen:
                at = seen.index(MARK) if MARK in seen else seen.index(str(NUMBER))
                found.append(f"{day.name}, {policy}, step {n}: …{seen[max(0, at - 60) : at + 30]}…")
                break
    return found


def mark(day: Scenario) -> Scenario:
    """The day with everything marked that it hides."""
    data: dict[str, Any] = json.loads(json.dumps(scenario_to_json(day)))
    count = 0
    for need in data.get("must", {}).values():
        for way in need.get("ways", []):
            way["facts"] = [_marked(fact, (count := count + 1)) for fact in way.get("facts", [])]
    for fields in data.get("facts", {}).values():
        for field, answer in fields.items():
            fields[field] = f"{answer}. {MARK}answer{(count := count + 1)}"
    data.setdefault("drift", []).append({"at": "2199-01-01T00:00", "say": f"{MARK}never"})
    data.setdefault("emails", []).append(
        {"id": "e999", "sender": f"{MARK}later", "subject": f"{MARK}later", "body": f"{MARK}later",
         "after": "e998"}
    )  # fmt: skip
    data["floor"], data["oracle"] = -NUMBER, NUMBER
    return parse_scenario(data)


def _marked(fact: Any, number: int) -> Any:
    """A fact with one more wording."""
    mark = f"{MARK}fact{number}"
    if isinstance(fact, str):
        return {"any": [fact, mark]}
    if isinstance(fact, list):
        return [*fact, mark]
    return {**fact, "any": [*fact["any"], mark]}


def _observed(day: Scenario, policy: str) -> Iterator[str]:
    """Every observation and public state of an episode, as the bytes that are sent."""
    environment, mirror, choose = MajordomoEnvironment(), World(day), POLICIES[policy](0)
    observation = environment.reset(seed=0, scenario=day)
    yield observation.model_dump_json()
    while not mirror.is_over:
        call = choose(mirror)
        mirror.step(call.tool, call.args, agent=call.agent)
        action = MajordomoAction(tool=call.tool, args=call.args, agent=call.agent)
        observation = environment.step(action)
        yield observation.model_dump_json() + environment.state.model_dump_json()
