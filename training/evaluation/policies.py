"""From what a person writes after `--policy` to who plays."""

import gc
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from langchain_core.language_models.chat_models import BaseChatModel

from assistant.contract.errors import UserError
from assistant.models import load_model
from assistant.models.local import LocalChatModel
from env_adapter.policies import POLICIES
from training.errors import TrainingError
from training.evaluation.memories import MemoryKind, days_with
from training.evaluation.players import (
    GraphPlayer,
    LocalPlayer,
    Player,
    ReferencePlayer,
    Sampling,
)

_NAME = re.compile(r"([\w.+-]+)=(.+)")


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy as the person names it."""

    name: str
    spec: str
    """A reference policy, or what `assistant.models.load_model` takes."""


def read_policies(values: Sequence[str]) -> list[Policy]:
    """The policies of `NAME[=SPEC]` values.

    Raises:
        TrainingError: none, or two of one name.
    """
    found: dict[str, Policy] = {}
    for value in values:
        named = _NAME.fullmatch(value)
        policy = Policy(named[1], named[2]) if named else Policy(value, value)
        if policy.name in found:
            raise TrainingError(f"two policies are called {policy.name}; write NAME=SPEC")
        found[policy.name] = policy
    if not found:
        raise TrainingError("an evaluation wants at least one --policy")
    return list(found.values())


def fingerprint(policy: Policy) -> str:
    """What the policy is, weights included, so that a resumed evaluation goes on with the same one.

    Raises:
        UserError: there is no such policy, or it cannot be loaded.
    """
    if policy.spec in POLICIES:
        return policy.spec
    model = _load(policy)
    if not isinstance(model, LocalChatModel):
        return policy.spec
    found = _digest(model)
    # Only one model is in memory at a time: the next one may be as large.
    del model
    gc.collect()
    return found


def player_of(policy: Policy, sampling: Sampling, memory: MemoryKind = "world") -> Player:
    """Who plays as the policy.

    Raises:
        UserError: there is no such policy, or it cannot be loaded.
    """
    open_day = days_with(memory)
    if policy.spec in POLICIES:
        return ReferencePlayer(policy.spec, open_day)
    model = _load(policy)
    if isinstance(model, LocalChatModel):
        return LocalPlayer(model, sampling, open_day)
    return GraphPlayer(model, sampling.concurrency, open_day)


def _load(policy: Policy) -> BaseChatModel:
    try:
        return load_model(policy.spec)
    except UserError as error:
        known = ", ".join(name for name in POLICIES if ":" not in name)
        hint = "" if ":" in policy.spec else f"; or one of {known}"
        raise TrainingError(f"policy {policy.name}: {error}{hint}") from error


def _digest(model: LocalChatModel) -> str:
    """A hash of the weights and of the template, whatever folders they came from."""
    import torch

    digest = hashlib.blake2b(str(model.tokenizer.chat_template).encode(), digest_size=16)
    for name, tensor in sorted(model.generator.model.state_dict().items()):
        digest.update(name.encode())
        flat = tensor.detach().cpu().contiguous().reshape(-1)
        digest.update(flat.view(torch.uint8).numpy().tobytes())
    return digest.hexdigest()
