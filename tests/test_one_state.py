"""One pure function gives the state of a case, one the cover of a device;
every face asks these (rules A6, D9).
"""

import ast
from collections import defaultdict

import pytest

from mmd_reviewer.domain.case_state import STATES
from mmd_reviewer.domain.cover import COVER_NAMES
from tests.syntax import nodes_with

pytestmark = pytest.mark.tree
COURSE_STATES = {"in_revocation", "cover_ended", "removed", "expired", "in_force"} & set(STATES)


def importers(module: str, name: str) -> set[str]:
    """Files that take `name` from a module of the domain."""
    return {
        file
        for file, nodes in nodes_with(f"mmd_reviewer.domain.{module}").items()
        for node in nodes
        if isinstance(node, ast.ImportFrom) and node.module == f"mmd_reviewer.domain.{module}"
        if any(alias.name == name for alias in node.names)
    }


def definitions(*names: str) -> dict[str, list[str]]:
    """Where functions of these names are defined."""
    found = defaultdict(list)
    for file, nodes in nodes_with(*(f"def {name}(" for name in names)).items():
        for node in nodes:
            if isinstance(node, ast.FunctionDef) and node.name in names:
                found[node.name].append(file)
    return dict(found)


def test_a6_the_state_of_a_case_is_decided_in_one_place() -> None:
    """A6: one function; screen, terminal, queue, register and deeds ask it."""
    places = [file for file in definitions("state")["state"] if file.startswith("domain/")]
    assert places == ["domain/case_state.py"]
    asking = importers("case_state", "state")
    for face in (
        "services/read/shown.py",
        "cli/answers.py",
        "domain/request_queue.py",
        "domain/register.py",
        "domain/revoking.py",
    ):
        assert face in asking, face


def test_d9_the_cover_of_a_device_is_decided_in_one_place() -> None:
    """D9: one function; letters, terminal, ledger and window ask it."""
    assert definitions("cover_of") == {"cover_of": ["domain/cover.py"]}
    asking = importers("cover", "cover") | importers("cover", "cover_of")
    assert {"domain/letters/cover_ended.py", "services/read/device_page.py"} <= asking
    assert any(file.startswith("ui/calendar/") for file in asking)
    assert any(file.startswith("ui/revocation/") for file in asking)


def test_nobody_else_makes_up_a_state_of_the_course() -> None:
    """A6, D9: outside those two modules no function returns one of their words."""
    words = COURSE_STATES | set(COVER_NAMES)
    found = [
        f"{file}:{node.lineno}"
        for file, nodes in nodes_with(*words).items()
        if file not in ("domain/case_state.py", "domain/cover.py")
        for node in nodes
        if isinstance(node, ast.Return)
        and isinstance(node.value, ast.Constant)
        and node.value.value in words
    ]
    assert found == []


def test_d2_the_days_of_the_course_stand_once() -> None:
    """D2, D7: 30, 60, 83 and 90 stand in the course plan alone; nobody else counts them out."""
    found = []
    for file, nodes in nodes_with("timedelta").items():
        if file == "domain/course_plan.py":
            continue
        for node in nodes:
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "timedelta":
                numbers = [
                    kw.value.value for kw in node.keywords if isinstance(kw.value, ast.Constant)
                ]
                found += [
                    f"{file}:{node.lineno}" for number in numbers if number in (30, 60, 83, 90)
                ]
    assert found == []
