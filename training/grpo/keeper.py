"""What happens between steps: log, validation, best checkpoint, rollback, the time limit."""

import json
import shutil
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

import torch
from transformers import TrainerCallback, TrainerControl, TrainerState, TrainingArguments

from assistant.files import write_atomic
from assistant.models.local import LocalChatModel
from training.grpo.curriculum import Curriculum, validation_days
from training.grpo.flags import Usual, episode_flags, step_flags, trend_flags
from training.grpo.guards import MOST_ROLLBACKS, SLOWER, Guards, Reference
from training.grpo.playing import Player
from training.grpo.trainer import GraphGRPOTrainer
from training.recipe import Recipe
from training.records import Rollout
from training.rollouts import roll_out
from training.runs import RunFolder
from training.saving import save_policy

STATE_FILE = "majordomo.json"
"""In a checkpoint: what TRL's own files do not know."""

BEST_WEIGHTS = "best-{step}.pt"
"""What is trained, as it was at the best validation."""

KEPT = 2
"""Checkpoints kept, the last ones."""

COMPLETIONS = "completions.jsonl"

DUMPED = 4
"""Episodes per step whose actions are written down."""

_TRL = {
    "loss": "loss", "grad_norm": "grad_norm", "learning_rate": "learning_rate",
    "kl": "kl_loss", "clip_ratio/region_mean": "clip_ratio",
    "step_time": "seconds/step", "num_tokens": "tokens/total",
}  # fmt: skip
"""TRL's metrics that go into the event, and under which name."""


class Keeper(TrainerCallback):
    """Keeps the run: its log, its checkpoints, its limits."""

    def __init__(  # noqa: PLR0913
        self,
        recipe: Recipe,
        run: RunFolder,
        policy: LocalChatModel,
        curriculum: Curriculum,
        player: Player,
        say: Callable[[str], None],
    ) -> None:
        """Keep `run`; `say` shows a line of progress to a person."""
        self.trainer: GraphGRPOTrainer
        """Set once it is made."""
        self.reference: Reference
        self.recipe = recipe
        self._run = run
        self._policy = policy
        self._curriculum = curriculum
        self._player = player
        self._guards = Guards(recipe.grpo)
        self._say = say
        self._usual = Usual()
        self._steps: list[dict[str, Any]] = []
        self._best = -float("inf")
        self._best_step = 0
        self._last_grade = 0.0
        self._elapsed_s = 0.0
        self._began = time.monotonic()

    # The callbacks, in the order in which the trainer makes them

    def on_train_begin(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **kwargs: Any
    ) -> None:
        """Validate the warm start, which is the best there is until something is better."""
        self._began = time.monotonic()
        if state.global_step == 0:
            rollouts = self._validate(0)
            self._usual = Usual.of(rollouts)

    def on_log(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl,
        logs: dict[str, Any] | None = None, **kwargs: Any,
    ) -> None:  # fmt: skip
        """Write the step down, judge it, validate, and decide what comes next."""
        epochs = self.recipe.grpo.epochs_per_step
        if not logs or "loss" not in logs or state.global_step % epochs:
            return
        step = state.global_step // epochs
        metrics = self._log_step(step, logs)
        is_last = step >= self.recipe.grpo.steps or self._is_time_up()
        reason = self._guards.judge(metrics["entropy"], metrics["kl"])
        if (is_last or step % self.recipe.grpo.validate_every == 0) and not reason:
            best = self._best
            self._validate(step)
            reason = self._guards.judge_grade(self._last_grade, best)
        if reason:
            self._roll_back(step, reason)
        if is_last or self._guards.rollbacks >= MOST_ROLLBACKS:
            why = "collapse" if self._guards.rollbacks >= MOST_ROLLBACKS else "steps"
            why = "time" if why == "steps" and step < self.recipe.grpo.steps else why
            self._run.log("stopped", step=step, reason=why, minutes=round(self._minutes(), 2))
            control.should_training_stop = True
        # After each new best, so that the weights to roll back to never are ahead of the last
        # checkpoint.
        control.should_save = (
            control.should_training_stop
            or self._best_step == step
            or step % self.recipe.grpo.checkpoint_every == 0
        )

    def on_save(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **kwargs: Any
    ) -> None:
        """Complete the checkpoint: only whole ones have our file."""
        made = self._run.checkpoint(state.global_step)
        write_atomic(made / STATE_FILE, json.dumps(self.state()).encode())
        for old in self._run.whole_checkpoints(STATE_FILE)[:-KEPT]:
            shutil.rmtree(old)
        needed = self._best_file()
        for weights in self._run.path.glob(BEST_WEIGHTS.format(step="*")):
            if weights != needed:
                weights.unlink()

    # What a checkpoint keeps

    def state(self) -> dict[str, Any]:
        """Everything that the next step depends on and TRL does not save."""
        return {
            "curriculum": self._curriculum.state(), "guards": self._guards.state(),
            "best": self._best, "best_step": self._best_step, "usual": self._usual.shares,
            "elapsed_s": self._elapsed_s + time.monotonic() - self._began,
        }  # fmt: skip

    def restore(self, state: dict[str, Any]) -> None:
        """The inverse of `state`; what the folder says of later steps is forgotten."""
        self._curriculum.restore(state["curriculum"])
        self._guards.restore(state["guards"])
        self._best, self._best_step = state["best"], state["best_step"]
        self._usual = Usual(state["usual"])
        self._elapsed_s = state["elapsed_s"]
        self._steps = list(self._run.events("step"))

    # Parts

    def _log_step(self, step: int, logs: dict[str, Any]) -> dict[str, Any]:
        batch = self.trainer.batch
        metrics: dict[str, Any] = dict(batch.metrics)
        for name, ours in _TRL.items():
            if name in logs:
                metrics[ours] = float(logs[name])
        # TRL's clock runs while episodes are played, too.
        metrics["seconds/update"] = max(0.0, metrics["seconds/step"] - metrics["seconds/rollout"])
        metrics["kl"] = self.reference.kl([r for group in batch.groups for r in group])
        metrics["level"] = self._curriculum.name
        self._steps.append(metrics)
        flagged = [episode_flags(rollout, self._usual) for rollout in self._player.played]
        flags = step_flags(self._player.played, self._usual) + trend_flags(self._steps)
        metrics["flags"] = flags
        metrics["flagged_episodes"] = sum(map(bool, flagged)) / max(1, len(flagged))
        self._run.log("step", step=step, **metrics)
        self._dump(step, self._player.played, flagged)
        if moved := self._curriculum.record(self._player.played):
            self._run.log("level", step=step, moved=moved, level=self._curriculum.name)
        self._say(_progress(step, self.recipe.grpo.steps, metrics))
        return metrics

    def _dump(
        self, step: int, rollouts: Sequence[Rollout], flagged: Sequence[Sequence[str]]
    ) -> None:
        """A few episodes, flagged ones first."""
        order = sorted(range(len(rollouts)), key=lambda n: not flagged[n])
        with (self._run.path / COMPLETIONS).open("a", encoding="utf-8") as file:
            for n in order[:DUMPED]:
                rollout = rollouts[n]
                line = {
                    "step": step, "day": rollout.spec.name, "seed": rollout.spec.seed,
                    "variation": rollout.spec.variation, "return": rollout.return_,
                    "grade": rollout.grade, "lost": rollout.lost, "flags": list(flagged[n]),
                    "actions": rollout.actions,
                }  # fmt: skip
                file.write(json.dumps(line, ensure_ascii=False, default=str) + "\n")

    def _validate(self, step: int) -> list[Rollout]:
        """Play the validation days greedily; the best policy so far is saved."""
        began = time.perf_counter()
        rollouts = roll_out(
            self._policy, validation_days(self.recipe.grpo),
            max_new_tokens=self.recipe.grpo.max_completion,
        )  # fmt: skip
        played = [rollout for rollout in rollouts if not rollout.lost]
        grade = fmean(r.grade for r in played) if played else 0.0
        decisions = sum(r.decisions for r in played)
        invalid = sum(r.invalid for r in played) / max(1, decisions)
        self._last_grade = grade
        is_best = grade > self._best
        if is_best:
            self._best, self._best_step = grade, step
            self._save_best()
        self._run.log(
            "validation", step=step, grade=grade, is_best=is_best, invalid_rate=invalid,
            return_=fmean(r.return_ for r in played) if played else 0.0,
            asks=fmean(r.asks for r in played) if played else 0.0, n=len(played),
            seconds=time.perf_counter() - began,
        )  # fmt: skip
        mark = ", the best so far" if is_best else ""
        self._say(f"step {step}: validation grade {grade:.3f} over {len(played)} days{mark}")
        return rollouts

    def _save_best(self) -> None:
        model = self._policy.generator.model
        weights = {n: p.detach().cpu().clone() for n, p in _trained(model)}
        target = self._best_file()
        torch.save(weights, target.with_suffix(".new"))
        target.with_suffix(".new").replace(target)
        save_policy(self._policy.generator.model, self._policy.tokenizer, self._run.path / "best")

    def _roll_back(self, step: int, reason: str) -> None:
        """Go back to the best weights with a lower learning rate."""
        self._guards.note_rollback()
        weights = torch.load(self._best_file(), weights_only=True)
        model = self._policy.generator.model
        with torch.no_grad():
            for name, parameter in _trained(model):
                parameter.copy_(weights[name])
        optimizer, scheduler = self.trainer.optimizer, self.trainer.lr_scheduler
        assert optimizer is not None and scheduler is not None
        scheduler = getattr(scheduler, "scheduler", scheduler)  # Accelerate wraps it
        # Moments that led into the collapse would lead there again.
        optimizer.state.clear()
        scheduler.base_lrs = [rate * SLOWER for rate in scheduler.base_lrs]
        for group in optimizer.param_groups:
            group["lr"] *= SLOWER
        scheduler._last_lr = [group["lr"] for group in optimizer.param_groups]  # what is logged
        self._run.log(
            "rollback", step=step, reason=reason, to=self._best_step,
            learning_rate=optimizer.param_groups[0]["lr"],
        )  # fmt: skip
        self._say(f"step {step}: {reason}; back to step {self._best_step}, half the learning rate")

    def _best_file(self) -> Path:
        return self._run.path / BEST_WEIGHTS.format(step=self._best_step)

    def _minutes(self) -> float:
        return (self._elapsed_s + time.monotonic() - self._began) / 60

    def _is_time_up(self) -> bool:
        """Whether another step, as long as those before, would end too late."""
        minutes = self._minutes()
        return minutes + minutes / max(1, len(self._steps)) > self.recipe.grpo.max_minutes


def _trained(model: Any) -> list[tuple[str, torch.nn.Parameter]]:
    return [(name, p) for name, p in model.named_parameters() if p.requires_grad]


def _progress(step: int, steps: int, metrics: dict[str, Any]) -> str:
    return (
        f"step {step}/{steps}  {metrics['level']}  grade {metrics['episode/grade']:.3f}  "
        f"return {metrics['episode/return']:.3f}  entropy {metrics['entropy']:.3f}  "
        f"kl {metrics['kl']:.3f}  invalid {metrics['episode/invalid_rate']:.1%}  "
        f"idle groups {metrics['episode/idle_groups']:.0f}  "
        f"{metrics['seconds/rollout']:.0f}+{metrics['seconds/update']:.0f} s"
        + (f"  {len(metrics['flags'])} flags" if metrics["flags"] else "")
    )
