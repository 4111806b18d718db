"""What is owed and what was told in the terminal: `owed`, `told`, `told-elsewhere`, `amendment` (rules C8 to C10)."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any

from mmd_reviewer.bootstrap import open_desk
from mmd_reviewer.cli import answers
from mmd_reviewer.cli.answers import Answer
from mmd_reviewer.cli.windows import Windows
from mmd_reviewer.domain.amendment import Part, amendment_of
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.history import tell
from mmd_reviewer.domain.letters.dispatch import Dispatch
from mmd_reviewer.domain.letters.kinds import name_of
from mmd_reviewer.domain.letters.promised import ToldRow
from mmd_reviewer.domain.period import count, on_screen
from mmd_reviewer.services import amendment as amendments
from mmd_reviewer.services import control_sheet, letter
from mmd_reviewer.services import owed as letters_owed
from mmd_reviewer.services import removal as devices
from mmd_reviewer.settings import Choices


def owed(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    """Every letter owed."""
    desk = open_desk(choices)
    today = options.on or desk.today()
    rows = letters_owed.still_written(desk, letters_owed.owed_list(desk, today))
    data = [
        {
            "case": row.number,
            "kind": row.kind,
            "since": row.since.isoformat(),
            "customer": row.customer,
            "effect": row.effect,
            "waits": row.waits,
            "letter": row.letter or None,
            "to_be_settled": row.settle,
        }
        for row in rows
    ]
    lines = []
    for row in rows:
        age = f"{row.age_days(today):>4} d"
        state = f"; {row.letter} is written" if row.letter else ""
        old = "  to be settled" if row.settle else ""
        lines.append(f"{age}  {row.number:<8} {name_of(row.kind):<24} {row.customer}: {row.effect}{state}{old}")
    found = letters_owed.counts(rows)
    head = f"{count(found.owed, 'letter')} owed, {found.unwritten} not written."
    return Answer(data, "\n".join([head, *lines]) if rows else "No letter is owed.")


def told(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    """Each date and promise, with the letter that told it."""
    desk = open_desk(choices)
    rows = letters_owed.told(desk, desk.case(options.number), options.on)
    data = [
        {
            "what": row.what,
            "date": row.holds or row.told,
            "holds": row.holds or None,
            "told": row.told or None,
            "told_by": row.letter or None,
            "dispatched": row.on.isoformat() if row.on else None,
            "differs": row.differs,
        }
        for row in rows
    ]
    return Answer(data, "\n".join(map(_told_line, rows)) or "Nothing was told, and nothing is to be told.")


def _told_line(row: ToldRow) -> str:
    if row.on is None:
        return f"{row.name:<24} {row.holds:<14} not told"
    words = f"told {row.told} by {row.letter} on {on_screen(row.on)}"
    mark = "  DIFFERS" if row.differs else ""
    return f"{row.name:<24} {row.holds or '-':<14} {words}{mark}"


def told_elsewhere(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    """One deed for all the cases."""
    desk = open_desk(choices)
    cases = [desk.case(number) for number in dict.fromkeys(options.numbers)]
    wish = Dispatch(options.on, options.reference, reason=options.reason)
    done = letter.told_elsewhere(desk, cases, options.kind, wish, options.second_person)
    data = [{"number": case.number, **answers.history_json(case)[-1]} for case in done]
    text = "\n".join(f"{case.number}: {tell(case.facts[-1])}" for case in done)
    return Answer(data[0] if len(data) == 1 else data, text)


def amendment(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    """Show the amendment in words, or record what is made of it."""
    desk = open_desk(choices)
    case = desk.case(options.number)
    if options.how:
        done = amendments.settle(desk, case, options.how, options.reason)
        case = done[0]
        row: dict[str, Any] = {"number": case.number, **answers.history_json(case)[-1]}
        row["case"] = done[1].number if len(done) > 1 else None
        return Answer(row, f"{case.number}: {tell(case.facts[-1])}")
    found = amendment_of(case)
    details = found.details if found is not None else ()
    data = [
        {
            "detail": row.name,
            "changes": row.changes,
            "decided": "".join(part.text for part in row.before),
            "amended": "".join(part.text for part in row.after),
        }
        for row in details
    ]
    lines = []
    for change in details:
        if change.changes:
            before = "".join(_marked(part, "-") for part in change.before)
            after = "".join(_marked(part, "+") for part in change.after)
            lines += [f"{change.title}: {before}", f"{'':<{len(change.title)}}  {after}"]
    return Answer(data, "\n".join(lines) or f"{case.number} has no amendment after its decision.")


def _marked(part: Part, sign: str) -> str:
    return f"[{sign}{part.text.rstrip()}{sign}] " if part.changed else part.text


def sheet(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    """All dates of the case, on screen or as a PDF."""
    desk = open_desk(choices)
    found = control_sheet.read(desk, desk.case(options.number))
    data = [
        {
            "what": row.what,
            "date": row.day.isoformat(),
            "was": row.was.isoformat() if row.was else None,
            "standing": row.standing,
            "why": row.why,
        }
        for row in found.rows
    ]
    lines = [
        f"{on_screen(row.day)}  {row.what:<16} {row.standing:<12} {row.why}" for row in found.rows
    ]
    if options.out is not None:
        content = desk.press.control_sheet(found)
        desk.files.check(options.out, force=options.force, digest="")
        desk.files.write(options.out, content)
        lines.append(f"→ {options.out}")
    return Answer(data, "\n".join(lines) or "The case has no dates.")


def exchange(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    """A device exchanged, or its serial number corrected."""
    desk = open_desk(choices)
    case = desk.case(options.number)
    old = next((row for row in case.devices if row.serial == options.device), None)
    same = options.same_machine and old is not None
    new = Device(
        options.to.strip(),
        options.manufacturer or (old.manufacturer if same and old else ""),
        options.model or (old.model if same and old else ""),
        old.name if same and old else "",
        old.ring if old else "",
    )
    if options.same_machine:
        case = devices.correct_serial(desk, case, options.device, new, options.reason)
    else:
        case = devices.exchange(desk, case, options.device, new, options.on or desk.today(), options.reason)
    row = {"number": case.number, **answers.history_json(case)[-1]}
    return Answer(row, f"{case.number}: {tell(case.facts[-1])}")


OWED_COMMANDS: Mapping[str, Any] = {
    "owed": owed,
    "told": told,
    "told-elsewhere": told_elsewhere,
    "amendment": amendment,
    "control-sheet": sheet,
    "exchange": exchange,
}
