from pathlib import Path

import pytest
import torch

from assistant.models.checkpoint import load_folder
from majordomo.train import run_average
from tests.training.tiny import build_policy
from training.averaging import average
from training.errors import TrainingError
from training.runs import RunFolder
from training.saving import save_policy


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_policy(tmp_path_factory.mktemp("start"))


def moved(start: Path, folder: Path, seed: int, share: float = 0.01) -> Path:
    """A copy whose weights have gone a little way of their own."""
    policy = load_folder(start)
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for tensor in policy.generator.model.parameters():
            step = torch.randn(tensor.shape, generator=generator)
            tensor += share * tensor.norm() * step / step.norm()
    save_policy(policy.generator.model, policy.tokenizer, folder)
    return folder


def test_every_weight_is_the_mean_and_what_is_shared_stays_shared(start, tmp_path):
    parts = [moved(start, tmp_path / str(n), n) for n in range(3)]
    apart = average(parts, tmp_path / "mean")
    assert apart == pytest.approx(0.01 * 2**0.5, rel=0.05)
    models = [load_folder(part).generator.model for part in parts]
    mean = load_folder(tmp_path / "mean" / "last").generator.model
    for name, tensor in mean.named_parameters():
        expected = sum(dict(m.named_parameters())[name].double() for m in models) / 3
        torch.testing.assert_close(tensor.double(), expected, rtol=1e-6, atol=1e-8)
    tied = mean.config.tie_word_embeddings
    assert (mean.lm_head.weight is mean.model.embed_tokens.weight) == tied


def test_runs_are_named_by_their_folders_and_the_policy_plays(start, tmp_path, capsys):
    for name in ("a", "b"):
        RunFolder.create(tmp_path / name, "grpo", {"recipe": {"name": "mini"}}, 0)
        moved(start, tmp_path / name / "last", ord(name))
    assert run_average([f"hf:{tmp_path / 'a'}", str(tmp_path / "b" / "last")], tmp_path / "m") == 0
    assert "the mean of 2 policies" in capsys.readouterr().err
    about = RunFolder(tmp_path / "m").about()
    assert (about["command"], about["config"]["recipe"]["name"]) == ("average", "mini")
    policy = load_folder(tmp_path / "m" / "last")
    [done] = policy.generate_many([[5, 6, 7]], temperature=0.0, max_new_tokens=4)
    assert done.ids


def test_what_has_no_mean_is_refused_and_nothing_is_written(start, tmp_path):
    out = tmp_path / "mean"
    with pytest.raises(TrainingError, match="at least two"):
        average([start], out)
    other = build_policy(tmp_path / "wide", hidden=48)
    with pytest.raises(TrainingError, match="other weights"):
        average([start, other], out)
    with pytest.raises(TrainingError, match="not begun with the same weights"):
        average([start, moved(start, tmp_path / "far", 1, share=1.0)], out)
    assert not out.exists()
