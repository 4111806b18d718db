"""An extension: a new request linked to the approval that ends (rule E2)."""

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from mmd_reviewer import bootstrap
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_state import flags
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.letters.compose import as_text
from mmd_reviewer.services import (
    assessment,
    decision,
    deployment,
    letter,
    request_queue,
    revocation,
)
from mmd_reviewer.services.desk import Desk
from tests.making import (
    FACTOR_3,
    FACTOR_4,
    GROUNDS,
    LAPTOP,
    TABLET,
    QuickPress,
    assessed,
    day,
    new_desk,
    put_in_force,
    receive,
    refused,
)

OLD, NEW, OTHER = "MMD-1470000-AAAAA", "MMD-1470000-BBBBB", "MMD-1470000-CCCCC"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return replace(new_desk(tmp_path), press=QuickPress())


def approved(
    desk: Desk, ticket: str = OLD, timeline: str = "3 months", customer: str = "Fabrikam"
) -> Case:
    """An approval of three months."""
    case = assessed(desk, FACTOR_4, ticket=ticket, timeline=timeline, customer=customer)
    return decision.make(desk, case, Proposal("approve"))


def asked(desk: Desk, ticket: str = NEW) -> Case:
    """The request for more time, assessed."""
    return assessed(desk, FACTOR_4, ticket=ticket)


def linked(desk: Desk, case: Case, old: Case) -> Case:
    """The request asks to extend the approval."""
    return request_queue.link(desk, desk.case(case.number), desk.case(old.number), extends=True)


def test_e2_what_can_be_extended(desk: Desk) -> None:
    """E2: an approval of the same customer that has an end, before the new request is decided."""
    new, old = asked(desk), approved(desk)
    open_request = receive(desk, ticket="MMD-4-X")
    endless = approved(desk, "MMD-2-X", "permanent")
    theirs = approved(desk, "MMD-3-X", customer="Contoso")
    for other in (open_request, endless, theirs):
        assert refused(partial(linked, desk, new, other)) == ("E2", "other")
    declined = asked(desk, "MMD-5-X")
    declined = decision.make(desk, declined, Proposal("decline", "A new finding."))
    assert refused(lambda: linked(desk, new, declined)) == ("E2", "other")
    assert refused(lambda: linked(desk, declined, old)) == ("E2", "number")
    new = linked(desk, new, old)
    assert [(row.other, row.extension) for row in new.links] == [(old.number, "extends")]
    assert [(row.other, row.extension) for row in desk.case(old.number).links] == [
        (new.number, "extended_by")
    ]


def test_e2_a_link_that_holds_no_longer_is_not_approved(desk: Desk) -> None:
    """E2: the customer was corrected, or the old approval taken back, after the link was made."""
    new = linked(desk, asked(desk), approved(desk))
    other = request_queue.correct_reading(desk, new, customer="Contoso")
    assert refused(lambda: decision.make(desk, other, Proposal("approve"))) == ("E2", "other")
    assert decision.make(desk, other, Proposal("decline", "Not theirs.")).decision is not None
    old = approved(desk, "MMD-2-X")
    new = linked(desk, asked(desk, OTHER), old)
    decision.make(desk, desk.case(old.number), Proposal("decline", "A new finding."))
    assert refused(lambda: decision.make(desk, new, Proposal("approve"))) == ("E2", "other")


def test_e2_c9_a_worse_decision_that_is_not_told_ends_the_approval_no_earlier(desk: Desk) -> None:
    """E2, C9: until its letter is dispatched the told approval holds:
    it can be extended, from the day after its end, and its months of migration count.
    """
    old = decision.make(
        desk,
        assessed(desk, FACTOR_3, ticket=OLD, timeline="3 months"),
        Proposal("approve_migration"),
    )
    old, issued = letter.issue(desk, old)
    old = letter.dispatched(desk, old, issued.record.number, day(0), OLD)
    before = linked(desk, assessed(desk, FACTOR_3, ticket=OTHER, timeline="3 months"), old)
    decision.make(desk, desk.case(old.number), Proposal("decline", "A new finding."))
    after = linked(desk, assessed(desk, FACTOR_3, ticket=NEW, timeline="10 months"), old)
    made = decision.make(desk, before, Proposal("approve_migration")).decision
    assert made is not None
    # The old one ends on 2027-02-23; with what it adds the months are six
    assert (made.made.start, made.made.until) == (date(2027, 2, 24), date(2027, 5, 24))
    assert made.made.first_start == date(2026, 11, 24)
    # Ten months more are thirteen in all
    wish = Proposal("approve_migration")
    assert refused(lambda: decision.make(desk, after, wish)) == ("B5", "reason")


def test_e2_two_requests_to_extend_one_approval_are_flagged(desk: Desk) -> None:
    """E2: a person looks which of them goes on."""
    old = approved(desk)
    linked(desk, asked(desk), old)
    assert "extended_twice" not in flags(desk.case(old.number), day(0))
    linked(desk, asked(desk, OTHER), old)
    assert "extended_twice" in flags(desk.case(old.number), day(0))


def test_e2_d1_nothing_is_extended_while_a_revocation_is_open(desk: Desk) -> None:
    """E2, D1: neither approved nor, if it was approved before, deployed;
    afterwards the devices are carried over.
    """
    old = put_in_force(desk, approved(desk), day(0), (LAPTOP, TABLET))
    new = linked(desk, asked(desk), old)
    later = linked(desk, asked(desk, OTHER), old)
    desk_then = replace(desk, clock=bootstrap.MachineClock(day(93)))
    new = decision.make(desk_then, new, Proposal("approve"))
    new, issued = letter.issue(desk_then, new)
    new = letter.dispatched(desk_then, new, issued.record.number, day(93), NEW)
    revocation.revoke(desk_then, desk.case(old.number), ["stability"], **GROUNDS)
    assert refused(lambda: decision.make(desk_then, later, Proposal("approve"))) == ("E2", "number")
    with pytest.raises(Refused, match=f"A revocation of {old.number} is open") as refusal:
        deployment.deploy(desk_then, new, day(93), (LAPTOP,))
    assert (refusal.value.rule, refusal.value.field) == ("D1", "number")
    revocation.withdraw(desk_then, desk.case(old.number), "A fixed driver.")
    new = deployment.deploy(desk_then, new, day(93), (LAPTOP,))
    assert new.carrying(day(93)) == (LAPTOP,)
    assert desk.case(old.number).carrying(day(93)) == (TABLET,)


def test_e2_c8_what_was_recommended_for_a_declined_extension_began_after_the_old_end(
    desk: Desk,
) -> None:
    """E2, C8: three months from the day after the end of the first three."""
    old = decision.make(
        desk,
        assessed(desk, FACTOR_3, ticket=OLD, timeline="3 months"),
        Proposal("approve_migration"),
    )
    new = linked(desk, assessed(desk, FACTOR_3, ticket=NEW, timeline="3 months"), old)
    assert old.decision is not None
    assert old.decision.made.until == date(2027, 2, 23)
    new = decision.make(desk, new, Proposal("decline", "The plant is ready."))
    assert assessment.recommendation(desk, new).until == date(2027, 5, 24)


def test_e2_b6_a_migration_of_more_than_a_year_in_all_needs_a_reason(desk: Desk) -> None:
    """E2, B6: counted from the first approval of the line;
    the letter names the approval that it extends.
    """
    old = decision.make(desk, assessed(desk, FACTOR_3, ticket=OLD), Proposal("approve_migration"))
    new = linked(desk, assessed(desk, FACTOR_3, ticket=NEW, timeline="3 months"), old)
    assert refused(lambda: decision.make(desk, new, Proposal("approve_migration"))) == (
        "B5",
        "reason",
    )
    new = decision.make(desk, new, Proposal("approve_migration", "The plant in Graz was late."))
    assert new.decision is not None
    assert (new.decision.made.start, new.decision.made.extends) == (day(366), old.number)
    assert f"extends that of case {old.number}" in as_text(letter.issue(desk, new)[1].record)
