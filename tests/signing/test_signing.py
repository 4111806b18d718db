"""A signed copy beside the issued letter: made, looked at, changed, and what is refused."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.deed import Document
from mmd_reviewer.domain.errors import Refused, StoreError
from mmd_reviewer.domain.letters.dispatch import letter_of
from mmd_reviewer.domain.signature import SignatureSeen, SigningWish
from mmd_reviewer.services import case_export, decision, letter, signing
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.signing import PadesSigner
from tests.making import DAY, FACTOR_4, assessed, new_desk, refused
from tests.signing.certificates import SECRET, as_p12, as_pem, authority, made

NUMBER = "A-0001-L1"
PDFSIG = shutil.which("pdfsig")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = new_desk(tmp_path)
    case = assessed(desk, FACTOR_4)
    letter.issue(desk, decision.make(desk, case, Proposal("approve")))
    return desk


def case_of(desk: Desk) -> Case:
    return desk.case("A-0001")


def signed(desk: Desk, wish: SigningWish | None = None) -> tuple[bytes, bytes]:
    """The issued bytes and the signed ones."""
    wish = wish or SigningWish(as_p12(made("Ines Moreau")), SECRET)
    case, _ = signing.sign(desk, case_of(desk), NUMBER, wish)
    one = letter_of(case, NUMBER)
    return letter.stored(desk, one), signing.signed_file(desk, one)


def test_c2_the_issued_bytes_stay_and_the_signed_file_begins_with_them(desk: Desk) -> None:
    before = letter.stored(desk, letter_of(case_of(desk), NUMBER))
    issued, copy = signed(desk)
    assert issued == before
    assert copy.startswith(issued)
    assert len(copy) > len(issued)
    seen = signing.seen(desk, letter_of(case_of(desk), NUMBER))
    assert seen is not None
    assert (seen.signer, seen.good, seen.stamped_by) == ("Ines Moreau", True, "")
    assert seen.sentence.startswith("Signed by Ines Moreau on ")
    assert desk.store.verify().findings == ()
    assert list(signing.findings(desk.store, desk.signer)) == []


@pytest.mark.skipif(PDFSIG is None, reason="the package poppler-utils is not installed")
def test_another_reader_finds_the_signature_valid(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "signed.pdf"
    file.write_bytes(signed(desk)[1])
    assert PDFSIG is not None
    said = subprocess.run(
        [PDFSIG, "-nocert", str(file)], capture_output=True, text=True, check=False
    ).stdout
    assert "Signature is Valid." in said
    assert "ETSI.CAdES.detached" in said
    assert "Ines Moreau" in said


@pytest.mark.parametrize("locked", ["", SECRET])
def test_a_key_as_pem_with_its_certificate_beside_it_or_in_it(desk: Desk, locked: str) -> None:
    key, certificate = as_pem(made("Ines Moreau"), locked)
    signed(desk, SigningWish(key, locked, certificate))
    signed(desk, SigningWish(key + certificate, locked))
    assert len(letter_of(case_of(desk), NUMBER).signed) == 2


def test_a_time_stamp_of_an_authority_that_answers(desk: Desk) -> None:
    with authority() as address:
        wish = SigningWish(as_p12(made("Ines Moreau")), SECRET, stamp_from=address)
        case, problem = signing.sign(desk, case_of(desk), NUMBER, wish)
    assert problem == ""
    seen = signing.seen(desk, letter_of(case, NUMBER))
    assert seen is not None
    assert (seen.good, seen.stamped_by) == (True, "Authority of the tests")
    assert "time-stamped by Authority of the tests" in seen.sentence


def test_without_an_answer_it_is_signed_without_a_time_stamp_and_says_so(desk: Desk) -> None:
    wish = SigningWish(as_p12(made("Ines Moreau")), SECRET, stamp_from="http://127.0.0.1:9/")
    case, problem = signing.sign(desk, case_of(desk), NUMBER, wish)
    assert problem.startswith("http://127.0.0.1:9/: ")
    assert letter_of(case, NUMBER).signed[-1].stamped_by == ""


@pytest.mark.parametrize(
    ("wish", "field", "words"),
    [
        (SigningWish(as_p12(made("A")), "wrong"), "passphrase", "the passphrase is wrong"),
        (SigningWish(b"no key", ""), "passphrase", "neither PKCS#12 nor PEM"),
        (SigningWish(as_pem(made("A"), SECRET)[0], "wrong"), "passphrase", "passphrase is wrong"),
        (SigningWish(as_pem(made("A"))[0], ""), "key", "No certificate"),
        (SigningWish(as_p12(made("A", begins=-900, days=100)), SECRET), "key", "ended on"),
        (SigningWish(as_p12(made("A", begins=90)), SECRET), "key", "begins only on"),
    ],
)
def test_what_cannot_sign_is_one_sentence_and_records_nothing(
    desk: Desk, wish: SigningWish, field: str, words: str
) -> None:
    facts = len(case_of(desk).facts)
    with pytest.raises(Refused, match=words) as error:
        signing.sign(desk, case_of(desk), NUMBER, wish)
    assert error.value.field == field
    assert len(case_of(desk).facts) == facts


def test_a_void_letter_is_not_signed(desk: Desk) -> None:
    case, _ = letter.issue(desk, case_of(desk), "approved", "A typing error.")
    wish = SigningWish(as_p12(made("Ines Moreau")), SECRET)
    assert refused(lambda: signing.sign(desk, case, NUMBER, wish)) == ("C2", "letter")


def test_any_changed_byte_of_the_letter_or_the_signature_is_seen(desk: Desk) -> None:
    issued, copy = signed(desk)
    signer = PadesSigner()
    for place in (20, len(issued) // 2, len(issued) - 20):
        changed = bytearray(copy)
        changed[place] ^= 1
        assert not all(row.good for row in signer.look(bytes(changed), issued)), place
    more = copy + b"\n% more"
    assert not all(row.good for row in signer.look(more, issued))
    other = signer.look(copy, b"another letter")
    assert [row.sentence for row in other] == [
        "The signed file is not of the letter that was issued."
    ]


def test_the_passphrase_stands_nowhere(desk: Desk, tmp_path: Path) -> None:
    wish = SigningWish(as_p12(made("Ines Moreau")), SECRET)
    signed(desk, wish)
    assert SECRET not in repr(wish)
    desk.store.close()
    for file in tmp_path.rglob("*"):
        assert not file.is_file() or SECRET.encode() not in file.read_bytes()


def test_the_history_tells_of_it_and_it_is_not_undone(desk: Desk) -> None:
    signed(desk)
    assert case_of(desk).facts[-1].day == DAY
    from mmd_reviewer.domain.history import deed_to_undo, tell_of

    case = case_of(desk)
    assert tell_of(case, case.facts[-1]) == "Letter A-0001-L1 signed by Ines Moreau."
    assert refused(lambda: deed_to_undo(case)) == ("C7", "undo")


def test_a_signed_copy_stands_in_the_export_of_its_case(desk: Desk, tmp_path: Path) -> None:
    issued, copy = signed(desk)
    case_export.export_case(desk, case_of(desk), tmp_path / "out", b"check")
    files = {file.name: file.read_bytes() for file in (tmp_path / "out" / "letters").iterdir()}
    assert files.pop(f"{NUMBER}.pdf") == issued
    assert list(files.values()) == [copy]


class Careless(PadesSigner):
    """Hands out what was not signed, or sees what is not there."""

    def look(self, pdf: bytes, issued: bytes) -> tuple[SignatureSeen, ...]:
        return (SignatureSeen("Ines Moreau", None, False, True),)


def test_a_signature_that_does_not_hold_is_not_recorded_and_a_finding_later(desk: Desk) -> None:
    careless = replace(desk, signer=Careless())
    wish = SigningWish(as_p12(made("Ines Moreau")), SECRET)
    facts = len(case_of(desk).facts)
    with pytest.raises(StoreError, match=r"does not hold\. Nothing was recorded"):
        signing.sign(careless, case_of(desk), NUMBER, wish)
    assert len(case_of(desk).facts) == facts
    signed(desk)
    (found,) = signing.findings(desk.store, Careless())
    assert (found.where, found.message) == (
        NUMBER,
        "The signed file was changed after it was signed.",
    )


def test_a_letter_that_is_not_signed_has_no_signed_copy(desk: Desk) -> None:
    one = letter_of(case_of(desk), NUMBER)
    assert refused(lambda: signing.signed_file(desk, one)) == ("", "letter")
    assert signing.seen(desk, one) is None


def test_a_signed_copy_that_is_not_in_the_store_is_said(desk: Desk) -> None:
    """`verify` names it as a missing document."""
    signed(desk)
    one = letter_of(case_of(desk), NUMBER)
    document = desk.store.document
    gone = one.signed[-1].sha256

    def without(id: str) -> Document | None:
        return None if id == gone else document(id)

    with patch.object(desk.store, "document", without):
        with pytest.raises(StoreError, match="is not in the store"):
            signing.signed_file(desk, one)
        assert list(signing.findings(desk.store, desk.signer)) == []
