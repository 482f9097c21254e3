"""Canary trajectories: whole cheating episodes, shipped as data, that must stay worthless.

`python -m env_adapter.validation.canaries` records them anew from the exploit policies. The file
holds calls and no scores: it stays valid when the world's rules change, and so does the claim.
"""

import json
from collections.abc import Iterable
from pathlib import Path

from env_adapter.exploits import EXPLOITS
from env_adapter.graders import Grade, grade
from env_adapter.policies import POLICIES, play
from env_adapter.ways import Call
from env_adapter.world import World
from scenarios import load_scenario

FILE = Path(__file__).with_name("canaries.json")
DAY = "sample"
MARGIN = 0.05
"""By how much a canary's grade may exceed that of doing nothing."""


def record() -> dict[str, list[Call]]:
    """Play every exploit on one day."""
    scenario = load_scenario(DAY)
    names = ["do_nothing", *(f"exploit:{name}" for name in EXPLOITS)]
    return {name: play(World(scenario), POLICIES[name](0)).calls for name in names}


def read() -> dict[str, list[Call]]:
    """The trajectories of the file, by name."""
    found = json.loads(FILE.read_text(encoding="utf-8"))["canaries"]
    return {c["name"]: [Call(**call) for call in c["actions"]] for c in found}


def grade_of(calls: Iterable[Call]) -> Grade:
    """The grade of the canaries' day after these calls."""
    world = World(load_scenario(DAY))
    for call in calls:
        world.step(call.tool, call.args, agent=call.agent)
    return grade(world)


def main() -> None:
    """Write the file."""
    canaries = [
        {"name": name, "task": DAY, "seed": 0, "actions": [call._asdict() for call in calls]}
        for name, calls in record().items()
    ]
    text = json.dumps({"canaries": canaries}, indent=1, ensure_ascii=False)
    FILE.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
