"""The email agent: mails and messages that the person asks for. Received mail is in `replies`.

What is sent says what the person said and nothing else. Who it goes to and what it says must
both be known; otherwise the person is asked, because sent words cannot be taken back.
"""

import re

from assistant.scripted import language
from assistant.scripted.replies import decide_mail, greeting, signed
from assistant.scripted.turn import Call, Turn
from assistant.scripted.view import OutcomeLine, PersonLine
from assistant.scripted.vocabulary import ROLE_AT_END
from assistant.scripted.wording import TOLD, Outgoing, body_of, is_handing, short

_VERB = re.compile(
    r"^(?P<verb>(?:send|write|draft|shoot|drop) (?:(?P<first>(?!an? |the "
    r"|out )[\w.@ '’-]{2,40}?) )?(?:an? |the |out )?(?:quick |short |brief |nice "
    r"|friendly )?(?:(?P<kind>e-?mail|mail|note|message|text|line|reply|reminder|invite))\b"
    r"|e-?mail|mail|reply|respond|answer|write(?: back)?|text|message|msg|dm|ping|whatsapp|slack"
    r"|tell|inform|notify|update|let|ask|thank|remind|wish|congratulate|follow[- ]up(?: with"
    r"| on)?|reach out|check in(?: with| on)?|get back|confirm(?: with)?|apologi[sz]e|introduce"
    r"|drop|send|share|forward|rsvp|touch base with|invite|say (?:hi|thanks|thank you"
    r"|happy birthday|sorry)|cc|draft)\b",
    re.IGNORECASE,
)
_TO = re.compile(r"^\s*(?:,|:)?\s*(?:to|with|for)\s+", re.IGNORECASE)
_SECOND = re.compile(r"\s+(ask|tell|thank|remind)(?:ing)?(?: \w+(?= that| to))?\b", re.IGNORECASE)
_TO_SECOND = re.compile(r"\s+to(?= (?:ask|tell|thank|remind)\b)", re.IGNORECASE)
_WRITING = re.compile(r"write|e-?mail|mail|text|message|msg|send|drop", re.IGNORECASE)
_LATER_TO = re.compile(r"\b(?:to|with)\s+(?=(?:my |our |the )?[\w@.]+)", re.IGNORECASE)
_LINK = re.compile(
    r"^\s*(?:know\s+)?(?P<link>that|saying(?: that)?|to say(?: that)?|:|,|-|–|if|whether|to|for"
    r"|about|re|regarding|on|of|with|when|what|how|where|who)?(?:\b|\s|$)\s*",
    re.IGNORECASE,
)
_EMAIL_VERBS = re.compile(r"e-?mail|mail|forward|cc|reply|respond", re.IGNORECASE)
_MESSAGE_VERBS = re.compile(r"text|message|msg|dm|ping|whatsapp|slack|line", re.IGNORECASE)


def decide(turn: Turn) -> Call:
    """The next call on an item that concerns mail or messages."""
    if turn.item.source == "mail":
        return decide_mail(turn)
    for tool in ("send_email", "send_message", "draft_reply"):
        refusal = turn.refused(tool)
        if refusal:
            return _after_refusal(turn, refusal)
    wanted = read(turn)
    told = [line for line in turn.said if not _is_recipient(turn, line)]
    body = language.sentence(told[-1]) if told else body_of(wanted)
    mail_id = re.search(r"\be\d+\b", turn.core)
    if mail_id and body:
        return turn.call("draft_reply", email_id=mail_id.group(), body=body)
    person, name = _recipient(turn, wanted)
    if not name:
        whom = f"do you mean by “{wanted.to}”" if wanted.to else "should get this"
        return turn.ask("recipient", f"Which contact or address {whom}?")
    if not body:
        topic = f" about {wanted.content}" if wanted.content else ""
        return turn.ask("content", f"What should the message to {name}{topic} say?")
    return _send(turn, wanted, person, name, body)


def _is_recipient(turn: Turn, line: str) -> bool:
    """Whether a line that the person added says who gets it, not what it says."""
    is_known = language.person_of(line, turn.view.people) is not None
    return is_known or language.is_name(line) or bool(language.address_in(line))


def read(turn: Turn) -> Outgoing:
    """Verb, recipient and content of a request."""
    text = turn.core
    match = _VERB.match(text)
    if match is None:
        return Outgoing("", "", "", "", text, is_name=False)
    verb = match["verb"].casefold()
    kind = (match["kind"] or verb).casefold()
    to, rest = _addressee(turn, (match["first"] or "").strip(), text[match.end() :])
    rest = re.sub(r"^\s*and (?=(?:ask|tell|say|let|thank|remind)\b)", " ", rest)
    if _WRITING.match(verb):
        rest = _TO_SECOND.sub("", rest, count=1) if _TO_SECOND.match(rest) else rest
    second = _SECOND.match(rest)
    if second:
        verb, rest = second[1].casefold(), rest[second.end() :]
    link = _LINK.match(rest)
    word = (link["link"] or "").casefold() if link else ""
    content = rest[link.end() :].strip(" ,.:-") if link else rest.strip()
    if _EMAIL_VERBS.match(verb) and re.match(r"re|d", verb) and word not in TOLD:
        content = ""
    is_name = bool(to) and language.name_at(to, turn.view.people) == to
    return Outgoing(verb, kind, to, word, content, is_name)


def _addressee(turn: Turn, first: str, rest: str) -> tuple[str, str]:
    """Who it goes to, and what follows that."""
    role = ROLE_AT_END.search(rest)
    if first or role:
        return (first, rest) if first or role is None else _to_role(rest, role)
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
    near = language.people_in(" ".join(after.split()[:2]), turn.view.people)
    if near:
        return near[0].name, " ".join(after.split()[2:])
    word = re.match(r"\s*(\w[\w'’-]*)", after)
    if word is None:
        return "", rest
    return word[1], after[word.end() :]


def _to_role(rest: str, role: re.Match[str]) -> tuple[str, str]:
    """Somebody without a name: "the weekly report to my manager"."""
    what = rest[: role.start()].strip()
    return role[1], f" about {what}" if what else ""


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
    if turn.item.source == "you" and wanted.is_name and not people:
        return PersonLine(wanted.to), wanted.to
    return None, ""


def _send(turn: Turn, wanted: Outgoing, person: PersonLine | None, name: str, body: str) -> Call:
    text = signed(turn.view, f"{greeting(turn.view, name)}\n\n{body}")
    prefers_mail = person is None or person.channel == "email"
    is_written = wanted.kind.startswith("write") and (person is None or not person.channel)
    is_mail = bool(_EMAIL_VERBS.search(wanted.kind)) or "@" in name or is_handing(wanted)
    is_mail = is_mail or is_written
    is_message = bool(_MESSAGE_VERBS.search(wanted.kind)) and "@" not in name
    if is_message or (not is_mail and not prefers_mail):
        return turn.call("send_message", contact=name, body=short(name, body, wanted))
    return turn.call("send_email", to=name, subject=_subject(wanted, body), body=text)


def _subject(wanted: Outgoing, body: str) -> str:
    topic = re.split(r"[.!?:;]|\bbecause\b|\bso that\b", wanted.content or body)[0]
    return language.title(" ".join(topic.split()[:8])) or "A short note"


def _after_refusal(turn: Turn, refusal: OutcomeLine) -> Call:
    if "address" in refusal.text or "contacts" in refusal.text:
        return turn.ask("recipient", f"{refusal.text.partition(';')[0]}. Where should it go?")
    return turn.ask_after(refusal, "content")
