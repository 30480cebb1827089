"""What changes from one publication to the next, in words: event by event, partner by partner."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from caravan.language.language import Language
from caravan.plan.change import Change, ChangeKind
from caravan.plan.publication import Publication
from caravan.plan.revised_events import RevisedEvent
from caravan.plan.revision import Revision


def event_text(revised: RevisedEvent, told: Publication, language: Language) -> str:
    """``Gafsa: moved from Wed 11 at 09:00 to Wed 11 at 14:00``, without a full stop.

    Args:
        revised: the event.
        told: the publication that tells it, which knows what else is in its town.
        language: of the text and its names.
    """
    _ = language.text
    before, after = revised.before, revised.after
    town = town_of(after, told, language)
    if after.is_cancelled:
        was = before if before is not None and not before.is_cancelled else after
        return _("{town}: cancelled; it was {when}", town=town, when=_begins(was, language))
    if before is None:
        return _("{town}: new, {when}", town=town, when=hours_text(after, language))
    if revised.is_back:
        when = hours_text(after, language)
        return _("{town}: takes place after all, {when}", town=town, when=when)
    return _moved(town, before, after, language)


def partner_text(
    change: Change, told: Publication, language: Language, *, is_back: bool = False
) -> str:
    """What one partner is told of one event, without a full stop.

    Args:
        change: from what the partner was told last.
        told: the publication that tells it.
        language: of whoever reads this, not of the partner.
        is_back: whether the partner was told before that it doesn't take place.
    """
    _ = language.text
    after = change.after
    town = town_of(after, told, language)
    match change.kind:
        case ChangeKind.CANCELLED:
            return event_text(RevisedEvent(change.before, after), told, language)
        case ChangeKind.WITHDRAWN:
            when = _begins(change.before or after, language)
            return _("{town}: no longer takes part; it was {when}", town=town, when=when)
        case ChangeKind.NEW_ADDRESS:
            when = hours_text(after, language)
            return _("{town}: the same, {when}; only the address is new", town=town, when=when)
        case ChangeKind.NEW:
            when = hours_text(after, language)
            if is_back:
                return _("{town}: takes place after all, {when}", town=town, when=when)
            return _("{town}: invited for {when}", town=town, when=when)
    if change.before is None:
        raise ValueError("what has moved was told before")
    return _moved(town, change.before, after, language)


def town_of(revision: Revision, told: Publication, language: Language) -> str:
    """``Gafsa``, or ``Gafsa (town hall)`` when the publication tells several events there."""
    place = revision.place
    town = language.name(place.names) or place.id
    there = [other for other in told.held if other.place.id == place.id]
    if all(other.event.id == revision.event.id for other in there):
        return town
    event = revision.event
    which = language.name(event.venue) if event.venue else event.id
    return language.text("{town} ({which})", town=town, which=which)


def hours_text(revision: Revision, language: Language) -> str:
    """``Wednesday 11 March, 09:00–11:00``."""
    _ = language.text
    begins, ends = _clock(revision.begins, language), _clock(revision.ends, language)
    hours = f"{begins}–{ends}"
    return _("{date}, {hours}", date=language.date(revision.begins.date()), hours=hours)


def _moved(town: str, before: Revision, after: Revision, language: Language) -> str:
    _ = language.text
    told = []
    if before.begins != after.begins:
        then, now = _short((before.begins, after.begins), language)
        told.append(_("{town}: moved from {before} to {after}", town=town, before=then, after=now))
    elif before.ends != after.ends:
        told.append(
            _(
                "{town}: {when}, now until {after} instead of {before}",
                town=town,
                when=_begins(after, language),
                before=_clock(before.ends, language),
                after=_clock(after.ends, language),
            )
        )
    if not after.is_where(before):
        told.append(_elsewhere(town, before, after, language, is_alone=not told))
    if not told:
        return _("{town}: {when}", town=town, when=hours_text(after, language))
    return told[0] if len(told) == 1 else _("{first}; {second}", first=told[0], second=told[1])


def _elsewhere(
    town: str, before: Revision, after: Revision, language: Language, *, is_alone: bool
) -> str:
    """Where it is now; what it was before is of no help to who reads the same for both."""
    _ = language.text
    then, now = _where(before, language), _where(after, language)
    if not is_alone:
        if then == now:
            return _("now in another place: {after}", after=now)
        return _("now in {after} instead of {before}", before=then, after=now)
    when = _begins(after, language)
    if then == now:
        return _("{town}: {when}, now in another place: {after}", town=town, when=when, after=now)
    return _(
        "{town}: {when}, now in {after} instead of {before}",
        town=town,
        when=when,
        before=then,
        after=now,
    )


def _begins(revision: Revision, language: Language) -> str:
    return _at(language.date(revision.begins.date()), revision.begins, language)


def _short(instants: Sequence[datetime], language: Language) -> list[str]:
    """``Wed 11 at 09:00``; with the month when they lie in several."""
    is_one_month = len({(instant.year, instant.month) for instant in instants}) == 1
    date = language.short_date if is_one_month else language.date
    return [_at(date(instant.date()), instant, language) for instant in instants]


def _at(date: str, instant: datetime, language: Language) -> str:
    return language.text("{date} at {time}", date=date, time=_clock(instant, language))


def _clock(instant: datetime, language: Language) -> str:
    return language.clock(60 * instant.hour + instant.minute)


def _where(revision: Revision, language: Language) -> str:
    town = language.name(revision.place.names) or revision.place.id
    venue = language.name(revision.event.venue) if revision.event.venue else ""
    comma = "، " if language.direction == "rtl" else ", "
    return comma.join(dict.fromkeys(part for part in (venue, town) if part))
