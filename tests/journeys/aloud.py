"""What a screen reader is told of the window, by AT-SPI, on a bus of its own.

People look at pictures of a page; a test asserts what the window says of it to others.
"""

import json
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import pytest

LAUNCHER = Path("/usr/libexec/at-spi-bus-launcher")
SYSTEM_PYTHON = "/usr/bin/python3"  # Debian's bindings are for Debian's own interpreter
READER = Path(__file__).with_name("reader_of_screens.py")


def check_tools() -> None:
    """Skip, saying why, where nothing can be read aloud."""
    asked = [SYSTEM_PYTHON, "-c", "import pyatspi"]
    bindings = subprocess.run(asked, capture_output=True, check=False).returncode == 0
    if not (bindings and LAUNCHER.exists() and shutil.which("dbus-daemon")):
        pytest.skip("python3-pyatspi, at-spi2-core or dbus not installed: no screen reader")


class Aloud:
    """A session bus with the accessibility bus on it; give `surroundings` to the program."""

    def __init__(self, display: str) -> None:
        check_tools()
        self._folder = tempfile.TemporaryDirectory(prefix="aloud")
        daemon = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
        self._bus = subprocess.Popen(
            daemon, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        assert self._bus.stdout is not None
        with self._bus.stdout as told:
            address = told.readline().strip()
        self.surroundings = {
            "DBUS_SESSION_BUS_ADDRESS": address,
            "XDG_RUNTIME_DIR": self._folder.name,
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "DISPLAY": display,
        }
        self._launcher = subprocess.Popen(
            [LAUNCHER, "--launch-immediately"],
            env={**os.environ, **self.surroundings},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(0.7)  # it answers nothing that could be waited for

    def words(self) -> list[str]:
        """Every name and text that is showing, in the order of the screen reader's tree."""
        done = subprocess.run(
            [SYSTEM_PYTHON, str(READER)],
            env={**os.environ, **self.surroundings},
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        found: list[str] = json.loads(done.stdout)
        return found

    def close(self) -> None:
        for process in (self._launcher, self._bus):
            process.terminate()
            process.wait()
        self._folder.cleanup()
