"""What a publication puts into calendars: the events that it holds, and those lately dropped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from caravan.plan.day import Day, Stop
from caravan.plan.publication import Publication
from caravan.plan.revision import Revision

STAYS = 30
"""Days for which a cancelled event stays in the feeds: a vanished one leaves a doubt."""


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


def entries(publication: Publication, at: datetime | None = None) -> tuple[Entry, ...]:
    """The entries of a publication in order of time, then of their ids.

    With an aware instant `at`, those that a feed shows then: a cancelled event leaves it when
    STAYS whole days (UTC) have passed after the one on which it was cancelled.
    """
    plan = publication.plan
    zone = ZoneInfo(plan.tour.zone)
    held = {stop.event: (day, stop) for day, stop in plan.kept}
    found = []
    for revision in publication.revisions:
        if at is not None and not _is_shown(revision, at):
            continue
        # A dropped event may have been told in another zone.
        begins, ends = revision.begins.astimezone(zone), revision.ends.astimezone(zone)
        if revision.is_cancelled:
            found.append(Entry(revision, begins, ends, None, None))
        else:
            day, stop = held.get(revision.event.id, (None, None))
            found.append(Entry(revision, revision.begins, revision.ends, day, stop))
    return tuple(sorted(found, key=lambda entry: (entry.begins, entry.revision.event.id)))


def changes_by_date(publication: Publication) -> bool:
    """Whether its feeds depend on the date: something cancelled is to leave them, or has left."""
    return any(revision.is_cancelled for revision in publication.revisions)


def last_changed(publication: Publication, at: datetime) -> datetime:
    """When its feeds last changed until an instant: by publishing it, or as something left them."""
    days = [
        revision.cancelled.astimezone(UTC).date() + timedelta(days=STAYS + 1)
        for revision in publication.revisions
        if revision.cancelled is not None
    ]
    left = [datetime(day.year, day.month, day.day, tzinfo=UTC) for day in days]
    return max([publication.made, *(instant for instant in left if instant <= at)])


def _is_shown(revision: Revision, at: datetime) -> bool:
    if revision.cancelled is None:
        return True
    return (at.astimezone(UTC).date() - revision.cancelled.astimezone(UTC).date()).days <= STAYS
