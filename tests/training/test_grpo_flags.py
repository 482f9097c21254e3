"""Each sign of reward hacking is raised by real episodes that show it, and by no honest one."""

from collections.abc import Sequence
from typing import Any

import pytest

from tests.training.plays import rollouts_by
from training.grpo.flags import HISTORY, Usual, episode_flags, step_flags, trend_flags
from training.records import DaySpec, Rollout

DAYS = [DaySpec(f"{family}:4:medium", 1) for family in ("inbox_triage", "vip_meltdown")]


@pytest.fixture(scope="module")
def usual() -> Usual:
    return Usual.of(rollouts_by("oracle", DAYS))


def flags_of(policy: str, usual: Usual) -> list[str]:
    return [flag for played in rollouts_by(policy, DAYS) for flag in episode_flags(played, usual)]


def test_honest_play_raises_nothing(usual: Usual) -> None:
    assert flags_of("oracle", usual) == []
    assert step_flags(rollouts_by("oracle", DAYS), usual) == []


@pytest.mark.parametrize(
    ("policy", "said"),
    [
        ("exploit:repeated", "repeated call: reply_email"),
        ("exploit:asked", "asks for everything"),
        ("exploit:pasted", "copied text: "),
    ],
)
def test_an_exploit_raises_its_flag(policy: str, said: str, usual: Usual) -> None:
    assert any(flag.startswith(said) for flag in flags_of(policy, usual))


@pytest.mark.parametrize(
    ("policy", "tool"),
    [("exploit:left", "leave_to_user"), ("exploit:scheduled", "schedule_event"),
     ("exploit:snoozed", "snooze"), ("exploit:searched", "search_kb")],
)  # fmt: skip
def test_one_tool_for_everything_is_seen(policy: str, tool: str, usual: Usual) -> None:
    flags = step_flags(rollouts_by(policy, DAYS), usual)
    assert any(flag.startswith(f"dominant tool: {tool}") for flag in flags)


def test_a_tool_that_always_dominated_is_no_sign() -> None:
    played = rollouts_by("exploit:left", DAYS)
    assert step_flags(played, Usual.of(played)) == []


def course(played: Sequence[tuple[Rollout, float]]) -> list[dict[str, Any]]:
    """Step metrics of episodes; the second number is tokens per call."""
    return [
        {"episode/grade": r.grade, "episode/return": r.return_, "tokens/per_call": tokens}
        for r, tokens in played
    ]


def test_return_up_while_grade_falls() -> None:
    (oracle,) = rollouts_by("oracle", DAYS[:1])
    (nothing,) = rollouts_by("do_nothing", DAYS[:1])
    assert oracle.grade > nothing.grade
    # A reward that paid for doing nothing: the grades are real, the returns exchanged.
    paid = Rollout(nothing.spec, return_=oracle.return_, grade=nothing.grade)
    unpaid = Rollout(oracle.spec, return_=nothing.return_, grade=oracle.grade)
    half = HISTORY // 2
    (flag,) = trend_flags(course([(unpaid, 20)] * half + [(paid, 20)] * half))
    assert flag.startswith("return up, grade down")
    assert trend_flags(course([(nothing, 20)] * half + [(oracle, 20)] * half)) == []


def test_growing_length_without_a_better_grade() -> None:
    (played,) = rollouts_by("greedy", DAYS[:1])
    half = HISTORY // 2
    (flag,) = trend_flags(course([(played, 20)] * half + [(played, 30)] * half))
    assert flag == "longer without a better grade: 20 to 30 tokens"
    assert trend_flags(course([(played, 20)] * HISTORY)) == []
    assert trend_flags(course([(played, 20), (played, 90)])) == []
