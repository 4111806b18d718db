"""What facts from the letter to the end of cover make of a case (rules C2, C4, D1 to D11).

Those of devices are told in `device_fold.py`. The fold never refuses: a fact that has lost its
footing changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.appeal import VARIED, WITHDRAWN, Appeal
from mmd_reviewer.domain.case import Case, Letter
from mmd_reviewer.domain.case_changed import with_letter, with_newest, with_revocation, with_void
from mmd_reviewer.domain.device_fold import after_device_fact, closed_if_all_removed
from mmd_reviewer.domain.fact import Fact
from mmd_reviewer.domain.letter_facts import LetterRecord
from mmd_reviewer.domain.revocation import (
    ENDED_WITHDRAWN,
    FIRST,
    Change,
    Granted,
    Ground,
    Move,
    Retiming,
    Revocation,
    Sent,
    notice_of,
)
from mmd_reviewer.domain.revocation_changed import (
    cover_given_back,
    dispatch_corrected,
    earlier_final_corrected,
    is_earlier_final,
    notice_dispatched,
    retimed,
    retiming_decided,
    unsent,
    withdrawn,
)
from mmd_reviewer.domain.serial_correction import rightly_named
from mmd_reviewer.domain.source import Source
from mmd_reviewer.domain.told import (
    RETIMED,
    after_correction,
    after_dispatch,
    told_by_earlier,
    without_notice,
)
from mmd_reviewer.domain.void_letters import void_waiting, void_waiting_notices


def after_course_fact(case: Case, fact: Fact) -> Case:
    """The case after one more fact that counts; a kind
    that says nothing of the course changes nothing.
    """
    fact = rightly_named(case, fact) if case.serials else fact
    match fact.body:
        case kinds.LetterIssued() as body:
            return _issued(case, fact, body)
        case kinds.LetterDispatched() as body:
            return _dispatched(case, fact, body)
        case kinds.DispatchCorrected() as body:
            return _corrected(case, fact, body)
        case kinds.DispatchProven() as body:
            return _proven(case, body)
        case kinds.NoticeSentElsewhere() as body:
            return _sent_elsewhere(case, fact, body)
        case kinds.ToldElsewhere() as body:
            letter = Letter(_record_of(body), "", 0, fact.id, (), body.on, body.on, body.reference)
            return after_dispatch(case, replace(letter, tells=body.tells), Source.of(fact))
        case kinds.ConsentRecorded() as body:
            return replace(case, consents=(*case.consents, body))
    return _after_revocation_fact(after_device_fact(case, fact), fact)


def _record_of(body: kinds.ToldElsewhere) -> LetterRecord:
    """What was told elsewhere, as if a letter without number had said it (C9)."""
    return LetterRecord(
        "",
        body.kind,
        body.on,
        "",
        "",
        {},
        (),
        "",
        (),
        "",
        "",
        deadline=body.deadline,
        tells=body.tells,
    )


def _after_revocation_fact(case: Case, fact: Fact) -> Case:
    match fact.body:
        case kinds.RevocationPrepared() as body:
            return _prepared(case, fact, body)
        case kinds.GroundAdded() as body:
            ground = Ground(body, fact.day)
            return void_waiting_notices(
                _revoking(case, lambda one: replace(one, grounds=(*one.grounds, ground)))
            )
        case kinds.RevocationWithdrawn():
            return void_waiting(_revoking(case, lambda one: withdrawn(one, Source.of(fact))))
        case kinds.Retimed() as body:
            return _retimed(case, fact, body)
        case kinds.AppealRaised() as body:
            return _appealed(case, fact, body)
        case kinds.AppealDecided() as body:
            return _appeal_decided(case, fact, body)
    return case


def _issued(case: Case, fact: Fact, body: kinds.LetterIssued) -> Case:
    case = with_letter(case, body.record.replaces, lambda letter: replace(letter, void=True))
    tells = body.record.tells or told_by_earlier(case, body.record)
    issued = Letter(body.record, body.sha256, body.pages, fact.id, tells)
    return replace(case, letters=(*case.letters, issued))


def _revoking(case: Case, change: Callable[[Revocation], Revocation]) -> Case:
    """The case with its open revocation changed; without one nothing changes."""
    return with_newest(case, change) if case.revocation is not None else case


def _prepared(case: Case, fact: Fact, body: kinds.RevocationPrepared) -> Case:
    """Before the first dispatch newer words replace the older,
    and a notice that was issued is void (C2, D1).
    """
    if case.revocation is None:
        begun = Revocation(body, fact.day, letters_before=len(case.letters))
        return replace(case, revocations=(*case.revocations, begun))
    if case.revocation.notified:
        return case
    return void_waiting_notices(
        with_newest(case, lambda one: replace(one, prepared=body, prepared_on=fact.day))
    )


def _dispatched(case: Case, fact: Fact, body: kinds.LetterDispatched) -> Case:
    """Of a letter that two stations dispatched apart the earlier dispatch counts."""
    known = case.letter(body.letter)
    if known is not None and known.dispatched is not None and known.dispatched <= body.on:
        return case
    case = with_letter(
        case,
        body.letter,
        lambda letter: replace(letter, dispatched=body.on, reference=body.reference),
    )
    letter = case.letter(body.letter)
    if letter is None:
        return case
    notice = notice_of(letter.record.kind)
    if notice:
        sent = Sent(body.letter, body.on, body.reference)
        case = _given(case, fact, notice, sent, letter.record.deadline)
    held = after_dispatch(case, letter, Source.of(fact))
    deadline, now = _deadline(case), _deadline(held)
    return void_waiting(held) if not notice and deadline != now else held


def _deadline(case: Case) -> date | None:
    one = case.revocations[-1] if case.revocations else None
    return one.dates.deadline if one is not None and one.dates is not None else None


def _given(case: Case, fact: Fact, notice: str, sent: Sent, named: date | None = None) -> Case:
    """A notice was dispatched; letters of the same, and of those
    that are *not sent* now, are void (C2, D5).

    A first notice that went out on another day than it bears has moved the deadline it names (D3).
    """
    place = _place_of(case, notice, sent)
    if place is None:
        return case
    one = case.revocations[place]
    if notice in one.sent and one.sent[notice].on <= sent.on:
        return case  # of a notice that went out at two stations apart the earlier counts
    names = (notice, *one.missed_before(notice))
    after = notice_dispatched(one, notice, sent, named)
    if notice == FIRST and after.dates is not None:
        told = named or after.dates.deadline
        if told != after.dates.deadline:
            after = replace(after, moves=(Move(Source.of(fact), told, after.dates.deadline),))
        after = replace(after, told=told)
    return void_waiting_notices(with_revocation(case, place, after), names)


def _place_of(case: Case, notice: str, sent: Sent) -> int | None:
    """The revocation whose notice it is: the one that knows its letter, else the newest, but not
    with a letter of one before it.

    One that is over takes no further notice (D8), but its first: a station that did not know of
    the end sent it, an appeal may have answered it, and its days are shown for ever.
    """
    for place, one in enumerate(case.revocations):
        if sent.letter and notice in one.sent and one.sent[notice].letter == sent.letter:
            return place
    newest = case.revocations[-1] if case.revocations else None
    if newest is None or not (newest.open or notice == FIRST):
        return None
    older = case.letters[: newest.letters_before]
    is_older = any(letter.record.number == sent.letter for letter in older)
    return None if is_older else len(case.revocations) - 1


def _corrected(case: Case, fact: Fact, body: kinds.DispatchCorrected) -> Case:
    letter = case.letter(body.letter) if body.letter else None
    if letter is not None:
        on, reference = (None, "") if body.taken_back else (body.on, body.reference)
        case = with_letter(
            case, body.letter, lambda row: replace(row, dispatched=on, reference=reference)
        )
        letter = replace(letter, dispatched=on, reference=reference)
        if not notice_of(letter.record.kind):
            known = after_correction(case, letter, body, Source.of(fact))
            return known if _deadline(known) == _deadline(case) else void_waiting_notices(known)
    # Also of a revocation that is over: its days are shown for ever.
    for place, one in reversed(list(enumerate(case.revocations))):
        notice = next(
            (
                name
                for name, sent in one.sent.items()
                if sent.letter == body.letter and body.notice in ("", name)
            ),
            "",
        )
        if notice:
            after = (
                unsent(one, notice)
                if body.taken_back
                else dispatch_corrected(one, notice, body, Source.of(fact))
            )
            case = with_revocation(case, place, after)
            case = without_notice(case, body.letter, place) if body.taken_back else case
            same = after.dates == one.dates or not after.open
            return case if same else void_waiting(case)
        if is_earlier_final(one, body.letter):
            case = with_revocation(case, place, earlier_final_corrected(one, body))
            return without_notice(case, body.letter, place) if body.taken_back else case
    return case


def _proven(case: Case, body: kinds.DispatchProven) -> Case:
    return with_letter(
        case, body.letter, lambda letter: replace(letter, proofs=(*letter.proofs, body))
    )


def _sent_elsewhere(case: Case, fact: Fact, body: kinds.NoticeSentElsewhere) -> Case:
    sent = Sent("", body.on, body.reference, second_person=body.second_person)
    return _given(case, fact, body.notice, sent)


def _retimed(case: Case, fact: Fact, body: kinds.Retimed) -> Case:
    """A later deadline holds at once; an earlier one when its letter is dispatched (C9, D7)."""
    if case.revocation is None:
        return case
    before = _deadline(case)
    after = with_newest(case, lambda one: retiming_decided(one, Retiming(body, Source.of(fact))))
    if _deadline(after) == before and before is not None:
        return with_void(after, lambda row: row.record.kind == RETIMED and row.dispatched is None)
    return void_waiting(after)


def _appealed(case: Case, fact: Fact, body: kinds.AppealRaised) -> Case:
    """New information joins an open appeal (D8)."""
    if not case.revocations:
        return case
    one, source = case.revocations[-1], Source.of(fact)
    if one.appeal is None:
        appeals = (*one.appeals, Appeal((body,), (source,)))
    else:
        joined = replace(
            one.appeal, raised=(*one.appeal.raised, body), sources=(*one.appeal.sources, source)
        )
        appeals = (*one.appeals[:-1], joined)
    return with_newest(case, lambda one: replace(one, appeals=appeals))


def _appeal_decided(case: Case, fact: Fact, body: kinds.AppealDecided) -> Case:
    """Of one appeal that was decided at two stations apart the outcome counts that is better for
    the customer, whichever came first (C9).
    """
    if not case.revocations or not case.revocations[-1].appeals:
        return case
    one, source = case.revocations[-1], Source.of(fact)
    appeal = one.appeals[-1]
    known = appeal.decided.outcome if appeal.decided is not None else ""
    if known and (known == WITHDRAWN or body.outcome not in (VARIED, WITHDRAWN)):
        return case
    decided = replace(appeal, decided=body, outcome=source)
    case = with_newest(case, lambda one: replace(one, appeals=(*one.appeals[:-1], decided)))
    if body.outcome == WITHDRAWN and one.how_ended != ENDED_WITHDRAWN:
        return void_waiting(with_newest(case, lambda one: withdrawn(one, source)))
    if body.outcome != VARIED or not one.open or one.dates is None:
        return case
    return closed_if_all_removed(_varied(case, source, body))


def _varied(case: Case, source: Source, body: kinds.AppealDecided) -> Case:
    """A later deadline, changed actions, devices released; still revoked (D8).

    Where another station has set a deadline later still, that one holds (C9).
    """
    day = source.day

    def change(one: Revocation) -> Revocation:
        assert one.dates is not None
        if body.deadline is not None and body.deadline > one.dates.deadline:
            passed = day >= one.dates.deadline
            granted = Granted(source, one.dates.deadline, body.deadline)
            one = replace(one, granted=(*one.granted, granted))
            one = (
                cover_given_back(one, body.deadline, day) if passed else retimed(one, body.deadline)
            )
        changes = (*one.changes, Change(body.actions, day)) if body.actions else one.changes
        released = {**dict.fromkeys(body.released, day), **one.released}
        return replace(one, changes=changes, released=released)

    varied = with_newest(case, change)
    return void_waiting(varied) if body.deadline is not None else void_waiting_notices(varied)
