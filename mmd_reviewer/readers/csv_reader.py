"""CSV of requests, in the encodings and with the separators that spreadsheets write (interfaces.md, "Files in")."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.intake import Problem, ReadFile, Reading
from mmd_reviewer.readers.columns import (
    Columns,
    columns_of,
    devices_not_requests,
    heading_row,
    known_headings,
    lists_devices,
    no_headings,
)
from mmd_reviewer.readers.limits import HEADING_ROWS, MEGABYTE, STEP, Unreadable, check_rows, check_size
from mmd_reviewer.readers.table import Record, Table

KIND = "CSV"
HEAD = 64 * 1024
SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_HOLES = (b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d")  # bytes that Windows-1252 gives no character
_FORMULAS = (b",=", b";=", b"\t=", b'"=', b"\n=")
_NAMES = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8 with BOM",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
    "cp1252": "Windows-1252",
}


@dataclass(frozen=True, slots=True)
class Encoding:
    """How bytes become text. `codec` is Python's; `bom`: bytes to pass.

    `suspect`: NULs, half characters or holes may occur; `holes`: bytes that Windows-1252 does not know do.
    """

    codec: str
    bom: bytes = b""
    suspect: bool = False
    holes: bool = False
    formulas: bool = False

    @property
    def name(self) -> str:
        return _NAMES["utf-8-sig" if self.codec == "utf-8" and self.bom else self.codec]

    @property
    def errors(self) -> str:
        """Half characters of UTF-16 and holes of Windows-1252 pass here and are refused by row."""
        return "surrogatepass" if self.codec.startswith("utf-16") else "replace"


def guess_encoding(head: bytes) -> Encoding:
    """By its BOM, else by where the NULs of UTF-16 would stand; UTF-8 until proved otherwise."""
    for bom, codec in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if head.startswith(bom):
            return Encoding(codec, bom)
    even, odd, half = head[::2].count(0), head[1::2].count(0), len(head) // 2
    if half >= 2 and odd > half * 0.4 and even < half * 0.1:
        return Encoding("utf-16-le")
    if half >= 2 and even > half * 0.4 and odd < half * 0.1:
        return Encoding("utf-16-be")
    return Encoding("utf-8")


def read_csv(path: Path, zone: str, job: Job, remarks: tuple[str, ...] = ()) -> ReadFile:
    """The requests of a CSV file; raises `Unreadable` for the file as a whole."""
    check_size(path.stat().st_size, KIND)
    encoding = _proved(path, job)
    head, skip = _without_separator_line(_head(path, encoding))
    separator = skip or _separator(head)
    first = _first_rows(head, separator)
    index = heading_row(first)
    if index is None:
        devices = next((at for at, cells in enumerate(first) if lists_devices(cells)), None)
        if devices is None:
            raise no_headings(KIND)
        count = sum(1 for _ in _records(path, encoding, separator, bool(skip), devices + 1, job))
        raise devices_not_requests(count, KIND)
    columns = columns_of(first[index], KIND)
    records = list(_records(path, encoding, separator, bool(skip), index + 1, job))
    table = Table(path.name, columns, zone, suspect=encoding.suspect, holes=encoding.holes)
    rows = table.read(records, job)
    said = (*remarks, *table.remarks())
    if encoding.formulas:
        said += ("Cells that start with = stay text.",)
    reading = Reading(KIND, encoding.name, SEPARATORS[separator], "", index + 1, columns.mapping(), said)
    return ReadFile(path.name, reading, rows, _nothing_below(path.name, rows, columns))


def _nothing_below(file: str, rows: Sequence[object], columns: Columns) -> tuple[Problem, ...]:
    if rows:
        return ()
    return (Problem(file, None, "", "The file has headings and no rows below them: there is nothing to import."),)


def _proved(path: Path, job: Job) -> Encoding:
    """The encoding, tried on every byte; what is not UTF-8 is Windows-1252."""
    with path.open("rb") as file:
        guess = guess_encoding(file.read(HEAD))
    wide = guess.codec.startswith("utf-16")
    codec, suspect, formulas, holes = guess.codec, False, False, False
    decoder = codecs.getincrementaldecoder(codec)("strict")
    for chunk in _chunks(path, len(guess.bom), job):
        formulas = formulas or (b"=" in chunk and any(mark in chunk for mark in _FORMULAS))
        suspect = suspect or (not wide and 0 in chunk)
        try:
            text = decoder.decode(chunk)
        except UnicodeDecodeError:
            if wide:
                return Encoding(codec, guess.bom, suspect=True, formulas=formulas)
            codec, decoder = "cp1252", codecs.getincrementaldecoder("cp1252")("replace")
            text = decoder.decode(chunk)
        suspect = suspect or (wide and "\0" in text)
    if codec == "cp1252":
        holes = any(hole in chunk for chunk in _chunks(path, 0, job) for hole in _HOLES)
    elif not wide and not _complete(decoder):
        codec = "cp1252"
    return Encoding(codec, guess.bom, suspect or holes, holes, formulas)


def _chunks(path: Path, start: int, job: Job) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(start)
        while chunk := file.read(4 * MEGABYTE):
            job.step(0, 1)
            yield chunk


def _complete(decoder: codecs.IncrementalDecoder) -> bool:
    """False when the last bytes begin a character and do not end it."""
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _text(file: BinaryIO, encoding: Encoding) -> io.TextIOWrapper:
    file.seek(0 if encoding.codec == "cp1252" else len(encoding.bom))
    return io.TextIOWrapper(file, encoding.codec, encoding.errors, newline=None)


def _head(path: Path, encoding: Encoding) -> str:
    with path.open("rb") as file, _text(file, encoding) as text:
        try:
            return text.read(HEAD)
        except UnicodeDecodeError:
            raise _broken_off() from None


def _broken_off() -> Unreadable:
    return Unreadable("The file breaks off within a character. Save it again as UTF-8.", KIND)


def _without_separator_line(head: str) -> tuple[str, str]:
    """Spreadsheets may write `sep=;` above the headings; they do not count that line as a row."""
    line, _, rest = head.partition("\n")
    line = line.strip().strip('"')
    if line[:4].casefold() == "sep=" and line[4:] in SEPARATORS:
        return rest, line[4:]
    return head, ""


def _separator(head: str) -> str:
    """The separator under which most headings are known; where none are, the one that makes most columns."""

    def merit(separator: str) -> tuple[int, int, int]:
        rows = _first_rows(head, separator)
        known = max((len(known_headings(cells)) for cells in rows), default=0)
        devices = max((lists_devices(cells) for cells in rows), default=False)
        return known, int(devices), min((len(cells) for cells in rows if cells), default=0)

    return max(SEPARATORS, key=merit)


def _first_rows(head: str, separator: str) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        for cells in csv.reader(io.StringIO(head, newline=None), delimiter=separator):
            rows.append(cells)
            if len(rows) == HEADING_ROWS:
                break
    except csv.Error:
        return rows
    return rows


def _records(path: Path, encoding: Encoding, separator: str, skip: bool, below: int, job: Job) -> Iterator[Record]:
    """(row number as in a spreadsheet, cells or what is wrong) of each row that is not empty, below the headings."""
    number = count = 0
    size = max(1, path.stat().st_size)
    with path.open("rb") as file, _text(file, encoding) as text:
        if skip:
            text.readline()
        reader = csv.reader(text, delimiter=separator, strict=True)
        while True:
            line = reader.line_num + 1
            try:
                for cells in reader:
                    number += 1
                    line = reader.line_num + 1
                    if number > below and any(cells):
                        count += 1
                        if not count % STEP:
                            job.step(file.tell(), 2 * size)
                            check_rows(count, KIND)
                        yield number, [cell.strip() for cell in cells]
                check_rows(count, KIND)
                return
            except csv.Error as error:
                number += 1
                count += 1
                yield number, Problem(path.name, number, "", _quotation(str(error), line, reader.line_num))
            except UnicodeDecodeError:
                raise _broken_off() from None


def _quotation(error: str, first: int, last: int) -> str:
    lines = f"line {first}" if first == last else f"lines {first} to {last}"
    if "expected after" in error:
        return f"Text follows a closing quotation mark in {lines}: write quotation marks inside a text twice."
    return (
        f"A quotation mark opened here is not closed, so {lines} of the file could not be read: close it, or write "
        "quotation marks inside a text twice."
    )
