"""`results.md`: the figures as tables that a person reads, and the lines a terminal shows."""

from collections.abc import Iterable, Sequence
from typing import Any

DASH = "–"
"""Where there is no figure."""


def page(results: dict[str, Any]) -> str:
    """The whole page."""
    parts = [
        f"# Evaluation on {', '.join(results['families'])}",
        _intro(results),
        "## Policies",
        _table(_POLICY_HEAD, (_policy_row(n, p) for n, p in results["policies"].items())),
        _legend(results),
        "## Differences",
        "Grade of the first minus grade of the second on the same days.",
        _table(
            ("pair", "grade", "inversion rate", "asks", "days"),
            (_pair_row(name, pair) for name, pair in _one_way(results)),
        ),
        "## Grade by family",
        _table(
            ("policy", *results["families"]),
            (
                (name, *(_with_ci(p["families"][f]) for f in results["families"]))
                for name, p in results["policies"].items()
            ),
        ),
        "## Priority",
        _table(_PRIORITY_HEAD, (_priority_row(n, p) for n, p in results["policies"].items())),
        "Urgent first: of the two things that compete on a day, the urgent one was settled before "
        "the other. Label bias is how much more often that happens where it is the personal one, "
        "on the same days with the two deadlines exchanged; 0 is none.",
    ]
    if results["changes"]:
        parts += ["## The same days, changed", _changed(results)]
    return "\n\n".join(parts) + "\n"


def told(results: dict[str, Any]) -> list[str]:
    """Lines for the terminal: grades, then what each policy improves on the one before it."""
    width = max(len(name) for name in results["policies"])
    lines = [
        f"{name:<{width}}  grade {_with_ci(p['grade'])}  inversions {_percent(p['inversion_rate'])}"
        f"  invalid {_percent(p['invalid_rate'])}"
        for name, p in results["policies"].items()
    ]
    for name, pair in _one_way(results, only_next=bool(results["all_pairs"])):
        lines.append(f"{name}: {_signed(pair)} grade on {pair['n']} days{_verdict(pair)}")
    return lines


def _intro(results: dict[str, Any]) -> str:
    return (
        f"{results['episodes']} days ({results['level']}), the same ones for every policy, from "
        f"seeds that no training uses; evaluation seed {results['seed']}, recipe "
        f"{results['recipe']}, commit {results['commit'] or 'unknown'}. Grades are raw: 0 is doing "
        "nothing, 1 the oracle. Brackets are 95 % intervals, bootstrapped over days."
        + (" Notes are found by the real knowledge base." if results["memory"] == "chroma" else "")
    )


def _legend(results: dict[str, Any]) -> str:
    return (
        f"pass^{results['k']}: the chance that {results['k']} sampled plays of a day all reach a "
        f"grade of {results['pass_grade']}. Inversions: of the decisions at which professional "
        "work could have cost a personal need its slack, the share that did. Invalid: share of "
        "calls that could not be carried out. Asks, harm, calls, tokens and seconds are per "
        "episode. The interval of a figure that is the same on all days is that figure: a "
        "bootstrap knows no days that were not played."
    )


_POLICY_HEAD = (
    "policy", "grade", "certified", "pass^k", "inversions", "invalid", "harm", "asks", "calls",
    "tokens in", "out", "seconds", "lost",
)  # fmt: skip


def _policy_row(name: str, p: dict[str, Any]) -> tuple[str, ...]:
    return (
        name,
        _with_ci(p["grade"]),
        _number(p["certified"]),
        _number(p["pass_k"], 2),
        _percent(p["inversion_rate"]) + _range(p["inversion_ci"], 100, 0),
        _percent(p["invalid_rate"]),
        _number(p["harm"], 2),
        _number(p["asks"], 2),
        _number(p["decisions"], 1),
        _number(p["tokens_in"], 0),
        _number(p["tokens_out"], 0),
        _number(p["seconds"], 2),
        str(p["lost"]),
    )


_PRIORITY_HEAD = (
    "policy", "inversions / possible", "per episode", "personal slack lost per episode",
    "urgent first: personal", "professional", "label bias", "priority score",
)  # fmt: skip


def _priority_row(name: str, p: dict[str, Any]) -> tuple[str, ...]:
    bias, n = p["label_bias"], max(1, p["grade"]["n"])
    return (
        name,
        f"{p['inversions']} / {p['inversion_chances']}",
        _number(p["inversions"] / n, 2),
        _number(p["personal_slack_lost"] / n, 2),
        _percent(bias["personal"]),
        _percent(bias["professional"]),
        _signed(bias),
        _number(p["rubric"].get("process.priority")),
    )


def _pair_row(name: str, pair: dict[str, Any]) -> tuple[str, ...]:
    rate, asks = pair["inversion_rate"], pair["asks"]
    return (name, _signed(pair), _signed(rate), _signed(asks), str(pair["n"]))


def _one_way(
    results: dict[str, Any], *, only_next: bool = False
) -> list[tuple[str, dict[str, Any]]]:
    """Of each two policies the later one against the earlier, unless only the other was asked.

    `only_next`: only of policies that stand next to each other.
    """
    names = list(results["policies"])
    paired = results["paired"]
    found = []
    for n, first in enumerate(names):
        for second in names[n + 1 : n + 2 if only_next else None]:
            for key in (f"{second}-{first}", f"{first}-{second}"):
                if key in paired:
                    found.append((key, paired[key]))
                    break
    return found


def _changed(results: dict[str, Any]) -> str:
    rows = (
        (name, _with_ci(p["grade"]), _with_ci(p["perturbed"]["grade"]),
         _signed(p["perturbed"]["change"]))
        for name, p in results["policies"].items()
    )  # fmt: skip
    return f"{', '.join(results['changes'])}.\n\n" + _table(
        ("policy", "as it is", "changed", "difference"), rows
    )


def _verdict(pair: dict[str, Any]) -> str:
    if pair["ci"] is None:
        return ""
    low, high = pair["ci"]
    if low == high == 0:
        return ", the same"
    if low > 0:
        return ", better"
    return ", worse" if high < 0 else ", which may be chance"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(head)} |", "|" + " --- |" + " ---: |" * (len(head) - 1)]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])


def _with_ci(estimate: dict[str, Any]) -> str:
    return _number(estimate["mean"]) + _range(estimate["ci"])


def _signed(estimate: dict[str, Any]) -> str:
    if estimate["mean"] is None:
        return DASH
    return f"{estimate['mean']:+.3f}" + _range(estimate["ci"], sign="+")


def _range(ci: Sequence[float] | None, scale: float = 1, digits: int = 3, sign: str = "") -> str:
    if ci is None:
        return ""
    low, high = (f"{scale * bound:{sign}.{digits}f}" for bound in ci)
    return f" [{low}, {high}]"


def _number(value: float | None, digits: int = 3) -> str:
    return DASH if value is None else f"{value:.{digits}f}"


def _percent(value: float | None) -> str:
    return DASH if value is None else f"{100 * value:.1f} %"
