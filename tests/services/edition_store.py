"""A store on which editions are announced, told and published."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mmd_reviewer import bootstrap, paths
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.letters.dispatch import Dispatch
from mmd_reviewer.services import assessment, decision, letter
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.settings import Choices
from tests.making import DAY, FACTOR_4, LAPTOP, QuickPress, day, new_desk, put_in_force, receive

FIFTH = (paths.resources() / "editions" / "2022-12.json").read_bytes()


def made(**changes: Any) -> bytes:
    """An edition file like that of 2022, changed."""
    return json.dumps(
        {**json.loads(FIFTH), "code": "2027-01", "name": "Edition of January 2027", **changes}
    ).encode()


def with_an_approval(folder: Path) -> Path:
    """A store with an approval in force of Fabrikam, an open request of it, and one of Contoso."""
    desk = new_desk(folder)
    case = assessment.answer(desk, receive(desk, timeline="permanent"), FACTOR_4)
    put_in_force(desk, decision.make(desk, case, Proposal("approve")), DAY, (LAPTOP,))
    receive(desk, ticket="MMD-2-X")
    receive(desk, ticket="MMD-3-X", customer="Contoso")
    return folder


def on(folder: Path, days: int) -> Desk:
    desk = bootstrap.open_desk(Choices(folder / "s.sqlite", day(days), "Ines Moreau"))
    return replace(desk, press=QuickPress())


def refused(act: object) -> str:
    """The field of a refusal by B8."""
    with pytest.raises(Refused) as refusal:
        act()  # type: ignore[operator]
    assert refusal.value.rule == "B8"
    return refusal.value.field


def told_elsewhere(folder: Path, days: int) -> None:
    """Every customer was told of the announced edition in another way, on that day."""
    desk = on(folder, days)
    cases = [desk.case(number) for number in desk.standing().announced[-1].body.tell]
    letter.told_elsewhere(desk, cases, "edition", Dispatch(day(days), "Mail 7"), "Petra Novak")
