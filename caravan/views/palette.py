"""One colour a day, the same everywhere: map, card, calendar, table, paper.

The eight colours are those of Okabe and Ito (2008), made to be told apart by people with any kind
of colour vision. From the ninth day on they come again with another pattern; and a colour never
stands alone: stops are numbered, days are named.
"""

from __future__ import annotations

from dataclasses import dataclass

OKABE_ITO = (
    "#0072B2",  # blue
    "#D55E00",  # vermillion
    "#009E73",  # bluish green
    "#CC79A7",  # reddish purple
    "#E69F00",  # orange
    "#000000",  # black
    "#56B4E9",  # sky blue
    "#F0E442",  # yellow
)
"""In an order in which neighbours, as two days on the road often are, differ most."""

LIGHT = "#FFFFFF"
DARK = "#0F0C09"


@dataclass(frozen=True, slots=True)
class DayStyle:
    """How a day looks.

    Attributes:
        colour: of its line, its stops, its card.
        ink: of text on that colour, at least 4.5 : 1.
        edge: of the casing along a line, which keeps the colour clear of the ground.
        pattern: 0 plain, 1 with a light stripe, 2 with a dark stripe: from day 9, from day 17.
    """

    colour: str
    ink: str
    edge: str
    pattern: int


def day_style(index: int) -> DayStyle:
    """The style of a day, counted from 0 for the first date of the tour."""
    colour = OKABE_ITO[index % len(OKABE_ITO)]
    ink = max((LIGHT, DARK), key=lambda other: contrast(colour, other))
    edge = DARK if _luminance(colour) > 0.6 else LIGHT
    return DayStyle(colour, ink, edge, index // len(OKABE_ITO) % 3)


def contrast(one: str, other: str) -> float:
    """Contrast of two colours like ``#0072B2``, 1 to 21, as WCAG 2 defines it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance, 0 to 1 (WCAG 2)."""
    shares = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
