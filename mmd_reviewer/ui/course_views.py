"""The views of what follows an approval: calendar and register, and the dialogs of the revocation course."""

from __future__ import annotations

from PySide6.QtCore import QObject

from mmd_reviewer.ui.main_window import MainWindow
from mmd_reviewer.ui.reviewing import Reviewing


class CourseViews(QObject):
    """Made with the window; puts its views into the frame."""

    def __init__(self, reviewing: Reviewing, parent: QObject) -> None:
        super().__init__(parent)
        self.reviewing = reviewing

    def add_to(self, window: MainWindow) -> None:
        """Add the views to the frame, and give the commands their functions."""
