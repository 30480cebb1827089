"""HTTP for geopy's geocoders: kept answers first, one request a second, bounded in every way.

geopy's own adapters follow redirects to any host, read a body of any length, and their time limit
holds for each read only; so the requests of its geocoders go through this one.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from geopy.adapters import AdapterHTTPError, BaseSyncAdapter, get_retry_after
from geopy.exc import (
    GeocoderParseError,
    GeocoderServiceError,
    GeocoderTimedOut,
    GeocoderUnavailable,
)

from caravan.errors import msg
from caravan.geocoding.answer_cache import AnswerCache
from caravan.geocoding.online_failure import OnlineFailure
from caravan.geocoding.patience import Patience
from caravan.geocoding.throttle import Throttle

if TYPE_CHECKING:
    import urllib3


class HttpAdapter(BaseSyncAdapter):  # type: ignore[misc]  # geopy is untyped
    """Gets JSON for a geopy geocoder.

    Proxies, passwords and certificates of the environment are not looked at: the address comes
    from the settings, and nothing else decides where a request goes.

    Args:
        cache: where answers are kept.
        throttle: whose turn it is.
        max_bytes: longest answer that is read, bytes.
        is_empty: whether an answer in the service's form holds no place; raises ValueError,
            TypeError, KeyError or the like for one in another form, which is no answer then.
    """

    def __init__(
        self,
        *,
        cache: AnswerCache,
        throttle: Throttle,
        max_bytes: int,
        is_empty: Callable[[Any], bool],
    ) -> None:
        super().__init__(proxies={}, ssl_context=None)
        self._cache = cache
        self._throttle = throttle
        self._max_bytes = max_bytes
        self._is_empty = is_empty
        self._patience = Patience()
        self._pool: urllib3.PoolManager | None = None

    def get_json(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> object:
        """The answer in JSON: the one that was kept, else asked for when it's our turn.

        Raises what geopy wants of an adapter, and OnlineFailure during a pause.
        """
        request = canonical(url)
        kept = self._cache.get(request)
        if kept is not None:
            return kept
        self._patience.look()
        with self._throttle.turn():
            # Somebody else may have asked the same while we waited.
            kept = self._cache.get(request)
            if kept is not None:
                return kept
            with self._patience.trying():
                text = self.get_text(url, timeout=timeout, headers=headers)
            answer = self._answer(text)
        self._cache.put(request, answer, is_empty=self._is_empty(answer))
        return answer

    def get_text(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> str:
        """The body of an answer with status 200.

        The whole request is waited for only so long, in a thread of its own: a socket's time limit
        holds for each read, and none for finding the host, so a service that drips its answer
        byte by byte would keep us for hours. A thread still busy then ends with the program.
        """
        answers: SimpleQueue[str | Exception] = SimpleQueue()

        def work() -> None:
            try:
                answers.put(self._fetched(url, timeout, headers))
            except Exception as error:  # noqa: BLE001 - raised again where the answer is awaited
                answers.put(error)

        threading.Thread(target=work, name="geocoder", daemon=True).start()
        try:
            answer = answers.get(timeout=timeout)
        except Empty:
            raise GeocoderTimedOut("no answer in time") from None
        if isinstance(answer, Exception):
            raise _explained(answer) from answer
        return answer

    def _fetched(self, url: str, timeout: float, headers: Mapping[str, str]) -> str:
        import urllib3

        if self._pool is None:
            self._pool = urllib3.PoolManager(num_pools=1)
        response = self._pool.request(
            "GET",
            url,
            headers={**headers, "Accept": "application/json"},
            redirect=False,
            # Each try is a request that the service counts.
            retries=False,
            timeout=urllib3.Timeout(connect=min(5.0, timeout), read=timeout),
            preload_content=False,
        )
        try:
            data = response.read(self._max_bytes + 1, decode_content=False)
        finally:
            response.close()
        if len(data) > self._max_bytes:
            raise GeocoderParseError("the answer is too long")
        status = response.status
        if status != 200:
            self._pause_if_asked(status, response.headers)
            raise AdapterHTTPError(f"status {status}", status_code=status, headers={}, text="")
        return data.decode()

    def _pause_if_asked(self, status: int, headers: Mapping[str, str]) -> None:
        if status == 429 or (status == 503 and "retry-after" in headers):
            self._throttle.pause(_seconds(headers))

    def _answer(self, text: str) -> object:
        def refuse(constant: str) -> object:
            raise ValueError(constant)  # NaN and Infinity are no JSON.

        try:
            answer = json.loads(text, parse_constant=refuse)
            self._is_empty(answer)
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
            raise GeocoderParseError("the answer is not in the expected form") from error
        result: object = answer
        return result


def canonical(url: str) -> str:
    """The address of a request with its parameters in order: the same for the same question."""
    parts = urlsplit(url)
    query = urlencode(sorted(parse_qsl(parts.query, keep_blank_values=True)))
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))


def told(error: Exception, host: str) -> OnlineFailure:
    """What a person is told of a failure; nothing that the service wrote is repeated."""
    if isinstance(error, AdapterHTTPError):
        return _told_status(error.status_code, host)
    if isinstance(error, GeocoderTimedOut):
        return OnlineFailure(msg("{host} did not answer in time.", host=host))
    if isinstance(error, GeocoderUnavailable):
        return OnlineFailure(msg("{host} can't be reached.", host=host))
    return OnlineFailure(msg("{host} did not answer in the expected form.", host=host))


def _told_status(status: int, host: str) -> OnlineFailure:
    if 300 <= status < 400:
        return OnlineFailure(
            msg("{host} sends us elsewhere, and redirects are not followed.", host=host)
        )
    if status == 429:
        return OnlineFailure(msg("{host} asks for a pause. Try again later.", host=host))
    if status == 403:
        return OnlineFailure(msg("{host} refuses to answer us (error 403).", host=host))
    return OnlineFailure(msg("{host} answered with error {status}.", host=host, status=status))


def _seconds(headers: Mapping[str, str]) -> float | None:
    try:
        seconds = get_retry_after(headers)
        return None if seconds is None else float(seconds)
    except (ValueError, OverflowError):  # a date that is none, more seconds than there are
        return None


def _explained(error: Exception) -> Exception:
    import urllib3

    reason: Exception = GeocoderUnavailable("can't be reached")
    if isinstance(error, AdapterHTTPError | GeocoderServiceError):
        reason = error
    elif isinstance(error, UnicodeDecodeError):
        reason = GeocoderParseError("the answer is not in UTF-8")
    elif isinstance(error, urllib3.exceptions.TimeoutError) and not isinstance(
        # A refused connection counts as a time-out in urllib3.
        error,
        urllib3.exceptions.NewConnectionError,
    ):
        reason = GeocoderTimedOut("no answer in time")
    return reason
