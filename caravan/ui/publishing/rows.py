"""Who is told what, as lists: what in strong letters, whom and where below."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from caravan.language.language import Language
from caravan.plan.publication import Publication
from caravan.plan.revised_events import RevisedEvent
from caravan.plan.revision import Revision
from caravan.publishing.due import Due
from caravan.tour.partner import Partner
from caravan.tour.tour import Tour
from caravan.ui.html import element
from caravan.views.change_text import event_text, hours_text, partner_text, town_of


def due_rows(
    due: Iterable[Due], told: Publication, speech: Language, *, with_addresses: bool = True
) -> Markup:
    """What each partner is told, with its language and address, or why it can't be written to."""
    by_text: dict[str, list[Due]] = {}
    for one in due:
        text = partner_text(one.change, told, speech, is_back=one.is_back)
        by_text.setdefault(text, []).append(one)
    tour = told.plan.tour if with_addresses else None
    rows = (_told_alike(text, alike, tour, speech) for text, alike in by_text.items())
    return element("ul", *rows, class_="cv-telling")


def event_rows(revised: Iterable[RevisedEvent], told: Publication, speech: Language) -> Markup:
    """Events that change, without their partners."""
    rows = (
        element("li", element("b", element("bdi", event_text(one, told, speech))))
        for one in revised
    )
    return element("ul", *rows, class_="cv-telling")


def untold_rows(
    untold: Iterable[tuple[Partner, Revision]], told: Publication, speech: Language
) -> Markup:
    """Partners of whom nothing changed, with what they know."""
    rows = []
    for partner, revision in untold:
        town = town_of(revision, told, speech)
        what = speech.text("{town}: {when}", town=town, when=hours_text(revision, speech))
        whom = element("bdi", organization(partner, speech))
        rows.append(element("li", element("span", element("bdi", what)), element("p", whom)))
    return element("ul", *rows, class_="cv-telling cv-untold")


def organization(partner: Partner, speech: Language) -> str:
    """What a partner is called, its id when nothing is known."""
    return speech.name(partner.organization) or partner.id


def language_name(code: str, speech: Language) -> str:
    """``arabe``: a language's name in another one."""
    return str(speech.locale.languages.get(code, code))


def whom(partner: Partner, tour: Tour | None, speech: Language) -> Markup:
    """``Municipalité de Sfax · arabe · amina@sfax.example``; without a tour its name only."""
    from caravan.views.calendar import partner_language

    parts = [element("bdi", organization(partner, speech))]
    if tour is None:
        return parts[0]
    parts.append(element("span", language_name(partner_language(partner, tour).code, speech)))
    if partner.email:
        parts.append(element("bdi", partner.email, dir="ltr"))
    return Markup(" · ").join(parts)


def _told_alike(text: str, alike: list[Due], tour: Tour | None, speech: Language) -> Markup:
    """What is told, and below it all partners who are told just that."""
    rows = [element("b", element("bdi", text))]
    for one in alike:
        rows.append(element("p", whom(one.change.partner, tour, speech)))
        if one.obstacle is not None and tour is not None:
            why = element("bdi", speech.message(one.obstacle))
            rows.append(element("p", why, class_="cv-why"))
    is_off = alike[0].change.is_off
    return element("li", *rows, class_="cv-off" if is_off else "")
