"""The one exception of this package, apart so that importing it costs nothing."""

from assistant.contract.errors import UserError


class MemoryUnavailable(UserError):
    """The knowledge base cannot be used now; the message says why and what to do next."""
