"""Reward profiles: the weights of the rubric tree, as TOML that a person can read and change."""

import tomllib
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from env_adapter.errors import EnvError

PROFILES = Path(__file__).parent / "profiles"


class Weights(BaseModel):
    """Weights of named parts."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Parts(Weights):
    """The four parts of the total."""

    outcome: float
    process: float
    format: float
    efficiency: float


class OutcomeWeights(Weights):
    """The channels of the potential."""

    conflict: float
    relationship: float
    task: float


class ProcessWeights(Weights):
    """What can be wrong with a decision."""

    priority: float
    routing: float
    completeness: float
    execution: float
    restraint: float


class GateWeights(Weights):
    """What is subtracted whole."""

    priority_inversion: float = Field(ge=0)
    harm: float = Field(ge=0)
    invalid: float = Field(ge=0)
    idle: float = Field(ge=0)
    strict: bool = False


class Profile(Weights):
    """All weights of a reward."""

    name: str
    per_call: bool = False
    """Whether each call is scored by itself, without regard to how much of the day it concerns."""
    weights: Parts
    outcome: OutcomeWeights
    process: ProcessWeights
    gates: GateWeights


@lru_cache(maxsize=16)
def load_profile(path_or_name: str | Path = "majordomo") -> Profile:
    """Read a profile from a TOML file, or one of ours by name.

    Raises:
        EnvError: there is none, or it is not a profile.
    """
    path = Path(path_or_name)
    path = path if path.suffix else PROFILES / f"{path}.toml"
    try:
        return Profile.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        names = ", ".join(sorted(p.stem for p in PROFILES.glob("*.toml")))
        raise EnvError(f"no reward profile {str(path_or_name)!r}; there are {names}") from error
    except (ValidationError, tomllib.TOMLDecodeError) as error:
        raise EnvError(f"{path}: not a reward profile: {error}") from error
