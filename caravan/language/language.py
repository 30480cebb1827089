"""One language: its catalog, its dates, its durations.

Catalogs are read from their `.po` files, so a fresh clone needs no build step.
"""

from __future__ import annotations

import gettext
import io
from datetime import date as Date
from functools import cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from caravan.errors import Message
from caravan.tour.clock import format_clock
from caravan.tour.names import Names

LANGUAGES = ("fr", "ar", "en")
"""Languages of screens and exports; the first is the default."""

_CATALOGS = Path(__file__).parent / "catalogs"
# Tunisia writes Arabic with Latin digits and French month names (مارس), as plain "ar" doesn't.
_LOCALES = {"fr": "fr", "ar": "ar_TN", "en": "en_GB"}


class Language:
    """Texts and formats of one of LANGUAGES; get it from `language()`."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.locale = Locale.parse(_LOCALES[code])
        self._catalog = _read_catalog(code)

    @property
    def direction(self) -> str:
        """``"rtl"`` or ``"ltr"``, as HTML writes it."""
        return "rtl" if self.locale.text_direction == "rtl" else "ltr"

    def text(self, template: str, /, **values: str | int | float) -> str:
        """A text of the program in this language; `template` is a literal in English."""
        translated = self._catalog.gettext(template)
        return translated.format(**values) if values else translated

    def count(self, singular: str, plural: str, number: int, /, **values: str | int | float) -> str:
        """A text that depends on a number, which it may show as ``{number}``."""
        return self._catalog.ngettext(singular, plural, number).format(number=number, **values)

    def message(self, message: Message) -> str:
        """A message of the program in this language."""
        return message.translated(self._catalog.gettext)

    def name(self, names: Names) -> str:
        """A name from the data in this language, or the best that there is."""
        return names.in_language(self.code)

    def date(self, date: Date) -> str:
        """``mardi 10 mars``: weekday, day and month, as the language writes them."""
        return format_date(date, self._day_pattern, locale=self.locale)

    def long_date(self, date: Date) -> str:
        """``mardi 10 mars 2020``."""
        return f"{self.date(date)} {date.year}"

    @property
    def _day_pattern(self) -> str:
        return {"ar": "EEEE d MMMM", "fr": "EEEE d MMMM", "en": "EEEE d MMMM"}[self.code]

    def clock(self, minutes: int) -> str:
        """Minutes after midnight as a 24-hour time: ``08:30``."""
        return format_clock(minutes)

    def duration(self, minutes: int) -> str:
        """``45 min``, ``2 h``, ``1 h 45``."""
        hours, rest = divmod(minutes, 60)
        if hours == 0:
            return self.text("{minutes} min", minutes=rest)
        if rest == 0:
            return self.text("{hours} h", hours=hours)
        return self.text("{hours} h {minutes}", hours=hours, minutes=f"{rest:02d}")

    def km(self, km: float) -> str:
        """Whole kilometres: ``107 km``."""
        return self.text("{km} km", km=format_decimal(round(km), locale=self.locale))


@cache
def language(code: str) -> Language:
    """The language of this code. Raises KeyError for a code outside LANGUAGES."""
    return Language(code)


def _read_catalog(code: str) -> gettext.NullTranslations:
    path = _CATALOGS / f"{code}.po"
    if code == "en" or not path.exists():
        return gettext.NullTranslations()
    with path.open("rb") as file:
        catalog = read_po(file, locale=code)
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
