"""A virtual screen with the program on it, driven by real keys from another program (xdotool)."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from tests.journeys.aloud import Aloud

NEEDED = ("Xvfb", "xdotool")
PATIENCE = 120.0  # seconds: a busy machine is given time, and only a test that fails takes it
STROKE = 0.1  # seconds from one key to the next
SETTLES = 0.3  # seconds: that the keyboard came to a window is told to nobody
SOURCES = (sys.executable, "-m", "mmd_reviewer")


def check_tools() -> None:
    """Skip, saying why, where no virtual screen can be had."""
    missing = [tool for tool in NEEDED if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"{' and '.join(missing)} not installed: no virtual screen to press keys on")


class Screen:
    """Xvfb and one process of the program; `aloud`: with a screen reader that can be asked;
    `within`: the command that starts it, such as one that takes the network away; `more`: what its
    environment has besides; `command`: the program itself, else from its sources.
    """

    def __init__(
        self,
        arguments: list[str],
        folder: Path,
        *,
        aloud: bool = False,
        within: Sequence[str] = (),
        more: Mapping[str, str] | None = None,
        command: Sequence[str] = SOURCES,
    ) -> None:
        check_tools()
        self._folder = folder
        self._dialog = ""  # that was given the keyboard last
        self._xvfb, self._display = start_xvfb()
        self._aloud = Aloud(self._display) if aloud else None
        surroundings = {
            **os.environ,
            **(self._aloud.surroundings if self._aloud else {}),
            "DISPLAY": self._display,
            "QT_QPA_PLATFORM": "xcb",
            "HOME": str(folder),
            "QT_QPA_PLATFORMTHEME": "",
            **(more or {}),
        }
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
            surroundings[name] = str(folder / name.lower())
        surroundings.pop("WAYLAND_DISPLAY", None)
        self._log = (folder / "program.log").open("w")
        self.program = subprocess.Popen(
            [*within, *command, *arguments],
            env=surroundings,
            stdout=self._log,
            stderr=subprocess.STDOUT,
        )
        try:
            self.window = self._find_window("MMD Reviewer")
        except BaseException:
            self.program.kill()
            self.close()
            raise
        self._xdotool("windowmove", self.window, "0", "0")
        self._xdotool("windowfocus", "--sync", self.window)

    def title(self) -> str:
        """The window's title: it names the store once that is open."""
        return self._xdotool("getwindowname", self.window)

    def _xdotool(self, *words: str) -> str:
        surroundings = {**os.environ, "DISPLAY": self._display}
        done = subprocess.run(
            ["xdotool", *words], env=surroundings, capture_output=True, text=True, check=False
        )
        return done.stdout.strip()

    def _find_window(self, name: str) -> str:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            found = self._xdotool("search", "--onlyvisible", "--name", name).splitlines()
            if found:
                return found[0]
            assert self.program.poll() is None, self.log()
            time.sleep(0.1)
        raise AssertionError(f"no window named {name}: {self.log()}")

    def words(self) -> list[str]:
        """What the window tells a screen reader that it shows."""
        assert self._aloud is not None
        return self._aloud.words()

    def windows(self) -> list[str]:
        """Every visible window of the program."""
        return self._xdotool("search", "--onlyvisible", "--name", ".").splitlines()

    def dialogs(self) -> list[str]:
        """Every visible window but the first."""
        return [window for window in self.windows() if window != self.window]

    def focus_newest(self) -> None:
        """Without a window manager nobody gives a new dialog the keyboard. The one that had it
        before may still be closing.
        """
        opened: list[str] = []

        def is_there() -> bool:
            opened.extend(window for window in self.dialogs() if window != self._dialog)
            return bool(opened)

        self.wait(is_there, "a dialog")
        self._dialog = opened[-1]
        self._focus(self._dialog)

    def focus_main(self) -> None:
        """Give the window back the keyboard when the dialog over it has closed."""
        self.wait(lambda: not self.dialogs(), "closing the dialog")
        self._focus(self.window)

    def _focus(self, window: str) -> None:
        self._xdotool("windowfocus", "--sync", window)
        time.sleep(SETTLES)

    def press(self, *keys: str) -> None:
        """Press keys by their X names, one after another, as a hand does that waits for nothing:
        the program keeps keys for what opens.
        """
        for key in keys:
            self._xdotool("key", "--clearmodifiers", key)
            time.sleep(STROKE)

    def type(self, text: str) -> None:
        """Type words."""
        self._xdotool("type", "--delay", "8", text)
        time.sleep(STROKE)

    def wait(self, happened: Callable[[], object], what: str) -> None:
        """Until it happened, or fail with a picture and the program's output."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if happened():
                return
            time.sleep(0.15)
        picture = self.picture("failed")
        raise AssertionError(f"{what} did not happen; see {picture}. {self.log()}")

    def picture(self, name: str) -> Path:
        """A picture of the whole screen, where ImageMagick is at hand."""
        file = self._folder / f"{name}.png"
        if shutil.which("import"):
            subprocess.run(
                ["import", "-display", self._display, "-window", "root", str(file)], check=False
            )
        return file

    def log(self) -> str:
        """What the program printed."""
        if not self._log.closed:
            self._log.flush()
        return (self._folder / "program.log").read_text("utf-8")

    def close(self) -> int:
        """End the program if it still runs, and the screen; the program's exit code."""
        try:
            code = self.program.wait(10)
        except subprocess.TimeoutExpired:
            self.program.kill()
            code = self.program.wait()
        if not self._log.closed:
            if self._aloud:
                self._aloud.close()
            self._xvfb.terminate()
            self._xvfb.wait()
            self._log.close()
        return code


def start_xvfb() -> tuple[subprocess.Popen[bytes], str]:
    """The screen's process, to be ended by who asked for it, and the screen's name."""
    reading, writing = os.pipe()
    xvfb = subprocess.Popen(
        [
            "Xvfb",
            "-displayfd",
            str(writing),
            "-screen",
            "0",
            "1440x900x24",
            "-nolisten",
            "tcp",
            "-noreset",
        ],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(
        reading
    ) as told:  # to the end of the line: closing in the middle of it would kill Xvfb
        number = told.readline().strip()
    assert number, "Xvfb did not start"
    return xvfb, f":{number}"
