"""`editions` of the store, and `desk`, what else letters and dates depend on (rules B8, D3)."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from mmd_reviewer.cli.answers import Answer
from mmd_reviewer.cli.command import arg, command, day
from mmd_reviewer.domain.decision import outcome_in_words
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.period import count
from mmd_reviewer.readers.bounded import read_bounded
from mmd_reviewer.services import desk_settings, edition
from mmd_reviewer.services.desk import Desk

EDITION_ACTIONS = ("replay", "announce", "letters", "publish", "impact")


@command(
    "editions",
    "editions of the key conditions: list, replay FILE, announce FILE, letters, publish FILE, "
    "impact CODE",
    "editions replay draft.json; editions publish edition-4.json --announced 2026-11-23 "
    "--effective 2027-01-01",
    arg("action", nargs="?", choices=("list", *EDITION_ACTIONS), metavar="ACTION"),
    arg("what", nargs="?", metavar="FILE|CODE"),
    arg(
        "--announced",
        type=day,
        default=None,
        metavar="D",
        help="the day of the last letter's dispatch",
    ),
    arg("--effective", type=day, default=None, metavar="D", help="30 days or more after that"),
)
def editions(options: argparse.Namespace, desk: Desk) -> Answer:
    """Without an action: the editions of the store."""
    run = {
        None: _list,
        "list": _list,
        "announce": _announce,
        "letters": _letters,
        "publish": _publish,
        "impact": _impact,
        "replay": _replay,
    }
    return run[options.action](options, desk)


def _list(options: argparse.Namespace, desk: Desk) -> Answer:
    rows, head = edition.known(desk), desk.standing().heads[-1]
    data = [
        {
            "head": head,  # the desk's newest fact, for `--seen`
            "code": row.code,
            "name": row.name,
            "effective": row.effective.isoformat(),
            "announced": row.announced.isoformat() if row.announced else None,
            "standing": row.standing,
        }
        for row in rows
    ]
    lines = [
        f"{row.code:<10} {row.effective}  {row.standing.replace('_', ' '):<10} {row.name}"
        for row in rows
    ]
    return Answer(data, "\n".join(lines))


def _needed(options: argparse.Namespace, name: str) -> None:
    if getattr(options, name) is None:
        word = "a file or an edition" if name == "what" else f"--{name} D"
        raise Refused(f"Name {word}.", "", name)


def _announce(options: argparse.Namespace, desk: Desk) -> Answer:
    _needed(options, "what")
    _needed(options, "effective")
    path = Path(options.what)
    content = read_bounded(path)
    made = edition.announce(desk, content, path.name, options.effective)
    text = (
        f"{made.name} is announced for {options.effective}. Next: `editions letters`, dispatch "
        f"each, then publish."
    )
    return Answer({"code": made.code, "effective": options.effective.isoformat()}, text)


def _letters(options: argparse.Namespace, desk: Desk) -> Answer:
    issued = [row.record.number for row in edition.issue_letters(desk)]
    text = (
        f"{count(len(issued), 'letter')} issued: {', '.join(issued)}. Print them with "
        f"`print-batch`."
    )
    return Answer({"letters": issued}, text)


def _publish(options: argparse.Namespace, desk: Desk) -> Answer:
    for name in ("what", "announced", "effective"):
        _needed(options, name)
    path = Path(options.what)
    content = read_bounded(path)
    made = edition.publish(desk, content, path.name, options.announced, options.effective)
    data = {
        "code": made.code,
        "announced": options.announced.isoformat(),
        "effective": options.effective.isoformat(),
    }
    return Answer(data, f"{made.name} is in force from {options.effective}.")


def _impact(options: argparse.Namespace, desk: Desk) -> Answer:
    _needed(options, "what")
    rows = edition.impact(desk, str(options.what))
    lines = [f"{row.number}  {row.verdict:<9} {row.customer}: {row.what}" for row in rows]
    return Answer(
        [asdict(row) for row in rows], "\n".join(lines) or "No active exemption is concerned."
    )


def _replay(options: argparse.Namespace, desk: Desk) -> Answer:
    _needed(options, "what")
    path = Path(options.what)
    content = read_bounded(path)
    rows = edition.replay(desk, content, path.name)
    data = [
        {"case": row.number, "was": row.was, "would_be": row.would_be, "because": list(row.because)}
        for row in rows
    ]
    lines = []
    for row in rows:
        was, would_be = outcome_in_words(row.was), outcome_in_words(row.would_be).lower()
        lines.append(f"{row.number}  {row.customer}: {row.title}")
        lines.append(f"  {was}, would be {would_be}: {' '.join(row.because)}")
    return Answer(data, "\n".join(lines) or "No past decision would be another one.")


@command(
    "desk",
    "what letters and dates depend on; choose whose holidays are shown",
    "desk --region BE",
    arg("--region", default=None, metavar="R", help="as BE or US-WA; empty for weekends only"),
)
def show_desk(options: argparse.Namespace, desk: Desk) -> Answer:
    """Zone, station, region and edition; with --region the holidays that are shown (D3)."""
    standing = desk.standing()
    if options.region not in (None, standing.region):
        desk_settings.change(desk, {"region": options.region})
        standing = desk.standing()
    edition = desk.edition(desk.today())
    data = {
        "zone": standing.zone,
        "station": standing.station,
        "region": standing.region or None,
        "edition": edition.code,
        "sender": dict(standing.sender),
    }
    lines = [f"Zone {standing.zone}, station {standing.station}, edition {edition.name}."]
    lines.append(
        f"Holidays of {standing.region}."
        if standing.region
        else "No region: weekends only are marked."
    )
    return Answer(data, "\n".join(lines))


COMMANDS = (editions, show_desk)
