"""A window with queue and import over a store with two cases, and a file to import."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pytestqt.qtbot import QtBot

from mmd_reviewer.ui.commands.registry import ActionRegistry
from mmd_reviewer.ui.intake.import_view import ImportView
from mmd_reviewer.ui.widgets.labels import Label
from tests.ui.queue_place import Place, make_place, receive

HEAD = "Ticket no.;Company;Customization;Title;Business need;Solution;How long;Cost centre"
KNOWN = (12, "Fabrikam", "Drivers", "Label printer", "12 months")
OTHER = (19, "Trey Research", "Policies", "Longer screen lock", "until 2028-03-31")


@dataclass
class Importing:
    """A window with queue and import over a store with two cases, and a file."""

    place: Place
    view: ImportView
    file: Path

    def until(self, check: Callable[[], object]) -> None:
        self.place.until(check)

    def open(self, *more: Path) -> None:
        self.view.open_files([str(path) for path in (self.file, *more)])
        self.until(lambda: self.view.list.current_row == 0 and self.view.import_button.isEnabled())

    @property
    def results(self) -> list[tuple[str, str]]:
        model = self.view.model
        cells = [model.cell(row, 3) for row in range(model.rowCount())]
        return [(cell.primary, cell.second_line()) for cell in cells]

    def words(self) -> list[str]:
        return [label.text() for label in self.view.pane.findChildren(Label)]


def line(
    ticket: str, customer: str, type_words: str, title: str, proposal: str, timeline: str
) -> str:
    return (
        f"{ticket};{customer};{type_words};{title};Needed for the work.;{proposal};{timeline};CC-77"
    )


@contextmanager
def import_shown(qtbot: QtBot, registry: ActionRegistry, folder: Path) -> Iterator[Importing]:
    """Rows that are new, known, amending, refused and incomplete, not read yet."""
    place = make_place(qtbot, registry, folder, ())
    receive(place.desk, *KNOWN)
    receive(place.desk, *OTHER)
    view = ImportView(place.reviewing)
    place.window.add_view("import", view, "Import", under="queue")
    rows = [
        HEAD,
        line(
            "MMD-1465203-B7K2M",
            "Alpine",
            "Policies",
            "Screen lock at the desks",
            "Set it.",
            "24 months",
        ),
        line(
            "MMD-1465012-R5V8P",
            "Fabrikam",
            "Drivers",
            "Label printer",
            "Deploy it: Label printer.",
            "12 months",
        ),
        line(
            "MMD-1465019-R5V8P",
            "Trey Research",
            "Policies",
            "Longer screen lock",
            "Deploy it: Longer screen lock.",
            "until 2028-06-30",
        ),
        line("MMD-1465230-P6Y1Z", "", "Drivers", "Wacom driver", "Deploy it.", "12 months"),
        line("MMD-1465240-F2Q7N", "Proseware", "Drivers", "No idea yet", "", ""),
    ]
    file = folder / "requests.csv"
    file.write_text("\n".join(rows), encoding="utf-8")
    yield Importing(place, view, file)
    place.reviewing.work.shutdown()
