"""The log: one line for each thing that happened, for people or for programs, without secrets.

Nothing is set up on import: whoever starts a server does it, once.
"""

from __future__ import annotations

import logging
import os
import re
import sys
from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from caravan.errors import CaravanError, msg

if TYPE_CHECKING:
    from structlog.typing import EventDict, WrappedLogger

OURS = "caravan"
"""Our lines go to this logger, and to those below it."""
SERVERS = ("uvicorn", "uvicorn.access", "uvicorn.error", "gunicorn.access", "gunicorn.error")

_IN_PATH = re.compile(r"(/(?:calendars|day|answer|access/password)/)[^/?#\s\"'<>]+")
_IN_COOKIE = re.compile(r"((?:__Host-)?caravan-(?:login|form)=)[^;\s\"']+")
_IN_URL = re.compile(r"([a-z][a-z0-9+.-]*://[^/\s:@]*:)[^@\s/]+(@)", re.IGNORECASE)
_SECRET_NAMES = re.compile(r"secret|password|token|cookie|digest", re.IGNORECASE)
_GONE = "…"


class LogForm(StrEnum):
    """How lines are written (CARAVAN_LOG)."""

    CONSOLE = "console"
    JSON = "json"


def log_form(environ: Mapping[str, str] = os.environ) -> LogForm:
    """The form that the environment asks for. Raises CaravanError for another word."""
    wished = environ.get("CARAVAN_LOG", "").strip().lower() or LogForm.CONSOLE.value
    if wished not in set(LogForm):
        raise CaravanError(
            msg("CARAVAN_LOG must be “console” or “json”, not “{form}”", form=wished)
        )
    return LogForm(wished)


def without_secrets(text: str) -> str:
    """A text in which the secrets of addresses and cookies are replaced by ``…``."""
    text = _IN_PATH.sub(rf"\g<1>{_GONE}", text)
    text = _IN_COOKIE.sub(rf"\g<1>{_GONE}", text)
    return _IN_URL.sub(rf"\g<1>{_GONE}\g<2>", text)


def remove_secrets(_logger: WrappedLogger, _method: str, line: EventDict) -> EventDict:
    """A processor of structlog: no value that is named like a secret, none within a text."""
    return {key: _cleaned(key, value) for key, value in line.items()}


def _cleaned(key: str, value: Any) -> Any:
    if key.startswith("_"):  # structlog's own, which is never written
        return value
    if _SECRET_NAMES.search(key):
        return _GONE
    if isinstance(value, str):
        return without_secrets(value)
    if isinstance(value, dict):
        return {inner: _cleaned(str(inner), part) for inner, part in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(key, part) for part in value]
    return value


class WithoutSecrets(logging.Filter):
    """Writes ``…`` for the secrets in whatever a server logs by itself."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep the record, with its message cleaned."""
        message = record.getMessage()
        cleaned = without_secrets(message)
        if cleaned != message:
            record.msg, record.args = cleaned, ()
        return True


def set_up_logs(form: LogForm) -> None:
    """Write our lines to the standard error, and clean those of the servers that we run under."""
    for name in SERVERS:
        logger = logging.getLogger(name)
        if not any(isinstance(known, WithoutSecrets) for known in logger.filters):
            logger.addFilter(WithoutSecrets())
    ours = logging.getLogger(OURS)
    for known in list(ours.handlers):
        if isinstance(known, _OurHandler):
            ours.removeHandler(known)
    handler = _OurHandler(sys.stderr)
    handler.setFormatter(_formatter(form))
    ours.addHandler(handler)
    ours.setLevel(logging.INFO)
    ours.propagate = False  # the root's handlers would write it again, uncleaned


class _OurHandler(logging.StreamHandler[Any]):
    """The handler that `set_up_logs` has put there."""


def _formatter(form: LogForm) -> logging.Formatter:
    import structlog

    shared: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    if form is LogForm.JSON:
        last: list[Any] = [
            structlog.processors.format_exc_info,
            remove_secrets,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
    else:
        plain = structlog.dev.ConsoleRenderer(
            colors=False, exception_formatter=structlog.dev.plain_traceback, pad_event_to=0
        )
        last = [structlog.processors.format_exc_info, remove_secrets, plain]
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[*shared, structlog.stdlib.ExtraAdder()],
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
    )
