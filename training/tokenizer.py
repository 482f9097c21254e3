"""The mini model's tokenizer: cased byte-level BPE, trained on the prompts it will read.

What is copied looks the same wherever it stands, and what never changes costs little:

- A word is cut alike at the start of a field and behind a space: BPE learns words without their
  space, and the space joins the first piece last of all.
- What all prompts and calls share (headings, an agent's list of tools, the frame of a call from one
  argument to the next) is one token each, as is a day of the year, or an hour and its minutes.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import PreTrainedTokenizerBase, PreTrainedTokenizerFast

from assistant.contract.tools import Agent, tools_for
from assistant.models.template import (
    CALL_CLOSE,
    CALL_OPEN,
    CONTROL_TOKENS,
    MINI_CHAT_TEMPLATE,
    RESPONSE_TEMPLATE,
    TURN_END,
)

SPACE = "Ġ"
"""How byte-level BPE writes a space."""

_PIECES = 0.6
"""Share of the vocabulary for words without their space; the rest is for those with it."""

_KEY = r'"[a-z][a-z_]*": (?:\["|\[|")?'
_TOOL_LISTS = tuple(
    "\n".join(["system\n# Tools", *(tool.name for tool in tools_for(agent))]) for agent in Agent
)
"""How each agent's prompt begins."""
_FIXED = (
    rf'\{{"name": "|", "arguments": \{{(?:{_KEY})?|"?\]?, {_KEY}|"?\]?\}}\}}'
    r"| \| |(?:user\n|^|(?<=\n))# [A-Z][a-z]+(?: [a-z]+| \d+)?\n"
    rf"|{'|'.join(sorted(_TOOL_LISTS, key=len, reverse=True))}"
)
"""The frame of a call from one argument to the next, the mark between fields, headings, tools."""
_MOST_FIXED = 300

_WORDS = (
    r"'(?:s|t|re|ve|m|ll|d)\b"
    r"| ?\p{L}[\p{L}\p{M}_]*"
    r"| ?\d{4}-(?=\d\d-\d\d)"
    r"| ?\d\d[-:]\d\d(?!\d)"
    r"| ?\d{1,2}"
    r"| ?[^\s\p{L}\d\"]+| ?\""
    r"|\s"
)
"""Words (a tool's name is one), the year of a date, its day, times, pairs of digits, runs of marks
up to a quote, which may end an argument, and single white space."""


_BYTES = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)


def train_tokenizer(texts: Iterable[str], vocab_size: int, context: int) -> PreTrainedTokenizerFast:
    """A tokenizer of at most `vocab_size` tokens, with the chat template of the mini model."""
    # The call's brackets are tokens of their own, and what stands behind one starts a word.
    brackets = f"{CALL_OPEN}|{CALL_CLOSE}"
    parts = [part for text in texts for part in re.split(brackets, text) if part]
    fixed = _fixed(parts)
    parts = [part for text in parts for part in re.split(_FIXED, text) if part]
    bare = _learn(parts, int(_PIECES * vocab_size))
    room = vocab_size - bare.get_vocab_size() - len(fixed)
    bpe = _joined(bare, _first_pieces(bare, parts, room), fixed)
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=bpe,
        eos_token=TURN_END,
        pad_token=CONTROL_TOKENS[0],
        model_max_length=context,
        clean_up_tokenization_spaces=False,
    )
    tokenizer.chat_template = MINI_CHAT_TEMPLATE
    tokenizer.response_template = RESPONSE_TEMPLATE
    return tokenizer


def pieces_of(tokenizer: PreTrainedTokenizerBase) -> dict[int, list[int]]:
    """The tokens that each token was joined from; a word with its space as the one without."""
    backend: Any = tokenizer
    state = json.loads(backend.backend_tokenizer.to_str())["model"]
    vocab: dict[str, int] = state["vocab"]
    made = {"".join(pair): pair for pair in state.get("merges", [])}
    found = {}
    for text, (left, right) in made.items():
        if left != SPACE:
            found[vocab[text]] = [vocab[left], vocab[right]]
        elif right in made:
            first, rest = made[right]
            start = (
                [vocab[SPACE + first]] if SPACE + first in vocab else [vocab[SPACE], vocab[first]]
            )
            found[vocab[text]] = [*start, vocab[rest]]
    return found


def unspaced(tokenizer: PreTrainedTokenizerBase) -> dict[int, int]:
    """For each token that is a space and another token, that other one."""
    vocab = tokenizer.get_vocab()
    return {
        number: vocab[text[1:]]
        for text, number in vocab.items()
        if text.startswith(SPACE) and text[1:] in vocab
    }


def _fixed(parts: Iterable[str]) -> list[str]:
    counts = Counter(found for part in parts for found in re.findall(_FIXED, part))
    # A training text holds the parts of a prompt, not how the template joins them.
    return [
        "user\n# Person\n",
        *_TOOL_LISTS,
        *(t for t, n in counts.most_common(_MOST_FIXED) if n > 1),
    ]


def _learn(parts: Sequence[str], size: int) -> Tokenizer:
    """BPE of words without their space."""
    bpe = Tokenizer(models.BPE())
    # A space before a word is a word of its own here.
    bpe.pre_tokenizer = _cut(_WORDS.replace(" ?", ""))
    trainer = trainers.BpeTrainer(
        vocab_size=size,
        min_frequency=3,
        special_tokens=list(CONTROL_TOKENS),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    bpe.train_from_iterator(parts, trainer)
    return bpe


def _cut(words: str) -> pre_tokenizers.Sequence:
    return pre_tokenizers.Sequence(
        [pre_tokenizers.Split(Regex(words), behavior="isolated"), _BYTES]
    )


def _first_pieces(bare: Tokenizer, parts: Sequence[str], most: int) -> list[str]:
    """The pieces that stand behind a space most often."""
    counts: Counter[str] = Counter()
    for encoding in bare.encode_batch(parts, add_special_tokens=False):
        tokens = encoding.tokens
        counts.update(b for a, b in zip(tokens, tokens[1:], strict=False) if a == SPACE)
    del counts[SPACE]
    return [text for text, _ in counts.most_common(max(0, most))]


def _joined(bare: Tokenizer, first: Sequence[str], fixed: Sequence[str]) -> Tokenizer:
    """`bare` with a space before the pieces `first`, joined after all else, and texts `fixed`."""
    state = json.loads(bare.to_str())
    vocab, merges = state["model"]["vocab"], state["model"]["merges"]
    for text in first:
        if SPACE + text not in vocab:
            vocab[SPACE + text] = len(vocab)
            merges.append([SPACE, text])
    for text in fixed:
        [(written, _)] = _BYTES.pre_tokenize_str(text)
        vocab.setdefault(written, len(vocab))
    # What is in the vocabulary as a whole takes no merges. Tokens added beside the vocabulary would
    # do as well, but those are taken for control tokens, which no mail may contain.
    state["model"]["ignore_merges"] = True
    bpe = Tokenizer.from_str(json.dumps(state))
    bpe.pre_tokenizer = _cut(f"{_FIXED}|{_WORDS}")
    bpe.decoder = decoders.ByteLevel()
    return bpe
