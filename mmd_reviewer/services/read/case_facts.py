"""What the preview says of a case, section by section:
plain rows, made from the case (rule A1's order).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from mmd_reviewer.domain.absence import assignment
from mmd_reviewer.domain.age import age_of, first_look_due, waits_since
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.decision import outcome_in_words
from mmd_reviewer.domain.edition import Edition
from mmd_reviewer.domain.known_case import HAND
from mmd_reviewer.domain.letters.kinds import name_of
from mmd_reviewer.domain.letters.owed import letters_owed
from mmd_reviewer.domain.listing import in_a_row
from mmd_reviewer.domain.period import count, on_screen
from mmd_reviewer.domain.request import DETAIL_NAMES, Request
from mmd_reviewer.domain.request_queue import QueueRow
from mmd_reviewer.domain.sides import TWO_SIDES
from mmd_reviewer.domain.triage import TOLD
from mmd_reviewer.services.read.shown import Shown
from mmd_reviewer.services.read.states import MEANINGS, state_look

LONGEST_RUN = 24
BREAK = "\u200b"


class Fact(NamedTuple):
    """A label, its words, a small line below, and the tones of both."""

    label: str
    words: str
    note: str = ""
    tone: str = ""
    note_tone: str = "muted"
    strong: bool = False


class Mark(NamedTuple):
    """An icon with words beside it."""

    icon: str
    tone: str
    words: str
    text_tone: str = ""


def breakable(text: str) -> str:
    """Text in which a run without blanks may be broken, so that nothing is cut at the edge."""
    return re.sub(rf"(\S{{{LONGEST_RUN}}})(?=\S)", f"\\1{BREAK}", text)


def unbroken(title: str) -> str:
    """A title that breaks at blanks only: a short hyphenated word stays whole."""
    return re.sub(
        rf"\b[\w-]{{3,{LONGEST_RUN}}}\b", lambda word: word.group().replace("-", "\u2011"), title
    )


def who_line(request: Request, edition: Edition) -> str:
    """`Fabrikam · Security agents & VPNs · 214 devices`."""
    type_name = edition.type_name(request.type) if request.type else "Type missing"
    devices = request.devices.strip()
    count = f"{devices} devices" if devices.isdecimal() and devices != "1" else devices
    parts = [request.customer, type_name, "1 device" if devices == "1" else count]
    return " · ".join(part for part in parts if part)


def age_words(case: Case, day: date) -> str:
    """`12 days old`, `12 days old, paused`."""
    days = age_of(case, day)
    if day <= case.received_on:
        return "Received today"
    words = f"{count(days, 'day')} old"
    return f"{words}, paused" if waits_since(case) is not None else words


def age_fact(case: Case, day: date) -> Fact | None:
    """Why it stands where it does in a queue by age, in parts that add up; None where the days
    since it was received are all there is.
    """
    since, age = (day - case.received_on).days, age_of(case, day)
    if since <= age:
        return None
    parts = f"{count(since, 'day')} since received, {since - age} of them the customer’s"
    paused = waits_since(case)
    note = f"Paused since {on_screen(paused)}: an answer is owed to us" if paused else ""
    return Fact("Age", f"{count(age, 'day')}: {parts}", note)


def look_fact(case: Case, day: date) -> Fact | None:
    """By when somebody should first look at the request; None once somebody did."""
    due = first_look_due(case)
    if due is None:
        return None
    late = (day - due).days
    if late <= 0:
        return Fact("First look", f"By {on_screen(due)}")
    return Fact("First look", f"{count(late, 'day')} late", f"Was due {on_screen(due)}")


def detail_facts(shown: Shown) -> Iterator[Fact]:
    """Requirement, proposal, timeline, and where the request came from."""
    case = shown.case
    request = case.request
    if not request.type and request.type_words.strip():
        yield Fact("Type", request.type_words, "Not a type of this edition", note_tone="attention")
    for name, text in (("requirement", request.requirement), ("proposal", request.proposal)):
        yield _detail(case, name, text)
    yield _timeline(shown)
    if request.severity.strip():
        yield Fact("Severity", request.severity)
    yield from filter(None, (age_fact(case, shown.day), look_fact(case, shown.day)))
    yield Fact(
        "Received",
        f"{on_screen(case.received_on)} {came_by(case.versions[0].source)}",
        _from(request),
    )


def _detail(case: Case, name: str, text: str) -> Fact:
    label = DETAIL_NAMES[name].capitalize()
    if not text.strip():
        return Fact(label, "Missing", tone="attention")
    judged = case.judged.get(name)
    return Fact(label, text, f"Not sufficient: {judged}" if judged else "", note_tone="attention")


def _timeline(shown: Shown) -> Fact:
    case = shown.case
    wish = case.request.timeline
    words = wish.text.strip()
    if not wish.given:
        return Fact("Timeline", "Missing", tone="attention")
    judged = case.judged.get("timeline")
    if judged:
        return Fact(
            "Timeline", words or wish.in_short(), f"Not sufficient: {judged}", note_tone="attention"
        )
    if not wish.understood:
        return Fact(
            "Timeline",
            f"“{words}”",
            "Not understood: the period is yours to give",
            note_tone="attention",
        )
    text, end = wish.in_short(), wish.end(shown.counted_from)
    if wish.until is None and end is not None:
        text += f", until {end.isoformat()}"
    same = words.casefold() in ("", wish.in_short().casefold())
    return Fact("Timeline", text, "" if same else f"Customer’s words: “{words}”")


def came_by(source: str) -> str:
    """`by portal`, `by hand`, `by telephone` (A1), `in requests.csv`."""
    if source in (HAND, *TOLD):
        return f"by {source}"
    return "by portal" if source.casefold().endswith(".json") else f"in {source}"


def _from(request: Request) -> str:
    ticket = f"Ticket {request.ticket}" if request.ticket else "No portal ticket"
    return f"{ticket} from {request.contact}" if request.contact else ticket


def marks(shown: Shown, me: str) -> Iterator[Mark]:
    """Is it complete, was it amended, is it parked."""
    case = shown.case
    if case.missing:
        names = in_a_row(DETAIL_NAMES[name] for name in case.missing)
        verb = "is" if len(case.missing) == 1 else "are"
        words = f"{names[:1].upper()}{names[1:]} {verb} missing or not sufficient"
        if not set(case.missing) & set(case.judged):
            words = f"{names[:1].upper()}{names[1:]} {verb} missing"
        yield Mark("circle-dashed", "attention", words, "attention")
    else:
        yield Mark("circle-check", "good", "All four details are given")
    if "amended" in shown.flags:
        doubt = ": the answers are to be confirmed" if "to_be_confirmed" in shown.flags else ""
        yield Mark(
            "history",
            "attention",
            f"Amended on {on_screen(case.versions[-1].day)}{doubt}",
            "attention",
        )
    if TWO_SIDES in shown.flags:
        yield Mark("flag", "broken", "Changed on two sides: settle which stands", "broken")
    if shown.out:
        yield Mark("hard-drive", "muted", shown.out)
    if "decision_untold" in shown.flags and case.decision is not None:
        words = (
            f"Decided on {on_screen(case.decision.day)} and not told: the approval before it holds"
        )
        yield Mark("lock", "broken", words, "broken")
    for row in letters_owed(case, shown.day):
        words = f"{name_of(row.kind)} owed since {on_screen(row.since)}: {row.telling.effect}"
        tone = "broken" if row.telling.waits else "attention"
        yield Mark("mail-warning", tone, words, tone)
    if shown.state == "parked" and case.parked is not None:
        yield Mark(
            "circle-pause",
            "muted",
            f"Parked until {on_screen(case.parked.until)}: {case.parked.reason}",
        )
    if case.deployed:
        begun = "In force since" if shown.state == "in_force" else "First deployed"
        since = on_screen(min(wave.on for wave in case.waves))
        yield Mark("laptop", "muted", f"{begun} {since}: {_carrying(case, shown.day)}")
    if case.reviewer:
        words = f"to {'you' if case.reviewer == me else case.reviewer}"
        if shown.absence is not None:
            words = assignment(case.reviewer, me, shown.absence)
        yield Mark("user", "muted", f"Assigned {words}")


def _carrying(case: Case, day: date) -> str:
    """The devices that carry the exemption, and how many of them are in the Test group (D6, D9)."""
    if not case.devices:
        return "devices not listed yet"
    carrying = case.carrying(day)
    outside = sum(device.in_test_group for device in carrying)
    return f"{count(len(carrying), 'device')}, {outside} in Test" if carrying else "on no device"


def decision_facts(case: Case) -> Iterator[Fact]:
    """Outcome, period and letters of a decided case."""
    if case.decision is None or case.reopened:
        return
    decided = case.holding or case.decision
    made = decided.made
    words = outcome_in_words(made.outcome)
    if made.until is not None:
        words += f", until {made.until.isoformat()}"
    elif made.open_ended:
        words += ", open-ended"
    yield Fact("Decision", words, f"{on_screen(decided.day)}, {decided.by}")
    if made.reason:
        yield Fact("Reason", made.reason)
    letters = [
        f"{letter.record.number}{' (void)' if letter.void else ''}" for letter in case.letters
    ]
    if letters:
        yield Fact("Letters", ", ".join(letters))


def outlook(row: QueueRow) -> str:
    """An earlier case in a few words: `Approved, ends 2027-05-14`."""
    word = state_look(row.state).word
    if row.next_date is None:
        return f"{word}, received {row.received.isoformat()}"
    return f"{word}, {MEANINGS.get(row.state, 'next').lower()} {row.next_date.isoformat()}"
