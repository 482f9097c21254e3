"""Writes floor and oracle into the files of days: `python -m env_adapter.measure FILE...`.

Run it after a change to a day or to the rules; the tests fail when what is stored is not what is
measured.
"""

import json
import sys
from pathlib import Path

from env_adapter.graders import measure
from scenarios import load_scenario
from scenarios.load import DAYS


def store(path: Path) -> tuple[int, int]:
    """Measure one day and write both values into its file."""
    data = json.loads(path.read_text(encoding="utf-8"))
    data.pop("floor", None)
    data.pop("oracle", None)
    floor, oracle = measure(load_scenario(path))
    text = json.dumps(data | {"floor": floor, "oracle": oracle}, indent=2, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")
    return floor, oracle


if __name__ == "__main__":
    for path in [Path(name) for name in sys.argv[1:]] or sorted(DAYS.glob("*.json")):
        sys.stdout.write(f"{path} {store(path)}\n")
