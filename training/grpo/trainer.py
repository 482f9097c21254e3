"""TRL's GRPO trainer around a graph that calls the model many times per episode.

Each LLM call is a row of its own, scored under the very prompt it was sampled from; all rows of an
episode carry its group-relative advantage. (Calls of different prompts strung together would be a
sequence that nobody sampled.) What TRL does is kept: padding, reference and old logprobs, the loss
types, the entropy bonus, checkpoints. What differs:

- `_generate_and_score_completions` plays episodes and hands their rows on;
- `_generate` returns the captured tokens verbatim;
- `compute_loss` takes the rows in micro-batches of like length and drops their common padding.

The gradient of the `dapo` loss is the sum over rows i of A_i grad log pi(turn_i | its own prompt),
divided by the tokens of all rows; a test compares it with that sum worked out by hand.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

import torch
from datasets import Dataset
from torch import Tensor
from trl.trainer.grpo_config import GRPOConfig
from trl.trainer.grpo_trainer import GRPOTrainer

from assistant.models.checkpoint import ending_of
from training.errors import TrainingError
from training.grpo.credit import REST, Credit, Scale, advantages, episode_weights
from training.grpo.scoring import score
from training.records import Rollout, Turn

KEPT = 0.125
"""Share of the all but certain calls that is learnt from, where they are thinned out."""

Group = list[Rollout]
"""Rollouts of one day."""


@dataclass(slots=True)
class Batch:
    """The rollouts of one step."""

    groups: list[Group]
    """What is learnt from, one group per day."""
    metrics: dict[str, float] = field(default_factory=dict)
    """What is known of them, and of those that were drawn and set aside."""


@dataclass(frozen=True, slots=True)
class Row:
    """One LLM call and its advantage; padding where the turn is `None`."""

    turn: Turn | None
    advantage: float = 0.0
    return_: float = 0.0


Play = Callable[["GraphGRPOTrainer"], Batch]
"""Plays the episodes of the step that comes."""


class GraphGRPOTrainer(GRPOTrainer):
    """One row per LLM call, one advantage per episode (or per agent of it)."""

    def __init__(
        self,
        *args: Any,
        play: Play,
        micro_batch: int = 32,
        credit: Credit = "episode",
        rest: float = REST,
        certain: float = 1.0,
        by_episode: bool = False,
        **kwargs: Any,
    ) -> None:
        """Build the trainer.

        Args:
            *args: As for `GRPOTrainer`.
            play: Plays the step's episodes with the model as it is.
            micro_batch: Rows per forward and backward pass.
            credit: One advantage per episode, or one per agent or item of it.
            rest: Of `item` credit.
            certain: Of calls that were at least this likely as a whole only every `1 / KEPT`th is
                learnt from, with that weight; 1 thins out none.
            by_episode: Whether each episode weighs the same, instead of each token.
            **kwargs: As for `GRPOTrainer`; `train_dataset` only sets how many episodes a step
                has, see `placeholder`.

        Raises:
            TrainingError: a setting that rows per call do not go with.
        """
        self._play = play
        self._micro_batch = micro_batch
        self._credit: Credit = credit
        self._rest = rest
        self._certain = math.log(certain)
        self._thin = 0
        self._by_episode = by_episode
        self._rows: list[Row] = []
        self.batch = Batch([])
        kwargs["reward_funcs"] = [_returns]
        super().__init__(*args, **kwargs)
        self.args: GRPOConfig
        self.ending = ending_of(self._tokenizer, self.model)
        """What ends a completion."""
        if self.accelerator.num_processes > 1:
            raise TrainingError(
                "episodes differ in their number of calls, so that processes would wait for one "
                'another for ever: use one process here, or grpo.mode = "decision" on several'
            )
        if self.args.steps_per_generation != 1 or self.args.gradient_accumulation_steps != 1:
            raise TrainingError(
                "gradient_accumulation_steps and steps_per_generation stay 1: rows are taken in "
                "micro-batches of like length here"
            )

    # Rollouts become rows

    def _generate_and_score_completions(self, inputs: list[dict[str, Any]]) -> dict[str, Any]:
        self.batch = self._play(self)
        for name, value in self.batch.metrics.items():  # for the trackers that TRL reports to
            self._metrics["train"][name].append(value)
        rows, total_tokens = self._take(self.batch.groups)
        count = len(rows)
        # TRL computes advantages of its own, which are replaced below, from whole groups of rows.
        group_size: int = self.num_generations  # type: ignore[assignment]
        padded = max(1, -(-count // group_size)) * group_size
        rows += [Row(None)] * (padded - count)
        self._rows = rows
        fields = [{**inputs[0], "return_": row.return_} for row in rows]
        out = super()._generate_and_score_completions(fields)
        device = self.accelerator.device
        out["advantages"] = torch.tensor([row.advantage for row in rows], device=device)  # (M,)
        if count:
            out = {key: value[:count] if _is_row_wise(value, len(rows)) else value
                   for key, value in out.items()}  # fmt: skip
        out["num_items_in_batch"] = torch.tensor(total_tokens, device=device)
        return out

    def _take(self, groups: Sequence[Group]) -> tuple[list[Row], int]:
        """The rows to learn from, and the tokens of all.

        Rows without an advantage are left out, since their gradient is zero; their tokens count in
        the normaliser all the same. They stay where the KL term acts on them.
        """
        rollouts = [rollout for group in groups for rollout in group if not rollout.lost]
        weights = [1.0] * len(rollouts)
        if self._by_episode:
            weights = episode_weights(rollouts)
        weight_of = {id(rollout): w for rollout, w in zip(rollouts, weights, strict=True)}
        scale = cast(Scale, self.scale_rewards)
        found = advantages(groups, self._credit, scale, self._rest)
        rows = [
            Row(turn, advantage * weight_of[id(rollout)] * share, rollout.return_)
            for group, part in zip(groups, found, strict=True)
            for rollout, values in zip(group, part, strict=True)
            if not rollout.lost
            for turn, advantage in zip(rollout.turns, values, strict=True)
            if (share := self._share(turn)) and (advantage or self.beta)
        ]
        return rows, sum(rollout.tokens for rollout in rollouts)

    def _share(self, turn: Turn) -> float:
        """The weight of a call: 0 where it is thinned out, more than 1 where it stands for others.

        A call of probability p moves the policy in proportion to 1 - p, and there are p of them for
        each of another kind: left out for good, they would bias the gradient.
        """
        if sum(turn.logprobs) <= self._certain:
            return 1.0
        self._thin += 1
        return 1 / KEPT if self._thin % round(1 / KEPT) == 0 else 0.0

    def _generate(self, prompts: list[Any]) -> tuple[Any, ...]:
        """The captured tokens, as TRL's own generation would return them."""
        pad = self._tokenizer.eos_token_id
        turns = [row.turn or Turn("", [pad], [pad], [0.0], 0) for row in self._rows]
        prompt_ids = [turn.prompt_ids for turn in turns]
        completion_ids = [turn.completion_ids for turn in turns]
        mask = [[int(row.turn is not None)] * len(ids)
                for row, ids in zip(self._rows, completion_ids, strict=True)]  # fmt: skip
        completions = [[{"role": "assistant", "content": ""}] for _ in turns]
        seen = sum(map(len, prompt_ids)) + sum(map(len, completion_ids))
        self.state.num_input_tokens_seen += seen
        self._metrics["train"]["num_tokens"] = [self.state.num_input_tokens_seen]
        logprobs = [turn.logprobs for turn in turns]
        return prompt_ids, completion_ids, mask, completions, logprobs, {}, None, []

    # Rows become a gradient

    def compute_loss(
        self,
        model: Any,
        inputs: dict[str, Any],
        return_outputs: bool = False,
        num_items_in_batch: Any = None,
    ) -> Tensor:
        """The loss over all rows; all micro-batches but the last are already backpropagated.

        TRL's losses are told that so many micro-batches make up a step, as they would be with
        gradient accumulation.
        """
        parts = list(_split(inputs, self._micro_batch))
        self.current_gradient_accumulation_steps = len(parts)
        # `dapo` divides by N * micro-batches / steps_per_generation, which is 1 here.
        tokens = inputs["num_items_in_batch"] / len(parts)
        total = torch.zeros((), device=self.accelerator.device)
        bonus = self.entropy_coef
        try:
            for n, part in enumerate(parts, 1):
                part["num_items_in_batch"] = tokens
                # TRL's bonus is a mean over the micro-batch. So weighted, the parts add up to the
                # entropy of the rows learnt from over the tokens of all: where nothing can be
                # learnt, the bonus alone would drive the policy to noise.
                own = (part["completion_mask"] * part["tool_mask"]).sum()
                self.entropy_coef = bonus * float(own / tokens.clamp(min=1.0))
                loss = cast(Tensor, super().compute_loss(model, part))
                if n < len(parts):
                    self.accelerator.backward(loss)
                    total = total + loss.detach()
            return loss + total
        finally:
            self.entropy_coef = bonus
            self.current_gradient_accumulation_steps = 1

    def _get_per_token_logps_and_entropies(
        self,
        model: Any,
        input_ids: Tensor,
        attention_mask: Tensor,
        logits_to_keep: int,
        *args: Any,
        **kwargs: Any,
    ) -> tuple[Any, ...]:
        """TRL's on a GPU; on a CPU the same numbers in less time, see `scoring`."""
        if self.accelerator.device.type != "cpu":
            return cast(tuple[Any, ...], super()._get_per_token_logps_and_entropies(
                model, input_ids, attention_mask, logits_to_keep, *args, **kwargs
            ))  # fmt: skip
        width = input_ids.shape[1] - logits_to_keep
        shape = (input_ids.shape[0], logits_to_keep)
        logprobs, entropies = (torch.zeros(shape, device=input_ids.device) for _ in range(2))
        whole = {"prompt_ids": input_ids[:, :width], "prompt_mask": attention_mask[:, :width],
                 "completion_ids": input_ids[:, width:],
                 "completion_mask": attention_mask[:, width:]}  # fmt: skip
        spans = _spans(whole, self._micro_batch)
        if len(spans) == 1:
            return *score(
                model, input_ids, attention_mask, logits_to_keep, self.temperature
            ), None  # fmt: skip
        for rows, start, keep in spans:
            cut = slice(start, width + keep)
            found = score(
                model, input_ids[rows, cut], attention_mask[rows, cut], keep, self.temperature
            )
            logprobs[rows, :keep], entropies[rows, :keep] = found
        return logprobs, entropies, None


def placeholder(episodes: int) -> Dataset:
    """A dataset that says nothing: the days come from the curriculum."""
    return Dataset.from_dict({"prompt": [[{"role": "user", "content": ""}]] * episodes})


def grpo_arguments(output_dir: str, episodes: int, group_size: int, **options: Any) -> GRPOConfig:
    """TRL's settings for one step of `episodes` episodes, played in groups of `group_size`.

    `options` are further fields, such as those of `training.backends.device_settings`.
    """
    settings: dict[str, Any] = {
        "per_device_train_batch_size": episodes,
        "num_generations": group_size,
        "gradient_accumulation_steps": 1,
        "steps_per_generation": 1,
        "lr_scheduler_type": "constant",
        "logging_steps": 1,
        "report_to": "none",
        "disable_tqdm": True,
        "shuffle_dataset": False,
        **options,
    }
    return GRPOConfig(output_dir=output_dir, **settings)


def _returns(prompts: list[Any], return_: list[float], **kwargs: Any) -> list[float]:
    """What TRL logs as the reward of a row: the return of its episode."""
    return return_


def _is_row_wise(value: Any, rows: int) -> bool:
    return isinstance(value, Tensor) and value.dim() > 0 and value.shape[0] == rows


def _split(inputs: dict[str, Any], size: int) -> Iterator[dict[str, Any]]:
    """The batch in parts of at most `size` like rows, without their common padding."""
    rows, width = inputs["completion_mask"].shape
    for chosen, start, keep in _spans(inputs, size):
        part: dict[str, Any] = {}
        for key, value in inputs.items():
            if not _is_row_wise(value, rows):
                part[key] = value
            elif key.startswith("prompt_"):
                part[key] = value[chosen][:, start:]
            elif value.dim() == 2 and value.shape[1] == width:
                part[key] = value[chosen][:, :keep]
            else:
                part[key] = value[chosen]
        yield part


def _spans(inputs: dict[str, Any], size: int) -> list[tuple[Tensor, int, int]]:
    """Which rows go together, where their prompts begin, and the length of the completions.

    Rows of like length do, and of these the ones with the same prompt. Prompts are (M, P) and
    padded on the left, completions (M, C) and padded on the right.
    """
    prompts = inputs["prompt_mask"].sum(1).tolist()
    completions = inputs["completion_mask"].sum(1).tolist()
    texts = [row.tobytes() for row in inputs["prompt_ids"].cpu().numpy()]
    written = [row.tobytes() for row in inputs["completion_ids"].cpu().numpy()]
    worth = inputs["advantages"].tolist() if "advantages" in inputs else [0.0] * len(texts)

    # A whole order: TRL has shuffled the rows, and sums of floats depend on their order.
    def key(n: int) -> tuple[Any, ...]:
        return prompts[n], texts[n], completions[n], written[n], worth[n]

    order = sorted(range(len(texts)), key=key)
    width = inputs["prompt_mask"].shape[1]
    spans = []
    for begin in range(0, len(order), size):
        rows = order[begin : begin + size]
        start = width - max(prompts[n] for n in rows)
        keep = max(1, *(completions[n] for n in rows))
        spans.append((torch.tensor(rows, device=inputs["prompt_mask"].device), start, keep))
    return spans
