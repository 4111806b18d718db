"""A logo in SVG as operators of a page: plain shapes with plain colours, nothing else."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree import ElementTree

from fontTools.misc.transform import Transform
from fontTools.pens.basePen import BasePen
from fontTools.pens.transformPen import TransformPen
from fontTools.svgLib.path import PathBuilder, parse_path
from PIL import ImageColor

from mmd_reviewer.domain.letterhead import cannot_be_drawn

_SHAPES = {"path", "rect", "circle", "ellipse", "line", "polygon", "polyline"}
_SILENT = {"title", "desc", "metadata", "defs", "style", "namedview"}
_INHERITED: Mapping[str, str] = {
    "fill": "black",
    "stroke": "none",
    "color": "black",
    "stroke-width": "1",
    "fill-rule": "nonzero",
    "stroke-linecap": "butt",
    "stroke-linejoin": "miter",
    "stroke-miterlimit": "4",
    "stroke-dasharray": "none",
    "stroke-dashoffset": "0",
    "fill-opacity": "1",
    "stroke-opacity": "1",
    "visibility": "visible",
}
_NONE, _CLEAR = frozenset({"none"}), frozenset({"none", "transparent", "white", "#fff", "#ffffff"})
# They change what a shape looks like, unless they have one of these values.
_REFUSED: Mapping[str, Set[str]] = {
    **dict.fromkeys(("clip-path", "mask", "mask-image", "filter", "vector-effect"), _NONE),
    **dict.fromkeys(("marker", "marker-start", "marker-mid", "marker-end"), _NONE),
    **dict.fromkeys(("background", "background-color"), _CLEAR),
    "clip": {"auto"},
    "mix-blend-mode": {"normal"},
    "paint-order": {"normal", "fill", "fill stroke", "fill stroke markers", "fill markers stroke"}
    | {"fill markers", "markers", "markers fill", "markers fill stroke"},
    "transform-origin": {"0 0", "0px 0px"},
    "pathLength": set(),
}
# A style sheet may say them too; here attributes alone do.
_PLACED = {"transform", "translate", "rotate", "scale", "offset-path"}
_MEASURES = {"x", "y", "width", "height", "cx", "cy", "r", "rx", "ry", "d"}
_CAPS, _JOINS = ("butt", "round", "square"), ("miter", "round", "bevel")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SELECTOR = re.compile(r"\.?[\w-]+")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_STEP = re.compile(r"(\w+)\s*\(([^)]*)\)")
_STEPS: Mapping[str, Set[int]] = {  # and of how many numbers they are
    "matrix": {6},
    "translate": {1, 2},
    "scale": {1, 2},
    "rotate": {1, 3},
    "skewX": {1},
    "skewY": {1},
}
_APART = re.compile(r"[\s,]+")
_DEEPEST, _FARTHEST = 40, 10_000  # elements in one another; points from the corner


class Drawing(NamedTuple):
    """Operators for a box whose lower left corner is 0, 0, points; `alphas`: opacities of fill and
    stroke, as they are named in the operators, `/G1` first.
    """

    code: str
    width: float
    height: float
    alphas: tuple[tuple[float, float], ...]


def drawing(content: bytes, most_wide: float, most_high: float) -> Drawing:
    """An SVG as large as it fits; refuses what is no plain shape, so that nothing is left out."""
    try:
        if b"<?xml-stylesheet" in content:
            raise cannot_be_drawn("it has a style sheet of another file")
        root = ElementTree.fromstring(content)
        left, top, wide, high = _box(root)
        scale = min(most_wide / wide, most_high / high)
        page = Transform(scale, 0, 0, -scale, -left * scale, (top + high) * scale)
        walk = _Walk(_styles(root))
        if "transform" in root.attrib:
            raise cannot_be_drawn("it has a “transform” of the whole")
        walk.below(root, walk.looks(root, _INHERITED), page, 0)
    except (ElementTree.ParseError, ValueError, TypeError, LookupError, ArithmeticError) as error:
        raise cannot_be_drawn(f"it cannot be read ({error})") from None
    return Drawing("\n".join(walk.code), wide * scale, high * scale, tuple(walk.alphas))


def _box(root: ElementTree.Element) -> tuple[float, float, float, float]:
    """Left, top, width and height of what is shown, in the drawing's own units."""
    if _tag(root) != "svg":
        raise ValueError("it is no svg")
    if "viewBox" in root.attrib:
        left, top, wide, high = _numbers(root.attrib["viewBox"])
    else:
        left, top = 0.0, 0.0
        wide, high = (_length(root.attrib[name]) for name in ("width", "height"))
    if not (0 < wide < math.inf and 0 < high < math.inf):
        raise ValueError("it has no size")
    return left, top, wide, high


def _styles(root: ElementTree.Element) -> dict[str, dict[str, str]]:
    """What its style sheet says of tags and `.classes`."""
    found: dict[str, dict[str, str]] = {}
    for element in root.iter():
        if _tag(element) != "style":
            continue
        said = _COMMENT.sub("", element.text or "")
        rest = _RULE.sub("", said).strip()
        if rest:
            raise cannot_be_drawn(f"its style sheet says “{rest}”")
        for selectors, body in _RULE.findall(said):
            for selector in map(str.strip, selectors.split(",")):
                if not _SELECTOR.fullmatch(selector):
                    raise cannot_be_drawn(f"its style sheet says “{selector}”")
                found.setdefault(selector, {}).update(_declared(body))
    return found


@dataclass(slots=True)
class _Walk:
    """Goes through the elements in the order in which they are painted."""

    styles: Mapping[str, Mapping[str, str]]
    code: list[str] = field(default_factory=list)
    alphas: list[tuple[float, float]] = field(default_factory=list)

    def below(
        self, element: ElementTree.Element, looks: Mapping[str, str], to: Transform, depth: int
    ) -> None:
        """Everything in an element; `to` brings its units onto the page."""
        if depth > _DEEPEST:
            raise ValueError("its groups are too deep in one another")
        for child in element:
            tag = _tag(child)
            if tag in _SILENT:
                continue
            if tag not in _SHAPES and tag not in ("g", "a"):
                raise cannot_be_drawn(f"it holds “{tag}”")
            own = self.looks(child, looks)
            if own["display"] == "none":
                continue
            here = to.transform(_moved(child.attrib.get("transform", "")))
            if tag in _SHAPES:
                self._shape(child, own, here)
            else:
                self.below(child, own, here, depth + 1)

    def looks(self, element: ElementTree.Element, above: Mapping[str, str]) -> dict[str, str]:
        """How an element looks: what it says itself, else what the one above it says."""
        said = {name: value.strip() for name, value in element.attrib.items()}
        style = {**self.styles.get(_tag(element), {})}
        for name in said.get("class", "").split():
            style |= self.styles.get(f".{name}", {})
        style |= _declared(said.get("style", ""))
        said |= style
        for name, harmless in _REFUSED.items():
            if name in said and said[name] not in harmless:
                raise cannot_be_drawn(f"it has a “{name}”")
        measured = _PLACED if _tag(element) == "svg" else _PLACED | _MEASURES
        for name in sorted(measured & style.keys()):
            if style[name] not in ("none", "auto"):
                raise cannot_be_drawn(f"its style has a “{name}”")
        own = {name: said[name] for name in _INHERITED if said.get(name, "inherit") != "inherit"}
        alpha = float(above.get("opacity", 1)) * _share(said.get("opacity", "1"))
        return {**above, **own, "display": said.get("display", "inline"), "opacity": str(alpha)}

    def _shape(self, element: ElementTree.Element, looks: Mapping[str, str], to: Transform) -> None:
        for child in element:
            if _tag(child) not in _SILENT:
                raise cannot_be_drawn(f"it holds “{_tag(child)}”")
        fill, stroke = _colour(looks, "fill"), _colour(looks, "stroke")
        if _length(looks["stroke-width"]) == 0:
            stroke = ""  # readers draw a line without a width as a hair
        if looks["visibility"] != "visible" or not (fill or stroke):
            return
        pen = _Pen()
        for path in _paths(element):
            parse_path(path, TransformPen(pen, to))
        if len(pen.points) < 3:
            fill = ""  # a line has no area: readers draw it as a hair
        if not (fill or stroke):
            return
        scale = math.sqrt(abs(to.xx * to.yy - to.xy * to.yx))
        paint = {(True, True): "B", (True, False): "f", (False, True): "S"}[
            bool(fill), bool(stroke)
        ]
        if fill and looks["fill-rule"] == "evenodd":
            paint += "*"
        set_up = [self._alpha(looks)]
        set_up += [f"{fill} rg"] if fill else []
        set_up += [f"{stroke} RG", *_line(looks, scale)] if stroke else []
        self.code.append(" ".join(("q", *filter(None, set_up), *pen.code, paint, "Q")))

    def _alpha(self, looks: Mapping[str, str]) -> str:
        """The operator that sets how much is seen through; "" where nothing is."""
        whole = float(looks["opacity"])
        fill, stroke = (
            round(whole * _share(looks[name]), 3) for name in ("fill-opacity", "stroke-opacity")
        )
        if fill == stroke == 1:
            return ""
        if (fill, stroke) not in self.alphas:
            self.alphas.append((fill, stroke))
        return f"/G{self.alphas.index((fill, stroke)) + 1} gs"


class _Pen(BasePen):  # type: ignore[misc]
    """Writes the operators of a path."""

    def __init__(self) -> None:
        super().__init__()
        self.code: list[str] = []
        self.points: set[str] = set()

    def _add(self, operator: str, *points: tuple[float, float]) -> None:
        said = [_point(point) for point in points]
        self.points.update(said)
        self.code.append(" ".join((*said, operator)))

    def _moveTo(self, to: tuple[float, float]) -> None:
        self._add("m", to)

    def _lineTo(self, to: tuple[float, float]) -> None:
        self._add("l", to)

    def _curveToOne(self, *points: tuple[float, float]) -> None:
        self._add("c", *points)

    def _closePath(self) -> None:
        self.code.append("h")


def _paths(element: ElementTree.Element) -> Iterator[str]:
    """The outline of a shape as data of a path."""
    plain = {name: value.strip().removesuffix("px") for name, value in element.attrib.items()}
    if _tag(element) == "rect":
        for radius, side in (("rx", "width"), ("ry", "height")):
            if radius in plain:
                plain[radius] = str(min(float(plain[radius]), float(plain[side]) / 2))
    plain.pop("transform", "")
    builder = PathBuilder()
    builder.add_path_from_element(ElementTree.Element(_tag(element), plain))
    yield from builder.paths


def _line(looks: Mapping[str, str], scale: float) -> Iterator[str]:
    width = _length(looks["stroke-width"])
    if width < 0:
        raise ValueError("a line has less than no width")
    yield f"{_number(width * scale)} w"
    yield f"{_CAPS.index(looks['stroke-linecap'])} J {_JOINS.index(looks['stroke-linejoin'])} j"
    yield f"{_number(float(looks['stroke-miterlimit']))} M"
    said = looks["stroke-dasharray"]
    dashes = [] if said == "none" else _numbers(said.replace("px", ""))
    if any(part < 0 for part in dashes):
        raise ValueError("a dash has less than no length")
    if sum(dashes):
        start = _length(looks["stroke-dashoffset"]) % (2 * sum(dashes))  # may be below nothing
        yield f"[{' '.join(_number(part * scale) for part in dashes)}] {_number(start * scale)} d"


def _colour(looks: Mapping[str, str], name: str) -> str:
    """The three parts of a colour; "" for none."""
    said = looks[name]
    if said.lower() == "currentcolor":
        said = looks["color"]
    if said in ("none", "transparent"):
        return ""
    try:
        parts = ImageColor.getrgb(said)
    except ValueError:
        raise cannot_be_drawn(f"“{said}” is no plain colour") from None
    if len(parts) > 3 and parts[3] < 255:
        raise cannot_be_drawn(f"“{said}” is no plain colour")
    return " ".join(_number(part / 255) for part in parts[:3])


def _moved(said: str) -> Transform:
    """A `transform` as a matrix."""
    made = Transform()
    if said.strip() != "none" and _APART.sub("", _STEP.sub("", said)):
        raise ValueError(f"“{said}” is no transform")
    for name, given in _STEP.findall(said):
        numbers = _numbers(given)
        if len(numbers) not in _STEPS.get(name, ()):
            raise ValueError(f"“{name}({given})” is no transform")
        if name == "matrix":
            made = made.transform(tuple(numbers))
        elif name == "translate":
            made = made.translate(*numbers)
        elif name == "scale":
            made = made.scale(numbers[0], numbers[-1])
        elif name == "rotate":
            x, y = numbers[1:] or (0.0, 0.0)
            made = made.translate(x, y).rotate(math.radians(numbers[0])).translate(-x, -y)
        else:
            slant = math.radians(numbers[0])
            made = made.skew(slant, 0) if name == "skewX" else made.skew(0, slant)
    return made


def _declared(text: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in text.split(";") if ":" in part)
    return {name.strip(): value.replace("!important", "").strip() for name, _, value in pairs}


def _tag(element: ElementTree.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _numbers(text: str) -> list[float]:
    return [float(part) for part in _APART.split(text.strip()) if part]


def _length(text: str) -> float:
    return float(text.strip().removesuffix("px"))


def _share(text: str) -> float:
    value = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    return min(max(value, 0.0), 1.0)


def _point(point: tuple[float, float]) -> str:
    return f"{_number(point[0])} {_number(point[1])}"


def _number(value: float) -> str:
    if not abs(value) < _FARTHEST:
        raise ValueError("a number of it is too large")
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
