"""What recommendation, register and letters say of an edition's rows,
in the edition's language (rule B8).
"""

from __future__ import annotations

from dataclasses import dataclass

# The one place that is filled in, in what the recommendation says on yes
TECHNOLOGY = "{technology}"


@dataclass(frozen=True, slots=True)
class FactorWords:
    """Of one factor: `name` in the register; `yes` and `no` in the recommendation;
    `finding` and `change` in letters.

    `finding` says what was found and which factor it is; what follows from it is the letter's to
    say, so that a decision of any kind can stand behind it. `change` says what would change a
    decline by this factor or on its path.
    """

    name: str
    yes: str
    no: str
    finding: str
    change: str


@dataclass(frozen=True, slots=True)
class ConditionWords:
    """Of one key condition in letters: the sentence that it is broken,
    and the question while it is unknown.
    """

    broken: str
    open: str


def plain_factor_words(question: str, *, declines: bool, asked: bool) -> FactorWords:
    """Sentences for an edition that was recorded before editions carried their own."""
    said = f"“{question}”"
    change = "A solution that meets the requirement and breaks no key condition can be approved."
    if declines:
        change = (
            "A proposal to which this factor does not apply can be assessed by the other factors."
        )
    return FactorWords(
        name=question.rstrip("?"),
        yes=f"{said}: yes." if asked else f"{said}: no factor before decides.",
        no=f"{said}: no.",
        finding=f"The factor that decides is: {said}",
        change=change,
    )


def plain_condition_words(text: str) -> ConditionWords:
    """Sentences for a condition that was recorded before;
    `text` continues "An exemption must not …".
    """
    return ConditionWords(
        f"The proposal breaks a key condition: an exemption must not {text}.",
        f"Would the exemption {text}?",
    )
