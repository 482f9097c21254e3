"""Text from outside, made visible: nothing that a person is shown may hide a part of itself.

Separate from `assistant.contract.render.plain`, which drops what a model should not read. A
person who decides about a call has to see that something is there.
"""

import re

SHOWN = 20_000
"""Characters of one text that a screen shows; what is cut is counted beside it."""

_TAB, _NEWLINE = "\t", "\n"
# C0 and DEL, C1, soft hyphen, Arabic letter mark, Mongolian separator, zero-width and bidi marks,
# line separators, bidi isolates, surrogates and private use, byte order mark, specials, tags.
_HIDDEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e"
    r"\u2060-\u206f\u3164\ud800-\uf8ff\ufeff\uffa0\ufff0-\uffff\U000e0000-\U0010ffff]"
)
_SPACES = re.compile(r"[ \xa0\u2000-\u200a\u202f\u205f\u3000]+")


def marked(text: str) -> str:
    """The text with every control, bidi and zero-width character as a visible mark."""
    return _HIDDEN.sub(_mark, text.replace("\r\n", _NEWLINE).replace(_TAB, "    "))


def shown(text: str, limit: int = SHOWN) -> str:
    """`marked`, cut at `limit` characters; says how many are missing."""
    if len(text) <= limit:
        return marked(text)
    return f"{marked(text[:limit])}… ({len(text) - limit:,} more characters are not shown)"


def one_line(text: str, limit: int = 200) -> str:
    """The text on one line, an ellipsis where it is cut."""
    head = text[: 4 * limit]
    line = _SPACES.sub(" ", marked(head).replace(_NEWLINE, " ")).strip()
    return line if len(line) <= limit and len(head) == len(text) else line[: limit - 1] + "…"


def is_whole(text: str) -> bool:
    """Whether a screen shows all of the text."""
    return len(text) <= SHOWN


def flat(value: object) -> str:
    """A call's argument as text."""
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _mark(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code in {0x200C, 0x200D} and _joins(match):
        return match.group()
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"⟨U+{code:04X}⟩"


def _joins(match: re.Match[str]) -> bool:
    """Whether a joiner stands where writing needs it: inside an emoji, or between two letters."""
    text, before, after = match.string, match.start() - 1, match.end()
    if before < 0 or after >= len(text):
        return False
    pair = text[before], text[after]
    return all(c > "\u2600" and not _HIDDEN.match(c) for c in pair) or all(
        "\u0600" <= c <= "\u0fff" and c.isalpha() for c in pair
    )
