"""What can go wrong in words a reviewer reads:
a rule refused, or the store's surroundings failed.
"""

from __future__ import annotations

from collections.abc import Sequence


class Refused(Exception):
    """A rule (or a usage mistake) stands in the way; nothing was recorded.

    `rule` is the number in rules.md ("" for plain usage), `field` the input at fault, the message
    one sentence.
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
    """The store cannot do it for a reason outside the program:
    disk, lock, permission, newer version.
    """


UNSURE = " Whether it was recorded, `verify` and `show` tell afterwards."
NOTHING = (  # what a failure claims when it stands alone
    " Nothing was recorded.",
    " Nothing was changed.",
    " Nothing of yours was recorded: repeat it if it still holds.",
    ": nothing was kept",
)
MOST_TOLD = 3


def without_nothing(error: Exception) -> str:
    """The words of a failure without the claim that nothing was recorded."""
    words = str(error)
    for claim in NOTHING:
        words = words.replace(claim, "")
    return words.strip()


class InPart(StoreError):
    """Something failed after a part of it was recorded: the message says what is kept."""

    def __init__(self, error: Exception, kept: Sequence[str]) -> None:
        told = " ".join(kept[-MOST_TOLD:])
        many = f"{len(kept)} deeds, the newest of them: " if len(kept) > MOST_TOLD else ""
        super().__init__(
            f"{without_nothing(error)} What was recorded before that is kept: {many}{told}"
        )


class StoreDamaged(StoreError):
    """The store's file is damaged: it can be read as far
    as it goes, and nothing is written into it.
    """


class ConnectionLost(StoreError):
    """The server of a team's store does not answer, or went away in the middle: of a deed nobody
    knows yet whether it was recorded. `begun`: there was a connection when it began.
    """

    begun = False


class CaseChangedElsewhere(StoreError):
    """Somebody else recorded something on the case since it was read; nothing was recorded.

    The desk tells it as `ChangedSince`, with who did what.
    """


class Cancelled(Exception):
    """The person cancelled a job; nothing of it was kept."""
