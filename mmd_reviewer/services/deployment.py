"""Deployment: an approval goes into force on devices, in waves (rules C1, D1)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.deployment import check_deployment
from mmd_reviewer.domain.device import Device, as_known
from mmd_reviewer.domain.extension import extended
from mmd_reviewer.domain.fact import Body
from mmd_reviewer.services.desk import Desk


def deploy(desk: Desk, case: Case, on: date, devices: Sequence[Device] = ()) -> Case:
    """Record that the exemption is in force since `on`;
    a device list may follow with a later wave.
    """
    now = desk.moment()
    old = extended(case, desk.linked(case, now))
    devices = as_known(devices, case.devices)
    check_deployment(case, on, devices, now.day, old)
    acts: list[tuple[Case, list[Body]]] = [(case, [kinds.Deployed(on, tuple(devices))])]
    carried = old.carrying(on) if old is not None else ()
    here = {device.key for device in as_known(devices, carried)}
    over = tuple(device.key for device in carried if device.key in here)
    if old is not None and over:
        acts.append((old, [kinds.CarriedOver(over, on, case.number)]))
    return desk.record(acts, now=now)[0]
