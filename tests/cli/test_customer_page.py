"""`customer` and `device` in a terminal (rules A5, C10, D9)."""

from pathlib import Path

import pytest

from tests.cli.course_store import APPROVE, DAY, Terminal, assessed, notified
from tests.prepared import Prepared

LATER = "2027-02-25"


@pytest.fixture
def course(prepared: Prepared, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """A-0001 of Fabrikam on 01 to 04, its deadline passed on 2027-02-21."""
    it = Terminal(prepared(notified, tmp_path, capsys), capsys)
    it(LATER, "join", "Fabrikam Ltd", "Fabrikam")
    return it


def test_d9_which_devices_are_out_of_service_levels_today(course: Terminal) -> None:
    """D9, A5: one customer whole, by any spelling; the counts of JSON and words agree."""
    text = course(LATER, "customer", "fabrikam ltd")
    assert text.startswith("Fabrikam\n1 exemption on 4 devices · no open request · last letter ")
    assert "Also written: Fabrikam Ltd" in text
    assert "4 devices are out of service levels today. All by a revocation." in text
    assert "Cover has ended. No appeal. 0 of 4 removed." in text
    assert text.count("By a revocation, Sun 2027-02-21") == 4
    assert "Told last: Last day to act on AnyConnect was Sun 2027-02-21." in text
    assert "1 of 1 ever revoked, 1 in revocation today" in text
    data = course.json(LATER, "customer", "Fabrikam")
    out = data["out_of_service_levels"]
    assert (out["devices"], out["by_revocation"], out["test_group"]) == (4, 4, 0)
    assert [row["serial"] for row in out["list"]] == ["01", "02", "03", "04"]
    assert out["list"][0]["cases"] == ["A-0001"]
    assert data["spellings"] == {"joined": ["Fabrikam Ltd"], "same": []}
    assert (data["exemptions"], data["devices"], data["ahead"]) == (1, 4, [])
    assert [row["part"] for row in data["cases"]] == ["revoked"]
    assert [row["number"] for row in data["letters"]] == ["A-0001-L2", "A-0001-L1"]
    assert data["told_last"]["what"] == "deadline"
    before = course.json(DAY, "customer", "Fabrikam")
    assert before["ahead"] == [{"day": "2027-02-21", "devices": 4}]
    assert before["out_of_service_levels"]["devices"] == 0


def test_a5_a_contact_without_an_address_is_a_name_alone(course: Terminal) -> None:
    """A5: what is not known leaves no blank before the comma."""
    asked = ("--type", "VPN", "--title", "Zscaler", "--contact", "Jana Hofer")
    course(LATER, "new", "--customer", "Fabrikam", *asked)
    assert "\nContact: Jana Hofer, 1 request, last " in course(LATER, "customer", "Fabrikam")


def test_without_a_name_all_customers_stand_in_a_line_each(course: Terminal) -> None:
    """A5: an unknown one is refused in a sentence."""
    (line,) = course.json(LATER, "customer")
    assert (line["name"], line["in_revocation"]) == ("Fabrikam", 1)
    assert line["out_of_service_levels"] == {"devices": 4, "by_revocation": 4, "test_group": 0}
    assert "4 out of service levels" in course(LATER, "customer")
    refused = course.json(DAY, "customer", "Adatum", code=2)
    assert (refused["error"]["rule"], refused["error"]["field"]) == ("A5", "name")


def test_the_page_is_written_as_pdf(course: Terminal) -> None:
    out = course.folder / "customer.pdf"
    assert f"→ {out}" in course(DAY, "customer", "Fabrikam", "--out", str(out))
    assert out.read_bytes().startswith(b"%PDF")
    course(DAY, "customer", "Fabrikam", "--out", str(course.folder / "customer.txt"), code=2)
    course(DAY, "customer", "--out", str(course.folder / "all.pdf"), code=2)
    assert "Name the customer" in course.err


def test_d9_a_device_with_its_exemptions_and_what_was_told(course: Terminal) -> None:
    """D9, C10: also by an earlier serial number."""
    found = course.json(LATER, "device", "02")
    assert (found["state"], found["since"]) == ("not_covered", "2027-02-21")
    (row,) = found["cases"]
    assert (row["customer"], row["title"], row["carries"]) == ("Fabrikam", "AnyConnect", True)
    assert [told["kind"] for told in row["told"]] == ["notice_first"]
    course(
        LATER,
        "exchange",
        "A-0001",
        "--device",
        "02",
        "--to",
        "22",
        "--reason",
        "x",
        "--same-machine",
    )
    text = course(LATER, "device", "02")
    assert text.startswith("22 on 2027-02-25: not_covered\nB\n")
    assert "Before: 02, corrected Thu 2027-02-25" in text
    assert "First notice A-0001-L2, Mon 2026-11-23" in text


@pytest.mark.parametrize("named", ["5cg1", "5CG1/HP/Elite"])
def test_d9_an_exchanged_device_stays_in_its_group_however_it_is_named(
    prepared: Prepared, tmp_path: Path, capsys: pytest.CaptureFixture[str], named: str
) -> None:
    """D9: outside service levels as the one before it, and after a corrected serial number the
    machine that it was: case does not count, and where two have one serial number the whole name
    is asked for.
    """
    it = Terminal(prepared(assessed, tmp_path, capsys), capsys)
    it(DAY, *APPROVE)
    it(DAY, "letter", "A-0001", "--out", str(tmp_path / "approved.pdf"))
    devices = tmp_path / "devices.csv"
    devices.write_text("Serial Number,Manufacturer,Model,Ring Name\n5CG1,HP,Elite,Test\n")
    it(DAY, "deploy", "A-0001", "--on", DAY, "--devices", str(devices))
    how = ("--device", named, "--to", "5CG2", "--reason", "Repair")
    it(DAY, "exchange", "A-0001", *how)
    (device,) = it.json(DAY, "show", "A-0001")["deployment"]["devices"][-1:]
    assert (device["serial"], device["outside_service_levels"]) == ("5CG2", True)
    it(DAY, "exchange", "A-0001", "--device", "5cg2", *how[2:3], "5CG3", *how[4:], "--same-machine")
    (device,) = it.json(DAY, "show", "A-0001")["deployment"]["devices"][-1:]
    assert (device["serial"], device["ring"]) == ("5CG3", "Test")
