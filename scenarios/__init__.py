"""Days as JSON, their schema, and what turns a day into a desk and a desk into a day."""

from scenarios.desk import from_desk, to_desk
from scenarios.load import (
    ScenarioError,
    load_scenario,
    parse_scenario,
    scenario_names,
    scenario_to_json,
)
from scenarios.schema import SCHEMA_VERSION, Need, Scenario, Way

__all__ = [
    "SCHEMA_VERSION",
    "Need",
    "Scenario",
    "ScenarioError",
    "Way",
    "from_desk",
    "load_scenario",
    "parse_scenario",
    "scenario_names",
    "scenario_to_json",
    "to_desk",
]
