"""What the palette finds for what is typed, in which order, and what it says meanwhile."""

from collections.abc import Callable, Sequence

import pytest

from mmd_reviewer.ui.commands.palette_list import (
    HelpEntry,
    Hit,
    PaletteCase,
    PaletteCustomer,
    PaletteDevice,
    Row,
    matches,
    rank,
    row_of_hit,
    spans,
)
from mmd_reviewer.ui.commands.palette_search import PaletteSearch
from mmd_reviewer.ui.commands.registry import CommandEntry

COMMANDS = [
    CommandEntry("queue.unpark", "Take out of parking", "", "x", "U", True, ""),
    CommandEntry("queue.park", "Park", "asks for a reason", "x", "P", True, ""),
    CommandEntry("queue.close", "Close", "read-only", "x", "C", False, ""),
    CommandEntry("help.page", "Help for this place", "", "x", "F1", True, ""),
]
PAGES = [
    HelpEntry("queue", "The queue", "parked requests"),
    HelpEntry("keys", "Keys", "of a place"),
]
HITS: list[Hit] = [
    PaletteCase("A-0118", "Parking app", "Contoso", "New"),
    PaletteDevice("S-1", "Park desk", "Surface"),
    PaletteCustomer("Parkside", "3 cases"),
]


class Store:
    """Answers when it is told to."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self._takes: list[Callable[[Sequence[Hit]], object]] = []

    def __call__(self, words: str, take: Callable[[Sequence[Hit]], object]) -> None:
        self.asked.append(words)
        self._takes.append(take)

    def answer(self, hits: Sequence[Hit] = HITS, *, place: int = -1) -> None:
        self._takes[place](hits)


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture
def search(store: Store) -> PaletteSearch:
    made = PaletteSearch(lambda: COMMANDS, lambda: PAGES)
    made.cases = store
    return made


def nothing() -> None:
    """Nobody is told."""


def lines(search: PaletteSearch) -> list[str]:
    """Headings end with a colon."""
    rows = search.found().rows
    return [f"{row.text}:" if row.kind == "heading" else row.text for row in rows]


def test_with_nothing_typed_it_offers_every_command_and_asks_nobody(
    search: PaletteSearch, store: Store
) -> None:
    search.ask("   ", nothing)
    assert lines(search) == ["Commands:", *(command.text for command in COMMANDS)]
    assert search.found().many == 4
    assert (store.asked, search.searching) == ([], False)


def test_groups_stand_in_one_order_and_headings_are_not_counted(
    search: PaletteSearch, store: Store
) -> None:
    search.ask("  pARk ", nothing)
    store.answer([hit for hit in HITS if not isinstance(hit, PaletteCustomer)])
    assert store.asked == ["park"]
    assert lines(search) == [
        "Commands:",
        "Park",
        "Take out of parking",
        "Cases:",
        "Parking app",
        "Devices:",
        "S-1",
        "Help:",
        "The queue",
    ]
    assert search.found().many == 5


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("parks", "Customers:"),  # no command
        ("park", "Commands:"),  # one begins with it as well
        ("out", "Commands:"),  # it stands within both
    ],
)
def test_a_name_that_was_typed_comes_before_commands(
    search: PaletteSearch, store: Store, typed: str, first: str
) -> None:
    search.ask(typed, nothing)
    store.answer([PaletteCustomer("Parkside out", "")])
    assert lines(search)[0] == first
    assert "Customers:" in lines(search)


def test_a_name_that_was_typed_comes_before_a_command_that_only_holds_it(
    search: PaletteSearch, store: Store
) -> None:
    search.ask("place", nothing)
    store.answer([PaletteCustomer("Placebo", "")])
    assert lines(search)[:4] == ["Customers:", "Placebo", "Commands:", "Help for this place"]


@pytest.mark.parametrize(
    ("typed", "asked", "found"),
    [
        (">park", [], ["Commands:", "Park", "Take out of parking"]),
        ("> park", [], ["Commands:", "Park", "Take out of parking"]),
        ("@park", ["park"], ["Customers:", "Parkside", "Devices:", "S-1"]),
        ("#Park  app", ["park app"], ["Cases:", "Parking app"]),
        ("?park", [], ["Help:", "The queue"]),
        ("?", [], ["Help:", "The queue", "Keys"]),
        (">", [], ["Commands:", *(command.text for command in COMMANDS)]),
        ("@", [], []),
        ("#", [], []),
    ],
)
def test_a_sign_before_the_words_narrows_it_to_one_kind(
    search: PaletteSearch, store: Store, typed: str, asked: list[str], found: list[str]
) -> None:
    search.ask(typed, nothing)
    assert store.asked == asked
    if asked:
        store.answer()
    assert lines(search) == found


def test_a_sign_behind_the_words_is_one_of_them(search: PaletteSearch, store: Store) -> None:
    search.ask("c#", nothing)
    assert store.asked == ["c#"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("@", "Type a customer, or the number of a device"),
        ("#", "Type the number of a case, or words of it"),
        (" # ", "Type the number of a case, or words of it"),
    ],
)
def test_a_sign_alone_asks_for_what_it_looks_for(
    search: PaletteSearch, typed: str, said: str
) -> None:
    search.ask(typed, nothing)
    assert search.why_nothing() == said


def test_nothing_is_said_to_be_found_only_when_the_store_has_answered(
    search: PaletteSearch, store: Store
) -> None:
    search.ask("#zebra", nothing)
    assert search.why_nothing() == "Looking…"
    store.answer([])
    assert search.why_nothing() == "Nothing found: try fewer letters"


def test_what_was_found_for_fewer_letters_stands_until_the_answer(
    search: PaletteSearch, store: Store
) -> None:
    search.ask("#par", nothing)
    store.answer()
    search.ask("#park", nothing)
    assert search.searching
    assert lines(search) == ["Cases:", "Parking app"]
    store.answer([])
    assert (lines(search), search.searching) == ([], False)


def test_words_taken_away_take_what_they_found_along(search: PaletteSearch, store: Store) -> None:
    search.ask("#park", nothing)
    store.answer()
    search.ask("#", nothing)
    assert lines(search) == []


def test_an_answer_that_is_overtaken_tells_nobody(search: PaletteSearch, store: Store) -> None:
    told: list[str] = []
    search.ask("par", lambda: told.append("par"))
    search.ask("zzz", lambda: told.append("zzz"))
    store.answer(HITS, place=0)
    assert (told, lines(search), search.searching) == ([], [], True)
    store.answer([])
    assert told == ["zzz"]


def test_an_answer_after_the_palette_was_left_tells_nobody(
    search: PaletteSearch, store: Store
) -> None:
    told: list[str] = []
    search.ask("zebra", lambda: told.append("came"))
    search.forget()
    store.answer()
    assert (told, lines(search), search.searching) == ([], [], False)


def test_without_a_store_only_cases_are_missing(search: PaletteSearch) -> None:
    search.cases = None
    search.ask("park", nothing)
    assert not search.searching
    assert lines(search)[0] == "Commands:"
    search.ask("#park", nothing)
    assert search.why_nothing() == "Nothing found: try fewer letters"


@pytest.mark.parametrize(
    ("row", "may"),
    [
        (None, True),
        (Row("command", "a", "Park"), False),
        (Row("command", "a", "Unpark"), True),
        (Row("case", "A-1", "Park"), True),
        (Row("help", "a", "Park"), True),
    ],
)
def test_only_a_command_that_begins_with_what_was_typed_waits_for_no_search(
    search: PaletteSearch, store: Store, row: Row | None, may: bool
) -> None:
    search.ask("park", nothing)
    assert search.may_come_before(row) is may
    store.answer()
    assert not search.may_come_before(row)


def test_f1_stands_at_the_first_page_alone_and_nowhere_twice(search: PaletteSearch) -> None:
    def with_f1(text: str) -> list[str]:
        search.ask(text, nothing)
        return [row.text for row in search.found().rows if row.key == "F1"]

    assert with_f1("?") == ["The queue"]
    assert with_f1("?keys") == ["Keys"]
    assert with_f1("park") == ["The queue"]
    assert with_f1("place") == ["Help for this place"]


def test_a_command_that_is_off_keeps_its_line_and_its_reason(search: PaletteSearch) -> None:
    search.ask(">close", nothing)
    row = search.found().rows[1]
    assert (row.id, row.enabled, row.hint, row.key) == ("queue.close", False, "read-only", "C")


@pytest.mark.parametrize(
    ("hit", "spoken"),
    [
        (HITS[0], "A-0118, Parking app, Contoso, New"),
        (HITS[1], "S-1, Park desk, Surface"),
        (HITS[2], "Parkside, 3 cases"),
        (PaletteDevice("S-1", "", ""), "S-1"),
        (PaletteCustomer("Łódź", ""), "Łódź"),
    ],
)
def test_what_was_found_speaks_all_that_is_seen_and_nothing_empty(hit: Hit, spoken: str) -> None:
    assert row_of_hit(hit).speech() == spoken


def test_what_was_found_is_opened_by_its_number_or_name() -> None:
    made = [(row.kind, row.id) for row in map(row_of_hit, HITS)]
    assert made == [("case", "A-0118"), ("device", "S-1"), ("customer", "Parkside")]


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Take out of parking", ["park", "out"], True),
        ("Take out of parking", ["park", "in", "no"], False),
        ("Straße", ["strasse"], True),
        ("ΑΘΗΝΑ", ["αθηνα"], True),
        ("anything", [], True),
        ("", ["a"], False),
    ],
)
def test_every_word_must_occur_in_any_order_and_case(
    text: str, words: list[str], found: bool
) -> None:
    assert matches(text, words) is found


def test_what_begins_with_the_first_word_comes_first() -> None:
    texts = ["Unpark", "Park", "Take out", "parking"]
    assert sorted(texts, key=lambda text: rank(text, ["park"])) == [
        "Park",
        "parking",
        "Unpark",
        "Take out",
    ]
    assert {rank(text, []) for text in texts} == {1}


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        ("Take out of parking", ["park", "take"], ["Take", "park"]),
        ("aba", ["ab", "ba"], ["aba"]),
        ("Contoso", [], []),
        ("Contoso", [""], []),
        ("", ["a"], []),
        ("דוח חדש", ["חדש"], ["חדש"]),
    ],
)
def test_each_match_is_marked_and_no_letter_is_lost(
    text: str, words: list[str], marked: list[str]
) -> None:
    pieces = spans(text, words)
    assert "".join(piece for piece, _mark in pieces) == text
    assert [piece for piece, mark in pieces if mark] == marked
