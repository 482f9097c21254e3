"""What is logged of a step's episodes; names as in the design, so that plots find them."""

from collections.abc import Sequence
from statistics import fmean

from env_adapter.profile import load_profile
from training.records import Rollout

PARTS = {"primary": "outcome", "process": "process", "format": "format", "efficiency": "efficiency"}
"""Logged part of the reward by the rubric node that it is."""


def episode_metrics(
    rollouts: Sequence[Rollout], pass_grade: float, max_completion: int
) -> dict[str, float]:
    """Means over the episodes that were played to their end; empty where none was.

    `reward/*` are weighted episode sums, so that the parts and the gates add up to the overall
    return, but for the clipping of single steps.
    """
    played = [rollout for rollout in rollouts if not rollout.lost]
    found: dict[str, float] = {"episode/lost": float(len(rollouts) - len(played))}
    if not played:
        return found
    weights = load_profile().weights
    for name, node in PARTS.items():
        sums = [sum(b[node] for b in rollout.breakdowns) for rollout in played]
        found[f"reward/{name}"] = getattr(weights, node) * fmean(sums)
    found["reward/gates"] = fmean(sum(b["gates"] for b in r.breakdowns) for r in played)
    found["reward/overall"] = found["episode/return"] = fmean(r.return_ for r in played)
    decisions = sum(r.decisions for r in played)
    turns = [turn for rollout in played for turn in rollout.turns]
    lengths = [len(turn.completion_ids) for turn in turns]
    likely = [logprob for turn in turns for logprob in turn.logprobs]
    found |= {
        "episode/grade": fmean(r.grade for r in played),
        "episode/success_rate": fmean(r.grade >= pass_grade for r in played),
        "episode/timeout_rate": fmean(r.truncated for r in played),
        "episode/turns": len(turns) / len(played),
        "episode/decisions": decisions / len(played),
        "episode/invalid_rate": sum(r.invalid for r in played) / max(1, decisions),
        "episode/inversion_rate": sum(r.inversions for r in played)
        / max(1, sum(r.possible_inversions for r in played)),
        "episode/harm": fmean(r.harm for r in played),
        "episode/asks": fmean(r.asks for r in played),
        # Of all that was sampled, whether or not it is learnt from: -log p at samples of p has the
        # entropy as its mean.
        "entropy": -sum(likely) / max(1, len(likely)),
        "tokens/completion": float(sum(lengths)),
        "tokens/prompt": float(sum(len(turn.prompt_ids) for turn in turns)),
        "tokens/per_call": sum(lengths) / max(1, len(lengths)),
        "tokens/clipped_ratio": sum(n >= max_completion for n in lengths) / max(1, len(lengths)),
    }
    return found
