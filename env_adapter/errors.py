"""The one error of this boundary."""

from assistant.contract.errors import UserError


class EnvError(UserError):
    """An environment that cannot be reached, started or asked for what it was asked for."""
