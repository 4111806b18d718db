"""What changed for you: once after an update."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QTextBrowser
from pytestqt.qtbot import QtBot

from mmd_reviewer import __version__
from mmd_reviewer.settings import Choices, Settings
from mmd_reviewer.ui.app import Program
from mmd_reviewer.ui.keeping.news import tell_what_changed
from mmd_reviewer.ui.shell.message_bar import MessageRow
from tests.making import DAY

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def program(tmp_path: Path, qtbot: QtBot) -> Iterator[Program]:
    made = Program(Choices(tmp_path / "s.sqlite", DAY), Settings(theme="light"))
    made.window.show()
    yield made
    made.window.close()


def test_after_an_update_it_is_said_once_with_the_way_to_read_on(program: Program) -> None:
    program.settings = replace(program.settings, version="0.0.9")
    tell_what_changed(program)
    messages = program.window.message_bar.messages()
    assert messages["news"] == f"This is version {__version__} of MMD Reviewer."
    (row,) = program.window.message_bar.findChildren(MessageRow)
    row.button.click()
    browser = program.window.findChild(QTextBrowser, "helpText")
    assert browser is not None
    assert browser.toPlainText().startswith("Changelog")
    assert program.settings.version == __version__
    program.window.message_bar.clear_message("news")
    tell_what_changed(program)
    assert "news" not in program.window.message_bar.messages()


def test_it_is_seen_beside_what_every_start_says(program: Program) -> None:
    """Also where the store has more to say than the bar has room for."""
    program.settings = replace(program.settings, version="0.0.9")
    tell_what_changed(program)
    bar = program.window.message_bar
    bar.show_message("health", "20 things wait longer than they should")
    bar.show_message("due", "2 notices overdue", "red")
    bar.show_message("deed", "Saved as x.pdf.")
    bar.clear_message("deed")
    shown = {row.cause for row in bar.findChildren(MessageRow) if not row.isHidden()}
    assert shown == {"due", "news"}


def test_a_first_start_has_no_news(program: Program) -> None:
    program.settings = Settings()
    tell_what_changed(program)
    assert "news" not in program.window.message_bar.messages()
    assert program.settings.version == __version__
