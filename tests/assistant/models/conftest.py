"""One tiny checkpoint and one model of it for all tests here; tests that train make their own."""

from pathlib import Path

import pytest

from assistant.contract.tools import Agent, function_schema, tools_for
from assistant.models import load_model
from assistant.models.local import LocalChatModel
from tests.assistant.models.tiny import build_tiny_checkpoint


@pytest.fixture(scope="package")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_tiny_checkpoint(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="package")
def model(checkpoint: Path) -> LocalChatModel:
    loaded = load_model(f"hf:{checkpoint}")
    assert isinstance(loaded, LocalChatModel)
    tools = [function_schema(tool) for tool in tools_for(Agent.EMAIL)]
    return loaded.bind_tools(tools, max_new_tokens=24)
