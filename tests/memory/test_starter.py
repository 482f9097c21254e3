import subprocess
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from assistant.contract.day import Person
from assistant.contract.desk import Desk
from assistant.contract.notes import Episode, KnowledgePort
from assistant.contract.render import render
from assistant.contract.tools import TOOLS, Agent
from memory import HashingEmbedder, KnowledgeBase, MiniLmEmbedder
from memory.starter import Starter, StarterMemory, starter_batch, starter_episodes
from tests.memory.conftest import OpenKb

ODD = ("lorem ipsum dolor sit amet", "if and only if", "sdkjfh wiuer", "etaoin shrdlu", "qwpo eiru")


@pytest.fixture(scope="module")
def starter() -> Starter:
    """The product's own, with the real model."""
    return Starter()


def test_every_example_names_a_tool_of_its_agent():
    for episode in Starter().episodes:
        who = "orchestrator" if episode.agent == "none" else episode.agent
        assert Agent(who) in TOOLS[episode.tool].agents, episode
        assert episode.agent != "none" or episode.tool == "leave_to_user", episode


def test_every_agent_has_examples_and_no_text_comes_twice():
    episodes = Starter().episodes
    counts = Counter(episode.agent for episode in episodes)
    assert all(counts[a] >= 40 for a in ("meeting", "email", "habit", "knowledge"))
    assert counts["none"] >= 80 and counts["task"] >= 15
    texts = Counter(episode.text.casefold() for episode in episodes)
    assert texts.most_common(1)[0][1] == 1


def test_the_vectors_beside_the_examples_are_theirs(starter: Starter):
    kept = np.load(starter.vector_file, allow_pickle=False)
    fresh = MiniLmEmbedder().embed([episode.text for episode in starter.episodes[::40]])
    assert kept.dtype == np.float16 and kept.shape == (len(starter.episodes), 384)
    assert np.min(np.sum(kept[::40].astype(np.float32) * fresh, axis=1)) > 0.999


def test_vectors_of_other_texts_are_not_taken(starter: Starter):
    other = Starter()
    other.episodes = (*starter.episodes[1:], Episode("a new example", "none", "leave_to_user"))
    assert not other.vector_file.is_file()
    assert other._vectors.shape == (len(starter.episodes), 384)
    assert other.similar("a new example")[0].text == "a new example"


def test_the_nearest_comes_first_and_what_is_odd_gets_nothing(starter: Starter):
    for episode in starter.episodes[::50]:
        assert starter.similar(episode.text)[0] == episode
    assert starter.batch(ODD) == [()] * len(ODD)
    assert starter.similar("  ") == starter.similar("wake me at six", 0) == ()


def test_the_agent_of_most_near_examples_goes_before_a_single_nearer_one():
    class Plane(HashingEmbedder):
        """Two dimensions: the angle is the text's number of degrees."""

        floor = 0.5

        def embed(self, texts, *, fast=False):
            angles = np.radians([float(text) for text in texts])
            return np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)

    starter = Starter(Plane())
    kinds = {"2": "habit", "5": "none", "6": "none", "-7": "none", "70": "none", "80": "habit"}
    starter.episodes = tuple(Episode(text, agent, "tool") for text, agent in kinds.items())
    assert [e.text for e in starter.similar("0", 4)] == ["5", "6", "-7", "2"]
    assert [e.text for e in starter.similar("0", 2)] == ["5", "6"]
    assert [e.text for e in starter.similar("100", 4)] == ["80", "70"]


def test_a_batch_gives_what_single_lookups_give(starter: Starter):
    texts = ["wake me at six", "play some jazz", "", "wake me at six", "is there mail from Ana"]
    alone = [Starter(starter._embedder).similar(text) for text in texts]
    assert Starter(starter._embedder).batch(texts) == alone == starter_batch(texts)
    assert [len(found) <= 3 for found in alone] == [True] * 5 and alone[2] == ()
    assert starter_episodes("wake me at six", 1) == alone[0][:1]


def test_new_sentences_find_their_like(starter: Starter):
    wanted = {
        "set an alarm for 5:40 tomorrow": "habit",
        "has Jonas sent me an email": "email",
        "turn the light in the office off": "none",
        "which meetings do I have on thursday": "meeting",
        "capital of Denmark": "knowledge",
        "milk and eggs": "none",
    }
    found = starter.batch(list(wanted))
    assert {t: e[0].agent for t, e in zip(wanted, found, strict=True)} == wanted


def test_a_starter_memory_keeps_notes_of_its_own(starter: Starter):
    memory: KnowledgePort = StarterMemory(starter)
    note = memory.add("Mara likes tea.", "preference", "you", "drink")
    assert memory.search("tea") == [note]
    memory.forget("drink")
    assert memory.search("tea") == []
    assert memory.episodes("wake me at six") == starter.similar("wake me at six")


def test_a_prompt_shows_the_examples_as_handled_before(starter: Starter):
    desk = Desk(Person(), now=28_000_000)
    item = desk.say("wake me at six")
    briefing = desk.brief(StarterMemory(starter))
    lines = [f"{e.text} | {e.agent} {e.tool}" for e in starter.similar("wake me at six")]
    assert lines
    orchestrator, habit = (
        render(briefing, agent, item).partition("# Handled before\n")[2].splitlines()
        for agent in (Agent.ORCHESTRATOR, Agent.HABIT)
    )
    # The orchestrator, who may see eight items, gets one example for each.
    assert orchestrator == lines[:1] and habit == lines


def test_the_persons_own_episodes_come_first(open_kb: OpenKb):
    kb = open_kb()
    assert kb.episodes("water the balcony flowers") == []
    kb.use_starter()
    bundled = kb.episodes("water the balcony flowers")
    assert bundled[0].text == "water the balcony flowers" and len(bundled) <= 3
    kb.add_episode("water the flowers on the balcony", "habit", "set_reminder", "moved to 8")
    found = kb.episodes("water the balcony flowers")
    assert [e.agent for e in found[:2]] == ["habit", "none"] and found[1:] == bundled[:2]
    assert kb.episodes("water the balcony flowers", 1) == found[:1]
    kb.use_starter(False)
    assert kb.episodes("water the balcony flowers") == found[:1]


def test_an_own_example_is_shown_unless_a_bundled_one_is_much_nearer(tmp_path: Path):
    kb = KnowledgeBase.open(tmp_path, MiniLmEmbedder())
    kb.add_episode("taxi receipt from the client visit, 23.40", "email", "send_email", "to Ines")
    kb.add_episode("lay out tomorrow's football kit", "habit", "set_reminder", "at 19:00")
    like, other = (
        "luggage fee at check-in on the business flight",
        "remind me of the football match on saturday",
    )
    assert kb.episodes(like) == [] and kb.episodes(other)[0].note == "at 19:00"
    kb.use_starter()
    assert kb.episodes(like)[0].note == "to Ines"
    assert kb.episodes(other) and not any(episode.note for episode in kb.episodes(other))
    kb.close()


def test_bundled_examples_are_never_kept_as_the_persons(open_kb: OpenKb):
    kb = open_kb()
    kb.use_starter()
    assert kb.episodes("water the balcony flowers")
    assert len(kb) == 0 and kb.records() == []


def test_importing_loads_no_library_and_opening_no_model(tmp_path: Path):
    code = f"""
import sys, memory.starter
assert "numpy" not in sys.modules
from pathlib import Path
from memory import KnowledgeBase
with KnowledgeBase.open(Path({str(tmp_path / "kb")!r})) as kb:
    kb.use_starter()
    kb.add("The lease ends in September.", "preference", "you", "lease")
assert not {{"torch", "transformers", "chromadb"}} & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_another_embedder_searches_the_same_examples():
    starter = Starter(HashingEmbedder())
    assert starter.similar("scrub the balcony")[0].text == "scrub the balcony"
    assert starter.floor == HashingEmbedder.floor


def test_a_knowledge_base_shares_its_embedder_with_the_examples(tmp_path: Path):
    with KnowledgeBase.open(tmp_path / "kb", HashingEmbedder()) as kb:
        kb.use_starter()
        assert kb.starter is not None and kb.starter.floor == HashingEmbedder.floor
