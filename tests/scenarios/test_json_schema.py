"""The published JSON Schema is current, and takes what reading takes."""

import json
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]
import pytest

from scenarios import scenario_names, scenario_to_json
from scenarios.families import FAMILIES, generate
from scenarios.json_schema import json_schema
from scenarios.load import DAYS

PUBLISHED = Path(__file__).parents[2] / "docs" / "scenario.schema.json"
CHECKER = jsonschema.Draft202012Validator(json_schema())


def test_the_published_schema_is_current():
    advice = "run: majordomo scenarios schema > docs/scenario.schema.json"
    assert json.loads(PUBLISHED.read_text("utf-8")) == json_schema(), advice


@pytest.mark.parametrize("name", scenario_names())
def test_the_days_that_come_with_the_project_fit_it(name: str):
    CHECKER.validate(json.loads((DAYS / f"{name}.json").read_text("utf-8")))


@pytest.mark.parametrize("name", FAMILIES)
def test_generated_days_fit_it(name: str):
    CHECKER.validate(scenario_to_json(generate(name, 2, "hard")))


def test_an_unknown_field_does_not_fit_it():
    day = scenario_to_json(generate("todo_queue", 1))
    assert not CHECKER.is_valid({**day, "surprise": 1})
    day["tasks"][0]["deadlines"] = "soon"
    assert not CHECKER.is_valid(day)
