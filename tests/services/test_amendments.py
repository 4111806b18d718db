"""An amendment after the decision: what was decided stays,
the difference is shown and settled (rule C8).
"""

from dataclasses import replace
from pathlib import Path

import pytest

from mmd_reviewer.domain.amendment import amendment_of
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_state import flags, state
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.edition_replay import replayed
from mmd_reviewer.domain.fact import AmendmentSettled
from mmd_reviewer.domain.history import tell
from mmd_reviewer.domain.letters.compose import as_text
from mmd_reviewer.services import (
    amendment,
    assessment,
    decision,
    deployment,
    letter,
    register,
    request_queue,
)
from mmd_reviewer.services.desk import Desk
from tests.making import DAY, FACTOR_4, LAPTOP, QuickPress, new_desk, put_in_force, receive, refused

NEW = "300 planners and the warehouse must reach the ERP."


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return replace(new_desk(tmp_path), press=QuickPress())


def approved(desk: Desk) -> Case:
    case = assessment.answer(desk, receive(desk, timeline="permanent"), FACTOR_4)
    return decision.make(desk, case, Proposal("approve"))


def amended(desk: Desk) -> Case:
    """The customer changes the requirement and the contact."""
    return receive(desk, timeline="permanent", requirement=NEW, contact="Marek Dvorak")


def test_c8_a_decision_is_about_the_version_that_was_assessed(desk: Desk) -> None:
    """C8: letter and register show its words for ever; the contact is the newest."""
    put_in_force(desk, approved(desk), DAY, (LAPTOP,))
    case = amended(desk)
    assert (state(case, DAY), "amended" in flags(case, DAY)) == ("in_force", True)
    assert case.request.requirement.startswith("214 planners")
    assert (case.request.contact, case.newest.requirement) == ("Marek Dvorak", NEW)
    case, issued = letter.issue(desk, case, "approved", "The contact has changed.")
    assert "214 planners" in as_text(issued.record)
    assert NEW not in as_text(issued.record)
    assert issued.record.addressee == ("Fabrikam", "Marek Dvorak")
    (row,) = register.register_on(desk, DAY).rows
    assert row.title == "Cisco AnyConnect to reach the ERP"


def test_c8_the_difference_is_shown_in_words(desk: Desk) -> None:
    """C8: detail by detail, word by word; details that are the same differ nowhere."""
    approved(desk)
    found = amendment_of(amended(desk))
    assert found is not None
    assert [row.name for row in found.details if row.changes] == ["requirement"]
    detail = next(row for row in found.details if row.name == "requirement")
    assert (found.differing, detail.title, found.details[1].title) == (
        1,
        "Requirement",
        "Exemption type",
    )
    assert next(part.text.strip() for part in detail.before if part.changed) == "214"
    assert "and the warehouse" in " ".join(part.text for part in detail.after if part.changed)


def test_c8_it_rests_only_with_a_reason(desk: Desk) -> None:
    """C8: the reason is kept, the flag goes, the decision stays."""
    approved(desk)
    case = amended(desk)
    assert refused(lambda: amendment.settle(desk, case, "rest", " ")) == ("C8", "reason")
    assert refused(lambda: amendment.settle(desk, case, "forget", "w")) == ("C8", "how")
    (after,) = amendment.settle(desk, case, "rest", "More planners change nothing.")
    assert ("amended" in flags(after, DAY), state(after, DAY)) == (False, "approved")
    assert after.request.requirement.startswith("214 planners")
    assert refused(lambda: amendment.settle(desk, after, "rest", "w")) == ("C8", "number")
    again = decision.make(desk, after, Proposal("approve", "For a year.", months=12))
    assert again.decision is not None
    assert again.decision.made.decides == case.versions[0].fact, "the words that were assessed"
    assert again.request.requirement.startswith("214 planners")


def test_c8_a_new_decision_first_confirms_every_answer(desk: Desk) -> None:
    """C8, C7: every answer is to be confirmed;
    the new decision names the newer version and needs a reason.
    """
    case = approved(desk)
    case, issued = letter.issue(desk, case, "approved")
    letter.dispatched(desk, case, issued.record.number, DAY, "R")
    (case,) = amendment.settle(desk, amended(desk), "again")
    assert case.answers.unconfirmed
    # What was told holds until a new decision
    assert case.request.requirement.startswith("214 planners")
    case = assessment.answer(desk, case, FACTOR_4)
    assert refused(lambda: decision.make(desk, case, Proposal("approve"))) == ("C7", "reason")
    case = decision.make(desk, case, Proposal("approve", "More planners, the same client."))
    assert case.request.requirement == NEW
    case, issued = letter.issue(desk, case, "approved")
    assert NEW in as_text(issued.record)
    assert issued.record.replaces == "A-0001-L1"


def test_c8_after_deployment_only_a_linked_request_or_rest(desk: Desk) -> None:
    """C8: also after a withdrawal and a dispatched decline;
    the linked request has the new words.
    """
    put_in_force(desk, approved(desk), DAY, (LAPTOP,))
    case = amended(desk)
    assert refused(lambda: amendment.settle(desk, case, "again")) == ("C8", "how")
    old, new = amendment.settle(desk, case, "link")
    assert (new.request.requirement, state(new, DAY)) == (NEW, "new")
    assert (old.links[-1].other, new.links[-1].other) == (new.number, old.number)
    assert "amended" not in flags(old, DAY)
    assert not desk.store.verify().findings


@pytest.mark.parametrize("how", ["link", "rest"])
def test_c8_to_be_decided_again_it_stays_an_amendment_until_then(desk: Desk, how: str) -> None:
    """C8: it is flagged with its answers to be confirmed, and once the old approval is deployed
    it can still be linked, or rest.
    """
    case, issued = letter.issue(desk, approved(desk), "approved")
    letter.dispatched(desk, case, issued.record.number, DAY, "R")
    (case,) = amendment.settle(desk, amended(desk), "again")
    assert {"amended", "to_be_confirmed"} <= set(flags(case, DAY))
    assert state(case, DAY) == "approved"
    case = deployment.deploy(desk, case, DAY, (LAPTOP,))
    assert refused(lambda: amendment.settle(desk, case, "again")) == ("C8", "how")
    old = amendment.settle(desk, case, how, "The planners were meant.")[0]
    assert not {"amended", "to_be_confirmed"} & set(flags(old, DAY))
    assert old.assessed == old.request
    assert not desk.store.verify().findings


@pytest.mark.parametrize("outcome", ["withdrawn", "decline"])
def test_c8_a_withdrawal_or_a_dispatched_decline_is_not_decided_again(
    desk: Desk, outcome: str
) -> None:
    """C8: an undispatched decline may be."""
    case = assessment.answer(desk, receive(desk, timeline="permanent"), FACTOR_4)
    case = decision.make(desk, case, Proposal(outcome, "The driver is unsigned."))
    changed = amended(desk)
    if outcome == "decline":
        case, issued = letter.issue(desk, changed, "declined")
        assert "214 planners" in as_text(issued.record)
        (opened,) = amendment.settle(desk, case, "again")
        assert opened.again
        (case,) = request_queue.undo(desk, opened)
        changed = letter.dispatched(desk, case, issued.record.number, DAY, "R")
    assert refused(lambda: amendment.settle(desk, changed, "again")) == ("C8", "how")
    again = lambda: decision.make(desk, changed, Proposal("approve", "On second thoughts."))
    assert refused(again) == ("C8", "how")
    assert amendment.settle(desk, changed, "rest", "Nothing new.")


def test_c8_answers_given_on_an_amendment_begin_the_new_decision(desk: Desk) -> None:
    """C8: every answer is to be confirmed first,
    also where the person answers without saying "again" before.
    """
    approved(desk)
    direct = lambda: decision.make(desk, amended(desk), Proposal("approve", "The same."))
    assert refused(direct) == ("B4", "non_negotiable")
    case = desk.case("A-0001")
    assert case.assessed.requirement == NEW, "answers given now are about the newest words"
    assert assessment.try_answers(desk, case, FACTOR_4).outcome == "approve"
    assert assessment.answer(desk, case, {}) == case
    case = assessment.answer(desk, case, {"conditions": {"cost": "holds"}})
    assert case.assessed.requirement == NEW
    assert "non_negotiable" in case.answers.unconfirmed
    assert "cost" not in case.answers.unconfirmed
    case = assessment.answer(desk, case, FACTOR_4)
    case = decision.make(desk, case, Proposal("approve", "More planners, the same client."))
    assert (case.request.requirement, "amended" in flags(case, DAY)) == (NEW, False)


def test_c8_the_history_says_what_was_made_of_an_amendment(desk: Desk) -> None:
    """C8: a linked request, a new decision, or rest with its reason;
    a word of a newer version is no mistake.
    """
    approved(desk)
    case, new = amendment.settle(desk, amended(desk), "link")
    assert tell(case.facts[-1]) == f"The amendment became the request {new.number}."
    (case,) = amendment.settle(
        desk, receive(desk, timeline="permanent", title="The ERP client"), "again"
    )
    assert tell(case.facts[-1]) == "The case is decided again on the amended request."
    case = decision.make(
        desk, assessment.answer(desk, case, FACTOR_4), Proposal("approve", "The same client.")
    )
    (case,) = amendment.settle(
        desk, receive(desk, timeline="permanent", title="An ERP client"), "rest", "A name."
    )
    assert tell(case.facts[-1]) == "The amendment rests. A name."
    odd = replace(case.facts[-1], body=AmendmentSettled("merge", "As agreed."))
    assert tell(odd) == "The amendment is settled. As agreed."


def test_a1_what_is_said_by_telephone_is_an_amendment_with_its_source(desk: Desk) -> None:
    """A1, A5: before the decision it marks the answers;
    a later export does not bring the older words back.
    """
    case = assessment.answer(desk, receive(desk, timeline="permanent"), FACTOR_4)
    assert refused(lambda: request_queue.amend(desk, case, "fax", timeline="1 year")) == (
        "A1",
        "source",
    )
    assert refused(lambda: request_queue.amend(desk, case, "mail", timeline=" ")) == (
        "A5",
        "requirement",
    )
    found = request_queue.amend(
        desk, case, "telephone", timeline="18 months", type="drivers", title=" New\ntitle "
    )
    newest = found.newest
    assert (newest.timeline.months, newest.type, newest.title) == (18, "drivers", "New title")
    assert found.answers.unconfirmed
    assert tell(found.facts[-1]) == "Request amended by telephone."
    words = {"type": "a toy", "proposal": "Another client", "requirement": "Another need"}
    found = request_queue.amend(desk, found, "mail", **words)
    assert (found.newest.type, found.newest.type_words, found.newest.proposal) == (
        "",
        "a toy",
        "Another client",
    )


def test_c8_what_was_recommended_is_of_the_words_decided_upon(desk: Desk) -> None:
    """C8: also where a decision stood before it, on other words and of another type."""
    case = assessment.answer(desk, receive(desk, timeline="12 months"), FACTOR_4)
    decision.make(desk, case, Proposal("approve", months=12))
    words = {"timeline": "18 months", "type": "drivers"}
    case = request_queue.amend(desk, desk.case("A-0001"), "telephone", **words)
    amendment.settle(desk, case, "again")
    case = assessment.answer(desk, desk.case("A-0001"), FACTOR_4)
    case = decision.make(desk, case, Proposal("approve", "They asked.", months=18))
    assert assessment.recommendation(desk, case).suggested == 18
    edition = desk.edition(DAY)
    types = tuple(row for row in edition.types if row.code != "security_agents_vpns")
    assert replayed(case, edition, replace(edition, types=types)) is None, "it is of drivers now"
