"""OpenEnv's own validators pass, and every line of openenv.yaml is true."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest
from fastmcp import Client
from openenv.cli._validation import validate_running_environment  # type: ignore[import-untyped]
from openenv.validation import Level, Verdict, run_validation  # type: ignore[import-untyped]
from openenv.validation.graders import Subject  # type: ignore[import-untyped]
from openenv.validation.graders.runtime.basic import (  # type: ignore[import-untyped]
    ObservationSchemaGrader,
    RewardWellFormedGrader,
    StateContractGrader,
)
from openenv.validation.parsers.openenv_yaml import (  # type: ignore[import-untyped]
    OpenEnvYamlParser,
)
from openenv.validation.runtime.collector import (  # type: ignore[import-untyped]
    collect_runtime_evidence,
)
from openenv.validation.runtime.contracts import load_runtime_plan  # type: ignore[import-untyped]

from env_adapter.validation import canaries, oracle
from tests.env_adapter.serving import Served

ROOT = Path(__file__).parents[2]
MANIFEST = OpenEnvYamlParser().parse(ROOT)
CLAIMS = MANIFEST.capabilities


def test_the_package_passes_openenvs_static_validation() -> None:
    report = run_validation(ROOT, max_level=Level.STATIC, skip_build=True)
    assert report.verdict is Verdict.PASS, report.results


def test_the_running_server_passes_openenvs_validation(served: Served) -> None:
    report = validate_running_environment(served.url, timeout_s=20)
    failed = [c for c in report["criteria"] if not c["passed"]]
    assert report["passed"] and not failed and len(report["criteria"]) >= 6


@pytest.mark.parametrize(
    "grader", [RewardWellFormedGrader, ObservationSchemaGrader, StateContractGrader]
)
def test_a_measured_episode_keeps_openenvs_runtime_contract(
    served: Served, grader: type, tmp_path: Path
) -> None:
    """The graders that OpenEnv runs on a container, here on our server."""
    plan = load_runtime_plan(ROOT, MANIFEST.execution)
    evidence = collect_runtime_evidence(served.url, plan, episode_timeout_s=60)
    assert evidence.failure_reason is None
    assert [e.operation for e in evidence.exchanges].count("step") >= 6
    subject = Subject(ROOT, MANIFEST, None, None, tmp_path, runtime_evidence=evidence)
    result = grader().run(subject)
    assert result.status.value == "pass", result.evidence


async def test_the_declared_tools_and_tasks_are_those_of_the_server(served: Served) -> None:
    async with Client(f"{served.url}/mcp") as client:
        found = [tool.name for tool in await client.list_tools()]
    assert CLAIMS.declared_tools == found
    for split, count in CLAIMS.declared_task_count.items():
        body = {"split": split}
        answer = await asyncio.to_thread(served.post, "/majordomo/num_tasks", body)
        assert answer[1] == {"num_tasks": count}, split


def test_the_declared_oracle_reaches_the_highest_grade() -> None:
    assert (ROOT / CLAIMS.oracle.location).samefile(oracle.__file__)
    assert oracle.main() == 0


def test_the_shipped_canaries_stay_worthless() -> None:
    assert (ROOT / CLAIMS.canaries).samefile(canaries.FILE)
    found = canaries.read()
    floor = canaries.grade_of(found["do_nothing"]).raw
    assert len(found) >= 10
    for name, calls in found.items():
        assert calls and canaries.grade_of(calls).raw <= floor + canaries.MARGIN, name


@pytest.mark.slow
def test_the_openenv_command_says_so_too(served: Served) -> None:
    openenv = Path(sys.executable).with_name("openenv")
    for options in ([".", "--level", "static"], ["--url", served.url]):
        said = subprocess.run(
            [openenv, "validate", *options], capture_output=True, text=True, cwd=ROOT
        )
        assert said.returncode == 0 and "Verdict: PASS" in said.stdout, said.stdout
