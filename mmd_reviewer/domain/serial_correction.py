"""A device was listed under a wrong serial number: what a case is with the right one (rule D9)."""

from __future__ import annotations

from dataclasses import replace

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.appeal import Appeal
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.fact import Fact


def renamed(case: Case, old: str, new: Device) -> Case:
    """The same machine under its right serial number, in everything that names it (D9)."""

    def named(device: Device) -> Device:
        return new if device.key == old else device

    def key_of(key: str) -> str:
        return new.key if key == old else key

    def appealed(row: Appeal) -> Appeal:
        decided = row.decided
        if decided is None:
            return row
        return replace(row, decided=replace(decided, released=tuple(map(key_of, decided.released))))

    waves = tuple(replace(wave, devices=tuple(map(named, wave.devices))) for wave in case.waves)
    revocations = tuple(
        replace(
            one,
            released={key_of(key): day for key, day in one.released.items()},
            appeals=tuple(map(appealed, one.appeals)),
        )
        for one in case.revocations
    )
    given = tuple(
        replace(row, body=replace(row.body, devices=tuple(map(key_of, row.body.devices))))
        for row in case.reinstatements
    )
    return replace(
        case,
        waves=waves,
        joined=tuple(map(named, case.joined)),
        revocations=revocations,
        spans={key_of(key): rows for key, rows in case.spans.items()},
        reinstated={key_of(key): rows for key, rows in case.reinstated.items()},
        reinstatements=given,
        serials={**case.serials, old: new.key},
    )


def rightly_named(case: Case, fact: Fact) -> Fact:
    """The fact with the right serial numbers, where another station did not know of the correction
    when it recorded it; another machine may have the wrong one since.
    """

    def key_of(key: str) -> str:
        while key in case.serials and key not in case.spans:
            key = case.serials[key]
        return key

    match fact.body:
        case kinds.RemovalConfirmed() | kinds.FoundAgain() | kinds.CarriedOver() as body:
            return replace(fact, body=replace(body, devices=tuple(map(key_of, body.devices))))
        case kinds.Reinstated() as body:
            return replace(fact, body=replace(body, devices=tuple(map(key_of, body.devices))))
        case kinds.DeviceExchanged() | kinds.SerialCorrected() as body:
            return replace(fact, body=replace(body, old=key_of(body.old)))
        case kinds.AppealDecided() as body:
            return replace(fact, body=replace(body, released=tuple(map(key_of, body.released))))
    return fact
