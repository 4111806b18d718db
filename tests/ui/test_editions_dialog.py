"""Editions in the window: announced, told by letter,
published, their impact; the holidays of a region.
"""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from mmd_reviewer import paths
from mmd_reviewer.services import edition, letter
from mmd_reviewer.ui.editions.editions_dialog import EditionsDialog
from tests.making import DAY
from tests.ui.calendar_store import ENDS
from tests.ui.dialogs import accept, is_open, on_a_copy, opened, refused, said, the_case, write
from tests.ui.running import Running, child, click, words

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
FIFTH = (paths.resources() / "editions" / "2022-12.json").read_bytes()


@pytest.fixture
def window(calendar_file: Path, tmp_path: Path, qtbot: object) -> Iterator[Running]:
    with on_a_copy(calendar_file, tmp_path) as it:
        yield it


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An edition of the next year."""
    path = tmp_path / "2027.json"
    path.write_text(
        json.dumps({**json.loads(FIFTH), "code": "2027-01", "name": "Edition of January 2027"})
    )
    return path


def shown(window: Running) -> EditionsDialog:
    found = opened(window, "", "file.editions", "editions")
    assert isinstance(found, EditionsDialog)
    return found


def lines(dialog: Any) -> list[list[str]]:
    model = dialog.rows.view.model()
    return [[model.index(row, n).data() for n in range(4)] for row in range(model.rowCount())]


def announce(window: Running, file: Path, effective: str = "2027-01-04") -> EditionsDialog:
    dialog = shown(window)
    accept(window)
    write(window, announceFile=str(file), announceEffective=effective)
    accept(window)
    return dialog


def test_b8_announce_write_the_letters_publish(window: Running, file: Path) -> None:
    """B8: 30 days or more; every customer is told by letter before it can be published."""
    dialog = shown(window)
    assert lines(dialog)[0][0] == "Edition 1 of November 2019"
    assert lines(dialog)[0][3] == "In force"
    assert not dialog.letters.isEnabled()
    accept(window)
    form = child(window, "announceEdition")
    assert child(window, "announceFile").hasFocus()
    assert child(window, "announceEffective").text() == (DAY + timedelta(days=30)).isoformat()
    refused(window, form, "Choose the file of the edition.", "announceFile")
    write(window, announceFile=str(file), announceEffective="soon")
    refused(window, form, "Give the day as 2027-01-01.", "announceEffective")
    write(window, announceEffective="2026-12-22")
    refused(window, form, "is too early: told today at the earliest", "announceEffective")
    write(window, announceEffective="2027-01-04")
    accept(window)
    assert not is_open("announceEdition")
    assert words(window) == "Edition of January 2027 is announced: write its letters next."
    assert lines(dialog)[1] == [
        "Edition of January 2027",
        "Mon 2027-01-04",
        "Not recorded",
        "Announced",
    ]
    click(window, "editionsLetters")
    assert "letters issued. Print them as a batch" in words(window)
    news = [row.record for row in the_case(window, ENDS).letters if row.record.kind == "edition"]
    assert [record.about for record in news] == ["edition 2027-01 2027-01-04"]
    click(window, "editionsPublish")
    form = child(window, "publishEdition")
    write(window, publishFile=str(file), publishEffective="2027-01-04", publishAnnounced="x")
    refused(window, form, "Give the day as 2027-01-01.", "publishAnnounced")
    write(window, publishAnnounced="2026-11-23")
    refused(window, form, "Not every customer was told", "publishAnnounced")
    desk = window.desk_window.reviewing.desk
    for row in desk.store.waiting_letters():
        if row.kind == "edition":
            letter.dispatched(desk, desk.case(row.number), row.letter, DAY, "MMD-1-X")
    accept(window)
    assert not is_open("publishEdition")
    assert words(window) == "Edition of January 2027 is published."
    assert lines(dialog)[1] == [
        "Edition of January 2027",
        "Mon 2027-01-04",
        "Mon 2026-11-23",
        "Coming",
    ]
    assert [row.standing for row in edition.known(desk)] == ["in_force", "coming"]


def test_b8_the_impact_names_the_active_exemptions(window: Running, file: Path) -> None:
    """B8: Enter on a line shows it, known breaks first."""
    dialog = announce(window, file)
    dialog.rows.view.setFocus()
    window.press(K.Key_Down, K.Key_Return)
    found = child(window, "impactDialog")
    assert found.windowTitle() == "Impact of Edition of January 2027"
    assert found.rows.view.model().rowCount() > 0
    window.press(K.Key_Escape)
    assert not is_open("impactDialog")
    dialog.rows.set_current_row(0)
    click(window, "editionsImpact")
    found = child(window, "impactDialog")
    assert found.windowTitle() == "Impact of Edition 1 of November 2019"
    assert found._nothing.text() == "No active exemption is concerned."
    window.press(K.Key_Return)
    assert not is_open("impactDialog")
    assert is_open("editionsDialog")


def test_b8_a_draft_is_replayed_over_past_decisions(
    window: Running, file: Path, tmp_path: Path
) -> None:
    """B8: before it is announced, the decisions that it would change and why;
    a file with a hole is refused.
    """
    dialog = shown(window)
    click(window, "editionsReplay")
    files = next(row for row in dialog.findChildren(QFileDialog))
    files.fileSelected.emit(str(file))
    window.settle()
    assert is_open("replayDialog")
    found = child(window, "replayDialog")
    assert found.windowTitle() == "Replay of 2027.json"
    model = found.rows.view.model()
    assert "would be undetermined" in model.index(0, 1).data()
    window.press(K.Key_Return)
    assert not is_open("replayDialog")
    dialog.replay_file(tmp_path / "none.json")
    window.settle()
    assert "cannot be read" in dialog.error.text()


def test_b8_a_file_with_a_hole_is_refused_at_its_field(window: Running, file: Path) -> None:
    file.write_text("[]")
    dialog = shown(window)
    accept(window)
    click(window, "announceChoose")
    files = next(row for row in child(window, "announceEdition").findChildren(QFileDialog))
    files.fileSelected.emit(str(file))
    files.close()
    window.settle()
    assert child(window, "announceFile").text() == str(file)
    form = child(window, "announceEdition")
    refused(window, form, "holds no edition: it must be one object (rule B8).", "announceFile")
    window.press(K.Key_Escape)
    assert len(lines(dialog)) == 1


@pytest.mark.parametrize(
    ("file_", "effective", "told", "said_", "at"),
    [
        ("  ", "2027-01-04", "2026-11-23", "Choose the file of the edition.", "publishFile"),
        ("x.json", "soon", "2026-11-23", "Give the day as 2027-01-01.", "publishEffective"),
        ("x.json", "2027-01-04", "", "Give the day as 2027-01-01.", "publishAnnounced"),
        ("x.json", "2027-01-04", "2300-01-01", "2300-01-01 is out of range", "publishAnnounced"),
        ("gone.json", "2027-01-04", "2026-11-23", "gone.json cannot be read", "publishFile"),
    ],
)
def test_b8_what_an_edition_lacks_is_said_in_its_field(
    window: Running, file_: str, effective: str, told: str, said_: str, at: str
) -> None:
    """B8: nothing is published with a day or a file that cannot be read."""
    shown(window)
    click(window, "editionsPublish")
    form = child(window, "publishEdition")
    write(window, publishFile=file_, publishEffective=effective, publishAnnounced=told)
    refused(window, form, said_, at)


def test_letters_and_a_broken_disk(
    window: Running, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = announce(window, file)

    def broken(*given: object) -> None:
        raise OSError("The disk is full.")

    monkeypatch.setattr(edition, "issue_letters", broken)
    click(window, "editionsLetters")
    assert said(dialog) == "The disk is full."
    monkeypatch.setattr(edition, "publish", broken)
    click(window, "editionsPublish")
    form = child(window, "publishEdition")
    write(window, publishFile=str(file))
    accept(window)
    assert said(form) == "The disk is full."


def test_d3_the_holidays_of_a_region_are_marked(window: Running) -> None:
    """D3: marked, nothing moves; a region that nobody knows is refused;
    empty means weekends only.
    """
    reviewing = window.desk_window.reviewing
    christmas = date(2026, 12, 25)
    assert reviewing.days_off.why(christmas) == ""
    dialog = opened(window, "", "file.region", "region")
    assert dialog.accept_button.label == "Save"
    window.type("ZZ-9")
    accept(window)
    assert (
        dialog.error.text() == "No holidays are known of “ZZ-9”: write it as BE or US-WA (rule D3)."
    )
    write(window, regionField="BE")
    accept(window)
    assert (reviewing.days_off.region, reviewing.days_off.why(christmas)) == ("BE", "Christmas Day")
    opened(window, "", "file.region", "region")
    assert child(window, "regionField").text() == "BE"
    write(window, regionField="")
    accept(window)
    assert (reviewing.days_off.region, reviewing.days_off.why(christmas)) == ("", "")
