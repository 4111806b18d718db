"""The labels that people write before the four details,
in English, German and French (rules A1, A2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mmd_reviewer.domain.detail_words import BULLETS

# `~` stands for a blank, a hyphen, an underscore or nothing. First the names that the service plan
# uses, then looser ones: where a text has both, the looser word is text and no label.
_KIND = r"(?:customi[sz]ation|exemption|exception)"
_STRICT = {
    "type": f"{_KIND}~type, type~of~(?:an?~|the~)?{_KIND}, {_KIND}~category, ausnahme[ -]?typ, "
    "ausnahme[ -]?art, (?:art|typ)~der~(?:ausnahme|ausnahmegenehmigung|anpassung), "
    "type~d['’]?~?(?:exemption|exception|une~exemption|une~exception), "
    "type~de~(?:la~)?(?:dérogation|demande), type~de~(?:la~)?personnalisation",
    "requirement": "(?:business~)?requirement, (?:geschäftliche~)?anforderung, exigence",
    "proposal": "(?:your~)?proposal, vorschlag, proposition",
    "timeline": "(?:proposed~|expected~|requested~|required~|desired~|exemption~|exception~)?"
    "time~line, "
    "zeitraum, durée",
}
_LOOSE = {
    "requirement": "(?:business~)?requirements, business~(?:need|needs|case|reason|justification), "
    "(?:geschäftliche~)?anforderungen, geschäftsanforderung(?:en)?, (?:geschäftlicher~)?bedarf, "
    "geschäftliche~begründung, exigences, besoins?(?:~métiers?|~de~l['’]entreprise)?, begründung, "
    "justification(?:~métier|~commerciale)?, reasons?, rationale, motifs?, raisons?, grund, "
    "gründe, "
    "notwendigkeit, needs?, geschäftsbedarf",
    "proposal": "proposals, what~do~you~(?:propose|suggest), "
    "(?:proposed~|requested~|wanted~|desired~)?solution, "
    "lösungsvorschlag, (?:vorgeschlagene~|gewünschte~)?lösung, propositions, "
    "solution~(?:proposée|souhaitée|demandée)",
    "timeline": "(?:proposed~|expected~|requested~|required~)?time~?frame, "
    "(?:for~)?how~long(?:~(?:do|will)~(?:you|we)~need~(?:it|this|the~exemption))?, "
    "validity(?:~period)?, "
    "(?:requested~|expected~|proposed~|exemption~|exception~|time~)?(?:duration|period), laufzeit, "
    "zeitplan, "
    f"duration~of~(?:the~)?{_KIND}, (?:end|expiry|expiration)~date, "
    f"gewünschte[rs]?~(?:zeitraum|dauer), "
    "dauer(?:~der~ausnahme)?, zeitrahmen, (?:für~)?wie~lange, gültigkeit(?:sdauer)?, befristung, "
    "enddatum, "
    "frist, durée~(?:souhaitée|demandée|prévue|de~l['’]exemption), calendrier, date~de~fin, "
    "validité, "
    "(?:période|délai|échéance)(?:~souhaitée?|~demandée?)?, (?:pour~)?combien~de~temps",
}
# Other fields of a ticket: they end a detail and are none.
_OTHER = (
    r"(?:number~of~|affected~|no\.~of~)?(?:devices|users|machines)(?:~affected)?, "
    r"(?:primary~)?contact(?:~person)?, "
    r"request(?:er|or), requested~by, company, customer, organi[sz]ation, severity, priority, "
    r"category, "
    r"sub~?category, (?:business~)?impact, attachments?, start~date, comments?, "
    r"(?:additional|further)~(?:info(?:rmation)?|comments?|notes?), remarks?, notes?, phone, "
    r"e~?mail, department, "
    r"location, site, ticket, title, subject, urgency, "
    r"dringlichkeit, urgence, status, assigned~to, cost~cent(?:er|re), approved~by, approver, "
    r"reference, "
    r"anzahl~(?:der~)?(?:geräte|benutzer|nutzer|anwender), (?:betroffene~)?geräte, "
    r"ansprechpartner(?:in)?, kontakt, "
    r"firma, kunde, abteilung, standort, betreff, titel, priorität, schweregrad, kategorie, "
    r"anlagen?, anhang, "
    r"bemerkung(?:en)?, anmerkung(?:en)?, telefon, kostenstelle, "
    r"nombre~d(?:['’]|e~)(?:appareils|utilisateurs|postes), (?:appareils|utilisateurs|"
    r"postes)(?:~concernés)?, "
    r"demandeur, société, client, service, objet, titre, priorité, gravité, catégorie, "
    r"pièces?~jointes?, remarques?, "
    r"commentaires?, téléphone"
)
OTHER = "other"


def _pattern(form: str) -> str:
    return form.replace("~?", "[ _-]*").replace(
        "~", "[ _-]*" if "type" in form or "time" in form else "[ _-]+"
    )


def _group(name: str, forms: str) -> str:
    return (
        f"(?P<{name}>{'|'.join(map(_pattern, sorted(forms.split(', '), key=len, reverse=True)))})"
    )


_WORDS = "|".join(
    [_group(f"loose_{name}", forms) for name, forms in _LOOSE.items()]
    + [_group(f"strict_{name}", forms) for name, forms in _STRICT.items()]
    + [_group("loose_other", _OTHER)]
)
ENUMERATOR = (
    r"\d{1,2}\.\d{1,2}(?=[ \t])|"
    r"(?:(?:q|nr|no|step|point|item|question|frage|punkt|schritt)\.?[ \t]*)?"
    r"\(?(?:\d{1,2}(?:\.\d{1,2})?|[a-z]|[ivx]{1,4})[ \t]?[.):°º\]][)°º]?|\[[ x\d]?\]|[①-⑳]|"
    r"(?:(?:first|second|third|fourth|final)(?:ly)?|(?:erst|zweit|dritt|viert)ens|"
    r"(?:premièr|deuxièm|troisièm|quatrièm)ement)[,:]|"
    r"\d{1,2}(?:[ \t]*[-–](?=[ \t])|(?=\t))"
)
# arrows, shapes, Word's own bullets
_SYMBOLS = r"\u2190-\u2bff\U0001f300-\U0001faff\ue000-\uf8ff\ufe0f\u20e3"
MARK = (
    rf"(?:(?:[{re.escape(BULLETS)}{_SYMBOLS}_`=]|\d\ufe0f?\u20e3|\|(?=\|)|o(?=[ \t])|"
    rf"{ENUMERATOR})[ \t]*){{0,12}}"
)
_ASKED = (
    r"(?:(?:what(?: is| are|['’]s)|was (?:ist|sind)|wie (?:ist|lautet)|quel(?:le)?s? (?:est|"
    r"sont))[ \t]+)?"
)
_ARTICLE = r"(?:(?:the|our|your|my|die|der|das|unsere?|le|la|les|notre|nos|votre)[ \t]+|l['’])?"
_ALSO = r"[/&][ \t]*[^\W\d_][\w \t]{0,30}?"  # Requirement / business need
_HINT = rf"(?:[ \t]*(?:\(s\)|\([^)\n]{{0,80}}\)|\[[^\]\n]{{0,80}}\]|{_ALSO}))?"
_CLOSERS = r"[*_`]{0,4}"
_STRONG = r"[-–—=]{1,3}>|[→⇒⇨⟶⟹➔➙➜➞➡⮕↦►▶]\ufe0f?|:?=|[:：﹕︰∶]"
_LABEL = (
    rf"(?P<open>{_CLOSERS}){_ASKED}{_ARTICLE}(?P<words>{_WORDS})(?:[ \t]+(?:requested|needed|"
    rf"wanted))?(?![^\W_])"
    rf"{_CLOSERS}{_HINT}{_CLOSERS}[ \t]*"
)
_AT_LINE = re.compile(
    rf"[ \t]*(?P<mark>{MARK})(?P<box>[\[【<])?{_LABEL}"
    rf"(?(box)(?P<boxed>[\]】>])[ \t]*(?:{_STRONG})?|"
    rf"(?:(?P<strong>{_STRONG}|[?»]|(?:…|\.{{3,}})[ \t]*:?|(?=[<>≤≥~≈]))|"
    rf"(?P<dash>[-–—]+(?=[ \t]|$)|;)|(?P<tab>\t| {{3}})|"
    rf"(?P<faint>,(?=[^\s,])|(?<=\*\*)[ \t](?=\S))|(?P<alone>$)))"
    rf"{_CLOSERS}(?:[ \t]*[-–—](?=[ \t]))?[ \t]*",
    re.IGNORECASE,
)
_INSIDE = re.compile(
    rf"(?P<box>\[)?{_LABEL.replace(f'|{_ALSO}', '')}(?P<strong>(?(box)\]:?|"
    rf"(?:{_STRONG})))(?!//){_CLOSERS}[ \t]*",
    re.IGNORECASE,
)
_SIGN = re.compile(rf"\]|{_STRONG}")
_WORD = re.compile(r"(?<![\w*_`\[])\[?[*_`]{0,4}[^\W\d_]")
_LONGEST, _MOST_WORDS = 130, 9  # of a label with its hint
SIGNS = ("boxed", "strong", "dash", "tab", "faint", "alone")  # what stands behind a label
_CELL = re.compile(rf"[ \t]*{MARK}{_LABEL}[:：?]?{_CLOSERS}[ \t]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Label:
    """A label in a text: from `start` its mark, from `words` the label itself,
    from `end` what it introduces.
    """

    detail: str
    strict: bool
    start: int
    words: int
    end: int
    mark: str = ""  # the bullet or number before it
    sign: str = ""  # one of SIGNS
    bold: bool = False


def label_of_line(line: str, offset: int = 0) -> Label | None:
    """The label that a line begins with."""
    match = _AT_LINE.match(line)
    if match is None:
        return None
    sign = next(name for name in SIGNS if match[name] is not None)
    label = _made(match, offset, match["mark"].strip() or match["box"] or "", sign)
    if match["strong"] == "":  # Timeline > 12 months, but Devices > Printers
        return label if label.detail == "timeline" else None
    return (
        None
        if label.detail == OTHER and (match["strong"] or match["dash"] or ":")[0] in ".…»;"
        else label
    )


def labels_inside(line: str, offset: int = 0) -> Iterator[Label]:
    """Every place of a line where a label with a colon or an arrow stands, be it one or not."""
    at = 0
    for sign in _SIGN.finditer(line):
        begin = max(at, sign.start() - _LONGEST)
        words = [word.start() for word in _WORD.finditer(line, begin, sign.start())]
        for start in words[-_MOST_WORDS:]:
            match = _INSIDE.match(line, start)
            if match is not None and match.start("strong") == sign.start():
                yield _made(match, offset, "", "strong")
                at = match.end()
                break


def label_of_cell(cell: str) -> str:
    """The detail whose label is the whole cell of a table, or ""."""
    match = _CELL.fullmatch(cell)
    return _made(match, 0, "", "").detail if match else ""


def _made(match: re.Match[str], offset: int, mark: str, sign: str) -> Label:
    name = next(
        name
        for name, words in match.groupdict().items()
        if words is not None and name[:6] in _RANKS
    )
    strength, _, detail = name.partition("_")
    bold = (
        match["open"].startswith("**") or mark.endswith("**") or bool(match.groupdict().get("box"))
    )
    return Label(
        detail,
        strength == "strict",
        offset + match.start(),
        offset + match.start("words"),
        offset + match.end(),
        mark,
        sign,
        bold,
    )


_RANKS = ("loose_", "strict")
