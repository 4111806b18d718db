"""If dispatched on a day: typed or stepped, in a dialog of its own and with the first notice."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from mmd_reviewer.ui.forms.what_if_panel import WhatIfPanel
from mmd_reviewer.ui.widgets.labels import Label
from tests.ui.calendar_store import COMING, ENDS
from tests.ui.dialogs import choose, chord, on_a_copy, opened, texts
from tests.ui.running import Running, child, words

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(calendar_file: Path, tmp_path: Path, qtbot: object) -> Iterator[Running]:
    with on_a_copy(calendar_file, tmp_path) as it:
        yield it


def said(window: Running) -> str:
    return str(child(window, "whatIf").accessibleName())


def test_d3_the_dates_follow_the_day_that_is_typed_or_stepped(window: Running) -> None:
    """D2, D3: Down and Up by a day, Page Down and Page Up by a week; nothing is recorded."""
    choose(window, ENDS)
    chord(window, "Ctrl+Shift+F")
    field = child(window, "whatIfDay")
    assert field.hasFocus()
    assert said(window).startswith("First Mon 2026-11-23")
    for keys, day in (
        ([K.Key_Down], "2026-11-24"),
        ([K.Key_PageDown, K.Key_Up], "2026-11-30"),
        ([K.Key_PageUp], "2026-11-23"),
    ):
        window.press(*keys)
        assert field.text() == day
    field.setText("2026-12-05")
    rows = said(window)
    assert "First Sat 2026-12-05, not a working day" in rows
    assert "Deadline Fri 2027-03-05" in rows
    field.setText("never")
    panel = child(window, "whatIf", WhatIfPanel)
    assert "Give the day" in panel.said.text()
    assert not [label for label in panel.rows.findChildren(Label) if label.isVisible()]
    window.press(K.Key_Down)
    assert field.text() == "2026-11-24", "from today, where no day stands"
    window.press(K.Key_Escape)


def test_d3_a_course_that_has_begun_is_not_thought_of(window: Running) -> None:
    """D3: its dates stand; that is said, and nothing opens."""
    choose(window, COMING)
    chord(window, "Ctrl+Shift+F")
    assert words(window) == (
        f"The first notice of {COMING} counts from 2026-10-26: its dates stand."
    )


def test_d3_the_day_of_the_first_notice_shows_all_its_dates(window: Running) -> None:
    """D3: Ctrl+T in the draft of a first notice."""
    dialog = opened(window, ENDS, "Ctrl+Shift+R", "revoke")
    window.press(K.Key_Tab, K.Key_Tab, K.Key_Space, K.Key_Tab, K.Key_Tab)
    window.type("61 stop errors.")
    window.press(K.Key_Tab)
    window.type("It came later.")
    window.press(K.Key_Tab)
    window.type("Remove it.")
    assert "No clock runs" in texts(dialog)
    dialog.accept_button.click()
    window.settle()
    assert window.shown() == "letter"
    chord(window, "Ctrl+T")
    assert child(window, "letterDayField").hasFocus()
    window.press(K.Key_PageDown)
    assert said(window).startswith("First Mon 2026-11-30")
    window.press(K.Key_Escape)
