"""What goes wrong with a model, apart from `spec` so that importing it loads nothing else."""

from assistant.contract.errors import UserError


class ModelError(UserError):
    """A model that cannot be loaded or cannot take its prompt; the message says what to do."""
