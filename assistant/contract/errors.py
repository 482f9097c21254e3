"""The one kind of error that a person is meant to read."""


class UserError(Exception):
    """Something a person can mend: the message is one line that says what is wrong and what to do.

    Each boundary has its own subclass; the command prints them without a traceback and ends
    with exit code 1.
    """
