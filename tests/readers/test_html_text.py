"""HTML → plain text: a line for each block, brackets that are no HTML stay text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmd_reviewer.readers.html_text import looks_like_html, plain_text

TEXTS = {
    "x <b>": "x <b>",
    r"Hello\n\nTimeline: 6 weeks\r\nProposal: C:\new\net": "Hello\\n\nTimeline: 6 weeks\nProposal: "
    r"C:\new\net",
    "R&amp;D": "R&D",
    "12&nbsp;months &lt;5 ms &euro; &T; & &nosuch;": "12\xa0months <5 ms € &T; & &nosuch;",
    "&lt;p&gt;a &amp;amp; b&lt;/p&gt;&lt;p&gt;c&lt;/p&gt;": "a & b\n\nc",
    "<p>for <s>24 <b>months</b></s> ever</p>": "for ~~24~~ ~~months~~ ever",
    "<p>x <span style='text-decoration: line-through'>a <span>b</span> c</span> d</p>": "x ~~a~~ "
    "~~b~~ ~~c~~ d",
    "<del>a</del> b <strike>c</strike>": "~~a~~ b ~~c~~",
    "mine<blockquote>theirs<br>too</blockquote>mine": "mine\n> theirs\n> too\nmine",
    "<blockquote style='margin: 0 0 0 40px; border: none'>mine</blockquote>": "mine",
    "</blockquote><p>a</p>": "a",
    "<p>Timeline: 6 weeks\nRequirement: scan\nplans</p>": "Timeline: 6 weeks\nRequirement: scan "
    "plans",
    "<table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td></td></tr></table>d": "a | b\nc |\nd",
    "<table><tr>\n<td>\n<p>a</p>\n</td>\n<td>\n<p>b</p><p>c</p>\n</td></tr></table>": "a | b\n\nc",
    "<table><tr><td>a</td><td/><td>c</td></tr></table>": "a | | c",
    "<table><tr><td>a</td><td></td><td>c</td></tr></table>": "a | | c",
    "<p>a<b/>b<script/>c</p><blockquote/>d<foo/>": "abc\n\nd<foo/>",
    "<blockquote><p>a</p><div>b</div></blockquote>c": "> a\n\n> b\nc",
    "<b>Requirement</b> scan<br><b>Proposal</b> a <b>driver</b> x": "Requirement: scan\n"
    "Proposal: a driver x",
    "<b>Requirement</b> scan<br><b>Mind</b> it": "Requirement scan\nMind it",
    "a<br>b": "a\nb",
    "a<br>\nb": "a\nb",
    "a<br><br>b": "a\n\nb",
    "<p>a</p><p>b</p>": "a\n\nb",
    "<div>a</div><div>b</div>": "a\nb",
    "<div><p>x</p></div><div>y</div>": "x\n\ny",
    "<ul><li>one<li>two</ul>": "- one\n- two",
    "<table><tr><td>Timeline</td><td>6 weeks</td></tr></table>": "Timeline | 6 weeks",
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
    if not looks_like_html(text) and "&" not in text:
        assert result == text.strip()


@given(st.text(max_size=200))
def test_words_without_a_bracket_or_an_entity_are_untouched(text: str) -> None:
    bare = text.replace("<", "").replace("&", "").replace("\r", "")
    assert plain_text(bare) == bare.strip()
