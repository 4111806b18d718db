"""Absence: for some days all of one reviewer's work counts as another's."""

from __future__ import annotations

import argparse

from mmd_reviewer.cli.answers import Answer
from mmd_reviewer.cli.command import arg, command, day
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.services import absence as absences
from mmd_reviewer.services.desk import Desk


@command(
    "absence",
    "who is away and who stands in; without NAME those that hold or are to come",
    'absence "Ines Moreau" --by "Petra Novak" --from 2026-11-30 --to 2026-12-04',
    arg("name", nargs="?", default="", metavar="NAME", help="who is away"),
    arg("--by", default="", metavar="NAME", help="who stands in"),
    arg("--from", dest="first", type=day, metavar="D", help="the first day; else today"),
    arg("--to", dest="last", type=day, metavar="D", help="the last day"),
    arg("--note", default="", metavar="TEXT"),
    arg("--end", action="store_true", help="NAME is back: from today on nobody stands in"),
)
def absence(options: argparse.Namespace, desk: Desk) -> Answer:
    """Record an absence, end one, or list them."""
    today = desk.today()
    if options.end and not options.name.strip():
        raise Refused("Name who is back.", "", "name")
    if options.end:
        absences.end(desk, options.name)
    elif options.name:
        if options.last is None:
            raise Refused("Say with --to until when.", "", "to")
        first = options.first or today
        absences.begin(desk, options.name, options.by, first, options.last, options.note)
    rows = [one for one in absences.absences(desk) if one.last >= today]
    data = [
        {
            "who": one.who,
            "by": one.by,
            "from": one.first.isoformat(),
            "to": one.last.isoformat(),
            "note": one.note,
            "holds": one.holds_on(today),
        }
        for one in rows
    ]
    return Answer(data, "\n".join(one.words for one in rows) or "Nobody is away.")


COMMANDS = (absence,)
