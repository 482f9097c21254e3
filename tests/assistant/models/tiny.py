"""A real checkpoint in a second: random Qwen3 weights and a tokenizer with the mini's template."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import PreTrainedTokenizerFast, Qwen3Config, Qwen3ForCausalLM

from assistant.contract.tools import TOOLS
from assistant.models.template import (
    CONTROL_TOKENS,
    MINI_CHAT_TEMPLATE,
    RESPONSE_TEMPLATE,
    TURN_END,
    write_call,
)

CONTEXT = 2048


def build_tiny_checkpoint(folder: Path, seed: int = 0) -> Path:
    """Write a checkpoint of under 1 MB that `load_model("hf:FOLDER")` takes; returns `folder`.

    The weights are random but far from zero, so that the next token is a matter of opinion and
    not of rounding.
    """
    tokenizer = _tokenizer()
    config = Qwen3Config(
        vocab_size=len(tokenizer),
        hidden_size=48,
        intermediate_size=96,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        head_dim=12,
        max_position_embeddings=CONTEXT,
        tie_word_embeddings=True,
        initializer_range=0.3,
        bos_token_id=None,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        model = Qwen3ForCausalLM(config)
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def teach(
    model: Any,
    tokenizer: Any,
    prompts: Sequence[Sequence[int]],
    answers: Sequence[str],
    steps: int = 60,
) -> None:
    """Fit `model` in place until it gives these answers, each followed by the end of the turn."""
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-2, weight_decay=0.0)
    for step in range(steps):
        prompt, answer = prompts[step % len(prompts)], answers[step % len(answers)]
        target = tokenizer.encode(answer + TURN_END, add_special_tokens=False)
        ids = torch.tensor([[*prompt, *target]])
        labels = torch.tensor([[-100] * len(prompt) + target])
        model(input_ids=ids, labels=labels).loss.backward()
        optimizer.step()
        optimizer.zero_grad()


def _tokenizer() -> PreTrainedTokenizerFast:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    fields = {"item_id": "t1", "agent": "email", "when": "Tuesday 14:00"}
    tokenizer.train_from_iterator(
        [f"{tool.__doc__}\n{write_call(name, fields)}" for name, tool in TOOLS.items()],
        trainers.BpeTrainer(
            vocab_size=512,
            special_tokens=list(CONTROL_TOKENS),
            initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
            show_progress=False,
        ),
    )
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, eos_token=TURN_END, pad_token=CONTROL_TOKENS[0]
    )
    fast.chat_template = MINI_CHAT_TEMPLATE
    fast.response_template = RESPONSE_TEMPLATE
    return fast
