"""The status bar: is it saved, where is it, is it backed up, is anything running."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QProgressBar, QWidget

from mmd_reviewer.ui.look.icons import draw_icon
from mmd_reviewer.ui.look.theme import Theme, font, set_ground
from mmd_reviewer.ui.widgets.announce import announce
from mmd_reviewer.ui.widgets.buttons import LinkButton, PaintedButton
from mmd_reviewer.ui.widgets.labels import Hairline, IconLabel, Label, Rest, column_of, row_of
from mmd_reviewer.ui.widgets.painting import draw_text, width_of


class KeysButton(PaintedButton):
    """Says which key shows every key, and does it."""

    def sizeHint(self) -> QSize:
        """Icon and words."""
        return QSize(8 + 22 + width_of(font(12), self.label), 24)

    def draw(self, painter: QPainter, theme: Theme) -> None:
        """Icon and words."""
        draw_icon(painter, 5, (self.height() - 14) // 2, "keyboard", theme.muted, 14)
        draw_text(painter, self.rect().adjusted(24, 0, 0, 0), self.label, font(12), theme.muted)


class _Answer(QWidget):
    """An icon and a few muted words; hidden while there are none."""

    def __init__(self, icon: str, tone: str, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.label = Label("", "muted")
        self.icon = IconLabel(icon, tone, 14)
        gap = (0, 0, 24, 0)  # its own: one that is hidden leaves none
        row_of(self.icon, self.label, spacing=6, margins=gap, inside=self)
        self.hide()

    def set_text(self, text: str) -> None:
        """Show the words."""
        self.label.setText(text)
        self.setVisible(bool(text))


class StatusBar(QWidget):
    """28 px; the line above belongs to it."""

    cancel_requested = Signal()
    keys_requested = Signal()

    def __init__(self, keys_key: str) -> None:
        super().__init__()
        self.setObjectName("statusBar")
        self.setFixedHeight(28)
        set_ground(self, "window")
        self.saved = _Answer("check", "good", "statusSaved")
        self.place = _Answer("hard-drive", "muted", "statusStore")
        self.backup = _Answer("shield-check", "muted", "statusBackup")
        self.keys = KeysButton(f"{keys_key} shows every key", "statusKeys")
        self.running = Label("Nothing running", "muted")
        self.progress = QProgressBar()
        self.cancel = LinkButton("Cancel", "statusCancel", size=12)
        self._job = QWidget()
        self._quarter = 0
        self._build()
        self._connect()

    def _build(self) -> None:
        self.running.setObjectName("statusRunning")
        self.progress.setObjectName("statusProgress")
        self.progress.setAccessibleName("Progress")
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(96)
        self.keys.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row_of(self.progress, self.cancel, spacing=4, margins=(8, 0, 0, 0), inside=self._job)
        self._job.hide()
        row = row_of(
            self.saved,
            self.place,
            self.backup,
            -1,
            self.keys,
            20,
            self.running,
            self._job,
            spacing=0,
            margins=(18, 0, 20, 0),
        )
        column_of(Hairline(), Rest(row), inside=self)

    def _connect(self) -> None:
        self.keys.clicked.connect(self.keys_requested)
        self.cancel.clicked.connect(self.cancel_requested)

    def set_saved(self, text: str) -> None:
        """Is it saved: ``14:02`` shows *Saved 14:02*; empty: nothing was saved yet."""
        self.saved.set_text(f"Saved {text}" if text else "")

    def set_store(self, name: str, where: str = "on this computer") -> None:
        """Where it is."""
        self.place.set_text(f"{name}, {where}" if where else name)

    def set_backup(self, text: str, good: bool = True) -> None:
        """Is it backed up and checked."""
        self.backup.set_text(text)
        self.backup.icon.set_icon(
            "shield-check" if good else "triangle-alert", "muted" if good else "attention"
        )
        self.backup.label.set_tone("muted" if good else "attention")

    def set_running(self, text: str, done: int = 0, total: int = 0) -> None:
        """What is running; no total shows a bar without an end."""
        self.running.setText(f"{text} {done:,} of {total:,}" if total else text)
        self._job.show()
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        quarter = 4 * done // total if total else 0
        if quarter != self._quarter:
            self._quarter = quarter
            announce(self, f"{text}, {quarter * 25} percent")

    def set_idle(self, text: str = "Nothing running") -> None:
        """Nothing runs; the text may say what just ended."""
        had_focus = self.cancel.hasFocus()
        self._quarter = 0
        self.running.setText(text)
        self._job.hide()
        if had_focus:
            self.keys.setFocus()
