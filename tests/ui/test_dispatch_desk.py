"""The dispatch desk at the keyboard: marked, copied, recorded; keys counted (C4, C2, D3)."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from mmd_reviewer.domain.letters.compose import as_text
from mmd_reviewer.ui.dispatch.dispatch_view import DispatchView
from mmd_reviewer.ui.widgets.buttons import RailButton
from tests.making import DAY
from tests.ui.dialogs import chord
from tests.ui.dispatch_store import LETTERS, desk_of, desk_view, recorded, ticket
from tests.ui.running import Running, child, click, running, words

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(waiting_file: Path, tmp_path: Path, qtbot: object) -> Iterator[Running]:
    with running(Path(shutil.copy(waiting_file, tmp_path / "s.sqlite"))) as it:
        yield it


def letters(view: DispatchView) -> list[str]:
    return [row.letter for row in view.rows.letters]


def marked(view: DispatchView) -> list[str]:
    return [row.letter.letter for row in view.rows.marked()]


def test_every_letter_that_waits_is_a_row_and_none_is_marked(window: Running) -> None:
    """C4: by customer; the reference is the case's ticket, the day today."""
    view = desk_view(window)
    assert letters(view) == [f"A-{place:04}-L1" for place in range(1, LETTERS + 1)]
    assert (view.bar.title.text(), view.bar.all.text()) == (
        "15 letters issued, not dispatched",
        "0 of 15 marked",
    )
    assert "sends nothing" in view.bar.sentence.text()
    assert "copying, drafting a mail and Enter" in view.bar.sentence.text()
    row = view.rows.row(3)
    assert (row.reference, row.day, row.given.marked) == (ticket(3), DAY.isoformat(), False)
    assert (view.bar.record_button.label, view.bar.record_button.isEnabled()) == ("Record", False)
    assert not view.bar.trouble.isVisible(), "a case without a ticket is no trouble yet"
    assert view.list.view.hasFocus()
    checked = [line.label for line in window.program.window.rail.lines() if line.isChecked()]
    assert checked == ["To dispatch"]
    assert child(window, "rail_dispatch", RailButton).count == LETTERS
    window.press(K.Key_Escape)
    assert window.shown() == "queue"
    click(window, "rail_dispatch")
    assert window.shown() == "dispatch"


def test_fifteen_letters_take_under_twenty_five_keys(window: Running) -> None:
    """Text after text into the portal, each under its ticket, then all recorded: 1 key a letter."""
    view = desk_view(window)
    texts = [
        as_text(desk_of(window).case(row.number).letters[0].record) for row in view.rows.letters
    ]
    window.keys = 0
    window.keys += 1
    chord(window, "Ctrl+Shift+X")
    for text in texts:
        window.press(K.Key_C)
        assert QGuiApplication.clipboard().text() == text
    assert view.bar.all.text() == "14 of 15 marked", "the last has no ticket"
    window.press(K.Key_Return)
    window.type("INC-77")
    window.press(K.Key_Return)
    assert view.bar.record_button.label == "Record 15 dispatches"
    window.press(K.Key_Return, control=True)
    assert window.keys < 25, window.keys
    assert window.keys == 19, "the desk, 15 texts, one reference typed, all recorded"
    assert words(window) == "15 dispatches recorded."
    assert desk_of(window).store.waiting_letters() == []
    facts = [recorded(window, f"A-{place:04}")[0] for place in range(1, LETTERS + 1)]
    assert [row.reference for row in facts[:-1]] == [ticket(n) for n in range(LETTERS - 1)]
    assert {(row.on, row.to) for row in facts} == {(DAY, "Jana Hofer")}
    cases = [desk_of(window).case(f"A-{place:04}") for place in range(1, LETTERS + 1)]
    assert len({case.facts[-1].deed for case in cases}) == LETTERS, "each is a deed of its own"
    assert view.shown_page() is view.empty
    assert child(window, "dispatchToQueue").hasFocus()
    assert not view.bar.isVisible()


def test_a_typed_reference_takes_at_most_three_keys_a_letter(window: Running) -> None:
    """Enter into it, the words, Enter: taken, marked, and the next row is current."""
    view = desk_view(window)
    window.keys = 0
    for place in range(3):
        window.press(K.Key_Return)
        assert view.list.editor.selectedText() == ticket(place), "prefilled, typed over"
        window.type(f"INC-{place}")
        window.press(K.Key_Return)
    assert window.keys <= 3 * 3, window.keys
    assert marked(view) == ["A-0001-L1", "A-0002-L1", "A-0003-L1"]
    assert view.list.current == "A-0004-L1"
    window.press(K.Key_Return, control=True)
    assert [recorded(window, f"A-000{n}")[0].reference for n in (1, 2, 3)] == [
        "INC-0",
        "INC-1",
        "INC-2",
    ]
    assert (len(letters(view)), view.list.current) == (12, "A-0004-L1")
    assert marked(view) == []


def test_marks_by_key_by_link_and_by_the_box_above(window: Running) -> None:
    view = desk_view(window)
    window.press(K.Key_Space, K.Key_Down, K.Key_J, K.Key_Space)
    assert marked(view) == ["A-0001-L1", "A-0003-L1"]
    assert view.bar.all.checkState() == Qt.CheckState.PartiallyChecked
    window.press(K.Key_Space, K.Key_K, K.Key_C)
    assert marked(view) == ["A-0001-L1", "A-0002-L1"]
    assert view.rows.row(1).given.taken.startswith("Copied ")
    click(window, "dispatchCopied")
    assert marked(view) == ["A-0002-L1"]
    window.press(K.Key_A)
    assert len(marked(view)) == LETTERS
    assert view.bar.trouble.text() == "1 would be refused", "now that it is marked"
    chord(window, "Ctrl+A")
    assert marked(view) == []
    click(window, "dispatchAll")
    assert len(marked(view)) == LETTERS
    click(window, "dispatchNone")
    assert marked(view) == []
    click(window, "dispatchAllTick")
    assert len(marked(view)) == LETTERS
    window.press(K.Key_N)
    assert view.bar.all.checkState() == Qt.CheckState.Unchecked


def question(window: Running) -> DispatchView:
    """All marked; the third letter under the ticket of the fourth's case."""
    view = desk_view(window)
    window.press(K.Key_A, K.Key_Down, K.Key_Down, K.Key_Return)
    window.type(ticket(3))
    window.press(K.Key_Return)
    return view


def test_d3_another_cases_ticket_is_questioned_and_the_own_one_is_an_enter_away(
    window: Running,
) -> None:
    """D3: said in the row, not counted; nothing of the others is blocked."""
    view = question(window)
    row = view.rows.row(2)
    assert row.objection is not None
    assert row.objection.question == "This is the ticket of A-0004, of Adatum 03."
    assert row.objection.more == f"A-0003 was asked under {ticket(2)}."
    assert view.bar.trouble.text() == "1 reference questioned, 1 would be refused"
    assert view.bar.record_button.label == "Record 13 dispatches"
    speech = view.list.model.data(view.list.model.index(2, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert str(speech).startswith("left out. Letter: Decline, A-0003-L1.")
    assert "This is the ticket of A-0004" in str(speech)
    window.press(K.Key_F8, K.Key_F8)
    assert view.list.current == "A-0003-L1"
    window.press(K.Key_Return)
    assert (view.rows.row(2).reference, view.rows.row(2).objection) == (ticket(2), None)
    assert view.bar.record_button.label == "Record 14 dispatches"
    assert view.list.editing is None


def test_d3_it_is_kept_with_a_reason_that_stays_in_sight(window: Running) -> None:
    view = question(window)
    window.press(K.Key_K, K.Key_W)
    assert view.list.editing == ("A-0003-L1", "reason")
    assert view.list.editor.accessibleName() == "Reason, A-0003-L1"
    window.type("Both were answered in one message.")
    window.press(K.Key_Return)
    assert view.rows.row(2).objection is None
    assert [words for _, words, _ in view.rows.row(2).offers()] == ["Change the reason"]
    window.press(K.Key_Return, control=True)
    (fact,) = recorded(window, "A-0003")
    assert (fact.reference, fact.reason) == (ticket(3), "Both were answered in one message.")
    assert words(window) == "14 dispatches recorded."
    assert letters(view) == ["A-0015-L1"]


def test_c4_one_day_for_all_and_a_row_with_its_own(window: Running) -> None:
    """C4: a day in the future, or before the letter's, is said in the row, and not recorded."""
    view = desk_view(window)
    window.press(K.Key_C, K.Key_C, K.Key_C)
    window.press(K.Key_G)
    assert view.bar.day.selectedText() == DAY.isoformat()
    window.type("soon")
    window.press(K.Key_Return, control=True)
    assert view.bar.day.hasFocus()
    assert view.bar.sentence.text().startswith("Give the day as")
    assert recorded(window, "A-0001") == []
    view.bar.day.setText("+1")
    window.press(K.Key_Return)
    assert view.bar.day.text() == "2026-11-24"
    assert "sends nothing" in view.bar.sentence.text()
    assert view.list.view.hasFocus()
    window.press(K.Key_Home, K.Key_D)
    window.type("2026-11-23")
    window.press(K.Key_Return)
    rows = [view.rows.row(place) for place in range(3)]
    assert [row.day for row in rows] == ["2026-11-23", "2026-11-24", "2026-11-24"]
    assert [row.counts for row in rows] == [True, False, False]
    against = rows[1].objection
    assert against is not None
    assert "lies in the future" in against.sentence
    window.press(K.Key_J, K.Key_D)
    window.type("the day before")
    window.press(K.Key_Tab)
    fault = view.rows.row(1).objection
    assert fault is not None
    assert fault.sentence.startswith("Give the day as")
    assert view.rows.row(1).day == "the day before", "what was typed stays to be seen"
    window.press(K.Key_Return, control=True)
    assert words(window) == "1 dispatch recorded."
    assert [row.on for row in recorded(window, "A-0001")] == [DAY]
    assert view.list.current == "A-0002-L1"


def test_c4_the_day_in_the_field_is_the_day_recorded(window: Running) -> None:
    """C4: also where Ctrl+Enter is pressed in the field itself."""
    view = desk_view(window)
    window.press(K.Key_C, K.Key_G)
    window.type("2026-11-24")
    window.press(K.Key_Return, control=True)
    assert recorded(window, "A-0001") == []
    assert view.rows.row(0).day == "2026-11-24"
    against = view.rows.row(0).objection
    assert against is not None
    assert "lies in the future" in against.sentence


def test_d3_f8_and_o_lead_to_what_is_wrong_and_esc_leads_back(window: Running) -> None:
    view = desk_view(window)
    window.press(K.Key_F8)
    assert child(window, "dispatchRecord").hasFocus() or view.list.view.hasFocus()
    view.list.setFocus()
    window.press(K.Key_End, K.Key_Space, K.Key_Home, K.Key_F8)
    assert view.list.current == "A-0015-L1"
    row = view.rows.row(LETTERS - 1)
    assert row.objection is not None
    assert row.objection.sentence == "Give the portal's reference of the dispatch."
    window.press(K.Key_O)
    assert (window.shown(), window.desk_window.rooms.letter.number) == ("letter", "A-0015")
    window.press(K.Key_Escape)
    assert window.shown() == "dispatch"
    assert view.list.current == "A-0015-L1"


def test_esc_tab_and_arrows_leave_a_field_and_keep_what_is_in_it(window: Running) -> None:
    """No key that leaves the field loses a word, and none of the words is a command."""
    view = desk_view(window)
    window.press(K.Key_R)
    window.type("cams")
    window.press(K.Key_Escape)
    assert (view.rows.row(0).reference, marked(view)) == ("cams", [])
    assert view.list.view.hasFocus()
    assert window.shown() == "dispatch"
    window.press(K.Key_R)
    window.type("two")
    window.press(K.Key_Tab)
    assert view.list.editing == ("A-0001-L1", "on")
    window.press(K.Key_Backtab)
    assert view.list.editor.accessibleName() == "Reference in the portal, A-0001-L1"
    assert view.list.editor.text() == "two"
    window.press(K.Key_Down)
    assert not view.list.editor.isVisible()
    assert view.list.current == "A-0002-L1"
    window.press(K.Key_R)
    window.type("kept while it is typed")
    view.bar.day.setFocus()
    window.settle()
    assert not view.list.editor.isVisible()
    assert view.rows.row(1).reference == "kept while it is typed"
    window.press(K.Key_Escape)
    assert view.list.view.hasFocus(), "Esc goes back to the list first"
    window.press(K.Key_R)
    view.list.editor.setText("  ")
    window.press(K.Key_Return)
    assert view.rows.row(1).reference == ticket(1), "left empty it is the ticket again"
