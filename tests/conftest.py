"""For every test: no display, no chance, no user data touched, no warning overlooked."""

import gc
import logging
import os
import sys
import threading
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt

import pytest
from hypothesis import settings

from tests.long import long_or
from tests.prepared import prepared

if TYPE_CHECKING:
    from tests.team_server import TeamServer

__all__ = ["prepared"]
TESTS = Path(__file__).parent
gc.set_threshold(50_000, 20, 50)  # as the program's start: what is imported and collected stays
settings.register_profile(
    "steady",
    deadline=None,
    derandomize=True,
    print_blob=True,
    max_examples=long_or(1000, 40),  # unless a test says otherwise
)
settings.load_profile("steady")


class _LogLines(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True, scope="session")
def _own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The user's folders lead to a temporary place, and no store is named from outside."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
            patch.setenv(name, str(tmp_path_factory.mktemp(name.lower())))
        patch.delenv("MMD_REVIEWER_STORE", raising=False)
        yield


@pytest.fixture(scope="session")
def team_server() -> Iterator["TeamServer"]:
    """A server of PostgreSQL on loopback, for as long as the tests run."""
    from tests import team_server as servers  # few tests need it

    if servers.MISSING:
        pytest.skip(servers.MISSING)
    with servers.running() as server:
        yield server


@pytest.fixture(autouse=True)
def _no_warning_overlooked(request: pytest.FixtureRequest) -> Iterator[None]:
    """A warning or worse in our log fails the test,
    unless the test asks for `caplog` and looks itself.
    """
    heard, logger = _LogLines(), logging.getLogger("mmd_reviewer")
    logger.addHandler(heard)
    yield
    logger.removeHandler(heard)
    if heard.lines and "caplog" not in request.fixturenames:
        pytest.fail("logged, and not looked at by the test:\n" + "\n".join(heard.lines))


RULES = ["domain", "services", "packs", "signing", "printing", "precedents", "wordings", "exports"]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(
    item: pytest.Item, nextitem: pytest.Item | None
) -> Generator[None, object, object]:
    """Coverage is that of the rules by their own tests: tracing makes code three to five times as
    slow, and whether a window happens to pass through a rule tells little. Nor is what is drawn
    traced: a line that only chance reaches wants a test of its own. `dev.py long` traces
    everything once.
    """
    own = item.path.relative_to(TESTS).parts[0] in RULES
    at_length = item.get_closest_marker("model") or item.get_closest_marker("long_form")
    if (own and not at_length) or os.environ.get("MMD_TRACE"):
        return (yield)
    # Not by the plugin's own pause: a worker has two tracers, and where one ends the other goes on
    here, threads = sys.gettrace(), threading.gettrace()
    sys.settrace(None)
    threading.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(here)
        threading.settrace(threads)


@pytest.hookimpl(tryfirst=True)  # before `-m` looks at the marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What draws its examples draws more of them in the long form."""
    for item in items:
        if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker("long_form")


def pytest_collection_finish(session: pytest.Session) -> None:
    """Modules and thousands of tests stay: nobody looks through them for garbage again."""
    gc.collect()
    gc.freeze()


COLLECT_EVERY = 50
_ended = [0]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(
    item: pytest.Item, nextitem: pytest.Item | None
) -> Generator[None, object, object]:
    """Where Qt is loaded, what tests leave is collected here, between two of them, as the program
    does it: not while one looks through the windows on the screen, and in no other thread.
    """
    try:
        return (yield)
    finally:
        if "PySide6.QtCore" in sys.modules:
            gc.disable()
            _ended[0] += 1
            if _ended[0] % COLLECT_EVERY == 0:
                gc.collect()
                gc.freeze()  # what is alive between two tests stays: nobody looks through it again
