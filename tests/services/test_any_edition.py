"""Whatever edition is accepted can be recommended, decided,
printed and revoked, in every language it is translated to (B8).
"""

import copy
import json
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mmd_reviewer import bootstrap, paths
from mmd_reviewer.domain.assessment import NO, YES, Answers
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_state import state
from mmd_reviewer.domain.decision import Proposal, decide
from mmd_reviewer.domain.edition import Edition, edition_from
from mmd_reviewer.domain.edition_check import translated
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.fact import AnswersGiven
from mmd_reviewer.domain.letters.compose import as_text, check_complete
from mmd_reviewer.domain.recommendation import recommend
from mmd_reviewer.services import (
    assessment,
    decision,
    deployment,
    edition,
    letter,
    request_queue,
    revocation,
)
from mmd_reviewer.settings import Choices
from tests.long import long_or
from tests.making import (
    DAY,
    GROUNDS,
    LAPTOP,
    QuickPress,
    case,
    day,
    new_desk,
    receive,
    request,
    write_letter,
)
from tests.services.edition_files import WHOLE, accepted, factor_row

OUTCOMES = ("decline", "approve", "approve_migration")


@st.composite
def files(draw: st.DrawFn) -> dict[str, Any]:
    """An edition file without a hole: up to 7 factors and 9 conditions,
    any months, types and lists of types.
    """
    types = [f"type_{n}" for n in range(draw(st.integers(1, 4)))]
    outcomes = draw(st.lists(st.sampled_from(OUTCOMES), min_size=1, max_size=7))
    least = draw(st.integers(1, 40))
    months = (least, least + draw(st.integers(0, 40)))
    chosen = st.lists(st.sampled_from(types), unique=True, max_size=2)
    last = len(outcomes) - 1
    return {
        "code": "2027-01",
        "name": "an edition",
        "since": "2026-01-01",
        "types": [
            {"code": code, "name": f"Type {code}", "description": "What it is."} for code in types
        ],
        "factors": [
            factor_row(n, if_yes, months, draw(chosen), n < last)
            for n, if_yes in enumerate(outcomes)
        ],
        "conditions": [
            {
                "code": f"condition_{n}",
                "name": f"Condition {n}",
                "text": f"break rule {n}",
                "words": {"broken": f"It breaks rule {n}.", "open": f"Would it break rule {n}?"},
            }
            for n in range(draw(st.integers(1, 9)))
        ],
        "routes": [{"code": "other_way", "name": "Another way", "how": "Take it."}],
    }


@pytest.mark.model
@pytest.mark.long_form
@settings(max_examples=long_or(1200, 25), deadline=None)
@given(data=files(), draw=st.data())
def test_b8_what_is_accepted_is_recommended_decided_and_printed(
    data: dict[str, Any], draw: st.DataObject
) -> None:
    """B8, B4, C3: any answers lead to a recommendation, a decision and a complete letter."""
    here = accepted(data)
    asked = request(
        type=draw.draw(st.sampled_from([row.code for row in here.types])), timeline="5 months"
    )
    answers = {row.code: draw.draw(st.sampled_from([YES, NO])) for row in here.asked()}
    some = {
        row.code: draw.draw(st.sampled_from(["holds", "holds", "broken"]))
        for row in here.conditions
    }
    patch = AnswersGiven(
        here.code, answers, some, technology="Intune", scope="Two sites.", order=tuple(answers)
    )
    of = case(patch, asked=asked)
    found = recommend(here, asked, of.answers, DAY)
    assert found.outcome != "undetermined"
    wishes = [Proposal(found.outcome, reason="As it is.")]
    wishes += [
        Proposal("decline", "x"),
        Proposal("return", "x"),
        Proposal("no_exemption_needed", route="other_way"),
    ]
    wishes += [Proposal("approve", "x", months=4)]
    wishes += [Proposal("approve_migration", "x")] if here.migration_months else []
    for wish in wishes:
        made = decide(of, here, found, replace(wish, reason=wish.reason or "x"), DAY)
        text = printed(case(patch, made, asked=asked), here)
        deciding = here.factor(made.factor)
        if deciding is not None and wish.outcome in OUTCOMES:
            assert deciding.words.finding in text


def test_b6_b8_the_months_are_those_of_the_factor_that_decides() -> None:
    """B6, B8: with two factors that lead to a migration, each has its own least and most."""
    data = {
        "code": "two",
        "name": "an edition",
        "since": "2026-01-01",
        "types": [{"code": "t", "name": "Type", "description": "What it is."}],
        "factors": [
            factor_row(0, "approve_migration", (3, 12), [], True),
            factor_row(1, "approve_migration", (6, 36), [], True),
            factor_row(2, "approve", (3, 12), [], False),
        ],
        "conditions": [
            {
                "code": "c",
                "name": "C",
                "text": "break",
                "words": {"broken": "It breaks.", "open": "Would it?"},
            }
        ],
        "routes": [{"code": "other_way", "name": "Another way", "how": "Take it."}],
    }
    here = accepted(data)
    codes = [row.code for row in here.factors]
    asked = request(type="t", timeline="permanent")
    patch = AnswersGiven(
        here.code,
        {codes[0]: NO, codes[1]: YES},
        {"c": "holds"},
        technology="Intune",
        scope="Two.",
        order=tuple(codes),
    )
    of = case(patch, asked=asked)
    found = recommend(here, asked, of.answers, DAY)
    assert (found.outcome, found.factor, found.until) == (
        "approve_migration",
        codes[1],
        date(2029, 11, 23),
    )
    made = decide(of, here, found, Proposal("approve_migration", months=24), DAY)
    assert (made.months, made.departs, made.band) == (24, False, (6, 36))
    assert "6 to 36 months" in printed(case(patch, made, asked=asked), here)


def test_b8_c3_letters_of_the_smallest_edition_count_in_the_singular() -> None:
    """B8, B6, D2: one factor, one condition, a migration of just one month, a course of days."""
    data = {
        **WHOLE,
        "factors": [factor_row(0, "approve_migration", (1, 1), [], False)],
        "course": {"second": 1, "third": 2, "length": 5, "last_week": 1},
    }
    here = accepted(data)
    asked = request(type="t", timeline="permanent")
    patch = AnswersGiven(here.code, {}, {"c": "holds"}, technology="Intune", scope="One site.")
    of = case(patch, asked=asked)
    text = as_text(write_letter(of, "acknowledgement", under=here))
    assert "by the factor of the service plan and by the key conditions" in text
    found = recommend(here, asked, of.answers, DAY)
    made = decide(of, here, found, Proposal("approve_migration"), DAY)
    text = printed(case(patch, made, asked=asked), here)
    assert "As a rule a migration period lasts 1 month, by the scope" in text
    assert "first, after 1 day, after 2 days, and 1 day before the deadline" in text
    limited = replace(made, devices=("D1",))
    assert "limited to the device listed here" in printed(case(patch, limited, asked=asked), here)
    with pytest.raises(Refused, match="the period is outside 1 month"):
        decide(of, here, found, Proposal("approve_migration", months=2), DAY)


def printed(of: Case, here: Edition) -> str:
    """The letter's text; it is complete."""
    record = write_letter(of, under=here)
    check_complete(record)
    return as_text(record)


@pytest.mark.model
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=files())
def test_b8_what_is_accepted_is_published_deployed_and_revoked(data: dict[str, Any]) -> None:
    """B8, D1, D2: on a store, with facts and letters, to the first notice."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        new_desk(Path(folder))

        def on(days: int) -> Any:
            desk = bootstrap.open_desk(Choices(Path(folder) / "s.sqlite", day(days), "Ines Moreau"))
            return replace(desk, press=QuickPress())

        edition.publish(on(0), json.dumps(data).encode(), "e.json", day(0), day(30))
        desk = on(30)
        here = desk.edition(day(30))
        of = request_queue.choose_type(
            desk, receive(desk, timeline="permanent"), here.types[0].code
        )
        answers: dict[str, Any] = {row.code: "no" for row in here.asked()}
        answers["conditions"] = {row.code: "holds" for row in here.conditions}
        of = assessment.answer(desk, of, answers)
        of = decision.make(desk, of, Proposal("approve", "As it is.", months=9))
        of, _ = letter.issue(desk, of)
        of = deployment.deploy(desk, of, day(30), (LAPTOP,))
        of = revocation.revoke(desk, of, [here.conditions[-1].code], **GROUNDS)
        of, issued = letter.issue(desk, of, "notice_first")
        of = letter.dispatched(desk, of, issued.record.number, day(30), "R")
        assert state(of, day(30)) == "in_revocation"
        assert not desk.store.verify().findings


def german(here: Edition) -> dict[str, Any]:
    """A translation of the whole edition."""
    words = {name: f"DE {name}" for name in ("name", "yes", "no", "finding", "change")}
    return {
        "edition": here.code,
        "digest": here.digest,
        "language": "de",
        "types": {"t": {"name": "Typ", "description": "b"}},
        "factors": {row.code: {"question": "Frage?", **words} for row in here.factors},
        "conditions": {
            "c": {"name": "B", "text": "schaden", "broken": "Es schadet.", "open": "Schadet es?"}
        },
    }


def test_b8_a_translation_is_a_file_that_names_the_digest(tmp_path: Path) -> None:
    """B8: taken whole or refused;
    a language that is missing falls back to the edition's own and says so.
    """
    here = accepted(WHOLE)
    data = german(here)
    (tmp_path / "2027-01.json").write_text(json.dumps(WHOLE))
    (tmp_path / "2027-01.de.json").write_text(json.dumps(data))
    found = bootstrap.read_editions(tmp_path)["2027-01"]
    assert (found.in_language("de-DE").language, found.in_language("fr").language) == ("de", "en")
    assert found.in_language("de").factors[0].words.finding == "DE finding"
    assert (found.digest, found) == (here.digest, here)
    for change, words in (
        ({"language": "en"}, "not the edition’s own"),
        ({"digest": "0"}, "names another digest"),
        ({"types": {}}, "is not translated"),
        ({"conditions": {"c": {"name": "B", "text": "s"}}}, "empty or missing"),
    ):
        with pytest.raises(Refused, match=words):
            translated(here, {**data, **change})


def test_b8_an_edition_recorded_before_is_said_in_plain_sentences(tmp_path: Path) -> None:
    """B8: it loads and is published by its own file;
    a file that adds words is the same edition; another is not.
    """
    old = json.loads(
        (Path(__file__).parents[1] / "before" / "edition-2027-06.json").read_text("utf-8")
    )
    here = edition_from(old)
    assert not here.worded
    found = recommend(here, request(), Answers(here.code, {"non_negotiable": "yes"}), DAY)
    assert found.because[0].text == "“Does it affect what is deployed to every device?”: yes."
    assert here.conditions[0].words.open == "Would the exemption harm the security of the system?"
    changes = {row.if_yes: row.words.change for row in here.factors}
    assert (
        changes["decline"]
        == "A proposal to which this factor does not apply can be assessed by the other factors."
    )
    assert (
        changes["approve"]
        == "A solution that meets the requirement and breaks no key condition can be approved."
    )
    assert here.factors[-1].words.yes.endswith("”: no factor before decides.")
    desk = new_desk(tmp_path)
    with pytest.raises(Refused, match="words"):
        edition.announce(desk, json.dumps(old).encode(), "e.json", day(30))
    kept = replace(desk, editions={**desk.editions, here.code: here})
    assert edition.read_edition(kept, json.dumps(old).encode(), "e.json") is here
    bundled = json.loads((paths.resources() / "editions" / "2022-12.json").read_text("utf-8"))
    worded = copy.deepcopy(old)
    for key in ("factors", "conditions"):
        for row, other in zip(worded[key], bundled[key], strict=True):
            row["words"] = other["words"]
    assert edition.read_edition(kept, json.dumps(worded).encode(), "e.json").digest == here.digest
    worded["conditions"][0]["text"] = "do anything"
    with pytest.raises(Refused, match="belongs to another edition"):
        edition.read_edition(kept, json.dumps(worded).encode(), "e.json")
    assert date.fromisoformat(old["since"]) == here.since
