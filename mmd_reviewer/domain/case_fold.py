"""The fold: a case from its facts, in parent order,
without those an undo took back (architecture, "Facts").
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from mmd_reviewer.domain import age
from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.assessment import NO_ANSWERS, UNKNOWN, Answers, in_doubt, patched
from mmd_reviewer.domain.case import (
    Before,
    Case,
    Decided,
    Evidence,
    Note,
    Promise,
    SecondAssessment,
    Version,
)
from mmd_reviewer.domain.case_changed import with_letter
from mmd_reviewer.domain.course_fold import after_course_fact
from mmd_reviewer.domain.decision_change import worsens
from mmd_reviewer.domain.edition_days import EditionDay
from mmd_reviewer.domain.errors import StoreError
from mmd_reviewer.domain.fact import Fact
from mmd_reviewer.domain.reach import NOT_ABOUT_A_DECISION
from mmd_reviewer.domain.request import Request, changed_details
from mmd_reviewer.domain.source import FIRST_VERSION_THAT_OWES


def in_parent_order(facts: Iterable[Fact]) -> list[Fact]:
    """Parents before children; among those ready, the earliest by (at, station, id)."""
    by_id = {fact.id: fact for fact in facts}
    if len(by_id) == 1:  # most cases of an import
        return list(by_id.values())
    waiting = {fact.id: sum(parent in by_id for parent in fact.parents) for fact in by_id.values()}
    children: dict[str, list[Fact]] = {}
    for fact in by_id.values():
        for parent in fact.parents:
            children.setdefault(parent, []).append(fact)
    ready = [(fact.at, fact.station, fact.id) for fact in by_id.values() if not waiting[fact.id]]
    heapq.heapify(ready)
    ordered = []
    while ready:
        fact = by_id[heapq.heappop(ready)[2]]
        ordered.append(fact)
        for child in children.get(fact.id, ()):
            waiting[child.id] -= 1
            if not waiting[child.id]:
                heapq.heappush(ready, (child.at, child.station, child.id))
    return ordered


def retracted(ordered: Sequence[Fact]) -> set[str]:
    """Deeds that do not count: retracted by a retraction that itself counts."""
    gone: set[str] = set()
    for fact in reversed(ordered):
        if isinstance(fact.body, kinds.DeedRetracted) and fact.deed not in gone:
            gone.add(fact.body.deed_retracted)
    return gone


def fold(
    facts: Iterable[Fact],
    editions: tuple[EditionDay, ...] = (),
    rules: kinds.DeskRules = kinds.NO_RULES,
) -> Case:
    """The case its facts tell of. Never refuses: a fact that has lost its footing changes nothing.

    Facts without a beginning are no case (StoreError): the store is damaged.

    `editions`: those of the store, for what on a day is missing or in doubt because of them (B8).
    `rules`: what its settings say.
    """
    ordered = in_parent_order(facts)
    gone = retracted(ordered)
    counting = tuple(fact for fact in ordered if fact.deed not in gone)
    apart = {
        fact.body.separated for fact in counting if isinstance(fact.body, kinds.VersionSeparated)
    }
    if apart:  # words of another customer, in a case of their own now (A5)
        counting = tuple(fact for fact in counting if fact.id not in apart)
    first = next((fact for fact in ordered if isinstance(fact.body, kinds.RequestReceived)), None)
    if first is None:
        raise StoreError("A case of the store lacks its beginning: run `verify`.")
    assert isinstance(first.body, kinds.RequestReceived)
    parents = {parent for fact in ordered for parent in fact.parents}
    case = Case(
        key=first.case,
        number=first.body.number,
        numbers=(first.body.number,),
        versions=(Version(first.body.request, first.day, first.body.source, first.id),),
        received_on=min(first.body.request.submitted or first.day, first.day),
        judged={},
        reviewer="",
        parked=None,
        notes=(),
        links=(),
        answers=Answers(),
        answered=frozenset(),
        decision=None,
        before=None,
        reopened=False,
        amended=False,
        again=False,
        letters=(),
        told={},
        waves=(),
        joined=(),
        spans={},
        reinstated={},
        reinstatements=(),
        revocations=(),
        consents=(),
        evidence=(),
        facts=tuple(ordered),
        counting=counting,
        heads=tuple(fact.id for fact in ordered if fact.id not in parents),
        editions=editions,
        rules=rules,
    )
    for fact in counting:
        if fact is first:
            continue
        case = step(case, fact)
    return case


def step(case: Case, fact: Fact) -> Case:
    """The case after one more fact that counts."""
    case = _after(case, fact)
    if case.handed_by and fact.by == case.reviewer:
        return replace(case, handed_by="")  # the reviewer took it up
    return case


def _amended(case: Case, fact: Fact, body: kinds.RequestAmended | kinds.RequestReceived) -> Case:
    """Other words of the customer. Of a request that came in at two stations apart, the words of
    the second are those of an amendment, unless they are known.
    """
    if isinstance(body, kinds.RequestReceived):
        case = replace(case, numbers=(*case.numbers, body.number))
        if any(not changed_details(row.request, body.request) for row in case.versions):
            return case
    changed = changed_details(case.newest, body.request)
    request = body.request
    corrected = {name: row for name, row in case.corrected.items() if name not in changed}
    for name, row in corrected.items():
        request = _read_as(request, row, name)
    if not changed:  # a contact alone: whom to ask changed, not what is asked (C8)
        version = replace(case.versions[-1], request=request)
        return replace(case, versions=(*case.versions[:-1], version))
    case = replace(
        case,
        corrected=corrected,
        versions=(*case.versions, Version(request, fact.day, body.source, fact.id)),
        judged={name: why for name, why in case.judged.items() if name not in changed},
        amended=True,
    )
    if case.decision is None or case.reopened:
        return replace(case, answers=in_doubt(case.answers))
    if case.decision.made.outcome in REOPENED_BY_AN_ANSWER:
        return replace(
            case,
            answers=in_doubt(case.answers),
            answered=frozenset(),
            reopened=True,
            parked=None,
            waited=_waited(case, fact.day),
        )
    return case


def _noted(case: Case, body: kinds.TicketNotesReceived) -> Case:
    """The ticket's notes stand with its newest words, which they do not change."""
    newest = case.versions[-1]
    posts = tuple(dict.fromkeys((*newest.request.posts, *body.posts)))
    version = replace(newest, request=replace(newest.request, posts=posts))
    return replace(case, versions=(*case.versions[:-1], version))


def _settled(case: Case, body: kinds.AmendmentSettled) -> Case:
    """An amendment after the decision is linked, rests, or opens the decision again (C8).

    To be decided again it stays an amendment until that decision: once deployed it can still be
    linked, or rest.
    """
    if body.how == "again":
        return replace(case, again=True, answers=in_doubt(case.answers))
    return replace(case, amended=False, again=False)


def _judged(case: Case, body: kinds.DetailJudged) -> Case:
    others = {name: why for name, why in case.judged.items() if name != body.detail}
    return replace(case, judged=others if body.sufficient else {**others, body.detail: body.why})


def _reading_corrected(case: Case, body: kinds.TypeChosen | kinds.ReadingCorrected) -> Case:
    """The customer's words stay; what they are taken for changes (A1)."""
    names = ["type"]
    if isinstance(body, kinds.ReadingCorrected):
        names = [name for name in ("timeline", "customer") if getattr(body, name)]
    newest = case.versions[-1]
    request = newest.request
    for name in names:
        request = _read_as(request, body, name)
    version = replace(newest, request=request)
    judged = {name: why for name, why in case.judged.items() if name not in names}
    corrected = {**case.corrected, **dict.fromkeys(names, body)}
    return replace(
        case, corrected=corrected, versions=(*case.versions[:-1], version), judged=judged
    )


def _read_as(
    request: Request, body: kinds.TypeChosen | kinds.ReadingCorrected, name: str
) -> Request:
    """One detail as the reviewer reads it."""
    if isinstance(body, kinds.TypeChosen):
        return replace(request, type=body.code)
    if name == "timeline" and body.timeline is not None:
        return replace(request, timeline=replace(body.timeline, text=request.timeline.text))
    return replace(request, customer=body.customer)


def _answered(case: Case, body: kinds.AnswersGiven) -> Case:
    decided = case.decision is not None and not case.reopened
    if decided and case.amended and not case.again:  # C8: first every answer is to be confirmed
        case = replace(case, answers=in_doubt(case.answers), again=True)
    answers = patched(case.answers, body)
    given = {**body.factors, **body.conditions}
    told = {code for code, value in given.items() if value != UNKNOWN}
    amended = case.amended and (decided or bool(answers.unconfirmed))  # C8: a person settles it
    answered = (case.answered - {*given}) | told
    return replace(case, answers=answers, answered=answered, amended=amended)


def _decided(case: Case, fact: Fact, body: kinds.DecisionMade) -> Case:
    """A decision overtakes the letters of the one before it;
    a worse one does not hold yet (C2, C9).
    """
    settle = fact.version < FIRST_VERSION_THAT_OWES
    decided = Decided(body, fact.by, fact.day, fact.id, settle, case.answers)
    before = _held_until_told(case, decided)
    kept = before.decided.fact if before is not None else ""
    letters = tuple(
        letter
        if letter.record.kind in NOT_ABOUT_A_DECISION or kept in letter.tells
        else replace(letter, void=True)
        for letter in case.letters
    )
    return replace(
        case,
        decision=decided,
        before=before,
        reopened=False,
        amended=_knew_other_words(case, body),
        again=False,
        parked=None,
        letters=letters,
        waited=_waited(case, fact.day),
        second_assessments=tuple(replace(row, kept="") for row in case.second_assessments),
    )


def _knew_other_words(case: Case, body: kinds.DecisionMade) -> bool:
    """Is it about words that were amended at another station by then? The amendment is to be
    settled (C8); one that was let rest is not.
    """
    older = body.decides in {row.fact for row in case.versions[:-1] if row.fact}
    return older and (case.decision is None or case.reopened or case.amended)


def _waited(case: Case, day: date) -> int:
    """The days of waiting for the customer, with those that end on this day."""
    since = age.waits_since(case)
    return case.waited + (max((day - since).days, 0) if since is not None else 0)


def _seconded(case: Case, fact: Fact, body: kinds.SecondAssessed) -> Case:
    """Beside the answers of the decision as they are then; without one it changes nothing."""
    if case.decision is None:
        return case
    first = case.decision
    row = SecondAssessment(
        patched(NO_ANSWERS, body.answers),
        body.recommended,
        fact.by,
        fact.day,
        body.decides,
        first.answers,
        first.made.recommended,
    )
    return replace(case, second_assessments=(*case.second_assessments, row))


def _difference_kept(case: Case, body: kinds.DifferenceKept) -> Case:
    if not case.second_assessments:
        return case
    *before, last = case.second_assessments
    return replace(case, second_assessments=(*before, replace(last, kept=body.reason)))


def _held_until_told(case: Case, new: Decided) -> Before | None:
    """The told approval that holds until the letter of a worse decision is dispatched (C9)."""
    old = case.holding
    if old is None or case.reopened or new.settle or old.fact not in case.told:
        return None
    return Before(old) if old.approves and worsens(old.made, new.made, new.day) else None


def _linked(case: Case, body: kinds.CaseLinked) -> Case:
    links = (*(link for link in case.links if link.other != body.other), body)
    if body.extension:  # a request of its own, with an age of its own (E2)
        return replace(case, links=links)
    return replace(case, links=links, received_on=min(case.received_on, body.received))


def _kept(row: Promise, body: kinds.PromiseSettled, fact: Fact) -> Promise:
    if row.fact != body.promise:
        return row
    return replace(row, settled=fact.day, kept=body.kept, proof=body.text)


REOPENED_BY_AN_ANSWER = ("return", "closed_unanswered")


def _after(case: Case, fact: Fact) -> Case:
    """What the fact changes; facts of the course are told in `course_fold.py`."""
    match fact.body:
        case kinds.RequestAmended() | kinds.RequestReceived() as body:
            return _amended(case, fact, body)
        case kinds.TicketNotesReceived() as body:
            return _noted(case, body)
        case kinds.AmendmentSettled() as body:
            return _settled(case, body)
        case kinds.DetailJudged() as body:
            return _judged(case, body)
        case kinds.TypeChosen() | kinds.ReadingCorrected() as body:
            return _reading_corrected(case, body)
        case kinds.CaseAssigned() as body:
            by = fact.by if body.reviewer not in ("", fact.by) else ""
            return replace(case, reviewer=body.reviewer, handed_by=by)
        case kinds.CaseParked() as body:
            return replace(case, parked=body)
        case kinds.CaseUnparked():
            return replace(case, parked=None)
        case kinds.NoteAdded() as body:
            return replace(case, notes=(*case.notes, Note(body.text, fact.by, fact.day)))
        case kinds.PromiseMade() as body:
            made = Promise(body.text, body.due, fact.day, fact.id)
            return replace(case, promises=(*case.promises, made))
        case kinds.PromiseSettled() as body:
            return replace(case, promises=tuple(_kept(row, body, fact) for row in case.promises))
        case kinds.ReviewDone():
            return replace(case, reviews=(*case.reviews, fact.day))
        case kinds.HoldPlaced() as body:
            return replace(case, hold=body.reason)
        case kinds.HoldLifted():
            return replace(case, hold="")
        case kinds.LettersUsed() as body:
            return replace(case, letters_used=max(case.letters_used, body.letters))
        case kinds.CaseLinked() as body:
            return _linked(case, body)
        case kinds.AnswersGiven() as body:
            return _answered(case, body)
        case kinds.DecisionMade() as body:
            return _decided(case, fact, body)
        case kinds.SecondAssessed() as body:
            return _seconded(case, fact, body)
        case kinds.DifferenceKept() as body:
            return _difference_kept(case, body)
        case kinds.LetterPrinted() as body:
            return with_letter(
                case,
                body.letter,
                lambda letter: replace(letter, printed=letter.printed or fact.day),
            )
        case kinds.LetterSigned() as copy:
            return with_letter(
                case, copy.letter, lambda letter: replace(letter, signed=(*letter.signed, copy))
            )
        case kinds.EvidenceAttached() as body:
            return replace(
                case, evidence=(*case.evidence, Evidence(body, fact.day, fact.by, fact.id))
            )
    return after_course_fact(case, fact)
