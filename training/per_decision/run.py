"""Trains on decisions with TRL's `GRPOTrainer` as it is, and keeps the run folder.

Every process of `accelerate launch` runs this; the first one collects the states, writes the run
folder and decides when time is up, and tells the others.
"""

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from accelerate.utils import broadcast_object_list
from datasets import Dataset
from torch import Tensor
from transformers import (
    PrinterCallback,
    TrainerCallback,
    TrainerControl,
    TrainerState,
    TrainingArguments,
)
from trl.trainer.grpo_config import GRPOConfig
from trl.trainer.grpo_trainer import GRPOTrainer

from assistant.files import write_atomic
from assistant.models.generate import Generator, Sampling
from assistant.models.local import LocalChatModel
from training.backends import (
    Policy,
    device_settings,
    generation_settings,
    stop_ids_of,
    this_process,
)
from training.errors import TrainingError
from training.examples import encode_all
from training.grpo.scoring import score
from training.per_decision.collect import Row, collect
from training.per_decision.reward import Judge, reward_function, state_of
from training.recipe import GrpoRecipe, Recipe
from training.replay import Replay
from training.runs import RunFolder, step_of
from training.warm_start import pretext_of, taught

__all__ = ["batches", "grpo_config", "make_trainer", "run", "stop_ids_of"]

COMMAND = "grpo"
STATES_FILE = "states.jsonl"
COMPLETIONS_FILE = "completions.jsonl"
MOST_STATES = 4096
"""Most different states of a run; from there on they come again, in another order."""


def run(  # noqa: PLR0913, PLR0917
    recipe: Recipe,
    policy: Policy,
    checkpoint: str,
    out: Path,
    seed: int,
    resume: bool,
    say: Callable[[str], None],
) -> Any:
    """`training.per_decision.train` with the policy loaded."""
    config = {"recipe": recipe.model_dump(mode="json"), "start": checkpoint}
    folder = RunFolder(out)
    process = this_process()
    if recipe.grpo.replay and process.num_processes > 1:
        # Its gradient does not pass through the wrapper that shares gradients.
        raise TrainingError("grpo.replay needs a single process: set it to 0, or launch only one")
    if process.is_main_process:
        folder = RunFolder.create(out, COMMAND, config, seed)
    process.wait_for_everyone()
    last = folder.last_checkpoint()
    if resume and last is None:
        raise TrainingError(f"{out} has no checkpoint to go on from; leave --resume out")
    if last is not None and not resume:
        raise TrainingError(f"{out} has checkpoints; go on with --resume, or give another --out")
    if last is not None and process.is_main_process:
        folder.rewind(step_of(last), COMPLETIONS_FILE)
    chat = policy.chat()
    rows = _rows(recipe, chat, folder, seed)
    replay = _replay(recipe, chat, seed, say) if recipe.grpo.replay else None
    trainer = make_trainer(recipe, policy, chat, rows, folder, seed, say, replay)
    trainer.train(resume_from_checkpoint=str(last) if last else None)
    trainer.save_model(str(out / "last"))
    return trainer.accelerator.unwrap_model(trainer.model)


def make_trainer(  # noqa: PLR0913, PLR0917
    recipe: Recipe,
    policy: Policy,
    chat: LocalChatModel,
    rows: list[Row],
    folder: RunFolder,
    seed: int,
    say: Callable[[str], None] = lambda line: None,
    replay: Replay | None = None,
) -> GRPOTrainer:
    """The stock trainer on these rows, with the folder's logs."""
    process = this_process()

    def note(lines: list[dict[str, Any]]) -> None:
        if process.is_main_process:
            with (folder.path / COMPLETIONS_FILE).open("a", encoding="utf-8") as file:
                file.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)

    stop_ids = stop_ids_of(policy)
    data = [{"prompt": r.prompt, "moment": json.dumps(r.moment.to_json())} for r in rows]
    # Several processes exchange gradients in the wrapped model's own forward pass.
    is_alone = process.device.type == "cpu" and process.num_processes == 1
    on_cpu = is_alone and recipe.model.generation == "transformers"
    usual = GRPOTrainer if replay is None else _ReplayingTrainer
    trainer = (_CpuTrainer if on_cpu else usual)(
        model=policy.model,
        reward_funcs=reward_function(Judge(chat, policy.ending), note),
        args=grpo_config(recipe, policy, folder, seed, stop_ids),
        train_dataset=Dataset.from_list(data),
        processing_class=policy.tokenizer,
        peft_config=policy.peft_config,
        callbacks=[Keeper(folder, recipe.grpo.max_minutes, say)],
    )
    if isinstance(trainer, _ReplayingTrainer):
        trainer.replay, trainer.replay_weight = replay, recipe.grpo.replay
    trainer.remove_callback(PrinterCallback)  # the keeper says what a person wants to know
    # What the trainer takes for the end of a completion when it masks what follows. Not through
    # the model's generation config, which is saved with the weights and means something else to
    # whoever reads a checkpoint.
    trainer.eos_token_ids = stop_ids
    if isinstance(trainer, _CpuTrainer):
        trainer.generator = chat.generator
    return trainer


class _ReplayingTrainer(GRPOTrainer):
    """The stock trainer, which may add a supervised loss to each step."""

    replay: Replay | None = None
    replay_weight = 0.0

    def training_step(self, model: Any, *args: Any, **kwargs: Any) -> Tensor:
        """A pass over completions; the last one of a step is followed by the replayed batch."""
        loss: Tensor = super().training_step(model, *args, **kwargs)
        if self.replay is not None and self.accelerator.sync_gradients:
            with self.compute_loss_context_manager():
                again = self.replay.loss(model, self.state.global_step)
            self.accelerator.backward(self.replay_weight * again)
            self._metrics["train"]["replay_loss"].append(again.item())
        return loss


class _CpuTrainer(_ReplayingTrainer):
    """The stock trainer, which on a CPU reads a group's prompt once instead of for each completion.

    What is drawn, and what is computed from it, have the same distribution and the same numbers.
    """

    generator: Generator

    def _generate_single_turn(self, prompt_ids: list[list[int]], *args: Any) -> tuple[Any, None]:
        sampling = Sampling(
            max_new_tokens=self.max_completion_length or 1,
            temperature=self.temperature,
            # A group's completions differ, for its prompt stands in the batch as often.
            seed=self.args.seed + self.state.global_step,
        )
        return [c.ids for c in self.generator.generate_many(prompt_ids, sampling)], None

    def _get_per_token_logps_and_entropies(
        self,
        model: Any,
        input_ids: Tensor,
        attention_mask: Tensor,
        logits_to_keep: int,
        *args: Any,
        **kwargs: Any,
    ) -> tuple[Any, ...]:
        found = score(model, input_ids, attention_mask, logits_to_keep, self.temperature)
        return *found, None


def grpo_config(
    recipe: Recipe, policy: Policy, folder: RunFolder, seed: int, stop_ids: list[int]
) -> GRPOConfig:
    """The recipe in the trainer's words."""
    grpo = recipe.grpo
    processes = this_process().num_processes
    batch, steps = batches(grpo, processes)
    return GRPOConfig(
        output_dir=str(folder.checkpoints),
        per_device_train_batch_size=batch,
        gradient_accumulation_steps=steps,
        steps_per_generation=steps,
        num_generations=grpo.group_size,
        num_iterations=grpo.epochs_per_step,
        max_completion_length=grpo.max_completion,
        # Steps of the optimiser, of which each batch of completions gets that many.
        max_steps=grpo.steps * grpo.epochs_per_step,
        learning_rate=grpo.learning_rate,
        lr_scheduler_type="constant",
        temperature=grpo.temperature,
        loss_type=grpo.loss,
        beta=grpo.beta,
        entropy_coef=grpo.entropy_bonus,
        # A group's own spread would make as much of a minute lost as of a day lost.
        scale_rewards="batch",
        save_strategy="steps",
        save_steps=grpo.checkpoint_every * grpo.epochs_per_step,
        logging_steps=1,
        report_to=list(grpo.report_to) or "none",
        disable_tqdm=True,
        seed=seed,
        **device_settings(recipe.model, policy.model),
        **generation_settings(recipe.model, stop_ids),
    )


def batches(grpo: GrpoRecipe, processes: int) -> tuple[int, int]:
    """Completions per process and pass, and passes per optimiser step.

    Raises:
        TrainingError: the step's completions cannot be shared equally among the processes.
    """
    total = grpo.days_per_step * grpo.group_size
    if total % processes:
        raise TrainingError(
            f"{grpo.days_per_step} decisions of {grpo.group_size} completions cannot be shared by "
            f"{processes} processes; make grpo.days_per_step a multiple of {processes}"
        )
    share = total // processes
    batch = max(n for n in range(1, min(grpo.micro_batch, share) + 1) if share % n == 0)
    return batch, share // batch


_REPLAY_SEED = 500
"""Added to the run's seed: other days and messages than a warm start's."""


class Keeper(TrainerCallback):
    """Logs into the run folder and stops when time is up."""

    def __init__(self, folder: RunFolder, max_minutes: float, say: Callable[[str], None]) -> None:
        """Keep `folder`, and say each step's gist."""
        self._folder = folder
        self._say = say
        self._seconds = 60 * max_minutes
        self._began = time.monotonic()

    def on_log(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl,
        logs: dict[str, Any] | None = None, **kwargs: Any,
    ) -> None:  # fmt: skip
        """Note a step's metrics."""
        if state.is_world_process_zero and logs:
            self._folder.log("train", step=state.global_step, **logs)
            if "reward" in logs:
                self._say(
                    f"step {state.global_step}/{state.max_steps}  reward {logs['reward']:.3f}  "
                    f"invalid {logs['episode/invalid_rate']:.2f}  "
                    f"same in group {logs['episode/frac_zero_std']:.2f}  "
                    f"entropy {logs['entropy']:.3f}"
                )

    def on_step_end(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **kwargs: Any
    ) -> None:
        """End the run when its minutes are over, on all processes at the same step."""
        is_over = [time.monotonic() - self._began > self._seconds]
        if this_process().num_processes > 1:
            # Each has a clock of its own; one that stopped alone would leave the others waiting.
            broadcast_object_list(is_over)
        if is_over[0]:
            control.should_save = control.should_training_stop = True


def _replay(recipe: Recipe, chat: LocalChatModel, seed: int, say: Callable[[str], None]) -> Replay:
    """Decisions to replay: a tenth of the warm start's, on other days and of other words."""
    tenth = {"days": recipe.data.days // 10, "utterances": recipe.data.utterances // 10}
    data = recipe.data.model_copy(update=tenth)
    decisions = taught(data, _REPLAY_SEED + seed, say)
    examples = encode_all(chat, decisions, recipe.model.context)
    pretext = pretext_of(chat.tokenizer, recipe) if recipe.sft.split else None
    pad_id = int(chat.tokenizer.pad_token_id or 0)
    return Replay(examples, pad_id, recipe.sft.batch_tokens, seed, pretext)


def _rows(recipe: Recipe, chat: LocalChatModel, folder: RunFolder, seed: int) -> list[Row]:
    """The run's states: those it began with, or new ones from the first process."""
    grpo, process, path = recipe.grpo, this_process(), folder.path / STATES_FILE
    told: list[Any] = [None]
    if process.is_main_process:
        if not path.is_file():
            if grpo.states != "teachers":
                chat.generator.model.to(process.device)
            count = min(MOST_STATES, grpo.steps * grpo.days_per_step)
            rows = collect(grpo, recipe.data, chat, count, seed)
            lines = (
                json.dumps({"prompt": row.prompt, "moment": row.moment.to_json()}) for row in rows
            )
            write_atomic(path, "".join(f"{line}\n" for line in lines).encode())
        told = [path.read_text("utf-8")]
    if process.num_processes > 1:
        broadcast_object_list(told)
    found = [json.loads(line) for line in str(told[0]).splitlines()]
    return [Row(row["prompt"], state_of(row["moment"])) for row in found]
