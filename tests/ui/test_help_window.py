"""The help window: which page it shows, where its links lead, and that it fetches nothing."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mmd_reviewer import paths
from mmd_reviewer.ui.commands.help_page import MISSING, HelpWindow, help_pages, page_text

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Pages of our own, in the place of the bundled ones."""
    made = tmp_path / "app" / "resources" / "help"
    made.mkdir(parents=True)
    monkeypatch.setattr(paths, "resources", lambda: made.parent)
    write(made, "index", "# Where to begin\n\nRead [Parking](parking.md). And more.\n")
    write(made, "parking", "# Parking\n\nA request *waits* for `reply`. Then it comes back.\n")
    return made


def write(folder: Path, name: str, text: str) -> None:
    (folder / f"{name}.md").write_text(text, encoding="utf-8")


@pytest.fixture
def window(folder: Path, app: QApplication, qtbot: QtBot) -> HelpWindow:
    made = HelpWindow()
    qtbot.addWidget(made)
    return made


def test_the_first_line_is_the_title_and_the_first_sentence_the_hint(folder: Path) -> None:
    assert [tuple(page) for page in help_pages()] == [
        ("index", "Where to begin", "Read Parking"),
        ("parking", "Parking", "A request waits for reply"),
    ]


@pytest.mark.parametrize(
    ("text", "title", "hint"),
    [
        ("", "odd", ""),
        ("\n\n", "odd", ""),
        ("# Only a title", "Only a title", ""),
        ("# Title\n\n| a | table |\n", "Title", ""),
        ("# Title\n\n- a list\n", "Title", ""),
        ("# Title\n\nWithout an end\n", "Title", "Without an end"),
        ("# Title\n\nOne sentence.\n", "Title", "One sentence"),
        ("## Übersicht\n\nÄltere zuerst. Dann mehr.\n", "Übersicht", "Ältere zuerst"),
    ],
)
def test_a_page_of_any_shape_has_a_title(folder: Path, text: str, title: str, hint: str) -> None:
    write(folder, "odd", text)
    (page,) = [page for page in help_pages() if page.page == "odd"]
    assert (page.title, page.hint) == (title, hint)


@pytest.mark.parametrize("page", ["gone", "", "../index", "/etc/hostname", "INDEX", "in dex", "."])
def test_a_page_that_is_not_there_says_so_and_no_other_file_is_read(
    folder: Path, page: str
) -> None:
    write(folder.parent, "index", "not of the help")
    assert page_text(page) == MISSING


def test_what_changed_is_found_beside_the_package_where_it_is_not_bundled(folder: Path) -> None:
    assert page_text("changes") == MISSING
    (folder.parents[1] / "CHANGELOG.md").write_text("# Beside\n", "utf-8")
    assert page_text("changes") == "# Beside\n"
    write(folder, "changes", "# Bundled\n")
    assert page_text("changes") == "# Bundled\n"


def test_it_shows_a_page_from_its_beginning_with_the_keyboard_in_it(
    window: HelpWindow, folder: Path
) -> None:
    write(folder, "long", "# Long\n\n" + "One more line.\n\n" * 200)
    window.show_page("long")
    bar = window.browser.verticalScrollBar()
    bar.setValue(bar.maximum())
    window.show_page("parking")
    assert window.browser.toPlainText().startswith("Parking\nA request waits for reply.")
    assert bar.value() == 0
    assert window.isVisible()
    assert window.focusWidget() is window.browser


def test_without_a_name_it_begins_at_the_beginning(window: HelpWindow) -> None:
    window.show_page("")
    assert window.page == "index"
    assert window.browser.toPlainText().startswith("Where to begin")


def test_a_missing_page_names_the_keys_that_lead_on(window: HelpWindow) -> None:
    window.show_page("gone")
    shown = window.browser.toPlainText()
    assert shown.startswith("No page for this place yet")
    assert "Ctrl+/" in shown


@pytest.mark.parametrize(
    ("link", "page"),
    [
        ("parking.md", "parking"),
        ("parking", "parking"),
        ("gone.md", "index"),
        ("https://example.com", "index"),
        ("file:///etc/hostname", "index"),
        ("../parking.md", "index"),
        ("../help/parking.md", "index"),
        ("", "index"),
    ],
)
def test_a_link_leads_to_a_bundled_page_and_nowhere_else(
    window: HelpWindow, link: str, page: str
) -> None:
    window.show_page("index")
    window.browser.anchorClicked.emit(QUrl(link))
    assert window.page == page
    assert window.browser.source().isEmpty()


def test_a_link_is_followed_by_keys(window: HelpWindow) -> None:
    window.show_page("index")
    QTest.keyClick(window.browser, Qt.Key.Key_Tab)
    QTest.keyClick(window.browser, Qt.Key.Key_Return)
    assert window.page == "parking"
    assert window.browser.source().isEmpty(), "the toolkit follows none by itself"


def test_nothing_is_fetched_and_no_markup_of_a_page_acts(window: HelpWindow, folder: Path) -> None:
    write(folder, "odd", "# Odd\n\n![p](file:///etc/hostname) <b>bold</b>\n")
    window.show_page("odd")
    assert "<b>bold</b>" in window.browser.toPlainText()
    kind = QTextDocument.ResourceType.ImageResource.value
    assert window.browser.loadResource(kind, QUrl("file:///etc/hostname")) is None


def test_esc_closes_it_and_it_comes_again(window: HelpWindow) -> None:
    window.show_page("parking")
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()
    window.show_page("index")
    assert window.isVisible()
