"""All calendars of a plan as files, and as one ZIP."""

from __future__ import annotations

from caravan.archives.archive import archive
from caravan.language.language import Language
from caravan.plan.plan import Plan
from caravan.tour.tour import Tour
from caravan.views.calendar.feeds import tour_feed, town_feed
from caravan.views.calendar.invitations import invitation, invited

TOUR_FILE = "tour.ics"
_SUFFIX = ".ics"
# Names that Windows keeps for devices, whatever follows the dot.
_DEVICES = {"con", "prn", "aux", "nul"} | {
    f"{port}{n}" for port in ("com", "lpt") for n in range(10)
}


def town_files(tour: Tour) -> dict[str, str]:
    """The file name of each feed of a town, with the town's id, in the order of the events.

    Every town that may host has one, kept or not, so that an address subscribed to stays.
    """
    return {_file_name(event.place, "town"): event.place for event in tour.events}


def calendar_files(plan: Plan, language: Language) -> dict[str, bytes]:
    """File names with their contents: ``tour.ics``, ``<town>.ics``, ``invitations/<partner>.ics``.

    Feeds are in the given language, each invitation in its partner's. Names are made of ids only.
    """
    files = {TOUR_FILE: tour_feed(plan, language)}
    for name, town in town_files(plan.tour).items():
        files[name] = town_feed(plan, town, language)
    for event, partner in invited(plan):
        name = f"invitations/{_file_name(partner.id, 'partner')}"
        files[name] = invitation(plan, event.id, partner.id)
    return files


def calendar_zip(plan: Plan, language: Language) -> bytes:
    """All of `calendar_files` in a ZIP; files in order of their names, as old as the revision."""
    files = sorted(calendar_files(plan, language).items())
    return archive(files, plan.tour.revision.time)


def _file_name(id_: str, kind: str) -> str:
    """``<id>.ics``; where that is taken or forbidden, ``<id>--<kind>.ics``, as no id can be."""
    taken = f"{id_}{_SUFFIX}" == TOUR_FILE and kind == "town"
    return f"{id_}--{kind}{_SUFFIX}" if taken or id_ in _DEVICES else f"{id_}{_SUFFIX}"
