"""Tables of devices behind a letter, and what other exemptions mean for them (rules D2, D9)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.cover import NOT_COVERED, OUTSIDE, Covered, cover_of, worst
from mmd_reviewer.domain.device import Device, by_serial
from mmd_reviewer.domain.letter_facts import Block
from mmd_reviewer.domain.letters.kind import Writing
from mmd_reviewer.domain.letters.words import Words
from mmd_reviewer.domain.request import fold


def device_table(
    devices: Iterable[Device], words: Words, remarks: Mapping[str, str] | None = None
) -> Block:
    """Serial number, manufacturer and model, and a remark; it may run over pages.

    `remarks` by device key; a device without one says whether it is in the Test group.
    """
    known = remarks or {}
    rows = [(words("notice.serial"), words("notice.device"), words("notice.remark"))]
    for device in devices:
        test = words("notice.test") if device.in_test_group else ""
        rows.append((device.serial, model(device), known.get(device.key) or test))
    return Block("table", rows=tuple(rows), content="devices" if len(rows) > 1 else "")


def model(device: Device) -> str:
    """`HP EliteBook`, or a dash."""
    return " ".join(part for part in (device.manufacturer, device.model) if part) or "–"


Listed = Sequence[tuple[Case, Mapping[str, Sequence[Device]]]]  # the devices by serial number


def cover_elsewhere(others: Listed, device: Device, day: date) -> Covered | None:
    """The worst cover that other exemptions give the device on a day (D9); it is the same machine
    where a list names only its serial number.
    """
    return worst(
        cover_of(other, row, day)
        for other, devices in others
        for row in devices.get(fold(device.serial), ())
        if row.is_machine(device)
    )


def denied_elsewhere(writing: Writing, devices: Iterable[Device]) -> dict[str, str]:
    """Remarks, by device key, on devices that another exemption leaves without cover (D9)."""
    remarks = {}
    others = [(other, by_serial(other.devices)) for other in writing.others]
    for device in devices:
        row = cover_elsewhere(others, device, writing.day)
        if row is not None and row.state == NOT_COVERED and row.since is not None:
            remarks[device.key] = writing.words("devices.elsewhere", since=row.since)
        elif row is not None and row.state == OUTSIDE:
            remarks[device.key] = writing.words("notice.test")
    return remarks


def said_of_others(writing: Writing, remarks: Mapping[str, str]) -> list[Block]:
    """A sentence that cover given here does not reach those devices; none where all are reached."""
    denied = [text for text in remarks.values() if text != writing.words("notice.test")]
    if not denied:
        return []
    text = writing.words("devices.denied", count=len(denied))
    return [Block("text", text, content="elsewhere")]
