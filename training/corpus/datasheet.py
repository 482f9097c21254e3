"""What a set of cases holds, in numbers."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from training.corpus.case import Case


def datasheet(cases: Sequence[Case]) -> dict[str, Any]:
    """Counts per agent, tool, form, style and template, and how long the texts are."""
    lengths = sorted(len(case.text.split()) for case in cases)
    templates = Counter(case.template for case in cases)
    return {
        "cases": len(cases),
        "distinct_texts": len({case.text.casefold() for case in cases}),
        "agents": _counts(case.agent for case in cases),
        "tools": _counts(case.tool for case in cases),
        "forms": _counts(case.form for case in cases),
        "styles": _counts(case.style for case in cases),
        "templates": _counts({case.template: case.agent for case in cases}.values()),
        "cases_per_template": dict(sorted(templates.items())),
        "words": {
            f"p{share}": lengths[min(len(lengths) - 1, len(lengths) * share // 100)]
            for share in (5, 25, 50, 75, 95)
            if lengths
        },
    }


def _counts(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items()))
