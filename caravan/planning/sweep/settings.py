"""Where a sweep runs, from the settings of whoever runs the program and nowhere else."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from caravan.errors import ImpossibleValue, msg

DASK_VARIABLE = "CARAVAN_DASK"
MOST_WORKERS = 256


@dataclass(frozen=True, slots=True)
class SweepSettings:
    """Where a sweep runs.

    Attributes:
        workers: number of processes on this machine; with 1 it runs in this process.
        dask: address of a Dask scheduler that runs it instead, like ``tcp://10.0.0.5:8786``;
            empty for none.

    Raises ImpossibleValue for another number of processes, and for an address that isn't of the
    form tcp://host:port or tls://host:port.
    """

    workers: int = 1
    dask: str = ""

    def __post_init__(self) -> None:
        if not 1 <= self.workers <= MOST_WORKERS:
            raise ImpossibleValue(
                msg(
                    "{workers} processes are not between 1 and {limit}",
                    workers=self.workers,
                    limit=MOST_WORKERS,
                )
            )
        if self.dask and not _is_address(self.dask):
            raise ImpossibleValue(
                msg(
                    "{variable} must be the address of a Dask scheduler, like "
                    "tcp://192.0.2.7:8786, not “{address}”",
                    variable=DASK_VARIABLE,
                    address=self.dask[:80],
                )
            )


def sweep_settings(environ: Mapping[str, str], workers: int | None = None) -> SweepSettings:
    """The settings of the environment; as many processes as this one may use cores, unless told.

    Raises ImpossibleValue like SweepSettings.
    """
    cores = min(available_cores(), MOST_WORKERS)
    return SweepSettings(
        cores if workers is None else workers, environ.get(DASK_VARIABLE, "").strip()
    )


def available_cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _is_address(address: str) -> bool:
    try:
        parts: SplitResult = urlsplit(address)
        port = parts.port
    except ValueError:
        return False
    plain = not (parts.username or parts.password or parts.path or parts.query or parts.fragment)
    return parts.scheme in ("tcp", "tls") and bool(parts.hostname) and bool(port) and plain
