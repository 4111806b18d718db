"""What the terminal says from a request to its letter, word for word (rules A1 to C4)."""

import json
from pathlib import Path

import pytest

from tests.cli.transcript import agrees

ANSWERS = {
    "non_negotiable": "no",
    "microsoft_technology": "yes",
    "technology": "Always On VPN",
    "scope": "Two sites.",
    "conditions": {
        "security": "holds",
        "cost": "holds",
        "stability": "holds",
        "operations": "holds",
    },
}
ASKED = """
$ list
! There is no store at {folder}/s.sqlite: import a file or open the window to make one.
[3]
$ new --customer Fabrikam --type VPN --title AnyConnect --requirement "reach the ERP" \
--proposal AnyConnect --timeline "24 months" --ticket MMD-1465058-R5V8P --submitted 2026-11-11
A-0001  new  Fabrikam  MMD-1465058-R5V8P
AnyConnect
$ new --customer Contoso --requirement "label printing"
A-0002  incomplete  Contoso
label printing
$ new --customer Contoso --title "Zebra driver" --timeline permanent --type Drivers --ticket \
mmd-2-b
A-0003  incomplete  Contoso  mmd-2-b
Zebra driver
$ list
A-0001    12 d  new                   Fabrikam                  AnyConnect
A-0002     0 d  incomplete            Contoso                   label printing
A-0003     0 d  incomplete            Contoso                   Zebra driver
$ list --search zebra
A-0003     0 d  incomplete            Contoso                   Zebra driver
$ list --sort -customer --limit 1
A-0001    12 d  new                   Fabrikam                  AnyConnect
! 2 more match, which --limit N adds.
$ list --of me
No case matches.
$ list --state owed
No case matches.
$ show A-0001
A-0001  new  Fabrikam  MMD-1465058-R5V8P
AnyConnect
Exemption type: Security agents & VPNs
Requirement: reach the ERP
Proposal: AnyConnect
Timeline: 24 months (“24 months”)
Recommendation: Undetermined
  B2  Factor 1 is not answered.
History:
  2026-11-23  Ines Moreau: Request typed in.
$ show A-0002
A-0002  incomplete  Contoso
label printing
Exemption type: -
Requirement: label printing
Proposal: -
Timeline: Not stated
Flags: details missing
Recommendation: Undetermined
  B2  Factor 1 is not answered.
History:
  2026-11-23  Ines Moreau: Request typed in.
$ show mmd-2-b
A-0003  incomplete  Contoso  mmd-2-b
Zebra driver
Exemption type: Hardware or software drivers
Requirement: -
Proposal: -
Timeline: Open-ended (“permanent”)
Flags: details missing
Recommendation: Undetermined
  B2  Factor 1 is not answered.
History:
  2026-11-23  Ines Moreau: Request typed in.
$ show A-0009
! There is no case "A-0009" in this store: give a case number or a ticket.
[2]
"""
TRIAGED = """
$ new --customer Fabrikam --type VPN --title AnyConnect --requirement "reach the ERP" \
--proposal AnyConnect --timeline "24 months" --ticket MMD-1465058-R5V8P
A-0001  new  Fabrikam  MMD-1465058-R5V8P
AnyConnect
$ new --customer Contoso --requirement "label printing"
A-0002  incomplete  Contoso
label printing
$ assign A-0001 A-0002
A-0001: Assigned to Ines Moreau.
A-0002: Assigned to Ines Moreau.
$ assign A-0002 --to nobody
A-0002: Assigned to nobody.
$ list --of nobody
A-0002     0 d  incomplete            Contoso                   label printing
$ judge A-0001 requirement --why vague
A-0001: The requirement does not suffice: vague
$ judge A-0001 requirement --sufficient
A-0001: The requirement is sufficient.
$ judge A-0002 timeline --as "6 months"
A-0002: Timeline read as: 6 months.
$ judge A-0002 type --as drivers
A-0002: Exemption type set to Hardware or software drivers.
$ judge A-0002 proposal --as words
! Only type, timeline and customer are read; the other details are words. (rule A1)
[2]
$ note A-0001 "asked the vendor"
A-0001: Note: asked the vendor
$ park A-0002 --until 2026-12-07 --reason Study
A-0002: Parked until 2026-12-07: Study
$ park A-0002 --until 2026-11-01 --reason Study
! A case is parked until a day after today, 2026-11-23; 2026-11-01 is not. (rule A6)
[2]
$ list --state parked
A-0002     0 d  parked                Contoso                   label printing
$ unpark A-0002
A-0002: Taken out of parking.
$ unpark A-0002
! None of these cases is parked. (rule A6)
[2]
$ link A-0001 A-0002
A-0001: Linked to A-0002.
$ link A-0001 A-0001
! A case cannot be linked to itself. (rule A5)
[2]
$ undo A-0001
A-0001: Undone: Linked to A-0002.
A-0002: Undone: Linked to A-0001.
$ redo A-0001
A-0001: Done again: Linked to A-0002.
A-0002: Done again: Linked to A-0001.
$ redo A-0001
! There is nothing to redo.
[2]
$ join "Contoso Ltd" Contoso
Contoso Ltd counts as Contoso from now on: new letters print that name, issued ones keep theirs.
$ customer
Contoso                             1 open    0 in force    0 in revocation      0 out of \
service levels
Fabrikam                            1 open    0 in force    0 in revocation      0 out of \
service levels
"""
DECIDED = """
$ new --customer Fabrikam --type VPN --title AnyConnect --requirement "reach the ERP" \
--proposal AnyConnect --timeline "24 months" --ticket MMD-1465058-R5V8P --contact "Jana Hofer" \
--email jana@fabrikam.example
A-0001  new  Fabrikam  MMD-1465058-R5V8P
AnyConnect
$ assess A-0001 --answers {folder}/answers.json --dry-run
Recommendation: Approve for migration, 12 months, until 2027-11-23
  B1  Nothing on every device is affected.
  B7  Factor 2 does not apply to this type.
  B1  Always On VPN can meet it, so an approval is for a migration period.
  B6  24 months asked for, 12 months the longest.
  B4  All four key conditions hold.
$ assess A-0001 --answers {folder}/answers.json
Recommendation: Approve for migration, 12 months, until 2027-11-23
  B1  Nothing on every device is affected.
  B7  Factor 2 does not apply to this type.
  B1  Always On VPN can meet it, so an approval is for a migration period.
  B6  24 months asked for, 12 months the longest.
  B4  All four key conditions hold.
$ assess A-0001 --answers {folder}/none.json
! {folder}/none.json cannot be read: No such file or directory.
[2]
$ decide A-0001 approve --months 9
! Write a reason: the recommendation is: approve for migration. (rule B5)
[2]
$ decide A-0001 approve_migration --months 13
! Write a reason: the period is outside 3 to 12 months. (rule B5)
[2]
$ decide A-0001 approve_migration --months 9 --terms "Only at the two sites."
Decided: Approve for migration until 2027-08-23.
$ precedents A-0001
No decided case is like A-0001.
$ told A-0001
Decision                 Approved for migration (not told)
First day                Mon 2026-11-23 (not told)
Last day                 Mon 2027-08-23 (not told)
Terms                    Only at the two sites. (not told)
$ owed
1 letter owed, 1 not written.
   0 d  A-0001   Approval for migration   Fabrikam: Not to be deployed before it is issued
$ letter A-0001 --out {folder}/l.pdf --draft
Draft, not issued: Your exemption is approved for a migration period → {folder}/l.pdf
$ letter A-0001 --out {folder}/l.pdf --force
A-0001-L1: Your exemption is approved for a migration period → {folder}/l.pdf
$ letter A-0001 --out {folder}/l.pdf
A-0001-L1: Your exemption is approved for a migration period → {folder}/l.pdf
$ printed A-0001-L1
A-0001: Letter A-0001-L1 printed.
$ to-dispatch
1 letter issued, not dispatched.
A-0001-L1    Approval for migration   MMD-1465058-R5V8P  Fabrikam
$ to-dispatch A-0001-L1 --eml {folder}/l.eml
A-0001-L1: draft to jana@fabrikam.example → {folder}/l.eml. Nothing was sent.
$ due
Mon 2026-11-23  A-0001    Letter owed      Fabrikam  Not told; may be deployed; A-0001-L1 is \
written
$ dispatch A-0001-L1 --on 2026-11-24 --reference P-1
! 2026-11-24 lies in the future: record a dispatch when it has happened. (rule C4)
[2]
$ dispatch A-0001-L1 --on 2026-11-23 --reference P-1
A-0001: Letter A-0001-L1 dispatched on 2026-11-23, reference P-1.
$ to-dispatch
Every letter is dispatched.
$ told A-0001
Decision                 Approved for migration (told by A-0001-L1 on Mon 2026-11-23)
First day                Mon 2026-11-23 (told by A-0001-L1 on Mon 2026-11-23)
Last day                 Mon 2027-08-23 (told by A-0001-L1 on Mon 2026-11-23)
Terms                    Only at the two sites. (told by A-0001-L1 on Mon 2026-11-23)
$ owed
No letter is owed.
$ undo A-0001
! This cannot be undone: the dispatch of A-0001-L1 is recorded; correct it by an added fact. \
(rule C7)
[2]
$ show A-0001
A-0001  approved  Fabrikam  MMD-1465058-R5V8P
AnyConnect
Exemption type: Security agents & VPNs
Requirement: reach the ERP
Proposal: AnyConnect
Timeline: 24 months (“24 months”)
Decision: Approve for migration, until 2027-08-23, on 2026-11-23 by Ines Moreau
  Terms: Only at the two sites.
Recommendation: Approve for migration, 12 months, until 2027-11-23
  B1  Nothing on every device is affected.
  B7  Factor 2 does not apply to this type.
  B1  Always On VPN can meet it, so an approval is for a migration period.
  B6  24 months asked for, 12 months the longest.
  B4  All four key conditions hold.
History:
  2026-11-23  Ines Moreau: Request typed in.
  2026-11-23  Ines Moreau: Answered microsoft technology: yes; non negotiable: no; cost: holds; \
operations: holds; security: holds; stability: holds; technology; scope.
      Technology: nothing → Always On VPN
      Scope: nothing → Two sites.
  2026-11-23  Ines Moreau: Decided: Approve for migration until 2027-08-23.
  2026-11-23  Ines Moreau: Letter A-0001-L1 issued: Your exemption is approved for a migration \
period.
  2026-11-23  Ines Moreau: Letter A-0001-L1 printed.
  2026-11-23  Ines Moreau: Letter A-0001-L1 dispatched on 2026-11-23, reference P-1.
"""


def test_requests_typed_in_and_looked_at(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    agrees(ASKED, tmp_path, capsys)


def test_triage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    agrees(TRIAGED, tmp_path, capsys)


def test_assessment_decision_and_letter(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "answers.json").write_text(json.dumps(ANSWERS))
    agrees(DECIDED, tmp_path, capsys)
