"""From what a person writes after `--model` to a chat model, or to one line on what to do.

There is no fallback: a model that cannot be had is an error, because an assistant that quietly
acts with another mind than the one asked for cannot be trusted.
"""

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from assistant.models.errors import ModelError

if TYPE_CHECKING:
    from langchain_core.language_models.chat_models import BaseChatModel

# Not the bundled mini, until it beats the rules on days that neither has seen
# (docs/decisions/012-mini-is-not-the-default.md).
DEFAULT_MODEL = "scripted"

KEY_VARIABLE = "MAJORDOMO_MODEL_KEY"
"""The key for an OpenAI-compatible URL. Not OPENAI_API_KEY: that one is meant for OpenAI, and
would otherwise be sent to whichever host the URL names."""

_MINI = Path(__file__).parent / "mini"
_AT_URL = re.compile(r"(?P<model>[^:]+:.+?)@(?P<url>https?://.*)")
_KNOWN = "mini, scripted, hf:PATH[+ADAPTER], or PROVIDER:NAME such as ollama:llama3.2"


def load_model(spec: str) -> "BaseChatModel":
    """The chat model that `spec` names.

    Args:
        spec: `scripted`, `mini`, `hf:PATH[+ADAPTER]` (folders, or hub ids that are in the local
            cache), `PROVIDER:NAME` as LangChain's `init_chat_model` takes it, or either of
            `openai:NAME@URL` and `ollama:NAME@URL` for a server of one's own.

    Raises:
        ModelError: there is no such model, or something it needs is missing.
    """
    spec = spec.strip()
    if spec == "scripted":
        from assistant.scripted.model import ScriptedChatModel

        return ScriptedChatModel()
    if spec == "mini":
        return _load_mini()
    if spec.startswith("hf:"):
        from assistant.models.checkpoint import load_checkpoint

        return load_checkpoint(spec.removeprefix("hf:"))
    return _load_from_provider(spec)


def _load_mini() -> "BaseChatModel":
    if not (_MINI / "config.json").is_file():
        raise ModelError("the bundled mini model is missing here; install Majordomo again")
    from assistant.models.checkpoint import load_folder

    return load_folder(_MINI, name="mini")


def _load_from_provider(spec: str) -> "BaseChatModel":
    from langchain.chat_models import init_chat_model

    name, options = _split_url(spec)
    try:
        model: BaseChatModel = init_chat_model(name, **options)
    except ImportError as error:
        raise ModelError(f"{spec}: {_missing_package(error)}") from error
    except ValueError as error:
        if "model provider" in str(error) or "Unsupported provider" in str(error):
            raise ModelError(f"{spec!r} is not a model; use {_KNOWN}") from error
        raise ModelError(f"{spec}: {_one_line(error)}") from error
    except Exception as error:
        # Each provider raises its own class where its key is missing.
        raise ModelError(f"{spec}: {_one_line(error)}") from error
    _require_key(spec, model)
    return model


def _split_url(spec: str) -> tuple[str, dict[str, Any]]:
    """The part for LangChain, and the options that point it at a server of one's own."""
    match = _AT_URL.fullmatch(spec)
    if match is None:
        provider, colon, name = spec.partition(":")
        if not provider or (colon and not name):
            raise ModelError(f"{spec!r} names no model; use {_KNOWN}")
        return spec, {}
    model, url = match["model"], match["url"]
    try:
        parts = urlsplit(url)
        is_whole = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        is_whole = False
    if not is_whole:
        raise ModelError(f"{url!r} is not a URL; write http://HOST:PORT/v1")
    if "@" in parts.netloc:
        raise ModelError(f"keep the key out of the URL; set {KEY_VARIABLE} instead")
    if model.startswith("ollama:"):
        return model, {"base_url": url}
    if model.startswith("openai:"):
        # Most servers of one's own want no key, but the client refuses to start without any.
        return model, {"base_url": url, "api_key": os.environ.get(KEY_VARIABLE) or "none"}
    raise ModelError(f"{spec}: a URL goes with openai: and ollama: only")


def _require_key(spec: str, model: "BaseChatModel") -> None:
    """Some providers accept an empty key and fail at the first request, which is too late."""
    from pydantic import SecretStr

    for field in type(model).model_fields:
        value = getattr(model, field)
        if field.endswith("api_key") and isinstance(value, SecretStr):
            if not value.get_secret_value():
                raise ModelError(f"{spec} needs a key; set {field.upper()}")


def _missing_package(error: ImportError) -> str:
    """LangChain says "please install" also where the package is there and broken."""
    cause = error.__cause__ or error
    command = re.search(r"`(pip install [\w-]+)`", str(error))
    if command and isinstance(cause, ModuleNotFoundError):
        return f"a package is missing; {command[1]}"
    return _one_line(cause)


def _one_line(error: BaseException) -> str:
    """The gist of another library's error, which often runs over many lines."""
    from pydantic import ValidationError

    if isinstance(error, ValidationError):
        first = error.errors(include_url=False, include_input=False)[0]
        text = f"{'.'.join(str(part) for part in first['loc'])} {first['msg']}".strip()
    else:
        text = " ".join(str(error).split()) or type(error).__name__
    return text if len(text) <= 240 else text[:239] + "…"
