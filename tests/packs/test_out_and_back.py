"""What is out on packs, in words, and what two sides recorded meanwhile (interfaces, "Offline
packs").
"""

from __future__ import annotations

from pathlib import Path

import pytest

from mmd_reviewer.domain.case_state import flags
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.sides import TWO_SIDES
from mmd_reviewer.packing import check_out, merge_pack
from mmd_reviewer.services import assessment, packs, request_queue
from mmd_reviewer.services.desk import Desk
from tests.making import DAY, receive
from tests.packs.taking import opened, taken


def answer(desk: Desk, security: str) -> None:
    assessment.answer(desk, desk.case("A-0002"), {"conditions": {"security": security}})


def test_a_case_may_be_out_on_two_packs_and_is_said_to_be(home: Desk, tmp_path: Path) -> None:
    """What is done in both is united: nothing forbids it, everybody is told."""
    first = check_out(home, [home.case("A-0002")], tmp_path / "one.mmdpack", "Kim")
    assert first.in_words(Path("one.mmdpack")) == "Pack A1: 1 case with 0 files → one.mmdpack"
    both = [home.case("A-0001"), home.case("A-0002")]
    second = check_out(home, both, tmp_path / "two.mmdpack", "Nora")
    assert second.in_words(Path("two.mmdpack")) == (
        "Pack A2: 2 cases with 0 files → two.mmdpack. A-0002 is out on A1 (Kim) too: what is done "
        "in both is united."
    )
    whole = check_out(home, [], tmp_path / "all.mmdpack", "Oleg", whole=True)
    assert whole.cases == 2
    assert packs.out_numbers(home) == {
        "A-0001": "Out on A2 (Nora)",
        "A-0002": "Out on A1 (Kim), A2 (Nora)",
    }
    assert [row.held_in_words() for row in packs.packs_out(home)] == [
        "1 case",
        "2 cases",
        "all cases",
    ]


def test_two_answers_to_one_question_are_settled_before_anything_else(
    home: Desk, tmp_path: Path
) -> None:
    """C7: until a person chose, no deed builds on one of the two."""
    pack = opened(taken(home, tmp_path, "A-0002"))
    answer(pack, "broken")
    pack.store.close()
    answer(home, "unknown")
    merged = merge_pack(home, tmp_path / "train.mmdpack")
    assert (merged.merged, merged.conflicts) == (("A-0002",), ("A-0002",))
    case = home.case("A-0002")
    assert TWO_SIDES in flags(case, DAY)
    with pytest.raises(Refused, match=r"A-0002 was changed on two sides\. .*settle A-0002"):
        request_queue.note(home, case, "Seen.")
    case = packs.settle(home, case, "one", "Kim asked the vendor.")
    assert case.answers.findings["security"] == "broken"
    assert TWO_SIDES not in flags(case, DAY)
    assert request_queue.note(home, case, "Seen.").notes[0].text == "Seen."
    assert not home.store.verify().findings


def test_cases_are_told_in_the_order_of_their_numbers(home: Desk, tmp_path: Path) -> None:
    """As a person looks them up, not as the store finds them."""
    for place in range(3, 9):
        receive(home, ticket=f"MMD-146505{place}-ABCDE")
    numbers = tuple(f"A-000{place}" for place in range(3, 9))
    pack = opened(taken(home, tmp_path, *numbers))
    for number in numbers:
        request_queue.note(pack, pack.case(number), "Seen on the train.")
    pack.store.close()
    assert merge_pack(home, tmp_path / "train.mmdpack").merged == numbers
