"""The day page: `day_page` is one document for a phone, with all that it needs inside."""

from caravan.views.day_page.page import NoSuchDay, day_page

__all__ = ["NoSuchDay", "day_page"]
