"""A policy in a few seconds: a tiny Qwen3 that has seen how the scripted teacher plays some days.

Its tokenizer is trained on the prompts themselves, so that a day fits into a few hundred tokens.
"""

import asyncio
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from langchain_core.messages import AIMessage, BaseMessage
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import PreTrainedTokenizerFast, Qwen3Config, Qwen3ForCausalLM

from assistant.guard import AcceptAll
from assistant.models.checkpoint import load_folder
from assistant.models.local import LocalChatModel
from assistant.models.template import (
    CONTROL_TOKENS,
    MINI_CHAT_TEMPLATE,
    RESPONSE_TEMPLATE,
    TURN_END,
    write_call,
)
from assistant.scripted.model import ScriptedChatModel
from assistant.state import RunContext
from env_adapter.adapter import EnvWorkspace
from training.episode import graph, scenario_of
from training.records import DaySpec

CONTEXT = 2048

DAYS = tuple(DaySpec(f"todo_queue:{seed}:easy") for seed in range(900, 912))
"""Days that the teacher plays."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A prompt and the teacher's call."""

    messages: list[BaseMessage]
    tools: list[dict[str, Any]]
    call: str


class Watched(ScriptedChatModel):
    """The teacher, with what it was asked and what it answered."""

    tools: list[dict[str, Any]] = []
    pairs: list[Pair] = []

    def bind_tools(self, tools: Sequence[Any], **kwargs: Any) -> Any:
        inner = super().bind_tools(tools, **kwargs)
        return _Bound(inner, list(tools), self.pairs)


class _Bound:
    def __init__(self, inner: Any, tools: list[dict[str, Any]], pairs: list[Pair]) -> None:
        self.inner, self.tools, self.pairs = inner, tools, pairs

    async def ainvoke(self, messages: list[BaseMessage]) -> AIMessage:
        answer: AIMessage = await self.inner.ainvoke(messages)
        for call in answer.tool_calls[:1]:
            self.pairs.append(Pair(messages, self.tools, write_call(call["name"], call["args"])))
        return answer


def teacher_pairs(days: Sequence[DaySpec] = DAYS) -> list[Pair]:
    """What the scripted teacher is asked and answers on these days."""
    teacher = Watched(pairs=[])

    async def play_all() -> None:
        for spec in days:
            workspace = await EnvWorkspace.in_process(scenario_of(spec), spec.seed)
            context = RunContext(workspace, teacher, AcceptAll())
            await graph().ainvoke({"run_id": "play"}, {"recursion_limit": 9999}, context=context)

    asyncio.run(play_all())
    return teacher.pairs


def tokenizer_of(texts: Sequence[str], size: int = 1500) -> PreTrainedTokenizerFast:
    """A byte-level BPE with the mini's template."""
    tokenizer = Tokenizer(models.BPE())
    # Across words, so that a call is a handful of tokens and is learnt in seconds.
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split("\n", "isolated"),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
    ])  # fmt: skip
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.train_from_iterator(
        list(dict.fromkeys(line for text in texts for line in text.split("\n"))),
        trainers.BpeTrainer(
            vocab_size=size,
            special_tokens=list(CONTROL_TOKENS),
            initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
            show_progress=False,
        ),
    )
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, eos_token=TURN_END, pad_token=CONTROL_TOKENS[0]
    )
    fast.chat_template = MINI_CHAT_TEMPLATE
    fast.response_template = RESPONSE_TEMPLATE
    return fast


def build_policy(
    folder: Path, steps: int = 0, hidden: int = 32, seed: int = 0, spread: float = 0.05
) -> Path:
    """Write a checkpoint that has learnt the teacher's calls for `steps` batches of 8."""
    pairs = teacher_pairs()
    texts = [str(m.content) for pair in pairs for m in pair.messages]
    texts += [pair.call for pair in pairs]
    tokenizer = tokenizer_of(texts)
    config = Qwen3Config(
        vocab_size=len(tokenizer), hidden_size=hidden, intermediate_size=2 * hidden,
        num_hidden_layers=2, num_attention_heads=2, num_key_value_heads=1, head_dim=16,
        max_position_embeddings=CONTEXT, tie_word_embeddings=True, initializer_range=spread,
        bos_token_id=None, eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )  # fmt: skip
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        model = Qwen3ForCausalLM(config)
        _write(folder, model, tokenizer)
        if steps:
            _warm(model, load_folder(folder), pairs, steps)
            _write(folder, model, tokenizer)
    return folder


def load_policy(folder: Path) -> LocalChatModel:
    """The chat model of a checkpoint."""
    return load_folder(folder)


def _write(folder: Path, model: Any, tokenizer: Any) -> None:
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)


def _warm(model: Any, chat: LocalChatModel, pairs: Sequence[Pair], steps: int) -> None:
    """Plain supervised steps on 16 pairs of like length each."""
    tokenizer = chat.tokenizer
    rows = []
    for pair in pairs:
        prompt = chat.bind_tools(pair.tools).render(pair.messages)
        rows.append((prompt, list(tokenizer.encode(pair.call, add_special_tokens=False))))
    rows.sort(key=lambda row: len(row[0]))
    optimizer = torch.optim.AdamW(model.parameters(), lr=4e-3, weight_decay=0.0)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.1, steps)
    dice = random.Random(0)
    model.train()
    for _ in range(steps):
        begin = dice.randrange(max(1, len(rows) - 15))
        batch = rows[begin : begin + 16]
        width = max(len(p) + len(c) for p, c in batch)
        ids = torch.tensor([p + c + [0] * (width - len(p) - len(c)) for p, c in batch])
        written = torch.zeros_like(ids, dtype=torch.bool)
        for row, (prompt, call) in enumerate(batch):
            written[row, len(prompt) : len(prompt) + len(call)] = True
        hidden = model.model(input_ids=ids).last_hidden_state[:, :-1][written[:, 1:]]
        torch.nn.functional.cross_entropy(model.lm_head(hidden), ids[written]).backward()
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
