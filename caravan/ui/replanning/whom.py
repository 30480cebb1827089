"""Whom to call about an event: its partners, each with a way to reach it."""

from __future__ import annotations

from markupsafe import Markup

from caravan.language.language import Language
from caravan.tour.event import Event
from caravan.tour.partner import Partner
from caravan.ui.html import element


def whom_to_tell(event: Event, speech: Language) -> Markup:
    """A line for each partner, or that none is known."""
    who = [element("p", *_line(partner, speech)) for partner in event.partners]
    if not who:
        who = [element("p", speech.text("No partner is known here."), class_="cv-quiet")]
    return element("div", *who, class_="cv-who")


def _line(partner: Partner, speech: Language) -> tuple[Markup | str, ...]:
    name = element("bdi", speech.name(partner.organization))
    reach = partner.phone or partner.email
    # Numbers and addresses run from left to right in every language.
    return (name, " · ", element("bdi", reach, dir="ltr")) if reach else (name,)
