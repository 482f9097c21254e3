"""The warm start: supervised fine-tuning on teachers' decisions, loss on the calls alone."""

import json
import math
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from torch.utils.data import DataLoader, Dataset, Sampler
from transformers import Trainer, TrainerCallback, TrainingArguments
from transformers.trainer_callback import PrinterCallback

from assistant.files import write_atomic
from training.copying import CopyTask
from training.examples import Example
from training.muon import Muon, grouped
from training.recipe import SftRecipe
from training.runs import RunFolder, step_of

IGNORED = -100
"""Label of a token that is not learnt; the default `ignore_index` of PyTorch's cross-entropy."""

_CLOCK_FILE = "clock.json"
_LEAST_RATE = 0.05
"""Share of the learning rate that is left at the end."""


@dataclass(frozen=True, slots=True)
class Score:
    """How well a model predicts held-back decisions, given the tokens before (teacher forcing)."""

    loss: float
    """Nats per completion token."""
    exact: float
    """Share of calls of which every token is the most likely one."""
    entropy: float
    """Nats per completion token."""
    n: int
    by_agent: dict[str, float]
    """`exact` of each agent's calls: the orchestrator's picks cannot all be foreseen."""


COPY_LENGTH = 96
"""About as many tokens as an example of the pretext task has."""


@dataclass(frozen=True, slots=True)
class Copies:
    """How much of the pretext task is mixed in."""

    first: int
    """Batches before the first real one."""
    share: float
    """Of the batches after that; below 1."""


class Mixture(Dataset[Example]):
    """Examples, and pretext examples numbered on from the last one."""

    def __init__(self, examples: Sequence[Example], task: CopyTask | None, seed: int) -> None:
        """Mix `examples` with those of `task`."""
        self._examples, self._task, self._seed = list(examples), task, seed

    def __len__(self) -> int:
        return len(self._examples)

    def __getitem__(self, index: int) -> Example:
        if index < len(self._examples):
            return self._examples[index]
        assert self._task is not None
        return self._task(index, self._seed)


class TokenBatches(Sampler[list[int]]):
    """Batches of examples of like length, of at most `budget` tokens each, in random order."""

    def __init__(
        self, lengths: Sequence[int], budget: int, seed: int, copies: "Copies | None" = None
    ) -> None:
        """Batch by `lengths`; the order is another one in each epoch.

        Args:
            lengths: Tokens of each example.
            budget: Most tokens of a batch, padding included.
            seed: Of the order.
            copies: How many batches of the pretext task go between; their examples are numbered
                on from the last real one.
        """
        self._lengths, self._budget, self._seed = list(lengths), budget, seed
        self._copies = copies
        self.epoch = 0
        self._made: tuple[int, list[list[int]]] = (-1, [])

    def set_epoch(self, epoch: int) -> None:
        """Shuffle anew."""
        self.epoch = epoch

    def __iter__(self) -> Iterator[list[int]]:
        return iter(self._batches())

    def __len__(self) -> int:
        return len(self._batches())

    def _batches(self) -> list[list[int]]:
        if self._made[0] != self.epoch:
            self._made = (self.epoch, self._make(random.Random(f"{self._seed}/{self.epoch}")))
        return self._made[1]

    def _make(self, rng: random.Random) -> list[list[int]]:
        # A little noise, so that an example meets other neighbours in each epoch.
        order = sorted(
            range(len(self._lengths)), key=lambda i: self._lengths[i] + 16 * rng.random()
        )
        batches: list[list[int]] = [[]]
        for index in order:
            widest = max(self._lengths[i] for i in (*batches[-1], index))
            if batches[-1] and widest * (len(batches[-1]) + 1) > self._budget:
                batches.append([])
            batches[-1].append(index)
        rng.shuffle(batches)
        return batches if self._copies is None else self._with_copies(batches, self._copies)

    def _with_copies(self, batches: list[list[int]], copies: "Copies") -> list[list[int]]:
        """Only copies at first, then one batch in `1 / share`."""
        first = len(self._lengths) + self.epoch * 10**7
        size = max(1, self._budget // COPY_LENGTH)
        found: list[list[int]] = []

        def add() -> None:
            start = first + len(found) * size
            found.append(list(range(start, start + size)))

        for _ in range(copies.first if self.epoch == 0 else 0):
            add()
        owed = 0.0
        for batch in batches:
            found.append(batch)
            owed += copies.share / (1 - copies.share)
            while owed >= 1:
                owed -= 1
                add()
        return found


def collate(examples: Sequence[Example], pad_id: int) -> dict[str, Any]:
    """Examples as one batch, padded on the left so that completions end together.

    Returns:
        `input_ids` and `attention_mask`, (B, T); `labels` (B, K), of the last K tokens, where K is
        the longest completion; `keep` = K + 1, the positions whose logits predict them.
    """
    width = max(e.length for e in examples)
    keep = max(len(e.completion) for e in examples)
    ids, mask, labels = [], [], []
    for e in examples:
        gap = width - e.length
        ids.append([pad_id] * gap + e.prompt + e.completion)
        mask.append([0] * gap + [1] * e.length)
        labels.append([IGNORED] * (keep - len(e.completion)) + e.completion)
    return {
        "input_ids": torch.tensor(ids),
        "attention_mask": torch.tensor(mask),
        "labels": torch.tensor(labels),
        "keep": keep + 1,
    }


def completion_logits(model: Any, batch: dict[str, Any]) -> torch.Tensor:
    """Logits (B, K, V) that predict `batch["labels"]`."""
    mask = batch["attention_mask"]
    output = model(
        input_ids=batch["input_ids"],
        attention_mask=mask,
        position_ids=(mask.cumsum(-1) - 1).clamp(min=0),
        logits_to_keep=batch["keep"],
        use_cache=False,
    )
    return output.logits[:, :-1]


@torch.no_grad()
def score(model: Any, examples: Sequence[Example], pad_id: int, budget: int = 8192) -> Score:
    """Judge `model` on held-back examples."""
    was_training = model.training
    model.eval()
    loss = entropy = 0.0
    tokens = 0
    rights: dict[str, list[bool]] = {}
    for indices in TokenBatches([e.length for e in examples], budget, 0):
        batch = collate([examples[i] for i in indices], pad_id)
        batch = {k: v.to(model.device) if k != "keep" else v for k, v in batch.items()}
        logits, labels = completion_logits(model, batch).float(), batch["labels"]
        known = labels != IGNORED
        logp = logits.log_softmax(-1)
        picked = logp.gather(-1, labels.clamp(min=0)[..., None])[..., 0]
        loss -= float(picked[known].sum())
        entropy -= float((logp.exp() * logp).sum(-1)[known].sum())
        are_right = ((logits.argmax(-1) == labels) | ~known).all(-1).tolist()
        for i, is_right in zip(indices, are_right, strict=True):
            rights.setdefault(examples[i].agent, []).append(is_right)
        tokens += int(known.sum())
    model.train(was_training)
    by_agent = {agent: sum(found) / len(found) for agent, found in sorted(rights.items())}
    exact = sum(map(sum, rights.values())) / len(examples)
    return Score(loss / tokens, exact, entropy / tokens, len(examples), by_agent)


def train(  # noqa: PLR0913, PLR0917
    model: Any,
    pad_id: int,
    examples: Sequence[Example],
    validation: Sequence[Example],
    recipe: SftRecipe,
    run: RunFolder,
    seed: int,
    task: CopyTask | None,
    save_best: Callable[[Path], None],
    report: Callable[[str], None],
) -> Score:
    """Train `model` in place until the recipe's epochs or minutes are over; resumes by itself.

    Args:
        model: A causal language model, or a PEFT wrapper around one.
        pad_id: Token that fills batches.
        examples: What to learn.
        validation: What chooses the best checkpoint, by exact calls, then by loss.
        recipe: How.
        run: Where checkpoints and events go; a checkpoint that is there is gone on from.
        seed: Of the order of batches.
        task: The pretext task, of which the recipe mixes some in.
        save_best: Writes the model, as it is now, to a folder.
        report: Told of progress in one line.

    Returns:
        The best score; the model itself is as it was last, the best one is on disk.
    """
    copies = Copies(recipe.copy_first, recipe.copies) if task is not None else None
    batches = TokenBatches([e.length for e in examples], recipe.batch_tokens, seed, copies)
    updates = max(1, math.ceil(recipe.epochs * len(batches) / recipe.accumulate))
    on_gpu = torch.cuda.is_available()
    arguments = TrainingArguments(
        output_dir=str(run.checkpoints),
        max_steps=updates,
        gradient_accumulation_steps=recipe.accumulate,
        learning_rate=recipe.learning_rate,
        weight_decay=recipe.weight_decay,
        max_grad_norm=1.0,
        adam_beta2=0.98,
        save_strategy="no",
        save_total_limit=2,
        logging_steps=10,
        report_to="none",
        seed=seed,
        use_cpu=not on_gpu,
        bf16=on_gpu and torch.cuda.is_bf16_supported(),
        disable_tqdm=True,
        remove_unused_columns=False,
        label_names=["labels"],
    )
    clock = _Clock(recipe, run, updates)
    watch = _Watch(recipe, run, clock, validation, pad_id, save_best, report)
    trainer = _SftTrainer(
        model=model,
        args=arguments,
        train_dataset=Mixture(examples, task, seed),
        data_collator=lambda chosen: collate(chosen, pad_id),
        callbacks=[clock, watch],
        batches=batches,
        clock=clock,
        recipe=recipe,
    )
    whole = run.whole_checkpoints(_CLOCK_FILE)
    last = whole[-1] if whole else None
    run.rewind(step_of(last) if last else -1)
    trainer.remove_callback(PrinterCallback)
    trainer.train(resume_from_checkpoint=str(last) if last else None)
    assert watch.best is not None
    return watch.best


class _SftTrainer(Trainer):
    """The loss on completions, batches by tokens, a learning rate that follows the clock."""

    def __init__(
        self, *args: Any, batches: TokenBatches, clock: "_Clock", recipe: SftRecipe, **kwargs: Any
    ) -> None:
        self._batches, self._recipe_clock, self._recipe = batches, clock, recipe
        super().__init__(*args, **kwargs)
        # The loss is a mean over a batch's tokens already.
        self.model_accepts_loss_kwargs = False

    def get_train_dataloader(self) -> DataLoader:
        data: Any = self.train_dataset
        loader = DataLoader(data, batch_sampler=self._batches, collate_fn=self.data_collator)
        return self.accelerator.prepare(loader)

    def create_optimizer(self, model: Any = None) -> torch.optim.Optimizer:
        if self.optimizer is None:
            target: Any = model or self.model
            rate, matrix_rate = self.args.learning_rate, self._recipe.matrix_rate
            groups = grouped(
                target.named_parameters(), rate=rate, matrix_rate=matrix_rate or rate,
                decay=self.args.weight_decay, by_muon=matrix_rate > 0,
            )  # fmt: skip
            self.optimizer = Muon(groups, betas=(self.args.adam_beta1, self.args.adam_beta2))
        return self.optimizer

    def create_scheduler(self, num_training_steps: int, optimizer: Any = None) -> Any:
        if self.lr_scheduler is None:
            chosen: Any = optimizer or self.optimizer
            self.lr_scheduler = torch.optim.lr_scheduler.LambdaLR(chosen, self._recipe_clock.rate)
        return self.lr_scheduler

    def compute_loss(self, model: Any, inputs: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        logits = completion_logits(model, inputs)
        return torch.nn.functional.cross_entropy(
            logits.flatten(0, 1).float(), inputs["labels"].flatten(), ignore_index=IGNORED
        )


class _Clock(TrainerCallback):
    """How far the run is: by updates or by minutes, whichever is further."""

    def __init__(self, recipe: SftRecipe, run: RunFolder, updates: int) -> None:
        self._recipe, self._run, self._updates = recipe, run, updates
        self._before = 0.0
        self._began = time.monotonic()

    @property
    def seconds(self) -> float:
        """Seconds of training so far, those before a resume included."""
        return self._before + time.monotonic() - self._began

    def progress(self, update: int) -> float:
        """0 to 1."""
        by_time = self.seconds / (60 * self._recipe.max_minutes)
        return min(1.0, max(update / self._updates, by_time))

    def rate(self, update: int) -> float:
        """Factor of the learning rate: a short warm-up, then half a cosine."""
        done = self.progress(update)
        warm = min(1.0, (done + 1e-4) / max(1e-4, self._recipe.warmup))
        return warm * (_LEAST_RATE + (1 - _LEAST_RATE) * 0.5 * (1 + math.cos(math.pi * done)))

    def on_train_begin(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        path = self._run.checkpoint(state.global_step) / _CLOCK_FILE
        if state.global_step and path.is_file():
            self._before = json.loads(path.read_text("utf-8"))["seconds"]
        self._began = time.monotonic()

    def on_step_end(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        if self.progress(state.global_step) >= 1.0:
            control.should_training_stop = True

    def on_save(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        folder = self._run.checkpoint(state.global_step)
        write_atomic(folder / _CLOCK_FILE, json.dumps({"seconds": self.seconds}).encode())


class _Watch(TrainerCallback):
    """Validates, saves and reports every few minutes, and at the end."""

    def __init__(  # noqa: PLR0913
        self,
        recipe: SftRecipe,
        run: RunFolder,
        clock: _Clock,
        validation: Sequence[Example],
        pad_id: int,
        save_best: Callable[[Path], None],
        report: Callable[[str], None],
    ) -> None:
        self._recipe, self._run, self._clock = recipe, run, clock
        self._validation, self._pad_id = validation, pad_id
        self._save_best, self._report = save_best, report
        self._seen = -1
        self.best: Score | None = None

    def on_train_begin(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        for event in self._run.events("validation"):
            found = Score(**{name: event[name] for name in Score.__dataclass_fields__})
            if event["step"] <= state.global_step and self._is_better(found):
                self.best = found
        self._seen = self._period()

    def on_log(self, args: Any, state: Any, control: Any, logs: Any = None, **kwargs: Any) -> None:
        if logs and "loss" in logs:
            seconds = round(self._clock.seconds, 1)
            self._run.log("train", step=state.global_step, seconds=seconds, **logs)
            minutes = self._clock.seconds / 60
            self._report(
                f"{minutes:5.1f} min  step {state.global_step}/{state.max_steps}  "
                f"loss {float(logs['loss']):.4f}"
            )

    def on_step_end(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        is_last = control.should_training_stop or state.global_step >= state.max_steps
        if self._period() == self._seen and not is_last:
            return
        self._seen = self._period()
        control.should_save = True
        found = score(kwargs["model"], self._validation, self._pad_id, self._recipe.batch_tokens)
        is_best = self._is_better(found)
        self._run.log(
            "validation", step=state.global_step, is_best=is_best,
            seconds=round(self._clock.seconds, 1), **asdict(found),
        )  # fmt: skip
        self._report(
            f"{self._clock.seconds / 60:5.1f} min  validation: exact calls {found.exact:.3f}, "
            f"loss {found.loss:.4f}, entropy {found.entropy:.4f} (n={found.n})"
        )
        if is_best:
            self.best = found
            self._save_best(self._run.path / "best")

    def _period(self) -> int:
        return int(self._clock.seconds / (60 * self._recipe.checkpoint_minutes))

    def _is_better(self, found: Score) -> bool:
        return self.best is None or (found.exact, -found.loss) > (self.best.exact, -self.best.loss)
