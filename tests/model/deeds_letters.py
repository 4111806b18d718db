"""C2 to C4, C9, D3 to D5, D11: letters written, dispatched, told elsewhere, corrected."""

from __future__ import annotations

import re
from datetime import date

from tests.model.advice import answers_of
from tests.model.course import (
    deadline_on,
    first_notice,
    least,
    passed_over,
    pending,
    planned_deadline,
    revocations,
    schedule_on,
    wanting,
    went_out,
    withdrawn_on,
)
from tests.model.decided import deployments, letter_named, letters, sent_on
from tests.model.deeds_case import Base
from tests.model.facts import (
    EARLY,
    NOTICES,
    Corrected,
    Dispatched,
    Issued,
    No,
    Revoked,
    SentElsewhere,
    TakenBack,
    ToldElsewhere,
    days,
)
from tests.model.owing import debts, named_deadline, tells, void
from tests.model.places import picture

TICKET = re.compile(r"MMD-\d{7}-[A-Z0-9]{5}")  # A5
PLAIN = (
    "approved",
    "migration",
    "declined",
    "returned",
    "no_exemption",
    "closed",
    "retimed",
    "appeal_received",
    "appeal_outcome",
    "revocation_withdrawn",
    "cover_ended",
    "reinstated",
)


class LetterCommands(Base):
    """Letters of one case."""

    def issue(self, today: date, kind: str, dated: date | None = None) -> str:
        """C2, C3: freeze a letter; asked for again, the stored one."""
        if kind.startswith("notice_") and kind.removeprefix("notice_") in NOTICES:
            return self._issue_notice(today, kind, dated or today)
        if kind == "acknowledgement":
            return self._freeze(today, kind, dated or today)
        if kind not in PLAIN:
            raise No("C3", "no such letter")
        mine = [letter for letter in letters(self.events) if letter.kind == kind]
        keys = tells(self.events, kind, today)
        if mine and not void(self.events, mine[-1], today):
            stored = sent_on(self.events, mine[-1].letter) is None
            if not keys or (stored and dated in (None, mine[-1].dated)):
                return mine[-1].letter
        if not keys:
            raise No("C3", "nothing to tell")
        day = dated or today
        if day < today:
            raise No("C2", "dated in the past")
        if kind == "migration":
            other = answers_of(self.events).other
            if not other.get("technology") or not other.get("scope"):
                raise No("C3", "the Microsoft technology, and the scope in words")
        if kind == "retimed":
            self._check_shortening(today, day)
            deadline, source, _ = named_deadline(self.events, kind, today, day)
            return self._freeze(today, kind, day, deadline, source)
        return self._freeze(today, kind, day)

    def _check_shortening(self, today: date, dated: date) -> None:
        """D7: the letter bears its dispatch day and the 8 days count from it."""
        rev = picture(self.events, today).revocation
        assert rev is not None
        short = pending(self.events, rev, today)
        if short is not None:
            if short.deadline < least(dated):
                raise No("D7", "fewer than 8 days")
            if dated >= short.old:
                raise No("D7", "the old deadline comes first")

    def _freeze(
        self,
        today: date,
        kind: str,
        dated: date,
        deadline: date | None = None,
        source: int = 0,
        shortened: bool = False,
    ) -> str:
        name = f"L{len(letters(self.events)) + 1}"
        carried = frozenset(p.serial for p in picture(self.events, today).carrying())
        self._record(
            Issued(
                seq=self._seq(today),
                day=today,
                letter=name,
                kind=kind,
                dated=dated,
                tells=tells(self.events, kind, today),
                deadline=deadline,
                deadline_of=source,
                shortened=shortened,
                devices=carried,
            )
        )
        return name

    def _issue_notice(self, today: date, notice: str, dated: date) -> str:
        kind = notice.removeprefix("notice_")
        now = picture(self.events, today)
        if now.revocation is None:
            raise No("D1", "no open revocation")
        if dated < today:
            raise No("D3", "dated in the past")
        if kind == "first":
            if now.first is not None or went_out(self.events, now.revocation, kind, today):
                raise No("D5", "dispatched once")
            if not now.under(now.revocation):
                raise No("D1", "a device list is required")
        else:
            if now.first is None or now.deadline is None:
                raise No("D5", "the first notice comes first")
            self._check_later_notice(today, now.revocation, kind, dated, now.deadline)
        deadline, source, short = named_deadline(self.events, notice, today, dated)
        if short and deadline < least(dated):
            raise No("D7", "fewer than 8 days")
        mine = [letter for letter in letters(self.events) if letter.kind == notice]
        waiting = [letter for letter in mine if sent_on(self.events, letter.letter) is None]
        if waiting and waiting[-1].dated == dated and not void(self.events, waiting[-1], today):
            return waiting[-1].letter
        return self._freeze(today, notice, dated, deadline, source, short)

    def _check_later_notice(
        self, today: date, rev: Revoked, kind: str, dated: date, deadline: date
    ) -> None:
        """D4, D5, D7: which of the later notices may be written for this day."""
        if dated >= deadline:
            raise No("D4", "the deadline has passed")
        if went_out(self.events, rev, kind, today) or passed_over(self.events, rev, kind, today):
            raise No("D5", "sent, or passed over")
        due = schedule_on(self.events, rev, today).due(kind)
        if due is None:
            raise No("D7", "fell away")
        if dated < due - days(EARLY):
            raise No("D5", "too early")
        missed = [other for on, other in wanting(self.events, rev, today) if on <= dated]
        if missed and missed[-1] != kind and missed[-1] in NOTICES[NOTICES.index(kind) :]:
            raise No("D5", "the latest due one is issued")

    def dispatch(
        self, today: date, letter: str, on: date, reference: str, reason: str = ""
    ) -> None:
        """C4, D3."""
        issued = letter_named(self.events, letter)
        if issued is None:
            raise No("C4", "no such letter")
        if sent_on(self.events, letter) is not None:
            raise No("D11", "dispatched already")
        if void(self.events, issued, today):
            raise No("C2", "void")
        self._check_day(today, issued, on)
        self._check_reference(reference, reason)
        rev = picture(self.events, today).revocation
        if issued.kind == "notice_first" and on != issued.dated and not reason:
            raise No("D3", "dispatched on another day than it bears")
        if issued.kind.startswith("notice_") and issued.kind != "notice_first":
            deadline = None if rev is None else deadline_on(self.events, rev, on)
            if deadline is None or on >= deadline:
                raise No("D4", "the deadline has passed")
        if issued.kind == "retimed" and rev is not None:
            short = pending(self.events, rev, today)
            if short is not None and short.deadline < least(on) and not reason:
                raise No("D7", "fewer than 8 days")
        self._record(
            Dispatched(
                seq=self._seq(today),
                day=today,
                letter=letter,
                on=on,
                reference=reference,
                reason=reason,
            )
        )

    def _check_day(self, today: date, issued: Issued, on: date) -> None:
        if on > today or on < issued.dated:
            raise No("D3", "in the future, or before the letter's date")

    def _check_reference(self, reference: str, reason: str) -> None:
        """D3: the ticket of another case is kept only with a reason."""
        if not reference:
            raise No("D3", "the reference")
        if TICKET.fullmatch(reference) and reference != self.setup.ticket and not reason:
            raise No("D3", "the ticket of another case")

    def _check_second(self, rule: str, second_person: str) -> None:
        if second_person.strip().casefold() in ("", self.setup.reviewer.strip().casefold()):
            raise No(rule, "a second person")

    def told_elsewhere(
        self, today: date, kind: str, on: date, reference: str, second_person: str
    ) -> None:
        """C9: told without a letter of the program."""
        keys = tells(self.events, kind, today)
        if kind.startswith("notice_") or not keys:
            raise No("C9", "not owed")
        if on > today or on < max(d.since for d in debts(self.events, today) if d.key in keys):
            raise No("C9", "in the future, or before there was anything to tell")
        if not reference:
            raise No("C9", "the reference")
        self._check_second("C9", second_person)
        self._record(
            ToldElsewhere(
                seq=self._seq(today),
                day=today,
                kind=kind,
                on=on,
                reference=reference,
                second_person=second_person,
                tells=keys,
            )
        )

    def correct_dispatch(
        self, today: date, letter: str, on: date, reference: str, reason: str
    ) -> None:
        """D11: an added fact with a reason."""
        issued = letter_named(self.events, letter)
        if issued is None or sent_on(self.events, letter) is None or not reason:
            raise No("D11", "a dispatch to correct, and a reason")
        self._check_day(today, issued, on)
        self._check_reference(reference, reason)
        last = [f for f in self.events if isinstance(f, Dispatched) and f.letter == letter][-1]
        if (last.on, last.reference) == (on, reference):
            raise No("D11", "recorded so already")
        for rev in revocations(self.events):
            first, over = first_notice(self.events, rev), withdrawn_on(self.events, rev)
            ours = isinstance(first, Issued) and first.letter == letter
            if ours and over is not None and on > over:
                raise No("D11", "after the revocation was withdrawn")
        self._record(
            Corrected(
                seq=self._seq(today),
                day=today,
                letter=letter,
                on=on,
                reference=reference,
                reason=reason,
            )
        )

    def take_back_dispatch(self, today: date, letter: str, reason: str) -> None:
        """D7, D11: it was not dispatched at all."""
        if sent_on(self.events, letter) is None or not reason:
            raise No("D11", "a dispatch to take back, and a reason")
        self._record(TakenBack(seq=self._seq(today), day=today, letter=letter, reason=reason))

    def sent_elsewhere(
        self, today: date, notice: str, on: date, reference: str, second_person: str
    ) -> None:
        """D3: a first notice sent before the program was used."""
        now = picture(self.events, today)
        if notice.removeprefix("notice_") != "first":
            raise No("D3", "only the first notice")
        if now.revocation is None:
            raise No("D1", "no open revocation")
        if now.first is not None:
            raise No("D5", "dispatched once")
        if not now.under(now.revocation):
            raise No("D1", "a device list is required")
        if on > today or not reference:
            raise No("D3", "in the future, or without a reference")
        if on < min(wave.on for wave in deployments(self.events)):
            raise No("D1", "before the deployment")
        self._check_second("D3", second_person)
        named, short = planned_deadline(self.events, now.revocation, on)
        self._record(
            SentElsewhere(
                seq=self._seq(today),
                day=today,
                on=on,
                reference=reference,
                second_person=second_person,
                deadline=max(named, least(on)) if short else named,
            )
        )
