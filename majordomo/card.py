"""`majordomo card`: plays every policy on every family and writes what came of it.

The graph's policies are made here, because the environment knows no graph. Days are played in as
many processes as there are processors; all else is quick.
"""

import asyncio
import json
import os
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from assistant.contract.errors import UserError
from env_adapter.card.answerable import answers_of
from env_adapter.card.cuts import cut_days
from env_adapter.card.determinism import compare
from env_adapter.card.families import bounds_of, describe_family, orders
from env_adapter.card.leaks import leaks
from env_adapter.card.levels import levels
from env_adapter.card.page import page
from env_adapter.card.sampling import Row, play_days
from env_adapter.card.wire import same_over_websocket
from env_adapter.direct import DirectWorkspace
from env_adapter.graders import grade
from env_adapter.policies import POLICIES, Played, play
from env_adapter.world import World
from majordomo.output import print_json, say
from scenarios import Scenario, load_scenario, scenario_names
from scenarios.families import families, family, generate
from scenarios.overlap import overlap

DOCS = Path(__file__).parents[1] / "docs"
CHUNK = 10
"""Days that one process plays at a time."""

LOOKED_AT = 6
"""Days of each family and level whose needs are looked for, and whose hidden texts."""

SAMPLED = 2
"""Days of each family whose grades are stored one by one, for the test that compares them."""

SAMPLE = ("do_nothing", "random", "keyword", "greedy", "oracle")
CUT = ("oracle", "scripted", "keyword", "random")


def show_card(
    name: str, seeds: int, level: str, as_json: bool, write: bool, pythons: Iterable[str]
) -> int:
    """Measure, and print or write the card."""
    if write and name:
        raise UserError("--write wants all families; leave --family out")
    names = (family(name).name,) if name else families()
    card = measure_card(names, seeds, level, pythons)
    if write:
        text = json.dumps(card, indent=1, ensure_ascii=False) + "\n"
        (DOCS / "environment-card.json").write_text(text, encoding="utf-8")
        (DOCS / "environment-card.md").write_text(page(card), encoding="utf-8")
        say(f"written: {DOCS / 'environment-card.md'} and .json")
    if as_json:
        print_json(card)
    elif not write:
        print(page(card))
    return 0


def measure_card(
    names: Iterable[str], seeds: int, level: str, pythons: Iterable[str] = ()
) -> dict[str, Any]:
    """The whole card."""
    names = tuple(names)
    rows = _play(names, seeds, level)
    say(f"played {sum(map(len, rows.values()))} episodes")
    found = {name: _family(name, rows[name], seeds, level) for name in names}
    written = _written()
    determinism = {**compare(pythons), "over a WebSocket": same_over_websocket()}
    looked_at = [
        generate(n, s, at) for n in names for at in (level, "hard") for s in _looked(seeds)
    ]
    looked_at += [load_scenario(name) for name in scenario_names()]
    answers = [answers_of(day) for day in looked_at]
    shown = [what for day in looked_at for what in leaks(day)]
    every = [row for name in names for row in rows[name]]
    card: dict[str, Any] = {
        "made": {"seeds": seeds, "level": level},
        "deterministic": all(holds is True for holds in determinism.values()),
        "answerable": not any(found.lacking for found in answers),
        "spearman": orders(every)["pooled"],
        "orders": orders(every),
        "amiss": {name: figures["amiss"] for name, figures in found.items()},
        "families": found,
        "written": written,
        "determinism": determinism,
        "answerability": {
            "days": len(looked_at),
            "facts": sum(a.facts for a in answers),
            "far": sum(a.far for a in answers),
            "lacking": [what for a in answers for what in a.lacking],
        },
        "leaks": shown,
        "leaks_searched": len(looked_at),
        "cuts": [asdict(cut_days(policy, _cut(names, policy, level))) for policy in CUT],
        "overlap": _overlap(),
        "signal": _signal(names, level),
        "sample": sample(names, level),
    }
    return card | {"levels": levels(card)}


def sample(names: Iterable[str], level: str) -> dict[str, dict[str, list[list[float]]]]:
    """Grade and return of a few cheap policies on the first days: what a test plays again."""
    found: dict[str, dict[str, list[list[float]]]] = {}
    for name in names:
        days = [generate(name, seed, level) for seed in range(SAMPLED)]
        found[name] = {}
        for row in play_days(days, SAMPLE):
            found[name].setdefault(row.policy, []).append([row.grade, row.return_])
    return found


def scripted(world: World) -> Played:
    """Let the graph play with the rule-based model; the scripted person consents in the step."""
    from assistant.graph import RECURSION_LIMIT
    from assistant.guard import AcceptAll
    from assistant.models import load_model
    from assistant.state import RunContext

    workspace = DirectWorkspace(world)
    context = RunContext(workspace, load_model("scripted"), AcceptAll())
    config: Any = {"recursion_limit": RECURSION_LIMIT}
    asyncio.run(_graph().ainvoke({"run_id": "card"}, config, context=context))
    workspace.played.grade = grade(world)
    return workspace.played


@cache
def _graph() -> Any:
    from assistant.graph import build_graph

    return build_graph()


def _play(names: Iterable[str], seeds: int, level: str) -> dict[str, list[Row]]:
    """All rows by family, played in parallel."""
    jobs = [(name, level, start, min(start + CHUNK, seeds))
            for name in names for start in range(0, seeds, CHUNK)]  # fmt: skip
    rows: dict[str, list[Row]] = {name: [] for name in names}
    # Spawned, not forked: a fork of a process that has threads may hang.
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as pool:
        for job, found in zip(jobs, pool.map(_chunk, jobs), strict=True):
            rows[job[0]] += found
    return rows


def _chunk(job: tuple[str, str, int, int]) -> list[Row]:
    name, level, start, end = job
    days = [generate(name, seed, level) for seed in range(start, end)]
    return play_days(days, players={"scripted": scripted}, first=start)


def _family(name: str, rows: list[Row], seeds: int, level: str) -> dict[str, Any]:
    kind = family(name)
    bounds = bounds_of([generate(name, seed, level) for seed in range(seeds)])
    described = describe_family(kind.split, rows, bounds)
    return {"summary": kind.summary, "mechanics": sorted(kind.mechanics), **described}


def _written() -> dict[str, Any]:
    """The same of the days that were written by hand."""
    days = [load_scenario(name) for name in scenario_names()]
    rows = play_days(days, players={"scripted": scripted})
    return describe_family("written", rows, bounds_of(days))


def _looked(seeds: int) -> range:
    return range(min(seeds, LOOKED_AT))


def _cut(names: Iterable[str], policy: str, level: str) -> Iterable[tuple[Scenario, Played]]:
    for name in names:
        for seed in range(SAMPLED):
            day = generate(name, seed, level)
            world = World(day)
            is_ours = policy in POLICIES
            yield day, play(world, POLICIES[policy](seed)) if is_ours else scripted(world)


def _signal(names: Iterable[str], level: str) -> float:
    """The share of days on which four random episodes get returns that differ."""
    telling = days = 0
    for name in names:
        for seed in range(SAMPLED):
            day = generate(name, seed, level)
            returns = {play(World(day), POLICIES["random"](n)).return_ for n in range(4)}
            telling, days = telling + (len(returns) > 1), days + 1
    return round(telling / max(1, days), 3)


def _overlap() -> dict[str, Any]:
    found = overlap()
    return {"runs": found.heldout, "shared": found.shared, "share": round(found.share, 5),
            "longest": found.longest, "words": found.longest_words}  # fmt: skip
