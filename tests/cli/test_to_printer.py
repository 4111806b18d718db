"""Letters to a printer from the terminal: handed over, gone on with, never twice unasked (C4)."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from mmd_reviewer.services import print_batch, print_run
from tests.cli.terminal import Terminal
from tests.making import new_desk
from tests.printing.making import WISH, Crash, Paper, waiting_letters

TO_PRINTER = ("print-batch", "--printer", "Office", "--sides", "two-sided-long-edge")


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paper:
    """Three letters wait; the printer is in memory."""
    made = Paper()
    monkeypatch.setattr("mmd_reviewer.bootstrap.CupsPrintSystem", lambda: made)
    desk = waiting_letters(tmp_path, 3)
    desk.store.close()
    return made


def test_each_letter_is_a_job_and_none_is_printed_until_it_is_said(
    terminal: Terminal, paper: Paper
) -> None:
    done = terminal.json(*TO_PRINTER)
    assert done["handed_over"][0] == {"letter": "A-0001-L1", "job": "Office-1"}
    assert paper.wishes[0].sides == "two-sided-long-edge"
    for letter in ("A-0001-L1", "A-0002-L1", "A-0003-L1"):
        terminal("printed", letter)
    assert terminal(*TO_PRINTER).strip() == "There is nothing to print."
    assert len(paper.came) == 3


def test_a_run_that_stopped_goes_on(terminal: Terminal, paper: Paper) -> None:
    paper.refuses.add("A-0002-L1")
    stopped = terminal.json(*TO_PRINTER, code=1)
    assert [row["letter"] for row in stopped["left"]] == ["A-0002-L1", "A-0003-L1"]
    assert "A-0002-L1: Destination" in terminal.err
    paper.refuses.clear()
    assert "3 of 3 letters handed to Office." in terminal(*TO_PRINTER)
    assert paper.came == ["A-0001-L1", "A-0002-L1", "A-0003-L1"]


def test_what_is_in_doubt_is_answered_first(
    terminal: Terminal, paper: Paper, tmp_path: Path
) -> None:
    paper.crash_after.add("A-0002-L1")
    desk = replace(new_desk(tmp_path), printers=paper)
    with suppress(Crash):
        print_run.go_on(desk, print_run.begin(desk, print_batch.plan(desk), WISH))
    desk.store.close()
    terminal(*TO_PRINTER, code=2)
    assert "A-0002-L1 was being handed to Office when the program stopped" in terminal.err
    terminal(*TO_PRINTER, "--came", "yes")
    assert paper.came == ["A-0001-L1", "A-0002-L1", "A-0003-L1"]
