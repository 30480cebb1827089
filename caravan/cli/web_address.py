"""``--url``: the address at which people reach what is published."""

from __future__ import annotations

import click

from caravan.store.server_address import server_address


def web_address(_context: click.Context, _option: click.Parameter, value: str | None) -> str:
    """The address without a slash at the end; empty when none was given.

    Raises BadParameter for one behind which links would lead nowhere, or give a password away.
    """
    if not value:
        return ""
    address = server_address(value)
    if address is None:
        # Not repeated: it may hold a password.
        raise click.BadParameter(
            "must be an address like https://tour.example: http:// or https://, a host, no"
            " password, no spaces, no ? and no #."
        )
    return address
