"""Second pair of eyes: a decision is assessed by a second person who does not see the first's
answers, where the settings of the desk say so; its letter waits for that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mmd_reviewer.domain.assessment import BROKEN, UNKNOWN, Answers
from mmd_reviewer.domain.case import Case, SecondAssessment
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.fact import AnswersGiven, DifferenceKept, SecondAssessed
from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.domain.recommendation import APPROVE, DECLINE, MIGRATE, Recommendation
from mmd_reviewer.domain.request import check_words, fold

ASSESSED = (APPROVE, MIGRATE, DECLINE)  # outcomes that rest on answers
WANTED, DIFFERS = "second_wanted", "second_differs"


def devices_of(case: Case) -> int:
    """For how many devices: those a decision names, or the largest number in the customer's words;
    a separator of thousands is no end of a number.
    """
    said = re.sub(r"(?<=\d)[.,' \u00a0\u202f](?=\d{3}(?!\d))", "", case.request.devices)
    named = len(case.decision.made.devices) if case.decision is not None else 0
    return max([named, *map(int, re.findall(r"[0-9]{1,9}", said))])


def why_wanted(case: Case) -> str:
    """Why the settings want a second assessment of the decision, in a few words; "" if not."""
    decided, rules = case.decision, case.rules
    if decided is None or case.reopened or decided.made.outcome not in ASSESSED:
        return ""
    if case.request.type in rules.second_types:
        return "its exemption type"
    if rules.second_devices and devices_of(case) >= rules.second_devices:
        return f"{devices_of(case):,} devices, {rules.second_devices:,} or more"
    broken = BROKEN in decided.made.findings.values()
    if rules.second_broken and decided.approves and broken:
        return "an approval against a broken key condition"
    return ""


def second_of(case: Case) -> SecondAssessment | None:
    """The second assessment of what the decision is about."""
    if case.decision is None or not case.second_assessments:
        return None
    last = case.second_assessments[-1]
    return last if last.decides == case.decision.made.decides else None


def differing(first: Answers, second: Answers) -> tuple[str, ...]:
    """The factors and key conditions that two assessments answer otherwise; one that is left open
    by one of them only counts too.
    """
    pairs = _pairs(first, second)
    return tuple(code for code, (one, other) in pairs.items() if one != other)


def _pairs(first: Answers, second: Answers) -> dict[str, tuple[str, str]]:
    codes = dict.fromkeys((*first.factors, *second.factors, *first.findings, *second.findings))
    one, other = {**first.factors, **first.findings}, {**second.factors, **second.findings}
    return {code: (one.get(code, UNKNOWN), other.get(code, UNKNOWN)) for code in codes}


def standing(case: Case) -> str:
    """WANTED while a second assessment is to be made, DIFFERS while one that differs is to be
    looked at; "" where nothing waits, as when the decision's letter is issued or it is told.
    """
    decided, second = case.decision, second_of(case)
    if decided is None or case.reopened or _is_out(case):
        return ""
    if second is None:
        return WANTED if why_wanted(case) else ""
    return DIFFERS if differing(decided.answers, second.answers) and not second.kept else ""


def _is_out(case: Case) -> bool:
    assert case.decision is not None
    fact = case.decision.fact
    return fact in case.told or any(fact in row.tells and not row.void for row in case.letters)


def check_letter(case: Case, tells: Iterable[str]) -> None:
    """Refuse the letter of a decision that waits for a second pair of eyes."""
    decided = case.decision
    if decided is None or decided.fact not in tells:
        return
    waits = standing(case)
    if waits == WANTED:
        words = (
            f"{case.number} is to be assessed a second time before its letter "
            f"({why_wanted(case)}): somebody other than {decided.by} does it, by "
            f"Second assessment in the menu Case, or `second {case.number}`."
        )
        raise Refused(words, "", "second")
    if waits == DIFFERS:
        words = (
            f"The second assessment of {case.number} differs: {decided.by} decides anew, or says "
            f"why the decision stands (`second {case.number} --keep REASON`)."
        )
        raise Refused(words, "", "keep")


def second_assessed(
    case: Case, patch: AnswersGiven, found: Recommendation, by: str
) -> SecondAssessed:
    """The second answers as a fact. Refuses a case without such a decision or with its letter, who
    assessed it first, a second time more, and answers that leave something open (B2).
    """
    check_second(case, by)
    assert case.decision is not None
    if found.open:
        raise Refused(
            f"{found.open_names[0]} is open: answer it first.",
            "B2",
            found.open[0],
        )
    return SecondAssessed(patch, found.outcome, case.decision.made.decides)


def check_second(case: Case, by: str) -> None:
    """Refuse a second assessment that this person cannot make now."""
    decided = case.decision
    if decided is None or case.reopened or decided.made.outcome not in ASSESSED:
        raise Refused(
            f"{case.number} has no decision that a second person could assess.", "", "number"
        )
    if _is_out(case):
        raise Refused(
            f"The decision of {case.number} is told or its letter issued: a second assessment "
            "comes before that.",
            "",
            "number",
        )
    second = second_of(case)
    if second is not None:
        raise Refused(
            f"{second.by} assessed {case.number} a second time on {on_screen(second.day)}.",
            "",
            "number",
        )
    before = {fold(fact.by) for fact in case.counting if isinstance(fact.body, AnswersGiven)}
    if fold(by) in {*before, fold(decided.by)}:
        raise Refused(
            f"{by} assessed {case.number} first: the second assessment is another person’s.",
            "",
            "reviewer",
        )


def may_assess(case: Case, by: str) -> bool:
    """Is this the person, or one of those, whose second assessment the case waits for? Nothing of
    the first's is shown to them unasked.
    """
    if standing(case) != WANTED:
        return False
    try:
        check_second(case, by)
    except Refused:
        return False
    return True


def check_seen(case: Case, by: str) -> None:
    """Refuse to show a decided case to who may be the one to assess it a second time."""
    if may_assess(case, by):
        number = case.number
        raise Refused(
            f"{number} waits for a second assessment, which may be yours: `second {number}` shows "
            f"the request without the first answers, `show {number} --all-the-same` all of it.",
            "",
            "second",
        )


def difference_kept(case: Case, reason: str, by: str) -> DifferenceKept:
    """That a decision stands beside a second assessment that differs; with a reason, and not by
    the second person.
    """
    second = second_of(case)
    if standing(case) != DIFFERS or second is None:
        raise Refused(f"{case.number} has no second assessment that differs.", "", "number")
    if fold(by) == fold(second.by):
        raise Refused(
            f"{by} assessed {case.number} a second time: whether the decision stands says who "
            "decides.",
            "",
            "reviewer",
        )
    if not reason.strip():
        raise Refused("Write why the decision stands.", "", "keep")
    check_words(reason, "keep")
    return DifferenceKept(reason.strip())


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often cases were assessed twice and both agreed in every answer; `rows` the same by
    factor and key condition: its name, how often both answered it alike, how often both did.
    """

    twice: int
    agreed: int
    rows: tuple[tuple[str, int, int], ...] = ()

    @property
    def words(self) -> str:
        """`Assessed twice 12, agreed 9 of 12`; "" where none was."""
        if not self.twice:
            return ""
        return f"Assessed twice {self.twice:,}, agreed {self.agreed:,} of {self.twice:,}"

    @property
    def line(self) -> str:
        """The same with the time it counts, and by factor."""
        return f"{self.words}, last 12 months. {self.by_factor}." if self.twice else ""

    @property
    def by_factor(self) -> str:
        """`Security 11 of 12, …`."""
        return ", ".join(f"{name} {agreed:,} of {both:,}" for name, agreed, both in self.rows)


def agreement(assessed: Iterable[SecondAssessment], names: Mapping[str, str]) -> Agreement:
    """Count what first and second answered, as they stood before either saw the other.

    `names` are those of the questions by code, in the order in which they are asked.
    """
    twice = agreed = 0
    alike: dict[str, int] = {}
    both: dict[str, int] = {}
    for row in assessed:
        twice += 1
        agreed += not differing(row.first, row.answers)
        for code, pair in _pairs(row.first, row.answers).items():
            if UNKNOWN not in pair:
                both[code] = both.get(code, 0) + 1
                alike[code] = alike.get(code, 0) + (pair[0] == pair[1])
    asked = [code for code in names if code in both]
    order = [*asked, *(code for code in both if code not in names)]
    rows = tuple((names.get(code, code), alike[code], both[code]) for code in order)
    return Agreement(twice, agreed, rows)
