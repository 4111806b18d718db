"""Sample exemptions that were approved earlier: in force,
ending, revoked at every stage of the course.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from mmd_reviewer import paths
from mmd_reviewer.bootstrap import MachineClock
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.period import LAST_DAY
from mmd_reviewer.services import (
    appeal,
    assessment,
    decision,
    deployment,
    edition,
    intake,
    letter,
    removal,
    request_queue,
    revocation,
)
from mmd_reviewer.services.desk import Desk

Step = tuple[date, int, Callable[[Desk], list[str]]]


def play_course(desk: Desk, sample_day: date, job: Job, file: str = "course.json") -> list[str]:
    """Do what a sample file tells, day by day, moved so that the sample's day is today;
    the letters issued.
    """
    moved = desk.today() - sample_day
    data = json.loads((paths.resources() / "samples" / file).read_bytes())
    steps: list[Step] = []
    for one in data["cases"]:
        steps += _steps(one, moved, len(steps))
    letters: list[str] = []
    steps.sort(key=lambda step: step[:2])
    for done, (day, _, act) in enumerate(steps):
        job.step(done, len(steps))
        letters += act(replace(desk, clock=MachineClock(day), day_confirmed=True))
    return letters


def _steps(one: Mapping[str, Any], moved: timedelta, place: int) -> list[Step]:
    def day(text: str) -> date:
        return date.fromisoformat(text) + moved

    found: list[Step] = []
    if "submitted" in one:
        come = day(one["submitted"])
        found.append((come, place, lambda desk: _receive(desk, one, come)))
    if "decided" in one:
        found.append((day(one["decided"]["on"]), place + 1, lambda desk: _decide(desk, one)))
    for number, wave in enumerate(one.get("deployed", ())):
        found.append((day(wave["on"]), place + 2 + number, _deploying(one, wave, day(wave["on"]))))
    for number, step in enumerate(one["steps"]):
        found.append((day(step["on"]), place + 10 + number, _acting(one["ticket"], step, day)))
    return found


def _receive(desk: Desk, one: Mapping[str, Any], submitted: date) -> list[str]:
    case = intake.receive(
        desk,
        customer=one["customer"],
        type_words=one["type"],
        title=one["title"],
        requirement=one["requirement"],
        proposal=one["proposal"],
        timeline=one["timeline"],
        ticket=one["ticket"],
        contact=one["contact"],
        email=one["email"],
        submitted=submitted,
    )
    if "extends" in one:
        request_queue.link(desk, case, desk.case(one["extends"]), extends=True)
    return []


def _decide(desk: Desk, one: Mapping[str, Any]) -> list[str]:
    assessment.answer(desk, desk.case(one["ticket"]), one["answers"])
    wish = {name: value for name, value in one["decided"].items() if name != "on"}
    case = decision.make(desk, desk.case(one["ticket"]), Proposal(**wish))
    case, issued = letter.issue(desk, case)
    letter.dispatched(desk, case, issued.record.number, desk.today(), one["ticket"])
    return []


def _deploying(
    one: Mapping[str, Any], wave: Mapping[str, Any], on: date
) -> Callable[[Desk], list[str]]:
    named = f"{one['customer'][:3].upper()}-{wave['prefix']}"

    def act(desk: Desk) -> list[str]:
        devices = tuple(
            Device(
                f"{wave['prefix']}{1000 + place:05d}",
                wave["manufacturer"],
                wave["model"],
                f"{named}-{place + 1:03d}",
                ring="Test" if place < wave["test"] else "Broad",
            )
            for place in range(wave["count"])
        )
        deployment.deploy(desk, desk.case(one["ticket"]), on, devices)
        return []

    return act


def _acting(
    ticket: str, step: Mapping[str, Any], day: Callable[[str], date]
) -> Callable[[Desk], list[str]]:
    def act(desk: Desk) -> list[str]:
        case = desk.case(ticket)
        if "revoke" in step:
            revocation.revoke(desk, case, **step["revoke"])
        elif "notice" in step or "letter" in step:
            kind = f"notice_{step['notice']}" if "notice" in step else step["letter"]
            case, issued = letter.issue(desk, case, kind)
            letter.dispatched(desk, case, issued.record.number, desk.today(), step["reference"])
            return [issued.record.number]
        elif "removal" in step:
            serials = [device.serial for device in case.carrying(LAST_DAY)[: step["removal"]]]
            again = step.get("reinstate", "")
            removal.confirm_removal(
                desk, case, serials, day(step["on"]), step["by"], reinstate=again
            )
        elif "appeal" in step:
            came = step["appeal"]
            appeal.raise_appeal(desk, case, day(came["received"]), came["grounds"], came["text"])
        elif "outcome" in step:
            appeal.decide_appeal(desk, case, **step["outcome"])
        elif "retime" in step:
            changed = {**step["retime"], "deadline": day(step["retime"]["deadline"])}
            revocation.retime(desk, case, **changed)
        elif "withdraw" in step:
            revocation.withdraw(desk, case, **step["withdraw"])
        elif "dispatch" in step:
            newest = case.letters[-1].record.number
            letter.dispatched(desk, case, newest, desk.today(), step["dispatch"])
        elif "decide" in step:
            decision.make(desk, case, Proposal(**step["decide"]))
        elif "announce" in step:
            name = f"{step['announce']}.json"
            content = (paths.resources() / "editions" / name).read_bytes()
            edition.announce(desk, content, name, day(step["effective"]))
        return []

    return act
