"""What the terminal says of lists, files and rare deeds, word for word (rules A1 to E3)."""

from pathlib import Path

import pytest

from tests.cli.course_store import notified
from tests.cli.test_compare import deployed
from tests.cli.transcript import agrees
from tests.prepared import Prepared

LISTS = """
$ register --out {folder}/r.csv
1 deviation, 1 customer, 4 devices. On Mon 2026-11-23, by all facts known now.
→ {folder}/r.csv
$ register --out {folder}/r.docx
! Name a file that ends in .xlsx, .csv or .pdf.
[2]
$ register --customer Contoso
0 deviations, 0 customers, 0 devices. On Mon 2026-11-23, by all facts known now.
$ register --on 2026-01-01
0 deviations, 0 customers, 0 devices. On Thu 2026-01-01, by all facts known now.
$ register --as-known 2026-01-01
0 deviations, 0 customers, 0 devices. On Thu 2026-01-01, as it stood that day.
$ register --decisions all
A-0001    2026-11-23     0 d  Approve                              Fabrikam              \
AnyConnect
1 decision, 0 otherwise than recommended. Median 0 days, first look 0.
$ register --decisions departing
0 decisions, 0 otherwise than recommended. None to measure.
$ register --agreement
No case was assessed twice.
$ register --ends sometime
! "sometime" does not say when: one of 14d, 30d, 3m, 12m, past, open, or a month as 2027-03.
[2]
$ calendar --from 2026-12-01 --to 2027-02-28
Wed 2026-12-23  A-0001    Second notice    Fabrikam                          planned
Fri 2027-01-22  A-0001    Third notice     Fabrikam                          planned
Sun 2027-02-14  A-0001    Final notice     Fabrikam                          planned    Sunday, \
act by Fri 2027-02-12
Sun 2027-02-21  A-0001    Cover ends       Fabrikam                          planned    4 \
devices still carry it; Sunday, act by Fri 2027-02-19
$ calendar --from 2026-12-01 --to 2026-12-31 --out {folder}/december.ics
1 entry → {folder}/december.ics
$ calendar --from 2026-12-31 --to 2026-12-01
! 2026-12-01 is before 2026-12-31.
[2]
$ calendar --from 2030-01-01 --to 2030-01-31
Nothing stands on the calendar in these days.
$ customer
Fabrikam                            0 open    0 in force    1 in revocation      0 out of \
service levels
$ customer Fabrikam --out {folder}/f.pdf
Fabrikam
1 exemption on 4 devices · no open request · last letter Mon 2026-11-23
No device is out of service levels today. 4 from Sun 2027-02-21, if nothing is removed.
In revocation: 1
  A-0001    AnyConnect                                   4 devices  In revocation             \
Sun 2027-02-21, last day to act, in 90 days
            Second notice due Wed 2026-12-23. No appeal. 0 of 4 removed.
Letters: 2
  A-0001-L2     First notice              Mon 2026-11-23
  A-0001-L1     Approval                  Mon 2026-11-23
Told last: Last day to act on AnyConnect is Sun 2027-02-21. (A-0001-L2, dispatched Mon \
2026-11-23, MMD-1-R)
  Same as what holds.
1 of 1 approved, 0 declined, 0 returned
1 of 1 ever revoked, 1 in revocation today
→ {folder}/f.pdf
$ customer Nobody
! No case is of a customer “Nobody”: `customer` alone lists them. (rule A5)
[2]
$ customer Fabrikam --language de
New letters to Fabrikam are written in German; issued ones stay.
$ customer Fabrikam --language it
! Letters are not written in “it”: en, de, fr. (rule C3)
[2]
$ device 02
02 on 2026-11-23: in_notice
B
A-0001  in_notice    2026-11-23  In revocation, last day to act Sun 2027-02-21
  Fabrikam: AnyConnect
  First notice A-0001-L2, Mon 2026-11-23
$ editions list
2019-11    2019-11-01  in force   Edition 1 of November 2019
$ due --if-dispatched A-0001
! The first notice of A-0001 counts from 2026-11-23: its dates stand. (rule D3)
[2]
"""
COMPARED = """
$ compare {folder}/inventory.csv
inventory.csv: CSV, UTF-8, separated by comma, headings in row 1.
  Columns: “Serial number” as Serial Number, “Device name” as Device Name, “ApplicationName” as \
Software, “ApplicationVersion” as Version.
On devices, not in the register (no case declares them)
  AnyConnect                                Fabrikam                  found 2, register 2  \
A-0001, in force; 1 never declared
    Perhaps: nothing says whose device it is.
    09                    2026-11-20  row 3: AnyConnect 4.10
In the register, not seen on the devices (absent is not removed)
  AnyConnect                                Fabrikam                  found 2, register 2  \
A-0001, in force; 1 not listed in the file
    02                    –           not listed
The devices name no customer: a case that lists one tells whose it is.
2 differences between the register and the devices. inventory.csv, 2 devices · newest check-in \
Fri 2026-11-20 · against the register of Mon 2026-11-23 · 0 of 1 exemption agree.
$ compare {folder}/inventory.csv --customer Fabrikam
inventory.csv: CSV, UTF-8, separated by comma, headings in row 1.
  Columns: “Serial number” as Serial Number, “Device name” as Device Name, “ApplicationName” as \
Software, “ApplicationVersion” as Version.
On devices, not in the register (no case declares them)
  AnyConnect                                Fabrikam                  found 2, register 2  \
A-0001, in force; 1 never declared
    09                    2026-11-20  row 3: AnyConnect 4.10
In the register, not seen on the devices (absent is not removed)
  AnyConnect                                Fabrikam                  found 2, register 2  \
A-0001, in force; 1 not listed in the file
    02                    –           not listed
2 differences between the register and the devices. Fabrikam only · inventory.csv, 2 devices · \
newest check-in Fri 2026-11-20 · against the register of Mon 2026-11-23 · 0 of 1 exemption agree.
$ compare {folder}/inventory.csv --customer Nobody
! No case is of a customer “Nobody”: `customer` alone lists them. (rule A5)
[2]
$ compare {folder}/none.csv
! none.csv: There is no such file. Check its name and folder.
[2]
$ compare {folder}/inventory.csv --out {folder}/d.xlsx
inventory.csv: CSV, UTF-8, separated by comma, headings in row 1.
  Columns: “Serial number” as Serial Number, “Device name” as Device Name, “ApplicationName” as \
Software, “ApplicationVersion” as Version.
On devices, not in the register (no case declares them)
  AnyConnect                                Fabrikam                  found 2, register 2  \
A-0001, in force; 1 never declared
    Perhaps: nothing says whose device it is.
    09                    2026-11-20  row 3: AnyConnect 4.10
In the register, not seen on the devices (absent is not removed)
  AnyConnect                                Fabrikam                  found 2, register 2  \
A-0001, in force; 1 not listed in the file
    02                    –           not listed
The devices name no customer: a case that lists one tells whose it is.
2 differences between the register and the devices. inventory.csv, 2 devices · newest check-in \
Fri 2026-11-20 · against the register of Mon 2026-11-23 · 0 of 1 exemption agree.
→ {folder}/d.xlsx
"""
IMPORTED = """
$ import {folder}/r.csv --dry-run
r.csv: CSV, UTF-8, separated by comma, headings in row 1.
  Columns: “Type” as Exemption type.
  Kept as notes: “Colour”.
4 rows: 2 would be imported, 0 amended, 0 skipped, 2 refused.
  r.csv row 2: new
  r.csv row 3: failed (The date “soon” cannot be read: write it as 2026-11-23.)
  r.csv row 4: failed (The customer is not named: give the organisation that asks.)
  r.csv row 5: new (Exemption type, requirement and proposal missing)
! r.csv, row 3, column Submitted: The date “soon” cannot be read: write it as 2026-11-23.
! r.csv, row 4, column Customer: The customer is not named: give the organisation that asks.
[1]
$ import {folder}/r.csv
r.csv: CSV, UTF-8, separated by comma, headings in row 1.
  Columns: “Type” as Exemption type.
  Kept as notes: “Colour”.
4 rows: 2 were imported, 0 amended, 0 skipped, 2 refused.
! r.csv, row 3, column Submitted: The date “soon” cannot be read: write it as 2026-11-23.
! r.csv, row 4, column Customer: The customer is not named: give the organisation that asks.
[1]
$ import {folder}/r.csv
r.csv: CSV, UTF-8, separated by comma, headings in row 1.
  Columns: “Type” as Exemption type.
  Kept as notes: “Colour”.
4 rows: 0 were imported, 0 amended, 2 skipped, 2 refused.
  r.csv row 2: skipped (A-0001, nothing changed)
  r.csv row 5: skipped (A-0002, nothing changed)
! r.csv, row 3, column Submitted: The date “soon” cannot be read: write it as 2026-11-23.
! r.csv, row 4, column Customer: The customer is not named: give the organisation that asks.
[1]
$ import {folder}/none.csv
0 rows: 0 were imported, 0 amended, 0 skipped, 0 refused.
! none.csv: There is no such file. Check its name and folder.
[2]
$ import {folder}/empty.csv
0 rows: 0 were imported, 0 amended, 0 skipped, 0 refused.
! empty.csv: The file is empty. Export it again.
[2]
$ list
A-0001    22 d  new                   Contoso                   Zebra
A-0002    20 d  incomplete            Fabrikam                  Tool
$ list --out {folder}/out.csv
2 requests written to {folder}/out.csv.
$ list --out {folder}/out.pdf
! out.pdf is neither .csv nor .xlsx: name the file so.
[2]
$ show A-0001
A-0001  new  Contoso  MMD-1-A
Zebra
Exemption type: Hardware or software drivers
Requirement: Labels
Proposal: Vendor driver
Timeline: Open-ended (“permanent”)
Recommendation: Undetermined
  B2  Factor 1 is not answered.
History:
  2026-11-23  Ines Moreau: Request received from r.csv.
$ show A-0002
A-0002  incomplete  Fabrikam  MMD-4-D
Tool
Exemption type: Something
Requirement: -
Proposal: -
Timeline: not understood, the period is yours to give (“until summer”)
Flags: details missing
Recommendation: Undetermined
  B2  Factor 1 is not answered.
History:
  2026-11-23  Ines Moreau: Request received from r.csv.
$ amendment A-0001
A-0001 has no amendment after its decision.
"""
RARE = """
$ promise A-0001 --text "Version 6.1 on every device" --due 2027-03-01
1. Version 6.1 on every device, due Mon 2027-03-01: open
$ promise A-0001
1. Version 6.1 on every device, due Mon 2027-03-01: open
$ promise A-0001 --kept 2 --text "Seen"
! A-0001 has no promise 2: it has 1. (rule C1)
[2]
$ promise A-0001 --kept 1 --text "Seen in the inventory"
1. Version 6.1 on every device, due Mon 2027-03-01: kept on Mon 2026-11-23: Seen in the inventory
$ review A-0001 --text "All four hold."
A-0001: The key conditions were looked at: All four hold.
$ absence
Nobody is away.
$ absence "Ines Moreau" --by "Petra Novak" --to 2026-12-04 --note Holidays
Ines Moreau, Mon 2026-11-23 to Fri 2026-12-04: Petra Novak stands in (Holidays)
$ absence
Ines Moreau, Mon 2026-11-23 to Fri 2026-12-04: Petra Novak stands in (Holidays)
$ absence "Ines Moreau" --end
Nobody is away.
$ hold A-0001 --reason "A lawsuit runs"
A-0001: Held, so that it is not disposed of: A lawsuit runs
$ hold A-0001 --reason "A lawsuit runs"
! A-0001 is held already: A lawsuit runs (rule C11)
[2]
$ hold A-0001 --reason "It ended" --lift
A-0001: The hold is lifted: It ended
$ retention
withdrawn            for ever
declined             for ever
no_exemption_needed  for ever
closed_unanswered    for ever
removed              for ever
expired              for ever
$ retention declined=2
withdrawn            for ever
declined             2 years
no_exemption_needed  for ever
closed_unanswered    for ever
removed              for ever
expired              for ever
$ retention declined=two
! Argument STATE=YEARS: 'declined=two' is not STATE=YEARS, such as declined=2. Try --help.
[2]
$ dispose A-0001 --reason Over --second-person "Petra Novak"
! A-0001 is not over (in revocation): nothing may be owed, open or on a device. (rule C11)
[2]
$ settings answer_days
answer_days     30                       So long an answer to a return decided from now on is \
awaited before it may be closed.
$ settings answer_days 14
answer_days     14                       So long an answer to a return decided from now on is \
awaited before it may be closed.
$ settings answer_days soon
! “soon” is no whole number from 1 to 365.
[2]
$ settings nothing 1
! “nothing” is no setting: `settings` lists them.
[2]
$ second
No case wants a second assessment.
$ wording approved --language it
! Letters are not written in “it”: en, de, fr. (rule C3)
[2]
$ sign A-0001-L1
! A-0001-L1 is not signed.
[2]
$ told-elsewhere A-0001 --on 2026-11-23 --reference MMD-1 --second-person "Jonas Weber"
! A-0001 owes no letter that could have been told. (rule C9)
[2]
$ proof A-0001-L1 {folder}/none.png
! {folder}/none.png cannot be read: No such file or directory.
[2]
$ attach A-0001 {folder}/none.png
! {folder}/none.png cannot be read: No such file or directory.
[2]
"""


@pytest.fixture
def folder(prepared: Prepared, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A-0001 in force on 01 to 04, first notified on 2026-11-23."""
    made = prepared(notified, tmp_path, capsys)
    capsys.readouterr()
    return made


def test_lists_and_files(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    agrees(LISTS, folder, capsys)


def test_an_inventory_against_the_register(
    prepared: Prepared, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = prepared(deployed, tmp_path, capsys)
    capsys.readouterr()
    agrees(COMPARED, made, capsys)


def test_requests_of_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.csv").write_text("")
    rows = [
        "Ticket,Customer,Type,Title,Requirement,Proposal,Timeline,Submitted,Colour",
        "MMD-1-A,Contoso,Drivers,Zebra,Labels,Vendor driver,permanent,2026-11-01,red",
        "MMD-2-B,Contoso,VPN,AnyConnect,Reach the ERP,AnyConnect,24 months,soon,",
        "MMD-3-C,,VPN,AnyConnect,Reach the ERP,AnyConnect,24 months,2026-11-02,",
        "MMD-4-D,Fabrikam,Something,Tool,,,until summer,2026-11-03,",
    ]
    (tmp_path / "r.csv").write_text("\n".join(rows) + "\n")
    agrees(IMPORTED, tmp_path, capsys)


def test_deeds_that_are_rare(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder / "config"))
    agrees(RARE, folder, capsys)
