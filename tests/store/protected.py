"""A pytest plugin: what tests open by themselves is opened
with the run's key too (see `test_passphrase.py`).
"""

import sys
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import unquote

from mmd_reviewer.store.dialects import library


def _connect(database: Any, *given: Any, uri: bool = False, **options: Any) -> Any:
    path = Path(unquote(str(database).removeprefix("file:").partition("?")[0]) if uri else database)
    key = library.key_of(path, str(database) if uri else "")
    connection = library.library().connect(database, *given, uri=uri, **options)
    if key:
        connection.execute(f'PRAGMA key="{key}"')
    return connection


def pytest_configure() -> None:
    """Before any test module is read."""
    assert library.passphrase()
    keyed = ModuleType("sqlite3")
    vars(keyed).update(
        {name: value for name, value in vars(library.library()).items() if name[:2] != "__"}
    )
    vars(keyed)["connect"] = _connect
    sys.modules["sqlite3"] = keyed
