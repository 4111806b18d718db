"""What was being typed is kept as a whole; what cannot be read,
or was never there, takes nothing with it.
"""

from dataclasses import replace
from pathlib import Path

from mmd_reviewer.domain.deed import Draft
from mmd_reviewer.domain.fact import DESK_KEY
from mmd_reviewer.services import drafts
from tests.making import new_desk, receive


def test_some_entries_become_facts_and_the_others_stay(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    key = receive(desk).key
    drafts.keep(desk, key, {"reason": "Half a sent", "terms": "None"})
    drafts.forget(desk, key, ["period"])
    assert drafts.together(desk.store.drafts(key, desk.reviewer)) == {
        "reason": "Half a sent",
        "terms": "None",
    }
    drafts.forget(desk, key, ["terms"])
    assert drafts.together(desk.store.drafts(key, desk.reviewer)) == {"reason": "Half a sent"}
    drafts.keep(desk, key, {})
    assert desk.store.drafts(key, desk.reviewer) == ()


def test_what_an_earlier_version_kept_one_by_one_is_read_and_folded_in(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    key = receive(desk).key
    desk.store.save_draft(Draft(key, "reason", desk.reviewer, "Half a sent"))
    found = drafts.together(desk.store.drafts(key, desk.reviewer))
    assert found == {"reason": "Half a sent"}
    drafts.keep(desk, key, found)
    assert [row.field for row in desk.store.drafts(key, desk.reviewer)] == [drafts.WHOLE]


def test_a_record_that_cannot_be_read_is_no_entry() -> None:
    assert drafts.entries_in("no record") == drafts.entries_in("[1]") == drafts.entries_in("") == {}


def test_what_was_typed_into_a_dialog_is_kept_with_the_case_that_its_name_tells(
    tmp_path: Path,
) -> None:
    """C11: it goes with the case; a person finds their own words again, and no other's."""
    desk = new_desk(tmp_path)
    key = receive(desk).key
    of_case, of_desk = "dialog revoke A-0001:", "dialog join 2 customers"
    drafts.keep_dialog(desk, of_case, {"why": "61 stop errors"})
    drafts.keep_dialog(desk, of_desk, {"name": "Fabrikam", "all": True})
    drafts.keep(desk, key, {"reason": "Half a sent"})
    assert {row.field for row in desk.store.drafts(key, desk.reviewer)} == {of_case, drafts.WHOLE}
    assert [row.field for row in desk.store.drafts(DESK_KEY, desk.reviewer)] == [of_desk]
    assert drafts.of_dialogs(desk) == {
        of_case: {"why": "61 stop errors"},
        of_desk: {"name": "Fabrikam", "all": True},
    }
    assert drafts.of_dialogs(replace(desk, reviewer="Petra Novak")) == {}
    drafts.keep_dialog(desk, of_case, {})
    assert drafts.of_dialogs(desk).keys() == {of_desk}


def test_what_is_typed_into_a_dialog_is_no_entry_of_the_assessment(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    key = receive(desk).key
    drafts.keep_dialog(desk, "dialog revoke A-0001", {"why": "x"})
    assert drafts.together(desk.store.drafts(key, desk.reviewer)) == {}
