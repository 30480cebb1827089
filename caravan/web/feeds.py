"""Calendar feeds: ``/calendars/<secret>/tour.ics`` and ``/calendars/<secret>/<town>.ics``."""

from __future__ import annotations

from functools import lru_cache

from starlette.requests import Request
from starlette.responses import Response

from caravan.language.language import language
from caravan.store.desk import Desk
from caravan.web.answers import Document, answer, not_found
from caravan.web.asked import CachedPlan, asked_language

_HEADERS = (
    ("content-security-policy", "default-src 'none'; sandbox"),
    ("referrer-policy", "no-referrer"),
    # Not robots.txt: Google's calendar obeys it, and would never read the feed.
    ("x-robots-tag", "noindex"),
)


def feed(desk: Desk, request: Request) -> Response:
    """One feed, in the language of ``?lang=`` or the default one."""
    secret: str = request.path_params["secret"]
    name: str = request.path_params["name"]
    shelved = desk.plan_behind(secret)
    if shelved is None:
        return not_found()
    code = asked_language(request)
    url = desk.settings.url
    source = f"{url}/calendars/{secret}/{name}?lang={code}" if url else ""
    document = _document(CachedPlan(shelved), name, code, source)
    return not_found() if document is None else answer(request, document)


@lru_cache(maxsize=256)
def _document(cached: CachedPlan, name: str, code: str, source: str) -> Document | None:
    from caravan.plan.publication import unpublished
    from caravan.views.calendar import TOUR_FILE, tour_feed, town_feed, town_files

    plan, speech = cached.plan, language(code)
    publication = unpublished(plan)
    at = publication.made
    towns = town_files(publication)
    if name == TOUR_FILE:
        content = tour_feed(publication, speech, at=at, source=source).content
    elif name in towns:
        content = town_feed(publication, towns[name], speech, at=at, source=source).content
    else:
        return None
    return Document(content, "text/calendar", plan.tour.revision.time, _HEADERS)
