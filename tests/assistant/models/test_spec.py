import json
import subprocess
import sys
import types

import pytest
from pydantic import BaseModel, SecretStr

from assistant.contract.desk import Desk
from assistant.contract.errors import UserError
from assistant.contract.lexical import LexicalMemory
from assistant.contract.tools import Agent, function_schema, tools_for
from assistant.models import DEFAULT_MODEL, ModelError, load_model, spec
from assistant.models.local import LocalChatModel
from assistant.nodes import prompt
from tests.assistant.days import MONDAY_8, PERSON


def error_of(name):
    with pytest.raises(ModelError) as caught:
        load_model(name)
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_importing_the_package_loads_no_model_library():
    code = "import sys, json, assistant.models; print(json.dumps(list(sys.modules)))"
    output = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    ).stdout
    roots = {name.partition(".")[0] for name in json.loads(output)}
    heavy = {"torch", "transformers", "tokenizers", "langchain", "langchain_core", "langgraph"}
    assert not roots & heavy


def test_a_model_error_is_for_the_person():
    assert issubclass(ModelError, UserError)


def test_the_default_model_is_the_scripted_one():
    assert DEFAULT_MODEL == "scripted"
    assert load_model(DEFAULT_MODEL)._llm_type == load_model(" scripted ")._llm_type


def test_the_mini_model_without_weights_says_what_to_use(monkeypatch, tmp_path):
    monkeypatch.setattr(spec, "_MINI", tmp_path)
    message = "the bundled mini model is missing here; install Majordomo again"
    assert error_of("mini") == message


def test_the_mini_model_is_bundled_and_calls_a_tool():
    mini = load_model("mini")
    assert isinstance(mini, LocalChatModel)
    assert mini.model_name == "mini"
    desk = Desk(PERSON, MONDAY_8)
    item_id = desk.say("remind me to call the plumber at six pm")
    messages = prompt(desk.brief(LexicalMemory()), Agent.ORCHESTRATOR, item_id, [])
    bound = mini.bind_tools([function_schema(tool) for tool in tools_for(Agent.ORCHESTRATOR)])
    (call,) = bound.invoke(messages).tool_calls
    assert call["name"] == "route_to_agent"
    assert call["args"] == {"item_id": item_id, "agent": "habit"}


@pytest.mark.parametrize("name", ["", "  ", "gibberish", "foo:bar", "Mini", ":x", "openai:"])
def test_an_unknown_name_lists_the_known_ones(name):
    assert "use mini, scripted, hf:PATH" in error_of(name)


def test_a_missing_package_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "langchain_upstage", None)
    message = error_of("upstage:solar")
    assert message == "upstage:solar: a package is missing; pip install langchain-upstage"


def test_a_broken_package_is_not_called_missing(monkeypatch, tmp_path):
    (tmp_path / "langchain_together.py").write_text("from json import no_such_name\n")
    monkeypatch.syspath_prepend(tmp_path)
    message = error_of("together:llama")
    assert "no_such_name" in message
    assert "pip install" not in message


@pytest.fixture
def provider(monkeypatch):
    """LangChain's loader with a provider of our own at the far end; records what it was given."""
    calls = []

    def install(answer):
        def init_chat_model(name, **options):
            calls.append((name, options))
            if isinstance(answer, Exception):
                raise answer
            return answer

        fake = types.SimpleNamespace(init_chat_model=init_chat_model)
        monkeypatch.setitem(sys.modules, "langchain.chat_models", fake)
        return calls

    return install


def test_a_missing_key_is_named(provider):
    provider(RuntimeError("Missing credentials.\n\nSet the `OPENAI_API_KEY` environment variable."))
    assert "OPENAI_API_KEY" in error_of("openai:gpt-5")


def test_a_provider_that_takes_an_empty_key_is_caught_too(provider):
    class Chat(BaseModel):
        anthropic_api_key: SecretStr

    provider(Chat(anthropic_api_key=SecretStr("")))
    assert error_of("anthropic:x") == "anthropic:x needs a key; set ANTHROPIC_API_KEY"
    working = Chat(anthropic_api_key=SecretStr("k"))
    provider(working)
    assert load_model("anthropic:x") is working


def test_a_validation_error_becomes_one_line(provider):
    class Chat(BaseModel):
        region: int

    with pytest.raises(ValueError, match="region") as caught:
        Chat.model_validate({"region": "x"})
    provider(caught.value)
    assert error_of("bedrock:x").startswith("bedrock:x: region Input should be a valid integer")


def test_a_url_points_openai_at_a_server_of_ones_own(provider, monkeypatch):
    class Chat(BaseModel):
        pass

    monkeypatch.setenv("OPENAI_API_KEY", "meant-for-openai")
    monkeypatch.delenv(spec.KEY_VARIABLE, raising=False)
    calls = provider(Chat())
    load_model("openai:my@model@http://localhost:8000/v1")
    assert calls[-1] == (
        "openai:my@model",
        {"base_url": "http://localhost:8000/v1", "api_key": "none"},
    )
    monkeypatch.setenv(spec.KEY_VARIABLE, "secret")
    load_model("openai:m@https://host/v1")
    assert calls[-1][1]["api_key"] == "secret"
    load_model("ollama:llama3.2@http://host:11434")
    assert calls[-1] == ("ollama:llama3.2", {"base_url": "http://host:11434"})
    load_model("ollama:llama3.2")
    assert calls[-1] == ("ollama:llama3.2", {})


def test_urls_that_cannot_be_used_are_refused(provider):
    calls = provider(RuntimeError("not reached"))
    assert "not a URL" in error_of("openai:m@http://")
    assert "not a URL" in error_of("openai:m@http://host:port/v1")
    assert "openai: and ollama: only" in error_of("anthropic:m@http://host/v1")
    message = error_of("openai:m@http://user:hunter2@host/v1")
    assert "hunter2" not in message
    assert spec.KEY_VARIABLE in message
    assert calls == []
