"""Colours, fonts, icons."""

import ast
import itertools
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFontInfo
from PySide6.QtWidgets import QApplication

from mmd_reviewer import paths, ui
from mmd_reviewer.services.read.states import MARKS, STATES
from mmd_reviewer.ui.commands.table import all_commands
from mmd_reviewer.ui.look.icons import pixmap
from mmd_reviewer.ui.look.theme import (
    DARK,
    LIGHT,
    MOVING,
    Theme,
    apply_theme,
    current_theme,
    font,
    theme_holder,
    themes,
)

GROUNDS = ("window", "surface", "alternate", "selection", "hover")
INKS = ("text", "muted", "accent", "good", "attention", "broken")


def luminance(colour: str) -> float:
    made = QColor(colour)
    parts = [part / 255 for part in (made.red(), made.green(), made.blue())]
    linear = [
        part / 12.92 if part <= 0.04045 else pow((part + 0.055) / 1.055, 2.4) for part in parts
    ]
    return float(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", themes().values(), ids=lambda t: t.name)
def test_every_ink_can_be_read_on_every_ground(theme: Theme) -> None:
    poor = {
        (ink, ground): round(contrast(theme.hex(ink), theme.hex(ground)), 2)
        for ink, ground in itertools.product(INKS, GROUNDS)
        if contrast(theme.hex(ink), theme.hex(ground)) < 4.5
    }
    assert poor == {}
    assert contrast(theme.on_accent, theme.accent) >= 4.5


@pytest.mark.parametrize("theme", themes().values(), ids=lambda t: t.name)
def test_edges_of_fields_can_be_seen(theme: Theme) -> None:
    assert (
        min(contrast(theme.field_edge, theme.window), contrast(theme.field_edge, theme.surface))
        >= 3
    )


def test_the_black_measure_is_right() -> None:
    assert round(contrast("#000000", "#FFFFFF"), 2) == 21


def test_a_theme_reaches_palette_sheet_and_listeners(app: QApplication) -> None:
    heard: list[Theme] = []
    holder = theme_holder()
    assert holder is not None
    holder.changed.connect(heard.append)
    apply_theme(app, DARK)
    assert current_theme() is DARK
    assert app.palette().window().color().name().upper() == DARK.window
    assert DARK.surface in app.styleSheet()
    assert heard == [DARK]
    apply_theme(app, LIGHT)


def test_the_bundled_face_is_used(app: QApplication) -> None:
    info = QFontInfo(font(13, 600))
    assert (info.family(), info.pixelSize(), info.weight()) == ("Noto Sans", 13, 600)


# Calls whose argument at this place is an icon's name, if it is given as a word.
NAMING = {
    "IconLabel": 0,
    "IconButton": 0,
    "set_icon": 0,
    "RailEntry": 1,
    "Mark": 0,
    "draw_icon": 3,
    "StepButton": 0,
}


def named_icons() -> set[str]:
    """The icons that calls in the window's code name."""
    calls = [
        node
        for file in Path(ui.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    ]
    given: list[ast.expr] = [
        word.value for call in calls for word in call.keywords if word.arg == "icon"
    ]
    for call in calls:
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        given += call.args[NAMING[name] : NAMING[name] + 1] if name in NAMING else []
    given = [
        one
        for arg in given
        for one in ((arg.body, arg.orelse) if isinstance(arg, ast.IfExp) else (arg,))
    ]
    return {
        one.value
        for one in given
        if isinstance(one, ast.Constant) and isinstance(one.value, str) and one.value
    }


def test_every_icon_named_is_bundled(app: QApplication) -> None:
    looks = {look.icon for _code, look in STATES + MARKS}
    used = named_icons() | looks | {spec.icon for spec in all_commands() if spec.icon}
    assert len(used) > 40
    assert [
        name for name in sorted(used) if not (paths.resources() / "icons" / f"{name}.svg").is_file()
    ] == []


def test_an_icon_takes_the_colour_asked_for(app: QApplication) -> None:
    image = pixmap("circle", "#FF0000", 32, stroke=6).toImage()
    colours = {
        image.pixelColor(x, 16).name() for x in range(32) if image.pixelColor(x, 16).alpha() == 255
    }
    assert colours == {"#ff0000"}


def test_nothing_moves_by_itself() -> None:
    """Reduced motion is for everybody: no animation of ours, none of the toolkit's."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    apply_theme(app, LIGHT)
    assert not any(app.isEffectEnabled(effect) for effect in MOVING)
    sources = [file.read_text("utf-8") for file in Path(ui.__path__[0]).rglob("*.py")]
    assert not [name for name in ("Animation", "QMovie") if any(name in text for text in sources)]
