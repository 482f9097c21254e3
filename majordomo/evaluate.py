"""`majordomo eval` and `majordomo probe`: figures to the person, one object on stdout."""

from assistant.contract.errors import UserError
from majordomo.output import print_json, say
from training.evaluation.evaluate import Plan, evaluate
from training.evaluation.players import Sampling
from training.evaluation.report import told
from training.probe import probe
from training.recipe import load_recipe

STOP = 1
"""Exit code of a probe that found nothing to train on."""


def run_eval(plan: Plan, as_json: bool) -> int:
    """Compare policies on the same days."""
    results = evaluate(plan, say)
    for line in told(results):
        say(line)
    say(f"written: {plan.out}/results.md, results.json, episodes.jsonl, plots/")
    if as_json:
        print_json(results)
    return 0


def run_probe(model: str, recipe: str, episodes: int, level: str, seed: int, as_json: bool) -> int:
    """Look at what an untrained model does; exit code 1 if there is nothing to train on."""
    if not model:
        raise UserError("probe wants a --model, such as hf:PATH")
    grpo = load_recipe(recipe).grpo
    sampling = Sampling(max(1, episodes), grpo.temperature, grpo.max_completion, seed)
    found = probe(model, episodes=episodes, level=level, seed=seed, sampling=sampling)
    for line in found.told():
        say(line)
    if as_json:
        print_json(found.as_json())
    say(f"stop: {found.stop}" if found.stop else "go: some days earn something, so it can learn")
    return STOP if found.stop else 0
