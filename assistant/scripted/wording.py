"""What a message says: the person's own words, turned to whoever reads them.

Nothing is added that the person did not say; where that leaves nothing to say, the text is empty
and the caller asks.
"""

import re
from dataclasses import dataclass

from assistant.scripted import language

_YOU = (
    (r"\b(?:she|he) (?:is|was)\b", "you are"), (r"\bthey are\b", "you are"),
    (r"\b(?:she|he|they)['’](?:s|re)\b", "you are"), (r"\b(?:she|he) has\b", "you have"),
    (r"\b(?:she|he) wants\b", "you want"), (r"\b(?:she|he) needs\b", "you need"),
    (r"\b(?:she|he) likes\b", "you like"), (r"\b(?:she|he|they)\b", "you"),
    (r"\b(?:his|their)\b", "your"), (r"\bher\b(?= \w)", "your"), (r"\b(?:him|them|her)\b", "you"),
)  # fmt: skip
_PROMPTS = {
    "to": "Could you please {0}?",
    "if": "I wanted to ask if {0}.",
    "whether": "I wanted to ask whether {0}.",
    "when": "Could you tell me when {0}?",
    "what": "Could you tell me what {0}?",
    "how": "Could you tell me how {0}?",
    "where": "Could you tell me where {0}?",
    "who": "Could you tell me who {0}?",
    "for": "I would like to ask you for {0}.",
    "about": "Could you tell me more about {0}?",
}
_ACTS = {
    "thank": "Thank you for {0}.",
    "say thanks": "Thank you for {0}.",
    "say thank you": "Thank you for {0}.",
    "wish": "I wish you {0}!",
    "congratulate": "Congratulations on {0}!",
    "say happy birthday": "Happy birthday!",
    "say hi": "I just wanted to say hi.",
    "say sorry": "I am sorry for {0}.",
    "apologi": "I am sorry for {0}.",
    "follow": "I wanted to follow up on {0}. Is there any news?",
    "touch": "I wanted to check in on {0}. Is there any news?",
    "check": "I wanted to check in on {0}. How is it going?",
    "remind": "A short reminder to {0}.",
    "invite": "Would you like to come to {0}?",
    "confirm": "I would like to confirm: {0}.",
}
# What is handed over with the mail itself; the person adds it before they let the mail go.
_HANDING = frozenset({"send", "share", "forward"})
_MAILING = frozenset({"email", "e-mail", "mail"})
_DETERMINED = re.compile(r"(?:an?|the|my|our|your|his|her|their|this|these|some|\d+)\b", re.I)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|can|could|would|should|must|\w+n['’]t)\b"
    r"|\b\w+ed(?=$|\s+(?:to|on|in|at|by|for|with|and|again|today|yesterday|\w+ly)\b)",
    re.I,
)
_NEEDS_CONTENT = {
    "thank",
    "wish",
    "congratulate",
    "follow",
    "remind",
    "invite",
    "confirm",
    "apologi",
}


TOLD = frozenset({"that", "saying", "saying that", "to say", "to say that", ":", ",", "-", "–"})
_NOT_SPOKEN = frozenset({"send", "share", "forward", "drop", "introduce", "rsvp", "update"})
_REQUESTING = frozenset({"ask", "tell", "text", "message", "msg", "dm", "ping", "email", "e-mail"})
# "Tell Vera her order has shipped" is said to Vera; "tell Tom she is late" is about somebody else.
_OPENS_WITH_THEM = re.compile(r"^(?:her|his|their)(?= \w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message as the person asked for it."""

    verb: str
    kind: str
    """The word that names the channel, such as mail or text; empty where any will do."""
    to: str
    link: str
    content: str
    is_name: bool
    """Whether `to` looks like a name, not like a word such as team."""


def body_of(wanted: Outgoing) -> str:
    """What the message says; empty where that is unknown."""
    act = next((key for key in _ACTS if wanted.verb.startswith(key)), "")
    if act:
        return _act(act, wanted)
    if not wanted.content:
        return ""
    return _question(wanted) or _handing(wanted) or _statement(wanted)


def _act(act: str, wanted: Outgoing) -> str:
    """Thanks, wishes, reminders: the verb says what is said."""
    if not wanted.content and act in _NEEDS_CONTENT:
        return ""
    if act == "remind" and wanted.link != "to":
        return f"A short reminder about {wanted.content}."
    return _ACTS[act].format(to_you(wanted.content or "things")).replace(" on things", "")


def _question(wanted: Outgoing) -> str:
    is_question = wanted.verb == "ask" or wanted.link in {"if", "whether"}
    is_request = wanted.link == "to" and wanted.verb in _REQUESTING
    if not is_question and not is_request:
        return ""
    return _PROMPTS.get(wanted.link, "{0}?").format(to_you(wanted.content))


def _statement(wanted: Outgoing) -> str:
    is_free = not wanted.link and wanted.verb.partition(" ")[0] not in _NOT_SPOKEN
    if wanted.link in TOLD or (is_free and len(wanted.content.split()) >= 2):
        return language.sentence(_OPENS_WITH_THEM.sub("your", wanted.content))
    return ""


def _handing(wanted: Outgoing) -> str:
    """What a thing is sent with: its name. What it says, and whether it is attached, is theirs."""
    is_thing = is_handing(wanted) or _is_mailed_thing(wanted)
    if not is_thing or wanted.link not in {"", "about", "with"}:
        return ""
    article = "" if _DETERMINED.match(wanted.content) else "the "
    return f"I would like to send you {article}{wanted.content}."


def is_handing(wanted: Outgoing) -> bool:
    """Whether a thing is to be sent, such as a file, for which only a mail will do."""
    return wanted.verb in _HANDING and wanted.kind == wanted.verb


def _is_mailed_thing(wanted: Outgoing) -> bool:
    """Whether "email Priya the deck" names a thing, not what the mail says."""
    is_thing = _DETERMINED.match(wanted.content) and not _FINITE.search(wanted.content)
    return wanted.verb in _MAILING and not wanted.link and bool(is_thing)


def to_you(text: str) -> str:
    """A clause about somebody turned to them: "she is free" becomes "you are free"."""
    for pattern, word in _YOU:
        text = re.sub(pattern, word, text, flags=re.IGNORECASE)
    return text.rstrip("?")


def short(name: str, body: str, wanted: Outgoing) -> str:
    """A message of one line: "Hi Anna, I'm late."."""
    is_own = wanted.content[:1].isupper() or re.match(r"I(?:['’]\w+)?\b", body)
    text = body if is_own else body[:1].lower() + body[1:]
    called = name if language.is_titled(name) else name.split()[0]
    return f"Hi {called}, {text}"
