"""One language: its catalog, its dates, its durations.

Catalogs are read from their `.po` files, so a fresh clone needs no build step.
"""

from __future__ import annotations

import gettext
import io
import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date as Date
from functools import cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

from caravan.errors import Message
from caravan.language.codes import LANGUAGES
from caravan.tour.clock import format_clock
from caravan.tour.names import Names

__all__ = ["CATALOGS", "LANGUAGES", "Language", "language"]

CATALOGS = Path(__file__).parent / "catalogs"
"""Folder of the catalogs: one `.po` file a language; English is the text in the code itself."""

# Arabic as in Tunisia: Latin digits and months as there (أفريل, جوان), which plain "ar" hasn't.
_LOCALES = {"fr": "fr", "ar": "ar_TN", "en": "en_GB"}
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_NO_BREAK_SPACE = "\u00a0"


class Language:
    """Texts and formats of one of LANGUAGES; get it from `language()`."""

    def __init__(self, code: str, names: str = "") -> None:
        self.code = code
        self.locale = Locale.parse(_LOCALES[code])
        self._catalog = _read_catalog(code)
        self._names = names or code

    def with_names_in(self, code: str) -> Language:
        """This language, with names from the data in another one, which needs no catalog."""
        return Language(self.code, code)

    @property
    def direction(self) -> str:
        """``"rtl"`` or ``"ltr"``, as HTML writes it."""
        return "rtl" if self.locale.text_direction == "rtl" else "ltr"

    def text(self, template: str, /, **values: str | int | float) -> str:
        """A text of the program in this language; `template` is a literal in English."""
        translated = self._look_up(template)
        return translated.format(**values) if values else translated

    def count(self, singular: str, plural: str, number: int, /, **values: str | int | float) -> str:
        """A text that depends on a number, which it may show as ``{number}``."""
        translated = self._catalog.ngettext(singular, plural, number)
        return translated.format(number=self.number(number), **values)

    def message(self, message: Message) -> str:
        """A message of the program in this language, its dates in words."""
        values = tuple((name, self._written(value)) for name, value in message.values)
        return Message(message.template, values).translated(self._look_up)

    def _written(self, value: str | int | float) -> str | int | float:
        if isinstance(value, str) and _ISO_DATE.fullmatch(value):
            with suppress(ValueError):  # no such day: somebody's text, as it is
                return self.long_date(Date.fromisoformat(value))
        return value

    def name(self, names: Names) -> str:
        """A name from the data in this language, or the best that there is."""
        return names.in_language(self._names)

    def listing(self, items: Iterable[str]) -> str:
        """``Gafsa, Tozeur et Douz``; nothing for no items."""
        return format_list(list(items), locale=self.locale)

    def date(self, date: Date) -> str:
        """``mardi 10 mars``: weekday, day and month, as the language writes them."""
        return f"{format_date(date, 'EEEE', locale=self.locale)} {self._day_and_month(date)}"

    def short_date(self, date: Date) -> str:
        """``mar. 10``: the weekday in short and the day, for buttons."""
        return f"{format_date(date, 'EEE', locale=self.locale)} {self._day(date)}"

    def long_date(self, date: Date) -> str:
        """``mardi 10 mars 2020``."""
        return f"{self.date(date)} {date.year}"

    def dates(self, first: Date, last: Date) -> str:
        """``9–16 mars 2020``, ``30 mars – 2 avril 2020``; what both have in common comes once."""
        end = f"{self._day_and_month(last)} {last.year}"
        if first == last:
            return end
        if (first.year, first.month) == (last.year, last.month):
            return self.text("{first}–{last}", first=self._day(first), last=end)
        begin = self._day_and_month(first)
        if first.year != last.year:
            begin = f"{begin} {first.year}"
        return self.text("{first} – {last}", first=begin, last=end)

    def _day_and_month(self, date: Date) -> str:
        return f"{self._day(date)} {format_date(date, 'MMMM', locale=self.locale)}"

    def _day(self, date: Date) -> str:
        return "1er" if self.code == "fr" and date.day == 1 else str(date.day)

    def clock(self, minutes: int) -> str:
        """Minutes after midnight as a 24-hour time: ``08:30``."""
        return format_clock(minutes)

    def duration(self, minutes: int) -> str:
        """``45 min``, ``2 h``, ``1 h 45``; its spaces do not break at the end of a line."""
        hours, rest = divmod(minutes, 60)
        if hours == 0:
            text = self.text("{minutes} min", minutes=rest)
        elif rest == 0:
            text = self.text("{hours} h", hours=self.number(hours))
        else:
            text = self.text("{hours} h {minutes}", hours=self.number(hours), minutes=f"{rest:02d}")
        return text.replace(" ", _NO_BREAK_SPACE)

    def km(self, km: float) -> str:
        """Whole kilometres: ``107 km``, with a space that does not break."""
        return self.text("{km} km", km=self.number(round(km))).replace(" ", _NO_BREAK_SPACE)

    def number(self, number: float, /) -> str:
        """A number with the language's separators, at most three digits after the point."""
        return format_decimal(number, locale=self.locale)

    def percent(self, share: float, /) -> str:
        """A share of 1 in percent, at most one digit after the point: ``2,5 %`` for 0.025."""
        pattern = "#,##0.#%" if self.code == "en" else f"#,##0.#{_NO_BREAK_SPACE}%"
        return format_percent(share, pattern, locale=self.locale)

    def _look_up(self, template: str) -> str:
        # Gettext answers the empty text with the catalog's header.
        return self._catalog.gettext(template) if template else ""


@cache
def language(code: str) -> Language:
    """The language of this code. Raises KeyError for a code outside LANGUAGES."""
    return Language(code)


@cache
def _read_catalog(code: str) -> gettext.NullTranslations:
    path = CATALOGS / f"{code}.po"
    if code == "en" or not path.exists():
        return gettext.NullTranslations()
    with path.open("rb") as file:
        catalog = read_po(file, locale=code)
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
