"""The message bar: at most one message per cause, the gravest on top."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.period import count
from mmd_reviewer.ui.look.icons import draw_icon
from mmd_reviewer.ui.look.theme import SEMIBOLD, current_theme, font
from mmd_reviewer.ui.reviewing.say import MessageAction, Tone
from mmd_reviewer.ui.widgets.announce import announce
from mmd_reviewer.ui.widgets.buttons import IconButton, PushButton
from mmd_reviewer.ui.widgets.labels import row_of
from mmd_reviewer.ui.widgets.painting import draw_hairline, draw_text, elided, width_of
from mmd_reviewer.ui.widgets.tips import set_tip

ORDER = {"red": 0, "amber": 1, "info": 2}
ICONS = {"red": "circle-alert", "amber": "triangle-alert", "info": "info"}
COLOURS = {"red": "broken", "amber": "attention", "info": "accent"}
DUE, HEALTH = "due", "health"  # causes that speak again whenever the store is opened
NEWS = "news"  # one that speaks once after an update

HEIGHT = 36
BETWEEN = 8  # pixels from message to message
BEGINS, ENDS = 44, 8  # where the words begin, and what is left free behind them
APART, EDGE = 5, 11  # from button to button, and from the last to the end


class MessageRow(QWidget):
    """One message: mark, icon, strong words, words, button, close. Words that find no room are cut,
    and a button shows them whole.
    """

    closed = Signal(str)

    def __init__(self, cause: str) -> None:
        super().__init__()
        self.cause = cause
        self.tone: Tone = "info"
        self._strong, self._text = "", ""
        self._run: Callable[[], object] | None = None
        self.setFixedHeight(HEIGHT)
        self.button = PushButton("", f"message_{cause}", kind="flat")
        self.close_button = IconButton("x", "Close this message", f"messageClose_{cause}")
        self.whole = PushButton("All of it", f"messageWhole_{cause}", kind="flat")
        self._build()

    def _build(self) -> None:
        parts = (self.whole, self.button, self.close_button)
        row_of(-1, *parts, spacing=APART, margins=(0, 0, EDGE, 1), inside=self)
        for button in (self.whole, self.button):
            button.setMaximumHeight(28)
        self.whole.hide()
        self.whole.clicked.connect(self._on_whole_clicked)
        self.button.clicked.connect(self._on_button_clicked)
        self.close_button.clicked.connect(lambda _checked=False: self.closed.emit(self.cause))

    def set_message(self, text: str, tone: Tone, strong: str, action: MessageAction | None) -> None:
        """Show a message; the strong words stand first in the colour of the tone."""
        self.tone, self._strong, self._text = tone, strong, text
        self.setAccessibleName(self.words())
        set_tip(self, self.words())
        self._run = action.run if action is not None else None
        self.button.setVisible(action is not None)
        if action is not None:
            self.button.set_label(action.label)
            self.button.set_key(action.key)
        self._make_room()
        self.update()

    def width_wanted(self) -> int:
        """Pixels in which the message is whole."""
        strong, rest = width_of(font(13, SEMIBOLD), self._strong), width_of(font(13), self._rest())
        behind = [self.close_button] if self._run is None else [self.button, self.close_button]
        buttons = sum(one.sizeHint().width() + APART for one in behind)
        return BEGINS + strong + rest + ENDS + buttons + EDGE

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Are the words cut now?"""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        self.whole.setVisible(self.width_wanted() > self.width())

    def _on_whole_clicked(self) -> None:
        from mmd_reviewer.ui.forms.dialogs import show_notice  # seldom, so kept off the start

        show_notice(self.window(), "Message", self.words(), name="message")

    def _rest(self) -> str:
        return self.words()[len(self._strong) :]

    def words(self) -> str:
        """The whole message."""
        joint = "" if not self._strong or self._text[:1] in ",.;:" else " "
        return f"{self._strong}{joint}{self._text}".strip()

    def _on_button_clicked(self) -> None:
        if self._run is not None:
            self._run()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Mark, icon, words, hairline."""
        theme = current_theme()
        painter = QPainter(self)
        colour = theme.hex(COLOURS[self.tone])
        painter.fillRect(self.rect(), theme.color("surface"))
        painter.fillRect(QRect(0, 0, 3, self.height() - 1), theme.color(COLOURS[self.tone]))
        draw_hairline(painter, 0, self.width(), self.height() - 1)
        draw_icon(painter, 20, 10, ICONS[self.tone], colour)
        face = font(13, SEMIBOLD)
        height = self.height() - 1
        end = min(
            one.x() for one in (self.whole, self.button, self.close_button) if one.isVisible()
        )
        room = max(end - BEGINS - ENDS, 0)
        strong = elided(face, self._strong, room)
        width = width_of(face, strong)
        draw_text(painter, QRect(BEGINS, 0, width + 2, height), strong, face, colour)
        left = room - width
        rest = elided(font(13), self._rest(), left)
        place = QRect(BEGINS + width, 0, left, height)
        draw_text(painter, place, rest, font(13), theme.text)
        painter.end()


class MessageBar(QWidget):
    """One line that is always there, so that nothing below it moves when something is said.

    It shows the gravest message and the newest side by side; the others wait behind a button. What
    an update changed is said once, and goes before what every start says.
    """

    cleared = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("messageBar")
        self.setAccessibleName("Messages")
        self.setFixedHeight(HEIGHT)
        self._rows: dict[str, MessageRow] = {}  # the newest last
        self._turn = 0  # how far the person went through those that wait
        self.more = PushButton("", "messagesMore", kind="flat")
        self._box = row_of(spacing=BETWEEN, inside=self)
        self._box.addWidget(self.more)
        self.more.setMaximumHeight(28)
        self.more.hide()
        self.more.clicked.connect(self._on_more_clicked)

    def show_message(
        self,
        cause: str,
        text: str,
        tone: Tone = "info",
        strong: str = "",
        action: MessageAction | None = None,
    ) -> None:
        """Show a message in the place of the former one of this cause."""
        row = self._rows.get(cause)
        if row is None:
            row = self._rows[cause] = MessageRow(cause)
            row.closed.connect(self._on_row_closed)
        before = row.words()
        row.set_message(text, tone, strong, action)
        if row.words() != before:
            self._rows[cause] = self._rows.pop(cause)
            self._turn = 0
            announce(self, row.words())
        self._arrange()

    def clear_message(self, cause: str) -> None:
        """Take the message of a cause away, if there is one."""
        row = self._rows.pop(cause, None)
        if row is not None:
            row.hide()
            row.deleteLater()
            self._turn = 0
            self._arrange()

    def _arrange(self) -> None:
        """The gravest stands first; beside it the newest of the others,
        or the one that was turned to.
        """
        rows = list(self._rows.values())
        first = min(reversed(rows), key=lambda row: ORDER[row.tone], default=None)
        others = _news_sooner([row for row in reversed(rows) if row is not first])
        second = others[self._turn % len(others)] if others else None
        for place, shown in enumerate(filter(None, (first, second))):
            self._box.insertWidget(place, shown)
        for row in rows:
            row.setVisible(row in (first, second))
        waiting = len(others) - 1
        self.more.setVisible(waiting > 0)
        self.more.set_label(f"+{waiting}")
        self.more.setAccessibleName(f"{count(max(waiting, 0), 'more message')}: show the next")
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The messages share what there is."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """Each has room as it has words; where that is too little, a short one stays whole and a
        long one has the rest, never less than half.
        """
        more = self.more.sizeHint().width() + BETWEEN if self.more.isVisibleTo(self) else 0
        room = self.width() - more - BETWEEN
        shown = [row for row in self._rows.values() if not row.isHidden()]
        wanted = [row.width_wanted() for row in shown]
        for row, mine, other in zip(shown, wanted, reversed(wanted), strict=True):
            room_for_it = max(room - other, room // 2) if len(wanted) > 1 else room
            self._box.setStretchFactor(row, max(min(mine, room_for_it), 1))

    def _on_more_clicked(self) -> None:
        self._turn += 1
        self._arrange()

    def messages(self) -> dict[str, str]:
        """Words shown, by cause."""
        return {cause: row.words() for cause, row in self._rows.items()}

    def _on_row_closed(self, cause: str) -> None:
        self.clear_message(cause)
        self.cleared.emit(cause)


def _news_sooner(rows: list[MessageRow]) -> list[MessageRow]:
    """The newest first, but the news of an update before what every start says."""
    news = [row for row in rows if row.cause == NEWS]
    rest = [row for row in rows if row.cause != NEWS]
    place = next((n for n, row in enumerate(rest) if row.cause in (DUE, HEALTH)), len(rest))
    return [*rest[:place], *news, *rest[place:]]
