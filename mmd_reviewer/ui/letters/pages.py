"""The real pages of a PDF, drawn at the exact size they are shown in."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from mmd_reviewer.domain.letters.drawn import Box, Place
from mmd_reviewer.pdf.read_back import PagePicture
from mmd_reviewer.ui.letters.page_words import At, PageWords, Stretch
from mmd_reviewer.ui.look.theme import current_theme

MARGIN, GAP = 16, 12
STEPS = (0.5, 0.67, 0.75, 0.89, 1.0, 1.25, 1.5, 2.0, 3.0)
TINT = 80  # of 255, over the words chosen or found
POINT = 96 / 72  # pixels a point at 100 %


class PageCanvas(QWidget):
    """Paints the pictures it has; a page that is still being drawn is white."""

    place_clicked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("letterPages")
        self.rects: list[QRect] = []
        self.pictures: dict[int, QImage] = {}
        self.places: tuple[Place, ...] = ()
        self.sizes: tuple[tuple[float, float], ...] = ()
        self.marked = ""
        self.words = PageWords()
        self.chosen: Stretch | None = None
        self.found: list[Stretch] = []
        self._pressed: At | None = None
        self._moved = False

    def lay_out(
        self, sizes: tuple[tuple[float, float], ...], scale: float, columns: int, width: int
    ) -> None:
        """Where each page stands for `scale` pixels a point."""
        self.sizes = sizes
        boxes = [QSize(round(w * scale), round(h * scale)) for w, h in sizes]
        self.rects, top = [], MARGIN
        for start in range(0, len(boxes), columns):
            row = boxes[start : start + columns]
            left = max(
                MARGIN, (width - sum(box.width() for box in row) - GAP * (len(row) - 1)) // 2
            )
            for box in row:
                self.rects.append(QRect(QPoint(left, top), box))
                left += box.width() + GAP
            top += max(box.height() for box in row) + GAP
        right = max((rect.right() for rect in self.rects), default=0) + MARGIN
        self.setMinimumSize(right, top - GAP + MARGIN)
        self.resize(max(width, right), max(self.minimumHeight(), top))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """White pages with a hairline, and the mark beside the focused paragraph."""
        theme = current_theme()
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.color("alternate"))
        for page, rect in enumerate(self.rects):
            if not rect.intersects(event.rect()):
                continue
            painter.fillRect(rect, QColor("#FFFFFF"))
            image = self.pictures.get(page)
            if image is not None:
                fits = abs(image.deviceIndependentSize().width() - rect.width()) <= 2
                # Scaled only until it is drawn at its new size.
                target = (
                    QRect(rect.topLeft(), image.deviceIndependentSize().toSize()) if fits else rect
                )
                painter.setClipRect(rect)
                painter.drawImage(target, image)
                painter.setClipping(False)
            painter.setPen(QPen(theme.color("edge"), 1))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        painter.setPen(Qt.PenStyle.NoPen)
        for stretch in self.found:
            self._tint(painter, stretch, theme.color("attention"))
        if self.chosen is not None:
            self._tint(painter, self.chosen, theme.color("accent"))
        for place in self.places:
            if self.marked and place.source == self.marked and place.page < len(self.rects):
                box = self.on_page(place.page, place)
                painter.fillRect(box.left() - 10, box.top(), 3, box.height(), theme.color("accent"))
        painter.end()

    def _tint(self, painter: QPainter, stretch: Stretch, tone: QColor) -> None:
        """The words stay legible: they are drawn in the page's own picture."""
        tone = QColor(tone)
        tone.setAlpha(TINT)
        for page, box in self.words.boxes(stretch):
            if page < len(self.rects):
                painter.fillRect(self.on_page(page, box), tone)

    def on_page(self, page: int, place: Place | Box) -> QRect:
        """Where a rectangle of a page stands here."""
        rect = self.rects[page]
        width, height = self.sizes[page]
        scale = rect.width() / width
        left, top = rect.left() + place.left * scale, rect.top() + (height - place.top) * scale
        wide, high = (place.right - place.left) * scale, (place.top - place.bottom) * scale
        return QRect(round(left), round(top), round(wide), round(high))

    def _at(self, point: QPoint) -> At | None:
        """The character nearest to a point, on the page that it is on."""
        for page, rect in enumerate(self.rects):
            if rect.contains(point):
                width, height = self.sizes[page]
                scale = rect.width() / width
                x, y = (point.x() - rect.left()) / scale, (point.y() - rect.top()) / scale
                return self.words.nearest(page, x, height - y)
        return None

    def choose(self, stretch: Stretch | None) -> None:
        """Mark these words as chosen."""
        self.chosen = stretch
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Words are chosen from here on."""
        self._pressed, self._moved = self._at(event.position().toPoint()), False
        self.choose(None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """As far as the mouse is drawn."""
        here = self._at(event.position().toPoint())
        if self._pressed is not None and here is not None:
            self._moved = self._moved or here != self._pressed
            self.choose(self.words.between(self._pressed, here) if self._moved else None)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """One word."""
        here = self._at(event.position().toPoint())
        self._moved = here is not None
        self.choose(self.words.word_at(here) if here is not None else None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a paragraph tells its field."""
        if self._moved:
            return
        for place in self.places:
            if place.page < len(self.rects) and self.on_page(place.page, place).contains(
                event.position().toPoint()
            ):
                self.place_clicked.emit(place.source)
                return


class PageView(QScrollArea):
    """Pages with zoom; `pictures_wanted(pages, scale)` asks
    for drawings, `shown(page, zoom)` tells the toolbar.
    """

    pictures_wanted = Signal(object, float)
    shown = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.canvas = PageCanvas()
        self._sizes: tuple[tuple[float, float], ...] = ()
        self._mode, self._zoom = "page", 1.0
        self._asked: tuple[object, float] | None = None
        self._settled = QTimer(self, interval=40, singleShot=True)
        self._build()

    def _build(self) -> None:
        self.setObjectName("letterPreview")
        self.setAccessibleName("Letter pages")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setWidget(self.canvas)
        self.verticalScrollBar().valueChanged.connect(self._on_bar_value_changed)
        self._settled.timeout.connect(self._ask)

    def show_pages(self, sizes: tuple[tuple[float, float], ...], places: tuple[Place, ...]) -> None:
        """Another document: its pages are asked for anew."""
        self._sizes, self.canvas.places = sizes, places
        self.canvas.pictures = {}
        self.take_words(PageWords())
        self._asked = None
        self._lay_out()
        self.verticalScrollBar().setValue(0)

    def set_mode(self, mode: str) -> None:
        """`page`, `width`, `two` (pages side by side) or `zoom`."""
        self._mode = mode
        self._lay_out()

    @property
    def mode(self) -> str:
        return self._mode

    def zoom_by(self, steps: int) -> None:
        """To the next zoom step, from wherever it stands."""
        now = self._scale() / POINT
        larger = [step for step in STEPS if step > now + 0.01]
        smaller = [step for step in STEPS if step < now - 0.01]
        wanted = larger[:1] if steps > 0 else smaller[-1:]
        if wanted:
            self._mode, self._zoom = "zoom", wanted[0]
            self._lay_out()

    def _scale(self) -> float:
        if not self._sizes:
            return POINT
        width, height = self._sizes[0]
        room_w = self.viewport().width() - 2 * MARGIN
        room_h = self.viewport().height() - 2 * MARGIN
        if self._mode == "zoom":
            return self._zoom * POINT
        if self._mode == "two":
            return max(0.3, min((room_w - GAP) / (2 * width), room_h / height))
        by_width = room_w / width
        return max(0.3, by_width if self._mode == "width" else min(by_width, room_h / height))

    def _lay_out(self) -> None:
        columns = 2 if self._mode == "two" else 1
        self.canvas.lay_out(self._sizes, self._scale(), columns, self.viewport().width())
        self._settled.start()
        self._tell()

    def _ask(self) -> None:
        pages, scale = tuple(range(len(self._sizes))), self._scale() * self.devicePixelRatioF()
        top, bottom = (
            self.verticalScrollBar().value(),
            self.verticalScrollBar().value() + self.viewport().height(),
        )
        rects = self.canvas.rects
        near = tuple(
            p for p in pages if rects[p].bottom() > top - 800 and rects[p].top() < bottom + 800
        )
        if near and self._asked != (near, scale):
            self._asked = (near, scale)
            self.pictures_wanted.emit(near, scale)

    def take_pictures(self, pictures: dict[int, PagePicture]) -> None:
        """Show drawings that came."""
        for page, picture in pictures.items():
            image = QImage(
                picture.pixels,
                picture.width,
                picture.height,
                picture.stride,
                QImage.Format.Format_RGB32,
            )
            image = image.copy()
            image.setDevicePixelRatio(self.devicePixelRatioF())
            self.canvas.pictures[page] = image
        self.canvas.update()

    def take_words(self, words: PageWords) -> None:
        """The words of the document came: what was chosen or found before is gone."""
        self.canvas.words, self.canvas.found = words, []
        self.canvas.choose(None)

    def mark_words(self, words: str) -> int:
        """Mark every place of the words; how many there are."""
        self.canvas.found = self.canvas.words.find(words)
        self.canvas.choose(None)
        return len(self.canvas.found)

    def go_to_found(self, place: int) -> None:
        """Bring one of them into view, chosen, so that it can be copied."""
        found = self.canvas.found[place]
        self.canvas.choose(found)
        for page, box in self.canvas.words.boxes(found)[:1]:
            here = self.canvas.on_page(page, box)
            self.ensureVisible(here.center().x(), here.center().y(), 80, 80)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy takes the words chosen; all can be chosen."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_words()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.canvas.choose(self.canvas.words.whole())
        else:
            super().keyPressEvent(event)

    def copy_words(self) -> None:
        """The words chosen, as plain text; without any nothing is copied."""
        if self.canvas.chosen is not None:
            QGuiApplication.clipboard().setText(self.canvas.words.text(self.canvas.chosen))

    @property
    def page(self) -> int:
        """The page that fills most of the view, from 0."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        below = [page for page, rect in enumerate(self.canvas.rects) if rect.top() <= middle]
        return below[-1] if below else 0

    def go_to_page(self, page: int) -> None:
        """Bring a page to the top."""
        if self.canvas.rects:
            page = min(max(page, 0), len(self.canvas.rects) - 1)
            self.verticalScrollBar().setValue(self.canvas.rects[page].top() - MARGIN)

    def mark(self, source: str) -> None:
        """Mark the paragraphs of a field."""
        self.canvas.marked = source
        self.canvas.update()
        for place in self.canvas.places:
            if source and place.source == source and place.page < len(self.canvas.rects):
                box = self.canvas.on_page(place.page, place)
                self.ensureVisible(box.left(), box.top(), 40, 80)
                return

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The fit follows the size."""
        super().resizeEvent(event)
        self._lay_out()

    def _on_bar_value_changed(self) -> None:
        self._settled.start()
        self._tell()

    def _tell(self) -> None:
        self.shown.emit(self.page, round(100 * self._scale() / POINT))
