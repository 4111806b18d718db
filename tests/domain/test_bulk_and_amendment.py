"""One deed for many, and an amendment after the decision: who stays out, what differs (A1, C8)."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.amendment import (
    AGAIN,
    LINK,
    REST,
    Part,
    amendment_of,
    answers_now,
    check_settled,
    differences,
    not_again,
    word_by_word,
)
from mmd_reviewer.domain.assessment import patch_from
from mmd_reviewer.domain.bulk import (
    ASSIGN,
    NEEDS,
    PARK,
    STAYS,
    UNPARK,
    WILL,
    Foreseen,
    Wish,
    check_all,
    for_it_alone,
    needed,
    unchanged,
)
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.errors import Refused
from tests.domain.letter_cases import told_of
from tests.domain.refusing import refusal
from tests.domain.test_decision import try_to
from tests.making import DAY, FACTOR_4, HOLDING, case, day, edition, request

NEW = case()
KIMS = case(kinds.CaseAssigned("Kim"))
PARKED = case(kinds.CaseParked(day(7), "Study"))
LACKING = request(proposal="")
RETURNED = case(try_to("return", {}, asked=LACKING), asked=LACKING)
APPROVED = case(try_to("approve", FACTOR_4))
DECLINED = case(try_to("decline", FACTOR_4, reason="The board said no."))


@pytest.mark.parametrize(
    ("of", "wish", "why"),
    [
        (NEW, Wish(ASSIGN, "Kim"), ""),
        (NEW, Wish(ASSIGN), "Nobody has it already"),
        (KIMS, Wish(ASSIGN, " Kim "), "Kim has it already"),
        (KIMS, Wish(ASSIGN), ""),
        (APPROVED, Wish(ASSIGN, "Kim"), ""),
        (NEW, Wish(UNPARK), "Not parked"),
        (PARKED, Wish(UNPARK), ""),
        (NEW, Wish(PARK, until=day(7)), ""),
        (PARKED, Wish(PARK, until=day(7)), "Parked until Mon 2026-11-30 already"),
        (PARKED, Wish(PARK, until=day(8)), ""),
        (RETURNED, Wish(PARK, until=day(7)), ""),
        (APPROVED, Wish(PARK, until=day(7)), "Approve on Mon 2026-11-23 already"),
        (NEW, Wish("return"), ""),
        (RETURNED, Wish("return"), "Returned on Mon 2026-11-23 already"),
        (DECLINED, Wish("no_exemption_needed"), "Decline on Mon 2026-11-23 already"),
        (PARKED, Wish("return"), ""),
    ],
)
def test_a_case_stays_as_it_is_where_the_deed_is_not_for_it(of: Case, wish: Wish, why: str) -> None:
    assert unchanged(of, wish, DAY) == why


def test_what_is_over_today_is_not_parked_any_more() -> None:
    assert unchanged(PARKED, Wish(UNPARK), day(7)) == "Not parked"


def test_a_request_that_lacks_nothing_is_not_returned_among_many() -> None:
    """A1: words said to all are no reason."""
    alone = "Nothing is missing: return it by itself and write what is asked"
    assert for_it_alone(NEW, Wish("return")) == alone
    assert for_it_alone(case(asked=LACKING), Wish("return")) == ""
    assert for_it_alone(NEW, Wish(PARK)) == ""


def test_all_are_done_as_they_were_shown_or_none() -> None:
    will = Foreseen(NEW, WILL, "will be returned")
    check_all([])
    check_all([will, will])
    for standing in (NEEDS, STAYS):
        other = Foreseen(APPROVED, standing, "Approve on Mon 2026-11-23 already")
        assert refusal(lambda other=other: check_all([will, other])) == (  # type: ignore[misc]
            "",
            "number",
            "A-0001: Approve on Mon 2026-11-23 already. Nothing was done.",
        )


@pytest.mark.parametrize(
    ("rule", "words"), [("B5", "Write a reason (rule B5)"), ("", "Write a reason")]
)
def test_what_is_needed_names_its_rule(rule: str, words: str) -> None:
    assert needed(Refused("Write a reason.", rule, "reason")) == words


def amended(of: Case, requirement: str = "Other words.") -> Case:
    """The case after the customer said something else."""
    newer = replace(of.newest, requirement=requirement)
    bodies = [fact.body for fact in of.facts[1:]]
    return case(*bodies, kinds.RequestAmended(newer, "mail"), asked=of.versions[0].request)


AMENDED = amended(APPROVED, requirement="300 planners must reach the ERP from home.")


def test_an_amendment_waits_only_after_a_decision() -> None:
    assert amendment_of(NEW) is None
    assert amendment_of(amended(NEW)) is None
    assert amendment_of(APPROVED) is None
    found = amendment_of(AMENDED)
    assert found is not None
    assert (found.decided.request, found.newest.request) == (
        AMENDED.versions[0].request,
        AMENDED.versions[1].request,
    )
    assert found.differing == 1


def test_each_detail_is_compared_and_counts_its_places() -> None:
    before = request()
    after = replace(
        before,
        title="Cisco AnyConnect 5 to reach the CRM",
        proposal=before.proposal,
    )
    rows = {row.name: row for row in differences(before, after)}
    assert list(rows) == ["title", "type", "requirement", "proposal", "timeline"]
    assert {name: row.changes for name, row in rows.items()} == {
        "title": 2,
        "type": 0,
        "requirement": 0,
        "proposal": 0,
        "timeline": 0,
    }
    assert [row.title for row in rows.values()][1] == "Exemption type"


def test_words_that_stand_in_one_version_alone_are_marked() -> None:
    before, after = word_by_word("reach the ERP from home", "reach the ERP and CRM from home")
    assert (
        before
        == (
            Part("reach the ERP ", False),
            Part("from home", False),
        )
        or "".join(part.text for part in before) == "reach the ERP from home"
    )
    assert [part.text for part in after if part.changed] == ["and CRM "]
    assert not any(part.changed for part in before)


@given(st.text("ab \n", max_size=40), st.text("ab \n", max_size=40))
def test_nothing_is_lost_by_comparing_word_by_word(old: str, new: str) -> None:
    for text, parts in zip((old, new), word_by_word(old, new), strict=True):
        assert "".join(part.text for part in parts) == text.lstrip()
    if old.split() == new.split():
        assert not any(part.changed for parts in word_by_word(old, new) for part in parts)


REFUSALS: list[tuple[Callable[[], object], str, str]] = [
    (
        lambda: check_settled(AMENDED, "forget", ""),
        "how",
        '"forget" is nothing to make of an amendment; it can be link, again, rest.',
    ),
    (
        lambda: check_settled(APPROVED, LINK, ""),
        "number",
        "A-0001 has no amendment after its decision.",
    ),
    (
        lambda: check_settled(AMENDED, REST, " "),
        "reason",
        "Write why the amendment changes nothing.",
    ),
]


@pytest.mark.parametrize(("act", "field", "message"), REFUSALS)
def test_what_cannot_be_made_of_an_amendment_is_refused(
    act: Callable[[], object], field: str, message: str
) -> None:
    assert refusal(act) == ("C8", field, message)


@pytest.mark.parametrize(("how", "reason"), [(LINK, ""), (AGAIN, ""), (REST, "The same client")])
def test_an_amendment_is_linked_decided_again_or_rests(how: str, reason: str) -> None:
    assert check_settled(AMENDED, how, reason) == amendment_of(AMENDED)


def beyond(words: str) -> Callable[[Case], bool]:
    return lambda of: str(not_again(of)) == f"{words}: make it a linked request, or let it rest."


def test_what_is_deployed_withdrawn_or_told_declined_is_not_decided_again() -> None:
    deployed = amended(
        case(
            *(fact.body for fact in APPROVED.facts[1:]),
            kinds.Deployed(DAY, ()),
        ),
    )
    withdrawn = amended(
        case(try_to("withdrawn", FACTOR_4, reason="By mail.")), requirement="Other words."
    )
    declined = amended(told_of(DECLINED, "declined"))
    assert beyond("The exemption is deployed")(deployed)
    assert beyond("The customer has withdrawn the request")(withdrawn)
    assert beyond("The decline is dispatched")(declined)
    assert not_again(amended(DECLINED)) is None, "nobody was told"
    for of in (deployed, withdrawn, declined):
        assert refusal(lambda of=of: check_settled(of, AGAIN, "")).field == "how"  # type: ignore[misc]
        check_settled(of, LINK, "")
        check_settled(of, REST, "It changes nothing.")


def test_on_an_amendment_every_answer_is_first_to_be_confirmed() -> None:
    """C8: until the case is decided again."""
    patch = patch_from(FACTOR_4, edition(), request())
    answered = case(patch, try_to("approve", FACTOR_4))
    assert not answers_now(answered).unconfirmed
    assert answers_now(amended(answered)).unconfirmed == {*FACTOR_4, *HOLDING} - {"conditions"}
