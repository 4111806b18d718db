"""Words that show data, the rows they stand in, panes that scroll, tips: plain, whole or cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAction, QTextDocument
from PySide6.QtWidgets import QApplication, QSplitter, QToolTip, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mmd_reviewer.services.read.states import STATES
from mmd_reviewer.ui.look.theme import DARK, LIGHT, apply_theme, font
from mmd_reviewer.ui.widgets.buttons import PushButton
from mmd_reviewer.ui.widgets.empty_state import EmptyState
from mmd_reviewer.ui.widgets.fields import Field, TextArea
from mmd_reviewer.ui.widgets.labels import (
    KINDS,
    ElidedLabel,
    Hairline,
    IconLabel,
    KeyValue,
    Label,
    Rest,
    StateBadge,
    column_of,
    flush_row,
    holding,
    new_column,
    row_of,
)
from mmd_reviewer.ui.widgets.painting import width_of
from mmd_reviewer.ui.widgets.panes import BesideOrBelow, Pane, Room, has_keyboard
from mmd_reviewer.ui.widgets.tips import plain_tip, set_tip, show_tip
from tests.ui.painted_words import has_icon, painted, words

LONG = "Donaudampfschifffahrtsgesellschaftskapitän " * 5
MARKUP = ["<b>x</b>", "&lt;b&gt;", "<img src='file:///etc/hostname'>", "a < b & c > d"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_label_of_every_kind_is_plain_and_as_large_as_it_says(
    app: QApplication, qtbot: QtBot, kind: str
) -> None:
    label = Label("<b>R&D</b>", kind)
    qtbot.addWidget(label)
    px, weight, tone = KINDS[kind]
    label.resize(label.sizeHint())
    (word,) = painted(label)
    assert (word.text, word.weight) == ("<b>R&D</b>", weight)
    assert word.ink == LIGHT.hex(tone).lower()
    assert label.font().pixelSize() == px


def test_a_tone_can_change_while_it_is_shown_and_follows_the_theme(
    app: QApplication, qtbot: QtBot
) -> None:
    label = Label("2 days late", tone="broken")
    qtbot.addWidget(label)
    label.show()
    assert painted(label)[0].ink == LIGHT.broken.lower()
    label.set_tone("good")
    assert painted(label)[0].ink == LIGHT.good.lower()
    apply_theme(app, DARK)
    assert painted(label)[0].ink == DARK.good.lower()
    label.set_tone("")
    assert painted(label)[0].ink == DARK.text.lower()
    apply_theme(app, LIGHT)


def test_a_label_wraps_only_where_it_is_told_to(app: QApplication, qtbot: QtBot) -> None:
    one, many = Label(LONG), Label(LONG, wrap=True)
    assert one.minimumSizeHint().width() > many.minimumSizeHint().width()
    assert many.heightForWidth(200) > 2 * many.heightForWidth(4000)


@pytest.mark.parametrize("text", [LONG, "שלום עולם " * 20, "日本語の長い文 " * 12])
def test_a_cut_text_has_a_tip_with_all_of_it_and_a_whole_one_has_none(
    app: QApplication, qtbot: QtBot, text: str
) -> None:
    label = ElidedLabel(text, "muted")
    qtbot.addWidget(label)
    label.resize(120, 20)
    assert "…" in "".join(words(label))
    assert {word.ink for word in painted(label)} == {LIGHT.muted.lower()}
    assert label.toolTip() == text
    assert label.text() == text, "who cannot see it hears all of it"
    label.resize(width_of(label.font(), text) + 2, 20)
    assert "…" not in "".join(words(label))
    assert label.toolTip() == ""


def test_a_cut_text_gives_way_to_what_stands_beside_it(app: QApplication, qtbot: QtBot) -> None:
    label, button = ElidedLabel(LONG), PushButton("Open", "b")
    window = holding(row_of(label, button))
    qtbot.addWidget(window)
    window.resize(200, 40)
    window.show()
    assert button.width() >= button.sizeHint().width()
    assert label.minimumSizeHint().width() == 24
    label.set_tone("broken")
    assert {word.ink for word in painted(label)} == {LIGHT.broken.lower()}


@pytest.mark.parametrize(("code", "look"), STATES)
def test_a_state_is_a_word_and_a_shape(
    app: QApplication, qtbot: QtBot, code: str, look: object
) -> None:
    badge = StateBadge(code)
    qtbot.addWidget(badge)
    badge.resize(badge.minimumSizeHint())
    (word,) = painted(badge)
    assert word.text == badge.accessibleName() == badge.look.word
    assert word.left + width_of(font(13), word.text) <= badge.width()
    assert has_icon(badge, badge.look.icon, LIGHT.hex(badge.look.tone), 14)


def test_another_state_is_shown_and_spoken(app: QApplication, qtbot: QtBot) -> None:
    badge = StateBadge("new")
    qtbot.addWidget(badge)
    narrow = badge.sizeHint().width()
    badge.set_state("no_exemption_needed")
    assert badge.sizeHint().width() > narrow
    assert badge.accessibleName() == badge.word != "New"


def test_an_icon_changes_and_follows_the_theme(app: QApplication, qtbot: QtBot) -> None:
    icon = IconLabel("info", size=20)
    qtbot.addWidget(icon)
    assert has_icon(icon, "info", LIGHT.muted, 20)
    icon.set_icon("triangle-alert", "broken")
    assert has_icon(icon, "triangle-alert", LIGHT.broken, 20)
    assert (icon.width(), icon.height()) == (20, 20)


@pytest.mark.parametrize("vertical", [False, True])
def test_a_hairline_is_one_pixel(app: QApplication, qtbot: QtBot, vertical: bool) -> None:
    line = Hairline(vertical)
    qtbot.addWidget(line)
    line.resize(50, 50)
    assert (line.width() if vertical else line.height()) == 1
    assert line.grab().toImage().pixelColor(0, 0) == LIGHT.color("hairline")


def seen(values: KeyValue) -> list[str]:
    return [label.text() for label in values.findChildren(Label) if label.isVisible()]


def test_values_stand_beside_their_names_with_a_note_below(app: QApplication, qtbot: QtBot) -> None:
    values = KeyValue()
    qtbot.addWidget(values)
    values.show()
    values.set_rows([("Customer", LONG, ""), ("Type", "<b>", "as received")])
    assert seen(values) == ["Customer", LONG, "Type", "<b>", "as received"]
    values.set_rows([])
    assert seen(values) == []
    values.set_rows([("Title", "Later", "")])
    assert seen(values) == ["Title", "Later"]


def test_long_values_wrap_and_names_stay_in_one_column(app: QApplication, qtbot: QtBot) -> None:
    values = KeyValue(label_width=90)
    qtbot.addWidget(values)
    values.set_rows([("A", LONG, ""), ("B", "x", "")])
    values.resize(300, 300)
    values.show()
    a, long, b, short = values.findChildren(Label)
    assert a.mapTo(values, QPoint()).x() == b.mapTo(values, QPoint()).x() == 0
    assert long.mapTo(values, QPoint()).x() == short.mapTo(values, QPoint()).x() >= 90
    assert long.height() > 2 * short.height()
    assert long.mapTo(values, QPoint(long.width(), 0)).x() <= values.width()


def test_rows_and_columns_are_gaps_stretches_and_what_takes_the_rest(
    app: QApplication, qtbot: QtBot
) -> None:
    one, two, three = Label("a"), Label("b"), Label("c")
    inner = QVBoxLayout()
    inner.addWidget(three)
    made = holding(row_of(one, 20, Rest(two), inner, spacing=0))
    qtbot.addWidget(made)
    made.resize(400, 30)
    made.show()
    assert two.x() - (one.x() + one.width()) == 20
    assert two.width() > 300
    assert three.x() == two.x() + two.width()
    flushed = holding(row_of(Label("x"), Label("y"), stretch=True))
    qtbot.addWidget(flushed)
    flushed.resize(400, 30)
    flushed.show()
    assert max(label.x() for label in flushed.findChildren(Label)) < 60
    stood, box = new_column(4)
    box.addWidget(Label("z"))
    assert stood.layout() is box
    assert (box.spacing(), box.contentsMargins().left()) == (4, 0)


def test_links_begin_where_the_text_above_them_does(app: QApplication, qtbot: QtBot) -> None:
    text, link = Label("Reason"), PushButton("Sentences", "s", kind="flat")
    made = holding(column_of(text, flush_row(link), margins=(20, 0, 0, 0)))
    qtbot.addWidget(made)
    made.show()
    assert link.x() == text.x() - 4


@pytest.mark.parametrize("text", MARKUP)
def test_a_tip_shows_exactly_its_text(app: QApplication, qtbot: QtBot, text: str) -> None:
    tip = plain_tip(text)
    document = QTextDocument()
    document.setHtml(tip)
    assert document.toPlainText() == text
    action, label = QAction("x"), Label("x")
    for one in (action, label):
        set_tip(one, text)
        assert one.toolTip() == tip


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_a_tip_without_a_sign_of_markup_is_its_text(text: str) -> None:
    tip = plain_tip(text)
    assert (tip == text) is ("<" not in text and "&lt" not in text)
    assert tip.count("<") in (0, 2)


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_tip_that_is_shown_now_is_plain_too(app: QApplication, qtbot: QtBot) -> None:
    label = Label("x")
    qtbot.addWidget(label)
    label.show()
    show_tip(label.mapToGlobal(QPoint(2, 2)), "a < b", label)
    assert QToolTip.text() == plain_tip("a < b")


def test_an_empty_view_teaches_and_other_words_take_their_place(
    app: QApplication, qtbot: QtBot
) -> None:
    state = EmptyState("No requests yet", "Import a file <or> enter one.")
    qtbot.addWidget(state)
    state.resize(500, 400)
    state.show()
    assert [label.text() for label in state.findChildren(Label)] == [
        "No requests yet",
        "Import a file <or> enter one.",
    ]
    state.show_text("No match", "The filter is “vpn”.")
    first, second = PushButton("Clear", "clear"), PushButton("Import", "import")
    state.set_buttons([first, second])
    assert state.focusProxy() is first
    state.set_buttons([second := PushButton("Import", "import2")])
    assert [b.label for b in state.findChildren(PushButton) if b.isVisible()] == ["Import"]
    assert state.focusProxy() is second
    state.set_buttons([])
    assert [b for b in state.findChildren(PushButton) if b.isVisible()] == []
    assert [label.text() for label in state.findChildren(Label)] == [
        "No match",
        "The filter is “vpn”.",
    ]


def show(pane: Pane, qtbot: QtBot) -> None:
    qtbot.addWidget(pane)
    pane.resize(300, 200)
    pane.show()
    pane.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is pane)


def test_a_pane_scrolls_down_only_and_shows_another_column(app: QApplication, qtbot: QtBot) -> None:
    pane = Pane("casePane", "Case", "surface")
    pane.fill(column_of(Label(LONG), *(Label(f"line {n}") for n in range(40))))
    show(pane, qtbot)
    assert not pane.horizontalScrollBar().isVisible()
    assert pane.verticalScrollBar().maximum() > 0
    assert (pane.objectName(), pane.accessibleName()) == ("casePane", "Case")
    body = pane.fill(column_of(Label("only")))
    assert [label.text() for label in pane.findChildren(Label)] == ["only"]
    assert body.grab().toImage().pixelColor(200, 60) == LIGHT.color("surface")


def test_what_opens_beside_the_field_with_the_keyboard_leaves_it_in_view(
    app: QApplication, qtbot: QtBot
) -> None:
    late = Label("\n".join(["opens"] * 30))
    late.hide()
    area = TextArea("reason", "Reason", lines=4)
    pane = Pane("casePane", "Case", "surface")
    body = pane.fill(column_of(*(Label(f"line {n}") for n in range(5)), late, area))
    show(pane, qtbot)
    body.installEventFilter(pane)
    area.setFocus()
    late.show()

    def whole() -> bool:
        top = area.mapTo(pane.viewport(), QPoint()).y()
        return top >= 0 and top + area.height() <= pane.viewport().height()

    qtbot.waitUntil(lambda: area.y() > 300)
    qtbot.waitUntil(whole)


def test_who_has_the_keyboard_is_asked_of_the_window_not_of_the_part(
    app: QApplication, qtbot: QtBot
) -> None:
    window = QWidget()
    left, right = QWidget(), QWidget()
    column_of(left, right, inside=window)
    fields = Field("a", "A"), Field("b", "B")
    for part, field in zip((left, right), fields, strict=True):
        column_of(field, inside=part)
    qtbot.addWidget(window)
    assert not has_keyboard(left)
    fields[0].setFocus()
    assert (has_keyboard(left), has_keyboard(right)) == (True, False)
    fields[1].setFocus()
    assert (has_keyboard(left), has_keyboard(right)) == (False, True)


@pytest.mark.parametrize(
    ("width", "orientation", "least"),
    [
        (1200, Qt.Orientation.Horizontal, 300),
        (1000, Qt.Orientation.Horizontal, 300),
        (999, Qt.Orientation.Vertical, 0),
    ],
)
def test_a_pane_moves_below_in_a_narrow_window_and_back(
    app: QApplication, qtbot: QtBot, width: int, orientation: Qt.Orientation, least: int
) -> None:
    left, pane = QWidget(), QWidget()
    both = BesideOrBelow("split", left, pane, Room(400, 300, 1000, (60, 40)), 800)
    qtbot.addWidget(both)
    for size in (QSize(width, 700), QSize(1400, 700), QSize(width, 700)):
        both.resize(size)
        both.fold(size)
    assert (both.orientation(), pane.minimumWidth()) == (orientation, least)
    both.show()
    shares = both.sizes()
    if orientation == Qt.Orientation.Vertical:
        assert shares[0] / sum(shares) == pytest.approx(0.6, abs=0.02)
    else:
        assert shares[1] == pytest.approx(400, abs=2)


def test_how_a_person_divided_it_stays_while_it_is_beside(app: QApplication, qtbot: QtBot) -> None:
    both = BesideOrBelow("split", QWidget(), QWidget(), Room(400, 300, 1000, (60, 40)), 800)
    qtbot.addWidget(both)
    both.resize(1200, 700)
    both.show()
    both.fold(QSize(1200, 700))
    both.setSizes([600, 600])
    both.fold(QSize(1200, 700))
    assert isinstance(both, QSplitter)
    assert both.sizes()[1] == pytest.approx(600, abs=2)
