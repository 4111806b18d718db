"""Colours, fonts and the one style sheet; every colour in the window comes from here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from mmd_reviewer import paths
from mmd_reviewer.ui.look.style_sheet import style_sheet

HOLDER = "mmdThemeHolder"
FAMILY = "Noto Sans"
FACES = ("Regular", "Medium", "SemiBold", "Bold", "Italic")
REGULAR, MEDIUM, SEMIBOLD = 400, 500, 600
MOVING = (  # menus, lists and tips stand at once: nothing moves that a person did not move
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
)


@dataclass(frozen=True, slots=True)
class Theme:
    """All colour roles, as ``#RRGGBB``; a *tone* is the name of one of these fields."""

    name: str
    dark: bool
    window: str
    surface: str
    alternate: str
    selection: str
    text: str
    muted: str
    accent: str
    on_accent: str
    good: str
    attention: str
    broken: str
    hairline: str
    edge: str
    field_edge: str
    hover: str
    scrim: str

    def hex(self, tone: str) -> str:
        """The colour of a tone; an empty tone is the text colour."""
        value = getattr(self, tone or "text")
        return str(value)

    def color(self, tone: str) -> QColor:
        """The colour of a tone as a QColor."""
        return QColor(self.hex(tone))


LIGHT = Theme(
    name="light",
    dark=False,
    window="#F6F7F9",
    surface="#FFFFFF",
    alternate="#F0F3F6",
    selection="#DCEBFA",
    text="#1B1F24",
    muted="#57606A",
    accent="#0B5CAD",
    on_accent="#FFFFFF",
    good="#166B2D",
    attention="#8A5A00",
    broken="#B91C28",
    hairline="#DFE4E9",
    edge="#C3CAD2",
    field_edge="#858F9C",
    hover="#EDF1F5",
    scrim="#49000000",
)

DARK = Theme(
    name="dark",
    dark=True,
    window="#14171B",
    surface="#1C2025",
    alternate="#22272E",
    selection="#12395F",
    text="#E6EAEF",
    muted="#A3ADB8",
    accent="#6CB2FF",
    on_accent="#0B1622",
    good="#5CC878",
    attention="#E3B341",
    broken="#FF8A80",
    hairline="#2D343C",
    edge="#48525D",
    field_edge="#737F8C",
    hover="#22272E",
    scrim="#8C000000",
)

HIGH_CONTRAST = Theme(
    name="contrast",
    dark=True,
    window="#000000",
    surface="#000000",
    alternate="#101010",
    selection="#00375E",
    text="#FFFFFF",
    muted="#E0E0E0",
    accent="#5CE1FF",
    on_accent="#000000",
    good="#7CFF9B",
    attention="#FFE066",
    broken="#FFA8A0",
    hairline="#9AA0A6",
    edge="#FFFFFF",
    field_edge="#FFFFFF",
    hover="#1C1C1C",
    scrim="#B0000000",
)


def themes() -> dict[str, Theme]:
    """Every theme by name, in the order the toggle walks."""
    return {theme.name: theme for theme in (LIGHT, DARK, HIGH_CONTRAST)}


def theme_named(name: str) -> Theme:
    """The theme of that name; for any other name the one that the system shows."""
    if name in themes():
        return themes()[name]
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return DARK if dark else LIGHT


class ThemeHolder(QObject):
    """Holds the theme in use; owned by the application."""

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = LIGHT

    def set_theme(self, theme: Theme) -> None:
        """Take a theme and tell who wants to know."""
        self.theme = theme
        self.changed.emit(theme)


def theme_holder() -> ThemeHolder | None:
    """The application's holder, or none before `apply_theme`."""
    app = QApplication.instance()
    holder = app.property(HOLDER) if app is not None else None
    return holder if isinstance(holder, ThemeHolder) else None


def current_theme() -> Theme:
    """The theme in use; light before `apply_theme`."""
    holder = theme_holder()
    return holder.theme if holder is not None else LIGHT


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Fusion, an explicit palette and the style sheet; every widget repaints."""
    load_fonts()
    holder = theme_holder()
    if holder is None:
        holder = ThemeHolder(app)
        app.setProperty(HOLDER, holder)
        app.setStyle(QStyleFactory.create("Fusion"))
        for effect in MOVING:
            app.setEffectEnabled(effect, False)
        app.setFont(font(13))
    elif holder.theme is theme:
        return  # a style sheet set again would polish every widget there is
    holder.theme = theme
    app.setPalette(palette(theme))
    app.setStyleSheet(style_sheet(theme))
    holder.set_theme(theme)


@cache
def load_fonts() -> None:
    """Register the bundled faces once in the process."""
    folder = paths.resources() / "fonts"
    for face in FACES:
        QFontDatabase.addApplicationFont(str(folder / f"NotoSans-{face}.ttf"))


def font(px: int = 13, weight: int = REGULAR) -> QFont:
    """The window's face at a pixel size and weight (400,
    500, 600, 700); the caller's own to change.
    """
    return QFont(_face(px, weight))


@cache
def _face(px: int, weight: int) -> QFont:
    made = QFont(FAMILY)
    made.setPixelSize(px)
    made.setWeight(QFont.Weight(weight))
    made.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return made


def set_ground(widget: QWidget, role: str) -> None:
    """Fill a container with a background role: ``window`` or ``surface``."""
    widget.setProperty("ground", role)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


def set_tone(widget: QWidget, tone: str) -> None:
    """Colour a label by a tone and repaint it."""
    if widget.property("tone") == tone:
        return
    widget.setProperty("tone", tone)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # else its first show does it
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def palette(theme: Theme) -> QPalette:
    """The explicit palette; Fusion draws what the style sheet leaves alone from it."""
    roles = QPalette.ColorRole
    made = QPalette()
    for role, tone in (
        (roles.Window, "window"),
        (roles.WindowText, "text"),
        (roles.Base, "surface"),
        (roles.AlternateBase, "alternate"),
        (roles.Text, "text"),
        (roles.Button, "surface"),
        (roles.ButtonText, "text"),
        (roles.BrightText, "broken"),
        (roles.Highlight, "selection"),
        (roles.HighlightedText, "text"),
        (roles.Link, "accent"),
        (roles.LinkVisited, "accent"),
        (roles.PlaceholderText, "muted"),
        (roles.ToolTipBase, "surface"),
        (roles.ToolTipText, "text"),
        (roles.Mid, "edge"),
        (roles.Dark, "edge"),
        (roles.Light, "surface"),
        (roles.Midlight, "hairline"),
        (roles.Shadow, "edge"),
        (roles.Accent, "accent"),
    ):
        made.setColor(role, theme.color(tone))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, theme.color("muted"))
    return made
