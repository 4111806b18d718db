"""`settings`: what each setting does and is; with a name and a value it is changed."""

from __future__ import annotations

import argparse

from mmd_reviewer import paths
from mmd_reviewer.bootstrap import open_desk
from mmd_reviewer.cli.answers import Answer
from mmd_reviewer.cli.command import arg, without_desk
from mmd_reviewer.cli.windows import Windows
from mmd_reviewer.domain.desk_settings import Setting
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.services import desk_settings
from mmd_reviewer.services.own_settings import OWN, own_values, with_own
from mmd_reviewer.settings import Choices, exists, load, save


@without_desk(
    "settings",
    "the settings, each with what it does; with a name and a value one is changed",
    "settings answer_days 14",
    arg("name", nargs="?", default="", metavar="NAME", help="without one: all of them"),
    arg("value", nargs="?", default=None, metavar="VALUE", help='"" empties it'),
)
def settings(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    """Yours from your file, those that letters and dates depend on from the store."""
    own, wish = {row.name for row in OWN}, {options.name: options.value}
    if options.value is not None and options.name in own:
        save(with_own(load(paths.user_config())[0], wish), paths.user_config())
    elif options.value is not None:
        desk_settings.change(open_desk(choices), wish)
    values = own_values(load(paths.user_config())[0])
    rows = [(row, values[row.name], "you") for row in OWN]
    if options.name not in own and (options.name or exists(choices.store)):
        found = desk_settings.desk_rows(open_desk(choices))
        rows += [(row, value, "store") for row, value in found]
    if options.name:
        rows = [one for one in rows if one[0].name == options.name]
        if not rows:
            raise Refused(f"“{options.name}” is no setting: `settings` lists them.", "", "name")
    lines = [_line(row, value) for row, value, _ in rows]
    data = [
        {
            "name": row.name,
            "value": value,
            "of": of,
            "section": row.section,
            "does": row.words,
            "choices": [code for code, _ in row.choices] or None,
        }
        for row, value, of in rows
    ]
    return Answer(data[0] if options.name else data, "\n".join(lines))


def _line(row: Setting, value: str) -> str:
    return f"{row.name:<15} {value or '-':<24} {row.words}"


COMMANDS = (settings,)
