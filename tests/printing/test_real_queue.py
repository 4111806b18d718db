"""Fifty letters through a real queue of CUPS on loopback, one failing in the middle, resumed."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mmd_reviewer.domain.print_run import NotTaken, Printer, PrintWish
from mmd_reviewer.pdf.read_back import read_pages
from mmd_reviewer.print_system import CupsPrintSystem
from mmd_reviewer.services import print_batch, print_run
from mmd_reviewer.services.print_batch import stored
from tests.making import new_desk
from tests.printing.cups import NAME, THERE, Queue, queue
from tests.printing.making import WISH, waiting_letters

LETTERS, FAILING = 50, 24
pytestmark = pytest.mark.skipif(not THERE, reason="no CUPS here, or not run as root")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Queue]:
    folder = tmp_path / "cups"
    folder.mkdir()
    with queue(folder) as made:
        monkeypatch.setenv("CUPS_SERVER", made.address)
        yield made


class Failing(CupsPrintSystem):
    """The queue stops taking jobs before one of them."""

    def __init__(self, office: Queue) -> None:
        self.office, self.taken = office, 0

    def hand_over(
        self, pdf: bytes, name: str, wish: PrintWish, *, pages: object = (), copies: int = 1
    ) -> str:
        if self.taken == FAILING:
            self.office.call("cupsreject", NAME)
        self.taken += 1
        return super().hand_over(pdf, name, wish)


@pytest.mark.model
def test_fifty_letters_one_failing_in_the_middle_resumed(office: Queue, tmp_path: Path) -> None:
    desk = replace(new_desk(tmp_path), printers=Failing(office))
    waiting_letters(tmp_path, LETTERS, desk)
    plan = print_batch.plan(desk)
    run = print_run.go_on(desk, print_run.begin(desk, plan, WISH))
    assert [len(run.handed), len(run.left)] == [FAILING, LETTERS - FAILING]
    assert run.left[0].problem == f'Destination "{NAME}" is not accepting jobs.'
    assert {row.problem for row in run.left[1:]} == {""}
    office.call("cupsaccept", NAME)
    resumed = print_run.waiting(desk)
    assert resumed == run
    run = print_run.go_on(desk, resumed)
    assert run.left == ()
    assert [row.job for row in run.rows] == [f"{NAME}-{n}" for n in range(1, LETTERS + 1)]
    files = office.files()
    assert files == [stored(desk, row) for row in plan.rows], "the stored bytes, in order, once"
    for file, row in zip(files, plan.rows, strict=True):
        assert row.letter in read_pages(file)[0].text
    for title, row in zip(office.titles(LETTERS), plan.rows, strict=True):
        assert row.letter.encode() in title
        assert row.addressee.encode() not in title, "the queue shows no customer"


def test_the_printers_are_named_with_the_usual_one(office: Queue) -> None:
    office.call("lpadmin", "-p", "Attic", "-E", "-v", "file:/dev/null", "-m", "raw")
    assert CupsPrintSystem().printers() == (Printer("Attic"), Printer(NAME, usual=True))


def test_pages_and_copies_reach_the_queue(office: Queue) -> None:
    system, wish = CupsPrintSystem(), PrintWish(NAME, "Letter", "Tray2", "one-sided")
    system.hand_over(b"%PDF-1.4", "A-0001-L1", wish, pages=(2, 3), copies=2)
    (told,) = office.titles(1)
    for word in (b"page-ranges", b"Tray2", b"one-sided", b"Letter"):
        assert word in told


def test_a_printer_that_is_not_there_says_so(office: Queue) -> None:
    with pytest.raises(NotTaken, match="Attic"):
        CupsPrintSystem().hand_over(b"%PDF-1.4", "A-0001-L1", PrintWish("Attic"))


def test_a_print_system_that_is_gone_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUPS_SERVER", "127.0.0.1:9")
    assert CupsPrintSystem().printers() == ()
    with pytest.raises(NotTaken):
        CupsPrintSystem().hand_over(b"%PDF-1.4", "A-0001-L1", PrintWish(NAME))
