"""The details of a request are found in its text by their labels (rules A1, A2)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmd_reviewer.domain.details_in_text import read_details
from mmd_reviewer.domain.request import LONGEST_TEXT, Request, words_taken

ABCD = {"type": "A", "requirement": "B", "proposal": "C", "timeline": "D"}
TEXTS: dict[str, dict[str, str]] = {
    "Exemption type: A\nRequirement: B\nProposal: C\nTimeline: D": ABCD,
    "Exception type: A\nRequirement: B\nProposal: C\nTimeline: D": ABCD,
    "Customization type: A\nRequirement: B\nProposal: C\nTimeline: D": ABCD,
    "TIMELINE = D\nPROPOSAL = C\nREQUIREMENT = B\nCUSTOMISATION TYPE = A": ABCD,
    "Exemption type - A\nRequirement – B\nProposal — C\nTimeline -- D": ABCD,
    "Exemption type\nA\n\nRequirement\nB\n\nProposal\nC\n\nTimeline\nD": ABCD,
    "- Exemption type: A\n- Requirement: B\n- Proposal: C\n- Timeline: D": ABCD,
    "1. Exemption type: A\n2. Requirement: B\n3) Proposal: C\n(4) Timeline: D": ABCD,
    "1) Exemption type: A. 2) Requirement: B. 3) Proposal: C. 4) Timeline: D": {
        "type": "A.",
        "requirement": "B.",
        "proposal": "C.",
        "timeline": "D",
    },
    "**Exemption type:** A\n**Requirement:** B\n* *Proposal*: C\n## Timeline\nD": ABCD,
    "> Exemption type: A\n> Requirement: B\n> Proposal: C\n> Timeline: D": {},
    "Exemption type: A | Requirement: B | Proposal: C | Timeline: D": ABCD,
    "Exemption type: A, Requirement: B, Proposal: C, Timeline: D": ABCD,
    "Type of exemption: A\nBusiness need: B\nProposed solution: C\nHow long: D": ABCD,
    "Exemption_type: A\nBusiness justification: B\nSolution: C\nTime frame: D": ABCD,
    "Exemption type (see list): A\nOur requirement: B\nThe proposal: C\nExpected timeline: D": ABCD,
    "Exemption type：A\nRequirement：B\nProposal：C\nTimeline：D": ABCD,
    "Hello,\nExemption type: A\nRequirement: B\nProposal: C\nTimeline: D\n\n"
    "Best regards\nJana": ABCD,
    "Timeline: D\nExemption type: A\nRequirement: B\nProposal: C\n\nKind regards,\nJana "
    "Hofer\nFabrikam": ABCD,
    "Exemption type: A\nTimeline: D\nRequirement: B\nProposal: C\nMany thanks!": ABCD,
    "Exemption type:\nRequirement: we need Adobe\nProposal:\nTimeline:": {
        "requirement": "we need Adobe"
    },
    "1.) Exemption type: A\n2.) Requirement: B\n3.) Proposal: C\n4.) Timeline: D": ABCD,
    "1.) Exemption type: A 2.) Requirement: B 3.) Proposal: C 4.) Timeline: D": ABCD,
    "1°) Exemption type: A\n2°) Requirement: B\n3°) Proposal: C\n4°) Timeline: D": ABCD,
    "First, exemption type: A\nSecond, requirement: B\nDrittens: proposal: C\n"
    "Fourth, timeline: D": ABCD,
    "Q1: Exemption type?\nA1: A\nQ2: Requirement?\nA2: B\nQ3: Proposal?\nA3: C\n"
    "Frage 4: Timeline?\nAntwort: D": ABCD,
    "Exemption type:: A\nRequirement:: B\nProposal:: C\nTimeline:: D": ABCD,
    "Exemption type∶ A\nRequirement∶ B\nProposal\u00ad: C\nTimeline∶ D": ABCD,
    "Exemption type: A // Requirement: B // Proposal: C // Timeline: D": ABCD,
    "Exemption type: A ~ Requirement: B ~ Proposal: C ~ Timeline: D": ABCD,
    "Exemption type;Requirement;Proposal;Timeline\nA;B;C;D": ABCD,
    "Exemption type, Requirement, Proposal, Timeline\nA, B, C, D": ABCD,
    "Timeline: D\n\nIl giorno lun 2 nov 2026 alle 10:00 MMD <m@x.example> ha scritto:\n"
    "Timeline: E": {"timeline": "D"},
    "Timeline: D\n\nEl lun, 2 nov 2026, 10:00, MMD (<m@x.example>) escribió:\nTimeline: E": {
        "timeline": "D"
    },
    "Timeline: D\n\n-- \nJana\nReason: on leave\nProposal: call Peter": {"timeline": "D"},
    "Requirement: one\nRequirement: two": {"requirement": "one\ntwo"},
    "Requirement: a\n\nsecond paragraph\nProposal: b": {
        "requirement": "a\n\nsecond paragraph",
        "proposal": "b",
    },
    "Requirement: the timeline matters: a lot\nProposal: p": {
        "requirement": "the timeline matters: a lot",
        "proposal": "p",
    },
    "Requirements are high in our trade.": {},
    "Requirement: scan\nProposal: driver\nRequirements: Windows 10": {
        "requirement": "scan",
        "proposal": "driver\nRequirements: Windows 10",
    },
    "Timeline: 12 months\nRequirement: x\nDuration: 6 months": {
        "timeline": "12 months\n6 months",
        "requirement": "x",
    },
    "Timeline: 12 months\nRequirement: x\nTimeline: 12 months": {
        "timeline": "12 months",
        "requirement": "x",
    },
    "Exemption type: A\n& B\nmore\n\nC": {"type": "A\n& B\nmore"},
    "Exemption type: A\nWe wait.\nProposal: C\nDevices: 38": {"type": "A", "proposal": "C"},
    "Exemption type: A. Requirement: B. Timeline: D": {
        "type": "A",
        "requirement": "B",
        "timeline": "D",
    },
    "Exemption type | Requirement\n|---|---|\nA | B\nE | F": {
        "type": "A\nE",
        "requirement": "B\nF",
    },
    "Exemption type | Requirement\nnothing below": {},
    "Exemption type | No. | Requirement | Proposal\nA | 1 | B | C": {
        "type": "A",
        "requirement": "B",
        "proposal": "C",
    },
    "| Exemption type | A | Requirement | B |": {"type": "A", "requirement": "B"},
    "| Exemption type | A | Requirement | B |\n| Proposal | C | Timeline | D |": ABCD,
    "Requirement:\n---\nB\n***\nmore": {"requirement": "B\n\nmore"},
    "* Requirement: B * Contact: Jana * Proposal: C": {"requirement": "B", "proposal": "C"},
    "Timeline: ~~24~~ 12 ~~long~~ months": {"timeline": "12 months"},
    "We agreed on scope, cost, timeline\nand people.": {},
    "Thanks to Zebra we print.\nProposal: package\nThanks to it users print faster than before, "
    "every day.": {"proposal": "package\nThanks to it users print faster than before, every day."},
    "We need Adobe.": {},
    "Requirement: B\nProposal > C\nTimeline > 12 months": {
        "requirement": "B\nProposal > C",
        "timeline": "> 12 months",
    },
    "Exemption type,A\nRequirement,B\nProposal,C": {
        "type": "A",
        "requirement": "B",
        "proposal": "C",
    },
    "Exemption type | Requirement\n\nA | B\n\nE | F": {"type": "A\nE", "requirement": "B\nF"},
    "Exemption type\nPolicies\nDevices\nRequirement\nB": {"type": "Policies", "requirement": "B"},
    "Requirement: macros Proposal: allow Timeline: 12 months": {
        "requirement": "macros",
        "proposal": "allow",
        "timeline": "12 months",
    },
    "Requirement: macros for our Proposal: allow Timeline: 12 months": {
        "requirement": "macros for our Proposal: allow Timeline: 12 months"
    },
    "": {},
}


def details_in(text: str, contact: str = "") -> dict[str, str]:
    return dict(read_details(text, contact).words)


@pytest.mark.parametrize("text", TEXTS)
def test_the_details_are_found_by_their_labels(text: str) -> None:
    """A1: any order, case and punctuation; A2: exemption,
    exception and customization mean the same.
    """
    assert details_in(text) == TEXTS[text]


LABELS = {
    "type": ["Exemption type", "exception type", "CUSTOMIZATION TYPE", "Type of exemption"],
    "requirement": ["Requirement", "requirements", "BUSINESS NEED"],
    "proposal": ["Proposal", "proposed solution", "SOLUTION"],
    "timeline": ["Timeline", "time line", "HOW LONG"],
}
PLAIN = (
    st.text("abcdefgh äß中0123456789", min_size=1, max_size=30)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)


@pytest.mark.model
@given(
    st.permutations(list(LABELS)),
    st.data(),
    st.sampled_from([": ", " : ", " = ", " - ", ":\n", "：", "\n"]),
)
def test_any_order_and_punctuation_gives_the_same_details(
    order: list[str], data: st.DataObject, mark: str
) -> None:
    """A1."""
    wanted = {name: data.draw(PLAIN) for name in order}
    lines = [f"{data.draw(st.sampled_from(LABELS[name]))}{mark}{wanted[name]}" for name in order]
    assert details_in("\n\n".join(lines)) == wanted


def test_a_line_that_begins_with_who_wrote_it_is_the_signature() -> None:
    """A1."""
    text = "Requirement: ask Jana Hofer, please\n\nJana Hofer | Contoso | +43 1 234567"
    assert details_in(text, "Jana Hofer") == {"requirement": "ask Jana Hofer, please"}


@pytest.mark.parametrize(
    ("below", "kept"),
    [
        ("\n-----Original Message-----\nTimeline: E", ""),
        ("\nFrom: MMD <m@x.example>\nSent: Monday\nTimeline: E", ""),
        ("On Monday Jana wrote:\n> Timeline: E\n\nProposal: C", "\nProposal: C"),
        ("\nOn Monday, 2 November 2026 at 10:00 Jana Hofer of Fabrikam\nwrote:\nTimeline: E", ""),
        ("On Fridays, too.", "\nOn Fridays, too."),
        ("Please let me know if anything is missing.\nJana", ""),
        ("\n---\nJana Hofer\nFabrikam", ""),
    ],
)
def test_what_is_quoted_and_what_closes_a_mail_is_no_detail(below: str, kept: str) -> None:
    """A1: the words of a mail below are another's; what the customer wrote under a quotation is
    not lost.
    """
    assert details_in(f"Timeline: D\n{below}") == details_in(f"Timeline: D{kept}") != {}


FOUR_LINES = (
    "Exemption type: Policies\nTimeline: 12 months\nProposal: allow it\nRequirement: macros"
)


@pytest.mark.parametrize(
    "end",
    [
        "i.A. Hans Huber",
        "i. A. Hans Huber\nContoso GmbH",
        "i.V. Hans Huber",
        "ppa. Hans Huber",
        "p.o. Jean Dupont",
        "Im Auftrag\nHans Huber",
        "All the best,\nHans",
        "See you soon,\nHans",
        "Take care\nJana Hofer",
        "Until soon,\nJana Hofer",
        "Je vous prie d'agréer, Madame, mes salutations distinguées.\nJean",
    ],
)
def test_a_signature_on_behalf_of_another_and_a_farewell_in_any_words_are_no_detail(
    end: str,
) -> None:
    """A1: also right below the last detail."""
    for gap in ("\n", "\n\n"):
        found = details_in(f"{FOUR_LINES}{gap}{end}", "Jana Hofer")
        assert found["requirement"] == "macros", (gap, found)
    kept = details_in(
        f"{FOUR_LINES}\nTake care of the scanners in Linz.\ni.V.m. §12 of the act", "Jana Hofer"
    )
    assert kept["requirement"].endswith("of the act")


@pytest.mark.parametrize(
    "form",
    [
        "[{0}] {1}\n",
        "[{0}]: {1}\n",
        "[{0}] {1} ",
        "<{0}> {1}\n",
        "{0}; {1}\n",
        "{0}       {1}\n",
        "What is the {0}? {1}\n",
        "=== {0} ===\n{1}\n\n",
        "{0} requested: {1}\n",
    ],
)
def test_labels_in_brackets_before_a_semicolon_in_columns_and_as_questions(form: str) -> None:
    """A1."""
    means = {
        "type": "Policies",
        "requirement": "macros; signed",
        "proposal": "allow it",
        "timeline": "12 months",
    }
    names = ("Exemption type", "Requirement", "Proposal", "Timeline")
    text = "".join(
        form.format(name, words) for name, words in zip(names, means.values(), strict=True)
    )
    assert details_in(text) == means


def test_a_word_right_below_a_heading_of_the_same_detail_is_text() -> None:
    """A1: no word of the customer's is lost."""
    found = details_in(
        "Exemption type\nPolicies\n\nBusiness reason\nNeed: fast.\n\nProposal\nallow"
    )
    assert found == {"type": "Policies", "requirement": "Need: fast.", "proposal": "allow"}


def test_a_dash_makes_no_label_where_a_colon_makes_one() -> None:
    """A1: a sentence that begins with the word is text."""
    found = details_in(
        "Requirement: macros\nProposal - of the vendor - failed.\nProposal: allow\nTimeline: 1 year"
    )
    assert (found["proposal"], found["requirement"]) == (
        "allow",
        "macros\nProposal - of the vendor - failed.",
    )


@pytest.mark.parametrize(
    ("choice", "type_words", "timeline"),
    [
        ("☐ {0}\n☑ {1}\n☐ Other", "Policies", "24 months"),
        ("[ ] {0} [x] {1}", "Policies", "24 months"),
        ("☒ {0}\n☐ {1}", "Devices", "12 months"),
        ("[ ] {0}\n[ ] {1}", None, None),
        ("( ) {0} ( ) {1}", None, None),
        ("[x] {0} [x] {1}", "[x] Devices [x] Policies", "[x] 12 months [x] 24 months"),
    ],
)
def test_of_a_choice_by_boxes_only_what_is_ticked_is_read(
    choice: str, type_words: str | None, timeline: str | None
) -> None:
    """A1, A3: an empty box denies what stands beside it."""
    words = (
        choice.format("Devices", "Policies"),
        choice.format("12 months", "24 months").replace("Other", "1 year"),
    )
    found = details_in(
        f"Exemption type: {words[0]}\nRequirement: macros\nTimeline: {words[1]}\nProposal: allow"
    )
    assert (found.get("type"), found.get("timeline")) == (type_words, timeline)


def test_only_words_that_still_are_a_details_are_marked() -> None:
    """A1: an amendment may have changed a detail beside the text it was read from."""
    text = "Requirement: scan\nProposal: driver"
    found = read_details(text)
    request = Request(
        "Contoso", requirement="scan", proposal="another", text=text, taken=found.taken
    )
    assert [text[one.start : one.end] for one in words_taken(request)] == ["scan"]


@pytest.mark.model
@given(st.text(max_size=300))
def test_no_text_stops_it(text: str) -> None:
    """A1."""
    assert set(details_in(text)) <= set(LABELS)


@pytest.mark.model
@pytest.mark.parametrize(
    "flood", [" ", "*", ". ", "\n", "(", "Requirement(", "Requirement ", "\n regards", "Thanks\n"]
)
def test_a_flood_of_signs_is_read_in_a_moment(flood: str) -> None:
    details_in("Requirement" + flood * (LONGEST_TEXT // len(flood)) + "x")
