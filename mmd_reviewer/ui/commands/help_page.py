"""The help window: bundled pages only, links only among them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QDialog, QTextBrowser, QWidget

from mmd_reviewer import paths
from mmd_reviewer.ui.commands.palette_list import HelpEntry
from mmd_reviewer.ui.look.theme import font
from mmd_reviewer.ui.widgets.labels import column_of

PAGE = re.compile(r"[a-z0-9][a-z0-9-]*")
MARKUP = re.compile(r"\[([^\]]*)\]\([^)]*\)|[*`]")  # a hint is plain words
START = "index"
CHANGES = "changes"  # the changelog; a built program carries it among the pages
MISSING = (
    "# No page for this place yet\n\nF1 opens the page of the place you are in. Ctrl+/ shows every "
    "key.\n"
)


def help_folder() -> Path:
    """Where the pages are."""
    return paths.resources() / "help"


def help_pages() -> tuple[HelpEntry, ...]:
    """Every bundled page: its first line is the title, its first sentence the hint."""
    return _pages_in(help_folder())


@cache
def _pages_in(folder: Path) -> tuple[HelpEntry, ...]:
    pages = []
    for path in sorted(folder.glob("*.md")):
        lines = [
            line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()
        ]
        title = lines[0].lstrip("# ") if lines else path.stem
        hint = (
            lines[1].split(". ")[0].rstrip(".") if len(lines) > 1 and lines[1][:1].isalnum() else ""
        )
        pages.append(HelpEntry(path.stem, title, MARKUP.sub(r"\1", hint)))
    return tuple(pages)


def page_text(page: str) -> str:
    """The words of a page; a page that is missing says so."""
    path = help_folder() / f"{page}.md"
    if page == CHANGES and not path.is_file():
        path = help_folder().parents[1] / "CHANGELOG.md"
    return path.read_text(encoding="utf-8") if PAGE.fullmatch(page) and path.is_file() else MISSING


class HelpBrowser(QTextBrowser):
    """Loads nothing by itself: no file, no address."""

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Pictures and pages are never fetched."""
        return None


class HelpWindow(QDialog):
    """A side window that may stay open; Esc closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("helpWindow")
        self.setWindowTitle("Help")
        self.resize(460, 640)
        self.page = ""
        self.browser = HelpBrowser()
        self._build()

    def _build(self) -> None:
        self.browser.setObjectName("helpText")
        self.browser.setAccessibleName("Help text")
        self.browser.setOpenLinks(False)
        self.browser.setFont(font(13))
        self.browser.anchorClicked.connect(self._on_browser_anchor_clicked)
        column_of(self.browser, inside=self)

    def show_page(self, page: str) -> None:
        """Show a page by its name."""
        self.page = page or START
        features = QTextDocument.MarkdownFeature
        document = self.browser.document()
        document.setMarkdown(
            page_text(self.page), features.MarkdownDialectGitHub | features.MarkdownNoHTML
        )
        self.browser.moveCursor(self.browser.textCursor().MoveOperation.Start)
        self.show()
        self.raise_()
        self.browser.setFocus()

    def _on_browser_anchor_clicked(self, url: QUrl) -> None:
        name = url.toString().removesuffix(".md")
        if PAGE.fullmatch(name) and (help_folder() / f"{name}.md").is_file():
            self.show_page(name)
