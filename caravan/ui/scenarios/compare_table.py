"""The table of plans side by side, and what each does otherwise than the first, as markup."""

from __future__ import annotations

from markupsafe import Markup

from caravan.language.language import Language
from caravan.ui.html import element
from caravan.ui.situation import sentence
from caravan.views.compared_figures import ComparedRow, ComparedValue, Trend
from caravan.views.comparison_text import ChangeLine, ComparisonText, DifferenceText

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def letter(number: int) -> str:
    """What the plan of a column is called in short: A, B, C …, a number after Z."""
    return _LETTERS[number] if number < len(_LETTERS) else str(number + 1)


def compare_table(text: ComparisonText, speech: Language) -> Markup:
    """The figures. On a narrow screen it scrolls inside itself, the names of the rows in view."""
    _ = speech.text
    heads = [
        element(
            "th",
            element("span", letter(number), class_="cv-letter", aria_hidden="true"),
            element("bdi", name),
            scope="col",
        )
        for number, name in enumerate(text.names)
    ]
    head = element("tr", element("td", ""), *heads)
    rows = [_row(row, speech) for row in text.rows]
    table = element(
        "table", element("thead", head), element("tbody", *rows), class_="cv-table cv-compare"
    )
    # It takes the keyboard, so that it can be scrolled without a mouse.
    around = element(
        "div",
        table,
        class_="cv-scroll",
        tabindex="0",
        role="region",
        aria_label=_("Plans side by side"),
    )
    notes = [element("p", note, class_="cv-quiet") for note in text.notes]
    legend = element(
        "p",
        _("Differences are to A. The best value of a row is marked “{best}”.", best=_("best")),
        class_="cv-quiet",
    )
    return Markup().join([around, legend, *notes])


def _row(row: ComparedRow, speech: Language) -> Markup:
    cells = [
        _cell(value, speech, is_best=number in row.best) for number, value in enumerate(row.values)
    ]
    return element("tr", element("th", row.label, scope="row"), *cells)


def _cell(value: ComparedValue, speech: Language, *, is_best: bool) -> Markup:
    parts = [element("bdi", value.text, class_="cv-value", dir=speech.direction)]
    if is_best:
        parts.append(element("span", speech.text("best"), class_="cv-best"))
    if value.difference:
        words = {Trend.BETTER: speech.text("better"), Trend.WORSE: speech.text("worse")}
        said = words.get(value.trend, "")
        told = element("bdi", value.difference, dir=speech.direction)
        more = element("span", f" {said}") if said else ""
        parts.append(element("small", told, more, class_=f"cv-change cv-{value.trend}"))
    return element("td", *parts, class_="cv-figures")


def programme_of(text: ComparisonText, speech: Language) -> Markup:
    """What each plan does otherwise than the first: towns, nights, promises."""
    head = element("h2", speech.text("What changes in the programme"), class_="cv-section")
    parts = [
        _programme(letter(number), name, found, speech)
        for number, (name, found) in enumerate(zip(text.names, text.differences, strict=True))
        if number
    ]
    return Markup().join([head, *parts])


def _programme(mark: str, name: str, found: DifferenceText, speech: Language) -> Markup:
    title = element(
        "h3",
        element("span", mark, class_="cv-letter", aria_hidden="true"),
        element("bdi", name),
    )
    parts = [title, element("p", element("bdi", found.summary))]
    lines = [_change(line, speech) for line in found.events]
    lines += [element("li", element("bdi", sentence(night))) for night in found.nights]
    if lines:
        parts.append(element("ul", *lines, class_="cv-differs"))
    return element("section", *parts, class_="cv-programme")


def _change(line: ChangeLine, speech: Language) -> Markup:
    _ = speech.text
    said = element("bdi", sentence(line.text))
    if not line.breaks:
        return element("li", said)
    text = _("a confirmed promise is broken") if line.was_confirmed else _("a promise is broken")
    return element("li", said, " ", element("span", text, class_="cv-broken"))
