"""The settings by themselves: which fields, in which section, what counts as changed (ux.md)."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from mmd_reviewer.domain.desk_settings import Setting
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.ui.shell.settings_dialog import SettingsDialog
from mmd_reviewer.ui.widgets.fields import Combo, Field
from mmd_reviewer.ui.widgets.tick import Tick
from tests.ui.alone import child, said

K, CONTROL = Qt.Key, Qt.KeyboardModifier.ControlModifier
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
NAME = Setting("reviewer", "You", "Name", "How facts name you.")
SERVICE = Setting("service", "Letters", "Service", "The name at the head of every letter.")
PAPER = Setting("paper", "Letters", "Paper", "Of new letters.", (("a4", "A4"), ("us", "US Letter")))
LOOK = Setting(
    "look", "Second look", "Types", "Looked at twice.", (("a", "Drivers"), ("b", "Policies")), True
)
ROWS = (NAME, SERVICE, PAPER, LOOK)
USUAL = {"reviewer": "Ines", "service": "Desk", "paper": "a4", "look": "b"}


def opened(qtbot: QtBot, locked: str = "", **values: str) -> SettingsDialog:
    given = {**USUAL, **values}
    dialog = SettingsDialog(None, [(row, given[row.name]) for row in ROWS], locked)  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    dialog.show()
    qtbot.waitExposed(dialog)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def seen(dialog: SettingsDialog) -> list[str]:
    """The names of the fields of the section shown."""
    return [name for name, field in dialog.fields.items() if field.isVisible()]


def test_one_section_is_shown_at_a_time_in_the_order_of_the_table(
    app: QApplication, qtbot: QtBot
) -> None:
    dialog = opened(qtbot)
    assert [*dialog.tabs] == ["You", "Letters", "Second look"]
    assert seen(dialog) == ["reviewer"]
    dialog.tabs["Letters"].click()
    assert seen(dialog) == ["service", "paper"]
    assert [tab.isChecked() for tab in dialog.tabs.values()] == [False, True, False]


def test_ctrl_tab_goes_round_both_ways_and_tab_alone_goes_to_the_field(
    app: QApplication, qtbot: QtBot
) -> None:
    dialog = opened(qtbot)
    dialog.tabs["You"].setFocus()
    shown = []
    for key in (K.Key_Tab, K.Key_Tab, K.Key_Tab, K.Key_Backtab):
        QTest.keyClick(dialog, key, CONTROL)
        shown.append([*dialog.tabs][dialog.section])
    assert shown == ["Letters", "Second look", "You", "Second look"]
    assert dialog.tabs["Second look"].hasFocus()
    QTest.keyClick(dialog.tabs["Second look"], K.Key_Tab)
    assert dialog.section == 2


def test_each_kind_of_setting_has_its_field_and_says_what_it_does(
    app: QApplication, qtbot: QtBot
) -> None:
    dialog = opened(qtbot)
    paper = child(dialog, "settings_paper", Combo)
    assert [paper.itemText(n) for n in range(paper.count())] == ["A4", "US Letter"]
    assert (paper.currentText(), paper.accessibleDescription()) == ("A4", "Of new letters.")
    ticks = [child(dialog, f"settings_look_{code}", Tick) for code in "ab"]
    assert [(tick.text(), tick.isChecked()) for tick in ticks] == [
        ("Drivers", False),
        ("Policies", True),
    ]
    assert child(dialog, "settings_service", Field).text() == "Desk"
    words = [label.text() for label in dialog.findChildren(QLabel)]
    assert "The name at the head of every letter." in words


def test_what_was_changed_is_told_and_nothing_else(app: QApplication, qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    assert dialog.changed() == {}
    child(dialog, "settings_service", Field).setText("  Review desk ")
    child(dialog, "settings_paper", Combo).setCurrentIndex(1)
    child(dialog, "settings_look_a", Tick).setChecked(True)
    assert dialog.changed() == {"service": "Review desk", "paper": "us", "look": "a,b"}
    child(dialog, "settings_service", Field).setText("Desk")
    child(dialog, "settings_paper", Combo).setCurrentIndex(0)
    child(dialog, "settings_look_a", Tick).setChecked(False)
    assert dialog.changed() == {}


@pytest.mark.parametrize(
    "value",
    [
        {"look": "gone,b"},
        {"look": "b,a"},
        {"paper": "legal"},
        {"service": " Desk "},
    ],
    ids=["a type that is gone", "another order", "a choice that is none", "blanks"],
)
def test_a_value_that_its_field_cannot_show_is_not_changed_by_saving_another(
    app: QApplication, qtbot: QtBot, value: dict[str, str]
) -> None:
    dialog = opened(qtbot, **value)
    assert dialog.changed() == {}
    child(dialog, "settings_reviewer", Field).setText("Ada")
    assert dialog.changed() == {"reviewer": "Ada"}


def test_a_store_that_can_only_be_read_lets_yours_be_changed_and_says_why_not_the_rest(
    app: QApplication, qtbot: QtBot
) -> None:
    dialog = opened(qtbot, locked="The store is read-only")
    on = {name: field.isEnabled() for name, field in dialog.fields.items()}
    assert on == {"reviewer": True, "service": False, "paper": False, "look": False}
    assert dialog.fields["service"].accessibleDescription() == (
        "The name at the head of every letter. The store is read-only."
    )
    assert dialog.fields["reviewer"].accessibleDescription() == "How facts name you."


def test_a_refusal_shows_the_section_of_its_field(app: QApplication, qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    dialog.refuse(Refused("No name.", "", "service"), dialog.fields)
    assert seen(dialog) == ["service", "paper"]
    assert said(dialog) == "No name."
    assert child(dialog, "settings_service", Field).hasFocus()
    missing = dialog.missing(Refused("Nobody is called so.", "", "reviewer"))
    assert (missing.sentence, missing.field) == ("Nobody is called so.", dialog.fields["reviewer"])
    assert seen(dialog) == ["reviewer"]
    dialog.missing(Refused("Somewhere else.", "", "nowhere"))
    assert seen(dialog) == ["reviewer"]
