"""The page around a letter's words: letterhead, running head, page x of y, the draft mark."""

from __future__ import annotations

from mmd_reviewer.domain.letter_facts import LetterRecord
from mmd_reviewer.domain.letters.frame import frame_of
from mmd_reviewer.pdf import styles as s
from mmd_reviewer.pdf.canvas import Canvas
from mmd_reviewer.pdf.flow import Frame
from mmd_reviewer.pdf.letterhead import ADDRESS_LEADING, ADDRESS_SIZE, LOGO_TOP, Letterhead
from mmd_reviewer.pdf.setting import fitted, one_line
from mmd_reviewer.pdf.styles import MM

LONGEST_MARK = 640  # points of the draft mark, slanting over the page


class PageFrame:
    """Draws what stands on each page; none of it is read aloud again and again."""

    def __init__(
        self, canvas: Canvas, frame: Frame, record: LetterRecord, head: Letterhead, *, draft: bool
    ) -> None:
        self._canvas, self._frame, self._record, self._draft = canvas, frame, record, draft
        self._letterhead = head
        self._said = frame_of(record)
        self._left, self._right = frame.left, frame.size[0] - frame.right

    def draw(self, number: int, pages: int) -> None:
        """Around page `number` of `pages`, counted from 1."""
        canvas, record, said = self._canvas, self._record, self._said
        canvas.go_to(number - 1)
        wide, high = self._frame.size
        if self._draft:
            mark = one_line(canvas.faces, said["draft"], True)
            size = min(120, LONGEST_MARK * 1000 / mark.width)
            canvas.behind(wide / 2, high / 2, 55, mark, size, s.DRAFT_INK)
        if record.sample:
            sample = one_line(canvas.faces, said["sample"], True)
            x = (wide - sample.width * 8.5 / 1000) / 2
            canvas.text(None, x, high - 12 * MM, sample, 8.5, s.INK)
        if number == 1:
            self._first_head(high)
        else:
            top = high - 22 * MM
            dated = f"{record.number}, {said['date']}"
            self._head(top, record.sender["service"], dated, (8, 8))
            self._rule(top - 7)
        foot = 17 * MM
        self._rule(foot + 11)
        name = f"{record.case} · {record.addressee[0] if record.addressee else ''}"
        page = said["page"].format(page=number, pages=pages)
        draft = f"{said['draft_foot']} · " if self._draft else ""
        self._head(foot, name, f"{draft}{page}", (8, 8))

    def _first_head(self, high: float) -> None:
        head, record = self._letterhead, self._record
        if head.picture is not None:
            self._canvas.picture(head.picture, self._left, high - LOGO_TOP - head.picture.height)
        y = high - head.top
        inks = (head.ink, s.INK)
        self._head(y, record.sender["service"], record.number, (11, 9), inks, strong=True)
        y -= 13
        self._head(y, record.sender["unit"], self._said["date"], (8.5, 8.5))
        for line in head.address:
            y -= ADDRESS_LEADING
            self._canvas.text(None, self._left, y, line, ADDRESS_SIZE, s.MUTED)
        self._rule(y - 9, head.rule)

    def _head(
        self,
        y: float,
        left: str,
        right: str,
        sizes: tuple[float, float],
        inks: tuple[str, str] = (s.MUTED, s.MUTED),
        *,
        strong: bool = False,
    ) -> None:
        """Words on the left, cut where they would run into those on the right."""
        canvas = self._canvas
        end = one_line(canvas.faces, right, strong)
        x = self._right - end.width * sizes[1] / 1000
        room = (x - self._left - 12) * 1000 / sizes[0]
        begin = fitted(canvas.faces, left, int(room), strong)
        canvas.text(None, self._left, y, begin, sizes[0], inks[0])
        canvas.text(None, x, y, end, sizes[1], inks[1])

    def _rule(self, y: float, ink: str = s.HAIRLINE) -> None:
        self._canvas.rule(self._left, y, self._right, y, 0.6, ink)
