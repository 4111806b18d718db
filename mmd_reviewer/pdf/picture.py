"""The logo of a letter as an object of its file: dots of a PNG, or shapes of an SVG."""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image

from mmd_reviewer.domain.letterhead import PNG_BEGINS, cannot_be_drawn
from mmd_reviewer.pdf.pdf_file import PdfFile
from mmd_reviewer.pdf.strings import number
from mmd_reviewer.pdf.svg import Drawing, drawing

MOST_DOTS = 4096  # of a side


@dataclass(frozen=True, slots=True)
class _Dots:
    """Packed bytes of a picture's colours, and of its transparency where it has some."""

    size: tuple[int, int]
    colours: bytes
    alpha: bytes | None


@dataclass(frozen=True, slots=True)
class Picture:
    """A logo, and how wide and high it is drawn, in points."""

    width: float
    height: float
    made_of: _Dots | Drawing

    @property
    def scale(self) -> tuple[float, float]:
        """How much wider and higher than its own object it is drawn: dots fill a square of 1."""
        return (self.width, self.height) if isinstance(self.made_of, _Dots) else (1, 1)

    def embed(self, file: PdfFile) -> int:
        """Write it; the number of its object."""
        made = self.made_of
        if isinstance(made, Drawing):
            states = "".join(
                f"/G{place}<</ca {number(fill)}/CA {number(stroke)}>>"
                for place, (fill, stroke) in enumerate(made.alphas, 1)
            )
            box = f"0 0 {number(made.width)} {number(made.height)}"
            entries = f"/BBox[{box}]/Resources<</ExtGState<<{states}>>>>"
            return file.stream(made.code.encode(), f"/Type/XObject/Subtype/Form{entries}")
        more = f"/SMask {_dots(file, made.size, 'Gray', made.alpha)} 0 R" if made.alpha else ""
        return _dots(file, made.size, "RGB", made.colours, more)


@lru_cache(maxsize=4)
def logo(content: bytes, most_wide: float, most_high: float) -> Picture:
    """A PNG or SVG as large as it fits into a box; refuses what cannot be drawn as it is.

    The colours of a PNG are taken as sRGB, like all others of a letter.
    """
    if not content.startswith(PNG_BEGINS):
        shapes = drawing(content, most_wide, most_high)
        return Picture(shapes.width, shapes.height, shapes)
    dots = _read(content)
    wide, high = dots.size
    scale = min(most_wide / wide, most_high / high)
    return Picture(wide * scale, high * scale, dots)


def _read(content: bytes) -> _Dots:
    # its first chunk says so: what is far too large is not even opened
    sides = (int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big"))
    if max(sides) > MOST_DOTS:
        raise cannot_be_drawn(f"it is more than {MOST_DOTS:,} dots wide or high")
    try:
        with Image.open(io.BytesIO(content), formats=("PNG",)) as opened:
            if opened.size != sides:
                raise ValueError("its size stands in a wrong place")
            image: Image.Image = opened.copy()
            if image.mode.startswith("I"):  # 16 bits of grey
                image = image.point(lambda value: value / 256).convert("L")
            clear = image.has_transparency_data
            whole = image.convert("RGBA" if clear else "RGB")
    except (OSError, SyntaxError, ValueError, zlib.error, Image.DecompressionBombError) as error:
        raise cannot_be_drawn(f"it cannot be read ({error})") from None
    alpha = whole.getchannel("A").tobytes() if clear else b""
    seen_through = bool(alpha.strip(b"\xff"))
    return _Dots(
        whole.size,
        zlib.compress(whole.convert("RGB").tobytes(), 9),
        zlib.compress(alpha, 9) if seen_through else None,
    )


def _dots(file: PdfFile, size: tuple[int, int], colours: str, packed: bytes, more: str = "") -> int:
    entries = (
        f"/Type/XObject/Subtype/Image/Width {size[0]}/Height {size[1]}/BitsPerComponent 8"
        f"/ColorSpace/Device{colours}/Filter/FlateDecode{more}"
    )
    return file.stream(packed, entries, packed=False)
