"""Deeds on a revocation in any order, each tried on a real store."""

import tempfile
from datetime import date, timedelta
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from mmd_reviewer.domain.appeal import GROUNDS as APPEAL_GROUNDS
from mmd_reviewer.domain.appeal import OUTCOMES
from mmd_reviewer.domain.calendar_entry import Entry
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.letters.owed import letters_owed
from mmd_reviewer.domain.period import LAST_DAY
from mmd_reviewer.domain.retiming import KINDS, MAY_SHORTEN
from mmd_reviewer.domain.revocation import NOTICES, notice_of
from mmd_reviewer.services import appeal, deployment, letter, removal, request_queue, revocation
from mmd_reviewer.services.desk import Desk
from tests.making import DAY, GROUNDS, Course

LAPTOPS = tuple(
    Device(f"S{n}", "HP", "Elite", ring="Test" if n == 4 else "Broad") for n in range(5)
)
SOME = st.lists(st.sampled_from([device.serial for device in LAPTOPS]), max_size=4, unique=True)
BACK = st.integers(0, 12)


class CourseDeeds(RuleBasedStateMachine):
    """Days pass, deeds are tried; a deed that is refused records nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.course = Course(Path(self._folder.name), LAPTOPS)
        self.days = 1
        self.deadlines: list[tuple[int, date]] = []
        self.shown: dict[str, Entry] = {}
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


def _serial(key: str) -> str:
    return key.split("\0")[0]
