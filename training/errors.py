"""What training says to a person when something cannot be done."""

from assistant.contract.errors import UserError


class TrainingError(UserError):
    """A recipe, run folder or checkpoint that cannot be used, and what to do about it."""
