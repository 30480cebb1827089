"""The revisions that a plan makes of those told before."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime

from caravan.plan.day import Day, Stop
from caravan.plan.plan import Plan
from caravan.plan.revision import Revision
from caravan.plan.withdrawal import withdrawals


def revisions_of(plan: Plan, before: tuple[Revision, ...], made: datetime) -> tuple[Revision, ...]:
    """All events that a plan keeps in order of time, then those told before that it drops.

    Args:
        before: of the publication before; none for the first.
        made: an aware instant, when this is published.
    """
    known = {revision.event.id: revision for revision in before}
    held = [
        _next(_told(plan, team.id, day, stop, made), known.get(stop.event), made)
        for team in plan.teams
        for day in team.days
        for stop in day.events
    ]
    held.sort(key=lambda revision: (revision.begins, revision.event.id))
    kept = {revision.event.id for revision in held}
    dropped = [_cancelled(r, made) for r in before if r.event.id not in kept]
    return (*held, *dropped)


def _told(plan: Plan, team: str, day: Day, stop: Stop, made: datetime) -> Revision:
    tour = plan.tour
    return Revision(
        event=tour.event(stop.event),
        place=tour.place(stop.place),
        uid=f"{stop.event}@{tour.id}.{tour.uid_domain}",
        team=team,
        begins=tour.instant(day.date, stop.begins),
        ends=tour.instant(day.date, stop.ends),
        sequence=tour.revision.sequence,
        revised=made,
        face=_face(plan, day, stop),
    )


def _next(now: Revision, before: Revision | None, made: datetime) -> Revision:
    """The event of this plan, its count carried on from what was told before."""
    if before is None:
        return now
    now = replace(now, uid=before.uid, withdrawn=withdrawals(now, before, made))
    sequence = before.sequence + _differs(now, before)
    # A calendar that told that it is off believes only what counts on from there.
    back = [each.told.sequence for each in before.withdrawn if each.is_back(now)]
    sequence = max([sequence, *(told + 1 for told in back)])
    is_told_anew = sequence != before.sequence or now.face != before.face
    return replace(now, sequence=sequence, revised=made if is_told_anew else before.revised)


def _differs(now: Revision, before: Revision) -> bool:
    """Whether a person has to act on the difference: a typing error mended is none."""
    return (
        before.is_cancelled
        or (now.begins, now.ends) != (before.begins, before.ends)
        or not now.is_where(before)
    )


def _cancelled(before: Revision, made: datetime) -> Revision:
    off = before.dropped(made)
    return replace(off, withdrawn=withdrawals(off, before, made))


def _face(plan: Plan, day: Day, stop: Stop) -> str:
    """What an entry says beside its times: of its event, its town, its day and its organizers."""
    tour = plan.tour
    event = tour.event(stop.event)
    programme = [(tour.place(o.place).names, o.begins, o.ends) for o in day.events]
    said = (
        (event.venue, tour.place(stop.place), tour.names, tour.organizers, tour.zone),
        ((day.date - tour.first_day).days, programme),  # the colour of a day is by its number
        [(leg.begins, leg.ends) for leg in day.legs],
    )
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]
