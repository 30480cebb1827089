"""Calendars: feeds to subscribe to, invitations to send, all of them as files."""

from caravan.views.calendar.entries import changes_by_date, last_changed
from caravan.views.calendar.feeds import (
    Feed,
    Unwritable,
    partner_feed,
    team_feed,
    tour_feed,
    town_feed,
)
from caravan.views.calendar.files import (
    TOUR_FILE,
    calendar_files,
    calendar_zip,
    log_left_out,
    partner_file,
    team_file,
    team_files,
    town_file,
    town_files,
)
from caravan.views.calendar.invitations import (
    Uninvited,
    cancellation,
    invitation,
    invited,
    partner_language,
    uninvited,
    unreachable,
)
from caravan.views.calendar.refresh import refresh_notes
from caravan.views.calendar.unwritable import left_out

__all__ = [
    "TOUR_FILE",
    "Feed",
    "Uninvited",
    "Unwritable",
    "calendar_files",
    "calendar_zip",
    "cancellation",
    "changes_by_date",
    "invitation",
    "invited",
    "last_changed",
    "left_out",
    "log_left_out",
    "partner_feed",
    "partner_file",
    "partner_language",
    "refresh_notes",
    "team_feed",
    "team_file",
    "team_files",
    "tour_feed",
    "town_feed",
    "town_file",
    "town_files",
    "uninvited",
    "unreachable",
]
