"""Painted buttons: push, link, icon, rail row and counter."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from mmd_reviewer.ui.look.icons import draw_icon
from mmd_reviewer.ui.look.theme import MEDIUM, REGULAR, SEMIBOLD, Theme, current_theme, font
from mmd_reviewer.ui.widgets.painting import (
    RIGHT,
    draw_box,
    draw_ring,
    draw_text,
    elided,
    width_of,
)
from mmd_reviewer.ui.widgets.tips import set_tip

ButtonKind = Literal["normal", "primary", "flat"]


class PaintedButton(QAbstractButton):
    """What painted buttons share: plain words, real focus, hover, Enter as well as Space."""

    def __init__(self, label: str, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        # A click leaves the keyboard in the list or checklist whose keys go on.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_label(label)

    @property
    def label(self) -> str:
        """The words on the button."""
        return self._label

    def set_label(self, label: str) -> None:
        """Change the words; the accessible name follows."""
        self._label = label
        # An ampersand in data must not become an access key.
        self.setText(label.replace("&", "&&"))
        self.setAccessibleName(label)
        self.updateGeometry()
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Words are never cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses too."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.click()
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Repaint with the hover fill."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Repaint without the hover fill."""
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint by the subclass, then the focus ring."""
        painter = QPainter(self)
        self.draw(painter, current_theme())
        if self.hasFocus():
            # A chosen toggle has an edge of its own: the ring lies inside it, so both are seen.
            inset = 3 if self.has_edge() else 0
            draw_ring(
                painter,
                self.rect().adjusted(inset, inset, -inset, -inset),
                self.ring_radius() - inset,
            )
        painter.end()

    def has_edge(self) -> bool:
        """Does the button show an edge in a colour of its own now?"""
        return self.isChecked()

    def ring_radius(self) -> float:
        """Corner radius of the focus ring."""
        return 6

    def draw(self, painter: QPainter, theme: Theme) -> None:
        """Paint the button."""
        raise NotImplementedError


class PushButton(PaintedButton):
    """A button of height 32: icon, words, key hint in muted text."""

    def __init__(
        self, label: str, name: str, *, kind: ButtonKind = "normal", icon: str = "", key: str = ""
    ) -> None:
        self._kind, self._icon, self._key = kind, icon, key
        super().__init__(label, name)
        if key:
            self.setAccessibleDescription(f"Key {key}")

    def set_key(self, key: str) -> None:
        """Show another key hint."""
        self._key = key
        self.setAccessibleDescription(f"Key {key}" if key else "")
        self.updateGeometry()
        self.update()

    def set_reason(self, reason: str) -> None:
        """Disable with a reason shown as tooltip; an empty reason enables."""
        self.setEnabled(not reason)
        set_tip(self, reason)
        self.setStatusTip(reason)

    def sizeHint(self) -> QSize:
        """As wide as its parts."""
        width = 26 + width_of(font(13, MEDIUM), self._label)
        width += 22 if self._icon else 0
        width += 10 + width_of(font(12), self._key) if self._key else 0
        return QSize(width, 32)

    def draw(self, painter: QPainter, theme: Theme) -> None:
        """Box, icon, words, key."""
        fill, edge, ink, hint = self._colours(theme)
        draw_box(painter, self.rect(), fill, edge)
        x = 13
        centre = (self.width() - self.sizeHint().width()) // 2
        x += max(centre, 0)
        if self._icon:
            draw_icon(painter, x, (self.height() - 16) // 2, self._icon, hint)
            x += 22
        words = font(13, MEDIUM)
        width = width_of(words, self._label)
        draw_text(painter, QRect(x, 0, width + 2, self.height()), self._label, words, ink)
        if self._key:
            rect = QRect(x + width + 10, 0, self.width(), self.height())
            draw_text(painter, rect, self._key, font(12), hint)

    def _colours(self, theme: Theme) -> tuple[str, str, str, str]:
        hovered = self.underMouse() or self.isDown()
        if not self.isEnabled():
            return (
                "" if self._kind == "flat" else theme.alternate,
                "" if self._kind == "flat" else theme.edge,
                theme.muted,
                theme.muted,
            )
        if self.isChecked():
            return theme.selection, theme.accent, theme.text, theme.muted
        if self._kind == "primary":
            return theme.accent, "", theme.on_accent, theme.on_accent
        if self._kind == "flat":
            return (theme.hover if hovered else ""), "", theme.text, theme.muted
        return (theme.hover if hovered else theme.surface), theme.edge, theme.text, theme.muted

    def paintEvent(self, event: QPaintEvent) -> None:
        """A primary button shows its ring inside a gap, or accent would vanish on accent."""
        super().paintEvent(event)
        if self.hasFocus() and self._kind == "primary":
            painter = QPainter(self)
            draw_box(
                painter,
                self.rect().adjusted(2, 2, -2, -2),
                edge=current_theme().on_accent,
                radius=4,
            )
            painter.end()


class LinkButton(PaintedButton):
    """Words in accent that act like a link."""

    def __init__(self, label: str, name: str, *, size: int = 13) -> None:
        self._font = font(size, MEDIUM)
        super().__init__(label, name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """The words and room for the ring; 24 high."""
        return QSize(width_of(self._font, self._label) + 8, 24)

    def draw(self, painter: QPainter, theme: Theme) -> None:
        """Words in accent."""
        ink = theme.accent if self.isEnabled() else theme.muted
        self._font.setUnderline(self.underMouse() and self.isEnabled())
        draw_text(painter, self.rect().adjusted(4, 0, 0, 0), self._label, self._font, ink)


class IconButton(PaintedButton):
    """A 28 px button with an icon only; the words are tooltip and accessible name."""

    def __init__(self, icon: str, label: str, name: str) -> None:
        self._icon = icon
        super().__init__(label, name)
        set_tip(self, label)

    def set_icon(self, icon: str) -> None:
        """Show another icon."""
        self._icon = icon
        self.update()

    def sizeHint(self) -> QSize:
        """A square of 28."""
        return QSize(28, 28)

    def draw(self, painter: QPainter, theme: Theme) -> None:
        """The icon in the middle."""
        if self.underMouse():
            draw_box(painter, self.rect(), theme.hover)
        draw_icon(
            painter, (self.width() - 16) / 2, (self.height() - 16) / 2, self._icon, theme.muted
        )


class RailButton(PaintedButton):
    """A rail row: icon, words, count; filled when it is the place shown."""

    def __init__(self, icon: str, label: str, name: str) -> None:
        self._icon = icon
        self._count: int | None = None
        self._alert = False
        super().__init__(label, name)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_count(self, count: int | None, alert: bool = False) -> None:
        """Show a count, in red when alert; none shows nothing."""
        self._count, self._alert = count, alert
        self.setAccessibleName(self._label if count is None else f"{self._label}, {count}")
        self.update()

    @property
    def count(self) -> int | None:
        """The count shown."""
        return self._count

    def has_edge(self) -> bool:
        """Lines have no edge."""
        return False

    def sizeHint(self) -> QSize:
        """34 high, of which 2 are the gap."""
        return QSize(120, 34)

    def nextCheckState(self) -> None:
        """The frame decides which row is selected, not the click."""

    def draw(self, painter: QPainter, theme: Theme) -> None:
        """Fill, icon, words, count."""
        box = self.rect().adjusted(0, 1, 0, -1)
        if self.isChecked() or self.underMouse():
            draw_box(painter, box, theme.selection if self.isChecked() else theme.hover)
        ink = theme.accent if self.isChecked() else theme.muted
        draw_icon(painter, 10, (self.height() - 16) // 2, self._icon, ink)
        words = font(13, SEMIBOLD if self.isChecked() else REGULAR)
        room = self.rect().adjusted(36, 0, -40, 0)
        seen = elided(words, self._label, room.width())
        set_tip(self, self._label if seen != self._label else "")
        draw_text(painter, room, seen, words, theme.text)
        if self._count is not None:
            tone = theme.broken if self._alert else theme.muted
            face = font(12, SEMIBOLD if self._alert else REGULAR)
            draw_text(
                painter, self.rect().adjusted(0, 0, -10, 0), f"{self._count:,}", face, tone, RIGHT
            )


class CountTab(PaintedButton):
    """A counter that filters: icon, bold number, words; checkable, exclusive in a QButtonGroup."""

    def __init__(
        self, icon: str, label: str, name: str, *, tone: str = "muted", number_tone: str = ""
    ) -> None:
        self._icon, self._tone, self._number_tone = icon, tone, number_tone
        self._number = 0
        super().__init__(label, name)
        self.setCheckable(True)

    def set_number(self, number: int) -> None:
        """Show another number."""
        self._number = number
        self.setAccessibleName(f"{number} {self._label}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its parts."""
        number = width_of(font(15, SEMIBOLD), f"{self._number:,}")
        return QSize(36 + number + 8 + width_of(font(13), self._label) + 13, 36)

    def draw(self, painter: QPainter, theme: Theme) -> None:
        """Box, icon, number, words."""
        on = self.isChecked()
        fill = theme.selection if on else theme.hover if self.underMouse() else theme.surface
        draw_box(painter, self.rect(), fill, theme.accent if on else theme.edge)
        draw_icon(painter, 12, (self.height() - 16) // 2, self._icon, theme.hex(self._tone))
        face = font(15, SEMIBOLD)
        text = f"{self._number:,}"
        width = width_of(face, text)
        draw_text(
            painter,
            QRect(36, 0, width + 2, self.height()),
            text,
            face,
            theme.hex(self._number_tone),
        )
        draw_text(
            painter, self.rect().adjusted(44 + width, 0, 0, 0), self._label, font(13), theme.text
        )
