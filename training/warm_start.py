"""`majordomo train sft`: from a recipe to a checkpoint that the graph can play with."""

import json
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from assistant.contract.tools import Agent
from assistant.files import write_atomic
from assistant.models.checkpoint import ending_of
from assistant.models.generate import Generator
from assistant.models.local import LocalChatModel
from assistant.models.template import CONTROL_TOKENS
from training.copying import CopyTask
from training.decisions import Decision
from training.disguise import disguised, veiled
from training.errors import TrainingError
from training.examples import (
    TRAIN_SEEDS,
    VALIDATION_SEEDS,
    Example,
    corpus_decisions,
    datasheet,
    encode_all,
    texts_of,
    world_decisions,
)
from training.mini import new_model
from training.recipe import DataRecipe, Recipe
from training.renaming import renamed
from training.runs import RunFolder
from training.saving import mend, save_policy
from training.sft import Pretext, Score, train
from training.splitting import Splitter
from training.tokenizer import pieces_of, train_tokenizer, unspaced

_EXAMPLES = "examples.jsonl"
_VALIDATION = "validation.jsonl"
_START = "start"


def warm_start(
    recipe: Recipe, out: Path, seed: int, report: Callable[[str], None], start: str = ""
) -> Score:
    """Make the data, the tokenizer and the model, and train; goes on where a killed run ended.

    With `start`, a checkpoint's folder, its model and tokenizer are trained further.

    Leaves `start/` (untrained), `best/` and `last/` in `out`, each a checkpoint that
    `hf:PATH` loads, and `datasheet.json`.

    Raises:
        TrainingError: the recipe wants a base model, or `out` holds another run.
    """
    if recipe.model.base and not start:
        raise TrainingError(
            f"{recipe.name} names a base model; `train sft` makes one from scratch. Give the base "
            "to `train grpo`, or a checkpoint to train further with --from"
        )
    begun = load(Path(start)) if start else None
    config = recipe.model_dump(mode="json") | ({"start": start} if start else {})
    run = RunFolder.create(out, "sft", config, seed)
    if not (out / _START / "config.json").is_file():
        _prepare(recipe, run, seed, report, begun)
    mend(run.path / "best")
    policy = load(run.path / _START)
    examples, validation = _read(out / _EXAMPLES), _read(out / _VALIDATION)
    report(f"{len(examples)} examples, {sum(e.length for e in examples) / 1e6:.1f} M tokens")

    def save(folder: Path) -> None:
        save_policy(policy.generator.model, policy.tokenizer, folder)

    pad_id = policy.tokenizer.pad_token_id
    assert pad_id is not None
    policy.generator.model.train()
    pretext = pretext_of(policy.tokenizer, recipe)
    best = train(
        policy.generator.model, pad_id, examples, validation, recipe.sft, run, seed,
        pretext, save_best=save, report=report,
    )  # fmt: skip
    save(out / "last")
    return best


def pretext_of(tokenizer: Any, recipe: Recipe) -> Pretext:
    """What the recipe makes of its examples, in the tokens of `tokenizer`."""
    splitter = Splitter(pieces_of(tokenizer), unspaced(tokenizer), recipe.sft.split)
    return Pretext(copy_task(tokenizer), splitter)


def copy_task(tokenizer: Any) -> CopyTask:
    """The pretext task in the tokens of `tokenizer`."""
    line_end, mark = (tokenizer.encode(text, add_special_tokens=False) for text in ("\n", " | "))
    return CopyTask(len(tokenizer), len(CONTROL_TOKENS), line_end, mark)


def load(folder: Path) -> LocalChatModel:
    """A checkpoint as a chat model."""
    from assistant.models.checkpoint import load_folder

    return load_folder(folder)


def _prepare(
    recipe: Recipe,
    run: RunFolder,
    seed: int,
    report: Callable[[str], None],
    begun: LocalChatModel | None,
) -> None:
    """Data, tokenizer and the model to begin with."""
    data, held_back = recipe.data, recipe.sft.validation
    decisions = taught(data, seed, report)
    # Days and utterances of other seeds; ten decisions to a day, two to an utterance.
    whole = data.model_copy(update={"picks": 1.0})
    checks = list(world_decisions(whole, VALIDATION_SEEDS, max(1, held_back // 20)))
    checks += list(corpus_decisions(data, seed + 1_000_003, held_back // 4))
    policy = begun or _untrained(recipe, decisions, seed)
    tokenizer, model = policy.tokenizer, policy.generator.model
    examples = _shuffled(policy, decisions, recipe, seed)
    known = {(*e.prompt, -1, *e.completion) for e in examples}
    validation = [
        e for e in _shuffled(policy, checks, recipe, seed)
        if (*e.prompt, -1, *e.completion) not in known
    ][:held_back]  # fmt: skip
    _write(run.path / _EXAMPLES, examples)
    _write(run.path / _VALIDATION, validation)
    sheet = {"train": datasheet(examples), "validation": datasheet(validation),
             "vocabulary": len(tokenizer), "parameters": model.num_parameters()}  # fmt: skip
    write_atomic(run.path / "datasheet.json", (json.dumps(sheet, indent=2) + "\n").encode())
    save_policy(model, tokenizer, run.path / _START)


def taught(data: DataRecipe, seed: int, report: Callable[[str], None]) -> list[Decision]:
    """Teachers' decisions on days and on composed requests, some of them in other words."""
    report(f"teachers play {data.days} days")
    every = max(1, data.days // 10)
    done = 0

    def tick() -> None:
        nonlocal done
        done += 1
        if done % every == 0:
            report(f"  {done} days")

    decisions = list(world_decisions(data, TRAIN_SEEDS + seed * 100_000, data.days, tick))
    report(f"composing {data.utterances} utterances")
    decisions += list(corpus_decisions(data, seed, data.utterances))
    dice = random.Random(f"disguise/{seed}")
    return [_in_other_words(decision, data, dice) for decision in decisions]


def _in_other_words(decision: Decision, data: DataRecipe, dice: random.Random) -> Decision:
    if dice.random() < data.renamed:
        decision = renamed(decision, dice)
    is_orchestrator = decision.agent is Agent.ORCHESTRATOR
    if dice.random() >= (data.veiled if is_orchestrator else data.disguised):
        return decision
    return veiled(decision, dice) if is_orchestrator else disguised(decision, dice)


def _untrained(recipe: Recipe, decisions: Sequence[Decision], seed: int) -> LocalChatModel:
    tokenizer = train_tokenizer(texts_of(decisions), recipe.model.vocab_size, recipe.model.context)
    model = new_model(recipe.model, tokenizer, seed)
    generator = Generator(model, int(tokenizer.pad_token_id or 0), ending_of(tokenizer, model))
    return LocalChatModel(generator=generator, tokenizer=tokenizer)


def _shuffled(
    policy: LocalChatModel, decisions: Sequence[Decision], recipe: Recipe, seed: int
) -> list[Example]:
    examples = encode_all(policy, decisions, recipe.model.context)
    random.Random(seed).shuffle(examples)
    return examples


def _write(path: Path, examples: Sequence[Example]) -> None:
    lines = [json.dumps([e.prompt, e.completion, e.origin, e.agent]) for e in examples]
    write_atomic(path, ("\n".join(lines) + "\n").encode())


def _read(path: Path) -> list[Example]:
    with path.open(encoding="utf-8") as file:
        return [Example(*json.loads(line)) for line in file]
