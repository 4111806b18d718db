"""A dialog for one deed: its rows by their names, what they need, what a refusal does to it."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from mmd_reviewer.bootstrap import open_desk
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.errors import Refused, StoreError
from mmd_reviewer.services import request_queue
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.settings import Choices, Settings
from mmd_reviewer.ui.commands.registry import ActionRegistry
from mmd_reviewer.ui.forms.asides import ask_for_note, ask_to_park
from mmd_reviewer.ui.forms.deed_form import DeedForm, Prepared
from mmd_reviewer.ui.forms.dialogs import FormDialog
from mmd_reviewer.ui.forms.given import Given
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.reviewing.say import DEED
from mmd_reviewer.ui.reviewing.work import Work
from mmd_reviewer.ui.shell.main_window import MainWindow
from mmd_reviewer.ui.widgets.fields import Field, TextArea
from tests.ui.queue_place import DAY, ME_NAME, ROWS, child, receive

K, CONTROL = Qt.Key, Qt.KeyboardModifier.ControlModifier
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
DEVICES = (Device("S1", "HP", "Elite"), Device("S2"))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three requests; to be copied."""
    folder = tmp_path_factory.mktemp("requests")
    desk = open_desk(Choices(folder / "s.sqlite", DAY, ME_NAME), create=True)
    for row in ROWS[:3]:
        receive(desk, *row)
    desk.store.close()
    return folder / "s.sqlite"


class Frame:
    """The window without any view, over those requests."""

    def __init__(self, desk: Desk, registry: ActionRegistry, bot: QtBot) -> None:
        self.desk, self.bot, self.window = desk, bot, MainWindow(registry)
        bot.addWidget(self.window)
        work = Work((Refused, StoreError, OSError), parent=self.window)
        self.reviewing = Reviewing(
            desk, DAY, desk.edition(DAY), work, self.window, registry, Settings(), self.window
        )
        self.window.show()
        self.window.activateWindow()
        bot.waitUntil(lambda: QApplication.activeWindow() is self.window)

    def until(self, check: Callable[[], object]) -> None:
        self.bot.waitUntil(lambda: bool(check()))

    def said(self) -> str:
        """What the message bar says of a deed."""
        return self.window.message_bar.messages().get(DEED, "")


@pytest.fixture
def place(store: Path, tmp_path: Path, registry: ActionRegistry, qtbot: QtBot) -> Iterator[Frame]:
    copy = Path(shutil.copy(store, tmp_path / "s.sqlite"))
    made = Frame(open_desk(Choices(copy, DAY, ME_NAME)), registry, qtbot)
    yield made
    made.reviewing.work.shutdown()


class Form:
    """A deed of every kind of row; `did` is what it was given."""

    def __init__(self, place: Frame, name: str = "probe") -> None:
        self.place = place
        self.form = DeedForm(
            place.reviewing, place.window, "A-0001", "Probe", "Record", sentence="Why.", name=name
        )
        self.form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        self.line = self.form.add_line("ref", "Reference", "As MMD-1", "MMD-1")
        self.text = self.form.add_text("reason", "Reason", lines=2)
        self.on = self.form.add_day("on", "Done on", DAY)
        self.until = self.form.add_day("until", "Until")
        self.kind = self.form.add_choice("kind", "Kind", [("a", "Agreement"), ("s", "Stay")])
        self.ticks = self.form.add_ticks(
            "why", "Broken", [("security", "Security"), ("cost", "Cost")]
        )
        self.tick = self.form.add_tick("left", "Left the service")
        self.devices = self.form.add_devices("devices", DEVICES)
        self.did: list[tuple[object, ...]] = []
        self.fails: Exception | None = None

    def service(self, desk: Desk, case: Case, *given: object) -> Case:
        if self.fails is not None:
            raise self.fails
        self.did.append((case.number, *given))
        return request_queue.note(desk, case, "It was done.")

    def prepare(self) -> Prepared:
        day = self.form.day("on")
        return self.form.deed("A-0001: done.", self.service, self.line.text(), day, self.kind.code)

    def open(self, *needed: str) -> None:
        self.form.ask_for(self.prepare, needed)

    def accept(self) -> None:
        QTest.keyClick(self.form, K.Key_Return, CONTROL)

    def rest(self) -> None:
        self.place.until(lambda: self.place.reviewing.work.is_quiet)

    @property
    def error(self) -> str:
        return self.form.error.text() if self.form.error.isVisible() else ""

    @property
    def at(self) -> str:
        """Where the keyboard is in it."""
        found = self.form.focusWidget()
        return found.objectName() if found is not None else ""


@pytest.fixture
def form(place: Frame) -> Form:
    return Form(place)


def test_rows_are_named_after_the_deed_and_the_keyboard_begins_at_the_first(form: Form) -> None:
    form.open()
    assert form.at == "probe_ref"
    names = [field.objectName() for field in (form.line, form.text, form.on, form.kind)]
    assert names == ["probe_ref", "probe_reason", "probe_on", "probe_kind"]
    assert [tick.objectName() for tick in form.ticks] == ["probe_why_security", "probe_why_cost"]
    assert form.kind.accessibleName() == "Kind: Choose"
    assert (form.on.text(), form.until.text(), form.line.text()) == ("2026-11-23", "", "MMD-1")
    assert form.devices.serials() == []


@pytest.mark.parametrize(
    ("name", "page"),
    [("appeal", "appeal"), ("removal", "cover"), ("dispatch", "letters"), ("probe", "revocation")],
)
def test_f1_finds_the_page_of_the_deed(place: Frame, name: str, page: str) -> None:
    assert Form(place, name).form.property("helpPage") == page


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 23), "Mon 2026-11-23"),
        (date(2026, 11, 28), "Sat 2026-11-28, not a working day"),
        (date(2026, 11, 29), "Sun 2026-11-29, not a working day"),
    ],
)
def test_d3_a_day_off_is_said_below_it(form: Form, day: date, said: str) -> None:
    """D3: weekends and holidays are shown, nothing rolls."""
    form.on.setText(day.isoformat())
    assert form.form.day_said(day) == said
    assert said in [label.text() for label in form.form.findChildren(QLabel)]


def test_what_the_rows_say_is_done_to_the_case_and_said(form: Form) -> None:
    closed: list[object] = []
    form.form.submitted.connect(closed.append)
    form.open("on", "kind")
    form.line.setText("MMD-2")
    form.on.setText("+2")
    form.kind.set_code("s")
    form.accept()
    assert not form.form.accept_button.isEnabled(), "it is on its way"
    form.accept()
    form.rest()
    assert form.did == [("A-0001", "MMD-2", DAY + timedelta(days=2), "s")]
    assert not form.form.isVisible()
    assert form.place.said() == "A-0001: done."
    assert len(closed) == 1


@pytest.mark.parametrize(
    ("needed", "on", "until", "kind", "said", "at"),
    [
        (("on",), "", "", "", "Give the day as 2026-12-01, +7 or +2w.", "probe_on"),
        (("on",), "soon", "", "", "Give the day as 2026-12-01, +7 or +2w.", "probe_on"),
        ((), "+0", "soon", "", "Give the day as 2026-12-01, +7 or +2w.", "probe_until"),
        ((), "2300-01-01", "", "", "2300-01-01 is out of range", "probe_on"),
        (("kind",), "", "", "", "Choose: Kind.", "probe_kind"),
        (("devices",), "", "", "", "Tick the devices first.", "probe_devicesFilter"),
        (("kind", "devices"), "", "", "a", "Tick the devices first.", "probe_devicesFilter"),
    ],
)
def test_what_is_needed_and_not_given_is_said_where_it_is_given(
    form: Form, needed: tuple[str, ...], on: str, until: str, kind: str, said: str, at: str
) -> None:
    form.open(*needed)
    form.on.setText(on)
    form.until.setText(until)
    form.kind.set_code(kind)
    form.accept()
    assert form.error.startswith(said)
    assert (form.at, form.did) == (at, [])


def test_a_day_that_may_be_left_out_may_be_empty_and_one_that_is_hidden_counts_not(
    form: Form,
) -> None:
    form.open()
    form.on.setText("")
    form.until.setText("nonsense")
    form.form.show_row(form.until, False)
    form.accept()
    form.rest()
    assert form.did == [("A-0001", "MMD-1", None, "")]


def test_without_any_device_none_is_needed(place: Frame) -> None:
    made = Form(place)
    made.form.fields["devices"] = none = made.form.add_devices("none", ())
    made.open("devices")
    made.accept()
    made.rest()
    assert (len(made.did), none.isEnabled()) == (1, False)


def test_a_refusal_keeps_everything_and_goes_to_its_field(form: Form) -> None:
    form.fails = Refused("It is too early.", "D5", "reason")
    form.open()
    form.line.setText("typed")
    form.text.setPlainText("also typed")
    form.accept()
    form.rest()
    assert (form.error, form.at) == ("It is too early (rule D5).", "probe_reason")
    assert (form.line.text(), form.text.toPlainText()) == ("typed", "also typed")
    assert form.form.isVisible()
    form.fails = None
    form.accept()
    form.rest()
    assert [given[1] for given in form.did] == ["typed"]


def test_ticks_stand_below_one_another_and_the_label_leads_to_the_first(form: Form) -> None:
    form.open()
    first, second = form.ticks
    box = first.parentWidget()
    assert box is not None
    box.setFocus()
    assert form.at == "probe_why_security"
    assert first.y() + first.height() <= second.y()
    assert [tick.property("code") for tick in form.ticks] == ["security", "cost"]


def test_dates_that_changed_are_one_click_away(place: Frame) -> None:
    made = Form(place, "retime")
    made.open()
    made.accept()
    made.rest()
    bar = made.place.window.message_bar
    assert "A-0001: done." in " ".join(bar.messages().values())
    assert "Control sheet" in [
        button.text() for button in bar.findChildren(type(made.form.accept_button))
    ]


def dialog_of(place: Frame) -> FormDialog:
    place.until(lambda: isinstance(QApplication.activeModalWidget(), FormDialog))
    found = QApplication.activeModalWidget()
    assert isinstance(found, FormDialog)
    return found


def test_a_note_is_kept_with_the_case_and_who_asked_is_told(place: Frame) -> None:
    told: list[str] = []
    given = Given(
        text="Asked", sentence="Of the inventory.", recorded=lambda c: told.append(c[0].number)
    )
    ask_for_note(place.reviewing, place.window, "A-0002", given=given)
    dialog = dialog_of(place)
    area = child(dialog, TextArea, "noteField")
    assert (dialog.windowTitle(), area.toPlainText()) == ("Note on A-0002", "Asked")
    assert "Of the inventory." in [label.text() for label in dialog.findChildren(QLabel)]
    area.setPlainText("Asked again.")
    QTest.keyClick(area, K.Key_Return, CONTROL)
    place.until(lambda: told)
    assert told == ["A-0002"]
    assert [note.text for note in place.desk.case("A-0002").notes] == ["Asked again."]


def test_a_note_may_be_done_by_somebody_else(place: Frame) -> None:
    acts: list[Callable[[], object]] = []
    ask_for_note(place.reviewing, place.window, "A-0002", lambda act, done: acts.append(act))
    area = child(dialog_of(place), TextArea, "noteField")
    area.setPlainText("Mine.")
    QTest.keyClick(area, K.Key_Return, CONTROL)
    place.until(lambda: acts)
    assert place.desk.case("A-0002").notes == ()


def test_parking_says_until_when(place: Frame) -> None:
    parked: list[int] = []
    place.reviewing.read_case(
        "x",
        "A-0003",
        lambda shown: ask_to_park(place.reviewing, place.window, shown, lambda: parked.append(1)),
    )
    dialog = dialog_of(place)
    child(dialog, TextArea, "parkReason").setPlainText("Vendor replies")
    child(dialog, Field, "parkUntil").setText("+7")
    QTest.keyClick(child(dialog, Field, "parkUntil"), K.Key_Return)
    place.until(lambda: parked)
    assert place.said() == "A-0003 is parked until 2026-11-30."
    found = place.desk.case("A-0003").parked
    assert found is not None
    assert (found.reason, found.until) == ("Vendor replies", date(2026, 11, 30))
    assert QApplication.activeModalWidget() is None
