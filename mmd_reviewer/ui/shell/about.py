"""About: which program this is, and of which sources."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mmd_reviewer.built import built
from mmd_reviewer.ui.forms.dialogs import FormDialog, show_notice

LICENCE = "Free software under the MIT licence; it works on this computer alone and sends nothing."


def show_about(window: QWidget) -> FormDialog:
    """Version, day and seal of the sources, to be read out on the telephone."""
    return show_notice(
        window, "About MMD Reviewer", f"{built().said()}.\n\n{LICENCE}", name="about"
    )
