"""Token ids in, token ids out: the sampling loop of local models.

Not `model.generate`, for three reasons. It keeps the scores of the whole vocabulary for every
step where one logprob is wanted; it draws all rows from one random source, so that a row depends
on its neighbours in the batch; and finished rows go on costing until the last one ends.
"""

import hashlib
import inspect
import math
import random
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

import torch
from torch import Tensor

from assistant.models.errors import ModelError

Finish = Literal["stop", "tool_calls", "length"]
"""Why a completion ended: end of turn, end of a call, or no room left."""

LogprobsOf = Literal["model", "policy"]

Ending = Callable[[Sequence[int]], Finish | None]
"""Says whether the completion so far is over, its last token included."""


@dataclass(frozen=True, slots=True)
class Sampling:
    """How tokens are chosen, and which distribution their logprobs are of."""

    max_new_tokens: int = 512
    temperature: float = 0.0
    """Zero is greedy."""
    top_p: float = 1.0
    seed: int | None = None
    """With the prompt it determines the completion, whatever else is in the batch; a prompt that
    stands in a batch n times gets n different ones. `None` draws from the system's entropy."""
    logprobs_of: LogprobsOf = "model"
    """`model`: the unmodified distribution. `policy`: after division by the temperature, which is
    what TRL recomputes and compares with. Neither renormalises over the nucleus (TRL does not
    either), so train with `top_p = 1`."""

    def __post_init__(self) -> None:
        """Refuse what no sampler can do.

        Raises:
            ModelError: a value out of range.
        """
        if not (self.temperature >= 0 and math.isfinite(self.temperature)):
            raise ModelError(f"temperature {self.temperature} is not zero or more")
        if not 0 < self.top_p <= 1:
            raise ModelError(f"top_p {self.top_p} is not above 0 and at most 1")
        if self.max_new_tokens < 1:
            raise ModelError(f"max_new_tokens {self.max_new_tokens} is not at least 1")


@dataclass(frozen=True, slots=True)
class Completion:
    """What was sampled after one prompt, token for token."""

    prompt_ids: list[int]
    ids: list[int]
    """The sampled tokens, the one that ended the completion included."""
    logprobs: list[float]
    """One for each of `ids`, in fp32; `Sampling.logprobs_of` says of which distribution."""
    finish: Finish


@dataclass(slots=True)
class _Row:
    """One completion while it grows."""

    prompt: list[int]
    room: int
    random: random.Random
    ids: list[int] = field(default_factory=list)
    logprobs: list[float] = field(default_factory=list)
    finish: Finish | None = None

    def add(self, token: int, logprob: float, ending: Ending) -> None:
        self.ids.append(token)
        self.logprobs.append(logprob)
        self.finish = ending(self.ids) or ("length" if len(self.ids) >= self.room else None)

    def completion(self) -> Completion:
        assert self.finish is not None
        return Completion(self.prompt, self.ids, self.logprobs, self.finish)


class Generator:
    """Samples from a causal language model, one prompt or many; safe to call from any thread."""

    def __init__(self, model: Any, pad_id: int, ending: Ending, batch_size: int = 32) -> None:
        """Sample from `model`, a transformers causal LM, at most `batch_size` rows at a time."""
        self.model = model
        self.batch_size = batch_size
        self._pad_id = pad_id
        self._ending = ending
        self._lock = threading.Lock()
        # An adapter's wrapper takes any keyword; what it wraps knows which ones mean something.
        inner = model.get_base_model() if hasattr(model, "get_base_model") else model
        known = inspect.signature(inner.forward).parameters
        self._last_only = {"logits_to_keep": 1} if "logits_to_keep" in known else {}

    @property
    def context(self) -> int | None:
        """The most tokens that prompt and completion may have together, if there is a limit."""
        limit = getattr(self.model.config.get_text_config(), "max_position_embeddings", None)
        return int(limit) if limit else None

    def check(self, prompt: Sequence[int]) -> None:
        """Refuse a prompt that leaves no room for an answer.

        Raises:
            ModelError: the prompt is empty, or too long for the model.
        """
        if not prompt:
            raise ModelError("the prompt is empty")
        if self.context is not None and len(prompt) >= self.context:
            raise ModelError(
                f"the prompt has {len(prompt)} tokens and the model takes {self.context}, its "
                "answer included; use a model with a longer context"
            )

    def generate(self, prompt: Sequence[int], sampling: Sampling) -> Completion:
        """Complete one prompt."""
        return self.generate_many([prompt], sampling)[0]

    def generate_many(
        self, prompts: Sequence[Sequence[int]], sampling: Sampling
    ) -> list[Completion]:
        """Complete many prompts, each as if it were alone.

        Raises:
            ModelError: a prompt is too long, or the weights are damaged.
        """
        rows = self._rows(prompts, sampling)
        # Of like length together, so that little is spent on padding; of these the same prompts,
        # which are read once.
        queue = sorted(rows, key=lambda row: (len(row.prompt), row.prompt), reverse=True)
        for start in range(0, len(queue), self.batch_size):
            with self._lock, _evaluating(self.model), torch.no_grad():
                self._run(queue[start : start + self.batch_size], sampling)
        return [row.completion() for row in rows]

    def _rows(self, prompts: Sequence[Sequence[int]], sampling: Sampling) -> list[_Row]:
        seen: Counter[tuple[int, ...]] = Counter()
        rows = []
        for prompt in prompts:
            self.check(prompt)
            key = tuple(prompt)
            room = sampling.max_new_tokens
            if self.context is not None:
                room = min(room, self.context - len(prompt))
            rows.append(_Row(list(prompt), room, _random(sampling.seed, key, seen[key])))
            seen[key] += 1
        return rows

    def _run(self, rows: list[_Row], sampling: Sampling) -> None:
        """Fill `rows`, which share each forward pass."""
        prompts, index = _distinct(rows)
        ids, mask = self._pad(prompts)  # both (U, T), padded on the left; (B, 1) and (B, T) later
        positions = (mask.cumsum(-1) - 1).clamp(min=0)
        cache = None
        while True:
            output = self.model(
                input_ids=ids,
                attention_mask=mask,
                position_ids=positions,
                past_key_values=cache,
                use_cache=True,
                **self._last_only,
            )
            cache, logits, last = output.past_key_values, output.logits[:, -1], positions[:, -1:]
            if len(logits) < len(rows):
                order = torch.tensor(index, device=logits.device)
                cache.batch_select_indices(order)
                logits, last, mask = logits[order], last[order], mask[order]
            logits = logits.float()  # (B, V)
            draws = [row.random.random() for row in rows] if sampling.temperature else []
            tokens, logprobs = _choose(logits, sampling, draws)
            _record(rows, tokens.tolist(), logprobs.tolist(), self._ending)
            live = [i for i, row in enumerate(rows) if row.finish is None]
            if not live:
                return
            tokens = tokens[:, None]
            if len(live) < len(rows):
                rows = [rows[i] for i in live]
                keep = torch.tensor(live, device=tokens.device)
                cache.batch_select_indices(keep)
                tokens, last, mask = tokens[keep], last[keep], mask[keep]
            ids, positions = tokens, last + 1
            mask = torch.cat([mask, torch.ones_like(tokens)], dim=-1)

    def _pad(self, prompts: Sequence[list[int]]) -> tuple[Tensor, Tensor]:
        width = max(len(prompt) for prompt in prompts)
        pads = [width - len(prompt) for prompt in prompts]
        device = self.model.device
        ids = [[self._pad_id] * n + prompt for n, prompt in zip(pads, prompts, strict=True)]
        mask = [[0] * n + [1] * (width - n) for n in pads]
        return torch.tensor(ids, device=device), torch.tensor(mask, device=device)


def _distinct(rows: Sequence[_Row]) -> tuple[list[list[int]], list[int]]:
    """The prompts of `rows` without repetition, and which of them each row has."""
    known: dict[tuple[int, ...], int] = {}
    index = [known.setdefault(tuple(row.prompt), len(known)) for row in rows]
    return [list(prompt) for prompt in known], index


def _choose(logits: Tensor, sampling: Sampling, draws: Sequence[float]) -> tuple[Tensor, Tensor]:
    """Tokens and their logprobs, both (B,), from fp32 logits (B, V)."""
    scaled = logits / sampling.temperature if sampling.temperature else logits
    if sampling.temperature:
        tokens = _sample(scaled.double().softmax(-1), sampling.top_p, draws)
    else:
        tokens = logits.argmax(-1)
    judged = scaled if sampling.logprobs_of == "policy" else logits
    return tokens, judged.log_softmax(-1).gather(-1, tokens[:, None])[:, 0]


def _sample(probs: Tensor, top_p: float, draws: Sequence[float]) -> Tensor:
    """By inverse cumulative distribution, so that a row needs nothing but its own draw."""
    if top_p < 1:
        ranked, order = probs.sort(-1, descending=True)
        # What the more likely tokens leave over; the first one always stays.
        outside = ranked.cumsum(-1) - ranked >= top_p
        probs = probs.scatter(-1, order, ranked.masked_fill(outside, 0.0))
    steps = probs.cumsum(-1)  # (B, V), not necessarily up to exactly 1
    aim = torch.tensor(draws, dtype=steps.dtype, device=steps.device)[:, None] * steps[:, -1:]
    return torch.searchsorted(steps, aim, right=True)[:, 0].clamp(max=probs.shape[-1] - 1)


def _record(
    rows: Sequence[_Row], tokens: Sequence[int], logprobs: Sequence[float], ending: Ending
) -> None:
    for row, token, logprob in zip(rows, tokens, logprobs, strict=True):
        if not math.isfinite(logprob):
            raise ModelError("the model's output is not a number; its weights are damaged")
        row.add(token, logprob, ending)


def _random(seed: int | None, prompt: tuple[int, ...], occurrence: int) -> random.Random:
    if seed is None:
        return random.Random()
    key = hashlib.blake2b(f"{seed}/{occurrence}/{prompt}".encode(), digest_size=8)
    return random.Random(int.from_bytes(key.digest(), "big"))


@contextmanager
def _evaluating(model: Any) -> Iterator[None]:
    """Without dropout, also where a trainer shares the model."""
    was_training = model.training
    model.eval()
    try:
        yield
    finally:
        model.train(was_training)
