"""Two sides of a case: what clashes, what does not, and how each is settled (rules C2, C7, D3)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.fact import Author, Body, write_fact
from mmd_reviewer.domain.history import tell
from mmd_reviewer.domain.settling import differs_about, settled, to_settle
from mmd_reviewer.domain.sides import split
from mmd_reviewer.domain.timeline_reading import read_timeline
from tests.domain.test_case import APPROVED
from tests.making import DAY, refused, request
from tests.packs.two_sides import ANSWER, ISSUED, OTHERWISE, Apart, issued, open_choices

READ_AS = kinds.ReadingCorrected(read_timeline("6 months"))
LATER = DAY + timedelta(days=1)
REMOVED = kinds.RemovalConfirmed(("S1",), DAY, "Jana")
ELSEWHERE = kinds.AnswersGiven("2019-11", conditions={"cost": "broken"})


@pytest.mark.parametrize(
    ("here", "there", "clash"),
    [
        (ANSWER, OTHERWISE, True),  # one question, two answers
        (ANSWER, ANSWER, False),  # the same answer twice
        (ANSWER, ELSEWHERE, False),  # two questions
        (kinds.NoteAdded("one"), kinds.NoteAdded("two"), False),
        (kinds.CaseAssigned("Kim"), kinds.CaseAssigned("Ines"), True),
        (kinds.CaseAssigned("Kim"), kinds.CaseAssigned("Kim"), False),
        (kinds.HoldPlaced("audit"), kinds.NoteAdded("seen"), False),
        (READ_AS, kinds.ReadingCorrected(read_timeline("9 months")), True),
        (READ_AS, READ_AS, False),
        (READ_AS, kinds.ReadingCorrected(customer="Adatum"), False),  # another reading
        (REMOVED, kinds.RemovalConfirmed(("S1",), LATER, "Jana"), True),
        (REMOVED, REMOVED, False),
        (REMOVED, kinds.RemovalConfirmed(("S2",), LATER, "Jana"), False),  # another device
        (
            kinds.RequestAmended(request(proposal="Another product."), "mail"),
            ANSWER,
            True,  # answered before words that were not seen
        ),
    ],
)
def test_what_clashes(here: Body, there: Body, clash: bool) -> None:
    """A person is asked only where both said the same thing, or one what the other rests on."""
    apart = Apart()
    apart.add("A", here)
    apart.add("A1", there)
    assert (split(apart.case) is not None) is clash
    assert len(apart.case.heads) == 2


@pytest.mark.parametrize("known", [False, True])
def test_what_one_side_did_and_took_back_itself_asks_nobody(known: bool) -> None:
    """C7: nothing is left of it; an undo of what both sides knew is told apart."""
    apart = Apart(APPROVED) if known else Apart()
    (decided,) = apart.add("A1", APPROVED)
    undone = apart.facts[1].deed if known else decided.deed
    if known:
        apart.facts.remove(decided)
        apart.ends["A1"] = apart.facts[-1].id
    apart.add("A1", kinds.DeedRetracted(undone))
    apart.add("A", APPROVED)
    assert (split(apart.case) is not None) is known


def test_a_later_deed_that_knows_both_does_not_hide_the_clash() -> None:
    """Only a recorded choice settles it (architecture, "Facts")."""
    apart = Apart()
    apart.add("A", ANSWER)
    apart.add("A1", OTHERWISE)
    heads = apart.case.heads
    author = Author("Kim", "A", DAY, "2026-11-23T12:00:00.000000Z")
    apart.facts.append(
        write_fact(apart.facts[0].case, heads, "note", author, kinds.NoteAdded("both"))[0]
    )
    assert len(apart.case.heads) == 1
    assert split(apart.case) is not None


@pytest.mark.parametrize(("keep", "finding"), [("one", "holds"), ("other", "broken")])
def test_the_side_that_is_kept_counts_and_the_other_stays_to_be_read(
    keep: str, finding: str
) -> None:
    """A choice retracts what clashes and what rests on it, nothing else (C7)."""
    apart = Apart()
    apart.add("A", ANSWER)
    apart.add("A", kinds.NoteAdded("here"))
    apart.add("A1", OTHERWISE)
    apart.add("A1", kinds.NoteAdded("there"))
    apart.settle(keep)
    case = apart.case
    assert case.answers.findings["security"] == finding
    assert [note.text for note in case.notes] == ["here", "there"]
    assert split(case) is None
    assert {type(fact.body) for fact in case.facts} >= {kinds.AnswersGiven, kinds.SidesSettled}


def test_what_rests_on_the_side_that_went_goes_with_it() -> None:
    """C7: a decision does not stand on answers that were taken back, nor on the decision what was
    said of it, though the other side says nothing of either.
    """
    for keep, decided in (("one", True), ("other", False)):
        apart = Apart()
        apart.add("A", ANSWER)
        apart.add("A", APPROVED)
        apart.add("A", kinds.DifferenceKept("The driver is another version."))
        apart.add("A", kinds.NoteAdded("here"))
        apart.add("A1", OTHERWISE)
        apart.settle(keep)
        assert (apart.case.decision is not None) is decided
        counting = {type(fact.body) for fact in apart.case.counting}
        assert (kinds.DifferenceKept in counting) is decided
        assert [note.text for note in apart.case.notes] == ["here"]


def test_settled_twice_alike_asks_nobody_and_differently_asks_again() -> None:
    """A choice is a fact: two stations may choose apart, too."""
    for keep, asks in (("one", False), ("other", True)):
        apart = Apart()
        apart.add("A", ANSWER)
        apart.add("A1", OTHERWISE)
        before = list(apart.facts)
        apart.settle("one", "A")
        here = apart.facts[len(before) :]
        apart.facts = before
        apart._moment += 20
        apart.settle(keep, "A1")
        apart.facts = [*apart.facts, *here]
        assert (split(apart.case) is not None) is asks
        if asks:
            apart.settle("one")
            assert split(apart.case) is None
            assert len(apart.case.answers.findings) == 1


def test_what_went_out_cannot_lose() -> None:
    """A side whose letter is issued stays; the other is taken back, or both stand (C7)."""
    apart = Apart()
    apart.add("A", ANSWER)
    apart.add("A1", OTHERWISE)
    apart.add("A1", kinds.ToldElsewhere("declined", (), DAY, "MMD-1", "Nora"))
    case = apart.case
    assert open_choices(case) == {"one", "other", "both"}  # the answer alone can go
    apart.add("A1", kinds.RequestAmended(request(proposal="Another product."), "mail"))
    assert open_choices(apart.case) == {"other", "both"}
    with pytest.raises(Refused, match="It cannot be taken back: Request amended"):
        settled(apart.case, "one", "So.")


def test_a_choice_needs_a_reason_and_something_to_settle() -> None:
    """C7."""
    apart = Apart()
    assert refused(lambda: settled(apart.case, "one", "So.")) == ("", "number")
    apart.add("A", ANSWER)
    apart.add("A1", OTHERWISE)
    assert refused(lambda: settled(apart.case, "one", " ")) == ("C7", "reason")
    assert refused(lambda: settled(apart.case, "neither", "So.")) == ("", "keep")


def test_an_undo_and_what_was_built_on_the_undone_cannot_both_stand() -> None:
    """C7."""
    apart = Apart()
    (answered,) = apart.add("A", ANSWER)
    apart.ends["A1"] = answered.id
    apart.add("A", kinds.DeedRetracted(answered.deed))
    apart.add("A1", OTHERWISE)
    assert open_choices(apart.case) == {"one", "other"}


def test_two_sides_do_not_differ_about_what_both_say_alike() -> None:
    """The answer that a decision rests on is the one that the other side gave as well."""
    apart = Apart()
    apart.add("A", ANSWER)
    apart.add("A", APPROVED)
    apart.add("A1", ANSWER)
    assert split(apart.case) is None
    apart.add("A1", APPROVED)
    assert (
        differs_about(apart.case, to_settle(apart.case))
        == "The two sides differ about the decision."
    )


def test_a_letter_issued_on_two_sides_is_called_by_its_name() -> None:
    apart = Apart(APPROVED)
    apart.add("A", issued(ISSUED, "notice_second"))
    apart.add("A1", issued("A-0001-A1-L1", "notice_second"))
    assert "the letter “Second notice”" in differs_about(apart.case, to_settle(apart.case))


def test_every_part_of_an_answer_is_a_subject_of_its_own() -> None:
    """Two people who write another technology, scope, months or ticks differ about that alone."""
    here = kinds.AnswersGiven("2019-11", technology="Intune", months=3, months_given=True)
    for there, name in (
        (kinds.AnswersGiven("2019-11", technology="Autopilot"), "technology"),
        (kinds.AnswersGiven("2019-11", months=9, months_given=True), "months"),
        (kinds.AnswersGiven("2019-11", scope="Two sites."), ""),
        (kinds.AnswersGiven("2019-11", ticks=("U1",)), ""),
    ):
        apart = Apart()
        apart.add("A", here)
        apart.add("A1", there)
        found = split(apart.case)
        assert [row.name for row in found.subjects if name] == [name] if found else not name


def test_a_gap_in_what_is_known_is_no_reason_to_fail() -> None:
    """Of a damaged store something may be missing between two facts: the rest is told apart."""
    apart = Apart()
    (first,) = apart.add("A", kinds.NoteAdded("one"))
    apart.add("A", ANSWER)
    apart.add("A1", OTHERWISE)
    apart.facts.remove(first)
    assert split(apart.case) is not None


def test_what_packs_and_choices_are_told_as() -> None:
    """The history says it in sentences."""
    author = Author("Kim", "A", DAY, "2026-11-23T10:00:00.000000Z")

    def said(body: Body) -> str:
        return tell(write_fact("00" * 16, (), "d", author, body)[0])

    assert said(kinds.PackTaken("A1", "Kim", ("ab",), ("A-0001",))).startswith("1 case taken on")
    assert said(kinds.PackTaken("A2", "Kim", (), whole=True)).startswith("All cases taken on pack")
    assert said(kinds.PackReturned("A1")) == "Pack A1 came back."
    assert said(kinds.PackGivenUp("A1", "Lost.")) == "Pack A1 is not coming back: Lost."
    assert said(kinds.SidesSettled("a", "b", "both", "So.")).endswith("both stand: So.")


def test_a_device_is_named_as_its_serial_number_is_written() -> None:
    """D9: the case of its letters is folded for comparing alone; one that is not known here too."""
    laptop = Device("5CG1", "HP", "Elite")
    deployed = kinds.Deployed(DAY, (laptop,))
    for key, name in ((laptop.key, "5CG1"), (Device("5CG_2").key, "5cg 2")):
        apart = Apart(APPROVED, deployed)
        apart.add("A", kinds.RemovalConfirmed((key,), DAY, "Jana"))
        apart.add("A1", kinds.RemovalConfirmed((key,), LATER, "Jana"))
        said = differs_about(apart.case, to_settle(apart.case))
        assert said == f"The two sides differ about the device {name}."
