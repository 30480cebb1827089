"""What happens when the server starts: a secret, a first plan, and mails that were left waiting."""

from __future__ import annotations

import logging
import sys
from asyncio import to_thread
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from importlib import import_module
from threading import Event, Thread

from caravan.errors import CaravanError
from caravan.store.desk import Desk
from caravan.store.settings import Settings, read_settings, schedules
from caravan.store.state_folder import StateUnusable


def settings_or_exit() -> Settings:
    """The settings of the environment; wrong ones end the program with a sentence, exit code 2."""
    try:
        return read_settings()
    except CaravanError as error:
        print(error, file=sys.stderr)  # noqa: T201 the operator's terminal
        raise SystemExit(2) from None


@asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[None]:
    """Prepare the server, and stop all that it computes and sends when it ends."""
    from caravan.publishing.background_sender import BackgroundSender
    from caravan.store.desk import desk
    from caravan.ui.access.first_account import announce_first_account
    from caravan.ui.patient_start import until_done
    from caravan.ui.visit import jobs, tasks

    here = desk(read_settings())
    ending = Event()
    steps = (lambda: announce_first_account(here), lambda: plan_first(here))
    Thread(target=until_done, args=(steps, ending.wait), daemon=True).start()
    Thread(target=_load_heavy_libraries, daemon=True).start()
    sender = BackgroundSender.of(here, _now)
    if sender is not None:
        sender.start()
    try:
        yield
    finally:
        ending.set()
        if sender is not None:
            await to_thread(sender.stop)
        tasks().stop_all()
        jobs().stop_all()


def _now() -> datetime:
    return datetime.now(UTC)


def _load_heavy_libraries() -> None:
    """Load what takes seconds before the first visitor needs it."""
    for name in ("caravan.views.calendar.component", "folium", "babel.dates", "segno"):
        import_module(name)


def plan_first(here: Desk) -> None:
    """Start planning the default schedule when it has no plan yet. Raises StateUnusable."""
    from caravan.ui.opened import Reading, read
    from caravan.ui.visit import jobs

    _ = here.master  # without a state folder a plan could not be kept
    offered = schedules(here.settings)
    if not offered or here.shelf.latest(offered[0].name) is not None:
        return
    try:
        reading = read(offered[0].path) if offered[0].path else Reading()
        if reading.tour is not None and reading.files is not None:
            key = here.shelf.key(reading.tour)
            jobs().start_first(offered[0], reading.files, key, here.shelf)
    except StateUnusable:
        raise
    except CaravanError as error:
        logging.getLogger("caravan").warning("%s", error)
