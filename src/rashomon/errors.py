"""Everything that can go wrong, as one tree.

Knows: what each failure is called, the facts it keeps, and what the reader of the message should do next.
Does not know: how a message is shown (the command line prints `what` and `hint` on two lines).
"""

from __future__ import annotations


class RashomonError(Exception):
    """Anything this program refuses or cannot do. `what` happened, and in `hint` what to do next: a line each."""

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(what)
        self.what = what
        self.hint = hint


class UnreadableReport(RashomonError):
    """A document cannot be taken in. `path` names it; the others go on."""

    def __init__(self, path: str, what: str, hint: str) -> None:
        super().__init__(f"{path}: {what}", hint)
        self.path = path


class UnreadablePlaces(RashomonError):
    """A file of places cannot be taken in. `path` names it, `line` the line, 1 or more; None: the whole of it."""

    def __init__(self, path: str, line: int | None, what: str, hint: str) -> None:
        super().__init__(f"{path}: line {line}: {what}" if line else f"{path}: {what}", hint)
        self.path = path
        self.line = line


class UsageError(RashomonError):
    """The command, a setting or an argument is wrong."""


class CasebookError(RashomonError):
    """A casebook cannot be opened, is of another version, or does not hold what it should."""


class NotFound(RashomonError):
    """An id or a name is in no record here."""


class DataMissing(RashomonError):
    """A data file that the installation should have built is not there."""


class ReadingStopped(RashomonError):
    """Reading cannot go on. What was read before is kept."""
