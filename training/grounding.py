"""What a prompt supports: calls whose every argument can be read off it.

The oracle knows what a day hides. Its call is a lesson only where the prompt tells as much; else
the lesson is to look it up or to ask.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.contract.day import Item
from assistant.contract.tiers import is_chore
from assistant.contract.times import find_phrases
from env_adapter.facts import carries
from env_adapter.world import World
from scenarios.hidden import Fact, Way

_LEAD = re.compile(
    r"^(?:(?:please|can you|could you|hey|ok)[, ]+)*"
    r"(?:remind me (?:to|that|about|of)?|remember (?:that|to)?|note (?:down )?(?:that)?)[: ]+",
    re.IGNORECASE,
)
_CLAUSES = r"(?<=[.;:?!])\s+|,\s+|\bthat\s+"
"""What stands between the clauses of a request, beside the name of the one to be told."""

_SHORT = 3
"""Words below which a clause is sent with the one before it."""

_TIDY = re.compile(r"\s+([,.;:!?])|^[\s,;:-]+|[\s,;:-]+$")


def sources(prompt: str) -> list[str]:
    """The texts of a prompt that facts may be taken from: the person's words, notes, mail lines."""
    said, notes, body = [], [], []
    section = ""
    for line in prompt.splitlines():
        if line.startswith("# "):
            section = line[2:]
        elif re.match(r"\d+ \| n?\w+ \| ", line):  # known, or found by a search
            notes.append(line.split(" | ")[2])
        elif section == "Item":
            if line.startswith("> "):
                body.append(line[2:])
            else:
                parts = line.split(" | ")
                said += [p.removeprefix("you said: ") for p in parts if p.startswith("you said: ")]
                body += [p for p in parts[3:] if not p.startswith("you said: ")]
    return [*said, *notes, *body]


def sentence_for(fact: Fact, texts: Sequence[str]) -> str | None:
    """The shortest way in which the prompt words a fact: a whole text, else one of its wordings."""
    for text in texts:
        if carries(text, fact.any, fact.slot):
            return text
    for wording in fact.any:
        if any(carries(text, [wording]) for text in texts):
            return wording
    return None


def texts_for(world: World, item: Item, way: Way, texts: Sequence[str], to: str) -> Iterator[str]:
    """Texts to send that carry the way's facts in the prompt's own words, the best first.

    Whole clauses before single words: they are what a person would write, and a small model finds
    where a clause begins more easily than which of its words is the one that counts.
    """
    facts = world.needs.facts(way, item)
    if not facts:
        topic = item.text.rstrip(".?! ")
        yield f"{greeting(to)} thank you for your message about {topic}. I will come back to you."
        yield f"{greeting(to)} thank you for writing about {topic}."
        return
    if f"promised by {to}" in texts:
        asked = "may I ask how far you have come with what you promised"
        yield f"{greeting(to)} {asked}: {item.text}"
    found = [sentence_for(fact, texts) for fact in facts]
    if any(sentence is None for sentence in found):
        return
    clauses = [clause_for(fact, texts, to) for fact in facts]
    is_own = item.source != "mail" and all(c and c in item.text for c in clauses)
    if is_own:
        # The person's words to somebody go out as they are.
        yield ". ".join(dict.fromkeys(c for c in clauses if c))
    sentences = _ended(found)
    if all(clauses) and not all(sentence in texts for sentence in found):
        yield f"{greeting(to)} {_ended(clauses)}"
    yield f"{greeting(to)} {sentences}"
    yield sentences
    if all(clauses):
        yield f"{greeting(to)} {_ended(clauses)}"
    words = [next((w for w in f.any if any(carries(t, [w]) for t in texts)), "") for f in facts]
    if all(words):
        yield f"{greeting(to)} {', '.join(dict.fromkeys(words))}."
        yield ", ".join(dict.fromkeys(words))


def clause_for(fact: Fact, texts: Sequence[str], to: str) -> str | None:
    """The part of a text that says a fact, without what introduces it or goes with it."""
    names = "|".join(re.escape(name) for name in (to, to.split()[0] if to else "") if name)
    parts = re.compile(rf"{_CLAUSES}|\b(?:{names})\s+" if names else _CLAUSES)
    for text in texts:
        start = before = 0
        for end in [*(match.span() for match in parts.finditer(text)), (len(text), len(text))]:
            clause = text[start : end[0]]
            if carries(clause, fact.any, fact.slot):
                # A figure alone says nothing to whoever gets it.
                is_short = len(clause.split()) < _SHORT
                return text[before if is_short else start : end[0]].strip(" ,.:;?!")
            before, start = start, end[1]
    return None


def _ended(sentences: Iterable[str | None]) -> str:
    """Different sentences in a row, each with a mark at its end."""
    distinct = dict.fromkeys(s for s in sentences if s)
    return " ".join(f"{s.rstrip('.')}." if s[-1:].isalnum() else s for s in distinct)


def greeting(name: str) -> str:
    """How a message to somebody begins."""
    words = name.split()
    is_person = len(words) == 2 and all(w[:1].isupper() and w.isalpha() for w in words)
    return f"Hello {words[0]}," if is_person else "Hello,"


def labels_for(item: Item, way: Way, texts: Sequence[str]) -> Iterator[str]:
    """What an event, reminder or note may be called, from the item's own words."""
    text = _LEAD.sub("", item.text)
    yield tidy(_without_times(text))
    yield tidy(text)
    yield item.text[:200]
    words = [next((w for w in f.any if any(carries(t, [w]) for t in texts)), "") for f in way.facts]
    if words and all(words):
        yield " ".join(dict.fromkeys(words))[:200]
    found = [sentence_for(fact, texts) for fact in way.facts]
    if found and all(found):
        yield "; ".join(dict.fromkeys(s for s in found if s))[:200]


def tidy(text: str) -> str:
    """A phrase without the gaps that something cut out of it has left."""
    text = _TIDY.sub(lambda match: match[1] or "", " ".join(text.split()))
    return (text[:1].upper() + text[1:])[:200] if text else text


def phrases(texts: Iterable[str]) -> Iterator[str]:
    """The time phrases that stand in the texts, verbatim."""
    seen: set[str] = set()
    for text in texts:
        for phrase in find_phrases(text):
            if phrase.text not in seen:
                seen.add(phrase.text)
                yield phrase.text


def _without_times(text: str) -> str:
    for phrase in find_phrases(text):
        text = re.sub(rf"\s*\b(?:at|on|by|for|from)?\s*{re.escape(phrase.text)}", "", text, count=1)
    return text


def reason_for(item: Item) -> str:
    """Why an item is left to the person, in a few words that depend on what can be seen of it."""
    if item.source == "mail":
        return "this mail needs your own judgement"
    if item.source == "conflict":
        return "which of the two gives way is yours to decide"
    if is_chore(item.text):
        return "a chore that only you can do"
    return "nothing here that can be done for you"
