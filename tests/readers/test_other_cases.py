"""Other cases of the kinds that people's files show: what is no row, no date, no reference."""

import io
import json
from pathlib import Path

import pytest
import xlsxwriter

from mmd_reviewer.readers.device_files import read_devices
from tests.readers.conftest import Reads
from tests.readers.csv_rows import HEADINGS, ROW, csv_text, request_of


@pytest.mark.parametrize(
    "row",
    [
        "Gesamtergebnis,2,,,,,,",
        "Ergebnis,,,,,,24,",
        "Durchschnitt,,,,,,9.5,",
        "Total,Contoso,,,,,,",
        "Gesamt,Contoso,,,,,,2",
        "Toplam,2,,,,,,",
        "Contoso,Contoso,,,,,,",
        ",Contoso,,,,,,",
        "=SUM(A2:A3),,,,,,,",
    ],
)
def test_a_row_that_asks_for_nothing_is_passed_over_and_said(reads: Reads, row: str) -> None:
    """A1: whatever the word for a total; with the reference of a ticket it is a request."""
    file = reads(f"{csv_text([HEADINGS, ROW])}{row}\nMMD-2000002-ABCDE,Contoso,,,,,,\n")
    assert [bool(one.request) for one in file.rows] == [True, False, True]
    assert "Passed over" in " ".join(file.reading.remarks)


@pytest.mark.parametrize(
    ("submitted", "day"),
    [
        ("n/a", "None"),
        ("-", "None"),
        ("0000-00-00", "None"),
        ("1900-01-01", "None"),
        ("1/1/1970 00:00", "None"),
        ("30.12.1899", "None"),
        ("1970-01-01T00:00:00Z", "None"),
        ("20 Nov 2026 11:30 PM (UTC)", "2026-11-21"),
        ("2026-11-20 23:30 UTC+2", "2026-11-20"),
        ("2026-11-20 23:30 GMT-5:30", "2026-11-21"),
        ("2026-11-20 20:30 -8", "2026-11-21"),
    ],
)
def test_no_date_however_it_is_written_and_zones(reads: Reads, submitted: str, day: str) -> None:
    """F1: the service time zone is Berlin's."""
    file = reads(csv_text([HEADINGS, (*ROW[:-1], submitted)]))
    assert str(request_of(file.rows[0]).submitted) == day


@pytest.mark.parametrize("submitted", ["yesterday", "2026-11-20 23:30 EST", "46346", "2026-11"])
def test_what_is_no_clear_date_is_refused(reads: Reads, submitted: str) -> None:
    """F1."""
    problem = reads(csv_text([HEADINGS, (*ROW[:-1], submitted)])).rows[0].problem
    assert problem is not None
    assert "cannot be read" in problem.message


@pytest.mark.parametrize(
    ("text", "codec", "said"),
    [
        ("Müller & Söhne", "utf-8", ""),
        ("Müller", "double", "MÃ¼ller"),
        ("l’été", "double", "lâ€™Ã"),
        ("M\ufffdller", "utf-8", "M\ufffdller"),
        ("São Paulo Ã", "utf-8", ""),
    ],
)
def test_letters_damaged_before_are_said(reads: Reads, text: str, codec: str, said: str) -> None:
    """A5: the name of a customer above all."""
    written = text.encode().decode("cp1252") if codec == "double" else text
    remarks = " ".join(reads(csv_text([HEADINGS, (ROW[0], written, *ROW[2:])])).reading.remarks)
    assert ("letters of it were damaged" in remarks) == bool(said)
    assert said in remarks


def test_iso_2022_is_asked_for(reads: Reads) -> None:
    """The escapes of such a file are no text; with its name it is read."""
    text = csv_text([HEADINGS, (ROW[0], "株式会社サンプル", *ROW[2:-1], "2026-11-20")])
    written = text.encode("iso2022_jp")
    assert "ISO-2022" in reads(written).problems[0].message
    named = reads(written, encoding="iso2022_jp")
    assert request_of(named.rows[0]).customer == "株式会社サンプル"


@pytest.mark.parametrize(
    "name", ["Example", "Beispiel (Muster)", "Exemples", "Template", "Vorlage"]
)
def test_a_sheet_that_shows_how_is_not_taken_before_another(reads: Reads, name: str) -> None:
    """A4: it is named and can be chosen; alone it is the one."""
    rows = [HEADINGS, ROW]
    for names, chosen in (((name, "2026"), "2026"), ((name,), name)):
        made = io.BytesIO()
        with xlsxwriter.Workbook(made) as book:
            for one in names:
                sheet = book.add_worksheet(one)
                for at, cells in enumerate(rows):
                    sheet.write_row(at, 0, cells)
        file = reads(made.getvalue(), "t.xlsx")
        assert (file.reading.sheet, len(file.rows)) == (chosen, 1)


@pytest.mark.parametrize(
    ("created", "day"),
    [
        ("2026-11-20 23:30 UTC", "2026-11-21"),
        ("20.11.2026", "2026-11-20"),
        ("Nov 20, 2026, 11:30 PM", "2026-11-20"),
        ("n/a", "None"),
        ("1970-01-01T00:00:00Z", "None"),
    ],
)
def test_the_day_of_a_ticket_is_read_as_that_of_a_table(
    reads: Reads, created: str, day: str
) -> None:
    """F1: and the next page is said by whatever name."""
    ticket = {"id": "MMD-2000001-ABCDE", "title": "T", "description": "D", "type": "ChangeRequest"}
    page = {"value": [{**ticket, "createdDateTime": created}], "nextLink": "x"}
    file = reads(json.dumps(page), "t.json")
    assert str(request_of(file.rows[0]).submitted) == day
    assert "one page of several" in file.problems[0].message


def _devices(tmp_path: Path, text: str, name: str = "devices.csv") -> tuple[list[str], list[int]]:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    found = read_devices(file)
    rows = [problem.row or 0 for problem in found.problems]
    return [device.serial for device in found.devices], rows


@pytest.mark.parametrize(
    "serial",
    [
        "-",
        "............",
        "?",
        "xxxxxxxxxx",
        "1111111",
        "FFFFFFFF",
        "1234567",
        "0123456789ABCDEF",
        "Oem Default string",
        "Type2 - Board Serial Number",
        "System Product Name",
        "Not Set",
        "Invalid Serial",
        "Nicht verfügbar",
        "keine",
        "k.A.",
        "Default",
        "undefined",
        "TRUE",
        "1.65208E10",
        "16520771357.0",
        "16520771357.",
        "=A2",
        "AB12CD3;EF45GH6",
        "AB12CD3 / EF45GH6",
        "AB12CD3, EF45GH6",
        "e.g. AB12CD3",
        "Beispiel: AB12CD3",
    ],
)
def test_what_is_no_serial_number_is_refused_by_row(tmp_path: Path, serial: str) -> None:
    """D1: a placeholder, a damaged number, several machines in a cell, an example."""
    text = f'Serial Number;Model\n"{serial}";L\nGOOD123;L\n'
    assert _devices(tmp_path, text) == (["GOOD123"], [2])


@pytest.mark.parametrize(
    "serial", ["016520771357", "000000000000", "ABCDFGH", "5CG-12/3", "VMware-56 4d 1a", "7", "1E5"]
)
def test_an_odd_serial_number_is_one_all_the_same(tmp_path: Path, serial: str) -> None:
    """D1: zeros, letters alone, blanks in it."""
    assert _devices(tmp_path, f"Serial Number;Model\n{serial};L\n") == ([serial], [])


def test_pages_and_lines_of_json_are_read_as_those_of_tickets_are(tmp_path: Path) -> None:
    """D1: an array of pages, an object a line, the next page in any spelling."""
    one, other = {"serialNumber": "A1"}, {"SerialNumber": "B2"}
    pages = [{"value": [one], "@odata.nextLink": "x"}, {"value": [other]}]
    lines = f"{json.dumps(one)}\n{json.dumps(other)}\n"
    for text in (json.dumps(pages), lines, json.dumps([one, other])):
        assert _devices(tmp_path, text, "d.json") == (["A1", "B2"], [])
    file = tmp_path / "page.json"
    file.write_text(json.dumps({"value": [one], "@odata.nextlink": "x", "@odata.count": 3}))
    reading = read_devices(file).reading
    assert reading is not None
    assert "1 of 3 entries" in reading.remarks[0]
