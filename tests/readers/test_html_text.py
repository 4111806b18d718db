"""HTML → plain text: a line for each block, brackets that are no HTML stay text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmd_reviewer.readers.html_text import looks_like_html, plain_text

TEXTS = {
    "x <b>": "x <b>",
    "R&amp;D": "R&amp;D",
    "a<br>b": "a\nb",
    "a<br>\nb": "a\nb",
    "a<br><br>b": "a\n\nb",
    "<p>a</p><p>b</p>": "a\n\nb",
    "<div>a</div><div>b</div>": "a\nb",
    "<div><p>x</p></div><div>y</div>": "x\n\ny",
    "<ul><li>one<li>two</ul>": "- one\n- two",
    "<table><tr><td>Timeline</td><td>6 weeks</td></tr></table>": "Timeline\n6 weeks",
    "<p>wrapped\nline</p>\ntyped\nline": "wrapped line\n\ntyped\nline",
    "<pre>kept\n  lines</pre>": "kept\nlines",
    "plain <b>bold</b>\nsecond": "plain bold\nsecond",
    "<p>on <host-1> and <HOST>": "on <host-1> and <host>",
    "<p>5 < 6 &lt;b&gt; &euro; &#8364;</p>": "5 < 6 <b> € €",
    "<!-- gone --><p>here<!-- <p> --></p>": "here",
    "<!DOCTYPE html><html><head><title>t</title></head><body>x</body></html>": "x",
    "<p>a</p><script>never closed": "<p>a</p><script>never closed",
    "<p>a<img src=x>b</p>": "ab",
    "line\r\nline": "line\nline",
}


@pytest.mark.parametrize("text", TEXTS)
def test_the_words_of_an_html_text(text: str) -> None:
    assert plain_text(text).casefold() == TEXTS[text].casefold()


@given(st.text(alphabet="<>/!-[]?&;#'\" =abpBRdiv\n", max_size=300))
def test_no_text_stops_it(text: str) -> None:
    result = plain_text(text)
    if not looks_like_html(text):
        assert result == text.strip()


@given(st.text(max_size=200))
def test_words_without_a_bracket_are_untouched(text: str) -> None:
    bare = text.replace("<", "").replace("\r", "")
    assert plain_text(bare) == bare.strip()
