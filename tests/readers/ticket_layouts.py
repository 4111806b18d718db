"""Tickets as people lay them out, made together with what they mean;
knows nothing of the reader.
"""

import html
import random
from collections.abc import Callable
from dataclasses import dataclass

Words = dict[str, str]
ORDER = ("type", "requirement", "proposal", "timeline")
LABELS: tuple[dict[str, tuple[str, ...]], ...] = (
    {
        "type": (
            "Exemption type",
            "Exemption Type",
            "EXEMPTION TYPE",
            "Exception type",
            "Customization type",
            "Type of exemption",
            "Exemption_type",
        ),
        "requirement": (
            "Requirement",
            "REQUIREMENT",
            "Business requirement",
            "Business need",
            "Requirements",
            "Business justification",
            "Reason",
            "Rationale",
        ),
        "proposal": ("Proposal", "PROPOSAL", "Proposed solution", "Solution"),
        "timeline": (
            "Timeline",
            "TIMELINE",
            "Time line",
            "Time frame",
            "How long",
            "Duration",
            "Period",
            "Validity",
            "Time period",
        ),
    },
    {
        "type": ("Art der Ausnahme", "Ausnahmetyp", "Typ der Ausnahme"),
        "requirement": ("Anforderung", "Geschäftliche Anforderung", "Bedarf", "Grund"),
        "proposal": ("Vorschlag", "Lösungsvorschlag", "Vorgeschlagene Lösung"),
        "timeline": ("Zeitraum", "Dauer", "Laufzeit", "Befristung", "Gültigkeit"),
    },
    {
        "type": ("Type d'exemption", "Type d’exception", "Type de dérogation"),
        "requirement": ("Exigence", "Besoin", "Besoin métier", "Motif"),
        "proposal": ("Proposition", "Solution proposée"),
        "timeline": ("Durée", "Durée souhaitée", "Période", "Délai", "Délai souhaité", "Échéance"),
    },
)
VALUES = {
    "type": (
        "Drivers",
        "Security agents & VPNs",
        "Productivity software",
        "Policies",
        "Devices",
        "Other",
    ),
    "requirement": (
        "scan invoices",
        "The label printers (Zebra ZD420) are not on Windows Update",
        "Users reach the ERP: on site only",
        "R&D needs it - latency < 5 ms",
        "the scanners fail. Solution: none so far",
        "Planer brauchen SAP, täglich",
        "Each scan takes 3 weeks; timeline matters to us",
        "We print 2,000 labels a day = 40 an hour",
        "our proposal was refused last year, the requirement stays",
        "Les postes du site n'impriment plus",
        "The business requires one driver. It is signed",
        "see https://intranet/req?id=4, page 2",
    ),
    "proposal": (
        "vendor driver 4.1",
        "Zebra package by Intune (signed)",
        "Cisco AnyConnect, split tunnel",
        "Treiber 7.2 verteilen",
        "install the agent on 20 devices; duration of the setup: one hour",
        "Paquet signé, déployé par Intune",
        "Step one: pilot. Step two: all sites",
        "use the tool - no admin rights",
        "Adobe Creative Cloud",
    ),
    "timeline": (
        "12 months",
        "6 weeks",
        "until 30 June 2027",
        "permanent",
        "2 years",
        "18 Monate",
        "90 days",
    ),
}
CLEAN = {
    "requirement": ("scan invoices", "print labels in the warehouse", "reach the ERP from home"),
    "proposal": ("vendor driver", "the package of the vendor", "one client for all sites"),
}
GREETINGS = (
    "",
    "",
    "Hello,",
    "Hi team,\nwe need an exemption, please see below.",
    "Guten Tag,",
    "Bonjour,",
    "Dear MMD team,\n\nthis is about our scanners; timeline and proposal stand below.",
)
SIGNATURES = (
    "",
    "",
    "",
    "Kind regards\nJana Hofer",
    "Best regards,\nJana Hofer\nTimeline GmbH\nTel. +43 1 234567",
    "Thanks!\nJana",
    "Mit freundlichen Grüßen\nJana Hofer\nDiese E-Mail ist vertraulich.",
    "Cordialement\nJana Hofer",
    "--\nJana Hofer\nIT",
    "-- \nJana\nSolution: Design AG",
    "Viele Grüße, Jana",
    "Thank you in advance,\nJ. Hofer",
    "Jana Hofer\n+43 1 234567 89",
    "Please let me know if you need anything else.\n\nRegards\nJana",
    "Merci d’avance\nJana\nhttps://contoso.com",
    "Many thanks in advance",
    "Many thanks in advance for your help!\nJana",
    "Vielen Dank",
    "Vielen lieben Dank!",
    "Vielen Dank im Voraus und beste Grüße\nJana",
    "Vielen Dank für Ihre Unterstützung.",
    "Merci d'avance",
    "Merci d’avance pour votre aide.",
    "Je vous remercie par avance.",
    "Un grand merci\nJana",
    "Thanks a lot!",
    "Thank you very much for considering this request.",
    "Much appreciated,\nJana",
    "Bonne journée,\nJana",
    "Thanks again, Jana",
    "We really appreciate your help.",
    "Tausend Dank!",
    "En vous remerciant par avance,",
    "Have a nice day!",
    "Schönen Tag noch",
    "Wir bedanken uns im Voraus.",
    "Outlook für iOS beziehen",
)
OLD = "Exemption type: Policies\nRequirement: old text\nProposal: old way\nTimeline: 6 months"
QUOTES = (
    "",
    "",
    "",
    "",
    "From: MMD Operations\nSent: Monday\nTo: Jana\nSubject: RE: request\n\n" + OLD,
    "-----Original Message-----\nFrom: Ops\n" + OLD,
    "On Mon, 2 Nov 2026 at 10:00, Ops <ops@x.com> wrote:\n" + OLD,
    "\n".join(f"> {line}" for line in OLD.split("\n")),
    "Am 02.11.2026 um 10:00 schrieb Ops <ops@x.com>:\n\n" + OLD,
    "Le lun. 2 nov. 2026 à 10:00, Ops a écrit :\n" + OLD,
    "Von: Ops\nGesendet: Montag\nAn: Jana\nBetreff: AW\n\n" + OLD,
    "________________________________\nDe : Ops\nEnvoyé : lundi\nÀ : Jana\nObjet : RE\n\n" + OLD,
    "Begin forwarded message:\n\nFrom: Ops <ops@x.com>\nSubject: Re\nDate: Monday\nTo: Jana\n\n"
    + OLD,
    "Anfang der weitergeleiteten Nachricht:\n\nVon: Ops\nBetreff: Re\n\n" + OLD,
    "Original Message:\n" + OLD,
    "Début du message réexpédié :\n\nDe: Ops\nObjet: Re\n\n" + OLD,
    "Weitergeleitete Nachricht\n" + OLD,
    "On Mon, 2 Nov 2026 at 10:00, Operations of Managed Desktop\n<ops@x.com> wrote:\n> "
    + OLD.replace("\n", "\n> "),
)


@dataclass(frozen=True)
class Ticket:
    """A text and what it says of each detail; whoever reads it finds all of it without guessing."""

    layout: str
    text: str
    means: Words


Layout = Callable[[random.Random, dict[str, str], Words, list[str]], str]


def _lines(mark: Callable[[int], str], sign: str, between: str = "\n") -> Layout:
    def made(draw: random.Random, labels: dict[str, str], words: Words, order: list[str]) -> str:
        return between.join(
            f"{mark(at)}{labels[name]}{sign}{words[name]}" for at, name in enumerate(order)
        )

    return made


def _below(mark: Callable[[int], str], after: str = "", between: str = "\n\n") -> Layout:
    def made(draw: random.Random, labels: dict[str, str], words: Words, order: list[str]) -> str:
        return between.join(
            f"{mark(at)}{labels[name]}{after}\n{words[name]}" for at, name in enumerate(order)
        )

    return made


def _run(mark: Callable[[int], str], sign: str, between: str) -> Layout:
    return _lines(mark, sign, between)


def _pipes(draw: random.Random, labels: dict[str, str], words: Words, order: list[str]) -> str:
    head = "| Detail | Text |\n|---|---|\n" if draw.random() < 0.5 else ""
    return head + "\n".join(f"| {labels[name]} | {words[name]} |" for name in order)


def _head(draw: random.Random, labels: dict[str, str], words: Words, order: list[str]) -> str:
    rule = "|---" * len(order) + "|\n" if draw.random() < 0.7 else ""
    row = [words[name] for name in order]
    return f"| {' | '.join(labels[name] for name in order)} |\n{rule}| {' | '.join(row)} |"


def _small(draw: random.Random, labels: dict[str, str], words: Words, order: list[str]) -> str:
    """All but the first in small letters, or one of the others."""
    small = draw.choice((order[1:], [draw.choice(order[1:])]))
    return "\n".join(
        f"{labels[name].lower() if name in small else labels[name]}: {words[name]}"
        for name in order
    )


def _rows(number: Callable[[int], str], edge: str) -> Layout:
    def made(draw: random.Random, labels: dict[str, str], words: Words, order: list[str]) -> str:
        rows = (f"{number(at)} | {labels[name]} | {words[name]}" for at, name in enumerate(order))
        return "\n".join(f"{edge} {row} {edge}".strip() for row in rows)

    return made


def _tabbed_head(
    draw: random.Random, labels: dict[str, str], words: Words, order: list[str]
) -> str:
    return (
        "\t".join(labels[name] for name in order) + "\n" + "\t".join(words[name] for name in order)
    )


def _each(opening: str, middle: str, closing: str, around: tuple[str, str] = ("", "")) -> Layout:
    def made(draw: random.Random, labels: dict[str, str], words: Words, order: list[str]) -> str:
        rows = (
            f"{opening}{labels[name]}{middle}{html.escape(words[name], quote=False)}{closing}"
            for name in order
        )
        return around[0] + "".join(rows) + around[1]

    return made


def _html_head(draw: random.Random, labels: dict[str, str], words: Words, order: list[str]) -> str:
    head = "".join(f"<th><p>{labels[name]}</p></th>" for name in order)
    row = "".join(f"<td>{html.escape(words[name], quote=False)}</td>" for name in order)
    return f"<table><tr>{head}</tr>\n<tr>{row}</tr></table>"


def _none(at: int) -> str:
    return ""


def _letter(at: int) -> str:
    return f"{'abcd'[at]}) "


def _number(at: int) -> str:
    return f"{at + 1}. "


ROMAN = ("i.", "ii.", "iii.", "iv.")
PLAIN: dict[str, Layout] = {
    "colon": _lines(_none, ": "),
    "colon, empty lines": _lines(_none, ": ", "\n\n"),
    "equals": _lines(_none, " = "),
    "dash": _lines(_none, " - "),
    "long dash": _lines(_none, " – "),
    "arrow": _lines(_none, " → "),
    "ascii arrow": _lines(_none, " -> "),
    "tab": _lines(_none, "\t"),
    "NBSP": _lines(_none, "\u00a0: "),
    "wide colon": _lines(_none, "："),
    "numbers": _lines(_number, ": "),
    "letters": _lines(_letter, ": "),
    "brackets": _lines(lambda at: f"({at + 1}) ", ": "),
    "Roman": _lines(lambda at: f"{ROMAN[at]} ", ": "),
    "capital letters": _lines(lambda at: f"{'ABCD'[at]}. ", ": "),
    "bullets": _lines(lambda at: "- ", ": "),
    "stars": _lines(lambda at: "* ", ": "),
    "dots": _lines(lambda at: "• ", ": "),
    "o": _lines(lambda at: "o ", ": "),
    "Word bullets": _lines(lambda at: "\uf0b7 ", ": "),
    "bold": _lines(lambda at: "**", ":** "),
    "bold alone": _lines(lambda at: "**", "** "),
    "comma": _lines(lambda at: "", ","),
    "bold dash": _lines(lambda at: "**", "** - "),
    "below": _below(_none),
    "below, colon": _below(_none, ":"),
    "below, close": _below(_none, ":", "\n"),
    "headings": _below(lambda at: "## "),
    "numbers below": _below(_number),
    "bold below": _below(lambda at: "**", "**"),
    "hint": _lines(_none, " (see the guide): "),
    "pipes": _pipes,
    "pictures": _lines(lambda at: "\U0001f539 ", ": "),
    "keycaps": _lines(lambda at: f"{at + 1}\ufe0f\u20e3 ", ": "),
    "ticks": _lines(lambda at: "✅ ", ": "),
    "list in a list": _lines(lambda at: f"1.{at + 1} ", ": "),
    "boxes": _lines(lambda at: "[x] ", ": "),
    "two names": _lines(_none, " / details: "),
    "italic": _lines(lambda at: "_", "_: "),
    "fat arrow": _lines(_none, " => "),
    "long arrow": _lines(_none, " --> "),
    "heavy arrow": _lines(_none, " ➡ "),
    "dots before": _lines(_none, " ....... "),
    "becomes": _lines(_none, " := "),
    "colon, dash": _lines(_none, ": - "),
    "numbered rows": _rows(lambda at: f"{at + 1}", "|"),
    "rows of a list": _rows(lambda at: f"{at + 1}.", ""),
    "lettered rows": _rows(lambda at: f"{'abcd'[at]})", "|"),
    "small letters": _small,
    "tabs and numbers": _lines(lambda at: f"{at + 1}\t", "\t"),
    "head": _head,
    "tabbed head": _tabbed_head,
    "indented": _lines(lambda at: "    ", ": "),
}
RUNS: dict[str, Layout] = {
    "stars run together": _run(lambda at: "* ", ": ", " "),
    "numbers run together": _run(_number, ": ", " "),
    "dots run together": _run(lambda at: "• ", ": ", " "),
    "bars between": _run(_none, ": ", " | "),
    "letters run together": _run(_letter, ": ", " "),
    "sentences": _run(_none, ": ", ". "),
    "slashes": _run(_none, ": ", " / "),
    "dashes between": _run(_none, ": ", " - "),
    "bold run together": _run(lambda at: "**", ":** ", " "),
    "tabs between": _run(_none, ": ", "\t"),
    "semicolons": _run(_none, ": ", "; "),
    "commas": _run(_none, ": ", ", "),
    "nothing between": _run(_none, ": ", " "),
}
MARKUP: dict[str, Layout] = {
    "p": _each("<p>", ": ", "</p>"),
    "p bold alone": _each("<p><b>", "</b> ", "</p>"),
    "underlined": _each("<u>", "</u> ", "<br>"),
    "p bold": _each("<p><strong>", ":</strong> ", "</p>"),
    "div": _each("<div>", ": ", "</div>"),
    "br": _each("", ": ", "<br>", ("<p>", "</p>")),
    "li": _each("<li>", ": ", "</li>", ("<ul>", "</ul>")),
    "ol b": _each("<li><b>", "</b>: ", "</li>", ("<ol>", "</ol>")),
    "table": _each("<tr><td>", "</td><td>", "</td></tr>", ("<table>", "</table>")),
    "table of Word": _each(
        "<tr>\n<td><p>", "</p></td>\n<td><p>", "</p></td></tr>", ("<table>", "</table>")
    ),
    "h3": _each("<h3>", "</h3><p>", "</p>"),
    "dl": _each("<dt>", "</dt><dd>", "</dd>", ("<dl>", "</dl>")),
    "head of a table": _html_head,
    "typed lines in p": _each("", ": ", "\n", ("<p>", "</p>")),
}


def _unsplit(draw: random.Random) -> Ticket:
    """Names of the service plan, two or three on a line with nothing or a mark between them."""
    labels = draw.choice(
        (
            ("Exemption type", "Requirement", "Proposal", "Timeline"),
            ("Ausnahmetyp", "Anforderung", "Vorschlag", "Zeitraum"),
        )
    )
    second = draw.randrange(1, 4)
    words = {name: draw.choice(texts) for name, texts in {**VALUES, **CLEAN}.items()}
    parts = [f"{label}: {words[name]}" for label, name in zip(labels, ORDER, strict=True)]
    joint = draw.choice((" ", "  ", ", ", "; ", ". ", " - ", " / "))
    text = joint.join(parts[:second]) + "\n" + joint.join(parts[second:])
    return Ticket(f"unsplit by {joint!r}", text, words)


def ticket(seed: int) -> Ticket:
    """One ticket of that number, always the same."""
    draw = random.Random(seed)
    if seed % 12 == 7:
        return _unsplit(draw)
    family = draw.choices((PLAIN, RUNS, MARKUP), (6, 2, 3))[0]
    layout = draw.choice(list(family))
    words = {name: draw.choice(texts) for name, texts in VALUES.items()}
    if family is RUNS or "head" in layout:
        words |= {name: draw.choice(texts) for name, texts in CLEAN.items()}
    chosen = draw.choice(LABELS[:1] * 3 + LABELS)
    labels = {name: draw.choice(forms) for name, forms in chosen.items()}
    order = list(ORDER)
    if draw.random() < 0.4:
        draw.shuffle(order)
    if family is not RUNS and draw.random() < 0.15:
        words.pop(order.pop(draw.randrange(4)))
    text = family[layout](draw, labels, words, order)
    gap = "\n\n"
    parts = [draw.choice(GREETINGS), text, draw.choice(SIGNATURES), draw.choice(QUOTES)]
    struck = ""
    if family is MARKUP:
        parts = [parts[0], text, parts[2], parts[3]]
        inner = [
            f"<p>{html.escape(part, quote=False).replace(chr(10), '<br>')}</p>"
            if part and part != text
            else part
            for part in parts
        ]
        whole = "".join(inner)
        if "timeline" in words and draw.random() < 0.15:
            struck = "s"
            whole = whole.replace(f"{words['timeline']}<", f"<s>36 months</s> {words['timeline']}<")
        if draw.random() < 0.1:
            whole = html.escape(whole, quote=False)
    else:
        whole = gap.join(part for part in parts if part)
        if draw.random() < 0.1:
            whole = html.escape(whole, quote=False)
        whole = whole.replace("\n", draw.choice(("\n", "\n", "\r\n")))
    return Ticket(f"{layout}{' struck' if struck else ''}", whole, words)


# A person would ask here too; whatever is read has to be what was meant.
TRAPS: tuple[tuple[str, Words], ...] = (
    ("Requirement,proposal and timeline are attached.", {}),
    ("Requirement,proposal,timeline,type\nPrint,HP,6 months,Drivers", {}),
    ("**Timeline** of the project is open.\n\n**Proposal** as discussed.", {}),
    ("We have a\nsolution: the driver. The duration: 3 weeks a scan.", {}),
    (
        "Exemption type: Drivers\nRequirement: users need a\nsolution: none exists\nProposal: "
        "vendor driver",
        {
            "type": "Drivers",
            "requirement": "users need a solution: none exists",
            "proposal": "vendor driver",
        },
    ),
    ("Please state exemption type, requirement, proposal and timeline: thank you", {}),
    ("We need Adobe.", {}),
    (
        "Exemption type: Drivers\nRequirement: the scanners fail. Solution: none so "
        "far.\nTimeline: 12 months",
        {
            "type": "Drivers",
            "requirement": "the scanners fail. Solution: none so far.",
            "timeline": "12 months",
        },
    ),
    (
        "Exemption type: Drivers\nTimeline: 12 months\nRegards\nJana\nProposal: Design AG",
        {"type": "Drivers", "timeline": "12 months"},
    ),
    ("Timeline\nof our project: unknown. Requirement\nis high", {}),
    ("> Timeline: 6 months\nfor us 12 months", {}),
    (
        "The proposal: they said no. In their requirement: nothing.",
        {"proposal": "they said no. In their requirement: nothing."},
    ),
    (
        "Requirement: we told them our\nproposal: they said no\nTimeline: 12 months",
        {"requirement": "we told them our\nproposal: they said no", "timeline": "12 months"},
    ),
    (
        "Exemption type: Drivers\nRequirement: without the\nsolution: nothing works\nTimeline: 12 "
        "months",
        {
            "type": "Drivers",
            "requirement": "without the\nsolution: nothing works",
            "timeline": "12 months",
        },
    ),
    (
        "Ausnahmetyp: Drivers\nAnforderung: es gibt keine\nLösung: der Hersteller "
        "schweigt\nZeitraum: 12 Monate",
        {
            "type": "Drivers",
            "requirement": "es gibt keine\nLösung: der Hersteller schweigt",
            "timeline": "12 Monate",
        },
    ),
    (
        "Type d'exemption : Drivers\nExigence : nous n'avons pas de\nsolution : rien\nDurée : 12 "
        "mois",
        {
            "type": "Drivers",
            "requirement": "nous n'avons pas de\nsolution : rien",
            "timeline": "12 mois",
        },
    ),
    (
        "Requirement: our Proposal: refused\nTimeline: 12 months",
        {"requirement": "our Proposal: refused", "timeline": "12 months"},
    ),
    (
        "Requirement: see the Timeline: it is short",
        {"requirement": "see the Timeline: it is short"},
    ),
    ("Timeline: 12 months Requirement: print", {"timeline": "12 months Requirement: print"}),
    ("Requirement: print labels proposal: none", {"requirement": "print labels proposal: none"}),
    ("We ask: Requirement: print labels Proposal: vendor driver", {}),
    (
        "Exemption type: Drivers\nTimeline > 12 months",
        {"type": "Drivers", "timeline": "> 12 months"},
    ),
    (
        "Timeline: 12 months\nRequirement: thanks to the scanners\nMerci de nous aider: elle est "
        "morte",
        {
            "timeline": "12 months",
            "requirement": "thanks to the scanners\nMerci de nous aider: elle est morte",
        },
    ),
    (
        "Timeline: 12 months\nRequirement: print\nKindly install the driver\nDank der Treiber geht "
        "es",
        {
            "timeline": "12 months",
            "requirement": "print\nKindly install the driver\nDank der Treiber geht es",
        },
    ),
    (
        "Exemption type: Drivers\nRequirement: print\nProposal: open\nDevices > Printers\nTimeline "
        ">= 12 months",
        {
            "type": "Drivers",
            "requirement": "print",
            "proposal": "open\nDevices > Printers",
            "timeline": ">= 12 months",
        },
    ),
    (
        "Exemption type: Drivers\nRequirement: it fails as every\nsolution: so far\nTimeline: 12 "
        "months",
        {
            "type": "Drivers",
            "requirement": "it fails as every\nsolution: so far",
            "timeline": "12 months",
        },
    ),
    (
        "Requirement: print with version 4.1. Proposal: driver 7.2. Timeline: 12 months",
        {
            "requirement": "print with version 4.1",
            "proposal": "driver 7.2",
            "timeline": "12 months",
        },
    ),
)
