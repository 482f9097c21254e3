"""How much text the splits share: a score on held-out days means little if they are not held out.

Compared are the texts that a policy reads, as runs of words. Names, numbers and times count as
words, too, so that a sentence with other values in its slots still shows as shared runs.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from scenarios.families import families, generate
from scenarios.schema import Scenario

N = 8
"""Words of a run that counts as overlap."""

WHOLE = 5
"""Words of a text that is compared as a whole; "Friday at 09:00" is nobody's."""

_WORD = re.compile(r"[^\W_]+")

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overlap:
    """What the held-out days share with the days that training may see."""

    days: int
    """Days of each family that were compared, over all levels."""
    train: int
    """Distinct runs of `N` words in the train split."""
    heldout: int
    shared: int
    share: float
    """Part of the distinct held-out runs that occur in train."""
    longest: str
    """The longest run of words that occurs in both, whatever its length."""
    same: tuple[str, ...]
    """Whole texts of at least `WHOLE` words that both have, such as a subject."""

    @property
    def longest_words(self) -> int:
        """Words of the longest shared run."""
        return len(self.longest.split())


def overlap(days: int = 10, levels: Sequence[str] = ("medium", "hard")) -> Overlap:
    """Compare the first days of every family of one split with those of the other."""
    texts = {split: list(_texts(split, days, levels)) for split in ("train", "heldout")}
    train, heldout = ([split_words(text) for text in texts[split]] for split in texts)
    mine, theirs = runs(train, N), runs(heldout, N)
    shared = mine & theirs
    same = set(texts["train"]) & set(texts["heldout"])
    return Overlap(
        days=days * len(levels),
        train=len(mine),
        heldout=len(theirs),
        shared=len(shared),
        share=len(shared) / len(theirs) if theirs else 0.0,
        longest=" ".join(longest_shared(train, heldout)),
        same=tuple(sorted(text for text in same if len(split_words(text)) >= WHOLE)),
    )


def texts_of(scenario: Scenario) -> Iterator[str]:
    """Every text of a day that a policy may read, also what comes later or on a question."""
    yield from (scenario.title, scenario.description)
    mails = [*scenario.emails, *(d.add_email for d in scenario.drift if d.add_email)]
    meetings = [*scenario.meetings, *(d.add_meeting for d in scenario.drift if d.add_meeting)]
    tasks = [*scenario.tasks, *(d.add_task for d in scenario.drift if d.add_task)]
    notes = [*scenario.notes, *(d.add_note for d in scenario.drift if d.add_note)]
    for mail in mails:
        yield from (mail.subject, mail.body)
    for meeting in meetings:
        yield from (meeting.title, meeting.summary)
    yield from (task.description for task in tasks)
    yield from (note.text for note in notes)
    yield from (habit.label for habit in scenario.habits)
    yield from (promise.text for promise in scenario.promises)
    yield from (chat.text for chat in scenario.chat)
    yield from (drift.say for drift in scenario.drift)
    yield from (rule.reason for rule in scenario.approvals.rules)
    for answers in scenario.facts.values():
        yield from answers.values()
    for episode in scenario.episodes:
        yield from (episode.text, episode.note)


def split_words(text: str) -> Words:
    """The words of a text, lower-cased."""
    return tuple(_WORD.findall(text.casefold()))


def runs(texts: Iterable[Words], length: int) -> set[Words]:
    """All runs of so many words; none reaches from one text into the next."""
    return {
        words[start : start + length] for words in texts for start in range(len(words) - length + 1)
    }


def longest_shared(first: Sequence[Words], second: Sequence[Words]) -> Words:
    """The longest run of words in both; the first in order where several are as long."""
    best: Words = ()
    while shared := runs(first, len(best) + 1) & runs(second, len(best) + 1):
        best = min(shared)
    return best


def _texts(split: str, days: int, levels: Sequence[str]) -> Iterator[str]:
    """The texts of a split, each once."""
    seen: set[str] = set()
    for name in families(split):
        for level in levels:
            for seed in range(days):
                for text in texts_of(generate(name, seed, level)):
                    if text not in seen:
                        seen.add(text)
                        yield text
