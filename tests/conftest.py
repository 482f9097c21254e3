"""What every test may rely on: one thread, no network, no telemetry, its own data folder.

The environment is set while this file is imported, because torch, Chroma and the Hub client read
theirs when they are imported, which is before any fixture runs.
"""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.update(
    {
        "ANONYMIZED_TELEMETRY": "False",
        "HF_HUB_OFFLINE": "1",
        "LANGSMITH_TRACING": "false",
        # Tiny models on two contended cores run many times slower with two threads each.
        "OMP_NUM_THREADS": "1",
        "TOKENIZERS_PARALLELISM": "false",
    }
)
if "torch" in sys.modules:
    sys.modules["torch"].set_num_threads(1)

# A slow machine is not a failing property.
settings.register_profile("majordomo", deadline=None)
settings.load_profile("majordomo")


@pytest.fixture(autouse=True)
def majordomo_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of this test alone, so that no test sees the developer's own data."""
    home = tmp_path / "majordomo-home"
    monkeypatch.setenv("MAJORDOMO_HOME", str(home))
    return home
