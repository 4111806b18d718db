"""Printer, paper, tray and sides: what is offered, what was chosen last, and words that differ."""

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mmd_reviewer.domain.amendment import Part
from mmd_reviewer.domain.print_run import Printer, PrintWish
from mmd_reviewer.ui.forms.marked_words import LINE, MarkedWords, Side
from mmd_reviewer.ui.forms.print_choice import OWN, PrintChoice, remember_wish
from mmd_reviewer.ui.forms.remembered import PRINT, kept, remember, take_up
from mmd_reviewer.ui.look.theme import LIGHT
from tests.ui.painted_words import painted

FIRST = Printer("First <b>", usual=True, trays=("Upper", "Lower"))
SECOND = Printer("Second", trays=("Lower",))


@pytest.fixture(autouse=True)
def _forgotten(app: QApplication) -> Iterator[None]:
    """Nothing of one test is remembered in another."""
    yield
    take_up({})


@pytest.fixture
def choice(app: QApplication) -> PrintChoice:
    return PrintChoice("approved", "letters", app)


def offered(choice: PrintChoice) -> list[list[str]]:
    boxes = (choice.printer, choice.paper, choice.tray, choice.sides)
    return [[box.itemText(place) for place in range(box.count())] for box in boxes]


def test_no_printer_is_chosen_that_was_not_chosen_before(choice: PrintChoice) -> None:
    assert choice.wish is None
    choice.show_printers([FIRST, SECOND])
    printers, papers, trays, sides = offered(choice)
    assert printers == ["First <b> (usual)", "Second"]
    assert papers == ["A4", "Letter"]
    assert (trays, sides[0]) == ([OWN], OWN)
    assert (choice.printer.currentIndex(), choice.wish) == (-1, None)


def test_a_printer_brings_its_trays_and_one_of_the_same_name_stays_chosen(
    choice: PrintChoice,
) -> None:
    heard: list[int] = []
    choice.show_printers([FIRST, SECOND])
    choice.changed.connect(lambda: heard.append(choice.printer.currentIndex()))
    choice.printer.setCurrentIndex(0)
    assert offered(choice)[2] == [OWN, "Upper", "Lower"]
    choice.tray.setCurrentIndex(2)
    choice.printer.setCurrentIndex(1)
    assert choice.wish == PrintWish("Second", "A4", "Lower", "")
    choice.printer.setCurrentIndex(0)
    choice.tray.setCurrentIndex(1)
    choice.printer.setCurrentIndex(1)
    assert choice.wish == PrintWish("Second", "A4", "", "")
    assert heard == [0, 1, 0, 1]


def test_a_kind_is_printed_as_the_last_time_and_another_is_not(
    choice: PrintChoice, app: QApplication
) -> None:
    choice.keep()
    assert kept() == {}, "without a printer there is nothing to remember"
    choice.show_printers([FIRST, SECOND])
    wish = PrintWish("First <b>", "Letter", "Lower", "two-sided-long-edge")
    choice.show_wish(wish)
    choice.keep()
    again = PrintChoice("approved", "letters", app)
    again.show_printers([SECOND, FIRST])
    assert again.wish == wish
    other = PrintChoice("declined", "letters", app)
    other.show_printers([SECOND, FIRST])
    assert other.wish is None


@pytest.mark.parametrize(
    ("printers", "wish"),
    [
        ([SECOND], None),
        ([], None),
        ([Printer("First <b>")], PrintWish("First <b>", "Letter", "", "one-sided")),
    ],
)
def test_what_is_gone_since_is_not_chosen(
    choice: PrintChoice, printers: Sequence[Printer], wish: PrintWish | None
) -> None:
    remember_wish("approved", PrintWish("First <b>", "Letter", "Lower", "one-sided"))
    choice.show_printers(printers)
    assert choice.wish == wish


@pytest.mark.parametrize(
    "words", ["", "nonsense", "{}", "[]", "null", "3", '"x"', '{"paper": "A4"}', '{"printer": 3}']
)
def test_nonsense_that_was_kept_chooses_nothing(choice: PrintChoice, words: str) -> None:
    remember(f"{PRINT}approved", words)
    choice.show_printers([FIRST])
    assert choice.wish is None


@pytest.mark.parametrize("paper", ["A3", "", "letter"])
def test_a_paper_that_is_not_offered_is_the_usual_one(choice: PrintChoice, paper: str) -> None:
    choice.show_printers([FIRST])
    choice.show_wish(PrintWish("First <b>", paper, "No such tray", "no such sides"))
    assert choice.wish == PrintWish("First <b>", "A4", "", "")


def test_only_what_dialogs_remember_is_taken_up_of_the_window_s_settings(app: QApplication) -> None:
    take_up({"folder letters": "/home", "print approved": "{}", "sign key": "k", "queue": "wide"})
    assert sorted(kept()) == ["folder letters", "print approved", "sign key"]
    remember("folder letters", "/elsewhere")
    assert kept()["folder letters"] == "/elsewhere"
    assert kept()["sign key"] == "k"
    take_up({})
    assert kept() == {}


def marked(qtbot: QtBot, side: Side, *parts: tuple[str, bool], width: int = 300) -> MarkedWords:
    made = MarkedWords("w", "Proposal", [Part(*part) for part in parts], side, "as assessed")
    qtbot.addWidget(made)
    made.resize(width, made.heightForWidth(width))
    return made


@pytest.mark.parametrize(
    ("side", "sign", "tone"), [("before", "removed", "broken"), ("after", "added", "good")]
)
def test_what_differs_is_told_by_a_mark_and_a_word_not_by_colour_alone(
    app: QApplication, qtbot: QtBot, side: Side, sign: str, tone: str
) -> None:
    made = marked(qtbot, side, ("Deploy ", False), ("Cisco 4.10 ", True), ("<b>now</b>", False))
    assert made.speech() == f"Deploy [{sign}: Cisco 4.10] <b>now</b>"
    assert made.accessibleName() == f"Proposal, as assessed: {made.speech()}"
    inks = {word.text.strip(): word.ink for word in painted(made)}
    assert inks["Cisco 4.10"] == LIGHT.hex(tone).lower()
    assert inks["Deploy"] == LIGHT.text.lower()


def test_words_that_are_the_same_are_muted_and_none_are_said_to_be_missing(
    app: QApplication, qtbot: QtBot
) -> None:
    same = marked(qtbot, "after", ("As before", False))
    assert [word.ink for word in painted(same)] == [LIGHT.muted.lower()]
    nothing = marked(qtbot, "after")
    assert nothing.speech() == "not given"
    assert nothing.heightForWidth(300) == LINE + 2


def test_blanks_alone_are_not_said_to_differ(app: QApplication, qtbot: QtBot) -> None:
    assert marked(qtbot, "after", ("one", False), (" ", True), ("two", False)).speech() == "one two"


@pytest.mark.parametrize("text", ["word " * 60, "x" * 400, "line\n" * 12, "שלום עולם " * 30])
def test_long_words_wrap_and_nothing_is_cut(app: QApplication, qtbot: QtBot, text: str) -> None:
    wide, narrow = (marked(qtbot, "after", (text, True), width=width) for width in (900, 200))
    assert narrow.heightForWidth(200) > LINE * 3
    assert narrow.heightForWidth(200) >= wide.heightForWidth(900)
    drawn = painted(narrow)
    assert max(word.base for word in drawn) <= narrow.height()
    assert min(word.left for word in drawn) >= 0
    assert max(word.left for word in drawn) < 200
    assert narrow.minimumSizeHint().height() == narrow.heightForWidth(200)
