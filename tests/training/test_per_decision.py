import asyncio
import json
import math
import random
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import torch
from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult

from assistant.contract.tools import SUB_AGENTS
from assistant.guard import AcceptAll
from assistant.models.checkpoint import load_folder
from assistant.models.template import TURN_END, write_call
from assistant.state import RunContext
from env_adapter.adapter import EnvWorkspace
from env_adapter.search import best, next_call
from env_adapter.ways import build, ways_of
from tests.assistant.models.tiny import teach
from tests.training.tiny import build_policy
from training.backends import Policy, load_policy, stop_ids_of
from training.episode import graph, scenario_of
from training.errors import TrainingError
from training.per_decision import train
from training.per_decision.collect import (
    Row,
    Teachers,
    as_agent,
    collect,
    days_of,
    is_sure,
    text_of,
)
from training.per_decision.reward import Judge, play_out
from training.per_decision.run import batches, grpo_config, make_trainer
from training.per_decision.walk import Moment, Walk
from training.recipe import DataRecipe, Recipe
from training.records import DaySpec
from training.runs import RunFolder

RUSH = DaySpec("rush_hour:4:easy", 4, 4)


def recipe_of(model: dict[str, Any] | None = None, **grpo: Any) -> Recipe:
    usual = {
        "mode": "decision", "steps": 2, "days_per_step": 2, "group_size": 4, "levels": ["easy"],
        "families": ["todo_queue", "rush_hour"], "max_completion": 16, "checkpoint_every": 1,
        "learning_rate": 1e-3,
    }  # fmt: skip
    return Recipe.model_validate({"name": "test", "model": model or {}, "grpo": {**usual, **grpo}})


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_policy(tmp_path_factory.mktemp("policy"))


@pytest.fixture(scope="module")
def policy(checkpoint: Path) -> Policy:
    return load_policy(recipe_of().model, str(checkpoint))


@pytest.fixture(scope="module")
def judge(policy: Policy) -> Any:
    """Judges a call by name and arguments, or a text."""
    judge = Judge(policy.chat(), policy.ending)

    def of(moment: Moment, call: str | tuple[str, dict[str, Any]]) -> Any:
        text = call if isinstance(call, str) else write_call(*call)
        return judge(moment, policy.tokenizer.encode(text, add_special_tokens=False))

    return of


def shown(walk: Walk) -> Any:
    """The prompt of the decision that is due."""
    messages = walk.messages()
    assert messages is not None
    return messages


def route(item_id: str, agent: str) -> tuple[str, dict[str, Any]]:
    return "route_to_agent", {"item_id": item_id, "agent": agent}


def at_sub_agent(day: DaySpec) -> tuple[Walk, tuple[str, dict[str, Any]]]:
    """A day whose best first item has just been routed, and the best call on it."""
    walk = Walk.begin(day)
    call = next_call(walk.world, best(walk.world.scenario, walk.world.seed).plan)
    walk.make({"name": "route_to_agent", "args": route(call.args["item_id"], call.agent)[1],
               "error": ""})  # fmt: skip
    assert walk.agent == call.agent
    return walk, (call.tool, call.args)


class Replay(BaseChatModel):
    """Answers with given calls in turn, and keeps the tokens of what it was asked."""

    chat: Any
    calls: list[Any]
    asked: list[list[int]] = []

    @property
    def _llm_type(self) -> str:
        return "replay"

    def bind_tools(self, tools: Any, **kwargs: Any) -> Any:
        copy = Replay(chat=self.chat.bind_tools(tools), calls=[])
        copy.calls, copy.asked = self.calls, self.asked
        return copy

    def _generate(self, messages: list[BaseMessage], *args: Any, **kwargs: Any) -> ChatResult:
        self.asked.append(self.chat.render(messages))
        proposal = self.calls.pop(0)
        call = {"name": proposal["name"], "args": proposal["args"], "id": "1"}
        answer = AIMessage("", tool_calls=[{**call, "type": "tool_call"}])
        return ChatResult(generations=[ChatGeneration(message=answer)])


@pytest.mark.parametrize("name", ["todo_queue:3:easy", "rush_hour:4:medium", "ambiguous_ask:5"])
def test_prompts_are_those_of_the_compiled_graph_token_for_token(policy, name):
    day, chat = DaySpec(name, 7, variation=2), policy.chat()
    walk, teachers, made, texts = Walk.begin(day), Teachers(random.Random(1)), [], []
    while not walk.is_over:
        texts.append(text_of(chat, walk.agent, shown(walk)))
        made.append(teachers([walk])[0])
        walk.make(made[-1])
    assert {call["name"] for call in made} & {"search_kb", "route_to_agent"}

    replay = Replay(chat=chat, calls=list(made))

    async def play() -> None:
        workspace = await EnvWorkspace.in_process(scenario_of(day), day.seed)
        context = RunContext(workspace, replay, AcceptAll())
        await graph().ainvoke({"run_id": "play"}, {"recursion_limit": 9999}, context=context)

    asyncio.run(play())
    assert replay.calls == []
    assert policy.tokenizer(text=texts)["input_ids"] == replay.asked


def test_the_trainer_sees_the_graphs_tokens_and_stops_where_the_graph_does(policy, tmp_path):
    recipe, chat = recipe_of(), policy.chat()
    rows = collect(recipe.grpo, recipe.data, chat, 4, seed=1)
    trainer = make_trainer(recipe, policy, chat, rows, RunFolder(tmp_path), seed=0)
    moment = rows[0].moment
    assert isinstance(moment, Moment)
    walk = Walk.at(moment)
    graph_ids = as_agent(chat, walk.agent).render(shown(walk))
    assert trainer._tokenize_prompts([rows[0].prompt])[0] == [graph_ids]
    ends = policy.tokenizer.convert_tokens_to_ids([TURN_END, "</tool_call>"])
    assert set(ends) <= set(trainer.eos_token_ids)
    assert set(trainer.generation_config.eos_token_id) == set(trainer.eos_token_ids)


def test_states_are_the_same_for_the_same_seed_and_only_of_the_named_days(policy):
    grpo, chat = recipe_of().grpo, policy.chat()
    rows = collect(grpo, DataRecipe(), chat, 20, seed=3)
    assert rows == collect(grpo, DataRecipe(), chat, 20, seed=3)
    assert rows != collect(grpo, DataRecipe(), chat, 20, seed=4)
    days = [row.moment.day.name for row in rows if isinstance(row.moment, Moment)]
    assert len(days) == len(rows)  # and no single messages, of which the recipe wants none
    assert {day.split(":")[0] for day in days} <= {"todo_queue", "rush_hour"}
    assert len({row.moment.agent for row in rows}) > 1


@pytest.mark.parametrize("players", ["model", "both"])
def test_the_model_can_be_one_of_those_that_play(policy, players):
    rows = collect(recipe_of(states=players).grpo, DataRecipe(), policy.chat(), 6, seed=3, batch=2)
    assert rows != collect(recipe_of().grpo, DataRecipe(), policy.chat(), 6, seed=3, batch=2)
    assert len({row.prompt for row in rows}) == len(rows) == 6
    assert [Moment.from_json(json.loads(json.dumps(r.moment.to_json()))) for r in rows] == [
        row.moment for row in rows
    ]


def test_decisions_that_the_model_is_sure_of_are_thinned_out(policy):
    chat = policy.chat()
    usual = recipe_of(certain=1e-300).grpo  # of everything
    rows = collect(recipe_of().grpo, DataRecipe(), chat, 60, seed=3)
    assert all(is_sure(chat, [row.prompt for row in rows], usual))
    even = recipe_of(certain=statistics.median(certainty(chat, rows))).grpo

    def share_of_sure(rows: list[Row]) -> float:
        return statistics.mean(is_sure(chat, [row.prompt for row in rows], even))

    assert share_of_sure(rows) == 0.5
    assert share_of_sure(collect(even, DataRecipe(), chat, 60, seed=3)) < 0.3


def certainty(chat: Any, rows: list[Row]) -> list[float]:
    prompts = [chat.tokenizer(text=[row.prompt])["input_ids"][0] for row in rows]
    done = chat.generate_many(
        prompts,
        temperature=0.0,
        retry_temperature=0.0,
        max_new_tokens=recipe_of().grpo.max_completion,
    )
    return [math.exp(math.fsum(one.logprobs)) for one in done]


def test_a_tokenizer_that_changes_the_prompt_is_refused(checkpoint):
    chat = load_folder(checkpoint)
    walk = Walk.begin(RUSH)
    chat.tokenizer.add_tokens(["# Now"])
    ids = as_agent(chat, walk.agent).render(shown(walk))
    assert text_of(chat, walk.agent, shown(walk))
    chat.tokenizer.backend_tokenizer.post_processor = _with_start(chat.tokenizer)
    assert as_agent(chat, walk.agent).render(shown(walk)) == ids
    with pytest.raises(TrainingError, match="tokens back"):
        text_of(chat, walk.agent, shown(walk))


def _with_start(tokenizer: Any) -> Any:
    from tokenizers.processors import TemplateProcessing

    return TemplateProcessing(single="<|im_start|> $A", special_tokens=[("<|im_start|>", 1)])


def test_trying_a_call_leaves_the_moment_as_it_was(judge):
    moment = Walk.begin(RUSH).moment()
    before = json.dumps(moment.to_json())
    first = judge(moment, route("e1", "email"))
    judge(moment, ("finish", {"summary": "enough"}))
    assert judge(moment, route("e1", "email")) == first
    assert json.dumps(moment.to_json()) == before


def test_the_best_plans_first_call_is_worth_most(judge):
    """All items to all agents, leaving each, waiting, ending: the plan's choice beats the rest."""
    walk = Walk.begin(RUSH)
    moment, items = walk.moment(), walk.world.briefing().items
    call = next_call(walk.world, best(walk.world.scenario, walk.world.seed).plan)
    planned = judge(moment, route(call.args["item_id"], call.agent))
    others = [route(item.id, agent.value) for item in items for agent in SUB_AGENTS]
    others += [("leave_to_user", {"item_id": item.id, "reason": "no"}) for item in items]
    others += [("do_nothing", {}), ("finish", {"summary": "no"})]
    worth = {str(other): judge(moment, other).reward for other in others}
    assert planned.reward == pytest.approx(max(worth.values()))
    assert planned.reward > worth[str(("do_nothing", {}))] > worth[str(others[-1])]
    wrong = next(a.value for a in SUB_AGENTS if a != call.agent and a != "email")
    assert planned.reward > worth[str(route(call.args["item_id"], wrong))]
    assert len(set(worth.values())) > len(items)


def test_the_order_of_routing_counts(judge):
    """Work on what can wait costs what cannot."""
    day = DaySpec("priority_inversion:3:medium", 3)
    walk = Walk.begin(day)
    able = {i.id: sorted(walk.world.needs.agents(i) - {"orchestrator"})
            for i in walk.world.briefing().items}  # fmt: skip
    worth = {i: judge(walk.moment(), route(i, agents[0])).reward for i, agents in able.items()
             if agents}  # fmt: skip
    assert max(worth.values()) - min(worth.values()) > 0.02


def test_stalling_is_worth_less_than_settling_and_more_than_giving_up(judge):
    walk, call = at_sub_agent(RUSH)
    moment, item_id = walk.moment(), walk.item_id
    settled = judge(moment, call)
    looked = judge(moment, ("search_kb", {"item_id": item_id, "query": "anything"}))
    needless = judge(
        moment, ("ask_clarification", {"item_id": item_id, "field": "colour", "question": "What?"})
    )
    malformed = judge(moment, "I would rather not.")
    given_up = play_out(Walk.at(moment).world, handed_back=item_id)
    statuses = [verdict.status for verdict in (settled, looked, needless, malformed)]
    assert statuses == ["ok", "ok", "asked", "invalid"]
    assert settled.reward > looked.reward > given_up
    assert settled.reward > needless.reward
    assert looked.reward > malformed.reward


def test_a_question_that_the_person_can_answer_is_worth_more_than_a_guess(judge):
    """On days whose items leave something out, asking beats another call with a made-up value."""
    for seed in range(30):
        walk = Walk.begin(DaySpec(f"ambiguous_ask:{seed}:medium", seed))
        for item in walk.world.briefing().items:
            fields = walk.world.scenario.facts.get(item.id)
            way = next(iter(ways_of(walk.world, item)), None)
            if not fields or way is None or way.tool != "schedule_event":
                continue
            agent = next(iter(walk.world.needs.agents(item)))
            walk.make({"name": "route_to_agent", "args": route(item.id, agent)[1], "error": ""})
            good = build(walk.world, walk.world.desk.items[item.id], way)
            assert good is not None
            asked = {"item_id": item.id, "field": next(iter(fields)), "question": "Which?"}
            ask = ("ask_clarification", asked)
            guess = ("schedule_event", {**good.args, "start": "Saturday 23:00"})
            moment = walk.moment()
            assert judge(moment, ask).reward > judge(moment, guess).reward
            return
    pytest.fail("no such item in 30 days")


def test_what_follows_the_end_of_a_call_is_not_read(judge):
    moment = Walk.begin(RUSH).moment()
    call = write_call(*route("e1", "email"))
    assert judge(moment, call + TURN_END) == judge(moment, call)
    assert judge(moment, call[:-3]).status == "invalid"


def test_a_run_leaves_what_it_did_and_goes_on_where_it_stopped(checkpoint, tmp_path):
    recipe, out = recipe_of(steps=3, max_minutes=1e-9), tmp_path / "run"
    start = load_folder(checkpoint).generator.model.state_dict()
    train(recipe, checkpoint, out, seed=1)
    folder = RunFolder(out)
    assert folder.last_checkpoint() == folder.checkpoint(1)
    with pytest.raises(TrainingError, match="--resume"):
        train(recipe, checkpoint, out, seed=1)
    states = (out / "states.jsonl").read_bytes()
    model = train(recipe, checkpoint, out, seed=1, resume=True)
    assert folder.last_checkpoint() == folder.checkpoint(2)
    assert (out / "states.jsonl").read_bytes() == states
    moved = {name: not torch.equal(start[name], p) for name, p in model.state_dict().items()}
    assert any(moved.values())
    saved = load_folder(folder.checkpoint(2)).generator.model.state_dict()
    assert all(torch.equal(saved[name], p) for name, p in model.state_dict().items())
    steps = [event for event in folder.events("train") if "reward" in event]
    assert [event["step"] for event in steps] == [1, 2]
    assert {"reward/overall", "reward/primary", "episode/frac_zero_std", "entropy"} <= set(steps[0])
    lines = (out / "completions.jsonl").read_text().splitlines()
    assert len(lines) == 2 * 2 * 4
    assert folder.about()["seed"] == 1


def test_a_run_that_never_began_cannot_be_resumed(checkpoint, tmp_path):
    with pytest.raises(TrainingError, match="no checkpoint"):
        train(recipe_of(), checkpoint, tmp_path / "run", resume=True)


def test_lora_trains_and_saves_the_adapter_only(checkpoint, tmp_path):
    recipe = recipe_of({"adapter": "lora", "lora_r": 4}, steps=1)
    model = train(recipe, checkpoint, tmp_path / "run", seed=0)
    trained = {name for name, p in model.named_parameters() if p.requires_grad}
    assert trained and all("lora_" in name for name in trained)
    saved = RunFolder(tmp_path / "run").checkpoint(1)
    assert not (saved / "model.safetensors").exists()
    chat = load_folder(checkpoint, saved)
    assert type(chat.generator.model).__name__ == "PeftModelForCausalLM"


def test_a_step_is_shared_equally_by_the_processes_or_refused(policy, tmp_path):
    grpo = recipe_of(days_per_step=6, group_size=4, micro_batch=5).grpo
    assert batches(grpo, 1) == (4, 6)
    assert batches(grpo, 2) == (4, 3)
    assert batches(grpo, 8) == (3, 1)
    with pytest.raises(TrainingError, match="multiple of 5"):
        batches(grpo, 5)
    config = grpo_config(
        recipe_of(micro_batch=4), policy, RunFolder(tmp_path), 0, stop_ids_of(policy)
    )
    assert config.generation_batch_size == 2 * 4
    assert (config.use_cpu, config.bf16, config.gradient_checkpointing) == (True, False, False)


def test_days_never_come_twice():
    days = days_of(recipe_of().grpo, seed=2)
    seen = [next(days) for _ in range(50)]
    assert len(set(seen)) == 50


def doubtful_policy(folder: Path) -> tuple[Path, list[Row]]:
    """A policy that routes to the right agent and to a wrong one equally often, on four days."""
    chat = load_folder(build_policy(folder, hidden=48))
    rows, prompts, answers = [], [], []
    for seed in range(4, 8):
        walk = Walk.begin(DaySpec(f"rush_hour:{seed}:easy", seed))
        call = next_call(walk.world, best(walk.world.scenario, walk.world.seed).plan)
        wrong = "habit" if call.agent != "habit" else "task"
        rows.append(Row(text_of(chat, walk.agent, shown(walk)), walk.moment()))
        for agent in (call.agent, wrong):
            prompts.append(as_agent(chat, walk.agent).render(shown(walk)))
            answers.append(write_call(*route(call.args["item_id"], agent)))
    model = chat.generator.model
    teach(model, chat.tokenizer, prompts, answers, steps=40 * len(prompts))
    model.save_pretrained(folder)
    return folder, rows


@pytest.mark.slow
def test_it_learns_the_better_of_two_calls(tmp_path):
    checkpoint, rows = doubtful_policy(tmp_path / "start")
    recipe = recipe_of(
        steps=40, days_per_step=4, group_size=8, learning_rate=2e-3, max_completion=40,
        checkpoint_every=40, families=["rush_hour"], entropy_bonus=0.0,
    )  # fmt: skip
    policy = load_policy(recipe.model, str(checkpoint))
    chat, judge = policy.chat(), Judge(policy.chat(), policy.ending)

    def mean_worth() -> float:
        found = []
        for row in rows:
            prompt = chat.tokenizer(text=[row.prompt])["input_ids"][0]
            done = chat.generate_many([prompt] * 16, temperature=1.0, seed=5, max_new_tokens=40)
            found += [judge(row.moment, one.ids).reward for one in done]
        return sum(found) / len(found)

    before = mean_worth()
    make_trainer(recipe, policy, chat, rows, RunFolder(tmp_path), seed=0).train()
    assert mean_worth() > before + 0.05


TWO_PROCESSES = """
import hashlib, json, sys
from pathlib import Path
import torch
torch.set_num_threads(1)
from training.backends import this_process
from training.per_decision import train
from training.recipe import load_recipe
model = train(load_recipe(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), seed=3)
digest = hashlib.blake2b()
for name, weights in sorted(model.state_dict().items()):
    digest.update(name.encode() + weights.numpy().tobytes())
process = this_process()
line = {"processes": process.num_processes, "weights": digest.hexdigest()}
Path(sys.argv[3], f"process-{process.process_index}.json").write_text(json.dumps(line))
"""

RECIPE = """
[grpo]
mode = "decision"
steps = 3
days_per_step = 4
group_size = 4
levels = ["easy"]
families = ["todo_queue", "rush_hour"]
max_completion = 16
checkpoint_every = 3
learning_rate = 1e-3
"""


@pytest.mark.slow
def test_two_processes_share_a_step_and_end_with_equal_weights(checkpoint, tmp_path):
    script, recipe, out = tmp_path / "two.py", tmp_path / "recipe.toml", tmp_path / "run"
    script.write_text(TWO_PROCESSES)
    recipe.write_text(RECIPE)
    launch = [sys.executable, "-m", "accelerate.commands.launch", "--multi_gpu",
              "--num_processes", "2", "--main_process_port", "0"]  # fmt: skip
    done = subprocess.run(
        [*launch, str(script), str(recipe), str(checkpoint), str(out)],
        capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    found = [json.loads((out / f"process-{n}.json").read_text()) for n in range(2)]
    assert [one["processes"] for one in found] == [2, 2]
    assert found[0]["weights"] == found[1]["weights"]
    start = load_folder(checkpoint).generator.model.state_dict()
    ended = load_folder(RunFolder(out).checkpoint(3)).generator.model.state_dict()
    assert any(not torch.equal(start[name], ended[name]) for name in start)
    # The first process writes down what it has scored itself: half of each step's completions.
    assert len((out / "completions.jsonl").read_text().splitlines()) == 3 * 4 * 4 // 2
