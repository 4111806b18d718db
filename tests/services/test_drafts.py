"""What was being typed is kept as a whole; what cannot be read,
or was never there, takes nothing with it.
"""

from pathlib import Path

from mmd_reviewer.domain.deed import Draft
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
