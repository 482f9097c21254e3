"""A simulated day as an OpenEnv environment, and the workspace that plays it.

Names are imported when they are first used, so that `import env_adapter` loads neither OpenEnv
nor a web server.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from env_adapter.adapter import EnvWorkspace
    from env_adapter.client import MajordomoEnv
    from env_adapter.environment import MajordomoEnvironment
    from env_adapter.errors import EnvError
    from env_adapter.graders import Grade, grade
    from env_adapter.models import MajordomoAction, MajordomoObservation, MajordomoState
    from env_adapter.policies import POLICIES, play
    from env_adapter.profile import Profile, load_profile
    from env_adapter.rubrics import DayRubric
    from env_adapter.world import World

_HOMES = {
    "EnvWorkspace": "adapter",
    "MajordomoEnv": "client",
    "MajordomoEnvironment": "environment",
    "EnvError": "errors",
    "Grade": "graders",
    "grade": "graders",
    "MajordomoAction": "models",
    "MajordomoObservation": "models",
    "MajordomoState": "models",
    "POLICIES": "policies",
    "play": "policies",
    "DayRubric": "rubrics",
    "Profile": "profile",
    "load_profile": "profile",
    "World": "world",
}

__all__ = [
    "POLICIES",
    "DayRubric",
    "EnvError",
    "EnvWorkspace",
    "Grade",
    "MajordomoAction",
    "MajordomoEnv",
    "MajordomoEnvironment",
    "MajordomoObservation",
    "MajordomoState",
    "Profile",
    "World",
    "grade",
    "load_profile",
    "play",
]


def __getattr__(name: str) -> Any:
    """Import a public name from its module on first use."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
