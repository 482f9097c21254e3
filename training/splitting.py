"""Words cut into other tokens than usual, alike wherever they stand in one decision.

A small model knows the names that it was trained on as single tokens, and a name that it has never
met is several: what it has to do then, copy a word piece by piece, it has hardly practised. Here
some of a decision's words are cut further, in the prompt and in the call alike. This is BPE-dropout
(I. Provilkov et al., 2020, https://arxiv.org/abs/1910.13267), drawn once for each kind of token
rather than at each place, because a tokenizer, too, cuts a word alike wherever it stands.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace

from training.examples import Example


class Splitter:
    """Cuts tokens of examples into the pieces that they were joined from."""

    def __init__(
        self, pieces: Mapping[int, Sequence[int]], alike: Mapping[int, int], share: float
    ) -> None:
        """Cut by `pieces` (`training.tokenizer.pieces_of`).

        Args:
            pieces: What a token is made of.
            alike: The token without its space, for those that have one: both are cut, or none.
            share: Of the call's kinds of tokens that are cut, in half of the examples; a piece of
                what was cut is cut further as often.
        """
        self._pieces, self._alike, self._share = pieces, alike, share

    def __call__(self, example: Example, rng: random.Random) -> Example:
        """The example with some tokens cut; half of the time as it is."""
        if rng.random() < 0.5:
            return example
        # What the call copies is what has to be practised; the rest of the prompt would only grow.
        kinds = sorted({self._alike.get(token, token) for token in example.completion})
        is_cut = {kind: rng.random() < self._share for kind in kinds}
        known: dict[int, list[int]] = {}

        def parts(token: int) -> list[int]:
            if token not in known:
                kind = self._alike.get(token, token)
                pieces = self._pieces.get(token, ()) if is_cut.get(kind) else ()
                for piece in pieces:
                    of_piece = self._alike.get(piece, piece)
                    if of_piece not in is_cut:
                        is_cut[of_piece] = rng.random() < self._share
                known[token] = [t for piece in pieces for t in parts(piece)] or [token]
            return known[token]

        prompt, completion = (
            [part for token in tokens for part in parts(token)]
            for tokens in (example.prompt, example.completion)
        )
        return replace(example, prompt=prompt, completion=completion)
