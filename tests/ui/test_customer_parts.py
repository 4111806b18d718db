"""The parts of a customer's page and the list of customers by themselves (A5, D9)."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mmd_reviewer.domain.letters.kinds import name_of
from mmd_reviewer.services.read.customer_list import CustomerLine
from mmd_reviewer.services.read.customer_page import Contact, CustomerPage, read_customer
from mmd_reviewer.ui.commands.registry import ActionRegistry
from mmd_reviewer.ui.customers.customer_header import MOST_TAGS, CustomerHeader, OutBand
from mmd_reviewer.ui.customers.customer_list import COLUMNS, CustomerList
from mmd_reviewer.ui.customers.customer_side import NEWEST, PEOPLE, CustomerSide
from mmd_reviewer.ui.customers.spelling_tag import LONGEST, SpellingTag
from mmd_reviewer.ui.widgets.buttons import LinkButton, PushButton
from tests.making import DAY, new_desk
from tests.prepared import Prepared
from tests.ui.alone import child, on_screen, texts, too_wide
from tests.ui.customer_store import fill_customers

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture(scope="module")
def fabrikam(prepared: Prepared, tmp_path_factory: pytest.TempPathFactory) -> CustomerPage:
    folder = prepared(fill_customers, tmp_path_factory.mktemp("customers"))
    return read_customer(new_desk(folder), "Fabrikam")


@pytest.fixture
def page(fabrikam: CustomerPage) -> CustomerPage:
    return fabrikam


# The head


@pytest.fixture
def head(qtbot: QtBot, registry: ActionRegistry) -> CustomerHeader:
    return on_screen(qtbot, CustomerHeader(registry), 1100)


def test_the_language_of_letters_is_the_one_that_is_painted_and_spoken(
    head: CustomerHeader, page: CustomerPage
) -> None:
    """Not that of the customer before."""
    link = head.language_link
    head.show_page(page, "")
    english = (link.label, link.grab().toImage())
    head.show_page(replace(page, language="de"), "")
    assert (link.label, link.accessibleName()) == ("Letters in German", "Letters in German")
    assert link.grab().toImage() != english[1]
    head.show_page(page, "")
    assert (link.label, link.grab().toImage()) == english


def tags(head: CustomerHeader) -> list[str]:
    return [tag.label for tag in head.findChildren(SpellingTag) if tag.isVisible()]


def test_a5_joined_spellings_can_be_taken_back_and_those_that_are_the_same_cannot(
    head: CustomerHeader, page: CustomerPage, qtbot: QtBot
) -> None:
    head.show_page(replace(page, joined=("Fabrikam Inc", "Fabrikam AG"), others=("FABRIKAM",)), "")
    assert tags(head) == ["Fabrikam Inc", "Fabrikam AG"]
    assert "FABRIKAM" in texts(head)
    tag = head.findChildren(SpellingTag)[1]
    assert tag.accessibleName() == ("Take Fabrikam AG back: it is a customer of its own again")
    with qtbot.waitSignal(head.taken_back) as heard:
        tag.click()
    assert heard.args == ["Fabrikam AG"]
    head.show_page(replace(page, joined=(), others=()), "")
    assert tags(head) == []
    assert "Also written" not in texts(head)


def test_of_many_spellings_some_are_shown_and_the_rest_is_one_click_away(
    head: CustomerHeader, page: CustomerPage, qtbot: QtBot
) -> None:
    many = tuple(f"Fabrikam {n}" for n in range(MOST_TAGS + 2))
    head.show_page(replace(page, joined=many), "")
    assert tags(head) == list(many[:MOST_TAGS])
    with qtbot.waitSignal(head.more_wanted):
        child(head, "customerSpellings", LinkButton).click()
    assert child(head, "customerSpellings", LinkButton).label == "and 2 more"


def test_a_long_spelling_is_cut_and_whole_in_its_tip(app: QApplication, qtbot: QtBot) -> None:
    name = "Société anonyme des transports routiers et fluviaux du Grand-Est"
    tag = SpellingTag(name, 0)
    qtbot.addWidget(tag)
    assert tag.sizeHint().width() == LONGEST + 40
    assert name in tag.toolTip()


def test_a_store_that_can_only_be_read_shows_the_page_and_changes_nothing(
    head: CustomerHeader, page: CustomerPage
) -> None:
    head.show_page(replace(page, joined=("Fabrikam Inc",)), "The store is read-only")
    changing = (head.new_button, head.join_link, head.language_link)
    assert [one.isEnabled() for one in changing] == [False, False, False]
    assert [tag.isEnabled() for tag in head.findChildren(SpellingTag)] == [False]
    assert head.print_button.isEnabled()
    assert head.new_button.toolTip() == "The store is read-only"


def test_d9_the_band_counts_what_is_out_and_can_copy_it_only_then(
    page: CustomerPage, app: QApplication, qtbot: QtBot
) -> None:
    band = on_screen(qtbot, OutBand(lambda name: ""), 1100)
    band.show_page(page)
    assert band.title.text() == "1 device is out of service levels today"
    assert band.note.text().startswith("In the Test group, not by a revocation. 2 more from")
    assert band.copy_button.isEnabled()
    band.show_page(replace(page, out=(), ahead=()))
    assert band.title.text() == "No device is out of service levels today"
    assert band.note.text() == ""
    assert (band.copy_button.isEnabled(), band.copy_button.toolTip()) == (
        False,
        "No device to copy",
    )


# Beside


@pytest.fixture
def side(app: QApplication, qtbot: QtBot) -> CustomerSide:
    return on_screen(qtbot, CustomerSide(), 360)


def links(side: CustomerSide) -> list[str]:
    return [row.label for row in side.findChildren(LinkButton) if not row.isHidden()]


def test_letters_stand_the_newest_first_and_open_by_case_and_number(
    side: CustomerSide, page: CustomerPage, qtbot: QtBot
) -> None:
    side.show_page(page)
    kinds = [name_of(letter.record.kind) for letter in page.letters]
    assert kinds == ["First notice", "Approval"]
    assert links(side) == ["All 2", *kinds]
    with qtbot.waitSignal(side.letter_wanted) as heard:
        child(side, "customerLetter1", LinkButton).click()
    assert heard.args == ["A-0001", "A-0001-L1"]
    with qtbot.waitSignal(side.all_wanted):
        child(side, "customerLetters", LinkButton).click()


def test_so_many_letters_and_people_are_shown_and_the_rest_is_counted(
    side: CustomerSide, page: CustomerPage
) -> None:
    people = tuple(Contact(f"Person {n}", "", ("A-0001",), DAY) for n in range(PEOPLE + 3))
    side.show_page(replace(page, letters=page.letters * NEWEST, contacts=people))
    assert len(links(side)) == NEWEST + 1
    assert links(side)[0] == f"All {2 * NEWEST}"
    said = texts(side)
    assert [words for words in said if words.startswith("Person ")] == [
        f"Person {n}" for n in range(PEOPLE)
    ]
    assert "and 3 more" in said


def test_where_there_is_nothing_it_is_said(side: CustomerSide, page: CustomerPage) -> None:
    side.show_page(replace(page, letters=(), told=None, contacts=(), differing=()))
    said = texts(side)
    for words in (
        "No letter was issued yet",
        "Nothing was told yet",
        "No request names a contact",
    ):
        assert words in said
    assert links(side) == []


def test_a_contact_without_a_name_is_its_address_and_stands_once(
    side: CustomerSide, page: CustomerPage
) -> None:
    named = Contact("Jana Hofer", "jana@example.org", ("A-0001",), DAY)
    side.show_page(replace(page, contacts=(named, replace(named, name="", email="it@example.org"))))
    said = texts(side)
    at = said.index("Jana Hofer")
    assert said[at + 2] == "jana@example.org"
    assert said.count("it@example.org") == 1


def test_the_place_stays_for_the_same_customer_only(side: CustomerSide, page: CustomerPage) -> None:
    side.resize(360, 160)
    side.show_page(page)
    side.verticalScrollBar().setValue(80)
    side.show_page(replace(page, differing=("A-0001",)))
    assert side.verticalScrollBar().value() == 80
    side.show_page(replace(page, name="Contoso"))
    assert side.verticalScrollBar().value() == 0
    assert too_wide(side) == []


# The list


LINES = (
    CustomerLine("Adatum", ("Adatum",), open=2, in_force=1),
    CustomerLine("Contoso", ("Contoso", "Contoso AG"), open=1, test=2),
    CustomerLine("Fabrikam", ("Fabrikam",), open=2, revoked=1),
)


@pytest.fixture
def rows(app: QApplication, qtbot: QtBot) -> CustomerList:
    made = on_screen(qtbot, CustomerList(), 1000)
    made.show_lines(LINES)
    return made


def named(rows: CustomerList) -> list[str]:
    return [line.name for line in rows.model.rows]


@pytest.mark.parametrize(
    ("key", "descending", "order"),
    [
        ("name", False, ["Adatum", "Contoso", "Fabrikam"]),
        ("name", True, ["Fabrikam", "Contoso", "Adatum"]),
        ("open", False, ["Contoso", "Adatum", "Fabrikam"]),
        ("open", True, ["Adatum", "Fabrikam", "Contoso"]),
        ("out", True, ["Contoso", "Fabrikam", "Adatum"]),
    ],
)
def test_customers_that_are_equal_in_a_column_stand_by_name(
    rows: CustomerList, key: str, descending: bool, order: list[str]
) -> None:
    rows.list.sort_requested.emit(key, descending)
    assert named(rows) == order


def test_what_is_none_is_a_dash_and_what_a_revocation_took_is_red(rows: CustomerList) -> None:
    last = [rows.model.cell(2, place) for place in range(len(COLUMNS))]
    assert [cell.primary for cell in last] == ["Fabrikam", "2", "–", "–", "1", "1", "–"]
    assert [cell.text_tone for cell in last][5:] == ["broken", ""]
    assert [cell.muted for cell in last] == [False, False, True, True, False, False, True]


def test_the_filter_finds_every_spelling_and_says_how_many_are_shown(rows: CustomerList) -> None:
    assert rows.count.text() == "3 customers"
    rows.search.set_words("contoso ag")
    rows.show_fitting()
    assert (named(rows), rows.count.text()) == (["Contoso"], "1 of 3 shown")


def test_the_current_customer_stays_while_others_come_and_go(rows: CustomerList) -> None:
    rows.go_to("Fabrikam")
    rows.show_lines((CustomerLine("Abc", ("Abc",)), *LINES))
    assert rows.model.rows[rows.list.current_row].name == "Fabrikam"
    rows.show_lines(LINES[:2])
    assert rows.list.current_row == 0


def test_enter_opens_the_page_of_the_current_one(rows: CustomerList, qtbot: QtBot) -> None:
    rows.go_to("Contoso")
    with qtbot.waitSignal(rows.chosen) as heard:
        rows.open_row()
    assert heard.args == ["Contoso"]


def test_where_none_fits_the_filter_is_named_and_cleared_by_one_button(
    rows: CustomerList,
) -> None:
    rows.search.set_words("zzz")
    rows.show_fitting()
    assert "No customer fits the filter" in texts(rows.empty)
    assert rows.shown_page() is rows.empty
    child(rows, "customersClear", PushButton).click()
    assert (named(rows), rows.shown_page() is rows.list) == (
        ["Adatum", "Contoso", "Fabrikam"],
        True,
    )


def test_a_store_without_a_customer_leads_to_the_queue(rows: CustomerList, qtbot: QtBot) -> None:
    rows.show_lines(())
    assert "No customers yet" in texts(rows.empty)
    assert rows.count.text() == "0 customers"
    with qtbot.assertNotEmitted(rows.chosen):
        rows.open_row()
    with qtbot.waitSignal(rows.left):
        child(rows, "customersQueue", PushButton).click()
