"""Answers of a GET route: whole, "not modified" or "not found"."""

from __future__ import annotations

import gzip
import hashlib
import logging
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import cached_property

from starlette.requests import Request
from starlette.responses import Response

from caravan.store.state_folder import StateUnusable

SHUT = {
    "content-security-policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
"""Headers of what is no page: whatever a browser takes it for, it can do nothing and is framed
nowhere."""
BARE = {
    "cache-control": "no-store",
    **SHUT,
}
"""Headers of an answer that is only a sentence."""
_LONGEST_DATE = 64
_NO_GZIP = re.compile(r"\s*q\s*=\s*0(\.0*)?\s*")


@dataclass(frozen=True)
class Document:
    """Bytes to serve, with what a client may keep them by.

    Attributes:
        changed: an aware instant, Last-Modified.
        headers: further headers of this document.
    """

    content: bytes
    media_type: str
    changed: datetime
    headers: tuple[tuple[str, str], ...] = ()

    @cached_property
    def etag(self) -> str:
        """A strong entity tag: equal bytes have equal tags, others have not."""
        return f'"{hashlib.sha256(self.content).hexdigest()[:32]}"'

    @cached_property
    def packed(self) -> Document:
        """The same in gzip, which has a tag of its own; packed once, not at each request."""
        headers = (*self.headers, ("content-encoding", "gzip"))
        content = gzip.compress(self.content, mtime=0)
        return Document(content, self.media_type, self.changed, headers)


def answer(request: Request, document: Document) -> Response:
    """200 with the document, without its body for HEAD, or 304 when the client has it already.

    It is packed here for clients that unpack gzip: middleware would leave the tag of other bytes on
    what it packs. Conditions are compared as RFC 9110 section 13 says: If-None-Match weakly, by a
    list of tags or ``*``. If-Modified-Since is not looked at: browsers never ask by it alone.
    """
    if unpacks_gzip(",".join(request.headers.getlist("accept-encoding"))):
        document = document.packed
    headers = document_headers(document)
    if has_already(",".join(request.headers.getlist("if-none-match")), document.etag):
        headers.pop("content-encoding", None)  # there is no body
        return Response(status_code=304, headers=headers)
    if request.method == "HEAD":
        headers["content-length"] = str(len(document.content))
        return Response(headers=headers, media_type=document.media_type)
    return Response(document.content, headers=headers, media_type=document.media_type)


def document_headers(document: Document) -> dict[str, str]:
    """The headers of a whole answer, but for type and length."""
    return {
        "etag": document.etag,
        "vary": "Accept-Encoding",
        "last-modified": format_datetime(document.changed.astimezone(UTC), usegmt=True),
        # Kept by the client only, and asked about each time: an address carries a secret.
        "cache-control": "private, no-cache",
        **dict(document.headers),
    }


def not_found() -> Response:
    """The same 404 for every reason, so that an answer tells nothing about what exists."""
    return Response("Not found\n", 404, headers=BARE, media_type="text/plain")


def told_unusable(error: StateUnusable) -> Response:
    """The same, told to the organizers in the log."""
    logging.getLogger("caravan").error("%s", error)
    return unavailable()


def unavailable() -> Response:
    """The server can't read its own state: clients keep what they have, and ask again later."""
    headers = {**BARE, "retry-after": "3600"}
    return Response("Try again later\n", 503, headers=headers, media_type="text/plain")


def failed() -> Response:
    """Something went wrong that nobody foresaw; the log says what."""
    return Response("Something went wrong\n", 500, headers=BARE, media_type="text/plain")


def has_already(condition: str, etag: str) -> bool:
    """Whether If-None-Match, all its lines joined by commas, names a tag."""
    tags = (tag.strip() for tag in condition.split(","))
    return any(tag == "*" or tag.removeprefix("W/") == etag for tag in tags)


def is_unchanged(condition: str, changed: datetime) -> bool:
    """Whether If-Modified-Since is a date, and nothing has changed since (RFC 9110, 13.1.3)."""
    if len(condition) > _LONGEST_DATE:
        return False
    try:
        since = parsedate_to_datetime(condition)
    except (ValueError, TypeError, OverflowError, IndexError):
        return False
    # The older forms of dates name no zone: all are Greenwich's.
    return changed <= (since if since.utcoffset() is not None else since.replace(tzinfo=UTC))


def unpacks_gzip(accepted: str) -> bool:
    """Whether a client that sent this Accept-Encoding unpacks gzip."""
    for coding in accepted.split(","):
        name, _, weight = coding.partition(";")
        if name.strip().lower() == "gzip":
            return _NO_GZIP.fullmatch(weight) is None
    return False
