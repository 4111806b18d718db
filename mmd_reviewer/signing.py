"""Signing PDF files by pyHanko (PAdES), imported when the first one is signed or looked at."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta
from typing import Any

from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.signature import SignatureSeen, Signed, SigningWish, check_holds

FIELD = "Signature"
PATIENCE = 10  # seconds for the authority of time-stamps
MISSING = (
    "Signing needs a part of this program that is not installed: python -m pip install "
    "'mmd-reviewer[sign]'."
)


class PadesSigner:
    """`services.surroundings.Signer`."""

    def sign(self, pdf: bytes, name: str, wish: SigningWish, today: date) -> Signed:
        """The file with a signature behind it; Refused for a key that does not open or hold.

        A time-stamp that cannot be had leaves the signature without one, and says so.
        """
        try:
            from pyhanko.sign import fields, signers
        except ImportError:
            raise Refused(MISSING, "", "key") from None
        signer = _signer_of(wish)
        certificate = signer.signing_cert
        if certificate is None:
            raise Refused("The file of the key holds no certificate.", "", "key")
        who, ends = _name(certificate), certificate.not_valid_after.date()
        check_holds(who, certificate.not_valid_before.date(), ends, today)
        about = signers.PdfSignatureMetadata(
            field_name=FIELD,
            subfilter=fields.SigSeedSubFilter.PADES,
            md_algorithm="sha256",
            name=who,
            reason=f"Letter {name}",
        )
        if not wish.stamp_from:
            made = signers.PdfSigner(about, signer).sign_pdf(_writer(pdf)).getvalue()
            return Signed(made, who, ends)
        stamper = _stamper(wish.stamp_from)
        try:
            made = signers.PdfSigner(about, signer, timestamper=stamper).sign_pdf(_writer(pdf))
        except (OSError, ValueError) as error:
            plain = signers.PdfSigner(about, signer).sign_pdf(_writer(pdf)).getvalue()
            return Signed(plain, who, ends, not_stamped=f"{wish.stamp_from}: {error}")
        stamped = made.getvalue()
        return Signed(stamped, who, ends, self.look(stamped, b"")[0].stamped_by)

    def look(self, pdf: bytes, issued: bytes) -> tuple[SignatureSeen, ...]:
        """Every signature of a file that is to begin with the issued bytes.

        Whether the certificate's own issuer is to be trusted is for the customer to say: the file
        is judged, not the person.
        """
        from pyhanko.pdf_utils.misc import PdfError
        from pyhanko.pdf_utils.reader import PdfFileReader

        first = pdf.startswith(issued)
        try:
            found = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
            return tuple(_seen(signature, first) for signature in found)
        except (PdfError, ValueError, KeyError, TypeError):
            return (SignatureSeen("", None, False, first),)


def key_of_a_day(name: str) -> SigningWish:
    """A key with its own certificate, as PEM: to try signing with, never to sign for anyone."""
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now, day = datetime.now(UTC), timedelta(days=1)
    certificate = (
        x509.CertificateBuilder(who, who, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - day)
        .not_valid_after(now + day)
        .sign(key, SHA256())
    )
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return SigningWish(pem, "", certificate.public_bytes(Encoding.PEM), "")


def _signer_of(wish: SigningWish) -> Any:
    from cryptography.hazmat.primitives.serialization import load_pem_private_key
    from pyhanko.sign.signers import SimpleSigner

    secret = wish.passphrase.encode() or None
    wrong = Refused(
        "The key does not open: the passphrase is wrong, or the file is neither PKCS#12 nor PEM.",
        "",
        "passphrase",
    )
    if b"-----BEGIN" not in wish.key:
        try:
            made = SimpleSigner.load_pkcs12_data(wish.key, [], secret)
        except ValueError:
            raise wrong from None
        if made is None:
            raise wrong
        return made
    try:
        key = load_pem_private_key(wish.key, secret)
    except (ValueError, TypeError):
        raise wrong from None
    return _of_pem(key, wish.certificate or wish.key)


def _of_pem(key: Any, pem: bytes) -> Any:
    from asn1crypto import keys
    from asn1crypto import pem as armour
    from asn1crypto.x509 import Certificate
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    try:
        parts = [*armour.unarmor(pem, multiple=True)]
        certificates = [Certificate.load(raw) for what, _, raw in parts if what == "CERTIFICATE"]
    except ValueError:
        certificates = []
    if not certificates:
        raise Refused(
            "No certificate stands in the file of the key: name it beside the key.", "", "key"
        )
    raw = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    store: Any = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register_multiple(certificates)
    return SimpleSigner(
        signing_cert=certificates[0], signing_key=keys.PrivateKeyInfo.load(raw), cert_registry=store
    )


def _writer(pdf: bytes) -> Any:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    class Kept(IncrementalPdfFileWriter):
        """Leaves the version of the file alone: an archive's file is no PDF 2.0."""

        def ensure_output_version(self, version: tuple[int, int]) -> None:
            """As it is."""

    return Kept(io.BytesIO(pdf))


def _stamper(address: str) -> Any:
    import urllib.request

    from asn1crypto import tsp
    from pyhanko.sign.timestamps import TimeStamper

    class Asked(TimeStamper):
        """Asks an authority over HTTP, by the standard library alone."""

        async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
            """Its answer (RFC 3161)."""
            if not address.startswith(("http://", "https://")):
                raise ValueError("an authority of time-stamps is asked by http or https")
            wanted = urllib.request.Request(
                address,
                data=req.dump(),
                headers={
                    "Content-Type": "application/timestamp-query",
                    "Accept": "application/timestamp-reply",
                },
            )
            with urllib.request.urlopen(wanted, timeout=PATIENCE) as answer:
                return tsp.TimeStampResp.load(answer.read())

    return Asked()  # type: ignore[no-untyped-call]


def _seen(signature: Any, issued_first: bool) -> SignatureSeen:
    from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    own = ValidationContext(
        trust_roots=[signature.signer_cert], moment=datetime.now(UTC), allow_fetching=False
    )
    status = validate_pdf_signature(signature, own, skip_diff=True)
    whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    stamp = status.timestamp_validity
    said = stamp.timestamp if stamp is not None else status.signer_reported_dt
    return SignatureSeen(
        _name(signature.signer_cert),
        said.date() if said is not None else None,
        status.intact and status.valid and whole,
        issued_first,
        _name(stamp.signing_cert) if stamp is not None and stamp.intact else "",
    )


def _name(certificate: Any) -> str:
    """Whom a certificate names."""
    known = certificate.subject.native
    return str(known.get("common_name") or certificate.subject.human_friendly)
