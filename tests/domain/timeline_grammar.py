"""Timelines made together with their meaning, by a grammar
that shares nothing with the reader (rule A3).
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from tests.domain.timeline_words import DAYS, GERMAN, LEADS, LIMITS, MONTHS, SPOKEN, TAILS, UNITS


@dataclass(frozen=True)
class Meant:
    """What a phrase means: at most one is given; nothing given: it must not be understood."""

    months: int | None = None
    days: int | None = None
    until: date | None = None
    open_ended: bool = False


Phrase = tuple[str, Meant]


def phrase(rng: random.Random) -> Phrase:
    """One phrase and its meaning, half of them such that nothing may be understood."""
    makers: list[Callable[[random.Random], Phrase]] = [
        _length,
        _length,
        _sum,
        _until,
        _until,
        _open,
        _unclear,
        _unclear,
        _unclear,
        _unclear,
        _started,
    ]
    return rng.choice(makers)(rng)


def _counted(rng: random.Random) -> tuple[str, int, int]:
    """A number with its unit, and the months or days that it comes to."""
    one, many, months, days = UNITS[rng.choice(list(UNITS))]
    # Longer ones are slips of the keyboard
    n = rng.choice([n for n in SPOKEN if n * months <= 1200])
    foreign = one in ("Monat", "Jahr", "Vierteljahr", "Woche", "mois")
    forms = (
        [str(n)]
        if foreign
        else [str(n), str(n), SPOKEN[n], f"{n} ({SPOKEN[n]})", f"{SPOKEN[n]} ({n})"]
    )
    unit = one if n == 1 else many
    joint = rng.choice((" ", " ", "-", "  ")) if one in ("month", "year", "week", "day") else " "
    return f"{rng.choice(forms)}{joint}{unit}", n * months, n * days


def _meant(months: int, days: int) -> Meant:
    return Meant(months=months or None, days=days or None)


def _length(rng: random.Random) -> Phrase:
    halves = {
        "half a year": 6,
        "a year and a half": 18,
        "one and a half years": 18,
        "1.5 years": 18,
        "1,5 Jahre": 18,
        ".5 years": 6,
        "1½ years": 18,
        "2 x 6 months": 12,
        "3 x 4 months": 12,
        "a year": 12,
        "a month": 1,
        "ein Jahr": 12,
        "2y": 24,
        "18mo": 18,
        "a dozen months": 12,
        "12-month": 12,
    }
    if rng.random() < 0.25:
        words = rng.choice(list(halves))
        return _dressed(rng, words, Meant(months=halves[words]))
    words, months, days = _counted(rng)
    return _dressed(rng, words, _meant(months, days))


def _dressed(rng: random.Random, words: str, meant: Meant) -> Phrase:
    whole = f"{rng.choice(LEADS)}{words}{rng.choice(TAILS)}"
    return (whole.upper() if rng.random() < 0.05 else whole), meant


def _sum(rng: random.Random) -> Phrase:
    years, months = rng.randint(1, 3), rng.randint(1, 11)
    joint = rng.choice((" and ", ", ", " ", " plus ", " + "))
    many = "s" if years > 1 else ""
    rest = "s" if months > 1 else ""
    return _dressed(
        rng, f"{years} year{many}{joint}{months} month{rest}", Meant(months=12 * years + months)
    )


def _date(rng: random.Random) -> tuple[str, date]:
    """A date in one of the forms that leave no doubt."""
    day = date(2027, 1, 1) + timedelta(days=rng.randint(0, 1500))
    name, german = MONTHS[day.month - 1], GERMAN[day.month - 1]
    th = {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10 if day.day not in (11, 12, 13) else 0, "th")
    forms = [
        day.isoformat(),
        f"{day.day} {name} {day.year}",
        f"{name} {day.day}, {day.year}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day}{th} of {name} {day.year}",
        f"{day.day}. {german} {day.year}",
        f"{day.day}-{name[:3]}-{day.year}",
        f"{day.day}. {name} {day.year}",
        f"{DAYS[day.weekday()]} {day.day} {name} {day.year}",
        f"{name[:3]}. {day.day}, {day.year}",
        f"{day.day}-{name} {day.year}",
        f"{day.year}/{day.month:02}/{day.day:02}",
    ]
    if day.day > 12:
        forms += [f"{day.day}/{day.month}/{day.year}", f"{day.month}/{day.day}/{day.year}"]
        forms += [f"{day.day}-{day.month:02}-{day.year}", f"{day.month}-{day.day}-{day.year}"]
    return rng.choice(forms), day


def _until(rng: random.Random) -> Phrase:
    words, day = _date(rng)
    leads = (
        "until ",
        "Until ",
        "till ",
        "through ",
        "ends ",
        "by ",
        "",
        "bis ",
        "bis zum ",
        "until and including ",
        "up until ",
        "up to ",
        "bis inkl. ",
        "bis einschl. ",
        "until and incl. ",
        "jusqu'au ",
    )
    if rng.random() < 0.2:
        last = date(day.year + day.month // 12, day.month % 12 + 1, 1) - timedelta(days=1)
        return f"until the end of {MONTHS[day.month - 1]} {day.year}", Meant(until=last)
    tails = (
        "",
        ".",
        ", when the contract ends",
        " please",
        " inclusive",
        " (inkl.)",
        " inclus",
        " svp",
        " 23:59",
        " 17:00:00",
    )
    return f"{rng.choice(leads)}{words}{rng.choice(tails)}", Meant(until=day)


def _open(rng: random.Random) -> Phrase:
    words = rng.choice(
        (
            "permanent",
            "Permanently",
            "indefinitely",
            "open-ended",
            "no end date",
            "until further notice",
            "unlimited",
            "as long as the contract runs",
            "for as long as the printers are in use",
            "unbefristet",
            "Permanent.",
            "permanent, no end date",
            "forever",
            "bis auf weiteres",
            "permanent (the vendor says so)",
            "définitivement",
            "définitif",
            "à titre définitif",
            "kein Enddatum",
            "dauerhafte Ausnahme",
            "sans limite de durée",
            "unbegrenzt",
        )
    )
    return words, Meant(open_ended=True)


def _started(rng: random.Random) -> Phrase:
    words, _day = _date(rng)
    lead = rng.choice(
        (
            "from ",
            "starting ",
            "as of ",
            "effective ",
            "since ",
            "ab ",
            "from ",
            "go-live ",
            "à compter du ",
            "needed on ",
            "for the ",
            "pour le ",
            "benötigt ",
            "we need it ",
        )
    )
    tail = rng.choice(("", "", f" for {_counted(rng)[0]}", f", {_counted(rng)[0]}"))
    return f"{lead}{words}{tail}", Meant()


def _unclear(rng: random.Random) -> Phrase:
    """Negation, range, bound, frequency, vague day, a second number: nothing may be understood."""
    one, other = sorted(rng.sample(range(2, 40), 2))
    unit = rng.choice(("months", "weeks", "years", "days"))
    length, second = _counted(rng)[0], _counted(rng)[0]
    day = _date(rng)[0]
    month, year = rng.choice(MONTHS), rng.randint(2027, 2030)
    return rng.choice(
        (
            f"not {length}",
            f"no {length}",
            f"non-permanent for {length}",
            "not permanent",
            "never permanent",
            f"{one}-{other} {unit}",
            f"{one} to {other} {unit}",
            f"{one} or {other} {unit}",
            f"{one}–{other} {unit}",
            f"{one}~{other} {unit}",
            f"{one}/{other} {unit}",
            f"between {one} and {other} {unit}",
            f"{one} bis {other} {unit}",
            f"at least {length}",
            f"over {length}",
            f"more than {length}",
            f"up to {length}",
            f"max. {length}",
            f"min. {length}",
            f"> {length}",
            f"≥ {length}",
            f"< {length}",
            f"no less than {length}",
            f"{length} or more",
            f"{length} minimum",
            f"within {length}",
            f"{length} ago",
            f"in {length}",
            f"after {length}",
            f"every {length}",
            f"{one} {unit} a year",
            f"once a {unit[:-1]}",
            f"{length} each",
            f"{one} hours per {unit[:-1]}",
            f"mid-{month} {year}",
            f"early {month} {year}",
            f"before {month} {year}",
            f"beginning of {month} {year}",
            f"around {day}",
            f"about {length}",
            f"approx. {length}",
            f"{length} or {second}",
            f"{length}, maybe {second}",
            f"{length} {one}",
            f"{one} x",
            f"{one}",
            f"permanent, or {length}",
            f"permanent until {day}",
            f"{length} until {day}",
            f"until {day} or {length}",
            f"until FY{one}",
            f"end of Q{one % 4 + 1} {year}",
            f"{length}, renewable",
            f"{length} then {second}",
            f"until {one}/{one + 1}",
            "tbd",
            "n/a",
            "soon",
            "see above",
            f"until 3/4/{year}",
            f"31 February {year}",
            f"{length} unless {day}",
            f"{length}?? {one}",
            f"until 3-4-{year}",
            f"{length}, to be confirmed",
            f"{length}, as of go-live",
            f"{length} for the time being",
            f"{day} for testing",
            f"{length}, wenn möglich",
            f"{length} for {second}",
            f"{length}, s'il est accordé",
            f"{length} pour commencer",
            f"{length}, until summer",
            f"{length}, needed by May",
            f"{length}, with an option",
            f"until {day}, excluded",
            "as long as possible",
            f"as long as we use it, at most {second}",
            "pas définitif",
            f"définitif ou {length}",
            f"{length}, {rng.choice(('with', 'mit', 'avec'))} {rng.choice(LIMITS)}",
            f"{length} for testing, production to follow",
            f"until {day} 00:00",
            f"{day} {rng.choice(('22:00Z', '00:00 UTC', '23:30 CET'))}",
        )
    ), Meant()
