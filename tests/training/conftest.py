"""One random and one taught checkpoint for all tests here; tests that train make copies."""

import os
from pathlib import Path

import pytest

from tests.training.tiny import build_policy

os.environ.setdefault("TRL_EXPERIMENTAL_SILENCE", "1")


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A policy that has learnt nothing: it never makes a call that can be read."""
    return build_policy(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="session")
def taught(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A policy that makes calls, some of them sensible."""
    return build_policy(tmp_path_factory.mktemp("taught"), steps=200, hidden=48)
