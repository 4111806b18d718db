"""Triage: what may be recorded of a request before it is assessed (rules A1,
A2, A3, A5, A6, C8).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_state import OPEN_STATES, state
from mmd_reviewer.domain.edition import Edition
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.period import check_day
from mmd_reviewer.domain.request import (
    DETAILS,
    check_text,
    check_words,
    one_line,
    recognise_type,
    same_contact,
    same_words,
)
from mmd_reviewer.domain.timeline_reading import read_timeline

TOLD = ("telephone", "mail")  # how a customer amends a request beside the portal (A1)


def the_one(cases: Sequence[Case], name: str) -> Case:
    """The case that a number or ticket names; refuses a name of none,
    and a ticket of several customers (A5).
    """
    if not cases:
        raise Refused(
            f'There is no case "{name}" in this store: give a case number or a ticket.',
            "",
            "number",
        )
    if len(cases) > 1:
        names = ", ".join(f"{case.number} of {case.request.customer}" for case in cases)
        raise Refused(f'"{name}" is the ticket of {names}: give the case number.', "A5", "number")
    return cases[0]


def assigned(cases: Sequence[Case], reviewer: str) -> tuple[list[Case], kinds.CaseAssigned]:
    """The cases that change hands; refuses when none does."""
    check_words(reviewer, "reviewer")
    name = one_line(reviewer)
    changed = [case for case in cases if case.reviewer != name]
    if not changed:
        raise Refused(f"Already assigned to {name or 'nobody'}.", "", "reviewer")
    return changed, kinds.CaseAssigned(name)


def parked(cases: Sequence[Case], until: date, reason: str, today: date) -> kinds.CaseParked:
    """Refuses a day that is not after today, no reason, and a decided case; a return waits for its
    answer, and may be parked (A6).
    """
    check_day(until, "until", "A6")
    if until <= today:
        raise Refused(
            f"A case is parked until a day after today, {today}; {until} is not.", "A6", "until"
        )
    if not reason.strip():
        raise Refused("Write why the case waits.", "A6", "reason")
    check_words(reason, "reason")
    for case in cases:
        if state(case, today) not in OPEN_STATES:
            raise Refused(f"{case.number} is decided: there is nothing to park.", "A6", "number")
    return kinds.CaseParked(until, reason.strip())


def to_unpark(cases: Sequence[Case], today: date) -> list[Case]:
    """Those that are parked; refuses when none is (A6)."""
    found = [case for case in cases if state(case, today) == "parked"]
    if not found:
        raise Refused("None of these cases is parked.", "A6", "number")
    return found


def noted(text: str) -> kinds.NoteAdded:
    """A note; it is never printed."""
    if not text.strip():
        raise Refused("The note is empty.", "", "text")
    check_words(text, "note")
    return kinds.NoteAdded(text.strip())


def judged(detail: str, sufficient: bool, why: str) -> kinds.DetailJudged:
    """A given detail that is (not) sufficient;
    not sufficient counts as missing, and the letter says why (A1).
    """
    if detail not in DETAILS:
        raise Refused(f'"{detail}" is none of the four details.', "A1", "detail")
    if not sufficient and not why.strip():
        raise Refused("Write why the detail is not sufficient; the letter says it.", "A1", "why")
    check_words(why, "why")
    return kinds.DetailJudged(detail, sufficient, why.strip())


def type_chosen(case: Case, code: str, edition: Edition) -> kinds.TypeChosen:
    """The exemption type, beside the customer's words (A1);
    it is one of the edition in force (A2, B8).
    """
    row = edition.type(code)
    if row is None:
        table = "\n".join(
            f"  {kind.code}: {kind.name}. {kind.description}" for kind in edition.types
        )
        raise Refused(
            f'"{code}" is no exemption type of {edition.name}. Its types are:\n{table}',
            "A2",
            "type",
        )
    if case.decision is not None and not case.reopened:
        raise Refused(f"{case.number} is decided: its type is that of the decision.", "C8", "type")
    if code == case.request.type and "type" not in case.missing:
        raise Refused(f"The type of {case.number} is {row.name} already.", "A1", "type")
    return kinds.TypeChosen(code, row.name, edition.code)


def reading_corrected(case: Case, timeline: str, customer: str) -> kinds.ReadingCorrected:
    """What the customer's words mean, beside them:
    a period in words that are understood, a name (A1, A3).
    """
    if case.decision is not None and not case.reopened:
        raise Refused(
            f"{case.number} is decided: it is about what was read then.", "C8", "timeline"
        )
    wish = read_timeline(timeline) if timeline.strip() else None
    if wish is not None and not wish.understood:
        raise Refused(
            "Write the period as 24 months, until 30 June 2027, or permanent.", "A3", "timeline"
        )
    name = one_line(customer)
    check_words(name, "customer")
    if wish is None and not name:
        raise Refused("Say what the timeline means, or who the customer is.", "A1", "timeline")
    return kinds.ReadingCorrected(wish, name)


def amended(
    case: Case, edition: Edition, source: str, words: Mapping[str, str]
) -> kinds.RequestAmended:
    """What the customer said by telephone or mail, with its source (A1, A5).

    `words` by detail (`title`, `type`, `requirement`, `proposal`, `timeline`), `contact` and
    `email`; what is left out or empty stays. A new contact alone changes nothing of what is asked
    for (C8).
    """
    if source not in TOLD:
        raise Refused(
            f'"{source}" is no source of an amendment; it can be {", ".join(TOLD)}.', "A1", "source"
        )
    said = {name: text.strip() for name, text in words.items() if text.strip()}
    newest = case.newest
    request = replace(
        newest,
        title=one_line(said.get("title", newest.title)),
        requirement=said.get("requirement", newest.requirement),
        proposal=said.get("proposal", newest.proposal),
        timeline=read_timeline(said["timeline"]) if "timeline" in said else newest.timeline,
        contact=one_line(said.get("contact", newest.contact)),
        email=one_line(said.get("email", "" if "contact" in said else newest.email)),
    )
    if "type" in said:
        kind = edition.type(said["type"])
        name = kind.name if kind is not None else one_line(said["type"])
        request = replace(request, type=recognise_type(name, edition), type_words=name)
    check_text(request)
    contact_alone = same_words(request, newest) and not same_contact(request, newest)
    if not contact_alone and any(same_words(request, version.request) for version in case.versions):
        raise Refused(
            "This is what the request says, or said before: nothing is amended.",
            "A5",
            "requirement",
        )
    return kinds.RequestAmended(request, source)


def check_link(case: Case, other: Case) -> None:
    """Refuse a case linked to itself (A5)."""
    if case.key == other.key:
        raise Refused("A case cannot be linked to itself.", "A5", "other")
