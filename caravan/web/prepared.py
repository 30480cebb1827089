"""Documents with all their answers made beforehand, for addresses that are asked for all the time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from starlette.types import Scope, Send

from caravan.web.answers import Document, document_headers, has_already, unpacks_gzip

RawHeaders = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class _Form:
    """A document in one coding.

    Attributes:
        whole, unchanged: headers of 200 and of 304.
    """

    etag: bytes
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
        """What `caravan.web.answers.answer` says of it, to GET or HEAD, with less in a 304."""
        condition = accepts = None
        several = []
        for name, value in scope["headers"]:
            if name == b"if-none-match":
                several.append(value)
            elif name == b"accept-encoding":
                accepts = value if accepts is None else accepts + b"," + value
        if several:
            condition = b",".join(several)
        form = self.packed if accepts is not None and _unpacks(accepts) else self.plain
        if condition is not None and (condition == form.etag or _has_already(condition, form.etag)):
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
    # There is no body, and by RFC 9110, section 15.4.5, little is to be said of the one known.
    for name in ("content-encoding", "last-modified", "x-robots-tag"):
        headers.pop(name, None)
    return _Form(
        document.etag.encode(), document.content, _raw(whole.items()), _raw(headers.items())
    )


def _raw(headers: Iterable[tuple[str, str]]) -> RawHeaders:
    return [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]


@lru_cache(maxsize=256)
def _unpacks(accepts: bytes) -> bool:
    return unpacks_gzip(accepts.decode("latin-1"))


def _has_already(condition: bytes, etag: bytes) -> bool:
    return has_already(condition.decode("latin-1"), etag.decode())
