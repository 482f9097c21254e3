"""The card as a page: nothing on it is written by hand but the words between the numbers."""

from collections.abc import Iterable, Iterator
from typing import Any

from env_adapter.card.families import REFERENCE

ORDERS = """The last four columns say how far returns order policies as grades do. *means*: Spearman
over the policies' means. *pooled*: over all days, each centred, because training compares within a
day. *cheats*: the same with every cheat; most of them are graded 0 or next to it, and a rank
correlation counts their order as much as any. *concordance*: of the pairs on a day whose grades
differ by more than 0.05, cheats included, the share that returns order alike."""

BOUNDS = """Values of days; 100,000 is a day on which everything is settled and everybody pleased.
The bound is a relaxation that no play exceeds; the gap is how far it lies above the oracle, in
shares of the span between floor and oracle. *played*: days that the search has played."""

CUTS = """*unequal*: cuts at which idling on would have been worth something else. *highest*: by how
much the mean grade of episodes that are cut at a quarter, half or three quarters exceeds the mean
grade of the whole ones."""

_LEVELS = {"static": 1, "runtime": 2, "semantic": 3, "statistical": 4}


def page(card: dict[str, Any]) -> str:
    """The whole page as Markdown."""
    return "\n".join(
        [*_head(card), *_table(card), *_families(card), *_checks(card), *_levels(card)]
    )


def _head(card: dict[str, Any]) -> Iterator[str]:
    made = card["made"]
    yield from (
        "# Environment card",
        "",
        f"Written by `majordomo card --write`: {made['seeds']} days of each family at level "
        f"`{made['level']}`; a test compares it with the code. The numbers are also in "
        "`environment-card.json`.",
        "",
        "A grade is 0 for doing nothing and 1 for the best play that a privileged search finds; it "
        "follows from the final state alone. A return is the sum of an episode's rewards.",
        "",
        f"- **deterministic**: {_yes(card['deterministic'])}",
        f"- **answerable**: {_yes(card['answerable'])}",
        f"- **nothing hidden shows**: {_yes(not card['leaks'])}",
        f"- **Spearman(return, grade)**, reference policies within each day: {card['spearman']}",
        f"- **promises that do not hold**: {sum(len(w) for w in card['amiss'].values())}",
        "",
    )


def _table(card: dict[str, Any]) -> Iterator[str]:
    yield from ("## Grades", "", "Mean, with a 95 % bootstrap interval.", "")
    names = [name for name in REFERENCE if any(name in f["policies"] for f in _all(card).values())]
    yield _line(("family", "split", *names))
    yield _line(("---", "---", *("--:" for _ in names)))
    for family, figures in _all(card).items():
        found = (figures["policies"].get(name) for name in names)
        yield _line((family, figures["split"], *(_grade(p) if p else "" for p in found)))
    yield ""


def _families(card: dict[str, Any]) -> Iterator[str]:
    families = card["families"]
    yield from ("## Returns", "", "What training maximises, in the same order.", "")
    names = [name for name in REFERENCE if any(name in f["policies"] for f in families.values())]
    yield _line(("family", *names, "means", "pooled", "cheats", "concordance"))
    yield _line(("---", *("--:" for _ in range(len(names) + 4))))
    for family, figures in families.items():
        orders = figures["spearman"]
        found = [f"{figures['policies'][name]['return']:.2f}" for name in names]
        yield _line((family, *found, *(f"{orders[key]:.3f}" for key in
                     ("means", "pooled", "cheats", "concordance"))))  # fmt: skip
    yield from ("", ORDERS, "", "## Floor, oracle and bound", "", BOUNDS, "")
    yield from (
        _line(("family", "floor", "oracle", "bound", "gap", "widest gap", "least span", "played")),
        _line(("---", *("--:" for _ in range(7)))),
    )
    for family, figures in _all(card).items():
        oracle = figures["oracle"]
        yield _line(
            (family, f"{oracle['floor']:.0f}", f"{oracle['oracle']:.0f}", f"{oracle['bound']:.0f}",
             f"{oracle['gap']:.4f}", f"{oracle['widest']:.4f}", f"{oracle['least_span']}",
             f"{oracle['rollouts']:.0f}")
        )  # fmt: skip
    yield from ("", "## Cheats", "", *_cheats(card), "")


def _cheats(card: dict[str, Any]) -> Iterator[str]:
    families = card["families"]
    names = [n for n in next(iter(families.values()))["policies"] if ":" in n]
    yield from ("Mean grades; a cheat may be at most 0.05 above doing nothing. The two tricks are "
                "honest work of one kind, and may earn what it is worth.", "")  # fmt: skip
    yield _line(("policy", "highest", "on", "mean of all"))
    yield _line(("---", "--:", "---", "--:"))
    for name in names:
        means = {family: figures["policies"][name]["mean"] for family, figures in families.items()}
        highest = max(means, key=lambda family: means[family])
        mean = sum(means.values()) / len(means)
        yield _line((name, f"{means[highest]:.3f}", highest, f"{mean:.3f}"))


def _checks(card: dict[str, Any]) -> Iterator[str]:
    yield from ("## Promises", "")
    for family, what in card["amiss"].items():
        yield from (f"- `{family}`: {line}" for line in what)
    if not any(card["amiss"].values()):
        yield "- all hold"
    answers, overlap = card["answerability"], card["overlap"]
    yield from (
        "",
        "## Determinism",
        "",
        "The hash chains of all written days and one of each family, played at random and by the "
        "oracle, compared with playing in one process:",
        "",
        *(f"- {name}: {_yes(holds)}" for name, holds in card["determinism"].items()),
        "",
        "## What a day tells and hides",
        "",
        f"- {answers['facts']} facts that {answers['days']} days want; {len(answers['lacking'])} "
        f"things that nothing tells; {answers['far']} facts only found by a search in other words",
        *(f"  - {what}" for what in answers["lacking"]),
        f"- {len(card['leaks'])} marks of hidden texts in the observations of "
        f"{card['leaks_searched']} days",
        *(f"  - {what}" for what in card["leaks"]),
        f"- {overlap['shared']} of {overlap['runs']} runs of eight words in held-out days stand in "
        f"training days, too; the longest run in both has {overlap['words']} words: "
        f"{overlap['longest']!r}",
        "",
        "## Cutting an episode short",
        "",
        CUTS,
        "",
        _line(("policy", "days", "cuts", "unequal", "highest")),
        _line(("---", "--:", "--:", "--:", "--:")),
        *(_line((c["policy"], c["days"], c["cuts"], c["unequal"], f"{c['highest']:.3f}"))
          for c in card["cuts"]),
        "",
    )  # fmt: skip


def _levels(card: dict[str, Any]) -> Iterator[str]:
    yield from ("## Acceptance levels", "", "The checks of OpenEnv's RFC 008.", "")
    yield _line(("level", "check", "holds", "what"))
    yield _line(("--:", "---", "---", "---"))
    for name, check in card["levels"].items():
        holds = "–" if check["holds"] is None else _yes(check["holds"])
        yield _line((_LEVELS[name.split(".")[0]], f"`{name}`", holds, check["what"]))
    yield ""


def _all(card: dict[str, Any]) -> dict[str, dict[str, Any]]:
    written = card.get("written")
    return {**card["families"], **({"written days": written} if written else {})}


def _grade(policy: dict[str, Any]) -> str:
    low, high = policy["ci"]
    return f"{policy['mean']:.2f} ({low:.2f}…{high:.2f})"


def _yes(holds: object) -> str:
    if isinstance(holds, bool):
        return "yes" if holds else "**no**"
    return str(holds)


def _line(cells: Iterable[object]) -> str:
    return "| " + " | ".join(str(cell).replace("|", "/") for cell in cells) + " |"
