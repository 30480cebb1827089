"""Invitations: one partner, one event, one file to send by mail; and how they are taken back.

RFC 5546: METHOD:REQUEST and METHOD:CANCEL.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date as Date
from datetime import timedelta
from typing import TYPE_CHECKING

from caravan.errors import ImpossibleValue, Message, msg
from caravan.language.language import LANGUAGES, Language, language
from caravan.plan.publication import Publication
from caravan.tour.event import Event
from caravan.tour.partner import Organizer, Partner
from caravan.tour.tour import Tour
from caravan.views.calendar import words
from caravan.views.calendar.address import mail_address, web_address
from caravan.views.calendar.entries import Entry, entries
from caravan.views.calendar.visit_hours import visit_hours

if TYPE_CHECKING:  # icalendar takes 0.2 s to import: only who makes a calendar waits for it
    from icalendar import Event as ICalendarEvent

REMINDER = timedelta(days=1)
"""How long before the event the partner's calendar reminds."""

_NO_HOST = msg("no organizer of the tour has an e-mail address for the answers")


@dataclass(frozen=True, slots=True)
class Uninvited:
    """A partner for whom no invitation can be written, and why."""

    event: Event
    partner: Partner
    reason: Message


def invitation(
    publication: Publication,
    event_id: str,
    partner_id: str,
    *,
    reply_by: Date | None = None,
    answer: str = "",
) -> bytes:
    """The invitation of a partner to an event that is held, in the partner's language.

    All partners of an event get the same UID, and nobody sees the others: there is exactly one
    ATTENDEE. The answer goes to the tour's first organizer with an e-mail address.

    Args:
        publication: that the partner is told of.
        event_id, partner_id: of the event, and of one of its partners.
        reply_by: date until which an answer is hoped for.
        answer: http or https address of a page to answer on.

    Raises KeyError for an unknown event, or a partner who isn't one of that event; and
    ImpossibleValue, saying why, when there is nothing to invite to or no address.
    """
    event, partner = _guest(publication, event_id, partner_id)
    host = words.host(publication.plan.tour)
    if host is None:
        raise ImpossibleValue(_NO_HOST)
    reason = _obstacle(publication, event, partner)
    if reason is not None:
        raise ImpossibleValue(reason)
    entry = next(e for e in entries(publication) if e.revision.event.id == event_id)
    return _request(publication, host, entry, partner, _Wanted(reply_by, answer))


def cancellation(
    publication: Publication, event_id: str, partner: Partner, *, sent: int = 0
) -> bytes:
    """Takes an invitation back (METHOD:CANCEL), in the partner's language.

    The event was dropped; or it is held without this partner, and then nothing says that it is
    cancelled (RFC 5546, section 3.2.5: no STATUS when somebody is uninvited).

    Args:
        publication: that drops the event or the partner.
        event_id: of the event, as a publication told it before.
        partner: as it was invited.
        sent: the last SEQUENCE that it was sent.

    Raises KeyError for an event that was never told, and ImpossibleValue, saying why, when there
    is no address.
    """
    revision = publication.revision(event_id)
    if revision is None:
        raise KeyError(event_id)
    host = words.host(publication.plan.tour)
    if host is None:
        raise ImpossibleValue(_NO_HOST)
    reason = _bad_address(partner)
    if reason is not None:
        raise ImpossibleValue(reason)
    off = replace(
        revision,
        # Never before what the partner has. Not after it either when somebody is uninvited: an
        # invitation that follows after all has the sequence of its event and a later stamp.
        sequence=max(revision.sequence, sent),
        cancelled=revision.cancelled or publication.made,
    )
    [entry] = entries(replace(publication, revisions=(off,)))
    return _cancel(publication, host, entry, partner, is_held=not revision.is_cancelled)


def invited(publication: Publication) -> tuple[tuple[Event, Partner], ...]:
    """All for whom `invitation` can be written, in the order of the tour."""
    return tuple(
        (event, partner)
        for event in publication.plan.tour.events
        for partner in event.partners
        if _obstacle(publication, event, partner) is None
    )


def uninvited(publication: Publication) -> tuple[Uninvited, ...]:
    """All for whom it can't, in the order of the tour."""
    return tuple(
        Uninvited(event, partner, reason)
        for event in publication.plan.tour.events
        for partner in event.partners
        if (reason := _obstacle(publication, event, partner)) is not None
    )


def partner_language(partner: Partner, tour: Tour) -> Language:
    """The partner's language; if it isn't one of ours, the first of ours that the tour is named in.

    Names are in the partner's language in any case, as far as they are given in it.
    """
    if partner.language in LANGUAGES:
        return language(partner.language)
    code = next((code for code in LANGUAGES if tour.names.given(code)), "en")
    return language(code).with_names_in(partner.language)


def _guest(publication: Publication, event_id: str, partner_id: str) -> tuple[Event, Partner]:
    event = publication.plan.tour.event(event_id)
    for partner in event.partners:
        if partner.id == partner_id:
            return event, partner
    raise KeyError(partner_id)


def _obstacle(publication: Publication, event: Event, partner: Partner) -> Message | None:
    revision = publication.revision(event.id)
    if revision is None or revision.is_cancelled:
        return msg("the plan does not keep the event “{event}”", event=event.id)
    return unreachable(publication, partner)


def unreachable(publication: Publication, partner: Partner) -> Message | None:
    """Why a partner can't be written to; None when it can."""
    if words.host(publication.plan.tour) is None:
        return _NO_HOST
    return _bad_address(partner)


def _bad_address(partner: Partner) -> Message | None:
    if not partner.email:
        return msg("the partner “{partner}” has no e-mail address", partner=partner.id)
    if not mail_address(partner.email):
        return msg(
            "“{address}” of the partner “{partner}” is not an e-mail address",
            address=partner.email[:80],
            partner=partner.id,
        )
    return None


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is asked of a partner: an answer by a date, on a page."""

    reply_by: Date | None
    page: str

    def told(self, language: Language) -> str:
        """In lines; nothing when neither is known."""
        _ = language.text
        asked = []
        if self.reply_by:
            asked.append(_("Please answer by {date}.", date=language.long_date(self.reply_by)))
        if address := web_address(self.page):
            asked.append(_("To answer in a browser: {address}", address=address))
        return "\n".join(asked)


def _request(
    publication: Publication, host: Organizer, entry: Entry, partner: Partner, wanted: _Wanted
) -> bytes:
    from icalendar import Alarm, vDuration

    from caravan.views.calendar.component import component
    from caravan.views.calendar.values import line

    tour = publication.plan.tour
    language = partner_language(partner, tour)
    told = (visit_hours(entry, language), wanted.told(language))
    event = component(tour, entry, language, about="\n\n".join(part for part in told if part))
    event.add("TRANSP", line("OPAQUE"))
    _add_people(event, host, partner, language, PARTSTAT="NEEDS-ACTION", RSVP="TRUE")
    alarm = Alarm()
    alarm.add("ACTION", line("DISPLAY"))
    alarm.add("TRIGGER", vDuration(-REMINDER))
    summary = words.title(tour, entry.revision.place, language)
    alarm.add("DESCRIPTION", line(language.text("Tomorrow: {event}", event=summary)))
    event.add_component(alarm)
    return _message("REQUEST", publication, entry, event)


def _cancel(
    publication: Publication, host: Organizer, entry: Entry, partner: Partner, *, is_held: bool
) -> bytes:
    from caravan.views.calendar.component import component
    from caravan.views.calendar.values import line

    tour = publication.plan.tour
    language = partner_language(partner, tour)
    _ = language.text
    about = _("The event takes place without you.") if is_held else _("The event is cancelled.")
    event = component(tour, entry, language, about=about)
    if is_held:
        event.pop("STATUS")
    event.add("TRANSP", line("TRANSPARENT"))
    _add_people(event, host, partner, language)
    return _message("CANCEL", publication, entry, event)


def _add_people(
    event: ICalendarEvent, host: Organizer, partner: Partner, language: Language, **asked: str
) -> None:
    from caravan.views.calendar.values import person

    event.add("ORGANIZER", person(mail_address(host.email), language.name(host.names)))
    event.add(
        "ATTENDEE",
        person(
            mail_address(partner.email),
            partner.contact or language.name(partner.organization),
            CUTYPE="INDIVIDUAL" if partner.contact else "GROUP",
            ROLE="REQ-PARTICIPANT",
            **asked,
        ),
    )


def _message(method: str, publication: Publication, entry: Entry, event: ICalendarEvent) -> bytes:
    """The file of one event, stamped with the time of the publication that tells of it.

    In a message DTSTAMP is the time of the message (RFC 5545, section 3.8.7.2), and decides between
    two of one SEQUENCE: who was uninvited and is invited again would else ignore that.
    """
    from caravan.views.calendar.document import calendar_bytes, component_bytes, empty_calendar
    from caravan.views.calendar.values import utc
    from caravan.views.calendar.zone import timezone

    tour = publication.plan.tour
    event["DTSTAMP"] = utc(publication.made)
    dates = (tour.first_day, tour.last_day, entry.begins.date(), entry.ends.date())
    zone = timezone(tour.zone, min(dates), max(dates))
    return calendar_bytes(empty_calendar(method), (zone, component_bytes(event)))
