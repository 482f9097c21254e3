"""Figures as a person reads them: spans of time, curves in one line, bars; with ASCII twins."""

import math
from collections.abc import Sequence

DASH = "–"
"""Where there is no figure."""

_BLOCKS, _BLOCKS_ASCII = "▁▂▃▄▅▆▇█", "_.:-=+*#"


def number(value: float | None) -> str:
    """A figure in few characters; a dash where there is none."""
    if value is None:
        return DASH
    if not math.isfinite(value):
        return "not a number"
    if abs(value) >= 1e5 or 1e-12 < abs(value) < 5e-4:
        return f"{value:.1e}"
    places = 0 if abs(value) >= 1000 else 1 if abs(value) >= 100 else 2 if abs(value) >= 0.1 else 3
    return f"{value:.{places}f}" if abs(value) > 1e-12 else "0.00"


def difference(value: float | None) -> str:
    """How much more or less; nothing has no sign."""
    if value is None or not math.isfinite(value):
        return number(value)
    return f"{value:+.2f}" if abs(value) >= 0.005 else "0.00"


def span(seconds: float) -> str:
    """How long: `3 s`, `12 min`, `2 h 5 min`, `3 days`."""
    whole = max(0, round(seconds))
    if whole < 90:
        return f"{whole} s"
    minutes = round(whole / 60)
    if minutes < 90:
        return f"{minutes} min"
    if minutes < 48 * 60:
        hours, rest = divmod(minutes, 60)
        return f"{hours} h {rest} min" if rest else f"{hours} h"
    return f"{round(minutes / 1440)} days"


def size(count: int) -> str:
    """How many bytes."""
    return f"{count / 2**20:,.1f} MB" if count >= 2**20 else f"{max(1, count // 1024):,} kB"


def spark(values: Sequence[float], width: int, unicode: bool = True) -> str:
    """A curve in one line of at most `width` characters; neighbours share one by their mean."""
    finite = [value for value in values if math.isfinite(value)]
    if not finite or width < 1:
        return ""
    count = min(width, len(finite))
    edges = [len(finite) * n // count for n in range(count + 1)]
    # Shares of the largest: a run that has gone astray may hold figures that overflow in a sum.
    largest = max(map(abs, finite)) or 1.0
    shares = [value / largest for value in finite]
    means = [sum(shares[a:b]) / (b - a) for a, b in zip(edges, edges[1:], strict=False)]
    low, high = min(means), max(means)
    blocks = _BLOCKS if unicode else _BLOCKS_ASCII
    if high == low:
        return blocks[3] * count
    return "".join(blocks[round((mean - low) / (high - low) * 7)] for mean in means)


def bar(fraction: float, width: int, unicode: bool = True) -> tuple[str, str]:
    """A bar as the part that is done and the part that is left."""
    done = round(min(1.0, max(0.0, fraction)) * width)
    line, rest = ("━", "─") if unicode else ("=", ".")
    return line * done, rest * (width - done)
