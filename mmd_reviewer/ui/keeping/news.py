"""What changed for you: said once after an update, beside the work and never in its way."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from mmd_reviewer import __version__
from mmd_reviewer.settings import Settings
from mmd_reviewer.ui.commands.help_page import CHANGES
from mmd_reviewer.ui.reviewing.say import MessageAction
from mmd_reviewer.ui.shell.main_window import MainWindow
from mmd_reviewer.ui.shell.message_bar import NEWS


class Program(Protocol):
    """Who has the window and remembers."""

    settings: Settings
    window: MainWindow

    def keep(self, settings: Settings) -> None:
        """Remember these."""


def tell_what_changed(program: Program) -> None:
    """If another version was started last; a first start has no news."""
    before = program.settings.version
    if before == __version__:
        return
    if before or program.settings != Settings():
        program.window.show_message(
            NEWS,
            f"This is version {__version__} of MMD Reviewer.",
            "info",
            action=MessageAction("What changed", lambda: program.window.show_help(CHANGES)),
        )
    program.keep(replace(program.settings, version=__version__))
