"""Files as people really have them: what becomes of each row, and what is said (A1, A3, A5, D1)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.intake import ReadFile, ReadWish
from mmd_reviewer.domain.request import Request
from mmd_reviewer.readers import read_file
from mmd_reviewer.readers.device_files import read_devices

FOUND = Path(__file__).parent / "found"
TABLE = (Path(__file__).parent / "found_outcomes.txt").read_text("utf-8").splitlines()[1:]
OUTCOMES = {line.split(" | ")[0]: line.split(" | ")[1:] for line in TABLE}
DEVICES = {name for name in OUTCOMES if name.startswith("v") or name == "x40_devices.xlsx"}


def _read(name: str, **wish: Any) -> ReadFile:
    return read_file(FOUND / name, "Europe/Brussels", Job(), ReadWish(**wish))


def _requests(name: str, **wish: Any) -> list[Request]:
    return [row.request for row in _read(name, **wish).rows if row.request]


def _rows(text: str) -> Iterator[int]:
    for part in text.split(",") if text not in ("-", "whole") else ():
        first, _, last = part.partition("-")
        yield from range(int(first), int(last or first) + 1)


def test_every_file_is_in_the_table() -> None:
    requests = {path.name for path in FOUND.glob("[jm]*.json")}  # told in test_found_json.py
    assert {path.name for path in FOUND.iterdir()} - requests == set(OUTCOMES)


@pytest.mark.parametrize("name", sorted(set(OUTCOMES) - DEVICES))
def test_what_becomes_of_the_rows_of_a_table(name: str) -> None:
    """Each row is read, refused or passed over; a file that is refused is refused as a whole."""
    read, refused, passed, words = OUTCOMES[name]
    file = _read(name)
    assert [row.row for row in file.rows if row.request] == list(_rows(read))
    assert [row.row for row in file.rows if row.problem] == list(_rows(refused))
    assert [row.row for row in file.rows if row.skipped] == list(_rows(passed))
    assert bool(file.problems) == (refused == "whole")
    said = [problem.message for problem in file.problems] + [
        row.problem.message for row in file.rows if row.problem
    ]
    assert words in "; ".join(said or file.reading.remarks)


@pytest.mark.parametrize("name", sorted(DEVICES))
def test_what_becomes_of_a_list_of_devices(name: str) -> None:
    """D1: a device, a refusal by row, or of the file as a whole."""
    read, refused, _, words = OUTCOMES[name]
    found = read_devices(FOUND / name)
    assert str(len(found.devices) or "-") == read
    assert [problem.row for problem in found.problems] == (
        [None] if refused == "whole" else list(_rows(refused))
    )
    assert found.reading is not None
    assert words in "; ".join(
        [problem.message for problem in found.problems] or found.reading.remarks
    )
    assert "T0E" not in repr(found)


STANDARD = {
    "MMD-1000001-AAAAA": (
        "Contoso",
        "Drivers",
        "Scanner driver",
        "Scan plans",
        "Vendor driver",
        "12 months",
    ),
    "MMD-1000002-BBBBB": ("Fabrikam", "Policies", "USB ports", "Lab", "Allow USB", "6 months"),
}
OTHERWISE = {  # the same tickets with other words, as their names say
    "c02_bom_mixed.csv",
    "c11_portal_csv.csv",
    "c13_us_eu.csv",
    "c13b_conflict.csv",
    "c15b_space_quote.csv",
    "c16_eq_text.csv",
    "c16b_apos.csv",
    "c17_german.csv",
    "c17b_mixed_de.csv",
    "c18_merged.csv",
    "c19_dup_head.csv",
    "c19b_start_end.csv",
    "c19c_duration_months.csv",
    "c19d_duration.csv",
    "c20_future.csv",
    "c29_utf7.csv",
    "c30_nbsp.csv",
    "d04_portal_type.csv",
    "d04b_portal_cat.csv",
    "d05_ticket_forms.csv",
    "x08_rich.xlsx",
    "x10_swapped.xlsx",
    "x11_serials.xlsx",
    "x12_locale_format.xlsx",
    "x12b_german_format.xlsx",
    "x13_unit_in_format.xlsx",
    "x13b_d_format.xlsx",
    "x15_merged.xlsx",
    "y22_phonetic.xlsx",
    "y23_x000d.xlsx",
    "y24_empty_v.xlsx",
}


@pytest.mark.parametrize("name", sorted(set(OUTCOMES) - DEVICES - OTHERWISE))
def test_no_word_of_a_request_goes_astray(name: str) -> None:
    for request in _requests(name):
        if request.ticket in STANDARD:
            customer, kind, title, need, wish, span = STANDARD[request.ticket]
            assert (request.customer, request.type_words, request.title, request.proposal) == (
                customer,
                kind,
                title,
                wish,
            )
            assert request.requirement.startswith(need)
            assert request.timeline.text in (span, "2027-06-30")
            assert str(request.submitted) in ("2026-11-02", "2026-11-03", "2026-11-04", "None")


DAYS = {
    "c07_utc_words.csv": ["2026-11-03", "2026-11-03"],
    "c08_minvalue.csv": ["None", "None"],
    "c09_jira_dates.csv": ["2026-11-02"],
    "c09b_jira_short.csv": ["2026-11-02"],
    "c10b_servicenow_disp.csv": ["2026-11-02", "2026-11-13"],
    "c13_us_eu.csv": ["2026-11-02", "2026-11-23", "2026-03-04"],
    "x02_1904.xlsx": ["2026-11-02", "2026-11-03"],
    "x10_swapped.xlsx": ["2026-02-11", "2026-11-23", "2026-11-13"],
}


@pytest.mark.parametrize("name", DAYS)
def test_dates_are_those_that_were_meant_or_remarked(name: str) -> None:
    assert [str(request.submitted) for request in _requests(name)] == DAYS[name]


def test_a_half_swapped_column_is_remarked_row_by_row() -> None:
    assert (
        "Row 2: Submitted reads 2026-02-11; meant may be 2026-11-02."
        in _read("x10_swapped.xlsx").reading.remarks
    )


@pytest.mark.parametrize(
    ("name", "encoding", "customer"),
    [
        ("c06_cp1250.csv", "cp1250", "Škoda Łódź"),
        ("c06b_cp850.csv", "cp850", "Müller Söhne"),
        ("c06c_macroman.csv", "mac-roman", "Müller Söhne"),
        ("c06d_sjis.csv", "shift-jis", "東京電機"),
        ("c06e_cp1251.csv", "windows-1251", "Рога и копыта"),
        ("c02b_mixed_nobom.csv", "utf-8", "Müller Söhne"),
    ],
)
def test_an_encoding_is_asked_for_with_what_each_would_read(
    name: str, encoding: str, customer: str
) -> None:
    message = _read(name).problems[0].message
    assert "--encoding" in message
    assert customer in message
    assert _requests(name, encoding=encoding)[0].customer == customer


def test_an_encoding_that_is_none_is_refused_and_a_bom_comes_first() -> None:
    assert "no encoding" in _read("c06_cp1250.csv", encoding="klingon").problems[0].message
    assert "no encoding" in _read("c06_cp1250.csv", encoding="rot13").problems[0].message
    file = _read("c01_sep_bom.csv", encoding="cp850")
    assert "cp850 was not used" in file.reading.remarks[0]


def test_category_and_type_of_a_ticket_are_not_the_exemption_type() -> None:
    for name in ("c10_servicenow.csv", "c10b_servicenow_disp.csv", "d04b_portal_cat.csv"):
        assert _requests(name)[0].type_words == "Policies"
    for name in ("c11_portal_csv.csv", "d04_portal_type.csv"):
        file = _read(name)
        assert [row.skipped for row in file.rows] == ["", "An incident, not a change request"]
        assert _requests(name)[0].type_words == "Drivers"


def test_text_is_the_text_meant() -> None:
    assert [request.title for request in _requests("c16_eq_text.csv")] == ["0012"]
    request = _requests("c16b_apos.csv")[0]
    assert (request.ticket, request.title, request.requirement) == (
        "MMD-1000001-AAAAA",
        "-force",
        "=SUM",
    )
    assert [device.serial for device in read_devices(FOUND / "v06c_eq.csv").devices] == [
        "016520771357",
        "016520771358",
    ]
    assert [request.customer for request in _requests("x15_merged.xlsx")] == ["Contoso", "Contoso"]


def test_a_sheet_is_chosen_by_its_name_and_a_hidden_one_never() -> None:
    assert _read("x04_two_sheets.xlsx").reading.sheets == ("October", "November")
    assert _requests("x04_two_sheets.xlsx", sheet="november")[0].customer == "Fabrikam"
    assert "is hidden" in _read("x03_hidden_first.xlsx", sheet="Archive 2024").problems[0].message
    assert "has no sheet “May”" in _read("x04_two_sheets.xlsx", sheet="May").problems[0].message
    assert _read("x29_pivot_first.xlsx", sheet="Pivot").reading.sheet == "Pivot"
    assert "No row of headings" in _read("x28_cover.xlsx", sheet="Cover").problems[0].message


def test_groups_and_names_of_devices() -> None:
    """D9: the Test group is known by its full name too."""
    assert all(device.in_test_group for device in read_devices(FOUND / "v21_test_ring.csv").devices)
    assert read_devices(FOUND / "v10b_intune_name.csv").devices[0].name == "PC-0001"


def test_one_machine_is_one_device_whichever_list_names_it() -> None:
    """D1."""
    names = ("v01_partner.csv", "v01b_portal.json", "v01c_autopilot.csv")
    lists = [read_devices(FOUND / name).devices for name in names]
    for one in lists:
        for other in lists:
            assert all(a.is_machine(b) for a, b in zip(one, other, strict=True))
    assert not lists[0][0].is_machine(lists[0][1])
