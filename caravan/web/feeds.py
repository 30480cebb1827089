"""Calendar feeds: ``/calendars/<secret>/<name>.ics``, of what was published last.

Programs ask for them all day, and nearly always there is nothing new. So this is an ASGI app of its
own: as long as the database hasn't changed and the feed is kept in memory, an answer reads neither.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from datetime import date as Date
from functools import cache

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from caravan.language.language import language
from caravan.plan.publication import Publication
from caravan.store.desk import Desk
from caravan.store.link import LinkKind
from caravan.store.state_folder import StateUnusable
from caravan.web.answers import Document, not_found, told_unusable, unavailable
from caravan.web.asked import language_asked
from caravan.web.kept_documents import KeptDocuments
from caravan.web.openings import Opening, Openings
from caravan.web.prepared import Prepared

_KINDS = (LinkKind.TOUR, LinkKind.TOWN, LinkKind.TEAM, LinkKind.PARTNER)
_METHODS = {"allow": "GET, HEAD", "cache-control": "no-store"}
_HEADERS = (
    ("content-security-policy", "default-src 'none'; sandbox"),
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
    # Not robots.txt: Google's calendar obeys it, and would never read the feed.
    ("x-robots-tag", "noindex"),
)
_KEEP_CONTENTS = 200
"""Publications of which it is remembered which feeds they have."""


class _ReplacedMeanwhile(Exception):
    """An older copy of the database was restored while the question was answered."""


@dataclass(frozen=True, slots=True)
class _Which:
    """Which feed is wanted: of the whole tour, or of the town, team or partner of an id."""

    kind: LinkKind
    id: str = ""


@dataclass(frozen=True, slots=True)
class _Contents:
    """Which feeds a publication has, by their file names.

    Attributes:
        changes_by_date: whether they depend on the date.
    """

    names: dict[str, _Which]
    changes_by_date: bool


_Edition = tuple[str, int, datetime]
"""Schedule, number and instant of a publication: its name for good."""
_Key = tuple[_Edition, _Which, str, Date | None]
"""A feed of an edition, in a language, on a date if it depends on it."""


class Feeds:
    """The ASGI app under ``/calendars``."""

    def __init__(self, desk: Desk, clock: Callable[[], datetime]) -> None:
        self._desk = desk
        self._clock = clock
        self._openings = Openings(desk, _KINDS)
        self._documents = KeptDocuments()
        self._contents: OrderedDict[_Edition, _Contents] = OrderedDict()
        self._making: dict[_Key, asyncio.Task[Prepared]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close"})
            return
        empty, *parts = scope["path"].removeprefix(scope.get("root_path", "")).split("/")
        if empty or len(parts) != 2 or not all(parts):
            answer = not_found()
        elif scope["method"] not in ("GET", "HEAD"):
            answer = Response(
                "Method not allowed\n", 405, headers=_METHODS, media_type="text/plain"
            )
        else:
            try:
                document = await self._document(parts[0], parts[1], scope)
            except StateUnusable as error:
                answer = told_unusable(error)
            except _ReplacedMeanwhile:
                answer = unavailable()
            else:
                if document is not None:
                    await document.answer(scope, send)
                    return
                answer = not_found()
        await answer(scope, receive, send)

    async def _document(self, secret: str, name: str, scope: Scope) -> Prepared | None:
        at = self._clock()
        today = at.astimezone(UTC).date()
        opening = self._openings.known(secret, today)
        if opening is None:
            stamp = self._openings.stamp()
            opening = await run_in_threadpool(self._openings.ask, secret, today)
            if opening is None:
                return None
            self._openings.remember(secret, opening, stamp, today)
        link = opening.link
        edition = (link.schedule, opening.number, opening.made)
        contents = self._contents.get(edition)
        if contents is None:
            contents = await run_in_threadpool(self._read_contents, edition)
            self._contents[edition] = contents
            while len(self._contents) > _KEEP_CONTENTS:
                self._contents.popitem(last=False)
        which = _allowed(opening, name, contents)
        if which is None:
            return None
        code = language_asked(scope["query_string"], link.language)
        key = (edition, which, code, today if contents.changes_by_date else None)
        return self._documents.get(key) or await self._made(key, at)

    async def _made(self, key: _Key, at: datetime) -> Prepared:
        """The feed of a key, made once however many ask for it at the same time."""
        task = self._making.get(key)
        if task is None:
            task = asyncio.create_task(self._make(key, at))
            self._making[key] = task
            task.add_done_callback(lambda _: self._making.pop(key, None))
        return await asyncio.shield(task)

    async def _make(self, key: _Key, at: datetime) -> Prepared:
        edition, which, code, _ = key
        document = await run_in_threadpool(
            lambda: Prepared.of(_feed(self._publication(edition), which, code, at))
        )
        self._documents.put(key, document)
        return document

    def _read_contents(self, edition: _Edition) -> _Contents:
        from caravan.views.calendar import TOUR_FILE, changes_by_date, team_files, town_files

        publication = self._publication(edition)
        names = {TOUR_FILE: _Which(LinkKind.TOUR)}
        names |= {n: _Which(LinkKind.TOWN, id_) for n, id_ in town_files(publication).items()}
        names |= {n: _Which(LinkKind.TEAM, id_) for n, id_ in team_files(publication).items()}
        return _Contents(names, changes_by_date(publication))

    def _publication(self, edition: _Edition) -> Publication:
        schedule, number, made = edition
        found = self._desk.publications.numbered(schedule, number)
        if found is None or found.made != made:
            raise _ReplacedMeanwhile
        return found


def _allowed(opening: Opening, name: str, contents: _Contents) -> _Which | None:
    """The feed of a file name, when the link opens it."""
    kind, subject = opening.link.kind, opening.link.subject
    if kind is LinkKind.TOUR:
        return contents.names.get(name)
    return _Which(kind, subject) if name == _file_of(kind, subject) else None


@cache
def _namers() -> dict[LinkKind, Callable[[str], str]]:
    from caravan.views.calendar import partner_file, team_file, town_file

    return {LinkKind.TOWN: town_file, LinkKind.TEAM: team_file, LinkKind.PARTNER: partner_file}


def _file_of(kind: LinkKind, id_: str) -> str:
    return _namers()[kind](id_)


def _feed(publication: Publication, which: _Which, code: str, at: datetime) -> Document:
    from caravan.views import calendar

    speech = language(code)
    # Without its address: whoever hands the file on would hand on the secret, too; and all who
    # subscribed to a feed get the same bytes.
    if which.kind is LinkKind.TOUR:
        feed = calendar.tour_feed(publication, speech, at=at)
    elif which.kind is LinkKind.TOWN:
        feed = calendar.town_feed(publication, which.id, speech, at=at)
    elif which.kind is LinkKind.TEAM:
        feed = calendar.team_feed(publication, which.id, speech, at=at)
    else:
        feed = calendar.partner_feed(publication, which.id, speech, at=at)
    calendar.log_left_out(feed)
    changed = calendar.last_changed(publication, at)
    return Document(feed.content, "text/calendar", changed, _HEADERS)
