"""A run of letters to a printer: never one twice unasked, none forgotten (C4)."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.print_run import PrintRun, PrintWish
from mmd_reviewer.services import print_batch, print_run
from mmd_reviewer.services.desk import Desk
from tests.long import long_or
from tests.making import DAY, QuickPress, new_desk, refused
from tests.printing.making import WISH, Crash, Paper, waiting_letters

LETTERS = 6
NUMBERS = [f"A-{place:04}-L1" for place in range(1, LETTERS + 1)]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    quick = replace(new_desk(tmp_path), press=QuickPress(), printers=Paper())
    return waiting_letters(tmp_path, LETTERS, quick)


def paper(desk: Desk) -> Paper:
    assert isinstance(desk.printers, Paper)
    return desk.printers


def begun(desk: Desk) -> PrintRun:
    return print_run.begin(desk, print_batch.plan(desk), WISH)


def printed(desk: Desk) -> list[str]:
    rows = desk.store.waiting_letters()
    return [row.letter for row in rows if row.printed is not None]


def test_c4_every_letter_goes_over_once_and_none_is_said_to_be_printed(desk: Desk) -> None:
    run = print_run.go_on(desk, begun(desk))
    assert paper(desk).came == NUMBERS
    assert set(paper(desk).wishes) == {WISH}
    assert [row.job for row in run.rows] == [f"Office-{n}" for n in range(1, LETTERS + 1)]
    assert printed(desk) == []
    assert print_run.printed(desk, run, NUMBERS[:2]) == run.without(NUMBERS[:2])
    assert printed(desk) == NUMBERS[:2]
    left = print_run.waiting(desk)
    assert left is not None
    assert print_run.printed(desk, left, NUMBERS[2:]) is None
    assert print_run.waiting(desk) is None
    assert desk.case("A-0001").letters[0].printed == DAY


def test_a_letter_that_is_not_taken_stops_the_run_which_goes_on_from_there(desk: Desk) -> None:
    paper(desk).refuses.add(NUMBERS[3])
    run = print_run.go_on(desk, begun(desk))
    assert paper(desk).came == NUMBERS[:3]
    assert run.left[0].problem == 'Destination "Office" is not accepting jobs.'
    assert print_run.waiting(desk) == run, "it is kept"
    paper(desk).refuses.clear()
    run = print_run.go_on(desk, run)
    assert paper(desk).came == NUMBERS
    assert run.left == ()


def test_another_run_waits_for_the_first(desk: Desk) -> None:
    run = begun(desk)
    assert refused(lambda: begun(desk)) == ("C4", "batch")
    print_run.put(desk, run.without(NUMBERS))
    assert begun(desk).left


@pytest.mark.parametrize("came", [True, False])
def test_what_may_have_come_there_is_asked_before_anything_goes_over(
    desk: Desk, came: bool
) -> None:
    """C4: a person says what came there; what did not goes over again, what did goes no more."""
    paper(desk).crash_after.add(NUMBERS[2])
    with suppress(Crash):
        print_run.go_on(desk, begun(desk))
    run = print_run.waiting(desk)
    assert run is not None
    assert [row.letter for row in run.in_doubt] == [NUMBERS[2]]
    with pytest.raises(Refused, match="A-0003-L1 was being handed to Office"):
        print_run.go_on(desk, run)
    assert paper(desk).came == NUMBERS[:3]
    run = print_run.go_on(desk, run.answered(came=came))
    assert (run.left, run.in_doubt) == ((), ())
    assert paper(desk).came == [*NUMBERS[:3], *NUMBERS[3 if came else 2 :]]


def test_a_run_goes_on_at_another_printer(desk: Desk) -> None:
    """C4: what the first took it took; the rest comes there, none twice."""
    paper(desk).refuses.add(NUMBERS[3])
    run = print_run.go_on(desk, begun(desk))
    paper(desk).refuses.clear()
    attic = PrintWish("Attic", "A5")
    run = print_run.go_on(desk, run.to(attic))
    assert paper(desk).came == NUMBERS
    assert paper(desk).wishes == [WISH] * 3 + [attic] * 3


def test_again_from_a_letter(desk: Desk) -> None:
    """The paper jammed: that letter and those after it once more, as somebody asked."""
    run = print_run.go_on(desk, begun(desk))
    run = print_run.go_on(desk, print_run.put(desk, run.again_from(NUMBERS[4])))
    assert paper(desk).came == [*NUMBERS, *NUMBERS[4:]]
    assert refused(lambda: run.again_from("A-0099-L1")) == ("", "letter")


def test_only_what_was_handed_over_is_said_to_be_printed(desk: Desk) -> None:
    paper(desk).refuses.add(NUMBERS[1])
    run = print_run.go_on(desk, begun(desk))
    assert refused(lambda: print_run.printed(desk, run, [NUMBERS[5]])) == ("", "batch")
    assert printed(desk) == []


@pytest.mark.model
@pytest.mark.long_form
@settings(
    max_examples=long_or(800, 16),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    before=st.sets(st.sampled_from(NUMBERS)),
    after=st.sets(st.sampled_from(NUMBERS)),
    refuses=st.sets(st.sampled_from(NUMBERS), max_size=2),
)
def test_crashes_anywhere_print_no_letter_twice_and_forget_none(
    desk: Desk, before: set[str], after: set[str], refuses: set[str]
) -> None:
    """A person looks at the printer after each crash and says what came there."""
    tray = Paper(refuses=set(refuses), crash_before=set(before), crash_after=set(after))
    at_work = replace(desk, printers=tray)
    run: PrintRun | None = begun(at_work)
    for _ in range(4 * LETTERS):
        assert run is not None
        if run.in_doubt:
            came = run.in_doubt[0].letter in tray.came
            run = print_run.put(at_work, run.answered(came=came))
        try:
            run = print_run.go_on(at_work, run)
            tray.refuses.clear()  # somebody filled the paper in
        except Crash:
            run = print_run.waiting(at_work)
        if run is not None and not run.left:
            break
    assert tray.came == NUMBERS
    assert run is not None
    print_run.put(at_work, run.without(NUMBERS))
