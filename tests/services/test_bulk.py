"""One deed for many cases: the preview equals what then happens, over random selections
and states (A1, A4, A6, C7).
"""

import random
from datetime import timedelta
from pathlib import Path

import pytest

from mmd_reviewer.domain.bulk import ASSIGN, KINDS, NEEDS, PARK, STAYS, UNPARK, WILL, Wish
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_state import state
from mmd_reviewer.domain.decision import NO_EXEMPTION, RETURN, Proposal
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.services import bulk, decision, letter, request_queue
from mmd_reviewer.services.desk import Desk
from tests.long import long_or
from tests.making import DAY, FACTOR_4, Course, assessed, day, receive

SELECTIONS = long_or(20_000, 80)
AFTER = {RETURN: "returned", NO_EXEMPTION: "no_exemption_needed", PARK: "parked"}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk with cases in every state before a deployment; A-0001 is in force."""
    desk = Course(tmp_path).on(0)
    for n in range(3):
        receive(desk, ticket=f"MMD-{n}-T")
        assessed(desk, FACTOR_4, ticket=f"MMD-{n}-A")
        receive(desk, ticket=f"MMD-{n}-I", timeline="")
    (parked,) = request_queue.park(desk, [receive(desk, ticket="MMD-1-P")], day(9), "A study.")
    request_queue.assign(desk, [parked], "Petra Novak")
    decision.make(desk, receive(desk, ticket="MMD-1-R", timeline=""), Proposal("return"))
    decision.make(desk, assessed(desk, FACTOR_4, ticket="MMD-1-Y"), Proposal("approve"))
    decision.make(desk, receive(desk, ticket="MMD-1-W"), Proposal("withdrawn"))
    return desk


def cases(desk: Desk) -> list[Case]:
    return [desk.case(f"A-{n:04}") for n in range(1, 15)]


def drawn(rng: random.Random) -> Wish:
    return Wish(
        rng.choice(KINDS),
        rng.choice(("", "Ines Moreau", "Petra Novak")),
        rng.choice((None, DAY, day(9), day(30))),
        rng.choice(("", "We ask once more.")),
        rng.choice(("", "routine_change")),
    )


def deeds_of(case: Case) -> list[str]:
    return [fact.deed for fact in case.facts]


@pytest.mark.model
@pytest.mark.long_form
def test_the_preview_equals_what_then_happens(desk: Desk) -> None:
    """A6, C7: those foreseen change as it was said, by one deed; the others refuse it alone
    too, or have it already; taken back together, all are as before.
    """
    rng = random.Random(15)
    everyone = cases(desk)
    seen = set()
    for _ in range(SELECTIONS):
        chosen = rng.sample(everyone, rng.randint(1, len(everyone)))
        wish = drawn(rng)
        rows = bulk.foresee(desk, chosen, wish)
        seen |= {(wish.kind, row.standing) for row in rows}
        assert [row.case.number for row in rows] == [case.number for case in chosen]
        will = [row.case for row in rows if row.standing == WILL]
        for row in rows:
            if row.standing != WILL:
                assert row.bodies == ()
                with pytest.raises(Refused) as refusal:
                    bulk.carry_out(desk, [*will, row.case], wish)
                assert row.case.number in str(refusal.value)
        assert cases(desk) == everyone, "looking ahead and refusing record nothing"
        if rng.random() < 0.04 and will:
            _happens(desk, wish, will, everyone)
            everyone = cases(desk)
    assert seen >= {(kind, WILL) for kind in KINDS} | {(RETURN, NEEDS), (PARK, NEEDS)}
    assert seen >= {(ASSIGN, STAYS), (UNPARK, STAYS), (RETURN, STAYS), (NO_EXEMPTION, STAYS)}


def _happens(desk: Desk, wish: Wish, will: list[Case], everyone: list[Case]) -> None:
    done = bulk.carry_out(desk, will, wish)
    touched = {case.number for case in will}
    assert {case.number for case in done} == touched
    assert len({case.facts[-1].deed for case in done}) == 1
    for case in done:
        if wish.kind == ASSIGN:
            assert case.reviewer == wish.reviewer
        else:
            assert state(case, DAY) == AFTER.get(wish.kind, state(case, DAY))
            assert (state(case, DAY) == "parked") == (wish.kind == PARK)
    others = [case for case in everyone if case.number not in touched]
    assert [case for case in cases(desk) if case.number not in touched] == others
    back = request_queue.undo(desk, done[0])
    assert {case.number for case in back} == touched
    assert [state(case, DAY) for case in cases(desk)] == [state(case, DAY) for case in everyone]


def test_what_is_foreseen_of_each_case_and_that_one_refuses_all(desk: Desk) -> None:
    """A4, A6, C7: those that have it already stay; one of them among others and nothing is done."""
    why, later = "A study.", day(9)
    fresh, parked, returned, withdrawn = "A-0002", "A-0011", "A-0012", "A-0014"
    table = (
        (fresh, Wish(ASSIGN), STAYS, "Nobody has it already"),
        (fresh, Wish(ASSIGN, " Ines  Moreau"), WILL, "Handed to Ines Moreau"),
        (parked, Wish(ASSIGN, "Petra Novak"), STAYS, "Petra Novak has it already"),
        (parked, Wish(ASSIGN, " "), WILL, "Given to nobody"),
        (fresh, Wish(UNPARK), STAYS, "Not parked"),
        (parked, Wish(UNPARK), WILL, "Back in the queue"),
        (fresh, Wish(PARK, until=later, reason=why), WILL, "Parked until Wed 2026-12-02"),
        (parked, Wish(PARK, until=later, reason=why), STAYS, "Parked until Wed 2026-12-02 already"),
        (parked, Wish(PARK, until=day(30), reason=why), WILL, "Parked until Wed 2026-12-23"),
        (returned, Wish(RETURN, reason=why), STAYS, "Returned on Mon 2026-11-23 already"),
        (returned, Wish(PARK, until=later, reason=why), WILL, "Parked until Wed 2026-12-02"),
        ("A-0001", Wish(PARK, until=later, reason=why), STAYS, "Approve on Mon 2026-11-23 already"),
        (
            withdrawn,
            Wish(PARK, until=later),
            STAYS,
            "Withdrawn by the customer on Mon 2026-11-23 already",
        ),
        (
            parked,
            Wish(NO_EXEMPTION, route="routine_change"),
            WILL,
            "No exemption needed, no longer parked",
        ),
    )
    everyone = cases(desk)
    for number, wish, standing, words in table:
        (row,) = bulk.foresee(desk, [desk.case(number)], wish)
        assert (row.standing, row.words) == (standing, words)
        assert bool(row.bodies) is (standing == WILL)
    with pytest.raises(Refused, match=f"{fresh}: Not parked. Nothing was done"):
        bulk.carry_out(desk, [desk.case(parked), desk.case(fresh)], Wish(UNPARK))
    assert cases(desk) == everyone
    _happens(desk, Wish(UNPARK), [desk.case(parked)], everyone)


def test_a1_each_letter_names_its_own_gaps_and_the_words_said_to_all(desk: Desk) -> None:
    """A1, C3: the letter after the deed can be read before it."""
    case = receive(desk, ticket="MMD-9-T", timeline="", proposal="")
    (row,) = bulk.foresee(desk, [case], Wish(RETURN, reason="Please answer by Friday."))
    record = bulk.letter_after(desk, row)
    said = repr(record.blocks)
    assert record.kind == "returned"
    assert "Please answer by Friday." in said
    assert desk.case(case.number) == case
    (done,) = bulk.carry_out(desk, [case], Wish(RETURN, reason="Please answer by Friday."))
    _, issued = letter.issue(desk, done)
    assert issued.record.blocks == record.blocks


def test_a_handing_over_carries_its_note(desk: Desk) -> None:
    """One deed: who has it, and what they should know."""
    case = receive(desk, ticket="MMD-9-T")
    (done,) = bulk.carry_out(desk, [case], Wish(ASSIGN, "Petra Novak", reason="You know Zebra."))
    assert (done.reviewer, [note.text for note in done.notes]) == (
        "Petra Novak",
        ["You know Zebra."],
    )
    (undone,) = request_queue.undo(desk, done)
    assert (undone.reviewer, undone.notes) == ("", ())


def test_a6_what_is_missing_is_said_by_the_rule(desk: Desk) -> None:
    """A1, A4, A6: no reason, a past day, no route."""
    case = assessed(desk, FACTOR_4, ticket="MMD-9-T")
    said = {
        wish.kind: bulk.foresee(desk, [case], wish)[0].words
        for wish in (
            Wish(PARK, until=DAY - timedelta(days=1), reason="A study."),
            Wish(RETURN),
            Wish(NO_EXEMPTION, reason="A routine change."),
        )
    }
    assert said[PARK].endswith("(rule A6)")
    assert said[RETURN].startswith("Nothing is missing: return it by itself")
    assert "rule A4" in said[NO_EXEMPTION] or "rule C1" in said[NO_EXEMPTION]
