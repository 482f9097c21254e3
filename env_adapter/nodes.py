"""The two kinds of rubric that the reward is made of: one that scores, one that adds up."""

from typing import Any

from openenv.core.rubrics import Rubric  # type: ignore[import-untyped]

from env_adapter.ledger import Decision


class Node(Rubric):  # type: ignore[misc]
    """A rubric on decisions.

    It skips the base class's search for coroutines and its check of every attribute that is set,
    which cost more than our arithmetic: every node here is a plain function. Hooks work as they
    do elsewhere.
    """

    def __call__(self, action: Any, observation: Any) -> float:
        """Score, and remember the score."""
        attributes = self.__dict__
        for hook in attributes["_forward_pre_hooks"]:
            hook(self, action, observation)
        attributes["last_score"] = score = self.forward(action, observation)
        for hook in attributes["_forward_hooks"]:
            hook(self, action, observation, score)
        return score

    def rate(self, action: Any, observation: Any, decision: Decision | None) -> float:
        """The same as a call, for a parent that has read the decision already."""
        attributes = self.__dict__
        if decision is None or attributes["_forward_pre_hooks"] or attributes["_forward_hooks"]:
            return self(action, observation)
        attributes["last_score"] = score = self.score(decision)
        return score

    def forward(self, action: Any, observation: Any) -> float:
        """Score the decision that an observation carries; a reset's carries none."""
        decision = observation.decision
        return 0.0 if decision is None else self.score(decision)

    def score(self, d: Decision) -> float:
        """The score of one decision."""
        raise NotImplementedError


class WeightedNode(Node):
    """A weighted sum of named children; it evaluates all of them, so that all are logged."""

    def __init__(self, weights: dict[str, float]) -> None:
        super().__init__()
        self.weights = weights

    def forward(self, action: Any, observation: Any) -> float:
        """Add the children up."""
        children, decision, total = self._rubric_children, observation.decision, 0.0
        # Not `sum`, which rounds floats in another way from Python 3.12 on.
        for name, weight in self.weights.items():
            total += weight * children[name].rate(action, observation, decision)
        return total

    def rate(self, action: Any, observation: Any, decision: Decision | None) -> float:
        """The same as a call: what adds others up has no score of its own."""
        return self(action, observation)
