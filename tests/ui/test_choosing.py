"""Choosing one of many by a filter; what is looked up so; a day that arrows step."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QWidget

from mmd_reviewer.ui.forms.choosing import choose
from mmd_reviewer.ui.forms.dialogs import FormDialog
from mmd_reviewer.ui.forms.lookups import look_up_service, service_facts
from mmd_reviewer.ui.forms.what_if_panel import DayField
from mmd_reviewer.ui.widgets.fields import SearchField

K = Qt.Key
TODAY = date(2026, 11, 23)
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


CHOICES = [("a", "Approve it"), ("b", "Ask for <details>"), ("c", "Ask again"), ("d", "Ärger")]


def chosen_by(
    parent: QWidget, choices: list[tuple[str, str]] = CHOICES
) -> tuple[FormDialog, SearchField, QListView, list[str]]:
    came: list[str] = []
    dialog = choose(parent, "Sentences", choices, came.append)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    field, rows = dialog.findChild(SearchField), dialog.findChild(QListView)
    assert isinstance(field, SearchField)
    assert isinstance(rows, QListView)
    return dialog, field, rows, came


def shown(rows: QListView) -> list[str]:
    model = rows.model()
    return [str(model.data(model.index(row, 0))) for row in range(model.rowCount())]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ["Approve it", "Ask for <details>", "Ask again", "Ärger"]),
        ("ASK", ["Ask for <details>", "Ask again"]),
        ("again ask", ["Ask again"]),
        ("ä", ["Ärger"]),
        ("zzz", []),
    ],
)
def test_a_filter_finds_every_word_in_any_order(
    parent: QWidget, typed: str, found: list[str]
) -> None:
    _dialog, field, rows, _came = chosen_by(parent)
    field.setText(typed)
    assert shown(rows) == found


def test_arrows_in_the_filter_walk_the_list_and_stop_at_its_ends(parent: QWidget) -> None:
    _dialog, field, rows, came = chosen_by(parent)
    for key in (K.Key_Up, *[K.Key_Down] * 8, K.Key_Up):
        QTest.keyClick(field, key)
    assert rows.currentIndex().row() == 2
    assert field.text() == ""
    QTest.keyClick(field, K.Key_Return)
    assert came == ["c"]


def test_nothing_that_fits_is_said_and_esc_takes_the_filter_away_first(parent: QWidget) -> None:
    dialog, field, rows, came = chosen_by(parent)
    QTest.keyClicks(field, "zzz")
    QTest.keyClick(field, K.Key_Return)
    assert (dialog.error.text(), came) == ("Nothing fits the filter.", [])
    QTest.keyClick(field, K.Key_Escape)
    assert (len(shown(rows)), dialog.isVisible()) == (4, True)
    QTest.keyClick(field, K.Key_Return)
    assert came == ["a"], "the first is chosen again"
    dialog, field, rows, came = chosen_by(parent)
    QTest.keyClick(field, K.Key_Escape)
    assert (dialog.isVisible(), came) == (False, [])


def test_a_double_click_chooses(parent: QWidget) -> None:
    _dialog, _field, rows, came = chosen_by(parent)
    index = rows.model().index(1, 0)
    rows.setCurrentIndex(index)
    rows.doubleClicked.emit(index)
    assert came == ["b"]


def test_with_nothing_to_choose_from_nothing_is_chosen(parent: QWidget) -> None:
    dialog, field, _rows, came = chosen_by(parent, [])
    QTest.keyClick(field, K.Key_Return)
    assert (came, dialog.isVisible()) == ([], True)


def test_what_customers_set_themselves_is_looked_up_with_its_source(parent: QWidget) -> None:
    """A4: the words taken are the facts, without the group and the source they were found by."""
    came: list[str] = []
    look_up_service(parent, came.append)
    dialog = parent.findChild(FormDialog)
    assert dialog is not None
    dialog.accept_button.click()
    words, line = service_facts()[0]
    assert came == [words]
    assert words in line
    assert not line.startswith(words)
    assert line.endswith(")")


@pytest.mark.parametrize(
    ("typed", "key", "day"),
    [
        ("2026-12-01", K.Key_Down, "2026-12-02"),
        ("2026-12-01", K.Key_Up, "2026-11-30"),
        ("2026-12-01", K.Key_PageDown, "2026-12-08"),
        ("2026-12-01", K.Key_PageUp, "2026-11-24"),
        ("+7", K.Key_Down, "2026-12-01"),
        ("soon", K.Key_Down, "2026-11-24"),
        ("2199-12-31", K.Key_Down, "2199-12-31"),
    ],
)
def test_arrows_step_from_the_day_that_is_typed(
    app: QApplication, typed: str, key: Qt.Key, day: str
) -> None:
    field = DayField("whatIfDay", "If dispatched on", TODAY)
    field.setText(typed)
    QTest.keyClick(field, key)
    assert field.text() == day
    assert "arrows" in field.placeholderText()
