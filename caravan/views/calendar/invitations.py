"""Invitations: one partner, one event, one file to send by mail (RFC 5546, METHOD:REQUEST)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from caravan.errors import ImpossibleValue, Message, msg
from caravan.language.language import LANGUAGES, Language, language
from caravan.plan.plan import Plan
from caravan.tour.event import Event
from caravan.tour.partner import Organizer, Partner
from caravan.tour.tour import Tour
from caravan.views.calendar import words
from caravan.views.calendar.address import mail_address
from caravan.views.calendar.entries import Entry, entries

REMINDER = timedelta(days=1)
"""How long before the event the partner's calendar reminds."""

_NO_HOST = msg("no organizer of the tour has an e-mail address for the answers")


@dataclass(frozen=True, slots=True)
class Uninvited:
    """A partner for whom no invitation can be written, and why."""

    event: Event
    partner: Partner
    reason: Message


def invitation(plan: Plan, event_id: str, partner_id: str) -> bytes:
    """The invitation of a partner to an event of the plan, in the partner's language.

    All partners of an event get the same UID, and nobody sees the others: there is exactly one
    ATTENDEE. The answer goes to the tour's first organizer with an e-mail address.

    Raises KeyError for an unknown event, or a partner who isn't one of that event; and
    ImpossibleValue, saying why, when there is nothing to invite to or no address.
    """
    event = plan.tour.event(event_id)
    for partner in event.partners:
        if partner.id == partner_id:
            break
    else:
        raise KeyError(partner_id)
    host = words.host(plan.tour)
    if host is None:
        raise ImpossibleValue(_NO_HOST)
    reason = _obstacle(plan, event, partner)
    if reason is not None:
        raise ImpossibleValue(reason)
    entry = next(entry for entry in entries(plan) if entry.event.id == event_id)
    return _request(plan.tour, host, entry, partner, _language_of(partner, plan.tour))


def invited(plan: Plan) -> tuple[tuple[Event, Partner], ...]:
    """All for whom `invitation` can be written, in the order of the tour."""
    return tuple(
        (event, partner)
        for event in plan.tour.events
        for partner in event.partners
        if _obstacle(plan, event, partner) is None
    )


def uninvited(plan: Plan) -> tuple[Uninvited, ...]:
    """All for whom it can't, in the order of the tour."""
    return tuple(
        Uninvited(event, partner, reason)
        for event in plan.tour.events
        for partner in event.partners
        if (reason := _obstacle(plan, event, partner)) is not None
    )


def _obstacle(plan: Plan, event: Event, partner: Partner) -> Message | None:
    if event in plan.left_out:
        return msg("the plan does not keep the event “{event}”", event=event.id)
    if words.host(plan.tour) is None:
        return _NO_HOST
    if not partner.email:
        return msg("the partner “{partner}” has no e-mail address", partner=partner.id)
    if not mail_address(partner.email):
        return msg(
            "“{address}” of the partner “{partner}” is not an e-mail address",
            address=partner.email[:80],
            partner=partner.id,
        )
    return None


def _language_of(partner: Partner, tour: Tour) -> Language:
    """The partner's language; if it isn't one of ours, the first of ours that the tour is named in.

    Names are in the partner's language in any case, as far as they are given in it.
    """
    if partner.language in LANGUAGES:
        return language(partner.language)
    code = next((code for code in LANGUAGES if tour.names.given(code)), "en")
    return language(code).with_names_in(partner.language)


def _request(
    tour: Tour, host: Organizer, entry: Entry, partner: Partner, language: Language
) -> bytes:
    # icalendar takes 0.2 s to import, which only those who make a calendar need to wait for.
    from icalendar import Alarm, vDuration

    from caravan.views.calendar.component import component
    from caravan.views.calendar.document import calendar_bytes, empty_calendar
    from caravan.views.calendar.values import line, person

    calendar = empty_calendar(tour, method="REQUEST")
    event = component(tour, entry, language, about=_for_host(entry, language))
    event.add("TRANSP", line("OPAQUE"))
    event.add("ORGANIZER", person(mail_address(host.email), language.name(host.names)))
    event.add(
        "ATTENDEE",
        person(
            mail_address(partner.email),
            partner.contact or language.name(partner.organization),
            CUTYPE="INDIVIDUAL" if partner.contact else "GROUP",
            ROLE="REQ-PARTICIPANT",
            PARTSTAT="NEEDS-ACTION",
            RSVP="TRUE",
        ),
    )
    alarm = Alarm()
    alarm.add("ACTION", line("DISPLAY"))
    alarm.add("TRIGGER", vDuration(-REMINDER))
    summary = words.title(tour, entry.place.id, language)
    alarm.add("DESCRIPTION", line(language.text("Tomorrow: {event}", event=summary)))
    event.add_component(alarm)
    calendar.add_component(event)
    return calendar_bytes(calendar)


def _for_host(entry: Entry, language: Language) -> str:
    """When the team comes and goes, as far as it drives or sails on that day."""
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
