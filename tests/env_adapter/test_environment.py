"""The OpenEnv contract, in this process."""

import json
import subprocess
import sys
from typing import Any

import pytest

from env_adapter.environment import MajordomoEnvironment
from env_adapter.errors import EnvError
from env_adapter.models import MajordomoAction, MajordomoObservation, MajordomoState
from env_adapter.policies import POLICIES, play
from env_adapter.tasks import MAX_SCENARIO_BYTES
from env_adapter.world import World
from scenarios import load_scenario, scenario_names, scenario_to_json

NOTHING = MajordomoAction(tool="do_nothing")


def test_an_observation_has_what_a_policy_needs() -> None:
    first = MajordomoEnvironment().reset(task="sample")
    assert first.reward is None and not first.done and first.outcome is None
    assert "# Items 7" in first.text
    assert {"e1", "y1", "c1", "m2", "n1"} <= set(first.ids)
    assert "reply_email" in first.legal["email"]
    assert first.steps_left == 24 and first.minutes_left == 630
    assert json.loads(first.model_dump_json())["day"]["items"]


def test_the_breakdown_adds_up() -> None:
    env = MajordomoEnvironment()
    env.reset(task="sample")
    seen = env.step(NOTHING)
    nodes = seen.breakdown
    parts = 0.4 * nodes["outcome"] + 0.25 * nodes["process"] + 0.2 * nodes["format"]
    parts += 0.15 * nodes["efficiency"] + nodes["gates"]
    assert seen.reward == nodes["total"] == pytest.approx(parts)
    assert seen.outcome == {
        "tool": "do_nothing", "item_id": "", "status": "ok", "text": "nothing was done",
    }  # fmt: skip


@pytest.mark.parametrize("name", scenario_names())
@pytest.mark.parametrize("policy", ["random", "oracle"])
def test_two_rollouts_with_one_seed_are_equal(name: str, policy: str) -> None:
    scenario = load_scenario(name)
    calls = play(World(scenario, 3), POLICIES[policy](3)).calls
    rollouts: list[list[MajordomoObservation]] = []
    for _ in range(2):
        env = MajordomoEnvironment()
        rollout = [env.reset(seed=3, task=name)]
        for call in calls:
            rollout.append(
                env.step(MajordomoAction(tool=call.tool, args=call.args, agent=call.agent))
            )
        rollouts.append(rollout)
    assert rollouts[0] == rollouts[1]
    last = rollouts[0][-1]
    assert last.done and last.terminated != last.truncated


def test_a_reset_leaves_nothing_of_the_day_before() -> None:
    env = MajordomoEnvironment()
    first = env.reset(task="calm")
    env.step(NOTHING)
    assert env.reset(task="calm") == first
    assert env.state.step_count == 0 and env.state.return_ == 0.0


def test_the_state_hides_what_the_day_hides() -> None:
    env = MajordomoEnvironment()
    assert env.state == MajordomoState()
    env.reset(task="sample", seed=2, episode_id="mine")
    env.step(NOTHING)
    text = env.state.model_dump_json()
    assert env.state.episode_id == "mine" and env.state.seed == 2 and env.state.step_count == 1
    assert "must" not in text and "tomorrow at 11:00" not in text


def test_days_can_be_picked_by_split_and_index_or_sent_along() -> None:
    env = MajordomoEnvironment()
    assert env.list_splits() == ["days", "train", "heldout"]
    assert env.num_tasks("days") == len(env.list_tasks("days")) == len(scenario_names())
    for task in env.get_task_range("days", 1, 3):
        assert env.reset(split="days", index=task["index"]).task == task["id"]
    inline = scenario_to_json(load_scenario("queue"))
    assert env.reset(scenario=inline) == env.reset(task="queue")
    assert env.reset(scenario=json.dumps(inline)) == env.reset(task="queue")


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({"task": "nope"}, "there are calm"),
        ({"task": ["x"]}, "no task"),
        ({"split": "nope"}, "there are days"),
        ({"split": "days", "index": 99}, "index must be"),
        ({"index": "one"}, "index must be"),
        ({"seed": "x"}, "seed must be"),
        ({"seed": -1}, "seed must be"),
        ({"seed": True}, "seed must be"),
        ({"scenario": 5}, "a JSON object"),
        ({"scenario": "{"}, "not JSON"),
        ({"scenario": {"simulation_time": "soon"}}, r"\$\.simulation_time"),
        (
            {"scenario": {"simulation_time": "2026-03-03T08:00", "meetings": [{}] * 201}},
            "more than 200 meetings",
        ),
        ({"scenario": "x" * (MAX_SCENARIO_BYTES + 1)}, "larger than"),
    ],
)
def test_a_wrong_reset_says_what_would_be_right(wanted: dict[str, Any], message: str) -> None:
    with pytest.raises(EnvError, match=message):
        MajordomoEnvironment().reset(**wanted)


def test_a_step_without_a_day_says_so() -> None:
    with pytest.raises(EnvError, match="reset first"):
        MajordomoEnvironment().step(NOTHING)


def test_a_reaped_session_says_so() -> None:
    env = MajordomoEnvironment()
    env.reset()
    env.close()
    with pytest.raises(EnvError, match="idle"):
        env.step(NOTHING)
    with pytest.raises(EnvError, match="idle"):
        env.reset()


def test_unknown_tasks_are_an_index_error_as_openenv_wants_it() -> None:
    with pytest.raises(IndexError):
        MajordomoEnvironment().get_task("days", 99)


def test_the_schema_publishes_every_tool() -> None:
    schema = MajordomoAction.model_json_schema()
    assert set(schema["x-tools"]) > {"reply_email", "finish"}
    assert schema["properties"]["tool"]["type"] == "string"


def test_importing_the_package_loads_no_server_and_the_client_no_world() -> None:
    code = (
        "import sys, env_adapter; heavy = {'fastapi', 'openenv', 'gradio', 'uvicorn'}; "
        "assert not heavy & set(sys.modules), heavy & set(sys.modules); "
        "import env_adapter.client; "
        "mine = {m for m in sys.modules if m.startswith('env_adapter.')}; "
        "assert not mine & {'env_adapter.world', 'env_adapter.environment', "
        "'env_adapter.server'}, mine"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
