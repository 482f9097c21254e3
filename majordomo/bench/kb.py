"""`majordomo bench kb`: bringing notes in and finding them, against Chroma alone.

The floor is Chroma with the same vectors, settings and questions: embed, ask for ten, nothing else.
Both are asked in turn and warm, a question at a time, so that a busy machine slows both.
"""

import random
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from majordomo.output import print_json, say
from memory import KnowledgeBase, MiniLmEmbedder
from memory.index import Index

_LIMIT = 10
_PEOPLE = "Ada Bruno Chika Dmitri Elif Femi Greta Hiro Ines Jonas Kofi Lena Mara Nils".split()
_PLACES = "Oslo Lisbon Dakar Osaka Quito Turin Accra Gdansk Cork Izmir Malmo Porto Riga".split()
_THINGS = (
    "boiler lease violin dentist invoice garden passport bicycle insurance choir allotment laptop "
    "vaccination recipe mortgage sofa tent piano fence chimney roof kiln ferry tutor"
).split()
_WHAT = (
    "is to be collected on the {n}th", "cost {n} euros in {place}", "was repaired by {other}",
    "must be renewed within {n} days", "belongs to {other} since {place}",
    "was lent to {other} for {n} weeks", "has the number {n}{n}4 on its back",
)  # fmt: skip


def bench_kb(sizes: Sequence[int], questions: int, as_json: bool) -> int:
    """Report ingest and query speed for each number of notes."""
    found = {str(size): _measure(size, questions) for size in sizes}
    report: dict[str, Any] = {"sizes": found, "peak_mb": _peak_mb()}
    if as_json:
        print_json(report)
    else:
        for size, figures in found.items():
            say(f"{size} notes: " + ", ".join(f"{key} {value}" for key, value in figures.items()))
        say(f"peak memory {report['peak_mb']} MB")
    return 0


def _measure(size: int, questions: int) -> dict[str, float]:
    dice = random.Random(size)
    embedder = MiniLmEmbedder()
    embedder.embed(["warm"])
    with TemporaryDirectory() as name:
        folder = Path(name)
        with KnowledgeBase.open(folder / "kb", embedder) as kb:
            began = time.perf_counter()
            for n in range(size):
                kb.add(_sentence(dice), "fact", f"notes/{n % 97}.md", f"note-{n}")
            kb.warm()
            took = time.perf_counter() - began
            floor = Index(folder / "floor", embedder.key)
            texts = [record.text for record in kb.records()]
            for start in range(0, size, 512):
                part = texts[start : start + 512]
                rows = {f"r{start + n}": "" for n in range(len(part))}
                floor.upsert("notes", rows, embedder.embed(part, fast=True))

            def plain(question: str) -> None:
                floor.query("notes", embedder.embed([question]), _LIMIT)

            asked = [_sentence(dice) for _ in range(questions)]
            ours, chroma = _times(asked, [lambda q: kb.hits(q, _LIMIT), plain])
            floor.close()
            index = sum(f.stat().st_size for f in (folder / "kb").rglob("*") if f.is_file())
    p95, floor_p95 = _p95(ours), _p95(chroma)
    return {
        "ingest_per_s": round(size / took), "p50_ms": round(statistics.median(ours), 2),
        "p95_ms": round(p95, 2), "plain_chroma_p95_ms": round(floor_p95, 2),
        "ratio": round(p95 / floor_p95, 2), "index_mb": round(index / 1e6, 1),
    }  # fmt: skip


def _times(
    questions: Sequence[str], searches: Sequence[Callable[[str], object]]
) -> list[list[float]]:
    """Milliseconds of each search for each question, after a few to warm up."""
    for search in searches:
        for question in questions[:5]:
            search(f"warm {question}")
    found: list[list[float]] = [[] for _ in searches]
    for question in questions:
        for times, search in zip(found, searches, strict=True):
            began = time.perf_counter()
            search(question)
            times.append(1000 * (time.perf_counter() - began))
    return found


def _p95(values: Sequence[float]) -> float:
    return sorted(values)[int(0.95 * (len(values) - 1))]


def _sentence(dice: random.Random) -> str:
    what = dice.choice(_WHAT).format(
        n=dice.randrange(2, 29), place=dice.choice(_PLACES), other=dice.choice(_PEOPLE)
    )
    return f"{dice.choice(_PEOPLE)}'s {dice.choice(_THINGS)} {what}, says {dice.choice(_PEOPLE)}."


def _peak_mb() -> int:
    """The most memory that this process has had, in MB; macOS counts bytes, Linux kilobytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(most / 1e6 if sys.platform == "darwin" else most / 1e3)
