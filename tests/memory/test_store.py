"""The knowledge base behaves as LangGraph's own store does, and keeps what it is given."""

import asyncio
import random
import time
from typing import Any

import pytest
from langgraph.store.base import GetOp, InvalidNamespaceError, PutOp, SearchItem, SearchOp
from langgraph.store.memory import InMemoryStore

from memory import HashingEmbedder
from memory.store import KnowledgeStore
from tests.memory.conftest import OpenKb

NAMESPACES = [("users", "ida"), ("users", "ole"), ("users", "ida", "old"), ("docs",)]
WORDS = "boiler lease violin train dentist garden soup".split()


def embed(texts: list[str]) -> list[list[float]]:
    return [list(map(float, row)) for row in HashingEmbedder().embed(texts)]


@pytest.fixture
def store(open_kb: OpenKb) -> KnowledgeStore:
    return KnowledgeStore(open_kb(), fields=["text"])


@pytest.fixture
def langgraphs() -> InMemoryStore:
    index: Any = {"dims": 256, "embed": embed, "fields": ["text"]}
    return InMemoryStore(index=index)


def said(items: Any) -> Any:
    """Items without their times and with rounded scores."""
    if not isinstance(items, list):
        return None if items is None else (items.namespace, items.key, items.value)
    return [
        (*said(i), round(i.score, 3) if isinstance(i, SearchItem) and i.score is not None else None)
        for i in items
    ]


@pytest.mark.parametrize("seed", range(6))
def test_it_does_what_langgraphs_own_store_does(
    store: KnowledgeStore, langgraphs: InMemoryStore, seed: int
):
    dice = random.Random(seed)
    both = (store, langgraphs)
    for step in range(60):
        namespace, key = dice.choice(NAMESPACES), f"k{dice.randrange(5)}"
        # Texts are all different: of equal ones, stores may put either first.
        value = {"text": f"{dice.choice(WORDS)} {dice.choice(WORDS)} {step}", "n": step,
                 "tags": {"hot": dice.random() < 0.5}}  # fmt: skip
        act = dice.choice(["put", "put", "put", "plain", "delete", "get", "search", "list"])
        if act == "put":
            for each in both:
                each.put(namespace, key, value)
        elif act == "plain":
            # LangGraph's keeps the vectors of an older value; ours has none then.
            for each in both:
                each.delete(namespace, key)
                each.put(namespace, key, value, index=False)
        elif act == "delete":
            for each in both:
                each.delete(namespace, key)
        elif act == "get":
            assert said(store.get(namespace, key)) == said(langgraphs.get(namespace, key))
        elif act == "search":
            prefix = namespace[: dice.randrange(3)]
            wanted: Any = dice.choice([None, {"n": {"$gt": 20}}, {"tags": {"hot": True}}])
            found, expected = (
                said(each.search(prefix, query=dice_query, filter=wanted, limit=20))
                for dice_query in [dice.choice(WORDS)]
                for each in both
            )
            assert [f[-1] for f in found] == [e[-1] for e in expected]
            assert sorted(map(str, found)) == sorted(map(str, expected))
        else:
            assert store.list_namespaces(max_depth=2) == _alive(langgraphs, 2)


def _alive(store: InMemoryStore, depth: int) -> list[tuple[str, ...]]:
    """Namespaces that hold something: LangGraph's also lists those that once did."""
    return sorted({item.namespace[:depth] for item in store.search((), limit=1000)})


def test_items_outlive_the_process_and_never_show_among_notes(open_kb: OpenKb):
    kb = open_kb()
    KnowledgeStore(kb).put(("users", "ida"), "likes", {"text": "violin music"})
    kb.add("The violin is at the luthier's.", "fact", "you", "violin")
    assert [hit.id for hit in kb.hits("violin")] == ["violin"]
    kb.close()
    [item] = KnowledgeStore(open_kb()).search(("users",), query="violin")
    assert item.value == {"text": "violin music"}
    assert item.score and item.score > 0.3


def test_an_update_keeps_when_it_was_made(store: KnowledgeStore):
    store.put(("a",), "k", {"text": "one"})
    first = store.get(("a",), "k")
    time.sleep(0.01)
    store.put(("a",), "k", {"text": "two"})
    second = store.get(("a",), "k")
    assert first and second
    assert second.created_at == first.created_at
    assert second.updated_at > first.updated_at


def test_an_item_expires_unless_it_is_read(store: KnowledgeStore):
    for key in ("read", "unread", "for ever"):
        store.put(("a",), key, {"text": key}, ttl=None if key == "for ever" else 0.5 / 60)
    time.sleep(0.3)
    assert store.get(("a",), "read")
    time.sleep(0.3)
    assert store.get(("a",), "unread") is None
    assert store.get(("a",), "read", refresh_ttl=False)
    time.sleep(0.6)
    assert [item.key for item in store.search(("a",))] == ["for ever"]


def test_reads_of_a_batch_see_what_was_there_before_it(store: KnowledgeStore):
    store.put(("a",), "k", {"text": "old"})
    got, _, found = store.batch(
        [GetOp(("a",), "k"), PutOp(("a",), "k", {"text": "new"}), SearchOp(("a",))]
    )
    assert said(got) == (("a",), "k", {"text": "old"})
    assert said(found)[0][2] == {"text": "old"}
    assert store.get(("a",), "k").value == {"text": "new"}  # type: ignore[union-attr]


async def test_it_works_from_many_tasks_at_once(store: KnowledgeStore):
    async def work(n: int) -> int:
        await store.aput(("t", str(n % 4)), f"k{n}", {"text": f"{WORDS[n % 7]} {n}"})
        found = await store.asearch(("t",), query=WORDS[n % 7], limit=3)
        await store.adelete(("t", str(n % 4)), f"k{n}") if n % 2 else None
        return len(found)

    assert all(await asyncio.gather(*(work(n) for n in range(24))))
    assert len(await store.asearch(("t",), limit=100)) == 12
    assert await store.alist_namespaces(prefix=("t",), suffix=("2",)) == [("t", "2")]


def test_what_cannot_be_is_refused(store: KnowledgeStore):
    with pytest.raises(InvalidNamespaceError):
        store.put((), "k", {})
    store.put(("a",), "k", {"n": 1})
    with pytest.raises(ValueError, match="unknown operator"):
        store.search(("a",), filter={"n": {"$near": 1}})
