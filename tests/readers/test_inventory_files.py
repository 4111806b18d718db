"""Inventories under the headings that Intune, Autopilot and the portal write."""

import json
from datetime import date
from pathlib import Path

import pytest

from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.inventory import InventoryFile
from mmd_reviewer.exports.tables import write_xlsx
from mmd_reviewer.readers.inventory_files import read_inventory
from tests.making import DAY

HERE = Path(__file__).parent
# The headings of the exports, word for word.
DEVICES = (
    "Device ID,Device name,Enrollment date,Last check-in,Microsoft Entra Device ID,OS version,"
    "Microsoft Entra registered,EAS activation ID,Serial number,Manufacturer,Model,EAS activated,"
    "IMEI,Last EAS sync time,EAS reason,EAS status,Compliance grace period expiration,"
    "Security patch level,Wi-Fi MAC,MEID,Subscriber carrier,Total storage,Free storage,"
    "Management name,Category,UserId,Primary user UPN,Primary user email address,"
    "Primary user display name,Compliance,Managed by,Ownership,Device state,OS"
)
RAW = (
    "ApplicationKey,ApplicationName,ApplicationPublisher,ApplicationShortVersion,"
    "ApplicationVersion,DeviceId,DeviceName,EmailAddress,OSDescription,OSVersion,Platform,UserId,"
    "UserName"
)
PORTAL_LIST = (
    "Serial Number,Device Name,Device Last check-in,Managed By,Manufacturer,Model,OS,OS License,"
    "OS Version,Ownership,Enrollment Date,Ring Name,Status,Age (Months),Profile"
)
AUTOPILOT = "Device Serial Number,Windows Product ID,Hardware Hash,Group Tag,Assigned User"
INSTALL = "DeviceName,DeviceId,AppVersion,AppInstallState,AppInstallState_loc,UserPrincipalName"


def read(path: Path) -> InventoryFile:
    return read_inventory(path, "Europe/Brussels", Job())


def row(headings: str, **cells: str) -> str:
    """A row under the headings; what is not named is empty."""
    names = headings.split(",")
    assert not cells.keys() - set(names)
    return ",".join(cells.get(name, "") for name in names)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return tmp_path / "export.csv"


def test_the_export_of_all_devices(table: Path) -> None:
    """D9: devices by serial number, with Intune's id and the last check-in."""
    cells = {
        "Device ID": "A1",
        "Device name": "PC-0001",
        "Last check-in": "2026-11-20 23:30:12.0000000",
        "Serial number": "016520771357",
        "Manufacturer": "HP",
        "Model": "EliteBook",
    }
    table.write_text(f"{DEVICES}\n{row(DEVICES, **cells)}\n", "utf-8-sig")
    found = read(table)
    assert not found.problems
    assert not found.tells_software
    one = found.devices[0]
    assert (one.device.serial, one.device.name, one.id) == ("016520771357", "PC-0001", "a1")
    assert (one.seen, one.row) == (date(2026, 11, 20), 2)


def test_the_raw_export_of_discovered_apps(table: Path) -> None:
    """D9: it names devices by id and name, the full version before the short one."""
    rows = [
        row(
            RAW,
            ApplicationName=name,
            ApplicationPublisher="Wacom",
            ApplicationShortVersion="6",
            ApplicationVersion=version,
            DeviceId=device,
            DeviceName=f"PC-{device}",
        )
        for device in "12"
        for name, version in (("Wacom Driver", "6.4.1"), ("Zoom", "6.2"))
    ]
    table.write_text("\n".join([RAW, *rows]), "utf-8")
    found = read(table)
    assert found.tells_software
    assert [one.name for one in found.devices] == ["PC-1", "PC-2"]
    first = found.devices[0].software[0]
    assert (first.program.name, first.program.publisher) == ("Wacom Driver", "Wacom")
    assert (first.version, first.row, found.devices[1].software[1].row) == ("6.4.1", 2, 5)
    assert any("ApplicationVersion" in remark for remark in found.reading.remarks)


def test_the_portal_s_own_list_and_autopilot(table: Path) -> None:
    """D9: without programs they tell that a device is there; a hash is not kept."""
    cells = {"Serial Number": "5CG1", "Device Name": "PC-1", "Ring Name": "Test"}
    cells["Device Last check-in"] = "11/20/2026 4:05 PM"
    table.write_text(f"{PORTAL_LIST}\n{row(PORTAL_LIST, **cells)}\n", "utf-8")
    one = read(table).devices[0]
    assert (one.device.serial, one.seen, one.device.in_test_group) == (
        "5CG1",
        date(2026, 11, 20),
        True,
    )
    cells = {"Device Serial Number": "5CG1", "Hardware Hash": "T0EIeJuv"}
    table.write_text(f"{AUTOPILOT}\n{row(AUTOPILOT, **cells)}\n", "utf-16")
    found = read(table)
    assert found.devices[0].device.serial == "5CG1"
    assert "T0EIeJuv" not in repr(found)
    assert found.devices[0].seen is None


def test_a_list_for_one_program_must_name_it(table: Path) -> None:
    """D6: of which program a state is told is never guessed."""
    table.write_text(f"{INSTALL}\nPC-1,1,6.4,1,Installed,\n", "utf-8")
    found = read(table)
    assert not found.devices
    assert "and not which" in found.problems[0].message


def test_only_what_is_installed_counts(table: Path) -> None:
    """D9: a failed installation puts nothing on a device; that is said."""
    headings = f"{INSTALL},Application name"
    rows = ["PC-1,1,6.4,1,Installed,,Wacom", "PC-2,2,6.4,2,Failed,,Wacom"]
    table.write_text("\n".join([headings, *rows]), "utf-8")
    found = read(table)
    assert [len(one.software) for one in found.devices] == [1, 0]
    assert any("1 “Failed”" in remark for remark in found.reading.remarks)
    assert found.tells_software


@pytest.mark.parametrize(
    ("name", "devices", "seen"),
    [
        ("get-device-1.json", 1, True),
        ("list-devices-1.json", 3, True),
        ("list-devices-2.json", 2, True),
    ],
)
def test_the_portal_documents(name: str, devices: int, seen: bool) -> None:
    """D9: the portal's devices with their last synchronisation; placeholders of one serial number
    stay apart by model.
    """
    found = read(HERE / "portal" / name)
    assert (len(found.devices), found.problems) == (devices, ())
    assert (found.devices[0].seen is not None) == seen


def test_an_answer_of_graph_with_its_programs(tmp_path: Path) -> None:
    """D9: the programs of a device stand within it."""
    apps = [{"displayName": "Docker Desktop", "version": "4.30.0", "publisher": "Docker Inc."}]
    devices = [
        {"id": "x1", "deviceName": "PC-1", "serialNumber": "5CG1", "detectedApps": apps},
        {"id": "x2", "deviceName": "PC-2", "serialNumber": "5CG2", "detectedApps": []},
        {"id": "x3", "deviceName": "PC-3", "serialNumber": 12},
    ]
    path = tmp_path / "devices.json"
    path.write_text(json.dumps({"value": devices, "@odata.nextLink": "https://…"}), "utf-8")
    found = read(path)
    assert [(one.id, len(one.software)) for one in found.devices] == [("x1", 1), ("x2", 0)]
    assert found.problems[0].row == 3
    assert found.tells_software
    assert any("one page of several" in remark for remark in found.reading.remarks)


@pytest.mark.parametrize("stray", ["null", "7", '"PC-2"', "[]"])
def test_an_entry_that_is_no_device_is_a_problem_of_its_row(tmp_path: Path, stray: str) -> None:
    """D6: the devices beside it are compared."""
    path = tmp_path / "devices.json"
    path.write_text(f'[{{"serialNumber": "5CG1"}}, {stray}]', "utf-8")
    found = read(path)
    assert [one.device.serial for one in found.devices] == ["5CG1"]
    assert [problem.row for problem in found.problems] == [2]


@pytest.mark.parametrize("other", ["", "value of another program"])
@pytest.mark.parametrize("first", [True, False])
def test_the_closer_of_two_names_counts(tmp_path: Path, other: str, first: bool) -> None:
    """D9: a device is known by what the portal calls its name, whatever stands beside it."""
    fields = [("deviceName", "PC-1"), ("name", other)]
    path = tmp_path / "devices.json"
    path.write_text(json.dumps([dict(fields if first else fields[::-1])]), "utf-8")
    assert [one.name for one in read(path).devices] == ["PC-1"]


def test_a_workbook(tmp_path: Path) -> None:
    """D9: read as every table is; the sheet is said."""
    columns = ("Seriennummer", "Gerätename", "Anwendungsname", "Anwendungsversion")
    rows = [("0012", "PC-1", "Docker Desktop", "4.30")]
    (tmp_path / "bestand.xlsx").write_bytes(write_xlsx("Geräte", columns, rows, (), DAY))
    found = read(tmp_path / "bestand.xlsx")
    assert found.reading.kind == "XLSX"
    assert found.devices[0].device.serial == "0012"
    assert found.devices[0].software[0].version == "4.30"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "empty"),
        ("Title,Requirement,Proposal,Timeline\na,b,c,d\n", "exemption requests, not devices"),
        ("Colour,Size\nred,2\n", "“Colour”, “Size”"),
        ("%PDF-1.7", "PDF"),
        ('{"value": [{"title": "x"}]}', "lists no devices"),
        ("[", "breaks off"),
        ("[1,]", "not valid"),
    ],
)
def test_what_is_no_inventory_is_refused_whole(table: Path, content: str, said: str) -> None:
    """D6: nothing of it is compared."""
    table.write_text(content, "utf-8")
    found = read(table)
    assert not found.devices
    assert said in found.problems[0].message


def test_a_serial_number_that_is_none_is_said_and_the_name_counts(table: Path) -> None:
    """D9: no device is known by a placeholder."""
    table.write_text("Serial number,Device name\nDefault string,PC-1\n,\n,PC-2\n", "utf-8")
    found = read(table)
    assert [one.name for one in found.devices] == ["PC-1", "PC-2"]
    assert [problem.row for problem in found.problems] == [2]


def test_rows_of_an_inventory_are_read_as_those_of_every_table(table: Path) -> None:
    """D9: short rows are filled, totals passed over, what cannot be read is a problem; the programs
    of a device that no number names are not laid to another.
    """
    table.write_text(
        "Serial number,Device name,Application,Version\n5CG1\n5CG2,PC-2,Docker\n"
        'To be filled by O.E.M.,,Docker,4\n"5CG3" x,PC-3,Docker,4\nTotal,,,3\n'
        '5CG4,"PC-4\n5CG5,PC-5",Docker,4\n',
        "utf-8",
    )
    found = read(table)
    assert [(one.name, len(one.software)) for one in found.devices] == [("5CG1", 0), ("5CG2", 1)]
    assert sorted(problem.row or 0 for problem in found.problems) == [4, 5, 7]
    assert any("a total (row 6)" in remark for remark in found.reading.remarks)
