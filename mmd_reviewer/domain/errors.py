"""What can go wrong in words a reviewer reads: a rule refused, or the store's surroundings failed."""

from __future__ import annotations


class Refused(Exception):
    """A rule (or a usage mistake) stands in the way; nothing was recorded.

    `rule` is the number in rules.md ("" for plain usage), `field` the input at fault, the message one sentence.
    """

    def __init__(self, message: str, rule: str = "", field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.rule = rule
        self.field = field

    @property
    def kind(self) -> str:
        """`refused` when a rule speaks, `usage` otherwise."""
        return "refused" if self.rule else "usage"


class StoreError(Exception):
    """The store cannot do it for a reason outside the program: disk, lock, permission, newer version."""


class CaseChangedElsewhere(StoreError):
    """Somebody else recorded something on the case since it was read; nothing was recorded.

    The desk tells it as `ChangedSince`, with who did what.
    """


class Cancelled(Exception):
    """The person cancelled a job; nothing of it was kept."""
