"""The link with which the first account is made: printed where the server was started, nowhere else."""

from __future__ import annotations

import sys
from datetime import UTC, datetime

from caravan.store.desk import Desk

_EVERYWHERE = {"", "0.0.0.0", "::"}  # noqa: S104 to tell them from an address that can be opened


def announce_first_account(desk: Desk) -> None:
    """Print it, where people have accounts and there is none yet.

    To the terminal and not through the log, which may be kept. Raises StateUnusable.
    """
    if desk.access.is_single_user():
        return
    ticket = desk.tickets.for_first_account(datetime.now(UTC))
    if ticket is None:
        return
    lines = (
        "",
        "There is no account yet. Open this address to make the first one:",
        f"  {_base(desk)}/access/password/{ticket.secret}",
        f"It works once, until {ticket.expires.astimezone():%H:%M}. Start again for another one.",
        "",
    )
    print("\n".join(lines), file=sys.stderr, flush=True)  # noqa: T201 the operator's terminal


def _base(desk: Desk) -> str:
    if desk.settings.url:
        return desk.settings.url
    import streamlit as st

    address, port = st.get_option("server.address") or "", st.get_option("server.port")
    if address in _EVERYWHERE:
        address = "localhost"
    host = f"[{address}]" if ":" in address else address
    scheme = "https" if st.get_option("server.sslCertFile") else "http"
    return f"{scheme}://{host}:{port}"
