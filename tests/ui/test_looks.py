"""Themes, faces, icons and the sheet: each colour of a theme reaches what is seen."""

import re

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from mmd_reviewer.ui.look.icons import draw_icon, icon, pixmap
from mmd_reviewer.ui.look.style_sheet import SHEET, TONES, style_sheet
from mmd_reviewer.ui.look.theme import (
    DARK,
    HIGH_CONTRAST,
    LIGHT,
    Theme,
    apply_theme,
    current_theme,
    font,
    palette,
    set_ground,
    set_tone,
    theme_named,
    themes,
)

EVERY = list(themes().values())


def ids(theme: Theme) -> str:
    return theme.name


def test_themes_are_walked_in_their_order_and_found_by_name() -> None:
    assert [*themes()] == ["light", "dark", "contrast"]
    assert [theme_named(name) for name in themes()] == [LIGHT, DARK, HIGH_CONTRAST]
    assert theme_named("as the system") in (LIGHT, DARK)
    assert theme_named("") in (LIGHT, DARK)


@pytest.mark.parametrize("theme", EVERY, ids=ids)
def test_a_tone_without_a_name_is_the_text(theme: Theme) -> None:
    assert theme.hex("") == theme.text
    assert theme.color("broken") == QColor(theme.broken)
    with pytest.raises(AttributeError):
        theme.hex("no such tone")


@pytest.mark.parametrize("theme", EVERY, ids=ids)
def test_the_sheet_has_no_colour_but_those_of_the_theme(theme: Theme) -> None:
    made = style_sheet(theme)
    own = {theme.hex(tone).upper() for tone in TONES}
    assert {colour.upper() for colour in re.findall(r"#[0-9A-Fa-f]{6,8}", made)} <= own
    assert "{" in made
    assert "{{" not in made
    assert not re.search(r"\{\w+\}", made), "every tone is filled in"


def test_every_tone_of_the_sheet_is_one_that_is_filled() -> None:
    assert set(re.findall(r"(?<!\{)\{(\w+)\}(?!\})", SHEET)) == set(TONES)


@pytest.mark.parametrize("theme", EVERY, ids=ids)
def test_what_is_off_is_muted_and_what_is_chosen_can_be_read(theme: Theme) -> None:
    made = palette(theme)
    off, role = QPalette.ColorGroup.Disabled, QPalette.ColorRole
    for one in (role.Text, role.WindowText, role.ButtonText):
        assert made.color(off, one) == theme.color("muted")
        assert made.color(one) == theme.color("text")
    assert made.color(role.Highlight) == theme.color("selection")
    assert made.color(role.HighlightedText) == theme.color("text")
    assert made.color(role.ToolTipText) != made.color(role.ToolTipBase)


@pytest.mark.parametrize("theme", EVERY, ids=ids)
def test_grounds_and_tones_are_seen_in_every_theme(
    app: QApplication, qtbot: QtBot, theme: Theme
) -> None:
    box = QWidget()
    label = QLabel("x", box)
    qtbot.addWidget(box)
    set_ground(box, "surface")
    set_tone(label, "good")
    box.resize(40, 40)
    box.show()
    apply_theme(app, theme)
    assert box.grab().toImage().pixelColor(38, 38) == theme.color("surface")
    assert label.palette().color(QPalette.ColorRole.WindowText) == theme.color("good")
    set_tone(label, "")
    assert label.palette().color(QPalette.ColorRole.WindowText) == theme.color("text")
    assert current_theme() is theme
    apply_theme(app, LIGHT)


def test_a_face_that_is_changed_changes_no_other(app: QApplication) -> None:
    one = font(13)
    one.setUnderline(True)
    assert not font(13).underline()
    assert (font(20, 600).pixelSize(), font(20, 600).weight()) == (20, 600)


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_an_icon_is_sharp_at_every_scale(app: QApplication, ratio: float) -> None:
    made = pixmap("check", "#FF0000", 16, ratio=ratio)
    assert made.width() == made.height() == round(16 * ratio)
    assert made.deviceIndependentSize().width() == pytest.approx(16, abs=0.5)


def test_an_icon_that_is_not_there_is_empty_and_no_crash(app: QApplication) -> None:
    image = pixmap("no such icon", "#FF0000", 16).toImage()
    assert {image.pixelColor(x, y).alpha() for x in range(16) for y in range(16)} == {0}


def test_an_icon_of_a_menu_is_muted_at_one_and_two_pixels(app: QApplication) -> None:
    made = icon("check")
    assert sorted(size.width() for size in made.availableSizes()) == [16, 32]
    image = made.pixmap(16, 16).toImage()
    inks = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert inks <= {LIGHT.muted.lower()}


@pytest.mark.parametrize("at", [(0, 0), (10, 4), (3.5, 2.5)])
def test_an_icon_is_drawn_within_its_square(app: QApplication, at: tuple[float, float]) -> None:
    image = QImage(40, 40, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    draw_icon(painter, at[0], at[1], "circle", "#FF0000", 16)
    painter.end()
    drawn = [(x, y) for x in range(40) for y in range(40) if image.pixelColor(x, y).alpha() > 0]
    square = QRect(int(at[0]), int(at[1]), 17, 17)
    assert drawn
    assert [point for point in drawn if not square.contains(*point)] == []
