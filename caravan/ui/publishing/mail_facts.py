"""What a mail or an invitation is about, in words: its town and its partner."""

from __future__ import annotations

from caravan.language.language import Language
from caravan.plan.publication import Publication
from caravan.store.mail import Mail
from caravan.ui.publishing.rows import organization
from caravan.ui.publishing.standing import Standing
from caravan.views.change_text import town_of


def who_and_where(seen: Standing, mail: Mail, speech: Language) -> str:
    """``Sfax · Municipalité de Sfax``: as far as is known by the publications of the mail."""
    publications = seen.visit.desk.publications
    numbers = [number for number in dict.fromkeys((mail.publication, mail.told)) if number]
    told = [publications.numbered(seen.schedule, number) for number in numbers]
    return " · ".join(_found(told, mail.partner, mail.event, speech))


def event_and_partner(
    seen: Standing, partner: str, event: str, speech: Language
) -> tuple[str, str]:
    """The names of an event's town and of a partner, as published or planned; else their ids."""
    return _found([seen.latest, seen.candidate], partner, event, speech)


def _found(
    told: list[Publication | None], partner: str, event: str, speech: Language
) -> tuple[str, str]:
    town = event
    for publication in told:
        revision = publication.revision(event) if publication else None
        if publication is None or revision is None:
            continue
        town = town_of(revision, publication, speech)
        for one in revision.event.partners:
            if one.id == partner:
                return town, organization(one, speech)
    return town, partner
