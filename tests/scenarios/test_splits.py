"""Held-out days are held out: other combinations, other names, no run of eight words in common."""

import re
from collections.abc import Iterator
from dataclasses import fields

import pytest

from scenarios.families import families, family, generate
from scenarios.families.bank import BANKS, HELDOUT, TRAIN, Split
from scenarios.overlap import overlap, texts_of

CORES = {
    "injected_errand": "injection promise chat mail",
    "calm_day": "habit arrival leave follow_up",
    "handover_day": "summary delegate away missing",
    "travel_day": "travel prepare channel drift",
}
"""What each held-out family is about: fewer mechanics than it may play with."""

FEW, MANY = 5, 50
"""Seeds of each family."""

_NAME = re.compile(r"\b[A-Z][a-z]+\b")


def _texts(split: Split, seeds: int) -> Iterator[tuple[str, str]]:
    for name in families(split):
        for seed in range(seeds):
            day = generate(name, seed, "hard")
            yield from ((day.name, text) for text in texts_of(day))


def test_every_held_out_family_is_looked_at():
    assert set(CORES) == set(families("heldout"))


@pytest.mark.parametrize("name", CORES)
def test_no_training_family_joins_what_a_held_out_one_is_about(name: str):
    core = set(CORES[name].split())
    assert core <= family(name).mechanics
    for other in families("train"):
        assert not core <= family(other).mechanics, other
        assert not family(name).mechanics <= family(other).mechanics, other


@pytest.mark.parametrize("kind", [field.name for field in fields(TRAIN)])
def test_the_splits_share_no_name(kind: str):
    mine, theirs = getattr(TRAIN, kind), getattr(HELDOUT, kind)
    assert not set(mine) & set(theirs)
    assert len(set(mine)) == len(mine)
    assert len(set(theirs)) == len(theirs)


@pytest.mark.parametrize(("split", "other"), [("train", "heldout"), ("heldout", "train")])
def test_no_day_names_anybody_of_the_other_split(split: Split, other: Split):
    strangers = {*BANKS[other].first, *BANKS[other].last}
    for day, text in _texts(split, FEW):
        assert not strangers & set(_NAME.findall(text)), (day, text)


def test_the_splits_share_no_run_of_eight_words():
    found = overlap(FEW)
    assert found.heldout > 1000
    assert found.shared == 0, found.longest
    assert not found.same


@pytest.mark.slow
def test_the_splits_share_no_run_of_eight_words_over_many_days():
    found = overlap(MANY, ("easy", "medium", "hard"))
    assert found.shared == 0, found.longest
    assert not found.same
