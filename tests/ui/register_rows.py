"""A deviation in a few words, for the parts of the register alone."""

from datetime import date
from typing import Any

from mmd_reviewer.domain.register import FactorName, Names, RegisterRow
from tests.making import DAY

NAMES = Names(
    {"drivers": "Hardware or software drivers", "policies": "Policies"},
    {"2019-11": "Edition 1"},
    {
        ("2019-11", "non_negotiable"): FactorName(1, "Not negotiable", False),
        ("2019-11", "microsoft_technology"): FactorName(3, "Migration period", True),
        ("2019-11", "otherwise"): FactorName(4, "Key conditions", True),
    },
)


def row(number: str = "A-0001", **given: Any) -> RegisterRow:
    """One that is in force, open-ended, unless said otherwise."""
    values: dict[str, Any] = {
        "number": number,
        "ticket": "MMD-1",
        "customer": "Contoso",
        "type": "policies",
        "title": "Longer screen lock",
        "devices": 1234,
        "since": date(2026, 1, 5),
        "until": None,
        "state": "in_force",
        "edition": "2019-11",
        "factor": "otherwise",
        "valid_from": DAY,
        "valid_until": date(2199, 1, 1),
    }
    return RegisterRow(**{**values, **given})
