"""Two models on the person's own list, each on a copy of it: nothing is changed, nothing is sent.

Nobody judges here: there is no oracle of a real day. So items are paired instead of days, what
became of each is counted, and no score is shown.
"""

import asyncio
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.contract.day import Item
from assistant.events import Acted, GraphEvent, ModelCalled
from assistant.graph import RECURSION_LIMIT, build_graph
from assistant.guard import WaitForPerson
from assistant.models import load_model
from assistant.state import RunContext
from assistant.workspaces.memory import DeskWorkspace
from majordomo.options import Options
from majordomo.recorded import figure
from majordomo.sample import SAMPLE_DAY
from majordomo.session import named, open_session
from scenarios import load_scenario, to_desk
from training.evaluation.statistics import Bootstrap, Ratio
from tui.comparison import Better, Comparison, Figure, Pair, Play, Step
from tui.runs.lineage import trainings_of

Told = Callable[[str], None]

_NOWHERE = frozenset({"open", "failed"})
"""What an item is that was not handled."""


@dataclass
class _Handled:
    """What a model made of the list."""

    before: dict[str, Item] = field(default_factory=dict)
    after: dict[str, Item] = field(default_factory=dict)
    acted: list[Acted] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    """That the model took, by item."""


Value = Callable[[_Handled, str], float]
"""A figure of an item, by its id."""


def compare_own(options: Options, baseline: str, trained: str, told: Told) -> Comparison:
    """Let both handle the list, one after the other; `told` hears a line about each call.

    Raises:
        UserError: a model or a file cannot be used.
    """
    os.environ.setdefault("LANGSMITH_TRACING", "false")
    # The same minute for both: what is due decides what is done.
    chosen = replace(named(options), now=options.now or datetime.now(UTC).isoformat())
    one, other = (asyncio.run(_handle(chosen, spec, told)) for spec in (baseline, trained))
    ids = [item_id for item_id in one.before if item_id in other.before]
    pairs = tuple(_pair(item_id, one, other) for item_id in ids)
    where = "the sample day, simulated" if chosen.sample else "your own list"
    return Comparison(
        baseline,
        trained,
        ("dry run", "nothing is changed", where, f"{len(ids)} items", "nobody judges"),
        tuple(_figures(ids, one, other)),
        pairs,
        "item",
        ("What cannot be undone waits for your word here, as it would on the day.",),
        second="trained" if trainings_of(trained, Path.cwd()) else "other",
    )


async def _handle(options: Options, spec: str, told: Told) -> _Handled:
    handled = _Handled()

    def hear(event: GraphEvent) -> None:
        if isinstance(event, ModelCalled):
            seconds = handled.seconds.get(event.item_id, 0.0)
            handled.seconds[event.item_id] = seconds + event.seconds
        elif isinstance(event, Acted):
            handled.acted.append(event)
            told(f"{spec}: {len(handled.acted)} calls · {event.tool} {event.status}")

    told(f"{spec}: loading …")
    if options.sample:
        await _handle_sample(spec, handled, hear)
        return handled
    asked = replace(options, model=spec, dry_run=True)
    async with open_session(asked, WaitForPerson()) as session:
        handled.before = _open(session.items())
        session.listen(hear)
        await session.run()
        handled.after = {item.id: item for item in session.items()}
    return handled


async def _handle_sample(spec: str, handled: _Handled, hear: Callable[[GraphEvent], None]) -> None:
    """The sample day anew: the one that the person has begun stays as it is."""
    desk, memory = to_desk(load_scenario(SAMPLE_DAY))
    handled.before = _open(list(desk.items.values()))
    context = RunContext(DeskWorkspace(desk, memory), load_model(spec), WaitForPerson(), hear)
    config: Any = {"recursion_limit": RECURSION_LIMIT}
    await build_graph().ainvoke({"run_id": "compare"}, config, context=context)
    handled.after = dict(desk.items)


def _open(items: Sequence[Item]) -> dict[str, Item]:
    return {item.id: item for item in items if item.is_open}


def _pair(item_id: str, one: _Handled, other: _Handled) -> Pair:
    item = one.before[item_id]
    return Pair(f"{item_id} · {item.text}", _play(item, one), _play(item, other))


def _play(item: Item, handled: _Handled) -> Play:
    steps = tuple(_step(event, item) for event in handled.acted if event.item_id == item.id)
    return Play(steps, ending=handled.after[item.id].status)


def _step(event: Acted, item: Item) -> Step:
    return Step(
        event.tool, event.status, str(event.agent), item.id, item.text, item.tier, event.args,
        event.text,
    )  # fmt: skip


def _figures(ids: Sequence[str], one: _Handled, other: _Handled) -> list[Figure]:
    bootstrap = Bootstrap(len(ids))

    def mean(name: str, value: Value, better: Better = "", digits: int = 2) -> Figure:
        first, second = (Ratio.of([value(h, i) for i in ids]) for h in (one, other))
        return figure(bootstrap, name, first, second, better, digits)

    def share(name: str, statuses: frozenset[str], better: Better = "") -> Figure:
        return mean(name, lambda h, i: h.after[i].status in statuses, better)

    def invalid(handled: _Handled) -> Ratio:
        return Ratio.of(
            [_calls(handled, i, "invalid") for i in ids], [_calls(handled, i) for i in ids]
        )

    return [
        share("done", frozenset({"done"})),
        share("waits for you", frozenset({"waiting"})),
        share("asks you", frozenset({"asked"})),
        share("left to you", frozenset({"left"})),
        share("put off", frozenset({"snoozed"})),
        share("not handled", _NOWHERE, "lower"),
        figure(bootstrap, "invalid calls", invalid(one), invalid(other), "lower"),
        mean("steps", _calls, digits=1),
        mean("seconds", lambda h, i: h.seconds.get(i, 0.0)),
    ]


def _calls(handled: _Handled, item_id: str, status: str = "") -> int:
    """The calls about an item, or those of them that came to `status`."""
    return sum(e.item_id == item_id and status in {"", e.status} for e in handled.acted)
