"""The views beside the queue. Each is made when it is first gone to, or at leisure behind the
first page: made together they would hold the window for a quarter of a second.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple, TypeVar, cast

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from mmd_reviewer.ui.amendment.amendment_view import AmendmentView
from mmd_reviewer.ui.assessment.assessment_view import AssessmentView
from mmd_reviewer.ui.assessment.second_view import SecondView
from mmd_reviewer.ui.calendar.calendar_view import CalendarView
from mmd_reviewer.ui.case.case_view import CaseView
from mmd_reviewer.ui.compare.compare_view import CompareView
from mmd_reviewer.ui.customers.customers_view import CustomersView
from mmd_reviewer.ui.dispatch.dispatch_view import DispatchView
from mmd_reviewer.ui.intake.import_view import ImportView
from mmd_reviewer.ui.letters.letter_view import LetterView
from mmd_reviewer.ui.owed.owed_view import OwedView
from mmd_reviewer.ui.queue.bulk_view import BulkView
from mmd_reviewer.ui.queue.queue_view import QueueView
from mmd_reviewer.ui.register.register_view import RegisterView
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.shell.main_window import MainWindow

LEISURE_MS = 30  # between two of them, for what the person does meanwhile
V = TypeVar("V", bound=QWidget)
ShowsCase = AssessmentView | CaseView | LetterView
ShowsBoth = AmendmentView | SecondView
Lists = OwedView | DispatchView | CalendarView | RegisterView | CompareView | CustomersView


class Room(NamedTuple):
    """A view by its id; `under`: whose line of the rail it fills, "" for one of its own; `name`:
    that of `Rooms` where it is not the id.
    """

    view_id: str
    title: str
    under: str = ""
    name: str = ""


ROOMS = (
    Room("assessment", "Case"),
    Room("case", "Case", "assessment"),
    Room("amendment", "Amendment", "assessment"),
    Room("letter", "Letter", "assessment"),
    Room("second", "Second assessment", "assessment"),
    Room("calendar", "Calendar"),
    Room("register", "Register"),
    Room("compare", "Inventory", "register"),
    Room("customers", "Customers"),
    Room("bulk", "One deed for many", "queue"),
    Room("owed", "Letters owed", "queue"),
    Room("dispatch", "To dispatch", "queue"),
    Room("import", "Import", "queue", "imports"),
)


class Rooms(QObject):
    """`made(view_id)` when one was made: who leads from it to another listens from then on."""

    made = Signal(str)

    def __init__(self, queue: QueueView, window: MainWindow) -> None:
        super().__init__(window)
        self.reviewing, self._window, self._deeds = queue.reviewing, window, queue.deeds
        self._made: dict[str, QWidget] = {}
        self._leisure = QTimer(self, interval=LEISURE_MS)
        self._leisure.timeout.connect(self.make_next)
        for room in ROOMS:
            make = partial(self.go_in, room)
            window.expect_view(room.view_id, make, room.title, under=room.under)

    def _room(self, view_id: str, make: Callable[[Reviewing], V]) -> V:
        if view_id not in self._made:
            view = self._made[view_id] = make(self.reviewing)
            self._window.stand(view_id, view)
            self.made.emit(view_id)
        return cast(V, self._made[view_id])

    def stand_in(self) -> None:
        """Commands of a room that is not made yet are shown and live: the first makes it, which
        gives each its function, and is run then.
        """
        registry = self.reviewing.registry
        bound = {spec.id for spec in registry.bound()}

        def run(room: Room, name: str) -> None:
            self.go_in(room)
            registry.run(name)

        for room in ROOMS:
            own = [spec.id for spec in registry.all_specs() if spec.scope == room.view_id]
            left = [name for name in own if name not in bound]
            registry.bind_all("", {name: partial(run, room, name) for name in left})

    def go_in(self, room: Room) -> QWidget:
        """The view, made by now."""
        view = getattr(self, room.name or room.view_id)
        assert isinstance(view, QWidget)
        return view

    def is_made(self, view_id: str) -> bool:
        """Has anybody been there?"""
        return view_id in self._made

    def make_at_leisure(self) -> None:
        """From now on, one after the other."""
        self._leisure.start()

    def make_next(self) -> None:
        """Make the next one that nobody has gone to yet, if there is one."""
        left = [room for room in ROOMS if room.view_id not in self._made]
        if left:
            self.go_in(left[0])
        else:
            self._leisure.stop()

    def put_away(self) -> None:
        """The window closes: no more of them."""
        self._leisure.stop()

    def number_in(self, view_id: str) -> str:
        """The case that a view shows, or that its current row is of; "" for none."""
        view = self._made.get(view_id)
        if isinstance(view, ShowsCase):
            return view.number
        if isinstance(view, ShowsBoth):
            return view.case_number
        return view.current_number() if isinstance(view, Lists) else ""

    @property
    def assessment(self) -> AssessmentView:
        """The checklist of a case."""
        return self._room("assessment", AssessmentView)

    @property
    def case(self) -> CaseView:
        """The page of a case."""
        return self._room("case", CaseView)

    @property
    def amendment(self) -> AmendmentView:
        """What a customer changed after the decision."""
        return self._room("amendment", AmendmentView)

    @property
    def letter(self) -> LetterView:
        """A letter of a case."""
        return self._room("letter", LetterView)

    @property
    def second(self) -> SecondView:
        """The second assessment of a case."""
        return self._room("second", SecondView)

    @property
    def calendar(self) -> CalendarView:
        """Agenda, week and month."""
        return self._room("calendar", CalendarView)

    @property
    def register(self) -> RegisterView:
        """Every deviation on a day."""
        return self._room("register", RegisterView)

    @property
    def compare(self) -> CompareView:
        """The register against an inventory."""
        return self._room("compare", CompareView)

    @property
    def customers(self) -> CustomersView:
        """All customers, or the page of one."""
        return self._room("customers", CustomersView)

    @property
    def bulk(self) -> BulkView:
        """One deed for many cases, looked at before it is done."""
        return self._room("bulk", partial(BulkView, triage=self._deeds))

    @property
    def owed(self) -> OwedView:
        """The letters owed."""
        return self._room("owed", OwedView)

    @property
    def dispatch(self) -> DispatchView:
        """The letters to dispatch."""
        return self._room("dispatch", DispatchView)

    @property
    def imports(self) -> ImportView:
        """The preview of a file."""
        return self._room("import", ImportView)
