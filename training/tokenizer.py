"""The mini model's tokenizer: cased byte-level BPE, trained on the prompts it will read.

Words are cut so that what is copied looks the same wherever it stands: the mark between fields
takes both its spaces, so a name in a field and one in a call are the same tokens; digits go in
pairs, so that a time is three tokens and a new one is read like any other. The frame of a call is
a few long tokens: what a call costs, and what is learnt, is its content.
"""

import re
from collections.abc import Iterable

from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import PreTrainedTokenizerFast

from assistant.models.template import (
    CALL_CLOSE,
    CALL_OPEN,
    CONTROL_TOKENS,
    MINI_CHAT_TEMPLATE,
    RESPONSE_TEMPLATE,
    TURN_END,
)

_KEY = r'"\p{Ll}[\p{Ll}_]*": (?:\["|\[|")?'
_WORDS = (
    rf'\{{"name": "|", "arguments": \{{(?:{_KEY})?|"?\]?, {_KEY}|"?\]?\}}\}}'
    r"| \| ?"
    r"|'(?:s|t|re|ve|m|ll|d)\b"
    r"| ?\p{L}[\p{L}\p{M}_]*"
    r"| ?\d{1,2}"
    r"| ?[^\s\p{L}\d]+"
    r"|\s"
)
"""The frame of a call from one argument to the next, the mark between fields, words (a tool's name
is one), pairs of digits, runs of marks, single white space."""


def train_tokenizer(texts: Iterable[str], vocab_size: int, context: int) -> PreTrainedTokenizerFast:
    """A tokenizer of at most `vocab_size` tokens, with the chat template of the mini model."""
    bpe = Tokenizer(models.BPE())
    bpe.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(_WORDS), behavior="isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    bpe.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=vocab_size,
        min_frequency=2,
        special_tokens=list(CONTROL_TOKENS),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    # The call's brackets are tokens of their own, and what stands behind one starts a word.
    brackets = f"{CALL_OPEN}|{CALL_CLOSE}"
    parts = (part for text in texts for part in re.split(brackets, text) if part)
    bpe.train_from_iterator(parts, trainer)
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
