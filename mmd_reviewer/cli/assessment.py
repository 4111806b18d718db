"""`assess` and `decide` (rules B1 to B8, C1)."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mmd_reviewer.cli import answers
from mmd_reviewer.cli.answers import Answer
from mmd_reviewer.cli.case_lines import recommendation_lines
from mmd_reviewer.cli.command import NUMBER, arg, command, day, one_of
from mmd_reviewer.cli.deployment import serials_of
from mmd_reviewer.domain.decision import NO_EXEMPTION, OUTCOMES, Proposal
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.history import tell
from mmd_reviewer.services import assessment, decision
from mmd_reviewer.services.desk import Desk


@command(
    "assess",
    "patch the answers, print the recommendation",
    "assess A-0142 --answers answers.json",
    NUMBER,
    arg("--answers", required=True, metavar="FILE", help="a JSON file, or - for standard input"),
    arg("--dry-run", action="store_true", help="print the recommendation; record nothing"),
)
def assess(options: argparse.Namespace, desk: Desk) -> Answer:
    """Patch the answers; the recommendation."""
    case = desk.case(options.number)
    data = answers_from(options.answers)
    if options.dry_run:
        found = assessment.try_answers(desk, case, data)
    else:
        case = assessment.answer(desk, case, data)
        found = assessment.recommendation(desk, case)
    text = "\n".join(recommendation_lines(found))
    return Answer(
        {"number": case.number, "recommendation": answers.recommendation_json(found)}, text
    )


def answers_from(name: str) -> Mapping[str, Any]:
    """The answers of a JSON file, or of standard input."""
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text("utf-8-sig")
        data = json.loads(text)
    except OSError as error:
        raise Refused(f"{name} cannot be read: {error.strerror}.", "", "answers") from None
    except (ValueError, RecursionError) as error:
        raise Refused(f"{name} is not a JSON document: {error}.", "", "answers") from None
    if not isinstance(data, dict):
        raise Refused(f"{name} must hold one object of answers.", "", "answers")
    return data


@command(
    "decide",
    "record a decision",
    "decide A-0142 approve_migration --months 9",
    NUMBER,
    arg("outcome", choices=OUTCOMES, metavar="OUTCOME", help=", ".join(OUTCOMES)),
    one_of(
        arg("--months", type=int, default=None, metavar="N"),
        arg("--until", type=day, default=None, metavar="D"),
        arg("--open-ended", action="store_true"),
    ),
    arg("--start", type=day, default=None, metavar="D", help="from when the period counts"),
    arg("--reason", default=""),
    arg("--terms", default=""),
    arg("--route", default="", metavar="R"),
    arg(
        "--devices",
        type=Path,
        default=None,
        metavar="FILE",
        help="portal JSON, CSV, or serial numbers",
    ),
)
def decide(options: argparse.Namespace, desk: Desk) -> Answer:
    """Record a decision."""
    case = desk.case(options.number)
    wish = Proposal(
        outcome=options.outcome,
        reason=options.reason,
        months=options.months,
        until=options.until,
        open_ended=options.open_ended,
        terms=options.terms,
        route=options.route if options.outcome == NO_EXEMPTION else "",
        devices=serials_of(options.devices) if options.devices else (),
        start=options.start,
    )
    case = decision.make(desk, case, wish)
    assert case.decision is not None
    return Answer(
        {"number": case.number, **answers.decision_json(case.decision)}, tell(case.facts[-1])
    )


COMMANDS = (assess, decide)
