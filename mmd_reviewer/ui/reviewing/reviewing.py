"""What views share: the desk's deeds off the GUI thread, and what they changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, QTime, Signal

from mmd_reviewer.domain import deed as domain_deed
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.edition import Edition
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.seen import ChangedSince, Seen
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.read.shown import Shown, shown_case
from mmd_reviewer.settings import Settings
from mmd_reviewer.ui.commands.registry import ActionRegistry
from mmd_reviewer.ui.reviewing.changes import QUEUE, Changes
from mmd_reviewer.ui.reviewing.claims import Claims
from mmd_reviewer.ui.reviewing.days_off import DaysOff
from mmd_reviewer.ui.reviewing.failures import Failures
from mmd_reviewer.ui.reviewing.handing_over import HandingOver
from mmd_reviewer.ui.reviewing.own_sentences import OwnSentences
from mmd_reviewer.ui.reviewing.reading import Reading
from mmd_reviewer.ui.reviewing.say import DEED, MessageAction, Say
from mmd_reviewer.ui.reviewing.still_there import if_still_there
from mmd_reviewer.ui.reviewing.typed import Typed
from mmd_reviewer.ui.reviewing.undoing import Undoing
from mmd_reviewer.ui.reviewing.whereabouts import Whereabouts
from mmd_reviewer.ui.reviewing.work import Job, Work

T = TypeVar("T")
READ_ONLY = "The store is read-only"


class Reviewing(HandingOver, QObject):
    """One per window. `changed` tells every view what a deed touched;
    `view_shown`, `closing`: the window.
    """

    changed = Signal(object)
    case_wanted = Signal(str, str)  # view, case number
    letter_wanted = Signal(str, str)  # case number; a kind of letter, or an issued one's number
    customer_wanted = Signal(str)
    view_shown = Signal(str)
    closing = Signal()

    def __init__(
        self,
        desk: Desk,
        day: date,
        edition: Edition,
        work: Work,
        say: Say,
        registry: ActionRegistry,
        settings: Settings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self.day, self.edition = desk, day, edition
        self._seen, self._own = dict[str, str](), set[str]()
        self.work, self.say, self.registry, self.settings = work, say, registry, settings
        self.failures = Failures(say, self._show_stored)
        self.read = Reading(work, registry.holding, self.failures.tell_of_reading).read
        self.undoing = Undoing(self)
        self.days_off = DaysOff(desk, self.read)
        queue_moved = partial(self.changed.emit, Changes(lists=frozenset({QUEUE})))
        self.whereabouts = Whereabouts(desk, self.read, queue_moved)
        self.changed.connect(self.whereabouts.look_up)
        self.claims = Claims(self, self.read, self)
        self.claims.moved.connect(queue_moved)
        self.view_shown.connect(self.claims.left_for)
        self.typed = Typed(self)
        self.sentences = OwnSentences(settings.sentences)

    @property
    def desk(self) -> Desk:
        """The desk for a deed begun now: it knows what views have shown of each case."""
        return replace(self._desk, seen=Seen(dict(self._seen), self._own))

    @property
    def locked(self) -> str:
        """Why nothing can be recorded; "" if it can."""
        return self.registry.locked

    @property
    def read_only(self) -> bool:
        """Can the store only be read?"""
        return bool(self.registry.locked)

    def read_case(
        self,
        view: str,
        number: str,
        done: Callable[[Shown], object],
        *,
        opens: bool = False,
        fills: bool = False,
    ) -> None:
        """Read one case, whole; see `Reading.read`."""

        def shown(found: Shown) -> None:
            self.saw(found.case)
            if_still_there(done)(found)

        self.read(view, lambda: shown_case(self.desk, number), shown, opens=opens, fills=fills)

    def saw(self, case: Case) -> None:
        """A view shows the case as it is here: who acts from it acts on this."""
        self._seen[case.number] = case.heads[-1]
        self.claims.saw(case.number, self.say.view_id)

    def deed(
        self,
        fn: Callable[[], tuple[Case, ...] | Case],
        done: Callable[[tuple[Case, ...]], object] | None = None,
        *,
        said: str = "",
        failed: Callable[[Exception], object] | None = None,
        undoable: bool = True,
        offer: Callable[[str], MessageAction] | None = None,
        edit: Callable[[], object] | None = None,
        drop: Callable[[], object] | None = None,
        in_dialog: bool = False,
        opens: bool = False,
    ) -> None:
        """Do a deed on cases; then every view is told, and `said` stands in the message bar.

        `offer` gives, by the first case's number, what the message offers to do next. A case that
        was changed elsewhere is put before the person in the conflict bar, with `edit` to type
        again and `drop` to let go of what was typed; a deed of a dialog that is still open
        (`in_dialog`, or handed over) is told there. Where something else is shown after it (it
        `opens` it, or a dialog closes), the keys pressed until then wait.
        """
        asking, holding = self._taken(), self.registry.holding
        place = DEED if opens or asking is not None else ""
        if place:
            holding.hold(place, True)
        tell = self.failures.telling(failed or (asking.refuse if asking is not None else None))
        again = partial(
            self.deed,
            fn,
            done,
            said=said,
            failed=failed,
            undoable=undoable,
            offer=offer,
            edit=edit,
            drop=drop,
            opens=opens,
        )

        def refused(error: Exception) -> None:
            if in_dialog or asking is not None:
                self.failures.look_again(error)
            else:
                self.failures.put_before_person(error, again, edit, drop)
            tell(error)

        def finished(result: tuple[Case, ...] | Case) -> None:
            cases = result if isinstance(result, tuple) else (result,)
            if asking is not None:
                asking.recorded()
            if undoable and cases:
                self.undoing.did(cases)
            self.recorded(Changes.of(cases))
            if said:
                action = offer(cases[0].number) if offer is not None else None
                self.say.show_message(DEED, said, "info", action=action)
            if done is not None:  # also of a dialog that is closed by now: its kept words are over
                done(cases)
            holding.hold(place, False)

        lost = holding.failed(place, refused)
        self.work.deed(lambda job: _careful(self, fn), finished, lost, quick=True)

    def job(
        self,
        text: str,
        fn: Callable[[domain_deed.Job], T],
        done: Callable[[T], object],
        failed: Callable[[Exception], object] | None = None,
        *,
        stores: bool = False,
        always: bool = False,
    ) -> None:
        """Long work with progress in the status bar and a Cancel that leaves nothing behind.
        What `stores` is told to every view; `always`: `done`, too, though its dialog was closed.
        """

        def run(job: Job) -> T:
            return self.desk.truly(lambda: fn(domain_deed.Job(job.progress, job.cancelled.is_set)))

        asking = self._taken() if stores else None

        def finished(result: T) -> None:
            if asking is not None:
                asking.recorded()
            if stores:
                self.recorded(Changes(many=True))
            (done if stores or always else if_still_there(done))(result)

        tell = self.failures.telling(failed or (asking.refuse if asking is not None else None))

        def stopped(error: Exception) -> None:
            if stores:  # some of it may have been recorded before it stopped
                self.changed.emit(Changes(many=True))
            tell(error)

        self.work.deed(run, finished, stopped, text=text, cancellable=True)

    def recorded(self, changes: Changes) -> None:
        """Something is stored: every view is told, and what was said of the deed before is over."""
        for number in list(self._seen) if changes.many else changes.cases:
            self._seen.pop(number, None)  # until a view has shown it again
        for cause in (DEED, "import"):
            self.say.clear_message(cause)
        self.say.set_saved(QTime.currentTime().toString("HH:mm"))
        self.changed.emit(changes)

    def _show_stored(self) -> None:
        """After a conflict every view shows what is stored, and counts as seen from then on."""
        self._seen.clear()
        self.changed.emit(Changes(many=True))

    def keep_draft(self, write: Callable[[], object]) -> None:
        """Keep what is being typed; it becomes a fact when the field is left or the deed done."""
        if not self.read_only:
            self.work.deed(lambda job: write(), lambda _: None, self.failures.tell)


def _careful(
    reviewing: Reviewing, fn: Callable[[], tuple[Case, ...] | Case]
) -> tuple[Case, ...] | Case:
    """On the worker: what somebody else recorded is said before the rule that it woke."""
    try:
        return reviewing.desk.truly(fn)
    except Refused as refusal:
        if not isinstance(refusal, ChangedSince):
            _check_seen(reviewing.desk)
        raise


def _check_seen(desk: Desk) -> None:
    """On the worker: tell of a case that was changed since a view showed it."""
    for number in list(desk.seen.heads):
        desk.seen.check(desk.case(number))
