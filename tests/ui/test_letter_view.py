"""The letter: its checks, its real pages, issuing, correcting, dispatch."""

import hashlib
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QLineEdit, QPlainTextEdit, QWidget

from mmd_reviewer.domain.decision import NO_EXEMPTION, RETURN, Proposal
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.letters.compose import as_text
from mmd_reviewer.domain.recommendation import MIGRATE
from mmd_reviewer.services import assessment, decision, letter, request_queue
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.ui.reviewing.changes import Changes
from mmd_reviewer.ui.widgets.fields import Combo
from tests.making import DAY, FACTOR_4
from tests.ui.letter_store import LONG, decided, opened, two_requests
from tests.ui.running import Running, child, click, words

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return two_requests(tmp_path)


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QWidget) if hasattr(label, "text")]


def test_a_good_letter_passes_and_says_what_issuing_does(window: Running, desk: Desk) -> None:
    decided(desk)
    view = opened(window)
    assert view.checks.issue.isEnabled()
    assert not view.checks._hint.isVisible()
    shown = texts(view.checks)
    assert "8 passed" in shown
    assert {"A-0001-L1", "Mon 2027-08-23", "can no longer be undone"} <= set(shown)
    assert view.pages.hasFocus(), "Page Down works at once"
    assert not view.checks.print.isEnabled()
    window.press(K.Key_F8)
    assert view.checks.issue.hasFocus(), (
        "F8 always moves: there is no problem left, so it may be issued"
    )


def test_an_amber_check_needs_a_tick_and_f8_goes_there(window: Running, desk: Desk) -> None:
    decided(desk, reason="Agreed with the plant on 3/4/2027.")
    view = opened(window)
    assert not view.checks.issue.isEnabled()
    assert view.checks._hint.text() == "Confirm the amber check first  F8"
    assert "1 to confirm, 7 passed" in texts(view.checks)
    window.press(K.Key_Return, control=True)
    assert desk.case("A-0001").letters == ()
    box = child(window, "letterField_reason")
    assert box.hasFocus(), "Ctrl+Enter leads to the first problem"
    assert view.pages.canvas.marked == "reason"
    tick = child(window, "confirmCheck0", QCheckBox)
    assert "3/4/2027" in tick.accessibleName()
    tick.setChecked(True)
    window.settle()
    assert view.checks.issue.isEnabled()
    click(window, "issueButton")
    assert len(desk.case("A-0001").letters) == 1


def test_a_missing_technology_is_red_and_the_field_is_shown(window: Running, desk: Desk) -> None:
    decided(desk, MIGRATE, answers={"technology": ""})
    view = opened(window)
    assert not view.checks.issue.isEnabled()
    assert view.checks._hint.text() == "Mend the red check first  F8"
    assert any("the Microsoft technology" in text for text in texts(view.checks))
    window.press(K.Key_F8)
    box = child(window, "letterField_technology")
    assert box.hasFocus()
    assert "Not given" in texts(box)
    window.press(K.Key_Return, control=True)
    assert desk.case("A-0001").letters == ()


def test_a_character_that_letters_lack_is_written_out_with_the_reviewers_leave(
    window: Running, desk: Desk
) -> None:
    """C3: no dead end; the pages show how it is written, and the tick is the leave."""
    decided(desk, reason="The plant calls it 𗀀, ✅ 漢.")
    view = opened(window)
    assert "Characters are written out as numbers" in texts(view.checks)
    assert not view.checks.issue.isEnabled()
    assert view.pages.canvas.rects
    window.press(K.Key_F8)
    window.press(K.Key_Space)
    window.press(K.Key_Return, control=True)
    (issued,) = desk.case("A-0001").letters
    text = as_text(issued.record)
    assert "The plant calls it [U+17000], [yes] 漢." in text
    assert "“[yes]” for white heavy check mark" in text
    assert desk.case("A-0001").decision is not None
    assert "𗀀" in desk.case("A-0001").decision.made.reason  # type: ignore[union-attr]


def test_issuing_stores_the_letter_and_leads_to_the_next_case(window: Running, desk: Desk) -> None:
    decided(desk)
    view = opened(window)
    view.deeds.issue()
    view.deeds.issue()
    window.settle()
    issued = desk.case("A-0001").letters
    assert len(issued) == 1
    assert "A-0001-L1 is issued and stored. Nothing was sent." in words(window)
    assert view.shown is not None
    assert hashlib.sha256(view.shown.pdf).hexdigest() == issued[0].sha256
    assert view.checks.next.hasFocus()
    assert issued[0].sha256[:16] in " ".join(texts(view.checks))
    assert view.checks.print.isEnabled()
    window.press(K.Key_Return, control=True)
    assert len(desk.case("A-0001").letters) == 1, "an issued letter is not issued again"
    window.press(K.Key_Return)
    assert (window.shown(), window.desk_window.rooms.assessment.number) == ("assessment", "A-0002")


def test_another_case_is_never_issued_before_it_is_shown(window: Running, desk: Desk) -> None:
    decided(desk)
    decided(desk, number="A-0002")
    view = opened(window)
    view.open_case("A-0002")
    view.deeds.issue()
    window.settle()
    assert desk.case("A-0001").letters == desk.case("A-0002").letters == ()
    assert view.shown is not None
    assert view.shown.case.number == "A-0002"


def test_a_refused_date_is_said_and_issuing_can_go_on(
    window: Running, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    decided(desk)
    view = opened(window)

    def refuse(*given: object, **more: object) -> None:
        raise Refused("Confirm the date before issuing.", "F3", "today")

    with monkeypatch.context() as patch:
        patch.setattr("mmd_reviewer.services.letter.issue", refuse)
        click(window, "issueButton")
    assert words(window) == "Confirm the date before issuing (rule F3)."
    click(window, "issueButton")
    assert view.shown is not None
    assert view.shown.issued is not None


def test_fields_follow_the_page_and_clicks_go_both_ways(window: Running, desk: Desk) -> None:
    decided(desk, terms="Test group first.")
    view = opened(window)
    sources = [box.source for box in view.fields._boxes.values()]
    assert sources[0] == "addressee"
    assert {"requirement", "proposal", "period", "terms"} <= set(sources)
    place = next(place for place in view.pages.canvas.places if place.source == "terms")
    at = view.pages.canvas.on_page(place.page, place).center()
    QTest.mouseClick(view.pages.canvas, Qt.MouseButton.LeftButton, pos=at)
    box = child(window, "letterField_terms")
    assert box.hasFocus()
    assert view.pages.canvas.marked == "terms"
    window.settle()
    assert view.grab().toImage() != QImage()
    QTest.mouseClick(child(window, "letterField_proposal"), Qt.MouseButton.LeftButton)
    assert view.pages.canvas.marked == "proposal"
    QTest.mouseClick(view.pages.canvas, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert view.pages.canvas.marked == "proposal", "a click beside the page does nothing"
    view.fields.focus_field("nothing")
    assert view.pages.hasFocus()


def test_zoom_modes_pages_and_turning(window: Running, desk: Desk) -> None:
    decided(desk, reason=LONG * 60)
    view = opened(window)
    pages = view.pages
    total = len(pages.canvas.rects)
    assert total >= 2
    assert view.tools._page.text() == f"Page 1 of {total}"
    assert view.tools.modes["page"].isChecked()
    window.press(K.Key_PageDown)
    assert view.tools._page.text() == f"Page 2 of {total}"
    window.press(K.Key_PageUp)
    assert pages.page == 0
    click(window, "pageAfter")
    click(window, "pageBefore")
    assert pages.page == 0
    click(window, "fit_width")
    wide = pages.canvas.rects[0].width()
    assert pages.mode == "width"
    click(window, "fit_two")
    assert pages.canvas.rects[0].top() == pages.canvas.rects[1].top(), "side by side"
    before = view.tools._zoom.text()
    window.press(K.Key_Plus, control=True)
    assert pages.mode == "zoom"
    assert view.tools._zoom.text() != before
    assert not any(button.isChecked() for button in view.tools.modes.values())
    for _ in range(12):
        click(window, "zoomIn")
    assert view.tools._zoom.text() == "300 %"
    for _ in range(12):
        click(window, "zoomOut")
    assert view.tools._zoom.text() == "50 %"
    window.press(K.Key_0, control=True)
    assert pages.mode == "page"
    assert view.tools.modes["page"].isChecked()
    assert pages.canvas.rects[0].width() < wide
    image = pages.canvas.pictures[0]
    assert abs(image.width() - pages.canvas.rects[0].width()) <= 2, (
        "drawn at the size it is shown in"
    )


def test_a_corrected_letter_replaces_the_first_which_becomes_void(
    window: Running, desk: Desk
) -> None:
    decided(desk)
    letter.issue(desk, desk.case("A-0001"))
    view = opened(window)
    click(window, "replaceLetter")
    dialog = child(window, "replaceDialog", QDialog)
    dialog.accept_button.click()
    window.settle()
    assert dialog.error.text() == "Write why the letter is corrected (rule C2)."
    assert child(window, "replace_why", QPlainTextEdit).hasFocus()
    window.type("The plant was another one.")
    reason = child(window, "replace_reason", QPlainTextEdit)
    reason.setFocus()
    reason.selectAll()
    window.type("The plant of Wels asked for it.")
    until = time.monotonic() + 60
    while "Wels" not in child(window, "replaceNew").toPlainText() and time.monotonic() < until:
        window.settle()
    assert "Wels" in child(window, "replaceNew").toPlainText()
    assert "Wels" not in child(window, "replaceOld").toPlainText()
    dialog.accept_button.click()
    window.settle()
    assert desk.case("A-0001").decision.made.reason == "The plant of Wels asked for it."  # type: ignore[union-attr]
    old, new = desk.case("A-0001").letters
    assert (old.void, new.record.replaces) == (True, "A-0001-L1")
    assert view.shown is not None
    assert view.shown.issued is not None
    assert view.shown.issued.record.number == "A-0001-L2"
    combo = child(window, "letterChoice", QComboBox)
    assert [combo.itemText(n).partition(" ")[0] for n in range(2)] == ["A-0001-L2", "A-0001-L1"]
    combo.setCurrentIndex(1)
    combo.activated.emit(1)
    window.settle()
    assert view.shown.issued.record.number == "A-0001-L1"
    shown = texts(view.checks)
    assert "Void" in shown
    assert "Record dispatch" not in shown
    assert "Issue a corrected letter" not in shown


def test_dispatch_is_recorded_with_day_and_reference(window: Running, desk: Desk) -> None:
    decided(desk)
    letter.issue(desk, desk.case("A-0001"))
    view = opened(window)
    click(window, "recordDispatch")
    dialog = child(window, "dispatchDialog", QDialog)
    on, reference = (
        child(window, "dispatch_on", QLineEdit),
        child(window, "dispatch_reference", QLineEdit),
    )
    for day, ref, sentence in (
        ("soon", "X", "Give the day as 2026-12-01"),
        ("2026-11-24", "X", "lies in the future"),
        ("2026-11-23", " ", "Give the portal's reference of the dispatch (rule C4)."),
    ):
        on.setText(day)
        reference.setText(ref)
        dialog.accept_button.click()
        window.settle()
        assert sentence in dialog.error.text()
    reference.setText("MMD-77")
    dialog.accept_button.click()
    window.settle()
    sent = desk.case("A-0001").letters[0]
    assert (sent.dispatched, sent.reference) == (DAY, "MMD-77")
    assert "dispatch recorded" in words(window)
    assert "Record dispatch" not in texts(view.checks)
    assert view.checks.save.isEnabled()


def test_change_the_decision_takes_back_the_decision_and_nothing_else(
    window: Running, desk: Desk
) -> None:
    assessment.answer(desk, desk.case("A-0001"), FACTOR_4)
    window.desk_window.open_case("assessment", "A-0001")
    window.settle()
    click(window, "decideButton")
    click(window, "changeDecision")
    assert desk.case("A-0001").decision is None
    assert (window.shown(), window.desk_window.rooms.assessment.number) == ("assessment", "A-0001")
    assert words(window) == "The decision is taken back."
    window.press(K.Key_Y, control=True)
    assert desk.case("A-0001").decision is not None, "it can be done again"
    request_queue.note(desk, desk.case("A-0001"), "The customer called.")
    opened(window)
    click(window, "changeDecision")
    assert "Something was recorded on A-0001 after its decision" in words(window)
    assert len(desk.case("A-0001").notes) == 1
    assert desk.case("A-0001").decision is not None


def test_other_kinds_and_esc(window: Running, desk: Desk) -> None:
    view = opened(window)
    assert view.shown is not None
    assert view.shown.kind == "acknowledgement"
    assert "Change the decision" not in texts(view.fields)
    window.press(K.Key_Escape)
    assert (window.shown(), window.desk_window.rooms.assessment.number) == ("assessment", "A-0001")
    decision.make(desk, desk.case("A-0002"), Proposal(RETURN, reason="Which plants?"))
    opened(window, "A-0002")
    assert view.shown.kind == "returned"
    decision.make(
        desk, desk.case("A-0001"), Proposal(NO_EXEMPTION, route=desk.edition(DAY).routes[0].code)
    )
    opened(window, "A-0001")
    assert view.shown.kind == "no_exemption"
    assert "letterField_route" in {
        widget.objectName() for widget in view.fields.findChildren(QWidget)
    }


def test_in_a_narrow_window_fields_and_pages_take_turns(window: Running, desk: Desk) -> None:
    decided(desk, terms="Test group first.")
    view = opened(window)
    assert view.fields.isVisible()
    window.program.window.resize(1024, 700)
    window.settle()
    assert not view.fields.isVisible()
    assert view.tools.minimumSizeHint().width() <= view.tools.width(), "nothing is cut off"
    assert view.checks.geometry().right() < view.width()
    click(window, "fieldsToggle")
    assert view.fields.isVisible()
    assert not view.pages.isVisible()
    click(window, "fieldsToggle")
    view.pages.canvas.place_clicked.emit("terms")
    window.settle()
    assert child(window, "letterField_terms").hasFocus()
    window.program.window.resize(1440, 900)
    window.settle()
    assert view.fields.isVisible()
    assert view.pages.isVisible()
    assert view.fields.geometry().right() < view.pages.mapTo(view, QPoint(0, 0)).x()


def test_a_tick_keeps_the_focus_when_the_case_is_read_again(window: Running, desk: Desk) -> None:
    decided(desk)
    view = opened(window)
    view.checks.save.setFocus()
    window.desk_window.reviewing.changed.emit(Changes(frozenset({"A-0001"})))
    window.settle()
    assert view.checks.save.hasFocus()


def test_a_courtesy_translation_is_chosen_seen_and_issued(window: Running, desk: Desk) -> None:
    """Behind the letter in its own language; nothing is chosen by itself."""
    decided(desk)
    view = opened(window)
    combo = child(window, "letterAlso", Combo)
    assert combo.currentData() == ""
    assert [combo.itemData(place) for place in range(combo.count())] == ["", "de", "fr"]
    before = view.pages.canvas.words.whole()
    assert before is not None
    combo.setFocus()
    window.press(K.Key_Down)
    window.press(K.Key_Down)
    again = child(window, "letterAlso", Combo)
    assert again.currentData() == "fr"
    whole = view.pages.canvas.words.whole()
    assert whole is not None
    assert "seul le texte anglais fait foi" in view.pages.canvas.words.text(whole)
    click(window, "issueButton")
    (issued,) = desk.case("A-0001").letters
    assert any(block.language.startswith("fr") for block in issued.record.blocks)
    assert issued.record.language == "en-GB"
