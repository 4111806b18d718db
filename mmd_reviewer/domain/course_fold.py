"""What facts from the letter to the end of cover make of a case (rules C2, C4, D1 to D11).

The fold never refuses: a fact that has lost its footing changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import date

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.appeal import VARIED, WITHDRAWN, Appeal
from mmd_reviewer.domain.case import Case, Letter
from mmd_reviewer.domain.device import Span
from mmd_reviewer.domain.fact import Fact
from mmd_reviewer.domain.period import LAST_DAY
from mmd_reviewer.domain.revocation import (
    ENDED_REMOVED,
    ENDED_WITHDRAWN,
    NOTICES,
    Change,
    Ground,
    Retiming,
    Revocation,
    Sent,
    notice_of,
)


def after_course_fact(case: Case, fact: Fact) -> Case:
    """The case after one more fact that counts; a kind that says nothing of the course changes nothing."""
    match fact.body:
        case kinds.LetterIssued() as body:
            return _issued(case, fact, body)
        case kinds.LetterDispatched() as body:
            return _dispatched(case, body)
        case kinds.DispatchCorrected() as body:
            return _corrected(case, body)
        case kinds.DispatchProven() as body:
            return _proven(case, body)
        case kinds.NoticeSentElsewhere() as body:
            return _sent_elsewhere(case, body)
        case kinds.Deployed() as body:
            spans = _with_spans(case, (device.key for device in body.devices), body.on)
            return replace(case, waves=(*case.waves, body), spans=spans)
        case kinds.RemovalConfirmed() as body:
            return _closed_if_all_removed(replace(case, spans=_until(case, body.devices, body.on)))
        case kinds.CarriedOver() as body:
            return replace(case, spans=_until(case, body.devices, body.on))
        case kinds.FoundAgain() as body:
            return _found_again(case, body)
        case kinds.Reinstated() as body:
            days = {**case.reinstated, **{key: (*case.reinstated.get(key, ()), body.on) for key in body.devices}}
            return replace(case, reinstated=days, reinstatements=(*case.reinstatements, (body, fact.id)))
        case kinds.ConsentRecorded() as body:
            return replace(case, consents=(*case.consents, body))
    return _after_revocation_fact(case, fact)


def _after_revocation_fact(case: Case, fact: Fact) -> Case:
    match fact.body:
        case kinds.RevocationPrepared() as body:
            return _prepared(case, fact, body)
        case kinds.GroundAdded() as body:
            ground = Ground(body, fact.day)
            return _cancel_waiting_notices(_revoking(case, lambda one: replace(one, grounds=(*one.grounds, ground))))
        case kinds.RevocationWithdrawn():
            return _cancel_waiting_notices(_revoking(case, lambda one: one.withdrawn(fact.day, fact.id)))
        case kinds.Retimed() as body:
            return _retimed(case, fact, body)
        case kinds.AppealRaised() as body:
            return _appealed(case, fact, body)
        case kinds.AppealDecided() as body:
            return _appeal_decided(case, fact, body)
    return case


def with_letter(case: Case, number: str, change: Callable[[Letter], Letter]) -> Case:
    """The case with one of its letters changed."""
    letters = tuple(change(letter) if letter.record.number == number else letter for letter in case.letters)
    return replace(case, letters=letters)


def _issued(case: Case, fact: Fact, body: kinds.LetterIssued) -> Case:
    case = with_letter(case, body.record.replaces, lambda letter: replace(letter, void=True))
    return replace(case, letters=(*case.letters, Letter(body.record, body.sha256, body.pages, fact.id)))


def _revoking(case: Case, change: Callable[[Revocation], Revocation]) -> Case:
    """The case with its open revocation changed; without one nothing changes."""
    return _newest(case, change) if case.revocation is not None else case


def _newest(case: Case, change: Callable[[Revocation], Revocation]) -> Case:
    return replace(case, revocations=(*case.revocations[:-1], change(case.revocations[-1])))


def _cancel_waiting_notices(case: Case, names: Collection[str] = NOTICES) -> Case:
    """Notices that were issued and never dispatched are void, readable, never dispatched (C2, D8)."""
    letters = tuple(
        replace(letter, void=True) if notice_of(letter.record.kind) in names and letter.dispatched is None else letter
        for letter in case.letters
    )
    return replace(case, letters=letters)


def _prepared(case: Case, fact: Fact, body: kinds.RevocationPrepared) -> Case:
    """Before the first dispatch newer words replace the older, and a notice that was issued is void (C2, D1)."""
    if case.revocation is None:
        return replace(case, revocations=(*case.revocations, Revocation(body, fact.day)))
    if case.revocation.notified:
        return case
    return _cancel_waiting_notices(_newest(case, lambda one: replace(one, prepared=body, prepared_on=fact.day)))


def _dispatched(case: Case, body: kinds.LetterDispatched) -> Case:
    case = with_letter(
        case, body.letter, lambda letter: replace(letter, dispatched=body.on, reference=body.reference)
    )
    letter = case.letter(body.letter)
    notice = notice_of(letter.record.kind) if letter else ""
    if letter is None or not notice:
        return case
    sent = Sent(body.letter, body.on, body.reference)
    return _given(case, notice, sent, letter.record.deadline)


def _given(case: Case, notice: str, sent: Sent, named: date | None = None) -> Case:
    """A notice was dispatched; letters of the same, and of those that are *not sent* now, are void (C2, D5)."""
    if case.revocation is None:
        return case
    names = (notice, *case.revocation.missed_before(notice))
    return _cancel_waiting_notices(_newest(case, lambda one: one.dispatched(notice, sent, named)), names)


def _corrected(case: Case, body: kinds.DispatchCorrected) -> Case:
    if body.letter:
        case = with_letter(
            case, body.letter, lambda letter: replace(letter, dispatched=body.on, reference=body.reference)
        )
    # Also of a revocation that is over: its days are shown for ever.
    for place, one in reversed(list(enumerate(case.revocations))):
        notice = next((name for name, sent in one.sent.items()
                       if sent.letter == body.letter and body.notice in ("", name)), "")  # fmt: skip
        if notice:
            after = one.corrected(notice, body.on, body.reference)
            rows = (*case.revocations[:place], after, *case.revocations[place + 1 :])
            case = replace(case, revocations=rows)
            return case if after.dates == one.dates or not after.open else _cancel_waiting_notices(case)
    return case


def _proven(case: Case, body: kinds.DispatchProven) -> Case:
    return with_letter(case, body.letter, lambda letter: replace(letter, proofs=(*letter.proofs, body)))


def _sent_elsewhere(case: Case, body: kinds.NoticeSentElsewhere) -> Case:
    sent = Sent("", body.on, body.reference, second_person=body.second_person)
    if case.revocation is None or case.revocation.was_sent(body.notice):
        return case
    return _given(case, body.notice, sent)


def _with_spans(case: Case, keys: Iterable[str], since: date) -> dict[str, tuple[Span, ...]]:
    """Devices that do not carry the exemption carry it from `since` on."""
    spans = dict(case.spans)
    for key in keys:
        had = spans.get(key, ())
        if not had or had[-1].until is not None:
            spans[key] = (*had, Span(since))
    return spans


def _until(case: Case, keys: Iterable[str], on: date) -> dict[str, tuple[Span, ...]]:
    """Devices that carry the exemption do so until the day before `on`."""
    spans = dict(case.spans)
    for key in keys:
        had = spans.get(key, ())
        if had and had[-1].until is None:
            spans[key] = (*had[:-1], replace(had[-1], until=max(on, had[-1].since)))
    return spans


def _closed_if_all_removed(case: Case) -> Case:
    """Removals count from the confirmed day; with the last device the revocation closes that day (D10)."""
    one = case.revocation
    if one is None or not case.spans or case.under_revocation(LAST_DAY):
        return case
    under = [key for key in case.spans if key not in one.released]
    ended = max((span.until for key in under for span in case.spans[key] if span.until), default=None)
    if ended is None:
        return case
    return _cancel_waiting_notices(_newest(case, lambda one: replace(one, ended=ended, how_ended=ENDED_REMOVED)))


def _found_again(case: Case, body: kinds.FoundAgain) -> Case:
    """A revocation that the removals had closed is open again, with the same deadline (D9)."""
    case = replace(case, spans=_with_spans(case, body.devices, body.on))
    if case.revocations and case.revocations[-1].how_ended == ENDED_REMOVED:
        return _newest(case, lambda one: replace(one, ended=None, how_ended=""))
    return case


def _retimed(case: Case, fact: Fact, body: kinds.Retimed) -> Case:
    if case.revocation is None:
        return case
    retiming = Retiming(body, fact.day, fact.id, fact.by)

    def change(one: Revocation) -> Revocation:
        return replace(one.retimed(body.new), retimings=(*one.retimings, retiming))

    return _cancel_waiting_notices(_newest(case, change))


def _appealed(case: Case, fact: Fact, body: kinds.AppealRaised) -> Case:
    """New information joins an open appeal (D8)."""
    if not case.revocations:
        return case
    one = case.revocations[-1]
    if one.appeal is None:
        appeals = (*one.appeals, Appeal((body,), fact.id))
    else:
        joined = replace(one.appeal, raised=(*one.appeal.raised, body), fact=fact.id)
        appeals = (*one.appeals[:-1], joined)
    return _newest(case, lambda one: replace(one, appeals=appeals))


def _appeal_decided(case: Case, fact: Fact, body: kinds.AppealDecided) -> Case:
    if not case.revocations or case.revocations[-1].appeal is None:
        return case
    one = case.revocations[-1]
    assert one.appeal is not None
    decided = replace(one.appeal, decided=body, decided_on=fact.day, decided_fact=fact.id)
    case = _newest(case, lambda one: replace(one, appeals=(*one.appeals[:-1], decided)))
    if body.outcome == WITHDRAWN and one.how_ended != ENDED_WITHDRAWN:
        return _cancel_waiting_notices(_newest(case, lambda one: one.withdrawn(fact.day, fact.id)))
    if body.outcome != VARIED or not one.open or one.dates is None:
        return case
    return _closed_if_all_removed(_varied(case, fact.day, body))


def _varied(case: Case, day: date, body: kinds.AppealDecided) -> Case:
    """A later deadline, changed actions, devices released; still revoked (D8)."""

    def change(one: Revocation) -> Revocation:
        assert one.dates is not None
        if body.deadline is not None:
            passed = day >= one.dates.deadline
            one = one.given_back(body.deadline, day) if passed else one.retimed(body.deadline)
        changes = (*one.changes, Change(body.actions, day)) if body.actions else one.changes
        released = {**dict.fromkeys(body.released, day), **one.released}
        return replace(one, changes=changes, released=released)

    return _cancel_waiting_notices(_newest(case, change))
