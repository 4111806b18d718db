"""Pages being drawn: glyphs, lines and areas as operators, each named for a reader or set aside."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from enum import Enum
from itertools import zip_longest

from mmd_reviewer.pdf.faces import Face, Faces
from mmd_reviewer.pdf.picture import Picture
from mmd_reviewer.pdf.shaping import Glyph, Line, Run, Word, word
from mmd_reviewer.pdf.strings import colour as parts_of
from mmd_reviewer.pdf.strings import number
from mmd_reviewer.pdf.structure import Node

HEADINGS = ("H1", "H2")
_CURVE = 0.5523  # of a quarter of a circle drawn as a curve
Size = tuple[float, float]


class Artifact(Enum):
    """What is drawn and not read aloud: lines and areas under all words; heads, feet, legends."""

    LAYOUT = "Layout"
    PAGINATION = "Pagination"


@dataclass(slots=True)
class Drawn:
    """The operators of one element on a page, and what colours and font hold behind them."""

    code: list[str] = field(default_factory=list)
    state: dict[str, str] = field(default_factory=dict)


class Page:
    """What is drawn on a page, by the element it belongs to."""

    def __init__(self, size: Size) -> None:
        self.size = size
        self.drawn: dict[Node | Artifact, Drawn] = {}
        self.under: list[str] = []  # before all else

    def on(self, owner: Node | Artifact) -> Drawn:
        """What is drawn for an element; more is added behind it."""
        found = self.drawn.get(owner)
        if found is None:
            found = self.drawn[owner] = Drawn()
        return found


class Used:
    """The glyphs of a face that a file uses: by their own numbers, each with the text it means.

    A letter with marks, and a glyph that stands for different texts, gets a number of its own: then
    every reader of the file finds the words without being told of them twice.
    """

    def __init__(self, face: Face, name: str) -> None:
        self.face, self.name = face, name
        self.meaning: dict[int, str] = {}
        self.made: dict[Glyph, int] = {}

    def code(self, glyph: Glyph) -> int:
        """The number under which a glyph is drawn."""
        ((first, right, up), *more), said = glyph.parts, glyph.said
        plain = not (right or up or more) and glyph.width == self.face.width(first)
        if plain and self.meaning.setdefault(first, said) == said:
            return first
        code = self.made.setdefault(glyph._replace(before=0), self.face.glyphs + len(self.made))
        self.meaning[code] = said
        return code


class Canvas:
    """Draws page after page; points from the lower left corner, colours as `#RRGGBB`.

    What belongs to a `Node` is read aloud where the node stands, whenever it was drawn; everything
    else is an artifact.
    """

    def __init__(self, faces: Faces) -> None:
        self.faces = faces
        self.pages: list[Page] = []
        self._page = Page((0, 0))
        self.used: dict[Face, Used] = {}
        self.pictures: list[Picture] = []
        self._known: dict[int, tuple[Word, tuple[tuple[str, str], ...]]] = {}

    def begin(self, size: Size) -> None:
        """A new page."""
        self._page = Page(size)
        self.pages.append(self._page)

    def go_to(self, number: int) -> None:
        """Draw more on a page there is, from 0."""
        self._page = self.pages[number]

    def text(
        self, node: Node | None, x: float, y: float, line: Line, size: float, ink: str
    ) -> None:
        """A line that begins at x, y."""
        drawn = self._page.on(node or Artifact.PAGINATION)
        code = drawn.code
        _set(drawn, "fill", f"{parts_of(ink)} rg")
        code.append(f"BT {number(x)} {number(y)} Td")
        shown: list[str] = []
        if node is not None and node.tag in HEADINGS:
            node.top = node.top if node.said else y + size
            node.said = f"{node.said} {line.text}".strip()

        def flush() -> None:
            if shown:
                code.append(f"[{''.join(shown).replace('><', '')}]TJ")
                shown.clear()

        at = 0
        for item, place in zip_longest(line.words, line.places):
            if place is not None and place != at:
                flush()
                code.append(f"{number((place - at) * size / 1000)} 0 Td")
                at = place
            spoken = item.language if node is not None else ""
            turned = item.leftwards and sum(len(run.glyphs) for run in item.runs) > 1
            if spoken or turned:
                flush()
            if spoken:
                code.append(f"/Span <</Lang({spoken})>> BDC")
            if turned:  # glyphs stand as they are seen: who reads them turns each string round
                code.append("/ReversedChars BMC")
            for name, piece in self._pieces(item):
                font = f"/{name} {number(size)} Tf"
                if drawn.state.get("font") != font:
                    flush()
                    _set(drawn, "font", font)
                shown.append(piece)
            if spoken or turned:
                flush()
                code += ["EMC"] * (bool(spoken) + turned)
        flush()
        code.append("ET")

    def rule(self, x: float, y: float, to_x: float, to_y: float, width: float, ink: str) -> None:
        """A straight line."""
        drawn = self._stroke(width, ink)
        drawn.code.append(f"{_point(x, y)} m {_point(to_x, to_y)} l S")

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str = "",
        edge: str = "",
        line: float = 0.8,
        radius: float = 0,
        dash: str = "",
    ) -> None:
        """A rectangle, with round corners of a radius; a circle where that is half its side."""
        drawn = self._stroke(line, edge) if edge else self._page.on(Artifact.LAYOUT)
        if fill:
            _set(drawn, "fill", f"{parts_of(fill)} rg")
        paint = {(True, True): "B", (True, False): "f", (False, True): "S"}[bool(fill), bool(edge)]
        path = _rounded(x, y, width, height, radius) if radius else _corners(x, y, width, height)
        dashed = f"[{dash}] 0 d " if dash else ""
        drawn.code.append(f"{dashed}{path} {paint}{' [] 0 d' if dash else ''}")

    def picture(self, picture: Picture, x: float, y: float) -> None:
        """A picture whose lower left corner is at x, y; nobody is told what it shows."""
        if picture not in self.pictures:
            self.pictures.append(picture)
        wide, high = map(number, picture.scale)
        name = f"P{self.pictures.index(picture) + 1}"
        drawn = self._page.on(Artifact.PAGINATION)
        drawn.code.append(f"q {wide} 0 0 {high} {_point(x, y)} cm /{name} Do Q")

    def behind(self, x: float, y: float, degrees: float, line: Line, size: float, ink: str) -> None:
        """A line turned about a point that is its middle, under all that is on the page."""
        page, self._page = self._page, Page(self._page.size)
        self.text(None, -line.width * size / 2000, -size / 3, line, size, ink)
        turn = math.radians(degrees)
        cosine, sine = f"{math.cos(turn):.4f}", f"{math.sin(turn):.4f}"
        page.under.append(f"q {cosine} {sine} -{sine} {cosine} {_point(x, y)} cm")
        page.under += [*self._page.on(Artifact.PAGINATION).code, "Q"]
        self._page = page

    def _stroke(self, width: float, ink: str) -> Drawn:
        drawn = self._page.on(Artifact.LAYOUT)
        _set(drawn, "width", f"{number(width)} w")
        _set(drawn, "stroke", f"{parts_of(ink)} RG")
        return drawn

    def _pieces(self, item: Word) -> tuple[tuple[str, str], ...]:
        """The runs of a word: name of the font and what stands between the brackets of TJ."""
        known = self._known.get(id(item))
        if known is None:
            pieces = tuple(self._piece(run) for run in item.runs)
            known = self._known[id(item)] = (item, pieces)  # held, so that its id stays its own
        return known[1]

    def _piece(self, run: Run) -> tuple[str, str]:
        used = self.used.get(run.face)
        if used is None:
            used = self.used[run.face] = Used(run.face, f"F{len(self.used) + 1}")
        shown = "".join(
            f"{-glyph.before if glyph.before else ''}<{used.code(glyph):04X}>"
            for glyph in run.glyphs
        )
        return used.name, f"{shown}{-run.after}" if run.after else shown


def _set(drawn: Drawn, name: str, operator: str) -> None:
    if drawn.state.get(name) != operator:
        drawn.state[name] = operator
        drawn.code.append(operator)


def space(faces: Faces) -> Word:
    """The blank between two words, and behind each line."""
    return word(faces, " ")


def _point(x: float, y: float) -> str:
    return f"{number(x)} {number(y)}"


def _corners(x: float, y: float, width: float, height: float) -> str:
    return f"{_point(x, y)} {_point(width, height)} re"


def _rounded(x: float, y: float, width: float, height: float, radius: float) -> str:
    right, top, bend = x + width, y + height, radius * (1 - _CURVE)

    def curve(*points: tuple[float, float]) -> str:
        return " ".join(_point(*point) for point in points) + " c"

    return " ".join(
        (
            f"{_point(x + radius, y)} m {_point(right - radius, y)} l",
            curve((right - bend, y), (right, y + bend), (right, y + radius)),
            f"{_point(right, top - radius)} l",
            curve((right, top - bend), (right - bend, top), (right - radius, top)),
            f"{_point(x + radius, top)} l",
            curve((x + bend, top), (x, top - bend), (x, top - radius)),
            f"{_point(x, y + radius)} l",
            curve((x, y + bend), (x + bend, y), (x + radius, y)),
            "h",
        )
    )
