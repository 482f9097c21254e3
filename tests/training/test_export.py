import json
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file
from transformers import AutoTokenizer
from typer.testing import CliRunner

from assistant.models.checkpoint import load_folder
from assistant.models.pointer import PointerConfig, PointerForCausalLM
from majordomo.cli import app
from tests.training.tiny import build_policy
from training import export as exporting
from training.backends import lora_config
from training.errors import TrainingError
from training.export import export
from training.mini import forms_of
from training.recipe import ModelRecipe, Recipe
from training.rollouts import roll_out
from training.runs import RunFolder
from training.saving import save_policy


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_policy(tmp_path_factory.mktemp("policy"), steps=60)


@pytest.fixture(scope="module")
def adapter(checkpoint: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An adapter that does something, on all seven projections."""
    from peft import get_peft_model

    folder = tmp_path_factory.mktemp("adapter")
    model = get_peft_model(load_folder(checkpoint).generator.model, lora_config(ModelRecipe()))
    with torch.random.fork_rng(devices=[]), torch.no_grad():
        torch.manual_seed(0)
        for name, weights in model.named_parameters():
            if "lora_B" in name:
                weights.normal_(std=0.02)
    model.save_pretrained(folder)
    return folder


def played(chat: Any) -> list[tuple[list[int], list[int]]]:
    turns = roll_out(chat, [exporting.DAY])[0].turns
    return [(turn.prompt_ids, turn.completion_ids) for turn in turns]


def test_full_weights_are_rounded_once_and_play_the_same(checkpoint, tmp_path):
    found = export(str(checkpoint), tmp_path / "out")
    stored = load_file(tmp_path / "out" / "model.safetensors")
    source = load_folder(checkpoint)
    assert {tensor.dtype for tensor in stored.values()} == {torch.bfloat16}
    for name, tensor in source.generator.model.state_dict().items():
        if name in stored:
            assert torch.equal(stored[name], tensor.to(torch.bfloat16))
    assert json.loads((tmp_path / "out" / "config.json").read_text())["dtype"] == "bfloat16"
    assert (found.has_adapter, found.merge_error) == (False, None)
    assert 0 < found.megabytes < 1
    with torch.no_grad():
        for weights in source.generator.model.parameters():
            weights.copy_(weights.bfloat16())
    assert len(played(source)) == found.calls > 1
    assert played(source) == played(load_folder(tmp_path / "out"))
    assert load_folder(tmp_path / "out").tokenizer.chat_template == source.tokenizer.chat_template


def test_a_pointers_table_of_tokens_is_kept_as_it_is(checkpoint, tmp_path):
    plain = load_folder(checkpoint)
    config = PointerConfig(**plain.generator.model.config.to_dict() | {"pointer_size": 8})
    model = PointerForCausalLM(config)
    model.load_state_dict(plain.generator.model.state_dict(), strict=False)
    model.pointer.start(forms_of(plain.tokenizer))
    save_policy(model, plain.tokenizer, tmp_path / "pointer")
    found = export(str(tmp_path / "pointer"), tmp_path / "out")
    forms = load_file(tmp_path / "out" / "model.safetensors")["pointer.forms"]
    assert torch.equal(forms, forms_of(plain.tokenizer)) and len(forms.unique(dim=0)) > 1
    assert len(played(load_folder(tmp_path / "out"))) == found.calls > 0


def test_an_adapter_is_written_as_trained_and_merged(checkpoint, adapter, tmp_path):
    found = export(f"{checkpoint}+{adapter}", tmp_path / "out")
    assert found.has_adapter and found.merge_error is not None
    assert found.merge_error < 1e-5
    base = load_folder(checkpoint).generator.model.state_dict()
    merged = load_folder(tmp_path / "out").generator.model.state_dict()
    projections = [n for n in base if n.endswith("_proj.weight")]
    assert len(projections) == 2 * 7
    assert all(not torch.equal(base[name].bfloat16().float(), merged[name]) for name in projections)
    written = load_file(tmp_path / "out" / "adapter" / "adapter_model.safetensors")
    trained = load_file(adapter / "adapter_model.safetensors")
    assert written.keys() == trained.keys()
    assert all(torch.equal(written[name], trained[name]) for name in trained)


@pytest.mark.slow
def test_an_adapter_alone_finds_its_base_and_is_exported_alone(adapter, tmp_path):
    found = export(str(adapter), tmp_path / "out", adapter=True)
    assert found.has_adapter and found.parameters == 0
    assert not (tmp_path / "out" / "model.safetensors").exists()
    assert (tmp_path / "out" / "adapter" / "adapter_model.safetensors").is_file()
    assert "hf:BASE+FOLDER/adapter" in (tmp_path / "out" / "README.md").read_text()


@pytest.mark.slow
def test_merged_weights_can_be_had_without_the_adapter(checkpoint, adapter, tmp_path):
    found = export(f"{checkpoint}+{adapter}", tmp_path / "out", merge=True)
    assert not found.has_adapter and found.parameters > 0
    assert not (tmp_path / "out" / "adapter").exists()


def test_weights_that_differ_from_the_source_are_not_exported(checkpoint, tmp_path, monkeypatch):
    save = exporting._save_rounded

    def save_wrongly(model: Any, folder: Path) -> Any:
        rounded, path = save(model, folder), folder / "model.safetensors"
        tensors = load_file(path)
        tensors["model.norm.weight"][0] += 1 / 64
        save_file(tensors, path, metadata={"format": "pt"})
        return rounded

    monkeypatch.setattr(exporting, "_save_rounded", save_wrongly)
    with pytest.raises(TrainingError, match=r"model\.norm\.weight"):
        export(str(checkpoint), tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_a_policy_that_plays_otherwise_is_not_exported(checkpoint, tmp_path, monkeypatch):
    """Equal weights with another tokenizer or template behave otherwise: only the episode shows."""
    write = AutoTokenizer.from_pretrained

    def other(*args: Any, **kwargs: Any) -> Any:
        tokenizer = write(*args, **kwargs)
        tokenizer.chat_template = tokenizer.chat_template.replace("# Tools", "# Calls")
        return tokenizer

    plain = load_folder(checkpoint).tokenizer
    monkeypatch.setattr(AutoTokenizer, "from_pretrained", other)
    monkeypatch.setattr(exporting, "load_folder", lambda *a: _with(load_folder(*a), plain))
    with pytest.raises(TrainingError, match="call 1"):
        export(str(checkpoint), tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def _with(chat: Any, tokenizer: Any) -> Any:
    return chat.model_copy(update={"tokenizer": tokenizer})


@pytest.mark.slow
def test_a_merge_that_changes_the_logits_is_not_exported(
    checkpoint, adapter, tmp_path, monkeypatch
):
    monkeypatch.setattr(exporting, "MERGE_TOLERANCE", 0.0)
    with pytest.raises(TrainingError, match="merging changed"):
        export(f"{checkpoint}+{adapter}", tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_a_run_is_exported_by_its_best_checkpoint_and_told_on_the_card(checkpoint, tmp_path):
    recipe = Recipe.model_validate({"name": "tiny-run"})
    config = {"recipe": recipe.model_dump(mode="json"), "start": "start"}
    run = RunFolder.create(tmp_path / "run", "grpo", config, seed=17)
    with pytest.raises(TrainingError, match="no checkpoint yet"):
        export(str(run.path), tmp_path / "out")
    (run.path / "best").symlink_to(checkpoint)
    run.log("validation", step=40, grade=0.625)
    results = {"policies": {"mini": {"grade": {"mean": 0.5, "ci": [0.4, 0.6], "n": 200}}}}
    (run.path / "results.json").write_text(json.dumps(results))
    found = export(str(run.path), tmp_path / "out")
    assert Path(found.source).name == "best"
    card = (tmp_path / "out" / "README.md").read_text()
    for fact in (
        "# majordomo-tiny-run", "- seed: 17", f"- commit: {run.about()['commit']}",
        "- validation: grade: 0.625", "- grade of mini: 0.500 [0.400, 0.600], n = 200",
        f"{found.parameters:,} parameters", "license: apache-2.0",
    ):  # fmt: skip
        assert fact in card


def test_a_checkpoint_of_a_run_is_not_exchanged_for_the_runs_best(checkpoint, tmp_path):
    run = RunFolder.create(tmp_path / "run", "grpo", {"recipe": {"name": "one"}}, seed=3)
    for folder in (run.path / "best", run.checkpoint(5)):
        folder.symlink_to(checkpoint)
    assert exporting.checkpoint_of(str(run.path)) == str(run.path / "best")
    fifth = str(run.checkpoint(5))
    assert exporting.checkpoint_of(fifth) == fifth
    for reference in (fifth, str(run.path / "best"), f"base+{fifth}"):
        assert exporting.run_of(reference) == run
    assert exporting.run_of(str(checkpoint)) is None


def test_what_cannot_be_exported_says_why(checkpoint, tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file").touch()
    with pytest.raises(TrainingError, match="not empty"):
        export(str(checkpoint), tmp_path / "full")
    with pytest.raises(TrainingError, match="has no adapter"):
        export(str(checkpoint), tmp_path / "out", adapter=True)
    with pytest.raises(TrainingError, match="no folder"):
        export(str(tmp_path / "nothing"), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_the_command_prints_what_it_did(checkpoint, tmp_path):
    out = tmp_path / "out"
    ran = CliRunner().invoke(
        app, ["export", "--from", str(checkpoint), "--out", str(out), "--json"]
    )
    assert ran.exit_code == 0, ran.output
    found = json.loads(ran.stdout)
    assert found["folder"] == str(out)
    assert found["calls"] > 1 and found["tokens"] > found["calls"]
