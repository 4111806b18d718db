"""What a customer's page says in sentences (mock-up 13)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mmd_reviewer.domain.age import age_of
from mmd_reviewer.domain.case import Case, Letter
from mmd_reviewer.domain.customers import DEFAULT_LANGUAGE, language_name
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.letters.promised import ELSEWHERE
from mmd_reviewer.domain.notice import NAMES
from mmd_reviewer.domain.period import on_screen, whole_months
from mmd_reviewer.domain.register import OPEN_ENDED as OPEN_ENDED
from mmd_reviewer.domain.register import UNKNOWN, amount, state_words
from mmd_reviewer.domain.revocation import Revocation
from mmd_reviewer.domain.uncovered import Machine
from mmd_reviewer.services.read.customer_page import (
    APPROVED,
    LAPSED,
    OPEN,
    OVER,
    REVOKED,
    UNWRITTEN,
    WRITTEN,
    CaseRow,
    Contact,
    CustomerPage,
    LastTold,
)
from mmd_reviewer.services.read.told_words import value_words

PARTS = (
    ("Open requests", OPEN),
    ("Approved and in force", APPROVED),
    ("In revocation", REVOKED),
    ("Expired, still on devices", LAPSED),
    ("Over", OVER),
)
TEST_GROUP = "In the Test group, outside service levels whatever is decided"
BY_REVOCATION = "By a revocation"
COPIED = ("Serial number", "Name", "Device", "Case", "Why", "Since")


def headline(page: CustomerPage) -> str:
    """`10 devices are out of service levels today`."""
    number = len(page.out)
    if not number:
        return "No device is out of service levels today"
    return (
        f"{amount(number, 'device')} {'is' if number == 1 else 'are'} out of service levels today"
    )


def headline_note(page: CustomerPage) -> str:
    """By what, told apart (D9), and how many more from which day."""
    return " ".join(part for part in (_by_what(page), ahead_words(page)) if part)


def _by_what(page: CustomerPage) -> str:
    revoked, test = page.out_by
    if not revoked and not test:
        return ""
    if not revoked:
        return (
            "In the Test group, not by a revocation."
            if test == 1
            else ("All in the Test group, none by a revocation.")
        )
    if not test:
        return "By a revocation." if revoked == 1 else "All by a revocation."
    return f"{revoked:,} by a revocation, {test:,} in the Test group."


def ahead_words(page: CustomerPage) -> str:
    """`72 more from Tue 2027-01-26, if nothing is removed.`"""
    if not page.ahead:
        return ""
    parts = [
        f"{one.devices:,}{' more' if page.out or place else ''} from {on_screen(one.day)}"
        for place, one in enumerate(page.ahead)
    ]
    return f"{', '.join(parts)}, if nothing is removed."


def subline(page: CustomerPage) -> str:
    """`4 exemptions, 2 of them on 207 devices · 1 open request · last letter Mon 2026-11-23`,
    and the language of letters where that is not English.
    """
    asked = len(page.part(OPEN))
    parts = [_exemptions(page), amount(asked, "open request") if asked else "no open request"]
    if page.letters:
        parts.append(f"last letter {on_screen(page.letters[0].record.day)}")
    if page.language != DEFAULT_LANGUAGE:
        parts.append(f"letters in {language_name(page.language)}")
    return " · ".join(parts)


def _exemptions(page: CustomerPage) -> str:
    found = page.exemptions
    words = amount(len(found), "exemption") if found else "No exemption"
    on = sum(row.devices > 0 for row in found)
    unlisted = sum(row.devices == UNKNOWN for row in found)
    if on:
        some = f", {on} of them" if on < len(found) else ""
        words += f"{some} on {amount(page.devices, 'device')}"
    return f"{words}, {unlisted} without a device list" if unlisted else words


def what_line(row: CaseRow, page: CustomerPage) -> tuple[str, ...]:
    """Under a title: the type, what is asked or why it is revoked, the case."""
    one, asked = row.running, row.case.request
    type_name = page.names.type(asked.type) if asked.type else "Type missing"
    if row.part == REVOKED and one is not None:
        why = " ".join(one.prepared.why.split())
        return f"{row.conditions}: {why}" if row.conditions else why, row.number
    if row.part == OPEN and asked.timeline.given:
        return type_name, row.number, f"asked for {asked.timeline.in_short()}"
    return type_name, row.number


def state_line(row: CaseRow) -> str:
    """The state in words; of an approval whether it is deployed."""
    if row.state == "approved":
        return "Approved, not deployed"
    return state_words(row.state)


def amount_words(row: CaseRow, day: date) -> tuple[str, str]:
    """The number at a case and its unit: an age in days, or devices."""
    if row.part == OPEN:
        return str(age_of(row.case, day)), "d"
    if row.devices == UNKNOWN:
        return "Not listed", ""
    return (
        (f"{row.devices:,}", "device" if row.devices == 1 else "devices")
        if row.devices
        else ("–", "")
    )


def end_words(row: CaseRow, day: date) -> tuple[str, str]:
    """At the right edge: the last day, and what is to be known of it."""
    one = row.running
    if row.part == OPEN:
        return "", row.case.reviewer or "not assigned"
    if row.part == REVOKED and one is not None and one.dates is not None:
        last = one.dates.deadline
        left = one.dates.days_left(day)
        ahead = f"in {amount(left, 'day')}" if left else "today"
        return on_screen(last), f"last day to act, {ahead}" if left >= 0 else "was the last day"
    if row.part in (OPEN, REVOKED):
        return "", ""
    decided = row.case.holding
    if decided is None or not decided.approves:
        if decided is None:
            return "", ""
        return on_screen(decided.day), "" if row.state == "withdrawn" else "decided"
    until = decided.made.until
    note = letter_note(row) or _distance(until, day, row.part == LAPSED)
    return on_screen(until) if until else OPEN_ENDED, note


def letter_note(row: CaseRow) -> str:
    """What is missing before the customer knows the decision (C9)."""
    return {WRITTEN: "letter not dispatched", UNWRITTEN: "letter not written"}.get(row.letter, "")


def _distance(until: date | None, day: date, still: bool) -> str:
    if until is None:
        return ""
    if until < day:
        return "still on devices" if still else "ended"
    if until == day:
        return "today"
    months = whole_months(day, until)
    return f"in {amount(months, 'month')}" if months else f"in {amount((until - day).days, 'day')}"


def course_words(case: Case, day: date) -> str:
    """Under a revocation: the notice that is next, the appeal, what is removed."""
    one = case.revocation
    if one is None:
        return ""
    if one.dates is None:
        return "A revocation is prepared: its first notice is not dispatched."
    return " ".join((_notice_words(one, day), _appeal_words(one), _removed_words(case, one, day)))


def _notice_words(one: Revocation, day: date) -> str:
    assert one.dates is not None
    pending = dict(one.pending_on(day))
    following = one.next_notice(day)
    if following in pending:
        due = pending[following]
        late = f", {amount((day - due).days, 'day')} late" if due < day else ""
        return f"{NAMES[following].capitalize()} due {on_screen(due)}{late}."
    return "No notice is to come." if day < one.dates.deadline else "Cover has ended."


def _appeal_words(one: Revocation) -> str:
    if one.appeal is not None:
        return f"An appeal of {on_screen(one.appeal.received)} is open."
    return "An appeal was decided." if one.appeals else "No appeal."


def _removed_words(case: Case, one: Revocation, day: date) -> str:
    """Devices of the Test group have no cover to lose and are not counted."""
    assert one.dates is not None
    first = one.dates.first
    concerned = {
        device.key
        for device in case.devices
        if not device.in_test_group and device.key not in one.released
        if any(span.until is None or span.until >= first for span in case.spans.get(device.key, ()))
    }
    still = {device.key for device in case.carrying(day)}
    return f"{len(concerned - still):,} of {len(concerned):,} removed."


def device_words(device: Device) -> str:
    """`HP EliteBook 840 G9`."""
    return " ".join(part for part in (device.manufacturer, device.model) if part)


def why_words(machine: Machine) -> str:
    """`by a revocation`, `Test group`."""
    return BY_REVOCATION if machine.revoked else "Test group"


def since_words(machine: Machine) -> str:
    """Since when; of the Test group always."""
    return on_screen(machine.since) if machine.since else "always"


def cases_words(machine: Machine) -> str:
    """The cases that count, with commas."""
    return ", ".join(dict.fromkeys(row.number for row in machine.because))


def copied(page: CustomerPage) -> str:
    """The devices out of service levels as a table for other programs: a device a line."""
    lines = [COPIED] + [
        (
            one.device.serial,
            one.device.name,
            device_words(one.device),
            cases_words(one),
            why_words(one),
            one.since.isoformat() if one.since else "always",
        )
        for one in page.out
    ]
    return "".join("\t".join(" ".join(cell.split()) for cell in line) + "\n" for line in lines)


def told_sentence(last: LastTold, day: date) -> str:
    """`Last day to act on Zebra print driver 5.1 is Tue 2027-01-26.`"""
    row, title = last.row, " ".join(last.case.request.heading().split())
    value = value_words(row.what, row.told)
    if row.what == "deadline":
        verb = "was" if row.told < day.isoformat() else "is"
        return f"Last day to act on {title} {verb} {value}."
    if row.what == "last_day":
        ends = (
            "is approved open-ended" if row.told == "open-ended" else f"is approved until {value}"
        )
        return f"{title} {ends}."
    if row.what in ("decision", "appeal", "revocation"):
        name = "revocation " if row.what == "revocation" else ""  # the others name themselves
        return f"{title}: {name}{value[:1].lower()}{value[1:]}."
    return f"{title}: {row.name.lower()} {value}."


def told_by(last: LastTold) -> str:
    """`A-0047-L2, dispatched Wed 2026-10-28, MMD-1474167-X49EK`."""
    row = last.row
    assert row.on is not None
    if row.letter == ELSEWHERE:
        return f"Told elsewhere, {on_screen(row.on)}"
    parts = (row.letter, f"dispatched {on_screen(row.on)}", last.reference)
    return ", ".join(part for part in parts if part)


def told_holds(page: CustomerPage) -> tuple[str, str]:
    """Does it hold, and in how many cases something differs (C10): tone and words."""
    last = page.told
    if last is not None and last.differs:
        return "attention", "Differs from what holds"
    return "good", "Same as what holds"


def differing_words(page: CustomerPage) -> str:
    """In which cases something was not told, or told otherwise than it holds."""
    if not page.differing:
        return ""
    some = ", ".join(page.differing[:3])
    more = len(page.differing) - 3
    return f"Not told as it holds: {some}{f' and {more} more' if more > 0 else ''}"


def letter_state(letter: Letter) -> str:
    """When it went out; else that it did not, or holds no more (C2, C4)."""
    if letter.dispatched is not None:
        return on_screen(letter.dispatched)
    return "Void" if letter.void else "Not dispatched"


def contact_note(one: Contact) -> str:
    """`2 requests, last Mon 2026-11-16`; of a few cases their numbers would be longer."""
    return f"{amount(len(one.cases), 'request')}, last {on_screen(one.last)}"


def decided_lines(page: CustomerPage) -> Iterator[tuple[str, str]]:
    """Counts, each with its denominator."""
    found = page.decided
    if not found.decided and not found.returned:
        yield "Nothing is decided yet", ""
        return
    yield (
        f"{found.approved} of {found.decided} approved",
        f"{found.declined} declined, {found.returned} returned",
    )
    if found.approved:
        yield (
            f"{found.revoked} of {found.approved} ever revoked",
            f"{found.in_revocation} in revocation today",
        )
