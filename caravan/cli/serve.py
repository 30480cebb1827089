"""``caravan serve``: the app in the browser."""

from __future__ import annotations

import sys

import click


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8501, show_default=True)
@click.option(
    "--address",
    default="127.0.0.1",
    show_default=True,
    help="Address to listen on; the default is reached from this machine only.",
)
def serve(port: int, address: str) -> None:
    """Serve the app: planning, map and calendars in the browser.

    Example: caravan serve --port 8600
    """
    from caravan.ui.serve import serve as serve_app

    sys.exit(serve_app(port, address))
