"""The address at which people reach a server, as whoever runs it wrote it."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

_NEVER_IN_ADDRESSES = frozenset('\\<>"^`{|}')


def server_address(text: str) -> str | None:
    """An address that can stand before the paths of links, without a slash at its end.

    None for one behind which links would lead nowhere, or give a password away: with another scheme
    than http and https, without a host, with a user, a query, a fragment, spaces or control
    characters.
    """
    parts = _parts(text)
    if parts is None or parts.scheme not in {"http", "https"} or not parts.hostname:
        return None
    if "@" in parts.netloc or "?" in text or "#" in text:
        return None
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"


def _parts(text: str) -> SplitResult | None:
    # What urlsplit would silently leave out, and what ends a link in a mail.
    if any(not _may_stand(letter) for letter in text):
        return None
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return None
    return parts


def _may_stand(letter: str) -> bool:
    return letter.isprintable() and not letter.isspace() and letter not in _NEVER_IN_ADDRESSES
