"""Who may call what of the stores: the whole table. A test compares it with the stores."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from caravan.store.permissions import Right


@dataclass(frozen=True, slots=True)
class Rule:
    """What it takes to call a method.

    Attributes:
        of: the parameter that names the schedule; empty for the schedule that is looked at.
        of_result: for a method that tells of many: the schedule that a part of the result is of.
            Parts are left out unless the visitor has the right.
    """

    right: Right
    of: str = ""
    of_result: Callable[[Any], str] | None = None


OPEN = Rule(Right.DAYS)
"""For anybody: it tells nothing about any tour, or only to who has its content already."""
CREATES = Rule(Right.CREATE)
"""Makes a tour, whose organizer its maker becomes."""
SERVER = Rule(Right.MANAGE)


def _of(right: Right, parameter: str, *methods: str) -> dict[str, Rule]:
    return dict.fromkeys(methods, Rule(right, parameter))


_TOURS = {
    "create": CREATES,
    "listed": Rule(Right.VIEW, of_result=lambda tour: tour.id),
    "deleted": Rule(Right.EDIT, of_result=lambda tour: tour.id),
    **_of(Right.VIEW, "id_", "is_kept", "open", "versions", "files_at_version"),
    **_of(
        Right.EDIT, "id_", "save", "undo", "redo", "archive", "unarchive", "delete", "restore"
    ),
    "purge": SERVER,
}  # fmt: skip
_SCENARIOS = {
    "create": Rule(Right.EDIT, "base"),
    "rename": Rule(Right.EDIT, "id_"),
    **_of(Right.VIEW, "base", "listed", "free_name"),
    "deleted": Rule(Right.EDIT, "base"),
    "gone": Rule(Right.VIEW, of_result=lambda tour: tour.id),
    "ids": Rule(Right.VIEW, of_result=lambda id_: id_),
}
_SHELF = {
    # Plans are found by a hash of their tour: who has that has the tour.
    "key": OPEN,
    "plan": OPEN,
    **_of(Right.VIEW, "schedule", "current", "latest"),
    **_of(Right.EDIT, "schedule", "put", "adopt", "follow"),
}
_PUBLICATIONS = {
    "latest": Rule(Right.DAYS, "schedule"),
    **_of(Right.VIEW, "schedule", "numbered", "latest_number", "latest_made", "listed"),
    # Pages publish by `publishing.publish`, which also notes it and drafts the mails.
}
_LINKS = _of(Right.PUBLISH, "schedule", "make", "listed", "revoke", "rotate")
# Pages add no lines by themselves: what they do leaves them.
_AUDIT = _of(Right.PUBLISH, "schedule", "listed")
_INVITATIONS = {
    **_of(Right.VIEW, "schedule", "listed", "numbered"),
    **_of(Right.PUBLISH, "schedule", "set_reply_by"),
}
_MAILS = _of(Right.PUBLISH, "schedule", "listed", "numbered", "edit", "queue", "hold", "send_again")
_MAIL_QUEUE = _of(Right.PUBLISH, "schedule", "next_due")
_REPLIES = {
    **_of(Right.VIEW, "schedule", "listed", "refused"),
    **_of(Right.PUBLISH, "schedule", "count_anyway", "settle"),
    "unplaced": SERVER,
}
_SKETCHES = _of(Right.EDIT, "schedule", "open", "save", "put_away")
_JOBS = {
    **_of(Right.EDIT, "schedule", "start", "start_first"),
    **_of(Right.VIEW, "schedule", "last"),
    "get": Rule(Right.VIEW, of_result=lambda job: job.schedule.name),
}
_TASKS = {
    "start": Rule(Right.EDIT),
    # Found by a hash of their question.
    "last": OPEN,
    "forget": OPEN,
}
_PEOPLE = {
    "accounts": dict.fromkeys(
        ("any", "listed", "create", "disable", "enable", "make_admin", "known_elsewhere"), SERVER
    ),
    "tickets": dict.fromkeys(("for_account",), SERVER),
    "logins": dict.fromkeys(("log_out_everywhere",), SERVER),
    "memberships": {
        **_of(Right.PUBLISH, "schedule", "give", "give_to", "take", "of_schedule"),
    },
}

RULES: Mapping[str, Mapping[str, Rule]] = {
    "desk": {
        "schedules": Rule(Right.VIEW, of_result=lambda schedule: schedule.name),
        "has": Rule(Right.VIEW, "name"),
    },
    "tours": _TOURS,
    "scenarios": _SCENARIOS,
    "shelf": _SHELF,
    "sketches": _SKETCHES,
    "answers": {"get": OPEN, "put": OPEN},  # by a hash of the question
    "publications": _PUBLICATIONS,
    "links": _LINKS,
    "audit": _AUDIT,
    "invitations": _INVITATIONS,
    "mails": _MAILS,
    "mail_queue": _MAIL_QUEUE,
    "replies": _REPLIES,
    "jobs": _JOBS,
    "tasks": _TASKS,
    **_PEOPLE,
}

ATTRIBUTES: Mapping[str, tuple[str, ...]] = {"jobs": ("farewells",)}
"""What may be read of a store without a call."""
