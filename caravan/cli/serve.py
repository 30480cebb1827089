"""``caravan serve``: the app in the browser."""

from __future__ import annotations

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

    \b
    Example:
      caravan serve --port 8600
    """  # noqa: D301 click reads \b: keep these lines as they are
    from caravan.errors import CaravanError
    from caravan.ui.serve import serve as serve_app

    check_listening(address, port)
    if not is_loopback(address):
        say(
            f"Note: whoever reaches {address} port {port} can plan and change settings. Put a proxy"
            " with HTTPS and a password before it (docs/serving.md).",
            err=True,
        )
    try:
        code = serve_app(port, address)
    except CaravanError as error:
        raise click.ClickException(str(error)) from None
    sys.exit(code)
