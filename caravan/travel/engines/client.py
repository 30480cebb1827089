"""JSON over HTTP with a routing engine: bounded in time and size, no redirect, no surprise."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from caravan.errors import msg
from caravan.travel.engines.failure import EngineFailure, EngineRefusal, misshapen
from caravan.travel.engines.settings import EngineSettings

if TYPE_CHECKING:
    import urllib3

MAX_QUOTED = 160
"""How much of an engine's own error text is repeated, in characters."""


class EngineClient:
    """Talks to one engine, keeping its connection open between requests.

    Proxies, passwords and certificates of the environment are not looked at: the address comes
    from the settings, and nothing else decides where a request goes.
    """

    def __init__(self, settings: EngineSettings) -> None:
        self._settings = settings
        self._pool: urllib3.PoolManager | None = None

    def get(self, path: str, query: Mapping[str, str]) -> object:
        """The JSON answer to a GET request.

        Raises EngineFailure, EngineRefusal when the engine itself answers with an error.
        """
        # Commas and semicolons are what OSRM's lists are made of.
        return self._ask("GET", f"{path}?{urlencode(query, safe=',;')}", None)

    def post(self, path: str, body: object) -> object:
        """The JSON answer to a POST request with a JSON body. Raises as `get` does."""
        return self._ask("POST", path, json.dumps(body).encode())

    def _ask(self, method: str, path: str, body: bytes | None) -> object:
        status, data = self._within_time(method, f"{self._settings.base}/{path}", body)
        if 300 <= status < 400:
            raise EngineFailure(
                msg("The routing engine sends us elsewhere, and redirects are not followed.")
            )
        if status != 200:
            text, code = _own_words(data)
            raise EngineRefusal(
                msg(
                    "The routing engine answered with error {status}. {text}",
                    status=status,
                    text=text,
                ),
                code,
            )
        return _parsed(data)

    def _within_time(self, method: str, url: str, body: bytes | None) -> tuple[int, bytes]:
        """Status and body, fetched by a thread of its own.

        A socket's time limit holds for each read, and none for finding the host: an engine that
        drips its answer byte by byte would keep us for hours. So the whole request is waited for
        only so long; a thread that is still busy then is left to end with the program.
        """
        answers: SimpleQueue[tuple[int, bytes] | Exception] = SimpleQueue()

        def work() -> None:
            try:
                answers.put(self._fetch(method, url, body))
            except Exception as error:  # noqa: BLE001 - raised again where the answer is awaited
                answers.put(error)

        threading.Thread(target=work, name="routing-engine", daemon=True).start()
        try:
            answer = answers.get(timeout=self._settings.request_seconds)
        except Empty:
            raise self._too_slow() from None
        if isinstance(answer, Exception):
            raise self._explained(answer) from answer
        return answer

    def _fetch(self, method: str, url: str, body: bytes | None) -> tuple[int, bytes]:
        import urllib3

        if self._pool is None:
            self._pool = urllib3.PoolManager(num_pools=1)
        seconds = self._settings.request_seconds
        response = self._pool.request(
            method,
            url,
            body=body,
            headers={"Accept": "application/json", "User-Agent": "caravan"}
            | ({"Content-Type": "application/json"} if body is not None else {}),
            redirect=False,
            # Once more when the server has just closed a connection that we kept.
            retries=urllib3.Retry(
                total=1, connect=0, read=1, redirect=0, status=0, other=0, allowed_methods=None
            ),
            timeout=urllib3.Timeout(connect=min(3.0, seconds), read=seconds),
            preload_content=False,
        )
        limit = self._settings.max_bytes
        data = response.read(limit + 1, decode_content=False)
        if len(data) > limit:
            response.close()
            raise EngineFailure(msg("The routing engine's answer is too long."))
        response.release_conn()
        return response.status, data

    def _explained(self, error: Exception) -> EngineFailure:
        import urllib3

        if isinstance(error, EngineFailure):
            return error
        if isinstance(error, urllib3.exceptions.MaxRetryError) and error.reason is not None:
            error = error.reason
        # A refused connection is a NewConnectionError, which counts as a time-out in urllib3.
        timed_out = isinstance(error, urllib3.exceptions.TimeoutError)
        if timed_out and not isinstance(error, urllib3.exceptions.NewConnectionError):
            return self._too_slow()
        return EngineFailure(msg("The routing engine can't be reached."))

    def _too_slow(self) -> EngineFailure:
        seconds = self._settings.request_seconds
        return EngineFailure(
            msg("The routing engine did not answer within {seconds} s.", seconds=round(seconds, 1))
        )


def _parsed(data: bytes) -> object:
    def refuse(constant: str) -> object:
        raise ValueError(constant)  # NaN and Infinity are no JSON.

    try:
        return json.loads(data.decode(), parse_constant=refuse)
    except (ValueError, RecursionError) as error:
        raise misshapen() from error


def _own_words(data: bytes) -> tuple[str, object]:
    """What an engine says about its error, and its own code for it.

    OSRM says it in `code` and `message`, Valhalla in `error` and `error_code`.
    """
    try:
        answer = _parsed(data)
    except EngineFailure:
        return "", None
    if not isinstance(answer, dict):
        return "", None
    words = [answer[key] for key in ("code", "message", "error") if key in answer]
    text = " ".join(word for word in words if isinstance(word, str))
    quoted = "".join(c if c.isprintable() else " " for c in text)[:MAX_QUOTED].strip()
    return quoted, answer.get("error_code", answer.get("code"))
