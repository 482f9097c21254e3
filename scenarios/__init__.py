"""Days as JSON, their schema, and what turns a day into a desk and a desk into a day."""

from scenarios.desk import to_desk
from scenarios.families import generate
from scenarios.hidden import Need, Way
from scenarios.load import (
    ScenarioError,
    load_scenario,
    parse_scenario,
    scenario_names,
    scenario_to_json,
)
from scenarios.schema import SCHEMA_VERSION, Scenario
from scenarios.still import from_desk

__all__ = [
    "SCHEMA_VERSION",
    "Need",
    "Scenario",
    "ScenarioError",
    "Way",
    "from_desk",
    "generate",
    "load_scenario",
    "parse_scenario",
    "scenario_names",
    "scenario_to_json",
    "to_desk",
]
