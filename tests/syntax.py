"""The package's modules as syntax trees. Only those in which a word stands are parsed: reading all
of them takes seconds, and each worker does it anew.
"""

import ast
from functools import cache
from pathlib import Path

import mmd_reviewer

PACKAGE = Path(mmd_reviewer.__file__).parent


@cache
def texts() -> dict[str, str]:
    """Every module by its path in the package, as `domain/case.py`."""
    return {
        file.relative_to(PACKAGE).as_posix(): file.read_text(encoding="utf-8")
        for file in sorted(PACKAGE.rglob("*.py"))
    }


def nodes_with(*words: str, below: str = "") -> dict[str, tuple[ast.AST, ...]]:
    """The nodes of each module, of a folder if one is named, whose text has one of the words."""
    return {
        file: nodes_of(file)
        for file, text in texts().items()
        if file.startswith(below) and any(word in text for word in words)
    }


@cache
def nodes_of(file: str) -> tuple[ast.AST, ...]:
    """All of a module, in no order."""
    return tuple(ast.walk(ast.parse(texts()[file], file)))
