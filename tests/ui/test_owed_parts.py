"""The letters owed, part by part: their rows, the filter above them, the line of a shortening."""

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mmd_reviewer.domain.waiting import OwedRow
from mmd_reviewer.services.read.owed_list import OwedItem, OwedWish, fitting
from mmd_reviewer.services.read.owing import Waiting
from mmd_reviewer.ui.commands.registry import ActionRegistry
from mmd_reviewer.ui.forms.dialogs import FormDialog
from mmd_reviewer.ui.look.theme import LIGHT, font
from mmd_reviewer.ui.owed.owed_bar import OwedBar
from mmd_reviewer.ui.owed.owed_cells import COLUMNS, OwedModel, cell_of
from mmd_reviewer.ui.owed.owed_line import AXIS, WaitingLine
from mmd_reviewer.ui.widgets.painting import width_of
from tests.making import DAY
from tests.ui.painted_words import painted

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def item(number: str = "A-0042", *, because: str = "Decision", **given: Any) -> OwedItem:
    values: dict[str, Any] = {
        "number": number,
        "customer": "Litware",
        "title": "Zscaler\nClient  Connector",
        "ticket": "MMD-1",
        "kind": "approved",
        "since": DAY - timedelta(days=3),
        "waits": False,
        "settle": False,
        "effect": "Not to be deployed before its letter is issued",
    }
    return OwedItem(OwedRow(**{**values, **given}), because)


def said(one: OwedItem) -> dict[str, str]:
    return {column.key: cell_of(one, column.key, DAY).speech() for column in COLUMNS}


def test_c9_a_row_says_how_long_which_letter_why_and_what_is_true_until_then() -> None:
    """C9: each letter owed has its age and what waits for it."""
    assert said(item()) == {
        "age": "3 d",
        "letter": "Approval, Litware · Zscaler Client Connector · A-0042",
        "because": "Decision, Fri 2026-11-20",
        "until": "Not to be deployed, before its letter is issued",
    }


SHORTER = {
    "kind": "retimed",
    "waits": True,
    "effect": "Does not hold; the deadline of 2027-01-01 does",
}


@pytest.mark.parametrize(
    ("given", "words", "more", "tone", "icon"),
    [
        (SHORTER, "Does not hold", "old deadline 2027-01-01", "broken", "lock"),
        (
            {**SHORTER, "letter": "A-0042-L3"},
            "Does not hold",
            "A-0042-L3 is not dispatched",
            "broken",
            "lock",
        ),
        (
            {"letter": "A-0042-L3"},
            "Written, not dispatched",
            "not to be deployed before its letter is issued",
            "",
            "file-text",
        ),
        ({"settle": True}, "To be settled", "recorded before letters were owed", "", "history"),
    ],
)
def test_c9_what_does_not_hold_has_a_padlock_and_is_red(
    given: dict[str, Any], words: str, more: str, tone: str, icon: str
) -> None:
    """C9: nothing that worsens a customer's position holds before its letter is dispatched."""
    cell = cell_of(item(**given), "until", DAY)
    assert (cell.primary, cell.second_line()) == (words, more)
    assert (cell.text_tone, cell.icon, cell.strong) == (tone, icon, tone == "broken")


@pytest.mark.parametrize(
    ("given", "strong"),
    [({}, True), ({"letter": "L1"}, False), ({"letter": "L1", "waits": True}, True)],
)
def test_the_age_of_what_waits_or_is_not_written_is_strong(
    given: dict[str, Any], strong: bool
) -> None:
    assert cell_of(item(**given), "age", DAY).strong is strong


def test_ages_are_told_on_the_day_of_the_window(app: QApplication) -> None:
    model = OwedModel(DAY)
    model.reset([item()], DAY + timedelta(days=4))
    assert model.cell(0, 0).primary == "7"
    model.reset([item(since=DAY + timedelta(days=9))], DAY)
    assert model.cell(0, 0).primary == "0", "it is never owed less than today"
    assert model.item_at(0) == model.items[0]
    assert model.item_at(1) is None
    assert model.item_at(-1) is None


@pytest.fixture
def bar(registry: ActionRegistry, qtbot: QtBot) -> OwedBar:
    made = OwedBar(registry)
    qtbot.addWidget(made)
    made.resize(900, 90)
    made.show()
    return made


def heard(bar: OwedBar) -> list[str]:
    found: list[str] = []
    bar.changed.connect(lambda: found.append("changed"))
    bar.entered.connect(lambda: found.append("entered"))
    bar.left.connect(lambda: found.append("left"))
    bar.customers_wanted.connect(lambda: found.append("customers"))
    return found


def test_the_filter_is_told_and_said_in_words(bar: OwedBar) -> None:
    told = heard(bar)
    assert (bar.wish, bar.words()) == (OwedWish(), "")
    bar.effect.menu().actions()[1].trigger()
    bar.set_customer("R&D")
    bar.search.set_words(" vpn ")
    assert bar.wish == OwedWish("vpn", "waits", "R&D")
    assert bar.words() == "“vpn”, Effect: Does not hold yet, Customer: R&D"
    bar.clear()
    assert (bar.wish, bar.words()) == (OwedWish(), "")
    assert told == ["changed", "changed", "changed"]


@pytest.mark.parametrize("key", [K.Key_Delete, K.Key_Return, K.Key_Down])
def test_taking_letters_away_is_the_way_to_the_queue(
    bar: OwedBar, qtbot: QtBot, key: Qt.Key
) -> None:
    told = heard(bar)
    bar.letters.setFocus()
    QTest.keyClick(bar.letters, key)
    assert told == ["left"]
    assert (bar.letters.code, bar.letters.value) == ("owed", "Owed")


def test_customers_are_chosen_from_a_list(bar: OwedBar, qtbot: QtBot) -> None:
    told = heard(bar)
    bar.customer.click()
    assert told == ["customers"]
    bar.choose_customer(["Litware", "Adatum"])
    dialog = bar.findChild(FormDialog)
    assert dialog is not None
    dialog.accept_button.click()
    assert bar.wish.customer == "Litware"
    bar.customer.clear()
    assert told == ["customers", "changed", "changed"]


def test_buttons_run_the_commands_of_their_keys(registry: ActionRegistry, bar: OwedBar) -> None:
    ran: list[str] = []
    for name in ("letters.batch", "owed.elsewhere"):
        registry.bind(name, lambda name=name: ran.append(name))  # type: ignore[misc]
    bar.print_button.click()
    bar.elsewhere_button.click()
    assert ran == ["letters.batch", "owed.elsewhere"]


ITEMS = (
    item("A-1", customer="Contoso", waits=True, kind="retimed", since=DAY - timedelta(days=1)),
    item("A-2", letter="A-2-L1", since=DAY - timedelta(days=9)),
    item("A-3", settle=True, since=DAY - timedelta(days=90)),
    item("A-4", customer="Ärzte AG", since=DAY - timedelta(days=5)),
)


@pytest.mark.parametrize(
    ("wish", "numbers"),
    [
        (OwedWish(), ["A-2", "A-4", "A-1", "A-3"]),
        (OwedWish(descending=False), ["A-1", "A-4", "A-2", "A-3"]),
        (OwedWish(effect="waits"), ["A-1"]),
        (OwedWish(effect="unwritten"), ["A-4", "A-1"]),
        (OwedWish(effect="written"), ["A-2"]),
        (OwedWish(effect="settle"), ["A-3"]),
        (OwedWish(customer="Contoso"), ["A-1"]),
        (OwedWish(words="ärzte zscaler"), ["A-4"]),
        (OwedWish(words="shorter"), ["A-1"]),
        (OwedWish(words="l1"), ["A-2"]),
        (OwedWish(words="zebra"), []),
    ],
)
def test_c9_the_oldest_stand_first_and_those_to_settle_last(
    wish: OwedWish, numbers: list[str]
) -> None:
    """C9: facts recorded before the rule stand apart."""
    assert [one.row.number for one in fitting(ITEMS, wish)] == numbers


WAITING = Waiting(DAY - timedelta(days=3), DAY + timedelta(days=9), DAY + timedelta(days=17), 8)


def line_of(
    qtbot: QtBot, day: date = DAY, waiting: Waiting = WAITING, width: int = 320
) -> WaitingLine:
    made = WaitingLine(waiting, day)
    qtbot.addWidget(made)
    made.resize(width, 58)
    return made


def test_d7_a_shortening_is_spoken_with_all_its_days(app: QApplication, qtbot: QtBot) -> None:
    """D7: it holds from the dispatch of its letter; after the last day a new one is made."""
    assert line_of(qtbot).accessibleName() == (
        "Decided Fri 2026-11-20, today Mon 2026-11-23, last day for the letter Wed 2026-12-02, "
        "new deadline Thu 2026-12-10"
    )


def test_the_line_is_to_scale_and_days_beyond_it_stand_at_its_ends(
    app: QApplication, qtbot: QtBot
) -> None:
    made = line_of(qtbot)
    first, now, last, new = (
        made.place(day) for day in (WAITING.decided, DAY, WAITING.last, WAITING.new)
    )
    assert first < now < last < new <= made.width()
    assert (now - first) / (new - first) == pytest.approx(3 / 20, abs=0.01)
    assert made.place(DAY - timedelta(days=99)) == first
    assert made.place(DAY + timedelta(days=99)) == new
    same_day = line_of(qtbot, waiting=Waiting(DAY, DAY, DAY, 8))
    assert same_day.place(DAY) == first


@pytest.mark.parametrize("days", [-3, 0, 9, 12, 17, 40])
@pytest.mark.parametrize("width", [240, 320, 600])
def test_no_two_labels_lie_on_one_another(
    app: QApplication, qtbot: QtBot, days: int, width: int
) -> None:
    made = line_of(qtbot, DAY + timedelta(days=days), width=width)
    drawn = painted(made)
    assert {"Wed 2026-12-02", "Thu 2026-12-10", "Today"} <= {word.text for word in drawn}
    for above in (True, False):
        row = sorted((w for w in drawn if (w.base < AXIS) is above), key=lambda word: word.left)
        ends = [word.left + width_of(font(12, word.weight), word.text) for word in row]
        assert all(end < word.left for end, word in zip(ends, row[1:], strict=False))
        assert not ends or (row[0].left >= 0 and ends[-1] <= width + 1)


def test_what_has_passed_is_red_and_the_new_deadline_too(app: QApplication, qtbot: QtBot) -> None:
    made = line_of(qtbot)
    image = made.grab().toImage()
    ahead = (made.place(DAY) + made.place(WAITING.last)) // 2
    after = (made.place(WAITING.last) + made.place(WAITING.new)) // 2
    assert image.pixelColor(QPoint(10, AXIS)) == LIGHT.color("broken")
    assert image.pixelColor(QPoint(ahead, AXIS)) == LIGHT.color("text")
    assert image.pixelColor(QPoint(after, AXIS)) == LIGHT.color("edge")
    assert image.pixelColor(QPoint(made.place(WAITING.new), AXIS)) == LIGHT.color("broken")
    late = line_of(qtbot, DAY + timedelta(days=12)).grab().toImage()
    assert late.pixelColor(QPoint(ahead, AXIS)) == LIGHT.color("broken")
