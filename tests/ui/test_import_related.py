"""A row like a case of its customer, in the preview: said, and linked by a key (rule A5)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mmd_reviewer.ui.commands.registry import ActionRegistry
from mmd_reviewer.ui.widgets.buttons import PushButton
from tests.ui.import_place import HEAD, Importing, import_shown, line
from tests.ui.queue_place import child, said_in

KEY = Qt.Key


@pytest.fixture
def importing(qtbot: QtBot, registry: ActionRegistry, tmp_path: Path) -> Iterator[Importing]:
    with import_shown(qtbot, registry, tmp_path) as it:
        rows = [
            line("MMD-1-A", "Fabrikam", "Drivers", "Label printers", "Other words.", "12 months"),
            line("MMD-2-A", "Alpine", "Policies", "Screen lock", "Set it.", "24 months"),
        ]
        it.file.write_text("\n".join([HEAD, *rows]), encoding="utf-8")
        yield it


def press(it: Importing, key: Qt.Key) -> None:
    it.view.list.setFocus()
    QTest.keyClick(it.view.list.view, key)


def test_a5_a_row_is_linked_by_a_key_as_it_is_imported(importing: Importing) -> None:
    """A5: L chooses, L once more does not, the button does the same; the row says so."""
    importing.open()
    importing.until(lambda: importing.results[0] == ("New", "Like A-0001"))
    assert importing.results[1] == ("New", "")
    assert "Like A-0001: Label printer." in importing.words()
    press(importing, KEY.Key_L)
    assert importing.results[0] == ("New", "Will be linked to A-0001")
    press(importing, KEY.Key_L)
    assert importing.results[0] == ("New", "Like A-0001")
    button = child(importing.view.pane, PushButton, "importLink")
    button.setFocus()
    button.click()
    assert "Will be linked to A-0001 when it is imported." in importing.words()
    assert importing.view.list.view.hasFocus()
    importing.view.list.set_current_row(1)
    press(importing, KEY.Key_L)
    assert said_in(importing.place, "No case of this row’s customer is like it.")
    importing.view.run()
    importing.until(lambda: importing.place.window.view_id == "queue")
    links = {number: importing.place.case(number).links for number in ("A-0003", "A-0004")}
    assert [[one.other for one in found] for found in links.values()] == [["A-0001"], []]


def test_a5_nothing_is_linked_by_itself(importing: Importing) -> None:
    """A5: what is found is said, no more."""
    importing.open()
    importing.until(lambda: importing.results[0] == ("New", "Like A-0001"))
    importing.view.run()
    importing.until(lambda: importing.place.window.view_id == "queue")
    assert importing.place.case("A-0003").links == ()
