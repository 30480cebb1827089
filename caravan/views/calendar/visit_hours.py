"""When the team comes and goes, told to those who wait for it."""

from __future__ import annotations

from caravan.language.language import Language
from caravan.views.calendar import words
from caravan.views.calendar.entries import Entry


def visit_hours(entry: Entry, language: Language) -> str:
    """When the team arrives and leaves, as far as it drives or sails on that day."""
    if entry.day is None or entry.stop is None:
        return ""
    legs = entry.day.legs
    arrivals = [leg.ends for leg in legs if leg.ends <= entry.stop.begins]
    departures = [leg.begins for leg in legs if leg.begins >= entry.stop.ends]
    told = []
    if arrivals:
        at = words.clock(arrivals[-1], language)
        told.append(language.text("The team arrives at {time}.", time=at))
    if departures:
        at = words.clock(departures[0], language)
        told.append(language.text("The team leaves at {time}.", time=at))
    return "\n".join(told)
