"""The words that timelines are made of, in English, German and French (rule A3)."""

from __future__ import annotations

from mmd_reviewer.domain.period import MONTHS


def _words(text: str) -> list[str]:
    return text.split()


_ONES = _words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_GERMAN = _words(
    "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn "
    "siebzehn achtzehn neunzehn"
)
_FRENCH = _words("zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize")
_GERMAN_TENS = _words("zwanzig dreissig vierzig fünfzig sechzig siebzig achtzig neunzig")
_FRENCH_TENS = _words("vingt trente quarante cinquante soixante")
ONES = {
    **{word: n for n, word in enumerate(_GERMAN)},
    **{word: n for n, word in enumerate(_FRENCH)},
    **{word: n for n, word in enumerate(_ONES)},
    **{  # vierundzwanzig
        f"{'ein' if ones == 1 else _GERMAN[ones]}und{word}": tens * 10 + ones
        for tens, word in enumerate(_GERMAN_TENS, 2)
        for ones in range(1, 10)
    },
    "a": 1, "an": 1, "ein": 1, "eine": 1, "einen": 1, "einem": 1, "une": 1,
}  # fmt: skip
ARTICLES = ("a", "an", "ein", "eine", "einen", "einem", "un", "une")
TENS = {word: 10 * (n + 2) for names in (_TENS, _GERMAN_TENS, _FRENCH_TENS) for n, word in enumerate(names)}
DOZENS = {"dozen": 12, "dutzend": 12, "douzaine": 12}
FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
HALF = ("half", "halbes", "halbe", "halben", "halber", "demi")
AND_A_HALF = {"anderthalb": 1.5} | {
    f"{'ein' if n == 1 else _GERMAN[n]}einhalb": n + 0.5 for n in range(1, 10)
}
TIMES = ("x", "×", "*", "times", "mal", "fois")

MONTH_UNITS = {
    **dict.fromkeys(("year", "years", "yr", "yrs", "y", "jahr", "jahre", "jahren", "an", "ans", "année", "années"), 12),
    **dict.fromkeys(("quarter", "quarters", "quartal", "quartale", "trimestre", "trimestres"), 3),
    **dict.fromkeys(
        ("month", "months", "mth", "mths", "mo", "mos", "monat", "monate", "monaten", "monats", "mon", "mois"), 1
    ),
}
DAY_UNITS = {
    **dict.fromkeys(("fortnight", "fortnights"), 14),
    **dict.fromkeys(
        ("week", "weeks", "wk", "wks", "w", "woche", "wochen", "semaine", "semaines"), 7
    ),
    **dict.fromkeys(("day", "days", "d", "tag", "tage", "tagen", "jour", "jours"), 1),
}
SHORT_UNITS = ("y", "w", "d")  # only where a figure stands right before them

_GERMAN_MONTHS = _words(
    "januar februar märz april mai juni juli august september oktober november dezember"
)
_FRENCH_MONTHS = _words(
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
)
MONTH_NAMES = {
    **{word: n + 1 for n, word in enumerate(_GERMAN_MONTHS)},
    **{word: n + 1 for n, word in enumerate(_FRENCH_MONTHS)},
    **{name[:length].casefold(): n + 1 for n, name in enumerate(MONTHS) for length in (3, len(name))},
    "sept": 9, "jänner": 1, "okt": 10, "dez": 12,
}  # fmt: skip
WEEKDAYS = {
    word: n
    for words in (
        "monday tuesday wednesday thursday friday saturday sunday",
        "mon tue wed thu fri sat sun",
        "montag dienstag mittwoch donnerstag freitag samstag sonntag",
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
    )
    for n, word in enumerate(words.split())
}

# An end date follows one of these; a date alone is an end date too.
UNTIL = ("until", "up until", "till", "til", "through", "thru", "to", "ends", "end", "ending", "by", "bis", "zum",
         "jusqu'au",
         "expires", "expiring", "expiry", "up to and including", "end date", "expiry date", "enddatum", "ende",
         "date de fin", "bis einschliesslich", "last day", "jusqu'à", "jusqu'à la", "endet", "läuft bis",
         "gilt bis", "expire", "running until", "with an end date of", "the end date is")  # fmt: skip
END_OF = ("end of", "the end of", "ende", "fin", "fin de", "la fin de", "la fin", "the last day of", "last day of",
          "year-end", "year end", "jahresende")  # fmt: skip
BEFORE_A_DATE = ("on", "at", "the", "zum", "am", "und mit", "and including", "le", "den", "dem", "date",
                 "einschliesslich", ":")  # fmt: skip
START = (
    "from", "starting", "starts", "start", "beginning", "begins", "commencing", "effective", "since", "as of",
    "as from", "ab", "seit", "vom", "von", "à partir du", "dès le", "du", "go-live", "go live", "golive",
    "rollout", "kick-off",
)  # fmt: skip

OPEN_ENDED = (
    "permanent", "permanently", "indefinite", "indefinitely", "unlimited", "forever", "for ever", "open-ended",
    "open ended", "open-end", "open end", "ongoing", "until further notice", "no end date", "no end", "no expiry",
    "no expiration", "no time limit", "without end date", "without an end date", "without end", "without time limit",
    "without a time limit", "without expiry", "unbefristet", "dauerhaft", "auf dauer", "bis auf weiteres",
    "ohne enddatum", "ohne ende", "permanente", "illimité", "illimitée", "durée indéterminée", "à durée indéterminée",
    "jusqu'à nouvel ordre", "sans date de fin", "indéfiniment", "indéterminée", "unbestimmte zeit", "immer",
    "auf unbestimmte zeit", "für immer", "façon permanente", "manière permanente",
)  # fmt: skip
# What follows is the customer's own measure of "open-ended", in free words without numbers.
AS_LONG_AS = ("as long as", "for as long as", "so long as", "for the life of", "for the lifetime of", "solange",
              "so lange", "tant que", "aussi longtemps que")  # fmt: skip

# Words around a period that change nothing of what it says.
FILLERS = frozenset(
    _words(
        "we i us our need needs needed want would like ask asks asking request requests requested require "
        "required requesting it this that the is are be will should shall to for of a an and in-total total "
        "overall please exemption exception approval timeline timeframe duration term time period length pilot "
        "project trial migration transition long wanted valid validity last lasting granted proposed expected "
        "planned use usage initially only just exactly full whole calendar consecutive next coming für die der "
        "das dauer zeitraum laufzeit wir benötigen brauchen bitte insgesamt genau volle vollen pour une durée "
        "période de la le nous avons besoin i my me this can could make grant granting approve give allow temporary "
        "temporarily pls running validity limited hello hi dear hallo bonjour "
        "thanks thank you ok es ist wird sollte soll diese ausnahme "
        "zeitlich befristet befristete auf gültig vorübergehend ich möchten um genehmigen gesamt en pendant durant "
        "valable dérogation exemption demandons demande svp temporaire limitée limité have keep kindly we'd i'd "
        "we'll it's"
    )
)
# What a remark after a comma, a dash or in brackets begins with; one that begins otherwise may change what is said.
INTRODUCING = frozenset(
    _words(
        "to for because as until till while so with by due owing please thanks thank kind best pilot trial contract "
        "regards cheers thx um für weil da bis wenn damit während wegen aufgrund bitte danke mit viele freundliche "
        "beste pour car parce afin jusqu'à pendant merci cordialement s'il svp avec which what the our we this that "
        "is it needed required test temporary migration project pls many"
    )
)
ASKING = frozenset(
    _words(
        "need needs needed want request requests requested require required ask asks asking wanted planned expected"
    )
)
GREETINGS = frozenset(_words("hello hi dear hallo bonjour please bitte temporary temporarily vorübergehend"))
LASTING = frozenset(_words("to should will would it must may can shall"))  # before `last 8 weeks`, which has a length
POLITE = ("could", "can", "may", "would", "können", "könnten", "pouvons", "pourrions")  # a question that asks for it
AFTER_A_LENGTH = (
    "period", "exemption", "exception", "term", "pilot", "trial", "long", "in total", "total", "only", "please",
    "extension", "duration", "project",
)  # fmt: skip
# After a length, in plain politeness.
ENOUGH = (
    "would be fine", "is fine", "is sufficient", "should be sufficient", "is sufficient for us", "lang", "please",
    "bitte", "would be enough", "will be enough", "is enough", "should be enough", "would suffice",
    "would be sufficient", "will do", "genehmigen", "genügen", "reichen", "wären gut", "au total", "gesamt",
    "s'il vous plaît", "merci", "danke", "thanks", "thank you", "thx", "pls", "incl", "inkl", "insgesamt",
)
# After a length: from when it counts, which is the decision (C1).
FROM_APPROVAL = (
    "from approval", "from the approval", "after approval", "after the approval", "from the date of approval",
    "from the day of approval", "from decision", "from the decision", "from the date of the decision",
    "from the date of this decision", "starting with the approval", "upon approval", "once approved",
    "from now", "from now on", "from today", "ab genehmigung", "ab der genehmigung",
)  # fmt: skip
# A remark after a comma, a dash or in brackets must not hold any of these: they change what the period says.
CHANGING = frozenset(
    _words(
        "no not non never none without nor neither cannot if unless or maybe perhaps possibly probably depending "
        "subject otherwise else between either about approximately approx roughly circa ca around almost nearly "
        "least most minimum maximum min max over under above below more less fewer longer shorter up within "
        "before after mid early late beginning start starting every each per once twice weekly monthly yearly "
        "annually quarterly daily ago renew renewal renewable renewed extend extended extension extendable again "
        "another further additional then followed permanent permanently indefinitely forever ongoing unlimited "
        "today tomorrow now yesterday half quarter dozen plus minus nicht kein keine keinen ohne oder falls "
        "mindestens höchstens maximal etwa ungefähr zirka vielleicht mehr weniger länger kürzer über unter pro "
        "jede jeden jedes verlängerbar danach dann pas sans ou si moins plus environ peut-être chaque par nein nope "
        "declined rejected cancelled canceled refused denied recurring recurrent repeating repeatedly rolling "
        "regularly annual jährlich monatlich wöchentlich täglich vierteljährlich jeweils wieder regelmässig mensuel "
        "annuel hebdomadaire annuellement mensuellement mondays tuesdays wednesdays thursdays fridays saturdays "
        "latest earliest bound receipt delivery sundays "
        "weekends weekdays nights montags dienstags mittwochs donnerstags freitags samstags sonntags hours"
    )
)
