"""The revocation course in the terminal, from `revoke` to `reinstate`, and the cover of devices (rules D1 to D11)."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from mmd_reviewer.bootstrap import open_desk
from mmd_reviewer.cli import answers
from mmd_reviewer.cli.answers import Answer
from mmd_reviewer.cli.windows import Windows
from mmd_reviewer.domain import cover as domain_cover
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.history import tell
from mmd_reviewer.domain.letters.asked import waiting_notice
from mmd_reviewer.domain.notice import open_revocation, warning
from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.domain.revocation import NOTICES, Schedule
from mmd_reviewer.services import appeal as appeals
from mmd_reviewer.services import letter, revocation
from mmd_reviewer.services import removal as removals
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.settings import Choices


def revoke(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    """Prepare a revocation and show its dates if dispatched today."""
    desk = open_desk(choices)
    case = revocation.revoke(
        desk,
        desk.case(options.number),
        _listed(options.conditions),
        why=options.why,
        actions=options.actions,
        not_evident=options.not_evident,
    )
    dates = open_revocation(case).if_first(desk.today())
    lines = [f"{case.number}: revocation prepared. No clock runs yet. If dispatched today:", *_lines(dates)]
    return Answer({"number": case.number, "if_dispatched_today": _dates_json(dates)}, "\n".join(lines))


def _dates_json(dates: Schedule) -> dict[str, str | None]:
    """The days of the course; null for a notice that falls away (D7)."""
    due = {notice: None if dates.falls_away(notice) else dates.due(notice).isoformat() for notice in NOTICES}
    return {**due, "deadline": dates.deadline.isoformat()}


def _lines(dates: Schedule) -> list[str]:
    rows = [
        f"  {notice:<8} {'falls away' if dates.falls_away(notice) else on_screen(dates.due(notice))}"
        for notice in NOTICES
    ]
    return [*rows, f"  deadline {on_screen(dates.deadline)}"]


def notice(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    """Issue a notice and write it; the same one again gives the stored bytes. Or record one sent elsewhere."""
    desk = open_desk(choices)
    case = desk.case(options.number)
    if options.sent_elsewhere:
        return _sent_elsewhere(options, desk, case)
    if options.out is None:
        raise Refused("Name the file: --out FILE.pdf.", "", "out")
    waiting = waiting_notice(case, f"notice_{options.notice}")
    desk.files.check(options.out, force=options.force, digest=waiting.sha256 if waiting else "")
    case, issued = letter.issue(desk, case, f"notice_{options.notice}", dated=options.for_day)
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
    text = f"{issued.record.number}: {issued.record.title} → {options.out}. Post it on {on_screen(issued.record.day)}, "
    one = case.revocation
    words = warning(one, options.notice, issued.record.day) if one is not None else ""
    return Answer(data, text + "then record its dispatch.", warnings=(words,) if words else ())


def _sent_elsewhere(options: argparse.Namespace, desk: Desk, case: Case) -> Answer:
    if options.for_day is None:
        raise Refused("Name the day on which it was given: --for D.", "D3", "for")
    given = desk, case, options.notice, options.for_day, options.reference
    if options.correct:
        return _newest(revocation.correct_elsewhere(*given, options.correct))
    return _newest(revocation.sent_elsewhere(*given, options.second_person))


def _newest(case: Case) -> Answer:
    row = {"number": case.number, **answers.history_json(case)[-1]}
    return Answer(row, f"{case.number}: {tell(case.facts[-1])}")


def _deed(deed: Callable[[argparse.Namespace, Desk, Case], Case]) -> Callable[..., Answer]:
    def carry_out(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
        desk = open_desk(choices)
        return _newest(deed(options, desk, desk.case(options.number)))

    return carry_out


withdraw = _deed(lambda o, desk, case: revocation.withdraw(desk, case, o.reason, o.terms))
consent = _deed(lambda o, desk, case: removals.record_consent(desk, case, o.by, o.on, o.text))
appeal = _deed(lambda o, desk, case: appeals.raise_appeal(desk, case, o.received, o.grounds, o.text))
reinstate = _deed(lambda o, desk, case: removals.reinstate(desk, case, _serials(o.devices), o.reason))


@_deed
def found(options: argparse.Namespace, desk: Desk, case: Case) -> Case:
    """Devices carry it again, or, undeclared, were never deployed and join it (D9)."""
    serials = _listed(options.devices)
    if options.undeclared:
        return removals.join_devices(desk, case, tuple(map(Device, serials)), options.on, options.by)
    return removals.found_again(desk, case, serials, options.on, options.by)


@_deed
def ground(options: argparse.Namespace, desk: Desk, case: Case) -> Case:
    """A ground found later."""
    conditions = _listed(options.conditions)
    return revocation.add_ground(desk, case, conditions, why=options.why, not_evident=options.not_evident)


@_deed
def appeal_outcome(options: argparse.Namespace, desk: Desk, case: Case) -> Case:
    """How the open appeal ended."""
    return appeals.decide_appeal(
        desk, case, options.outcome, options.reason, deadline=options.deadline, actions=options.actions,
        released=_listed(options.release), terms=options.terms,
    )  # fmt: skip


def retime(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    """Another deadline; the old and the new schedule."""
    desk = open_desk(choices)
    before = desk.case(options.number)
    case = revocation.retime(
        desk, before, options.kind, options.deadline, options.reason, incident=options.incident,
        approved_by=options.approved_by,
    )  # fmt: skip
    old, new = _course_of(before, desk), _course_of(case, desk)
    data = {
        "number": case.number,
        "old": _dates_json(old) if old else None,
        "new": _dates_json(new) if new else None,
        "waits": options.deadline.isoformat() if case.revocation and case.revocation.shortening else None,
    }
    started = case.revocation is not None and case.revocation.notified
    words = tell(case.facts[-1]) if started else f"{tell(case.facts[-1])} If dispatched today:"
    return Answer(data, "\n".join([f"{case.number}: {words}", *(_lines(new) if new else [])]))


def _course_of(case: Case, desk: Desk) -> Schedule | None:
    """The schedule of the open revocation; before the first notice that of a dispatch today (D3)."""
    one = case.revocation
    return (one.dates or one.if_first(desk.today())) if one is not None else None


@_deed
def removal(options: argparse.Namespace, desk: Desk, case: Case) -> Case:
    """Devices are clean, as somebody confirmed."""
    return removals.confirm_removal(
        desk, case, _serials(options.devices), options.on, options.confirmed_by, by_service=options.by == "service",
        left_service=options.left_service, reinstate=options.reinstate,
    )  # fmt: skip


def _serials(text: str) -> list[str]:
    """Serial numbers with commas, or `all`."""
    return [] if text == "all" else _listed(text)


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def cover(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    """The cover of every device on a day."""
    desk = open_desk(choices)
    day = options.on or desk.today()
    rows = domain_cover.cover(desk.case(options.number), day)
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


def device(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    """What every exemption means for the cover of one device; across them it has the worst (D9)."""
    desk = open_desk(choices)
    day = options.on or desk.today()
    rows = removals.ledger(desk, options.serial, day)
    worst = domain_cover.worst(row for _, row in rows)
    if worst is None:
        raise Refused(f"No case lists a device with the serial number {options.serial}.", "", "serial")
    data = {
        "serial": options.serial,
        "state": worst.state,
        "cases": [
            {"number": case.number, "state": row.state, "since": row.since.isoformat() if row.since else None}
            for case, row in rows
        ],
    }
    lines = [f"{case.number}  {row.state:<12} {row.since or ''}".rstrip() for case, row in rows]
    return Answer(data, "\n".join([f"{options.serial} on {day}: {worst.state}", *lines]))


COURSE_COMMANDS = {
    "revoke": revoke,
    "ground": ground,
    "notice": notice,
    "retime": retime,
    "appeal": appeal,
    "appeal-outcome": appeal_outcome,
    "withdraw-revocation": withdraw,
    "removal": removal,
    "consent": consent,
    "found": found,
    "reinstate": reinstate,
    "cover": cover,
    "device": device,
}
