"""Cover: do service levels apply to a device, on any day (rule D9)?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.device import Device, Span
from mmd_reviewer.domain.revocation import Revocation

COVERED, IN_NOTICE, REMOVED, NOT_COVERED, OUTSIDE = "covered", "in_notice", "removed", "not_covered", "outside"
COVER_NAMES = {
    COVERED: "Covered",
    IN_NOTICE: "In notice",
    REMOVED: "Removed, covered",
    NOT_COVERED: "Not covered",
    OUTSIDE: "Outside, Test group",
}
_WORST_FIRST = (NOT_COVERED, OUTSIDE, IN_NOTICE, COVERED, REMOVED)


@dataclass(frozen=True, slots=True)
class Covered:
    """The cover of one device on a day: its code and the day since when, None for always."""

    device: Device
    state: str
    since: date | None


def cover(case: Case, day: date) -> tuple[Covered, ...]:
    """The cover of every device of a case on a day, in the order of deployment (D9)."""
    return tuple(cover_of(case, device, day) for device in case.devices)


def cover_of(case: Case, device: Device, day: date) -> Covered:
    """The cover of one device of the case on a day."""
    if device.in_test_group:
        return Covered(device, OUTSIDE, None)
    spans = case.spans.get(device.key, ())
    lost = _lost(case, device.key, spans)
    for since, back in lost:
        if since <= day and (back is None or day < back):
            return Covered(device, NOT_COVERED, since)
    returned = [back for _, back in lost if back is not None and back <= day]
    carried = next((span for span in spans if span.covers(day)), None)
    if carried is None:
        ends = [span.until for span in spans if span.until is not None and span.until <= day]
        if returned and (not ends or max(returned) >= max(ends)):
            return Covered(device, COVERED, max(returned))
        return Covered(device, REMOVED, max(ends)) if ends else Covered(device, COVERED, None)
    for one in case.revocations:
        gone = one.released.get(device.key)
        if one.running_on(day) and not (gone is not None and gone <= day):
            assert one.dates is not None
            return Covered(device, IN_NOTICE, max(one.dates.first, carried.since, *returned))
    return Covered(device, COVERED, max(returned, default=None))


def _lost(case: Case, key: str, spans: Sequence[Span]) -> list[tuple[date, date | None]]:
    """Stretches without cover: still listed on the deadline day or later, until it is given back (D8, D9)."""
    back = case.reinstated.get(key, ())
    found: list[tuple[date, date | None]] = []
    for one in case.revocations:
        found += _lost_by(one, key, spans, back)
    return found


def _lost_by(
    one: Revocation, key: str, spans: Sequence[Span], reinstated: Sequence[date]
) -> list[tuple[date, date | None]]:
    found: list[tuple[date, date | None]] = []
    for lapse in one.all_lapses():
        for span in spans:
            if span.until is not None and span.until <= lapse.since:
                continue  # removed on or before the deadline: cover never ended
            since = max(lapse.since, span.since)
            ends = [day for day in (lapse.back, one.released.get(key)) if day is not None]
            if any(day <= since for day in ends):
                continue
            ends += [day for day in reinstated if span.until is not None and day >= span.until]
            found.append((since, min(ends) if ends else None))
    return found


def worst(found: Iterable[Covered]) -> Covered | None:
    """Across several exemptions a device has the worst (D9)."""
    return min(found, key=lambda row: _WORST_FIRST.index(row.state), default=None)
