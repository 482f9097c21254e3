"""The vaults are what their READMEs say, so that a wrong figure is not the vault's."""

import pytest

from tests.memory.fit_answers import VAULTS, questions


@pytest.mark.parametrize("vault", ["dev", "dev2", "held2"])
def test_every_accepted_answer_stands_in_the_notes_it_is_said_to_stand_in(vault: str):
    for question in questions(vault):
        if not question["answerable"]:
            assert question["why"].startswith(("near miss: ", "absent: ")), question["id"]
            continue
        texts = [
            (VAULTS / vault / "notes" / source).read_text("utf-8").lower()
            for source in question["source"]
        ]
        assert all(any(a.lower() in text for a in question["answer"]) for text in texts), question
        assert all(any(a.lower() in text for text in texts) for a in question["answer"]), question


@pytest.mark.parametrize(
    ("vault", "each", "near", "notes"), [("dev2", 60, 36, 63), ("held2", 100, 60, 86)]
)
def test_a_later_vault_has_what_its_readme_says(vault: str, each: int, near: int, notes: int):
    asked = questions(vault)
    assert len({question["id"] for question in asked}) == len(asked) == 2 * each
    assert sum(question["answerable"] for question in asked) == each
    assert sum(q.get("why", "").startswith("near miss: ") for q in asked) == near
    assert len(list((VAULTS / vault / "notes").rglob("*.md"))) == notes
