"""What needs a GPU is tested with a stand-in for the library that only runs there.

Everything else is real: the recipe, the checkpoint, the trainer, the weights that are handed over.
"""

import importlib.machinery
import subprocess
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, ClassVar

import pytest
import torch
from transformers import AutoModelForCausalLM
from trl.generation import vllm_generation
from trl.trainer.grpo_config import GRPOConfig

from assistant.models.checkpoint import load_folder
from tests.training.test_per_decision import recipe_of
from tests.training.tiny import build_policy
from training import backends
from training.backends import (
    PROJECTIONS,
    device_settings,
    dtype_of,
    generation_settings,
    load_policy,
    lora_config,
)
from training.errors import TrainingError
from training.per_decision import train
from training.recipe import ModelRecipe
from training.runs import RunFolder


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_policy(tmp_path_factory.mktemp("policy"))


@pytest.fixture
def gpu(monkeypatch: pytest.MonkeyPatch) -> None:
    """A GPU without bfloat16, as far as the loader asks."""
    backends.this_process()  # while the process group is that of the CPU
    monkeypatch.setattr(backends, "has_gpu", lambda: True)
    monkeypatch.setattr(backends, "has_bfloat16", lambda: False)


def install(monkeypatch: pytest.MonkeyPatch, name: str, **names: Any) -> None:
    """Let a package be importable that holds `names`."""
    module = ModuleType(name)
    module.__spec__ = importlib.machinery.ModuleSpec(name, None)
    for key, value in names.items():
        setattr(module, key, value)
    monkeypatch.setitem(sys.modules, name, module)


class Unsloth:
    """Stands for `FastLanguageModel`: records what it is asked for, and loads with transformers."""

    def __init__(self) -> None:
        self.loaded: dict[str, Any] = {}
        self.adapted: dict[str, Any] = {}

    def from_pretrained(self, **options: Any) -> tuple[Any, Any]:
        self.loaded = options
        chat = load_folder(Path(options["model_name"]))
        return chat.generator.model, chat.tokenizer

    def get_peft_model(self, model: Any, **options: Any) -> Any:
        from peft import LoraConfig, get_peft_model

        self.adapted = options
        known = {k: v for k, v in options.items() if k != "use_gradient_checkpointing"}
        return get_peft_model(model, LoraConfig(**known, task_type="CAUSAL_LM"))


def test_full_weights_are_trained_in_fp32_and_lora_is_left_to_the_trainer(checkpoint):
    full = load_policy(ModelRecipe(dtype="bfloat16"), str(checkpoint))
    assert full.peft_config is None
    assert {p.dtype for p in full.model.parameters()} == {torch.float32}
    lora = load_policy(ModelRecipe(adapter="lora", lora_r=8, dtype="bfloat16"), str(checkpoint))
    assert {p.dtype for p in lora.model.parameters()} == {torch.bfloat16}
    assert (lora.peft_config.r, lora.peft_config.target_modules) == (8, set(PROJECTIONS))


def test_an_adapter_goes_on_learning(checkpoint, tmp_path):
    from peft import get_peft_model

    model = load_folder(checkpoint).generator.model
    get_peft_model(model, lora_config(ModelRecipe())).save_pretrained(tmp_path)
    for reference in (str(tmp_path), f"{checkpoint}+{tmp_path}"):
        policy = load_policy(ModelRecipe(adapter="lora"), reference)
        trained = [name for name, p in policy.model.named_parameters() if p.requires_grad]
        assert policy.peft_config is None
        assert len(trained) == 2 * 7 * 2
        assert all("lora_" in name for name in trained)


def test_unsloth_is_asked_for_four_bits_and_all_seven_projections(gpu, monkeypatch, checkpoint):
    unsloth = Unsloth()
    install(monkeypatch, "unsloth", FastLanguageModel=unsloth)
    install(monkeypatch, "bitsandbytes")
    recipe = ModelRecipe(
        base=str(checkpoint), backend="unsloth", load_in_4bit=True, adapter="lora", lora_r=16,
        lora_alpha=32, context=1024, dtype="auto",
    )  # fmt: skip
    policy = load_policy(recipe)
    assert unsloth.loaded == {
        "model_name": str(checkpoint), "max_seq_length": 1024, "dtype": torch.float16,
        "load_in_4bit": True, "full_finetuning": False, "fast_inference": False,
        "max_lora_rank": 16, "use_exact_model_name": True, "device_map": {"": 0},
    }  # fmt: skip
    assert unsloth.adapted == {
        "r": 16, "lora_alpha": 32, "lora_dropout": 0, "bias": "none",
        "target_modules": list(PROJECTIONS), "use_gradient_checkpointing": "unsloth",
    }  # fmt: skip
    assert policy.peft_config is None
    assert type(policy.model).__name__ == "PeftModelForCausalLM"


def test_unsloth_is_imported_before_trl_or_not_at_all(gpu, monkeypatch, checkpoint):
    """The installed trl is loaded in this process; a fresh one has to load Unsloth first."""
    monkeypatch.setattr(backends, "_check", lambda recipe: None)
    with pytest.raises(TrainingError, match="before trl"):
        load_policy(ModelRecipe(backend="unsloth"), str(checkpoint))
    code = "import sys, training.per_decision, training.backends; sys.exit('trl' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_four_bits_without_unsloth_are_bitsandbytes_on_this_processes_gpu(
    gpu, monkeypatch, checkpoint
):
    asked: dict[str, Any] = {}
    load = AutoModelForCausalLM.from_pretrained

    def record(folder: str, **options: Any) -> Any:
        asked.update(options)
        return load(folder, local_files_only=True, output_loading_info=True)

    install(monkeypatch, "bitsandbytes")
    monkeypatch.setattr(AutoModelForCausalLM, "from_pretrained", record)
    recipe = ModelRecipe(adapter="lora", load_in_4bit=True, dtype="auto")
    policy = load_policy(recipe, str(checkpoint))
    bits = asked["quantization_config"]
    assert (bits.load_in_4bit, bits.bnb_4bit_quant_type) == (True, "nf4")
    assert bits.bnb_4bit_compute_dtype is torch.float16
    assert asked["device_map"] == {"": 0}
    assert policy.peft_config is not None


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"backend": "unsloth"}, r"needs unsloth.*majordomo\[unsloth\]"),
        ({"generation": "vllm-colocate"}, r"needs vllm.*majordomo\[vllm\]"),
        ({"load_in_4bit": True, "adapter": "lora"}, "needs bitsandbytes"),
    ],
)
def test_a_missing_package_is_named_with_what_installs_it(checkpoint, settings, says):
    with pytest.raises(TrainingError, match=says):
        load_policy(ModelRecipe(**settings), str(checkpoint))


def test_a_missing_gpu_is_said_before_anything_is_loaded(monkeypatch, checkpoint):
    for name in ("unsloth", "vllm", "bitsandbytes"):
        install(monkeypatch, name)
    for settings in (
        {"backend": "unsloth"}, {"generation": "vllm-server"},
        {"load_in_4bit": True, "adapter": "lora"},
    ):  # fmt: skip
        with pytest.raises(TrainingError, match="needs a CUDA GPU"):
            load_policy(ModelRecipe(**settings), str(checkpoint))


def test_what_makes_no_sense_is_refused(gpu, monkeypatch, checkpoint, tmp_path):
    install(monkeypatch, "bitsandbytes")
    with pytest.raises(TrainingError, match="cannot be trained"):
        load_policy(ModelRecipe(load_in_4bit=True), str(checkpoint))
    with pytest.raises(TrainingError, match=r"model\.base"):
        load_policy(ModelRecipe())
    with pytest.raises(TrainingError, match="no folder"):
        load_policy(ModelRecipe(), str(tmp_path / "nothing"))


def test_a_gpu_gets_mixed_precision_and_a_large_model_checkpointing(gpu, monkeypatch):
    small, large = (SimpleNamespace(num_parameters=lambda n=n: n) for n in (5e6, 7e9))
    recipe = ModelRecipe(dtype="auto")
    assert device_settings(recipe, large)["fp16"] and not device_settings(recipe, large)["bf16"]
    assert device_settings(recipe, large)["gradient_checkpointing"]
    assert not device_settings(recipe, small)["gradient_checkpointing"]
    monkeypatch.setattr(backends, "has_bfloat16", lambda: True)
    assert device_settings(recipe, small)["bf16"]
    assert dtype_of(recipe) is torch.bfloat16
    monkeypatch.setattr(backends, "has_gpu", lambda: False)
    assert dtype_of(recipe) is torch.float32
    assert device_settings(recipe, large) == {
        "use_cpu": True, "bf16": False, "fp16": False, "gradient_checkpointing": False,
        "gradient_checkpointing_kwargs": None,
    }  # fmt: skip


def test_a_vllm_server_is_named_to_the_trainer():
    recipe = ModelRecipe(generation="vllm-server", vllm_url="http://gpu-2:9000", context=1024)
    config = GRPOConfig(output_dir="out", use_cpu=True, bf16=False,
                        **generation_settings(recipe, [2, 4]))  # fmt: skip
    assert (config.use_vllm, config.vllm_mode) == (True, "server")
    assert config.vllm_server_base_url == "http://gpu-2:9000"
    assert config.generation_kwargs == {"stop_token_ids": [2, 4]}


class Llm:
    """Stands for `vllm.LLM`: generates with the weights it is handed, on the CPU."""

    asked: ClassVar[list[dict[str, Any]]] = []
    samplings: ClassVar[list[dict[str, Any]]] = []
    loads: ClassVar[list[str]] = []

    def __init__(self, model: str, **options: Any) -> None:
        self.asked.append({"model": model, **options})
        self.chat = load_folder(Path(model))
        runner = SimpleNamespace(model=SimpleNamespace(load_weights=self.load))
        worker = SimpleNamespace(model_runner=runner)
        executor = SimpleNamespace(driver_worker=worker)
        self.llm_engine = SimpleNamespace(model_executor=executor)

    def load(self, weights: list[tuple[str, torch.Tensor]]) -> None:
        own = self.chat.generator.model.state_dict()
        for name, tensor in weights:
            self.loads.append(name)
            own[name].copy_(tensor)

    def reset_prefix_cache(self) -> None:
        """Nothing is cached."""

    def generate(self, prompts: Any, sampling_params: dict[str, Any], use_tqdm: bool) -> Any:
        self.samplings.append(sampling_params)
        ids = [prompt["prompt_token_ids"] for prompt in prompts]
        found = self.chat.generate_many(
            ids, temperature=sampling_params["temperature"], logprobs_of="policy",
            max_new_tokens=sampling_params["max_tokens"],
        )  # fmt: skip
        return [
            SimpleNamespace(
                prompt_token_ids=done.prompt_ids,
                outputs=[SimpleNamespace(token_ids=done.ids, logprobs=[
                    {token: SimpleNamespace(logprob=p, rank=1)}
                    for token, p in zip(done.ids, done.logprobs, strict=True)
                ])],
            )
            for done in found
        ]  # fmt: skip


@pytest.mark.parametrize("adapter", ["none", "lora"])
def test_a_run_generates_with_vllm_beside_the_trainer(monkeypatch, checkpoint, tmp_path, adapter):
    """TRL's own vLLM code, up to the import of `vllm`; each step generates with new weights."""
    install(monkeypatch, "vllm")
    for name in ("asked", "samplings", "loads"):
        monkeypatch.setattr(Llm, name, [])
    monkeypatch.setattr(vllm_generation, "is_vllm_available", lambda: True)
    monkeypatch.setattr(vllm_generation, "LLM", Llm, raising=False)
    monkeypatch.setattr(vllm_generation, "SamplingParams", dict, raising=False)
    monkeypatch.setattr(backends, "_check", lambda recipe: None)
    for name in ("RANK", "LOCAL_RANK", "WORLD_SIZE", "MASTER_ADDR", "MASTER_PORT"):
        monkeypatch.setenv(name, "")  # set by TRL, and put back after the test
        monkeypatch.delenv(name)
    model = {"generation": "vllm-colocate", "vllm_memory": 0.25, "context": 1500,
             "adapter": adapter}  # fmt: skip
    policy = load_policy(ModelRecipe(), str(checkpoint))
    train(recipe_of(model), checkpoint, tmp_path / "run", seed=0)
    (asked,) = Llm.asked
    assert asked["model"] == str(checkpoint)
    assert (asked["gpu_memory_utilization"], asked["max_model_len"]) == (0.25, 1500)
    assert (asked["tensor_parallel_size"], asked["max_num_seqs"]) == (1, 2 * 4)
    ends = [n for n in range(len(policy.tokenizer)) if policy.ending([n]) is not None]
    assert [s["stop_token_ids"] for s in Llm.samplings] == [ends, ends]
    assert Llm.loads and set(Llm.loads) <= set(policy.model.state_dict())
    assert len(Llm.loads) == 2 * len(list(policy.model.parameters()))
    steps = [event for event in RunFolder(tmp_path / "run").events("train") if "reward" in event]
    ratio = "sampling/importance_sampling_ratio/mean"
    assert [event[ratio] for event in steps] == pytest.approx([1.0, 1.0], abs=1e-3)
