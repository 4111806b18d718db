"""The head of a case's page: what holds, what is next and what is offered, its decision and why
(C7 to C10).
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from mmd_reviewer.domain.cover import NOT_COVERED, Covered
from mmd_reviewer.domain.device import Device
from mmd_reviewer.services import appeal, letter, revocation
from mmd_reviewer.services.read.case_page import CasePage, Headline, Said, read_page
from mmd_reviewer.ui.case.page_pane import NARROW, OFFERS, PagePane, spoken
from mmd_reviewer.ui.commands.registry import ActionRegistry
from mmd_reviewer.ui.widgets.buttons import PushButton
from tests.making import DAY, Course, day, new_desk
from tests.prepared import Prepared
from tests.ui.alone import child, texts, too_wide


def _fill(folder: Path) -> None:
    Course(folder).notified()


@pytest.fixture(scope="module")
def in_notice(prepared: Prepared, tmp_path_factory: pytest.TempPathFactory) -> CasePage:
    """Three devices; the first notice was dispatched today."""
    folder = prepared(_fill, tmp_path_factory.mktemp("notice"))
    return read_page(new_desk(folder), "A-0001")


@pytest.fixture
def page(in_notice: CasePage) -> CasePage:
    return in_notice


@pytest.fixture
def pane(qtbot: QtBot, registry: ActionRegistry) -> PagePane:
    made = PagePane(registry)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    return made


def buttons(pane: PagePane) -> list[str]:
    return [row.label for row in pane.findChildren(PushButton)]


def seen_as(page: CasePage, state: str) -> CasePage:
    return replace(page, shown=replace(page.shown, state=state))


# What is next


def on_course(folder: Path, act: Callable[[Course], object], days: int = 0) -> CasePage:
    course = Course(folder)
    act(course)
    return read_page(course.on(days), "A-0001")


def first_issued(course: Course) -> None:
    course.revoke()
    letter.issue(course.on(0), course.case(), "notice_first")


def test_c9_a_notice_that_is_issued_waits_for_its_dispatch(tmp_path: Path, pane: PagePane) -> None:
    """It was issued once: nobody is asked to do it again."""
    prepared = on_course(tmp_path, lambda course: course.revoke())
    assert (prepared.next_kind, prepared.next_written) == ("notice_first", None)
    pane.show_page(prepared)
    assert child(pane, "caseNext", PushButton).label == "Issue: first notice"
    issued = tmp_path / "issued"
    issued.mkdir()
    pane.show_page(on_course(issued, first_issued))
    assert child(pane, "caseNext", PushButton).label == "Record dispatch of A-0001-L2"


def two_wait(course: Course) -> None:
    course.notified()
    appeal.raise_appeal(course.on(1), course.case(), day(1), "upgrade", "A newer version.")
    letter.issue(course.on(1), course.case(), "appeal_received")
    revocation.retime(
        course.on(5),
        course.case(),
        "severe_incident",
        day(40),
        "A severe incident.",
        incident="INC-1",
        approved_by="Petra Novak",
    )


def test_c9_of_two_letters_that_wait_the_one_on_which_an_effect_waits_is_dispatched(
    tmp_path: Path, pane: PagePane
) -> None:
    """The acknowledgement of the appeal is older, and waits longer; the shortening is next."""
    course = Course(tmp_path)
    two_wait(course)
    pane.show_page(read_page(course.on(5), "A-0001"))
    assert child(pane, "caseNext", PushButton).label == "Issue: change of the deadline"
    letter.issue(course.on(5), course.case(), "retimed")
    pane.show_page(read_page(course.on(5), "A-0001"))
    assert child(pane, "caseNext", PushButton).label == "Record dispatch of A-0001-L4"


def test_where_nothing_can_be_recorded_the_next_letter_is_looked_at(
    page: CasePage, pane: PagePane, registry: ActionRegistry
) -> None:
    registry.lock("The store is read-only")
    pane.show_page(page)
    assert child(pane, "caseNext", PushButton).label == "Look at: second notice"


def test_the_next_letter_runs_the_command_of_its_key(
    page: CasePage, pane: PagePane, registry: ActionRegistry
) -> None:
    ran: list[str] = []
    registry.bind("case.next_deed", lambda: ran.append("next"))
    pane.show_page(page)
    child(pane, "caseNext", PushButton).click()
    assert ran == ["next"]


def test_a_case_that_calls_for_no_letter_has_no_button_for_one(
    page: CasePage, pane: PagePane
) -> None:
    pane.show_page(replace(page, next_kind=""))
    assert pane.findChild(PushButton, "caseNext") is None


# What is offered


def live(registry: ActionRegistry, *names: str) -> list[str]:
    """Bind the commands; what is run is written down."""
    ran: list[str] = []
    for name in names:
        registry.bind(name, lambda name=name: ran.append(name))  # type: ignore[misc]
    return ran


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        ("approved", ["Record deployment"]),
        ("in_force", ["Prepare a revocation", "Record removal"]),
        ("expired", ["Record removal", "Prepare a revocation"]),
        ("declined", []),
    ],
)
def test_what_a_case_is_likely_to_need_is_offered_by_its_state(
    page: CasePage, pane: PagePane, registry: ActionRegistry, state: str, offered: list[str]
) -> None:
    names = ("case.deploy", "course.revoke", "course.removal", "course.amend", "course.appeal")
    live(registry, *names)
    pane.show_page(seen_as(replace(page, next_kind=""), state))
    words = [registry.spec(name).text.rstrip("…") for name in OFFERS.get(state, ())]
    assert buttons(pane) == words
    assert len(words) == len(offered)


def test_what_cannot_be_done_now_is_not_offered(
    page: CasePage, pane: PagePane, registry: ActionRegistry
) -> None:
    ran = live(registry, "course.revoke", "course.removal")
    registry.enable("course.revoke", on=False, reason="It is revoked already")
    pane.show_page(seen_as(replace(page, next_kind=""), "in_force"))
    assert [row.objectName() for row in pane.findChildren(PushButton)] == [
        "caseOffer_course.removal"
    ]
    pane.findChildren(PushButton)[0].click()
    assert ran == ["course.removal"]


def test_no_more_than_three_buttons_stand_there_the_next_letter_first(
    page: CasePage, pane: PagePane, registry: ActionRegistry
) -> None:
    live(registry, "course.appeal", "course.removal", "course.retime")
    pane.show_page(page)
    names = [row.objectName() for row in pane.findChildren(PushButton)]
    assert names == ["caseNext", "caseOffer_course.appeal", "caseOffer_course.removal"]


@pytest.mark.parametrize("wide", [300, NARROW + 500])
def test_buttons_that_do_not_fit_stand_below_each_other(
    page: CasePage, pane: PagePane, registry: ActionRegistry, qtbot: QtBot, wide: int
) -> None:
    live(registry, "course.appeal", "course.removal", "course.retime")
    pane.resize(wide, 800)
    pane.show_page(page)
    pane.show()
    qtbot.waitExposed(pane)
    for row in pane.findChildren(PushButton):
        at = row.mapTo(pane, row.rect().topRight()).x()
        assert at <= pane.width()
        assert row.width() >= row.sizeHint().width()


# What is said


def test_a_headline_that_the_customer_was_not_told_says_so(page: CasePage, pane: PagePane) -> None:
    head = Headline("Last day", "Sun 2027-02-21", "in 90 days")
    pane.show_page(replace(page, headline=head, remark=""))
    said = texts(pane)
    at = said.index("Last day")
    assert said[at : at + 3] == ["Last day", "Sun 2027-02-21", "in 90 days"]
    told = "The customer was told Sun 2027-03-21"
    assert told not in said
    pane.show_page(replace(page, headline=replace(head, differs=told)))
    assert told in texts(pane)


def test_c8_the_decision_names_who_and_when_and_under_which_edition(
    page: CasePage, pane: PagePane
) -> None:
    said = Said("Approved, open-ended", "Ines Moreau, Mon 2026-11-23", "Factor 4 · 2019-11")
    why = (Said("Reason", "It is needed.", "kept: seen"), Said("Terms", "Version 6.1", ""))
    pane.show_page(replace(page, decision=said, why=why))
    shown = texts(pane)
    at = shown.index("Decision")
    assert shown[at : at + 9] == [
        "Decision",
        "Approved, open-ended",
        "Factor 4 · 2019-11",
        "Ines Moreau, Mon 2026-11-23",
        "Reason",
        "It is needed.",
        "kept: seen",
        "Terms",
        "Version 6.1",
    ]
    pane.show_page(replace(page, decision=None, why=()))
    assert "Decision" not in texts(pane)


def test_words_without_a_blank_are_broken_and_not_cut(
    page: CasePage, pane: PagePane, qtbot: QtBot
) -> None:
    """Also where they are as long as a person never writes them, and from right to left."""
    long = "https://example.org/" + "a" * 900
    pane.show_page(replace(page, why=(Said("Reason", long), Said("Terms", "ש" * 400))))
    pane.show()
    qtbot.waitExposed(pane)
    assert too_wide(pane) == []
    assert long in texts(pane)


@pytest.mark.parametrize("wide", [480, 940, 1200])
def test_what_stands_behind_the_date_is_whole_at_every_width(
    page: CasePage, pane: PagePane, qtbot: QtBot, wide: int
) -> None:
    more = "today; asked after from Mon 2026-12-07"
    head = Headline("Returned to the customer", "Mon 2026-11-23", more)
    pane.resize(wide, 800)
    pane.show_page(replace(page, headline=head))
    pane.show()
    qtbot.waitExposed(pane)
    assert too_wide(pane) == []


@pytest.mark.parametrize("wide", [480, 816, 905, 1230])
def test_nothing_of_the_page_is_cut_at_any_width(
    page: CasePage, pane: PagePane, qtbot: QtBot, wide: int
) -> None:
    pane.resize(wide, 800)
    pane.show_page(page)
    pane.show()
    qtbot.waitExposed(pane)
    assert too_wide(pane) == []


def test_a_screen_reader_hears_the_state_the_date_and_who_is_without_cover(
    page: CasePage, app: QApplication
) -> None:
    head = Headline("Last day to act", "Sun 2027-02-21", "in 90 days", "Told otherwise")
    lost = Covered(Device("S1"), NOT_COVERED, DAY)
    heard = spoken(
        replace(page, headline=head, ledger=(lost,), out=(lost,), decision=Said("Approved", ""))
    )
    assert heard == (
        "In revocation. Last day to act Sun 2027-02-21, in 90 days. Told otherwise. Approved. "
        "1 device, 1 out of service levels today. 1 without cover"
    )
    quiet = spoken(replace(page, headline=replace(head, differs=""), decision=None))
    assert quiet == (
        "In revocation. Last day to act Sun 2027-02-21, in 90 days. "
        "3 devices, 1 out of service levels today"
    )


# What stays


def test_the_keyboard_stays_where_it_was_when_the_same_case_is_shown_again(
    page: CasePage, pane: PagePane, qtbot: QtBot
) -> None:
    pane.show_page(page)
    pane.show()
    qtbot.waitExposed(pane)
    pane.activateWindow()
    qtbot.waitUntil(pane.isActiveWindow)
    child(pane, "caseNext", PushButton).setFocus()
    pane.verticalScrollBar().setValue(40)
    pane.show_page(replace(page, remark="on hold"))
    assert child(pane, "caseNext", PushButton).hasFocus()
    pane.show_page(replace(page, next_kind=""))
    assert pane.hasFocus()


def test_another_case_is_shown_from_its_top(page: CasePage, pane: PagePane, qtbot: QtBot) -> None:
    pane.resize(600, 200)
    pane.show_page(page)
    pane.show()
    qtbot.waitExposed(pane)
    pane.verticalScrollBar().setValue(60)
    pane.show_page(replace(page, remark="on hold"))
    assert pane.verticalScrollBar().value() == 60
    other = replace(page.case, number="A-0002")
    pane.show_page(replace(page, shown=replace(page.shown, case=other)))
    assert pane.verticalScrollBar().value() == 0


def test_a_narrow_window_has_the_columns_below_each_other(
    page: CasePage, pane: PagePane, qtbot: QtBot
) -> None:
    pane.show_page(page)
    pane.show()
    qtbot.waitExposed(pane)

    def side_by_side() -> bool:
        titles = [row for row in pane.findChildren(QLabel) if row.text() in ("Devices", "Letters")]
        tops = {row.mapTo(pane, row.rect().topLeft()).y() for row in titles}
        return len(tops) == 1

    assert side_by_side()
    pane.resize(NARROW - 1, 800)
    qtbot.waitUntil(lambda: not side_by_side())
    pane.resize(NARROW + 300, 800)
    qtbot.waitUntil(side_by_side)
