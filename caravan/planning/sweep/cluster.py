"""The workers of a Dask cluster."""

from __future__ import annotations

import contextlib
import importlib
import logging
from collections.abc import Iterator
from concurrent.futures import Executor
from typing import Any

from caravan.errors import CaravanError, msg
from caravan.planning.sweep.settings import DASK_VARIABLE

CONNECT_SECONDS = 10.0
"""How long the scheduler may take to answer at first."""


class Cluster:
    """A Dask cluster that answered; see `cluster`."""

    def __init__(self, client: Any, address: str) -> None:
        self._client = client
        self._address = address
        self.executor: Executor = client.get_executor(pure=False)
        self.threads = sum(client.nthreads().values())
        self._without_workers = 0

    def check(self, patience: int = 0) -> None:
        """Raises CaravanError when the cluster has gone, or has no worker for too many checks.

        Args:
            patience: how many checks in a row may find none; one that fails is started again.
        """
        if self._client.status != "running":
            raise self.lost()
        try:
            workers = self._client.nthreads()
        # A connection that broke, its loop that ended, a client that closed itself since we looked.
        except (OSError, RuntimeError, AttributeError):
            raise self.lost() from None
        self._without_workers = 0 if workers else self._without_workers + 1
        if self._without_workers > patience:
            raise CaravanError(
                msg("The Dask cluster at {address} has no workers.", address=self._address)
            )

    def lost(self) -> CaravanError:
        """That the cluster has gone."""
        return CaravanError(
            msg(
                "The Dask cluster at {address} doesn't answer any more. What was not done yet is "
                "lost; start it again, or leave {variable} empty to use this machine alone.",
                address=self._address,
                variable=DASK_VARIABLE,
            )
        )


@contextlib.contextmanager
def cluster(address: str) -> Iterator[Cluster]:
    """The cluster of a scheduler's address; what still waits there at the end is taken back.

    Raises CaravanError when Dask isn't installed, and when nothing answers.
    """
    try:
        dask: Any = importlib.import_module("distributed")
    except ImportError:
        raise CaravanError(
            msg(
                "{variable} is set, but Dask is not installed. Install caravan[dask].",
                variable=DASK_VARIABLE,
            )
        ) from None
    # What Dask tells programmers about connections would be taken for a fault of ours.
    logging.getLogger("distributed").setLevel(logging.CRITICAL + 1)
    try:
        client = dask.Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, TimeoutError, ValueError):
        raise CaravanError(
            msg("No Dask scheduler answers at {address}.", address=address)
        ) from None
    try:
        found = Cluster(client, address)
        found.check()
        yield found
        found.executor.shutdown(wait=False)
    finally:
        with contextlib.suppress(Exception):  # what can't be said good-bye to is gone
            client.close(timeout=2)
