"""A field that is chosen from a few, not typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QMenu, QSizePolicy

from mmd_reviewer.ui.look.icons import draw_icon
from mmd_reviewer.ui.look.theme import Theme, font
from mmd_reviewer.ui.widgets.buttons import PaintedButton
from mmd_reviewer.ui.widgets.painting import draw_box, draw_text, elided


def menu_of(
    button: PaintedButton,
    choices: Sequence[tuple[str, str]],
    now: str,
    chosen: Callable[[str], object],
) -> QMenu:
    """The menu of a button: (code, words), the code of `now` ticked."""
    menu = QMenu(button)
    menu.setObjectName(f"{button.objectName()}Menu")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for code, words in choices:
        action = menu.addAction(words.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(code == now)
        action.setData(code)
        if code == now:
            menu.setActiveAction(action)  # Enter leaves it, an arrow goes to its neighbour
    menu.triggered.connect(lambda action: chosen(str(action.data())))
    return menu


class Choice(PaintedButton):
    """Looks like a field; Space, Enter or Down opens the choices,
    a letter goes to the next that begins with it.
    """

    chosen = Signal(str)

    def __init__(
        self,
        label: str,
        name: str,
        choices: list[tuple[str, str]],
        *,
        empty: str = "Not given",
        clearable: bool = True,
    ) -> None:
        self._choices = [("", empty), *choices]
        self._offered = self._choices if clearable else choices
        self._code = ""
        super().__init__(label, name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._on_self_clicked)
        self.set_code("")

    @property
    def code(self) -> str:
        """The code chosen; empty for none."""
        return self._code

    @property
    def words(self) -> str:
        """The words of what is chosen."""
        return dict(self._choices).get(self._code, self._code)

    def set_code(self, code: str) -> None:
        """Show a choice without telling."""
        self._code = code
        self.setAccessibleName(f"{self.label}: {self.words}")
        self.update()

    def sizeHint(self) -> QSize:
        """As high as a field."""
        return QSize(200, 32)

    def minimumSizeHint(self) -> QSize:
        """Long words are cut."""
        return QSize(96, 32)

    def draw(self, painter: QPainter, theme: Theme) -> None:
        """Box, words, chevron."""
        draw_box(
            painter,
            self.rect(),
            theme.hover if self.underMouse() else theme.surface,
            theme.field_edge,
        )
        words = elided(font(13), self.words, self.width() - 44)
        ink = theme.text if self._code else theme.muted
        draw_text(painter, self.rect().adjusted(11, 0, -30, 0), words, font(13), ink)
        draw_icon(painter, self.width() - 26, (self.height() - 16) / 2, "chevron-down", theme.muted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down opens, a letter chooses."""
        letter = event.text().casefold()
        if event.key() == Qt.Key.Key_Down:
            self.click()
        elif (
            letter.strip()
            and letter.isprintable()
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self._go_to(letter)
        else:
            super().keyPressEvent(event)

    def _go_to(self, letter: str) -> None:
        codes = [code for code, _ in self._offered]
        at = codes.index(self._code) if self._code in codes else -1
        for code, words in [*self._offered[at + 1 :], *self._offered[: at + 1]]:
            if words.casefold().startswith(letter):
                self._take(code)
                return

    def menu(self) -> QMenu:
        """The choices, the present one ticked."""
        return menu_of(self, self._offered, self._code, self._take)

    def _on_self_clicked(self) -> None:
        self.menu().popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _take(self, code: str) -> None:
        self.set_code(code)
        self.chosen.emit(code)
