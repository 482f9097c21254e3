"""The development vaults are what their READMEs say, so that a wrong figure is not the vault's."""

import pytest

from tests.memory.fit_answers import VAULTS, questions


@pytest.mark.parametrize("vault", ["dev", "dev2"])
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


def test_the_second_development_vault_has_what_its_readme_says():
    asked = questions("dev2")
    assert len({question["id"] for question in asked}) == len(asked) == 120
    assert sum(question["answerable"] for question in asked) == 60
    assert sum(q.get("why", "").startswith("near miss: ") for q in asked) == 36
    assert len(list((VAULTS / "dev2" / "notes").rglob("*.md"))) == 63
