"""What a row of the queue says in each column, and what the filter above it means (A1, A5, A6)."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mmd_reviewer.domain.absence import Absence
from mmd_reviewer.domain.claim import Claim
from mmd_reviewer.domain.request_queue import HANDED, OPEN, QueueFilter, QueueRow
from mmd_reviewer.domain.second_assessment import DIFFERS, WANTED
from mmd_reviewer.domain.sides import TWO_SIDES
from mmd_reviewer.services.read.queue_order import COUNTED
from mmd_reviewer.ui.commands.registry import ActionRegistry
from mmd_reviewer.ui.queue.filter_bar import NO_TYPE, FilterBar, wish_of
from mmd_reviewer.ui.queue.queue_cells import COLUMNS, Looks, cell_of, flag_words, look_words
from mmd_reviewer.ui.queue.queue_look import QueueLook, look_from
from mmd_reviewer.ui.widgets.columns import Cell
from tests.making import DAY, day, edition

ME = "Ines Moreau"
LOOKS = Looks(DAY, ME, {"drivers": "Drivers"})
ROW = QueueRow(
    since=day(-9),
    until=day(900),
    state="new",
    number="A-0142",
    ticket="MMD-1465058-R5V8P",
    customer="Contoso",
    type="drivers",
    title="Zebra printer driver",
    asked="24 months",
    received=day(-9),
    next_date=None,
    reviewer="",
    missing=(),
    flags=(),
    aged_from=day(-9),
)


def cell(key: str, looks: Looks = LOOKS, **given: Any) -> Cell:
    return cell_of(replace(ROW, **given), key, looks)


def test_every_column_of_the_list_has_something_to_say() -> None:
    row = replace(ROW, next_date=day(30))
    assert all(cell_of(row, column.key, LOOKS).primary for column in COLUMNS)


@pytest.mark.parametrize(
    ("given", "age", "second", "strong"),
    [
        ({}, "9", "", False),
        ({"aged_from": day(-20)}, "20", "", False),
        ({"aged_from": day(-21)}, "21", "", True),
        ({"aged_from": day(-30), "waits_since": day(-10)}, "20", "paused", False),
        ({"aged_from": day(2)}, "0", "", False),
    ],
)
def test_an_old_request_stands_out_and_one_that_waits_is_paused(
    given: dict[str, Any], age: str, second: str, strong: bool
) -> None:
    found = cell("received", **given)
    assert (found.primary, found.unit, found.secondary, found.strong) == (age, "d", second, strong)


@pytest.mark.parametrize(
    ("given", "title", "second"),
    [
        ({}, "Zebra printer driver", ("Contoso", "Drivers", "A-0142")),
        ({"title": " Two\n lines "}, "Two lines", ("Contoso", "Drivers", "A-0142")),
        ({"title": " \n"}, "No title or proposal", ("Contoso", "Drivers", "A-0142")),
        ({"type": ""}, "Zebra printer driver", ("Contoso", "Type missing", "A-0142")),
        ({"type": "gone"}, "Zebra printer driver", ("Contoso", "gone", "A-0142")),
    ],
)
def test_a_row_is_known_by_its_title_whose_it_is_and_its_type(
    given: dict[str, Any], title: str, second: tuple[str, ...]
) -> None:
    found = cell("title", **given)
    assert (found.primary, found.secondary) == (title, second)
    assert found.muted == (title == "No title or proposal")


def test_c6_the_next_date_has_its_weekday_and_what_it_is() -> None:
    assert cell("next_date").primary == ""
    found = cell("next_date", state="parked", next_date=day(7))
    assert found.primary == "Mon 2026-11-30"
    assert found.secondary
    waits = cell("next_date", state="approved", next_date=day(7), flags=(WANTED,))
    assert waits.primary == "", "it would tell what the first decided"


@pytest.mark.parametrize(
    ("flags", "missing", "words"),
    [
        ((), (), ""),
        (("amended",), (), "Amended"),
        (("to_be_confirmed",), (), "To be confirmed"),
        (("amended", "to_be_confirmed"), (), "Amended, to be confirmed"),
        (("details_missing", "amended"), ("timeline",), "Timeline missing"),
        (("details_missing",), ("type",), "Exemption type missing"),
        (("details_missing",), ("type", "timeline"), "2 of 4 details missing"),
        ((DIFFERS, "details_missing"), ("type",), "Answers differ"),
        (("promise_broken", DIFFERS), (), "Promise broken"),
        (("decision_untold", TWO_SIDES), (), "Two sides, to settle"),
        (("decision_untold", "shortening_untold"), (), "Decision not told"),
        (("shortening_untold",), (), "Shorter deadline not told"),
        (("two_customers", "promise_broken"), (), "Words of two customers"),
    ],
)
def test_of_several_flags_the_gravest_is_said(
    flags: tuple[str, ...], missing: tuple[str, ...], words: str
) -> None:
    row = replace(ROW, flags=flags, missing=missing)
    assert flag_words(row) == words
    found = cell_of(row, "state", LOOKS)
    if words:
        assert (found.secondary, found.secondary_tone) == (words, "attention")


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (None, ""),
        (day(-1), "First look late"),
        (DAY, "First look by Mon 2026-11-23"),
        (day(1), "First look by Tue 2026-11-24"),
    ],
)
def test_by_when_somebody_should_look_first(due: date | None, words: str) -> None:
    row = replace(ROW, look_due=due)
    assert look_words(row, DAY) == words
    assert cell_of(row, "state", LOOKS).secondary == words


def test_beside_the_state_stands_what_matters_most() -> None:
    """Who has it open, a flag, the pack, whose it is, the first look."""
    row = replace(ROW, reviewer=ME, flags=("amended",), look_due=DAY)
    claim = Claim("A-0142", "Petra Novak", datetime(2026, 11, 23, 10, 2, tzinfo=UTC))
    busy = LOOKS._replace(out={"A-0142": "On pack 2"}, claims={"A-0142": claim})
    said = [cell_of(row, "state", busy).secondary]
    unclaimed = busy._replace(claims={})
    said.append(cell_of(row, "state", unclaimed).secondary)
    plain = replace(row, flags=())
    said.append(cell_of(plain, "state", unclaimed).secondary)
    said.append(cell_of(plain, "state", LOOKS).secondary)
    said.append(cell_of(replace(plain, reviewer=""), "state", LOOKS).secondary)
    assert said == [claim.words, "Amended", "On pack 2", "You", "First look by Mon 2026-11-23"]


def test_who_stands_in_is_named_while_the_reviewer_is_away() -> None:
    away = Absence("Petra Novak", ME, day(-1), day(1), "", "fact")
    looks = LOOKS._replace(absences=(away,))
    assert ME not in str(cell("state", reviewer="Petra Novak").secondary)
    assert cell("state", reviewer="Petra Novak").secondary == "Petra Novak"
    said = cell("state", looks, reviewer="Petra Novak").secondary
    assert said != "Petra Novak"
    assert "Petra Novak" in str(said)


# The filter


@pytest.mark.parametrize(
    ("values", "wish"),
    [
        ({}, QueueFilter(state="")),
        ({"words": "cisco", "state": OPEN}, QueueFilter(words="cisco")),
        ({"type": "drivers"}, QueueFilter(state="", type="drivers")),
        ({"type": NO_TYPE}, QueueFilter(state="", type="")),
        ({"reviewer": "me"}, QueueFilter(state="", reviewer=ME)),
        ({"reviewer": "nobody"}, QueueFilter(state="", reviewer="")),
        ({"reviewer": "=nobody"}, QueueFilter(state="", reviewer="nobody")),
        ({"due": "0"}, QueueFilter(state="", due_by=DAY)),
        ({"due": "7"}, QueueFilter(state="", due_by=day(7))),
        ({"due": "soon"}, QueueFilter(state="")),
        ({"customer": "Contoso"}, QueueFilter(state="", customer="Contoso")),
    ],
)
def test_words_and_chips_mean_a_filter(values: dict[str, str], wish: QueueFilter) -> None:
    assert wish_of(values, DAY, ME) == wish


@pytest.fixture
def bar(qtbot: QtBot, registry: ActionRegistry) -> FilterBar:
    made = FilterBar(edition(), ME, registry)
    qtbot.addWidget(made)
    return made


def test_at_first_the_open_cases_are_shown(bar: FilterBar) -> None:
    assert bar.wish(DAY) == QueueFilter()
    assert bar.words() == "State: Open"
    bar.clear()
    assert (bar.wish(DAY), bar.words()) == (QueueFilter(state=""), "")


def test_a_filter_is_told_in_words_and_put_back_as_it_was(bar: FilterBar, qtbot: QtBot) -> None:
    values = {
        "words": "cisco",
        "state": HANDED,
        "type": NO_TYPE,
        "customer": "Contoso & Söhne",
        "reviewer": "=Petra Novak",
        "due": "7",
    }
    with qtbot.waitSignal(bar.changed):
        bar.set_filter(values)
    assert bar.filter_values() == values
    assert bar.words() == (
        "“cisco”, State: Handed over, Type: Missing, Customer: Contoso & Söhne, "
        "Reviewer: Petra Novak, Due: Within 7 days"
    )
    bar.set_filter({"state": "parked"})
    assert bar.words() == "State: Parked"


def offered(bar: FilterBar, chip: str) -> list[str]:
    made = {"state": bar.state, "reviewer": bar.reviewed_by, "type": bar.type}[chip]
    menu = made.menu()
    return [str(action.data()) for action in menu.actions()][1:]


def test_states_that_the_store_has_are_offered_too_and_each_once(bar: FilterBar) -> None:
    before = offered(bar, "state")
    assert "in_force" not in before
    bar.set_counts({"in_force": 3, "parked": 1, "removed": 0})
    now = offered(bar, "state")
    assert "in_force" in now
    assert "removed" not in now
    assert len(now) == len(set(now))


def test_reviewers_that_were_met_are_offered_by_name_and_one_self_as_me(bar: FilterBar) -> None:
    rows = [replace(ROW, reviewer=name) for name in ("Petra", ME, "", "Ada", "Petra")]
    bar.set_known(rows)
    assert offered(bar, "reviewer") == ["me", "nobody", "=Ada", "=Petra"]


def test_a_type_that_is_missing_can_be_looked_for(bar: FilterBar) -> None:
    assert offered(bar, "type") == [*(row.code for row in edition().types), NO_TYPE]


@pytest.mark.parametrize(
    ("total", "complete", "marked", "words"),
    [
        (0, True, 0, "0 requests"),
        (1, True, 0, "1 request"),
        (1234, True, 0, "1,234 requests"),
        (COUNTED, False, 0, f"{COUNTED:,} requests"),
        (COUNTED + 1, False, 0, f"{COUNTED:,}+ requests"),
        (1234, True, 3, "3 marked, Esc clears"),
    ],
)
def test_how_many_rows_fit_is_said(
    bar: FilterBar, total: int, complete: bool, marked: int, words: str
) -> None:
    bar.set_total(total, complete, marked)
    assert bar.count.text() == words


def test_one_customer_is_shown_and_the_others_values_stay(
    bar: FilterBar, app: QApplication
) -> None:
    bar.set_filter({"words": "driver"})
    bar.set_customer("Contoso")
    assert bar.words() == "“driver”, Customer: Contoso"


# How the queue was left


def test_how_the_queue_was_left_comes_back() -> None:
    look = QueueLook(("title", True), frozenset({"asked"}), "AAAA", {"words": "Köln", "state": ""})
    assert look_from(look.to_text()) == look


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "3", "null", '{"sort": ["a"]}', '{"sort": ["a", true], "hidden": 3}']
)
def test_what_is_not_understood_of_it_is_nothing(text: str) -> None:
    assert look_from(text) is None
