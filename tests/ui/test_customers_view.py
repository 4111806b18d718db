"""Customers by keys: found from anywhere, the page, what is done from it (A5, D9; mock-up 13)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.uncovered import Machine
from mmd_reviewer.services import customers, removal
from mmd_reviewer.services.read.customer_page import CaseRow
from mmd_reviewer.ui.customers.customer_rows import Part, Said
from mmd_reviewer.ui.customers.customers_view import CustomersView
from mmd_reviewer.ui.customers.spelling_tag import SpellingTag
from mmd_reviewer.ui.look.theme import DARK, HIGH_CONTRAST, LIGHT, apply_theme
from tests.making import DAY
from tests.ui.calendar_store import FINAL_LATE, LAPSED
from tests.ui.dialogs import accept, chord, is_open, on_a_copy, write
from tests.ui.running import Running, child, click, words
from tests.ui.test_every_dialog import clipped, nameless

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(calendar_file: Path, tmp_path: Path, qtbot: object) -> Iterator[Running]:
    with on_a_copy(calendar_file, tmp_path) as it:
        it.program.window.resize(1440, 900)
        yield it


def view(window: Running) -> CustomersView:
    return window.desk_window.rooms.customers


def find(window: Running, letters: str) -> None:
    """Ctrl+K, letters and Enter, each counted."""
    window.press(K.Key_K, control=True)
    window.keys = 0
    for letter in letters:
        QTest.keyClicks(window.focus(), letter)
        window.keys += 1
    window.settle()
    window.press(K.Key_Return)


def seen(window: Running, kind: type) -> list[str]:
    """The rows of a kind that are wholly in sight, in words."""
    pane = view(window).pane
    area = pane.view.viewport().rect()
    found = []
    for place, row in enumerate(pane.model.rows):
        index = pane.model.index(place, 0)
        if isinstance(row, kind) and area.contains(pane.view.visualRect(index)):
            found.append(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
    return found


def test_d9_out_of_service_levels_is_answered_in_five_keys(window: Running) -> None:
    """D9: from any view, after Ctrl+K four letters and Enter: how many, why, which."""
    for name in ("queue", "register", "calendar"):
        window.program.window.show_view(name)
        window.settle()
        find(window, "coho")
        assert window.keys <= 5
        shown = view(window).pane
        assert (window.shown(), shown.header.title.text()) == ("customers", "Coho Winery")
        assert shown.band.title.text() == "3 devices are out of service levels today"
        assert shown.band.title.property("tone") == "broken"
        assert shown.band.note.text() == "All by a revocation."
        devices = seen(window, Machine)
        assert len(devices) == 3, "all in sight"
        assert devices[0] == (
            "Serial number: 5CG7000. Name: LT-000. Device: HP EliteBook. "
            "Why: Since Wed 2026-11-18. Case: A-0007"
        )
        assert shown.view.hasFocus()


def test_a_name_goes_before_commands_and_a_prefix_before_all(window: Running) -> None:
    """Words that begin a customer's name and no command's put the customer first."""
    palette = window.program.window.palette_box
    for typed, first in (
        ("rel", "Relecloud"),
        ("@c", "Contoso"),
        ("5cg70", "5CG7000"),
        ("lt-00", "5CG1000"),
        ("undo", "Undo"),
    ):
        window.program.window.open_palette(typed)
        window.settle()
        rows = palette.card.model.rows
        assert rows[1].text == first, typed
        assert "Commands" not in [row.text for row in rows] or not typed.startswith("@")
    window.program.window.open_palette("@5cg7001")
    window.settle()
    window.press(K.Key_Return)
    assert child(window, "deviceSerial").text() == "5CG7001"
    assert child(window, "deviceDialog").answer.text() == "Not covered since Wed 2026-11-18"
    window.press(K.Key_Return)
    assert not is_open("deviceDialog")
    assert window.desk_window.rooms.case.number == LAPSED


def test_the_list_leads_to_a_page_and_back(window: Running) -> None:
    """Ctrl+5; filter, sort, Enter, Esc; the customer stays current, then the queue."""
    window.press(K.Key_5, control=True)
    every = view(window).every
    assert window.shown() == "customers"
    assert every.list.view.hasFocus()
    assert every.count.text() == "7 customers"
    assert [line.name for line in every.model.rows][:2] == ["Adatum", "Blue Yonder"]
    every.list.header.sort_requested.emit("revoked", True)
    assert every.model.rows[0].name == "Coho Winery"
    assert every.model.cell(0, 5).text_tone == "broken"
    window.press(K.Key_Slash)
    window.type("tail")
    window.press(K.Key_Return)
    assert [line.name for line in every.model.rows] == ["Tailspin Toys"]
    assert every.count.text() == "1 of 7 shown"
    assert window.shown() == "customers"
    window.press(K.Key_Return)
    assert view(window).name == "Tailspin Toys"
    assert view(window).pane.view.hasFocus()
    window.press(K.Key_Escape)
    assert (view(window).name, every.list.view.hasFocus()) == ("", True)
    assert every.model.rows[every.list.current_row].name == "Tailspin Toys"
    window.press(K.Key_Slash)
    window.type("zz")
    window.press(K.Key_Return)
    click(window, "customersClear")
    assert len(every.model.rows) == 7
    window.press(K.Key_P, control=True)
    assert words(window) == "Open a customer first."
    window.press(K.Key_J, K.Key_K, K.Key_Escape)
    assert window.shown() == "queue"
    every.show_lines(())
    window.press(K.Key_5, control=True)
    every.show_lines(())
    click(window, "customersQueue")
    assert window.shown() == "queue"


def test_a_case_leads_to_the_page_of_its_customer(window: Running) -> None:
    """Ctrl+Shift+K wherever a case is shown."""
    window.desk_window.open_case("assessment", LAPSED)
    window.settle()
    chord(window, "Ctrl+Shift+K")
    assert (window.shown(), view(window).name) == ("customers", "Coho Winery")


def test_rows_are_walked_and_opened_by_keys(window: Running) -> None:
    """J and K pass over headings and sentences; Enter opens the case; commands act on it."""
    find(window, "@con")
    pane = view(window).pane
    assert [type(row) for row in pane.model.rows] == [Part, CaseRow, Said]
    assert view(window).current_number() == FINAL_LATE
    (case,) = seen(window, CaseRow)
    assert "Final notice due" in case
    window.press(K.Key_K, K.Key_J)
    assert view(window).current_number() == FINAL_LATE
    window.press(K.Key_Return)
    assert (window.shown(), window.desk_window.rooms.case.number) == ("case", FINAL_LATE)
    find(window, "coho")
    window.press(K.Key_D)
    row = pane.current()
    assert isinstance(row, Machine)
    assert view(window).current_number() == LAPSED
    window.press(K.Key_J, K.Key_Return)
    assert child(window, "deviceSerial").text() == "5CG7001"
    assert child(window, "deviceDialog").rows.view.hasFocus()
    window.press(K.Key_Escape)
    assert pane.view.hasFocus()


def test_d9_the_devices_are_copied_as_a_table(window: Running) -> None:
    """D9: serial, name, case, why and since; of a customer without any nothing is copied."""
    find(window, "coho")
    QGuiApplication.clipboard().clear()
    window.press(K.Key_C)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "Serial number\tName\tDevice\tCase\tWhy\tSince"
    assert lines[1] == "5CG7000\tLT-000\tHP EliteBook\tA-0007\tBy a revocation\t2026-11-18"
    assert len(lines) == 4
    assert words(window) == "3 devices copied, with headings."
    window.press(K.Key_C, control=True)
    assert QGuiApplication.clipboard().text().startswith("Case\tAmount\tState\tLast day\nWine pr")
    window.press(K.Key_D)
    window.press(K.Key_C, control=True)
    assert "5CG7000\tLT-000\tHP EliteBook" in QGuiApplication.clipboard().text()
    find(window, "rele")
    QGuiApplication.clipboard().clear()
    window.press(K.Key_C)
    assert QGuiApplication.clipboard().text() == ""
    window.press(K.Key_D)
    assert words(window) == "No device of this customer is out of service levels today."
    assert not child(window, "customerCopy").isEnabled()


def test_letters_beside_and_all_of_them(window: Running) -> None:
    """C4, C10: the newest five as links; all in a list; what was told last."""
    find(window, "@con")
    side = view(window).pane.side
    said = [label.text() for label in side.findChildren(QLabel)]
    assert "Last day to act on Nexthink collector is Sun 2026-11-29." in said
    assert "Same as what holds" in said
    assert "1 of 1 approved" in said
    window.press(K.Key_L)
    dialog = child(window, "customerLettersDialog")
    model = dialog.rows.view.model()
    assert model.rowCount() == 4
    assert model.cell(0, 0).primary == "Third notice"
    window.press(K.Key_Return)
    assert window.desk_window.rooms.letter.number == FINAL_LATE
    assert window.shown() == "letter"
    find(window, "@con")
    click(window, "customerLetter1")
    assert window.shown() == "letter"


def test_a5_a_spelling_is_joined_and_taken_back_from_the_page(window: Running) -> None:
    """A5: chosen among the other customers; the cross takes it back; both by key too."""
    find(window, "coho")
    window.press(K.Key_S)
    assert is_open("joinSpellingDialog")
    window.type("adat")
    window.press(K.Key_Return)
    assert words(window) == "Adatum counts as Coho Winery from now on."
    pane = view(window).pane
    assert pane.page is not None
    assert [*pane.page.joined] == ["Adatum"]
    assert len(pane.page.cases) == 2
    (tag,) = pane.header.findChildren(SpellingTag)
    assert tag.accessibleName() == "Take Adatum back: it is a customer of its own again"
    tag.click()
    window.settle()
    assert words(window) == "Adatum is a customer of its own again."
    assert ([*pane.page.joined], len(pane.page.cases)) == ([], 1)
    window.program.registry.run("customers.part")
    assert words(window) == "No spelling is joined to Coho Winery."
    desk = window.desk_window.reviewing.desk
    for name in ("One", "Two", "Three", "Four", "Five"):
        customers.join(desk, name, "Coho Winery")
    view(window).open_customer("five")
    window.settle()
    assert len(pane.header.findChildren(SpellingTag)) == 4
    click(window, "customerSpellings")
    window.type("five")
    window.press(K.Key_Return)
    assert [*pane.page.joined] == ["One", "Two", "Three", "Four"]


def test_the_language_of_letters_is_chosen_on_the_page(window: Running) -> None:
    """C2: new letters are written in it; the page says which it is."""
    find(window, "coho")
    header = view(window).pane.header
    assert header.language_link.text() == "Letters in English"
    click(window, "customerLanguage")
    assert is_open("customerLanguageDialog")
    window.type("german")
    window.press(K.Key_Return)
    said = "New letters to Coho Winery are written in German; issued ones stay."
    assert words(window) == said
    assert header.language_link.text() == "Letters in German"
    assert "letters in German" in header.subline.text()
    assert window.desk_window.reviewing.desk.standing().customers.language("coho winery") == "de"


def test_a_joined_customer_keeps_its_page_when_its_name_is_joined_itself(window: Running) -> None:
    """A5: the page follows to the customer that it counts as now."""
    find(window, "coho")
    customers.join(window.desk_window.reviewing.desk, "Coho Winery", "Adatum")
    view(window).open_customer("Coho Winery")
    window.settle()
    assert view(window).name == "Adatum"
    view(window).open_customer("Nobody")
    window.settle()
    assert "No case is of a customer “Nobody”" in words(window)
    assert view(window).name == ""


def test_a_request_is_typed_in_with_the_customer_filled_in(window: Running) -> None:
    """Ctrl+N on a page; stored, it is the current row of the page; elsewhere the field is empty."""
    find(window, "coho")
    window.press(K.Key_N, control=True)
    assert child(window, "newCustomer").text() == "Coho Winery"
    assert child(window, "newTitle").hasFocus()
    write(window, newTitle="Label printer", newTicket="MMD-77")
    accept(window)
    assert (window.shown(), view(window).current_number()) == ("customers", "A-0008")
    assert view(window).pane.header.subline.text().startswith("1 exemption on 3 devices · 1 open")
    window.program.window.show_view("queue")
    window.press(K.Key_N, control=True)
    assert child(window, "newCustomer").text() == ""
    assert child(window, "newCustomer").hasFocus()


def test_the_page_is_printed(window: Running) -> None:
    """Ctrl+P: through the system's dialog."""
    find(window, "coho")
    window.hurry(K.Key_P, K.Key_P, control=True)
    dialogs = window.program.window.findChildren(QPrintDialog)
    (dialog,) = (one for one in dialogs if one.isVisible())  # though asked for twice
    dialog.reject()
    window.settle()
    view(window).deeds._on_printed("")
    assert words(window, "print") == "The page was handed to the printer."


def test_what_is_recorded_is_shown_and_the_row_stays(window: Running) -> None:
    """A deed on the case of the current row; while another view is shown the page waits."""
    find(window, "coho")
    window.press(K.Key_D)
    pane, desk = view(window).pane, window.desk_window.reviewing.desk

    def gone(serial: str) -> Case:
        return removal.confirm_removal(desk, desk.case(LAPSED), [serial], DAY, "Jana Hofer")

    window.desk_window.reviewing.deed(lambda: gone("5CG7002"))
    window.settle()
    assert "1 of 3 removed" in " ".join(seen(window, CaseRow))
    assert isinstance(pane.current(), Machine)
    window.program.window.show_view("queue")
    window.desk_window.reviewing.deed(lambda: gone("5CG7001"))
    window.settle()
    assert "1 of 3 removed" in " ".join(map(str, pane.model.rows))
    window.program.window.show_view("customers")
    window.settle()
    assert "2 of 3 removed" in " ".join(seen(window, CaseRow))


@pytest.mark.parametrize("size", [(1024, 700), (1440, 900)])
def test_nothing_is_cut_and_everything_has_a_name(window: Running, size: tuple[int, int]) -> None:
    """In every theme and at the smallest size; below 1000 the note stands under the headline."""
    QAccessible.setActive(True)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    window.program.window.resize(*size)
    find(window, "coho")
    for theme in (DARK, HIGH_CONTRAST, LIGHT):
        apply_theme(app, theme)
        window.settle()
        assert clipped(view(window)) == []
        assert nameless(view(window)) == []
    band = view(window).pane.band
    below = band.note.y() > band.title.y() + 10
    assert below == (size[0] == 1024)
    panes = view(window).panes()
    assert [pane.objectName() for pane in panes[2:]] == ["customerRows", "customerSide"]
    window.press(K.Key_F, control=True)
    assert view(window).every.search.hasFocus()
    assert clipped(view(window)) == []
    assert view(window).panes()[0] is view(window).every.search
