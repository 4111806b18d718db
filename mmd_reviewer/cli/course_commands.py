"""The revocation course in the terminal: revoke, notice, removal, consent, cover, due (rules D1 to D10)."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from typing import Any

from mmd_reviewer.bootstrap import open_desk
from mmd_reviewer.cli import answers
from mmd_reviewer.cli.answers import Answer
from mmd_reviewer.cli.letter_command import check_out, write_out
from mmd_reviewer.cli.windows import Windows
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.history import tell
from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.domain.revocation import NOTICES, Schedule, schedule
from mmd_reviewer.services import letter, revocation
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.settings import Choices


def revoke(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    """Prepare a revocation and show its dates if dispatched today."""
    desk = open_desk(choices)
    case = revocation.revoke(
        desk,
        desk.case(options.number),
        [code.strip() for code in options.conditions.split(",") if code.strip()],
        why=options.why,
        actions=options.actions,
        not_evident=options.not_evident,
    )
    dates = schedule(desk.today())
    lines = [f"{case.number}: revocation prepared. No clock runs yet. If dispatched today:", *_lines(dates)]
    return Answer({"number": case.number, "if_dispatched_today": _dates_json(dates)}, "\n".join(lines))


def _dates_json(dates: Schedule) -> dict[str, str]:
    due = {notice: dates.due(notice).isoformat() for notice in NOTICES}
    return {**due, "deadline": dates.deadline.isoformat()}


def _lines(dates: Schedule) -> list[str]:
    rows = [f"  {notice:<8} {on_screen(dates.due(notice))}" for notice in NOTICES]
    return [*rows, f"  deadline {on_screen(dates.deadline)}"]


def notice(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    """Issue a notice and write it; the same one again gives the stored bytes."""
    desk = open_desk(choices)
    case = desk.case(options.number)
    waiting = letter.waiting_notice(case, f"notice_{options.notice}")
    check_out(options.out, options.force, waiting.sha256 if waiting else "")
    case, issued = revocation.issue_notice(desk, case, options.notice, options.for_day)
    check_out(options.out, options.force, issued.sha256)
    write_out(options.out, letter.stored(desk, issued))
    data = {
        "number": issued.record.number,
        "kind": issued.record.kind,
        "sha256": issued.sha256,
        "pages": issued.pages,
        "for": issued.record.day.isoformat(),
        "deadline": issued.record.deadline.isoformat() if issued.record.deadline else None,
    }
    text = f"{issued.record.number}: {issued.record.title} → {options.out}. Post it on {on_screen(issued.record.day)}, "
    return Answer(data, text + "then record its dispatch.")


def _deed(deed: Callable[[argparse.Namespace, Desk, Case], Case]) -> Callable[..., Answer]:
    def carry_out(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
        desk = open_desk(choices)
        case = deed(options, desk, desk.case(options.number))
        row = {"number": case.number, **answers.history_json(case)[-1]}
        return Answer(row, f"{case.number}: {tell(case.facts[-1])}")

    return carry_out


withdraw = _deed(lambda o, desk, case: revocation.withdraw(desk, case, o.reason))
consent = _deed(lambda o, desk, case: revocation.record_consent(desk, case, o.by, o.on, o.text))


@_deed
def removal(options: argparse.Namespace, desk: Desk, case: Case) -> Case:
    """Devices are clean, as somebody confirmed."""
    serials = [] if options.devices == "all" else [part.strip() for part in options.devices.split(",") if part.strip()]
    by_service = options.by == "service"
    return revocation.confirm_removal(desk, case, serials, options.on, options.confirmed_by, by_service=by_service)


def cover(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    """The cover of every device on a day."""
    desk = open_desk(choices)
    day = options.on or desk.today()
    rows = revocation.cover_on(desk.case(options.number), day)
    data = [
        {
            "serial": row.device.serial,
            "name": row.device.name,
            "state": row.state,
            "since": row.since.isoformat() if row.since else None,
        }
        for row in rows
    ]
    lines = [f"{row.device.serial:<20} {row.state:<12} {row.since or ''}".rstrip() for row in rows]
    return Answer(data, "\n".join(lines) or "No device is listed.")


def due(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    """Overdue, due today and coming."""
    desk = open_desk(choices)
    day = options.on or desk.today()
    rows = revocation.due_list(desk, day, options.within)
    data = [_due_json(row, day) for row in rows]
    lines = [f"{on_screen(row.due)}  {row.number}  {row.what:<14} {row.customer}{_late(row, day)}" for row in rows]
    return Answer(data, "\n".join(lines) or f"Nothing is due within {options.within} days.")


def _due_json(row: revocation.Due, day: date) -> dict[str, Any]:
    return {
        "case": row.number,
        "what": row.what,
        "due": row.due.isoformat(),
        "overdue_days": row.overdue_days(day),
        "customer": row.customer,
    }


def _late(row: revocation.Due, day: date) -> str:
    days = row.overdue_days(day)
    return f"  {days} {'day' if days == 1 else 'days'} late" if days else ""


COURSE_COMMANDS = {
    "revoke": revoke,
    "notice": notice,
    "withdraw-revocation": withdraw,
    "removal": removal,
    "consent": consent,
    "cover": cover,
    "due": due,
}
