"""Any sequence of deeds on a revocation keeps what must hold (rules C9,
D1 to D11), on a real store.
"""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import invariant

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.calendar_entry import OVERDUE, standing
from mmd_reviewer.domain.case_state import STATES, state
from mmd_reviewer.domain.cover import NOT_COVERED, OUTSIDE, cover
from mmd_reviewer.domain.register import row_on
from mmd_reviewer.domain.retiming import MAY_SHORTEN
from mmd_reviewer.domain.revocation import NOTICES
from mmd_reviewer.domain.revocation_calendar import entries
from mmd_reviewer.domain.uncovered import uncovered
from tests.long import long_or
from tests.making import DAY
from tests.services.course_deeds import CourseDeeds


class CourseMachine(CourseDeeds):
    """What holds after every deed."""

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
    def out_of_service_levels_is_what_cover_says(self) -> None:
        """D9: the stretches kept of every device agree with its cover on any day."""
        case = self.case
        for day in (self.today, DAY + timedelta(days=90), self.today + timedelta(days=200)):
            said = {(row.device.key, row.state) for row in uncovered(case) if row.holds_on(day)}
            out = {
                (row.device.key, row.state)
                for row in cover(case, day)
                if row.state in (NOT_COVERED, OUTSIDE)
                and day >= case.spans[row.device.key][0].since
            }
            assert said == out

    @invariant()
    def calendars_of_others_learn_of_every_change(self) -> None:
        """E1: no entry vanishes, and whatever another deed changes has a higher sequence."""
        now = {entry.uid: entry for entry in entries(self.case)}
        for uid, before in self.shown.items():
            same = replace(now[uid], sequence=before.sequence, stamp=before.stamp) == before
            assert same or now[uid].sequence > before.sequence
        self.shown = now

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


TestCourse = CourseMachine.TestCase
TestCourse.settings = settings(
    max_examples=long_or(400, 3),
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestCourse = pytest.mark.model(pytest.mark.long_form(TestCourse))
