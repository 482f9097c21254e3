"""The same day has the same hashes under every Python that can be found on this machine."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PLAYED = """
import json, sys
from env_adapter.policies import Random
from env_adapter.oracle import Oracle
from env_adapter.snapshot import restore, snapshot
from env_adapter.world import World
from scenarios import load_scenario, scenario_names
from scenarios.families import families, generate

days = [load_scenario(name) for name in scenario_names()]
days += [generate(name, seed, "hard") for name in families() for seed in (0, 1)]
heads = {}
for day in days:
    for policy in (Random(5), Oracle(0)):
        world, chain = World(day, 7), []
        while not world.is_over and len(chain) < 60:
            call = policy(world)
            world.step(call.tool, call.args, agent=call.agent)
            chain.append(world.state_hash)
            if len(chain) == 5:
                world = restore(day, json.loads(json.dumps(snapshot(world))))
        heads[f"{day.name}/{type(policy).__name__}"] = chain
print(json.dumps(heads))
"""


def _others() -> list[str]:
    """Interpreters of another minor version than this one: on the path, or kept by pyenv."""
    found = []
    for minor in (11, 12, 13):
        if minor == sys.version_info.minor:
            continue
        places = sorted((Path.home() / ".pyenv/versions").glob(f"3.{minor}.*/bin/python"))
        named = shutil.which(f"python3.{minor}")
        for python in [*map(str, places), *([named] if named else [])]:
            if subprocess.run([python, "-c", ""], capture_output=True, check=False).returncode == 0:
                found.append(python)
                break
    return found


def _play(python: str, hash_seed: str) -> dict[str, list[str]]:
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": hash_seed}
    done = subprocess.run(
        [python, "-c", PLAYED], env=environ, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


@pytest.mark.slow
@pytest.mark.parametrize("python", _others() or [""])
def test_hash_chains_are_equal_under_another_python(python, tmp_path):
    if not python:
        pytest.skip("no other Python between 3.11 and 3.13 is installed here")
    subprocess.run([python, "-m", "venv", tmp_path / "venv"], check=True)
    other = str(tmp_path / "venv/bin/python")
    lock = ["-c", str(ROOT / "requirements.lock")]
    subprocess.run([other, "-m", "pip", "install", "-q", *lock, "pydantic", "tzdata"], check=True)
    here, there = _play(sys.executable, "1"), _play(other, "2")
    assert len(here) >= 20
    assert here == there
