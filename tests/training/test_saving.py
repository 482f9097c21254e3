"""Checkpoints are whole, whatever a crash interrupts."""

from pathlib import Path

from training.runs import RunFolder
from training.saving import mend


def folder(path: Path, text: str) -> Path:
    path.mkdir(parents=True)
    (path / "weights").write_text(text)
    return path


def test_a_crash_between_two_names_is_mended_by_the_newer(tmp_path: Path):
    folder(tmp_path / "best.new", "new")
    folder(tmp_path / "best.old", "old")
    mend(tmp_path / "best")
    assert (tmp_path / "best" / "weights").read_text() == "new"


def test_a_whole_checkpoint_and_a_half_written_first_one_stay_as_they_are(tmp_path: Path):
    folder(tmp_path / "best", "kept")
    folder(tmp_path / "best.new", "half")
    mend(tmp_path / "best")
    assert (tmp_path / "best" / "weights").read_text() == "kept"
    folder(tmp_path / "first.new", "half")
    mend(tmp_path / "first")
    assert not (tmp_path / "first").exists()


def test_checkpoints_that_were_cut_off_are_deleted_and_the_rest_is_in_order(tmp_path: Path):
    run = RunFolder.create(tmp_path / "run", "sft", {}, 0)
    for step in (9, 10, 2):
        folder(run.checkpoint(step), "w")
    for step in (9, 10):
        (run.checkpoint(step) / "mark").touch()
    (run.checkpoints / "checkpoint-notes").mkdir()
    assert run.whole_checkpoints("mark") == [run.checkpoint(9), run.checkpoint(10)]
    assert not run.checkpoint(2).exists()
    assert (run.checkpoints / "checkpoint-notes").exists()
    assert run.last_checkpoint() == run.checkpoint(10)
