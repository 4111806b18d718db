"""The settings in the window: sections by keys, refusals in words, what takes effect at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.services import desk_settings
from mmd_reviewer.settings import Settings
from mmd_reviewer.ui.shell.settings_dialog import SettingsDialog
from mmd_reviewer.ui.widgets.fields import Field
from mmd_reviewer.ui.widgets.tick import Tick
from tests.ui.dialogs import accept, is_open
from tests.ui.running import Running, child, running
from tests.ui.window_store import three_requests

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(tmp_path: Path, qtbot: object) -> Iterator[Running]:
    three_requests(tmp_path).store.close()
    with running(tmp_path / "s.sqlite") as it:
        it.program.registry.run("file.settings")
        it.settle()
        yield it


def dialog(window: Running) -> SettingsDialog:
    found: SettingsDialog = child(window, "settingsDialog", SettingsDialog)
    return found


def values(window: Running) -> dict[str, str]:
    desk = window.desk_window.reviewing.desk
    return {row.name: text for row, text in desk_settings.desk_rows(desk)}


def test_sections_are_walked_by_keys(window: Running) -> None:
    box = dialog(window)
    shown = [box.section]
    for _ in range(len(box.tabs)):
        QTest.keyClick(window.focus(), Qt.Key.Key_Tab, CONTROL)
        shown.append(box.section)
    assert shown == [0, 1, 2, 3, 4, 0]
    QTest.keyClick(window.focus(), Qt.Key.Key_Backtab, CONTROL | SHIFT)
    assert box.section == 4
    assert box.tabs["Second assessment"].isChecked()
    assert window.focus() is box.tabs["Second assessment"]


def test_what_is_saved_is_of_the_store(window: Running) -> None:
    child(window, "settings_answer_days", Field).setText("14")
    child(window, "settings_second_types_drivers", Tick).setChecked(True)
    accept(window)
    assert not is_open("settingsDialog")
    assert (values(window)["answer_days"], values(window)["second_types"]) == ("14", "drivers")


def test_a_wrong_value_is_said_in_its_section_and_nothing_is_lost(window: Running) -> None:
    """Yours and the store's: neither is taken while one of them is refused."""
    box = dialog(window)
    kept: list[Settings] = []
    window.program.keep = kept.append  # type: ignore[method-assign,assignment]
    child(window, "settings_reviewer", Field).setText("Ines M.")
    child(window, "settings_zone", Field).setText("Mars")
    accept(window)
    assert is_open("settingsDialog")
    assert box.error.text().startswith("“Mars” is no time zone")
    assert box.section == [*box.tabs].index("Dates")
    assert window.focus() is child(window, "settings_zone", Field)
    assert not kept
    child(window, "settings_zone", Field).setText("Europe/Lisbon")
    accept(window)
    assert kept[-1].reviewer == "Ines M."
    assert values(window)["zone"] == "Europe/Lisbon"


def test_a_refusal_of_yours_is_said_in_its_section(window: Running) -> None:
    box = dialog(window)
    box.show_section("Dates")
    box.check = lambda: box.missing(Refused("No such folder.", "", "backup_folder"))
    accept(window)
    assert is_open("settingsDialog")
    assert box.section == [*box.tabs].index("You")
    assert box.error.text() == "No such folder."


def test_another_size_opens_the_window_anew(window: Running) -> None:
    combo = child(window, "settings_size", QComboBox)
    combo.setCurrentIndex(combo.findData("125"))
    accept(window)
    assert window.program.next == window.program.choices
    assert not window.program.window.isVisible()


def test_nothing_changed_closes_it(window: Running) -> None:
    before = len(window.desk_window.reviewing.desk.standing().facts)
    accept(window)
    assert not is_open("settingsDialog")
    assert len(window.desk_window.reviewing.desk.standing().facts) == before
