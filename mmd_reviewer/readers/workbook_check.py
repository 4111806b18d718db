"""Before a workbook is opened:
is it one, and how much would it unpack to? (limits of interfaces.md)
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from mmd_reviewer.domain.deed import Job
from mmd_reviewer.readers.limits import (
    HEADING_ROWS,
    INFLATED,
    MEGABYTE,
    MOST_CELLS,
    MOST_MEMBERS,
    MOST_ROWS,
    RATIO,
    RATIO_FROM,
    Unreadable,
)

KIND = "XLSX"
_OTHERS = (
    ("xl/workbook.bin", "a binary workbook (.xlsb)"),
    ("word/document.xml", "a Word document"),
    ("ppt/presentation.xml", "a presentation"),
    ("content.xml", "an OpenDocument file"),
)
_BLOCK = 4 * MEGABYTE
# What every spreadsheet writes for cells up to column Z and row 199,999. Anything else gets a close
# look.
_UNUSUAL_CELL = re.compile(
    rb'<c(?=[\s/>])(?! r="[A-Z](?:\d{1,5}|1\d{5})"(?: s="\d{1,5}")?(?: t="[A-Za-z]{1,9}")?/?>)'
)
_UNUSUAL_ROW = re.compile(
    rb'<row(?=[\s/>])(?! r="(?:\d{1,5}|1\d{5})"(?: (?:[a-qs-z]|r[\w:])[\w:]*="[^"<>]{0,40}")*/?>)'
)
# An error, or a formula nobody computed
_ERRORS = (b'"e"', b"'e'", b"<f>", b"<f ", b"<f/", b":f>", b":f ")
_START = re.compile(rb"<(?:[\w.-]+:)?(?:c|row)(?=[\s/>])")
_TAG = re.compile(rb"""<[\w.:-]+((?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*/?>""")
_PLACE = re.compile(rb"""\sr\s*=\s*["']([^"']*)""")
_COORDINATES = re.compile(rb"([A-Za-z]{0,3})(\d{0,7})")


def check_workbook(content: bytes, job: Job) -> bool:
    """Refuse what is no workbook, a zip bomb, and a sheet too large to be held,
    each with its sentence.

    True if a cell may hold an error such as #N/A, or a formula without its value.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            _check_names({member.filename for member in members})
            _check_declared(members)
            total, errors = 0, False
            for member in members:
                if not member.is_dir():
                    size, has_errors = _look(content, member, total, job)
                    total, errors = total + size, errors or has_errors
            return errors
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError):
        raise Unreadable(
            "The workbook is damaged or incomplete. Save or copy it again.", KIND
        ) from None
    except (NotImplementedError, RuntimeError):
        raise Unreadable(
            "The workbook is packed or locked in a way this program cannot open. Save it again.",
            KIND,
        ) from None


def _check_names(names: set[str]) -> None:
    if "xl/workbook.xml" in names:
        return
    for sign, what in _OTHERS:
        if sign in names:
            raise Unreadable(
                f"This is {what}, not a workbook (.xlsx). Save the table as .xlsx or CSV.", KIND
            )
    raise Unreadable(
        "This is a compressed archive (zip), not a workbook. Unpack it and choose the files in it.",
        KIND,
    )


def _check_declared(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_MEMBERS:
        raise Unreadable(
            f"The workbook has {len(members):,} parts and {MOST_MEMBERS:,} is the most. Save the "
            f"table by itself.",
            KIND,
        )
    if sum(member.file_size for member in members) > INFLATED:
        raise _too_large()
    for member in members:
        _check_ratio(member, member.file_size)


def _check_ratio(member: zipfile.ZipInfo, size: int) -> None:
    if size > RATIO_FROM and size > RATIO * max(1, member.compress_size):
        raise Unreadable(
            f"A part of the workbook unpacks to more than {RATIO} times its size, as only a "
            f"harmful file does. "
            "Nothing was unpacked. If the file is yours, save the table as CSV.",
            KIND,
        )


def _too_large() -> Unreadable:
    return Unreadable(
        f"The workbook unpacks to more than {INFLATED // MEGABYTE} MB, which is the most. Split it "
        f"into smaller files.",
        KIND,
    )


def _look(content: bytes, member: zipfile.ZipInfo, before: int, job: Job) -> tuple[int, bool]:
    """(bytes a member really unpacks to, as what the archive says of itself may be false;
    may it hold errors?)
    """
    size, sheet, far, errors, tail = 0, False, False, False, b""
    for block in _blocks(content, member):
        job.step(0, 1)
        size += len(block)
        _check_ratio(member, size)
        if before + size > INFLATED:
            raise _too_large()
        whole, tail = _whole_tags(tail + block)
        # Whatever its name: the workbook says where its sheets are
        sheet = sheet or b"sheetData" in whole
        far = far or (sheet and _unusual(whole))
        errors = errors or (sheet and any(sign in whole for sign in _ERRORS))
    if size != member.file_size:
        raise zipfile.BadZipFile
    if far:
        _check_area(content, member)
    return size, errors


def _blocks(content: bytes, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """A member unpacked piece by piece, as far as its bytes go
    and not as far as its header says.
    """
    start = member.header_offset
    names = int.from_bytes(content[start + 26 : start + 28], "little")
    extra = int.from_bytes(content[start + 28 : start + 30], "little")
    start += 30 + names + extra
    packed = content[start : start + member.compress_size]
    if member.flag_bits & 1 or member.compress_type not in (
        zipfile.ZIP_STORED,
        zipfile.ZIP_DEFLATED,
    ):
        raise NotImplementedError
    if member.compress_type == zipfile.ZIP_STORED:
        yield packed
        return
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    while packed and not unpacker.eof:
        yield unpacker.decompress(packed, _BLOCK)
        packed = unpacker.unconsumed_tail
    if not unpacker.eof:
        yield unpacker.flush()


def _whole_tags(xml: bytes) -> tuple[bytes, bytes]:
    """(up to the last tag, the tag that may go on in the next block)."""
    cut = xml.rfind(b"<")
    return (xml, b"") if cut < 0 else (xml[:cut], xml[cut:])


def _unusual(xml: bytes) -> bool:
    return bool(
        b":c" in xml or b":row" in xml or _UNUSUAL_CELL.search(xml) or _UNUSUAL_ROW.search(xml)
    )


def _check_area(content: bytes, member: zipfile.ZipInfo) -> None:
    """A sheet is held as a rectangle: one stray cell far out would make it enormous."""
    rows = columns = unplaced = 0
    tail = b""
    for block in _blocks(content, member):
        whole, tail = _whole_tags(tail + block)
        for row, column in _places(whole):
            rows, columns = max(rows, row), max(columns, column)
        rows = max(rows, whole.count(b"row"))
        for number, segment in enumerate(whole.split(b"row")):
            unplaced = len(_START.findall(segment)) + (0 if number else unplaced)
            columns = max(columns, unplaced)
    if rows > MOST_ROWS + HEADING_ROWS or rows * columns > MOST_CELLS:
        raise Unreadable(
            f"A sheet reaches to row {rows:,} and column {columns:,}, which is too large: "
            f"{MOST_ROWS:,} rows are the most. Delete the empty rows and columns beside the table.",
            KIND,
        )


def _places(xml: bytes) -> Iterator[tuple[int, int]]:
    """(row, column) of each cell or row that names its place;
    a tag that is none is refused, not guessed at.
    """
    for start in _START.finditer(xml):
        tag = _TAG.match(xml, start.start())
        if tag is None:
            raise zipfile.BadZipFile
        for value in _PLACE.findall(tag[1]):
            place = _COORDINATES.fullmatch(value)
            if place is None:
                raise zipfile.BadZipFile
            yield int(place[2] or 0), _column(place[1])


def _column(name: bytes) -> int:
    number = 0
    for letter in name.upper():
        number = number * 26 + letter - 64
    return number
