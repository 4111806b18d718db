"""Where the words of a letter came to stand on its pages."""

from mmd_reviewer.domain.letters.drawn import Box


def test_two_boxes_and_what_is_between_them_are_one() -> None:
    upper, lower = Box(50, 700, 300, 720), Box(70, 600, 350, 640)
    assert upper.with_(lower) == lower.with_(upper) == Box(50, 600, 350, 720)
