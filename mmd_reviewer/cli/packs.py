"""Cases on the road: `checkout`, `packs`, `merge`, `settle`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from mmd_reviewer.cli.answers import Answer
from mmd_reviewer.cli.command import NUMBER, arg, cases_named, command, facts_answer, job_of
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.history import tell_of
from mmd_reviewer.domain.pack import ENDING, Pack
from mmd_reviewer.domain.settling import CHOICES, to_settle
from mmd_reviewer.domain.sides import Side
from mmd_reviewer.packing import check_out, merge_pack
from mmd_reviewer.services import packs
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.read.merge_words import merge_lines, read_sides

PARTLY = 1  # the exit code where something is left to settle


@command(
    "checkout",
    "take cases along in a store of their own, a pack, to work on without this one",
    "checkout --out train.mmdpack A-0142 A-0143",
    arg("numbers", nargs="*", metavar="NUMBER"),
    arg("--out", type=Path, required=True, metavar=f"PACK{ENDING}", help="a new file"),
    arg("--all", action="store_true", help="every case: a station of its own"),
    arg("--to", default="", metavar="NAME", help="who takes it; else you"),
)
def checkout(options: argparse.Namespace, desk: Desk) -> Answer:
    """A pack of the cases named, or of all."""
    if options.all and options.numbers:
        raise Refused("Name cases or give --all, not both.", "", "numbers")
    cases = cases_named(desk, options.numbers)
    job = job_of(options, "Packing")
    packed = check_out(desk, cases, options.out, options.to, job, whole=options.all)
    data = {
        "pack": packed.code,
        "file": str(options.out),
        "cases": packed.cases,
        "out_already": packed.already,
    }
    return Answer(data, packed.in_words(options.out))


@command(
    "packs",
    "the packs that are out; with --give-up one that is not coming back",
    "packs --give-up A2 --reason 'the stick is lost'",
    arg("--give-up", default="", metavar="CODE"),
    arg("--reason", default="", metavar="TEXT"),
)
def out(options: argparse.Namespace, desk: Desk) -> Answer:
    """List packs, or give one up."""
    if options.give_up:
        packs.give_up(desk, options.give_up, options.reason)
    rows = packs.packs_out(desk)
    lines = [
        f"{row.in_words()}: {row.held_in_words()}{f' ({named})' if named else ''}"
        for row in rows
        for named in [", ".join(row.numbers)]
    ]
    here = desk.standing().pack
    lines += [f"This is {here.in_words()}."] if here is not None else []
    return Answer([_pack_json(row) for row in rows], "\n".join(lines) or "No pack is out.")


def _pack_json(row: Pack) -> dict[str, Any]:
    return {
        "pack": row.code,
        "to": row.to,
        "on": row.on.isoformat(),
        "cases": None if row.whole else len(row.cases),  # all there are, and all that come
        "numbers": row.numbers,
        "whole": row.whole,
    }


@command(
    "merge",
    "unite what was recorded in a pack with this store; twice changes nothing",
    "merge train.mmdpack",
    arg("pack", type=Path, metavar="PACK", help="a pack of this store; in a pack: the store"),
    arg("--still-out", action="store_true", help="the pack goes on; its cases stay marked"),
    arg("--dry-run", action="store_true", help="say what would come, and record nothing"),
)
def merge(options: argparse.Namespace, desk: Desk) -> Answer:
    """Unite the facts, and say which cases two sides changed."""
    done = merge_pack(
        desk,
        options.pack,
        job_of(options, "Merging"),
        still_out=options.still_out,
        only_look=options.dry_run,
    )
    data = {
        "pack": done.code,
        "merged": done.merged,
        "begun": done.begun,
        "unchanged": done.unchanged,
        "conflicts": done.conflicts,
        "gone": done.gone,
        "facts": done.facts,
        "documents": done.documents,
        "settings": done.settings,
        "one_request": done.one_request,
        "barred": done.barred,
    }
    return Answer(data, "\n".join(merge_lines(done)), PARTLY if done.conflicts else 0)


@command(
    "settle",
    "two sides changed a case apart: look at them, or choose which stands",
    "settle A-0142 --keep one --reason 'The vendor confirmed it by telephone'",
    NUMBER,
    arg("--keep", choices=CHOICES, default="", help="the earlier, the later, or both"),
    arg("--reason", default="", metavar="TEXT", help="why"),
)
def settle(options: argparse.Namespace, desk: Desk) -> Answer:
    """Show both sides, or record the choice."""
    case = desk.case(options.number)
    if options.keep:
        return facts_answer((packs.settle(desk, case, options.keep, options.reason),))
    found, shown = to_settle(case), read_sides(desk, options.number)
    data = {
        "number": case.number,
        "one": _side_json(case, found.one),
        "other": _side_json(case, found.other),
        "choices": {row.kept: {"refused": row.refusal} for row in shown.choices},
        "consequences": shown.consequences,
    }
    lines = [shown.about]
    for name, side in (("One", shown.one), ("Other", shown.other)):
        lines += [f"{name}:", *(f"  {line}" for line in side)]
    lines += [f"--keep {row.kept}: {shown.follows(row.kept)}" for row in shown.choices]
    return Answer(data, "\n".join((*lines, *shown.consequences)))


def _side_json(case: Case, side: Side) -> list[dict[str, str]]:
    return [
        {
            "id": row.id,
            "day": row.day.isoformat(),
            "at": row.at,
            "by": row.by,
            "station": row.station,
            "text": tell_of(case, row),
        }
        for row in side.facts
    ]


COMMANDS = (checkout, out, merge, settle)
