"""All that views and deeds ask of the window: something said,
a conflict put before the person, another view shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

if TYPE_CHECKING:  # the window is painted before the rules are imported
    from mmd_reviewer.domain.conflict import Conflict

Tone = Literal["red", "amber", "info"]
DEED = "deed"  # the cause of what is said of a deed


class MessageAction(NamedTuple):
    """A button of a message."""

    label: str
    run: Callable[[], object]
    key: str = ""


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A deed that met somebody else's change: nothing of it is recorded, all of it is still here.

    `mine` does the deed again, `edit` goes back to where it was typed, with what was typed;
    `theirs` lets go of what was kept of it. Without `mine` no deed met it: a case on the screen was
    changed elsewhere.
    """

    conflict: Conflict
    mine: Callable[[], object] | None = None
    edit: Callable[[], object] | None = None
    theirs: Callable[[], object] | None = None


class Say(Protocol):
    """Whoever can say it: the window, and in a test a list."""

    def show_message(
        self,
        cause: str,
        text: str,
        tone: Tone = "info",
        strong: str = "",
        action: MessageAction | None = None,
    ) -> None:
        """Say it in the place of what was said before of the same cause."""

    def clear_message(self, cause: str) -> None:
        """What was said of this cause is over."""

    def show_conflict(self, unsettled: Unsettled) -> None:
        """Let the person choose between both values."""

    def set_saved(self, time: str) -> None:
        """When the newest fact was stored, as hh:mm."""

    @property
    def view_id(self) -> str:
        """The view shown."""

    def show_view(self, view_id: str) -> None:
        """Show a view and let it take the focus."""
