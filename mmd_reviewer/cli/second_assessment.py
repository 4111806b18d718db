"""`second`: a second person assesses a decision without sight of the first's answers."""

from __future__ import annotations

import argparse
from typing import Any

from mmd_reviewer.cli import answers
from mmd_reviewer.cli.answers import Answer
from mmd_reviewer.cli.assessment import answers_from
from mmd_reviewer.cli.command import arg, command
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.request_queue import QueueFilter
from mmd_reviewer.domain.second_assessment import DIFFERS, WANTED
from mmd_reviewer.services import second_assessment
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.read.second_assessment import SecondShown, read_second, second_lines


@command(
    "second",
    "assess a decision a second time, blind; without a case those that want it",
    "second A-0142 --answers answers.json",
    arg("number", nargs="?", default="", metavar="NUMBER"),
    arg("--answers", default="", metavar="FILE", help="as for assess; - for standard input"),
    arg("--keep", default="", metavar="REASON", help="the decision stands though they differ"),
)
def second(options: argparse.Namespace, desk: Desk) -> Answer:
    """List, look, record, or keep the decision."""
    if not options.number:
        if options.answers or options.keep:
            raise Refused("Name the case.", "", "number")
        return _list(desk)
    case = desk.case(options.number)
    if options.answers:
        case = second_assessment.assess(desk, case, answers_from(options.answers))
    if options.keep:
        case = second_assessment.keep(desk, case, options.keep)
    look = read_second(desk, case.number)
    return Answer(_json(look), "\n".join(second_lines(look) if look.rows else _questions(look)))


def _list(desk: Desk) -> Answer:
    """Cases that want a second assessment, then those whose two differ."""
    day = desk.today()
    rows = [
        row
        for flag in (WANTED, DIFFERS)
        for row in desk.store.page(QueueFilter(state=flag), day, second_assessment.MOST)
    ]
    lines = [
        f"{row.number:<8} {'differs' if DIFFERS in row.flags else 'wanted':<8} "
        f"{row.customer[:24]:<24} {row.title}"
        for row in rows
    ]
    data = [{**answers.row_json(row, day), "differs": DIFFERS in row.flags} for row in rows]
    return Answer(data, "\n".join(lines) or "No case wants a second assessment.")


def _questions(look: SecondShown) -> list[str]:
    """The request and what is asked; nothing that was answered."""
    request = look.blind.case.assessed
    lines = [f"{look.number}  {request.customer}: {request.heading()}"]
    lines += [f"Requirement: {request.requirement}", f"Proposal: {request.proposal}"]
    lines += [f"Timeline: {request.timeline.text}", ""]
    lines += [f"{row.code}: {row.question}" for row in look.edition.asked()]
    lines += [f"{row.code}: must not {row.text}" for row in look.edition.conditions]
    return [*lines, "", look.obstacle or look.remark]


def _json(look: SecondShown) -> dict[str, Any]:
    request = look.blind.case.assessed
    return {
        "number": look.number,
        "customer": request.customer,
        "type": request.type,
        "title": request.title,
        "requirement": request.requirement,
        "proposal": request.proposal,
        "timeline": answers.timeline_json(request.timeline),
        "wanted": look.wanted or None,
        "obstacle": look.obstacle or None,
        "edition": look.edition.code,
        "recorded": bool(look.rows),
        "differs": look.differs,
        "answers": [
            {
                "code": row.code,
                "first": row.first.lower(),
                "second": row.second.lower(),
                "differs": row.differs,
                "first_note": row.first_note or None,
                "second_note": row.second_note or None,
            }
            for row in look.rows
        ],
    }


COMMANDS = (second,)
