"""One entry for every file: what it is is decided by its content first, by its name second."""

from __future__ import annotations

import stat
from pathlib import Path

from mmd_reviewer.domain.deed import Job, collector_at_rest
from mmd_reviewer.domain.intake import NO_WISH, Problem, ReadFile, Reading, ReadWish
from mmd_reviewer.readers.columns import (
    DEVICES,
    REQUESTS,
    Vocabulary,
    devices_not_requests,
    no_headings,
)
from mmd_reviewer.readers.csv_reader import open_csv
from mmd_reviewer.readers.encoding import HEAD, guess_encoding
from mmd_reviewer.readers.grid import Grid
from mmd_reviewer.readers.limits import Unreadable
from mmd_reviewer.readers.portal_json import read_portal_json
from mmd_reviewer.readers.table import read_table
from mmd_reviewer.readers.xlsx_reader import open_xlsx

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_USUAL = {"JSON": (".json",), "CSV": (".csv", ".txt", ".tsv"), "XLSX": (".xlsx", ".xlsm")}
_SIGNS = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed archive"),
    (b"Rar!", "a compressed archive"),
    (b"7z\xbc\xaf", "a compressed archive"),
    (b"SQLite format 3\0", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
_WANTED = "Choose the portal's ticket export (JSON) or a table of requests (CSV or XLSX)."


def read_file(path: Path, zone: str, job: Job, wish: ReadWish = NO_WISH) -> ReadFile:
    """The requests of a file and its problems; `zone` is the service time zone.

    Raises only `Cancelled`.
    """
    try:
        kind, remarks = kind_of(path)
        with collector_at_rest():
            return _READERS[kind](path, zone, job, wish, remarks)
    except Unreadable as reason:
        problem = Problem(path.name, None, "", reason.message)
        return ReadFile(path.name, reason.reading or Reading(reason.kind), (), (problem,))
    except OSError as error:
        return ReadFile(
            path.name, Reading(""), (), (Problem(path.name, None, "", withheld(error)),)
        )


def _read_json(
    path: Path, zone: str, job: Job, wish: ReadWish, remarks: tuple[str, ...]
) -> ReadFile:
    return read_portal_json(path, zone, job, remarks, wish.encoding)


def _read_requests(
    path: Path, zone: str, job: Job, wish: ReadWish, remarks: tuple[str, ...]
) -> ReadFile:
    """The requests of a CSV file or a workbook."""
    grid = open_table(path, job, REQUESTS, wish)
    if grid.index is not None:
        return read_table(grid, zone, job, wish, remarks)
    devices = open_table(path, job, DEVICES, wish)
    if devices.index is not None:
        count = sum(1 for _ in devices.records(devices.index + 1, job, -1))
        raise devices_not_requests(count, grid.kind)
    refusal = no_headings(grid.kind)
    refusal.reading = grid.unknown()
    raise refusal


def open_table(path: Path, job: Job, vocabulary: Vocabulary, wish: ReadWish) -> Grid:
    """The table of a CSV file or a workbook, which its first bytes tell apart."""
    with path.open("rb") as file:
        workbook = file.read(4).startswith(_ZIP)
    return (
        open_xlsx(path, job, vocabulary, wish)
        if workbook
        else open_csv(path, job, vocabulary, wish)
    )


_READERS = {"JSON": _read_json, "CSV": _read_requests, "XLSX": _read_requests}


def withheld(error: OSError) -> str:
    """Why the system does not give a file, and what to do."""
    if isinstance(error, FileNotFoundError):
        return "There is no such file. Check its name and folder."
    if isinstance(error, PermissionError):
        return (
            "You are not allowed to read this file. Ask its owner for permission, or copy it to a "
            "folder of yours."
        )
    return (
        f"The file could not be read ({error.strerror or 'unknown error'}). Copy it to this "
        f"computer and try again."
    )


def kind_of(path: Path) -> tuple[str, tuple[str, ...]]:
    """(JSON, CSV or XLSX; what to say about the file's name)."""
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise Unreadable("This is a folder. Choose the files in it.")
    if not stat.S_ISREG(mode):
        raise Unreadable(f"This is not an ordinary file. {_WANTED}")
    with path.open("rb") as file:
        head = file.read(HEAD)
    kind = _by_content(head)
    suffix = path.suffix.casefold()
    if suffix in _USUAL[kind]:
        return kind, ()
    named = f"The name ends in {path.suffix}" if suffix else "The name has no ending"
    return kind, (f"{named}; by its content the file is {kind}.",)


def _by_content(head: bytes) -> str:
    if not head:
        raise Unreadable("The file is empty. Export it again.")
    if head.startswith(_ZIP):
        return "XLSX"
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise Unreadable(
            "This is a workbook of the old kind (.xls) or one with a password. Open it in Excel, "
            "take the password away and save it as .xlsx."
        )
    for sign, name in _SIGNS:
        if head.startswith(sign):
            raise Unreadable(f"This is {name}. {_WANTED}")
    encoding = guess_encoding(head)
    text = head[len(encoding.bom) :].decode(encoding.codec, "replace")
    bare = text.strip()
    if not bare.strip("\0"):
        raise Unreadable(
            "The file is empty. Export it again."
            if not bare
            else f"The file holds no text. {_WANTED}"
        )
    odd = sum(character < " " and character not in "\t\n\r\f" for character in text)
    if odd > max(8, len(text) // 50):
        raise Unreadable(f"The file is not text. {_WANTED}")
    if bare[0] in "{[":
        return "JSON"
    if bare[:200].casefold().startswith(("<!doctype", "<html", "<?xml")):
        raise Unreadable(f"This is a web page or XML. {_WANTED}")
    return "CSV"
