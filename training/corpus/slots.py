"""The word lists that templates draw from: `slots/NAME.txt`, one entry per line."""

from functools import cache
from importlib import resources

from training.errors import TrainingError


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The entries of a list, each as its fields.

    Raises:
        TrainingError: there is no such list, or it is empty.
    """
    path = resources.files("training.corpus").joinpath("slots", f"{name}.txt")
    if not path.is_file():
        raise TrainingError(f"there is no word list slots/{name}.txt")
    found = tuple(
        tuple(field.strip() for field in line.split(" | "))
        for line in path.read_text("utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    )
    if not found:
        raise TrainingError(f"slots/{name}.txt holds no entry")
    return found


def entries(name: str) -> tuple[str, ...]:
    """The first fields of a list."""
    return tuple(row[0] for row in rows(name))
