"""How large a dialog is: what its rows ask for, within what the window and the screen have."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

FRAME = 40  # what a title bar takes of the room


def fit(dialog: QDialog, box: QVBoxLayout) -> None:
    """Take the size that the rows ask for, never more than there is room."""
    wide = bound(dialog, box)
    wanted = (
        box.totalHeightForWidth(wide) if box.hasHeightForWidth() else dialog.sizeHint().height()
    )
    dialog.resize(wide, max(dialog.minimumHeight(), min(wanted, _room(dialog))))


def bound(dialog: QDialog, box: QVBoxLayout) -> int:
    """Never smaller than the rows need; the width."""
    box.activate()
    wide = max(dialog.minimumWidth(), box.totalMinimumSize().width())
    needed = box.totalMinimumHeightForWidth(max(wide, dialog.width() if dialog.isVisible() else 0))
    dialog.setMinimumHeight(needed if box.hasHeightForWidth() else box.totalMinimumSize().height())
    return wide


def _room(dialog: QDialog) -> int:
    """The height of the window that it stands on, and of the screen."""
    below: QWidget | None = dialog.parentWidget()
    while below is not None and below.window().parentWidget() is not None:
        below = below.window().parentWidget()
    screen = dialog.screen().availableGeometry().height() - FRAME
    return min(screen, below.window().height() - FRAME) if below is not None else screen
