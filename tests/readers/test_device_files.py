"""Device lists in every form they come in."""

from pathlib import Path

import pytest

from mmd_reviewer.domain.device import Device
from mmd_reviewer.exports.tables import write_xlsx
from mmd_reviewer.readers.device_files import MOST_BYTES, read_devices, typed_devices
from tests.making import DAY

PORTAL = Path(__file__).parent / "portal"


@pytest.mark.parametrize(
    ("name", "devices", "problems"),
    [
        ("device-registration-sample-self.csv", 1, 0),
        ("device-registration-sample-partner.csv", 1, 0),
        ("get-device-1.json", 1, 0),
        ("list-devices-1.json", 3, 0),
        ("list-devices-2.json", 2, 0),
        ("list-devices-3.json", 1, 0),
        ("list-tickets-1.json", 0, 1),
    ],
)
def test_the_portal_documents(name: str, devices: int, problems: int) -> None:
    """D1: the key is serial, manufacturer and model,
    so placeholders of one serial stay apart by model.
    """
    found = read_devices(PORTAL / name)
    assert (len(found.devices), len(found.problems)) == (devices, problems), found


def test_serials_keep_their_zeros_and_hashes_are_left_alone() -> None:
    """D1: serials are text; nothing of the hardware hash is kept."""
    device = read_devices(PORTAL / "device-registration-sample-self.csv").devices[0]
    assert device == Device("016520771357", "Microsoft Corporation", "Surface Laptop")
    assert read_devices(PORTAL / "get-device-1.json").devices[0].in_test_group


@pytest.mark.parametrize(
    ("content", "serials", "problems"),
    [
        (b"Device Serial Number,Windows Product ID,Hardware Hash\n0001,,T0Eabc\n", ["0001"], []),
        ("Serial Number\tManufacturer\n7\tHP\n".encode("utf-16"), ["7"], []),
        (b"Serial Number;Device Name;Ring Name\n7;MMD-7;Test\n\n8;;\n", ["7", "8"], []),
        (b"000000000000\n5CG1\n", ["000000000000", "5CG1"], []),
        (b"Manufacturer,Model,Serial Number\nDell,Latitude, 5490,77\n", [], [2]),
        (b"Serial Number,Model\n7,A\n7,A\n7,B\n,C\n", ["7", "7"], [3, 5]),
        (b"Name,Colour\nx,y\n", [], [None]),
        (b"", [], [None]),
        (b'{"value": [{"serialNumber": 7}]}', [], [1]),
        (b"[[[[", [], [None]),
        (b"Serial Number\n\xff\xfe\xfd\n", [], [None]),
        (b"Serial Number,Model\n" + b"x" * 40000 + b",A\n", [], [2]),
        (b'Serial Number,Model\n5CG1,"A\n5CG2,B\n5CG3,C"\n5CG4,D\n', ["5CG4"], [2]),
        (b'Serial Number\n"5CG1\n5CG2"\n5CG3\n', ["5CG3"], [2]),
        (b'"5CG1\n5CG2"\n5CG3\n', [], [None]),
        (
            b"\n".join(b"5CG%d" % n for n in range(20)) + b'\n"6CG1\n6CG2"\n',
            [f"5CG{n}" for n in range(20)],
            [21],
        ),
        (b'Serial Number,Remark\n5CG1,"two\nlines"\n', ["5CG1"], []),
    ],
)
def test_forms_and_faults(
    tmp_path: Path, content: bytes, serials: list[str], problems: list[int | None]
) -> None:
    """D1: registration, Autopilot, inventory, serials alone; each fault names its row."""
    file = tmp_path / "devices.csv"
    file.write_bytes(content)
    found = read_devices(file)
    assert [device.serial for device in found.devices] == serials
    assert [problem.row for problem in found.problems] == problems


def test_a_missing_and_a_huge_file(tmp_path: Path) -> None:
    """A sentence, never an exception."""
    missing = read_devices(tmp_path / "none.csv").problems[0].message
    assert missing == "There is no such file. Check its name and folder."
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    assert "50 MB" in read_devices(huge).problems[0].message


def test_two_serial_numbers_in_a_cell_are_no_device(tmp_path: Path) -> None:
    """D1: of a workbook, where a model may well stand in two lines."""
    rows = [("5CG1\n5CG2", "A"), ("5CG3", "Elite\nBook")]
    file = tmp_path / "devices.xlsx"
    file.write_bytes(write_xlsx("Devices", ("Serial Number", "Model"), rows, (), DAY))
    found = read_devices(file)
    assert [(device.serial, device.model) for device in found.devices] == [("5CG3", "Elite Book")]
    assert [problem.row for problem in found.problems] == [2]


def test_devices_copied_from_a_spreadsheet() -> None:
    """D1: a tab parts what commas part, and nothing invisible belongs to a serial number."""
    found = typed_devices("\ufeff5CG1\tHP\tElite\n5CG2\u200b\n")
    assert found.devices == (Device("5CG1", "HP", "Elite"), Device("5CG2"))


def test_devices_typed_in() -> None:
    """One a line; the same device twice is named."""
    found = typed_devices("016520771357\n\n7; HP; Elite x2\n7, hp, elite X2\n")
    assert [device.model for device in found.devices] == ["", "Elite x2"]
    assert [problem.row for problem in found.problems] == [4]
