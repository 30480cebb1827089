"""What a publication puts into calendars: the events that it holds, and those lately dropped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from caravan.plan.day import Day, Stop
from caravan.plan.publication import Publication
from caravan.plan.revision import Revision
from caravan.plan.stay import leaves, stays


@dataclass(frozen=True, slots=True)
class Entry:
    """An event with its place and time.

    Attributes:
        begins, ends: aware instants in the tour's zone.
        day, stop: where the plan holds it; None for a cancelled one.
    """

    revision: Revision
    begins: datetime
    ends: datetime
    day: Day | None
    stop: Stop | None

    @property
    def is_cancelled(self) -> bool:
        """Whether it was told once and isn't held any more."""
        return self.revision.is_cancelled


def entries(
    publication: Publication,
    at: datetime | None = None,
    revisions: Iterable[Revision] | None = None,
) -> tuple[Entry, ...]:
    """The entries of a publication in order of time, then of their ids.

    With an aware instant `at`, those that a feed shows then: a cancelled event leaves it when
    `caravan.plan.stay` says so. Of some `revisions` only, when they are given.
    """
    plan = publication.plan
    zone = ZoneInfo(plan.tour.zone)
    held = {stop.event: (day, stop) for day, stop in plan.kept}
    found = []
    for revision in publication.revisions if revisions is None else revisions:
        if at is not None and revision.cancelled is not None and not stays(revision.cancelled, at):
            continue
        # A dropped event may have been told in another zone.
        begins, ends = revision.begins.astimezone(zone), revision.ends.astimezone(zone)
        if revision.is_cancelled:
            found.append(Entry(revision, begins, ends, None, None))
        else:
            day, stop = held.get(revision.event.id, (None, None))
            found.append(Entry(revision, revision.begins, revision.ends, day, stop))
    return tuple(sorted(found, key=lambda entry: (entry.begins, entry.revision.event.id)))


def of_town(publication: Publication, town: str) -> tuple[Revision, ...]:
    """What the calendar of a town tells: its events, and those that have left it lately."""
    return tuple(each for each in publication.revisions if each.place.id == town) + tuple(
        each.told
        for revision in publication.revisions
        for each in revision.withdrawn
        if not each.partner and each.told.place.id == town
    )


def of_partner(publication: Publication, partner: str) -> tuple[Revision, ...]:
    """What the calendar of a partner tells: its events, and those that it was taken out of."""
    return tuple(
        revision
        for revision in publication.revisions
        if any(each.id == partner for each in revision.event.partners)
    ) + tuple(
        each.told
        for revision in publication.revisions
        for each in revision.withdrawn
        if each.partner and each.partner == partner
    )


def changes_by_date(publication: Publication) -> bool:
    """Whether its feeds depend on the date: something cancelled is to leave them, or has left."""
    return any(each.is_cancelled or each.withdrawn for each in publication.revisions)


def last_changed(
    publication: Publication, at: datetime, revisions: Iterable[Revision] | None = None
) -> datetime:
    """When a feed last changed until an instant: by publishing it, or as something left it.

    The feed of the whole tour, or one of some `revisions` when they are given.
    """
    told = publication.revisions if revisions is None else revisions
    left = [leaves(revision.cancelled) for revision in told if revision.cancelled is not None]
    return max([publication.made, *(instant for instant in left if instant <= at)])
