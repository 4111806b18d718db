"""The revocation course: prepare, notify, confirm removals, record consent, take back (rules D1 to D10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.case import Case, Letter, state
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.notice import NAMES, check_issue, open_revocation
from mmd_reviewer.domain.period import LAST_DAY
from mmd_reviewer.domain.request import check_words
from mmd_reviewer.domain.request_queue import QueueFilter
from mmd_reviewer.domain.revocation import cover
from mmd_reviewer.services import letter
from mmd_reviewer.services.desk import Desk

MOST_DUE = 10_000


@dataclass(frozen=True, slots=True)
class Due:
    """Something to be done on a day: a notice to dispatch, or the deadline itself."""

    number: str
    customer: str
    what: str
    due: date

    def overdue_days(self, day: date) -> int:
        return max((day - self.due).days, 0)


@dataclass(frozen=True, slots=True)
class Covered:
    """The cover of one device on a day (D9)."""

    device: Device
    state: str
    since: date | None


def revoke(
    desk: Desk, case: Case, conditions: Sequence[str], *, why: str, actions: str, not_evident: str
) -> Case:
    """Prepare a revocation; no clock runs before the first notice is dispatched (D1, D3)."""
    today = desk.today()
    if case.revocation is not None:
        raise Refused("A revocation is open already; one at a time.", "D1", "number")
    if not case.deployed or state(case, today) not in ("in_force", "expired"):
        raise Refused("Only an approved and deployed exemption can be revoked.", "D1", "number")
    edition = desk.edition(today)
    unknown = [code for code in conditions if edition.condition(code) is None]
    if unknown or not conditions:
        known = ", ".join(row.code for row in edition.conditions)
        raise Refused(f"Name the key condition(s) that are broken: {known}.", "D1", "conditions")
    for name, text in (("why", why), ("actions", actions), ("not_evident", not_evident)):
        if not text.strip():
            raise Refused(f"“{name.replace('_', ' ')}” is empty; every notice says it.", "D1", name)
        check_words(text, name)
    body = kinds.RevocationPrepared(
        conditions=tuple(dict.fromkeys(conditions)),
        why=why.strip(),
        actions=actions.strip(),
        not_evident=not_evident.strip(),
        edition=edition.code,
        edition_name=edition.name,
        wording={row.code: row.text for row in edition.conditions if row.code in conditions},
    )
    return desk.record([(case, [body])])[0]


def issue_notice(desk: Desk, case: Case, notice: str, dated: date | None = None) -> tuple[Case, Letter]:
    """Freeze a notice that is to be dispatched on a day; one dated otherwise replaces an earlier one (D2, D3)."""
    today = desk.today()
    dated = dated or today
    check_issue(case, notice, dated, today)
    old = letter.waiting_notice(case, f"notice_{notice}")
    if old is not None and old.record.day == dated:
        return case, old
    reason = f"It is to be dispatched on {dated}, so its dates are other ones." if old is not None else ""
    return letter.issue(desk, case, f"notice_{notice}", reason, dated)


def withdraw(desk: Desk, case: Case, reason: str) -> Case:
    """Take the revocation back: open notices are cancelled, the exemption is in force again (D8)."""
    open_revocation(case)
    if not reason.strip():
        raise Refused("Write why the revocation is withdrawn.", "D8", "reason")
    check_words(reason, "reason")
    return desk.record([(case, [kinds.RevocationWithdrawn(reason.strip())])])[0]


def confirm_removal(
    desk: Desk, case: Case, serials: Sequence[str], on: date, confirmed_by: str, *, by_service: bool = False
) -> Case:
    """Devices no longer carry the exemption; an empty list means all (D6). Nothing is removed by this program."""
    today = desk.today()
    if not case.deployed:
        raise Refused("The exemption is not deployed.", "D6", "number")
    if not confirmed_by.strip():
        raise Refused("Say who confirmed the removal.", "D6", "confirmed-by")
    if on > today:
        raise Refused(f"{on} lies in the future: a removal is confirmed when it has happened.", "D6", "on")
    if on < min(wave.on for wave in case.waves):
        raise Refused(f"{on} is before the deployment.", "D6", "on")
    if by_service and not any(consent.on <= on for consent in case.consents):
        raise Refused("The service removes only with consent recorded of that day or before.", "D6", "by")
    here = case.carrying(LAST_DAY)
    chosen = [device for device in here if not serials or device.serial in serials]
    missing = [serial for serial in serials if serial not in {device.serial for device in here}]
    if missing:
        names = ", ".join(missing)
        raise Refused(f"No device with the exemption has the serial number {names}.", "D6", "devices")
    if not chosen:
        raise Refused("No device carries the exemption any more.", "D6", "devices")
    keys = tuple(device.key for device in chosen)
    body = kinds.RemovalConfirmed(keys, on, confirmed_by.strip(), by_service)
    return desk.record([(case, [body])])[0]


def record_consent(desk: Desk, case: Case, by: str, on: date, text: str) -> Case:
    """The customer agrees that the service removes the exemption (D6)."""
    if on > desk.today():
        raise Refused(f"{on} lies in the future.", "D6", "on")
    if not by.strip() or not text.strip():
        raise Refused("Say who consented, and in which words.", "D6", "by" if not by.strip() else "text")
    check_words(text, "text")
    return desk.record([(case, [kinds.ConsentRecorded(by.strip(), on, text.strip())])])[0]


def cover_on(case: Case, day: date) -> tuple[Covered, ...]:
    """The cover of every device on a day (D9)."""
    last = case.revocations[-1] if case.revocations else None
    found = []
    for device in case.devices:
        code, since = cover(device, case.removed.get(device.key), last, day)
        found.append(Covered(device, code, since))
    return tuple(found)


def due_list(desk: Desk, day: date, within: int = 14) -> tuple[Due, ...]:
    """Overdue, due and coming notices and deadlines; derived from the facts and the day (D4, D5)."""
    until = day + timedelta(days=within)
    found = []
    for row in desk.store.page(QueueFilter(state="in_revocation"), day, MOST_DUE):
        revocation = open_revocation(desk.case(row.number))
        assert revocation.dates is not None
        entries = [(NAMES[notice], due) for notice, due in revocation.pending()]
        entries.append(("cover ends", revocation.dates.deadline))
        found += [Due(row.number, row.customer, what, due) for what, due in entries if due <= until]
    return tuple(sorted(found, key=lambda entry: (entry.due, entry.number)))
