"""Keys that a person gave to commands: how they may be written, what is refused, what is kept."""

import io

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mmd_reviewer.ui.commands.own_keys import give_keys, keys_page, own_keys, take_keys
from mmd_reviewer.ui.commands.registry import ActionRegistry, SheetRow, clashes, key_text, sequences
from mmd_reviewer.ui.commands.table import ActionSpec
from mmd_reviewer.ui.shell.main_window import MainWindow
from tests.ui.conftest import shown_list


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("F12", ("F12",)),
        ("F12 or Ctrl+F9", ("F12", "Ctrl+F9")),
        ("F12 Ctrl+F9", ("F12", "Ctrl+F9")),
        ("  F12  ", ("F12",)),
        ("ctrl+f9", ("Ctrl+F9",)),
        ("CTRL+SHIFT+F9", ("Ctrl+Shift+F9",)),
        ("Alt+Enter", ("Alt+Return",)),
        ("alt+enter", ("Alt+Return",)),
        ("w", ("W",)),
        ("Shift+W", ("Shift+W",)),
        ("P P", ("P",)),
        ("P p", ("P",)),
        ("", ()),
    ],
)
def test_keys_are_taken_as_people_write_them(
    registry: ActionRegistry, words: str, keys: tuple[str, ...]
) -> None:
    assert give_keys(registry, "queue.park", words) == ""
    assert registry.keys_of("queue.park") == keys


@pytest.mark.parametrize("word", ["Foo", "Ctrl+Foo", "Ctrl+", "Control", "Ctrl+F9,Ctrl+F8", "PP"])
def test_what_is_no_key_is_named_and_nothing_changes(registry: ActionRegistry, word: str) -> None:
    said = give_keys(registry, "queue.park", f"F12 {word}")
    assert said == f"“{word}” is no key: write it as Ctrl+Shift+X, Alt+Down, F3 or X."
    assert registry.keys_of("queue.park") == ("P",)


@pytest.mark.parametrize("word", ["x", "X", "7", "/", "Space", "space", "Shift+X", "shift+space"])
def test_a_command_of_the_whole_window_gets_no_key_that_types_something(
    registry: ActionRegistry, word: str
) -> None:
    before = registry.keys_of("view.palette")
    said = give_keys(registry, "view.palette", word)
    assert said == f"“{word}” alone would act while one types: add Ctrl or Alt."
    assert registry.keys_of("view.palette") == before


@pytest.mark.parametrize(
    ("name", "words", "said"),
    [
        ("queue.park", "A", "A belongs to “Assign to me”."),
        ("queue.park", "a", "A belongs to “Assign to me”."),
        ("queue.assign", "P", "P belongs to “Park”."),
        ("queue.park", "F12 A", "A belongs to “Assign to me”."),
        ("queue.park", "Ctrl+K", "Ctrl+K belongs to “Search or run a command”."),
        ("queue.park", "Down", "Down belongs to “Next row”."),
        ("queue.park", "Return", "Enter belongs to “Open”."),
        ("view.palette", "Ctrl+Return", "Ctrl+Enter belongs to"),
    ],
)
def test_a_key_that_is_taken_says_by_what(
    registry: ActionRegistry, name: str, words: str, said: str
) -> None:
    before = registry.keys_of(name)
    assert give_keys(registry, name, words).startswith(said)
    assert registry.keys_of(name) == before


def test_one_letter_may_mean_something_else_in_another_place(registry: ActionRegistry) -> None:
    specs = {spec.id: spec for spec in registry.all_specs()}
    assert specs["queue.park"].scope != specs["owed.elsewhere"].scope
    assert give_keys(registry, "owed.elsewhere", "P") == ""
    assert registry.keys_of("queue.park") == ("P",)


def test_a_command_may_be_given_the_key_it_has_by_itself(registry: ActionRegistry) -> None:
    assert give_keys(registry, "queue.open", "Return") == ""
    assert give_keys(registry, "queue.park", "P") == ""
    assert own_keys(registry) == {"queue.open": "Return"}


def test_a_key_written_in_small_letters_is_not_another_one(registry: ActionRegistry) -> None:
    give_keys(registry, "queue.park", "p")
    give_keys(registry, "view.palette", "ctrl+k")
    assert own_keys(registry) == {}


def test_a_command_without_a_key_is_kept_so(registry: ActionRegistry) -> None:
    give_keys(registry, "queue.park", "")
    kept = own_keys(registry)
    assert kept == {"queue.park": ""}
    registry.reset_keys()
    take_keys(registry, kept)
    assert registry.keys_of("queue.park") == ()


@pytest.mark.parametrize(
    "kept",
    [
        {"queue.park": "A", "queue.assign": "P"},
        {"queue.park": "A", "queue.assign": "M", "queue.note": "P"},
        {"queue.note": "P", "queue.assign": "M", "queue.park": "A"},
        {"queue.park": "A", "queue.assign": ""},
    ],
)
def test_keys_that_changed_places_are_there_at_the_next_start(
    registry: ActionRegistry, kept: dict[str, str]
) -> None:
    """Given one by one, each would find its key with the other, and both would be lost."""
    take_keys(registry, kept)
    assert own_keys(registry) == kept
    take_keys(registry, dict(reversed(own_keys(registry).items())))
    assert own_keys(registry) == kept
    take_keys(registry, {})
    assert own_keys(registry) == {}


def test_of_two_kept_for_one_key_the_first_in_the_table_has_it(registry: ActionRegistry) -> None:
    take_keys(registry, {"queue.park": "F12", "queue.assign": "F12"})
    assert own_keys(registry) == {"queue.assign": "F12"}
    assert registry.keys_of("queue.park") == ("P",)


def test_what_cannot_be_read_of_kept_keys_leaves_those_of_the_table(
    registry: ActionRegistry,
) -> None:
    take_keys(registry, {"queue.park": "No such", "view.palette": "x", "gone": "F12"})
    assert own_keys(registry) == {}


def test_other_keys_act_and_the_former_do_nothing(
    qtbot: QtBot, frame: MainWindow, registry: ActionRegistry
) -> None:
    ran: list[str] = []
    for name in ("queue.park", "queue.assign"):
        registry.bind(name, lambda name=name: ran.append(name))  # type: ignore[misc]
    take_keys(registry, {"queue.park": "A F12", "queue.assign": "P"})
    QTest.keyClicks(shown_list(frame).view, "ap")
    QTest.keyClick(shown_list(frame).view, Qt.Key.Key_F12)
    assert ran == ["queue.park", "queue.assign", "queue.park"]
    assert registry.keys("queue.park") == "A or F12"
    assert registry.key("queue.park") == "A"
    assert [row.keys for row in registry.sheet_rows() if row.text == "Park…"] == ["A or F12"]


@pytest.mark.parametrize("key", ["W", "Shift+W"])
def test_own_letters_are_switched_off_with_all_others(registry: ActionRegistry, key: str) -> None:
    give_keys(registry, "queue.park", f"{key} F12")
    registry.set_single_keys(False)
    assert registry.keys("queue.park") == "F12"
    assert registry.keys_of("queue.park") == (key, "F12")
    registry.set_single_keys(True)
    assert registry.keys("queue.park") == f"{key} or F12"


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        ((), ""),
        (("",), ""),
        (("X",), "X"),
        (("Ctrl+Return",), "Ctrl+Enter"),
        (("/", "F3"), "/ or F3"),
        (("Esc",), "Esc"),
    ],
)
def test_keys_are_shown_as_they_stand_on_the_keyboard(keys: tuple[str, ...], shown: str) -> None:
    assert key_text(keys) == shown


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        ("Q", ["Q", "Й"]),
        ("M", ["M", "Ь"]),
        ("[", ["["]),
        ("Space", ["Space"]),
        ("Ctrl+Q", ["Ctrl+Q"]),
        ("Ctrl+Return", ["Ctrl+Return", "Ctrl+Enter"]),
    ],
)
def test_what_answers_to_a_key(key: str, answer: list[str]) -> None:
    """A letter also where a Russian keyboard has it, Enter also on the number pad."""
    assert [one.toString() for one in sequences([key])] == answer


def test_a_clash_is_between_two_commands_of_places_that_are_open_together() -> None:
    table = [
        ActionSpec("a", "A", ("X", "X"), scope="queue"),
        ActionSpec("b", "B", ("X",), scope="calendar"),
        ActionSpec("c", "C", (), scope="calendar", native=("Enter",)),
        ActionSpec("d", "D", ("Return",), scope="calendar"),
        ActionSpec("e", "E", ("x",)),
    ]
    assert clashes(table) == [
        ("X", "e", "a"),
        ("X", "e", "a"),
        ("X", "e", "b"),
        ("Enter", "c", "d"),
    ]
    assert clashes(table[:3]) == []


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    try:
        return " ".join(document[0].get_textpage().get_text_range().split())
    finally:
        document.close()


def test_the_page_of_keys_names_each_place_once_and_keeps_signs(registry: ActionRegistry) -> None:
    """What looks like markup is printed as it is."""
    rows = [
        SheetRow("Queue", "R&D <b>first</b>", "Ctrl+<"),
        SheetRow("Queue", "Park", "P"),
        SheetRow("Calendar", "Today", "T"),
    ]
    printed = text_of(keys_page(rows))
    assert printed.startswith("MMD Reviewer: every key Queue R&D <b>first</b> Ctrl+<")
    assert printed.count("Queue") == printed.count("Calendar") == 1
    assert "Today T" in printed


def test_an_action_answers_to_the_keys_given_and_to_none_before(registry: ActionRegistry) -> None:
    give_keys(registry, "queue.park", "Ctrl+F9")
    assert registry.action("queue.park").shortcuts() == [QKeySequence("Ctrl+F9")]
    give_keys(registry, "queue.park", "")
    assert registry.action("queue.park").shortcuts() == []
