"""Tables made together with what they mean; nothing here is shared with the reader."""

from __future__ import annotations

import io
import random
from dataclasses import dataclass, field

import xlsxwriter

Meaning = tuple[
    str, str, str, str, str, str, str
]  # ticket, customer, type, title, requirement, proposal, timeline
HEADINGS = (
    (
        ("Ticket", "Ticket no.", "Case number", "REQUEST ID", "Reference"),
        ("Vorgang", "Ticketnummer", "Aktenzeichen"),
        ("Référence", "Numéro de ticket", "N° de demande"),
    ),
    (
        ("Customer", "Company", "Customer name", "Organisation", " tenant "),
        ("Kunde", "Firma", "Unternehmen", "Kundenname"),
        ("Client", "Société", "Nom du client", "Entreprise"),
    ),
    (
        ("Exemption type", "Type of exemption", "Exception type", "customization_type"),
        ("Ausnahmetyp", "Art der Ausnahme", "AUSNAHMEART"),
        ("Type d'exemption", "Type de dérogation", "Dérogation"),
    ),
    (
        ("Title", "Subject", "Summary", "Short description"),
        ("Titel", "Betreff", "Kurzbeschreibung"),
        ("Titre", "Objet", "Intitulé"),
    ),
    (
        ("Requirement", "Business need", "Business justification", "Why?", "Reason"),
        ("Anforderung", "Begründung", "Geschäftlicher Bedarf", "Geschaeftlicher Bedarf"),
        ("Besoin", "Besoin métier", "Motif", "Exigence"),
    ),
    (
        ("Proposal", "Proposed solution", "Solution wanted", "Requested solution"),
        ("Vorschlag", "Lösung", "Gewünschte Lösung", "Loesung"),
        ("Proposition", "Solution proposée", "Solution souhaitée"),
    ),
    (
        ("Timeline", "How long?", "Duration", "Time frame", "Needed until"),
        ("Zeitraum", "Dauer", "Wie lange", "Befristung"),
        ("Durée", "Délai", "Échéance", "Période"),
    ),
)
WORDS = {
    "western": (
        "Müller Söhne GmbH",
        "Société Générale",
        "Peña y Cía",
        "Møller Sørensen",
        "Contoso",
        "Größe über alles",
        "Fabrikam",
        "l’été à la forêt",
        "Città di Forlì",
        "Åkesson på ö",
    ),
    "cp1250": (
        "Škoda Łódź",
        "Dvořák a synové",
        "Kovačević",
        "Győri Kft.",
        "Żabka Poznań",
        "Bílý kůň",
    ),
    "cp850": ("Müller Söhne", "Größe über", "Société", "Häuser für Öl"),
    "mac-roman": ("Müller Söhne", "Société Générale", "Österreich früh", "Größe und Länge"),
    "cp1251": ("Рога и копыта", "Балтика Логистика", "Завод имени Ленина"),
    "shift-jis": ("東京電機", "株式会社スキャナ", "日本の会社"),
}
TYPES = (
    "Drivers",
    "Policies",
    "Devices",
    "Security agents & VPNs",
    "Digital experience monitoring",
    "Other",
)
TIMES = ("12 months", "6 weeks", "until 30 June 2027", "permanent", "24 months")
PLAIN = (
    "Scan plans",
    "Label printing, two sites",
    "need; now",
    'the "big" one',
    "first line\nsecond line",
    "VPN|client",
    "42",
    "a=b",
    "it's fine",
    "tab\there",
    "=1+1",
    "x",
)
JUNK = (
    ("Exemption requests",),
    ("Report", "Open requests"),
    ("Generated 2026-11-20 by J. Hofer",),
    ("",),
    ("Customer", "Contoso", "Date", "2026-11-20"),
    ("",),
    ("Customer of the month: nobody",),
)
SEPARATORS = (",", ";", "\t", "|")
CHARSETS = (
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-32",
    "cp1252",
    "cp1250",
    "cp850",
    "mac-roman",
    "cp1251",
    "shift-jis",
)
ENDINGS = ("\r\n", "\n", "\r")


@dataclass
class Made:
    """A table's bytes and its meaning.

    `asked`: nobody can tell the encoding; `chosen`: what a person says it is.
    """

    content: bytes
    name: str
    rows: list[Meaning]
    asked: bool = False
    chosen: str = ""
    sheet: str = ""
    what: list[str] = field(default_factory=list)


def made_table(seed: int) -> Made:
    """The table of a seed."""
    draw = random.Random(seed)
    return _workbook(draw) if draw.random() < 0.3 else _csv(draw)


def _meaning(draw: random.Random, number: int, alphabet: str) -> Meaning:
    foreign = WORDS[alphabet]
    ticket = f"MMD-{draw.randrange(10**7):07}-{number:05}"
    words = [draw.choice((*PLAIN, *foreign)) for _ in range(3)]
    return (ticket, draw.choice(foreign), draw.choice(TYPES), *words, draw.choice(TIMES))  # type: ignore[return-value]


def _table(draw: random.Random, alphabet: str) -> tuple[list[list[str]], list[Meaning], list[str]]:
    """Rows with what stands around them, the requests they mean, and what was done to them."""
    language = draw.randrange(3) if alphabet == "western" else 0
    order = draw.sample(range(7), 7)
    headings = [draw.choice(HEADINGS[place][language]) for place in order]
    if draw.random() < 0.3:
        headings = _around(
            draw, order, headings, (language + 1) % 3 if alphabet == "western" else 0
        )
    extras = draw.choice(((), (), ("Cost centre",), ("Category", "State")))
    meanings = [_meaning(draw, number, alphabet) for number in range(draw.randrange(1, 9))]
    rows, what = [], []
    above = draw.choice((0, 0, 1, 2, 4))
    rows += [list(draw.choice(JUNK)) for _ in range(above)]
    rows.append(headings + list(extras))
    again = len(meanings) > 2 and draw.random() < 0.3
    for number, meaning in enumerate(meanings):
        if again and number == 2:
            rows.append(headings + list(extras))
            what.append("headings again")
        if draw.random() < 0.1:
            rows.append([""] * len(headings))
        rows.append([meaning[place] for place in order] + ["Hardware"] * len(extras))
    if draw.random() < 0.3:
        total = draw.choice(
            (
                "Total",
                "Total:",
                "Grand total",
                "Summe",
                "Gesamt",
                "Total: 8",
                "Sous-total",
                "Moyenne",
            )
        )
        rows.append([total, str(len(meanings))] + [""] * (len(headings) - 2))
        what.append("total")
    if draw.random() < 0.2:  # of a customer, as a pivot writes it
        part = {
            0: draw.choice(("Gesamtergebnis", "Toplam", "Average")),
            1: meanings[-1][1],
            6: "24",
        }
        if order[0] not in (1, 6):  # in the first column, whatever it holds
            part[order[0]] = draw.choice(("Gesamtergebnis", "Total", "Summe"))
        rows.append([part.get(place, "") for place in order])
        what.append("subtotal")
    if draw.random() < 0.2:
        rows.append(["Generated by ServiceNow on 2026-11-20"] + [""] * (len(headings) - 1))
        what.append("footer")
    return rows, meanings, [*what, f"{above} above", f"language {language}"]


def _around(draw: random.Random, order: list[int], headings: list[str], second: int) -> list[str]:
    """The headings numbered, in two languages that the file's characters can write,
    as custom fields, with a hint.
    """
    how = draw.randrange(4)
    if how == 0:
        sign = draw.choice(("{}. {}", "{}) {}", "({}) {}", "{} - {}", "Q{}: {}"))
        return [sign.format(number, heading.strip()) for number, heading in enumerate(headings, 1)]
    if how == 1:
        joint = draw.choice((" / ", "/", " – ", " | "))
        other = [draw.choice(HEADINGS[place][second]) for place in order]
        return [
            f"{one.strip().rstrip('?.')}{joint}{two.strip()}"
            for one, two in zip(headings, other, strict=True)
        ]
    if how == 2:
        return [
            "u_" + "_".join(draw.choice(HEADINGS[place][0]).lower().strip(" ?.").split())
            for place in order
        ]
    return [
        f"{heading.strip()} ({draw.choice(('required', 'Pflichtfeld', 'obligatoire'))})"
        for heading in headings
    ]


def _csv(draw: random.Random) -> Made:
    charset = draw.choice(CHARSETS)
    alphabet = (
        charset
        if charset in WORDS
        else draw.choice(list(WORDS))
        if charset.startswith("utf")
        else "western"
    )
    rows, meanings, what = _table(draw, alphabet)
    separator, ending = draw.choice(SEPARATORS), draw.choice(ENDINGS)
    always = draw.random() < 0.2
    lines = [separator.join(_quoted(cell, separator, always) for cell in cells) for cells in rows]
    if draw.random() < 0.15:
        lines.insert(
            0, draw.choice((f"sep={separator}", f'"sep={separator}"', f"SEP = {separator}"))
        )
        what.append(lines[0])
    text = ending.join(lines) + draw.choice(("", ending))
    used = text.encode(charset, "replace") if charset in WORDS else text.encode(charset)
    asked = charset in WORDS and not used.isascii()
    chosen = charset if asked and draw.random() < 0.5 else ""
    return Made(
        used,
        "made.csv",
        meanings,
        asked and not chosen,
        chosen,
        "",
        [charset, repr(separator), *what],
    )


def _quoted(cell: str, separator: str, always: bool) -> str:
    if always or any(sign in cell for sign in (separator, '"', "\n", "\r")):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def _workbook(draw: random.Random) -> Made:
    rows, meanings, what = _table(draw, draw.choice(list(WORDS)))
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    name = draw.choice(("Requests", "Tabelle1", "Anträge 2026", "a&b"))
    before = draw.choice((None, None, "hidden", "cover", "pivot", "Example", "Vorlage"))
    if before:
        sheet = book.add_worksheet(before.replace("hidden", "First"))
        other = {"cover": [["Read me"]], "pivot": [["Customer", "Title"], ["Contoso", "1"]]}.get(
            before
        )
        for number, cells in enumerate(other or _table(draw, "western")[0]):
            for place, cell in enumerate(cells):
                sheet.write_string(number, place, cell)
        if before == "hidden":
            sheet.hide()
        what.append(before)
    sheet = book.add_worksheet(name)
    sheet.activate()
    sheet.set_first_sheet()
    top, left = draw.choice((0, 0, 2)), draw.choice((0, 0, 3))
    for number, cells in enumerate(rows):
        for place, cell in enumerate(cells):
            if cell:
                sheet.write_string(top + number, left + place, cell)
    book.close()
    return Made(target.getvalue(), "made.xlsx", meanings, sheet=name, what=["XLSX", *what])
