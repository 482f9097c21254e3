"""OpenEnv's acceptance levels (its RFC 008), check by check: what covers each one here.

`openenv validate` of 0.10 names all of these checks and implements few of their graders. Levels 1
and 2 are its business and our tests'; what levels 3 and 4 ask is measured for the card.
"""

from typing import Any

from env_adapter.card.families import MARGIN

VALIDATE = "`openenv validate`, run by the tests"
IMAGE = "needs an image; the Dockerfile's steps are tested, nothing is built here"
HONEST = {"do_nothing", "random", "keyword", "greedy", "scripted", "oracle"}
TESTS = {
    "static.manifest": VALIDATE,
    "static.reproducible_build": IMAGE,
    "static.image_hygiene": IMAGE,
    "static.layout": VALIDATE,
    "static.sbom": IMAGE,
    "static.oci_labels": IMAGE,
    "static.resource_declaration": VALIDATE,
    "static.timeout_ceiling": VALIDATE,
    "static.dependency_pinning": "requirements.lock and uv.lock, exact versions",
    "static.task_distribution_pinning": "openenv.yaml; a day follows from family, seed and level",
    "runtime.startup": "tests of the server",
    "runtime.rubric_introspectable": "tests of the rubric tree",
    "runtime.observation_schema": "`openenv validate --url`, run by the tests",
    "runtime.state_contract": "`openenv validate --url`, run by the tests",
    "runtime.trajectory_record": "every call and hash is kept; a replay gives the same hashes",
    "runtime.reward_attribution": "every observation has the score of every node",
    "runtime.tool_declaration_accuracy": "a test compares openenv.yaml with the server",
    "runtime.task_declaration_accuracy": "a test compares openenv.yaml with the server",
    "runtime.network_policy": "no code of the world opens a connection",
    "runtime.host_containment": "the server reads days by name only",
    "runtime.resource_bounds": "`majordomo bench env`",
    "semantic.resource_envelope": "`majordomo bench env`",
}
"""Checks that are not the card's business, and whose they are."""


def levels(card: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Every check by its name: whether it holds (None where the card does not measure it), why."""
    found: dict[str, dict[str, Any]] = {
        name: {"holds": None, "what": what} for name, what in TESTS.items()
    }
    found |= {name: {"holds": holds, "what": what} for name, holds, what in _measured(card)}
    return dict(sorted(found.items(), key=lambda pair: (_level(pair[0]), pair[0])))


def _level(name: str) -> int:
    return ("static", "runtime", "semantic", "statistical").index(name.split(".")[0])


def _measured(card: dict[str, Any]) -> list[tuple[str, bool, str]]:
    policies = [
        (f, n, p) for f, fam in card["families"].items() for n, p in fam["policies"].items()
    ]
    most = max(p["most"] for _, _, p in policies)
    spans = min(fam["oracle"]["least_span"] for fam in card["families"].values())
    cheats = [(p["mean"], f, n) for f, n, p in policies if n.startswith("exploit:")]
    worst, where, cheat = max(cheats)
    scripted = [p["mean"] for _, n, p in policies if n == "scripted"]
    widest = max(p["ci"][1] - p["ci"][0] for _, n, p in policies if n in HONEST)
    apart = not any(
        "intervals" in what for fam in card["families"].values() for what in fam["amiss"]
    )
    reached = min(p["return"] for _, n, p in policies if n == "oracle")
    same = card["determinism"]
    leaks = f"{len(card['leaks'])} marks of hidden texts in {card['leaks_searched']} days"
    clipped = {name for fam in card["families"].values() for name in fam["clipped"]}
    grades = f"best cheat {cheat} on {where}: {worst:.3f}; at most {MARGIN} above doing nothing"
    return [
        ("runtime.reward_well_formed", not clipped & HONEST, "within [-1, 1]; cut off there only "
         f"for {', '.join(sorted(clipped)) or 'nobody'}"),
        ("runtime.seed_control", same["again"] is True, "the same seed gives the same hashes"),
        ("runtime.episode_determinism", card["deterministic"], _told(same)),
        ("runtime.episode_isolation", same["beside other days"] is True, "all days at once"),
        ("runtime.oracle_containment", not card["leaks"], leaks),
        ("semantic.oracle_max", most <= 1.0, f"highest grade of any policy: {most:.3f}"),
        ("semantic.floor_gap", spans >= 50_000, f"smallest span of a day: {spans} of 100,000"),
        ("semantic.canary_floor", worst <= MARGIN, grades),
        ("semantic.no_solution_leakage", not card["leaks"], leaks),
        ("semantic.verifier_determinism", same["again"] is True, "grades follow from the state"),
        ("semantic.verifier_portability", card["deterministic"], _told(same)),
        ("semantic.replayability", _is_uncut(card), "every cut was replayed to the same hash"),
        ("statistical.reward_reachability", reached > 0.3, f"lowest mean return of the oracle: "
         f"{reached:.3f} of 0.400"),
        ("statistical.difficulty_separation", apart, "do_nothing, random, keyword < scripted < "
         "oracle, with intervals apart"),
        ("statistical.headroom", bool(scripted) and max(scripted, default=1) <= 0.8,
         f"scripted {min(scripted, default=0):.2f} to {max(scripted, default=0):.2f}, oracle 1"),
        ("statistical.variance_bound", widest <= 0.5, f"widest interval of a mean: {widest:.3f}"),
        ("statistical.training_signal", card["signal"] >= 0.9,
         f"{card['signal']:.0%} of days tell four random episodes apart"),
        ("statistical.adversarial_floor", worst <= MARGIN, grades),
        ("statistical.gameability_gap", worst <= MARGIN, f"{worst:.3f}"),
    ]  # fmt: skip


def _told(same: dict[str, bool | str]) -> str:
    return "; ".join(name for name, holds in same.items() if holds is True)


def _is_uncut(card: dict[str, Any]) -> bool:
    return all(cut["unequal"] == 0 for cut in card["cuts"])
