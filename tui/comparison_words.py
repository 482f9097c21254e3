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
    """The figures as lines of at most `width` columns, under one line of heads."""
    room = "roomy" if width >= 84 else "plain" if width >= 80 else "tight"
    name = {"roomy": 18, "plain": 15, "tight": 13}[room]
    gap = 23 if room == "roomy" else 20
    short = "difference" if room == "tight" else "difference (95 %)"
    head = "difference (95 % interval)" if room == "roomy" else short
    gap = max(gap, len(head) + 1) if room == "roomy" else gap
    lines = [Row(f"{'metric':<{name}}{'baseline':>9}{'trained':>8}  {head:<{gap}}{'n':>4}")]
    for figure in comparison.figures:
        verdict = figure.verdict
        numbers = (
            f"{figure.name:<{name}}{number(figure.baseline, figure.digits):>9}"
            f"{number(figure.trained, figure.digits):>8}  "
        )
        change = difference(figure, is_narrow=room != "roomy")
        line = f"{numbers}{change:<{gap}}{figure.n:>4}"
        if room == "tight" and verdict:
            # Where the word has no room beside the figures, it stands in the line below them.
            lines += [Row(line, verdict), Row(f"{'':<{name}}{verdict:>17}", verdict)]
        else:
            lines.append(Row(f"{line}  {verdict}".rstrip(), verdict))
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


def in_short(play: Play) -> str:
    """A play in a few words."""
    facts = []
    if play.ending:
        facts.append(play.ending)
    else:
        facts += [f"grade {number(play.grade)}", f"reward {number(play.return_)}"]
    if play.steps is not None:
        facts.append(f"{len(play.steps)} step{'s' * (len(play.steps) != 1)}")
    return " · ".join(facts)


def day_in_words(pair: Pair, baseline: str, trained: str) -> str:
    """Both plays in full, one after the other."""
    parts = []
    for role, name, play in (
        ("baseline", baseline, pair.baseline),
        ("trained", trained, pair.trained),
    ):
        parts.append(f"{role} · {name} · {in_short(play)}")
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
        words = day_in_words(pair, comparison.baseline, comparison.trained)
        parts += [fenced([facts, "", *words.splitlines()])]
    return "\n\n".join(parts) + "\n"


def fenced(lines: Iterable[str]) -> str:
    """A code block that no line of it can end."""
    text = "\n".join(lines)
    fence = "```"
    while fence in text:
        fence += "`"
    return f"{fence}\n{text}\n{fence}"
