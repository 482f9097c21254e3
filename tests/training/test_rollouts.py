"""Rollouts: the product's prompts, the exact tokens, and episodes lost rather than scored 0."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
import torch
from langchain_core.messages import AIMessage

from assistant.graph import RECURSION_LIMIT, build_graph
from assistant.guard import AcceptAll
from assistant.models.generate import Completion
from assistant.models.local import LocalChatModel
from assistant.state import RunContext
from env_adapter.adapter import EnvWorkspace
from env_adapter.errors import EnvError
from env_adapter.graders import grade
from env_adapter.models import MajordomoAction
from env_adapter.replay import replay
from tests.training.teaching import teaching
from tests.training.tiny import load_policy
from training.episode import scenario_of
from training.records import DaySpec, Rollout
from training.rollouts import play_all, roll_out

DAYS = [DaySpec("todo_queue:5:easy", 1, 2), DaySpec("rush_hour:6:easy", 3, None)]


@pytest.fixture(scope="module")
def policy(tiny: Path) -> LocalChatModel:
    return load_policy(tiny)


@pytest.fixture(scope="module")
def played(policy: LocalChatModel) -> list[Rollout]:
    """Days on which most calls are sensible."""
    return play_all(policy, DAYS * 2, teaching(policy))


class Listening(LocalChatModel):
    """The product's own model, called as the product calls it, with its answers kept."""

    heard: list[AIMessage] = []

    def bind_tools(self, tools: Any, **kwargs: Any) -> "Listening":
        copy = super().bind_tools(tools, **kwargs)
        copy.heard = self.heard  # type: ignore[attr-defined]
        return copy  # type: ignore[return-value]

    async def ainvoke(self, *args: Any, **kwargs: Any) -> AIMessage:
        answer = await super().ainvoke(*args, **kwargs)
        self.heard.append(answer)
        return answer


def test_tokens_are_those_of_the_product_alone(policy: LocalChatModel) -> None:
    rollouts = roll_out(policy, DAYS, max_new_tokens=24)
    for spec, rollout in zip(DAYS, rollouts, strict=True):
        fields = {name: getattr(policy, name) for name in LocalChatModel.model_fields}
        model = Listening(**{**fields, "max_new_tokens": 24}, heard=[])

        async def alone(spec: DaySpec = spec, model: Listening = model) -> None:
            workspace = await EnvWorkspace.in_process(scenario_of(spec), spec.seed)
            context = RunContext(workspace, model, AcceptAll())
            config: Any = {"recursion_limit": RECURSION_LIMIT}
            await build_graph().ainvoke({"run_id": "play"}, config, context=context)

        asyncio.run(alone())
        wanted = [
            (a.response_metadata["prompt_ids"], a.response_metadata["completion_ids"])
            for a in model.heard
        ]
        assert len(wanted) > 2
        assert [(t.prompt_ids, t.completion_ids) for t in rollout.turns] == wanted


def test_logprobs_are_of_the_policy_that_was_sampled(policy: LocalChatModel) -> None:
    (rollout,) = roll_out(policy, DAYS[:1], temperature=0.7, seed=1, max_new_tokens=12)
    turn = rollout.turns[1]
    ids = torch.tensor([turn.prompt_ids + turn.completion_ids])
    with torch.no_grad():
        logits = policy.generator.model(input_ids=ids).logits[0] / 0.7
    start = len(turn.prompt_ids)
    wanted = torch.log_softmax(logits[start - 1 : -1], -1).gather(1, ids[0, start:, None])[:, 0]
    assert torch.allclose(torch.tensor(turn.logprobs), wanted, atol=1e-4)


def test_a_seed_gives_the_same_tokens_and_group_members_differ(policy: LocalChatModel) -> None:
    group = DAYS[:1] * 3
    first = roll_out(policy, group, temperature=1.0, seed=4, max_new_tokens=8)
    again = roll_out(policy, group, temperature=1.0, seed=4, max_new_tokens=8)
    other = roll_out(policy, group, temperature=1.0, seed=5, max_new_tokens=8)
    assert [r.turns for r in first] == [r.turns for r in again]
    assert [r.turns for r in first] != [r.turns for r in other]
    assert first[0].turns[0].prompt_ids == first[1].turns[0].prompt_ids
    assert first[0].turns[0].completion_ids != first[1].turns[0].completion_ids


def test_every_step_has_its_turn_reward_and_breakdown(played: list[Rollout]) -> None:
    for rollout in played:
        steps = range(rollout.decisions)
        assert [turn.step for turn in rollout.turns] == list(steps)
        lists = (rollout.actions, rollout.breakdowns, rollout.rewards)
        assert all(len(entries) == rollout.decisions for entries in lists)
        assert rollout.return_ == pytest.approx(sum(rollout.rewards))
        assert [turn.node for turn in rollout.turns] == [a["agent"] for a in rollout.actions]
        for breakdown, reward in zip(rollout.breakdowns, rollout.rewards, strict=True):
            assert breakdown["total"] == reward
    assert {turn.node for r in played for turn in r.turns} > {"orchestrator"}


def test_the_grade_is_that_of_a_replay(policy: LocalChatModel) -> None:
    (rollout,) = play_all(policy, DAYS[:1], teaching(policy, 1.0))
    actions = [
        MajordomoAction(tool=a["tool"], args=a["args"], agent=a["agent"]) for a in rollout.actions
    ]
    world = replay(scenario_of(DAYS[0]), DAYS[0].seed, actions)
    assert rollout.grade == grade(world).raw
    assert rollout.grade > 0.3


def test_a_prompt_that_outgrows_the_model_loses_its_episode_alone(policy: LocalChatModel) -> None:
    longest = [
        max(len(turn.prompt_ids) for turn in rollout.turns)
        for rollout in roll_out(policy, DAYS, max_new_tokens=8)
    ]
    limit = min(longest) + 9
    assert max(longest) > limit
    config = policy.generator.model.config
    before = config.max_position_embeddings
    config.max_position_embeddings = limit
    try:
        rollouts = roll_out(policy, DAYS, max_new_tokens=8)
    finally:
        config.max_position_embeddings = before
    short, long = sorted(rollouts, key=lambda rollout: bool(rollout.lost))
    assert "tokens" in long.lost and not long.turns
    assert not short.lost and short.decisions


class Flaky:
    """Servers, some of which are down; a day that begins is played in this process."""

    def __init__(self, down: set[str]) -> None:
        self.down = down
        self.asked: list[str] = []

    async def __call__(self, url: str, **kwargs: Any) -> EnvWorkspace:
        self.asked.append(url)
        if url in self.down:
            raise EnvError(f"no environment answers at {url}")
        return await EnvWorkspace.in_process(kwargs["scenario"], kwargs["seed"])


def short(prompts: list[list[int]]) -> list[Completion]:
    return [Completion(p, [7, 8], [-1.0, -1.0], "length") for p in prompts]


def test_a_lost_episode_is_played_on_the_next_server(
    policy: LocalChatModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    servers = Flaky(down={"b"})
    monkeypatch.setattr(EnvWorkspace, "connect", servers)
    rollouts = play_all(policy, DAYS * 2, short, servers=["a", "b"])
    assert [rollout.lost for rollout in rollouts] == [""] * 4
    assert sorted(servers.asked) == ["a"] * 4 + ["b"] * 2


def test_what_no_server_can_play_is_reported_and_not_graded(
    policy: LocalChatModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(EnvWorkspace, "connect", Flaky(down={"a", "b"}))
    (rollout,) = play_all(policy, DAYS[:1], short, servers=["a", "b"])
    assert rollout.lost == "no environment answers at a; no environment answers at b"
    assert not rollout.turns and not rollout.rewards


@pytest.mark.slow
def test_a_real_server_plays_the_same_episodes_and_may_be_restarted(
    policy: LocalChatModel, tmp_path: Path
) -> None:
    from tests.env_adapter.serving import Served

    here = play_all(policy, DAYS, teaching(policy, 1.0))
    server = Served(log=tmp_path / "server.log")
    calls = 0
    teach = teaching(policy, 1.0)

    def generate(prompts: list[list[int]]) -> Any:
        nonlocal calls
        calls += 1
        if calls == 3:
            server.kill()
            server.restart()
        return teach(prompts)

    try:
        there = play_all(policy, DAYS, generate, servers=[server.url], patience_s=300)
    finally:
        server.stop()
    assert [r.lost for r in there] == ["", ""]
    assert [r.return_ for r in there] == [r.return_ for r in here]
    assert [r.grade for r in there] == [r.grade for r in here]
