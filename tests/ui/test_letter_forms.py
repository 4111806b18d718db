"""The forms of letters by themselves: a correction beside what was issued, another day for a
notice, a signature, what the customer was told (C2, C7, C10, D3).
"""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mmd_reviewer.domain.case import Case, Letter
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.letters.promised import ELSEWHERE, ToldRow
from mmd_reviewer.services import decision, letter
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.ui.forms.remembered import kept, take_up
from mmd_reviewer.ui.letters.changed_dialog import ChangedDialog
from mmd_reviewer.ui.letters.correct_dialog import CorrectDialog, ask_correction_of_letter
from mmd_reviewer.ui.letters.notice_day_dialog import ask_notice_day
from mmd_reviewer.ui.letters.sign_dialog import SignDialog
from mmd_reviewer.ui.letters.told_dialog import show_told, told_cells
from mmd_reviewer.ui.widgets.columns import row_speech
from tests.making import DAY, FACTOR_4, QuickPress, assessed, day, new_desk, write_letter
from tests.prepared import Prepared
from tests.ui.alone import Alone, alone, fill, is_there, texts, typed
from tests.ui.shown_letters import draft, fill_approved

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
FIRST = "A-0001-L1"


def _fill(folder: Path) -> None:
    """An approval until day 300, its letter issued."""
    fill_approved(folder)
    desk = replace(new_desk(folder), press=QuickPress())
    letter.issue(desk, desk.case("A-0001"))


@pytest.fixture
def desk(prepared: Prepared, tmp_path: Path) -> Desk:
    prepared(_fill, tmp_path)
    return replace(new_desk(tmp_path), press=QuickPress())


# Corrected


@pytest.fixture
def correct(it: Alone) -> CorrectDialog:
    made = it.desk.case("A-0001").letter(FIRST)
    assert isinstance(made, Letter)
    ask_correction_of_letter(it.reviewing, it.under, "A-0001", made)
    found = it.dialog("replaceDialog")
    assert isinstance(found, CorrectDialog)
    return found


def preview(it: Alone, form: CorrectDialog) -> str:
    """The corrected letter, once it is composed."""
    form._timer.stop()
    form._compose()
    it.rest()
    return typed(form, "replaceNew")


def test_c2_the_issued_letter_stands_beside_the_corrected_one(
    it: Alone, correct: CorrectDialog
) -> None:
    assert "This letter replaces" not in typed(correct, "replaceOld")
    assert f"This letter replaces letter {FIRST}" in preview(it, correct)
    for name, text in (("reason", "They need it."), ("terms", ""), ("until", "2027-09-19")):
        assert typed(correct, f"replace_{name}") == text
    fill(correct, replace_terms="Version 6.1 only.", replace_until="2027-05-31")
    shown = preview(it, correct)
    assert "Version 6.1 only." in shown
    assert "Last day: Monday 31 May 2027" in shown


@pytest.mark.parametrize("text", ["", "soon", "31.5.2027"])
def test_c1_a_last_day_that_is_none_never_becomes_another_one(
    it: Alone, correct: CorrectDialog, text: str
) -> None:
    """An empty one would mean what was asked for."""
    fill(correct, replace_why="The day was wrong.", replace_until=text)
    said = "Give the day as 2026-12-01, +7 or +2w."
    assert preview(it, correct) == said
    assert it.accept(correct) == said
    assert correct.focusWidget().objectName() == "replace_until"
    made = it.desk.case("A-0001").decision
    assert made is not None
    assert (made.made.until, len(it.desk.case("A-0001").letters)) == (day(300), 1)


def test_c7_a_correction_needs_why_and_is_one_new_letter_and_decision(
    it: Alone, correct: CorrectDialog
) -> None:
    fill(correct, replace_until="2027-05-31")
    assert "(rule C2)" in it.accept(correct)
    fill(correct, replace_why="The day was wrong.")
    assert it.accept(correct) == ""
    assert it.heard.of_deed == "The corrected letter is issued."
    case = it.desk.case("A-0001")
    assert [(row.record.number, row.void) for row in case.letters] == [
        (FIRST, True),
        ("A-0001-L2", False),
    ]
    assert case.decision is not None
    assert case.decision.made.until == date(2027, 5, 31)


def test_c7_where_only_words_of_the_letter_change_the_decision_stays(
    it: Alone, correct: CorrectDialog
) -> None:
    before = it.desk.case("A-0001").decision
    fill(correct, replace_why="The letterhead was wrong.")
    assert it.accept(correct) == ""
    case = it.desk.case("A-0001")
    assert case.decision == before
    assert case.letters[-1].record.replaces == FIRST


def test_c1_an_approval_without_an_end_stays_so_or_is_given_one(
    tmp_path: Path, qtbot: object
) -> None:
    desk = replace(new_desk(tmp_path), press=QuickPress())
    wish = Proposal("approve", "They need it for good.", open_ended=True)
    made = decision.make(desk, assessed(desk, FACTOR_4), wish)
    case, first = letter.issue(desk, made)
    with alone(desk) as it:
        ask_correction_of_letter(it.reviewing, it.under, case.number, first)
        form = it.dialog("replaceDialog")
        fill(form, replace_terms="Version 6.1 only.")
        assert "open-ended" in preview(it, form)
        fill(form, replace_until="soon")
        assert preview(it, form) == "Give the day as 2026-12-01, +7 or +2w."
        fill(form, replace_until="", replace_why="The terms were left out.")
        assert it.accept(form) == ""
        now = desk.case(case.number).decision
    assert now is not None
    assert (now.made.open_ended, now.made.until) == (True, None)
    assert now.made.terms == "Version 6.1 only."


# Another day


def test_d3_only_a_notice_bears_another_day(it: Alone, approved: Case) -> None:
    for shown in (None, draft(approved)):
        it.heard.messages.clear()
        ask_notice_day(it.reviewing, it.under, shown, print)
        assert it.heard.of_deed == ("Only a notice bears the day it is to be dispatched on.")


@pytest.mark.parametrize(
    ("text", "said_so"),
    [
        (" ", "Dispatched on is empty."),
        ("soon", "Give the day as 2026-12-01, +7 or +2w."),
    ],
)
def test_d3_a_day_that_is_none_is_said_where_it_was_typed(
    it: Alone, revoked: Case, text: str, said_so: str
) -> None:
    given: list[date] = []
    ask_notice_day(it.reviewing, it.under, draft(revoked, kind="notice_first"), given.append)
    dialog = it.dialog("letterDayDialog")
    assert typed(dialog, "letterDayField") == "2026-11-23"
    fill(dialog, letterDayField=text)
    assert it.accept(dialog) == said_so
    fill(dialog, letterDayField="+3")
    assert it.accept(dialog) == ""
    assert given == [day(3)]


# Signed


def test_c2_the_key_is_found_again_and_the_passphrase_never(it: Alone, tmp_path: Path) -> None:
    take_up({"sign key": str(tmp_path / "ines.p12"), "sign stamp": "http://stamp.example"})
    dialog = SignDialog(it.reviewing, it.under, "A-0001", FIRST)
    dialog.open_it()
    assert typed(dialog, "signKey").endswith("ines.p12")
    assert typed(dialog, "signStamp") == "http://stamp.example"
    assert typed(dialog, "signPassphrase") == ""
    assert dialog.focusWidget().objectName() == "signPassphrase"
    fill(dialog, signPassphrase="secret", signStamp="")
    assert "ines.p12" in it.accept(dialog), "there is no such file"
    assert dialog.focusWidget().objectName() == "signKey"
    assert typed(dialog, "signPassphrase") == "secret"
    assert dict(kept())["sign stamp"] == ""
    assert "secret" not in str(kept())


@pytest.mark.parametrize(
    ("problem", "said_so", "tone"),
    [
        ("", f"{FIRST} is signed; nothing was sent.", "info"),
        (
            "It does not answer.",
            f"{FIRST} is signed; nothing was sent. There is no time-stamp: It does not answer.",
            "amber",
        ),
    ],
)
def test_c2_a_signature_without_its_time_stamp_says_so(
    it: Alone, problem: str, said_so: str, tone: str
) -> None:
    take_up({})
    dialog = SignDialog(it.reviewing, it.under, "A-0001", FIRST)
    dialog.open_it()
    assert dialog.focusWidget().objectName() == "signKey"
    assert it.accept(dialog) == "Choose the file of your key."
    dialog._on_signed(problem)
    assert (it.heard.of_deed, it.heard.tones["deed"]) == (said_so, tone)
    assert not is_there(dialog)


# What changed, what was told


def test_c2_what_a_letter_says_otherwise_stands_beside_what_it_said(
    it: Alone, approved: Case
) -> None:
    before = write_letter(approved, "approved")
    blocks = tuple(
        replace(block, text="They cannot do without it.") if block.source == "reason" else block
        for block in before.blocks
    )
    after = replace(before, number="A-0001-L2", replaces=FIRST, blocks=blocks)
    dialog = ChangedDialog(it.under, before, after)
    dialog.open()
    said = texts(dialog)
    assert f"What changed against {FIRST}" in said
    assert any(words.startswith("Of A-0001-L2 1 paragraph differs.") for words in said)
    assert {f"{FIRST}, replaced", "A-0001-L2"} <= set(said)
    same = ChangedDialog(it.under, before, replace(before, number="A-0001-L3"))
    assert any("0 paragraphs differ." in words for words in texts(same))


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        (
            ToldRow("last_day", "2027-09-19", "2027-09-19", FIRST, DAY, differs=False),
            ("Last day", "Sun 2027-09-19", "Sun 2027-09-19", f"by {FIRST} on Mon 2026-11-23"),
        ),
        (
            ToldRow("last_day", "2027-05-31", "2027-09-19", FIRST, DAY, differs=True),
            (
                "Last day",
                "Mon 2027-05-31",
                "Sun 2027-09-19, differs",
                f"by {FIRST} on Mon 2026-11-23",
            ),
        ),
        (
            ToldRow("deadline", "2027-02-21", "", "", None, differs=True),
            ("Deadline", "Sun 2027-02-21", "Not told, differs", "no letter told it"),
        ),
        (
            ToldRow("deadline", "", "2027-02-21", ELSEWHERE, DAY, differs=True),
            ("Deadline", "–", "Sun 2027-02-21, differs", "elsewhere on Mon 2026-11-23"),
        ),
    ],
)
def test_c10_what_holds_and_what_was_told_stand_beside_each_other(
    row: ToldRow, cells: tuple[str, ...]
) -> None:
    name, holds, told = told_cells(row)
    assert (name.primary, holds.primary, told.primary, told.secondary[0]) == cells
    assert (told.tone == "attention") == row.differs


def test_c10_a_row_leads_to_the_letter_that_told_it(it: Alone) -> None:
    wanted: list[tuple[str, str]] = []
    it.reviewing.letter_wanted.connect(lambda case, name: wanted.append((case, name)))
    case = it.desk.case("A-0001")
    letter.dispatched(it.desk, case, FIRST, DAY, "MMD-1465058-R5V8P")
    show_told(it.reviewing, it.under, "A-0001")
    dialog = it.dialog("toldDialog")
    assert "All of it holds." in texts(dialog)
    assert row_speech(dialog.rows.view.model(), 0).startswith("What: Decision. Holds: Approved.")
    it.accept(dialog)
    assert wanted == [("A-0001", FIRST)]
