"""Keys that a person gave to commands: read, refused in words, kept, taken back, printed."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QKeySequence, QPageLayout, QPageSize, QPdfWriter, QTextDocument

from mmd_reviewer.ui.commands.action_spec import typing
from mmd_reviewer.ui.commands.registry import ActionRegistry, SheetRow, key_text
from mmd_reviewer.ui.commands.type_ahead import MODIFIERS

COLUMNS = 3
STYLE = (
    "p { font-size: 9pt; font-weight: bold; } table { font-size: 5.5pt; } "
    "td { padding: 0px 4px; } .place { font-weight: bold; }"
)


def give_keys(registry: ActionRegistry, name: str, words: str) -> str:
    """Give a command the keys in these words, as `Ctrl+Shift+X F3`;
    why it cannot have them, else "".
    """
    keys: dict[str, None] = {}  # each once, in their order
    for word in words.replace(" or ", " ").split():
        sequence = QKeySequence(word)
        key = sequence.toString().replace("Enter", "Return")
        alone = any(sequence == QKeySequence(held) for held in MODIFIERS)
        if not key or alone or sequence.count() != 1:
            return f"“{word}” is no key: write it as Ctrl+Shift+X, Alt+Down, F3 or X."
        if typing(key) and not registry.spec(name).single_key:
            return f"“{word}” alone would act while one types: add Ctrl or Alt."
        keys[key] = None
    for key, *both in registry.set_keys(name, tuple(keys)):
        other = next(one for one in both if one != name)
        return f"{key_text([key])} belongs to “{registry.spec(other).text.rstrip('…')}”."
    return ""


def own_keys(registry: ActionRegistry) -> dict[str, str]:
    """The keys that are not those of the table, to be kept."""
    specs = registry.all_specs()
    return {
        spec.id: " ".join(registry.keys_of(spec.id))
        for spec in specs
        if registry.keys_of(spec.id) != spec.keys
    }


def take_keys(registry: ActionRegistry, kept: Mapping[str, str]) -> None:
    """The keys of the table, but for those that were kept; one that clashes by now is left."""
    registry.reset_keys()
    own = [spec for spec in registry.all_specs() if spec.id in kept]
    for spec in own:  # two that changed places would each find its key with the other
        registry.set_keys(spec.id, ())
    for spec in [spec for spec in own if give_keys(registry, spec.id, kept[spec.id])]:
        registry.set_keys(spec.id, spec.keys)


def keys_page(rows: list[SheetRow]) -> bytes:
    """Every key on one page of A4."""
    lines, scope = [], ""
    for row in rows:
        if row.scope != scope:
            lines.append(f"<tr><td class='place' colspan='2'>{escape(row.scope)}</td></tr>")
        scope = row.scope
        lines.append(f"<tr><td>{escape(row.text)}</td><td>{escape(row.keys)}</td></tr>")
    size = -(-len(lines) // COLUMNS)
    parts = ["".join(lines[place : place + size]) for place in range(0, len(lines), size)]
    cells = "".join(f"<td valign='top'><table>{part}</table></td>" for part in parts)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle("Every key")
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(10, 10, 10, 10), QPageLayout.Unit.Millimeter)
    document = QTextDocument()
    document.setDefaultStyleSheet(STYLE)
    document.setHtml(f"<p>MMD Reviewer: every key</p><table width='100%'><tr>{cells}</tr></table>")
    document.print_(writer)
    del writer
    return bytes(buffer.data().data())
