"""Another name in the visitor's language, where another language may stand in for it."""

from __future__ import annotations

from caravan.tour.names import Names


def renamed(names: Names, code: str, text: str) -> Names:
    """The names with another text where `code` was shown: it may stand in for another language."""
    texts = dict(names.texts)
    shown = names.in_language(code)
    if text.strip() == shown:
        return names
    texts[code] = text.strip()
    return Names.of(**texts)
