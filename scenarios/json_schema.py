"""The schema of a day as JSON Schema, for editors and for whoever writes days of their own.

`docs/scenario.schema.json` is what this writes; a test says so. The names of Ghostexec's fields
are accepted beside ours when a day is read and are not listed here.
"""

from typing import Any

from scenarios.schema import Scenario

_WORDINGS: list[dict[str, Any]] = [
    {"type": "string"},
    {"type": "array", "items": {"type": "string"}, "minItems": 1},
]
"""The short forms of a fact, which reading turns into the long one."""


def json_schema() -> dict[str, Any]:
    """The schema of a day's file."""
    schema = Scenario.model_json_schema(mode="validation")
    facts = schema["$defs"]["Way"]["properties"]["facts"]
    facts["items"] = {"anyOf": [facts["items"], *_WORDINGS]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "A simulated day of Majordomo",
    }
