"""The import preview: what would happen, row by row, and nothing before it is wanted."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.intake import Imported, Plan
from mmd_reviewer.domain.request_queue import QueueFilter
from mmd_reviewer.services import intake, letter
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.ui.commands.registry import ActionRegistry
from mmd_reviewer.ui.customers.customers_text import MarkedText
from mmd_reviewer.ui.look.theme import DARK, LIGHT, apply_theme
from mmd_reviewer.ui.widgets.buttons import PushButton
from tests.ui.import_place import HEAD, Importing, import_shown, line
from tests.ui.painted_rows import IN_SIGHT, rows_read
from tests.ui.queue_place import DAY

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def importing(qtbot: QtBot, registry: ActionRegistry, tmp_path: Path) -> Iterator[Importing]:
    with import_shown(qtbot, registry, tmp_path) as it:
        yield it


def test_the_preview_says_what_would_happen_to_each_row(importing: Importing) -> None:
    importing.open()
    view = importing.view
    assert importing.place.window.view_id == "import"
    assert view.title.text() == "Import requests.csv"
    assert "separated by semicolon" in view.subtitle.text()
    assert view.subtitle.text().endswith("headings in row 1. Nothing is stored until you import.")
    assert importing.results == [
        ("New", ""),
        ("Known", "A-0001, nothing changed"),
        ("Amended", "A-0002, timeline changed"),
        ("Refused", "The customer is not named"),
        ("Incomplete", "Proposal and timeline missing"),
    ]
    assert [tab.accessibleName() for tab in view.tabs.values()] == [
        "5 rows",
        "2 new",
        "1 amend a case",
        "1 known, skipped",
        "1 refused",
    ]
    assert view.note.text() == "1 of the new rows is incomplete"
    assert view.import_button.label == "Import 3 rows"
    view.list.set_current_row(2)
    words = importing.words()
    assert "Row 4 amends A-0002" in words
    assert words[words.index("In the case") + 1] == "Until 2028-03-31"
    assert words[words.index("In the file") + 1] == "Until 2028-06-30"
    assert "Kept as a note" in words
    assert len(importing.place.desk.store.page(intake_all(), DAY, 10)) == 2


def intake_all() -> QueueFilter:
    return QueueFilter(state="")


def test_counters_filter(importing: Importing) -> None:
    importing.open()
    importing.view.tabs["failed"].click()
    assert [word for word, _ in importing.results] == ["Refused"]
    assert "Row 5 is refused" in importing.words()
    assert (
        "Column Company: The customer is not named: give the organisation that asks."
        in importing.words()
    )
    importing.view.tabs["new"].click()
    assert [word for word, _ in importing.results] == ["New", "Incomplete"]


def test_rows_without_a_customer_get_one(importing: Importing) -> None:
    importing.open()
    assert importing.view.customer_row.isVisible()
    QTest.keyClicks(importing.view.customer, "Contoso")
    QTest.keyClick(importing.view.customer, KEY.Key_Return)
    importing.until(lambda: importing.view.import_button.label == "Import 4 rows")
    assert importing.view.customer_row.isVisible()
    assert importing.view.tabs["failed"].accessibleName() == "0 refused"


def test_importing_stores_tells_and_goes_to_the_queue(importing: Importing) -> None:
    importing.open()
    with importing.place.bot.waitSignal(importing.view.finished) as told:
        QTest.keyClick(importing.view.list.view, KEY.Key_Return, CONTROL)
    assert told.args == [["A-0003", "A-0002", "A-0004"]]
    words = importing.place.window.message_bar.messages()["import"]
    assert (
        words == "5 rows read from requests.csv: 2 new, 1 amended, 1 known or skipped, 1 refused."
    )
    assert importing.place.window.view_id == "queue"
    importing.until(lambda: len(importing.place.titles) == 4)


def test_leaving_the_preview_stores_nothing(importing: Importing) -> None:
    importing.open()
    QTest.keyClick(importing.view.list.view, KEY.Key_Escape)
    assert importing.place.window.view_id == "queue"
    assert importing.view.model.rowCount() == 0
    assert len(importing.place.desk.store.page(intake_all(), DAY, 10)) == 2


def test_cancelling_while_storing_leaves_nothing_behind(
    importing: Importing, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = intake.carry_out

    def slow(desk: Desk, plan: Plan, job: Job | None = None) -> Imported:
        assert job is not None
        until = time.monotonic() + 60
        while not job.cancelled() and time.monotonic() < until:
            time.sleep(0.005)
        return real(desk, plan, job)

    monkeypatch.setattr(intake, "carry_out", slow)
    importing.open()
    importing.view.run()
    assert not importing.view.import_button.isEnabled()
    importing.view.open_files([str(importing.file)])
    assert "running import" in importing.place.window.message_bar.messages()["import"]
    importing.until(lambda: importing.place.reviewing.work.is_busy)
    importing.place.bot.wait(50)
    importing.view.cancel_button.click()
    importing.until(importing.view.import_button.isEnabled)
    assert importing.view.import_button.label == "Import 3 rows"
    assert "nothing of it was kept" in importing.place.window.message_bar.messages()["deed"]
    assert len(importing.place.desk.store.page(intake_all(), DAY, 10)) == 2


def test_a_file_that_cannot_be_read_says_why(importing: Importing, tmp_path: Path) -> None:
    importing.view.open_files([str(tmp_path / "missing.csv")])
    importing.until(lambda: "The file as a whole" in importing.words())
    assert any("There is no such file" in words for words in importing.words())
    assert importing.view.import_button.toolTip() == "There is nothing to store"
    importing.until(importing.view.choose_button.hasFocus)


def test_several_files_are_one_preview(importing: Importing, tmp_path: Path) -> None:
    other = tmp_path / "more.csv"
    other.write_text(
        f"{HEAD}\n" + line("MMD-1465500-AAAAA", "Adatum", "Devices", "Tablets", "Buy.", "6 weeks")
    )
    importing.open(other)
    assert importing.view.title.text() == "Import 2 files"
    assert importing.view.subtitle.text().startswith("6 rows in requests.csv, more.csv")


def test_choosing_files_does_not_block(importing: Importing) -> None:
    importing.place.reviewing.registry.run("file.import")
    dialog = importing.place.window.findChild(QFileDialog, "importDialog")
    assert isinstance(dialog, QFileDialog)
    dialog.filesSelected.emit([str(importing.file)])
    dialog.reject()
    importing.until(lambda: importing.view.model.rowCount() == 5)


def test_the_preview_is_drawn_in_dark_and_in_a_small_window(
    importing: Importing, app: QApplication
) -> None:
    importing.open()
    apply_theme(app, DARK)
    importing.place.window.resize(1024, 700)
    importing.until(lambda: importing.view.splitter.orientation() == Qt.Orientation.Vertical)
    assert not importing.place.window.grab().isNull()
    apply_theme(app, LIGHT)


def test_of_many_rows_only_those_in_sight_are_painted(importing: Importing) -> None:
    rows = [
        HEAD,
        *(
            line(f"T-{n}", "Contoso", "Drivers", f"Driver {n}", "Deploy.", "12 months")
            for n in range(20_000)
        ),
    ]
    importing.file.write_text("\n".join(rows), encoding="utf-8")
    importing.view.open_files([str(importing.file)])
    importing.place.bot.waitUntil(lambda: importing.view.model.rowCount() == 20_000)
    importing.until(importing.view.import_button.isEnabled)
    with rows_read(importing.view.model) as read:
        importing.view.tabs["new"].click()
        importing.view.list.set_current_row(19_999)
        importing.until(lambda: 19_999 in read)
    assert len(read) < IN_SIGHT
    assert importing.view.import_button.label == "Import 20,000 rows"


def test_a_letter_that_stands_in_its_ticket_is_recorded_by_one_press(
    importing: Importing, tmp_path: Path
) -> None:
    """C4: day and reference come from the ticket;
    the customer's text shows what was read of it (A1).
    """
    desk = importing.place.desk
    case, issued = letter.issue(desk, desk.case("A-0001"), "acknowledgement")
    number = issued.record.number
    ticket = {
        "id": case.request.ticket,
        "title": case.request.title,
        "type": "ChangeRequest",
        "isPartner": True,
        "description": "we need Adobe\nRequirement: scan",
        "notes": [
            {"text": f"<p>{number}</p>", "createdDateTime": "2026-11-23T10:00:00", "sender": "Ops"}
        ],
    }
    file = tmp_path / "tickets.json"
    file.write_text(json.dumps([ticket]), encoding="utf-8")
    importing.view.open_files([str(file)])
    importing.until(lambda: importing.view.pane.findChildren(PushButton))
    assert importing.view.pane.findChildren(MarkedText)[0].marked() == ["scan"]
    importing.view.pane.findChildren(PushButton)[0].click()
    importing.until(
        lambda: any("recorded, with the note as its proof." in words for words in importing.words())
    )
    sent = desk.case("A-0001").letters[0]
    assert (str(sent.dispatched), sent.reference) == ("2026-11-23", case.request.ticket)
    assert [proof.name for proof in sent.proofs] == ["note of 2026-11-23.txt"]


def test_the_notes_of_a_ticket_alone_are_shown_and_imported(
    importing: Importing, tmp_path: Path
) -> None:
    """A5: the portal's document of notes belongs to the case of its ticket."""
    desk = importing.place.desk
    intake.receive(
        desk,
        customer="Fabrikam",
        type_words="Drivers",
        title="A",
        requirement="B",
        proposal="C",
        timeline="6 months",
        ticket="MMD-1465058-R5V8P",
    )
    number = desk.case("MMD-1465058-R5V8P").number
    notes = [
        {"text": "<b>Seen</b> by us", "createdDateTime": "2026-11-20T10:00:00Z", "sender": "Ops"}
    ]
    context = "https://x/odata/v1/$metadata#Tickets('MMD-1465058-R5V8P')/notes"
    file = tmp_path / "notes.json"
    file.write_text(json.dumps({"@odata.context": context, "value": notes}), encoding="utf-8")
    importing.view.open_files([str(file)])
    importing.until(lambda: importing.view.import_button.label == "Import 1 row")
    said = " ".join(importing.words())
    assert f"{number}, 1 new note of the ticket" in said
    assert "Note in the ticket, Fri 2026-11-20 by Ops" in said
    assert "Seen by us" in said
    assert "Missing" not in said
    importing.view.import_button.click()
    importing.until(lambda: desk.case(number).newest.posts)
    assert desk.case(number).newest.posts[0].sender == "Ops"
