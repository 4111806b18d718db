"""Scenes for the tests of the model: cases at certain points of their life."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.model.rules_model import Device, Model, No

A, B, T = Device("A"), Device("B"), Device("T", test=True)
D0 = date(2020, 1, 1)
HOLDS = {"security": "holds", "cost": "holds", "stability": "holds", "operations": "holds"}
FOURTH: dict[str, object] = {
    "non_negotiable": "no",
    "microsoft_technology": "no",
    "conditions": dict(HOLDS),
}
THIRD: dict[str, object] = {
    **FOURTH,
    "microsoft_technology": "yes",
    "technology": "VPN profile",
    "scope": "two sites",
}


def on(n: int) -> date:
    """The day n days after the first notice."""
    return D0 + timedelta(days=n)


def new(**more: object) -> Model:
    """A case, received."""
    return Model("Rita", date(2019, 6, 1), **more)  # type: ignore[arg-type]


def approved(**how: object) -> Model:
    """Approved and told on 1 July 2019."""
    model, day = new(), date(2019, 7, 1)
    model.assess(day, FOURTH)
    model.decide(day, "approve", open_ended=True, **how)  # type: ignore[arg-type]
    model.dispatch(day, model.issue(day, "approved"), day, "P-1")
    return model


def deployed(*devices: Device) -> Model:
    """Deployed on 2 July 2019."""
    model = approved()
    model.deploy(date(2019, 7, 2), date(2019, 7, 2), devices or (A, B, T))
    return model


def revoked(*devices: Device, first: date = D0) -> Model:
    """The first notice was dispatched on its day."""
    model = deployed(*devices)
    prepare(model, first)
    model.dispatch(first, model.issue(first, "notice_first"), first, "P-2")
    return model


def prepare(model: Model, day: date) -> None:
    """A revocation without a clock."""
    model.revoke(day, ["stability"], "stop errors", "update it", "new driver")


def send(model: Model, n: int, kind: str) -> str:
    """Issue and dispatch on one day."""
    letter = model.issue(on(n), kind)
    model.dispatch(on(n), letter, on(n), "P-3")
    return letter


def shorten(model: Model, n: int, to: int) -> None:
    """A severe incident."""
    model.retime(on(n), "severe_incident", on(to), "worm", "INC-1", "Anna")


def refused(rule: str, model: Model, deed: str, *args: object, **more: object) -> None:
    """The deed is refused by this rule and leaves no fact."""
    before = list(model.events)
    with pytest.raises(No) as caught:
        getattr(model, deed)(*args, **more)
    assert caught.value.rule == rule
    assert model.events == before


def kinds(model: Model, day: date) -> list[str]:
    """The kinds of the letters owed."""
    return [kind for kind, _since, _waits in model.owed(day)]


def codes(model: Model, day: date) -> dict[str, str]:
    """Cover without dates."""
    return {serial: code for serial, (code, _since) in model.cover(day).items()}
