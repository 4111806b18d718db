"""Settings of the window: theme, single keys, where to go after a decision."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QApplication, QWidget

from mmd_reviewer.settings import AFTER_DECISION, SIZES, THEMES, Settings
from mmd_reviewer.ui.forms.dialogs import FormDialog
from mmd_reviewer.ui.look.theme import apply_theme, theme_named
from mmd_reviewer.ui.widgets.fields import Combo, Field
from mmd_reviewer.ui.widgets.labels import Label
from mmd_reviewer.ui.widgets.tick import Tick

WORDS = {
    "light": "Light",
    "dark": "Dark",
    "contrast": "High contrast",
    "system": "As the system",
    "next": "The next case",
    "previous": "The previous case",
    "list": "Back to the list",
}


def ask_settings(
    parent: QWidget, settings: Settings, done: Callable[[Settings], object]
) -> FormDialog:
    """Show the settings; the theme is applied when accepted."""
    dialog = FormDialog(parent, "Settings", "Save", name="settingsDialog")
    dialog.keeps_words = False  # nothing of a case
    theme = _combo("settingsTheme", "Theme", THEMES, settings.theme)
    size = _combo("settingsSize", "Size", SIZES, settings.size)
    after = _combo("settingsAfter", "After a letter", AFTER_DECISION, settings.after_decision)
    keys = Tick("Letters alone are commands in lists and the checklist", "settingsSingleKeys")
    keys.setChecked(settings.single_keys)
    dialog.add_row("Theme", theme)
    dialog.add_row("Size", size, Label("Of text and everything else, from the next start", "muted"))
    dialog.add_row("After a letter", after)
    dialog.add_row("Keys", keys)
    folder = Field(
        "settingsBackupFolder",
        "Second place for backups",
        "A stick or a share, caught up when it is there",
    )
    folder.setText(settings.backup_folder)
    dialog.add_row("Backups also in", folder)

    def check() -> Settings:
        return replace(
            settings,
            theme=str(theme.currentData()),
            size=int(size.currentData()),
            after_decision=str(after.currentData()),
            single_keys=keys.isChecked(),
            backup_folder=folder.text().strip(),
        )

    def given(chosen: Settings) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply_theme(app, theme_named(chosen.theme))
        done(chosen)

    return dialog.ask(check, given, theme)


def _combo(
    name: str, label: str, codes: tuple[str, ...] | tuple[int, ...], value: str | int
) -> Combo:
    combo = Combo(name, label)
    for code in codes:
        combo.addItem(f"{code} %" if isinstance(code, int) else WORDS[code], code)
    combo.setCurrentIndex(combo.findData(value))
    return combo
