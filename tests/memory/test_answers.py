"""Answers from real notes with the real embedder; the figures are in docs/experiments.md."""

import sys
from pathlib import Path

import pytest

from memory import KnowledgeBase, MiniLmEmbedder
from memory.answers import NO_NOTES, UNKNOWN, Answer, Reader
from memory.passages import passages
from tests.memory.fit_answers import VAULTS, holds, questions

HOUSE = """# House
## Boiler
- Repairs: Gethin Parry, mobile 07700 900144, mornings only
- Serviced on 20 January 2026. Pressure belongs between 1.2 and 1.5 bar
## Wifi
| network | password | where |
|---|---|---|
| Gull | plum-kettle-49 | home |
| Gull-guest | visitors2welcome | guests |
"""
LEASE = """# Lease
The landlady is Mrs Adela Pell. The lease ends on 31 August 2026.
We pay a rent of £1,185 a month.
"""
SAID = {
    "Who repairs the boiler?": "Gethin Parry",
    "what's Gethin's mobile number": "07700 900144",
    "When was the boiler serviced?": "20 January 2026",
    "when does the lease end?": "31 August 2026",
    "How much rent do we pay?": "£1,185",
    "What's the wifi password for guests?": "visitors2welcome",
}
NOT_SAID = [
    "What's Gethin's email address?",
    "what is the landlady's phone number",
    "How much did the boiler service cost?",
    "who is my godmother?",
    "When is Adela Pell's birthday?",
    "what does the dog weigh",
    "How hot should the oven be for bread?",
]


@pytest.fixture(scope="module")
def notes(tmp_path_factory: pytest.TempPathFactory):
    import torch

    torch.set_num_threads(1)
    folder: Path = tmp_path_factory.mktemp("answers")
    vault = folder / "vault"
    vault.mkdir()
    (vault / "house.md").write_text(HOUSE, "utf-8")
    (vault / "lease.md").write_text(LEASE, "utf-8")
    with KnowledgeBase.open(folder / "kb", MiniLmEmbedder()) as kb:
        kb.add_paths([vault])
        kb.add("Ida likes peonies, and her shoe size is 39.", "fact", "you", "ida")
        yield kb


@pytest.fixture(scope="module")
def reader(notes: KnowledgeBase) -> Reader:
    return Reader(notes)


@pytest.mark.parametrize(("question", "said"), SAID.items())
def test_what_the_notes_say_is_quoted_and_cited(
    notes: KnowledgeBase, reader: Reader, question: str, said: str
):
    answer = reader.answer(question)
    assert answer.is_known and said in answer.text
    [cited] = answer.citations
    record = notes.record(cited.id)
    assert record is not None and answer.text == cited.text and cited.text in record.text
    assert cited.source == record.source


@pytest.mark.parametrize("question", NOT_SAID)
def test_what_they_do_not_say_is_not_answered(reader: Reader, question: str):
    answer = reader.answer(question)
    assert answer == Answer(UNKNOWN, (), answer.support)
    assert not answer.is_known and 0 <= answer.support < 1


def test_text_from_outside_is_marked_and_your_own_is_not(reader: Reader):
    [outside] = reader.answer("Who repairs the boiler?").citations
    [own] = reader.answer("What is Ida's shoe size?").citations
    assert outside.tainted
    assert (own.id, own.tainted) == ("ida", False)


def test_a_row_is_shown_under_its_columns(reader: Reader):
    [cited] = reader.answer("What's the wifi password for guests?").citations
    assert cited.under == "House > Wifi · network | password | where"


def test_of_an_old_and_a_new_state_the_new_one_holds_now(tmp_path: Path):
    with KnowledgeBase.open(tmp_path / "kb", MiniLmEmbedder()) as kb:
        kb.add("Yoga is at Studio Lotus on Mondays.", "fact", "you", "old")
        kb.add("Yoga moved to Studio Birch from March.", "fact", "you", "new")
        [cited] = Reader(kb).answer("Where is yoga now?").citations
    assert cited.id == "new"


def test_a_line_answers_for_what_it_stands_beneath(tmp_path: Path):
    vault = tmp_path / "vault"
    vault.mkdir()
    (vault / "2025-03 workshop.md").write_text(
        "- Lathe\n  - belt: 710 mm\n- Bandsaw\n  - belt: 1425 mm\n", "utf-8"
    )
    with KnowledgeBase.open(tmp_path / "kb", MiniLmEmbedder()) as kb:
        kb.add_paths([vault])
        reader = Reader(kb)
        lathe, bandsaw = (
            reader.answer(f"How long is the {what}'s belt?").text for what in ("lathe", "bandsaw")
        )
    assert (lathe, bandsaw) == ("belt: 710 mm", "belt: 1425 mm")


def test_a_forgotten_note_answers_nothing(tmp_path: Path):
    with KnowledgeBase.open(tmp_path / "kb", MiniLmEmbedder()) as kb:
        assert Reader(kb).answer("Who repairs the boiler?") == Answer(NO_NOTES, (), 0.0)
        kb.add("Gethin Parry repairs the boiler.", "fact", "you", "boiler")
        kb.add("The bins go out on Tuesdays.", "fact", "you", "bins")
        assert Reader(kb).answer("Who repairs the boiler?").citations[0].id == "boiler"
        kb.forget("boiler")
        assert not Reader(kb).answer("Who repairs the boiler?").is_known


def test_how_an_item_was_handled_is_no_note(tmp_path: Path):
    with KnowledgeBase.open(tmp_path / "kb") as kb:
        kb.add_episode("Gethin repairs the boiler on Monday", "mail", "reply", "thanked him")
        assert Reader(kb).answer("Who repairs the boiler?").text == NO_NOTES


@pytest.mark.parametrize("question", ["", "  \n", "?!", "…"])
def test_a_question_needs_words(reader: Reader, question: str):
    with pytest.raises(ValueError, match="needs words"):
        reader.answer(question)


@pytest.mark.parametrize("question", ["who " * 3000, "\0who\0 repairs", "¿quién? 谁修锅炉", "1"])
def test_any_question_with_words_gets_an_answer(reader: Reader, question: str):
    assert reader.answer(question).text


def test_every_passage_stands_in_its_note(notes: KnowledgeBase):
    found = [(p.text, p.under) for record in notes.records() for p in passages(record)]
    assert ("Serviced on 20 January 2026. Pressure belongs between 1.2 and 1.5 bar",
            "House > Boiler") in found  # fmt: skip
    assert all(
        passage.text in record.text for record in notes.records() for passage in passages(record)
    )
    assert not any("---" in text for text, _ in found)


def measured(half: str, folder: Path) -> dict[str, float]:
    """How often the questions of a half are answered, refused, and cited rightly."""
    import torch

    torch.set_num_threads(1)
    counts = dict.fromkeys(("answered", "abstained", "note", "words", "wrong"), 0)
    with KnowledgeBase.open(folder) as kb:
        kb.add_paths([VAULTS / half / "notes"])
        reader = Reader(kb)
        asked = questions(half)
        for question in asked:
            answer = reader.answer(question["question"])
            if not question["answerable"]:
                counts["abstained"] += not answer.is_known
                counts["wrong"] += answer.is_known
            elif answer.is_known:
                cites = answer.citations[0].source in question["source"]
                counts["answered"] += 1
                counts["note"] += cites
                counts["words"] += cites and holds(question, answer.text)
    can = sum(question["answerable"] for question in asked)
    told = counts["answered"] + counts["wrong"]
    return {
        "answered": counts["answered"] / can,
        "abstained": counts["abstained"] / (len(asked) - can),
        "note": counts["note"] / counts["answered"],
        "words": counts["words"] / counts["answered"],
        "of_all": counts["note"] / told,
    }


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_the_held_half_is_answered_as_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    # The aims are 0.75 answered, 0.80 abstained and 0.90 right; the first one is not met.
    found = measured("held", tmp_path / "kb")
    with capsys.disabled():
        sys.stdout.write(f"\n{found}\n")
    assert found["answered"] >= 0.55
    assert found["abstained"] >= 0.78
    assert found["note"] >= 0.90
