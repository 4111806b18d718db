"""Second pair of eyes: who may, when, what it holds up, and how far both agree (B2)."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from mmd_reviewer import paths
from mmd_reviewer.domain.assessment import Answers
from mmd_reviewer.domain.case import Case, SecondAssessment
from mmd_reviewer.domain.case_fold import fold
from mmd_reviewer.domain.case_state import flags
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.fact import AnswersGiven, DifferenceKept, SecondAssessed
from mmd_reviewer.domain.history import tell
from mmd_reviewer.domain.letters.checks import FAILED
from mmd_reviewer.domain.letters.dispatch import Dispatch
from mmd_reviewer.domain.request_queue import QueueFilter
from mmd_reviewer.domain.second_assessment import (
    DIFFERS,
    WANTED,
    Agreement,
    agreement,
    check_seen,
    devices_of,
    differing,
    may_assess,
    second_of,
    standing,
    why_wanted,
)
from mmd_reviewer.pdf.press import Press
from mmd_reviewer.services import (
    amendment,
    assessment,
    decision,
    desk_settings,
    letter,
    print_batch,
    register,
    request_queue,
    second_assessment,
)
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.owed import owed_list
from mmd_reviewer.services.read.letter import read_letter
from mmd_reviewer.services.read.second_assessment import read_second
from mmd_reviewer.services.revocation_calendar import agenda, entries_between, later_entries
from tests.making import (
    DAY,
    FACTOR_3,
    FACTOR_4,
    HOLDING,
    QuickPress,
    assessed,
    new_desk,
    refused,
    story,
)

VPN = "security_agents_vpns"
BROKEN = {**FACTOR_4, "conditions": {**HOLDING, "stability": "broken"}}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = replace(new_desk(tmp_path), press=QuickPress())
    desk_settings.change(made, {"second_types": VPN})
    return made


@pytest.fixture
def other(desk: Desk) -> Desk:
    return replace(desk, reviewer="Jonas Weber")


def decided(desk: Desk, data: dict[str, Any] = FACTOR_4, outcome: str = "approve") -> Case:
    return decision.make(desk, assessed(desk, data), Proposal(outcome, "A reason."))


def words(refusal: pytest.ExceptionInfo[Refused]) -> str:
    return refusal.value.message


def test_the_letter_waits_for_the_second_assessment(desk: Desk, other: Desk) -> None:
    """The refusal says who must do what; told elsewhere is no way round it."""
    undecided = assessed(desk, FACTOR_4, ticket="MMD-2-T")
    assert letter.issue(desk, undecided, "acknowledgement")[1], "no decision waits there"
    case = decided(desk)
    assert standing(case) == WANTED
    with pytest.raises(Refused) as refusal:
        letter.issue(desk, case)
    assert "assessed a second time before its letter (its exemption type)" in words(refusal)
    assert "somebody other than Ines Moreau" in words(refusal)
    assert refusal.value.field == "second"
    wish = Dispatch(DAY, "P-1", reason="By telephone.")
    with pytest.raises(Refused, match="a second time"):
        letter.told_elsewhere(desk, [case], "", wish, "Petra Novak")
    assert letter.proposed(desk, case).kind == "approved", "a draft may be looked at"
    batch = print_batch.plan(desk, DAY)
    assert "a second time" in {row.number: row.problem for row in batch.left_out}[case.number]
    drawn = replace(desk, press=Press(paths.resources() / "fonts"))
    (first, *_) = read_letter(drawn, case.number, "").checks
    assert (first.result, first.words) == (FAILED, "A second assessment")
    case = second_assessment.assess(other, case, FACTOR_4)
    assert standing(case) == ""
    assert letter.issue(desk, case)[1].record.kind == "approved"
    assert not desk.store.verify().findings


def test_only_the_letter_of_the_decision_itself_ends_the_waiting(desk: Desk, other: Desk) -> None:
    """Another letter tells nothing of it."""
    case, issued = letter.issue(desk, assessed(desk, FACTOR_4), "acknowledgement")
    case = letter.dispatched(desk, case, issued.record.number, DAY, "MMD-1465058-R5V8P")
    case = decision.make(desk, case, Proposal("approve"))
    assert standing(case) == WANTED
    case, _ = letter.issue(desk, second_assessment.assess(other, case, FACTOR_4), "approved")
    assert (standing(case), may_assess(case, "Petra Novak")) == ("", False)


def test_a_difference_waits_for_the_one_who_decided(desk: Desk, other: Desk) -> None:
    case = second_assessment.assess(other, decided(desk), BROKEN)
    assert standing(case) == DIFFERS
    assert differing(case.decision.answers, second_of(case).answers) == ("stability",)  # type: ignore[union-attr]
    with pytest.raises(Refused, match="Ines Moreau decides anew, or says why"):
        letter.issue(desk, case)
    assert refused(lambda: second_assessment.keep(desk, case, " ")) == ("", "keep")
    assert refused(lambda: second_assessment.keep(other, case, "No.")) == ("", "reviewer")
    kept = second_assessment.keep(desk, case, "The driver is another version.")
    assert standing(kept) == ""
    assert refused(lambda: second_assessment.keep(desk, kept, "Again.")) == ("", "number")
    assert letter.issue(desk, kept)[1]
    assert "The decision stands beside" in tell(kept.facts[-1])
    assert tell(case.facts[-1]) == "Assessed a second time: decline."


def test_a_decision_made_anew_is_compared_again(desk: Desk, other: Desk) -> None:
    """By its own answers; what was kept before counts no longer."""
    case = second_assessment.assess(other, decided(desk), BROKEN)
    case = second_assessment.keep(desk, case, "The driver is another version.")
    same = decision.make(desk, case, Proposal("approve", "The same, for a shorter time.", months=3))
    assert standing(same) == DIFFERS
    changed = assessment.answer(desk, same, {"conditions": {"stability": "broken"}})
    assert standing(changed) == DIFFERS, "the decision rests on its own answers still"
    anew = decision.make(desk, changed, Proposal("decline", "It hangs."))
    assert standing(anew) == ""
    assert letter.issue(desk, anew)[1].record.kind == "declined"


def test_who_may_and_when(desk: Desk, other: Desk) -> None:
    """Not before the decision, not who answered or decided, once only, not after the letter."""
    case = assessed(desk, FACTOR_4)
    assert refused(lambda: second_assessment.assess(other, case, FACTOR_4)) == ("", "number")
    case = decision.make(replace(desk, reviewer="Petra Novak"), case, Proposal("approve"))
    for name in ("ines moreau", "Petra  Novak"):
        mine = partial(second_assessment.assess, replace(desk, reviewer=name), case, FACTOR_4)
        assert refused(mine) == ("", "reviewer")
    check_seen(case, "Ines Moreau")
    with pytest.raises(Refused, match=rf"`second {case.number}` shows the request") as refusal:
        check_seen(case, other.reviewer)  # nothing of the first's is shown to them unasked
    assert refusal.value.field == "second"
    done = second_assessment.assess(other, case, FACTOR_4)
    check_seen(done, other.reviewer)
    third = replace(desk, reviewer="Third")
    assert refused(lambda: second_assessment.assess(third, done, FACTOR_4)) == ("", "number")
    done, _ = letter.issue(desk, done)
    assert refused(lambda: second_assessment.assess(third, done, FACTOR_4)) == ("", "number")
    returned = decision.make(desk, assessed(desk, {}, ticket="MMD-2-T"), Proposal("return", "Why?"))
    assert refused(lambda: second_assessment.assess(other, returned, FACTOR_4)) == ("", "number")
    assert why_wanted(returned) == ""


def test_b2_nothing_may_be_open(desk: Desk, other: Desk) -> None:
    """B2: unknown is not an answer; nor is one that the edition does not know."""
    case = decided(desk)
    data = {**FACTOR_4, "conditions": {**HOLDING, "cost": "unknown"}}
    assert refused(lambda: second_assessment.assess(other, case, data)) == ("B2", "cost")
    assert refused(lambda: second_assessment.assess(other, case, {})) == ("B2", "non_negotiable")
    assert refused(lambda: second_assessment.assess(other, case, {"colour": "no"})) == (
        "B8",
        "colour",
    )


@pytest.mark.parametrize(
    ("wish", "devices", "answers", "wanted"),
    [
        ({"second_types": "drivers"}, "", FACTOR_4, ""),
        ({"second_types": VPN}, "", FACTOR_4, "its exemption type"),
        ({"second_devices": "500"}, "499", FACTOR_4, ""),
        ({"second_devices": "500"}, "500", FACTOR_4, "500 devices, 500 or more"),
        ({"second_devices": "500"}, "about 1,200 devices", FACTOR_4, "1,200 devices, 500 or more"),
        ({"second_devices": "500"}, "400 to 600", FACTOR_4, "600 devices, 500 or more"),
        ({"second_devices": "2"}, "all", FACTOR_4, ""),
        ({"second_broken": "yes"}, "", FACTOR_4, ""),
        ({"second_broken": "yes"}, "", BROKEN, "an approval against a broken key condition"),
    ],
)
def test_what_the_settings_name(
    wish: dict[str, str], devices: str, answers: dict[str, Any], wanted: str, tmp_path: Path
) -> None:
    """Type, number of devices, against a condition: each by itself."""
    desk = replace(new_desk(tmp_path), press=QuickPress())
    desk_settings.change(desk, wish)
    case = decided(desk, answers)
    newest = replace(case.versions[-1], request=replace(case.newest, devices=devices))
    case = replace(case, versions=(newest,))
    assert why_wanted(case) == wanted
    assert (WANTED in flags(case, DAY)) is bool(wanted)


def test_devices_that_a_decision_names_count(desk: Desk) -> None:
    case = assessed(desk, FACTOR_4)
    assert devices_of(case) == 0
    case = decision.make(desk, case, Proposal("approve", devices=("A1", "A2", "A3")))
    assert devices_of(case) == 3


def test_a_setting_that_goes_wants_nothing_any_more(desk: Desk) -> None:
    """The rows of the queue follow the settings at once."""
    case = decided(desk)
    assert WANTED in flags(case, DAY)
    desk_settings.change(desk, {"second_types": ""})
    case = desk.case(case.number)
    assert standing(case) == ""
    assert letter.issue(desk, case)[1]


def test_another_version_of_the_request_is_assessed_again(desk: Desk, other: Desk) -> None:
    """A second assessment is about the words that it saw (C8)."""
    case = second_assessment.assess(other, decided(desk), FACTOR_4)
    case = request_queue.amend(desk, case, "mail", requirement="Another need.")
    (case,) = amendment.settle(desk, case, "again", "New words.")
    case = assessment.answer(desk, case, FACTOR_4)
    case = decision.make(desk, case, Proposal("approve", "On the new words."))
    assert second_of(case) is None
    assert standing(case) == WANTED
    assert standing(second_assessment.assess(other, case, FACTOR_4)) == ""


def test_undo_takes_it_back(desk: Desk, other: Desk) -> None:
    case = second_assessment.assess(other, decided(desk), BROKEN)
    (case,) = request_queue.undo(other, case)
    assert standing(case) == WANTED
    assert standing(second_assessment.assess(other, case, FACTOR_4)) == ""


def test_facts_without_footing_change_nothing() -> None:
    """The fold never refuses."""
    answers = AnswersGiven("2019-11", {"non_negotiable": "no"})
    case = fold(story(SecondAssessed(answers, "approve", ""), DifferenceKept("x")))
    assert case.second_assessments == ()
    assert second_of(case) is None
    assert standing(case) == ""


def test_what_the_faces_show(desk: Desk, other: Desk) -> None:
    """Before: the request and no answer, note or decision; after: both, with what differs."""
    case = decided(desk, {**FACTOR_4, "notes": {"stability": "A secret finding."}})
    request_queue.note(desk, case, "A secret note.")
    look = read_second(other, case.number)
    assert (look.rows, look.obstacle, look.wanted) == ((), "", "its exemption type")
    assert "secret" not in repr(look.blind.case.answers)
    assert look.blind.case.notes == ()
    assert may_assess(case, "Jonas Weber")
    assert not may_assess(case, "Ines Moreau")
    assert "another person" in read_second(desk, case.number).obstacle
    assert look.recommend(Answers()).open
    second_assessment.assess(
        other, desk.case(case.number), {**BROKEN, "notes": {"stability": "It hangs."}}
    )
    look = read_second(desk, case.number)
    row = next(row for row in look.rows if row.differs)
    assert (row.code, row.first, row.second) == ("stability", "Holds", "Broken")
    assert (row.first_note, row.second_note) == ("A secret finding.", "It hangs.")
    assert look.names == ("Ines Moreau", "Jonas Weber")
    assert look.headline.startswith("Ines Moreau decided: approve. Jonas Weber’s answers of")
    assert look.differs
    second_assessment.keep(desk, desk.case(case.number), "Another version.")
    assert read_second(desk, case.number).remark == "The decision stands: Another version."


def test_a_case_without_a_decision_is_looked_at_all_the_same(desk: Desk) -> None:
    case = assessed(desk, FACTOR_4)
    look = read_second(desk, case.number)
    assert look.obstacle.startswith(f"{case.number} has no decision")
    assert look.recommend(Answers()).open


def test_the_register_counts_agreement_by_what_each_saw_alone(desk: Desk, other: Desk) -> None:
    """Denominators: cases assessed twice; by factor those that both answered."""
    assert register.book(desk, DAY).agreement == Agreement(0, 0)
    assert (Agreement(0, 0).words, Agreement(0, 0).line) == ("", "")
    case = second_assessment.assess(other, decided(desk), FACTOR_4)
    for place, (first, then) in enumerate(
        ((FACTOR_4, BROKEN), (FACTOR_3, FACTOR_4), (FACTOR_4, {"non_negotiable": "yes"})), 2
    ):
        outcome = "approve_migration" if first is FACTOR_3 else "approve"
        case = assessed(desk, first, ticket=f"MMD-{place}-T")
        case = decision.make(desk, case, Proposal(outcome, months=9))
        case = second_assessment.assess(other, case, then)  # type: ignore[arg-type]
        anew = assessment.answer(desk, case, {"conditions": {"stability": "broken"}})
        decision.make(desk, anew, Proposal("decline", "Seen now."))  # changes no count
    found = register.book(desk, DAY).agreement
    assert (found.twice, found.agreed) == (4, 1)
    rows = {name: (alike, both) for name, alike, both in found.rows}
    assert rows["System stability"] == (2, 3)
    assert rows["Security"] == (3, 3)
    assert next(iter(rows.values())) == (3, 4), "the factor that all eight answered"
    assert found.words == "Assessed twice 4, agreed 1 of 4"
    assert found.line.startswith("Assessed twice 4, agreed 1 of 4, last 12 months. ")
    later = DAY.replace(year=DAY.year + 2)
    assert register.book(desk, later).agreement.twice == 0


def test_agreement_is_counted_in_the_order_of_the_questions_then_those_of_other_editions() -> None:
    """Each question once; one that the edition does not ask any more is told by its code."""
    first = Answers("x", {"gone": "no", "two": "yes", "one": "no"})
    second = Answers("x", {"gone": "yes", "two": "yes", "one": "unknown"})
    rows = [
        SecondAssessment(given, "approve", "Jonas", DAY, "", first, "approve")
        for given in (first, second)
    ]
    found = agreement(rows, {"one": "One", "two": "Two", "three": "Three"})
    assert found.rows == (("One", 1, 1), ("Two", 2, 2), ("gone", 1, 2))
    assert (found.twice, found.agreed) == (2, 1)


def test_no_list_tells_the_second_person_what_was_decided(desk: Desk, other: Desk) -> None:
    """C9: the kind of a letter owed would, and the days of an approval; the first sees both, and
    so does everybody once the second is recorded.
    """
    case = decided(desk)
    end = case.decision.made.until if case.decision else None
    assert end is not None

    def listed(of: Desk) -> list[str]:
        rows = [row.number for row in owed_list(of)]
        rows += [row.number for row in entries_between(of, DAY, end)]
        return rows + [row.number for row in later_entries(of, DAY)]

    assert set(listed(desk)) == {case.number}
    assert not listed(other)
    assert not [row for row in agenda(other).owed if row.number == case.number]
    (row,) = desk.store.page(QueueFilter(state=WANTED), DAY, 10)
    assert (row.state, row.state_shown) == ("approved", WANTED)

    case = second_assessment.assess(other, case, FACTOR_4)
    assert listed(other) == listed(desk)
    (row,) = desk.store.page(QueueFilter(state="approved"), DAY, 10)
    assert row.state_shown == "approved"
