"""Whether a server could listen: asked before it starts, to say in one line why it can't."""

from __future__ import annotations

import errno
import ipaddress
import os
import socket

import click


def check_listening(address: str, port: int) -> None:
    """Listen for a moment.

    Raises BadParameter for an address that isn't this machine's, ClickException for a port that
    is taken or needs more rights.
    """
    try:
        found = socket.getaddrinfo(address, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError):
        raise _no_address(address) from None
    family, kind, protocol, _, where = found[0]
    with socket.socket(family, kind, protocol) as listener:
        if os.name == "posix":
            # A port that was closed a moment ago is free, as it is for the server itself.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(where)
            listener.listen(1)
        except OSError as error:
            raise _refused(address, port, error) from None


def is_loopback(address: str) -> bool:
    """Whether an address is reached from this machine only."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"


def _refused(address: str, port: int, error: OSError) -> click.ClickException:
    if error.errno == errno.EADDRINUSE:
        return click.ClickException(
            f"port {port} is taken by another program; choose one with --port, for example"
            f" --port {port + 1 if port < 65535 else port - 1}."
        )
    if error.errno == errno.EACCES:
        return click.ClickException(
            f"port {port} needs the rights of the administrator; choose one above 1023."
        )
    if error.errno == errno.EADDRNOTAVAIL:
        return _no_address(address)
    return click.ClickException(f"nothing can listen on {address} port {port}: {error.strerror}.")


def _no_address(address: str) -> click.BadParameter:
    return click.BadParameter(f"“{address}” is no address of this machine.", param_hint="--address")
