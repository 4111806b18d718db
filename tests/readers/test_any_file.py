"""Which reader takes a file, what is no file for us,
and that nothing at all makes a reader raise.
"""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.intake import ReadFile
from mmd_reviewer.readers import any_file, read_file
from tests.readers.conftest import Reads

TABLE = "Customer,Requirement\nContoso,a\n"
TICKETS = '{"@odata.context": "x#Tickets", "value": [{"type": "Incident"}]}'

REFUSED: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "The file is empty"),
    "a BOM alone": (b"\xef\xbb\xbf", "The file is empty"),
    "blanks": (b" \r\n\t ", "The file is empty"),
    "NULs": (b"\0" * 500, "holds no text"),
    "PDF": (b"%PDF-1.7", "a PDF document"),
    "picture": (b"\x89PNG\r\n\x1a\n", "a picture"),
    "gzip": (b"\x1f\x8b\x08", "a compressed archive"),
    "old workbook": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99,
        "(.xls) or one with a password",
    ),
    "a store": (b"SQLite format 3\0", "a database"),
    "web page": (b"<!DOCTYPE html><html>", "a web page or XML"),
    "XML": (b'<?xml version="1.0"?><a/>', "a web page or XML"),
    "junk": (bytes(range(1, 32)) * 40, "not text"),
    "random": (bytes((7 * n * n + n) % 256 for n in range(4000)), "."),
    "words": (b"Dear all,\nplease see below.\n", "No row of headings"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_export_and_no_table_is_refused_in_a_sentence(reads: Reads, case: str) -> None:
    content, words = REFUSED[case]
    file = reads(content, "file.csv")
    assert not file.rows
    assert words in file.problems[0].message
    assert file.problems[0].row is None
    assert file.problems[0].file == "file.csv"


@pytest.mark.parametrize("name", ["t.csv", "t.json", "t.xlsx", "t.txt", "t", "t.DAT"])
def test_the_content_decides_and_a_wrong_ending_is_said(reads: Reads, name: str) -> None:
    table, tickets = reads(TABLE, name), reads(TICKETS, name)
    assert table.reading.kind == "CSV"
    assert tickets.rows[0].skipped
    assert bool(table.reading.remarks) == (name not in ("t.csv", "t.txt"))
    assert bool(tickets.reading.remarks) == (name != "t.json")
    assert "by its content the file is" in "".join(reads(TABLE, "t.xlsx").reading.remarks)


def test_folders_missing_files_and_devices_are_refused(tmp_path: Path) -> None:
    def refusal(path: Path) -> str:
        return read_file(path, "UTC", Job()).problems[0].message

    assert "a folder" in refusal(tmp_path)
    assert "no such file" in refusal(tmp_path / "missing.csv")
    pipe = tmp_path / "pipe"
    if hasattr(os, "mkfifo"):
        os.mkfifo(pipe)
        assert "not an ordinary file" in refusal(pipe)
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    assert "could not be read" in refusal(loop)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionError(13, "Permission denied"), "not allowed"),
        (OSError(5, "Input/output error"), "Input/output error"),
    ],
)
def test_a_file_that_the_system_withholds_is_refused(
    reads: Reads, monkeypatch: pytest.MonkeyPatch, error: OSError, words: str
) -> None:
    def withheld(*_: object) -> ReadFile:
        raise error

    monkeypatch.setitem(any_file._READERS, "CSV", withheld)
    assert words in reads(TABLE).problems[0].message


def _whole(file: ReadFile) -> None:
    """rows = good + passed over + problems, each row one of them, and nothing read says nothing."""
    assert file.rows or file.problems
    for row in file.rows:
        assert sum((row.request is not None, bool(row.skipped), row.problem is not None)) == 1
        assert row.problem is None or (row.problem.message and row.problem.row == row.row)
    assert all(problem.message.endswith((".", "import")) for problem in file.problems)


BYTES = st.one_of(
    st.binary(max_size=400),
    st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.text(alphabet='ab,;\t"\n\r\0=\ud800é', max_size=200).map(
        lambda text: b"Customer,Requirement,Submitted\n" + text.encode("utf-8", "surrogatepass")
    ),
    st.text(alphabet='ab;"\n1/-', max_size=200).map(
        lambda text: ("\ufeffCustomer;Title;Created\n" + text).encode("utf-16")
    ),
)


@given(content=BYTES)
def test_no_bytes_make_a_reader_raise(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "fuzz.csv"
    path.write_bytes(content)
    _whole(read_file(path, "America/Los_Angeles", Job()))


SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=40))
NAMES = [
    "@odata.context",
    "value",
    "id",
    "title",
    "description",
    "type",
    "contact",
    "createdDateTime",
    "error",
]
KEYS = st.one_of(st.sampled_from(NAMES), st.text(max_size=8))
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=20,
)
TYPES = st.sampled_from(["ChangeRequest", "Change Request", "Incident", ""])
TICKET = st.fixed_dictionaries(
    {"type": TYPES, "description": VALUES, "title": VALUES},
    optional={
        "id": VALUES,
        "createdDateTime": VALUES,
        "contact": VALUES,
        "severity": VALUES,
        "category": VALUES,
    },
)
TICKETS_LIST = st.lists(TICKET, max_size=4).map(
    lambda rows: {"@odata.context": "#Tickets", "value": rows}
)


@given(document=st.one_of(VALUES, TICKETS_LIST))
def test_no_json_makes_a_reader_raise(
    tmp_path_factory: pytest.TempPathFactory, document: object
) -> None:
    path = tmp_path_factory.getbasetemp() / "fuzz.json"
    path.write_text(json.dumps(document))
    _whole(read_file(path, "Pacific/Kiritimati", Job()))
