"""`majordomo bench kb`: bringing notes in and finding them, against Chroma alone.

The floor is Chroma with the same vectors, settings and questions: embed, ask for ten, nothing else.
Both are asked in turn and warm, a question at a time, so that a busy machine slows both. A search
that took long on the clock and little of the processor waited for other programs: both times are
reported, with the machine's load. Each number of notes is measured in a process of its own, so
that its memory is its own.
"""

import json
import os
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from assistant.contract.errors import UserError
from majordomo.output import print_json, say
from memory import KnowledgeBase, MiniLmEmbedder
from memory.index import Index

TARGETS = {"p95_ms": 30.0, "ratio": 2.0}
"""What a search may take with its embedding, warm, and how many times as long as plain Chroma."""

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


class _Took(NamedTuple):
    """What one search took, in milliseconds."""

    clock: float
    processor: float
    """Of all threads of this process together, so it can exceed the clock."""


def bench_kb(sizes: Sequence[int], questions: int, as_json: bool) -> int:
    """Report ingest, query speed and memory for each number of notes.

    Raises:
        UserError: a measurement did not come to its end; says why.
    """
    found: dict[str, dict[str, float]] = {}
    for size in sizes:
        found[str(size)] = figures = _apart(size, questions)
        say(f"{size} notes: " + ", ".join(f"{key} {value}" for key, value in figures.items()))
    report: dict[str, Any] = {
        "sizes": found,
        "questions": questions,
        "targets": TARGETS,
        "cpus": os.cpu_count(),
    }
    if as_json:
        print_json(report)
    else:
        say(f"on {report['cpus']} processors")
    return 0


def _apart(size: int, questions: int) -> dict[str, float]:
    command = [sys.executable, "-m", "majordomo.bench.kb", str(size), str(questions)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        why = (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1]
        raise UserError(f"the measurement with {size} notes failed: {why}")
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def measure(size: int, questions: int) -> dict[str, float]:
    """The figures for one number of notes, taken in this process.

    `memory_mb` is by how much bringing in and searching raised the most memory that the process
    has had, over the embedding model alone; times are milliseconds of one search each, on the
    clock but for `cpu_p50_ms` and `cpu_p95_ms`. `load` is the machine's over the last minute, this
    process included, when the searches were done.
    """
    dice = random.Random(size)
    embedder = MiniLmEmbedder()
    embedder.embed(["warm"])
    before = _peak_mb()
    with TemporaryDirectory() as name:
        folder = Path(name)
        texts = [_sentence(dice) for _ in range(size)]
        asked = [_sentence(dice) for _ in range(questions)]
        with KnowledgeBase.open(folder / "kb", embedder) as kb:
            began = time.perf_counter()
            kb.add_jsonl(_lines(folder / "notes.jsonl", texts))
            filled = time.perf_counter() - began
            kb.batch(asked, _LIMIT)
            memory, peak = _peak_mb() - before, _peak_mb()
        # Opened anew: what the batch has asked is not remembered.
        with KnowledgeBase.open(folder / "kb", embedder) as kb:
            kb.warm()
            floor = Index(folder / "floor", embedder.key)
            for start in range(0, size, 512):
                part = texts[start : start + 512]
                rows = {f"r{start + n}": "" for n in range(len(part))}
                floor.upsert("notes", rows, embedder.embed(part, fast=True))

            def plain(question: str) -> None:
                floor.query("notes", embedder.embed([question]), _LIMIT)

            ours, chroma, embedding = _times(
                asked, [lambda q: kb.hits(q, _LIMIT), plain, lambda q: embedder.embed([q])]
            )
            load = os.getloadavg()[0]
            floor.close()
            index = sum(f.stat().st_size for f in (folder / "kb").rglob("*") if f.is_file())
    clock, floor_clock = [one.clock for one in ours], [one.clock for one in chroma]
    processor = [one.processor for one in ours]
    embedding_p95 = _p95([one.clock for one in embedding])
    p95, floor_p95 = _p95(clock), _p95(floor_clock)
    return {
        "ingest_per_s": round(size / filled), "p50_ms": round(statistics.median(clock), 2),
        "p95_ms": round(p95, 2), "embedding_p95_ms": round(embedding_p95, 2),
        "cpu_p50_ms": round(statistics.median(processor), 2),
        "cpu_p95_ms": round(_p95(processor), 2),
        "plain_chroma_p50_ms": round(statistics.median(floor_clock), 2),
        "plain_chroma_p95_ms": round(floor_p95, 2), "ratio": round(p95 / floor_p95, 2),
        "memory_mb": memory, "peak_mb": peak, "index_mb": round(index / 1e6, 1),
        "load": round(load, 1),
    }  # fmt: skip


def _lines(file: Path, texts: Sequence[str]) -> Path:
    rows = (
        {"id": f"note-{n}", "text": text, "source": f"notes/{n % 97}.md"}
        for n, text in enumerate(texts)
    )
    file.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    return file


def _times(
    questions: Sequence[str], searches: Sequence[Callable[[str], object]]
) -> list[list[_Took]]:
    """What each search took for each question, after a few to warm up."""
    for search in searches:
        for question in questions[:5]:
            search(f"warm {question}")
    found: list[list[_Took]] = [[] for _ in searches]
    for question in questions:
        for times, search in zip(found, searches, strict=True):
            began, worked = time.perf_counter(), time.process_time()
            search(question)
            processor, clock = time.process_time() - worked, time.perf_counter() - began
            times.append(_Took(1000 * clock, 1000 * processor))
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


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(int(sys.argv[1]), int(sys.argv[2]))))
