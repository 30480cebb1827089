"""The fixed words of the day page."""

from __future__ import annotations

from dataclasses import dataclass

from caravan.language.language import Language


@dataclass(frozen=True, slots=True)
class PageWords:
    """Headings, labels and link texts."""

    language: Language
    days: str
    before: str
    after: str
    map: str
    programme: str
    contacts: str
    no_contacts: str
    organizers: str
    call: str
    write: str
    evening: str
    tomorrow: str
    driving: str
    at_sea: str
    distance: str
    about: str
    estimates: str
    map_key: str
    land_source: str
    team: str

    def events(self, number: int) -> str:
        """The noun for a number that stands beside it."""
        return self.language.count("event", "events", number)


def page_words(language: Language) -> PageWords:
    """The words in a language."""
    _ = language.text
    return PageWords(
        language=language,
        days=_("Other days"),
        before=_("Day before"),
        after=_("Next day"),
        map=_("Map of the day"),
        programme=_("Programme"),
        contacts=_("Contacts"),
        no_contacts=_("No contact is recorded for this day."),
        organizers=_("Organizers of the tour"),
        call=_("Call"),
        write=_("Write"),
        evening=_("Evening"),
        tomorrow=_("Tomorrow:"),
        driving=_("driving"),
        at_sea=_("at sea"),
        distance=_("distance"),
        about=_("about"),
        estimates=_("≈ marks an estimate: tap it to see where it comes from."),
        map_key=_("Solid line: road. Dashed line: boat. Black square: where the day ends."),
        land_source=_("Coast: Natural Earth."),
        team=_("Team"),
    )
