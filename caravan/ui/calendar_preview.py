"""What a subscriber will see, as a table."""

from __future__ import annotations

from markupsafe import Markup

from caravan.language.language import Language
from caravan.plan.publication import Publication
from caravan.ui.html import element


def preview(publication: Publication, speech: Language) -> Markup:
    """The events of the tour's calendar in order, with date, hours, town and venue."""
    _ = speech.text
    titles = (_("No."), _("Date"), _("Hours"), _("Town"), _("Venue"))
    head = element("tr", *(element("th", title, scope="col") for title in titles))
    rows = []
    for number, revision in enumerate(publication.held, start=1):
        begins, ends = (
            speech.clock(60 * instant.hour + instant.minute)
            for instant in (revision.begins, revision.ends)
        )
        hours = f"{begins}–{ends}"
        town = speech.name(revision.place.names)
        venue = speech.name(revision.event.venue) if revision.event.venue else ""
        rows.append(
            element(
                "tr",
                element("td", speech.number(number), class_="cv-figures"),
                element("td", speech.date(revision.begins.date())),
                element("td", element("bdi", hours), class_="cv-figures"),
                element("th", element("bdi", town), scope="row"),
                element("td", element("bdi", venue)),
            )
        )
    table = element("table", element("thead", head), element("tbody", *rows), class_="cv-table")
    return element(
        "div", table, class_="cv-scroll", tabindex="0", role="region", aria_label=_("Events")
    )
