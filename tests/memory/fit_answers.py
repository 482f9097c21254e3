"""Fits the weights of `memory.answers` to the development half of the vaults, and only to it.

    python -m tests.memory.fit_answers

A conditional logistic regression over the passages of each question and "I don't know": the target
of an answerable question are the passages that hold an accepted answer in a right note, of the
others it is "I don't know". Prints what five-fold cross-validation over questions says, then the
weights of a fit to all of them.
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
_RIDGE = 0.03
_STEPS = 600
_RATE = 0.05
_FOLDS = 5


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
    middle, spread = every.mean(0), every.std(0) + 1e-9
    scaled = [(case.rows - middle) / spread for case in used]
    weights = np.zeros(every.shape[1] + 1)
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _STEPS + 1):
        slope = np.append(_RIDGE * weights[:-1], 0.0)
        for case, rows in zip(used, scaled, strict=True):
            logits = np.append(rows @ weights[:-1], weights[-1])
            chances = np.exp(logits - logits.max())
            chances /= chances.sum()
            aim = np.append(chances[:-1] * case.right, 0.0 if case.is_answerable else 1.0)
            gap = (chances - aim / aim.sum()) / len(used)
            slope += np.append(gap[:-1] @ rows, gap[-1])
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights -= _RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    plain = weights[:-1] / spread
    return plain, float(weights[-1] + plain @ middle)


def margins(case: Case, weights: Rows, unknown: float) -> Rows:
    return case.rows @ weights - unknown


def report(data: list[Case], found: list[Rows]) -> Iterator[str]:
    """What each threshold would mean."""
    best = np.array([rows.max() if len(rows) else -50.0 for rows in found])
    top = [int(rows.argmax()) if len(rows) else -1 for rows in found]
    asked = np.array([case.is_answerable for case in data])
    right = np.array([n >= 0 and bool(c.right[n]) for c, n in zip(data, top, strict=True)])
    cited = np.array([n >= 0 and bool(c.cited[n]) for c, n in zip(data, top, strict=True)])
    above = best[asked][:, None] > best[~asked][None, :]
    yield f"AUC {above.mean():.3f}, best passage right for {right[asked].mean():.2f}"
    yield "support  answered  abstained  note right  answer in it  of all answers right"
    for support in (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7):
        told = best >= np.log(support / (1 - support))
        yield (
            f"{support:7.2f} {told[asked].mean():9.2f} {(~told[~asked]).mean():10.2f}"
            f" {cited[told & asked].mean():11.3f} {right[told & asked].mean():13.3f}"
            f" {right[told].mean():21.3f}"
        )


def lines(names: list[str], data: list[Case]) -> Iterator[str]:
    """Cross-validated figures, figures of a fit to all, and its weights."""
    found: list[Rows] = [np.empty(0)] * len(data)
    for fold in range(_FOLDS):
        weights, unknown = fitted([case for n, case in enumerate(data) if n % _FOLDS != fold])
        for n in range(fold, len(data), _FOLDS):
            found[n] = margins(data[n], weights, unknown)
    yield "cross-validated:"
    yield from report(data, found)
    weights, unknown = fitted(data)
    yield "fitted to all of it:"
    yield from report(data, [margins(case, weights, unknown) for case in data])
    for name, weight in zip(names, weights, strict=True):
        yield f'    "{name}": {weight:.3f},'
    yield f"_UNKNOWN_WEIGHS = {unknown:.3f}"


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        KnowledgeBase.open(Path(folder)) as kb,
    ):
        kb.add_paths([VAULTS / "dev" / "notes"])
        names, data = cases(kb, "dev")
    sys.stdout.writelines(f"{line}\n" for line in lines(names, data))


if __name__ == "__main__":
    main()
