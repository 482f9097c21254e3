"""Keys as texts name them: by the id of what they do, so that a key of the person's own is named.

A text says `{workspace.decide}` where the reader is to see a key; a test looks for texts that
name one otherwise.
"""

import re
from collections.abc import Iterator
from functools import cache

from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import format_key

NAMED = re.compile(r"\{([a-z]+\.[a-z-]+)\}")
"""A key in a text, by the id of what it does."""


def named(node: DOMNode, text: str) -> str:
    """The text with the keys that are in effect in place of the ids; for text of ours only."""
    return NAMED.sub(lambda match: key_name(node, match[1]), text)


def key_name(node: DOMNode, name: str) -> str:
    """The first key of a binding as a person reads it, such as `f4`, `ctrl+l`, `esc` or `?`."""
    *modifiers, last = keys_of(node, name)[0].split("+")
    return "+".join([*modifiers, _shown(last)])


def with_key(node: DOMNode, text: str, name: str) -> str:
    """The text with the key of a binding behind it; without one where `name` is empty."""
    return f"{text} ({key_name(node, name)})" if name else text


def keys_of(node: DOMNode, name: str) -> tuple[str, ...]:
    """Every key of a binding, the person's where they chose others.

    Raises:
        KeyError: nothing has this id.
    """
    settings = getattr(node.app, "settings", None)
    chosen: dict[str, str] = settings.keys if settings is not None else {}
    return tuple((chosen.get(name) or _own_keys(name)).split(","))


@cache
def _own_keys(name: str) -> str:
    """The keys of a binding as the code has them."""
    for kind in _loaded(DOMNode):
        keys = [
            b.key for b in Binding.make_bindings(vars(kind).get("BINDINGS", ())) if b.id == name
        ]
        if keys:
            return ",".join(keys)
    # On a screen that was not opened yet; to look there is to import all of them.
    from tui.keymap import known

    return known()[name].key


def _loaded(kind: type[DOMNode]) -> Iterator[type[DOMNode]]:
    """Every class of ours that was imported."""
    for each in kind.__subclasses__():
        if each.__module__.startswith("tui."):
            yield each
        yield from _loaded(each)


def _shown(key: str) -> str:
    """A key by its name, or as the character that it types."""
    if key == "escape":
        return "esc"
    shown = format_key(key)
    return shown if len(shown) == 1 and shown.isascii() and not shown.isspace() else key
