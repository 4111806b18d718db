"""XLSX: the sheet, the cells, and workbooks that would do harm,
all refused before they are opened.
"""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.identity import reference
from mmd_reviewer.domain.intake import ReadWish
from mmd_reviewer.domain.request import Request
from mmd_reviewer.readers import limits, read_file, workbook_check
from tests.readers.conftest import Reads

HEADINGS = [
    "Ticket",
    "Customer",
    "Requirement",
    "Proposal",
    "Timeline",
    "Submitted",
    "Devices",
    "Urgent",
]
ROW: list[Any] = ["MMD-1", "Žižkov", "a\nb", "<b> & c", 24, date(2026, 11, 20), 214.0, True]


def _workbook(sheets: dict[str, list[list[Any]]], left: int = 0, top: int = 0) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"default_date_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, cells in enumerate(rows):
            for place, cell in enumerate(cells):
                if isinstance(cell, (date, datetime)):
                    sheet.write_datetime(top + number, left + place, cell)
                else:
                    sheet.write(top + number, left + place, cell)
    book.close()
    return target.getvalue()


def _first(reads: Reads, content: bytes) -> Request:
    file = reads(content, "requests.xlsx")
    assert not file.problems
    assert file.rows[0].request is not None, file.rows[0]
    return file.rows[0].request


def test_a_workbook_is_read_as_a_person_sees_it(reads: Reads) -> None:
    """A1, A3: numbers without .0, dates as days, yes and no."""
    request = _first(reads, _workbook({"Requests": [HEADINGS, ROW]}))
    assert (request.ticket, request.customer, request.requirement) == ("MMD-1", "Žižkov", "a\nb")
    assert (request.proposal, request.timeline.text, request.devices) == ("<b> & c", "24", "214")
    assert request.submitted == date(2026, 11, 20)
    assert request.notes == {"Urgent": "yes"}


def test_a_number_that_a_spreadsheet_rounded_is_no_reference(reads: Reads) -> None:
    """A5: it keeps 15 figures, so 1234567890123457 and 1234567890123458 are one number to it."""
    request = _first(reads, _workbook({"S": [HEADINGS, [1234567890123457, *ROW[1:]]]}))
    assert reference(request.ticket) == ""
    request = _first(reads, _workbook({"S": [HEADINGS, [123456789012345, *ROW[1:]]]}))
    assert reference(request.ticket) == "123456789012345"


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (datetime(2026, 11, 20, 14, 30), "2026-11-20"),
        ("20 November 2026", "2026-11-20"),
        ("2026-11-20T23:30:00Z", "2026-11-21"),
        ("", "None"),
    ],
)
def test_dates_of_a_workbook(reads: Reads, cell: Any, day: str) -> None:
    assert str(_first(reads, _workbook({"S": [HEADINGS, [*ROW[:5], cell]]})).submitted) == day


def test_the_first_sheet_with_headings_is_taken_wherever_the_table_stands(reads: Reads) -> None:
    notes: list[list[Any]] = [["Please read"], ["Customer of the month", 5]]
    content = _workbook(
        {"Read me": notes, "Empty": [], "Requests": [["Export"], [], HEADINGS, ROW, [], ROW]}, 2, 3
    )
    file = reads(content, "requests.xlsx")
    assert (file.reading.sheet, file.reading.heading_row) == ("Requests", 6)
    assert [row.row for row in file.rows] == [7, 9]
    assert file.rows[0].request is not None
    assert file.rows[0].request.customer == "Žižkov"


def test_an_unnamed_column_has_the_letter_that_the_spreadsheet_shows(reads: Reads) -> None:
    content = _workbook({"S": [["Customer", "", "Requirement"], ["C", "x", "r"]]}, left=2)
    assert _first(reads, content).notes == {"Column D": "x"}


def test_a_formula_counts_with_its_last_value_and_its_text_is_no_formula(reads: Reads) -> None:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Customer", "Requirement", "Proposal"])
    sheet.write_string(1, 0, "Contoso")
    sheet.write_formula(1, 1, '="a"&"b"', None, "ab")
    sheet.write_string(1, 2, "=1+1")
    book.close()
    request = _first(reads, target.getvalue())
    assert (request.requirement, request.proposal) == ("ab", "=1+1")


def test_a_formula_without_value_beside_the_table_is_passed_over(reads: Reads) -> None:
    """A program writes formulas whose values only a spreadsheet computes: no traceback reaches a
    person (interfaces.md).
    """
    cells = "".join(
        f'<c r="{column}{row}" t="inlineStr"><is><t>{text}</t></is></c>'
        for row, texts in ((1, ("Customer", "Requirement")), (2, ("Contoso", "Labels")))
        for column, text in zip("AB", texts, strict=True)
    )
    file = reads(_sheet(f'{cells}<c r="D2"><f>A2&amp;B2</f></c>'), "requests.xlsx")
    assert file.rows[0].request is not None, file
    assert (file.rows[0].request.customer, file.rows[0].request.notes) == ("Contoso", {})


@pytest.mark.parametrize("wish", ["November ", "november", " November"])
def test_a_sheet_whose_name_ends_in_a_blank_can_be_chosen(tmp_path: Path, wish: str) -> None:
    """Interfaces: `--sheet`; nobody sees the blank."""
    path = tmp_path / "requests.xlsx"
    path.write_bytes(_workbook({"October": [HEADINGS, ROW], "November ": [HEADINGS, ROW, ROW]}))
    file = read_file(path, "UTC", Job(), ReadWish(sheet=wish))
    assert (file.reading.sheet, len(file.rows)) == ("November ", 2)


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ('<c r="B2" t="str"><f>""</f><v></v></c>', ""),  # computed, and nothing came of it
        ('<c r="B2"><f>A2</f></c>', "Cell B2 (#VALUE MISSING)"),
        ('<c r="B2"><f>A2</f><v/></c>', "Cell B2 (#VALUE MISSING)"),
        ('<c r="B2"><f t="shared" si="0"/><v>5</v></c>', "5"),
        ('<c r="B2" t="str"><f>A2</f><v xml:space="preserve"> x</v></c>', "x"),
        ('<c r="B2" t="e"><v>#REF!</v></c>', "Cell B2 (#REF!)"),
        ('<c r="B2" t="e"/>', "Cell B2 (#N/A)"),
        ('<c t="e"><v>#NUM!</v></c>', "Cell B2 (#NUM!)"),
    ],
)
def test_what_came_of_a_formula_is_read_and_an_error_is_named(
    reads: Reads, cell: str, read: str
) -> None:
    """A1: an error, or what nobody computed yet, is no detail; the cell is named by its place."""

    def text(column: str, row: int, words: str) -> str:
        return f'<c r="{column}{row}" t="inlineStr"><is><t>{words}</t></is></c>'

    head = "".join(map(text, "ABC", [1] * 3, ("Customer", "Requirement", "Proposal")))
    rows = f'<row r="1">{head}</row><row r="2">{text("A", 2, "Contoso")}{cell}{text("C", 2, "p")}'
    row = reads(_sheet(f"{rows}</row>"), "requests.xlsx").rows[0]
    if row.problem is not None:
        assert row.problem.message.startswith(read)
        assert row.problem.column == "Requirement"
    else:
        assert row.request is not None
        assert row.request.requirement == read


def test_where_no_sheet_has_known_headings_each_can_be_chosen(reads: Reads) -> None:
    """A1: its columns are then chosen by hand."""
    other = [["Kundin", "Wunsch", "Weg"], ["Contoso", "need", "way"]]
    content = _workbook({"Deckblatt": [["a", "b", "c", "d"]], "Anträge": other})
    assert reads(content, "requests.xlsx").reading.sheets == ("Deckblatt", "Anträge")
    content = _workbook({"Deckblatt": other, "Anträge": [HEADINGS, ROW]})
    assert reads(content, "requests.xlsx").reading.sheets == ("Anträge",)


REFUSED: dict[str, tuple[dict[str, list[list[Any]]], str]] = {
    "no headings": ({"S": [["a", "b"], ["c", "d"]]}, "No row of headings"),
    "empty": ({"S": []}, "No row of headings"),
    "no rows": ({"S": [HEADINGS]}, "no rows below them"),
    "devices": (
        {"S": [["Manufacturer", "Model", "Serial Number"], ["a", "b", "0012"]]},
        "lists 1 device, not",
    ),
    "two for one": (
        {"S": [["Customer", "Need", "Reason"], ["a", "b", "c"]]},
        "could both be the Requirement",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_workbook_without_requests_is_refused_in_a_sentence(reads: Reads, case: str) -> None:
    sheets, words = REFUSED[case]
    file = reads(_workbook(sheets), "requests.xlsx")
    assert not file.rows
    assert words in file.problems[0].message


def _zip(members: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def _sheet(cells: str) -> bytes:
    """A workbook whose only sheet has these cells, written as no spreadsheet would."""
    with zipfile.ZipFile(io.BytesIO(_workbook({"S": [HEADINGS, ROW]}))) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    start = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    )
    members["xl/worksheets/sheet1.xml"] = start + cells.encode() + b"</sheetData></worksheet>"
    return _zip(members)


HARMFUL = {
    "a zip": (_zip({"a.txt": b"hello"}), "a compressed archive (zip)"),
    "an empty zip": (_zip({}), "a compressed archive (zip)"),
    "Word": (_zip({"word/document.xml": b"x"}), "a Word document"),
    "binary workbook": (_zip({"xl/workbook.bin": b"x"}), "a binary workbook (.xlsb)"),
    "OpenDocument": (_zip({"content.xml": b"x"}), "an OpenDocument file"),
    "bomb": (
        _zip({"xl/workbook.xml": b"x", "xl/media/a": b"\0" * 1_000_000}),
        "more than 200 times",
    ),
    "no XML": (_zip({"xl/workbook.xml": b"x"}), "damaged"),
    "cut": (_workbook({"S": [HEADINGS, ROW]})[:-400], "damaged or incomplete"),
    "far row": (_sheet('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'), "row 1,048,576"),
    "far column": (
        _sheet(
            '<row r="1"><c r="XFD1"><v>1</v></c></row><row r="9999"><c r="A9999"><v>1</v></c></row>'
        ),
        "column 16,384",
    ),
    "a place beyond all numbers": (
        _sheet('<row r="2"><c r="A2"><v>1</v></c><c r="B999999999999999999992"><v>1</v></c></row>'),
        "damaged",
    ),
    "a place given twice": (
        _sheet('<row r="2"><c r="A2" r="ZZZ150000"><v>1</v></c></row>'),
        "too large",
    ),
    "a row given twice": (_sheet('<row r="2" r="1048576"><c><v>1</v></c></row>'), "row 1,048,576"),
    "a tag that is none": (_sheet('<row r="2"><c a="<" r="ZZZ2"><v>1</v></c></row>'), "damaged"),
    "behind another attribute": (
        _sheet('<row r="2"><c t=">" r="ZZZ2"><v>1</v></c><c r="A150000"><v>1</v></c></row>'),
        "too large",
    ),
    "far and hidden": (
        _sheet("<row r='1'><c r = 'xfd1'><v>1</v></c><c r\n=\n'A200000'><v>1</v></c></row>"),
        "too large",
    ),
}


def test_a_sheet_is_looked_at_wherever_it_lies_in_the_archive(reads: Reads) -> None:
    far = _sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    with zipfile.ZipFile(io.BytesIO(far)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["xl/hidden.bin"] = members.pop("xl/worksheets/sheet1.xml")
    relations = "xl/_rels/workbook.xml.rels"
    members[relations] = members[relations].replace(b"worksheets/sheet1.xml", b"hidden.bin")
    assert "too large" in reads(_zip(members), "requests.xlsx").problems[0].message


@pytest.mark.parametrize("case", HARMFUL)
def test_a_harmful_or_damaged_archive_is_refused_before_it_is_opened(
    reads: Reads, case: str
) -> None:
    content, words = HARMFUL[case]
    file = reads(content, "requests.xlsx")
    assert not file.rows
    assert words in file.problems[0].message


def test_an_archive_that_lies_about_its_size_is_found_out(reads: Reads) -> None:
    """The directory says 1,000 bytes; the member unpacks to a megabyte."""
    content = bytearray(_zip({"xl/workbook.xml": b"x", "xl/media/a": b"\0" * 1_000_000}))
    size = (1_000_000).to_bytes(4, "little")
    while (at := content.find(size)) >= 0:
        content[at : at + 4] = (1_000).to_bytes(4, "little")
    assert "more than 200 times" in reads(bytes(content), "requests.xlsx").problems[0].message


def test_sizes_and_counts_over_the_limits_are_refused(
    reads: Reads, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = _workbook({"S": [HEADINGS, ROW, ROW, ROW]})
    assert len(reads(content, "a.xlsx").rows) == 3
    monkeypatch.setattr(limits, "MOST_ROWS", 2)
    assert "more than 2 rows" in reads(content, "a.xlsx").problems[0].message
    monkeypatch.setattr(workbook_check, "MOST_MEMBERS", 3)
    assert "parts and 3 is the most" in reads(content, "a.xlsx").problems[0].message
    monkeypatch.setattr(workbook_check, "MOST_MEMBERS", 300)
    monkeypatch.setattr(workbook_check, "INFLATED", 3000)
    assert "unpacks to more than 0 MB" in reads(content, "a.xlsx").problems[0].message
    monkeypatch.setitem(limits.LARGEST, "XLSX", 100)
    assert "is the most for XLSX" in reads(content, "a.xlsx").problems[0].message


GOOD = _workbook({"S": [HEADINGS, ROW]})


@given(data=st.data())
def test_no_damage_to_a_workbook_makes_the_reader_raise(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    content = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(4, len(content) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.getbasetemp() / "fuzz.xlsx"
    path.write_bytes(bytes(content[: data.draw(st.integers(4, len(content)))]))
    file = read_file(path, "UTC", Job())
    assert file.rows or file.problems


@pytest.mark.parametrize(
    "xml",
    [
        "<row>",
        "<row r='0'><c r='A0'/></row>",
        "<c/>",
        "<row><c t='s'><v>99</v></c></row>",
        "\0",
        "<row r='x'/>",
    ],
)
def test_odd_sheets_never_make_the_reader_raise(tmp_path: Path, xml: str) -> None:
    path = tmp_path / "odd.xlsx"
    path.write_bytes(_sheet(xml))
    assert read_file(path, "UTC", Job()).problems
