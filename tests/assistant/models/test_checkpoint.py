import json
import shutil

import pytest
import torch
from safetensors.torch import load_file, save_file
from transformers import PreTrainedTokenizerFast

from assistant.models import ModelError, load_model
from assistant.models.checkpoint import ending_of, load_checkpoint
from tests.assistant.models.tiny import build_tiny_checkpoint


def error_of(reference):
    with pytest.raises(ModelError) as caught:
        load_model(f"hf:{reference}")
    message = str(caught.value)
    assert "\n" not in message
    return message


@pytest.fixture
def damaged(checkpoint, tmp_path):
    """A copy of the checkpoint to take something out of."""
    return shutil.copytree(checkpoint, tmp_path / "damaged")


def edit_json(path, **changes):
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))


def test_a_tiny_checkpoint_is_small_and_the_same_for_the_same_seed(checkpoint, tmp_path):
    assert sum(file.stat().st_size for file in checkpoint.iterdir()) < 1_000_000
    again, other = tmp_path / "again", tmp_path / "other"
    weights = (checkpoint / "model.safetensors").read_bytes()
    assert (build_tiny_checkpoint(again) / "model.safetensors").read_bytes() == weights
    assert (build_tiny_checkpoint(other, seed=1) / "model.safetensors").read_bytes() != weights


def test_weights_are_loaded_as_fp32_and_without_dropout(model):
    if torch.cuda.is_available():
        pytest.skip("on a GPU weights stay as saved")
    assert model.generator.model.dtype is torch.float32
    assert not model.generator.model.training


def test_loading_draws_no_progress_bar(checkpoint, capfd):
    load_model(f"hf:{checkpoint}")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "reference", ["/no/such/folder", "./no-such", "~/no-such", "no such folder", "a/b/c"]
)
def test_a_missing_folder_is_named(reference):
    assert f"there is no folder {reference}" in error_of(reference)


def test_a_hub_id_that_is_not_in_the_cache_is_not_downloaded():
    message = error_of("majordomo-tests/not-there")
    assert "`hf download majordomo-tests/not-there`" in message


@pytest.mark.parametrize("reference", ["", "+", "+adapter", "base+"])
def test_half_a_name_is_refused(reference):
    assert "names no model" in error_of(reference)


def test_a_folder_with_a_plus_in_its_name_is_a_folder(checkpoint, tmp_path):
    folder = shutil.copytree(checkpoint, tmp_path / "a+b")
    assert load_checkpoint(str(folder)).model_name == f"hf:{folder}"


def test_a_folder_that_is_no_checkpoint_is_refused(tmp_path):
    assert "no config.json" in error_of(tmp_path)
    (tmp_path / "adapter_config.json").write_text("{}")
    assert f"write hf:BASE+{tmp_path}" in error_of(tmp_path)


def test_missing_weights_are_not_filled_with_random_numbers(damaged):
    weights = load_file(damaged / "model.safetensors")
    del weights["model.layers.1.mlp.up_proj.weight"]
    save_file(weights, damaged / "model.safetensors", metadata={"format": "pt"})
    assert "lacks 1 of its weights, such as model.layers.1.mlp.up_proj" in error_of(damaged)


def test_broken_files_are_one_line_that_names_the_checkpoint(damaged):
    (damaged / "model.safetensors").write_bytes(b"not weights")
    assert f"{damaged} cannot be loaded" in error_of(damaged)
    (damaged / "model.safetensors").unlink()
    assert f"{damaged} cannot be loaded" in error_of(damaged)
    (damaged / "config.json").write_text("{")
    assert f"{damaged} cannot be loaded" in error_of(damaged)


def test_a_model_without_a_chat_template_is_refused(damaged):
    (damaged / "chat_template.jinja").unlink()
    assert "no chat template" in error_of(damaged)


def test_a_tokenizer_of_another_model_is_refused(damaged):
    edit_json(damaged / "config.json", vocab_size=100)
    weights = load_file(damaged / "model.safetensors")
    weights["model.embed_tokens.weight"] = weights["model.embed_tokens.weight"][:100].clone()
    save_file(weights, damaged / "model.safetensors", metadata={"format": "pt"})
    assert "512 tokens and 100 embeddings" in error_of(damaged)


def test_an_adapter_without_peft_names_the_extra(checkpoint, tmp_path, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert "pip install 'majordomo[train]'" in error_of(f"{checkpoint}+{tmp_path}")


def test_an_adapter_changes_the_answers(checkpoint, tmp_path):
    peft = pytest.importorskip("peft")
    base = load_checkpoint(str(checkpoint)).generator.model
    config = peft.LoraConfig(r=2, target_modules=["q_proj", "v_proj"], init_lora_weights=False)
    peft.get_peft_model(base, config).save_pretrained(tmp_path)
    plain, adapted = load_checkpoint(f"{checkpoint}"), load_checkpoint(f"{checkpoint}+{tmp_path}")
    prompt = [[1, 50, 60, 2]]
    before, after = (m.generate_many(prompt, max_new_tokens=5)[0] for m in (plain, adapted))
    assert before.logprobs != after.logprobs


def test_an_adapter_for_other_layers_is_refused(checkpoint, tmp_path):
    peft = pytest.importorskip("peft")
    base = load_checkpoint(str(checkpoint)).generator.model
    peft.get_peft_model(base, peft.LoraConfig(target_modules=["q_proj"])).save_pretrained(tmp_path)
    edit_json(tmp_path / "adapter_config.json", target_modules=["q_proj", "v_proj"])
    assert "missing adapter keys" in error_of(f"{checkpoint}+{tmp_path}")


def test_a_folder_that_is_no_adapter_is_refused(checkpoint, tmp_path):
    pytest.importorskip("peft")
    assert "not an adapter" in error_of(f"{checkpoint}+{tmp_path}")


def test_the_end_of_a_call_is_found_where_it_is_not_one_token(model):
    class Spelled(PreTrainedTokenizerFast):
        """A tokenizer without a token of its own for the end of a call."""

        def get_added_vocab(self):
            return {}

    tokenizer = Spelled(tokenizer_object=model.tokenizer.backend_tokenizer, eos_token="<|im_end|>")
    ending = ending_of(tokenizer, model.generator.model)
    ids = model.tokenizer.encode("x</tool_call", split_special_tokens=True)
    assert ending(ids) is None
    assert ending(ids + model.tokenizer.encode(">")) == "tool_calls"
    assert ending([*ids, model.tokenizer.eos_token_id]) == "stop"
