"""Packs: taking cases along, merging what was done with them, giving one up."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.pack import ENDING, Pack
from mmd_reviewer.domain.period import count
from mmd_reviewer.packing import check_out, merge_pack
from mmd_reviewer.services import packs
from mmd_reviewer.services.read.merge_words import merge_lines
from mmd_reviewer.services.read.queue_order import numbers_of
from mmd_reviewer.ui.forms.choosing import choose
from mmd_reviewer.ui.forms.dialogs import FormDialog, Missing, ask_text
from mmd_reviewer.ui.forms.file_dialog import ask_file, ask_where
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.reviewing.say import DEED, MessageAction
from mmd_reviewer.ui.widgets.fields import Field
from mmd_reviewer.ui.widgets.labels import Label
from mmd_reviewer.ui.widgets.tick import Tick

SENTENCE = (
    "They stay here too, marked as out. Merge the pack when it is back: what was recorded in it "
    "and what was recorded here come together, and nothing of either is lost."
)
FILTERS = f"Packs (*{ENDING});;All files (*)"
NONE_OUT = "No pack is out."


def ask_checkout(
    reviewing: Reviewing, parent: QWidget, ids: Sequence[int], words: str
) -> FormDialog:
    """Who takes these cases along, or all of them; then where the pack is put."""
    dialog = FormDialog(
        parent, "Take cases along", "Choose where…", name="checkoutDialog", sentence=SENTENCE
    )
    dialog.setProperty("helpPage", "packs")
    to = Field("checkoutTo", "Who takes them", "A reviewer’s name")
    to.setText(reviewing.desk.reviewer)
    whole = Tick("All cases, as a station of its own", "checkoutAll")
    dialog.add_row("Cases", Label(words or "None is chosen", "medium", wrap=True))
    dialog.add_row("Taken by", to)
    dialog.add_row("", whole)
    whole.setChecked(not ids)

    def check() -> object:
        if not (ids or whole.isChecked()):
            return Missing("No case is chosen: mark cases in the queue, or take all.", whole)
        return to.text(), whole.isChecked()

    def where(given: tuple[str, bool]) -> None:
        who, everything = given
        ask_where(
            parent,
            "Put the pack",
            f"{who.strip() or 'pack'} {reviewing.day.isoformat()}{ENDING}",
            lambda path: _check_out(reviewing, () if everything else ids, path, who),
            name="checkoutFile",
            filters=FILTERS,
            ending=ENDING[1:],
        )

    return dialog.ask(check, where, to)


def _check_out(reviewing: Reviewing, ids: Sequence[int], path: Path, to: str) -> None:
    desk, say = reviewing.desk, reviewing.say

    def take(job: Job) -> packs.Packing:
        cases = [desk.case(number) for number in numbers_of(desk.store, ids)]
        return check_out(desk, cases, path, to, job, whole=not ids)

    def said(packed: packs.Packing) -> None:
        say.show_message(DEED, packed.in_words(path), "info")

    reviewing.job("Packing", take, said, stores=True)


def ask_merge(reviewing: Reviewing, parent: QWidget) -> None:
    """Choose a pack; what it would bring is said before anything is recorded."""
    ask_file(
        parent,
        "Merge a pack",
        partial(look_at, reviewing, parent),
        name="mergeFile",
        filters=FILTERS,
    )


def look_at(reviewing: Reviewing, parent: QWidget, path: Path) -> None:
    """Say what the pack would bring."""
    desk = reviewing.desk
    reviewing.job(
        f"Reading {path.name}",
        lambda job: merge_pack(desk, path, job, only_look=True),
        lambda found: _offer(reviewing, parent, path, found),
    )


def _offer(reviewing: Reviewing, parent: QWidget, path: Path, found: packs.Merged) -> None:
    title = f"Merge pack {found.code}" if found.code else "Bring this pack up to date"
    dialog = FormDialog(parent, title, "Merge", name="mergeDialog", sentence=str(path))
    dialog.setProperty("helpPage", "packs")
    dialog.add_row("Brings", Label("\n".join(merge_lines(found)), "body", wrap=True))
    goes_on = Tick("The pack goes on: its cases stay marked as out", "mergeStillOut")
    dialog.add_row("", goes_on)
    dialog.show_row(goes_on, bool(found.code))

    def merge(still_out: bool) -> None:
        desk = reviewing.desk
        reviewing.job(
            f"Merging {path.name}",
            lambda job: merge_pack(desk, path, job, still_out=still_out),
            partial(_said, reviewing),
            stores=True,
        )

    dialog.ask(goes_on.isChecked, merge, dialog.accept_button)


def _said(reviewing: Reviewing, done: packs.Merged) -> None:
    if not done.conflicts:
        words = f"Merged: {count(len(done.merged), 'case')} with something new."
        reviewing.say.show_message(DEED, words, "info")
        return
    first = done.conflicts[0]
    left, wait = count(len(done.conflicts), "case was", "cases were"), "wait"
    wait += "s" if len(done.conflicts) == 1 else ""
    reviewing.say.show_message(
        DEED,
        f"Merged. {left} changed on two sides and {wait} to be settled, {first} first.",
        "amber",
        action=MessageAction(f"Show {first}", lambda: reviewing.case_wanted.emit("case", first)),
    )


def ask_give_up(reviewing: Reviewing, parent: QWidget) -> None:
    """The packs that are out; one that is not coming back is given up."""
    desk = reviewing.desk
    choose = partial(_choose, reviewing, parent)
    reviewing.read("packs out", lambda: packs.packs_out(desk), choose, opens=True)


def _choose(reviewing: Reviewing, parent: QWidget, rows: Sequence[Pack]) -> None:
    if not rows:
        reviewing.say.show_message(DEED, NONE_OUT, "info")
        return
    dialog = choose(
        parent,
        "Packs that are out",
        [(row.code, f"{row.in_words()}: {row.held_in_words()}") for row in rows],
        partial(_ask_why, reviewing, parent),
        accept="Give it up…",
        sentence="Give up a pack that is not coming back. Should it come all the same, merge it.",
        name="packsOut",
    )
    dialog.setProperty("helpPage", "packs")


def _ask_why(reviewing: Reviewing, parent: QWidget, code: str) -> None:
    def give_up(reason: str) -> None:
        desk = reviewing.desk
        reviewing.job(
            f"Giving up pack {code}",
            lambda job: packs.give_up(desk, code, reason),
            lambda _: reviewing.say.show_message(DEED, f"Pack {code} is given up.", "info"),
            stores=True,
        )

    ask_text(parent, f"Give up pack {code}", "Reason", give_up, name="giveUp")
