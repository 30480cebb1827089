"""Calendars: feeds to subscribe to, invitations to send, all of them as files."""

from caravan.views.calendar.feeds import tour_feed, town_feed
from caravan.views.calendar.files import TOUR_FILE, calendar_files, calendar_zip, town_files
from caravan.views.calendar.invitations import Uninvited, invitation, invited, uninvited
from caravan.views.calendar.refresh import refresh_notes

__all__ = [
    "TOUR_FILE",
    "Uninvited",
    "calendar_files",
    "calendar_zip",
    "invitation",
    "invited",
    "refresh_notes",
    "tour_feed",
    "town_feed",
    "town_files",
    "uninvited",
]
