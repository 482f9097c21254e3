from pathlib import Path

import pytest

from memory import KnowledgeBase, MiniLmEmbedder
from memory.retrieval import _names

FACTS = {
    "mara": "Mara prefers meetings after 14:00 and hates early calls.",
    "weiss": "Dentist: Dr. Weiss, Tuesday mornings only, phone 030 4471.",
    "mum": "Mum's birthday is on 12 May; she likes peonies.",
    "lease": "The landlord is Mr. Okafor; the lease ends on 30 September.",
    "report": "Quarterly report template lives in the finance share, owner Priya.",
    "run": "I run three times a week, never on Mondays.",
    "vpn": "The VPN token expires every 90 days; ask IT (Jonas) for renewal.",
    "nuts": "Tom is allergic to nuts; book restaurants accordingly.",
    "deck": "Board deck: keep it under ten slides, CFO wants the risks first.",
    "gym": "Gym membership number 88213, cancel before March.",
    "play": "Lena's school play is on Friday 18:00 at the town hall.",
}
MEANT = {
    "Book dinner with Tom on Thursday": "nuts",
    "When does my rental contract end?": "lease",
    "Schedule a call with Mara tomorrow morning": "mara",
    "Order flowers for mum": "mum",
    "Reply to Priya about the quarterly numbers": "report",
    "Renew VPN access": "vpn",
    "Prepare slides for the board meeting": "deck",
    "dentist appointment": "weiss",
    "Go jogging in the park": "run",
    "Ask Jonas for a laptop": "vpn",
    "88213": "gym",
}
UNRELATED = [
    "Buy oat milk",
    "Fix the leaking tap in the bathroom",
    "Review pull request 512",
    "Server outage in production: all hands",
    "Pay the electricity bill",
    "Translate the press release into Spanish",
    "Plan the team offsite in Lisbon on Friday",
]


def fill(kb: KnowledgeBase) -> KnowledgeBase:
    for note_id, text in FACTS.items():
        kb.add(text, "preference", "you", note_id)
    return kb


@pytest.fixture(scope="module")
def real_kb(tmp_path_factory: pytest.TempPathFactory):
    import torch

    torch.set_num_threads(1)
    directory: Path = tmp_path_factory.mktemp("real")
    with KnowledgeBase.open(directory, MiniLmEmbedder()) as kb:
        yield fill(kb)


@pytest.mark.parametrize(("query", "note_id"), MEANT.items())
def test_what_is_meant_comes_first(real_kb: KnowledgeBase, query: str, note_id: str):
    assert real_kb.search(query)[0].id == note_id


@pytest.mark.parametrize("query", UNRELATED)
def test_a_prompt_gets_nothing_when_nothing_fits(real_kb: KnowledgeBase, query: str):
    assert real_kb.search(query) == []
    assert len(real_kb.hits(query, 3)) == 3  # a person who searches gets the best there is


def test_a_batch_finds_what_single_searches_find(real_kb: KnowledgeBase):
    batch = real_kb.batch(list(MEANT), 3)
    assert [[hit.id for hit in hits] for hits in batch] == [
        [hit.id for hit in real_kb.hits(query, 3)] for query in MEANT
    ]


def test_scores_fall_and_one_means_first_in_both_rankings(kb: KnowledgeBase):
    scores = [hit.score for hit in fill(kb).hits("lease September landlord Okafor", 5)]
    assert scores[0] == 1 and scores == sorted(scores, reverse=True)


def test_words_alone_have_a_floor_too(kb: KnowledgeBase):
    fill(kb)
    assert [note.id for note in kb.search("When does the lease end?")] == ["lease"]
    assert [note.id for note in kb.search("Ask Jonas for a laptop")] == ["vpn"]
    assert kb.search("Translate the press release into Spanish") == []


def test_a_long_note_is_found_by_its_last_sentence(kb: KnowledgeBase):
    fill(kb)
    filler = "Then we talked about the weather for quite a while. " * 80
    kb.add(f"{filler} The safe's combination is 7319.", "preference", "talk", "long")
    assert kb.hits("combination of the safe", 1)[0].id == "long"
    assert [hit.id for hit in kb.hits("weather talked", 10)].count("long") == 1


def test_a_note_is_found_by_its_speaker_source_date_and_meta(kb: KnowledgeBase):
    fill(kb)
    said = {"speaker": "Caroline", "place": "lighthouse"}
    kb.add("It was great fun!", "preference", "session 4", "said", time="2023-05-08", meta=said)
    for query in ("What did Caroline say?", "session 4", "8 May 2023", "lighthouse"):
        assert "said" in [hit.id for hit in kb.hits(query, 2)], query


def test_an_empty_question_finds_nothing_that_fits(kb: KnowledgeBase):
    assert kb.search("anything") == [] and kb.hits("") == [] and kb.batch([]) == []
    fill(kb)
    assert kb.search("") == [] and kb.search("lease", 0) == [] and kb.hits("lease", -1) == []


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("Reply to Priya about room 4471", {"priya", "4471"}),
        ("Renew the VPN on Friday", {"vpn"}),
        ("VPN is down. Please help", {"vpn"}),
        ("Ask them at 9", set()),
    ],
)
def test_names_and_numbers_single_something_out(query: str, names: set[str]):
    assert _names(query) == names
