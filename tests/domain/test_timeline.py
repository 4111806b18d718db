"""Timelines: what words mean, and that what is unclear is kept
as words and never guessed (A1, A3).
"""

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmd_reviewer.domain.date_reading import read_date
from mmd_reviewer.domain.period import LAST_SENSIBLE, add_months
from mmd_reviewer.domain.timeline import NOT_STATED, Timeline
from mmd_reviewer.domain.timeline_reading import read_timeline
from tests.domain.timeline_grammar import Meant, phrase
from tests.long import long_or

UNDERSTOOD = {
    "24 months": "24 months",
    "24 Months.": "24 months",
    "for 2 years": "24 months",
    "two (2) years": "24 months",
    "1 year": "12 months",
    "a year": "12 months",
    "a year and a half": "18 months",
    "2 years and a half": "30 months",
    "one and a half years": "18 months",
    "1.5 years": "18 months",
    "half a year": "6 months",
    "1 year and 6 months": "18 months",
    "twenty-four months": "24 months",
    "two quarters": "6 months",
    "six weeks": "6 weeks",
    "6 wks": "6 weeks",
    "a fortnight": "2 weeks",
    "a dozen weeks": "12 weeks",
    "90 days": "90 days",
    "1 day": "1 day",
    "18 months (until the Citrix contract ends)": "18 months",
    "12 months from approval": "12 months",
    "until 30 June 2027": "Until 2027-06-30",
    "Until June 30th, 2027": "Until 2027-06-30",
    "until the end of June 2027": "Until 2027-06-30",
    "2027-06-30": "Until 2027-06-30",
    "30.6.2027": "Until 2027-06-30",
    "until 31/12/2027": "Until 2027-12-31",
    "until 4/4/2027": "Until 2027-04-04",
    "end of 2027": "Until 2027-12-31",
    "from 1 January 2027 to 30 June 2027": "Until 2027-06-30",
    "Until 31 March 2028, when the network contract ends": "Until 2028-03-31",
    "permanent": "Open-ended",
    "PERMANENTLY": "Open-ended",
    "indefinitely": "Open-ended",
    "as long as the contract runs": "Open-ended",
    "for as long as Zebra printers are in use": "Open-ended",
    "until further notice": "Open-ended",
    "Permanent, no end date": "Open-ended",
    "open-ended": "Open-ended",
    "bis 15. April 2027": "Until 2027-04-15",
    "15-December 2027": "Until 2027-12-15",
    "15. August 2027": "Until 2027-08-15",
    "until Friday 30 April 2027": "Until 2027-04-30",
    "bis Ende Juni 2027": "Until 2027-06-30",
    "jusqu'au 30 juin 2027": "Until 2027-06-30",
    ".5 years": "6 months",
    "1½ years": "18 months",
    "½ year": "6 months",
    "dozen weeks": "12 weeks",
    "three hundred sixty five days": "365 days",
    "2 x 6 months": "12 months",
    "24 (twenty-four) months": "24 months",
    "36 Monate": "36 months",
    "anderthalb Jahre": "18 months",
    "un an et demi": "18 months",
    "unbefristet": "Open-ended",
    "Duration: 24 months": "24 months",
    "We need it for a 12-month pilot, to finish the migration": "12 months",
    "Permanent (no end date)": "Open-ended",
    "36 months (three years)": "36 months",
    "12 months (1 year) please": "12 months",
    "Temporary (twelve (12) weeks)": "12 weeks",
    "12 consecutive months": "12 months",
    "• ten weeks": "10 weeks",
    "two and a half years": "30 months",
    "45 days would be fine.": "45 days",
    "Hello, we need this for 28 days. Kind regards": "4 weeks",
    "Could we have it until 11 July, 2027, please?": "Until 2027-07-11",
    "Please grant this until 14 May 2029.": "Until 2029-05-14",
    "up to and including 18 May 2028": "Until 2028-05-18",
    "Expiry date: the 27th of June 2029": "Until 2029-06-27",
    "until the last day of August 2029": "Until 2029-08-31",
    "The exemption can end on 12 July 2029": "Until 2029-07-12",
    "The pilot should last 8 weeks": "8 weeks",
    "Please make it permanent": "Open-ended",
    "18 Mon.": "18 months",
    "insgesamt neunzig Tage": "90 days",
    "vierundzwanzig Monate": "24 months",
    "zweieinhalb Jahre": "30 months",
    "befristet auf 6 Monate": "6 months",
    "befristet bis 26.04.2028": "Until 2028-04-26",
    "bis einschließlich 13. November 2027": "Until 2027-11-13",
    "Ende: 10. Oktober 2027": "Until 2027-10-10",
    "gültig bis 7. September 2028": "Until 2028-09-07",
    "auf unbestimmte Zeit": "Open-ended",
    "für immer": "Open-ended",
    "quarante-cinq jours": "45 days",
    "dix-huit mois": "18 months",
    "Nous en avons besoin pendant 2 ans.": "24 months",
    "valable jusqu'au 9 février 2028": "Until 2028-02-09",
    "jusqu'à la fin de septembre 2030": "Until 2030-09-30",
    "Date de fin : 7 décembre 2029": "Until 2029-12-07",
    "durée indéterminée": "Open-ended",
    "de façon permanente": "Open-ended",
    "until 19-04-2028": "Until 2028-04-19",
    "04-19-2028": "Until 2028-04-19",
    "bis 2028/05/10": "Until 2028-05-10",
    "2028.5.10": "Until 2028-05-10",
    "from 15-01-2027 to 30-06-2028": "Until 2028-06-30",
    "up until the 19th of April 2028": "Until 2028-04-19",
    "right up until 19 April 2028": "Until 2028-04-19",
    "up to 19 April 2028": "Until 2028-04-19",
    "jusqu'en juin 2028": "Until 2028-06-30",
    "until the end of the year 2028": "Until 2028-12-31",
    "du 1er mars 2028 au 30 juin 2028": "Until 2028-06-30",
    "6 months for testing": "6 months",
    "3 months to finish the rollout": "3 months",
    "6 Monate zum Testen": "6 months",
    "3 semaines pour la recette": "3 weeks",
    "12 Monate, damit wir migrieren können": "12 months",
    "12 months because of the contract": "12 months",
    "2 Jahre, bis die Migration abgeschlossen ist": "24 months",
    "until 30 June 2028 for testing": "Until 2028-06-30",
    "6 mois svp": "6 months",
    "6 mois, s.v.p.": "6 months",
    "S’il vous plaît, 6 mois": "6 months",
    "jusqu'au 30 juin 2028 s'il vous plait": "Until 2028-06-30",
    "12 mois. Merci d'avance": "12 months",
    "12 Monate. Vielen Dank!": "12 months",
    "définitivement": "Open-ended",
    "à titre définitif": "Open-ended",
    "eine dauerhafte Ausnahme": "Open-ended",
    "kein Enddatum": "Open-ended",
    "sans limitation de durée": "Open-ended",
    "wir bitten um 6 Monate": "6 months",
    "Wir hätten gerne 12 Monate": "12 months",
    "für einen Zeitraum von 12 Monaten": "12 months",
    "für die Dauer eines Jahres": "12 months",
    "pour une durée d'un an": "12 months",
    "nous souhaitons 6 mois": "6 months",
    "les 12 prochains mois": "12 months",
    "12 months are needed": "12 months",
    "bis inkl. 30.06.2028": "Until 2028-06-30",
    "bis einschl. Ende Juni 2028": "Until 2028-06-30",
    "bis zum 30.06.2028 (inkl.)": "Until 2028-06-30",
    "jusqu'au 30 juin 2028 compris": "Until 2028-06-30",
    "until and incl. 30 June 2028": "Until 2028-06-30",
    "bis 3. Maerz 2028": "Until 2028-03-03",
    "jusqu'a decembre 2028": "Until 2028-12-31",
    "we'd like 6 months": "6 months",
    "30 June 2028, because the contract ends": "Until 2028-06-30",
    "from now until 30 June 2028": "Until 2028-06-30",
    "ab Genehmigung bis 30.06.2028": "Until 2028-06-30",
    "ab sofort für 12 Monate": "12 months",
    "12 Monate ab Freigabe": "12 months",
    "24 months (= 2 years) please": "24 months",
    "12 mois, soit un an": "12 months",
    "36 Monate, d.h. 3 Jahre": "36 months",
    "30 Kalendertage": "30 days",
    "30 jours calendaires suffiraient": "30 days",
    "bis Fr, 30.06.2028": "Until 2028-06-30",
    "Mar. 6, 2028": "Until 2028-03-06",
    "jusqu'à la fin du mois de juin 2028": "Until 2028-06-30",
    "auf 6 Monate befristet": "6 months",
    "über einen Zeitraum von 6 Monaten": "6 months",
    "limité à 6 mois": "6 months",
    "temporaire, 6 mois": "6 months",
    "Die Ausnahme soll 6 Monate gelten": "6 months",
    "for testing until 30 June 2028": "Until 2028-06-30",
    "dauerhaft benötigt": "Open-ended",
    "Wir benötigen die Ausnahme bis zum 30. Juni 2028": "Until 2028-06-30",
    "1 year 1 month": "13 months",
    "access good until 30 June 2028": "Until 2028-06-30",
    "Expiration date: 30 June 2028": "Until 2028-06-30",
    "bis 30. Juni 2028 befristet": "Until 2028-06-30",
    "6 months, from approval": "6 months",
    "6 months in order to migrate": "6 months",
    "6 months should be ok": "6 months",
    "6 Monate Testphase": "6 months",
    "The exemption should stay in place for 6 months.": "6 months",
    "We would like this approved for 6 months": "6 months",
    "une année entière": "12 months",
}
UNCLEAR = [
    "6 months, 6 months",
    "6 months here, 3 weeks there",
    "3-6 months",
    "6 to 12 months",
    "one or two years",
    "at least 2 years",
    "more than a year",
    "12 months minimum",
    "until 3/4/2027",
    "until mid 2027",
    "n/a",
    "tbd",
    "0 months",
    "every 3 months",
    "in two years",
    "24 months, until 2028-11-23",
    "permanent, or 12 months",
    "2 months and 3 weeks",
    "1.3 months",
    "between 1 May 2027 and 1 June 2027",
    "31 February 2027",
    "end of 0000",
    "12",
    "99999 years",
    "starting next week for six weeks",
    "no more than 12 months",
    "not longer than 6 months",
    "Until the ERP moves to the cloud, we expect about two years.",
    "not permanent, 6 months",
    "no permanent exemption",
    "non-permanent",
    "permanent until end of FY27",
    "mid-April 2027",
    "before April 2027",
    "beginning of April 2027",
    "6mo-1yr",
    "1 year/18 months",
    "6 bis 12 Monate",
    "6~12 months",
    "between 3 and 6 months",
    "a year or two",
    "over a year",
    "> 6 months",
    "≥ 6 months",
    "< 6 months",
    "no less than 6 months",
    "6 months or more",
    "7 days a week",
    "once a month",
    "6 months ago",
    "in six months",
    "until Friday 1 June 2027",
    "2 x",
    "two (3) years",
    "2 (two years",
    "12 months, renewable",
    "6 months and then permanent",
    "until end of Q2 2027",
    "5 times a week",
    "1 times a year, thank you",
    "6 months, Mondays only",
    "2 weeks, recurring",
    "dauerhaft, jährlich geprüft",
    "permanent [ ]",
    "☐ permanent",
    "permanent - nein",
    "requested on 2026-12-23",
    "needed on 10 May 2028, thanks",
    "permanent; abgelehnt",
    "12 months (too little)",
    "6 months - typo",
    "permanent: false",
    "6 months, from receipt",
    "6 Monate, nach Lieferung",
    "6 mois, dès réception",
    "6 months, evenings",
    "12 months, lower bound",
    "1,000 days",
    "1.000 Tage",
    "8 week-ends",
    "une à deux semaines",
    "5 mos. at the latest",
    "needed by 14 March 2027",
    "planned for 24-May-2029",
    "permanent, during audits",
    "12 months - in spurts",
    "one year: when delivered",
    "for the last 8 weeks",
    "last 6 months",
    "36 months (two years)",
    "6 months?",
    "up to 6 months",
    "within 6 months",
    "until 04-05-2028",
    "2028/13/10",
    "2028/05/10/1",
    "19-04-2028 - 30-04-2028",
    "before 19-04-2028",
    "2028/05",
    "30 June 2028 for testing",
    "30.06.2028 für den Rollout",
    "30 June 2028, for the go-live",
    "pour le 3 août 2028",
    "for the 3 August 2028",
    "nous avons besoin le 3 août 2028",
    "wir benötigen dies 3. August 2028",
    "we need it for end of June 2028",
    "requested end of June 2028",
    "6 months, as of the rollout",
    "6 months as of go-live",
    "6 months, as soon as possible",
    "6 months, needed by May",
    "6 months until summer",
    "6 Monate, bis Mitte des Jahres",
    "6 Monate, wenn möglich",
    "6 mois, s'il est approuvé",
    "6 mois, peut-être",
    "6 mois pour commencer",
    "6 Monate für den Anfang",
    "6 months for the time being",
    "6 months, for the moment",
    "6 months, to be confirmed",
    "6 months, to be agreed",
    "6 Monate, wird noch bestätigt",
    "6 months to review",
    "12 Monate, mit Option",
    "12 months, to be prolonged",
    "6 mois, à renouveler",
    "6 months, this is too short",
    "6 months, which was granted",
    "6 months, please, when delivered",
    "6 months for every site",
    "as long as possible",
    "solange wie möglich",
    "as long as the contract runs, at most to the move",
    "as long as the contract runs, until December",
    "permanent for now",
    "permanent, to be reviewed",
    "pas définitif",
    "ein zwei Wochen",
    "une deux semaines",
    "like 6 months",
    "définition",
    "indéfini",
    "please approve by 30 June 2028",
    "Could we have it by 30 June 2028",
    "6 months to date",
    "6 months so far",
    "6 Monate bis Quartalsende",
    "6 mois jusqu'à l'été",
    "until 30 June 2028 as a target",
    "6 months for the pilot, afterwards we shall see",
    "définitivement 6 mois",
    "jusqu'au 30 juin 2028 non inclus",
    "bis exkl. 30.06.2028",
    "6 mois dès que possible",
    "3 years 36 months",
    "1 year 13 months",
    "1 month 1 year",
    "36 mois, soit 2 ans",
    "24 months (= 3 years)",
    "as long as last time",
    "as long as the other exemption",
    "solange wie letztes Mal",
    "as long as you allow",
    "ongoing project",
    "permanent for the pilot",
    "12 months as a guess",
    "12 months (best case)",
    "12 months to go",
    "until 30 June 2028 for wave A, later for wave B",
    "12 months, with the right to end sooner",
    "Wir brauchen das bis 30. Juni 2028",
    "Bitte bis 30. Juni 2028 genehmigen",
    "über 12 Monate",
    "Bitte um Genehmigung bis 30. Juni 2028",
    "12 mois pour voir",
    "a good 12 months",
    "approved 30 June 2028",
    "bis Mo, 30.06.2028",
]


@pytest.mark.parametrize("words", UNDERSTOOD)
def test_a_timeline_is_months_weeks_days_an_end_date_or_open_ended(words: str) -> None:
    """A3: and the customer's own words are kept."""
    timeline = read_timeline(words)
    assert timeline.in_short() == UNDERSTOOD[words]
    assert timeline.text == words
    assert timeline.understood


@pytest.mark.parametrize("words", UNCLEAR)
def test_what_is_unclear_is_given_and_not_understood(words: str) -> None:
    """A1: a timeline that was not understood is present; A3: its words are kept."""
    timeline = read_timeline(words)
    assert timeline == Timeline(words)
    assert (timeline.given, timeline.understood) == (True, False)
    assert timeline.in_short() == words


@pytest.mark.parametrize("words", ["", "  ", "\n"])
def test_blanks_are_no_timeline(words: str) -> None:
    """A1."""
    assert not read_timeline(words).given
    assert not NOT_STATED.given
    assert NOT_STATED.in_short() == "Not stated"


@pytest.mark.parametrize(
    ("words", "end"),
    [
        ("3 months", "2020-02-29"),
        ("six weeks", "2020-01-11"),
        ("90 days", "2020-02-28"),
        ("until 30 June 2027", "2027-06-30"),
        ("permanent", "None"),
        ("soon", "None"),
        ("1200 months", "2119-11-30"),
    ],
)
def test_the_end_counts_from_the_start_of_the_period(words: str, end: str) -> None:
    """C5: months from the original start, weeks of 7 days."""
    assert str(read_timeline(words).end(date(2019, 11, 30))) == end


DATES = {
    "2026-11-20": "2026-11-20",
    "20 November 2026": "2026-11-20",
    "20th of November 2026": "2026-11-20",
    "Nov. 20, 2026": "2026-11-20",
    "20 Sept 2026": "2026-09-20",
    "20.11.2026": "2026-11-20",
    "20/11/2026": "2026-11-20",
    "11/20/2026": "2026-11-20",
    "5/5/2026": "2026-05-05",
    "3/4/2026": "None",
    "2026-02-30": "None",
    "20/20/2026": "None",
    "November 2026": "None",
    "until 2026-11-20": "None",
    "0000-01-01": "None",
    "": "None",
}


@pytest.mark.parametrize("words", DATES)
def test_a_date_is_read_only_where_it_leaves_no_doubt(words: str) -> None:
    assert str(read_date(words)) == DATES[words]


@given(
    st.integers(1, 1200),
    st.sampled_from(["{} months", "for {} months", "{}-month", "({} calendar months)"]),
)
def test_any_number_of_months_is_understood(months: int, form: str) -> None:
    """A3."""
    timeline = read_timeline(form.format(months))
    assert timeline.months == months
    assert timeline.end(date(2026, 11, 23)) == add_months(date(2026, 11, 23), months)


@given(
    st.dates(date(1970, 1, 1), LAST_SENSIBLE),
    st.sampled_from(["%Y-%m-%d", "{d} %B %Y", "%B {d}, %Y", "{d}.%m.%Y"]),
)
def test_any_end_date_is_understood(day: date, form: str) -> None:
    """A3."""
    words = day.strftime(form).replace("{d}", str(day.day))
    assert read_timeline(f"until {words}").until == day


WORDS = st.sampled_from(
    [
        "6",
        "six",
        "a",
        "months",
        "weeks",
        "years",
        "until",
        "2027-06-30",
        "permanent",
        "to",
        "and",
        "-",
    ]
)


@given(st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=8).map(" ".join)))
def test_no_words_stop_it_and_at_most_one_meaning_is_set(words: str) -> None:
    """A3: whatever is read, the words are kept."""
    timeline = read_timeline(words)
    assert timeline.text == words
    assert (
        sum(
            (
                timeline.months is not None,
                timeline.days is not None,
                bool(timeline.until),
                timeline.open_ended,
            )
        )
        <= 1
    )
    timeline.end(date(2026, 11, 23))


@pytest.mark.parametrize(
    "flood", ["9", "1 ", "a ", "twenty ", "1/", "1-", "month", "until ", "permanent ", "(", " "]
)
def test_a_flood_of_signs_is_read_in_a_moment(flood: str) -> None:
    """Digits without end took 16 seconds before."""
    assert read_timeline(flood * (30_000 // len(flood))).text


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("from 1 March 2027", "2027-03-01"),
        ("ab 1. März 2027", "2027-03-01"),
        ("as of 2027-03-01", "2027-03-01"),
        ("effective March 1, 2027", "2027-03-01"),
        ("go-live 1 March 2027", "2027-03-01"),
        ("from 1 Jan 2027 for 6 months", "2027-01-01"),
        ("starting 1 January 2027, 6 months", "2027-01-01"),
    ],
)
def test_a_start_is_kept_and_the_period_stays_not_understood(words: str, start: str) -> None:
    """A3: alone or before a period; the reviewer gives the period."""
    timeline = read_timeline(words)
    assert (str(timeline.start), timeline.understood, timeline.text) == (start, False, words)


def test_a_start_before_an_end_date_is_kept_beside_it() -> None:
    """A3: the end date is understood."""
    timeline = read_timeline("from 1 March 2027 until 31 August 2027")
    assert (str(timeline.start), str(timeline.until)) == ("2027-03-01", "2027-08-31")
    assert not read_timeline("from 1 March 2027 until 1 February 2027").understood


@pytest.mark.long_form
def test_generated_timelines_are_read_rightly_or_not_at_all() -> None:
    """A3: over phrases made with their meaning no reading is wrong,
    and 98 % of the clear ones are read.
    """
    rng = random.Random(20261123)
    clear = read = 0
    wrong = []
    for _ in range(long_or(200_000, 10_000)):
        words, meant = phrase(rng)
        found = read_timeline(words)
        told = Meant(found.months, found.days, found.until, found.open_ended)
        clear += meant != Meant()
        read += meant == told != Meant()
        if told not in (meant, Meant()):
            wrong.append((words, told))
    assert wrong == []
    assert read >= 0.98 * clear, f"{read} of {clear}"
