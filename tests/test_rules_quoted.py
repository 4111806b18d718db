"""Every rule the program implements is quoted by number in a test's docstring;
one without a test fails here.
"""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

pytestmark = pytest.mark.tree
TESTS = Path(__file__).parent
RULES = {
    "A": range(7),  # requests
    "B": range(1, 9),  # assessment
    "C": range(1, 12),  # decisions and letters
    "D": range(1, 12),  # deployment and revocation
    "E": range(1, 4),  # expiry, extension, register
    "F": range(1, 4),  # time
}
NUMBERS = [f"{letter}{number}" for letter, numbers in RULES.items() for number in numbers]


@cache
def quoted() -> dict[str, list[str]]:
    """Tests by the rule numbers that their docstrings name; `A1 to A3` names all three."""
    found: dict[str, list[str]] = {}
    for file in sorted(TESTS.rglob("test_*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                words = ast.get_docstring(node) or ""
                for letter, first, last in re.findall(
                    r"\b([A-F])(\d+)(?: to [A-F](\d+))?\b", words
                ):
                    for number in range(int(first), int(last or first) + 1):
                        found.setdefault(f"{letter}{number}", []).append(
                            f"{file.name}::{node.name}"
                        )
    return found


@pytest.mark.parametrize("number", NUMBERS)
def test_every_rule_has_a_test_that_quotes_its_number(number: str) -> None:
    assert quoted().get(number), f"no test quotes rule {number}"
