"""How a schedule stands: what was published last, and what its plan would tell otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from caravan.plan.change import Changes, changes
from caravan.plan.publication import Publication, next_publication
from caravan.plan.revised_events import RevisedEvent, revised_events
from caravan.plan.revision import Revision
from caravan.publishing.due import Due
from caravan.publishing.publish import to_be_told
from caravan.store.shelf import ShelvedPlan
from caravan.tour.partner import Partner
from caravan.ui.publishing.rights import acting, may_publish, present
from caravan.ui.visit import Visit
from caravan.views.calendar import unreachable


@dataclass(frozen=True, slots=True)
class Standing:
    """A plan beside what was published last.

    Attributes:
        shelved: the plan that would be published.
        latest: the last publication, None before the first.
        candidate: what a publication of the plan would tell.
        revised: the events that subscribers would see change.
        changes: what partners would be told anew since the last publication.
        due: who would get a mail, or should and can't; also what the last publication's mails,
            never sent, would have told.
    """

    visit: Visit
    schedule: str
    shelved: ShelvedPlan
    latest: Publication | None
    candidate: Publication
    revised: tuple[RevisedEvent, ...]
    changes: Changes
    due: tuple[Due, ...]

    @property
    def base(self) -> int:
        """The number of the last publication, 0 for none."""
        return 0 if self.latest is None else self.latest.number

    @property
    def is_new(self) -> bool:
        """Whether publishing would tell anybody anything, if only in the text of a calendar."""
        return bool(self.latest is None or self.revised or self.changes.told or self.only_texts)

    @property
    def only_texts(self) -> bool:
        """Whether calendars would say something otherwise, but no hour and no place."""
        is_rewritten = any(one.revised == self.candidate.made for one in self.candidate.revisions)
        return is_rewritten and not self.revised

    @property
    def writable(self) -> tuple[Due, ...]:
        """Who would get a mail."""
        return tuple(one for one in self.due if one.obstacle is None)

    @property
    def unreachable(self) -> tuple[Due, ...]:
        """Who should be told, and can't be written to."""
        return tuple(one for one in self.due if one.obstacle is not None)

    @property
    def untold(self) -> tuple[tuple[Partner, Revision], ...]:
        """Partners who aren't told, because nothing has changed for them."""
        told = {one.pair for one in self.due}
        return tuple(
            (partner, revision)
            for partner, revision in self.changes.untouched
            if (partner.id, revision.event.id) not in told
        )

    @property
    def only_calendars(self) -> tuple[RevisedEvent, ...]:
        """The events that change and of which no partner is told."""
        told = {one.change.after.event.id for one in self.due}
        return tuple(one for one in self.revised if one.after.event.id not in told)


def standing_of(visit: Visit, schedule: str, shelved: ShelvedPlan) -> Standing:
    """How a schedule stands now. Raises StateUnusable."""
    desk = visit.desk
    latest = desk.publications.latest(schedule)
    candidate = next_publication(
        shelved.plan, latest, schedule=schedule, made=present(), who=acting(visit)
    )
    told = changes(latest, candidate)
    return Standing(
        visit,
        schedule,
        shelved,
        latest,
        candidate,
        revised_events(latest, candidate),
        told,
        to_be_told(desk, candidate) if may_publish(visit) else _as_seen(told, candidate),
    )


def _as_seen(told: Changes, candidate: Publication) -> tuple[Due, ...]:
    """What those see who may look only, and to whom mails are nothing: the changes themselves."""
    return tuple(
        Due(
            change,
            candidate.number - 1,
            is_back=change.before is not None and change.before.is_cancelled,
            obstacle=unreachable(candidate, change.partner),
        )
        for change in told.told
    )
