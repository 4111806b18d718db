"""Devices: removal confirmed, consent, found, exchanged, reinstated (rules D6, D9, D10).

Nothing is removed by this program; it records what was confirmed. What may be recorded stands in
`domain/removal.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from mmd_reviewer.domain import removal
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.device import Device
from mmd_reviewer.services.desk import Desk


def confirm_removal(
    desk: Desk,
    case: Case,
    serials: Sequence[str],
    on: date,
    confirmed_by: str,
    *,
    by_service: bool = False,
    left_service: bool = False,
    reinstate: str = "",
) -> Case:
    """Devices no longer carry the exemption; an empty list means all (D6).

    After the deadline they stay without cover; a reason in `reinstate` gives it back in the same
    step (D9).
    """
    return desk.do(
        case,
        lambda now: removal.removed(
            case,
            now.day,
            serials,
            on,
            confirmed_by,
            by_service=by_service,
            left_service=left_service,
            reinstate=reinstate,
        ),
    )


def record_consent(desk: Desk, case: Case, by: str, on: date, text: str) -> Case:
    """The customer agrees that the service removes the exemption (D6)."""
    return desk.do(case, lambda now: removal.consented(case, now.day, by, on, text))


def found_again(desk: Desk, case: Case, serials: Sequence[str], on: date, by: str) -> Case:
    """Devices carry the exemption again: same deadline, or no cover from the day found (D9)."""
    return desk.do(case, lambda now: removal.found_again(case, now.day, serials, on, by))


def join_devices(desk: Desk, case: Case, devices: Sequence[Device], on: date, by: str) -> Case:
    """Devices that carry the exemption and were never deployed join it,
    and its open revocation (D9).
    """
    return desk.do(case, lambda now: removal.joined(case, now.day, devices, on, by))


def exchange(desk: Desk, case: Case, serial: str, new: Device, on: date, reason: str) -> Case:
    """One machine takes the place of another;
    it carries the exemption on, under the same course (D9).
    """
    return desk.do(
        case, lambda now: removal.exchanged(case, now.day, serial, new, on, reason, now.author.by)
    )


def correct_serial(desk: Desk, case: Case, serial: str, new: Device, reason: str) -> Case:
    """A device was listed under a wrong serial number; it is the same machine all along (D9)."""
    return desk.do(case, lambda now: removal.serial_corrected(case, serial, new, reason))


def reinstate(desk: Desk, case: Case, serials: Sequence[str], reason: str) -> Case:
    """Devices that lost cover and no longer carry the exemption have it back from today (D9)."""
    return desk.do(case, lambda now: removal.reinstated(case, now.day, serials, reason))
