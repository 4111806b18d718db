"""Cells of a sheet that hold an error such as #N/A, or a formula nobody computed:
the parser shows them as empty.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from xml.sax.saxutils import unescape

from mmd_reviewer.readers.cells import NO_VALUE

_SHEET = re.compile(rb"<(?:[\w.-]+:)?sheet\s[^>]*>")
_RELATION = re.compile(rb"<(?:[\w.-]+:)?Relationship\s[^>]*>")
_CELL = re.compile(
    rb"<(?:[\w.-]+:)?(row|c)(?=[\s/>])((?:\s+[\w.:-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*(/?)>"
    rb"(?:(<(?:[\w.-]+:)?f\b[^>]*?(?:/>|>[^<]*</[^>]*>))?(?:<(?:[\w.-]+:)?v>([^<]*)<)?)?"
)
_ATTRIBUTE = re.compile(rb"([\w.:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


def errors_of(content: bytes, sheet: str) -> dict[tuple[int, int], str]:
    """(row counted from 1, column counted from 0) → the error."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        member = _member(archive, sheet)
        xml = archive.read(member) if member else b""
    found: dict[tuple[int, int], str] = {}
    row = column = 0
    for tag in _CELL.finditer(xml):
        attributes = _attributes(tag[2])
        place = attributes.get("r", "")
        if tag[1] == b"row":
            row, column = int(place) if place.isdigit() else row + 1, 0
            continue
        name = re.fullmatch(r"([A-Za-z]{1,3})(\d+)", place)
        if name:
            column, row = _number(name[1]), int(name[2])
        kind = attributes.get("t")
        if kind == "e":
            found[row, column] = (tag[5] or b"#N/A").decode("utf-8", "replace")
        elif tag[4] and not tag[5] and kind != "str":
            found[row, column] = NO_VALUE
        column += 1
    return found


def _member(archive: zipfile.ZipFile, sheet: str) -> str:
    """The part of the archive in which a sheet stands;
    "" if the workbook does not say it in the usual way.
    """
    names = set(archive.namelist())
    relations = "xl/_rels/workbook.xml.rels"
    if relations not in names:
        return ""
    targets = {}
    for tag in _RELATION.findall(archive.read(relations)):
        attributes = _attributes(tag)
        targets[attributes.get("Id", "")] = attributes.get("Target", "")
    for tag in _SHEET.findall(archive.read("xl/workbook.xml")):
        attributes = _attributes(tag)
        identity = next((value for name, value in attributes.items() if name.endswith(":id")), "")
        if attributes.get("name") == sheet:
            target = targets.get(identity, "")
            path = (
                target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            )
            return path if path in names else ""
    return ""


def _attributes(tag: bytes) -> dict[str, str]:
    entities = {"&quot;": '"', "&apos;": "'"}
    return {
        name.decode("ascii", "replace"): unescape(
            (one or other).decode("utf-8", "replace"), entities
        )
        for name, one, other in _ATTRIBUTE.findall(tag)
    }


def _number(name: str) -> int:
    number = 0
    for letter in name.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1
