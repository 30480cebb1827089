"""Suggestions in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date as Date

from caravan.almanac.clocks import ClockChange
from caravan.almanac.countries import country_name
from caravan.almanac.public_holidays import Holiday
from caravan.almanac.suggestion import Daylight, Fasting, Suggestion, Weekend
from caravan.language.language import Language
from caravan.tour.clock import MINUTES_PER_DAY
from caravan.tour.opening import Hours, OpeningHours


def suggestion_text(suggestion: Suggestion, speech: Language) -> str:
    """Why somebody may want to change something, in one or two sentences."""
    match suggestion.about:
        case Holiday() as holiday:
            return _holiday(holiday, speech)
        case Weekend(country=country, weekdays=weekdays):
            return speech.text(
                "Weekend ({country}): {weekdays}. Offices are usually closed then.",
                country=country_name(country, speech),
                weekdays=speech.listing(_weekday(weekday, speech) for weekday in weekdays),
            )
        case Fasting() as month:
            return _fasting(month, speech)
        case Daylight() as light:
            return _daylight(light, speech)
        case ClockChange() as change:
            return _clocks(change, speech)


def action_text(suggestion: Suggestion, calendars: Sequence[OpeningHours], speech: Language) -> str:
    """What applying it does, as on a button; empty when there is nothing to apply.

    `calendars` are those of the tour, for their names.
    """
    ids = suggestion.calendars
    if not ids:
        return ""
    names = [speech.name(calendar.names) for calendar in calendars if calendar.id in ids]
    listed = speech.listing(speech.text("“{name}”", name=name) for name in names)
    match suggestion.about:
        case Holiday(date=date):
            return speech.text(
                "Close {calendars} on {date}", calendars=listed, date=speech.date(date)
            )
        case Weekend() if all(not change.hours for change in suggestion.changes):
            return speech.text("Close {calendars} on the weekend", calendars=listed)
        case Weekend():
            return speech.text("Move {calendars} to the working days", calendars=listed)
        case Fasting(hours=hours):
            return speech.text(
                "Shorten {calendars} to {hours}", calendars=listed, hours=_hours(hours, speech)
            )
        case _:
            return speech.text("Keep {calendars} within daylight", calendars=listed)


def _holiday(holiday: Holiday, speech: Language) -> str:
    text = speech.text(
        "Public holiday ({country}), {date}: {holiday}. Offices are closed.",
        country=country_name(holiday.country, speech),
        date=speech.date(holiday.date),
        holiday=holiday.name,
    )
    if not holiday.is_estimated:
        return text
    return f"{text} {speech.text('This date is an estimate and may shift by a day.')}"


def _fasting(fasting: Fasting, speech: Language) -> str:
    month = speech.text(
        "Ramadan ({countries}): {dates}, by calculation; the sighting of the moon may shift it"
        " by a day.",
        countries=speech.listing(country_name(code, speech) for code in fasting.countries),
        dates=speech.dates(fasting.month.first, fasting.month.last),
    )
    hours = speech.text(
        "Many offices then work shorter hours, for example {hours}: ask your hosts.",
        hours=_hours(fasting.hours, speech),
    )
    return f"{month} {hours}"


def _daylight(light: Daylight, speech: Language) -> str:
    if light.sunrise is None or light.sunset is None:
        return speech.text("The sun doesn't rise in every town: an event in the open needs light.")
    rises = speech.clock(light.sunrise)
    if light.sunset >= MINUTES_PER_DAY:
        return speech.text(
            "The sun rises at {sunrise} at the latest: an event in the open should begin after it.",
            sunrise=rises,
        )
    return speech.text(
        "The sun rises at {sunrise} at the latest and sets at {sunset} at the earliest:"
        " an event in the open should lie between.",
        sunrise=rises,
        sunset=speech.clock(light.sunset),
    )


def _clocks(change: ClockChange, speech: Language) -> str:
    before = speech.clock(change.before % MINUTES_PER_DAY)
    after = speech.clock(change.after % MINUTES_PER_DAY)
    date = speech.date(change.date)
    if change.after > change.before:
        return speech.text(
            "The clocks go forward on {date}: {before} becomes {after}. That night is shorter.",
            date=date,
            before=before,
            after=after,
        )
    return speech.text(
        "The clocks go back on {date}: {before} becomes {after}. That night is longer.",
        date=date,
        before=before,
        after=after,
    )


def _hours(hours: Hours, speech: Language) -> str:
    return speech.text(
        "{begins}–{ends}", begins=speech.clock(hours.begins), ends=speech.clock(hours.ends)
    )


def _weekday(weekday: int, speech: Language) -> str:
    from babel.dates import format_date

    # 2024 began on a Monday.
    return str(format_date(Date(2024, 1, 1 + weekday), "EEEE", locale=speech.locale))
