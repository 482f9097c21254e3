"""Taming what comes over a wire before anything else reads it."""

from collections.abc import Mapping


def clean(value: object, limit: int) -> str:
    """Any value as a string that can be encoded, cut to a length."""
    text = value if isinstance(value, str) else "" if value is None else repr(value)[:limit]
    return text[:limit].encode("utf-8", "replace").decode("utf-8")


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
