"""Where decisions to learn from come from: days played by teachers, by the model itself, or both.

Teachers cost no generation, and visit states of good and of middling days; the model visits its
own, of which many are one and the same, where it is stuck. Where both play, the model's calls lead
to what its mistakes lead to, and the teachers' calls get it out again (DAgger's mixture, Ross et
al. 2011). In each case the states are collected once, before training: as the policy moves they
are no longer those that it would come to, which is the price of a stock trainer.
"""

import math
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from langchain_core.messages import BaseMessage

from assistant.contract.day import Item
from assistant.contract.tools import SUB_AGENTS, TOOLS, Agent, function_schema, tools_for
from assistant.models.local import LocalChatModel
from assistant.nodes import read_proposal
from assistant.state import Proposal
from env_adapter.search import best, next_call
from env_adapter.ways import build, ways_of
from training.errors import TrainingError
from training.per_decision.said import Said, messages_of, said
from training.per_decision.walk import Moment, Walk
from training.recipe import DataRecipe, GrpoRecipe
from training.records import DaySpec

PLANNED = 0.5
"""Share of the teacher's picks that follow the best plan; the rest takes any open item."""

LOOKS = 0.15
"""Share of a sub-agent's turns that search the notes first, so that what follows is seen, too."""

ASTRAY = 0.05
"""Share of routings to just any agent."""

OWN = 0.35
"""Share of the calls that are the model's where it plays together with the teachers."""

SURE_KEPT = 0.2
"""Share that is kept of the decisions of which the model is sure."""

_MESSAGES = 128
"""Single messages that are looked at at once."""

FIRST_SEED = 3_000_000
"""Seed of the first day; those of the warm start and of its validation are below."""

Choose = Callable[[Sequence[Walk]], Sequence[Proposal]]
"""The calls to make on days that are under way, one each."""


@dataclass(frozen=True, slots=True)
class Row:
    """A prompt, as text that the trainer tokenises, and the state it belongs to."""

    prompt: str
    moment: Moment | Said


def collect(  # noqa: PLR0913, PLR0917
    recipe: GrpoRecipe,
    data: DataRecipe,
    chat: LocalChatModel,
    count: int,
    seed: int,
    batch: int = 32,
) -> list[Row]:
    """`count` decisions of days and of single messages, shuffled; no prompt twice.

    Days are of the recipe's families and levels; `grpo.messages` says how many of the decisions are
    on single messages, which are composed as `data` says. Of those that the model is sure of
    (`grpo.certain`) most are left out: a group whose calls are all the same teaches nothing.

    Raises:
        TrainingError: the tokenizer does not give a prompt's own tokens back.
    """
    dice = random.Random(f"states/{seed}")
    choose: Choose = Teachers(dice)
    if recipe.states != "teachers":
        model = of_model(chat, recipe, seed)
        choose = model if recipe.states == "model" else Both(choose, model, dice)
    days = days_of(recipe, seed)
    met: set[str] = set()
    single = _of_messages(recipe, data, chat, round(recipe.messages * count), seed, dice)
    found: list[Row] = []
    while len(found) + len(single) < count:
        live = [Walk.begin(next(days)) for _ in range(batch)]
        rows: dict[str, Row] = {}
        while live := [walk for walk in live if not walk.is_over]:
            for walk in live:
                messages = walk.messages()
                if messages is not None:
                    text = text_of(chat, walk.agent, messages)
                    if text not in met:
                        rows.setdefault(text, Row(text, walk.moment()))
            for walk, proposal in zip(live, choose(live), strict=True):
                walk.make(proposal)
        met |= rows.keys()
        found += _thinned(list(rows.values()), chat, recipe, dice)
    dice.shuffle(found)
    found = found[: count - len(single)] + single
    dice.shuffle(found)
    return found


def _of_messages(  # noqa: PLR0913, PLR0917
    recipe: GrpoRecipe,
    data: DataRecipe,
    chat: LocalChatModel,
    count: int,
    seed: int,
    dice: random.Random,
) -> list[Row]:
    """Decisions on single messages."""
    decisions = messages_of(data, seed)
    met: dict[str, Row] = {}
    found: list[Row] = []
    while len(found) < count:
        rows = {}
        for decision in islice(decisions, _MESSAGES):
            text = text_of(chat, decision.agent, decision.messages)
            if text not in met:
                rows[text] = Row(text, said(decision))
        met |= rows
        found += _thinned(list(rows.values()), chat, recipe, dice)
    return found[:count]


def _thinned(
    rows: Sequence[Row], chat: LocalChatModel, recipe: GrpoRecipe, dice: random.Random
) -> list[Row]:
    """Without most of those that the model is sure of."""
    if recipe.certain >= 1:
        return [*rows]
    sure = is_sure(chat, [row.prompt for row in rows], recipe)
    return [
        row for row, is_one in zip(rows, sure, strict=True)
        if not is_one or dice.random() < SURE_KEPT
    ]  # fmt: skip


def is_sure(chat: LocalChatModel, prompts: Sequence[str], recipe: GrpoRecipe) -> list[bool]:
    """Of each prompt, whether the model's likeliest call has at least the recipe's certainty."""
    done = chat.generate_many(
        [list(ids) for ids in chat.tokenizer(text=list(prompts))["input_ids"]],
        temperature=0.0, retry_temperature=0.0, max_new_tokens=recipe.max_completion,
    )  # fmt: skip
    return [math.exp(math.fsum(one.logprobs)) >= recipe.certain for one in done]


def days_of(recipe: GrpoRecipe, seed: int) -> Iterator[DaySpec]:
    """Days of the recipe's families and levels in turn, without end; each only once."""
    kinds = [(name, level) for level in recipe.levels for name in recipe.families]
    number = FIRST_SEED + seed * 100_000
    while True:
        for name, level in kinds:
            yield DaySpec(f"{name}:{number}:{level}", number, variation=number)
        number += 1


def text_of(chat: LocalChatModel, agent: Agent, messages: Sequence[BaseMessage]) -> str:
    """The prompt as the text whose tokens are those that the graph would send.

    TRL renders a conversation by itself, without the tools of this agent; a text it only tokenises.

    Raises:
        TrainingError: the text has other tokens, so what would be trained is not the graph.
    """
    ids = as_agent(chat, agent).render(messages)
    text = str(
        chat.tokenizer.decode(ids, skip_special_tokens=False, clean_up_tokenization_spaces=False)
    )
    if list(chat.tokenizer(text=[text])["input_ids"][0]) != ids:
        raise TrainingError(
            f"{chat.model_name}: its tokenizer does not give a prompt's tokens back from their "
            "text; use a model with a byte-level tokenizer that adds no special tokens"
        )
    return text


def as_agent(chat: LocalChatModel, agent: Agent) -> LocalChatModel:
    """The model with the tools of one agent."""
    return chat.bind_tools([function_schema(tool) for tool in tools_for(agent)])


class Teachers:
    """Plays items in a half planned, half arbitrary order, and settles each in its best way."""

    def __init__(self, dice: random.Random) -> None:
        """Choose with `dice`."""
        self._dice = dice

    def __call__(self, walks: Sequence[Walk]) -> list[Proposal]:
        """One call for each day."""
        return [self._choose(walk) for walk in walks]

    def _choose(self, walk: Walk) -> Proposal:
        if walk.agent is Agent.ORCHESTRATOR:
            return self._pick(walk)
        item = walk.world.desk.items[walk.item_id]
        if self._dice.random() < LOOKS:
            return _call("search_kb", item_id=item.id, query=item.text[:60])
        ways = [w for w in ways_of(walk.world, item) if walk.agent in TOOLS[w.tool].agents]
        calls = (build(walk.world, item, way) for way in ways)
        found = next((call for call in calls if call is not None), None)
        if found is not None:
            return _call(found.tool, **found.args)
        question = f"What should I do about {item.text[:80]}?"
        return _call("ask_clarification", item_id=item.id, field="decision", question=question)

    def _pick(self, walk: Walk) -> Proposal:
        world = walk.world
        shown = {item.id: item for item in world.briefing().items}
        if not shown:
            return _call("finish", summary="Nothing is open.")
        item = self._dice.choice(list(shown.values()))
        if self._dice.random() < PLANNED:
            planned = next_call(world, best(world.scenario, world.seed).plan)
            item = shown.get(planned.args.get("item_id", ""), item)
        agent = self._agent(walk, item)
        if agent == Agent.ORCHESTRATOR:
            return _call("leave_to_user", item_id=item.id, reason="this is for you to decide")
        return _call("route_to_agent", item_id=item.id, agent=agent)

    def _agent(self, walk: Walk, item: Item) -> str:
        if self._dice.random() < ASTRAY:
            return self._dice.choice(SUB_AGENTS)
        calls = (build(walk.world, item, way) for way in ways_of(walk.world, item))
        return next((c.agent for c in calls if c is not None), Agent.ORCHESTRATOR.value)


class Both:
    """Lets the model make some of the calls, and the teachers the others."""

    def __init__(self, teachers: Choose, model: Choose, dice: random.Random) -> None:
        """Choose who plays with `dice`."""
        self._teachers = teachers
        self._model = model
        self._dice = dice

    def __call__(self, walks: Sequence[Walk]) -> list[Proposal]:
        """One call for each day."""
        is_own = [self._dice.random() < OWN for _ in walks]
        own = iter(self._model([w for w, own in zip(walks, is_own, strict=True) if own]))
        taught = iter(self._teachers([w for w, own in zip(walks, is_own, strict=True) if not own]))
        return [next(own if mine else taught) for mine in is_own]


def of_model(chat: LocalChatModel, recipe: GrpoRecipe, seed: int) -> Choose:
    """Lets the model itself choose, at the recipe's temperature, all days in one batch."""

    def choose(walks: Sequence[Walk]) -> list[Proposal]:
        asked = [(walk, walk.messages()) for walk in walks]
        models = {agent: as_agent(chat, agent) for agent in {walk.agent for walk in walks}}
        prompts = [models[w.agent].render(messages) for w, messages in asked if messages]
        done = iter(
            chat.generate_many(
                prompts, temperature=recipe.temperature, seed=seed,
                max_new_tokens=recipe.max_completion,
            )
        )  # fmt: skip
        return [
            read_proposal(models[walk.agent].read(next(done))) if messages else _gone(walk)
            for walk, messages in asked
        ]

    return choose


def _gone(walk: Walk) -> Proposal:
    """What the graph proposes where an item was settled since it was routed."""
    return {"name": "", "args": {}, "error": f"{walk.item_id} needs no decision any more"}


def _call(name: str, **args: object) -> Proposal:
    return {"name": name, "args": args, "error": ""}
