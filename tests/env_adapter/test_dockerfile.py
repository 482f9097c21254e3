"""The Dockerfile's steps work, although no test can build an image."""

import json
import tomllib
from pathlib import Path

import pytest

from docs.dockerfile_check import check, instructions
from env_adapter.policies import POLICIES, play
from env_adapter.world import World
from scenarios import load_scenario

ROOT = Path(__file__).parents[2]
STEPS = list(instructions((ROOT / "Dockerfile").read_text()))


def test_what_the_dockerfile_names_is_there() -> None:
    copied = [source for name, rest in STEPS if name == "COPY" for source in rest.split()[:-1]]
    assert all((ROOT / source).exists() for source in copied)
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text())
    packages = wheel["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    assert set(packages) <= set(copied), "the wheel is built from what was copied"
    command = json.loads(next(rest for name, rest in STEPS if name == "CMD"))
    assert command[0] in wheel["project"]["scripts"]


@pytest.mark.online
@pytest.mark.timeout(1800)
def test_the_steps_end_in_a_server_that_plays_a_day(tmp_path: Path) -> None:
    found = check(tmp_path)
    expected = play(World(load_scenario("sample")), POLICIES["do_nothing"](0))
    assert found["health"] == "healthy" and found["web"] == 200
    assert found["state_hash"] == expected.hashes[-1]
