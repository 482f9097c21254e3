"""Replay: decisions of the warm start among the steps of GRPO, so that what it knows stays known.

A group says nothing about decisions that are not among its states, and those that the policy is
sure of are left out of them; shared weights move all the same. So each step adds the supervised
loss on a batch of teachers' decisions, as PPO-ptx adds the pretraining loss (Ouyang et al. 2022,
section 3.5). Unlike a KL penalty it does not hold back what the reward wants elsewhere.
"""

from collections.abc import Sequence
from typing import Any

from torch import Tensor
from torch.utils.data import Dataset

from training.examples import Example
from training.forward import completion_loss
from training.sft import Mixture, Pretext, TokenBatches, collate


class Replay:
    """Batches of decisions in random order, without end; the same ones for a step and a seed."""

    def __init__(
        self,
        examples: Sequence[Example],
        pad_id: int,
        budget: int,
        seed: int,
        pretext: Pretext | None,
    ) -> None:
        """Replay `examples` in batches of at most `budget` tokens, padding included."""
        self._batches = TokenBatches([example.length for example in examples], budget, seed)
        self._data: Dataset[Example] = Mixture(examples, self._batches, pretext, seed)
        self._pad_id = pad_id

    def batch(self, step: int) -> dict[str, Tensor]:
        """What is replayed at `step`, counted from 0; see `training.sft.collate`."""
        self._batches.set_epoch(0)
        while step >= len(self._batches):
            step -= len(self._batches)
            self._batches.set_epoch(self._batches.epoch + 1)
        chosen = [*self._batches][step]
        return collate([self._data[index] for index in chosen], self._pad_id)

    def loss(self, model: Any, step: int) -> Tensor:
        """Mean negative log-probability, in nats per completion token, of what is replayed."""
        batch = {key: value.to(model.device) for key, value in self.batch(step).items()}
        return completion_loss(model, batch["input_ids"], batch["at"], batch["labels"])
