"""Whether the same actions lead to the same hashes: again, elsewhere, over a wire, after a fork.

`python -m env_adapter.card.determinism` prints the hash chains of a few days; the card runs it with
other hash seeds and other Pythons and compares. That module needs pydantic and nothing else.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from env_adapter.oracle import Oracle
from env_adapter.players import Random
from env_adapter.snapshot import restore, snapshot
from env_adapter.ways import Call
from env_adapter.world import World
from scenarios import Scenario, load_scenario, scenario_names
from scenarios.families import families, generate

Chains = dict[str, list[str]]
ROOT = Path(__file__).parents[2]
LEVEL = "hard"
SEED = 5


def days() -> list[Scenario]:
    """The days that are compared: all written ones, and one of every family."""
    written = [load_scenario(name) for name in scenario_names()]
    return written + [generate(name, 1, LEVEL) for name in families()]


def chains(forked: bool = False) -> Chains:
    """The hashes of every day, played at random and by the oracle."""
    found = {}
    for day in days():
        for policy in (Random(SEED), Oracle()):
            played, _ = chain(day, policy, forked=forked)
            found[f"{day.name}/{type(policy).__name__}"] = played
    return found


def chain(
    day: Scenario, policy: Random | Oracle, *, forked: bool = False
) -> tuple[list[str], list[Call]]:
    """The hashes of one day and the calls that led to them, if asked with a fork on the way."""
    world, hashes, calls = World(day, SEED), [], []
    while not world.is_over:
        call = policy(world)
        world.step(call.tool, call.args, agent=call.agent)
        calls.append(call)
        hashes.append(world.state_hash)
        if forked and len(hashes) in {3, 8}:
            world = restore(day, json.loads(json.dumps(snapshot(world))))
    return hashes, calls


def _interleaved() -> Chains:
    """The hashes of all days when they are played at once, a step of each in turn."""
    found: Chains = {}
    going = []
    for day in days():
        for policy in (Random(SEED), Oracle()):
            key = f"{day.name}/{type(policy).__name__}"
            found[key] = []
            going.append((World(day, SEED), policy, found[key]))
    while any(not world.is_over for world, _, _ in going):
        for world, policy, hashes in going:
            if not world.is_over:
                call = policy(world)
                world.step(call.tool, call.args, agent=call.agent)
                hashes.append(world.state_hash)
    return found


def elsewhere(python: str, hash_seed: str) -> Chains | str:
    """The chains of another process, or why there are none."""
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": hash_seed}
    command = [python, "-m", "env_adapter.card.determinism"]
    try:
        done = subprocess.run(
            command, env=environ, cwd=ROOT, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError) as error:
        said = str(getattr(error, "stderr", "") or error).strip().splitlines()
        return said[-1] if said else "no output"
    found: Chains = json.loads(done.stdout)
    return found


def compare(pythons: Iterable[str] = ()) -> dict[str, bool | str]:
    """What was compared with playing in this process, and whether it came out the same."""
    here = chains()
    found: dict[str, bool | str] = {
        "again": chains() == here,
        "after a fork through JSON": chains(forked=True) == here,
        "beside other days": _interleaved() == here,
    }
    for seed in ("1", "2"):
        found[f"another process, PYTHONHASHSEED={seed}"] = elsewhere(sys.executable, seed) == here
    for python in pythons:
        there = elsewhere(python, "3")
        found[f"{_version(python)}"] = there if isinstance(there, str) else there == here
    return found


def _version(python: str) -> str:
    try:
        done = subprocess.run([python, "-V"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return python
    return done.stdout.strip()


if __name__ == "__main__":
    sys.stdout.write(json.dumps(chains()))
