"""The policy that is trained: weights, tokenizer and adapter, from whichever library loads them.

Three ways, one result. `transformers` with PEFT runs anywhere; Unsloth needs a GPU, an extra of its
own, and to be imported before trl, which it patches; so nothing here imports trl, and whoever
trains calls `load_policy` first. vLLM is no loader: it only generates, and comes in as settings of
the trainer (`generation_settings`).
"""

import importlib.util
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from accelerate import PartialState
from transformers import AutoModelForCausalLM, AutoTokenizer, PreTrainedTokenizerBase

from assistant.models.checkpoint import ending_of, find_folder, split_reference
from assistant.models.errors import ModelError
from assistant.models.generate import Ending, Generator
from assistant.models.local import LocalChatModel
from training.errors import TrainingError
from training.recipe import ModelRecipe

PROJECTIONS = ("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj")
"""What LoRA adapts: every linear map of a block, which beats attention alone at equal size."""

LARGE = 1_000_000_000
"""Parameters from which activations are recomputed in the backward pass to save memory."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What a trainer needs."""

    model: Any
    """A transformers causal LM, or a `PeftModel` where there is an adapter already."""
    tokenizer: PreTrainedTokenizerBase
    peft_config: Any = None
    """A `peft.LoraConfig` for the trainer to apply, where there is no adapter yet."""

    @property
    def ending(self) -> Ending:
        """What ends a completion of the graph."""
        return ending_of(self.tokenizer, self.model)

    def chat(self, name: str = "policy") -> LocalChatModel:
        """The chat model of the graph around these weights."""
        pad_id = self.tokenizer.pad_token_id
        generator = Generator(self.model, 0 if pad_id is None else pad_id, self.ending)
        return LocalChatModel(generator=generator, tokenizer=self.tokenizer, model_name=name)


def load_policy(recipe: ModelRecipe, checkpoint: str = "") -> Policy:
    """The weights to train, where the trainer wants them: it moves what can be moved itself.

    Args:
        recipe: The backend, the adapter and the precision.
        checkpoint: `PATH[+ADAPTER]`, where an adapter folder alone names its base itself; empty
            for the recipe's `base`.

    Raises:
        TrainingError: a package or a GPU is missing, or the checkpoint cannot be used; says what
            to do.
    """
    reference = checkpoint or recipe.base
    if not reference:
        raise TrainingError("nothing to train: give a checkpoint, or name model.base in the recipe")
    _check(recipe)
    try:
        base, adapter = folders_of(reference)
        if recipe.backend == "unsloth":
            return _unsloth(recipe, base, adapter)
        return _transformers(recipe, base, adapter)
    except (ModelError, OSError) as error:
        raise TrainingError(f"{reference}: {error}") from error


def has_gpu() -> bool:
    """Whether there is a CUDA GPU."""
    return torch.cuda.is_available()


def has_bfloat16() -> bool:
    """Whether the GPU computes in bfloat16 itself; a T4 emulates it, at a crawl."""
    return torch.cuda.is_bf16_supported(including_emulation=False)


def this_process() -> PartialState:
    """Which of the processes of `accelerate launch` this is.

    Accelerate looks for the others only where it is told that there is no GPU, or finds one.
    """
    return PartialState(cpu=not has_gpu())


def lora_config(recipe: ModelRecipe) -> Any:
    """LoRA on all seven projections, as the recipe has it."""
    from peft import LoraConfig

    return LoraConfig(
        r=recipe.lora_r, lora_alpha=recipe.lora_alpha, lora_dropout=0.0, bias="none",
        target_modules=list(PROJECTIONS), task_type="CAUSAL_LM",
    )  # fmt: skip


def dtype_of(recipe: ModelRecipe) -> torch.dtype:
    """The precision of the weights that are not trained, and of the arithmetic on a GPU."""
    if recipe.dtype != "auto":
        found: torch.dtype = getattr(torch, recipe.dtype)
        return found
    if not has_gpu():
        return torch.float32
    return torch.bfloat16 if has_bfloat16() else torch.float16


def stop_ids_of(policy: Policy) -> list[int]:
    """The tokens at which the graph stops reading: an end of turn, or the end of a call."""
    size = len(policy.tokenizer)
    return [token for token in range(size) if policy.ending([token]) is not None]


def device_settings(recipe: ModelRecipe, model: Any) -> dict[str, Any]:
    """`TrainingArguments` that depend on the hardware and on the size of the model."""
    on_gpu = has_gpu()
    dtype = dtype_of(recipe)
    is_large = model.num_parameters() >= LARGE
    return {
        "use_cpu": not on_gpu,
        # Mixed precision is slower than fp32 on a CPU, and inexact.
        "bf16": on_gpu and dtype is torch.bfloat16,
        "fp16": on_gpu and dtype is torch.float16,
        # Costs a second forward pass, which a small model or a CPU has no reason to pay.
        "gradient_checkpointing": on_gpu and is_large,
        "gradient_checkpointing_kwargs": {"use_reentrant": False} if on_gpu and is_large else None,
    }


def generation_settings(recipe: ModelRecipe, stop_ids: list[int]) -> dict[str, Any]:
    """`GRPOConfig` fields that say who generates and where it stops.

    The graph reads nothing after the end of a call, so that is where sampling ends, too.
    """
    if recipe.generation == "transformers":
        return {"generation_kwargs": {"eos_token_id": stop_ids}}
    settings: dict[str, Any] = {
        "use_vllm": True,
        "vllm_max_model_length": recipe.context,
        "generation_kwargs": {"stop_token_ids": stop_ids},
    }
    if recipe.generation == "vllm-server":
        return {**settings, "vllm_mode": "server", "vllm_server_base_url": recipe.vllm_url}
    return {
        **settings,
        "vllm_mode": "colocate",
        "vllm_gpu_memory_utilization": recipe.vllm_memory,
        "vllm_tensor_parallel_size": recipe.vllm_parallel,
    }


def folders_of(reference: str) -> tuple[Path, Path | None]:
    """The folders of base and adapter; an adapter alone says what its base is.

    Raises:
        TrainingError: an adapter does not say what it adapts.
        ModelError: there is no such folder.
    """
    base, adapter = split_reference(reference)
    folder = find_folder(base)
    if adapter:
        return folder, find_folder(adapter)
    if not (folder / "adapter_config.json").is_file():
        return folder, None
    from peft import PeftConfig

    named = PeftConfig.from_pretrained(str(folder)).base_model_name_or_path
    if not named:
        raise TrainingError(f"{folder} does not say what it adapts; write BASE+{folder}")
    return find_folder(named), folder


def _check(recipe: ModelRecipe) -> None:
    """Refuse what this machine cannot do, before anything is loaded."""
    wants = {
        "backend = 'unsloth'": recipe.backend == "unsloth",
        "load_in_4bit": recipe.load_in_4bit,
        f"generation = '{recipe.generation}'": recipe.generation != "transformers",
    }
    needs = {"unsloth": "majordomo[unsloth]", "vllm": "majordomo[vllm]", "peft": "majordomo[train]",
             "bitsandbytes": "bitsandbytes"}  # fmt: skip
    used = {
        "unsloth": recipe.backend == "unsloth",
        "vllm": recipe.generation != "transformers",
        "bitsandbytes": recipe.load_in_4bit,
        "peft": recipe.adapter == "lora",
    }
    for package, is_used in used.items():
        if is_used and importlib.util.find_spec(package) is None:
            raise TrainingError(
                f"the recipe needs {package}, which is not installed; "
                f"pip install '{needs[package]}'"
            )
    named = [name for name, is_wanted in wants.items() if is_wanted]
    if named and not has_gpu():
        raise TrainingError(
            f"{named[0]} needs a CUDA GPU and there is none; set backend and generation to "
            "'transformers' and load_in_4bit to false, or run where there is one"
        )
    if recipe.load_in_4bit and recipe.adapter == "none":
        raise TrainingError("4-bit weights cannot be trained; set model.adapter to 'lora'")


def _transformers(recipe: ModelRecipe, base: Path, adapter: Path | None) -> Policy:
    options: dict[str, Any] = {"dtype": dtype_of(recipe)}
    if recipe.load_in_4bit:
        from transformers import BitsAndBytesConfig

        # Quantised weights cannot be moved, so each process reads them onto its own GPU.
        options["device_map"] = {"": this_process().local_process_index}
        options["quantization_config"] = BitsAndBytesConfig(
            load_in_4bit=True, bnb_4bit_quant_type="nf4", bnb_4bit_use_double_quant=True,
            bnb_4bit_compute_dtype=dtype_of(recipe),
        )  # fmt: skip
    elif recipe.adapter == "none" and adapter is None:
        # An optimiser's steps are lost in 16 bits; mixed precision keeps fp32 weights.
        options["dtype"] = torch.float32
    tokenizer = AutoTokenizer.from_pretrained(base, local_files_only=True)
    loader: Any = AutoModelForCausalLM  # its annotations leave the report out
    model, report = loader.from_pretrained(
        str(base), local_files_only=True, output_loading_info=True, **options
    )
    # transformers fills these with random numbers and warns.
    if missing := sorted(report["missing_keys"]):
        raise TrainingError(f"{base} lacks {len(missing)} of its weights, such as {missing[0]}")
    if adapter is not None:
        from peft import PeftModel

        return Policy(PeftModel.from_pretrained(model, str(adapter), is_trainable=True), tokenizer)
    return Policy(model, tokenizer, lora_config(recipe) if recipe.adapter == "lora" else None)


def _unsloth(recipe: ModelRecipe, base: Path, adapter: Path | None) -> Policy:
    if "trl" in sys.modules and "unsloth" not in sys.modules:
        raise TrainingError(
            "unsloth has to be imported before trl, and trl is loaded already; start again and "
            "call training.backends.load_policy first"
        )
    from unsloth import FastLanguageModel

    uses_vllm = recipe.generation == "vllm-colocate"
    more = {"gpu_memory_utilization": recipe.vllm_memory} if uses_vllm else {}
    model, tokenizer = FastLanguageModel.from_pretrained(
        # An adapter's folder stands for the base and the adapter; a folder is taken as it is, not
        # exchanged for a quantised copy from the hub.
        model_name=str(adapter or base),
        max_seq_length=recipe.context,
        dtype=dtype_of(recipe),
        load_in_4bit=recipe.load_in_4bit,
        full_finetuning=recipe.adapter == "none",
        fast_inference=uses_vllm,
        max_lora_rank=recipe.lora_r,
        use_exact_model_name=True,
        device_map={"": this_process().local_process_index},
        **more,
    )
    if recipe.adapter == "lora" and adapter is None:
        model = FastLanguageModel.get_peft_model(
            model,
            r=recipe.lora_r,
            lora_alpha=recipe.lora_alpha,
            lora_dropout=0,
            bias="none",
            target_modules=list(PROJECTIONS),
            use_gradient_checkpointing="unsloth",
        )
    return Policy(model, tokenizer)
