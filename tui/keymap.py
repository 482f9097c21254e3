"""Keys of the person's own, by the id of what they do: `[keys]` in `config.toml`.

What is wrong with an entry is said and the key stays as it was. Keys that decide about a call
stay deliberate whatever the settings say: never enter, space, escape or tab.
"""

import difflib
import importlib
import inspect
import pkgutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from textual.binding import Binding
from textual.keys import Keys, _normalize_key_list, key_to_character

import tui.screens
import tui.widgets

DECIDING = ("card.", "edit.send")
"""Ids whose key is the person's word."""

_CARELESS = {"enter", "shift+enter", "ctrl+m", "ctrl+j", "space", "escape", "tab", "shift+tab"}
"""Keys that are pressed in passing."""

_TYPING = "prompt."
"""Ids of keys in the place where letters are typed."""

_NAMES = {key.value.rpartition("+")[2] for key in Keys} | {"question_mark"}
_MODIFIERS = {"ctrl", "shift", "alt", "super", "hyper", "meta"}


@dataclass(frozen=True, slots=True)
class Known:
    """Something that has a key."""

    id: str
    key: str
    """Its own keys, as the code has them."""
    description: str
    is_priority: bool
    places: tuple[str, ...]
    """The classes that have it."""


def known() -> dict[str, Known]:
    """Everything that has a key and an id, over all screens and widgets, by id."""
    found: dict[str, Known] = {}
    for place, bindings in _places():
        for each in bindings:
            if each.id:
                before = found.get(each.id, Known(each.id, "", each.description, False, ()))
                keys = dict.fromkeys([*filter(None, before.key.split(",")), each.key])
                places = tuple(dict.fromkeys([*before.places, place]))
                is_priority = before.is_priority or each.priority
                found[each.id] = Known(
                    each.id, ",".join(keys), each.description, is_priority, places
                )
    return found


def checked(wanted: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """The keys that can be used, and one sentence for each that cannot."""
    if not wanted:
        return {}, []
    ids, places = known(), _places()
    keys, problems = {}, []
    for name, typed in wanted.items():
        problem = _problem(name, typed, ids)
        if problem:
            problems.append(f"[keys] {name}: {problem}")
        else:
            keys[name] = _normalize_key_list(typed)
    for name in list(keys):
        clash = _clash(name, keys, places, ids)
        if clash:
            problems.append(f"[keys] {name}: {clash}")
            del keys[name]
    return keys, problems


def _problem(name: str, typed: str, ids: Mapping[str, Known]) -> str:
    """What is wrong with an entry by itself; nothing where it is fine."""
    if name not in ids:
        near = next(iter(difflib.get_close_matches(name, ids, 1)), "")
        hint = f"did you mean {near}?" if near else "/settings lists all"
        return f"there is no key of this name; {hint}"
    if not typed.strip():
        return "no key is named; take the line out to have its own key back"
    for key in _normalize_key_list(typed).split(","):
        if not _is_key(key):
            return f"{key!r} is no key; write a letter, f5, ctrl+t, pagedown …"
        if name.startswith(DECIDING) and name != "card.leave" and key in _CARELESS:
            return f"{key} is pressed in passing; a key that decides must be another one"
        is_typed = ids[name].is_priority or name.startswith(_TYPING)
        if is_typed and key_to_character(key) is not None:
            return f"{key!r} would be taken away from typing; choose one with ctrl or an f-key"
    return ""


def _clash(
    name: str,
    keys: Mapping[str, str],
    places: Sequence[tuple[str, Sequence[Binding]]],
    ids: Mapping[str, Known],
) -> str:
    """What has the key already where this binding lives, or above it; nothing where it is free."""
    mine = keys[name].split(",")
    near = {*ids[name].places, "MajordomoApp"}
    if name.startswith("app."):
        near = {place for place, _ in places}
    if name.startswith("card."):
        near.add("Deck")
    for place, bindings in places:
        if place not in near:
            continue
        for other in bindings:
            if other.id == name:
                continue
            theirs = keys.get(other.id or "", other.key).split(",")
            both = next((key for key in mine if key in theirs), None)
            if both is not None:
                what = other.description or other.action
                of = f"{other.id} ({what})" if other.id and other.description else what
                return f"{both} is {of} already; change that one too or choose another"
    return ""


def _is_key(key: str) -> bool:
    *modifiers, last = key.split("+")
    if not all(modifier in _MODIFIERS for modifier in modifiers):
        return False
    return len(last) == 1 or last in _NAMES or key_to_character(last) is not None


def _places() -> list[tuple[str, Sequence[Binding]]]:
    """Every class of ours that has keys, with its bindings."""
    found: dict[type[Any], Sequence[Binding]] = {}
    for module in _modules():
        for _, kind in inspect.getmembers(importlib.import_module(module), inspect.isclass):
            if kind.__module__.startswith("tui.") and "BINDINGS" in vars(kind):
                found[kind] = list(Binding.make_bindings(vars(kind)["BINDINGS"]))
    return [(kind.__name__, bindings) for kind, bindings in found.items()]


def _modules() -> Iterator[str]:
    yield "tui.app"
    for package in (tui.screens, tui.widgets):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            yield module.name
