"""One entry for every file: what it is is decided by its content first, by its name second."""

from __future__ import annotations

import stat
from pathlib import Path

from mmd_reviewer.domain.deed import Job, collector_at_rest
from mmd_reviewer.domain.intake import Problem, ReadFile, Reading
from mmd_reviewer.readers.csv_reader import HEAD, guess_encoding, read_csv
from mmd_reviewer.readers.limits import Unreadable
from mmd_reviewer.readers.portal_json import read_portal_json
from mmd_reviewer.readers.xlsx_reader import read_xlsx

_READERS = {"JSON": read_portal_json, "CSV": read_csv, "XLSX": read_xlsx}
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


def read_file(path: Path, zone: str, job: Job) -> ReadFile:
    """The requests of a file and its problems; `zone` is the service time zone. Raises only `Cancelled`."""
    try:
        kind, remarks = _kind(path)
        with collector_at_rest():
            return _READERS[kind](path, zone, job, remarks)
    except Unreadable as reason:
        return _refused(path, reason.message, reason.kind)
    except OSError as error:
        return _refused(path, _environment(error))


def _refused(path: Path, message: str, kind: str = "") -> ReadFile:
    return ReadFile(path.name, Reading(kind), (), (Problem(path.name, None, "", message),))


def _environment(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "There is no such file. Check its name and folder."
    if isinstance(error, PermissionError):
        return "You are not allowed to read this file. Ask its owner for permission, or copy it to a folder of yours."
    return f"The file could not be read ({error.strerror or 'unknown error'}). Copy it to this computer and try again."


def _kind(path: Path) -> tuple[str, tuple[str, ...]]:
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
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return "XLSX"
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise Unreadable(
            "This is a workbook of the old kind (.xls) or one with a password. Open it in Excel, take the password "
            "away and save it as .xlsx."
        )
    for sign, name in _SIGNS:
        if head.startswith(sign):
            raise Unreadable(f"This is {name}. {_WANTED}")
    encoding = guess_encoding(head)
    text = head[len(encoding.bom) :].decode(encoding.codec, "replace")
    bare = text.strip()
    if not bare.strip("\0"):
        raise Unreadable("The file is empty. Export it again." if not bare else f"The file holds no text. {_WANTED}")
    odd = sum(character < " " and character not in "\t\n\r\f" for character in text)
    if odd > max(8, len(text) // 50):
        raise Unreadable(f"The file is not text. {_WANTED}")
    if bare[0] in "{[":
        return "JSON"
    if bare[:200].casefold().startswith(("<!doctype", "<html", "<?xml")):
        raise Unreadable(f"This is a web page or XML. {_WANTED}")
    return "CSV"
