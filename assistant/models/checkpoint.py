"""Finds a checkpoint on this machine and makes a chat model of it.

Nothing is downloaded: a command that acts on somebody's mail does not fetch gigabytes unasked.
Anything that is not as it should be is an error, where the libraries would only warn.
"""

import importlib.util
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import torch
from huggingface_hub import snapshot_download
from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError
from transformers import AutoModelForCausalLM, AutoTokenizer, PreTrainedTokenizerBase
from transformers.utils import logging as transformers_logging

import assistant.models.pointer  # noqa: F401 (registers the mini's architecture)
from assistant.models.errors import ModelError
from assistant.models.generate import Ending, Finish, Generator
from assistant.models.local import LocalChatModel
from assistant.models.template import CALL_CLOSE, TURN_END

_TAIL = 16
"""Tokens among which the end of a call is looked for where it is not a token of its own."""


def load_checkpoint(reference: str) -> LocalChatModel:
    """The chat model of `PATH[+ADAPTER]`.

    Raises:
        ModelError: it is not here, or cannot be used.
    """
    base, adapter = split_reference(reference)
    folder = find_folder(adapter) if adapter else None
    return load_folder(find_folder(base), folder, name=f"hf:{reference}")


def load_folder(folder: Path, adapter: Path | None = None, name: str = "") -> LocalChatModel:
    """The chat model of a transformers checkpoint, with an adapter on top if there is one.

    In fp32 on a CPU, where bf16 is slow and inexact; as saved on a GPU.

    Raises:
        ModelError: the checkpoint cannot be used.
    """
    name = name or str(folder)
    if not (folder / "config.json").is_file():
        hint = "no config.json"
        if (folder / "adapter_config.json").is_file():
            hint = f"this is an adapter; write hf:BASE+{folder}"
        raise ModelError(f"{folder} is not a transformers checkpoint: {hint}")
    try:
        tokenizer, model = _read(folder)
        if adapter is not None:
            model = _with_adapter(model, adapter)
    except ModelError:
        raise
    except Exception as error:
        # From OSError to SafetensorError to ImportError, depending on what is broken.
        raise ModelError(f"{name} cannot be loaded: {_first_line(error)}") from error
    _check(name, tokenizer, model)
    pad_id = tokenizer.pad_token_id
    generator = Generator(
        model.eval(), 0 if pad_id is None else pad_id, ending_of(tokenizer, model)
    )
    return LocalChatModel(generator=generator, tokenizer=tokenizer, model_name=name)


def ending_of(tokenizer: PreTrainedTokenizerBase, model: Any) -> Ending:
    """What ends a completion: the end of the turn, or of the first call.

    Nothing sensible follows a call, so waiting for the end-of-turn token would cost a step and
    invite a second call.
    """
    turn_ends = _turn_ends(tokenizer, model)
    call_end = tokenizer.get_added_vocab().get(CALL_CLOSE)

    def ending(ids: Sequence[int]) -> Finish | None:
        if ids[-1] in turn_ends:
            return "stop"
        if call_end is not None:
            return "tool_calls" if ids[-1] == call_end else None
        return "tool_calls" if CALL_CLOSE in str(tokenizer.decode(list(ids[-_TAIL:]))) else None

    return ending


def _turn_ends(tokenizer: PreTrainedTokenizerBase, model: Any) -> frozenset[int]:
    of_model = model.generation_config.eos_token_id
    ids = [*of_model] if isinstance(of_model, list | tuple) else [of_model]
    ids += [tokenizer.eos_token_id, tokenizer.get_added_vocab().get(TURN_END)]
    return frozenset(i for i in ids if i is not None)


def split_reference(reference: str) -> tuple[str, str]:
    """Base and adapter; a folder whose own name has a plus is not taken apart."""
    if reference and Path(reference).expanduser().is_dir():
        return reference, ""
    base, plus, adapter = reference.rpartition("+") if "+" in reference else (reference, "", "")
    if not base or (plus and not adapter):
        raise ModelError(f"'hf:{reference}' names no model; write hf:PATH or hf:PATH+ADAPTER")
    return base, adapter


def find_folder(reference: str) -> Path:
    """The folder of a path, or of a hub id that has been downloaded before."""
    folder = Path(reference).expanduser()
    if folder.is_dir():
        return folder
    if not reference.startswith((".", "/", "~")):
        try:
            return Path(snapshot_download(reference, local_files_only=True))
        except LocalEntryNotFoundError as error:
            raise ModelError(
                f"{reference} is neither a folder nor in the Hugging Face cache; "
                f"`hf download {reference}` puts it there"
            ) from error
        except HFValidationError:
            pass  # Not a hub id, so it was meant as a path.
    raise ModelError(f"there is no folder {reference}; give one that `save_pretrained` wrote")


def _read(folder: Path) -> tuple[PreTrainedTokenizerBase, Any]:
    on_gpu = torch.cuda.is_available()
    loader: Any = AutoModelForCausalLM  # its annotations leave the report out
    with no_progress_bar():
        tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        model, report = loader.from_pretrained(
            folder,
            dtype="auto" if on_gpu else torch.float32,
            local_files_only=True,
            output_loading_info=True,
        )
    # transformers fills these with random numbers and warns.
    if missing := sorted(report["missing_keys"]):
        raise ModelError(f"{folder} lacks {len(missing)} of its weights, such as {missing[0]}")
    return tokenizer, model.to("cuda" if on_gpu else "cpu")


@contextmanager
def no_progress_bar() -> Iterator[None]:
    """Transformers would draw it into the terminal application."""
    had_bar = transformers_logging.is_progress_bar_enabled()
    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        if had_bar:
            transformers_logging.enable_progress_bar()  # type: ignore[no-untyped-call]


def _with_adapter(model: Any, folder: Path) -> Any:
    if importlib.util.find_spec("peft") is None:
        raise ModelError("adapters need peft; pip install 'majordomo[train]'")
    if not (folder / "adapter_config.json").is_file():
        raise ModelError(f"{folder} is not an adapter: no adapter_config.json")
    from peft import PeftModel

    with warnings.catch_warnings():
        # An adapter of another model's shape is otherwise left at its starting values.
        warnings.filterwarnings("error", message=".*Found missing adapter keys")
        return PeftModel.from_pretrained(model, folder)


def _check(name: str, tokenizer: PreTrainedTokenizerBase, model: Any) -> None:
    if not tokenizer.chat_template:
        raise ModelError(f"{name} has no chat template; use an instruction-tuned model")
    rows = model.get_input_embeddings().num_embeddings
    if len(tokenizer) > rows:
        raise ModelError(f"{name}: {len(tokenizer)} tokens and {rows} embeddings; not one model's")


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines() or [""]
    text = f"{type(error).__name__}: {lines[0]}"
    return text if len(text) <= 240 else text[:239] + "…"
