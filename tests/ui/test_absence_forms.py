"""The forms of absences by themselves: who, from when until when, and which one ends (A6)."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QListView

from mmd_reviewer.services import absence
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.ui.shell.absence_dialogs import ask_absence, ask_end
from tests.making import day, new_desk
from tests.ui.alone import Alone, fill, texts, typed

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
PETRA, ADA, ME = "Petra Novak", "Ada Bauer", "Ines Moreau"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return new_desk(tmp_path)


def known(it: Alone) -> list[tuple[str, str, str]]:
    """Who is away, from when until when."""
    return [
        (one.who, one.first.isoformat(), one.last.isoformat()) for one in absence.absences(it.desk)
    ]


def looked_up(it: Alone) -> None:
    it.reviewing.whereabouts.look_up()
    it.rest()


def test_it_opens_for_oneself_from_today_on(it: Alone) -> None:
    dialog = ask_absence(it.reviewing, it.under)
    assert typed(dialog, "absenceWho") == ME
    assert typed(dialog, "absenceFirst") == "2026-11-23"
    assert dialog.focusWidget().objectName() == "absenceBy"
    fill(dialog, absenceBy=PETRA, absenceLast="+4", absenceNote="The vendor calls on Tuesday.")
    assert "Fri 2026-11-27" in texts(dialog)
    assert it.accept(dialog) == ""
    assert known(it) == [(ME, "2026-11-23", "2026-11-27")]
    assert it.heard.of_deed == f"The absence of {ME} is recorded; it ends by itself."


@pytest.mark.parametrize(
    ("values", "said_so"),
    [
        ({"absenceLast": ""}, "Give the day as 2026-12-01, +7 or +2w."),
        ({"absenceFirst": "Monday"}, "Give the day as 2026-12-01, +7 or +2w."),
        ({"absenceLast": "2026-11-22"}, "comes before the first"),
        ({"absenceBy": " "}, "Name who is away and who stands in."),
        ({"absenceBy": "ines moreau"}, "cannot stand in for"),
    ],
)
def test_what_cannot_be_stays_as_it_was_typed(
    it: Alone, values: dict[str, str], said_so: str
) -> None:
    dialog = ask_absence(it.reviewing, it.under)
    given = {"absenceBy": PETRA, "absenceLast": "+4", "absenceNote": "A note", **values}
    fill(dialog, **given)
    assert said_so in it.accept(dialog)
    assert {name: typed(dialog, name) for name in given} == given
    assert known(it) == []


def test_who_is_away_already_is_told_in_the_form(it: Alone) -> None:
    absence.begin(it.desk, PETRA, ME, day(0), day(4))
    looked_up(it)
    dialog = ask_absence(it.reviewing, it.under)
    assert any(PETRA in words and "2026-11-27" in words for words in texts(dialog))


def choose(dialog: QDialog, words: str) -> None:
    rows = dialog.findChildren(QListView)[0]
    model = rows.model()
    place = next(n for n in range(model.rowCount()) if words in model.index(n, 0).data())
    rows.setCurrentIndex(model.index(place, 0))


@pytest.mark.parametrize(
    ("words", "left", "said_so"),
    [
        ("2026-11-27", "2026-12-24", f"{PETRA} is back: the cases count as before."),
        ("2026-12-24", "2026-11-27", f"{PETRA} stays: the absence is taken back."),
    ],
)
def test_of_two_absences_of_one_person_the_chosen_one_ends(
    it: Alone, words: str, left: str, said_so: str
) -> None:
    """Also where the later one was recorded first."""
    absence.begin(it.desk, PETRA, ME, day(28), day(31))
    absence.begin(it.desk, PETRA, ADA, day(0), day(4))
    looked_up(it)
    ask_end(it.reviewing, it.under)
    dialog = it.dialog("endAbsenceDialog")
    choose(dialog, words)
    assert it.accept(dialog) == ""
    assert it.heard.of_deed == said_so
    last = [one.last.isoformat() for one in absence.absences(it.desk) if one.last >= day(0)]
    assert last == [left]


def test_by_its_name_alone_the_absence_that_holds_ends(it: Alone) -> None:
    absence.begin(it.desk, PETRA, ME, day(28), day(31))
    absence.begin(it.desk, PETRA, ADA, day(0), day(4))
    assert absence.end(it.desk, "petra novak").by == ADA
    assert absence.end(it.desk, PETRA).by == ME, "then the next"


def test_nobody_away_is_said_and_nothing_opens(it: Alone) -> None:
    ask_end(it.reviewing, it.under)
    it.rest()
    assert it.heard.of_deed == "Nobody is away, nor going to be."
