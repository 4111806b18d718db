"""A batch: what is due and what waits, issued, put into one file, printed once (rules C4, D5)."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.errors import Cancelled, InPart, Refused, StoreError
from mmd_reviewer.domain.letter_facts import LetterPrinted
from mmd_reviewer.domain.print_batch import Batch
from mmd_reviewer.exports.to_file import OutFiles, Pieces
from mmd_reviewer.services import appeal, assessment, letter, print_batch, removal, revocation
from tests.making import FACTOR_4, LAPTOP, TABLET, Course, day, receive


def test_d5_due_notices_are_issued_printed_and_never_dispatched(course: Course) -> None:
    """D5, C4: dated for their due day; a second run prints nothing unless reprint is asked."""
    desk = course.on(28)
    letter.issue(desk, course.case(), "approved", "A name was misspelt.")
    assert [row.kind for row in print_batch.plan(desk).rows] == ["approved"]
    plan = print_batch.plan(desk, day(32))
    assert [(row.kind, row.letter, row.dated, row.problem) for row in plan.rows] == [
        ("notice_second", "", day(30), ""),
        ("approved", "A-0001-L3", day(28), ""),
    ]
    assert (plan.to_issue, plan.left_out) == (1, ())
    rows = print_batch.prepare(desk, plan)
    content, pages = print_batch.compose(desk, rows)
    assert (content, pages) == (b"A-0001-L4 notice_second\nA-0001-L3 approved", 2)
    print_batch.mark_printed(desk, rows)
    case = course.case()
    assert [row.printed for row in case.letters[2:]] == [day(28), day(28)]
    assert [row.dispatched for row in case.letters[2:]] == [None, None]
    assert print_batch.plan(desk, day(32)).rows == ()
    again = print_batch.plan(desk, day(32), reprint=True)
    assert [row.printed for row in again.rows] == [day(28), day(28)]
    assert print_batch.file_name(again.rows[0]) == "A-0001_approved_2026-12-21.pdf"
    assert print_batch.kind_words(again.rows[0]) == "Approval"
    with pytest.raises(Refused, match="nothing to print"):
        print_batch.compose(desk, ())


def test_d5_an_overdue_notice_bears_today(course: Course) -> None:
    """D4, D5: late by five days, dated for the day of printing."""
    plan = print_batch.plan(course.on(35), day(35))
    assert [(row.kind, row.dated) for row in plan.rows] == [("notice_second", day(35))]


def test_what_does_not_fit_any_more_is_left_out_first(course: Course) -> None:
    """D3, C2: a notice dated for a day that is past, or
    that says what is no longer true, is made again.
    """
    letter.issue(course.on(29), course.case(), "notice_second", dated=day(30))
    plan = print_batch.plan(course.on(31))
    assert [row.problem for row in plan.left_out] == [
        "It is dated 2026-12-23, which is past: make it again (rule D3)."
    ]
    plan = print_batch.plan(course.on(31), day(33))
    assert (plan.left_out, [row.letter for row in plan.rows]) == ((), [""])
    removal.confirm_removal(course.on(29), course.case(), [LAPTOP.serial], day(29), "Jana")
    assert "has changed" in print_batch.plan(course.on(29)).left_out[0].problem


def test_a_letter_that_cannot_be_printed_is_left_out(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    """C3: the refusal stands in the table; nothing is issued."""
    desk = course.on(30)

    def refuse(*_: object, **__: object) -> None:
        raise Refused("The character “中” cannot be printed.", "C3", "title")

    monkeypatch.setattr(type(desk.press), "draw", refuse)
    plan = print_batch.plan(desk, day(30))
    assert (plan.rows, [row.problem for row in plan.left_out]) == (
        (),
        ["The character “中” cannot be printed."],
    )


def test_a_first_notice_is_no_part_of_a_batch(tmp_path: Path) -> None:
    """D3: it starts the clock, so a person issues it;
    a case whose notice was taken back since is passed over.
    """
    course = Course(tmp_path)
    course.revoke()
    assert print_batch.plan(course.on(0), day(9)).rows == ()
    assert print_batch._notice_row(course.on(0), course.case()) is None
    desk = course.on(0)
    fresh = assessment.answer(desk, receive(desk, ticket="MMD-2-X"), FACTOR_4)
    assert print_batch._notice_row(desk, fresh) is None


def test_stopped_in_between_the_next_run_goes_on(course: Course) -> None:
    """Cancelled after one of two notices was issued: it is printed once, with the other."""
    stop = [False]

    def progress(done: int, total: int) -> None:
        stop[0] = True

    desk = course.on(30)
    plan = print_batch.plan(desk, day(30))
    with pytest.raises(Cancelled):
        print_batch.prepare(desk, plan, Job(progress, lambda: stop[0]))
    plan = print_batch.plan(desk, day(30))
    assert [row.letter for row in plan.rows] == ["A-0001-L3"]
    with pytest.raises(Cancelled):
        print_batch.plan(desk, day(30), job=Job(cancelled=lambda: True))


def test_a_file_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    """Existing files are never overwritten; the same bytes keep their name."""
    wanted = tmp_path / "A.pdf"
    assert print_batch.free_name(tmp_path, "A.pdf", b"x") == wanted
    wanted.write_bytes(b"y")
    (tmp_path / "A (2).pdf").write_bytes(b"z")
    assert print_batch.free_name(tmp_path, "A.pdf", b"x").name == "A (3).pdf"
    assert print_batch.free_name(tmp_path, "A.pdf", b"y") == wanted


def test_d5_a_far_day_skips_no_notice(course: Course) -> None:
    """D5: what can still be given on its day is next, however far ahead the batch looks."""
    plan = print_batch.plan(course.on(10), day(89))
    assert [(row.kind, row.dated) for row in plan.rows] == [("notice_second", day(30))]


def test_c2_a_record_letter_that_is_no_longer_true_is_not_printed(course: Course) -> None:
    """C2, D9: a removal that was in time and told late takes a device,
    or all, off the list of the record letter.
    """
    desk = course.on(91)
    _, issued = letter.issue(desk, course.case(), "cover_ended")
    assert [row.letter for row in print_batch.plan(desk).rows] == [issued.record.number]
    removal.confirm_removal(desk, course.case(), [TABLET.serial], day(87), "Jana")
    plan = print_batch.plan(desk)
    assert [row.problem for row in plan.left_out] == [
        "What it said has changed: make it again (rule C2)."
    ]
    _, again = letter.issue(desk, course.case(), "cover_ended", "One device was removed in time.")
    assert [row.letter for row in print_batch.plan(desk).rows] == [again.record.number]
    removal.confirm_removal(desk, course.case(), [LAPTOP.serial], day(88), "Jana")
    assert [row.letter for row in print_batch.plan(desk).left_out] == [again.record.number]
    appeal.raise_appeal(desk, course.case(), day(91), "upgrade", "Version 6.1")
    _, told = letter.issue(desk, course.case(), "appeal_received")
    appeal.decide_appeal(desk, course.case(), "stands", "Nothing is new.")
    appeal.raise_appeal(course.on(92), course.case(), day(92), "other", "Once more")
    left = print_batch.plan(
        desk
    ).left_out  # C9: the outcome's letter says that it was received as well
    assert told.record.number in [row.letter for row in left]


def test_c4_of_two_batches_at_once_one_prints_a_letter(course: Course, tmp_path: Path) -> None:
    """C4: the other is told who was first; it writes no file and marks nothing."""
    first, second = course.on(30), course.on(30, "Petra Novak")
    plans = [print_batch.plan(first, day(30)), print_batch.plan(second, day(30))]
    rows, pages = print_batch.carry_out(first, plans[0], tmp_path / "a.pdf")
    assert (len(rows), pages, (tmp_path / "a.pdf").exists()) == (1, 1, True)
    again = print_batch.plan(second, day(30))
    with pytest.raises(Refused, match="There is nothing to print"):
        print_batch.carry_out(second, again, tmp_path / "b.pdf")
    late = Batch((), (replace(rows[0], printed=None),))
    with pytest.raises(
        Refused, match=r"A-0001-L3 was printed by Ines Moreau since this batch was put together"
    ):
        print_batch.carry_out(second, late, tmp_path / "b.pdf")
    assert not (tmp_path / "b.pdf").exists()
    assert [fact.by for fact in course.case().facts if isinstance(fact.body, LetterPrinted)] == [
        "Ines Moreau"
    ]
    reprint = print_batch.plan(second, reprint=True)
    print_batch.carry_out(second, reprint, tmp_path)
    assert (tmp_path / "A-0001_notice_second_2026-12-23.pdf").exists()


def test_c2_what_was_overtaken_since_is_not_printed(course: Course, tmp_path: Path) -> None:
    """C2: an appeal's outcome changed what the notice
    says while the batch was being put together.
    """
    letter.issue(course.on(30), course.case(), "notice_second")
    plan = print_batch.plan(course.on(30))
    revocation.withdraw(course.on(30), course.case(), "A fixed driver.")
    with pytest.raises(Refused, match="A-0001-L3 was overtaken since this batch was put together"):
        print_batch.carry_out(course.on(30), plan, tmp_path / "a.pdf")
    assert not (tmp_path / "a.pdf").exists()


def test_what_is_said_after_a_failure_is_true(course: Course, tmp_path: Path) -> None:
    """A notice was issued before the disk was full:
    the sentence says so, and does not say that nothing was.
    """
    desk = replace(course.on(30), files=FullDisk(tmp_path / "s.sqlite"))
    with pytest.raises(InPart) as failure:
        print_batch.carry_out(desk, print_batch.plan(desk, day(30)), tmp_path / "a.pdf")
    assert str(failure.value) == (
        f"{tmp_path / 'a.pdf'} could not be written: the disk is full. What was recorded before "
        f"that is kept: "
        "A-0001: Letter A-0001-L3 issued: Second notice: your exemption is being revoked."
    )
    assert course.case().letters[-1].printed is None
    plan = print_batch.plan(course.on(30))
    assert [row.letter for row in plan.rows] == ["A-0001-L3"]
    stopped = Job(cancelled=lambda: True)
    with pytest.raises(Cancelled):
        print_batch.carry_out(course.on(30), plan, tmp_path / "a.pdf", stopped)


class FullDisk(OutFiles):
    """Writes nothing."""

    @contextmanager
    def pieces(self) -> Iterator[Pieces]:
        yield Full()


class Full(Pieces):
    def add(self, target: Path, content: bytes) -> None:
        raise StoreError(f"{target} could not be written: the disk is full. Nothing was recorded.")
