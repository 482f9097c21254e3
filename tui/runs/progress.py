"""How far a run is and how long it still takes, as far as its folder says."""

from dataclasses import dataclass

from tui.runs.course import Course, finite
from tui.runs.files import Row, section
from tui.runs.played import Played, jobs_of


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is; what is None cannot be known from its folder."""

    step: int | None = None
    total: int | None = None
    unit: str = "step"
    fraction: float | None = None
    left_s: float | None = None
    note: str = ""
    """What else limits it, such as its minutes."""


def progress_of(mode: str, about: Row, course: Course, played: Played) -> Progress:
    """The progress of a run of the mode (`sft`, `eval`, `episode`, `decision`)."""
    match mode:
        case "sft":
            return _sft(about, course)
        case "eval":
            return _evaluation(about, course, played)
    return _grpo(about, course, mode == "decision")


def _sft(about: Row, course: Course) -> Progress:
    sft, event = section(about, "sft"), course.last.get("train", {})
    epoch, epochs = finite(event.get("epoch")), finite(sft.get("epochs"))
    seconds, minutes = finite(event.get("seconds")), finite(sft.get("max_minutes"))
    shares, notes = [], []
    if epoch is not None and epochs:
        shares.append(epoch / epochs)
        notes.append(f"epoch {epoch:.1f} of {epochs:g}")
    if seconds is not None and minutes:
        shares.append(seconds / 60 / minutes)
        notes.append(f"{seconds / 60:.0f} of at most {minutes:g} min")
    fraction = min(1.0, max(shares)) if shares else None
    left = seconds / fraction * (1 - fraction) if seconds and fraction else None
    return Progress(course.step, None, "step", fraction, left, " · ".join(notes))


def _grpo(about: Row, course: Course, is_by_decision: bool) -> Progress:
    grpo = section(about, "grpo")
    steps, minutes = finite(grpo.get("steps")), finite(grpo.get("max_minutes"))
    if steps and is_by_decision:
        # Here a step is one of the optimiser.
        steps *= finite(grpo.get("epochs_per_step")) or 1
    step, gap = course.step, course.usual_gap
    if step is None or not steps:
        return Progress(step)
    left = [max(0.0, steps - step) * gap] if gap is not None else []
    shares, note = [step / steps], ""
    if minutes:
        note = f"{course.worked_s / 60:.0f} of at most {minutes:g} min"
        left.append(max(0.0, 60 * minutes - course.worked_s))
        shares.append(course.worked_s / 60 / minutes)
    fraction = min(1.0, max(shares))
    return Progress(step, int(steps), "step", fraction, min(left) if gap else None, note)


def _evaluation(about: Row, course: Course, played: Played) -> Progress:
    config = about.get("config")
    changes = config.get("changes") if isinstance(config, dict) else None
    each = jobs_of(section(about, "eval"), changes)
    count, policies = played.count, len(course.policies)
    if not each or not policies:
        return Progress(count, None, "episode")
    total, took = each * policies, played.seconds
    left = max(0, total - count) * sum(took) / len(took) if took else None
    return Progress(count, total, "episode", min(1.0, count / total), left)
