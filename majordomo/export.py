"""`majordomo export`: prints what `training.export` wrote and how it was compared."""

from dataclasses import asdict
from pathlib import Path

from assistant.contract.errors import UserError
from majordomo.output import print_json, say


def export_policy(source: str, out: Path, adapter: bool, merge: bool, as_json: bool) -> int:
    """Export and report."""
    try:
        from training.export import export
    except ModuleNotFoundError as error:
        raise UserError(f"export needs {error.name}; pip install 'majordomo[train]'") from error
    found = export(source, out, adapter=adapter, merge=merge)
    if as_json:
        print_json({**asdict(found), "folder": str(found.folder)})
        return 0
    say(f"{found.folder}: {found.megabytes:.1f} MB of weights from {found.source}")
    if found.merge_error is not None:
        say(f"merging changed no logit by more than {found.merge_error:.1e} of the largest")
    say(f"one episode: {found.calls} calls, {found.tokens} tokens, all as the source's")
    if found.same_unrounded is not None:
        say(f"without rounding to bfloat16: {found.same_unrounded} of {found.calls} calls the same")
    return 0
