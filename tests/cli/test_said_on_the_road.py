"""What the terminal says of packs, copies and checks, word for word (rules E4, E5, C7)."""

import json
from pathlib import Path

import pytest

from tests.cli.test_said_to_a_reviewer import ANSWERS
from tests.cli.transcript import agrees

PACKED = """
$ new --customer Fabrikam --type VPN --title AnyConnect --requirement "reach the ERP" \
--proposal AnyConnect --timeline "24 months" --ticket MMD-1-A
A-0001  new  Fabrikam  MMD-1-A
AnyConnect
$ new --customer Contoso --requirement "label printing"
A-0002  incomplete  Contoso
label printing
$ new --customer Adatum --requirement "a lab"
A-0003  incomplete  Adatum
a lab
$ packs
No pack is out.
$ checkout --out {folder}/train.mmdpack A-0001 A-0002 --to Kim
Pack A1: 2 cases with 0 files → {folder}/train.mmdpack
$ checkout --out {folder}/other.mmdpack A-0001 A-0003
Pack A2: 2 cases with 0 files → {folder}/other.mmdpack. A-0001 is out on A1 (Kim) too: what is \
done in both is united.
$ checkout --out {folder}/other.txt A-0001
Pack A3: 1 case with 0 files → {folder}/other.txt. A-0001 is out on A1 (Kim), A2 (Ines Moreau) \
too: what is done in both is united.
$ checkout --out {folder}/more.mmdpack --all A-0001
! Name cases or give --all, not both.
[2]
$ packs
Pack A1 (Kim, since 2026-11-23): 2 cases (A-0001, A-0002)
Pack A2 (Ines Moreau, since 2026-11-23): 2 cases (A-0001, A-0003)
Pack A3 (Ines Moreau, since 2026-11-23): 1 case (A-0001)
$ list
A-0001     0 d  new                   Fabrikam                  AnyConnect  Out on A1 (Kim), A2 \
(Ines Moreau), A3 (Ines Moreau)
A-0002     0 d  incomplete            Contoso                   label printing  Out on A1 (Kim)
A-0003     0 d  incomplete            Adatum                    a lab  Out on A2 (Ines Moreau)
$ note A-0003 "stays here"
A-0003: Note: stays here
$ note A-0001 "changed at the desk"
A-0001: Note: changed at the desk
$ assess A-0001 --answers {folder}/answers.json
Recommendation: Approve for migration, 12 months, until 2027-11-23
  B1  Nothing on every device is affected.
  B7  Factor 2 does not apply to this type.
  B1  Always On VPN can meet it, so an approval is for a migration period.
  B6  24 months asked for, 12 months the longest.
  B4  All four key conditions hold.
$ packs --store {folder}/train.mmdpack
Pack A1 (Kim, since 2026-11-23): 2 cases (A-0001, A-0002)
This is Pack A1 (Kim, since 2026-11-23).
$ list --store {folder}/train.mmdpack
A-0002     0 d  incomplete            Contoso                   label printing
A-0001     0 d  new                   Fabrikam                  AnyConnect
$ show A-0003 --store {folder}/train.mmdpack
! There is no case "A-0003" in this store: give a case number or a ticket.
[2]
$ note A-0001 "written on the train" --store {folder}/train.mmdpack --reviewer Kim
A-0001: Note: written on the train
$ decide A-0002 withdrawn --reason "By telephone." --store {folder}/train.mmdpack --reviewer Kim
Decided: Withdrawn by the customer. By telephone.
$ assess A-0001 --answers {folder}/other.json --store {folder}/train.mmdpack --reviewer Kim
Recommendation: Approve for migration, 12 months, until 2027-11-23
  B1  Nothing on every device is affected.
  B7  Factor 2 does not apply to this type.
  B1  Always On VPN can meet it, so an approval is for a migration period.
  B6  24 months asked for, 12 months the longest.
  B4  All four key conditions hold.
$ new --customer Fabrikam --requirement "on the road" --store {folder}/train.mmdpack
A1-0001  incomplete  Fabrikam
on the road
$ merge {folder}/train.mmdpack --dry-run
3 cases with something new (5 entries, 0 files), 0 unchanged.
New here: A1-0001.
To be settled, as two sides changed them: A-0001.
[1]
$ merge {folder}/train.mmdpack
3 cases with something new (5 entries, 0 files), 0 unchanged.
New here: A1-0001.
To be settled, as two sides changed them: A-0001.
[1]
$ merge {folder}/train.mmdpack
0 cases with something new (0 entries, 0 files), 3 unchanged.
To be settled, as two sides changed them: A-0001.
[1]
$ settle A-0001
The two sides differ about the answer to scope.
One:
  Mon 2026-11-23, Ines Moreau at A: Note: changed at the desk
  Mon 2026-11-23, Ines Moreau at A: Answered microsoft technology: yes; non negotiable: no; \
cost: holds; operations: holds; security: holds; stability: holds; technology; scope.
    Technology: Always On VPN
    Scope: Two sites.
Other:
  Mon 2026-11-23, Kim at A1: Note: written on the train
  Mon 2026-11-23, Kim at A1: Answered microsoft technology: yes; non negotiable: no; cost: \
holds; operations: holds; security: holds; stability: holds; technology; scope.
    Scope: Five sites.
--keep one: Taken back, and still to be read: Answered microsoft technology: yes; non \
negotiable: no; cost: holds; operations: holds; security: holds; stability: holds; technology; \
scope.
--keep other: Taken back, and still to be read: Answered microsoft technology: yes; non \
negotiable: no; cost: holds; operations: holds; security: holds; stability: holds; technology; \
scope.
--keep both: Nothing is taken back; where both say the same thing, the later counts, of a \
dispatch the earlier, of a deadline or an appeal what is better for the customer.
$ settle A-0001 --keep one
! Write why this side is kept. (rule C7)
[2]
$ settle A-0001 --keep one --reason "The desk asked the vendor"
A-0001: Undone: Answered microsoft technology: yes; non negotiable: no; cost: holds; \
operations: holds; security: holds; stability: holds; technology; scope.
A-0001: Two sides settled, the earlier stands: The desk asked the vendor
$ settle A-0001 --keep one --reason "Again"
! Nothing of A-0001 is to be settled.
[2]
$ packs --give-up A9 --reason Lost
! No pack A9 is out (A2 and A3).
[2]
$ packs --give-up A2 --reason "The stick is lost"
Pack A3 (Ines Moreau, since 2026-11-23): 1 case (A-0001)
$ packs
Pack A3 (Ines Moreau, since 2026-11-23): 1 case (A-0001)
$ list
A-0001      0 d  in_assessment         Fabrikam                  AnyConnect  Out on A3 (Ines \
Moreau)
A-0002      0 d  withdrawn             Contoso                   label printing
A-0003      0 d  incomplete            Adatum                    a lab
A1-0001     0 d  incomplete            Fabrikam                  on the road
$ show A-0001
A-0001  in_assessment  Fabrikam  MMD-1-A
AnyConnect
Exemption type: Security agents & VPNs
Requirement: reach the ERP
Proposal: AnyConnect
Timeline: 24 months (“24 months”)
Out on A3 (Ines Moreau)
Recommendation: Approve for migration, 12 months, until 2027-11-23
  B1  Nothing on every device is affected.
  B7  Factor 2 does not apply to this type.
  B1  Always On VPN can meet it, so an approval is for a migration period.
  B6  24 months asked for, 12 months the longest.
  B4  All four key conditions hold.
History:
  2026-11-23  Ines Moreau: Request typed in.
  2026-11-23  Ines Moreau: Note: changed at the desk
  2026-11-23  Ines Moreau: Answered microsoft technology: yes; non negotiable: no; cost: holds; \
operations: holds; security: holds; stability: holds; technology; scope.
      Technology: nothing → Always On VPN
      Scope: nothing → Two sites.
  2026-11-23  Kim: Note: written on the train
  2026-11-23  Kim: Answered microsoft technology: yes; non negotiable: no; cost: holds; \
operations: holds; security: holds; stability: holds; technology; scope.
      Scope: Two sites. → Five sites.
  2026-11-23  Ines Moreau: Undone: Answered microsoft technology: yes; non negotiable: no; \
cost: holds; operations: holds; security: holds; stability: holds; technology; scope.
      Scope: Five sites. → Two sites.
  2026-11-23  Ines Moreau: Two sides settled, the earlier stands: The desk asked the vendor
"""
KEPT = """
$ new --customer Fabrikam --requirement "reach the ERP"
A-0001  incomplete  Fabrikam
reach the ERP
$ backups
There is no backup yet: `backup` makes one.
$ verify --seal 1:abc
! A seal is written COUNT:DIGEST, as a cover list prints it.
[2]
$ verify --seal 1
! A seal is written COUNT:DIGEST, as a cover list prints it.
[2]
$ rebuild
1 case made again from the facts.
$ restore {folder}/none.sqlite --into {folder}/new.sqlite
! There is no file {folder}/none.sqlite: name the backup.
[3]
$ restore {folder}/s.sqlite --into {folder}/s.sqlite
! {folder}/s.sqlite exists: a backup never overwrites. Name another file.
[3]
$ export-case A-0001 --out {folder}/case
A-0001: 3 files in {folder}/case. Seal of the case: 1:{digest}
Keep the seal on paper: `python3 check.py SEAL` in the folder proves by it.
$ export-case A-0001 --out {folder}/case
! {folder}/case is not an empty folder: name one that is not there yet.
[2]
$ recover {folder}/none.sqlite --into {folder}/new.sqlite
! {folder}/none.sqlite cannot be read: No such file or directory.
[3]
$ copy-store {folder}/copy.sqlite --to 2026-12-31
! Unrecognized arguments: --to. Try --help.
[2]
"""


def test_cases_on_the_road(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "answers.json").write_text(json.dumps(ANSWERS))
    other = {**ANSWERS, "scope": "Five sites."}
    (tmp_path / "other.json").write_text(json.dumps(other))
    agrees(PACKED, tmp_path, capsys)


def test_what_is_kept_and_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    agrees(KEPT, tmp_path, capsys)
