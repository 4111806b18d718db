"""A case that calls for each kind of letter, and the writing of that letter."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.assessment import patch_from
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_fold import fold
from mmd_reviewer.domain.course_plan import CoursePlan
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.fact import Author, write_fact
from mmd_reviewer.domain.letter_facts import Block, LetterRecord
from mmd_reviewer.domain.letters.compose import Replacement
from mmd_reviewer.domain.letters.kind import News
from tests.domain.test_decision import try_to
from tests.making import DAY, FACTOR_3, FACTOR_4, HOLDING, case, edition, request, write_letter

BROKEN = {
    **FACTOR_4,
    "conditions": {**HOLDING, "security": "broken", "stability": "broken"},
    "notes": {"security": "The driver is unsigned.", "stability": "61 stop errors on 40 devices."},
}


def decided(
    outcome: str, answers: dict[str, Any], *, asked: Any = None, judged: str = "", **wish: Any
) -> Case:
    """A case with a decision."""
    asked = asked or request()
    made = try_to(outcome, answers, asked=asked, **wish)
    extra = [kinds.DetailJudged(judged, False, "It names no business need.")] if judged else []
    return case(*extra, patch_from(answers, edition(), asked), made, asked=asked)


NEWS = News(edition("2022-12"), edition(), DAY + timedelta(days=40))
OF_THE_COURSE = replace(NEWS, edition=replace(NEWS.edition, course=CoursePlan(45, 90, 120, 10)))


def write(
    of: Case, kind: str = "", replacement: Replacement | None = None, **given: Any
) -> LetterRecord:
    """The letter the case calls for."""
    return write_letter(of, kind, DAY, replacement, NEWS, **given)


def of_blocks(*blocks: Block) -> LetterRecord:
    """A decision letter that says these."""
    return LetterRecord(
        "A-0001-L1",
        "approved",
        DAY,
        "A-0001",
        "MMD-1",
        {"service": "Service", "unit": "Desk"},
        ("Fabrikam", "Jana Hofer"),
        "Your exemption is approved",
        blocks,
        "2019-11",
        "en-9",
    )


GROUNDS = kinds.RevocationPrepared(
    ("cost",),
    "61 stop errors.",
    "Remove the client.",
    "It came later.",
    "2019-11",
    "Edition 1",
    {"cost": "x"},
)
LAPTOP = Device("5CG1", "HP", "Elite")
APPEAL = kinds.AppealRaised(DAY, "upgrade", "Version 6.1 is deployed since Friday.")
IN_FORCE = (
    try_to("approve", FACTOR_4),
    kinds.Deployed(
        DAY, (Device("016520771357", "Microsoft", "Surface Laptop", ring="Test"), LAPTOP)
    ),
    GROUNDS,
)


def notified(day: int, *later: kinds.Body) -> Case:
    """A revocation whose first notice went out so many days ago, and what followed."""
    on = DAY - timedelta(days=day)
    since = kinds.Deployed(min(DAY, on), IN_FORCE[1].devices)
    first = kinds.LetterIssued(replace(_FIRST, day=on, deadline=None), "ab", 1)
    sent = kinds.LetterDispatched("A-0001-L1", on, "R", "")
    return case(IN_FORCE[0], since, GROUNDS, first, sent, *later)


def told_of(of: Case, kind: str) -> Case:
    """The case after the letter of that kind was issued and dispatched today."""
    issued = kinds.LetterIssued(write(of, kind), "ef", 1)
    sent = kinds.LetterDispatched(issued.record.number, DAY, "R", "")
    author = Author("Ines", "A", DAY, "2026-11-23T11:00:00.000000Z")
    facts = list(of.facts)
    for body in (issued, sent):
        facts.append(write_fact(of.key, [facts[-1].id], "told", author, body)[0])
    return fold(facts)


def closed() -> Case:
    """Returned for its proposal, told, and not answered within 30 days."""
    asked = request(proposal="")
    returned = try_to("return", {}, asked=asked)
    of = case(returned, asked=asked)
    told = (
        kinds.LetterIssued(replace(write(of), day=DAY - timedelta(days=30)), "ab", 1),
        kinds.LetterDispatched("A-0001-L1", DAY - timedelta(days=30), "R", ""),
    )
    again = case(returned, *told, asked=asked)
    return case(
        returned, *told, try_to("closed_unanswered", {}, of=again, asked=asked), asked=asked
    )


_FIRST = write(case(*IN_FORCE), "notice_first")
CASES: dict[str, Case] = {
    "notice_first": case(*IN_FORCE),
    "notice_second": notified(30),
    "notice_third": notified(60),
    "notice_final": notified(83),
    "retimed": notified(
        5,
        kinds.Retimed(
            "severe_incident",
            DAY + timedelta(days=85),
            DAY + timedelta(days=20),
            "It spreads.",
            "I-7",
            "P",
        ),
    ),
    "appeal_received": notified(5, APPEAL),
    "appeal_outcome": notified(
        5, APPEAL, kinds.AppealDecided("stands", "The new version hangs too.")
    ),
    "revocation_withdrawn": notified(
        5, kinds.RevocationWithdrawn("A fixed driver is deployed.", "Driver 6.1 only.")
    ),
    "cover_ended": notified(95),
    "reinstated": notified(
        95,
        kinds.RemovalConfirmed((LAPTOP.key,), DAY, "Jana"),
        kinds.Reinstated((LAPTOP.key,), DAY, "Removed on day 95."),
    ),
    "edition": case(),
    "acknowledgement": case(),
    "returned": decided("return", {}, asked=request(proposal="", timeline="")),
    "approved": decided(
        "approve", FACTOR_4, terms="Test group first.", devices=("5CG1234", "5CG1235")
    ),
    "migration": decided("approve_migration", FACTOR_3, reason="A profile reaches both plants."),
    "declined": decided("decline", BROKEN),
    "no_exemption": decided(
        "no_exemption_needed", {}, route="deploy_through_intune", reason="It has no driver."
    ),
    "closed": closed(),
}
