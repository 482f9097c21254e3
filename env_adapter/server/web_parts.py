"""The page's own drawings, as HTML without scripts: a headline, meters, bars and a timeline.

Every word that comes from a day or from a visitor is escaped here.
"""

from collections.abc import Mapping, Sequence
from html import escape

from env_adapter.models import MajordomoObservation
from env_adapter.server.web_day import Row, Seen

CSS = """
.mj-head { display: flex; align-items: baseline; gap: .8rem; padding: .2rem 0; }
.mj-head h1 { font-size: 1.45rem; font-weight: 650; margin: 0; }
.mj-head p { margin: 0; opacity: .7; }
.mj-meters { display: grid; grid-template-columns: repeat(5, 1fr); gap: .5rem; }
.mj-meter { border: 1px solid var(--border-color-primary); border-radius: .6rem;
  padding: .5rem .7rem; }
.mj-meter b { display: block; font-size: 1.25rem; font-variant-numeric: tabular-nums; }
.mj-meter span { font-size: .78rem; opacity: .7; }
.mj-track { height: .3rem; border-radius: .2rem; background: var(--border-color-primary);
  margin-top: .35rem; overflow: hidden; }
.mj-track i { display: block; height: 100%; background: #d97706; }
.mj-said { border-left: .25rem solid #0d9488; padding: .45rem .8rem; border-radius: .2rem;
  background: var(--background-fill-secondary); white-space: pre-wrap; overflow-wrap: anywhere; }
.mj-said.bad { border-color: #dc2626; }
.mj-bars { display: grid; grid-template-columns: max-content 1fr max-content; gap: .16rem .6rem;
  font-size: .82rem; align-items: center; }
.mj-bars .sub { padding-left: 1rem; opacity: .75; }
.mj-bars .num { text-align: right; font-variant-numeric: tabular-nums; }
.mj-bar { position: relative; height: .72rem; background: var(--background-fill-secondary);
  border-radius: .2rem; }
.mj-bar::before { content: ""; position: absolute; left: 50%; top: 0; bottom: 0; width: 1px;
  background: var(--border-color-primary); }
.mj-bar i { position: absolute; top: 0; bottom: 0; border-radius: .2rem; }
.mj-bar i.up { left: 50%; background: #0d9488; }
.mj-bar i.down { right: 50%; background: #dc2626; }
.mj-bar i.fired { left: 50%; background: #dc2626; }
.mj-line { width: 100%; border-collapse: collapse; font-size: .84rem; border: 0 !important; }
.mj-line tr, .mj-line thead, .mj-line tbody { border: 0 !important; }
.mj-line th { text-align: left; font-weight: 600; opacity: .7; }
.mj-line th, .mj-line td { padding: .28rem .7rem .28rem 0 !important; vertical-align: top;
  border: 0 !important; border-bottom: 1px solid var(--border-color-primary) !important;
  white-space: nowrap; }
.mj-line td.text { white-space: normal; overflow-wrap: anywhere; width: 100%; }
.mj-line .num { text-align: right; font-variant-numeric: tabular-nums; }
.mj-none { opacity: .6; }
#mj-briefing textarea, #mj-args .cm-content { font-family: ui-monospace, Menlo, Consolas,
  "DejaVu Sans Mono", monospace; font-size: .8rem; line-height: 1.45; }
"""

HEAD = (
    '<div class="mj-head"><h1>Majordomo</h1>'
    "<p>A simulated day: choose one, read the briefing, make the calls an assistant would.</p>"
    "</div>"
)


def said(text: str, *, is_bad: bool = False) -> str:
    """What came of the last call, or what is wrong with the form."""
    kind = "mj-said bad" if is_bad else "mj-said"
    return f'<div class="{kind}">{escape(text)}</div>'


def outcome(seen: Seen) -> str:
    """What came of the last call."""
    if not seen.rows:
        return said("The day has begun. Choose a tool and an item, then make a step.")
    row = seen.rows[-1]
    text = f"{row.tool or 'the call'}: {row.status}: {row.text}\nreward {row.reward:+.4f}"
    if seen.now.done:
        ending = "The step limit cut the day off" if seen.now.truncated else "The day is over"
        text += f"\n{ending}: return {seen.return_:+.4f} in {len(seen.rows)} calls."
    return said(text, is_bad=row.status not in {"ok", "waiting"})


def meters(now: MajordomoObservation, total: float) -> str:
    """Stress, attention and what is left of the day."""
    hours, minutes = divmod(now.minutes_left, 60)
    cells = [
        _meter(f"{now.stress}", "stress", now.stress),
        _meter(f"{now.attention}", "attention"),
        _meter(f"{hours}:{minutes:02d}", "hours left"),
        _meter(f"{now.steps_left}", "steps left"),
        _meter(f"{total:+.3f}", "return"),
    ]
    return f'<div class="mj-meters">{"".join(cells)}</div>'


def bars(sums: Mapping[str, float]) -> str:
    """Every rubric node's sum as a bar to the left or right of zero."""
    if not sums:
        return '<p class="mj-none">No step has been scored yet.</p>'
    most = max(0.05, *(abs(score) for score in sums.values()))
    return f'<div class="mj-bars">{"".join(_bar(n, s, most) for n, s in sums.items())}</div>'


def timeline(rows: Sequence[Row]) -> str:
    """The steps, newest first."""
    if not rows:
        return '<p class="mj-none">No steps yet.</p>'
    titles = ("", "clock", "agent", "tool", "item", "status", "what came of it", "reward")
    head = "".join(f"<th>{title}</th>" for title in titles)
    body = "".join(_line(n, row) for n, row in reversed(list(enumerate(rows, 1))))
    return f'<table class="mj-line"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _meter(value: str, label: str, percent: int | None = None) -> str:
    track = f'<div class="mj-track"><i style="width:{percent}%"></i></div>'
    return (
        f'<div class="mj-meter"><b>{value}</b><span>{label}</span>'
        f"{'' if percent is None else track}</div>"
    )


def _bar(name: str, score: float, most: float) -> str:
    width, way = 50 * abs(score) / most, "up" if score >= 0 else "down"
    if name.startswith("gates."):
        # A gate's own score says that it fired; what that costs is in `gates`.
        way = "fired"
    label = escape(name.rpartition(".")[2].replace("_", " "))
    kind = ' class="sub"' if "." in name else ""
    return (
        f"<span{kind}>{label}</span>"
        f'<div class="mj-bar"><i class="{way}" style="width:{width:.1f}%"></i></div>'
        f'<span class="num{"" if score else " mj-none"}">{f"{score:+.3f}" if score else "0"}</span>'
    )


def _line(number: int, row: Row) -> str:
    words = (row.clock, row.agent, row.tool, row.item, row.status)
    cells = "".join(f"<td>{escape(word)}</td>" for word in words)
    text = f'<td class="text">{escape(row.text)}</td><td class="num">{row.reward:+.4f}</td>'
    return f"<tr><td>{number}</td>{cells}{text}</tr>"
