"""Mail drafts: what a customer wrote is a name, an address or words, and never a header (C4)."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmd_reviewer.exports.mail import write_draft

PDF = b"%PDF-1.7\r\n\x00\xff lines\nand\rmore\n--boundary--\n%%EOF"
JANA = ("Jana Hofer", "jana@fabrikam.example")
HEADERS = ["Subject", "To", "X-Unsent", "MIME-Version", "Content-Type"]


def read(content: bytes) -> EmailMessage:
    """As a mail program reads it."""
    found = message_from_bytes(content, policy=default)
    assert isinstance(found, EmailMessage)
    assert not found.defects
    return found


def attached(message: EmailMessage) -> list[tuple[str, str, object]]:
    return [
        (str(part.get_content_type()), str(part.get_filename()), part.get_content())
        for part in message.iter_attachments()
        if isinstance(part, EmailMessage)
    ]


def words(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert isinstance(body, EmailMessage)
    return str(body.get_content()).replace("\r\n", "\n")


def test_a_draft_is_the_letter_with_its_file_byte_for_byte() -> None:
    text = "Dear Søren,\n\n.\nFrom here on — “quoted” — it counts.\n" + "long " * 400 + "\n"
    content, address = write_draft(JANA, "Decline A-0001, MMD-1", text, "A-0001-L1.pdf", PDF)
    message = read(content)
    assert sorted(message.keys()) == sorted(HEADERS)
    assert (address, message["To"], message["Subject"], message["X-Unsent"]) == (
        JANA[1],
        "Jana Hofer <jana@fabrikam.example>",
        "Decline A-0001, MMD-1",
        "1",
    )
    assert words(message) == text
    assert attached(message) == [("application/pdf", "A-0001-L1.pdf", PDF)]
    assert write_draft(JANA, "Decline A-0001, MMD-1", text, "A-0001-L1.pdf", PDF)[0] == content
    assert max(len(line) for line in content.split(b"\r\n")) <= 998
    assert b"\n" not in content.replace(b"\r\n", b"")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "jana",
        "jana@fabrikam",
        "a@b.example, c@d.example",
        "a@b.example; c@d.example",
        "Jana <jana@fabrikam.example>",
        "jana@fabrikam.example\r\nBcc: all@evil.example",
        "jana@fabrikam.example\nBcc: all@evil.example",
        "jana @fabrikam.example",
        "jána@fabrikam.example",
        "jana@fabrikam.example\x00",
        '"x\r\n y"@b.example',
        "a..b@c.example",
        f"{'a' * 300}@b.example",
    ],
)
def test_what_is_no_address_for_sure_is_left_out(address: str) -> None:
    content, found = write_draft(("Jana", address), "Decline", "Words.\n", "a.pdf", PDF)
    assert (found, read(content)["To"]) == ("", None)
    assert b"evil" not in content


@pytest.mark.parametrize(
    "name",
    [
        "Hofer, Jana",
        'Jana "JJ" Hofer',
        "Jana\r\nBcc: all@evil.example",
        "Jana\u2028Bcc: all@evil.example",
        "Zoë Çelik",
        "Łukasz <all@evil.example>, Wiśniewski",
        f"{'Wiśniewski, ' * 30}Bcc: all@evil.example",
        f"{'Hofer, ' * 40}",
        "=?utf-8?q?x=0D=0ABcc:=20all@evil.example?=",
        "\x1b[31mJana\x7f",
        "",
    ],
)
def test_a_name_is_a_name_whatever_it_holds(name: str) -> None:
    """Long ones are folded; line breaks, commas and angles make no second address."""
    message = read(write_draft((name, JANA[1]), "Decline", "Words.\n", "a.pdf", PDF)[0])
    assert sorted(message.keys()) == sorted(HEADERS)
    assert [one.addr_spec for one in message["To"].addresses] == [JANA[1]]


@pytest.mark.parametrize("hidden", ["=0D=0ABcc:=20all@evil.example", "=00", "a=0Ab"])
def test_a_line_end_that_hides_in_an_encoded_word_is_none(hidden: str) -> None:
    """The library decodes such words in what it is given, and writes the line end as one."""
    word = f"=?utf-8?q?{hidden}?="
    content = write_draft((f"x {word}", JANA[1]), f"Decline, {word}{word}", "a\n", "a.pdf", PDF)[0]
    assert sorted(read(content).keys()) == sorted(HEADERS)
    assert hidden in read(content)["Subject"]


@pytest.mark.model
@given(name=st.text(max_size=80), subject=st.text(max_size=200), text=st.text(max_size=300))
def test_no_words_become_a_header(name: str, subject: str, text: str) -> None:
    text = text.encode("utf-8", "ignore").decode()
    message = read(write_draft((name, JANA[1]), subject, text, "a.pdf", PDF)[0])
    assert sorted(message.keys()) == sorted(HEADERS)
    assert [one.addr_spec for one in message["To"].addresses] == [JANA[1]]
    assert attached(message)[0][2] == PDF
    assert len(attached(message)) == 1
