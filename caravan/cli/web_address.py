"""``--url``: the address at which people reach what is published."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

import click


def web_address(_context: click.Context, _option: click.Parameter, value: str | None) -> str:
    """The address without a slash at the end; empty when none was given.

    Raises BadParameter for one behind which links would lead nowhere, or give a password away.
    """
    if not value:
        return ""
    parts = _parts(value)
    if parts is None or parts.scheme not in {"http", "https"}:
        raise click.BadParameter("must begin with http:// or https://")
    if not parts.hostname or parts.username is not None or parts.query or parts.fragment:
        raise click.BadParameter(
            "give an address like https://tour.example, without a password and without ? and #."
        )
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"


def _parts(value: str) -> SplitResult | None:
    # What urlsplit would silently leave out, and what ends a link in a mail.
    if any(letter.isspace() or not letter.isprintable() for letter in value):
        return None
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError:
        return None
    return parts
