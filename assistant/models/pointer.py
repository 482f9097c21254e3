"""A small Qwen3 that can point: a token is either written, or copied from what was read.

What an assistant writes into a call mostly stands in its prompt: names, times, a mail's own words.
A model of five million weights, whose heads are 64 numbers wide, cannot carry which of 12,288
tokens it wants to repeat. So the last distribution is a mixture, as in pointer-generator networks
(A. See et al., 2017, https://arxiv.org/abs/1704.04368) and pointer sentinel models (S. Merity et
al., 2016, https://arxiv.org/abs/1609.07843):

    p(y) = g_0 softmax(logits)(y) + sum over heads h and forms f of g_hf sum_j a_h(j) [f(x_j) = y]

where a_h is a head's attention over the tokens x_j read so far and f how the token is taken over:
as it is, without its space, with one, or with the other capital. What a head points at is also read
before the weights g are chosen, for whether to go on copying depends on what would come next. All
of it is learnt. The output `logits` are log p, so sampling, losses and trainers need to know
nothing of it.
"""

from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from transformers import AutoConfig, AutoModelForCausalLM, Qwen3Config, Qwen3ForCausalLM
from transformers.cache_utils import DynamicLayer
from transformers.modeling_outputs import CausalLMOutputWithPast

FORMS = 4
"""As it is, without its space, with a space, with the other capital."""

_LEAST = 1e-12
"""Probability below which nothing was copied; keeps the logarithm finite."""

_OWN = 2.0
"""Logit of writing a token oneself, at first, beside 0 for each way to copy one."""


class PointerConfig(Qwen3Config):  # type: ignore[no-untyped-call]
    """Qwen3's settings, and those of the pointer."""

    model_type = "majordomo_pointer"
    pointer_heads: int = 2
    pointer_size: int = 64


class Pointer(nn.Module):
    """Where to copy from, how, and whether to copy at all."""

    forms: Tensor

    def __init__(self, config: PointerConfig) -> None:
        """A pointer of the configuration's shape; every token has only its own form at first."""
        super().__init__()
        heads, size, width = config.pointer_heads, config.pointer_size, config.hidden_size
        self.heads, self.size, self.eps = heads, size, config.rms_norm_eps
        self.norm = nn.Parameter(torch.ones(width))
        # Of what stood before a token, and of the token itself.
        self.key = nn.Linear(width, 2 * heads * size, bias=False)
        self.query = nn.Linear(width, 2 * heads * size, bias=False)
        self.sharpness = nn.Parameter(torch.ones(2, heads))
        self.value = nn.Linear(width, size, bias=False)
        self.gate = nn.Linear(width + heads * size, 1 + heads * FORMS)
        forms = torch.arange(config.vocab_size, dtype=torch.int32).expand(FORMS, -1)
        self.register_buffer("forms", forms.clone())

    def keys(self, states: Tensor) -> Tensor:
        """Keys (B, T, 2 H D) of the last layer's input (B, T, W)."""
        keys: Tensor = self.key(F.rms_norm(states, self.norm.shape, self.norm, self.eps))
        rows, many, wide = keys.shape
        parts = F.normalize(keys.float().view(rows, many, -1, self.size), dim=-1)
        return parts.view(rows, many, wide)

    def values(self, embeddings: Tensor) -> Tensor:
        """What is read of tokens, (B, T, D), by their embeddings (B, T, W)."""
        found: Tensor = self.value(F.rms_norm(embeddings, embeddings.shape[-1:], eps=self.eps))
        return found

    def attention(
        self, hidden: Tensor, keys: Tensor, seen: Tensor, before: Tensor, has_before: Tensor
    ) -> Tensor:
        """Where each head points, (B, K, H, T).

        Args:
            hidden: (B, K, W), last hidden states.
            keys: (B, T, 2 H D), of `keys`.
            seen: (B, K, T), which tokens can be copied from where.
            before: (B, T), the position before each token.
            has_before: (B, T), which of them have one.
        """
        query: Tensor = self.query(hidden).float()
        query = query.view(*query.shape[:2], 2, self.heads, self.size)
        query = F.normalize(query, dim=-1) * self.sharpness.float()[..., None]
        key = keys.view(*keys.shape[:2], 2, self.heads, self.size)
        scores = torch.einsum("bkphd,btphd->pbkht", query, key)  # (2, B, K, H, T)
        order = before[:, None, None].expand(scores.shape[1:])
        led = scores[0].gather(-1, order) * has_before[:, None, None]
        return (led + scores[1]).masked_fill(~seen[:, :, None], -1e9).softmax(-1)

    def weights(self, hidden: Tensor, points: Tensor, values: Tensor) -> Tensor:
        """Logarithms of the mixture's weights g, (B, K, 1 + H F).

        Args:
            hidden: (B, K, W), last hidden states.
            points: (B, K, H, T), of `attention`.
            values: (B, T, D), of `values`.
        """
        read = torch.einsum("bkht,btd->bkhd", points.to(values.dtype), values)
        found: Tensor = self.gate(torch.cat([hidden, read.reshape(*hidden.shape[:2], -1)], dim=-1))
        return found.float().log_softmax(-1)

    def log_probs(self, logits: Tensor, gates: Tensor, points: Tensor, tokens: Tensor) -> Tensor:
        """The mixture's log-probabilities (N, V).

        Args:
            logits: (N, V), of what the model would write itself.
            gates: (N, 1 + H F), of `weights`.
            points: (N, H, T), of `attention`.
            tokens: (N, T), what was read.
        """
        own, weights, forms = self._copied(gates, points, tokens)
        written = own.exp() * logits.float().softmax(-1)
        mixed = written.scatter_add(-1, forms.flatten(1), weights.flatten(1))
        return (mixed + _LEAST).log()

    def log_prob_of(
        self, logits: Tensor, gates: Tensor, points: Tensor, tokens: Tensor, of: Tensor
    ) -> Tensor:
        """As `log_probs`, of one token per row alone: `of` (N,)."""
        own, weights, forms = self._copied(gates, points, tokens)
        written = -F.cross_entropy(logits.float(), of, reduction="none")
        copied = (weights * (forms == of[:, None, None])).sum((1, 2))
        return torch.logaddexp(own[:, 0] + written, (copied + _LEAST).log())

    def _copied(
        self, gates: Tensor, points: Tensor, tokens: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Log-weight of writing (N, 1), weights and tokens of the ways to copy, (N, T, F)."""
        ways = gates[:, 1:].exp().view(len(gates), self.heads, FORMS)
        weights = torch.einsum("nhf,nht->ntf", ways, points)
        forms = self.forms.t().contiguous().index_select(0, tokens.flatten())
        return gates[:, :1], weights, forms.view(*tokens.shape, FORMS).long()

    @torch.no_grad()
    def start(self, forms: Tensor) -> None:
        """Begin as a pointer that goes on copying: to where the same was said before.

        Queries and keys of what stood before a token start as one projection, so that a state
        points behind the state that is most like it. The first coordinate of all embeddings is
        left out, which `training.induction` makes the same for all.

        Args:
            forms: (FORMS, V), each token's forms.
        """
        heads, size, width = self.heads, self.size, self.key.in_features
        self.forms.copy_(forms)
        for weight in (self.query.weight, self.key.weight):
            nn.init.orthogonal_(weight)
            weight[:, 0] = 0.0
        for head in range(heads):
            frame = torch.linalg.qr(torch.randn(width - 1, width - 1))[0][:size]
            for weight in (self.query.weight, self.key.weight):
                weight[head * size : (head + 1) * size, 1:] = frame
        self.sharpness[0] = torch.linspace(12.0, 6.0, heads)
        self.sharpness[1] = 3.0
        self.gate.weight.zero_()
        self.gate.bias.zero_()
        self.gate.bias[0] = _OWN


class PointerForCausalLM(Qwen3ForCausalLM):  # type: ignore[no-untyped-call]
    """Qwen3 with a `Pointer` on top; `logits` are log-probabilities."""

    config_class = PointerConfig
    config: PointerConfig

    def __init__(self, config: PointerConfig) -> None:
        """An untrained model."""
        super().__init__(config)
        self.pointer = Pointer(config)
        self.post_init()  # type: ignore[no-untyped-call]

    def forward(  # noqa: PLR0913, PLR0917
        self,
        input_ids: Tensor,
        attention_mask: Tensor | None = None,
        position_ids: Tensor | None = None,
        past_key_values: Any = None,
        labels: Tensor | None = None,
        use_cache: bool | None = None,
        logits_to_keep: int | Tensor = 0,
        **kwargs: Any,
    ) -> CausalLMOutputWithPast:
        """As Qwen3's.

        Args:
            input_ids: (B, T); there must be some, for they are what can be copied.
            attention_mask: (B, T so far), 0 for padding.
            position_ids: (B, T).
            past_key_values: What was read before.
            labels: (B, T), -100 where nothing is to be learnt.
            use_cache: Whether to give back what was read.
            logits_to_keep: The last n positions only, or those given; 0 for all.
            kwargs: For Qwen3's model.

        Raises:
            ValueError: `attention_mask` is not (B, T).
        """
        if attention_mask is not None and attention_mask.dim() != 2:
            raise ValueError("attention_mask has to be (B, T): a pointer needs to know the padding")
        kwargs["output_hidden_states"] = True
        out: Any = self.model(
            input_ids=input_ids,
            attention_mask=attention_mask,
            position_ids=position_ids,
            past_key_values=past_key_values,
            use_cache=use_cache,
            **kwargs,
        )
        keys = self.pointer.keys(out.hidden_states[-2])
        values, tokens = self.pointer.values(self.model.embed_tokens(input_ids)), input_ids
        if out.past_key_values is not None:
            keys, values, tokens = self._remember(out.past_key_values, keys, values, tokens)
        total, new = tokens.shape[1], input_ids.shape[1]
        here = torch.arange(total, device=tokens.device)
        is_read = torch.ones_like(tokens, dtype=torch.bool)
        if attention_mask is not None:
            is_read = attention_mask.bool()
        kept = slice(-logits_to_keep, None) if isinstance(logits_to_keep, int) else logits_to_keep
        hidden = out.last_hidden_state[:, kept]
        at = here[total - new :][kept]
        seen = is_read[:, None] & (here <= at[:, None])
        before = (here - 1).clamp(min=0).expand(len(tokens), -1)
        has_before = is_read.gather(1, before) & (here > 0)
        points = self.pointer.attention(hidden, keys, seen, before, has_before)
        gates = self.pointer.weights(hidden, points, values)
        rows, many = hidden.shape[:2]
        logits = self.pointer.log_probs(
            self.lm_head(hidden).flatten(0, 1),
            gates.flatten(0, 1),
            points.flatten(0, 1),
            tokens[:, None].expand(-1, many, -1).flatten(0, 1),
        ).view(rows, many, -1)
        loss = None
        if labels is not None:
            loss = self.loss_function(logits=logits, labels=labels, vocab_size=logits.shape[-1])
        return CausalLMOutputWithPast(loss=loss, logits=logits, past_key_values=out.past_key_values)

    def _remember(
        self, cache: Any, keys: Tensor, values: Tensor, tokens: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Keys, values and tokens so far; kept in the cache like one more layer's."""
        layer = self.config.num_hidden_layers
        if len(cache.layers) == layer:
            cache.layers.append(DynamicLayer())  # type: ignore[no-untyped-call]
        # Numbers of tokens are exact in fp32 up to 2^24; the keys are fp32 already.
        kept = torch.cat([values.float(), tokens[..., None].float()], dim=-1)
        all_keys, all_kept = cache.update(keys[:, None], kept[:, None], layer)
        read = all_kept[:, 0]
        return all_keys[:, 0], read[..., :-1].to(values.dtype), read[..., -1].long()


AutoConfig.register(PointerConfig.model_type, PointerConfig)
AutoModelForCausalLM.register(PointerConfig, PointerForCausalLM)
