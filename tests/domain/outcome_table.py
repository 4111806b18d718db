"""Every combination of answers and its outcome: made here,
kept in `outcomes.txt`, compared by a test.

Write it anew with `python -m tests.domain.outcome_table`, and look at what changed.
"""

from itertools import product
from pathlib import Path

from mmd_reviewer.domain.assessment import ANSWERS, FINDINGS, Answers
from mmd_reviewer.domain.recommendation import recommend
from tests.making import DAY, edition, request

FILE = Path(__file__).with_name("outcomes.txt")
LETTERS = {"decline": "D", "undetermined": "u", "approve": "A", "approve_migration": "M"}
FACTORS = ("non_negotiable", "restricted_productivity", "microsoft_technology")
CONDITIONS = ("security", "cost", "stability", "operations")


def table() -> str:
    """One line for each type and answers to the three factors:
    81 letters, one for each set of findings.
    """
    lines = [
        "# D decline, u undetermined, A approve, M approve_migration",
        "# columns: security, cost, stability, operations, each holds/broken/unknown, the last one "
        "varying fastest",
    ]
    for kind, answers in product(("productivity_software", "policies"), product(ANSWERS, repeat=3)):
        asked = request(type=kind, timeline="9 months")
        letters = ""
        for findings in product(FINDINGS, repeat=4):
            given = Answers(
                "2019-11",
                dict(zip(FACTORS, answers, strict=True)),
                dict(zip(CONDITIONS, findings, strict=True)),
                ticks=("U1",),
            )
            letters += LETTERS[recommend(edition(), asked, given, DAY).outcome]
        lines.append(f"{kind:<22} {answers[0]:<7} {answers[1]:<7} {answers[2]:<7} {letters}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    FILE.write_text(table(), "utf-8")
