"""The two kinds of rubric that the reward is made of: one that scores, one that adds up."""

from functools import cached_property
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
        decision, total = observation.decision, 0.0
        # Not `sum`, which rounds floats in another way from Python 3.12 on.
        for child, weight, is_leaf in self._parts:
            attributes = child.__dict__
            if (
                is_leaf
                and decision is not None
                and not attributes["_forward_pre_hooks"]
                and not attributes["_forward_hooks"]
            ):
                # What a call would do, without the way there.
                attributes["last_score"] = score = child.score(decision)
            else:
                score = child(action, observation)
            total += weight * score
        return total

    @cached_property
    def _parts(self) -> list[tuple[Node, float, bool]]:
        """The children with their weights, and whether each is a plain leaf."""
        children = [(self._rubric_children[name], weight) for name, weight in self.weights.items()]
        return [(child, weight, _is_leaf(child)) for child, weight in children]


def _is_leaf(node: Any) -> bool:
    kind = type(node)
    return isinstance(node, Node) and (kind.__call__, kind.forward) == (Node.__call__, Node.forward)
