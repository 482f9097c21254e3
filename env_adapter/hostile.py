"""Taming what comes over a wire before anything else reads it."""

from collections.abc import Mapping
from reprlib import Repr

_OUTLINE = Repr()
_OUTLINE.maxlevel, _OUTLINE.maxdict, _OUTLINE.maxlist = 6, 12, 12
_OUTLINE.maxstring, _OUTLINE.maxother = 120, 120

_JSON = (bool, int, float, list, tuple, dict)


def clean(value: object, limit: int) -> str:
    """Any value as a string that can be encoded, cut to a length."""
    text = value if isinstance(value, str) else "" if value is None else _outline(value)
    text = text[:limit]
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _outline(value: object) -> str:
    """A value in a few words: its own repr may be endless, too deep, or tell an address."""
    kind = f"<{type(value).__name__}>"
    if not isinstance(value, _JSON):
        return kind
    try:
        return _OUTLINE.repr(value)
    except (ValueError, RecursionError):
        # Python refuses to write out a number of more than 4,300 digits.
        return kind


def clean_argument(value: object) -> object:
    """An argument without lone surrogates, which no frame and no file could carry."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, list | tuple):
        return [clean_argument(v) if isinstance(v, str) else v for v in value]
    return value


def item_id_of(args: object) -> str:
    """The item that raw arguments name, if they name one."""
    found = args.get("item_id", "") if isinstance(args, Mapping) else ""
    return clean(found, 64) if isinstance(found, str) else ""
