"""The fixed words of the timeline's template."""

from __future__ import annotations

from dataclasses import dataclass

from caravan.language.language import Language


@dataclass(frozen=True, slots=True)
class RowWords:
    """Words between the texts of the rows."""

    with_: str
    comma: str
    about: str
    estimate: str
    go: str
    open_map: str


def row_words(language: Language) -> RowWords:
    """The words in a language."""
    _ = language.text
    return RowWords(
        with_=_("With:"),
        comma=f"{_(',')} ",
        about=_("about"),
        estimate=_("Estimate: open the day to see where it comes from"),
        go=_("Go there"),
        open_map=_("Open in a map app"),
    )
