"""Who saw less of a case than the store holds is told first who did what, and when."""

import pytest

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.conflict import both_values
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.fact import DESK_KEY, Author, write_fact
from mmd_reviewer.domain.history import tell
from mmd_reviewer.domain.seen import ANY, ChangedSince, Seen, told
from tests.domain.letter_cases import APPEAL, notified
from tests.making import DAY, case, refused, story

CHANGED = case(*(kinds.NoteAdded(f"note {n}") for n in range(1, 6)))


def test_who_saw_the_newest_fact_goes_on() -> None:
    """F2, C7: also who saw no case at all, and who recorded the newer facts at this desk."""
    Seen().check(CHANGED)
    Seen({CHANGED.number: CHANGED.heads[-1]}).check(CHANGED)
    Seen({ANY: CHANGED.heads[-1][:12]}).check(CHANGED)
    own = {fact.id for fact in CHANGED.facts[1:]}
    Seen({CHANGED.number: CHANGED.facts[0].id}, own).check(CHANGED)


def test_a_change_since_is_told_once() -> None:
    """Nothing is recorded; who was told has seen it, and the deed repeated goes through."""
    seen = Seen({CHANGED.number: CHANGED.facts[3].id})
    with pytest.raises(ChangedSince) as refusal:
        seen.check(CHANGED)
    assert refusal.value.message == (
        "A-0001 was changed since you looked at it. Ines, 2026-11-23 10:00 UTC: Note: note 4. "
        "Ines, 2026-11-23 10:00 "
        "UTC: Note: note 5. Nothing of yours was recorded: repeat it if it still holds."
    )
    assert (refusal.value.kind, refusal.value.field) == ("refused", "seen")
    seen.check(CHANGED)


def test_what_was_seen_is_a_fact_of_the_case() -> None:
    """A slip in the terminal is said, not taken for a change."""
    with pytest.raises(Refused, match='"beef" is no fact of A-0001') as refusal:
        Seen({ANY: "beef"}).check(CHANGED)
    assert not isinstance(refusal.value, ChangedSince)
    assert refusal.value.kind == "usage"


def test_a_deed_on_the_desk_itself_names_the_newest_fact_that_was_seen() -> None:
    """Of a command of the terminal: who saw less is told who did what, and nothing is recorded."""
    author = Author("Petra", "A", DAY, "2026-11-23T10:00:00.000000Z")
    first, second = (
        write_fact(DESK_KEY, (), name, author, body)[0]
        for name, body in (("one", kinds.DateConfirmed()), ("two", kinds.PackReturned("A1")))
    )
    Seen().check_desk([first, second])
    Seen({ANY: second.id[:12]}).check_desk([first, second])
    Seen({ANY: first.id}, {second.id}).check_desk([first, second])
    with pytest.raises(Refused) as refusal:
        Seen({ANY: first.id}).check_desk([first, second])
    assert refusal.value.message == (
        "The desk was changed since you looked at it. Petra, 2026-11-23 10:00 UTC: Pack A1 came "
        "back. Nothing of yours was recorded."
    )
    with pytest.raises(Refused, match='"beef" is no fact of the desk: take it from `editions'):
        Seen({ANY: "beef"}).check_desk([first, second])


def test_the_newest_fact_of_one_case_says_nothing_of_many() -> None:
    """An import is about many cases: `--seen` is refused with it."""
    Seen({CHANGED.number: CHANGED.heads[-1]}).check_many()
    assert refused(Seen({ANY: CHANGED.heads[-1]}).check_many) == ("", "seen")


def test_of_many_changes_the_newest_are_told_in_full() -> None:
    """Three sentences, and how many came before them."""
    words = told(CHANGED, CHANGED.facts)
    assert words.startswith("3 changes before that. Ines, 2026-11-23 10:00 UTC: Note: note 3.")
    assert words.count("Ines") == 3
    assert (
        told(CHANGED, story()) == "Ines, 2026-11-23 10:00 UTC: Request received from tickets.json."
    )


def test_both_values_of_a_detail_and_of_an_appeal() -> None:
    """C7, F7: a detail judged and an appeal raised since are fields like any other."""
    before = notified(5)
    theirs = notified(5, APPEAL)
    mine = notified(5, kinds.DetailJudged("proposal", False, "It names no product."))
    rows = {
        row.field: (row.before, row.theirs, row.mine) for row in both_values(before, theirs, mine)
    }
    assert rows["Appeal 1"] == ("", f"open, received {APPEAL.received}", "")
    assert rows["Proposal, as judged"][2] == "not sufficient: It names no product."


def test_those_with_two_new_values_stand_first_then_mine_then_theirs() -> None:
    """C7: of several notes the newest is the value."""
    before = (kinds.NoteAdded("one"), kinds.NoteAdded("two"))
    theirs = (*before, kinds.CaseAssigned("Petra"), kinds.NoteAdded("three"))
    mine = (*theirs, kinds.CaseParked(DAY, "A study"), kinds.NoteAdded("four"))
    rows = both_values(case(*before), case(*theirs), case(*mine))
    assert [(row.field, row.before, row.theirs, row.mine) for row in rows] == [
        ("Newest note", "two", "three", "four"),
        ("Parked", "", "", f"until {DAY}: A study"),
        ("Reviewer", "", "Petra", "Petra"),
    ]
    assert [row.differs for row in rows] == [True, True, False]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (kinds.PromiseSettled("f", True, "Seen."), "A promise was kept: Seen."),
        (kinds.PromiseSettled("f", False, "Still 6.0."), "A promise was broken: Still 6.0."),
        (
            kinds.LetterSigned("A-0001-L1", "ab", "Jana", DAY, "Stamps Ltd"),
            "Letter A-0001-L1 signed by Jana, time-stamped by Stamps Ltd.",
        ),
        (kinds.LetterSigned("A-0001-L1", "ab", "Jana", DAY), "Letter A-0001-L1 signed by Jana."),
    ],
)
def test_the_history_says_which_of_two_it_was(body: kinds.Body, words: str) -> None:
    """C1, C2: in the sentence that is read later."""
    assert tell(story(body)[-1]) == words


def test_of_two_revocations_the_values_are_those_of_the_newest() -> None:
    """D1, D8: the one before is over."""
    again = kinds.RevocationPrepared(
        ("cost",), "It costs more.", "Remove it.", "New.", "2019-11", "Edition 1", {"cost": "x"}
    )
    rows = both_values(
        notified(5), notified(5), notified(5, kinds.RevocationWithdrawn("A fixed driver."), again)
    )
    told = {row.field: row.mine for row in rows}
    assert told["Why it is revoked"] == "It costs more."
    assert told["First notice"] == "", "that of the one before is not its"
