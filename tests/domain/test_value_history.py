"""C7: the history says what each deed changed, from the old value to the new."""

from dataclasses import replace
from datetime import date

import pytest

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.assessment import patch_from
from mmd_reviewer.domain.case_fold import fold
from mmd_reviewer.domain.fact import Body
from mmd_reviewer.domain.timeline_reading import read_timeline
from mmd_reviewer.domain.value_history import Change, changes_of
from tests.domain.test_decision import try_to
from tests.making import DAY, FACTOR_3, FACTOR_4, case, edition, request, story

PREPARED = kinds.RevocationPrepared(
    ("cost",), "Why.", "Acts.", "n", "2019-11", "Edition 1", {"cost": "x"}
)


def _patch(**answers: object) -> kinds.AnswersGiven:
    return patch_from(answers, edition(), request())


def _told(*bodies: Body) -> list[list[str]]:
    """What each fact after the first changed, as sentences."""
    of = case(*bodies)
    changes = changes_of(of)
    return [[row.sentence for row in changes[fact.id]] for fact in of.facts[1:]]


@pytest.mark.parametrize(
    ("bodies", "expected"),
    [
        (
            (kinds.TypeChosen("other", "Other", "2019-11"),),
            ["Exemption type: security agents vpns → other"],
        ),
        (
            (kinds.ReadingCorrected(read_timeline("12 months"), "Contoso"),),
            ["Customer: Fabrikam → Contoso", "Timeline: 24 months → 12 months"],
        ),
        ((kinds.CaseAssigned("Ines"), kinds.CaseAssigned("Petra")), ["Reviewer: Ines → Petra"]),
        ((kinds.CaseAssigned("Ines"), kinds.CaseAssigned("")), ["Reviewer: Ines → nothing"]),
        (
            (_patch(non_negotiable="no"), _patch(non_negotiable="yes")),
            ["Factor non negotiable: no → yes"],
        ),
        (
            (
                _patch(conditions={"cost": "holds"}),
                _patch(conditions={"cost": "broken"}, notes={"cost": "n" * 300}),
            ),
            ["Key condition cost: holds → broken", f"Note on cost: nothing → {'n' * 300}"],
        ),
        ((_patch(**FACTOR_3, months=6), _patch(months=9)), ["Months: 6 → 9"]),
        (
            (
                _patch(**FACTOR_3),
                try_to("approve_migration", FACTOR_3, months=6),
                try_to("approve_migration", FACTOR_3, months=9),
            ),
            [
                "Decision: Approve for migration until 2027-05-23 → "
                "Approve for migration until 2027-08-23"
            ],
        ),
        (
            (
                PREPARED,
                kinds.Retimed("agreement", None, date(2027, 1, 20), "r"),
                kinds.Retimed("agreement", date(2027, 1, 20), date(2027, 1, 10), "r"),
            ),
            ["Deadline: 2027-01-20 → 2027-01-10"],
        ),
        ((kinds.NoteAdded("Called Jana."),), []),
        (
            (kinds.DetailJudged("proposal", False, "Vague."),),
            ["Proposal, as judged: nothing → not sufficient: Vague."],
        ),
        (
            (kinds.RequestAmended(request(requirement="x " * 200), "mail"),),
            [f"Requirement: 214 planners must reach the ERP from home. → {('x ' * 200)[:199]}…"],
        ),
    ],
)
def test_c7_the_newest_deed_says_from_what_to_what(
    bodies: tuple[Body, ...], expected: list[str]
) -> None:
    """C7, A1, B2, D7: the values of the deed that came last."""
    assert _told(*bodies)[-1] == expected


def test_c7_an_undo_and_a_redo_say_what_came_back() -> None:
    """C7: an undo gives back the values of before, a redo those of the deed."""
    told = _told(
        kinds.CaseAssigned("Ines"),
        kinds.CaseAssigned("Petra"),
        kinds.DeedRetracted("deed2"),
        kinds.DeedRetracted("deed3"),
    )
    assert told[-2:] == [["Reviewer: Petra → Ines"], ["Reviewer: Ines → Petra"]]


def test_c7_told_fact_by_fact_is_told_as_folded_anew() -> None:
    """C7: each stage is the case that its facts alone make, whatever came after."""
    facts = story(
        kinds.CaseAssigned("Ines"),
        _patch(**FACTOR_4),
        try_to("approve", FACTOR_4),
        kinds.RequestAmended(request(proposal="Deploy 5.0."), "mail"),
        kinds.CaseParked(date(2026, 12, 7), "Waits"),
        kinds.DeedRetracted("deed5"),
    )
    whole = changes_of(fold(facts))
    for place in range(2, len(facts) + 1):
        upto = changes_of(fold(facts[:place]))
        assert upto[facts[place - 1].id] == whole[facts[place - 1].id]
    assert facts[0].id not in whole


def test_c7_long_words_are_cut_in_the_line_alone() -> None:
    """C7: the value itself is whole."""
    change = Change("Proposal", "a" * 500, "")
    assert change.sentence == f"Proposal: {'a' * 199}… → nothing"
    assert replace(change, field="Note on cost").sentence.endswith(f"{'a' * 500} → nothing")


def test_c7_a_value_that_the_sentence_has_whole_is_not_said_again() -> None:
    """C7: notes and links stand in the fact's own sentence, the second one too."""
    notes = (kinds.NoteAdded("The vendor is asked."), kinds.NoteAdded("It answered."))
    links = (kinds.CaseLinked("A-0002", DAY), kinds.CaseLinked("A-0003", DAY))
    assert _told(*notes, *links)[-4:] == [[], [], [], []]
    assert Change("Proposal", "a" * 200, "").sentence == f"Proposal: {'a' * 200} → nothing"
