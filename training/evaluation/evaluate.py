"""`majordomo eval`: play, go on where it stopped, write what came of it."""

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from assistant.files import write_atomic
from training.errors import TrainingError
from training.evaluation import episodes as log
from training.evaluation.days import Job, jobs
from training.evaluation.episodes import EPISODES_FILE, Tally, episode_of
from training.evaluation.memories import MemoryKind
from training.evaluation.players import Player, Sampling
from training.evaluation.policies import Policy, fingerprint, player_of, read_policies
from training.evaluation.report import page
from training.evaluation.results import Plays, pairs_of, summarise
from training.recipe import EvalRecipe, Recipe, load_recipe
from training.runs import RunFolder

RESULTS_FILE = "results.json"
PAGE_FILE = "results.md"

REPORT_S = 10.0
"""Seconds between two lines about how far the playing has come."""

Say = Callable[[str], None]
"""Tells the person a line."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What an evaluation is asked for; what is `None` or empty comes from the recipe."""

    policies: Sequence[str]
    out: Path
    recipe: str = "mini"
    episodes: int | None = None
    level: str = ""
    families: Sequence[str] = ()
    seed: int = 0
    concurrency: int = 32
    pairs: Sequence[str] = ()
    changes: Sequence[str] = ()
    """Perturbations (`scenarios.perturb.KINDS`) in which the days are played once more."""
    memory: MemoryKind = "world"
    """Whose search finds the notes: the world's, or the real knowledge base."""
    run: Path | None = None
    """A GRPO run whose reward curve is drawn."""
    resume: bool = False
    only_days: bool = False
    """Neither twins nor sampled plays: the days alone, which is all that is compared in pairs."""


def evaluate(plan: Plan, say: Say) -> dict[str, Any]:
    """Play what has not been played yet and write results, page and plots to `plan.out`.

    Raises:
        UserError: a policy, family, level or folder that cannot be used; nothing is played then.
    """
    recipe = _recipe(plan)
    policies = read_policies(plan.policies)
    pairs = pairs_of(plan.pairs, [policy.name for policy in policies])
    if plan.concurrency < 1:
        raise TrainingError("--concurrency wants a number of at least 1")
    if plan.run is not None:
        RunFolder(plan.run).about()
    if find_spec("matplotlib") is None:
        raise TrainingError("the plots need matplotlib; pip install 'majordomo[train]'")
    todo = jobs(recipe.eval, plan.seed, plan.changes)
    marks = {policy.name: fingerprint(policy) for policy in policies}
    run = _open(plan, recipe, policies, marks)
    path = run.path / EPISODES_FILE
    sampling = Sampling(
        plan.concurrency, recipe.grpo.temperature, recipe.grpo.max_completion, plan.seed
    )
    played = {episode.key for episode in log.read(path)}
    for policy in policies:
        left = [job for job in todo if (policy.name, job) not in played]
        if left:
            _play(policy.name, player_of(policy, sampling, plan.memory), left, path, say)
    plays = Plays(log.read(path), todo, plan.seed)
    results = _about(plan, recipe.eval, policies, run) | summarise(
        plays, [policy.name for policy in policies], pairs, recipe.eval
    )
    write_atomic(run.path / RESULTS_FILE, _json(results))
    write_atomic(run.path / PAGE_FILE, page(results).encode())
    _draw(plan, results, run)
    return results


def _recipe(plan: Plan) -> Recipe:
    recipe = load_recipe(plan.recipe)
    asked: dict[str, Any] = {"level": plan.level, "families": tuple(plan.families)}
    if plan.episodes is not None:
        if plan.episodes < 1:
            raise TrainingError("--episodes wants a number of at least 1")
        asked["episodes"] = plan.episodes
    if plan.only_days:
        alone = recipe.eval.model_copy(update={"twin_days": 0, "pass_days": 0})
        recipe = recipe.model_copy(update={"eval": alone})
    changed = recipe.eval.model_copy(update={k: v for k, v in asked.items() if v})
    return recipe.model_copy(update={"eval": changed})


def _open(
    plan: Plan, recipe: Recipe, policies: Sequence[Policy], marks: dict[str, str]
) -> RunFolder:
    """The folder, checked against what it holds already."""
    if (plan.out / EPISODES_FILE).exists() and not plan.resume:
        raise TrainingError(f"{plan.out} holds an evaluation; --resume goes on with it")
    config = {
        "eval": recipe.eval.model_dump(mode="json"),
        "sampling": [recipe.grpo.temperature, recipe.grpo.max_completion],
        "changes": list(plan.changes),
        "memory": plan.memory,
    }
    run = RunFolder.create(plan.out, "eval", config, plan.seed)
    known = {event["name"]: event for event in run.events("policy")}
    for policy in policies:
        mark = marks[policy.name]
        if policy.name not in known:
            run.log("policy", **asdict(policy), mark=mark)
        elif known[policy.name]["mark"] != mark:
            raise TrainingError(
                f"{plan.out} holds episodes of another {policy.name}; "
                "give the policy another name, or another --out"
            )
    return run


def _play(name: str, player: Player, left: Sequence[Job], path: Path, say: Say) -> None:
    began, count = time.monotonic(), 0
    told = began
    lost: list[str] = []

    def done(job: Job, tally: Tally) -> None:
        nonlocal count, told
        log.append(path, [episode_of(name, job, tally)])
        count += 1
        lost.extend([tally.lost] if tally.lost else [])
        now = time.monotonic()
        if count == len(left) or now - told >= REPORT_S:
            told = now
            say(f"{name}: {count} of {len(left)} episodes, {now - began:.0f} s")

    player.play(left, done)
    if lost:
        say(f"{name}: {len(lost)} episodes were lost; --resume tries them again ({lost[0]})")


def _about(
    plan: Plan, recipe: EvalRecipe, policies: Sequence[Policy], run: RunFolder
) -> dict[str, Any]:
    return {
        "recipe": plan.recipe,
        "seed": plan.seed,
        "commit": run.about().get("commit", ""),
        "episodes": recipe.episodes,
        "level": recipe.level,
        "families": list(dict.fromkeys(recipe.families)),
        "k": recipe.passes,
        "pass_grade": recipe.pass_grade,
        "changes": list(plan.changes),
        "memory": plan.memory,
        "all_pairs": not plan.pairs,
        "specs": {policy.name: policy.spec for policy in policies},
    }


def _draw(plan: Plan, results: dict[str, Any], run: RunFolder) -> None:
    from training.plots import draw_before_after, draw_reward_curve

    draw_before_after(results, run.plots / "before_after.png")
    if plan.run is not None:
        draw_reward_curve(RunFolder(plan.run), run.plots / "reward_curve.png")


def _json(results: dict[str, Any]) -> bytes:
    return (json.dumps(results, indent=1, ensure_ascii=False) + "\n").encode()
