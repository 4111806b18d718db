"""The preview of an import part by part: what a row says, what stands beside it, which column is
what, letters that stand in tickets (A1, A5, C4, C8).
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.intake import (
    AMENDED,
    FAILED,
    NEW,
    SKIPPED,
    Plan,
    PlannedRow,
    Problem,
    Reading,
    StandingLetter,
)
from mmd_reviewer.domain.request import Post
from mmd_reviewer.services import decision, letter
from mmd_reviewer.services.related import Related
from mmd_reviewer.ui.intake.columns_box import NOTE, ColumnsBox
from mmd_reviewer.ui.intake.import_model import ImportModel, result_cell
from mmd_reviewer.ui.intake.import_pane import MOST_PROBLEMS, ImportPane
from mmd_reviewer.ui.intake.related_rows import RelatedRows
from mmd_reviewer.ui.intake.standing_letters import RECORDED, StandingLetters
from mmd_reviewer.ui.widgets.buttons import LinkButton, PushButton
from mmd_reviewer.ui.widgets.columns import Cell
from mmd_reviewer.ui.widgets.fields import Combo
from tests.making import DAY, FACTOR_4, QuickPress, assessed, edition, new_desk, request
from tests.ui.alone import Alone, alone, child, on_screen, texts, too_wide

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
ASKED = request()
ROW = PlannedRow("requests.csv", 2, NEW, "", ASKED)


@pytest.fixture
def it(tmp_path: Path, qtbot: object) -> Iterator[Alone]:
    with alone(new_desk(tmp_path)) as made:
        yield made


def cells(*rows: PlannedRow) -> list[list[Cell]]:
    model = ImportModel(edition())
    model.show(Plan(rows, ()), range(len(rows)))
    return [[model.cell(row, column) for column in range(4)] for row in range(model.rowCount())]


# The rows


@pytest.mark.parametrize(
    ("given", "word", "below"),
    [
        ({}, "New", ""),
        ({"missing": ("type",), "why": "No exemption type"}, "Incomplete", "No exemption type"),
        ({"result": AMENDED, "why": "Proposal differs"}, "Amended", "Proposal differs"),
        ({"result": SKIPPED, "why": "Known as A-0001"}, "Known", "Known as A-0001"),
        ({"result": SKIPPED, "why": "An incident", "request": None}, "Skipped", "An incident"),
        ({"result": FAILED, "why": "Too long: write less"}, "Refused", "Too long"),
    ],
)
def test_what_importing_does_is_a_word_a_shape_and_the_reason(
    given: dict[str, Any], word: str, below: str
) -> None:
    found = result_cell(replace(ROW, **given))
    assert (found.primary, found.secondary) == (word, below)
    assert found.icon


def test_each_result_has_a_shape_of_its_own() -> None:
    rows = [
        ROW,
        replace(ROW, missing=("type",)),
        replace(ROW, result=AMENDED),
        replace(ROW, result=SKIPPED),
        replace(ROW, result=FAILED),
    ]
    assert len({result_cell(row).icon for row in rows}) == len(rows)


@pytest.mark.parametrize(
    ("asked", "title", "second"),
    [
        ({}, "Cisco AnyConnect to reach the ERP", ("Fabrikam", "Security agents & VPNs")),
        ({"title": ""}, "Deploy Cisco AnyConnect 4.10, packaged for Intune.", ("Fabrikam",)),
        ({"title": "", "proposal": "", "requirement": ""}, "No proposal", ("Fabrikam",)),
        ({"customer": " "}, "Cisco AnyConnect to reach the ERP", ("No customer",)),
        (
            {"type": "", "type_words": " Odd  one "},
            "Cisco AnyConnect to reach the ERP",
            ("Fabrikam", "Odd one"),
        ),
        (
            {"type": "", "type_words": ""},
            "Cisco AnyConnect to reach the ERP",
            ("Fabrikam", "Type missing"),
        ),
    ],
)
def test_a_row_is_known_by_what_it_asks_and_who_asks(
    asked: dict[str, str], title: str, second: tuple[str, ...]
) -> None:
    ((row, found, _, _),) = cells(replace(ROW, request=request(**asked)))
    assert row.primary == "2"
    assert found.primary == title
    assert isinstance(found.secondary, tuple)
    assert found.secondary[: len(second)] == second
    assert found.secondary[-1] == "MMD-1465058-R5V8P"


def test_a_row_without_a_request_and_one_of_notes_alone_say_so() -> None:
    nothing = replace(ROW, request=None, result=SKIPPED)
    notes = replace(ROW, result=SKIPPED, notes_only=True)
    found = [row[1] for row in cells(nothing, notes)]
    assert [cell.primary for cell in found] == [
        "No request in this row",
        "Notes of the ticket MMD-1465058-R5V8P",
    ]


@pytest.mark.parametrize(
    ("timeline", "words", "muted"),
    [
        ("24 months", "24 months", False),
        ("", "Not stated", True),
        ("at least  a year", "at least a year", False),
    ],
)
def test_a3_the_timeline_is_as_it_was_understood(timeline: str, words: str, muted: bool) -> None:
    found = cells(replace(ROW, request=request(timeline=timeline)))[0][2]
    assert (found.primary, found.muted) == (words, muted)


def test_only_the_rows_of_the_result_chosen_are_shown() -> None:
    rows = (ROW, replace(ROW, row=3), replace(ROW, row=4))
    model = ImportModel(edition())
    model.show(Plan(rows, ()), [2, 0])
    assert [model.cell(row, 0).primary for row in range(2)] == ["4", "2"]
    assert [model.place_of(row) for row in (-1, 0, 1, 2)] == [-1, 2, 0, -1]
    assert model.row_at(2) is None


def test_what_a_row_is_like_stands_behind_its_reason() -> None:
    model = ImportModel(edition())
    model.show(Plan((ROW, replace(ROW, missing=("type",), why="No type")), ()), [0, 1])
    assert [model.cell(row, 3).secondary for row in (0, 1)] == ["", "No type"]
    model.related = lambda place: "Like A-0042"
    said = [model.cell(row, 3).secondary for row in (0, 1)]
    assert said == ["Like A-0042", "No type · Like A-0042"]


# Beside them


@pytest.fixture
def pane(it: Alone, qtbot: QtBot) -> ImportPane:
    return on_screen(qtbot, ImportPane(it.reviewing), 400)


@pytest.mark.parametrize(
    ("given", "title"),
    [
        ({}, "Row 2 is new"),
        ({"missing": ("type",), "why": "No type"}, "Row 2 is new, but incomplete"),
        ({"result": AMENDED, "number": "A-0007"}, "Row 2 amends A-0007"),
        ({"result": AMENDED}, "Row 2 amends a row above"),
        ({"result": SKIPPED}, "Row 2 is known"),
        ({"result": SKIPPED, "request": None, "why": "An incident"}, "Row 2 is skipped"),
        ({"result": FAILED, "why": "Too long"}, "Row 2 is refused"),
    ],
)
def test_the_row_that_is_looked_at_says_what_becomes_of_it(
    pane: ImportPane, given: dict[str, Any], title: str
) -> None:
    pane.show_row(replace(ROW, **given), None, ())
    assert title in texts(pane)


@pytest.mark.parametrize(
    ("changed", "rest"),
    [
        (("proposal",), "The other three details are the same."),
        (("proposal", "title"), "The other three details are the same."),
        (("proposal", "contact"), "The other three details are the same."),
        (("proposal", "timeline"), "The other two details are the same."),
        (("proposal", "timeline", "type"), ""),
        (("title",), ""),
    ],
)
def test_c8_how_many_details_stay_is_counted_of_the_four(
    pane: ImportPane, changed: tuple[str, ...], rest: str
) -> None:
    new = replace(ASKED, proposal="Version 5", contact="Ada")
    row = replace(ROW, result=AMENDED, number="A-0007", before=ASKED, request=new, changed=changed)
    pane.show_row(row, None, ())
    said = next(words for words in texts(pane) if "are then to be confirmed" in words)
    assert said.partition("The amendment")[0].strip() == rest


def test_c8_both_versions_of_what_changed_stand_below_each_other(pane: ImportPane) -> None:
    new = replace(ASKED, proposal="Version 5", contact="Ada", email="ada@example.org")
    row = replace(ROW, result=AMENDED, number="A-0007", before=ASKED, request=new)
    pane.show_row(replace(row, changed=("proposal",)), None, ())
    said = texts(pane)
    at = said.index("Proposal")
    assert said[at + 1 : at + 5] == ["In the case", ASKED.proposal, "In the file", "Version 5"]
    pane.show_row(replace(row, changed=("contact",)), None, ())
    said = texts(pane)
    assert said[said.index("In the file") + 1] == "Ada ada@example.org"
    assert any("no answer is to be confirmed" in words for words in said)


def test_a1_details_that_are_missing_are_said_and_other_empty_fields_are_not(
    pane: ImportPane,
) -> None:
    pane.show_row(replace(ROW, request=request(requirement="", notes={"Plant": "Köln"})), None, ())
    said = texts(pane)
    assert said[said.index("Requirement") + 1] == "Missing"
    assert said[said.index("Plant") + 1] == "Köln"
    assert "Severity" not in said


def test_a_refusal_names_its_column_and_notes_of_the_ticket_stand_there(pane: ImportPane) -> None:
    refused = replace(
        ROW, result=FAILED, why="too long", problem=Problem("requests.csv", 2, "Title", "too long")
    )
    pane.show_row(refused, None, ())
    assert "Column Title: too long" in texts(pane)
    post = Post("The vendor was asked.", DAY, "Ops")
    pane.show_row(replace(ROW, notes=(post,), notes_only=True), None, ())
    said = texts(pane)
    assert said[said.index(post.heading) + 1] == "The vendor was asked."
    assert "Requirement" not in said


def test_of_many_problems_of_the_file_some_are_told_and_the_rest_is_counted(
    pane: ImportPane,
) -> None:
    many = [Problem("a.csv", None, "", f"Problem {n}") for n in range(MOST_PROBLEMS + 4)]
    pane.show_row(None, Reading("CSV", remarks=("Dates are ISO.",)), many)
    said = texts(pane)
    assert said[0] == "The file as a whole"
    assert f"a.csv: Problem {MOST_PROBLEMS - 1}" in said
    assert f"a.csv: Problem {MOST_PROBLEMS}" not in said
    assert "and 4 more" in said
    assert "Dates are ISO." in said


def test_words_without_a_blank_are_broken(pane: ImportPane) -> None:
    long = "x" * 300
    asked = request(requirement=long, proposal=long, notes={long: long}, contact=long)
    pane.show_row(replace(ROW, request=asked, why=long), None, [Problem(long, None, "", long)])
    QApplication.processEvents()
    assert too_wide(pane) == []


# Columns


MAPPING = (("Ticket No", "Ticket"), ("Kunde", "Customer"), ("Plant", ""), ("", ""))


def test_each_column_says_what_it_is_taken_for(app: QApplication, qtbot: QtBot) -> None:
    box = on_screen(qtbot, ColumnsBox(Reading("CSV", mapping=MAPPING)), 400)
    said = texts(box)
    assert said[0] == "Columns"
    assert said[1:] == [
        "Ticket No",
        "Ticket",
        "Kunde",
        "Customer",
        "Plant",
        NOTE,
        "(no heading)",
        NOTE,
    ]
    portal = ColumnsBox(Reading("JSON", mapping=MAPPING))
    qtbot.addWidget(portal)
    assert child(portal, "importColumnsChange", LinkButton).isHidden()


def test_a_column_taken_for_another_s_makes_that_one_a_note(
    app: QApplication, qtbot: QtBot
) -> None:
    box = on_screen(qtbot, ColumnsBox(Reading("CSV", mapping=MAPPING)), 400)
    child(box, "importColumnsChange", LinkButton).click()
    choices = [child(box, f"importColumn{n}", Combo) for n in range(4)]
    assert [choice.currentText() for choice in choices] == ["Ticket", "Customer", NOTE, NOTE]
    QApplication.processEvents()
    assert choices[0].hasFocus()
    assert choices[3].accessibleName() == "What this column is"
    with qtbot.assertNotEmitted(box.chosen):
        choices[0].activated.emit(choices[0].currentIndex())
    choices[2].setCurrentIndex(choices[2].findText("Customer"))
    with qtbot.waitSignal(box.chosen) as heard:
        choices[2].activated.emit(choices[2].currentIndex())
    assert heard.args == [
        ["Ticket No", "Kunde", "Plant", ""],
        ["Ticket", "", "Customer", ""],
    ]


# What a row is like


def test_a5_a_row_is_linked_where_a_person_chose_so(it: Alone) -> None:
    rows = RelatedRows(it.reviewing, it.under)
    rows.found = {1: Related("A-0042", "The same client")}
    assert [rows.words(place) for place in (0, 1)] == ["", "Like A-0042"]
    rows.toggle(0)
    assert it.heard.of_deed == "No case of this row’s customer is like it."
    offer = rows.offer(1)
    assert offer is not None
    assert "Like A-0042: The same client." in texts(offer)
    assert child(offer, "importLink", PushButton).label == "Link to A-0042"
    rows.toggle(1)
    assert (rows.links, rows.words(1)) == ({1: "A-0042"}, "Will be linked to A-0042")
    chosen = rows.offer(1)
    assert chosen is not None
    assert "Will be linked to A-0042 when it is imported." in texts(chosen)
    assert child(chosen, "importLink", PushButton).label == "Do not link"
    rows.toggle(1)
    assert rows.links == {}
    assert rows.offer(0) is None


# Letters in tickets


def standing(it: Alone) -> StandingLetter:
    desk = replace(it.desk, press=QuickPress())
    case = decision.make(desk, assessed(desk, FACTOR_4), Proposal("approve"))
    case, issued = letter.issue(desk, case)
    number = issued.record.number
    return StandingLetter(case.number, number, DAY, "MMD-1465058-R5V8P", True, "Dear all", "Ops")


def test_c4_a_letter_that_stands_in_a_ticket_is_recorded_by_one_press_and_once(
    it: Alone, qtbot: QtBot
) -> None:
    """Then its button is gone, also while the same preview stays."""
    one, known = standing(it), set[str]()
    box = on_screen(qtbot, StandingLetters([one], known, it.reviewing), 400)
    assert one.words() in texts(box)
    button = child(box, f"standing_{one.letter}", PushButton)
    button.click()
    assert not button.isEnabled()
    it.rest()
    assert f"{one.letter}: {RECORDED}" in texts(box)
    assert not button.isVisible()
    assert known == {one.letter}
    (made,) = it.desk.case(one.case).letters
    assert made.dispatched == DAY
    again = on_screen(qtbot, StandingLetters([one], known, it.reviewing), 400)
    assert again.findChildren(PushButton) == []


def test_c4_a_dispatch_that_is_refused_can_be_pressed_again(it: Alone, qtbot: QtBot) -> None:
    one = replace(standing(it), letter="A-0001-L9")
    box = on_screen(qtbot, StandingLetters([one], set(), it.reviewing), 400)
    button = child(box, "standing_A-0001-L9", PushButton)
    button.click()
    it.rest()
    assert button.isEnabled()
    assert "A-0001-L9" in it.heard.of_deed
    assert one.words() in texts(box)
