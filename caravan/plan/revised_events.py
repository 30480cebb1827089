"""The difference between two publications, event by event: what subscribers see change."""

from __future__ import annotations

from dataclasses import dataclass, replace

from caravan.plan.publication import Publication
from caravan.plan.revision import Revision


@dataclass(frozen=True, slots=True)
class RevisedEvent:
    """An event that two publications tell otherwise.

    Attributes:
        before: None when it is told for the first time.
        after: as the later publication tells it; cancelled when it isn't held any more.
    """

    before: Revision | None
    after: Revision

    @property
    def is_back(self) -> bool:
        """Whether it was dropped before and is held after all."""
        was_off = self.before is not None and self.before.is_cancelled
        return was_off and not self.after.is_cancelled


def revised_events(before: Publication | None, after: Publication) -> tuple[RevisedEvent, ...]:
    """All events of which a person would notice a difference, the dropped ones last.

    The publications may be any two of a schedule, the later one first too: what only the earlier
    one holds is then told as dropped by its own revision.
    """
    then = {revision.event.id: revision for revision in (before.revisions if before else ())}
    found = [
        RevisedEvent(was, now)
        for now in after.revisions
        if _differs(was := then.get(now.event.id), now)
    ]
    known = {revision.event.id for revision in after.revisions}
    gone = [
        RevisedEvent(was, _dropped(was, after))
        for was in then.values()
        if was.event.id not in known and not was.is_cancelled
    ]
    return (*found, *gone)


def _differs(was: Revision | None, now: Revision) -> bool:
    if was is None or was.is_cancelled != now.is_cancelled:
        # One that was dropped before anybody compared is nothing to tell.
        return not (was is None and now.is_cancelled)
    if now.is_cancelled:
        return False
    return (was.begins, was.ends) != (now.begins, now.ends) or not now.is_where(was)


def _dropped(was: Revision, after: Publication) -> Revision:
    return replace(was, cancelled=after.made)
