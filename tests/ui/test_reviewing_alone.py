"""What views share, without a view: how a deed ends, what is said when it is refused or meets
somebody else's change, whom an answer still reaches, what was typed (C7, C8).
"""

import threading
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLabel, QWidget

from mmd_reviewer.domain.errors import Cancelled, ConnectionLost, Refused, StoreError
from mmd_reviewer.services import decision, request_queue
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.ui.reviewing.changes import Changes
from mmd_reviewer.ui.reviewing.failures import CONNECTION
from mmd_reviewer.ui.reviewing.say import DEED, MessageAction
from mmd_reviewer.ui.reviewing.still_there import if_still_there, still_there
from mmd_reviewer.ui.reviewing.typed import Typed
from tests.making import new_desk, receive
from tests.ui.alone import Alone

A, B = "A-0001", "A-0002"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = new_desk(tmp_path)
    receive(desk, ticket="MMD-1-T")
    receive(desk, ticket="MMD-2-T")
    return desk


@pytest.fixture
def told(it: Alone) -> list[Changes]:
    heard: list[Changes] = []
    it.reviewing.changed.connect(heard.append)
    return heard


def note(it: Alone, words: str, number: str = A, **how: Any) -> None:
    desk = it.reviewing.desk
    it.reviewing.deed(lambda: request_queue.note(desk, desk.case(number), words), **how)


def notes(it: Alone, number: str = A) -> list[str]:
    return [one.text for one in it.desk.case(number).notes]


def by_another(tmp_path: Path, words: str) -> None:
    """Somebody else records a note."""
    desk = new_desk(tmp_path, reviewer="Petra Novak")
    request_queue.note(desk, desk.case(A), words)


# A deed


def test_a_deed_is_said_and_told_and_may_offer_what_comes_next(
    it: Alone, told: list[Changes]
) -> None:
    done: list[str] = []
    note(
        it,
        "Called.",
        done=lambda cases: done.append(cases[0].number),
        said="Noted.",
        offer=lambda number: MessageAction(f"Show {number}", lambda: None),
    )
    it.rest()
    assert it.heard.of_deed == "Noted."
    assert it.heard.offers[DEED].label == "Show A-0001"
    assert [changes.cases for changes in told] == [{A}]
    assert (done, it.heard.messages["saved"][2]) == ([A], ":")


def test_deeds_are_done_in_the_order_in_which_they_were_asked_for(it: Alone) -> None:
    for words in ("One", "Two", "Three"):
        note(it, words)
    it.rest()
    assert notes(it) == ["One", "Two", "Three"]
    assert it.heard.conflicts == []


def test_what_was_said_of_the_deed_before_is_over_when_another_is_recorded(it: Alone) -> None:
    note(it, "One", said="The first is noted.")
    note(it, "Two")
    it.rest()
    assert it.heard.of_deed == ""


@pytest.mark.parametrize(
    ("error", "words", "tone"),
    [
        (Refused("It is parked.", "A6"), "It is parked (rule A6).", "amber"),
        (Refused("It is parked"), "It is parked", "amber"),
        (StoreError("The disk is full."), "The disk is full.", "red"),
        (OSError("No such file"), "No such file", "red"),
        (Cancelled(), "Cancelled: nothing of it was kept.", "info"),
    ],
)
def test_why_a_deed_was_not_done_is_said_by_how_grave_it_is(
    it: Alone, told: list[Changes], error: Exception, words: str, tone: str
) -> None:
    def fail() -> Any:
        raise error

    it.reviewing.deed(fail, said="Done.")
    it.rest()
    assert (it.heard.of_deed, it.heard.tones[DEED]) == (words, tone)
    assert told == []


def test_a_refusal_goes_where_the_deed_was_asked_for_while_that_is_there(it: Alone) -> None:
    label = QLabel(it.under)
    here: list[str] = []

    def tell(error: Exception) -> None:
        here.append(f"{label.text()}{error}")

    def fail() -> Any:
        raise Refused("It is parked.")

    it.reviewing.deed(fail, failed=tell)
    it.rest()
    assert (here, it.heard.of_deed) == (["It is parked."], "")
    it.reviewing.deed(fail, failed=tell)
    gone(label)
    it.rest()
    assert (here, it.heard.of_deed) == (["It is parked."], "It is parked.")


# Somebody else's change


def test_c8_a_deed_on_what_somebody_changed_records_nothing_and_puts_both_before_the_person(
    it: Alone, tmp_path: Path, told: list[Changes]
) -> None:
    it.reviewing.saw(it.desk.case(A))
    by_another(tmp_path, "Theirs")
    note(it, "Mine")
    it.rest()
    assert notes(it) == ["Theirs"]
    (conflict,) = it.heard.conflicts
    assert conflict.conflict.number == A
    assert "Petra Novak" in conflict.conflict.who
    assert conflict.mine is not None
    assert it.heard.of_deed == "", "the bar has it"
    assert told[-1].many, "what is stored is shown"
    conflict.mine()
    it.rest()
    assert notes(it) == ["Theirs", "Mine"]


def test_c8_what_nobody_looked_at_is_no_conflict(it: Alone, tmp_path: Path) -> None:
    it.reviewing.saw(it.desk.case(B))
    by_another(tmp_path, "Theirs")
    note(it, "Mine")
    it.rest()
    assert (notes(it), it.heard.conflicts) == (["Theirs", "Mine"], [])


def test_c8_a_dialog_is_told_itself_and_the_bar_is_not(it: Alone, tmp_path: Path) -> None:
    it.reviewing.saw(it.desk.case(A))
    by_another(tmp_path, "Theirs")
    here: list[str] = []
    note(it, "Mine", failed=lambda error: here.append(str(error)), in_dialog=True)
    it.rest()
    assert it.heard.conflicts == []
    assert len(here) == 1
    assert "was changed since you looked at it" in here[0]


def test_c8_a_rule_that_somebody_else_s_deed_woke_is_said_after_that_deed(
    it: Alone, tmp_path: Path
) -> None:
    it.reviewing.saw(it.desk.case(A))
    other = new_desk(tmp_path, reviewer="Petra Novak")
    request_queue.judge(other, other.case(A), "proposal", sufficient=False, why="Which?")

    def refuse() -> Any:
        raise Refused("Nothing of it can be done.", "A1")

    it.reviewing.deed(refuse)
    it.rest()
    assert len(it.heard.conflicts) == 1
    assert "Petra Novak" in it.heard.conflicts[0].conflict.who


# Reads


def test_a_newer_read_of_the_same_view_is_the_one_that_is_shown(it: Alone) -> None:
    shown: list[str] = []
    waits = threading.Event()

    def slow() -> str:
        waits.wait(10)
        return "old"

    it.reviewing.read("view", slow, shown.append)
    it.reviewing.read("view", lambda: "new", shown.append)
    it.reviewing.read("other", lambda: "beside", shown.append)
    waits.set()
    it.rest()
    assert shown == ["new", "beside"]


def test_a_store_that_does_not_answer_says_so_until_it_does(it: Alone) -> None:
    def fail() -> Any:
        raise ConnectionLost("The server does not answer.")

    failed: list[str] = []
    it.reviewing.read("view", fail, print, failed=lambda: failed.append("view"))
    it.rest()
    assert it.heard.messages == {CONNECTION: "The server does not answer."}
    assert failed == ["view"]
    it.reviewing.failures.answers()
    assert it.heard.messages == {}


def test_keys_are_held_while_what_they_are_meant_for_opens(it: Alone) -> None:
    holding, states = it.registry.holding, list[bool]()

    def fail() -> Any:
        raise OSError("Unreadable")

    it.reviewing.read_case("case", A, lambda shown: None, opens=True)
    states.append(holding.on)
    it.rest()
    states.append(holding.on)
    it.reviewing.read("case", fail, print, opens=True)
    states.append(holding.on)
    it.rest()
    states.append(holding.on)
    assert states == [True, False, True, False], "no key is dead for good"


def test_a_case_that_a_view_read_counts_as_seen(it: Alone, tmp_path: Path) -> None:
    it.reviewing.read_case("case", A, lambda shown: None)
    it.rest()
    by_another(tmp_path, "Theirs")
    note(it, "Mine")
    it.rest()
    assert len(it.heard.conflicts) == 1


# Whom an answer still reaches


def gone(widget: QWidget) -> None:
    widget.deleteLater()
    QCoreApplication.sendPostedEvents(widget, QEvent.Type.DeferredDelete.value)


def reaching(widget: QWidget, how: str) -> Any:
    """A callback that touches the widget in one of these ways."""
    if how == "its method":
        return widget.setToolTip
    if how == "given to it":
        return partial(lambda label, words: None, widget)
    if how == "given by name":
        return partial(lambda words, label: None, label=widget)
    if how == "written in it":
        return lambda words: widget.setToolTip(words)
    inner = partial(lambda label, words: None, widget)
    return lambda words: inner(words)


@pytest.mark.parametrize(
    "how", ["its method", "given to it", "given by name", "written in it", "two steps away"]
)
def test_an_answer_is_not_told_to_a_widget_that_is_gone(it: Alone, how: str) -> None:
    label = QLabel(it.under)
    callback = reaching(label, how)
    assert still_there(callback)
    gone(label)
    assert not still_there(callback)
    if_still_there(callback)("words")  # and nothing happens


def test_a_callback_without_a_widget_is_always_reached() -> None:
    heard: list[str] = []

    def again(words: str) -> None:
        heard.append(words)
        assert again is not None  # written in itself

    assert still_there(again)
    if_still_there(again)("words")
    assert heard == ["words"]


# What was typed


def typed(it: Alone) -> Typed:
    made = Typed(it.reviewing)
    made.look_up()
    it.rest()
    return made


def test_what_was_typed_comes_back_at_the_next_start_and_not_once_it_is_recorded(
    it: Alone,
) -> None:
    first = typed(it)
    first.keep(f"park {A}", {"reason": "Vendor"})
    assert first.of(f"park {A}") == {"reason": "Vendor"}
    assert first.of(f"park {B}") == {}
    it.rest()
    assert typed(it).of(f"park {A}") == {"reason": "Vendor"}
    first.keep(f"park {A}", {})
    it.rest()
    assert typed(it).of(f"park {A}") == {}


def test_what_is_typed_now_goes_before_what_an_earlier_run_kept(it: Alone) -> None:
    typed(it).keep(f"park {A}", {"reason": "old"})
    it.rest()
    now = Typed(it.reviewing)
    now.keep(f"park {A}", {"reason": "new"})
    now.look_up()
    it.rest()
    assert now.of(f"park {A}") == {"reason": "new"}


# Undo


def test_c7_what_this_desk_did_is_taken_back_by_name_and_shown(it: Alone) -> None:
    wanted: list[tuple[str, str]] = []
    it.reviewing.case_wanted.connect(lambda view, number: wanted.append((view, number)))
    note(it, "One")
    note(it, "Two", number=B)
    it.rest()
    assert it.registry.action("edit.undo").text().startswith(f"Undo {B}")
    assert [done.number for done in it.reviewing.undoing.deeds()] == [B, A]
    it.heard.view_id = "case"
    it.reviewing.undoing.undo()
    it.rest()
    assert (notes(it, A), notes(it, B)) == (["One"], [])
    assert it.heard.of_deed.startswith(f"Taken back: {B}")
    assert wanted == [("case", B)]
    assert [done.number for done in it.reviewing.undoing.deeds()] == [A]
    it.reviewing.undoing.redo()
    it.rest()
    assert notes(it, B) == ["Two"]
    assert it.heard.of_deed.startswith(f"Done again: {B}")


def test_c7_after_another_deed_nothing_is_done_again(it: Alone) -> None:
    note(it, "One")
    it.rest()
    it.reviewing.undoing.undo()
    it.rest()
    note(it, "Two")
    it.rest()
    it.reviewing.undoing.redo()
    it.rest()
    assert (notes(it), it.heard.of_deed) == (["Two"], "There is nothing to redo.")


def test_c7_with_nothing_done_there_is_nothing_to_undo(it: Alone) -> None:
    it.reviewing.undoing.undo()
    it.rest()
    assert it.heard.of_deed == "There is nothing to undo: in this window nothing was done."
    assert it.registry.action("edit.undo").text() == "Undo"


def test_c7_a_return_asked_for_in_the_window_is_one_deed_to_undo(it: Alone) -> None:
    desk = it.reviewing.desk
    it.reviewing.deed(lambda: decision.make_return(desk, desk.case(A), {"proposal": "Which?"}))
    it.rest()
    assert len(it.reviewing.undoing.deeds()) == 1
    it.reviewing.undoing.undo()
    it.rest()
    case = it.desk.case(A)
    assert (case.missing, dict(case.judged)) == ((), {})
