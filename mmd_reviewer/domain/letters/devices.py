"""Tables of devices behind a letter, and what other exemptions mean for them (rules D2, D9)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mmd_reviewer.domain.cover import NOT_COVERED, OUTSIDE, Covered, cover_of, worst
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.letter_facts import Block
from mmd_reviewer.domain.letters.kind import Writing
from mmd_reviewer.domain.letters.words import Words


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


def cover_elsewhere(writing: Writing, device: Device) -> Covered | None:
    """The worst cover that other exemptions give the device on the letter's day (D9)."""
    found = []
    for other in writing.others:
        mine = next((row for row in other.devices if row.key == device.key), None)
        if mine is not None:
            found.append(cover_of(other, mine, writing.day))
    return worst(found)


def denied_elsewhere(writing: Writing, devices: Iterable[Device]) -> dict[str, str]:
    """Remarks, by device key, on devices that another exemption leaves without cover (D9)."""
    remarks = {}
    for device in devices:
        row = cover_elsewhere(writing, device)
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
