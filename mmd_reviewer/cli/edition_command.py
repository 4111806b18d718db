"""`editions`: those of the store; replay a draft, announce, write the letters, publish, impact (rule B8)."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from mmd_reviewer.bootstrap import open_desk
from mmd_reviewer.cli.answers import Answer
from mmd_reviewer.cli.windows import Windows
from mmd_reviewer.domain.decision import outcome_in_words
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.period import count
from mmd_reviewer.readers.bounded import read_bounded
from mmd_reviewer.services import edition
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.settings import Choices


def editions(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    """Without an action: the editions of the store."""
    desk = open_desk(choices)
    run = {"announce": _announce, "letters": _letters, "publish": _publish, "impact": _impact, "replay": _replay}
    return run[options.action](options, desk) if options.action else _list(desk)


def _list(desk: Desk) -> Answer:
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
    lines = [f"{row.code:<10} {row.effective}  {row.standing.replace('_', ' '):<10} {row.name}" for row in rows]
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
    text = f"{made.name} is announced for {options.effective}. Next: `editions letters`, dispatch each, then publish."
    return Answer({"code": made.code, "effective": options.effective.isoformat()}, text)


def _letters(options: argparse.Namespace, desk: Desk) -> Answer:
    issued = [row.record.number for row in edition.issue_letters(desk)]
    text = f"{count(len(issued), 'letter')} issued: {', '.join(issued)}. Print them with `print-batch`."
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
    return Answer([asdict(row) for row in rows], "\n".join(lines) or "No active exemption is concerned.")


def _replay(options: argparse.Namespace, desk: Desk) -> Answer:
    _needed(options, "what")
    path = Path(options.what)
    content = read_bounded(path)
    rows = edition.replay(desk, content, path.name)
    data = [
        {"case": row.number, "was": row.was, "would_be": row.would_be, "because": list(row.because)} for row in rows
    ]
    lines = []
    for row in rows:
        was, would_be = outcome_in_words(row.was), outcome_in_words(row.would_be).lower()
        lines.append(f"{row.number}  {row.customer}: {row.title}")
        lines.append(f"  {was}, would be {would_be}: {' '.join(row.because)}")
    return Answer(data, "\n".join(lines) or "No past decision would be another one.")
