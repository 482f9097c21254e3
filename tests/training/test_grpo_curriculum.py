"""The curriculum opens levels by grade, steps back when stuck, and draws days by seed."""

from training.grpo.curriculum import (
    TRAIN_SEEDS,
    VALIDATION_SEEDS,
    WINDOW,
    Curriculum,
    level_of,
    validation_days,
)
from training.recipe import GrpoRecipe
from training.records import DaySpec, Rollout

RECIPE = GrpoRecipe(
    levels=("easy", "medium", "hard"), families=("rush_hour", "todo_queue"),
    unlock_grade=0.3, step_down_grade=0.1, patience=8, validation_days=5,
)  # fmt: skip


def step(curriculum: Curriculum, grade: float, level: str = "", lost: str = "") -> str:
    spec = DaySpec(f"rush_hour:1:{level or curriculum.name}")
    return curriculum.record([Rollout(spec, grade=grade, lost=lost)])


def test_a_level_opens_at_the_mean_grade_and_not_by_one_good_step() -> None:
    curriculum = Curriculum(RECIPE, seed=0)
    assert [step(curriculum, 0.2) for _ in range(WINDOW)] == [""] * WINDOW
    assert step(curriculum, 0.69) == ""
    assert step(curriculum, 0.69) == "up"
    assert curriculum.name == "medium"


def test_between_the_two_grades_nothing_moves() -> None:
    curriculum = Curriculum(RECIPE, seed=0, level=1)
    assert not any(step(curriculum, grade) for grade in [0.12, 0.28] * 20)


def test_it_steps_down_only_after_patience() -> None:
    curriculum = Curriculum(RECIPE, seed=0, level=1)
    moves = [step(curriculum, 0.05) for _ in range(RECIPE.patience)]
    assert moves == [""] * (RECIPE.patience - 1) + ["down"]
    assert curriculum.name == "easy"
    assert not any(step(curriculum, 0.0) for _ in range(3 * RECIPE.patience))


def test_the_last_level_stays_open_and_grades_of_other_levels_do_not_count() -> None:
    curriculum = Curriculum(RECIPE, seed=0, level=2)
    assert not any(step(curriculum, 0.9) for _ in range(2 * WINDOW))
    curriculum = Curriculum(RECIPE, seed=0)
    assert not any(step(curriculum, 0.9, level="hard") for _ in range(2 * WINDOW))
    assert not any(step(curriculum, 0.9, lost="gone") for _ in range(2 * WINDOW))


def test_days_follow_from_seed_step_and_attempt() -> None:
    curriculum = Curriculum(RECIPE, seed=3, level=1)
    assert curriculum.draw(7, 0, 4) == Curriculum(RECIPE, seed=3, level=1).draw(7, 0, 4)
    others = [
        curriculum.draw(7, 1, 4),
        curriculum.draw(8, 0, 4),
        Curriculum(RECIPE, 4, 1).draw(7, 0, 4),
    ]
    assert all(drawn != curriculum.draw(7, 0, 4) for drawn in others)


def test_most_days_are_of_the_level_and_none_beyond_it() -> None:
    curriculum = Curriculum(RECIPE, seed=0, level=1)
    levels = [level_of(day) for n in range(100) for day in curriculum.draw(n, 0, 4)]
    assert set(levels) == {"easy", "medium"}
    assert 0.6 < levels.count("medium") / len(levels) < 0.8


def test_validation_days_are_never_played() -> None:
    days = validation_days(RECIPE)
    assert len(set(days)) == RECIPE.validation_days
    seeds = {int(day.name.split(":")[1]) for day in days}
    assert seeds <= set(VALIDATION_SEEDS) and not seeds & set(TRAIN_SEEDS)
    assert {level_of(day) for day in days} == {"easy", "medium", "hard"}
    drawn = {int(d.name.split(":")[1]) for d in Curriculum(RECIPE, 0).draw(0, 0, 50)}
    assert drawn <= set(TRAIN_SEEDS)


def test_its_state_can_be_restored() -> None:
    curriculum = Curriculum(RECIPE, seed=0)
    for grade in (0.4, 0.4, 0.4, 0.4, 0.4, 0.2, 0.1):
        step(curriculum, grade)
    copy = Curriculum(RECIPE, seed=0)
    copy.restore(curriculum.state())
    assert copy == curriculum and copy.name == "medium"
