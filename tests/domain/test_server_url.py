"""The URL of a team's store is shown and kept without a password."""

import pytest

from mmd_reviewer.domain.server_url import check_no_password, shown_url
from tests.making import refused


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://ines:secret@db.example/mmd", "postgresql://ines@db.example/mmd"),
        ("postgres://db.example/mmd?password=secret", "postgres://db.example/mmd"),
        ("postgresql://db/mmd?user=i&sslpassword=s", "postgresql://db/mmd?user=i"),
    ],
)
def test_a_password_is_neither_shown_nor_kept(url: str, shown: str) -> None:
    assert shown_url(url) == shown
    assert refused(lambda: check_no_password(url)) == ("", "store")
    check_no_password(shown)


def test_the_name_of_a_file_is_no_url() -> None:
    """Whatever stands in it, it is kept as it is."""
    check_no_password("/home/ines/a?password=b.sqlite")
