"""What the page says of estimates is what was measured."""

from __future__ import annotations

from pathlib import Path

from caravan.ui.tour_page.source_of_times import HALF_WITHIN, NINE_IN_TEN_WITHIN, WORST

ROUTING = Path(__file__).parent.parent.parent.parent / "docs" / "routing.md"


def test_the_figures_are_those_of_the_document():
    row = f"| minutes | {HALF_WITHIN:.1%} | {NINE_IN_TEN_WITHIN:.1%} | {WORST:.0%} |"
    assert row.replace("%", " %") in ROUTING.read_text("utf-8")
