"""``caravan serve``: the app in the browser."""

from __future__ import annotations

import os
import sys

import click

from caravan.cli.listening import check_listening, is_loopback
from caravan.cli.output import say


@click.command()
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8501,
    show_default=True,
    help="Port to listen on.",
)
@click.option(
    "--address",
    default="127.0.0.1",
    show_default=True,
    help="Address to listen on; the default is reached from this machine only, 0.0.0.0 from"
    " everywhere.",
)
def serve(port: int, address: str) -> None:
    """Serve the app: planning, map and calendars in the browser. Ctrl-C ends it.

    On this machine it is for one person, without a login, unless CARAVAN_ACCESS=accounts or there
    are accounts. On any other address people have accounts: the first start prints a link with
    which the first one is made.

    \b
    Example:
      caravan serve --port 8600
    """  # noqa: D301 click reads \b: keep these lines as they are
    from caravan.errors import CaravanError
    from caravan.store.access_settings import AccessMode, access_settings
    from caravan.ui.serve import serve as serve_app

    check_listening(address, port)
    mode = access_settings(os.environ).mode
    if not is_loopback(address):
        if mode is AccessMode.SINGLE:
            raise click.UsageError(
                "with CARAVAN_ACCESS=single only this machine is served; for others, leave it"
                " out, so that people have accounts."
            )
        os.environ["CARAVAN_ACCESS"] = AccessMode.ACCOUNTS.value
        say(
            f"People log in on {address} port {port}. Put a proxy with HTTPS before it: without,"
            " passwords can be read on the way (docs/serving.md).",
            err=True,
        )
    try:
        code = serve_app(port, address)
    except CaravanError as error:
        raise click.ClickException(str(error)) from None
    sys.exit(code)
