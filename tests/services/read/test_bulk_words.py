"""What a deed for many cases says before it is done (rules A1, C7)."""

from mmd_reviewer.domain.bulk import NEEDS, PARK, STAYS, WILL, Foreseen
from mmd_reviewer.domain.decision import RETURN
from mmd_reviewer.services.read.bulk_words import afterwards, button, lacking, outlook, title
from tests.making import case, request


def rows(*standings: str) -> list[Foreseen]:
    return [Foreseen(case(asked=request()), standing, "") for standing in standings]


def test_the_outlook_counts_each_kind_of_row() -> None:
    """C7: what is done, what is not, and that nothing is recorded yet."""
    end = ". Nothing is recorded until you say so."
    assert outlook(PARK, rows(WILL, WILL), ()) == f"2 will be parked{end}"
    assert outlook(PARK, rows(WILL, NEEDS, STAYS), ()) == (
        f"1 will be parked, 1 needs something first, 1 stays as it is{end}"
    )
    assert outlook(PARK, rows(NEEDS, NEEDS, STAYS, STAYS), ()) == (
        f"0 will be parked, 2 need something first, 2 stay as they are{end}"
    )
    number = rows(WILL)[0].case.number
    assert outlook(RETURN, rows(WILL, STAYS), {number}) == (
        f"0 will be returned, 1 stays as it is, 1 left out{end}"
    )


def test_the_words_of_one_and_of_several() -> None:
    """A1, C7: the heading, the button, how far one undo reaches."""
    assert title(RETURN, rows(WILL)) == "Return 1 request for details"
    assert button(RETURN, 2) == "Return 2 requests"
    assert afterwards(PARK, 0) == "Nothing would be recorded."
    assert afterwards(PARK, 1) == "Ctrl+Z takes it back."
    assert afterwards(PARK, 2) == "Ctrl+Z takes all 2 back together."
    assert afterwards(RETURN, 1) == (
        "1 letter to read and issue follows. Ctrl+Z takes it back, until it is issued."
    )
    assert afterwards(RETURN, 2) == (
        "2 letters to read and issue follow. Ctrl+Z takes all 2 back together, until the first of "
        "them is issued."
    )
    assert lacking(rows(WILL)[0]) == "Nothing is missing"
