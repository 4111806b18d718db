"""Settings of the desk: what each does, and what a person may set it to (rules C1, F1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from mmd_reviewer.domain.desk_facts import DeskRules, DeskSet
from mmd_reviewer.domain.edition import Edition
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.letterhead import PAPERS, address_lines, check_accent, check_paper
from mmd_reviewer.domain.pack import check_station
from mmd_reviewer.domain.request import check_words, one_line

YES, NO = "yes", "no"
NO_YES = ((NO, "No"), (YES, "Yes"))
MOST_DAYS, MOST_MONTHS, MOST_DEVICES = 365, 60, 1_000_000
LETTERS, DATES, SECOND = "Letters", "Dates", "Second assessment"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its name in the terminal, its section, label, and what it does in one line.

    `choices` are (value, word) where only some values can be; `several`: any of them, with commas
    between.
    """

    name: str
    section: str
    label: str
    words: str
    choices: tuple[tuple[str, str], ...] = ()
    several: bool = False


def desk_settings(edition: Edition) -> tuple[Setting, ...]:
    """Those of the store; the exemption types are those of an edition."""
    types = tuple((row.code, row.name) for row in edition.types)
    return (
        Setting("service", LETTERS, "Service", "The name at the head of every letter."),
        Setting("unit", LETTERS, "Unit", "Under that name, and in the signature."),
        Setting("contact", LETTERS, "Contact", "Where a customer answers a letter."),
        Setting("address", LETTERS, "Address", "At the head of letters; a ; parts the lines."),
        Setting("accent", LETTERS, "Colour", "Of the head, as #0F6CBD. Empty: grey."),
        Setting("logo", LETTERS, "Logo", "At the head: the path of a PNG or SVG. Empty: none."),
        Setting(
            "paper",
            LETTERS,
            "Paper",
            "New letters are laid out for it; printers are told at each print.",
            ((PAPERS[0], "A4, 210 × 297 mm"), (PAPERS[1], "US Letter, 8½ × 11 in")),
        ),
        Setting(
            "signature",
            LETTERS,
            "Your signature line",
            "Printed above the unit, under letters that you issue. Empty: no line.",
        ),
        Setting(
            "station", DATES, "Station", "Numbers of new cases begin with it: one to four letters."
        ),
        Setting("zone", DATES, "Time zone", "Says which day today is, as Europe/Brussels."),
        Setting(
            "region",
            DATES,
            "Holidays",
            "Marked in the calendar, nothing moves: BE, DE-BY, US-WA. Empty: weekends only.",
        ),
        Setting(
            "answer_days",
            DATES,
            "Days of silence",
            "So long an answer to a return decided from now on is awaited before it may be closed.",
        ),
        Setting(
            "review_months",
            DATES,
            "Months to a review",
            "So often an approval without an end is looked at again.",
        ),
        Setting(
            "second_types",
            SECOND,
            "For these types",
            "Their decisions are assessed by a second person before the letter.",
            types,
            several=True,
        ),
        Setting(
            "second_devices",
            SECOND,
            "From so many devices",
            "As the request or the decision says. 0: the number never calls for one.",
        ),
        Setting(
            "second_broken",
            SECOND,
            "Against a condition",
            "When an approval goes against a key condition that is broken.",
            NO_YES,
        ),
    )


def desk_values(now: DeskSet, reviewer: str) -> dict[str, str]:
    """What the settings of the desk are, as text by name."""
    rules = now.rules
    return {
        "service": now.sender.get("service", ""),
        "unit": now.sender.get("unit", ""),
        "contact": now.sender.get("contact", ""),
        "address": "; ".join(now.sender.get("address", "").splitlines()),
        "accent": now.sender.get("accent", ""),
        "paper": now.paper,
        "signature": now.signatures.get(reviewer, ""),
        "station": now.station,
        "zone": now.zone,
        "region": now.region,
        "answer_days": str(rules.answer_days),
        "review_months": str(rules.review_months),
        "second_types": ",".join(rules.second_types),
        "second_devices": str(rules.second_devices),
        "second_broken": YES if rules.second_broken else NO,
    }


def own_changed(
    rows: Iterable[Setting], before: Mapping[str, str], wish: Mapping[str, str]
) -> dict[str, str]:
    """Settings of a person with these values; refuses as `desk_changed` does."""
    text = _text(before, wish)
    for row in rows:
        codes = [code for code, _ in row.choices]
        if codes and text[row.name] not in codes:
            raise Refused(f"“{text[row.name]}” is none of {', '.join(codes)}.", "", row.name)
    return text


def _text(before: Mapping[str, str], wish: Mapping[str, str]) -> dict[str, str]:
    for name in wish:
        if name not in before:
            raise Refused(f"“{name}” is no setting: `settings` lists them.", "", "name")
    text = {**before, **{name: one_line(value) for name, value in wish.items()}}
    if text == before:
        raise Refused("The settings are so already.", "", "value")
    for name in wish:
        check_words(text[name], name)
    return text


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beside the settings: is the zone one, and the region; in which pack are we?"""

    zone: bool = True
    region: bool = True
    in_pack: str = ""  # the code of the pack that the store is


def desk_changed(
    now: DeskSet, wish: Mapping[str, str], reviewer: str, edition: Edition, known: Known
) -> DeskSet:
    """The settings with these values; refuses a value without a meaning and one that is there."""
    text = _text(desk_values(now, reviewer), wish)
    for name in ("service", "unit", "contact"):
        if not text[name]:
            raise Refused(f"Letters need a {name}: write one.", "C3", name)
    if not known.zone:
        raise Refused(
            f"“{text['zone']}” is no time zone: write it as Europe/Brussels or UTC.", "F1", "zone"
        )
    if not known.region:
        raise Refused(
            f"No holidays are known of “{text['region']}”: write it as BE or US-WA.", "D3", "region"
        )
    signatures = {**now.signatures, reviewer: text["signature"]}
    return replace(
        now,
        station=check_station(text["station"], now.station, known.in_pack),
        zone=text["zone"],
        region=text["region"],
        sender=_sender(now, text),
        signatures={name: line for name, line in signatures.items() if line},
        rules=_rules(text, edition),
        paper=check_paper(text["paper"]),
    )


def _sender(now: DeskSet, text: Mapping[str, str]) -> dict[str, str]:
    """What letters name as sender; address and colour only where there are some."""
    more = {
        "address": "\n".join(address_lines(text["address"])),
        "accent": check_accent(text["accent"]),
    }
    named = {name: text[name] for name in ("service", "unit", "contact")}
    kept = {name: value for name, value in now.sender.items() if name not in more}
    return {**kept, **named, **{name: value for name, value in more.items() if value}}


def _rules(text: Mapping[str, str], edition: Edition) -> DeskRules:
    codes = [row.code for row in edition.types]
    types = {part.strip() for part in text["second_types"].split(",") if part.strip()}
    unknown = sorted(types - {*codes})
    if unknown:
        raise Refused(
            f"“{unknown[0]}” is no exemption type of {edition.name}: {', '.join(codes)}.",
            "A2",
            "second_types",
        )
    if text["second_broken"] not in (YES, NO):
        raise Refused(f"“{text['second_broken']}” is neither yes nor no.", "", "second_broken")
    return DeskRules(
        _number(text, "answer_days", 1, MOST_DAYS),
        _number(text, "review_months", 1, MOST_MONTHS),
        tuple(code for code in codes if code in types),
        _number(text, "second_devices", 0, MOST_DEVICES),
        text["second_broken"] == YES,
    )


def _number(text: Mapping[str, str], name: str, least: int, most: int) -> int:
    value = text[name]
    if value.isascii() and value.isdigit() and len(value) < 9 and least <= int(value) <= most:
        return int(value)
    raise Refused(f"“{value}” is no whole number from {least} to {most:,}.", "", name)
