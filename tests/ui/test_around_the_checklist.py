"""What stands around the checklist, part by part: the recommendation, the head, a precedent
(A5, B5).
"""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mmd_reviewer.services.read.precedents import Card, Line
from mmd_reviewer.ui.assessment.header import CaseHeader
from mmd_reviewer.ui.assessment.precedent_card import PrecedentCard
from mmd_reviewer.ui.assessment.recommendation_pane import RecommendationPane
from mmd_reviewer.ui.commands.registry import ActionRegistry
from mmd_reviewer.ui.widgets.buttons import LinkButton, PushButton
from tests.making import case, day, edition, request
from tests.ui.alone import child, on_screen, texts, too_wide
from tests.ui.shown_cases import shown, shown_after

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


# The recommendation


def test_b5_the_recommendation_stands_with_its_reasons_and_their_rules(
    app: QApplication, qtbot: QtBot
) -> None:
    made = on_screen(qtbot, RecommendationPane(), 460)
    found = shown_after().recommendation
    made.show_recommendation(edition(), found)
    said = texts(made)
    assert said[0] == "Recommendation"
    for reason in found.because:
        assert {reason.text, reason.rule} <= set(said)
    spoken = made.title.accessibleName()
    assert spoken.startswith(f"Recommendation: {made.title.text()}")
    long = replace(found, because=(replace(found.because[0], text="x" * 400),))
    made.show_recommendation(edition(), long)
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert too_wide(made) == []
    rules = [words for words in texts(made) if words == found.because[0].rule]
    assert len(rules) == 1, "the reasons before are gone"


# The head


@pytest.fixture
def head(qtbot: QtBot, registry: ActionRegistry) -> CaseHeader:
    return on_screen(qtbot, CaseHeader(registry), 1000)


def line(head: CaseHeader) -> str:
    return next(words for words in texts(head) if " · " in words)


@pytest.mark.parametrize(
    ("submitted", "words"), [(0, "Received today"), (-1, "1 day old"), (-12, "12 days old")]
)
def test_the_head_tells_whose_it_is_of_which_type_and_how_old(
    head: CaseHeader, submitted: int, words: str
) -> None:
    head.show_case(shown_after(submitted=day(submitted)))
    assert line(head) == f"Fabrikam · Security agents & VPNs · {words}"
    assert {"A-0001", "Cisco AnyConnect to reach the ERP"} <= set(texts(head))


def test_the_age_is_that_of_the_list_days_of_the_customer_do_not_count(head: CaseHeader) -> None:
    """As in queue and preview."""
    waited = replace(case(asked=request(submitted=day(-12))), waited=5)
    head.show_case(shown(waited))
    assert line(head).endswith("7 days old")


def test_a_type_that_is_missing_is_named(head: CaseHeader) -> None:
    head.show_case(shown_after(type="", type_words="Sundry"))
    assert "· Type missing ·" in line(head)


def test_its_place_in_the_list_and_the_steps_stand_at_its_end(
    head: CaseHeader, registry: ActionRegistry
) -> None:
    ran: list[str] = []
    registry.bind("assessment.next", lambda: ran.append("next"))
    registry.bind("assessment.previous", lambda: ran.append("previous"))
    head.show_place("8 of 42 in “State: Open”")
    assert "8 of 42 in “State: Open”" in texts(head)
    for name in ("nextCase", "previousCase"):
        child(head, name, PushButton).click()
    assert ran == ["next", "previous"]


# A precedent


def card(**given: Any) -> Card:
    values: dict[str, Any] = {
        "number": "A-0007",
        "decided": "Approved for 12 months",
        "day": "2026-03-02",
        "title": "Cisco AnyConnect",
        "customer": "Contoso",
        "same_product": True,
        "reason": "No other way in.",
        "differs": (Line("Its timeline was shorter", "minus", "attention"),),
    }
    return Card(**{**values, **given})


def test_only_the_current_precedent_shows_its_reason_and_what_takes_it(
    app: QApplication, qtbot: QtBot
) -> None:
    made = on_screen(qtbot, PrecedentCard(card(), "R"), 304)
    assert "“No other way in.”" not in texts(made)
    made.set_current(True)
    assert "“No other way in.”" in texts(made)
    with qtbot.waitSignal(made.taken):
        made.take_button.click()
    made.set_current(False)
    assert not made.take_button.isVisible()
    bare = on_screen(qtbot, PrecedentCard(card(reason=""), "R"), 304)
    bare.set_current(True)
    assert not bare.take_button.isVisible()
    assert "“”" not in texts(bare)


def test_a_click_chooses_a_precedent_and_its_number_or_two_open_it(
    app: QApplication, qtbot: QtBot
) -> None:
    made = on_screen(qtbot, PrecedentCard(card(), "R"), 304)
    did: list[str] = []
    made.chosen.connect(lambda: did.append("chosen"))
    made.opened.connect(lambda: did.append("opened"))
    QTest.mousePress(made, Qt.MouseButton.LeftButton)
    child(made, "openPrecedent_A-0007", LinkButton).click()
    QTest.mouseDClick(made, Qt.MouseButton.LeftButton)
    assert did[:2] == ["chosen", "opened"]
    assert did[-1] == "opened"
    assert made.accessibleName() == card().speech()


def test_long_words_of_a_precedent_are_broken(app: QApplication, qtbot: QtBot) -> None:
    long = "x" * 300
    made = PrecedentCard(
        card(title=long, reason=long, differs=(Line(long, "minus", "muted"),)), "R"
    )
    on_screen(qtbot, made, 304)
    made.set_current(True)
    QApplication.processEvents()
    assert too_wide(made) == []
