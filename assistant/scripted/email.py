"""The email agent: mails and messages that the person asks for. Received mail is in `replies`.

What is sent says what the person said and nothing else. Who it goes to and what it says must
both be known; otherwise the person is asked, because sent words cannot be taken back.
"""

import re
from dataclasses import dataclass

from assistant.scripted import language
from assistant.scripted.prompt import OutcomeLine, PersonLine
from assistant.scripted.replies import decide_mail, greeting, signed
from assistant.scripted.turn import Call, Turn

_VERB = re.compile(
    r"^(?P<verb>(?:send|write|draft|shoot|drop) (?:(?P<first>(?!an? |the "
    r"|out )[\w.@ '’-]{2,40}?) )?"
    r"(?:an? |the |out )?(?:quick |short |brief |nice |friendly )?"
    r"(?:(?P<kind>e-?mail|mail|note|message|text|line|reply|reminder|invite))\b|e-?mail|mail"
    r"|reply|respond|answer|write(?: back)?|text|message|msg|dm|ping|whatsapp|slack|tell|inform"
    r"|notify"
    r"|update|let|ask|thank|remind|wish|congratulate|follow[- ]up(?: with| on)?|reach out|check in"
    r"(?: with| on)?|get back|confirm(?: with)?|apologi[sz]e|introduce|drop|send|share|forward"
    r"|rsvp"
    r"|touch base with|invite|say (?:hi|thanks|thank you|happy birthday|sorry)|cc|draft)\b",
    re.IGNORECASE,
)
_TO = re.compile(r"^\s*(?:,|:)?\s*(?:to|with|for)\s+", re.IGNORECASE)
_LATER_TO = re.compile(r"\bto\s+(?=(?:my |our |the )?[\w@.]+)", re.IGNORECASE)
_LINK = re.compile(
    r"^\s*(?:know\s+)?(?P<link>that|saying(?: that)?|to say(?: that)?|:|,|-|–|if|whether|to|for"
    r"|about|re|regarding"
    r"|on|of|with|when|what|how|where|who)?(?:\b|\s|$)\s*",
    re.IGNORECASE,
)
_EMAIL_VERBS = re.compile(r"e-?mail|mail|forward|cc|reply|respond", re.IGNORECASE)
_MESSAGE_VERBS = re.compile(r"text|message|msg|dm|ping|whatsapp|slack|line", re.IGNORECASE)
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
    "for": "Could you please send me {0}?",
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


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message as the person asked for it."""

    verb: str
    kind: str
    """The word that names the channel, such as mail or text; empty where any will do."""
    to: str
    link: str
    content: str


def decide(turn: Turn) -> Call:
    """The next call on an item that concerns mail or messages."""
    if turn.item.source == "mail":
        return decide_mail(turn)
    for tool in ("send_email", "send_message", "draft_reply"):
        refusal = turn.refused(tool)
        if refusal:
            return _after_refusal(turn, refusal)
    wanted = read(turn)
    mail_id = re.search(r"\be\d+\b", turn.core)
    said = [line for line in turn.said if not language.is_name(line)]
    body = _body(wanted, said)
    if mail_id and body:
        return turn.call("draft_reply", email_id=mail_id.group(), body=body)
    person, name = _recipient(turn, wanted)
    if not name:
        whom = f"{wanted.to} is" if wanted.to else "it is for"
        return turn.ask(
            "recipient",
            f"Who should get this: who {whom}, and at which address?"
            if not wanted.to
            else f"Which contact or address do you mean by {whom[:-3]}?",
        )
    if not body:
        topic = f" about {wanted.content}" if wanted.content else ""
        return turn.ask("content", f"What should the message to {name}{topic} say?")
    return _send(turn, wanted, person, name, body)


def read(turn: Turn) -> Outgoing:
    """Verb, recipient and content of a request."""
    text = turn.core
    match = _VERB.match(text)
    if match is None:
        return Outgoing("", "", "", "", text)
    verb = match["verb"].casefold()
    kind = (match["kind"] or verb).casefold()
    rest = text[match.end() :]
    to, rest = _addressee(turn, (match["first"] or "").strip(), rest)
    link = _LINK.match(rest)
    word = (link["link"] or "").casefold() if link else ""
    content = rest[link.end() :].strip(" ,.:-") if link else rest.strip()
    return Outgoing(verb, kind, to, word, content)


def _addressee(turn: Turn, first: str, rest: str) -> tuple[str, str]:
    """Who it goes to, and what follows that."""
    if first:
        return first, rest
    lead = _TO.match(rest)
    after = rest[lead.end() :] if lead else rest
    after = re.sub(r"^\s*(?:my |our |the )", "", after, flags=re.IGNORECASE)
    name = language.name_at(after, turn.view.people)
    if name:
        return name, _skip(after, name)
    for later in _LATER_TO.finditer(rest):
        name = language.name_at(rest[later.end() :], turn.view.people)
        if name:
            what = re.sub(r"^\s*(?:the|an?|my|our)\s+", "", rest[: later.start()])
            return name, f" about {what.strip()} {_skip(rest[later.end() :], name)}"
    word = re.match(r"\s*(\w[\w'’-]*)", after)
    common = word[1] if word and lead else ""
    return common, after[word.end() :] if word and (lead or not common) else rest


def _skip(text: str, name: str) -> str:
    """What follows the name, whether it was written in full or as a first name."""
    for part in (name, name.split()[0]):
        match = re.match(rf"\s*(?:my |our |the )?{re.escape(part)}(?:['’]s)?", text, re.IGNORECASE)
        if match:
            return text[match.end() :]
    return re.sub(r"^\s*(?:my |our |the )?\S+", "", text)


def _recipient(turn: Turn, wanted: Outgoing) -> tuple[PersonLine | None, str]:
    """The contact if known, and the name or address to send to; empty where unknown."""
    people = turn.view.people
    for line in reversed(turn.said):
        found = language.person_of(line, people)
        if found is not None or language.address_in(line):
            return found, found.name if found else language.address_in(line)
    for text in (wanted.to, turn.core):
        address = language.address_in(text)
        if address:
            return None, address
    found = language.person_of(wanted.to, people)
    if found is not None:
        return found, found.name
    noted = next((language.address_in(note.text) for note in turn.view.known
                  if wanted.to and wanted.to.casefold() in note.text.casefold()), "")  # fmt: skip
    if noted:
        return None, noted
    # A typed line is shown without its people, so a written name is tried; code refuses strangers.
    if turn.item.source == "you" and language.is_name(wanted.to) and not people:
        return PersonLine(wanted.to), wanted.to
    return None, ""


def _body(wanted: Outgoing, said: list[str]) -> str:
    """What the message says in the person's words; empty where that is unknown."""
    if said:
        return language.sentence(said[-1])
    content, link = wanted.content, wanted.link
    act = next((key for key in _ACTS if wanted.verb.startswith(key)), "")
    if act:
        if not content and act in _NEEDS_CONTENT:
            return ""
        text = content if act != "remind" or link in {"to", "about"} else content
        if act == "remind" and link != "to":
            return f"A short reminder about {text}."
        return _ACTS[act].format(text or "things").replace(" on things", "")
    if not content:
        return ""
    if wanted.verb == "ask":
        return _PROMPTS.get(link, "{0}?").format(_to_you(content))
    if link in {"if", "whether"}:
        return _PROMPTS[link].format(_to_you(content))
    is_told = link in {"that", "saying", "saying that", "to say", "to say that", ":", ",", "-", "–"}
    is_free = link == "" and wanted.verb not in {"send", "share", "forward", "drop"}
    if is_told or (is_free and len(content.split()) >= 2):
        return language.sentence(content)
    if link == "to" and wanted.verb not in {"reply", "respond"}:
        return _PROMPTS["to"].format(_to_you(content))
    return ""


def _to_you(text: str) -> str:
    """A clause about somebody turned to them: "she is free" becomes "you are free"."""
    for pattern, word in _YOU:
        text = re.sub(pattern, word, text, flags=re.IGNORECASE)
    return text.rstrip("?")


def _send(turn: Turn, wanted: Outgoing, person: PersonLine | None, name: str, body: str) -> Call:
    text = signed(turn.view, f"{greeting(turn.view, name)}\n\n{body}")
    prefers_mail = person is None or person.channel == "email"
    is_mail = bool(_EMAIL_VERBS.search(wanted.kind)) or "@" in name
    is_message = bool(_MESSAGE_VERBS.search(wanted.kind)) and "@" not in name
    if is_message or (not is_mail and not prefers_mail):
        return turn.call("send_message", contact=name, body=f"Hi {name.split()[0]}, {body}")
    return turn.call("send_email", to=name, subject=_subject(wanted, body), body=text)


def _subject(wanted: Outgoing, body: str) -> str:
    topic = re.split(r"[.!?:;]|\bbecause\b|\bso that\b", wanted.content or body)[0]
    return language.title(" ".join(topic.split()[:8])) or "A short note"


def _after_refusal(turn: Turn, refusal: OutcomeLine) -> Call:
    if "address" in refusal.text or "contacts" in refusal.text:
        return turn.ask("recipient", f"{refusal.text.partition(';')[0]}. Where should it go?")
    return turn.ask_after(refusal, "content")
