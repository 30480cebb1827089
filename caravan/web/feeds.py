"""Calendar feeds: ``/calendars/<secret>/<name>.ics``, of what was published last.

Programs ask for them all day, and nearly always there is nothing new. So this is an ASGI app of its
own: as long as the database hasn't changed and the feed is kept in memory, an answer reads neither.
"""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from datetime import date as Date
from functools import cache
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from caravan.language.language import language
from caravan.plan.publication import Publication
from caravan.store.desk import Desk
from caravan.store.link import Link, LinkKind
from caravan.store.settings import schedules
from caravan.store.state_folder import StateUnusable
from caravan.store.watch import Watch
from caravan.web.answered import Answered, AnsweredBefore
from caravan.web.answers import (
    BARE,
    SHUT,
    Document,
    failed,
    not_found,
    told_unusable,
    unavailable,
)
from caravan.web.asked import language_asked
from caravan.web.clock import now
from caravan.web.kept_documents import KeptDocuments
from caravan.web.prepared import Prepared

_KINDS = (LinkKind.TOUR, LinkKind.TOWN, LinkKind.TEAM, LinkKind.PARTNER)
_METHODS = {**BARE, "allow": "GET, HEAD"}
_HEADERS = (
    *SHUT.items(),
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
class _Edition:
    """A publication, named for good: a number may come again after a copy was restored."""

    schedule: str
    number: int
    made: datetime


@dataclass(frozen=True, slots=True)
class _Contents:
    """Which feeds a publication has, by their file names.

    Attributes:
        changes_by_date: whether they depend on the date.
    """

    names: dict[str, _Which]
    changes_by_date: bool


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A feed of an edition in a language; of a date (UTC) if it depends on it."""

    edition: _Edition
    which: _Which
    code: str
    date: Date | None

    @property
    def key(self) -> str:
        """What it is kept by."""
        return repr(self)


class Feeds:
    """Answers what is asked under ``/calendars/``, as an ASGI app does."""

    def __init__(self, desk: Desk, clock: Callable[[], datetime] = now) -> None:
        self._desk = desk
        self._clock = clock
        self._answered = AnsweredBefore(Watch(desk.links.database), clock)
        self._documents = KeptDocuments()
        self._contents: OrderedDict[_Edition, _Contents] = OrderedDict()
        self._making: dict[str, asyncio.Task[Prepared]] = {}
        self._files: dict[str, Path | None] = {}

    async def answer(self, path: str, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request for a path after the slash of ``/calendars/``."""
        secret, _, name = path.partition("/")
        answer: Response
        if not secret or not name or "/" in name:
            answer = not_found()
        elif scope["method"] not in ("GET", "HEAD"):
            answer = Response(
                "Method not allowed\n", 405, headers=_METHODS, media_type="text/plain"
            )
        else:
            query = scope["query_string"]
            known = self._answered.document(path, query)
            document = self._documents.get(known) if known else None
            try:
                document = document or await self._found(path, query, self._clock())
            except StateUnusable as error:
                answer = told_unusable(error)
            except _ReplacedMeanwhile:
                answer = unavailable()
            except Exception:
                # Whatever it was: calendar programs keep what they have when they hear 500 from us.
                logging.getLogger("caravan").exception("a calendar failed")
                answer = failed()
            else:
                if document is not None:
                    await document.answer(scope, send)
                    return
                answer = not_found()
        await answer(scope, receive, send)

    async def _found(self, path: str, query: bytes, at: datetime) -> Prepared | None:
        """The feed by the database; None for whatever is wrong, all of it alike."""
        secret, _, name = path.partition("/")
        today = at.astimezone(UTC).date()
        stamp = self._answered.stamp()
        opened = await run_in_threadpool(self._opened, secret, today)
        if opened is None:
            return None
        link, edition = opened
        contents = self._contents.get(edition)
        if contents is None:
            contents = await run_in_threadpool(self._read_contents, edition)
            self._contents[edition] = contents
            while len(self._contents) > _KEEP_CONTENTS:
                self._contents.popitem(last=False)
        which = _allowed(link, name, contents)
        if which is None:
            return None
        code = language_asked(query, link.language)
        wanted = _Wanted(edition, which, code, today if contents.changes_by_date else None)
        document = self._documents.get(wanted.key) or await self._made(wanted, at)
        if stamp is not None:
            file = self._files[link.schedule]
            self._answered.remember(path, query, Answered(wanted.key, stamp, today, file))
        return document

    def _opened(self, secret: str, today: Date) -> tuple[Link, _Edition] | None:
        """What a secret opens: a link, and the latest publication of its schedule."""
        link = self._desk.links.opened(secret, _KINDS, today)
        latest = None if link is None else self._desk.publications.latest_made(link.schedule)
        if link is None or latest is None:
            return None
        if link.schedule not in self._files:
            # A kept tour is never called like a file.
            files = {each.name: each.path for each in schedules(self._desk.settings)}
            self._files[link.schedule] = files.get(link.schedule)
        return link, _Edition(link.schedule, *latest)

    async def _made(self, wanted: _Wanted, at: datetime) -> Prepared:
        """A feed, made once however many ask for it at the same time."""
        key = wanted.key
        task = self._making.get(key)
        if task is None:
            task = asyncio.create_task(self._make(wanted, at))
            self._making[key] = task
            task.add_done_callback(lambda _: self._making.pop(key, None))
        return await asyncio.shield(task)

    async def _make(self, wanted: _Wanted, at: datetime) -> Prepared:
        document = await run_in_threadpool(self._prepared, wanted, at)
        self._documents.put(wanted.key, document)
        return document

    def _prepared(self, wanted: _Wanted, at: datetime) -> Prepared:
        publication = self._publication(wanted.edition)
        return Prepared.of(_feed(publication, wanted.which, wanted.code, at))

    def _read_contents(self, edition: _Edition) -> _Contents:
        from caravan.views.calendar import TOUR_FILE, changes_by_date, team_files, town_files

        publication = self._publication(edition)
        names = {TOUR_FILE: _Which(LinkKind.TOUR)}
        names |= {n: _Which(LinkKind.TOWN, id_) for n, id_ in town_files(publication).items()}
        names |= {n: _Which(LinkKind.TEAM, id_) for n, id_ in team_files(publication).items()}
        return _Contents(names, changes_by_date(publication))

    def _publication(self, edition: _Edition) -> Publication:
        found = self._desk.publications.numbered(edition.schedule, edition.number)
        if found is None or found.made != edition.made:
            raise _ReplacedMeanwhile
        return found


def _allowed(link: Link, name: str, contents: _Contents) -> _Which | None:
    """The feed of a file name, when the link opens it."""
    kind, subject = link.kind, link.subject
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
    return Document(feed.content, "text/calendar", feed.changed, _HEADERS)
