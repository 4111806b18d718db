"""The parts of the checklist by themselves: a factor, a key condition (B1 to B3, B6, B7)."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mmd_reviewer.domain.assessment import BROKEN, HOLDS, NO, UNKNOWN, YES, Answers
from mmd_reviewer.services.read.checklist import StepLook
from mmd_reviewer.ui.assessment.condition_row import ConditionRow
from mmd_reviewer.ui.assessment.factor_step import FactorStep
from mmd_reviewer.ui.widgets.buttons import LinkButton
from tests.making import edition
from tests.ui.alone import child, on_screen, texts, too_wide

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
NONE = Answers()
FACTORS = {factor.code: place for place, factor in enumerate(edition().factors, 1)}


def step(qtbot: QtBot, code: str) -> FactorStep:
    factor = next(row for row in edition().factors if row.code == code)
    return on_screen(qtbot, FactorStep(FACTORS[code], factor, edition().ticks), 460)


def buttons(of: FactorStep | ConditionRow) -> list[str]:
    """The answers that are pressed."""
    return [name for name, button in of.buttons.items() if button.isChecked()]


# A factor


@pytest.mark.parametrize(
    ("state", "answer", "said", "link"),
    [
        ("done", YES, "Yes", "Change"),
        ("done", NO, "No", "Change"),
        ("done", UNKNOWN, "Unknown", "Change"),
        ("confirm", NO, "No", "Confirm"),
        ("locked", "", "", ""),
        ("aside", "", "Does not apply", ""),
    ],
)
def test_a_step_that_is_not_worked_on_is_one_line(
    app: QApplication, qtbot: QtBot, state: str, answer: str, said: str, link: str
) -> None:
    made = step(qtbot, "non_negotiable")
    made.show_look(StepLook(state, "Because of this.", answer), NONE, "")
    assert made.folded.isVisible()
    assert not made.buttons[YES].isVisible()
    words = [words for words in texts(made.folded) if words != made.factor.question]
    assert words == [*([said] if said else []), "Because of this."]
    change = child(made, f"factor{FACTORS['non_negotiable']}Change", LinkButton)
    assert (change.isVisible(), change.label) == (bool(link), link or "Change")


def test_a_step_that_is_worked_on_asks_and_shows_its_answer(
    app: QApplication, qtbot: QtBot
) -> None:
    made = step(qtbot, "non_negotiable")
    made.show_look(StepLook("active", "", ""), NONE, "")
    assert not made.folded.isVisible()
    assert made.question.text() == made.factor.question
    assert [row.isVisible() for row in made.buttons.values()] == [True] * 3
    assert buttons(made) == []
    made.show_look(StepLook("active", "", UNKNOWN), NONE, "")
    assert buttons(made) == [UNKNOWN]
    made.show_look(StepLook("active", "", ""), NONE, "")
    assert buttons(made) == [], "an answer taken back is pressed no more"


@pytest.mark.parametrize(("answer", "name"), [(YES, "Yes"), (NO, "No"), (UNKNOWN, "Unknown")])
def test_an_answer_tells_its_factor(
    app: QApplication, qtbot: QtBot, answer: str, name: str
) -> None:
    made = step(qtbot, "non_negotiable")
    made.show_look(StepLook("active", ""), NONE, "")
    button = made.buttons[answer]
    assert button.accessibleName() == f"{made.factor.question} {name}"
    with qtbot.waitSignal(made.answered) as heard:
        button.click()
    assert heard.args == ["non_negotiable", answer]


def migration(qtbot: QtBot, answers: Answers = NONE, asked: str = "24 months") -> FactorStep:
    made = step(qtbot, "microsoft_technology")
    made.show_look(StepLook("active", "", YES), answers, asked)
    return made


def test_b6_what_a_migration_needs_is_asked_once_it_can_be(app: QApplication, qtbot: QtBot) -> None:
    made = step(qtbot, "microsoft_technology")
    made.show_look(StepLook("active", "", ""), NONE, "")
    assert not made.fields["months"].isVisible()
    made.show_look(StepLook("active", "", YES), replace(NONE, technology="Always On VPN"), "9")
    assert made.fields["technology"].text() == "Always On VPN"
    least, most = made.factor.months or (0, 0)
    assert (least, most) == (3, 12)
    assert f"9 asked for, {least} to {most} possible" in texts(made)


@pytest.mark.parametrize(
    ("typed", "told"),
    [("9", 9), (" 12 ", 12), ("", None), ("nine", "nine"), ("9.5", "9.5"), ("-3", "-3")],
)
def test_b6_months_are_a_number_or_what_was_typed_for_a_rule_to_refuse(
    app: QApplication, qtbot: QtBot, typed: str, told: Any
) -> None:
    made = migration(qtbot, replace(NONE, months=6))
    assert made.fields["months"].text() == "6"
    made.fields["months"].setText(typed)
    with qtbot.waitSignal(made.edited) as heard:
        made.fields["months"].editingFinished.emit()
    assert heard.args == ["months", told]


def test_what_is_being_typed_is_not_overwritten_by_what_was_recorded(
    app: QApplication, qtbot: QtBot
) -> None:
    made = migration(qtbot)
    field = made.fields["technology"]
    field.setFocus()
    QTest.keyClicks(field, "Always On")
    made.show_look(StepLook("active", "", YES), replace(NONE, technology="Another"), "")
    assert field.text() == "Always On"
    made.fields["scope"].setFocus()
    made.show_look(StepLook("active", "", YES), replace(NONE, technology="Another"), "")
    assert field.text() == "Another"


def test_a_draft_that_came_back_stands_there_and_becomes_the_answer_when_told(
    app: QApplication, qtbot: QtBot
) -> None:
    made = step(qtbot, "microsoft_technology")
    made.set_drafts({"scope": "Two plants", "reason": "of somebody else"})
    made.show_look(StepLook("active", "", NO), NONE, "")
    told: list[tuple[str, object]] = []
    made.edited.connect(lambda name, value: told.append((name, value)))
    made.commit()
    assert told == [], "what is not asked for is not told"
    made.show_look(StepLook("active", "", YES), NONE, "")
    assert made.fields["scope"].text() == "Two plants"
    made.commit()
    made.commit()
    assert told == [("scope", "Two plants")]


def test_what_a_rule_refused_stands_in_its_field_again(app: QApplication, qtbot: QtBot) -> None:
    made = migration(qtbot)
    assert not made.edit_again({"notes": {"x": "y"}})
    assert made.edit_again({"months": "nine"})
    assert (made.fields["months"].text(), made.fields["months"].hasFocus()) == ("nine", True)


def test_b7_ticks_are_told_together_and_shown_as_recorded(app: QApplication, qtbot: QtBot) -> None:
    made = step(qtbot, "restricted_productivity")
    made.show_look(StepLook("active", "", ""), replace(NONE, ticks=("U1",)), "")
    assert [code for code, box in made.boxes.items() if box.isChecked()] == ["U1"]
    told: list[list[str]] = []
    made.ticked.connect(told.append)
    made.boxes["S2"].click()
    made.boxes["U1"].click()
    assert told == [["U1", "S2"], ["S2"]]


def test_a_note_without_a_blank_is_broken(app: QApplication, qtbot: QtBot) -> None:
    made = step(qtbot, "non_negotiable")
    made.show_look(StepLook("done", "https://example.org/" + "x" * 300, NO), NONE, "")
    QApplication.processEvents()
    assert too_wide(made) == []


# A key condition


@pytest.fixture
def row(app: QApplication, qtbot: QtBot) -> ConditionRow:
    return on_screen(qtbot, ConditionRow(edition().conditions[0]), 460)


@pytest.mark.parametrize(
    ("finding", "note", "open_"),
    [
        ("", "", False),
        (HOLDS, "", False),
        (HOLDS, "Vendor data", True),
        (BROKEN, "", True),
        (UNKNOWN, "", True),
    ],
)
def test_b3_a_note_is_asked_for_where_a_letter_may_quote_it(
    row: ConditionRow, finding: str, note: str, open_: bool
) -> None:
    row.show_finding(finding, note, doubt=False)
    assert buttons(row) == ([finding] if finding else [])
    assert row.note.isVisible() == open_
    assert row.note.toPlainText() == note


def test_b2_an_answer_in_doubt_says_so_in_place_of_the_condition(row: ConditionRow) -> None:
    words = row.condition.short or row.condition.text
    row.show_finding(HOLDS, "", doubt=True)
    assert "To be confirmed" in texts(row)
    row.show_finding(HOLDS, "", doubt=False)
    assert words in texts(row)
    assert "To be confirmed" not in texts(row)


def test_a_finding_and_a_note_tell_their_condition(row: ConditionRow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(row.found) as heard:
        row.buttons[BROKEN].click()
    assert heard.args == [row.condition.code, BROKEN]
    assert row.buttons[BROKEN].accessibleName() == f"{row.condition.name}: Broken"
    row.show_finding(BROKEN, "", doubt=False)
    row.note.setFocus()
    with qtbot.waitSignal(row.typed) as heard:
        QTest.keyClicks(row.note, "6")
    assert heard.args == [row.condition.code, "6"]
    row.note.setPlainText(" 61 stop errors ")
    with qtbot.waitSignal(row.noted) as heard:
        row.buttons[BROKEN].setFocus()
    assert heard.args == [row.condition.code, "61 stop errors"]


def test_a_note_that_is_typed_stays_whatever_is_recorded(row: ConditionRow) -> None:
    row.show_finding(BROKEN, "", doubt=False)
    row.note.setFocus()
    QTest.keyClicks(row.note, "6")
    row.show_finding(HOLDS, "Another", doubt=False)
    assert (row.note.toPlainText(), row.note.isVisible()) == ("6", True)


def test_a_draft_of_a_note_comes_back_and_is_told_once(row: ConditionRow) -> None:
    told: list[tuple[str, str]] = []
    row.noted.connect(lambda code, text: told.append((code, text)))
    row.set_draft("61 stop errors")
    row.show_finding(HOLDS, "", doubt=False)
    assert (row.note.toPlainText(), row.note.isVisible()) == ("61 stop errors", True)
    row.commit()
    row.commit()
    assert told == [(row.condition.code, "61 stop errors")]


def test_what_is_known_of_the_product_stands_under_the_condition(row: ConditionRow) -> None:
    row.show_flag("It broke this condition in A-0007.")
    assert "It broke this condition in A-0007." in texts(row)
    row.show_flag("")
    assert not any(label.startswith("It broke") for label in texts(row))
