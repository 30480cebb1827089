"""Day pages: ``/day/<secret>/<date>``, one page for a phone, readable without network."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import UTC, datetime
from datetime import date as Date
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import Response

from caravan.language.language import language
from caravan.plan.publication import Publication
from caravan.store.desk import Desk
from caravan.store.link import Link, LinkKind
from caravan.views.day_page.offline import WORKER, kept_offline
from caravan.web.answers import Document, answer, not_found
from caravan.web.asked import language_asked

_SCRIPT = re.compile(r"<script(?:\s[^>]*)?>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_NEIGHBOUR = re.compile(r'href="\./(\d{4}-\d{2}-\d{2})"')
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def day(desk: Desk, request: Request, at: datetime) -> Response:
    """The page of one date as it was published last, in the language of ``?lang=`` or the link's."""
    opened = _opened(desk, request, at)
    date = _date(request.path_params["date"])
    if opened is None or date is None:
        return not_found()
    link, publication = opened
    if date not in publication.plan.tour.dates:
        return not_found()
    code = language_asked(request.scope["query_string"], link.language)
    return answer(request, _document(_Cached(publication), date, code))


def worker(desk: Desk, request: Request, at: datetime) -> Response:
    """The service worker of the day pages of one schedule."""
    opened = _opened(desk, request, at)
    if opened is None:
        return not_found()
    return answer(request, Document(WORKER.encode(), "text/javascript", opened[1].made))


def _opened(desk: Desk, request: Request, at: datetime) -> tuple[Link, Publication] | None:
    today = at.astimezone(UTC).date()
    link = desk.links.opened(request.path_params["secret"], {LinkKind.DAY}, today)
    publication = None if link is None else desk.publications.latest(link.schedule)
    return None if link is None or publication is None else (link, publication)


class _Cached:
    """A publication as a cache key: the very same one, because hashing a whole plan takes long."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Cached) and other.publication is self.publication

    def __hash__(self) -> int:
        return hash((self.publication.schedule, self.publication.number))


def _date(text: str) -> Date | None:
    if not _DATE.fullmatch(text):
        return None
    try:
        return Date.fromisoformat(text)
    except ValueError:
        return None


@lru_cache(maxsize=64)
def _document(cached: _Cached, date: Date, code: str) -> Document:
    from caravan.views.day_page import day_page

    publication = cached.publication
    page = day_page(publication.plan, date, language(code), publication=publication)
    # The page links to its neighbours by date only: stay in the language.
    page = _NEIGHBOUR.sub(rf'href="./\1?lang={code}"', page)
    page = kept_offline(page)
    headers = (
        ("content-security-policy", _policy(page)),
        ("referrer-policy", "no-referrer"),
        ("x-robots-tag", "noindex"),
    )
    return Document(page.encode(), "text/html", publication.made, headers)


def _policy(page: str) -> str:
    """Allows nothing but the scripts that we put in ourselves, known by their hashes."""
    hashes = dict.fromkeys(
        base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        for script in _SCRIPT.findall(page)
    )
    scripts = " ".join(f"'sha256-{digest}'" for digest in hashes)
    return (
        f"default-src 'none'; script-src {scripts}; style-src 'unsafe-inline';"
        " img-src data:; font-src data:; connect-src 'self'; worker-src 'self';"
        " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
