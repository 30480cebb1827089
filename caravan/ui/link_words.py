"""What a link opens, in words, and the names of its calendars."""

from __future__ import annotations

from caravan.language.language import Language
from caravan.plan.publication import Publication
from caravan.store.link import Link, LinkKind

Opened = tuple[LinkKind, str]
"""What a link opens: its kind, and the id that the kind speaks of."""


def openable(publication: Publication, speech: Language) -> dict[Opened, str]:
    """All that a link may be made for, with its name: the tour, days, towns, teams, partners."""
    _ = speech.text
    plan = publication.plan
    found: dict[Opened, str] = {
        (LinkKind.TOUR, ""): _("Calendar of the whole tour"),
        (LinkKind.DAY, ""): _("Day pages for the team"),
    }
    if len(plan.teams) > 1:
        for team in plan.teams:
            found[LinkKind.TEAM, team.id] = opened_text(
                (LinkKind.TEAM, team.id), publication, speech
            )
    partners: dict[Opened, str] = {}
    towns: dict[Opened, str] = {}
    for event in plan.tour.events:
        town = (LinkKind.TOWN, event.place)
        towns[town] = opened_text(town, publication, speech)
        for partner in event.partners:
            own = (LinkKind.PARTNER, partner.id)
            partners[own] = opened_text(own, publication, speech)
    by_name = sorted(towns.items(), key=lambda pair: pair[1])
    by_name += sorted(partners.items(), key=lambda pair: pair[1])
    return found | dict(by_name)


def opened_text(opened: Opened, publication: Publication | None, speech: Language) -> str:
    """``Calendar of Sfax``; what isn't known any more by its id."""
    _ = speech.text
    kind, subject = opened
    match kind:
        case LinkKind.TOUR:
            return _("Calendar of the whole tour")
        case LinkKind.DAY:
            return _("Day pages for the team")
        case LinkKind.TOWN:
            return _("Calendar of {town}", town=_town(subject, publication, speech))
        case LinkKind.TEAM:
            return _("Calendar of {team}", team=_team(subject, publication, speech))
        case LinkKind.PARTNER:
            name = partner_name(subject, publication, speech)
            return _("Own calendar of the partner {partner}", partner=name)
        case LinkKind.ANSWER:
            name = partner_name(subject, publication, speech)
            return _("Answer of the partner {partner}", partner=name)


def file_of(link: Link) -> str:
    """The file name of a link's calendar. Raises ValueError for a link that opens none."""
    from caravan.views.calendar import TOUR_FILE, partner_file, team_file, town_file

    match link.kind:
        case LinkKind.TOUR:
            return TOUR_FILE
        case LinkKind.TOWN:
            return town_file(link.subject)
        case LinkKind.TEAM:
            return team_file(link.subject)
        case LinkKind.PARTNER:
            return partner_file(link.subject)
    raise ValueError(f"no calendar is behind a link of the kind {link.kind}")


def about_text(event: str, publication: Publication | None, speech: Language) -> str:
    """``Sfax, mardi 10 mars``: an event by its town and day; by its id when it isn't known."""
    revision = None if publication is None else publication.revision(event)
    if revision is None:
        return event
    town = _town(revision.place.id, publication, speech)
    day = speech.date(revision.begins.date())
    return speech.text("{town}, {date}", town=town, date=day)


def own_language(opened: Opened, publication: Publication, speech: Language) -> str:
    """The code of the language in which a link is most likely read.

    It is a partner's own; of a town that of its host, if it has one; else that of the page.
    """
    from caravan.views.calendar import partner_language

    kind, subject = opened
    tour = publication.plan.tour
    for event in tour.events:
        for partner in event.partners:
            is_theirs = kind is LinkKind.PARTNER and partner.id == subject
            is_host = kind is LinkKind.TOWN and event.place == subject and partner.role == "host"
            if is_theirs or is_host:
                return partner_language(partner, tour).code
    return speech.code


def searchable(label: str) -> str:
    """A label as people type it: a list is searched by letters, and nobody types such spaces."""
    return label.replace("\u00a0", " ").replace("\u202f", " ")


def _town(id_: str, publication: Publication | None, speech: Language) -> str:
    for revision in publication.revisions if publication else ():
        if revision.place.id == id_:
            return speech.name(revision.place.names) or id_
    if publication is not None:
        for place in publication.plan.tour.places:
            if place.id == id_:
                return speech.name(place.names) or id_
    return id_


def _team(id_: str, publication: Publication | None, speech: Language) -> str:
    from caravan.views.calendar import words

    return id_ if publication is None else words.team_name(publication, id_, speech)


def partner_name(id_: str, publication: Publication | None, speech: Language) -> str:
    """What a partner is called; its id when it isn't known."""
    events = [revision.event for revision in publication.revisions] if publication else []
    events += list(publication.plan.tour.events) if publication else []
    for event in events:
        for partner in event.partners:
            if partner.id == id_:
                return speech.name(partner.organization) or id_
    return id_
