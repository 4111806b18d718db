"""Any sequence of deeds on a revocation keeps what must hold (rules C9,
D1 to D11), on a real store.
"""

import tempfile
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.appeal import GROUNDS as APPEAL_GROUNDS
from mmd_reviewer.domain.appeal import OUTCOMES
from mmd_reviewer.domain.calendar_entry import OVERDUE, standing
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_state import STATES, state
from mmd_reviewer.domain.cover import NOT_COVERED, cover
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.letters.owed import letters_owed
from mmd_reviewer.domain.period import LAST_DAY
from mmd_reviewer.domain.register import row_on
from mmd_reviewer.domain.retiming import KINDS, MAY_SHORTEN
from mmd_reviewer.domain.revocation import NOTICES, notice_of
from mmd_reviewer.services import appeal, deployment, letter, removal, request_queue, revocation
from mmd_reviewer.services.desk import Desk
from tests.long import long_or
from tests.making import DAY, GROUNDS, Course

LAPTOPS = tuple(
    Device(f"S{n}", "HP", "Elite", ring="Test" if n == 4 else "Broad") for n in range(5)
)
SOME = st.lists(st.sampled_from([device.serial for device in LAPTOPS]), max_size=4, unique=True)
BACK = st.integers(0, 12)


class CourseMachine(RuleBasedStateMachine):
    """Days pass, deeds are tried; a deed that is refused records nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.course = Course(Path(self._folder.name), LAPTOPS)
        self.days = 1
        self.deadlines: list[tuple[int, date]] = []
        self.clean: dict[str, date] = {}

    def teardown(self) -> None:
        """Links, seals and projections check out at the end of every history."""
        assert not self.course.on(self.days).store.verify().findings
        self._folder.cleanup()

    @property
    def desk(self) -> Desk:
        return self.course.on(self.days)

    @property
    def case(self) -> Case:
        return self.course.case(self.days)

    @property
    def today(self) -> date:
        return DAY + timedelta(days=self.days)

    def attempt(self, *acts: object) -> bool:
        """Do a deed; refused, the case is as it was."""
        before = len(self.case.facts)
        refusal = None
        try:
            for act in acts:
                act()  # type: ignore[operator]
        except Refused as error:
            refusal = error
        if refusal is None:
            return True
        assert refusal.rule
        assert refusal.message
        assert len(self.case.facts) - before < len(acts)
        return False

    @initialize(started=st.integers(0, 5))
    def begin(self, started: int) -> None:
        """Most histories begin with a customer who was notified."""
        if started:
            self.course.revoke(self.days)
            self.course.send(self.days, "first")

    @rule(
        days=st.integers(1, 9),
        jump=st.sampled_from(("", "", "due", "deadline")),
        late=st.integers(0, 3),
    )
    def days_pass(self, days: int, jump: str, late: int) -> None:
        """Some days, or until the next notice is due, or the deadline, and a few more."""
        one = self.case.revocation
        target = self.today + timedelta(days=days)
        if one is not None and one.dates is not None and jump:
            due = [day for _, day in one.pending() if day > self.today]
            target = one.dates.deadline if jump == "deadline" or not due else min(due)
            target += timedelta(days=late)
        self.days = max(self.days + 1, (target - DAY).days)

    @precondition(lambda self: self.case.revocation is None or not self.case.revocation.notified)
    @rule()
    def prepare(self) -> None:
        self.attempt(lambda: revocation.revoke(self.desk, self.case, ["cost"], **GROUNDS))

    @precondition(
        lambda self: self.case.revocation is not None and len(self.case.revocation.grounds) < 2
    )
    @rule()
    def add_ground(self) -> None:
        self.attempt(
            lambda: revocation.add_ground(
                self.desk, self.case, ["security"], why="CVE", not_evident="Published now"
            )
        )

    @precondition(lambda self: self.case.revocation is not None)
    @rule(
        other=st.sampled_from(("", "", "", "", *NOTICES)),
        ahead=st.integers(0, 2),
        again=st.booleans(),
    )
    def notify(self, other: str, ahead: int, again: bool) -> None:
        """Issue what is next, or try another, then dispatch on the day it bears;
        a second dispatch is refused.
        """
        one = self.case.revocation
        assert one is not None
        notice = other or one.next_notice(self.today + timedelta(days=ahead)) or "final"

        def issue() -> None:
            dated = self.today + timedelta(days=ahead)
            self.days += ahead
            case, issued = letter.issue(self.desk, self.case, f"notice_{notice}", dated=dated)
            letter.dispatched(self.desk, case, issued.record.number, dated, "R")

        self.attempt(issue, lambda: None)
        if again:
            for row in self.case.letters:
                if row.dispatched is not None:
                    assert not self.attempt(
                        lambda row=row: letter.dispatched(
                            self.desk, self.case, row.record.number, self.today, "R"
                        )
                    )

    @precondition(lambda self: self.case.revocation is not None)
    @rule(late=st.integers(0, 9))
    def the_course_goes_on(self, late: int) -> None:
        """On the next due day, or late, what is due is issued and dispatched;
        after the last one cover ends.
        """
        one = self.case.revocation
        assert one is not None
        coming = [day for _, day in one.pending()]
        target = (
            min(coming) if coming else one.dates.deadline if one.dates is not None else self.today
        )
        self.days = max(self.days, (target - DAY).days + late)
        self.notify(other="", ahead=0, again=False)

    @precondition(
        lambda self: self.case.revocation is not None and not self.case.revocation.notified
    )
    @rule(late=st.integers(1, 3))
    def gone_out_on_another_day(self, late: int) -> None:
        """D3: with a reason the true day counts,
        and the deadline is the later of day 90 and the one it names.
        """
        case = self.case

        def act() -> None:
            made, issued = letter.issue(self.desk, case, "notice_first")
            self.days += late
            made = letter.dispatched(
                self.desk, made, issued.record.number, self.today, "R", "", "Posted by mistake"
            )
            assert made.revocation is not None
            assert made.revocation.dates is not None
            assert made.revocation.dates.first == self.today
            assert made.revocation.dates.deadline >= (issued.record.deadline or self.today)

        self.attempt(act, lambda: None)

    @precondition(lambda self: self.case.revocation is not None)
    @rule(kind=st.sampled_from(list(KINDS)), move=st.integers(-80, 60), second=st.booleans())
    def retime(self, kind: str, move: int, second: bool) -> None:
        one = self.case.revocation
        base = (
            one.dates.deadline
            if one is not None and one.dates is not None
            else self.today + timedelta(days=90)
        )
        incident, by = ("I-7", "Petra Novak") if second else ("", "")
        new = base + timedelta(days=move)
        done = self.attempt(
            lambda: revocation.retime(
                self.desk, self.case, kind, new, "Why", incident=incident, approved_by=by
            )
        )
        if done and move < 0:
            assert kind in MAY_SHORTEN
            assert second
            assert new >= self.today + timedelta(days=8)

    @precondition(lambda self: bool(self.case.revocations))
    @rule(grounds=st.sampled_from(list(APPEAL_GROUNDS)), back=BACK)
    def raise_appeal(self, grounds: str, back: int) -> None:
        received = self.today - timedelta(days=back)
        self.attempt(
            lambda: appeal.raise_appeal(self.desk, self.case, received, grounds, "New driver.")
        )

    @precondition(lambda self: bool(self.case.revocations))
    @rule(
        outcome=st.sampled_from(list(OUTCOMES)),
        later=st.integers(1, 60),
        released=SOME,
        terms=st.booleans(),
    )
    def decide_appeal(self, outcome: str, later: int, released: list[str], terms: bool) -> None:
        one = self.case.revocations[-1]
        if one.appeal is None:
            self.raise_appeal(grounds="upgrade", back=0)
        deadline = None
        if outcome == "varied" and one.dates is not None and later % 2:
            deadline = max(one.dates.deadline, self.today) + timedelta(days=later)
        self.attempt(
            lambda: appeal.decide_appeal(
                self.desk,
                self.case,
                outcome,
                "Reason",
                deadline=deadline,
                released=released if outcome == "varied" else (),
                terms="Terms" if terms and outcome == "withdrawn" else "",
            )
        )

    @precondition(lambda self: self.case.revocation is not None and self.days % 5 == 0)
    @rule()
    def withdraw(self) -> None:
        self.attempt(lambda: revocation.withdraw(self.desk, self.case, "Fixed"))

    @rule(serials=SOME, back=BACK, service=st.booleans())
    def remove(self, serials: list[str], back: int, service: bool) -> None:
        on = self.today - timedelta(days=back)
        before = {device.key for device in self.case.carrying(LAST_DAY)}
        one = self.case.revocation
        deadline = one.dates.deadline if one is not None and one.dates is not None else None
        done = self.attempt(
            lambda: removal.confirm_removal(
                self.desk, self.case, serials, on, "Jana", by_service=service
            )
        )
        if done:
            gone = before - {device.key for device in self.case.carrying(LAST_DAY)}
            lapsed = one is not None and bool(one.lapses)
            if not lapsed and (deadline is None or on <= deadline):
                self.clean |= dict.fromkeys(gone, on)
            if service:
                assert any(consent.on <= on for consent in self.case.consents)

    @rule(back=BACK)
    def consent(self, back: int) -> None:
        self.attempt(
            lambda: removal.record_consent(
                self.desk, self.case, "Jana", self.today - timedelta(days=back), "Please"
            )
        )

    @rule(serials=SOME, back=BACK)
    def find_again(self, serials: list[str], back: int) -> None:
        done = self.attempt(
            lambda: removal.found_again(
                self.desk, self.case, serials, self.today - timedelta(days=back), "Ines"
            )
        )
        if done:
            self.clean = {
                key: on
                for key, on in self.clean.items()
                if _serial(key) not in map(str.casefold, serials)
            }

    @rule(serials=SOME)
    def reinstate(self, serials: list[str]) -> None:
        self.attempt(lambda: removal.reinstate(self.desk, self.case, serials, "Clean since."))

    @rule(serials=SOME)
    def deploy(self, serials: list[str]) -> None:
        again = tuple(device for device in LAPTOPS if device.serial in serials)
        if self.attempt(lambda: deployment.deploy(self.desk, self.case, self.today, again)):
            self.clean = {
                key: on
                for key, on in self.clean.items()
                if key not in {device.key for device in again}
            }

    @rule(late=st.sampled_from((0, 0, 0, 1, 2)))
    def tell(self, late: int) -> None:
        """C9: a letter owed is issued and dispatched, that day or,
        with a reason, later; then all of it is told.
        """
        rows = letters_owed(self.case, self.today)
        if not rows:
            return
        tells: list[str] = []

        def act() -> None:
            case, issued = letter.issue(self.desk, self.case, rows[0].kind)
            self.days += late
            reason = "Posted late" if late else ""
            letter.dispatched(self.desk, case, issued.record.number, self.today, "R", "", reason)
            tells.extend(issued.tells)

        if self.attempt(act, lambda: None):
            assert set(tells) <= set(self.case.told)

    @rule(move=st.integers(-5, 5))
    def correct(self, move: int) -> None:
        """D11: a correction never moves the deadline earlier."""
        notices = [row for row in self.case.letters if notice_of(row.record.kind)]
        sent = [row for row in notices if row.dispatched is not None]
        if sent:
            number, on = sent[0].record.number, (sent[0].dispatched or DAY) + timedelta(days=move)
            self.attempt(
                lambda: letter.correct_dispatch(self.desk, self.case, number, on, "R2", "Wrong")
            )

    @precondition(lambda self: self.case.facts[-1].kind not in ("Deployed", "DeedRetracted"))
    @rule()
    def undo(self) -> None:
        before = self.case.counting
        if self.attempt(lambda: request_queue.undo(self.desk, self.case)):
            gone = {fact.kind for fact in before} - {fact.kind for fact in self.case.counting}
            assert not gone & {"LetterIssued", "LetterDispatched"}
            self.clean = {}  # a removal may have been taken back

    @invariant()
    def the_deadline_moves_earlier_only_by_an_approved_severe_retiming(self) -> None:
        """D7, D8, D11."""
        case = self.case
        one = case.revocations[-1] if case.revocations else None
        if one is None or one.dates is None:
            return
        place = len(case.revocations)
        if (
            self.deadlines
            and self.deadlines[-1][0] == place
            and one.dates.deadline < self.deadlines[-1][1]
        ):
            newest = case.facts[-1].body
            undone = isinstance(newest, kinds.DeedRetracted)
            early = one.retimings[-1].body if one.retimings else None
            severe = early is not None and early.kind in MAY_SHORTEN
            before_the_first = isinstance(newest, kinds.Retimed) and newest.old is None
            told = isinstance(newest, kinds.LetterDispatched)  # C9: not before its letter
            assert undone or (severe and (told or before_the_first))
            if severe and not undone:
                assert early is not None
                assert early.incident
                assert early.approved_by
                assert early.approved_by != one.retimings[-1].source.by
        self.deadlines.append((place, one.dates.deadline))

    @invariant()
    def no_deadline_holds_that_is_earlier_than_the_customer_was_told(self) -> None:
        """C9, D7, D11: what worsens the position does not hold before it is told."""
        for one in self.case.revocations:
            if one.dates is not None and one.told is not None:
                assert one.told <= one.dates.deadline

    @invariant()
    def notices_are_dispatched_once(self) -> None:
        """D5: first, second and third once per revocation, the final once per deadline."""
        case = self.case
        letters = {row.record.number: row.record for row in case.letters}
        sent = [
            fact.body.letter
            for fact in case.counting
            if isinstance(fact.body, kinds.LetterDispatched)
        ]
        assert len(sent) == len(set(sent))
        by_kind = Counter(letters[number].kind for number in sent)
        for notice in NOTICES[:3]:
            assert by_kind[f"notice_{notice}"] <= len(case.revocations)
        finals = Counter(
            letters[number].deadline for number in sent if letters[number].kind == "notice_final"
        )
        assert all(number <= len(case.revocations) for number in finals.values())

    @invariant()
    def cover_adds_up(self) -> None:
        """D9: every device has one cover on every day;
        removed on or before the deadline is never not covered.
        """
        case = self.case
        for day in (
            DAY,
            self.today,
            self.today + timedelta(days=1),
            self.today + timedelta(days=200),
        ):
            found = cover(case, day)
            assert Counter(row.device.key for row in found) == Counter(
                device.key for device in case.devices
            )
            for row in found:
                if row.device.key in self.clean:
                    assert row.state != NOT_COVERED
                if row.state == NOT_COVERED:
                    assert row.since is not None
                    assert row.since <= day
        assert state(case, self.today) in STATES

    @invariant()
    def nothing_due_is_lost(self) -> None:
        """D4, D5, E3: what is overdue by the rules is overdue in the calendar;
        the register is the fold.
        """
        case, desk = self.case, self.desk
        one = case.revocation
        wanted = {due for _, due in one.overdue(self.today)} if one is not None else set()
        shown = desk.store.entries_overdue(self.today, 100)
        assert {entry.day for entry in shown if entry.is_notice} == wanted
        assert all(standing(entry, self.today) == OVERDUE for entry in shown)
        row = row_on(case, self.today)
        assert desk.store.register(self.today) == ([] if row is None else [row])


def _serial(key: str) -> str:
    return key.split("\0")[0]


TestCourse = CourseMachine.TestCase
TestCourse.settings = settings(
    max_examples=long_or(400, 15),
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestCourse = pytest.mark.long_form(TestCourse)
