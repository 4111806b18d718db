"""What facts from the letter to the end of cover make of a case (rules C2, C4, D1 to D11).

The fold never refuses: a fact that has lost its footing changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import date

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.appeal import VARIED, WITHDRAWN, Appeal
from mmd_reviewer.domain.case import Back, Case, Letter, Reinstatement
from mmd_reviewer.domain.device import Span
from mmd_reviewer.domain.fact import Fact
from mmd_reviewer.domain.period import LAST_DAY
from mmd_reviewer.domain.revocation import (
    ENDED_REMOVED,
    ENDED_WITHDRAWN,
    FIRST,
    NOTICES,
    Change,
    Granted,
    Ground,
    Move,
    Retiming,
    Revocation,
    Sent,
    corrected,
    given_back,
    notice_of,
    unsent,
)
from mmd_reviewer.domain.serial_correction import renamed
from mmd_reviewer.domain.source import Source
from mmd_reviewer.domain.told import (
    NAMES_THE_DEADLINE,
    RETIMED,
    after_correction,
    after_dispatch,
    told_by_earlier,
    without_notice,
)


def after_course_fact(case: Case, fact: Fact) -> Case:
    """The case after one more fact that counts; a kind
    that says nothing of the course changes nothing.
    """
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
    return _after_device_fact(case, fact)


def _record_of(body: kinds.ToldElsewhere) -> kinds.LetterRecord:
    """What was told elsewhere, as if a letter without number had said it (C9)."""
    return kinds.LetterRecord(
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


def _after_device_fact(case: Case, fact: Fact) -> Case:
    match fact.body:
        case kinds.Deployed() as body:
            return _deployed(case, body)
        case kinds.RemovalConfirmed() as body:
            return _closed_if_all_removed(replace(case, spans=_until(case, body.devices, body.on)))
        case kinds.CarriedOver() as body:
            return replace(case, spans=_until(case, body.devices, body.on))
        case kinds.FoundAgain() as body:
            return _found_again(case, body.devices, body.on)
        case kinds.DevicesJoined() as body:
            joined = replace(case, joined=(*case.joined, *body.devices))
            return _found_again(joined, [device.key for device in body.devices], body.on)
        case kinds.DeviceExchanged() as body:
            spans = _until(case, [body.old], body.on)
            revocations = tuple(_released_too(one, body) for one in case.revocations)
            exchanged = replace(
                case, spans=spans, joined=(*case.joined, body.new), revocations=revocations
            )
            return replace(exchanged, spans=_with_spans(exchanged, [body.new.key], body.on))
        case kinds.SerialCorrected() as body:
            return renamed(case, body.old, body.new)
        case kinds.Reinstated() as body:
            return _reinstated(case, fact, body)
    return _after_revocation_fact(case, fact)


def _released_too(one: Revocation, body: kinds.DeviceExchanged) -> Revocation:
    """A machine in place of one that may keep the exemption may keep it too (D8, D9)."""
    if body.old not in one.released:
        return one
    return replace(one, released={**one.released, body.new.key: one.released[body.old]})


def _deployed(case: Case, body: kinds.Deployed) -> Case:
    """A deployment before the dispatch of a worse decision counts:
    the told approval stands again (C9).
    """
    before = case.before
    if before is not None and (before.until is None or body.on < before.until):
        letters = tuple(
            replace(row, void=True)
            if row.dispatched is None and row.record.kind not in NOT_DECISIONS
            else row
            for row in case.letters
        )
        case = replace(case, decision=before.decided, before=None, letters=letters)
    spans = _with_spans(case, (device.key for device in body.devices), body.on)
    return replace(case, waves=(*case.waves, body), spans=spans)


NOT_DECISIONS = ("acknowledgement", "edition")


def _reinstated(case: Case, fact: Fact, body: kinds.Reinstated) -> Case:
    """It gives cover back for the stretches known when it was recorded;
    a later one needs its own (D9).
    """
    backs = dict(case.reinstated)
    for key in body.devices:
        backs[key] = (*backs.get(key, ()), Back(body.on, len(case.spans.get(key, ()))))
    given = (*case.reinstatements, Reinstatement(body, Source.of(fact)))
    return replace(case, reinstated=backs, reinstatements=given)


def _after_revocation_fact(case: Case, fact: Fact) -> Case:
    match fact.body:
        case kinds.RevocationPrepared() as body:
            return _prepared(case, fact, body)
        case kinds.GroundAdded() as body:
            ground = Ground(body, fact.day)
            return _cancel_waiting_notices(
                _revoking(case, lambda one: replace(one, grounds=(*one.grounds, ground)))
            )
        case kinds.RevocationWithdrawn():
            return _cancel_waiting(_revoking(case, lambda one: one.withdrawn(Source.of(fact))))
        case kinds.Retimed() as body:
            return _retimed(case, fact, body)
        case kinds.AppealRaised() as body:
            return _appealed(case, fact, body)
        case kinds.AppealDecided() as body:
            return _appeal_decided(case, fact, body)
    return case


def with_letter(case: Case, number: str, change: Callable[[Letter], Letter]) -> Case:
    """The case with one of its letters changed."""
    letters = tuple(
        change(letter) if letter.record.number == number else letter for letter in case.letters
    )
    return replace(case, letters=letters)


def _issued(case: Case, fact: Fact, body: kinds.LetterIssued) -> Case:
    case = with_letter(case, body.record.replaces, lambda letter: replace(letter, void=True))
    tells = body.record.tells or told_by_earlier(case, body.record)
    issued = Letter(body.record, body.sha256, body.pages, fact.id, tells)
    return replace(case, letters=(*case.letters, issued))


def _revoking(case: Case, change: Callable[[Revocation], Revocation]) -> Case:
    """The case with its open revocation changed; without one nothing changes."""
    return _newest(case, change) if case.revocation is not None else case


def _newest(case: Case, change: Callable[[Revocation], Revocation]) -> Case:
    return replace(case, revocations=(*case.revocations[:-1], change(case.revocations[-1])))


def _cancel_waiting_notices(case: Case, names: Collection[str] = NOTICES) -> Case:
    """Notices that were issued and never dispatched are void,
    readable, never dispatched (C2, D8).
    """
    letters = tuple(
        replace(letter, void=True)
        if notice_of(letter.record.kind) in names and letter.dispatched is None
        else letter
        for letter in case.letters
    )
    return replace(case, letters=letters)


def _cancel_waiting(case: Case) -> Case:
    """Letters that name the deadline and were not dispatched are void:
    it is another now (C2, D7).
    """
    letters = tuple(
        replace(letter, void=True)
        if letter.record.kind in NAMES_THE_DEADLINE and letter.dispatched is None
        else letter
        for letter in case.letters
    )
    return _cancel_waiting_notices(replace(case, letters=letters))


def _prepared(case: Case, fact: Fact, body: kinds.RevocationPrepared) -> Case:
    """Before the first dispatch newer words replace the older,
    and a notice that was issued is void (C2, D1).
    """
    if case.revocation is None:
        return replace(case, revocations=(*case.revocations, Revocation(body, fact.day)))
    if case.revocation.notified:
        return case
    return _cancel_waiting_notices(
        _newest(case, lambda one: replace(one, prepared=body, prepared_on=fact.day))
    )


def _dispatched(case: Case, fact: Fact, body: kinds.LetterDispatched) -> Case:
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
    return _cancel_waiting(held) if not notice and deadline != now else held


def _deadline(case: Case) -> date | None:
    one = case.revocations[-1] if case.revocations else None
    return one.dates.deadline if one is not None and one.dates is not None else None


def _given(case: Case, fact: Fact, notice: str, sent: Sent, named: date | None = None) -> Case:
    """A notice was dispatched; letters of the same, and of those
    that are *not sent* now, are void (C2, D5).

    A first notice that went out on another day than it bears has moved the deadline it names (D3).
    """
    one = case.revocation
    if one is None:
        return case
    names = (notice, *one.missed_before(notice))
    after = one.dispatched(notice, sent, named)
    if notice == FIRST and after.dates is not None:
        told = named or after.dates.deadline
        if told != after.dates.deadline:
            after = replace(after, moves=(Move(Source.of(fact), told, after.dates.deadline),))
        after = replace(after, told=told)
    return _cancel_waiting_notices(_newest(case, lambda _: after), names)


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
            return known if _deadline(known) == _deadline(case) else _cancel_waiting_notices(known)
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
                else corrected(one, notice, body, Source.of(fact))
            )
            rows = (*case.revocations[:place], after, *case.revocations[place + 1 :])
            case = replace(case, revocations=rows)
            case = without_notice(case, body.letter) if body.taken_back else case
            same = after.dates == one.dates or not after.open
            return case if same else _cancel_waiting(case)
    return case


def _proven(case: Case, body: kinds.DispatchProven) -> Case:
    return with_letter(
        case, body.letter, lambda letter: replace(letter, proofs=(*letter.proofs, body))
    )


def _sent_elsewhere(case: Case, fact: Fact, body: kinds.NoticeSentElsewhere) -> Case:
    sent = Sent("", body.on, body.reference, second_person=body.second_person)
    if case.revocation is None or case.revocation.was_sent(body.notice):
        return case
    return _given(case, fact, body.notice, sent)


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
    spans, times = dict(case.spans), len(given_back(case.revocations))
    for key in keys:
        had = spans.get(key, ())
        if had and had[-1].until is None:
            last = replace(had[-1], until=max(on, had[-1].since), given_back=times)
            spans[key] = (*had[:-1], last)
    return spans


def _closed_if_all_removed(case: Case) -> Case:
    """Removals count from the confirmed day;
    with the last device the revocation closes that day (D10).
    """
    one = case.revocation
    if one is None or not case.spans or case.under_revocation(LAST_DAY):
        return case
    under = [key for key in case.spans if key not in one.released]
    ended = max(
        (span.until for key in under for span in case.spans[key] if span.until), default=None
    )
    if ended is None:
        return case
    return _cancel_waiting_notices(
        _newest(case, lambda one: replace(one, ended=ended, how_ended=ENDED_REMOVED))
    )


def _found_again(case: Case, keys: Iterable[str], on: date) -> Case:
    """A revocation that the removals had closed is open again, with the same deadline (D9)."""
    case = replace(case, spans=_with_spans(case, keys, on))
    if case.revocations and case.revocations[-1].how_ended == ENDED_REMOVED:
        return _newest(case, lambda one: replace(one, ended=None, how_ended=""))
    return case


def _retimed(case: Case, fact: Fact, body: kinds.Retimed) -> Case:
    """A later deadline holds at once; an earlier one when its letter is dispatched (C9, D7)."""
    if case.revocation is None:
        return case
    before = _deadline(case)
    after = _newest(case, lambda one: one.decided(Retiming(body, Source.of(fact))))
    if _deadline(after) == before and before is not None:
        letters = tuple(
            replace(row, void=True)
            if row.record.kind == RETIMED and row.dispatched is None
            else row
            for row in after.letters
        )
        return replace(after, letters=letters)
    return _cancel_waiting(after)


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
    return _newest(case, lambda one: replace(one, appeals=appeals))


def _appeal_decided(case: Case, fact: Fact, body: kinds.AppealDecided) -> Case:
    if not case.revocations or case.revocations[-1].appeal is None:
        return case
    one, source = case.revocations[-1], Source.of(fact)
    assert one.appeal is not None
    decided = replace(one.appeal, decided=body, outcome=source)
    case = _newest(case, lambda one: replace(one, appeals=(*one.appeals[:-1], decided)))
    if body.outcome == WITHDRAWN and one.how_ended != ENDED_WITHDRAWN:
        return _cancel_waiting(_newest(case, lambda one: one.withdrawn(source)))
    if body.outcome != VARIED or not one.open or one.dates is None:
        return case
    return _closed_if_all_removed(_varied(case, source, body))


def _varied(case: Case, source: Source, body: kinds.AppealDecided) -> Case:
    """A later deadline, changed actions, devices released; still revoked (D8)."""
    day = source.day

    def change(one: Revocation) -> Revocation:
        assert one.dates is not None
        if body.deadline is not None:
            passed = day >= one.dates.deadline
            granted = Granted(source, one.dates.deadline, body.deadline)
            one = replace(one, granted=(*one.granted, granted))
            one = one.given_back(body.deadline, day) if passed else one.retimed(body.deadline)
        changes = (*one.changes, Change(body.actions, day)) if body.actions else one.changes
        released = {**dict.fromkeys(body.released, day), **one.released}
        return replace(one, changes=changes, released=released)

    varied = _newest(case, change)
    return _cancel_waiting(varied) if body.deadline is not None else _cancel_waiting_notices(varied)
