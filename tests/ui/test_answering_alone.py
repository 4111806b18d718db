"""Answers recorded one by one while the next is given, what is being typed, and the cursor of the
checklist, without the view around them (B1, B2).
"""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mmd_reviewer.domain.assessment import NO, YES, Answers
from mmd_reviewer.domain.case import Case
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.drafts import together
from mmd_reviewer.ui.assessment.answering import Answering
from mmd_reviewer.ui.assessment.checklist import Checklist, tell_typed
from mmd_reviewer.ui.assessment.drafts import DraftKeeper
from tests.making import HOLDING, edition, new_desk, receive
from tests.ui.alone import Alone, on_screen

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
A, B = "A-0001", "A-0002"
FIRST, LAST = "non_negotiable", "operations"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = new_desk(tmp_path)
    receive(desk, ticket="MMD-1-T")
    receive(desk, ticket="MMD-2-T")
    return desk


@pytest.fixture
def checklist(qtbot: QtBot) -> Checklist:
    return on_screen(qtbot, Checklist(), 560)


@pytest.fixture
def drafts(it: Alone) -> DraftKeeper:
    return DraftKeeper(it.reviewing, it.under)


@pytest.fixture
def answering(it: Alone, checklist: Checklist, drafts: DraftKeeper) -> Answering:
    return Answering(it.reviewing, checklist, drafts, it.under)


def show(
    it: Alone, checklist: Checklist, drafts: DraftKeeper, number: str, answers: Answers
) -> Case:
    """A case is opened, answered so far."""
    case = it.desk.case(number)
    drafts.start(case.key, {})
    checklist.show_case(edition(), case.assessed, answers, (), {})
    return case


def kept(it: Alone, number: str = A) -> dict[str, str]:
    """What is kept of what is being typed on a case."""
    it.rest()
    return together(it.desk.store.drafts(it.desk.case(number).key, it.desk.reviewer))


# Answers


def test_b2_answers_are_recorded_in_the_order_in_which_they_were_given(
    it: Alone, checklist: Checklist, drafts: DraftKeeper, answering: Answering
) -> None:
    case = show(it, checklist, drafts, A, Answers())
    settled: list[int] = []
    answering.settled.connect(lambda: settled.append(answering.pending))
    for code, answer in ((FIRST, NO), ("microsoft_technology", NO), (FIRST, YES)):
        answering.answer(case, {code: answer}, Answers())
    assert (answering.pending, set(answering.given)) == (3, {case.key})
    it.rest()
    assert dict(it.desk.case(A).answers.factors)[FIRST] == YES
    assert (settled, answering.given) == ([0], {})


def test_a_note_is_a_draft_until_it_is_recorded_and_no_longer(
    it: Alone, checklist: Checklist, drafts: DraftKeeper, answering: Answering
) -> None:
    case = show(it, checklist, drafts, A, Answers())
    drafts.typed("note security", "Vendor data")
    drafts.typed("reason", "They need it.")
    drafts.save()
    assert kept(it) == {"note security": "Vendor data", "reason": "They need it."}
    answering.answer(case, {"notes": {"security": "Vendor data"}}, Answers())
    assert kept(it) == {"reason": "They need it."}
    assert it.desk.case(A).answers.notes["security"] == "Vendor data"


def refuse(it: Alone, checklist: Checklist, answering: Answering, case: Case) -> None:
    """An answer to a factor that the edition does not have."""
    checklist.at = FIRST
    answering.answer(case, {"no_such_factor": YES}, Answers())
    checklist.at = LAST


def test_after_a_refusal_the_next_key_answers_what_this_one_did_not(
    it: Alone, checklist: Checklist, drafts: DraftKeeper, answering: Answering
) -> None:
    case = show(it, checklist, drafts, A, Answers())
    refuse(it, checklist, answering, case)
    it.rest()
    assert checklist.at == FIRST
    assert (answering.pending, it.heard.tones["deed"]) == (0, "amber")


def test_a_refusal_of_the_case_before_leaves_the_cursor_of_the_next_where_it_is(
    it: Alone, checklist: Checklist, drafts: DraftKeeper, answering: Answering
) -> None:
    """The next key would have changed an answer of the other case that nobody looks at."""
    case = show(it, checklist, drafts, A, Answers())
    refuse(it, checklist, answering, case)
    answers = Answers(
        factors={FIRST: NO, "microsoft_technology": NO},
        findings={code: found for code, found in HOLDING.items() if code != LAST},
    )
    show(it, checklist, drafts, B, answers)
    assert checklist.at == LAST
    it.rest()
    assert checklist.at == LAST
    assert it.heard.of_deed, "that it was refused is said"


# What is being typed


def test_what_is_typed_on_a_case_is_kept_when_another_is_opened(
    it: Alone, drafts: DraftKeeper
) -> None:
    first, second = it.desk.case(A), it.desk.case(B)
    drafts.start(first.key, {})
    drafts.typed("reason", "They need")
    drafts.typed("reason", "They need it.")
    drafts.start(second.key, {"reason": "Of the other"})
    assert kept(it) == {"reason": "They need it."}
    assert (drafts.key, drafts.entries) == (second.key, {"reason": "Of the other"})
    assert kept(it, B) == {}, "what was only shown is not written again"


def test_what_is_emptied_is_no_draft_any_more(it: Alone, drafts: DraftKeeper) -> None:
    drafts.start(it.desk.case(A).key, {})
    drafts.typed("reason", "They need it.")
    drafts.save()
    assert kept(it) == {"reason": "They need it."}
    drafts.typed("reason", "")
    drafts.save()
    assert kept(it) == {}


@pytest.mark.parametrize("shown", [A, B])
def test_what_was_typed_on_a_case_that_is_decided_is_over_whichever_case_is_shown_by_then(
    it: Alone, drafts: DraftKeeper, shown: str
) -> None:
    first = it.desk.case(A)
    drafts.start(first.key, {})
    drafts.typed("reason", "They need it.")
    drafts.typed("period", "9 months")
    drafts.save()
    assert len(kept(it)) == 2
    if shown != A:
        drafts.start(it.desk.case(shown).key, {"reason": "Of the other"})
    drafts.forget(first.key)
    assert kept(it) == {}
    assert drafts.entries == ({} if shown == A else {"reason": "Of the other"})


# The cursor


def looks(checklist: Checklist) -> list[str]:
    """Which question is open: a factor's answers, or the mark of a condition."""
    return [code for code, step in checklist.steps.items() if step.question.isVisible()]


@pytest.mark.parametrize(
    ("factors", "at"),
    [
        ({}, FIRST),
        ({FIRST: NO}, "microsoft_technology"),
        ({FIRST: YES}, ""),
        ({FIRST: NO, "microsoft_technology": NO}, "security"),
        ({FIRST: "unknown"}, FIRST),
    ],
)
def test_b2_a_case_opens_on_what_is_open(
    it: Alone, checklist: Checklist, drafts: DraftKeeper, factors: dict[str, str], at: str
) -> None:
    show(it, checklist, drafts, A, Answers(factors=factors))
    assert checklist.at == at
    assert looks(checklist) == ([at] if at in checklist.steps else [])


def test_b2_a_factor_that_waits_for_another_cannot_be_gone_to(
    it: Alone, checklist: Checklist, drafts: DraftKeeper
) -> None:
    show(it, checklist, drafts, A, Answers())
    for place in (2, 3):
        checklist.go_to_step(place)
        assert checklist.at == FIRST
    checklist.go_to("security")
    assert checklist.at == "security"
    checklist.go_to_step(1)
    assert checklist.at == FIRST


def told_by(checklist: Checklist) -> list[dict[str, Any]]:
    """What is told from now on."""
    told: list[dict[str, Any]] = []
    checklist.patched.connect(told.append)
    return told


def test_a_finding_that_a_letter_may_quote_asks_for_its_note_and_the_next_is_current(
    it: Alone, checklist: Checklist, drafts: DraftKeeper
) -> None:
    done = Answers(factors={FIRST: NO, "microsoft_technology": NO})
    show(it, checklist, drafts, A, done)
    told = told_by(checklist)
    checklist.patched.connect(
        lambda data: checklist.set_answers(
            Answers(factors=done.factors, findings=data.get("conditions", {}))
        )
    )
    checklist.answer("no")
    assert told[0] == {"conditions": {"security": "broken"}}
    assert checklist.rows["security"].note.hasFocus()
    assert checklist.at != "security"
    QTest.keyClicks(checklist.rows["security"].note, "y")
    assert len(told) == 1, "what is typed answers nothing"


def test_what_was_typed_is_told_before_something_is_decided(
    it: Alone, checklist: Checklist, drafts: DraftKeeper
) -> None:
    show(it, checklist, drafts, A, Answers(factors={FIRST: NO, "microsoft_technology": NO}))
    row = checklist.rows["security"]
    row.show_finding("broken", "", doubt=False)
    row.note.setFocus()
    QTest.keyClicks(row.note, "61 stop errors")
    told = told_by(checklist)
    assert tell_typed(checklist, checklist)
    assert told == [{"notes": {"security": "61 stop errors"}}]


def test_what_a_rule_refuses_as_typed_keeps_everything_from_being_decided(
    it: Alone, checklist: Checklist, drafts: DraftKeeper
) -> None:
    show(it, checklist, drafts, A, Answers(factors={FIRST: NO, "microsoft_technology": YES}))
    checklist.go_to("microsoft_technology")
    months = checklist.steps["microsoft_technology"].fields["months"]
    months.setFocus()
    QTest.keyClicks(months, "nine")
    checklist.patched.connect(checklist.refused.append)
    assert not tell_typed(checklist, checklist)
    assert (months.text(), months.hasFocus()) == ("nine", True)


def test_the_keys_of_the_checklist_are_its_own(checklist: Checklist) -> None:
    assert checklist.focusPolicy() == Qt.FocusPolicy.StrongFocus
    checklist.answer("yes")
    checklist.go_to(FIRST)
    checklist.go_to_step(1)
    assert checklist.at == "", "without a case no key does anything"
