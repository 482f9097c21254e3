"""The errors of a files workspace: what is wrong with a file, and what to do about it."""

from assistant.contract.errors import UserError


class WorkspaceError(UserError):
    """A file cannot be read or written; the message names it and says what would help."""


class ChangeRefused(WorkspaceError):
    """A file is not in the state that a change was made for, so it was left alone."""


class WorkspaceBusy(WorkspaceError):
    """Another process works on the same files."""


class JournalError(UserError):
    """The journal cannot be read or written; the message says what to do."""
