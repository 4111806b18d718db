"""The colour of a letterhead is used where words in it can be read (C3)."""

from mmd_reviewer.domain.letterhead import is_legible


def test_legible_is_what_the_formula_says() -> None:
    """Two greys on both sides of 4.5, as WCAG gives them."""
    assert is_legible("#767676")
    assert is_legible("#000000")
    assert not is_legible("#FFFFFF")
    assert not is_legible("#777777")
