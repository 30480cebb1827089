"""All calendars of a publication as files, and as one ZIP."""

from __future__ import annotations

import logging
import re
from datetime import datetime

from caravan.archives.archive import archive
from caravan.language.language import Language
from caravan.plan.publication import Publication
from caravan.views.calendar.feeds import Feed, team_feed, tour_feed, town_feed
from caravan.views.calendar.invitations import invitation, invited

TOUR_FILE = "tour.ics"
_SUFFIX = ".ics"
_TEAM = re.compile(r"team-\d+")
# Names that Windows keeps for devices, whatever follows the dot.
_DEVICES = {"con", "prn", "aux", "nul"} | {
    f"{port}{n}" for port in ("com", "lpt") for n in range(10)
}


def town_file(town: str) -> str:
    """The file name of the feed of a town, by its id. It never depends on other towns or teams."""
    taken = f"{town}{_SUFFIX}" == TOUR_FILE or _TEAM.fullmatch(town) is not None
    return _file_name(town, "town", taken=taken)


def team_file(team: str) -> str:
    """The file name of the feed of a team, by its id."""
    return _file_name(team, "team", taken=_TEAM.fullmatch(team) is None)


def partner_file(partner: str) -> str:
    """The file name of a partner's own feed, by its id. It is in no folder with others."""
    return _file_name(partner, "partner", taken=False)


def town_files(publication: Publication) -> dict[str, str]:
    """The file name of each feed of a town, with the town's id, in the order of the events.

    Every town that may host has one, kept or not, and every one of which was ever told, so that
    an address subscribed to stays.
    """
    towns = [event.place for event in publication.plan.tour.events]
    for revision in publication.revisions:
        towns += [revision.place.id, *(each.told.place.id for each in revision.withdrawn)]
    return {town_file(town): town for town in towns}


def team_files(publication: Publication) -> dict[str, str]:
    """The file name of each feed of a team, with the team's id; likewise also of earlier ones."""
    teams = [team.id for team in publication.plan.teams]
    teams += [revision.team for revision in publication.revisions]
    return {team_file(team): team for team in teams}


def calendar_files(publication: Publication, language: Language, at: datetime) -> dict[str, bytes]:
    """File names with their contents: ``tour.ics``, ``<town>.ics``, ``invitations/<partner>.ics``.

    With several teams ``team-1.ics`` and so on. Feeds are in the given language and as they are at
    an aware instant, each invitation in its partner's. Names are made of ids only. An event that no
    calendar may hold is left out, and the log says so.
    """
    feeds = {TOUR_FILE: tour_feed(publication, language, at=at)}
    for name, town in town_files(publication).items():
        feeds[name] = town_feed(publication, town, language, at=at)
    if len(publication.plan.teams) > 1:
        for name, team in team_files(publication).items():
            feeds[name] = team_feed(publication, team, language, at=at)
    log_left_out(feeds[TOUR_FILE])
    files = {name: feed.content for name, feed in feeds.items()}
    for event, partner in invited(publication):
        name = f"invitations/{partner_file(partner.id)}"
        files[name] = invitation(publication, event.id, partner.id)
    return files


def calendar_zip(publication: Publication, language: Language, at: datetime) -> bytes:
    """All of `calendar_files` in a ZIP; files in order of their names, as old as the publication."""
    files = sorted(calendar_files(publication, language, at).items())
    return archive(files, publication.made)


def log_left_out(feed: Feed) -> None:
    """Write a line into the log for each event that is missing in a feed."""
    for bad in feed.left_out:
        logging.getLogger("caravan").warning(
            "left out of the calendars: %s: %s", bad.event.id, bad.reason
        )


def _file_name(id_: str, kind: str, *, taken: bool) -> str:
    """``<id>.ics``; where that is taken or forbidden, ``<id>--<kind>.ics``, as no id can be."""
    return f"{id_}--{kind}{_SUFFIX}" if taken or id_ in _DEVICES else f"{id_}{_SUFFIX}"
