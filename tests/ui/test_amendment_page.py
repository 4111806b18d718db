"""An amendment after the decision: both versions word by word,
three choices by key, what each records (C8).
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from mmd_reviewer.domain.amendment import AGAIN, LINK, REST, Part
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_state import flags
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.services import amendment, assessment, decision, intake, letter
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.store.sql_store import SqlStore
from mmd_reviewer.ui.amendment.amendment_view import AmendmentView
from mmd_reviewer.ui.forms.marked_words import MarkedWords
from mmd_reviewer.ui.look.theme import DARK, HIGH_CONTRAST, LIGHT, apply_theme
from mmd_reviewer.ui.widgets.labels import Label
from tests.making import DAY, FACTOR_4, QuickPress, new_desk, receive
from tests.ui.dialogs import choose, chord, the_case
from tests.ui.running import Running, child, click, running, words
from tests.ui.test_every_dialog import clipped, nameless

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
NEW = "240 planners and the warehouse must reach the ERP from home."


def decided(desk: Desk, outcome: str = "approve") -> Case:
    case = assessment.answer(desk, receive(desk, timeline="permanent"), FACTOR_4)
    return decision.make(desk, case, Proposal(outcome, reason="The words of the customer."))


def amended(desk: Desk, **given: str) -> Case:
    return receive(desk, **{"timeline": "permanent", "requirement": NEW, **given})


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return replace(new_desk(tmp_path), press=QuickPress())


@pytest.fixture
def file(tmp_path: Path, desk: Desk) -> Path:
    """An approval with an issued letter, amended; and a request without an amendment."""
    letter.issue(desk, decided(desk), "approved")
    amended(desk)
    receive(desk, customer="Contoso", title="Zebra driver", ticket="MMD-1-A")
    assert isinstance(desk.store, SqlStore)
    desk.store.close()
    return tmp_path / "s.sqlite"


@pytest.fixture
def window(file: Path, qtbot: object) -> Iterator[Running]:
    with running(file) as it:
        yield it


def page(window: Running) -> AmendmentView:
    """By the command, on the case chosen in the queue."""
    choose(window, "A-0001")
    window.program.registry.run("course.amendment")
    window.settle()
    assert window.shown() == "amendment"
    return window.desk_window.rooms.amendment


def test_choice_and_reason_come_back_as_a_whole_until_they_are_recorded(
    file: Path, qtbot: object
) -> None:
    """Typed, left and closed: another run shows both, and starts afresh when asked."""
    with running(file) as window:
        view = page(window)
        view.choose(REST)
        view.reason.setFocus()
        window.type("The planners were meant from the start")
        view.go_back()
        view.kept.keep()
        window.settle()
    with running(file) as window:
        view = page(window)
        assert (view.choice.code, view.reason.text()) == (
            REST,
            "The planners were meant from the start",
        )
        assert view.kept.line.isVisible()
        view.kept.line.link.click()
        assert (view.choice.code, view.reason.text(), view.kept.line.isVisible()) == (
            LINK,
            "",
            False,
        )
        view.reason.setFocus()
        window.type("Nothing changes")
        view.choose(REST)
        view.settle()
        window.settle()
    with running(file) as window:
        assert all("amendment" not in name for name in window.desk_window.reviewing.typed._entries)


def test_both_versions_stand_side_by_side_word_by_word(window: Running) -> None:
    view = page(window)
    marked = {word.objectName(): word for word in view.compared.words}
    assert list(marked)[:2] == ["before_requirement", "after_requirement"], (
        "what differs stands first"
    )
    assert marked["before_requirement"].speech().startswith("[removed: 214] planners")
    assert "[added: and the warehouse]" in marked["after_requirement"].speech()
    assert marked["before_title"].speech() == marked["after_title"].speech()
    texts = [label.text() for label in view.findChildren(Label)]
    for text in (
        "The customer asks for something else than you approved",
        "Version 1, Mon 2026-11-23 by hand",
        "Version 2, Mon 2026-11-23 by hand",
        "1 of 5 details differs",
        "same",
        "2 changes",
        "Approved Mon 2026-11-23, letter A-0001-L1 issued. The approval stands on version 1 and "
        "keeps its words until "
        "another decision takes its place.",
    ):
        assert text in texts
    assert view.choice.cards[LINK].hasFocus()
    assert (
        view.choice.cards[AGAIN].way.mark
        == "A-0001-L1 is not dispatched: the new decision makes it void"
    )


def test_data_is_never_read_as_markup_and_a_long_run_breaks(
    qtbot: object, app: QApplication
) -> None:
    typed = "<b>bold</b> " + "x" * 120
    made = MarkedWords(
        "w", "Proposal", (Part(typed, True), Part(" end\nof it", False)), "after", "amended"
    )
    assert made.speech().startswith("[added: <b>bold</b> xxx")
    assert made.heightForWidth(200) > 3 * made.heightForWidth(4000)
    empty = MarkedWords("e", "Proposal", (), "before", "as decided")
    assert (empty.speech(), empty.heightForWidth(100)) == ("not given", 24)


def test_1_makes_a_linked_request_and_opens_it(window: Running) -> None:
    view = page(window)
    window.press(K.Key_3, K.Key_1)
    assert (view.choice.code, view.settle_button.label) == (LINK, "Make a linked request")
    window.press(K.Key_Return, control=True)
    assert (window.shown(), window.desk_window.rooms.assessment.number) == ("assessment", "A-0003")
    assert words(window) == "A-0001: a linked request is made, A-0003."
    assert the_case(window, "A-0003").request.requirement == NEW
    assert "amended" not in flags(the_case(window, "A-0001"), DAY)


def test_2_decides_again_and_asks_for_the_answers(window: Running) -> None:
    view = page(window)
    window.press(K.Key_2)
    assert (view.choice.code, view.settle_button.label) == (AGAIN, "Decide again")
    assert view.choice.cards[AGAIN].hasFocus()
    click(window, "amendmentSettle")
    assert (window.shown(), window.desk_window.rooms.assessment.number) == ("assessment", "A-0001")
    assert the_case(window, "A-0001").answers.unconfirmed


def test_3_rests_only_with_a_reason_and_what_was_typed_stays(window: Running) -> None:
    view = page(window)
    window.press(K.Key_3)
    assert view.reason.placeholderText() == "Why the new words change nothing"
    window.press(K.Key_Return, control=True)
    assert words(window) == "Write why the amendment changes nothing (rule C8)."
    assert view.reason.hasFocus()
    window.type("More planners, 1 client")
    assert view.choice.code == REST, "digits in the field are words"
    window.press(K.Key_Escape)
    assert window.shown() == "queue", "back to where it was opened"
    page(window)
    assert (view.reason.text(), view.choice.code) == ("More planners, 1 client", REST)
    window.press(K.Key_Return, control=True)
    assert window.shown() == "case"
    assert "amended" not in flags(the_case(window, "A-0001"), DAY)
    chord(window, "Ctrl+Z")
    assert "amended" in flags(the_case(window, "A-0001"), DAY)


def test_a_case_without_an_amendment_says_so(window: Running) -> None:
    choose(window, "A-0002")
    window.program.registry.run("course.amendment")
    window.settle()
    assert words(window) == "A-0002 has no amendment after its decision."
    assert window.shown() == "queue"


def test_what_is_settled_elsewhere_closes_the_page(window: Running) -> None:
    view = page(window)
    desk = window.desk_window.reviewing.desk
    window.desk_window.reviewing.deed(
        lambda: intake.receive(
            desk,
            customer="Fabrikam",
            type_words="Security agents & VPNs",
            title="Cisco AnyConnect to reach the ERP",
            requirement="250 planners.",
            proposal="Deploy Cisco AnyConnect 4.10, packaged for Intune.",
            timeline="permanent",
            ticket="MMD-1465058-R5V8P",
        )
    )
    window.settle()
    assert "Version 3, Mon 2026-11-23 by hand" in [
        label.text() for label in view.findChildren(Label)
    ]
    desk = window.desk_window.reviewing.desk
    window.desk_window.reviewing.deed(
        lambda: amendment.settle(desk, desk.case("A-0001"), REST, "It rests.")
    )
    window.settle()
    assert window.shown() == "queue"


def test_it_is_named_not_clipped_and_drawn_in_every_theme(window: Running) -> None:
    view = page(window)
    QAccessible.setActive(True)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    for size in ((1440, 900), (1024, 700)):
        window.program.window.resize(*size)
        window.settle()
        assert nameless(view) == []
        assert clipped(view) == []
        for word in view.compared.words:
            assert word.height() >= word.heightForWidth(word.width())
        for card in view.choice.cards.values():
            assert card.height() >= card.heightForWidth(card.width())
    grounds = set()
    for theme in (DARK, HIGH_CONTRAST, LIGHT):
        apply_theme(app, theme)
        grounds.add(view.grab().toImage().pixelColor(4, 4).name())
    assert len(grounds) == 3
    window.press(K.Key_F6)
    assert view.reason.hasFocus()
    chord(window, "F1")
    assert window.program.window._help is not None
    assert window.program.window._help.page == "amendment"
    window.program.window._help.close()


def test_a_read_only_store_shows_it_and_records_nothing(
    file: Path, qtbot: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda path, mode: False)
    with running(file) as window:
        view = page(window)
        assert view.compared.hasFocus()
        assert not view.settle_button.isEnabled()
        window.press(K.Key_2)
        window.press(K.Key_Return, control=True)
        assert words(window) == "The store is read-only"
        assert "amended" in flags(the_case(window, "A-0001"), DAY)
        assert child(window, "amendmentBack").isEnabled()
    monkeypatch.undo()


def test_c8_the_assessment_leads_to_the_amendment(window: Running) -> None:
    """C8: the head of an amended case has the way to it; a case without an amendment has none."""
    window.desk_window.reviewing.case_wanted.emit("assessment", "A-0001")
    window.settle()
    assert child(window, "openAmendment").isVisible()
    click(window, "openAmendment")
    assert window.shown() == "amendment"
    window.desk_window.reviewing.case_wanted.emit("assessment", "A-0002")
    window.settle()
    assert not child(window, "openAmendment").isVisible()
