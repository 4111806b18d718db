"""An edition file without a hole, its factors, and the reading of it."""

from typing import Any

from mmd_reviewer.domain.edition import Edition, edition_from
from mmd_reviewer.domain.edition_check import check_edition


def factor_row(
    place: int, if_yes: str, months: tuple[int, int], types: list[str], asked: bool
) -> dict[str, Any]:
    """A factor with words of its own."""
    row: dict[str, Any] = {
        "code": f"factor_{place}",
        "question": f"Is it the case of number {place}?",
        "if_yes": if_yes,
        "words": {
            "name": f"Case {place}",
            "yes": f"It is case {place}.",
            "no": f"It is not case {place}.",
            "finding": f"It is the case of factor {place}.",
            "change": f"Another case than {place} can be approved.",
        },
    }
    if if_yes == "approve_migration":
        row["months"] = list(months)
    if asked:
        return {**row, "types": types} if types else row
    return {**row, "asked": False}


def accepted(data: dict[str, Any]) -> Edition:
    """Read and checked as a new edition is."""
    found = edition_from(data)
    check_edition(found)
    return found


WHOLE: dict[str, Any] = {
    "code": "2027-01",
    "name": "an edition",
    "since": "2026-01-01",
    "types": [{"code": "t", "name": "T", "description": "d"}],
    "factors": [
        factor_row(0, "approve_migration", (3, 18), ["t"], True),
        factor_row(1, "approve", (3, 18), [], False),
    ],
    "conditions": [
        {
            "code": "c",
            "name": "C",
            "text": "harm",
            "words": {"broken": "It harms.", "open": "Would it harm?"},
        }
    ],
    "routes": [{"code": "r", "name": "R", "how": "h"}],
}
