"""Spellings of customers joined and taken back, the language of their letters, all their letters:
the dialogs by themselves (A5).
"""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QListView

from mmd_reviewer.services import customers
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.read.customer_page import read_customer
from mmd_reviewer.ui.customers.customer_dialogs import (
    ask_join,
    choose_language,
    choose_take_back,
    join_spelling,
)
from mmd_reviewer.ui.customers.customer_letters import show_letters
from tests.making import new_desk, receive
from tests.prepared import Prepared
from tests.ui.alone import Alone, alone, fill, texts
from tests.ui.customer_store import fill_customers

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def desk(prepared: Prepared, tmp_path: Path) -> Desk:
    prepared(fill_customers, tmp_path)
    return new_desk(tmp_path)


def offered(dialog: QDialog) -> list[str]:
    """What can be chosen."""
    model = dialog.findChildren(QListView)[0].model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def pick(dialog: QDialog, words: str) -> None:
    rows = dialog.findChildren(QListView)[0]
    rows.setCurrentIndex(rows.model().index(offered(dialog).index(words), 0))


def test_a5_from_a_case_its_customer_counts_as_another_and_alone_again(it: Alone) -> None:
    ask_join(it.reviewing, it.under, "A-0002")
    form = it.dialog("joinDialog")
    assert form.windowTitle() == "Fabrikam Inc counts as"
    fill(form, joinField="Fabrikam")
    it.accept(form)
    assert it.heard.of_deed == "Fabrikam Inc counts as Fabrikam from now on."
    assert it.desk.standing().customers.name("Fabrikam Inc") == "Fabrikam"
    ask_join(it.reviewing, it.under, "A-0002")
    it.accept(it.dialog("joinDialog"))
    assert it.heard.of_deed == "Fabrikam Inc is a customer of its own again."


def test_a5_a_joining_that_is_refused_stays_in_its_dialog(it: Alone) -> None:
    ask_join(it.reviewing, it.under, "A-0003")
    form = it.dialog("joinDialog")
    fill(form, joinField=" ")
    assert it.accept(form) == "Customer is empty."
    fill(form, joinField="Contoso")
    assert "(rule A5)" in it.accept(form)


def test_a5_from_a_page_all_other_customers_are_offered(it: Alone) -> None:
    join_spelling(it.reviewing, it.under, "Fabrikam")
    dialog = it.dialog("joinSpellingDialog")
    assert offered(dialog) == ["Contoso", "Fabrikam Inc"]
    pick(dialog, "Fabrikam Inc")
    it.accept(dialog)
    assert it.heard.of_deed == "Fabrikam Inc counts as Fabrikam from now on."


def test_a5_the_only_customer_has_no_spelling_to_join_or_take_back(
    tmp_path: Path, qtbot: object
) -> None:
    desk = new_desk(tmp_path)
    receive(desk)
    with alone(desk) as it:
        join_spelling(it.reviewing, it.under, "Fabrikam")
        it.rest()
        assert it.heard.of_deed == (
            "Fabrikam is the only customer: there is no other spelling to join."
        )
        choose_take_back(it.reviewing, it.under, read_customer(desk, "Fabrikam"))
        assert it.heard.of_deed == "No spelling is joined to Fabrikam."


def test_the_language_of_new_letters_is_one_of_the_others(it: Alone) -> None:
    choose_language(it.reviewing, it.under, read_customer(it.desk, "Contoso"))
    dialog = it.dialog("customerLanguageDialog")
    assert any("They are written in English now" in words for words in texts(dialog))
    assert "English" not in offered(dialog)
    pick(dialog, "German")
    it.accept(dialog)
    assert it.heard.of_deed == ("New letters to Contoso are written in German; issued ones stay.")
    assert read_customer(it.desk, "Contoso").language == "de"
    assert customers.meant(it.desk, "contoso") == "Contoso"


def test_every_letter_stands_in_a_list_and_opens(it: Alone) -> None:
    page = read_customer(it.desk, "Fabrikam")
    wanted: list[tuple[str, str]] = []
    it.reviewing.letter_wanted.connect(lambda case, letter: wanted.append((case, letter)))
    show_letters(it.reviewing, it.under, page)
    dialog = it.dialog("customerLettersDialog")
    model = dialog.rows.view.model()
    first = [model.index(0, column).data() for column in range(3)]
    assert first == ["First notice", "A-0001-L2", "Mon 2026-11-23"]
    dialog.rows.set_current_row(1)
    it.accept(dialog)
    assert wanted == [("A-0001", "A-0001-L1")]
    show_letters(it.reviewing, it.under, replace(page, letters=()))
    bare = it.dialog("customerLettersDialog")
    assert "No letter was issued yet." in texts(bare)
    assert not bare.accept_button.isEnabled()
