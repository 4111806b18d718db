"""Sentences of one's own (F9): kept from a reason box, filled in from the case, forgotten."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.services import decision
from mmd_reviewer.services.read.sentence_fields import NAMES, fields_of, filled
from mmd_reviewer.ui.reviewing.own_sentences import OwnSentences
from tests.making import FACTOR_4, Course, assessed
from tests.ui.calendar_store import ENDS
from tests.ui.dialogs import is_open, on_a_copy, write
from tests.ui.running import Running, child

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
MINE = "We approve {proposal} until {until}."


@pytest.fixture
def window(calendar_file: Path, tmp_path: Path, qtbot: object) -> Iterator[Running]:
    with on_a_copy(calendar_file, tmp_path) as it:
        it.desk_window.open_case("case", ENDS)
        it.settle()
        yield it


def test_c6_fields_are_filled_in_as_letters_write_them(tmp_path: Path) -> None:
    """C6: dates with weekday and month in words; what is not known stays in braces, to be seen."""
    desk = Course(tmp_path).on(0)
    case = assessed(desk, FACTOR_4, ticket="MMD-7-T", timeline="3 months", proposal="AnyConnect.")
    case = decision.make(desk, case, Proposal("approve"))
    fields = fields_of(case)
    assert set(fields) <= set(NAMES)
    assert filled(MINE, fields) == "We approve AnyConnect until Tuesday 23 February 2027."
    assert filled("By {deadline}, {nobody}.", fields) == "By {deadline}, {nobody}."
    assert filled("{customer}{customer}", {"customer": "{title}"}) == "{title}{title}"


def test_those_kept_for_the_same_come_first() -> None:
    kept: list[dict[str, str]] = []
    own = OwnSentences({"b": "decline", "a": "approve"})
    own.keep = lambda rows: kept.append(dict(rows))
    assert own.all("decline") == ["b", "a"]
    own.add("c", "decline")
    own.forget("a")
    assert kept[-1] == {"b": "decline", "c": "decline"}


def offered(window: Running, field: str) -> None:
    """F9 in a field of a dialog."""
    area = child(window, field)
    area.setFocus()
    QTest.keyClick(area, K.Key_F9)
    window.settle()
    assert is_open("sentencesDialog")


def test_in_every_reason_box_words_are_kept_taken_and_forgotten(window: Running) -> None:
    own = window.desk_window.reviewing.sentences
    window.program.registry.run("course.review")
    window.settle()
    write(window, review_text="All four hold for {customer}.")
    offered(window, "review_text")
    window.type("Keep what")
    window.press(K.Key_Return)
    assert own.all("review_text") == ["All four hold for {customer}."]
    area = child(window, "review_text")
    area.setPlainText("")
    offered(window, "review_text")
    window.press(K.Key_Return)
    customer = window.desk_window.reviewing.desk.case(ENDS).request.customer
    assert area.toPlainText() == f"All four hold for {customer}."
    offered(window, "review_text")
    window.type("Forget")
    window.press(K.Key_Return)
    window.press(K.Key_Return)
    assert own.all("") == []


def test_under_a_passphrase_nothing_is_kept_outside(window: Running) -> None:
    window.desk_window.reviewing.sentences.secret = True
    window.program.registry.run("course.review")
    window.settle()
    write(window, review_text="Words of a customer.")
    offered(window, "review_text")
    window.press(K.Key_Return)
    assert window.desk_window.reviewing.sentences.all("") == []
