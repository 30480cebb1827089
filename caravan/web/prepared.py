"""Documents with all their answers made beforehand, for addresses that are asked for all the time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import lru_cache

from starlette.types import Scope, Send

from caravan.web.answers import (
    Document,
    document_headers,
    has_already,
    is_unchanged,
    unpacks_gzip,
)

RawHeaders = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class _Form:
    """A document in one coding.

    Attributes:
        changed: Last-Modified.
        whole, unchanged: headers of 200 and of 304.
    """

    etag: bytes
    changed: bytes
    content: bytes
    whole: RawHeaders
    unchanged: RawHeaders


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document as it is sent, plain or packed."""

    plain: _Form
    packed: _Form

    @classmethod
    def of(cls, document: Document) -> Prepared:
        """The document, packed once and for all."""
        return cls(_form(document), _form(document.packed))

    @property
    def size(self) -> int:
        """Bytes that it takes in memory, roughly."""
        return len(self.plain.content) + len(self.packed.content) + 4000

    async def answer(self, scope: Scope, send: Send) -> None:
        """What `caravan.web.answers.answer` says of it, to GET or HEAD, with less in a 304.

        Also to those who ask by If-Modified-Since alone: what is prepared here changes by being
        published or by the date, and no two of these are in the same second.
        """
        accepts = since = None
        several = []
        for name, value in scope["headers"]:
            if name == b"if-none-match":
                several.append(value)
            elif name == b"accept-encoding":
                accepts = value if accepts is None else accepts + b"," + value
            elif name == b"if-modified-since":
                since = value
        form = self.packed if accepts is not None and _unpacks(accepts) else self.plain
        if several:
            condition = b",".join(several)
            is_known = condition == form.etag or _has_already(condition, form.etag)
        else:
            is_known = since is not None and (
                since == form.changed or _is_unchanged(since, form.changed)
            )
        if is_known:
            await _send(send, 304, form.unchanged)
        else:
            body = b"" if scope["method"] == "HEAD" else form.content
            await _send(send, 200, form.whole, body)


async def _send(send: Send, status: int, headers: RawHeaders, body: bytes = b"") -> None:
    # A list of its own: middleware may add to it.
    start = {"type": "http.response.start", "status": status, "headers": headers.copy()}
    await send(start)
    await send({"type": "http.response.body", "body": body})


def _form(document: Document) -> _Form:
    headers = document_headers(document)
    whole = {
        **headers,
        "content-type": f"{document.media_type}; charset=utf-8",
        "content-length": str(len(document.content)),
    }
    # By RFC 9110, section 15.4.5, a 304 says no more than this: it has no content that a browser
    # could take for anything, and whoever keeps the answer that it confirms keeps the headers of
    # that one (RFC 9111, section 3.2), the safety headers among them. Nearly all answers are 304,
    # and the server spends time on each header.
    unchanged = [(name, headers[name]) for name in ("etag", "vary", "cache-control")]
    return _Form(
        document.etag.encode(),
        headers["last-modified"].encode("latin-1"),
        document.content,
        _raw(whole.items()),
        _raw(unchanged),
    )


def _raw(headers: Iterable[tuple[str, str]]) -> RawHeaders:
    return [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]


@lru_cache(maxsize=256)
def _unpacks(accepts: bytes) -> bool:
    return unpacks_gzip(accepts.decode("latin-1"))


def _has_already(condition: bytes, etag: bytes) -> bool:
    return has_already(condition.decode("latin-1"), etag.decode())


@lru_cache(maxsize=256)
def _is_unchanged(since: bytes, changed: bytes) -> bool:
    return is_unchanged(since.decode("latin-1"), parsedate_to_datetime(changed.decode()))
