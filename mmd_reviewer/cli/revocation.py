"""The revocation course in the terminal,
from `revoke` to `withdraw-revocation` (rules D1 to D8).
"""

from __future__ import annotations

import argparse
from pathlib import Path

from mmd_reviewer.cli.answers import Answer
from mmd_reviewer.cli.command import (
    FORCE,
    NUMBER,
    WRITE_OUT,
    arg,
    command,
    day,
    facts_answer,
    listed,
    on_case,
)
from mmd_reviewer.domain.appeal import GROUNDS, OUTCOMES
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.history import tell
from mmd_reviewer.domain.letters.asked import waiting_notice
from mmd_reviewer.domain.notice import open_revocation, warning
from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.domain.retiming import KINDS
from mmd_reviewer.domain.revocation import NOTICES, Schedule
from mmd_reviewer.services import appeal as appeals
from mmd_reviewer.services import letter, revocation
from mmd_reviewer.services.desk import Desk


@command(
    "revoke",
    "prepare a revocation; no clock runs before the first notice is dispatched",
    'revoke A-0142 --conditions stability --why "61 stop errors on 40 devices" '
    '--actions "Remove the client" --not-evident "The driver came with version 6.0.4"',
    NUMBER,
    arg("--conditions", required=True, metavar="LIST", help="codes of key conditions, with commas"),
    arg("--why", required=True),
    arg("--actions", required=True),
    arg("--not-evident", required=True, help="why it was not evident at approval"),
)
def revoke(options: argparse.Namespace, desk: Desk) -> Answer:
    """Prepare a revocation and show its dates if dispatched today."""
    case = revocation.revoke(
        desk,
        desk.case(options.number),
        listed(options.conditions),
        why=options.why,
        actions=options.actions,
        not_evident=options.not_evident,
    )
    dates = open_revocation(case).if_first(desk.today())
    lines = [
        f"{case.number}: revocation prepared. No clock runs yet. If dispatched today:",
        *_lines(dates),
    ]
    return Answer(
        {"number": case.number, "if_dispatched_today": _dates_json(dates)}, "\n".join(lines)
    )


def _dates_json(dates: Schedule) -> dict[str, str | None]:
    """The days of the course; null for a notice that falls away (D7)."""
    due = {
        notice: None if dates.falls_away(notice) else dates.due(notice).isoformat()
        for notice in NOTICES
    }
    return {**due, "deadline": dates.deadline.isoformat()}


def _lines(dates: Schedule) -> list[str]:
    rows = [
        f"  {notice:<8} "
        f"{'falls away' if dates.falls_away(notice) else on_screen(dates.due(notice))}"
        for notice in NOTICES
    ]
    return [*rows, f"  deadline {on_screen(dates.deadline)}"]


@command(
    "ground",
    "add a ground found later; the next notice carries it",
    'ground A-0142 --conditions security --why "CVE-2026-1" --not-evident "Published in December"',
    NUMBER,
    arg("--conditions", required=True, metavar="LIST", help="codes of key conditions, with commas"),
    arg("--why", required=True),
    arg("--not-evident", required=True, help="why it was not evident at approval"),
)
@on_case
def ground(options: argparse.Namespace, desk: Desk, case: Case) -> Case:
    """A ground found later."""
    conditions = listed(options.conditions)
    return revocation.add_ground(
        desk, case, conditions, why=options.why, not_evident=options.not_evident
    )


@command(
    "notice",
    "issue a notice of the course",
    "notice A-0142 first --out first.pdf",
    NUMBER,
    arg("notice", choices=NOTICES),
    arg(
        "--for",
        dest="for_day",
        type=day,
        default=None,
        metavar="D",
        help="the day it is dispatched on",
    ),
    arg("--out", type=Path, default=None, metavar="FILE"),
    WRITE_OUT,
    FORCE,
    arg("--sent-elsewhere", action="store_true", help="it was given before this program was used"),
    arg("--reference", default="", metavar="REF", help="with --sent-elsewhere"),
    arg(
        "--second-person", default="", metavar="NAME", help="who confirms it, with --sent-elsewhere"
    ),
    arg("--reason", default="", help="with --sent-elsewhere: why another case's ticket is right"),
    arg("--correct", default="", metavar="REASON", help="what was wrong with one recorded before"),
)
def notice(options: argparse.Namespace, desk: Desk) -> Answer:
    """Issue a notice and write it; the same one again gives the stored bytes.

    Or record one sent elsewhere.
    """
    case = desk.case(options.number)
    if options.sent_elsewhere:
        return _sent_elsewhere(options, desk, case)
    if options.out is None:
        raise Refused("Name the file: --out FILE.pdf.", "", "out")
    waiting = waiting_notice(case, f"notice_{options.notice}")
    desk.files.check(options.out, force=options.force, digest=waiting.sha256 if waiting else "")
    kind = f"notice_{options.notice}"
    case, issued = letter.issue(
        desk, case, kind, dated=options.for_day, write_out=options.write_out
    )
    desk.files.check(options.out, force=options.force, digest=issued.sha256)
    desk.files.write(options.out, letter.stored(desk, issued))
    data = {
        "number": issued.record.number,
        "kind": issued.record.kind,
        "sha256": issued.sha256,
        "pages": issued.pages,
        "for": issued.record.day.isoformat(),
        "deadline": issued.record.deadline.isoformat() if issued.record.deadline else None,
    }
    text = (
        f"{issued.record.number}: {issued.record.title} → {options.out}. Post it on "
        f"{on_screen(issued.record.day)}, "
    )
    one = case.revocation
    words = warning(one, options.notice, issued.record.day) if one is not None else ""
    return Answer(data, text + "then record its dispatch.", warnings=(words,) if words else ())


def _sent_elsewhere(options: argparse.Namespace, desk: Desk, case: Case) -> Answer:
    if options.for_day is None:
        raise Refused("Name the day on which it was given: --for D.", "D3", "for")
    given = desk, case, options.notice, options.for_day, options.reference
    if options.correct:
        return facts_answer((revocation.correct_elsewhere(*given, options.correct),))
    done = revocation.sent_elsewhere(*given, options.second_person, options.reason)
    return facts_answer((done,))


@command(
    "retime",
    "change the deadline",
    'retime A-0142 --kind late_notice --deadline 2026-11-30 --reason "The final notice was late"',
    NUMBER,
    arg("--kind", required=True, choices=tuple(KINDS), metavar="K", help=", ".join(KINDS)),
    arg("--deadline", type=day, required=True, metavar="D"),
    arg("--reason", required=True),
    arg("--incident", default="", metavar="REF", help="needed to shorten"),
    arg("--approved-by", default="", metavar="NAME", help="a second person; needed to shorten"),
)
def retime(options: argparse.Namespace, desk: Desk) -> Answer:
    """Another deadline; the old and the new schedule."""
    before = desk.case(options.number)
    case = revocation.retime(
        desk,
        before,
        options.kind,
        options.deadline,
        options.reason,
        incident=options.incident,
        approved_by=options.approved_by,
    )
    old, new = _course_of(before, desk), _course_of(case, desk)
    data = {
        "number": case.number,
        "old": _dates_json(old) if old else None,
        "new": _dates_json(new) if new else None,
        "waits": options.deadline.isoformat()
        if case.revocation and case.revocation.shortening
        else None,
    }
    started = case.revocation is not None and case.revocation.notified
    words = tell(case.facts[-1]) if started else f"{tell(case.facts[-1])} If dispatched today:"
    if data["waits"]:
        words = f"{words} It holds from the dispatch of its letter; until then the old one does."
    return Answer(data, "\n".join([f"{case.number}: {words}", *(_lines(new) if new else [])]))


def _course_of(case: Case, desk: Desk) -> Schedule | None:
    """The schedule of the open revocation;
    before the first notice that of a dispatch today (D3).
    """
    one = case.revocation
    return (one.dates or one.if_first(desk.today())) if one is not None else None


appeal = command(
    "appeal",
    "record an appeal, or more information that joins it",
    'appeal A-0142 --received 2026-11-17 --grounds upgrade --text "Version 6.1 is deployed"',
    NUMBER,
    arg("--received", type=day, required=True, metavar="D"),
    arg("--grounds", required=True, choices=tuple(GROUNDS), metavar="G", help=", ".join(GROUNDS)),
    arg("--text", required=True),
    arg("--answer-by", type=day, default=None, metavar="D", help="a day to be reminded of"),
)(
    on_case(
        lambda o, desk, case: appeals.raise_appeal(
            desk, case, o.received, o.grounds, o.text, o.answer_by
        )
    )
)


@command(
    "appeal-outcome",
    "record how the open appeal ended",
    'appeal-outcome A-0142 stands --reason "The new version still hangs"',
    NUMBER,
    arg("outcome", choices=tuple(OUTCOMES), metavar="OUTCOME", help=", ".join(OUTCOMES)),
    arg("--reason", required=True),
    arg("--deadline", type=day, default=None, metavar="D", help="a later one, with varied"),
    arg("--actions", default="", help="changed actions, with varied"),
    arg("--release", default="", metavar="SERIALS", help="devices that may keep it, with varied"),
    arg("--terms", default="", help="with withdrawn"),
)
@on_case
def appeal_outcome(options: argparse.Namespace, desk: Desk, case: Case) -> Case:
    """How the open appeal ended."""
    return appeals.decide_appeal(
        desk,
        case,
        options.outcome,
        options.reason,
        deadline=options.deadline,
        actions=options.actions,
        released=listed(options.release),
        terms=options.terms,
    )


withdraw_revocation = command(
    "withdraw-revocation",
    "take a revocation back",
    'withdraw-revocation A-0142 --reason "Fixed driver"',
    NUMBER,
    arg("--reason", required=True),
    arg("--terms", default=""),
)(on_case(lambda o, desk, case: revocation.withdraw(desk, case, o.reason, o.terms)))


COMMANDS = (revoke, ground, notice, retime, appeal, appeal_outcome, withdraw_revocation)
