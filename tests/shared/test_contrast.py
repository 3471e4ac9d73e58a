"""Words stand out 7:1 from everything they are put on, in light and in dark."""

import re
from pathlib import Path

import pytest

TOKENS = Path("assets/css/_tokens.scss").read_text()
GROUNDS = ("ground", "paper", "plum-tint", "teal-tint", "coral-tint", "sun-tint")
WORDS = ("ink", "quiet", "lead", "teal-text", "coral-text")
PAIRS = [
    *((words, ground) for ground in GROUNDS for words in WORDS),
    *[("on-lead", "lead"), ("on-lead", "lead-strong"), ("on-sun", "sun"), ("ground", "coral-text")],
    *[("on-night", "night"), ("quiet-on-night", "night")],
]
SHAPES = [
    ("line-strong", "ground"),
    ("line-strong", "paper"),
    ("shape-plum", "teal-tint"),
    ("shape-teal", "teal-tint"),
]


def tokens(scheme: str) -> dict[str, str]:
    """The colours of one scheme; dark falls back on light."""
    light, dark = TOKENS.split("@include dark {")
    found = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", light))
    return found | dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", dark)) if scheme == "dark" else found


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1 to 21, WCAG 2.2."""
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("words", "ground"), PAIRS)
def test_words_stand_out(scheme: str, words: str, ground: str) -> None:
    colours = tokens(scheme)
    assert contrast(colours[words], colours[ground]) >= 7


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_shapes_that_mean_something_stand_out(scheme: str, shape: str, ground: str) -> None:
    colours = tokens(scheme)
    assert contrast(colours[shape], colours[ground]) >= 3
