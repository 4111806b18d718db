"""Assessment, rule by rule; and B1 to B7 said once more, independently, as properties."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmd_reviewer.domain.assessment import (
    ANSWERS,
    FINDINGS,
    Answers,
    applies,
    in_doubt,
    patch_from,
    patched,
)
from mmd_reviewer.domain.edition import edition_from
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.recommendation import Recommendation, recommend
from tests.domain import outcome_table
from tests.making import DAY, HOLDING, edition, request

NO_NO = {"non_negotiable": "no", "restricted_productivity": "no"}


def ask(
    answers: dict[str, Any],
    *,
    asked: Any = None,
    linked: tuple[str, ...] = (),
    code: str = "2019-11",
) -> Recommendation:
    """The recommendation for answers in the shape of `assess`."""
    asked = asked or request()
    here = edition(code)
    given = patched(Answers(), patch_from(answers, here, asked, linked))
    return recommend(here, asked, given, DAY, linked)


def test_every_combination_has_the_outcome_it_was_agreed_to_have() -> None:
    """B1, B4: 4,374 combinations, kept as a table that a person can read."""
    assert outcome_table.table() == outcome_table.FILE.read_text("utf-8")


@pytest.mark.model
@given(
    kind=st.sampled_from([row.code for row in edition().types]),
    factors=st.fixed_dictionaries(
        {name: st.sampled_from(ANSWERS) for name in outcome_table.FACTORS}
    ),
    findings=st.dictionaries(st.sampled_from(sorted(HOLDING)), st.sampled_from(FINDINGS)),
)
def test_b1_to_b7_said_independently(
    kind: str, factors: dict[str, str], findings: dict[str, str]
) -> None:
    """B1, B2, B3, B4, B7 as a reader of the service plan would put them,
    without the program's code.
    """
    productivity = kind == "productivity_software"
    if factors["non_negotiable"] == "yes":
        path = "decline"
    elif factors["non_negotiable"] == "unknown":
        path = "undetermined"
    elif productivity and factors["restricted_productivity"] == "yes":
        path = "approve"
    elif productivity and factors["restricted_productivity"] == "unknown":
        path = "undetermined"
    else:
        path = {"yes": "approve_migration", "no": "approve", "unknown": "undetermined"}[
            factors["microsoft_technology"]
        ]
    said = [findings.get(name, "unknown") for name in HOLDING]
    if path.startswith("approve") and "broken" in said:
        path = "decline"
    elif path.startswith("approve") and "unknown" in said:
        path = "undetermined"
    asked = request(type=kind, timeline="6 months")
    found = recommend(edition(), asked, Answers("2019-11", factors, findings), DAY)
    assert found.outcome == path
    if found.factor and found.outcome != "decline":
        assert set(found.unknown) == {
            name for name in HOLDING if findings.get(name, "unknown") == "unknown"
        }


@pytest.mark.parametrize(
    ("answers", "outcome", "factor", "still_open"),
    [
        ({}, "undetermined", "", ("non_negotiable",)),
        ({"non_negotiable": "yes"}, "decline", "non_negotiable", ()),
        ({"non_negotiable": "unknown"}, "undetermined", "", ("non_negotiable",)),
        ({"non_negotiable": "no"}, "undetermined", "", ("microsoft_technology",)),
        (
            {**NO_NO, "microsoft_technology": "yes"},
            "undetermined",
            "microsoft_technology",
            tuple(HOLDING),
        ),
        (
            {**NO_NO, "microsoft_technology": "yes", "conditions": HOLDING},
            "approve_migration",
            "microsoft_technology",
            (),
        ),
        (
            {**NO_NO, "microsoft_technology": "no", "conditions": HOLDING},
            "approve",
            "no_microsoft_technology",
            (),
        ),
    ],
)
def test_b2_factors_are_asked_in_order(
    answers: dict[str, Any], outcome: str, factor: str, still_open: tuple[str, ...]
) -> None:
    """B1, B2: an earlier factor that is open or settles the case keeps the later ones out."""
    found = ask(answers)
    assert (found.outcome, found.factor, found.open) == (outcome, factor, still_open)


def test_b2_changing_an_earlier_answer_puts_later_ones_in_doubt() -> None:
    """B2: kept and marked; giving the answer again confirms it."""
    asked = request(type="productivity_software")
    here = edition()
    first = patch_from({**NO_NO, "microsoft_technology": "no", "conditions": HOLDING}, here, asked)
    answers = patched(Answers(), first)
    assert recommend(here, asked, answers, DAY).outcome == "approve"
    answers = patched(answers, patch_from({"non_negotiable": "yes"}, here, asked))
    assert answers.factors["microsoft_technology"] == "no"
    assert answers.unconfirmed == {"restricted_productivity", "microsoft_technology"}
    answers = patched(answers, patch_from({"non_negotiable": "no"}, here, asked))
    found = recommend(here, asked, answers, DAY)
    assert (found.outcome, found.open) == ("undetermined", ("restricted_productivity",))
    assert "to be confirmed" in found.because[-1].text
    again = patch_from({"restricted_productivity": "no", "microsoft_technology": "no"}, here, asked)
    answers = patched(answers, again)
    assert not answers.unconfirmed
    assert recommend(here, asked, answers, DAY).outcome == "approve"


def test_b2_left_out_keeps_its_value() -> None:
    """B2: a key left out of a later set of answers keeps its value;
    a finding left out is unknown.
    """
    here, asked = edition(), request()
    first = {
        "non_negotiable": "no",
        "technology": "VPN",
        "scope": "two sites",
        "months": 9,
        "ticks": ["U1"],
    }
    answers = patched(Answers(), patch_from(first, here, asked))
    answers = patched(answers, patch_from({"conditions": {"cost": "holds"}}, here, asked))
    assert (answers.technology, answers.scope, answers.months, answers.ticks) == (
        "VPN",
        "two sites",
        9,
        ("U1",),
    )
    assert answers.findings == {"cost": "holds"}
    answers = patched(answers, patch_from({"months": None}, here, asked))
    assert answers.months is None


def test_b3_b4_broken_conditions_are_all_named() -> None:
    """B3, B4: any broken condition declines and all of them are named, whatever else is unknown."""
    broken = {**HOLDING, "security": "broken", "stability": "broken", "cost": "unknown"}
    found = ask({**NO_NO, "microsoft_technology": "no", "conditions": broken})
    assert found.outcome == "decline"
    assert found.broken == ("security", "stability")
    assert [reason.rule for reason in found.because if reason.tone == "broken"] == ["B4", "B4"]


def test_b4_factor_one_declines_whatever_the_findings() -> None:
    """B4: factor 1 yes declines even where every condition holds."""
    assert ask({"non_negotiable": "yes", "conditions": HOLDING}).outcome == "decline"


def test_b4_unknown_condition_names_itself_and_what_would_follow() -> None:
    """B4: an unknown condition leaves it undetermined; the likely outcome is told beside."""
    found = ask(
        {**NO_NO, "microsoft_technology": "yes", "conditions": {**HOLDING, "stability": "unknown"}}
    )
    assert (found.outcome, found.open, found.if_open_holds) == (
        "undetermined",
        ("stability",),
        "approve_migration",
    )


@pytest.mark.parametrize(
    ("timeline", "months", "suggested", "until", "flags"),
    [
        ("9 months", None, 9, date(2027, 8, 23), ()),
        ("24 months", None, 12, date(2027, 11, 23), ("over_most",)),
        ("permanent", None, 12, date(2027, 11, 23), ("open_ended",)),
        ("2 months", None, 2, date(2027, 1, 23), ("under_least",)),
        ("six weeks", None, 1, date(2027, 1, 4), ("under_least",)),
        ("10 days", None, None, date(2026, 12, 3), ("under_least",)),
        ("until 30 June 2027", None, 7, date(2027, 6, 30), ()),
        ("until 31 March 2028", None, 12, date(2027, 11, 23), ("over_most",)),
        ("60 weeks", None, 12, date(2027, 11, 23), ("over_most",)),
        ("3 months", None, 3, date(2027, 2, 23), ()),
        ("until 22 February 2027", None, 2, date(2027, 2, 22), ("under_least",)),
        ("12 months", None, 12, date(2027, 11, 23), ()),
        ("until 24 November 2027", None, 12, date(2027, 11, 23), ("over_most",)),
        ("24 months", 9, 9, date(2027, 8, 23), ("over_most",)),
        ("24 months", 12, 12, date(2027, 11, 23), ("over_most",)),
        ("24 months", 14, 14, date(2028, 1, 23), ("over_most",)),
        ("12 months", 9, 9, date(2027, 8, 23), ()),
        ("13 months", 9, 9, date(2027, 8, 23), ("over_most",)),
        ("9 months", 12, 12, date(2027, 11, 23), ()),
        ("9 months", 13, 13, date(2027, 12, 23), ("over_most",)),
        ("9 months", 3, 3, date(2027, 2, 23), ()),
        ("9 months", 2, 2, date(2027, 1, 23), ("under_least",)),
        ("9 months", 14, 14, date(2028, 1, 23), ("over_most",)),
        ("when it suits", 6, 6, date(2027, 5, 23), ()),
        ("when it suits", None, None, None, ("period_needed",)),
    ],
)
def test_b6_suggested_period(
    timeline: str,
    months: int | None,
    suggested: int | None,
    until: date | None,
    flags: tuple[str, ...],
) -> None:
    """B6: the reviewer's months, else what was asked,
    capped at 12 and flagged; dates kept as dates.
    """
    answers: dict[str, Any] = {
        **NO_NO,
        "microsoft_technology": "yes",
        "conditions": HOLDING,
        "months": months,
    }
    found = ask(answers, asked=request(timeline=timeline))
    assert found.outcome == "approve_migration"
    assert (found.suggested, found.until, found.flags, found.months) == (
        suggested,
        until,
        flags,
        (3, 12),
    )


@pytest.mark.parametrize(
    ("timeline", "until", "open_ended", "flags"),
    [
        ("24 months", date(2028, 11, 23), False, ()),
        ("permanent", None, True, ()),
        ("when it suits", None, False, ("period_needed",)),
    ],
)
def test_a1_period_of_other_approvals_is_what_was_asked(
    timeline: str, until: date | None, open_ended: bool, flags: tuple[str, ...]
) -> None:
    """A1, B7: no cap outside factor 3;
    a timeline not understood asks the reviewer for the period.
    """
    found = ask(
        {**NO_NO, "microsoft_technology": "no", "conditions": HOLDING},
        asked=request(timeline=timeline),
    )
    assert (found.until, found.open_ended, found.flags) == (until, open_ended, flags)


def test_b7_factor_two_is_for_productivity_software() -> None:
    """B7: for other types it does not apply, counts as no,
    and yes is refused; drivers only when linked.
    """
    with pytest.raises(Refused) as refusal:
        ask({"restricted_productivity": "yes"})
    assert (refusal.value.rule, refusal.value.field) == ("B7", "restricted_productivity")
    drivers = request(type="drivers")
    with pytest.raises(Refused):
        ask({"restricted_productivity": "yes"}, asked=drivers)
    answers = {"non_negotiable": "no", "restricted_productivity": "yes", "conditions": HOLDING}
    found = ask(answers, asked=drivers, linked=("productivity_software",))
    assert (found.outcome, found.factor) == ("approve", "restricted_productivity")
    factor = edition().factor("restricted_productivity")
    assert factor is not None
    assert not applies(factor, "drivers", ("policies",))


@pytest.mark.parametrize(
    ("ticks", "flags"),
    [
        (["U1"], ()),
        (["S5", "U2"], ()),
        ([], ("no_restricted_tick",)),
        (["P1"], ("no_restricted_tick", "waiver_first")),
        (["P1", "S1"], ("waiver_first",)),
    ],
)
def test_b7_ticks_of_the_app_requirements(ticks: list[str], flags: tuple[str, ...]) -> None:
    """B7: yes without a U or S tick is flagged;
    a P tick asks for a waiver first; no 12-month cap.
    """
    answers = {
        "non_negotiable": "no",
        "restricted_productivity": "yes",
        "ticks": ticks,
        "conditions": HOLDING,
    }
    found = ask(answers, asked=request(type="productivity_software", timeline="18 months"))
    assert (found.outcome, found.flags, found.until) == ("approve", flags, date(2028, 5, 23))


def test_b8_another_edition_puts_every_answer_in_doubt() -> None:
    """B8: under the later edition the answers are to be confirmed
    and its fifth condition is unknown.
    """
    given = patched(
        Answers(),
        patch_from(
            {**NO_NO, "microsoft_technology": "no", "conditions": HOLDING}, edition(), request()
        ),
    )
    later = edition("2022-12")
    found = recommend(later, request(), given, DAY)
    assert (found.outcome, found.edition, found.open) == (
        "undetermined",
        "2022-12",
        ("non_negotiable",),
    )
    again = {**NO_NO, "microsoft_technology": "no", "conditions": HOLDING}
    given = patched(given, patch_from(again, later, request()))
    assert recommend(later, request(), given, DAY).open == ("personalisation",)
    before = Answers("2019-11", {"non_negotiable": "no"})
    one = patched(before, patch_from({"scope": "x"}, later, request()))
    assert one.unconfirmed == {"non_negotiable"}


def test_a5_an_amendment_puts_every_answer_in_doubt() -> None:
    """A5: marked, not lost."""
    doubt = in_doubt(Answers("2019-11", {"non_negotiable": "no"}, {"cost": "holds"}))
    assert doubt.unconfirmed == {"non_negotiable", "cost"}
    assert "to be confirmed" in recommend(edition(), request(), doubt, DAY).because[-1].text


@pytest.mark.parametrize(
    ("data", "rule", "field"),
    [
        ({"non_negotiable": "maybe"}, "B2", "non_negotiable"),
        ({"nonsense": "yes"}, "B8", "nonsense"),
        ({"conditions": {"taste": "holds"}}, "B8", "taste"),
        ({"conditions": {"security": "yes"}}, "B3", "security"),
        ({"conditions": "holds"}, "B2", "conditions"),
        ({"notes": {"taste": "x"}}, "B3", "taste"),
        ({"months": 0}, "B6", "months"),
        ({"months": True}, "B6", "months"),
        ({"months": "9"}, "B6", "months"),
        ({"ticks": ["Z9"]}, "B7", "ticks"),
        ({"ticks": "U1"}, "B7", "ticks"),
        ({"ticks": [1]}, "B7", "ticks"),
        ({"technology": 7}, "B2", "technology"),
    ],
)
def test_bad_answers_are_refused_with_rule_and_field(
    data: dict[str, Any], rule: str, field: str
) -> None:
    """B2, B3: nothing is recorded, the sentence names what is at fault."""
    with pytest.raises(Refused) as refusal:
        patch_from(data, edition(), request())
    assert (refusal.value.rule, refusal.value.field) == (rule, field)


def test_an_edition_that_never_decides_is_refused() -> None:
    """B8: an edition file with a hole is refused, not guessed at."""
    row = {"code": "only", "question": "?", "if_yes": "decline"}
    data = {
        "code": "x",
        "name": "x",
        "since": "2020-01-01",
        "types": [{"code": "t", "name": "t", "description": ""}],
        "factors": [row],
        "conditions": [{"code": "c", "name": "c", "text": "c"}],
    }
    here = edition_from(data)
    with pytest.raises(Refused):
        recommend(here, request(), Answers("x", {"only": "no"}), DAY)
