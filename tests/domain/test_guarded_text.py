"""Guarding text against spreadsheets is taken back without loss."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmd_reviewer.domain.guarded_text import guarded, unguarded


@given(st.text(st.sampled_from("=+-@'; \t\r\n|ab1\u200b\uff1d"), max_size=12))
def test_whatever_is_guarded_is_given_back(text: str) -> None:
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1", "'=1"),
        ("a;=1", "a;'=1"),
        ("'=1", "''=1"),
        ("it's", "it's"),
        ("a-b", "a-b"),
        ("a\n-b", "a\n'-b"),
    ],
)
def test_an_apostrophe_stands_before_what_would_begin_a_formula(text: str, written: str) -> None:
    assert guarded(text) == written
