"""What a deployment, a removal and a device found again make of a case (rules C9, D6, D9, D10).

The fold never refuses: a fact that has lost its footing changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.case import Back, Case, Reinstatement
from mmd_reviewer.domain.case_changed import with_newest, with_void
from mmd_reviewer.domain.device import Span
from mmd_reviewer.domain.fact import Fact
from mmd_reviewer.domain.period import LAST_DAY
from mmd_reviewer.domain.reach import NOT_ABOUT_A_DECISION
from mmd_reviewer.domain.revocation import ENDED_REMOVED, Revocation, given_back
from mmd_reviewer.domain.serial_correction import renamed
from mmd_reviewer.domain.source import Source
from mmd_reviewer.domain.void_letters import void_waiting_notices


def after_device_fact(case: Case, fact: Fact) -> Case:
    """The case after one more fact that counts; one that tells of no device changes nothing."""
    match fact.body:
        case kinds.Deployed() as body:
            return _deployed(case, body)
        case kinds.RemovalConfirmed() as body:
            return closed_if_all_removed(replace(case, spans=_until(case, body.devices, body.on)))
        case kinds.CarriedOver() as body:
            return replace(case, spans=_until(case, body.devices, body.on))
        case kinds.FoundAgain() as body:
            return _found_again(case, body.devices, body.on)
        case kinds.DevicesJoined() as body:
            joined = replace(case, joined=(*case.joined, *body.devices))
            return _found_again(joined, [device.key for device in body.devices], body.on)
        case kinds.DeviceExchanged() as body:
            spans = _until(case, [body.old], body.on)
            revocations = tuple(_released_too(one, body) for one in case.revocations)
            exchanged = replace(
                case, spans=spans, joined=(*case.joined, body.new), revocations=revocations
            )
            return replace(exchanged, spans=_with_spans(exchanged, [body.new.key], body.on))
        case kinds.SerialCorrected() as body:
            return renamed(case, body.old, body.new)
        case kinds.Reinstated() as body:
            return _reinstated(case, fact, body)
    return case


def _deployed(case: Case, body: kinds.Deployed) -> Case:
    """A deployment before the dispatch of a worse decision counts:
    the told approval stands again (C9).
    """
    before = case.before
    if before is not None and (before.until is None or body.on < before.until):
        case = with_void(
            replace(case, decision=before.decided, before=None),
            lambda row: row.dispatched is None and row.record.kind not in NOT_ABOUT_A_DECISION,
        )
    spans = _with_spans(case, (device.key for device in body.devices), body.on)
    return replace(case, waves=(*case.waves, body), spans=spans)


def _released_too(one: Revocation, body: kinds.DeviceExchanged) -> Revocation:
    """A machine in place of one that may keep the exemption may keep it too (D8, D9)."""
    if body.old not in one.released:
        return one
    return replace(one, released={**one.released, body.new.key: one.released[body.old]})


def _found_again(case: Case, keys: Iterable[str], on: date) -> Case:
    """A revocation that the removals had closed is open again, with the same deadline (D9); not for
    a device that it had released (D8).
    """
    case = replace(case, spans=_with_spans(case, keys, on))
    closed = bool(case.revocations) and case.revocations[-1].how_ended == ENDED_REMOVED
    if closed and case.under_revocation(LAST_DAY):
        return with_newest(case, lambda one: replace(one, ended=None, how_ended=""))
    return case


def closed_if_all_removed(case: Case) -> Case:
    """Removals count from the confirmed day;
    with the last device the revocation closes that day (D10).
    """
    one = case.revocation
    if one is None or not case.spans or case.under_revocation(LAST_DAY):
        return case
    if not any(
        span.until for key in case.spans if key not in one.released for span in case.spans[key]
    ):
        return case
    ended = max(day for key in case.spans for day in _left(one, key, case.spans[key]))
    return void_waiting_notices(
        with_newest(case, lambda one: replace(one, ended=ended, how_ended=ENDED_REMOVED))
    )


def _left(one: Revocation, key: str, spans: Iterable[Span]) -> Iterable[date]:
    """The days on which a device was under the revocation no more: removed, or released (D8)."""
    ends = ((span.until, one.released.get(key)) for span in spans)
    known = ([day for day in pair if day is not None] for pair in ends)
    return [min(days) for days in known if days]


def _reinstated(case: Case, fact: Fact, body: kinds.Reinstated) -> Case:
    """It gives cover back for the stretches known when it was recorded;
    a later one needs its own (D9).
    """
    backs = dict(case.reinstated)
    for key in body.devices:
        backs[key] = (*backs.get(key, ()), Back(body.on, len(case.spans.get(key, ()))))
    given = (*case.reinstatements, Reinstatement(body, Source.of(fact)))
    return replace(case, reinstated=backs, reinstatements=given)


def _with_spans(case: Case, keys: Iterable[str], since: date) -> dict[str, tuple[Span, ...]]:
    """Devices that do not carry the exemption carry it from `since` on."""
    spans = dict(case.spans)
    for key in keys:
        had = spans.get(key, ())
        if not had or had[-1].until is not None:
            spans[key] = (*had, Span(since))
    return spans


def _until(case: Case, keys: Iterable[str], on: date) -> dict[str, tuple[Span, ...]]:
    """Devices that carry the exemption do so until the day before `on`."""
    spans, times = dict(case.spans), len(given_back(case.revocations))
    for key in keys:
        had = spans.get(key, ())
        if had and had[-1].until is None:
            last = replace(had[-1], until=max(on, had[-1].since), given_back=times)
            spans[key] = (*had[:-1], last)
    return spans
