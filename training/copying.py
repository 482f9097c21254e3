"""A pretext task: find a line by its key and copy it, in random tokens.

Most of a call is copied from the prompt, and a small model from scratch finds out how to copy late,
because only a few tokens of a decision teach it. These examples teach nothing else, and they teach
it for every token of the vocabulary, the rarest name included.
"""

import random

from training.examples import Example

_LINES = (2, 14)
_VALUE = (1, 12)
"""Tokens of a line's value."""
_WHOLE = (6, 48)
"""Tokens that are copied as a whole."""


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
        if rng.random() < 0.4:
            text = self._draw(rng, rng.randint(*_WHOLE))
            return Example(text + self._line_end, text, "copy/whole", "")
        count = rng.randint(*_LINES)
        keys = [self._draw(rng, 1 + rng.randrange(2)) for _ in range(count)]
        values = [self._draw(rng, rng.randint(*_VALUE)) for _ in range(count)]
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

    def _draw(self, rng: random.Random, count: int) -> list[int]:
        return [rng.choice(self._tokens) for _ in range(count)]
