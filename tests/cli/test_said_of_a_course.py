"""What the terminal says in the course of a revocation, word for word (rules D1 to D11, E3)."""

from pathlib import Path

import pytest

from tests.cli.course_store import notified
from tests.cli.transcript import agrees
from tests.prepared import Prepared

COURSE = """
$ show A-0001
A-0001  in_revocation  Fabrikam  MMD-1465058-R5V8P
AnyConnect
Exemption type: Security agents & VPNs
Requirement: reach the ERP
Proposal: AnyConnect
Timeline: 24 months (“24 months”)
Decision: Approve, until 2027-11-23, on 2026-11-23 by Ines Moreau
Revocation for System stability, deadline Sun 2027-02-21. Second notice due Wed 2026-12-23. No \
appeal. 0 of 4 removed.
Recommendation: Approve, 24 months, until 2028-11-23
  B1  Nothing on every device is affected.
  B7  Factor 2 does not apply to this type.
  B1  Microsoft technology cannot meet it.
  B1  It is likely to be approved unless a key condition is broken.
  B4  All four key conditions hold.
History:
  2026-11-23  Ines Moreau: Request typed in.
  2026-11-23  Ines Moreau: Answered microsoft technology: no; non negotiable: no; cost: holds; \
operations: holds; security: holds; stability: holds.
  2026-11-23  Ines Moreau: Decided: Approve until 2027-11-23. A year is enough.
  2026-11-23  Ines Moreau: Letter A-0001-L1 issued: Your exemption is approved.
  2026-11-23  Ines Moreau: Letter A-0001-L1 dispatched on 2026-11-23, reference MMD-0-R.
  2026-11-23  Ines Moreau: In force since 2026-11-23 on 4 devices.
  2026-11-23  Ines Moreau: Revocation prepared for stability: 61 stop errors
      Revocation: nothing → open, prepared 2026-11-23
      Actions advised: nothing → Remove it
      Deadline: nothing → day 90
  2026-11-23  Ines Moreau: Letter A-0001-L2 issued: First notice: your exemption is being \
revoked.
  2026-11-23  Ines Moreau: Letter A-0001-L2 dispatched on 2026-11-23, reference MMD-1-R.
      Deadline: day 90 → 2027-02-21
$ due --within 100
Wed 2026-12-23  A-0001    Second notice    Fabrikam
Fri 2027-01-22  A-0001    Third notice     Fabrikam
Sun 2027-02-14  A-0001    Final notice     Fabrikam  Sunday, act by Fri 2027-02-12
Sun 2027-02-21  A-0001    Cover ends       Fabrikam  4 devices still carry it; Sunday, act by \
Fri 2027-02-19
$ control-sheet A-0001 --out {folder}/sheet.pdf
Mon 2026-11-23  Approval starts  done         Rule C1: the day of the decision.
Mon 2026-11-23  First notice     done         Rule D3: day 0 is the recorded dispatch of the \
first notice, Mon 2026-11-23.
Wed 2026-12-23  Second notice    planned      Rule D2: day 30, calendar days counted from the \
first notice on Mon 2026-11-23.
Fri 2027-01-22  Third notice     planned      Rule D2: day 60, calendar days counted from the \
first notice on Mon 2026-11-23.
Sun 2027-02-14  Final notice     planned      Rule D2: one week before the deadline, day 83 \
counted from Mon 2026-11-23.
Sun 2027-02-21  Cover ends       planned      Rule D2: day 90, calendar days counted from the \
first notice on Mon 2026-11-23.
Tue 2027-11-23  Approval ends    planned      Rules C1, C5: the last day of the approval that \
was given on Mon 2026-11-23.
→ {folder}/sheet.pdf
$ revoke A-0001 --conditions stability --why Again --actions Remove --not-evident Later
! A revocation is open already, one at a time; a ground found later is added to it. (rule D1)
[2]
$ ground A-0001 --conditions security --why "CVE-2026-1" --not-evident "Published in December"
A-0001: Ground added, security: CVE-2026-1
$ notice A-0001 second --out {folder}/second.pdf
! The second notice is due on 2026-12-23 and may be dispatched from 2026-12-20 on. (rule D5)
[2]
@ 2026-12-20
$ due
Wed 2026-12-23  A-0001    Second notice    Fabrikam
$ notice A-0001 second --out {folder}/second.pdf
A-0001-L3: Second notice: your exemption is being revoked → {folder}/second.pdf. Post it on Sun \
2026-12-20, then record its dispatch.
$ notice A-0001 second --out {folder}/second.pdf
A-0001-L3: Second notice: your exemption is being revoked → {folder}/second.pdf. Post it on Sun \
2026-12-20, then record its dispatch.
$ owed
No letter is owed.
@ 2026-12-23
$ dispatch A-0001-L3 --on 2026-12-23 --reference MMD-2-R
! The second notice is dated 2026-12-20, its days count from that: make it again for \
2026-12-23; or, if it has gone out already, write the reason. (rule D3)
[2]
$ dispatch A-0001-L3 --on 2026-12-22 --reference MMD-2-R --correct "It went out on Tuesday"
! No dispatch of A-0001-L3 is recorded that could be corrected. (rule D11)
[2]
@ 2027-01-25
$ due
Wed 2026-12-23  A-0001    Second notice    Fabrikam  33 days late; Dispatched today, 27 days of \
warning left, not 60; letter issued, not dispatched
Fri 2027-01-22  A-0001    Third notice     Fabrikam  3 days late; Dispatched today, 27 days of \
warning left, not 30
$ retime A-0001 --kind late_notice --deadline 2027-03-01 --reason "The third notice is late"
A-0001: Deadline changed from 2027-02-21 to 2027-03-01 (late notice): The third notice is late
  first    Mon 2026-11-23
  second   Wed 2026-12-23
  third    Fri 2027-01-22
  final    Mon 2027-02-22
  deadline Mon 2027-03-01
$ owed
1 letter owed, 1 not written.
   0 d  A-0001   Change of the deadline   Fabrikam: Holds already; told 2027-02-21
$ control-sheet A-0001 --out {folder}/sheet.pdf --force
Mon 2026-11-23  Approval starts  done         Rule C1: the day of the decision.
Mon 2026-11-23  First notice     done         Rule D3: day 0 is the recorded dispatch of the \
first notice, Mon 2026-11-23.
Wed 2026-12-23  Second notice    overdue      Rule D2: day 30, calendar days counted from the \
first notice on Mon 2026-11-23.
Fri 2027-01-22  Third notice     overdue      Rule D2: day 60, calendar days counted from the \
first notice on Mon 2026-11-23.
Sun 2027-02-14  Final notice     cancelled    Rule D2: 7 days before Sun 2027-02-21, a deadline \
that holds no more.
Mon 2027-02-22  Final notice     planned      Rule D2: one week before the deadline, day 91 \
counted from Mon 2026-11-23. Rule D7: it was Sun 2027-02-14 before the deadline was changed.
Mon 2027-03-01  Cover ends       planned      Rule D7: day 98, calendar days counted from the \
first notice on Mon 2026-11-23. Rule D7: it was Sun 2027-02-21 before the deadline was changed.
Mon 2027-03-01  Deadline changed holds        Rule D7: late notice, 8 days later than Sun \
2027-02-21, decided on Mon 2027-01-25.
Tue 2027-11-23  Approval ends    planned      Rules C1, C5: the last day of the approval that \
was given on Mon 2026-11-23.
→ {folder}/sheet.pdf
@ 2027-03-01
$ due
Mon 2027-01-25  A-0001    Letter owed      Fabrikam  Holds already; told 2027-02-21
Mon 2027-03-01  A-0001    Letter owed      Fabrikam  Cover has ended; not told for the record
Mon 2027-03-01  A-0001    Cover ends       Fabrikam  4 devices still carry it; the record \
letter is due
$ cover A-0001
01                   not_covered  2027-03-01
02                   not_covered  2027-03-01
03                   not_covered  2027-03-01
04                   not_covered  2027-03-01
$ list
A-0001    98 d  cover_ended           Fabrikam                  AnyConnect
$ register
A-0001    Fabrikam                  Security agents & VPNs        AnyConnect                    \
                  4  2026-11-23  2027-11-23  Cover ended
1 deviation, 1 customer, 4 devices. On Mon 2027-03-01, by all facts known now.
"""
APPEALED = """
@ 2026-12-01
$ appeal A-0001 --received 2026-12-01 --grounds upgrade --text "Version 6.1" --answer-by \
2026-12-08
A-0001: Appeal received on 2026-12-01, an upgrade: Version 6.1. To be answered by 2026-12-08.
$ appeal A-0001 --received 2026-12-02 --grounds upgrade --text "Version 6.1"
! 2026-12-02 lies in the future. (rule D8)
[2]
$ list
A-0001     8 d  in_revocation         Fabrikam                  AnyConnect
$ due
Tue 2026-12-01  A-0001    Letter owed      Fabrikam  Not confirmed; the schedule runs on
Tue 2026-12-08  A-0001    Answer to appeal Fabrikam  Version 6.1
$ letter A-0001 appeal_received --out {folder}/a.pdf
A-0001-L3: We have received your appeal → {folder}/a.pdf
$ appeal A-0001 --received 2026-12-01 --grounds test_results --text "Ten weeks without a stop"
! Argument --grounds: invalid choice: 'test_results' (choose from 'upgrade', 'configuration', \
'software', 'other'). Try --help.
[2]
$ owed
1 letter owed, 0 not written.
   0 d  A-0001   Appeal received          Fabrikam: Not confirmed; the schedule runs on; \
A-0001-L3 is written
$ appeal-outcome A-0001 varied --reason "One site keeps it" --deadline 2027-02-01
! 2027-02-01 is not later than 2027-02-21: an appeal only lengthens. (rule D8)
[2]
$ appeal-outcome A-0001 varied --reason "One site keeps it" --deadline 2027-04-01 --release 04
A-0001: The revocation is varied: One site keeps it. New deadline 2027-04-01.
$ appeal-outcome A-0001 stands --reason Again
! A-0001 has no open appeal. (rule D8)
[2]
$ told A-0001
Decision                 Approved (told by A-0001-L1 on Mon 2026-11-23)
First day                Mon 2026-11-23 (told by A-0001-L1 on Mon 2026-11-23)
Last day                 Tue 2027-11-23 (told by A-0001-L1 on Mon 2026-11-23)
Revocation               In notice (told by A-0001-L2 on Mon 2026-11-23)
Deadline                 Thu 2027-04-01 (told Sun 2027-02-21 by A-0001-L2 on Mon 2026-11-23)  \
DIFFERS
Second notice planned    Wed 2026-12-23 (told by A-0001-L2 on Mon 2026-11-23)
Third notice planned     Fri 2027-01-22 (told by A-0001-L2 on Mon 2026-11-23)
Final notice planned     Thu 2027-03-25 (told Sun 2027-02-14 by A-0001-L2 on Mon 2026-11-23)  \
DIFFERS
$ undo A-0001
A-0001: Undone: The revocation is varied: One site keeps it. New deadline 2027-04-01.
$ appeal-outcome A-0001 withdrawn --reason "The new version holds" --terms "Version 6.1 or later"
A-0001: The revocation is withdrawn: The new version holds
$ owed
1 letter owed, 1 not written.
   0 d  A-0001   Outcome of the appeal    Fabrikam: Holds already; not told
$ list
A-0001     8 d  in_force              Fabrikam                  AnyConnect
$ show A-0001
A-0001  in_force  Fabrikam  MMD-1465058-R5V8P
AnyConnect
Exemption type: Security agents & VPNs
Requirement: reach the ERP
Proposal: AnyConnect
Timeline: 24 months (“24 months”)
Decision: Approve, until 2027-11-23, on 2026-11-23 by Ines Moreau
Recommendation: Approve, 24 months, until 2028-11-23
  B1  Nothing on every device is affected.
  B7  Factor 2 does not apply to this type.
  B1  Microsoft technology cannot meet it.
  B1  It is likely to be approved unless a key condition is broken.
  B4  All four key conditions hold.
History:
  2026-11-23  Ines Moreau: Request typed in.
  2026-11-23  Ines Moreau: Answered microsoft technology: no; non negotiable: no; cost: holds; \
operations: holds; security: holds; stability: holds.
  2026-11-23  Ines Moreau: Decided: Approve until 2027-11-23. A year is enough.
  2026-11-23  Ines Moreau: Letter A-0001-L1 issued: Your exemption is approved.
  2026-11-23  Ines Moreau: Letter A-0001-L1 dispatched on 2026-11-23, reference MMD-0-R.
  2026-11-23  Ines Moreau: In force since 2026-11-23 on 4 devices.
  2026-11-23  Ines Moreau: Revocation prepared for stability: 61 stop errors
      Revocation: nothing → open, prepared 2026-11-23
      Actions advised: nothing → Remove it
      Deadline: nothing → day 90
  2026-11-23  Ines Moreau: Letter A-0001-L2 issued: First notice: your exemption is being \
revoked.
  2026-11-23  Ines Moreau: Letter A-0001-L2 dispatched on 2026-11-23, reference MMD-1-R.
      Deadline: day 90 → 2027-02-21
  2026-12-01  Ines Moreau: Appeal received on 2026-12-01, an upgrade: Version 6.1. To be \
answered by 2026-12-08.
  2026-12-01  Ines Moreau: Letter A-0001-L3 issued: We have received your appeal.
  2026-12-01  Ines Moreau: The revocation is varied: One site keeps it. New deadline 2027-04-01.
      Deadline: 2027-02-21 → 2027-04-01
  2026-12-01  Ines Moreau: Undone: The revocation is varied: One site keeps it. New deadline \
2027-04-01.
      Deadline: 2027-04-01 → 2027-02-21
  2026-12-01  Ines Moreau: The revocation is withdrawn: The new version holds
      Revocation: open, prepared 2026-11-23 → withdrawn on 2026-12-01
$ withdraw-revocation A-0001 --reason Again
! A-0001 has no open revocation: prepare one first. (rule D1)
[2]
"""
DEVICES = """
@ 2026-12-01
$ removal A-0001 --devices 01,02 --on 2026-12-01 --confirmed-by "Jana Hofer"
A-0001: Removed from 2 devices on 2026-12-01, confirmed by Jana Hofer.
$ removal A-0001 --devices 01 --on 2026-12-01 --confirmed-by "Jana Hofer"
! No device with the exemption has the serial number 01. (rule D6)
[2]
$ removal A-0001 --devices 99 --on 2026-12-01 --confirmed-by "Jana Hofer"
! No device with the exemption has the serial number 99. (rule D6)
[2]
$ removal A-0001 --devices 03 --on 2026-12-01 --confirmed-by Ines --by service
! The service removes only with consent recorded of that day or before. (rule D6)
[2]
$ consent A-0001 --by "Jana Hofer" --on 2026-12-01 --text "Please remove it"
A-0001: Consent of Jana Hofer on 2026-12-01: Please remove it
$ removal A-0001 --devices 03 --on 2026-12-01 --confirmed-by Ines --by service
A-0001: Removed from 1 device on 2026-12-01 by the service, with consent, confirmed by Ines.
$ found A-0001 --devices 02 --on 2026-12-01 --by Ines
A-0001: Found again on 1 device on 2026-12-01 by Ines.
$ exchange A-0001 --device 04 --to 05 --on 2026-12-01 --reason Repaired --manufacturer HP \
--model E
A-0001: 04 exchanged for 05 on 2026-12-01: Repaired
$ exchange A-0001 --device 05 --to 50 --reason "Misread" --same-machine
A-0001: Serial number 05 corrected to 50: Misread
$ exchange A-0001 --device 07 --to 08 --reason "Misread"
! No device with the exemption has the serial number 07. (rule D9)
[2]
$ cover A-0001
01                   removed      2026-12-01
02                   in_notice    2026-12-01
03                   removed      2026-12-01
04                   removed      2026-12-01
50                   in_notice    2026-12-01
$ device 04
04 on 2026-12-01: removed
D
A-0001  removed      2026-12-01  Carries it no more
  Fabrikam: AnyConnect
  First notice A-0001-L2, Mon 2026-11-23
$ device 50
50 on 2026-12-01: in_notice
HP E
A-0001  in_notice    2026-12-01  In revocation, last day to act Sun 2027-02-21
  Fabrikam: AnyConnect
Before: 04, exchanged Tue 2026-12-01
Before: 05, corrected Tue 2026-12-01
$ device 99
! No case lists a device with the serial number or the name 99.
[2]
@ 2027-02-25
$ cover A-0001
01                   removed      2026-12-01
02                   not_covered  2027-02-21
03                   removed      2026-12-01
04                   removed      2026-12-01
50                   not_covered  2027-02-21
$ device 02
02 on 2027-02-25: not_covered
B
A-0001  not_covered  2027-02-21  Cover ended, ended Sun 2027-02-21
  Fabrikam: AnyConnect
  First notice A-0001-L2, Mon 2026-11-23
$ reinstate A-0001 --devices 02 --reason Clean
! Still with the exemption: 02. Cover comes back after the removal. (rule D9)
[2]
$ removal A-0001 --devices 02 --on 2027-02-24 --confirmed-by Jana --reinstate Clean
A-0001: Removed from 1 device on 2027-02-24, confirmed by Jana.
A-0001: Cover given back to 1 device from 2027-02-25: Clean
$ cover A-0001
01                   removed      2026-12-01
02                   covered      2027-02-25
03                   removed      2026-12-01
04                   removed      2026-12-01
50                   not_covered  2027-02-21
$ customer Fabrikam
Fabrikam
1 exemption on 1 device · no open request · last letter Mon 2026-11-23
1 device is out of service levels today. By a revocation.
In revocation: 1
  A-0001    AnyConnect                                    1 device  Cover ended               \
Sun 2027-02-21, was the last day
            Cover has ended. No appeal. 4 of 5 removed.
Out of service levels today: 1
  50                                      HP E                          A-0001        By a \
revocation, Sun 2027-02-21
Letters: 2
  A-0001-L2     First notice              Mon 2026-11-23
  A-0001-L1     Approval                  Mon 2026-11-23
Told last: Last day to act on AnyConnect was Sun 2027-02-21. (A-0001-L2, dispatched Mon \
2026-11-23, MMD-1-R)
  Same as what holds.
Not told as it holds: A-0001.
1 of 1 approved, 0 declined, 0 returned
1 of 1 ever revoked, 1 in revocation today
"""


@pytest.fixture
def folder(prepared: Prepared, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A-0001 in force on 01 to 04, first notified on 2026-11-23."""
    made = prepared(notified, tmp_path, capsys)
    capsys.readouterr()
    return made


def test_notices_and_the_deadline(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    agrees(COURSE, folder, capsys)


def test_an_appeal_and_its_outcome(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    agrees(APPEALED, folder, capsys)


def test_devices_and_their_cover(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    agrees(DEVICES, folder, capsys)
