"""Fonts in a file: only the glyphs that are drawn, under their own numbers."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from functools import lru_cache

import uharfbuzz as hb

from mmd_reviewer.domain.letter_facts import PRESS
from mmd_reviewer.pdf.canvas import Used
from mmd_reviewer.pdf.faces import EM, Face
from mmd_reviewer.pdf.pdf_file import PdfFile
from mmd_reviewer.pdf.shaping import Glyph

_NEEDLESS = (
    "GSUB",
    "GPOS",
    "GDEF",
    "BASE",
    "OS/2",
    "cmap",
    "name",
    "post",
    "gasp",
    "DSIG",
    "STAT",
    "meta",
)
NAME = f"Press{PRESS}"  # in the name of every font: by it a file for printing knows its glyphs
_SYMBOLIC = 4
_PLACED_BY_DISTANCE = 0x0002  # a part stands where its numbers say


def embed(file: PdfFile, used: Used) -> int:
    """Write a face with the glyphs used of it; the number of its font object."""
    face, meaning = used.face, used.meaning
    made = tuple(used.made)
    own = {glyph for glyph in meaning if glyph < face.glyphs}
    parts = {part[0] for glyph in made for part in glyph.parts}
    program = _subset(face, tuple(sorted({0} | own | parts)))
    if made:
        program = _with_made(face, program, made)
    widths = {glyph: face.width(glyph) for glyph in {0} | own}
    widths |= {code: glyph.width for glyph, code in used.made.items()}
    name = f"{_tag(program)}+{NAME}-{face.name}"
    stream = file.stream(program, f"/Length1 {len(program)}")
    metrics = face.font.get_font_extents("ltr")
    ascent, descent = metrics.ascender, metrics.descender
    descriptor = file.add(
        f"<</Type/FontDescriptor/FontName/{name}/Flags {_SYMBOLIC}/FontBBox[{-EM} {descent - EM} "
        f"{3 * EM} {ascent + EM}]/ItalicAngle 0/Ascent {ascent}/Descent {descent}/CapHeight "
        f"714/StemV {100 if 'Semi' in name else 80}/FontFile2 {stream} 0 R>>"
    )
    listed = "".join(f"{glyph}[{width}]" for glyph, width in sorted(widths.items()))
    below = file.add(
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo"
        f"<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor {descriptor} 0 R"
        f"/CIDToGIDMap/Identity/DW {EM}/W[{listed}]>>"
    )
    told = file.stream(_to_unicode(meaning).encode())
    return file.add(
        f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H"
        f"/DescendantFonts[{below} 0 R]/ToUnicode {told} 0 R>>"
    )


@lru_cache(maxsize=64)
def _subset(face: Face, glyphs: tuple[int, ...]) -> bytes:
    wish = hb.SubsetInput()
    wish.sets(hb.SubsetInputSets.GLYPH_INDEX).update(glyphs)
    wish.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(
        int.from_bytes(tag.encode(), "big") for tag in _NEEDLESS
    )
    wish.flags = (
        hb.SubsetFlags.RETAIN_GIDS
        | hb.SubsetFlags.NO_HINTING
        | hb.SubsetFlags.NOTDEF_OUTLINE
        | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    )
    return bytes(hb.subset(face.face, wish).blob.data)


@lru_cache(maxsize=64)
def _with_made(face: Face, program: bytes, made: tuple[Glyph, ...]) -> bytes:
    """The font with glyphs put together of others behind its own."""
    # Only few letters need it, and it takes a while to import.
    from fontTools.ttLib import TTFont
    from fontTools.ttLib.tables._g_l_y_f import Glyph as Outline
    from fontTools.ttLib.tables._g_l_y_f import GlyphComponent

    units = face.face.upem / EM
    with TTFont(io.BytesIO(program), recalcTimestamp=False) as font:
        order = list(font.getGlyphOrder())
        outlines, widths = font["glyf"], font["hmtx"]
        for place in range(len(order), face.glyphs):  # cut off as none of them is used
            order.append(f"none{place}")
            outlines.glyphs[order[-1]], widths.metrics[order[-1]] = Outline(), (0, 0)
        for place, glyph in enumerate(made):
            composite = Outline()
            composite.numberOfContours, composite.components = -1, []
            for number, right, up in glyph.parts:
                part = GlyphComponent()
                part.glyphName, part.flags = order[number], _PLACED_BY_DISTANCE
                part.x, part.y = round(right * units), round(up * units)
                composite.components.append(part)
            name = f"made{place}"
            order.append(name)
            outlines.glyphs[name] = composite
            widths.metrics[name] = (round(glyph.width * units), 0)
        font.setGlyphOrder(order)
        outlines.glyphOrder = order
        for name in order[face.glyphs :]:
            outlines[name].recalcBounds(outlines)
            widths.metrics[name] = (widths.metrics[name][0], outlines[name].xMin)
        done = io.BytesIO()
        font.save(done)
    return done.getvalue()


def _tag(program: bytes) -> str:
    """Six letters by the contents: the same glyphs have the same name everywhere."""
    value = int.from_bytes(hashlib.sha256(program).digest()[:8], "big")
    letters = ""
    for _ in range(6):
        value, place = divmod(value, 26)
        letters += chr(ord("A") + place)
    return letters


def _to_unicode(meaning: Mapping[int, str]) -> str:
    rows = [
        f"<{glyph:04X}><{said.encode('utf-16-be').hex().upper()}>"
        for glyph, said in sorted(meaning.items())
    ]
    parts = [rows[start : start + 100] for start in range(0, len(rows), 100)]
    blocks = "\n".join(
        f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar" for part in parts
    )
    return (
        "/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
        "/CMapName/Adobe-Identity-UCS def/CMapType 2 def\n"
        "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n"
        f"{blocks}\nendcmap CMapName currentdict/CMap defineresource pop end end"
    )
