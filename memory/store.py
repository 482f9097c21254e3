"""The knowledge base as a LangGraph store: namespaces, filters, search by meaning, expiry.

    with KnowledgeBase.open(folder) as kb:
        graph = builder.compile(store=KnowledgeStore(kb))

Items live in the same log and index as notes, on a shelf of their own: a search of the notes never
shows them. Semantics are those of LangGraph's own stores, but what is written is on disk when `put`
returns.
"""

import asyncio
import json
import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from langgraph.store.base import (
    BaseStore,
    GetOp,
    Item,
    ListNamespacesOp,
    MatchCondition,
    Op,
    PutOp,
    Result,
    SearchItem,
    SearchOp,
    TTLConfig,
    get_text_at_path,
    tokenize_path,
)

from memory.kb import KnowledgeBase
from memory.record import ITEM_PREFIX, Record, clean

Namespace = tuple[str, ...]

_ORDERS: Mapping[str, Callable[[float, float], bool]] = {
    "$gt": operator.gt, "$gte": operator.ge, "$lt": operator.lt, "$lte": operator.le,
}  # fmt: skip


class KnowledgeStore(BaseStore):
    """LangGraph items in a knowledge base; safe to use from several threads."""

    supports_ttl = True

    def __init__(
        self,
        kb: KnowledgeBase,
        *,
        fields: Sequence[str] = ("$",),
        ttl: TTLConfig | None = None,
    ) -> None:
        """Keep items in `kb`, which stays the caller's to close.

        Args:
            kb: Where they are kept.
            fields: Paths of the parts of a value that a search reads; `$` is all of it.
            ttl: Default expiry, in minutes, and whether reading puts it off.
        """
        self._kb = kb
        self._fields = list(fields)
        self.ttl_config = ttl

    def batch(self, ops: Iterable[Op]) -> list[Result]:
        """Carry out operations; reads see what was there before the batch's writes."""
        results: list[Result] = []
        puts: dict[str, PutOp] = {}
        for op in ops:
            if isinstance(op, PutOp):
                puts[_id_of(op.namespace, op.key)] = op
                results.append(None)
            elif isinstance(op, GetOp):
                results.append(self._get(op))
            elif isinstance(op, SearchOp):
                results.append(self._search(op))
            elif isinstance(op, ListNamespacesOp):
                results.append(self._namespaces(op))
            else:
                raise ValueError(f"unknown operation: {type(op).__name__}")
        self._put(puts)
        return results

    async def abatch(self, ops: Iterable[Op]) -> list[Result]:
        """`batch` in a thread, so that the loop goes on meanwhile."""
        return await asyncio.to_thread(self.batch, list(ops))

    def _get(self, op: GetOp) -> Item | None:
        found = self._kb.records_of([_id_of(op.namespace, op.key)])
        self._touch(found, op.refresh_ttl)
        return Item(**_fields(found[0])) if found else None

    def _search(self, op: SearchOp) -> list[SearchItem]:
        items = {
            record.id: record
            for record in self._kb.items()
            if _namespace(record)[: len(op.namespace_prefix)] == tuple(op.namespace_prefix)
            and _fits(record.meta["value"], op.filter or {})
        }
        scores: dict[str, float | None] = {}
        if op.query:
            ranked = self._kb.rank_items(op.query)
            scores = {i: score for i, score in ranked.items() if i in items}
        # What is not indexed comes after what is, as in LangGraph's own.
        scores |= {item_id: None for item_id in items if item_id not in scores}
        chosen = list(scores)[op.offset : op.offset + op.limit]
        self._touch([items[item_id] for item_id in chosen], op.refresh_ttl)
        return [SearchItem(**_fields(items[i]), score=scores[i]) for i in chosen]

    def _namespaces(self, op: ListNamespacesOp) -> list[Namespace]:
        found = {_namespace(record) for record in self._kb.items()}
        found = {n for n in found if all(_matches(c, n) for c in op.match_conditions or ())}
        if op.max_depth is not None:
            found = {namespace[: op.max_depth] for namespace in found}
        return sorted(found)[op.offset : op.offset + op.limit]

    def _put(self, puts: Mapping[str, PutOp]) -> None:
        if not puts:
            return
        now = datetime.now(UTC)
        old = {record.id: record for record in self._kb.records_of(puts)}
        gone = [item_id for item_id, op in puts.items() if op.value is None]
        new = [
            self._record(item_id, op, now, old.get(item_id))
            for item_id, op in puts.items()
            if op.value is not None
        ]
        self._kb.write(new, gone)

    def _record(self, item_id: str, op: PutOp, now: datetime, old: Record | None) -> Record:
        paths = self._fields if op.index is None else op.index or []
        # As JSON holds it: what comes back now is what comes back after a restart.
        try:
            value = json.loads(json.dumps(op.value, allow_nan=False))
        except (TypeError, ValueError) as error:
            raise ValueError(f"the value of {op.key!r} is not JSON: {error}") from error
        texts = [t for path in paths for t in get_text_at_path(value, _path(path))]
        meta = {
            "namespace": list(op.namespace), "key": op.key, "value": value,
            "created": old.meta["created"] if old else now.isoformat(), "ttl": op.ttl,
        }  # fmt: skip
        return Record(
            id=item_id, text=clean("\n".join(texts)), time=now.isoformat(), kind="item",
            consent="program", meta=meta, expires=_expiry(now, op.ttl),
        )  # fmt: skip

    def _touch(self, records: Sequence[Record], refresh: bool) -> None:
        """Put off the expiry of what was read."""
        due = [record for record in records if record.meta["ttl"] is not None]
        if refresh and due:
            self._kb.put_off({r.id: str(_expiry(datetime.now(UTC), r.meta["ttl"])) for r in due})


def _id_of(namespace: Namespace, key: str) -> str:
    return ITEM_PREFIX + json.dumps([*namespace, key], ensure_ascii=False)


def _namespace(record: Record) -> Namespace:
    return tuple(record.meta["namespace"])


def _fields(record: Record) -> dict[str, Any]:
    return {
        "value": record.meta["value"], "key": record.meta["key"], "namespace": _namespace(record),
        "created_at": datetime.fromisoformat(record.meta["created"]),
        "updated_at": datetime.fromisoformat(str(record.time)),
    }  # fmt: skip


def _expiry(now: datetime, minutes: float | None) -> str | None:
    return None if minutes is None else (now + timedelta(minutes=minutes)).isoformat()


def _path(path: str) -> Any:
    return path if path == "$" else tokenize_path(path)


def _matches(condition: MatchCondition, namespace: Namespace) -> bool:
    path = condition.path
    if len(path) > len(namespace):
        return False
    part = namespace[: len(path)] if condition.match_type == "prefix" else namespace[-len(path) :]
    return all(want in {"*", have} for want, have in zip(path, part, strict=True))


def _fits(value: Any, wanted: Any) -> bool:
    """Whether a value is as a filter wants it, compared as LangGraph's stores do."""
    if isinstance(wanted, Mapping):
        if any(str(key).startswith("$") for key in wanted):
            return all(_compare(value, name, operand) for name, operand in wanted.items())
        return isinstance(value, Mapping) and all(
            _fits(value.get(key), part) for key, part in wanted.items()
        )
    if isinstance(wanted, list | tuple):
        return (
            isinstance(value, list | tuple)
            and len(value) == len(wanted)
            and all(map(_fits, value, wanted))
        )
    return bool(value == wanted)


def _compare(value: Any, name: str, operand: Any) -> bool:
    if name in {"$eq", "$ne"}:
        return bool((value == operand) == (name == "$eq"))
    if name not in _ORDERS:
        raise ValueError(f"unknown operator {name!r}: want $eq, $ne, $gt, $gte, $lt or $lte")
    if value is None:
        return False
    return _ORDERS[name](float(value), float(operand))
