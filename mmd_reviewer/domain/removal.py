"""Which facts may be recorded of devices: removed, consent,
found, exchanged, reinstated (rules D6, D9, D10).

Each function gives the facts to record or refuses, naming rule and field.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.cover import NOT_COVERED, cover
from mmd_reviewer.domain.device import Device, by_serial, named
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.period import LAST_DAY, check_day
from mmd_reviewer.domain.request import check_words, fold, one_line


def chosen_devices(case: Case, serials: Sequence[str], rule: str) -> tuple[Device, ...]:
    """The devices with the exemption that have these serial numbers; none given: all.

    Unknown ones are named.
    """
    return _chosen(
        case.carrying(LAST_DAY), serials, rule, "No device with the exemption has the serial number"
    )


def _chosen(
    devices: Sequence[Device], serials: Sequence[str], rule: str, lacking: str
) -> tuple[Device, ...]:
    by_name: dict[str, list[Device]] = {}
    for device in devices:
        for name in (device.serial, device.full_name):
            by_name.setdefault(fold(name), []).append(device)
    unknown = [serial for serial in serials if fold(serial) not in by_name]
    if unknown:
        raise Refused(f"{lacking} {named(unknown)}.", rule, "devices")
    keys = set()
    for serial in serials:
        found = by_name[fold(serial)]
        if len(found) > 1:  # the serial number alone does not say which (D1)
            names = named([device.full_name for device in found])
            raise Refused(
                f"{len(found)} devices have the serial number {serial}: write {names}.",
                rule,
                "devices",
            )
        keys.add(found[0].key)
    return tuple(device for device in devices if not serials or device.key in keys)


def removed(
    case: Case,
    today: date,
    serials: Sequence[str],
    on: date,
    confirmed_by: str,
    *,
    by_service: bool,
    left_service: bool,
    reinstate: str,
) -> list[kinds.Body]:
    """Devices no longer carry the exemption; an empty list means all (D6).

    After the deadline they stay without cover; a reason in `reinstate` gives it back in the same
    step (D9).
    """
    if not case.deployed:
        raise Refused("The exemption is not deployed.", "D6", "number")
    if not confirmed_by.strip():
        raise Refused("Say who confirmed the removal.", "D6", "confirmed-by")
    check_words(confirmed_by, "confirmed-by")
    if on > today:
        raise Refused(
            f"{on} lies in the future: a removal is confirmed when it has happened.", "D6", "on"
        )
    if on < min((wave.on for wave in case.waves), default=on):
        raise Refused(f"{on} is before the deployment.", "D6", "on")
    if by_service and not any(consent.on <= on for consent in case.consents):
        raise Refused(
            "The service removes only with consent recorded of that day or before.", "D6", "by"
        )
    chosen = chosen_devices(case, serials, "D6")
    if not chosen:
        raise Refused("No device carries the exemption any more.", "D6", "devices")
    early = [device.serial for device in chosen if on < case.spans[device.key][-1].since]
    if early:
        raise Refused(f"{on} is before the deployment on {named(early)}.", "D6", "on")
    keys = tuple(device.key for device in chosen)
    body = kinds.RemovalConfirmed(keys, on, one_line(confirmed_by), by_service, left_service)
    if not reinstate.strip():
        return [body]
    check_words(reinstate, "reason")
    states = {row.device.key: row for row in cover(case, today)}
    lost = tuple(
        key for key in keys if states[key].state == NOT_COVERED and on > (states[key].since or on)
    )
    if not lost:
        raise Refused(
            "None of these devices lost its cover: there is nothing to give back.",
            "D9",
            "reinstate",
        )
    return [body, kinds.Reinstated(lost, today, reinstate.strip())]


def consented(case: Case, today: date, by: str, on: date, text: str) -> list[kinds.Body]:
    """The customer agrees that the service removes the exemption (D6)."""
    if not case.deployed:
        raise Refused("The exemption is not deployed: there is nothing to remove.", "D6", "number")
    check_day(on, "on", "D6")
    if on > today:
        raise Refused(f"{on} lies in the future.", "D6", "on")
    if not by.strip() or not text.strip():
        raise Refused(
            "Say who consented, and in which words.", "D6", "by" if not by.strip() else "text"
        )
    check_words(by, "by")
    check_words(text, "text")
    return [kinds.ConsentRecorded(one_line(by), on, text.strip())]


def found_again(
    case: Case, today: date, serials: Sequence[str], on: date, by: str
) -> list[kinds.Body]:
    """Devices carry the exemption again: same deadline, or no cover from the day found (D9)."""
    if on > today:
        raise Refused(f"{on} lies in the future.", "D9", "on")
    if not by.strip():
        raise Refused("Say who found it.", "D9", "by")
    check_words(by, "by")
    carrying = {device.key for device in case.carrying(LAST_DAY)}
    gone = [device for device in case.devices if device.key not in carrying]
    if not serials:
        raise Refused("Name the devices that were found with it.", "D9", "devices")
    chosen = _chosen(gone, serials, "D9", "No device without the exemption has the serial number")
    for device in chosen:
        until = case.spans[device.key][-1].until
        if until is not None and on < until:
            raise Refused(
                f"{on} is before the removal from {device.serial} on {until}.", "D9", "on"
            )
    return [kinds.FoundAgain(tuple(row.key for row in chosen), on, one_line(by))]


def joined(
    case: Case, today: date, devices: Sequence[Device], on: date, by: str
) -> list[kinds.Body]:
    """Devices that carry the exemption and were never deployed join it,
    and its open revocation (D9).
    """
    _check_found(case, today, on, by)
    known = by_serial(case.devices)
    listed = [
        device.serial
        for device in devices
        if any(map(device.is_machine, known.get(fold(device.serial), ())))
    ]
    if listed:
        raise Refused(
            f"Listed already: {named(listed)}. Record it as found again.", "D9", "devices"
        )
    if not devices or any(not device.serial.strip() for device in devices):
        raise Refused(
            "Name the devices that were found, each with its serial number.", "D9", "devices"
        )
    return [kinds.DevicesJoined(tuple(devices), on, one_line(by))]


def _check_found(case: Case, today: date, on: date, by: str) -> None:
    if not case.deployed:
        raise Refused("The exemption is not deployed.", "D9", "number")
    if on > today:
        raise Refused(f"{on} lies in the future.", "D9", "on")
    if on < min((wave.on for wave in case.waves), default=on):
        raise Refused(f"{on} is before the deployment.", "D9", "on")
    if not by.strip():
        raise Refused("Say who found it.", "D9", "by")
    check_words(by, "by")


def exchanged(
    case: Case, today: date, serial: str, new: Device, on: date, reason: str, by: str
) -> list[kinds.Body]:
    """One machine takes the place of another;
    it carries the exemption on, under the same course and in the same deployment group (D9).
    """
    _check_found(case, today, on, by)
    old = chosen_devices(case, [serial], "D9")[0]
    if on < case.spans[old.key][-1].since:
        raise Refused(f"{on} is before the deployment on {old.serial}.", "D9", "on")
    new = replace(new, ring=new.ring or old.ring)
    _check_new(case, new, reason)
    return [kinds.DeviceExchanged(old.key, new, on, reason.strip())]


def serial_corrected(case: Case, serial: str, new: Device, reason: str) -> list[kinds.Body]:
    """A device was listed under a wrong serial number; it is the same machine all along, with all
    that is known of it besides (D9).
    """
    lacking = "No device of this exemption has the serial number"
    old = _chosen(case.devices, [serial], "D9", lacking)[0]
    new = Device(
        new.serial,
        new.manufacturer or old.manufacturer,
        new.model or old.model,
        new.name or old.name,
        new.ring or old.ring,
    )
    _check_new(case, new, reason)
    return [kinds.SerialCorrected(old.key, new, reason.strip())]


def _check_new(case: Case, new: Device, reason: str) -> None:
    if not new.serial.strip():
        raise Refused("Give the serial number of the device.", "D9", "to")
    if any(map(new.is_machine, case.devices)):
        raise Refused(f"{new.serial} is listed already.", "D9", "to")
    if not reason.strip():
        raise Refused("Write why.", "D9", "reason")
    check_words(new.serial, "to")
    check_words(reason, "reason")


def reinstated(case: Case, today: date, serials: Sequence[str], reason: str) -> list[kinds.Body]:
    """Devices that lost cover and no longer carry the exemption have it back from today (D9)."""
    if not reason.strip():
        raise Refused("Write why cover is given back; the customer is told.", "D9", "reason")
    check_words(reason, "reason")
    lost = [row.device for row in cover(case, today) if row.state == NOT_COVERED]
    chosen = _chosen(lost, serials, "D9", "No device without cover has the serial number")
    if not chosen:
        raise Refused("No device of this exemption is without cover.", "D9", "devices")
    carrying = {device.key for device in case.carrying(today)}
    still = [device.serial for device in chosen if device.key in carrying]
    if still and serials:
        raise Refused(
            f"Still with the exemption: {named(still)}. Cover comes back after the removal.",
            "D9",
            "devices",
        )
    keys = tuple(device.key for device in chosen if device.key not in carrying)
    if not keys:
        raise Refused(
            "Every device without cover still carries the exemption: confirm the removal first.",
            "D9",
            "devices",
        )
    return [kinds.Reinstated(keys, today, reason.strip())]
