"""A pretext task: find a line by its key and copy it, in random tokens.

Most of a call is copied from the prompt, and a small model from scratch finds out how to copy late,
because only a few tokens of a decision teach it. These examples teach nothing else, and they teach
it for every token of the vocabulary, the rarest name included.
"""

import random
from collections.abc import Sequence

from training.examples import Example

_LINES = (2, 14)
_VALUE = (1, 12)
"""Tokens of a line's value."""
_WHOLE = (6, 48)
"""Tokens that are copied as a whole."""
_POOL = (8, 40)
"""Different tokens of a text that repeats itself."""


class CopyTask:
    """Examples by number: the same one for the same number."""

    def __init__(self, vocab_size: int, first: int, line_end: list[int], mark: list[int]) -> None:
        """Draw from tokens `first` to `vocab_size`.

        Args:
            vocab_size: Tokens there are.
            first: The first one that is no control token.
            line_end: Tokens that end a line.
            mark: Tokens between key and value.
        """
        self._tokens = range(first, vocab_size)
        self._line_end, self._mark = line_end, mark

    def __call__(self, number: int, seed: int) -> Example:
        """Example `number`: half of them copy all of a text, half the value of one key."""
        rng = random.Random(f"copy/{seed}/{number}")
        # Half of the texts have few words that come again and again, as names and times do: there
        # one word before does not tell where one is.
        pool = [rng.choice(self._tokens) for _ in range(rng.randint(*_POOL))]
        tokens = pool if rng.random() < 0.5 else self._tokens
        if rng.random() < 0.4:
            text = _draw(rng, tokens, rng.randint(*_WHOLE))
            return Example(text + self._line_end, text, "copy/whole", "")
        count = rng.randint(*_LINES)
        keys = [_draw(rng, self._tokens, 1 + rng.randrange(2)) for _ in range(count)]
        values = [_draw(rng, tokens, rng.randint(*_VALUE)) for _ in range(count)]
        prompt: list[int] = []
        for key, value in zip(keys, values, strict=True):
            prompt += key + self._mark + value + self._line_end
        chosen = rng.sample(range(count), min(count, 1 + rng.randrange(4)))
        asked: list[int] = []
        for at in chosen:
            asked += keys[at] + self._mark + values[at] + self._line_end
        # The first key is given, the rest is told by their lines, too.
        given = len(keys[chosen[0]])
        return Example(prompt + asked[:given], asked[given:], "copy/keyed", "")


def _draw(rng: random.Random, tokens: Sequence[int], count: int) -> list[int]:
    return [rng.choice(tokens) for _ in range(count)]
