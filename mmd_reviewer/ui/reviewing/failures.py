"""What is said when a deed, a job or a reading fails; a conflict is put before the person once."""

from __future__ import annotations

from collections.abc import Callable

from mmd_reviewer.domain.errors import Cancelled, CaseChangedElsewhere, ConnectionLost, Refused
from mmd_reviewer.domain.seen import ChangedSince
from mmd_reviewer.ui.reviewing.say import DEED, Say, Unsettled
from mmd_reviewer.ui.reviewing.still_there import still_there

CONNECTION = "connection"  # the cause of what is said while the store does not answer


class Failures:
    """Refusals and failures of the surroundings, in the message bar or the conflict bar."""

    def __init__(self, say: Say, show_stored: Callable[[], object]) -> None:
        self._say, self._show_stored = say, show_stored
        self._in_bar: Exception | None = None

    def tell(self, error: Exception) -> None:
        """Say a refusal or a failure of the surroundings in the message bar."""
        if isinstance(error, Cancelled):
            self._say.show_message(DEED, "Cancelled: nothing of it was kept.", "info")
        elif isinstance(error, ChangedSince) and error is self._in_bar:
            self._say.clear_message(DEED)
        elif isinstance(error, Refused):
            words = (
                f"{error.message.rstrip('.')} (rule {error.rule})." if error.rule else error.message
            )
            self._say.show_message(DEED, words, "amber")
        else:
            self._say.show_message(DEED, str(error), "red")

    def tell_of_reading(self, error: Exception) -> None:
        """As `tell`; that the store does not answer holds until it does (`answers`)."""
        if isinstance(error, ConnectionLost):
            self._say.show_message(CONNECTION, str(error), "red")
        else:
            self.tell(error)

    def answers(self) -> None:
        """The store was asked, and answered."""
        self._say.clear_message(CONNECTION)

    def telling(self, report: Callable[[Exception], object] | None) -> Callable[[Exception], None]:
        """Tell a failure there, or in the bar once the dialog that asked has been closed."""

        def tell(error: Exception) -> None:
            if report is not None and still_there(report):
                report(error)
            else:
                self.tell(error)

        return tell

    def put_before_person(
        self,
        error: Exception,
        again: Callable[[], object],
        edit: Callable[[], object] | None = None,
        drop: Callable[[], object] | None = None,
    ) -> None:
        """Show both values in the conflict bar,
        if somebody else changed the case since it was seen.
        """
        if isinstance(error, ChangedSince):
            self._in_bar = error
            self._say.show_conflict(Unsettled(error.conflict, again, edit, drop))
        self.look_again(error)

    def look_again(self, error: Exception) -> None:
        """After a conflict the views show what is stored."""
        if isinstance(error, (ChangedSince, CaseChangedElsewhere)):
            self._show_stored()
