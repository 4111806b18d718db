"""XLSX and CSV: text out is text in, and nothing is a formula (quality.md, "hostile text")."""

import csv
import io
import re
import zipfile
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from mmd_reviewer.exports.tables import LONGEST, Value, csv_cell, is_formula, write_csv, write_xlsx
from tests.long import long_or

DAY = date(2026, 11, 23)
COLUMNS = ("Customer", "Devices", "Since")
SIGNS = "=+-@＝＋－＠\t\r\n"
HOSTILE = (
    '=cmd|"/c calc"!A1',
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    " =1",
    "\u200b=1",
    '=HYPERLINK("http://x","y")',
    "http://example.com",
    "mailto:a@b.c",
    "{=1}",
    "_x0041_",
    "a;=1+1",
    "x\n=1",
    "00123",
    "1e5",
    "'=1",
)
# What a workbook keeps: characters that XML can hold (the others are escaped by its own rule) and
# no lone surrogate.
TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), include_characters="\t\n=+-@;"), max_size=40
)


def sheet(content: bytes, place: int = 0) -> list[list[object]]:
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(place).to_python()
    return [list(row) for row in rows]


def cells(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_workbook_has_days_numbers_text_and_says_what_it_shows() -> None:
    rows: list[tuple[Value, ...]] = [
        ("Contoso", 4871, date(2028, 2, 29)),
        ("Ärzte & Söhne", "Not listed", date(1899, 1, 1)),
        ("B", 1, date(2028, 2, 29)),
    ]
    content = write_xlsx(
        "Register", COLUMNS, rows, [("On", DAY), ("Rows", 3), ("Filters", "=None")], DAY
    )
    assert sheet(content) == [
        list(COLUMNS),
        ["Contoso", 4871.0, date(2028, 2, 29)],
        ["Ärzte & Söhne", "Not listed", "1899-01-01"],
        ["B", 1.0, date(2028, 2, 29)],
    ]
    assert sheet(content, 1) == [["On", DAY], ["Rows", 3.0], ["Filters", "=None"]]
    archive = zipfile.ZipFile(io.BytesIO(content))
    page = archive.read("xl/worksheets/sheet1.xml").decode()
    assert 'state="frozen"' in page
    assert '<autoFilter ref="A1:C4"/>' in page
    assert "<cols>" in page
    assert "2026-11-23T00:00:00Z" in archive.read("docProps/core.xml").decode()
    assert (
        write_xlsx("Register", COLUMNS, rows, [("On", DAY), ("Rows", 3), ("Filters", "=None")], DAY)
        == content
    )


def test_an_empty_table_is_a_header() -> None:
    assert sheet(write_xlsx("Register", COLUMNS, [], [], DAY)) == [list(COLUMNS)]
    assert cells(write_csv(COLUMNS, [])) == [list(COLUMNS)]


def test_hostile_text_is_text_in_a_workbook() -> None:
    """No formula, no link, no number made of digits; leading zeros stay."""
    content = write_xlsx("Register", ("Customer",), [(text,) for text in HOSTILE], [], DAY)
    archive = zipfile.ZipFile(io.BytesIO(content))
    page = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in page
    assert "hyperlink" not in page
    assert not any("rels" in name and "sheet" in name for name in archive.namelist())
    assert [row[0] for row in sheet(content)[1:]] == list(HOSTILE)
    long = sheet(write_xlsx("Register", ("Customer",), [("x" * 40_000,)], [], DAY))[1][0]
    assert isinstance(long, str)
    assert (len(long), long[-1]) == (LONGEST, "…")


@pytest.mark.model
@pytest.mark.long_form
@settings(max_examples=long_or(1200, 25), deadline=None)
@given(st.lists(TEXT, min_size=1, max_size=6))
def test_any_text_comes_out_of_a_workbook_as_it_went_in(texts: list[str]) -> None:
    content = write_xlsx("Register", ("Customer",), [(f"x{text}",) for text in texts], [], DAY)
    assert [row[0] for row in sheet(content)[1:]] == [f"x{text}" for text in texts]
    content = write_xlsx("Register", ("Customer",), [(text,) for text in texts], [], DAY)
    assert (
        "<f>" not in zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    )


def test_a_csv_file_is_utf_8_with_a_mark_and_iso_days() -> None:
    content = write_csv(
        COLUMNS, [("Müller, „Söhne“", 7, date(2028, 2, 29)), ('a "b"', "Not listed", DAY)]
    )
    assert content.startswith(b"\xef\xbb\xbfCustomer,Devices,Since\r\n")
    assert cells(content)[1:] == [
        ["Müller, „Söhne“", "7", "2028-02-29"],
        ['a "b"', "Not listed", "2026-11-23"],
    ]


@pytest.mark.parametrize("sign", SIGNS)
def test_an_apostrophe_stands_before_each_sign(sign: str) -> None:
    """`= + - @ tab CR LF` and the full-width forms;
    also after blanks that a spreadsheet passes over.
    """
    assert is_formula(f"{sign}1")
    assert csv_cell(f"{sign}1").startswith(f"'{sign}")
    if sign not in "\t\r\n":
        assert csv_cell(f" \u200b{sign}1").startswith("' ")
        assert csv_cell(f"a;{sign}1") == f"a;'{sign}1"
        assert csv_cell(f"a\n{sign}1") == f"a\n'{sign}1"
    assert csv_cell(f"a{sign}1") == f"a{sign}1"


@pytest.mark.model
@given(
    st.lists(
        st.text(st.sampled_from(SIGNS + "a1 ;,\"'|\u200b"), max_size=12), min_size=1, max_size=5
    )
)
def test_no_cell_of_a_csv_file_is_a_formula_whatever_ends_a_cell(texts: list[str]) -> None:
    """Read with the comma it was written with, or with another sign for the end of a cell."""
    content = write_csv(("Customer",), [(text,) for text in texts])
    for row in cells(content):
        for cell in row:
            assert not is_formula(cell)
            for part in re.split("[;\t|\r\n]", cell):
                assert not re.match("[\\s\u200b]*[=+\\-@＝＋－＠]", part)
    # Nothing but apostrophes was added.
    for text, row in zip(texts, cells(content)[1:], strict=True):
        assert "".join(row).replace("'", "") == text.replace("'", "")


def test_a_moment_is_never_needed() -> None:
    """Days are civil days: no time of day slips into a file (F1)."""
    assert not any(
        isinstance(value, datetime)
        for row in sheet(write_xlsx("R", ("Since",), [(DAY,)], [], DAY))
        for value in row
    )
