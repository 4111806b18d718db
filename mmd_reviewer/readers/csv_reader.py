"""CSV in the encodings and with the separators that
spreadsheets write (interfaces.md, "Files in").
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.intake import NO_WISH, Problem, ReadWish
from mmd_reviewer.readers.columns import Vocabulary, heading_key
from mmd_reviewer.readers.encoding import HEAD, Encoding, find_encoding
from mmd_reviewer.readers.grid import Grid, Record
from mmd_reviewer.readers.limits import HEADING_ROWS, STEP, Unreadable, check_rows, check_size

KIND = "CSV"
SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_SEPARATOR_LINE = re.compile(r'[ "]*sep *= *"?([^\w\s"]|\t)?"?[\s",;|^]*', re.IGNORECASE)

_SWALLOWED = (
    "A text here holds a whole row of the table: a quotation mark is not closed, or one too many "
    "is there. Close it, or write quotation marks inside a text twice."
)


@dataclass(frozen=True, slots=True)
class _Source:
    """A file, its encoding, its separator; `skip`: its first line only names the separator;
    `spaced`: a blank may stand before the quotation mark that opens a text.
    """

    path: Path
    encoding: Encoding
    separator: str
    skip: bool
    spaced: bool


def open_csv(path: Path, job: Job, vocabulary: Vocabulary, wish: ReadWish = NO_WISH) -> Grid:
    """The table of a CSV file; raises `Unreadable` for the file as a whole."""
    check_size(path.stat().st_size, KIND)
    encoding = find_encoding(path, job, wish.encoding, KIND)
    head, named = _without_separator_line(_head(path, encoding))
    merits = {
        sign: _merit(head, sign, vocabulary, wish)
        for sign in (*SEPARATORS, *([named] if named else []))
    }
    separator = max(merits, key=lambda sign: merits[sign])
    said = encoding.said
    if named and merits[named][0] == merits[separator][0]:
        separator = named
    elif named:
        said += (
            f"The first line names {SEPARATORS.get(named, named)} as the separator; it separates "
            f"no headings.",
        )
    sign = re.escape(separator)
    spaced = bool(
        separator and re.search(rf'{sign} +"(?:[^"]|"")*" *(?:{sign}|$)', head, re.MULTILINE)
    )
    source = _Source(path, encoding, separator, named is not None, spaced)
    first = _first_rows(head, separator, spaced)
    return Grid(
        path.name,
        KIND,
        first,
        vocabulary.heading_row(first, wish.columns),
        lambda below, job, watch: _records(
            source, below, job, len(first[below - 1]) if below else 0
        ),
        encoding.name,
        SEPARATORS.get(separator, separator),
        said=said,
        suspect=encoding.suspect,
        untidy=encoding.untidy,
    )


def _text(file: BinaryIO, encoding: Encoding) -> io.TextIOWrapper:
    file.seek(len(encoding.bom))
    return io.TextIOWrapper(file, encoding.codec, encoding.errors, newline=None)


def _head(path: Path, encoding: Encoding) -> str:
    with path.open("rb") as file, _text(file, encoding) as text:
        try:
            return text.read(HEAD)
        except UnicodeDecodeError:
            raise _broken_off() from None


def _broken_off() -> Unreadable:
    return Unreadable("The file breaks off within a character. Save it again as UTF-8.", KIND)


def _without_separator_line(head: str) -> tuple[str, str | None]:
    """Spreadsheets may write `sep=;` above the headings; they do not count that line as a row."""
    line, _, rest = head.partition("\n")
    match = _SEPARATOR_LINE.fullmatch(line)
    return (rest, match[1] or "") if match else (head, None)


def _merit(
    head: str, separator: str, vocabulary: Vocabulary, wish: ReadWish
) -> tuple[int, int, int]:
    """How well the headings are known under a separator;
    where none are, how many columns it makes.
    """
    rows = _first_rows(head, separator)
    best = max((vocabulary.merit(cells) for cells in rows), default=0)
    if any(len(cells) > 1 and heading_key(cells) in wish.columns for cells in rows):
        best = 1000
    counts = sorted(len(cells) for cells in rows if any(cells)) or [0]
    return best, counts[0], counts[len(counts) // 2]


def _first_rows(head: str, separator: str, spaced: bool = False) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        for cells in csv.reader(
            io.StringIO(head, newline=None), delimiter=separator, skipinitialspace=spaced
        ):
            rows.append([cell.strip().strip("\ufeff\u200b") for cell in cells])
            if len(rows) == HEADING_ROWS:
                break
    except csv.Error:
        return rows
    return rows


def _records(source: _Source, below: int, job: Job, width: int) -> Iterator[Record]:
    """(row number as in a spreadsheet, cells or what is wrong) of each row
    that is not empty, below the headings.
    """
    number = count = 0
    path, separator = source.path, source.separator
    size = max(1, path.stat().st_size)
    with path.open("rb") as file, _text(file, source.encoding) as text:
        if source.skip:
            text.readline()
        reader = csv.reader(text, delimiter=separator, strict=True, skipinitialspace=source.spaced)
        while True:
            line = reader.line_num + 1
            try:
                for cells in reader:
                    number += 1
                    last = reader.line_num
                    several, line = last > line, last + 1
                    if number > below and any(cells):
                        count += 1
                        if not count % STEP:
                            job.step(file.tell(), 2 * size)
                            check_rows(count, KIND)
                        if several and _swallowed(cells, separator, width):
                            yield number, Problem(path.name, number, "", _SWALLOWED)
                        else:
                            yield number, [cell.strip() for cell in cells]
                check_rows(count, KIND)
                return
            except csv.Error as error:
                number += 1
                if number <= below:  # nothing above the headings is read
                    continue
                count += 1
                said = _quotation(str(error), line + source.skip, reader.line_num + source.skip)
                yield number, Problem(path.name, number, "", said)
            except UnicodeDecodeError:
                raise _broken_off() from None


def _swallowed(cells: list[str], separator: str, width: int) -> bool:
    """Does a text over several lines hold a line that is a row of the table?"""
    if width < 3:
        return False
    tight = re.compile(re.escape(separator) + r"(?! )")
    lines = (line for cell in cells if "\n" in cell for line in cell.split("\n"))
    return any(len(tight.findall(line)) >= max(2, width - 2) for line in lines)


def _quotation(error: str, first: int, last: int) -> str:
    lines = f"line {first}" if first == last else f"lines {first} to {last}"
    if "expected after" in error:
        return (
            f"Text follows a closing quotation mark in {lines}: write quotation marks inside a "
            "text twice, and nothing, not even a blank, after the one that closes it."
        )
    return (
        f"A quotation mark opened here is not closed, so {lines} of the file could not be read: "
        "close it, or write quotation marks inside a text twice."
    )
