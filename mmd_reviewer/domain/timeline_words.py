"""The words that timelines are made of, in English, German and French (rule A3)."""

from __future__ import annotations

from mmd_reviewer.domain.period import MONTHS


def _words(text: str) -> list[str]:
    return text.split()


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(text.split(", "))


def _pairs(firsts: str, seconds: str) -> tuple[str, ...]:
    return tuple(f"{first} {second}" for first in _phrases(firsts) for second in _phrases(seconds))


_ONES = _words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS = _words("twenty thirty forty fifty sixty seventy eighty ninety")
_GERMAN = _words(
    "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn "
    "fünfzehn sechzehn siebzehn achtzehn neunzehn"
)
_FRENCH = _words(
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
)
_GERMAN_TENS = _words("zwanzig dreissig vierzig fünfzig sechzig siebzig achtzig neunzig")
_FRENCH_TENS = _words("vingt trente quarante cinquante soixante")
ONES = {
    **{word: n for language in (_GERMAN, _FRENCH, _ONES) for n, word in enumerate(language)},
    **{  # vierundzwanzig
        f"{'ein' if ones == 1 else _GERMAN[ones]}und{word}": tens * 10 + ones
        for tens, word in enumerate(_GERMAN_TENS, 2)
        for ones in range(1, 10)
    },
}
ARTICLES = (
    "a",
    "an",
    "ein",
    "eine",
    "einen",
    "einem",
    "einer",
    "eines",
    "un",
    "une",
    "d'un",
    "d'une",
)
MERE_ARTICLES = set(ARTICLES) - {"un"}  # vingt et un
ONES |= dict.fromkeys(ARTICLES, 1)
TENS = {
    word: 10 * (n + 2)
    for names in (_TENS, _GERMAN_TENS, _FRENCH_TENS)
    for n, word in enumerate(names)
}
TENS |= {"septante": 70, "huitante": 80, "nonante": 90}
EIGHTY = ("quatre-vingts", "quatre-vingt", "quatre vingts", "quatre vingt")
DOZENS = {"dozen": 12, "dutzend": 12, "douzaine": 12}
FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
SLASHED = {"1/2": 0.5, "1/4": 0.25, "3/4": 0.75}
ONE_YEAR = ("year", "jahr", "an")
HALF = ("half", "halbes", "halbe", "halben", "halber", "demi")
AND_A_HALF = {"anderthalb": 1.5} | {
    f"{'ein' if n == 1 else _GERMAN[n]}einhalb": n + 0.5 for n in range(1, 10)
}
TIMES = ("x", "×", "*", "times", "mal", "fois")

MONTH_UNITS = {
    **dict.fromkeys(
        _words("year years yr yrs y jahr jahre jahren jahres an ans année années annee annees"), 12
    ),
    **dict.fromkeys(_words("semestre semestres halbjahr halbjahre"), 6),
    **dict.fromkeys(
        _words("quarter quarters quartal quartale vierteljahr vierteljahre trimestre trimestres"), 3
    ),
    "dreivierteljahr": 9,
    **dict.fromkeys(_words("month months mth mths mo mos monat monate monaten monats mon mois"), 1),
}
DAY_UNITS = {
    **dict.fromkeys(("fortnight", "fortnights"), 14),
    **dict.fromkeys(_words("week weeks wk wks w woche wochen semaine semaines"), 7),
    **dict.fromkeys(
        _words("day days d tag tage tagen kalendertag kalendertage kalendertagen jour jours"), 1
    ),
}
AFTER_A_UNIT = _words(
    "calendaires pleins pleines entiers entier entière entières consécutifs consécutives"
)
BEFORE_A_UNIT = _words(
    "calendar full whole consecutive volle vollen ganzes ganze ganzen prochains prochaines"
)
SHORT_UNITS = ("y", "w", "d")  # only where a figure stands right before them

_OTHER_MONTHS = _words(
    "januar februar märz april mai juni juli august september oktober november dezember "
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
)
MONTH_NAMES = {
    **{word: n % 12 + 1 for n, word in enumerate(_OTHER_MONTHS)},
    **{
        name[:length].casefold(): n + 1
        for n, name in enumerate(MONTHS)
        for length in (3, len(name))
    },
    "sept": 9,
    "jänner": 1,
    "okt": 10,
    "dez": 12,
    "maerz": 3,
    "fevrier": 2,
    "aout": 8,
    "decembre": 12,
}
_DAYS = _words(
    "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun montag "
    "dienstag mittwoch "
    "donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi dimanche"
)
WEEKDAYS = {word: n % 7 for n, word in enumerate(_DAYS)}
SHORT_WEEKDAYS = {
    word: n % 7
    for n, word in enumerate(_words("mo di mi do fr sa so lun mardi mer jeu ven sam dim"))
}

# An end date follows one of these; a date alone is an end date too.
UNTIL = _phrases(
    "until, good until, up until, ends by, end by, right up until, till, up till, til, through, "
    "thru, to, up to, ends, end, ending, by, bis, zum, jusqu'au, jusqu'à, jusqu'à la, jusqu'en, "
    "jusqu'a, expires, expiring, expiry, expire, end date, expiry date, expiration date, "
    "expiration, enddatum, ende, date de fin, last day, endet, läuft bis, gilt bis, with an end "
    "date of, the end date is"
)
END_OF = _phrases(
    "end of, the end of, ende, fin, fin de, la fin de, la fin, the last day of, last day of, "
    "year-end, year end, jahresende"
)
OF_THE_END = _phrases(
    ":, am, the, year, month, of, des jahres, des monats, de, l'année, du mois de, du mois d'"
)
# The last day counts (C5), so that these say nothing new.
INCLUSIVE = _phrases(
    "inclusive, included, including, incl, incl., inkl, inkl., inklusive, einschl, einschl., "
    "einschliesslich, inclus, compris, y compris"
)
BEFORE_A_DATE = (
    _phrases("on, at, the, zum, am, mit, und mit, and, le, den, dem, date, :") + INCLUSIVE
)
START = _phrases(
    "from, starting, starts, start, beginning, begins, commencing, effective, since, as of, as "
    "from, ab, seit, vom, "
    "von, à partir du, à compter du, dès le, du, go-live, go live, golive, rollout, kick-off"
)

# Adjectives, whatever their ending, and phrases.
OPEN_STEMS = tuple(
    _words(
        "permanent indefinit unlimited unbefristet unbegrenzt dauerhaft illimit définitif définitiv"
    )
)
OPEN_ENDED = (
    *_phrases(
        "forever, for ever, definitif, definitivement, open-ended, open ended, open-end, open "
        "end, ongoing, perpetual, perpetually, in perpetuity, until further notice, until "
        "revoked, never expires, does not expire, auf dauer, without a time limit, bis auf "
        "weiteres, bis auf widerruf, unbestimmte zeit, immer, non limité, non limitée, "
        "indéfiniment, indéterminée, à durée indéterminée, en permanence, pour toujours, jusqu'à "
        "nouvel ordre, jusqu'à révocation"
    ),
    *_pairs("à titre, façon, manière", "définitif, définitive, permanent, permanente"),
    *_pairs(
        "no, without, without an",
        "end, end date, limit, time limit, expiry, expiry date, expiration date",
    ),
    *_pairs(
        "kein, keine, ohne",
        "ende, enddatum, ablaufdatum, befristung, zeitlimit, zeitliche begrenzung",
    ),
    *_pairs(
        "sans, pas de, aucune",
        "date de fin, limite, limite de durée, limite de temps, limitation de durée",
    ),
)
# What follows is the customer's own measure of "open-ended", in free words without numbers, days or
# bounds.
# A pilot or a project ends: what is asked for beside one is hardly open-ended.
PASSING = _set("pilot pilote project projekt trial migration transition test tests testing")
AS_LONG_AS = _phrases(
    "as long as, for as long as, so long as, for the life of, for the lifetime of, solange, so "
    "lange, tant que, aussi longtemps que"
)
BOUNDS = _set(
    "possible möglich least most minimum maximum min max maximal mindestens höchstens moins plus "
    "longer last before previous other same approved allow allowed agree agreed permitted letztes "
    "letzte vorher dernière précédente"
)

# Words around a period that change nothing of what it says. After the first an end date needs its
# `until`.
ASKING = _set(
    "need needs needed want request requests requested require required ask asks asking wanted "
    "planned expected like get seek seeking benötigen brauchen bitte bitten beantragen beantrage "
    "beantragt erbitten ersuchen wünschen hätten hätte möchten würden besoin demandons demande "
    "souhaitons souhaite souhaiterions voudrions aimerions voulons faut faudrait benötigt for für "
    "pour von grant granting granted approve approved approval give allow make have accorder"
)
# In German these may ask for an answer by that day: nobody says until when.
BY_THEN = _set("brauchen brauche benötigen benötige benötigt")
TO_APPROVE = _set("genehmigen genehmigung freigabe")
FILLERS = ASKING | _set(
    "we i us our would requesting it this that the is are be will should shall to of a an and "
    "in-total total overall please exemption exception approval access business stay remain "
    "timeline timeframe duration term time period length pilot project trial migration transition "
    "testing tests pilote run long valid validity last lasting granted proposed use usage "
    "initially only just exactly full whole calendar consecutive next coming die der das dauer "
    "zeitraum laufzeit wir insgesamt genau volle vollen une durée période de la le nous avons my "
    "me can could make grant granting approve give allow temporary temporarily pls running "
    "limited hello hi dear hallo bonjour thanks thank you many ok hereby team we'd i'd we'll it's "
    "have keep kindly es ist wird sollte soll diese dies ausnahme zeitlich befristet befristete "
    "begrenzt auf gültig vorübergehend ich um genehmigen genehmigung freigabe gesamt nur "
    "seulement uniquement d'accorder gern gerne werden wäre nächsten kommenden vielen dank danke "
    "en pendant durant valable dérogation svp temporaire temporairement limitée limité merci "
    "veuillez accorder il les cette serait sera est d'une un ein eine einen einem einer délai "
    "frist sie vous gewähren höflich prions"
)
# What a remark begins with; one that begins otherwise may change what is said. A purpose, a reason
# and thanks need no
# mark before them; a purpose beside a date alone may be what begins on that day.
PURPOSE = _set("for to um für zum zur zwecks pour afin")
UNMARKED = PURPOSE | _set(
    "because as while so due owing weil da damit während wegen aufgrund car parce please pls "
    "thanks thank thx many bitte danke vielen besten herzlichen merci svp"
)
INTRODUCING = (
    UNMARKED
    | {one for one in INCLUSIVE if one.isalpha()}
    | _set(
        "until till by kind best pilot trial contract regards cheers bis viele freundliche beste "
        "lg mfg vg jusqu'à pendant cordialement pilote phase which what the our we this that is "
        "it needed required test tests testing testphase pilotphase evaluation poc uat temporary "
        "migration project"
    )
)
WITH = _set("with mit avec")
REGARDS = _set(
    "kind best warm many regards thanks freundlichem freundlichen besten vielen herzlichen lieben "
    "dank mes nos remerciements"
)
GREETINGS = _set(
    "hello hi dear hallo bonjour please bitte temporary temporarily vorübergehend temporaire "
    "temporairement svp team"
)
# Before `last 8 weeks`, `like 8 weeks`
LASTING = _set("to should will would it must may can shall we'd i'd")
# A question that asks for it
POLITE = ("could", "can", "may", "would", "können", "könnten", "pouvons", "pourrions")
AFTER_A_LENGTH = _phrases(
    "period, exemption, exception, term, pilot, trial, long, in total, total, only, please, "
    "extension, duration, migration, migration period, phase, project, needed, required, "
    "requested, benötigt, benötigen, erforderlich, nötig, notwendig, demandés, nécessaires, "
    "requis, befristet, begrenzt, gelten, dauern, laufen, gültig, gewähren, temporary, test, "
    "testphase, pilotphase"
) + _pairs("are, is, werden", "needed, required, requested, benötigt")
THAT_IS = _phrases("=, soit, i.e., d.h., c'est-à-dire")  # the same length once more
OVER = (
    *_pairs(
        "über, over, sur",
        "einen zeitraum von, die dauer von, a period of, une période de, une durée de",
    ),
    *_phrases("limité à, limitée à, in place for"),
)
# After a length, in plain politeness.
ENOUGH = _phrases(
    "is sufficient for us, would suffice, should suffice, suffices, will do, should do, lang, "
    "genehmigen, genügen, reichen, reichen aus, reichen uns, würden reichen, würden genügen, "
    "ausreichend, au total, gesamt, suffisent, suffiront, suffiraient, suffisants, incl, inkl, "
    "insgesamt"
) + _pairs(
    "is, would be, should be, will be, sind, wären, seraient",
    "fine, enough, sufficient, ok, okay, good, great, ideal, perfect, gut, ausreichend, suffisants",
)
# Before or after a length: from when it counts, which is the decision (C1).
FROM_APPROVAL = (
    _phrases(
        "once approved, from now, from now on, from today, ab sofort, ab sofort und, ab jetzt, ab "
        "heute, dès maintenant et, dès maintenant"
    )
    + _pairs(
        "from, after, upon, starting from, starting with, starting at",
        "approval, the approval, the date of approval, the day of approval, decision, the "
        "decision, the date of the decision, the date of this decision",
    )
    + _pairs("ab, nach", "genehmigung, der genehmigung, freigabe, der freigabe, bewilligung")
    + _pairs("à compter de, à partir de, dès", "l'approbation")
)
AROUND = (*FROM_APPROVAL, *OVER)  # before a length
BEHIND = (*AFTER_A_LENGTH, *FROM_APPROVAL, *(f", {words}" for words in FROM_APPROVAL))

# A remark must hold none of these, nor a word that begins like one of `STEMS`: they change what the
# period says.
CHANGING = _set(
    "no not non never none without nor neither cannot if unless or maybe perhaps depending "
    "subject otherwise else between either about approximately approx roughly circa ca around "
    "almost nearly least most minimum maximum min max over under above below more less fewer "
    "longer shorter up within before after mid early every each per once twice weekly monthly "
    "yearly quarterly daily ago again another further then followed forever today tomorrow now "
    "yesterday half quarter dozen plus minus bound receipt delivery hours latest earliest earlier "
    "sooner later open nein nope nicht kein keine keinen ohne oder falls mindestens höchstens "
    "maximal etwa ungefähr zirka vielleicht mehr weniger länger kürzer über unter pro jede jeden "
    "jedes danach dann pas sans ou si moins environ peut chaque par denied being moment instant "
    "l'instant agreed decided geklärt tbc tbd tba provided providing assuming pending wenn sofern "
    "soweit sobald evtl hopefully likely except excluding excl exclusive ausser sauf excepté "
    "hormis when upon soon lorsque quand s'il too short typo wrong instead rather than was were "
    "had war waren wurde wurden hatte hatten était avait expired previously nie weder statt aucun "
    "aucune jamais ni ab seit dès depuis effective onward onwards counting counted mitte vor nach "
    "avant après milieu spätestens längstens fast rund knapp presque entre zwischen bzw einmal "
    "zweimal fois mal puis encore nouveau premier first third season spring summer autumn winter "
    "sommer herbst printemps été automne hiver easter christmas ostern weihnachten pâques noël "
    "jahresende see seen siehe voir ignore draft entwurf brouillon placeholder platzhalter wish "
    "wunsch souhait rest remainder reste break breaks pause pauses pausen gap gaps buffer puffer "
    "sometimes manchmal parfois doubt doute art default"
)
CHANGING_PAIRS = _phrases(
    " as of , as from , as soon , by may , in may , until may , to date , so far , to go , to "
    "spare , best case , worst case , pour voir "
)
STEMS = tuple(
    _words(
        "renew exten prolong verläng renouv reconduc addition zusätz weiter erneut wieder confirm "
        "bestätig discuss discut determin décid negoti négoci klär review überprüf option "
        "condition vorbehalt eventu éventu possib möglich probab wahrschein voraussicht unclear "
        "unsure estimat reject declin cancel refus ablehn abgelehn fals incorrect mistak recur "
        "repeat rolling regular regelmäss annu jähr monatlich wöchent täglich viertelj jeweils "
        "mensuel hebdo trimestriel permanent indefinit unlimit ongoing weekend weekday wochenend "
        "werktag night evening begin commenc début start anfang zunächst vorerst vorläuf "
        "anschliess später früh erst zweite ensuite second afterward thereafter subsequen nachher "
        "quartal semester jahres trimestr insuff unzureich target guess démarr follow folg suiv "
        "interru unterbr sporad intermit unknown unbekannt inconnu vermut suppos"
    )
    + [day for day in WEEKDAYS if len(day) > 3]  # Mondays, samstags
)
