"""Received mail: put away, answered with a draft, or put to the person as a question.

A mail is information. What its text asks of an assistant is never done: the most that comes of a
mail is a draft that the person sends, so an instruction hidden in it has nowhere to go.
"""

import re

from assistant.contract.lexical import words
from assistant.scripted import language
from assistant.scripted.turn import Call, Turn
from assistant.scripted.view import NoteLine, PersonLine, View

_AUTOMATIC = re.compile(
    r"\b(?:no-?reply|do-?not-?reply|noreply|newsletter|digest|notifications?|mailer(?:-daemon)?"
    r"|updates?|news|marketing|promo(?:tions)?|offers|deals|alerts?|automated|billing@|receipts?"
    r"|info@|weekly)\b",
    re.IGNORECASE,
)
# A mailbox that nobody reads, by the part of its address before the @.
_ROBOT = re.compile(
    r"^(?:[\w.+-]*[._+-])?(?:no-?_?reply|do-?_?not-?_?reply|newsletters?|notifications?|notify"
    r"|mailer-daemon|bounces?|alerts?|updates?|news|digest|marketing|promo(?:tions)?|mailing"
    r"|automailer|auto)(?:[._+-][\w.+-]*)?@",
    re.IGNORECASE,
)
_DESK = re.compile(
    r"^(?:info|office|contact|hello|mail|kontakt|support|service|help(?:desk)?|team|sales|orders?"
    r"|billing|accounts?|admin(?:istration)?|reception|secretary|secretariat|dean|school|bookings?"
    r"|reservations?|hr|jobs|careers|press|events?)@",
    re.IGNORECASE,
)
_BULK = re.compile(
    r"\bunsubscribe|view (?:this )?(?:email )?in (?:your )?browser|manage (?:your )?preferences"
    r"|do not reply to this|automated (?:message|e-?mail|notification)|this is an automatic"
    r"|you are receiving this|privacy policy",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"\b(?:no (?:action|reply|response|answer) (?:is )?(?:needed|required|necessary)|just fyi"
    r"|fyi only|for your (?:information|records)|no need to (?:reply|respond|answer)"
    r"|nothing to do)\b",
    re.IGNORECASE,
)
_ALARM = re.compile(
    r"\b(?:payment (?:failed|declined|overdue)|past due|final notice|action required"
    r"|will be (?:suspended|cancelled|closed)|expires? (?:today|tomorrow|soon|on|in)"
    r"|security alert)\b",
    re.IGNORECASE,
)
_ORDERS = re.compile(
    r"\b(?:ignore|disregard|forget) (?:all |any )?(?:your |the )?(?:previous|prior|above|earlier"
    r"|other)|\b(?:system|assistant|ai|agent|bot)\b ?(?:prompt|note|message|instructions?)?:"
    r"|you are (?:now|an? ai)|as an (?:ai|assistant)|\b(?:dear|to the|hey|hello) (?:ai|assistant"
    r"|agent|bot)\b|new instructions|without (?:asking|confirm\w+|telling)|do not (?:tell|inform"
    r"|ask) |(?:your|the) assistant (?:must|should)|(?:forward|send) (?:all|every"
    r"|any) (?:\w+ ){0,3}(?:emails?|mails?|passwords?|contacts|files|inbox)|(?:call|use|invoke"
    r"|run) (?:the )?\w+_\w+",
    re.IGNORECASE,
)
_DECISION = re.compile(
    r"\b(?:approv(?:e|al)|sign[- ]off|sign off|go[- ]ahead|green light|decide|decision|choose"
    r"|which (?:option|one|of|do you|would you|date|version)|option [ab1]|prefer"
    r"|ok(?:ay)? (?:with|to|for) you|do you (?:agree|accept|want)|are you (?:ok|okay|happy"
    r"|willing)|can i (?:count|rely)|should (?:we|i)|would you (?:rather|like us|be willing)"
    r"|your (?:call|verdict|vote)|accept (?:the|our|this) )\b",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    r"\b(?:can|could|would|will) you\b|\bplease\b|\blet me know\b|\bneed(?:s)? (?:you|your|the"
    r"|an?)\b|\bwaiting for\b|\bget back to (?:me|us)\b|\bask(?:ing)? (?:you|for|whether|if)\b"
    r"|\bremind|\bsend (?:me|us|over)\b|\bconfirm\b|\bare you\b|\bany (?:news|update)|\bby (?:mon"
    r"|tue|wed|thu|fri|tomorrow|today|end of|noon)|\bstill\b|\burgent|\basap\b|\bdisappoint"
    r"|\bunhappy|\bunaccept",
    re.IGNORECASE,
)
_BAIT = re.compile(
    r"\b(?:card number|security code|password|gift cards?|bank details|social security"
    r"|last chance|verify your|confirm your (?:card|account|identity)|you (?:have )?won"
    r"|claim your|act now|points expire|inheritance|bitcoin|crypto)\b",
    re.IGNORECASE,
)
_SECRET = re.compile(r"\b(?:password|pin|code|iban|account number|ssn|salary|diagnos\w+)\b", re.I)
_ONCE = re.compile(
    r"\b(?:old|last (?:term|year|month|week|time|season)|formerly|used to|previous(?:ly)?|no longer"
    r"|until (?:last|this|now)|first (?:offer|draft|plan|version)|at first|was|were|had)\b",
    re.IGNORECASE,
)
_OFFERED = re.compile(
    r"\b(?:confirm|suits? you|work for you|will you (?:be there|come|take)|can you (?:come|make)"
    r"|could you (?:come|make)|your yes|shall (?:we|i)|take it|okay for you|see you|join us)\b",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\b(?:by|until|before|latest|otherwise|or else)\b", re.IGNORECASE)
_UPSET = frozenset({"furious", "angry", "annoyed"})


def decide_mail(turn: Turn) -> Call:
    """The next call on a received mail."""
    refusal = turn.refused("draft_reply") or turn.refused("archive_email")
    if refusal:
        return turn.ask_after(refusal, "decision")
    body = _honest(turn.item.body)
    text = f"{turn.item.text}\n{body}"
    if turn.said:
        return _draft(turn, text)
    is_bait = _is_bait(turn)
    if not is_bait and _is_automatic(turn, text):
        return _file(turn, text)
    if is_bait or _is_filed(turn) or _needs_nothing(turn, text, body):
        return turn.call("archive_email", email_id=turn.item.thing)
    if _DECISION.search(text) and _is_asking(text) and not _facts(turn.view, text):
        return turn.ask("decision", f"{turn.item.sender or 'The sender'} asks: {_point(text)}")
    return _draft(turn, text)


def _is_asking(text: str) -> bool:
    return bool(language.questions_in(text) or _REQUEST.search(text))


def _needs_nothing(turn: Turn, text: str, body: str) -> bool:
    """Whether it says so itself, thanks, is empty, or held nothing but orders."""
    if _NOTHING.search(text) or _is_thanks(text):
        return True
    if not body.strip() and turn.item.body.strip():
        return not _is_known(turn)  # it held nothing but orders
    return not (body.strip() or _is_asking(text))


def _honest(body: str) -> str:
    """The body without sentences that give orders to whoever processes it."""
    parts = re.split(r"(?<=[.!?])\s+|\n+", body)
    return "\n".join(part for part in parts if not _ORDERS.search(part))


def _is_filed(turn: Turn) -> bool:
    """Whether the person had a mail like this one put away before."""
    return any(
        episode.tool == "archive_email" and 2 * shared >= size > 0
        for episode in turn.view.handled
        for shared, size in [language.overlap(episode.text, turn.item.text)]
    )


def _is_known(turn: Turn) -> bool:
    known = language.person_of(turn.item.sender, turn.view.people)
    return known is not None and known.relationship not in {"", "unknown"}


def _is_bait(turn: Turn) -> bool:
    """Whether a stranger asks for secrets, or speaks to the machine; an answer would be a catch."""
    text = f"{turn.item.text}\n{turn.item.body}"
    return not _is_known(turn) and bool(_BAIT.search(text) or _ORDERS.search(text))


def _is_automatic(turn: Turn, text: str) -> bool:
    known = language.person_of(turn.item.sender, turn.view.people)
    address = known.email if known else ""
    if _ROBOT.search(address) or turn.item.priority == "low":
        return True
    sender = turn.item.sender.replace(".", " ").replace("_", " ")
    if _is_known(turn) and not re.search(r"no-?reply|do-?not-?reply", sender, re.IGNORECASE):
        return bool(re.search(r"unsubscribe", text, re.IGNORECASE))
    return bool(_AUTOMATIC.search(sender) or _BULK.search(text))


def _file(turn: Turn, text: str) -> Call:
    """Automatic mail is put away, unless it says that something is about to go wrong."""
    if _ALARM.search(text) and not re.search(r"unsubscribe", text, re.IGNORECASE):
        question = (
            f"{turn.item.sender}: “{turn.item.text}”. Do you want to act on it, or put it away?"
        )
        return turn.ask("decision", question)
    return turn.call("archive_email", email_id=turn.item.thing)


def _is_thanks(text: str) -> bool:
    subject, _, body = text.partition("\n")
    # The question in the subject of an answer is the one that was asked before.
    text = body if body.strip() and re.match(r"(?:re|aw|sv|antw):", subject, re.I) else text
    is_short = len(text.split()) <= 40
    is_thanks = re.search(
        r"\b(?:thanks|thank you|got it|received|sounds good|perfect|works for me|fine with me"
        r"|see you|looking forward|will do|noted|congratulations|congrats)\b",
        text,
        re.I,
    )
    return bool(is_short and is_thanks and not language.questions_in(text)
                and not re.search(r"\bplease|could you|can you|need\b", text, re.I))  # fmt: skip


def _draft(turn: Turn, text: str) -> Call:
    view, item = turn.view, turn.item
    lines = [greeting(view, item.sender), "", _opening(turn), _about(text, item.text)]
    facts = _facts(view, text)
    offer = _offer(turn, text)
    if turn.said:
        lines.append(f"My answer: {language.sentence(turn.said[-1])}")
    elif facts:
        asked = words(f"{item.text} {_point(text)}")
        told = [s for note in facts for s in language.sentences_about(note.text, asked)]
        lines += [language.sentence(line) for line in told]
    elif offer:
        lines.append(offer)
    else:
        lines.append("I will check and come back to you.")
    body = signed(view, "\n".join(line for i, line in enumerate(lines) if line or i == 1))
    return turn.call("draft_reply", email_id=item.thing, body=body)


def _opening(turn: Turn) -> str:
    known = language.person_of(turn.item.sender, turn.view.people)
    if known is not None and known.mood in _UPSET:
        return "I am sorry for the trouble, and thank you for telling me."
    return "Thank you for your mail." if "brief" not in turn.view.style else "Thanks for your mail."


def _about(text: str, subject: str) -> str:
    """What was asked, so that the answer is recognisably to this mail."""
    point = _point(text)
    if point and point != subject:
        return f"About “{subject.removeprefix('Re: ')}” ({point.rstrip('.')}):"
    return f"About “{subject.removeprefix('Re: ')}”:"


def _point(text: str) -> str:
    """The sentence that asks something."""
    # What the body asks says more than a subject with a question mark.
    asked = language.questions_in(text.partition("\n")[2]) or language.questions_in(text)
    if not asked:
        parts = re.split(r"(?<=[.!])\s+|\n+", text)
        asked = [part for part in parts[1:] if _REQUEST.search(part)] or parts[:1]
    line = " ".join(asked[0].split())
    return line if len(line) <= 140 else line[:139].rstrip() + "…"


def _facts(view: View, text: str) -> list[NoteLine]:
    """Notes that bear on what is asked: at least two telling words in common, and no secrets."""
    subject = text.splitlines()[0] if text else ""
    asked = {word for word in words(f"{subject} {_point(text)}") if word.isalpha()}
    fit = [
        note
        for note in view.known[:2]
        if len(asked & set(words(note.text))) >= 2 and not _SECRET.search(note.text)
    ]
    # What was so once is left out where the notes say what is so now.
    return [note for note in fit if not _ONCE.search(note.text)] or fit


def _offer(turn: Turn, text: str) -> str:
    """A yes to a time that is offered, where the calendar is free then; it is only a draft."""
    if not _OFFERED.search(text):
        return ""
    spoken = [" ".join(p.split()) for p in re.split(r"(?<=[.!?])\s+|\n+", text)]
    for line in [part for part in spoken if not _UNTIL.search(part)]:
        found = turn.read(line)
        if found.kind == "instant" and found.minute is not None and found.minute > turn.view.now:
            end = found.minute + (found.minutes or 30)
            is_taken = any(
                event.is_busy and event.start < end and found.minute < event.start + event.minutes
                for event in turn.view.events
            )
            return "" if is_taken else f"Yes, {found.phrase} works for me."
    return ""


def greeting(view: View, name: str) -> str:
    """How a message to `name` opens, in the person's style."""
    known = language.person_of(name, view.people)
    shown = known.name if known else name
    if "@" in shown or not shown or (known is not None and _is_desk(known)):
        return "Hello,"
    if "formal" in view.style:
        return f"Dear {shown},"
    return f"Hi {shown if language.is_titled(shown) else shown.split()[0]},"


def _is_desk(known: PersonLine) -> bool:
    """Whether an address is a house's and not a person's, whom one would call by a first name."""
    return known.relationship in {"", "unknown"} and _DESK.match(known.email) is not None


def signed(view: View, text: str) -> str:
    """The text with the person's name under it."""
    close = "Kind regards" if "formal" in view.style else "Best"
    return f"{text}\n\n{close}\n{view.first_name}"
