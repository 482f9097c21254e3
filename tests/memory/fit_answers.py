"""Fits the weights of `memory.answers` to the development vaults, and only to them.

    python -m tests.memory.fit_answers

A conditional logistic regression over the passages of each question and "I don't know": the target
of an answerable question are the passages that hold an accepted answer in a right note, of the
others it is "I don't know". Prints what weights fitted to the other vault say of each one, then
what five-fold cross-validation over all questions says, then the weights of a fit to all of them.
"""

import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from memory.answers import Reader
from memory.kb import KnowledgeBase

Rows = NDArray[np.float64]

VAULTS = Path(__file__).parent / "vaults"
DEVELOPMENT = ("dev", "dev2")
_RIDGE = 0.03
_STEPS = 600
_RATE = 0.05
_FOLDS = 5
_SPREAD = 0.1
"""Of a feature, at least: one that is seldom there would get a weight without bounds."""
_ABSTAINS = 0.82
"""Of what is not there: the aim and a little more, for the threshold is chosen by it."""
_SUPPORTS = tuple(round(0.2 + 0.025 * n, 3) for n in range(21))


@dataclass
class Case:
    """A question with the passages that could answer it."""

    is_answerable: bool
    rows: Rows
    """(passages, features)"""
    right: NDArray[np.bool_]
    """Which passages hold an accepted answer in a right note."""
    cited: NDArray[np.bool_]
    """Which passages are of a right note."""


def questions(half: str) -> list[dict[str, Any]]:
    lines = (VAULTS / half / "questions.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def holds(question: dict[str, Any], text: str) -> bool:
    """Whether an accepted answer stands in `text`."""
    return any(answer.lower() in text.lower() for answer in question.get("answer", ()))


def cases(kb: KnowledgeBase, half: str) -> tuple[list[str], list[Case]]:
    """The features' names, and what there is to learn from each question."""
    reader = Reader(kb)
    names: list[str] = []
    found = []
    for question in questions(half):
        asked = question["question"]
        passages, rows = reader.features(asked, [one.record for one in reader.found(asked)])
        names = list(rows[0]) if rows else names
        cited = [p.record.source in question.get("source", ()) for p in passages]
        right = [c and holds(question, p.text) for c, p in zip(cited, passages, strict=True)]
        matrix = np.array([[row[name] for name in names] for row in rows])
        matrix = matrix.reshape(len(rows), len(names))
        found.append(
            Case(question["answerable"], matrix, np.array(right, bool), np.array(cited, bool))
        )
    return names, found


def fitted(data: list[Case]) -> tuple[Rows, float]:
    """The weights of the features and of "I don't know"."""
    used = [c for c in data if len(c.rows) and (c.right.any() or not c.is_answerable)]
    every = np.vstack([case.rows for case in used])
    middle, spread = every.mean(0), np.maximum(every.std(0), _SPREAD)
    most, count = max(len(case.rows) for case in used), every.shape[1]
    scaled = np.zeros((len(used), most, count))
    closed = np.full((len(used), most), -1e9)
    right = np.zeros((len(used), most))
    unknown = np.array([[float(not case.is_answerable)] for case in used])
    for n, case in enumerate(used):
        scaled[n, : len(case.rows)] = (case.rows - middle) / spread
        closed[n, : len(case.rows)] = 0
        right[n, : len(case.rows)] = case.right if case.is_answerable else 0
    flat = scaled.reshape(-1, count)
    weights = np.zeros(count + 1)
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _STEPS + 1):
        logits = (flat @ weights[:-1]).reshape(closed.shape) + closed
        logits = np.hstack([logits, np.full_like(unknown, weights[-1])])
        chances = np.exp(logits - logits.max(1, keepdims=True))
        chances /= chances.sum(1, keepdims=True)
        aim = np.hstack([chances[:, :-1] * right, unknown])
        gap = (chances - aim / aim.sum(1, keepdims=True)) / len(used)
        slope = np.append(gap[:, :-1].ravel() @ flat + _RIDGE * weights[:-1], gap[:, -1].sum())
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights -= _RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    plain = weights[:-1] / spread
    return plain, float(weights[-1] + plain @ middle)


def margins(case: Case, weights: Rows, unknown: float) -> Rows:
    return case.rows @ weights - unknown


def report(data: list[Case], found: list[Rows], support: float) -> Iterator[str]:
    """What some thresholds would mean, `support` first."""
    best = np.array([rows.max() if len(rows) else -50.0 for rows in found])
    top = [int(rows.argmax()) if len(rows) else -1 for rows in found]
    asked = np.array([case.is_answerable for case in data])
    right = np.array([n >= 0 and bool(c.right[n]) for c, n in zip(data, top, strict=True)])
    cited = np.array([n >= 0 and bool(c.cited[n]) for c, n in zip(data, top, strict=True)])
    above = best[asked][:, None] > best[~asked][None, :]
    yield f"AUC {above.mean():.3f}, best passage right for {right[asked].mean():.2f}"
    yield "support  answered  abstained  note right  answer in it  of all answers right"
    for bar in (support, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6):
        told = best >= np.log(bar / (1 - bar))
        yield (
            f"{bar:7.3f} {told[asked].mean():9.2f} {(~told[~asked]).mean():10.2f}"
            f" {cited[told & asked].mean():11.3f} {right[told & asked].mean():13.3f}"
            f" {right[told].mean():21.3f}"
        )


def validated(data: list[Case]) -> list[Rows]:
    """Each question's margins by weights that were fitted without it."""
    found: list[Rows] = [np.empty(0)] * len(data)
    for fold in range(_FOLDS):
        weights, unknown = fitted([case for n, case in enumerate(data) if n % _FOLDS != fold])
        for n in range(fold, len(data), _FOLDS):
            found[n] = margins(data[n], weights, unknown)
    return found


def enough(data: list[Case], found: list[Rows]) -> float:
    """The least support that abstains often enough."""
    best = [
        rows.max(initial=-50) for c, rows in zip(data, found, strict=True) if not c.is_answerable
    ]
    for support in _SUPPORTS:
        if np.mean(np.array(best) < np.log(support / (1 - support))) >= _ABSTAINS:
            return support
    return _SUPPORTS[-1]


def lines(names: list[str], vaults: dict[str, list[Case]]) -> Iterator[str]:
    """What each vault says of the others' weights, cross-validated figures, and the weights."""
    for vault, data in vaults.items():
        others = [case for name in vaults if name != vault for case in vaults[name]]
        weights, unknown = fitted(others)
        support = enough(others, validated(others))
        yield f"{vault}, by weights fitted without it; the others say {support}:"
        yield from report(data, [margins(case, weights, unknown) for case in data], support)
    every = [case for data in vaults.values() for case in data]
    found = validated(every)
    support = enough(every, found)
    yield f"cross-validated over all of them; enough is {support}:"
    yield from report(every, found, support)
    weights, unknown = fitted(every)
    yield "fitted to all of them:"
    for vault, data in vaults.items():
        yield f"{vault}:"
        yield from report(data, [margins(case, weights, unknown) for case in data], support)
    for name, weight in zip(names, weights, strict=True):
        yield f'    "{name}": {weight:.3f},'
    yield f"_UNKNOWN_WEIGHS = {unknown:.3f}"


def main() -> None:
    vaults = {}
    for vault in DEVELOPMENT:
        with (
            tempfile.TemporaryDirectory() as folder,
            KnowledgeBase.open(Path(folder)) as kb,
        ):
            kb.add_paths([VAULTS / vault / "notes"])
            names, vaults[vault] = cases(kb, vault)
    sys.stdout.writelines(f"{line}\n" for line in lines(names, vaults))


if __name__ == "__main__":
    main()
