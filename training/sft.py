"""The warm start: supervised fine-tuning on teachers' decisions, loss on the calls alone."""

import json
import math
import os
import random
import shutil
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
from training.forward import Layer, completion_logits, completion_loss, layer
from training.recipe import SftRecipe
from training.runs import RunFolder, step_of
from training.splitting import Splitter

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


@dataclass(frozen=True, slots=True)
class Pretext:
    """What makes of one example many, and of none some."""

    copies: CopyTask
    splitter: Splitter


class Mixture(Dataset[Example]):
    """Examples, each time in other tokens, and pretext examples numbered on from the last one."""

    def __init__(
        self, examples: Sequence[Example], batches: TokenBatches, pretext: Pretext | None, seed: int
    ) -> None:
        """Mix `examples` with those of the pretext task; `batches` knows which epoch it is."""
        self._examples, self._batches = list(examples), batches
        self._pretext, self._seed = pretext, seed

    def __len__(self) -> int:
        return len(self._examples)

    def __getitem__(self, index: int) -> Example:
        if self._pretext is None:
            return self._examples[index]
        if index >= len(self._examples):
            return self._pretext.copies(index, self._seed)
        rng = random.Random(f"{self._seed}/{self._batches.epoch}/{index}")
        return self._pretext.splitter(self._examples[index], rng)


def collate(examples: Sequence[Example], pad_id: int) -> dict[str, torch.Tensor]:
    """Examples as one batch, padded on the right.

    Returns:
        `input_ids` (B, T), without the last token, after which nothing is predicted; `at` (B, K),
        the positions that predict the completions; `labels` (B, K), those completions.
    """
    width = max(e.length for e in examples) - 1
    most = max(len(e.completion) for e in examples)
    ids, at, labels = [], [], []
    for e in examples:
        first, count = len(e.prompt) - 1, len(e.completion)
        ids.append((e.prompt + e.completion)[:-1] + [pad_id] * (width + 1 - e.length))
        at.append([*range(first, first + count)] + [0] * (most - count))
        labels.append(e.completion + [IGNORED] * (most - count))
    return {"input_ids": torch.tensor(ids), "at": torch.tensor(at), "labels": torch.tensor(labels)}


def _predict(model: Any, batch: dict[str, torch.Tensor]) -> tuple[torch.Tensor, torch.Tensor]:
    """Logits (N, V) and the tokens that come (N,)."""
    labels = batch["labels"]
    known = labels != IGNORED
    logits = completion_logits(model, batch["input_ids"], batch["at"], known)
    return logits, labels[known]


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
        logits, labels = _predict(model, {k: v.to(model.device) for k, v in batch.items()})
        logp = logits.float().log_softmax(-1)
        loss -= float(logp.gather(-1, labels[:, None]).sum())
        entropy -= float((logp.exp() * logp).sum())
        is_right = (logp.argmax(-1) == labels).tolist()
        at = 0
        for i in indices:
            count = len(examples[i].completion)
            rights.setdefault(examples[i].agent, []).append(all(is_right[at : at + count]))
            at += count
        tokens += at
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
    pretext: Pretext | None,
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
        pretext: What the recipe adds to the examples; `None` takes them as they are.
        save_best: Writes the model, as it is now, to a folder.
        report: Told of progress in one line.

    Returns:
        The best score; the model itself is as it was last, the best one is on disk.
    """
    copies = Copies(recipe.copy_first, recipe.copies) if pretext is not None else None
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
        train_dataset=Mixture(examples, batches, pretext, seed),
        data_collator=lambda chosen: collate(chosen, pad_id),
        callbacks=[clock, watch],
        batches=batches,
        clock=clock,
        is_compiled=recipe.compile and _has_compiler(report),
    )
    whole = run.whole_checkpoints(_CLOCK_FILE)
    last = whole[-1] if whole else None
    run.rewind(step_of(last) if last else -1)
    trainer.remove_callback(PrinterCallback)
    trainer.train(resume_from_checkpoint=str(last) if last else None)
    assert watch.best is not None
    return watch.best


def _has_compiler(report: Callable[[str], None]) -> bool:
    found = torch.cuda.is_available() or shutil.which(os.environ.get("CXX", "g++")) is not None
    if not found:
        report("no C++ compiler (g++) is installed: layers are not compiled, steps take longer")
    return found


class _SftTrainer(Trainer):
    """The loss on completions, batches by tokens, a learning rate that follows the clock."""

    def __init__(
        self, *args: Any, batches: TokenBatches, clock: "_Clock", is_compiled: bool, **kwargs: Any
    ) -> None:
        self._batches, self._recipe_clock = batches, clock
        self._run_layer: Layer = torch.compile(layer, dynamic=True) if is_compiled else layer
        super().__init__(*args, **kwargs)
        # The loss is a mean over a batch's tokens already.
        self.model_accepts_loss_kwargs = False

    def get_train_dataloader(self) -> DataLoader:
        data: Any = self.train_dataset
        loader = DataLoader(data, batch_sampler=self._batches, collate_fn=self.data_collator)
        return self.accelerator.prepare(loader)

    def get_decay_parameter_names(self, model: Any) -> list[str]:
        # A word that is rare must not fade between two meetings.
        return [name for name in super().get_decay_parameter_names(model) if "embed" not in name]

    def create_scheduler(self, num_training_steps: int, optimizer: Any = None) -> Any:
        if self.lr_scheduler is None:
            chosen: Any = optimizer or self.optimizer
            self.lr_scheduler = torch.optim.lr_scheduler.LambdaLR(chosen, self._recipe_clock.rate)
        return self.lr_scheduler

    def compute_loss(self, model: Any, inputs: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        return completion_loss(
            model, inputs["input_ids"], inputs["at"], inputs["labels"], self._run_layer
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
