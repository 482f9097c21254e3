"""`majordomo scenarios`: the days there are, new ones, changed ones, and whether a file is one."""

import json
import sys
from pathlib import Path
from typing import Any

from assistant.contract.errors import UserError
from majordomo.output import print_json, say
from scenarios import Scenario, generate, load_scenario, scenario_names, scenario_to_json
from scenarios.families import LEVELS, families, family
from scenarios.outlook import known_items


def list_days(as_json: bool) -> int:
    """Say which days come with the project and which families make more."""
    days = [_described(load_scenario(name), name) for name in scenario_names()]
    kinds = [
        {"name": kind.name, "split": kind.split, "summary": kind.summary,
         "mechanics": sorted(kind.mechanics)}
        for kind in map(family, families())
    ]  # fmt: skip
    if as_json:
        print_json({"days": days, "families": kinds, "levels": list(LEVELS)})
        return 0
    for day in days:
        _line("day", day["name"], day["title"])
    for kind in kinds:
        _line(str(kind["split"]), str(kind["name"]), str(kind["summary"]))
    say("generate one: majordomo scenarios generate --family NAME --seed N")
    return 0


def validate_day(file: str, as_json: bool) -> int:
    """Read a file; the error of a bad one names path and field."""
    scenario = load_scenario(file)
    items = len(known_items(scenario))
    if as_json:
        print_json({"file": file, "valid": True, "items": items, **_described(scenario, "")})
    else:
        say(f"{file}: a day of {items} item{'s' * (items != 1)}, nothing wrong with it")
    return 0


def generate_day(
    name: str, seed: int, level: str, is_twin: bool, out: Path | None, as_json: bool
) -> int:
    """Write a generated day as JSON."""
    _write(generate(name, seed, level, is_twin=is_twin), out, as_json)
    return 0


def perturb_day(file: str, seed: int, kinds: list[str], out: Path | None, as_json: bool) -> int:
    """Write a day with some things changed, its needs still true."""
    from scenarios.perturb import KINDS, perturb

    if not kinds:
        raise UserError(f"name a change with --kind: {', '.join(KINDS)}")
    _write(perturb(load_scenario(file), seed, *kinds), out, as_json)
    return 0


def show_schema() -> int:
    """Write the JSON Schema of a day's file."""
    from scenarios.json_schema import json_schema

    print_json(json_schema())
    return 0


def _described(scenario: Scenario, name: str) -> dict[str, Any]:
    return {
        "name": name or scenario.name,
        "title": scenario.title,
        "description": scenario.description,
    }


def _write(scenario: Scenario, out: Path | None, as_json: bool) -> None:
    """The day to stdout, or to a file of which stdout then tells if JSON was asked for."""
    if out is None:
        print_json(scenario_to_json(scenario))
        return
    text = json.dumps(scenario_to_json(scenario), ensure_ascii=False, indent=2)
    out.write_text(text + "\n", encoding="utf-8")
    say(f"{scenario.name} is in {out}")
    if as_json:
        print_json({"name": scenario.name, "file": str(out)})


def _line(*cells: str) -> None:
    sys.stdout.write("\t".join(cells) + "\n")
