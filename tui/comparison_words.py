"""A comparison in words: the table, a day's calls in full, and the page that is exported.

The screen, the command and the page say the same, because they say it from here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tui.comparison import DASH, Comparison, Figure, Pair, Play, Verdict


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table."""

    text: str
    verdict: Verdict = ""


def table(comparison: Comparison, width: int = 100) -> list[Row]:
    """The figures as lines of at most `width` columns, under one line of heads.

    What an interval allows to say stands beside the figures, or below them where there is no room.
    """
    is_roomy, is_beside, is_slim = width >= 90, width >= 77, width < 57
    changes = [difference(figure, is_narrow=not is_roomy) for figure in comparison.figures]
    head = "difference (95 % interval)" if is_roomy else "difference"
    gap = max(len(text) for text in [head, *changes])
    name = max(len(text) for text in ["metric", *(f.name for f in comparison.figures)]) + is_roomy

    def line(metric: str, one: str, other: str, change: str, n: str) -> str:
        both = "" if is_slim else f"{one:>9}{other:>8}"
        return f"{metric:<{name}}{both} {change:<{gap}}{n:>4}"

    lines = [Row(line("metric", "baseline", comparison.second, head, "n"))]
    for figure, change in zip(comparison.figures, changes, strict=True):
        verdict = figure.verdict
        one, other = (number(v, figure.digits) for v in (figure.baseline, figure.trained))
        text = line(figure.name, one, other, change, str(figure.n))
        if is_beside:
            lines.append(Row(f"{text} {' ' * is_roomy}{verdict}".rstrip(), verdict))
            continue
        values = f"{one} to {other}" if is_slim else ""
        below = ", ".join(part for part in (values, verdict) if part)
        lines += [Row(text, verdict), *([Row(f"  {below}", verdict)] if below else [])]
    return lines


def difference(figure: Figure, is_narrow: bool = False) -> str:
    """`+0.29 (0.18 … 0.40)`, or a dash."""
    if figure.difference is None:
        return DASH
    said = number(figure.difference, figure.digits, "+")
    if figure.ci is None:
        return said
    # An interval that ends just beside 0 must not look as if it held it.
    is_close = any(bound and not round(bound, figure.digits) for bound in figure.ci)
    low, high = (number(bound, figure.digits + is_close) for bound in figure.ci)
    return f"{said} ({low}…{high})" if is_narrow else f"{said} ({low} … {high})"


def number(value: float | None, digits: int = 2, sign: str = "") -> str:
    """A figure, or a dash where there is none."""
    # Adding 0.0 turns what was rounded to -0.0 into 0.0.
    return DASH if value is None else f"{round(value, digits) + 0.0:{sign}.{digits}f}"


def in_short(play: Play) -> list[str]:
    """A play in a few words, the most important first."""
    facts = [play.ending or f"grade {number(play.grade)}"]
    if play.steps is not None:
        facts.append(f"{len(play.steps)} step{'s' * (len(play.steps) != 1)}")
    return facts if play.ending else [*facts, f"reward {number(play.return_)}"]


def day_in_words(pair: Pair, comparison: Comparison) -> str:
    """Both plays in full, one after the other."""
    parts = []
    for role, name, play in (
        ("baseline", comparison.baseline, pair.baseline),
        (comparison.second, comparison.trained, pair.trained),
    ):
        parts.append(" · ".join([role, name, *in_short(play)]))
        parts += _play_in_words(play)
        parts.append("")
    return "\n".join(parts).rstrip()


def _play_in_words(play: Play) -> Iterator[str]:
    if play.steps is None:
        yield "  This evaluation did not keep its calls."
        return
    for n, step in enumerate(play.steps, 1):
        facts = [step.status, *([f"reward {step.reward:+.2f}"] if step.reward else [])]
        wrong = f" · ✗ {', '.join(step.faults)}" if step.faults else ""
        yield f"  {n} {step.tool or 'no call'} · {' · '.join(facts)}{wrong}"
        if step.about:
            yield f"     {step.item} ({step.tier}): {step.about}"
        for key, value in step.args.items():
            if key != "item_id":
                yield f"     {key}: {value}"
        if step.text:
            yield f"     → {step.text}"


def as_markdown(comparison: Comparison) -> str:
    """Everything as a page; what a policy or a mail wrote stands in fenced blocks."""
    parts = [f"# {comparison.title}", *comparison.notes]
    parts.append(fenced(row.text for row in table(comparison)))
    for pair in comparison.shown():
        change = f"{number(pair.change, sign='+')} grade" if pair.change is not None else ""
        state = "" if pair.is_different else "no difference"
        facts = " · ".join(fact for fact in (pair.name, change, state) if fact)
        words = day_in_words(pair, comparison)
        parts += [fenced([facts, "", *words.splitlines()])]
    return "\n\n".join(parts) + "\n"


def fenced(lines: Iterable[str]) -> str:
    """A code block that no line of it can end."""
    text = "\n".join(lines)
    fence = "```"
    while fence in text:
        fence += "`"
    return f"{fence}\n{text}\n{fence}"
