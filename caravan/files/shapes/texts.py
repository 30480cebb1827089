"""Values that files write as text: dates, times, hours, names, addresses."""

from __future__ import annotations

import re
import unicodedata
from datetime import date as Date
from datetime import datetime
from functools import cache
from typing import Annotated
from zoneinfo import available_timezones

from pydantic import PlainSerializer, PlainValidator

from caravan.errors import ImpossibleValue, msg
from caravan.files.shapes.remedies import remedy_for
from caravan.files.wrong import WrongValue, nearest, shown
from caravan.tour.clock import format_clock, parse_clock
from caravan.tour.names import MAX_LENGTH, Names
from caravan.tour.opening import Hours
from caravan.tour.place import refuse_bad_id

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?", re.ASCII)
_HOURS = re.compile(r"\s*([0-9:]+)\s*[-–]\s*([0-9:]+)\s*", re.ASCII)
_EMAIL = re.compile(r"[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_URL = re.compile(r"https?://[^\s<>\"'\\`{}|^]+")
_DOMAIN = re.compile(
    r"(?=.{1,200}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+"
)
_COUNTRY = re.compile(r"[A-Z]{2}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
# They turn the order of all that follows, even of our own words. The marks U+200E, U+200F and
# U+061C only nudge their neighbours and belong to good Arabic: they stay.
_TURNS_TEXT = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_INVISIBLE = frozenset("\u200b\u2028\u2029\u2060\ufeff")


def _text(value: object) -> str:
    """The value when it is a text, else a WrongValue with what would make it one."""
    if isinstance(value, str):
        return value
    if value is None:
        raise WrongValue(msg("the value is missing"), msg("Write a value, or delete the key"))
    if isinstance(value, bool | int | float):
        raise WrongValue(
            msg("“{value}” is not a text", value=shown(value)), msg("Put it in quotes")
        )
    raise WrongValue(msg("a single text is expected here"), msg("Write one text"))


def clean_line(value: object, limit: int = 1000) -> str:
    """One line of text without characters that hide or turn what is written.

    Raises WrongValue for anything else.
    """
    text = _text(value)
    # None of them is printable: nearly every text is looked through at once.
    for number, char in enumerate("" if text.isprintable() else text, 1):
        if char in _TURNS_TEXT or char in _INVISIBLE or unicodedata.category(char) in ("Cc", "Cs"):
            problem = msg(
                "character {number} is invisible: U+{code} {name}",
                number=number,
                code=f"{ord(char):04X}",
                name=unicodedata.name(char, "control character").lower(),
            )
            raise WrongValue(problem, msg("Delete it, or write the text anew"))
    if len(text) > limit:
        problem = msg(
            "the text “{start}…” has {length} characters", start=text[:30], length=len(text)
        )
        raise WrongValue(problem, msg("At most {limit} are allowed", limit=limit))
    return text


def _line(value: object) -> str:
    text = clean_line(value).strip()
    if not text:
        raise WrongValue(msg("the value is missing"), msg("Write a value, or delete the key"))
    return text


def names_of(value: object) -> Names:
    """Names from a dictionary of language codes. Raises ImpossibleValue."""
    if not isinstance(value, dict):
        problem = msg("a name in one or more languages is expected here")
        raise WrongValue(problem, msg("Write it in at least one language, like “fr: Gafsa”"))
    texts = []
    for code, text in value.items():
        try:
            line = clean_line(text, 100_000).strip()  # Names has its own limit, and says it
            Names(((str(code), line),))
        except ImpossibleValue as cause:
            remedy = cause.remedy if isinstance(cause, WrongValue) else remedy_for(cause.message)
            raise WrongValue(cause.message, remedy, (str(code),)) from None
        texts.append((str(code), line))
    return Names(tuple(texts))


def _date(value: object) -> Date:
    text = _text(value)
    try:
        # Python would take 20200309 and 2020-W11-1 too; people would not.
        return Date.fromisoformat(text if _DATE.fullmatch(text) else "")
    except ValueError:
        problem = msg("“{value}” is not a date", value=shown(text))
        raise WrongValue(problem, msg("Write year-month-day, like 2020-03-09")) from None


def _instant(value: object) -> datetime:
    text = _text(value)
    try:
        instant = datetime.fromisoformat(text if _INSTANT.fullmatch(text) else "")
    except ValueError:
        problem = msg("“{value}” is not an instant", value=shown(text))
        raise WrongValue(problem, msg("Write it like 2020-03-08T10:00:00+01:00")) from None
    if instant.utcoffset() is None:
        problem = msg("“{value}” has no offset from UTC", value=shown(text))
        raise WrongValue(problem, msg("Write it like 2020-03-08T10:00:00+01:00"))
    return instant


def _clock(value: object) -> int:
    return parse_clock(_text(value))


def hours_of(value: object) -> Hours:
    """Hours from ``08:30-12:30``. Raises ImpossibleValue."""
    text = _text(value)
    match = _HOURS.fullmatch(text)
    if not match:
        problem = msg("“{value}” is not a span of hours", value=shown(text))
        raise WrongValue(problem, msg("Write it like 08:30-12:30"))
    return Hours(parse_clock(match[1]), parse_clock(match[2]))


def _hours_text(hours: Hours) -> str:
    return f"{format_clock(hours.begins)}-{format_clock(hours.ends)}"


def _id(value: object) -> str:
    text = _text(value)
    refuse_bad_id(text)
    return text


def _email(value: object) -> str:
    text = _line(value)
    if not _EMAIL.fullmatch(text) or len(text) > MAX_LENGTH:
        problem = msg("“{value}” is not an e-mail address", value=shown(text))
        raise WrongValue(problem, msg("Write it like name@town.example"))
    return text


def _url(value: object) -> str:
    text = _line(value)
    if not _URL.fullmatch(text):
        problem = msg("“{value}” is not an address of the web", value=shown(text))
        raise WrongValue(problem, msg("Write it like https://town.example/"))
    return text


def _domain(value: object) -> str:
    text = _line(value)
    if not _DOMAIN.fullmatch(text):
        problem = msg("“{value}” is not a domain name", value=shown(text))
        raise WrongValue(problem, msg("Write it like tour.example, in lower case"))
    return text


def _language(value: object) -> str:
    text = _text(value)
    if not _LANGUAGE.fullmatch(text):
        problem = msg("“{code}” is not a language code", code=shown(text))
        raise WrongValue(problem, msg("Use two or three lower-case letters, like fr or ar"))
    return text


def _zone(value: object) -> str:
    text = _text(value)
    zones = _zones()
    if text not in zones:
        problem = msg("“{zone}” is not an IANA time zone", zone=shown(text))
        by_lower_case = {zone.lower(): zone for zone in zones}
        guess = nearest(text.strip(), by_lower_case)
        if guess is None:
            raise WrongValue(problem, msg("Write it like Europe/Paris"))
        raise WrongValue(problem, msg("Did you mean “{guess}”?", guess=by_lower_case[guess]))
    return text


@cache
def _zones() -> frozenset[str]:
    """All IANA names; looking for them goes through hundreds of files."""
    return frozenset(available_timezones())


def _country(value: object) -> str:
    text = _text(value)
    if not _COUNTRY.fullmatch(text):
        problem = msg("“{value}” is not a country code", value=shown(text))
        raise WrongValue(problem, msg("Use the two capital letters of ISO 3166, like FR"))
    return text


LineText = Annotated[str, PlainValidator(_line)]
"""One line of text, not empty, at most 1000 characters."""
IdText = Annotated[str, PlainValidator(_id)]
"""Lower-case letters, digits and single hyphens, at most 60."""
EmailText = Annotated[str, PlainValidator(_email)]
"""An e-mail address."""
UrlText = Annotated[str, PlainValidator(_url)]
"""An http or https address."""
DomainText = Annotated[str, PlainValidator(_domain)]
"""A domain name in lower case."""
ZoneText = Annotated[str, PlainValidator(_zone)]
"""A name of the IANA time zone database."""
CountryText = Annotated[str, PlainValidator(_country)]
"""A country code of ISO 3166-1, two capital letters."""
LanguageText = Annotated[str, PlainValidator(_language)]
"""A language code of ISO 639."""
DateText = Annotated[Date, PlainValidator(_date), PlainSerializer(Date.isoformat)]
"""``2020-03-09``."""
InstantText = Annotated[datetime, PlainValidator(_instant), PlainSerializer(datetime.isoformat)]
"""``2020-03-08T10:00:00+01:00``."""
ClockText = Annotated[int, PlainValidator(_clock), PlainSerializer(format_clock)]
"""``08:30``, inside minutes after midnight."""
HoursText = Annotated[Hours, PlainValidator(hours_of), PlainSerializer(_hours_text)]
"""``08:30-12:30``."""
NamesMap = Annotated[
    Names, PlainValidator(names_of), PlainSerializer(lambda names: dict(names.texts))
]
"""``{fr: Gafsa, ar: قفصة}``."""
