"""Names of holidays that many countries share, for our own catalogs."""

from __future__ import annotations

from functools import cache

from caravan.errors import Message, msg
from caravan.language.codes import LANGUAGES
from caravan.language.language import language as language_of_code

_COMMON: tuple[Message, ...] = (
    msg("New Year's Day"),
    msg("New Year's Eve"),
    msg("Lunar New Year"),
    msg("Epiphany"),
    msg("Carnival"),
    msg("Maundy Thursday"),
    msg("Good Friday"),
    msg("Holy Saturday"),
    msg("Easter"),
    msg("Easter Sunday"),
    msg("Easter Monday"),
    msg("Ascension Day"),
    msg("Pentecost"),
    msg("Whit Monday"),
    msg("Corpus Christi"),
    msg("Assumption Day"),
    msg("All Saints' Day"),
    msg("All Souls' Day"),
    msg("Immaculate Conception"),
    msg("Christmas Eve"),
    msg("Christmas Day"),
    msg("Second Day of Christmas"),
    msg("Boxing Day"),
    msg("Islamic New Year"),
    msg("Prophet's Birthday"),
    msg("Isra' and Mi'raj"),
    msg("Eid al-Fitr"),
    msg("Eid al-Fitr Holiday"),
    msg("Day of Arafah"),
    msg("Eid al-Adha"),
    msg("Eid al-Adha Holiday"),
    msg("Labor Day"),
    msg("Women's Day"),
    msg("International Women's Day"),
    msg("Mother's Day"),
    msg("Children's Day"),
    msg("Youth Day"),
    msg("Martyrs' Day"),
    msg("Thanksgiving Day"),
    msg("National Day"),
    msg("Independence Day"),
    msg("Republic Day"),
    msg("Constitution Day"),
    msg("Revolution Day"),
    msg("Liberation Day"),
    msg("Victory Day"),
)


@cache
def common_holidays(code: str) -> dict[str, str]:
    """Translations by the English names, those that our catalog of a language has."""
    if code not in LANGUAGES:
        return {}
    speech = language_of_code(code)
    pairs = ((name.template, speech.message(name)) for name in _COMMON)
    return {english: translated for english, translated in pairs if translated != english}
