"""The queue by keys: filter, sort, triage, what moves on, what is undone."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from mmd_reviewer.bootstrap import open_desk
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.errors import Refused, StoreError
from mmd_reviewer.services import intake, letter, request_queue
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.settings import Choices, Settings
from mmd_reviewer.ui.case.history_dialog import show_history
from mmd_reviewer.ui.commands.registry import ActionRegistry
from mmd_reviewer.ui.customers.customer_dialogs import ask_join, separate
from mmd_reviewer.ui.forms.dialogs import FormDialog
from mmd_reviewer.ui.intake.new_request import NewRequest
from mmd_reviewer.ui.look.theme import DARK, LIGHT, apply_theme
from mmd_reviewer.ui.queue.filter_bar import ME, NOBODY
from mmd_reviewer.ui.queue.queue_view import QueueView
from mmd_reviewer.ui.reviewing.changes import Changes
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.reviewing.say import DEED
from mmd_reviewer.ui.reviewing.work import Work
from mmd_reviewer.ui.shell.main_window import MainWindow
from mmd_reviewer.ui.widgets.answers import RadioRow
from mmd_reviewer.ui.widgets.buttons import LinkButton, PushButton
from mmd_reviewer.ui.widgets.fields import Field, TextArea
from mmd_reviewer.ui.widgets.labels import Label
from tests.making import QuickPress

W = TypeVar("W", bound=QWidget)
KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
DAY = date(2026, 11, 23)
ME_NAME = "Ines Moreau"
ROWS = (
    (34, "Contoso", "Drivers", "Zebra printer driver", "12 months"),
    (27, "Adatum", "Policies", "Longer screen lock", "permanent"),
    (21, "Fabrikam", "Security agents & VPNs", "Cisco AnyConnect for the ERP", "24 months"),
    (12, "Contoso", "Productivity software", "Docker Desktop for developers", "6 weeks"),
    (3, "Proseware", "", "We need Adobe", "until 2028-03-31"),
)


@dataclass
class Place:
    """A window with a queue over a store of its own."""

    desk: Desk
    window: MainWindow
    reviewing: Reviewing
    view: QueueView
    bot: QtBot

    @property
    def titles(self) -> list[str]:
        model = self.view.model
        return [model.cell(row, 1).primary for row in range(model.rowCount())]

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        if QApplication.activeWindow() is None:
            self.window.activateWindow()  # off screen nobody does it when a dialog closes
        self.until(self.view.list.view.hasFocus)
        QTest.keyClick(self.view.list.view, key, modifier)

    def until(self, check: Callable[[], object]) -> None:
        self.bot.waitUntil(lambda: bool(check()), timeout=5000)

    def go(self, number: str) -> None:
        self.until(lambda: self.view.model.place(number) >= 0)
        self.view.list.set_current_row(self.view.model.place(number))

    def dialog(self) -> QDialog:
        self.until(lambda: isinstance(QApplication.activeModalWidget(), QDialog))
        made = QApplication.activeModalWidget()
        assert isinstance(made, QDialog)
        return made

    def case(self, number: str) -> Case:
        return self.desk.case(number)


def receive(desk: Desk, age: int, customer: str, type_words: str, title: str, timeline: str) -> Case:
    return intake.receive(
        desk, customer=customer, type_words=type_words, title=title, requirement="Needed for the work.",
        proposal=f"Deploy it: {title}.", timeline=timeline, submitted=DAY - timedelta(days=age),
        ticket=f"MMD-{1465000 + age}-R5V8P", contact="Jana Hofer",
    )  # fmt: skip


def make_place(
    bot: QtBot, registry: ActionRegistry, folder: Path, rows: tuple[tuple[int, str, str, str, str], ...]
) -> Place:
    desk = open_desk(Choices(store=folder / "s.sqlite", day=DAY, reviewer=ME_NAME), create=True)
    for row in rows:
        receive(desk, *row)
    window = MainWindow(registry)
    bot.addWidget(window)
    work = Work((Refused, StoreError, OSError), parent=window)
    reviewing = Reviewing(desk, DAY, desk.edition(DAY), work, window, registry, Settings(), window)
    view = QueueView(reviewing)
    window.add_view("queue", view, "Queue")
    window.add_view("assessment", QWidget(), "Assessment")
    window.resize(1440, 900)
    window.show()
    bot.waitExposed(window)
    window.activateWindow()
    bot.waitUntil(lambda: QApplication.activeWindow() is window)
    window.show_view("queue")
    return Place(desk, window, reviewing, view, bot)


@pytest.fixture
def place(qtbot: QtBot, registry: ActionRegistry, tmp_path: Path) -> Iterator[Place]:
    made = make_place(qtbot, registry, tmp_path, ROWS)
    made.until(lambda: made.view.model.rowCount() == 5)
    made.until(lambda: made.view.preview.number)
    yield made
    made.reviewing.work.shutdown()


@pytest.fixture
def bare(qtbot: QtBot, registry: ActionRegistry, tmp_path: Path) -> Iterator[Place]:
    made = make_place(qtbot, registry, tmp_path, ())
    yield made
    made.reviewing.work.shutdown()


def child(dialog: QWidget, kind: type[W], name: str) -> W:
    found = dialog.findChild(kind, name)
    assert isinstance(found, kind), name
    return found


def written(place: Place, number: str) -> None:
    """The letter of the decision is issued; the queue is told."""
    letter.issue(replace(place.desk, press=QuickPress()), place.case(number))
    place.reviewing.changed.emit(changes_of(number))


def test_the_oldest_is_first_and_the_preview_says_what_is_asked(place: Place) -> None:
    assert place.view.list.current_row == 0
    assert place.view.list.view.hasFocus()
    assert place.titles[0] == "Zebra printer driver"
    age = place.view.model.cell(0, 0)
    assert (age.primary, age.unit, age.strong) == ("34", "d", True)
    assert not place.view.model.cell(3, 0).strong
    words = [label.text() for label in place.view.preview.findChildren(Label)]
    assert "Contoso · Hardware or software drivers" in words
    assert "12 months, until 2027-11-23" in words
    assert "All four details are given" in words
    assert "Earlier cases of Contoso" not in words, "it is the first of them"
    place.go("A-0004")
    place.until(lambda: place.view.preview.number == "A-0004")
    assert "Earlier cases of Contoso" in [label.text() for label in place.view.preview.findChildren(Label)]


def test_a_row_names_what_is_missing(place: Place) -> None:
    cell = place.view.model.cell(4, 3)
    assert (cell.primary, cell.secondary, cell.secondary_tone) == ("Incomplete", "Exemption type missing", "attention")
    assert place.view.model.cell(4, 1).secondary == ("Proseware", "Type missing", "A-0005")


def test_typing_filters_and_down_goes_into_the_list(place: Place) -> None:
    place.press(KEY.Key_Slash)
    field = place.view.bar.search
    assert field.hasFocus()
    QTest.keyClicks(field, "contoso")
    place.until(lambda: place.titles == ["Zebra printer driver", "Docker Desktop for developers"])
    QTest.keyClick(field, KEY.Key_Down)
    assert place.view.list.view.hasFocus()
    assert place.view.bar.count.text() == "2 requests"
    place.press(KEY.Key_Slash)
    QTest.keyClick(field, KEY.Key_Escape)
    assert field.text() == ""
    place.until(lambda: len(place.titles) == 5)
    QTest.keyClick(field, KEY.Key_Escape)
    assert place.view.list.view.hasFocus()


def test_chips_narrow_by_state_type_customer_and_reviewer(place: Place) -> None:
    bar = place.view.bar
    bar.type.set_value("drivers")
    bar.type.activated.emit("drivers")
    place.until(lambda: place.titles == ["Zebra printer driver"])
    assert place.view.bar.words() == "State: Open, Type: Hardware or software drivers"
    bar.type.clear()
    bar.state.set_value("incomplete")
    bar.state.activated.emit("incomplete")
    place.until(lambda: place.titles == ["We need Adobe"])
    place.view.bar.set_filter({"state": "open", "reviewer": ME})
    place.until(lambda: place.titles == [])
    place.view.bar.set_filter({"state": "open", "reviewer": NOBODY, "customer": "Adatum"})
    place.until(lambda: place.titles == ["Longer screen lock"])


def test_a_customer_is_chosen_from_those_met(place: Place) -> None:
    QTest.mouseClick(place.view.bar.customer, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    dialog = place.dialog()
    field = dialog.findChild(Field)
    assert isinstance(field, Field)
    QTest.keyClicks(field, "fab")
    QTest.keyClick(field, KEY.Key_Return)
    place.until(lambda: place.titles == ["Cisco AnyConnect for the ERP"])


def test_every_column_sorts_and_the_current_case_stays(place: Place) -> None:
    place.go("A-0003")
    header = place.view.list.header
    for key, first in (
        ("title", "Cisco AnyConnect for the ERP"), ("asked", "Zebra printer driver"), ("state", "We need Adobe"),
        ("next_date", ""), ("received", "Zebra printer driver"),
    ):  # fmt: skip
        descending = key == "received"
        header.set_sort(key, descending)
        header.sort_requested.emit(key, descending)
        if first:
            place.until(partial(_starts_with, place, first))
        place.until(lambda: place.view.current_number() == "A-0003")
    header.sort_requested.emit("received", False)
    place.until(lambda: place.titles[0] == "We need Adobe")
    kept = place.view.state()
    place.view.restore('{"sort": 3}')
    place.view.restore(kept)
    assert place.view.sort_order == ("received", True)


def test_assigning_stays_on_the_case(place: Place) -> None:
    place.go("A-0002")
    place.press(KEY.Key_A)
    place.until(lambda: place.view.model.cell(1, 3).secondary == "You")
    assert place.case("A-0002").reviewer == ME_NAME
    assert place.view.current_number() == "A-0002"
    place.until(lambda: not place.view.preview.assign_button.isEnabled())


def test_parking_asks_and_goes_on_to_the_next(place: Place) -> None:
    place.go("A-0002")
    place.press(KEY.Key_P)
    dialog = place.dialog()
    QTest.keyClicks(child(dialog, QPlainTextEdit, "parkReason"), "Vendor answers")
    until = child(dialog, Field, "parkUntil")
    QTest.keyClicks(until, "+2w")
    QTest.keyClick(until, KEY.Key_Return)
    place.until(lambda: place.view.current_number() == "A-0003")
    place.until(lambda: place.view.model.cell(1, 3).primary == "Parked")
    assert place.view.model.cell(1, 4).secondary == "Returns"
    place.go("A-0002")
    place.until(lambda: place.view.preview.park_button.label == "Unpark")
    place.press(KEY.Key_U)
    place.until(lambda: place.view.model.cell(1, 3).primary == "New")


def test_several_are_parked_as_one_deed_and_undone_as_one(place: Place) -> None:
    place.go("A-0001")
    for key in (KEY.Key_X, KEY.Key_J, KEY.Key_J, KEY.Key_X):
        place.press(key)
    assert place.view.list.selected_rows == [0, 2]
    assert place.view.bar.count.text() == "2 marked, Esc clears"
    place.press(KEY.Key_P)
    dialog = place.dialog()
    assert dialog.windowTitle() == "Park A-0001 and 1 more"
    QTest.keyClicks(child(dialog, QPlainTextEdit, "parkReason"), "Vendor answers")
    until = child(dialog, Field, "parkUntil")
    QTest.keyClicks(until, "+7")
    QTest.keyClick(until, KEY.Key_Return)
    place.until(lambda: place.view.current_number() == "A-0004")
    place.until(lambda: place.view.model.cell(2, 3).primary == "Parked")
    assert place.view.model.cell(1, 3).primary == "New"
    place.reviewing.undoing.undo()
    place.until(lambda: place.view.model.cell(0, 3).primary == "New")
    assert place.case("A-0003").parked is None
    place.until(lambda: place.view.current_number() == "A-0001")


def test_marks_end_when_the_last_is_taken_away(place: Place) -> None:
    place.go("A-0002")
    place.press(KEY.Key_X)
    place.press(KEY.Key_Down)
    assert place.view.list.selected_rows == [1]
    place.press(KEY.Key_Up)
    place.press(KEY.Key_X)
    assert place.view.list.selected_rows == [1]
    place.press(KEY.Key_A, CONTROL)
    assert place.view.list.selected_count == 5


def test_a_closed_case_leaves_and_its_letter_is_asked_for(place: Place) -> None:
    wanted: list[tuple[str, str]] = []
    place.reviewing.case_wanted.connect(lambda view, number: wanted.append((view, number)))
    place.go("A-0002")
    place.press(KEY.Key_C)
    dialog = place.dialog()
    rows = dialog.findChildren(RadioRow)
    assert [row.label for row in rows][:2] == ["Configurable setting", "Setting of your own"]
    QTest.keyClick(rows[0], KEY.Key_Return, CONTROL)
    assert isinstance(dialog, FormDialog)
    assert dialog.error.text() == "Choose the route to take instead."
    QTest.keyClick(rows[1], KEY.Key_Space)
    child(dialog, LinkButton, "closeLookUp").click()
    QTest.keyClicks(child(place.dialog(), Field, "serviceFactsFilter"), "trusted sites")
    QTest.keyClick(place.dialog(), KEY.Key_Return, CONTROL)
    place.until(lambda: QApplication.activeModalWidget() is dialog)
    assert child(dialog, TextArea, "closeReason").toPlainText().startswith("Trusted sites: The customer sets them")
    QTest.keyClick(rows[1], KEY.Key_Return, CONTROL)
    place.until(lambda: wanted == [("letter", "A-0002")])
    assert place.case("A-0002").decision is not None
    assert len(place.titles) == 5, "C9: open work until its letter is written"
    place.until(lambda: place.view.current_number() == "A-0003")
    written(place, "A-0002")
    place.until(lambda: len(place.titles) == 4)
    assert place.view.current_number() == "A-0003", "a case that leaves elsewhere moves nobody"


def test_asking_for_details_chooses_what_is_missing_and_what_is_not_sufficient(place: Place) -> None:
    wanted: list[tuple[str, str]] = []
    place.reviewing.case_wanted.connect(lambda view, number: wanted.append((view, number)))
    place.go("A-0005")
    place.press(KEY.Key_T)
    dialog = place.dialog()
    assert isinstance(dialog, FormDialog)
    boxes = {name: child(dialog, QCheckBox, f"ask_{name}") for name in ("type", "requirement", "timeline")}
    checked = {name: box.isChecked() for name, box in boxes.items()}
    assert checked == {"type": True, "requirement": False, "timeline": False}
    assert not boxes["type"].isEnabled()
    QTest.keyClick(boxes["requirement"], KEY.Key_Space)
    QTest.keyClick(dialog, KEY.Key_Return)
    assert dialog.error.text().startswith("Say why the requirement is not sufficient")
    QTest.keyClicks(child(dialog, Field, "askWhy_requirement"), "Which people need it?")
    QTest.keyClick(dialog, KEY.Key_Return)
    place.until(lambda: wanted == [("letter", "A-0005")])
    case = place.case("A-0005")
    assert dict(case.judged) == {"requirement": "Which people need it?"}
    assert case.decision is not None
    assert case.decision.made.outcome == "return"


def test_a_note_and_a_link(place: Place) -> None:
    place.go("A-0001")
    place.press(KEY.Key_M)
    dialog = place.dialog()
    note = child(dialog, QPlainTextEdit, "noteField")
    QTest.keyClicks(note, "Called Jana.")
    QTest.keyClick(note, KEY.Key_Return, CONTROL)
    place.until(lambda: place.case("A-0001").notes and QApplication.activeModalWidget() is None)
    place.press(KEY.Key_L)
    field = child(place.dialog(), Field, "linkField")
    QTest.keyClicks(field, "A-0004")
    QTest.keyClick(field, KEY.Key_Return)
    place.until(lambda: place.case("A-0004").links)
    place.until(lambda: "Linked cases" in [label.text() for label in place.view.preview.findChildren(Label)])


def test_enter_opens_space_pages_and_an_earlier_case_opens(place: Place) -> None:
    wanted: list[tuple[str, str]] = []
    place.reviewing.case_wanted.connect(lambda view, number: wanted.append((view, number)))
    place.go("A-0004")
    place.until(lambda: place.view.preview.number == "A-0004")
    place.press(KEY.Key_Return)
    QTest.mouseClick(place.view.preview.assess_button, Qt.MouseButton.LeftButton)
    place.window.resize(1024, 700)
    place.until(lambda: place.view.splitter.orientation() == Qt.Orientation.Vertical)
    bar = place.view.preview.verticalScrollBar()
    place.until(lambda: bar.maximum() > 0)
    place.view.list.view.setFocus()
    place.press(KEY.Key_Space)
    assert bar.value() > 0
    link = child(place.view.preview, LinkButton, "earlier_A-0001")
    link.click()
    assert wanted == [("assessment", "A-0004"), ("assessment", "A-0004"), ("assessment", "A-0001")]


def test_a_request_is_typed_in_and_nothing_typed_is_lost(place: Place) -> None:
    place.reviewing.registry.run("file.new")
    dialog = place.dialog()
    assert isinstance(dialog, NewRequest)
    QTest.keyClick(dialog, KEY.Key_Return, CONTROL)
    assert dialog.error.text() == "Name the customer."
    QTest.keyClicks(dialog.customer, "Contoso")
    QTest.keyClick(dialog.type, KEY.Key_D)
    assert dialog.type.words == "Digital experience monitoring"
    edition = place.reviewing.edition
    described = {row.name: row.description for row in edition.types}
    assert dialog.described.text() == described["Digital experience monitoring"], "A2: the page's words"
    QTest.keyClick(dialog.type, KEY.Key_D)
    assert dialog.described.text() == described[dialog.type.words]
    QTest.keyClicks(dialog.title_field, "Zebra printer driver")
    QTest.keyClicks(dialog.timeline, "whenever")
    assert dialog.understood.text().startswith("Not understood")
    dialog.timeline.setText("two years")
    assert dialog.understood.text() == "Understood as: 24 months, until 2028-11-23"
    dialog.ticket.setText("MMD-1465034-R5V8P")
    dialog.customer.setFocus()
    dialog.received.setText("2026-13-01")
    QTest.keyClick(dialog.received, KEY.Key_Return)
    assert dialog.error.text() == "Give the day as 2026-11-23."
    dialog.received.setText("2026-11-20")
    dialog.requirement.setPlainText("x" * 40000)
    QTest.keyClick(dialog.received, KEY.Key_Return)
    place.until(lambda: "characters" in dialog.error.text())
    assert dialog.customer.text() == "Contoso"
    dialog.requirement.clear()
    dialog.title_field.setText("Label printer")
    dialog.ticket.clear()
    QTest.keyClick(dialog.received, KEY.Key_Return)
    place.until(lambda: place.view.current_number() == "A-0006")
    assert place.case("A-0006").missing == ("requirement", "proposal")


def test_a_store_without_cases_says_how_to_begin(bare: Place) -> None:
    bare.until(lambda: bare.view.shown_page() is bare.view.empty)
    words = [label.text() for label in bare.view.empty.findChildren(Label)]
    assert "No requests yet" in words
    assert not bare.view.bar.isVisible()
    buttons = [button for button in bare.view.empty.findChildren(PushButton) if button.isVisible()]
    assert [button.label for button in buttons] == ["Import", "New", "Open the sample store"]
    bare.until(lambda: buttons[0].hasFocus())
    with bare.bot.waitSignal(bare.view.sample_wanted):
        buttons[2].click()
    receive(bare.desk, *ROWS[0])
    bare.reviewing.changed.emit(changes_of("A-0001"))
    bare.until(lambda: bare.view.shown_page() is bare.view.list and bare.view.current_number() == "A-0001")
    assert bare.view.list.view.hasFocus()


def _starts_with(place: Place, title: str) -> bool:
    return place.titles[:1] == [title]


def changes_of(*numbers: str) -> Changes:
    return Changes(frozenset(numbers))


def test_no_match_names_the_filter_and_clears_it(place: Place) -> None:
    place.view.bar.set_filter({"words": "qqqq", "state": "open"})
    place.until(lambda: place.view.shown_page() is place.view.empty)
    assert "“qqqq”, State: Open" in [label.text() for label in place.view.empty.findChildren(Label)]
    assert place.view.bar.isVisible()
    clear = child(place.view.empty, PushButton, "emptyClear")
    clear.click()
    place.until(lambda: len(place.titles) == 5)
    assert place.view.bar.words() == ""


def test_changes_made_while_another_view_is_shown_are_there_on_return(place: Place) -> None:
    place.window.show_view("assessment")
    request_queue.assign(place.desk, [place.case("A-0003")], "Tomas Aldana")
    place.reviewing.changed.emit(changes_of("A-0003"))
    place.window.show_view("queue")
    place.until(lambda: place.view.model.cell(2, 3).secondary == "Tomas Aldana")
    assert place.view.list.view.hasFocus()


def test_the_neighbour_is_known_after_the_case_has_left(place: Place) -> None:
    found: list[str | None] = []
    assert place.view.places.position("A-0003") == (3, 5)
    place.view.places.neighbour("A-0003", 1, found.append)
    place.until(lambda: found == ["A-0004"])
    place.view.places.neighbour("A-0001", -1, found.append)
    place.until(lambda: found == ["A-0004", None])
    place.go("A-0003")
    place.press(KEY.Key_C)
    rows = place.dialog().findChildren(RadioRow)
    QTest.keyClick(rows[0], KEY.Key_Space)
    QTest.keyClick(rows[0], KEY.Key_Return, CONTROL)
    place.until(lambda: place.case("A-0003").decision is not None)
    written(place, "A-0003")
    place.until(lambda: len(place.titles) == 4)
    place.view.places.next_after("A-0003", found.append)
    place.until(lambda: found[2:] == ["A-0004"])
    place.view.places.neighbour("A-0003", -1, found.append)
    place.until(lambda: found[3:] == ["A-0002"])


def test_counts_for_the_rail(place: Place) -> None:
    counts: list[dict[str, int]] = []
    place.view.loader.counted.connect(counts.append)
    place.view.loader.count()
    place.until(lambda: counts)
    assert (counts[0]["open"], counts[0]["incomplete"], counts[0]["mine"]) == (5, 1, 0)


def test_the_history_strikes_what_was_undone(place: Place) -> None:
    case = place.case("A-0001")
    request_queue.note(place.desk, case, "Called Jana.")
    request_queue.undo(place.desk, place.case("A-0001"))
    dialog = show_history(place.window, place.case("A-0001"))
    struck = [label.text() for label in dialog.findChildren(Label) if label.font().strikeOut()]
    assert struck == ["Note: Called Jana."]
    assert any("Request received" in label.text() for label in dialog.findChildren(Label))
    dialog.reject()


def test_a_refused_deed_is_said_and_nothing_changes(place: Place) -> None:
    place.go("A-0001")
    place.press(KEY.Key_U)
    place.until(lambda: "deed" in place.window.message_bar.messages())
    assert "None of these cases is parked" in place.window.message_bar.messages()["deed"]


def test_dark_is_drawn_without_a_warning(place: Place, app: QApplication) -> None:
    apply_theme(app, DARK)
    image = place.window.grab().toImage()
    assert image.pixelColor(300, 850).name() == DARK.surface.lower()
    apply_theme(app, LIGHT)


def test_everything_that_takes_the_keyboard_has_a_name(place: Place) -> None:
    nameless = [
        widget.metaObject().className()
        for widget in place.view.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible()
        and (not widget.accessibleName() or not widget.objectName())
        and "Splitter" not in widget.metaObject().className()
    ]  # fmt: skip
    assert nameless == []


def said_in(place: Place, words: str) -> bool:
    return words in place.window.message_bar.messages().get(DEED, "")


def test_a5_a_spelling_is_joined_from_the_queue_and_taken_back(place: Place) -> None:
    """A5: the customer of the current case counts as another; its own name takes it back."""
    customer = place.case("A-0002").request.customer
    for words, said in (("Contoso", "counts as Contoso from now on"), (customer, "is a customer of its own again")):
        ask_join(place.reviewing, place.window, "A-0002")
        dialog = place.dialog()
        child(dialog, Field, "joinField").setText(words)
        QTest.keyClick(dialog, KEY.Key_Return, CONTROL)
        place.until(partial(said_in, place, said))
    assert not place.desk.standing().customers.same(customer, "Contoso")


def test_a5_there_is_nothing_to_separate_in_a_case_of_one_customer(place: Place) -> None:
    """A5."""
    separate(place.reviewing, place.window, "A-0002")
    place.until(partial(said_in, place, "nothing to separate"))
