"""`majordomo train grpo`: from a warm start and a recipe to a better policy, in a run folder.

Leaves `best/` (by validation) and `last/`, both loadable as `hf:FOLDER`, `events.jsonl` with every
step's metrics, `completions.jsonl` with sampled actions, and checkpoints to go on from.
"""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from transformers import PrinterCallback

from assistant.models.checkpoint import no_progress_bar
from assistant.models.local import LocalChatModel
from training.backends import (
    Policy,
    device_settings,
    generation_settings,
    load_policy,
    stop_ids_of,
)
from training.errors import TrainingError
from training.grpo.curriculum import Curriculum
from training.grpo.guards import Reference
from training.grpo.keeper import (
    COMPLETIONS,
    STATE_FILE,
    Keeper,
)
from training.grpo.playing import EPISODES_AT_ONCE, Player
from training.grpo.trainer import GraphGRPOTrainer, grpo_arguments, placeholder
from training.recipe import Recipe
from training.runs import RunFolder, step_of
from training.saving import mend, save_policy

COMMAND = "grpo"


def train_grpo(  # noqa: PLR0913
    recipe: Recipe,
    start: str,
    out: Path,
    seed: int,
    *,
    resume: bool = False,
    servers: Sequence[str] = (),
    say: Callable[[str], None] = lambda line: None,
) -> Path:
    """Improve the policy of a checkpoint; returns the folder of the best one.

    Args:
        recipe: What determines the run, but for its seed.
        start: The warm start, `PATH[+ADAPTER]`.
        out: The run folder.
        seed: Determines days, chance and sampling.
        resume: Go on from the folder's last checkpoint.
        servers: Environment servers, in place of the recipe's.
        say: Shows a line of progress to a person.

    Raises:
        TrainingError: the folder holds another run, or one that was not to be resumed.
        ModelError: the checkpoint cannot be used.
    """
    if servers:
        grpo = recipe.grpo.model_copy(update={"servers": tuple(servers)})
        recipe = recipe.model_copy(update={"grpo": grpo})
    run = _run_folder(recipe, start, out, seed, resume)
    mend(run.path / "best")
    with no_progress_bar():
        weights = load_policy(recipe.model, start)
    policy = weights.chat()
    policy.generator.batch_size = EPISODES_AT_ONCE
    curriculum = Curriculum(recipe.grpo, seed)
    player = Player(recipe, policy, curriculum, seed)
    keeper = Keeper(recipe, run, policy, curriculum, player, say)
    trainer = _trainer(recipe, run, weights, policy, player, keeper, seed)
    whole = run.whole_checkpoints(STATE_FILE)
    checkpoint = whole[-1] if whole else None
    if checkpoint is not None:
        run.rewind(step_of(checkpoint) // recipe.grpo.epochs_per_step, COMPLETIONS)
        keeper.restore(json.loads((checkpoint / STATE_FILE).read_text("utf-8")))
        say(f"going on after {checkpoint.name}")
    else:
        run.rewind(-1, COMPLETIONS)
    with no_progress_bar():
        trainer.train(resume_from_checkpoint=str(checkpoint) if checkpoint else None)
    save_policy(policy.generator.model, policy.tokenizer, run.path / "last")
    return run.path / "best"


def _run_folder(recipe: Recipe, start: str, out: Path, seed: int, resume: bool) -> RunFolder:
    is_there = (out / "run.json").is_file()
    if is_there and not resume:
        raise TrainingError(f"{out} holds a run; add --resume to go on with it, or give another")
    if resume and not is_there:
        raise TrainingError(f"{out} holds no run to resume; leave --resume out to begin one")
    config = {"recipe": recipe.model_dump(mode="json"), "start": start}
    return RunFolder.create(out, COMMAND, config, seed)


def _trainer(  # noqa: PLR0913, PLR0917
    recipe: Recipe,
    run: RunFolder,
    weights: Policy,
    policy: LocalChatModel,
    player: Player,
    keeper: Keeper,
    seed: int,
) -> GraphGRPOTrainer:
    grpo = recipe.grpo
    episodes = grpo.days_per_step * grpo.group_size
    model = weights.model
    has_adapter = weights.peft_config is not None or hasattr(model, "peft_config")
    # A copy of the weights is made before TRL puts its own head on the model.
    reference = None if has_adapter else Reference(model, grpo.temperature)
    arguments = grpo_arguments(
        str(run.checkpoints), episodes, grpo.group_size,
        max_steps=grpo.steps * grpo.epochs_per_step, num_iterations=grpo.epochs_per_step,
        learning_rate=grpo.learning_rate, temperature=grpo.temperature, loss_type=grpo.loss,
        beta=grpo.beta, entropy_coef=grpo.entropy_bonus, max_completion_length=grpo.max_completion,
        save_strategy="no", ignore_data_skip=True, seed=seed, data_seed=seed,
        report_to=list(grpo.report_to) or "none", **device_settings(recipe.model, model),
        **generation_settings(recipe.model, stop_ids_of(weights)),
    )  # fmt: skip
    trainer = GraphGRPOTrainer(
        model=model, args=arguments, train_dataset=placeholder(episodes),
        processing_class=weights.tokenizer, callbacks=[keeper], peft_config=weights.peft_config,
        play=player, micro_batch=grpo.micro_batch, credit=grpo.credit, rest=grpo.rest,
        certain=grpo.certain, by_episode=grpo.weighting == "episode",
    )  # fmt: skip
    trainer.remove_callback(PrinterCallback)  # the keeper says what a person wants to know
    # With a new adapter the trainer has wrapped the model.
    policy.generator.model = trainer.model
    keeper.trainer = trainer
    keeper.reference = reference or Reference(trainer.model, grpo.temperature)
    return trainer
