"""One server for all tests that neither kill it nor fill it."""

from collections.abc import Iterator

import pytest

from tests.env_adapter.serving import Served


@pytest.fixture(scope="session")
def served() -> Iterator[Served]:
    """A server in another process."""
    found = Served()
    yield found
    found.stop()
