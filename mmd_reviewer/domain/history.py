"""Undo and redo by deed, and the story of a case in sentences (rule C7,
"Facts" in the architecture).
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_fold import retracted
from mmd_reviewer.domain.course_history import tell_course
from mmd_reviewer.domain.decision import outcome_in_words
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.fact import Fact
from mmd_reviewer.domain.known_case import HAND
from mmd_reviewer.domain.period import count
from mmd_reviewer.domain.request import DETAIL_NAMES

SEEN_OUTSIDE = {
    kinds.LetterIssued: "the letter {number} is issued; make a new decision with a reason, or a "
    "replacing letter, "
    "or withdraw the revocation",
    kinds.LetterDispatched: "the dispatch of {number} is recorded; correct it by an added fact",
    kinds.DispatchCorrected: "the dispatch of {number} is corrected; correct it again by an added "
    "fact",
    kinds.LetterSigned: "a signed copy of {number} is made; it stays beside the letter",
    kinds.DispatchProven: "the proof of the dispatch of {number} is kept",
    kinds.ToldElsewhere: "the customer was told; correct it by an added fact",
    kinds.NoticeSentElsewhere: "the customer was notified; correct it by an added fact, or "
    "withdraw the revocation",
    kinds.RequestReceived: "the request was received; close it or record its withdrawal instead",
    kinds.RequestAmended: "the customer's words changed; they stay",
    kinds.TicketNotesReceived: "the notes stand in the ticket; they stay",
}


def deed_to_undo(case: Case, wanted: str = "") -> str:
    """The newest deed that still counts; refuses naming what stands in the way (C7).

    `wanted` is the deed that is to be taken back: whatever counts above it stands in its way.
    """
    if wanted and all(row.deed != wanted for row in case.counting):
        raise Refused(f"It is taken back already on {case.number}.", "C7", "undo")
    fact = next(
        fact for fact in reversed(case.counting) if not isinstance(fact.body, kinds.DeedRetracted)
    )
    for row in reversed([row for row in case.counting if row.deed == fact.deed]):
        words = SEEN_OUTSIDE.get(type(row.body), "")
        if words:
            number = getattr(
                getattr(row.body, "record", None), "number", getattr(row.body, "letter", "")
            )
            number = number or f"the {getattr(row.body, 'notice', '')} notice"
            raise Refused(f"This cannot be undone: {words.format(number=number)}.", "C7", "undo")
    if wanted and fact.deed != wanted:
        what = tell_of(case, fact).rstrip(".")
        raise Refused(
            f"This cannot be undone: above it stands on {case.number}, by {fact.by}: {what}.",
            "C7",
            "undo",
        )
    return fact.deed


def check_undone_with(others: Iterable[Case], deed: str) -> None:
    """Refuse to undo a deed that touched other cases, if one of them was changed since (C7)."""
    for other in others:
        if deed_to_undo(other) != deed:
            raise Refused(f"This cannot be undone: {other.number} was changed since.", "C7", "undo")


def check_redone_with(others: Iterable[Case], deed: str) -> None:
    """Refuse to do a deed again that touched other cases, if one of them was changed since (C7)."""
    for other in others:
        if not isinstance(other.facts[-1].body, kinds.DeedRetracted) or deed_to_redo(other) != deed:
            raise Refused(
                f"This cannot be done again: {other.number} was changed since.", "C7", "redo"
            )


def deed_to_redo(case: Case) -> str:
    """The newest undo that still counts and after which nothing else was done."""
    gone = retracted(case.facts)
    by_deed: dict[str, Fact] = {fact.deed: fact for fact in case.facts}
    newest = takewhile(
        lambda fact: isinstance(fact.body, kinds.DeedRetracted), reversed(case.facts)
    )
    for fact in newest:
        assert isinstance(fact.body, kinds.DeedRetracted)
        target = by_deed[fact.body.deed_retracted]
        if fact.deed not in gone and not isinstance(target.body, kinds.DeedRetracted):
            return fact.deed
    raise Refused("There is nothing to redo.", "", "redo")


def tell_of(case: Case, fact: Fact) -> str:
    """One sentence for a fact of the case; an undo says of what."""
    if not isinstance(fact.body, kinds.DeedRetracted):
        return tell(fact)
    by_deed = {row.deed: row for row in reversed(case.facts)}
    target, word = by_deed[fact.body.deed_retracted], "Undone"
    while isinstance(target.body, kinds.DeedRetracted):
        target, word = (
            by_deed[target.body.deed_retracted],
            "Done again" if word == "Undone" else "Undone",
        )
    return f"{word}: {tell(target)}"


def tell(fact: Fact) -> str:
    """One sentence for the history panel."""
    body = fact.body
    match body:
        case kinds.RequestReceived():
            typed = body.source == HAND
            return "Request typed in." if typed else f"Request received from {body.source}."
        case kinds.RequestAmended():
            return f"Request amended by {body.source}."
        case kinds.TicketNotesReceived():
            return f"{count(len(body.posts), 'note')} of the ticket received from {body.source}."
        case kinds.VersionSeparated():
            return f"Words of another customer are the request {body.number} now."
        case kinds.AmendmentSettled():
            words = {
                "link": f"The amendment became the request {body.other}.",
                "again": "The case is decided again on the amended request.",
                "rest": "The amendment rests.",
            }
            return f"{words.get(body.how, 'The amendment is settled.')} {body.reason}".rstrip()
        case kinds.DetailJudged():
            name = DETAIL_NAMES.get(body.detail, body.detail)
            if body.sufficient:
                return f"The {name} is sufficient."
            return f"The {name} does not suffice: {body.why}"
        case kinds.ReadingCorrected():
            said = [f"Customer: {body.customer}"] if body.customer else []
            said += [f"Timeline read as: {body.timeline.in_short()}"] if body.timeline else []
            return f"{'. '.join(said)}."
        case kinds.TypeChosen():
            return f"Exemption type set to {body.name}."
        case kinds.CaseAssigned():
            return f"Assigned to {body.reviewer}." if body.reviewer else "Assigned to nobody."
        case kinds.AbsenceSet():
            return f"{body.who} is away from {body.first} to {body.last}; {body.by} stands in."
        case kinds.AbsenceEnded():
            return "An absence is ended."
        case kinds.CaseParked():
            return f"Parked until {body.until}: {body.reason}"
        case kinds.CaseUnparked():
            return f"Taken out of parking. {body.reason}".rstrip()
        case kinds.LettersUsed():
            return f"The store went back to a backup: letters up to {body.letters} stay used."
        case kinds.PromiseMade():
            return f"Promised by {body.due}: {body.text}"
        case kinds.PromiseSettled():
            return f"A promise was {'kept' if body.kept else 'broken'}: {body.text}"
        case kinds.ReviewDone():
            return f"The key conditions were looked at: {body.text}"
        case kinds.HoldPlaced():
            return f"Held, so that it is not disposed of: {body.reason}"
        case kinds.HoldLifted():
            return f"The hold is lifted: {body.reason}"
        case kinds.NoteAdded():
            return f"Note: {body.text}"
        case kinds.CaseLinked():
            words = {"extends": "Asks to extend", "extended_by": "An extension is asked for in"}
            return f"{words.get(body.extension, 'Linked to')} {body.other}."
        case kinds.AnswersGiven():
            return _tell_answers(body)
        case kinds.DecisionMade():
            end = f" until {body.until}" if body.until else " open-ended" if body.open_ended else ""
            return f"Decided: {outcome_in_words(body.outcome)}{end}. {body.reason}".rstrip()
        case kinds.SecondAssessed():
            return f"Assessed a second time: {outcome_in_words(body.recommended).lower()}."
        case kinds.DifferenceKept():
            return f"The decision stands beside the second assessment. {body.reason}"
        case kinds.LetterIssued():
            return f"Letter {body.record.number} issued: {body.record.title}."
        case kinds.LetterPrinted():
            return f"Letter {body.letter} printed."
        case kinds.LetterSigned():
            stamp = f", time-stamped by {body.stamped_by}" if body.stamped_by else ""
            return f"Letter {body.letter} signed by {body.signer}{stamp}."
        case kinds.EvidenceAttached():
            return f"{body.name} attached to {body.about}, {body.size} bytes."
        case kinds.DeedRetracted():
            return "Undone or done again."
        case kinds.SidesSettled():
            kept = {"one": "the earlier stands", "other": "the later stands", "both": "both stand"}
            return f"Two sides settled, {kept[body.kept]}: {body.reason}"
        case kinds.PackTaken():
            what = "All cases" if body.whole else count(len(body.cases), "case")
            return f"{what} taken on pack {body.code} by {body.to}."
        case kinds.PackReturned():
            return f"Pack {body.code} came back."
        case kinds.PackGivenUp():
            return f"Pack {body.code} is not coming back: {body.reason}"
    return tell_course(fact)


def _tell_answers(body: kinds.AnswersGiven) -> str:
    parts = [
        f"{code.replace('_', ' ')}: {value}"
        for code, value in {**body.factors, **body.conditions}.items()
    ]
    parts += [f"note on {code.replace('_', ' ')}" for code in body.notes]
    parts += [name for name in ("technology", "scope") if getattr(body, name) is not None]
    parts += [f"months: {body.months}"] if body.months_given else []
    parts += [f"ticks: {', '.join(body.ticks) or 'none'}"] if body.ticks is not None else []
    return "Answered " + "; ".join(parts) + "."
