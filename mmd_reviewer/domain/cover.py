"""Cover: do service levels apply to a device, on any day (rule D9)?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.device import Device, Span
from mmd_reviewer.domain.revocation import Revocation, given_back

COVERED, IN_NOTICE, REMOVED, NOT_COVERED, OUTSIDE = (
    "covered",
    "in_notice",
    "removed",
    "not_covered",
    "outside",
)
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


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days without cover: from `since` until the day before `back`; None: it was not given back."""

    since: date
    back: date | None

    def holds_on(self, day: date) -> bool:
        """Is that day one of them?"""
        return self.since <= day and (self.back is None or day < self.back)


def cover_of(case: Case, device: Device, day: date) -> Covered:
    """The cover of one device of the case on a day."""
    spans = case.spans.get(device.key, ())
    carried = next((span for span in spans if span.covers(day)), None)
    ends = [span.until for span in spans if span.until is not None and span.until <= day]
    if device.in_test_group:  # outside anyway, until it is removed (D9)
        gone = carried is None and bool(ends)
        return Covered(device, REMOVED, max(ends)) if gone else Covered(device, OUTSIDE, None)
    lost = without_cover(case, device.key)
    now = next((row for row in lost if row.holds_on(day)), None)
    if now is not None:
        return Covered(device, NOT_COVERED, now.since)
    returned = [row.back for row in lost if row.back is not None and row.back <= day]
    if carried is None:
        return _without_exemption(case, device, day, returned)
    for one in case.revocations:
        gone_on = one.released.get(device.key)
        if one.running_on(day) and not (gone_on is not None and gone_on <= day):
            assert one.dates is not None
            return Covered(device, IN_NOTICE, max(one.dates.first, carried.since, *returned))
    return Covered(device, COVERED, max(returned, default=None))


def _without_exemption(case: Case, device: Device, day: date, returned: Sequence[date]) -> Covered:
    """Removed in time, or given back after the removal;
    of one day the facts say which came first.
    """
    ended = [
        span
        for span in case.spans.get(device.key, ())
        if span.until is not None and span.until <= day
    ]
    if not ended:
        return Covered(device, COVERED, max(returned, default=None))
    last = max(ended, key=lambda span: span.until or span.since)
    assert last.until is not None
    back = max(returned, default=None)
    if (
        back is None
        or back < last.until
        or (back == last.until and _removed_after(case, device.key, last))
    ):
        return Covered(device, REMOVED, last.until)
    return Covered(device, COVERED, back)


def _removed_after(case: Case, key: str, span: Span) -> bool:
    """Was it removed when cover had been given back already, on the same day?"""
    assert span.until is not None
    place = case.spans[key].index(span)
    reinstated = any(
        row.on == span.until and row.spans > place for row in case.reinstated.get(key, ())
    )
    return not reinstated and span.given_back >= sum(
        day <= span.until for day in given_back(case.revocations)
    )


def without_cover(case: Case, key: str) -> tuple[Stretch, ...]:
    """The stretches without cover of one device, in order, those that overlap joined (D8, D9)."""
    found = [
        row
        for one in case.revocations
        for place, span in enumerate(case.spans.get(key, ()))
        for row in _lost_by(case, one, key, place, span)
    ]
    joined: list[Stretch] = []
    for row in sorted(found, key=lambda row: row.since):
        last = joined[-1] if joined else None
        if last is not None and (last.back is None or row.since < last.back):
            ends = (last.back, row.back)
            back = None if None in ends else max(day for day in ends if day is not None)
            joined[-1] = Stretch(last.since, back)
        else:
            joined.append(row)
    return tuple(joined)


def _lost_by(case: Case, one: Revocation, key: str, place: int, span: Span) -> Iterable[Stretch]:
    """Still listed on the deadline day or later, until it is given back (D8, D9)."""
    for lapse in one.all_lapses():
        if span.until is not None and span.until <= lapse.since:
            continue  # removed on or before the deadline: cover never ended
        since = max(lapse.since, span.since)
        ends = [day for day in (lapse.back, one.released.get(key)) if day is not None]
        if any(day <= since for day in ends):
            continue
        if span.until is not None:  # given back after this removal, not after an earlier one
            ends += [
                back.on
                for back in case.reinstated.get(key, ())
                if back.on >= span.until and back.spans > place
            ]
        yield Stretch(since, min(ends) if ends else None)


def lost_since(case: Case, day: date) -> tuple[tuple[str, date], ...]:
    """Devices (by key) that are without cover on a day because of a revocation,
    each with since when.
    """
    rows = cover(case, day)
    return tuple(
        (row.device.key, row.since)
        for row in rows
        if row.state == NOT_COVERED and row.since is not None
    )


def worst(found: Iterable[Covered]) -> Covered | None:
    """Across several exemptions a device has the worst (D9)."""
    return min(found, key=lambda row: _WORST_FIRST.index(row.state), default=None)
