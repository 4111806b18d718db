"""The agenda alone: its rows as seen and spoken, its head, what stays when it is read anew."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mmd_reviewer.services.read.agenda import AgendaRead, Heading, Headline, Row
from mmd_reviewer.services.read.entry_line import Line
from mmd_reviewer.services.revocation_calendar import Agenda
from mmd_reviewer.ui.calendar.agenda_delegate import ROOMY, slots
from mmd_reviewer.ui.calendar.agenda_list import AgendaList
from mmd_reviewer.ui.calendar.calendar_header import TRUTH, AgendaHead, CalendarHeader, PeriodHead
from mmd_reviewer.ui.commands.registry import ActionRegistry
from mmd_reviewer.ui.look.theme import DARK, LIGHT, apply_theme, font
from mmd_reviewer.ui.widgets.buttons import PushButton
from mmd_reviewer.ui.widgets.fields import Field
from mmd_reviewer.ui.widgets.labels import column_of, holding
from mmd_reviewer.ui.widgets.painting import width_of
from tests.making import DAY
from tests.ui.calendar_lines import NOTHING, entry, line
from tests.ui.painted_words import has_icon, painted, words

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
LATE = line("F", -2, "late", remark="5 days of warning left, not 7")
TODAY = line("2", 0, "today")
SOON = line("3", 6, "soon")
ROWS: tuple[Row, ...] = (
    Heading("Overdue", "1", "broken"),
    LATE,
    Heading("Today", "Mon 2026-11-23"),
    TODAY,
    Heading("Next 14 days"),
    SOON,
)
LATER = replace(NOTHING, later=51, later_until=DAY + timedelta(days=77), next=entry("2", 17))


@pytest.fixture
def agenda(app: QApplication, qtbot: QtBot) -> AgendaList:
    made = AgendaList()
    qtbot.addWidget(made)
    made.resize(1232, 500)
    made.show()
    return made


def show(
    made: AgendaList, rows: tuple[Row, ...], found: Agenda = NOTHING, whole: bool = False
) -> None:
    made.show_read(AgendaRead(found, rows, whole))


def current(made: AgendaList) -> str:
    found = made.view.current_line()
    return found.entry.uid if found is not None else ""


def test_an_entry_says_day_course_what_whose_and_how_it_stands(agenda: AgendaList) -> None:
    show(agenda, (LATE,))
    agenda.view.clearSelection()
    drawn = painted(agenda.view)
    assert [word.text for word in drawn] == [
        "F",
        "Sat 2026-11-21",
        "day 83",
        "Final notice",
        "Litware",
        "A-0042",
        "Cisco AnyConnect",
        "2 days late",
        "5 days of warning left, not 7",
    ]
    assert [word.left for word in drawn[1:]] == [
        at[0] for at in slots(agenda.view.viewport().width())
    ]
    late = drawn[-2]
    assert (late.weight, late.ink) == (600, LIGHT.broken.lower())


@pytest.mark.parametrize(
    ("shown", "when", "weight", "tone"),
    [
        (line("2", 0), "Due today", 600, "accent"),
        (line("2", 1), "In 1 day", 400, "muted"),
        (line("2", -1, status="done", done_on=DAY), "Done", 400, "muted"),
        (line("A", -3, status="open"), "Open 3 days", 400, "attention"),
        (line("A", 0, status="open"), "Open today", 400, "attention"),
        (line("2", -1, status="cancelled"), "Cancelled", 400, "muted"),
        (line("2", -9, lapses=DAY), "Not sent", 400, "muted"),
    ],
)
def test_how_an_entry_stands_is_a_word_before_it_is_a_colour(
    agenda: AgendaList, shown: Line, when: str, weight: int, tone: str
) -> None:
    show(agenda, (shown,))
    (found,) = [word for word in painted(agenda.view) if word.text == when]
    assert (found.weight, found.ink) == (weight, LIGHT.hex(tone).lower())


def test_headings_have_their_note_and_tone_and_are_spoken_without_an_empty_one(
    agenda: AgendaList,
) -> None:
    show(agenda, ROWS)
    drawn = {word.text: word for word in painted(agenda.view)}
    assert drawn["Overdue"].ink == LIGHT.broken.lower()
    assert drawn["Today"].ink == LIGHT.text.lower()
    assert drawn["Overdue"].weight == 600
    spoken = [str(agenda.model.index(row).data()) for row in (0, 2, 4)]
    assert spoken == ["Overdue, 1", "Today, Mon 2026-11-23", "Next 14 days"]


def test_an_entry_is_spoken_whole_and_its_tip_says_why(agenda: AgendaList) -> None:
    show(agenda, ROWS)
    index = agenda.model.index(1)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == (
        "Final notice, day 83, 2 days late, due Sat 2026-11-21, customer Litware, case A-0042, "
        "Cisco AnyConnect, 5 days of warning left, not 7"
    )
    tip = str(index.data(Qt.ItemDataRole.ToolTipRole))
    assert tip.startswith("Cisco AnyConnect\n5 days of warning left, not 7")
    assert agenda.model.index(0).data(Qt.ItemDataRole.ToolTipRole) is None


@pytest.mark.parametrize("width", [500, 800, ROOMY - 1, ROOMY, 1600, 3000])
def test_columns_stand_beside_each_other_at_every_width(width: int) -> None:
    found = slots(width)
    ends = [left + room for left, room in found]
    assert all(end <= left for end, (left, _) in zip(ends, found[1:], strict=False))
    assert (found.remark[1] > 0) is (width >= ROOMY)
    if width >= ROOMY:
        assert ends[-1] <= width


def test_long_names_are_cut_and_lines_of_a_title_stand_in_one(agenda: AgendaList) -> None:
    shown = line("2", 1, customer="Wide World Importers " * 9, title="One\ntwo  three")
    show(agenda, (shown,))
    drawn = painted(agenda.view)
    name = next(word for word in drawn if word.text.startswith("Wide"))
    assert name.text.endswith("…")
    assert name.left + width_of(font(13), name.text) <= name.left + slots(1222).customer[1] + 2
    assert "One two three" in [word.text for word in drawn]


def test_the_code_of_an_entry_follows_the_theme(agenda: AgendaList, app: QApplication) -> None:
    show(agenda, (LATE, TODAY, SOON))
    apply_theme(app, DARK)
    inks = [word.ink for word in painted(agenda.view) if word.text in ("F", "2", "3")]
    assert inks == [DARK.on_accent.lower(), DARK.on_accent.lower(), DARK.text.lower()]
    apply_theme(app, LIGHT)


def test_at_first_the_first_notice_that_is_due_is_current(agenda: AgendaList) -> None:
    show(agenda, (Heading("Overdue"), line("D", -5, "cover"), LATE, TODAY))
    assert current(agenda) == "late"


@pytest.mark.parametrize(
    ("rows", "uid"),
    [
        (ROWS, "soon"),
        ((Heading("Next"), line("3", 7, "other"), SOON), "soon"),
        (ROWS[:4], "today"),
        ((LATE,), "late"),
    ],
)
def test_read_anew_the_entry_stays_or_the_one_in_its_place(
    agenda: AgendaList, rows: tuple[Row, ...], uid: str
) -> None:
    show(agenda, ROWS)
    agenda.view.go_to_row(5)
    show(agenda, rows)
    assert current(agenda) == uid


@pytest.mark.parametrize(
    ("rows", "uid"),
    [(ROWS, "today"), ((LATE, SOON), "soon"), ((LATE, line("2", -3, "older")), "late")],
)
def test_t_goes_to_the_first_entry_that_is_not_overdue(
    agenda: AgendaList, rows: tuple[Row, ...], uid: str
) -> None:
    show(agenda, rows)
    agenda.go_to_today()
    assert current(agenda) == uid


def test_the_keyboard_goes_with_what_is_shown(agenda: AgendaList, qtbot: QtBot) -> None:
    agenda.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is agenda)
    show(agenda, ROWS)
    agenda.view.setFocus()
    show(agenda, ())
    focus = QApplication.focusWidget()
    assert isinstance(focus, PushButton)
    assert focus.label == "Month"
    show(agenda, ROWS)
    assert agenda.view.hasFocus()
    assert agenda.focus_part() is agenda.view


def test_the_keyboard_is_not_fetched_from_elsewhere(app: QApplication, qtbot: QtBot) -> None:
    made, field = AgendaList(), Field("other", "Other")
    window = holding(column_of(made, field))
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    field.setFocus()
    for rows in (ROWS, (), ROWS):
        show(made, rows)
        assert field.hasFocus()


def test_an_entry_is_told_and_opened(agenda: AgendaList) -> None:
    told: list[str] = []
    opened: list[int] = []
    agenda.current_changed.connect(lambda line: told.append(line.entry.uid if line else ""))
    agenda.opened.connect(lambda: opened.append(1))
    show(agenda, ROWS)
    agenda.view.step(1)
    QTest.keyClick(agenda.view, K.Key_Return)
    show(agenda, ())
    assert [uid for uid in told if uid] == ["late", "today"]
    assert (told[-1], opened) == ("", [1])


@pytest.mark.parametrize(
    ("found", "title", "sentence", "buttons"),
    [
        (NOTHING, "Nothing is due", "No revocation runs, and no approval has an end.", ["Month"]),
        (
            LATER,
            "Nothing is due until Mon 2026-12-07",
            "Next: Thu 2026-12-10, second notice to Litware.",
            ["Show all dates", "Month"],
        ),
    ],
)
def test_with_nothing_due_it_names_the_next_date(
    agenda: AgendaList, found: Agenda, title: str, sentence: str, buttons: list[str]
) -> None:
    heard: list[str] = []
    agenda.later_wanted.connect(lambda: heard.append("later"))
    agenda.month_wanted.connect(lambda: heard.append("month"))
    show(agenda, (), found)
    assert words(agenda.empty)[:2] == [title, sentence]
    shown = [one for one in agenda.empty.findChildren(PushButton) if one.isVisible()]
    assert [one.label for one in shown] == buttons
    for one in shown:
        one.click()
    assert heard == ["later", "month"][-len(buttons) :]


@pytest.mark.parametrize(("whole", "link"), [(False, "Show all"), (True, "Show less")])
def test_what_comes_later_is_one_line_with_the_way_to_it(
    agenda: AgendaList, whole: bool, link: str
) -> None:
    show(agenda, ROWS, LATER, whole)
    assert agenda.later.isVisible()
    assert agenda.later.link.label == link
    said = "51 dates until Mon 2027-02-08. Next: Thu 2026-12-10, second notice to Litware"
    assert agenda.later.link.accessibleDescription() == said
    assert said in words(agenda.later)
    show(agenda, ROWS)
    assert not agenda.later.isVisible()


def test_the_head_says_what_is_overdue_largest_and_leaves_out_what_has_no_room(
    app: QApplication, qtbot: QtBot
) -> None:
    head = AgendaHead()
    qtbot.addWidget(head)
    head.resize(1000, 80)
    head.show()
    parts = ("1 due today", "3 more dates by Mon 2026-12-07")
    head.show_headline(Headline("2 notices overdue", "broken", parts))
    assert head.title.font().pixelSize() > head.note.font().pixelSize()
    assert head.note.text() == "1 due today, 3 more dates by Mon 2026-12-07"
    assert painted(head.title)[0].ink == LIGHT.broken.lower()
    assert has_icon(head.icon, "circle-alert", LIGHT.broken, 20)
    head.resize(330, 80)
    assert head.note.text() == "1 due today"
    head.resize(200, 80)
    assert head.note.text() == ""
    head.resize(1000, 80)
    assert head.note.text().endswith("2026-12-07")
    head.show_headline(Headline("Nothing is overdue", "", ()))
    assert has_icon(head.icon, "calendar-days", LIGHT.muted, 20)
    assert head.truth.text() == TRUTH
    assert "sends nothing" in TRUTH


def test_the_month_is_named_with_what_is_overdue_and_shorter_where_room_is_short(
    app: QApplication, qtbot: QtBot
) -> None:
    head = PeriodHead("T")
    qtbot.addWidget(head)
    head.show()
    head.show_headline(Headline("2 notices overdue", "broken", ()))
    head.show_period("November 2026", "Nov 2026", "weeks 44 to 49", "month")
    assert (head.title.text(), head.note.isVisible(), head.overdue.isVisible()) == (
        "November 2026",
        True,
        True,
    )
    assert (head.previous.accessibleName(), head.next.accessibleName()) == (
        "Previous month",
        "Next month",
    )
    assert head.next.toolTip() == "Next month, Page Down"
    head.fold(False)
    assert (head.title.text(), head.note.isVisible(), head.overdue.isVisible()) == (
        "Nov 2026",
        False,
        False,
    )
    head.fold(True)
    head.show_headline(Headline("1 due today", "", ()))
    assert not head.icon.isVisible()
    assert words(head.today) == ["Today", "T"]


def test_modes_are_told_and_the_head_goes_with_them(registry: ActionRegistry, qtbot: QtBot) -> None:
    ran: list[str] = []
    names = ("go_to", "export", "today", "previous", "next")
    runs = {name: lambda name=name: ran.append(name) for name in names}
    registry.bind_all("calendar", runs)
    header = CalendarHeader(registry)
    qtbot.addWidget(header)
    header.resize(1232, 80)
    header.show()
    wanted: list[str] = []
    header.mode_wanted.connect(wanted.append)
    for mode, button in header.modes.items():
        button.click()
        header.show_mode(mode)
        assert [name for name, one in header.modes.items() if one.isChecked()] == [mode]
        assert header.heads.currentWidget() is (
            header.agenda if mode == "agenda" else header.period
        )
    assert wanted == ["agenda", "week", "month"]
    header.go_to.click()
    header.export.click()
    header.period.today.click()
    header.period.previous.click()
    header.period.next.click()
    assert ran == ["go_to", "export", "today", "previous", "next"]


def test_the_fixed_line_is_whole_in_a_narrow_window(registry: ActionRegistry, qtbot: QtBot) -> None:
    header = CalendarHeader(registry)
    qtbot.addWidget(header)
    header.show_mode("agenda")
    header.show()
    for width in (1232, 700):
        header.resize(width, 80)
        truth = header.agenda.truth
        assert truth.height() >= truth.heightForWidth(truth.width())
