"""What happens when the server starts: the secret is made, and the first plan is under way."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from threading import Thread

from caravan.errors import CaravanError
from caravan.store.desk import Desk


@asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[None]:
    """Prepare the server, and stop every planner when it ends."""
    from caravan.store.desk import desk
    from caravan.store.settings import read_settings
    from caravan.ui.visit import jobs

    here = desk(read_settings())
    # Fails now, with a clear message, rather than when the first visitor comes.
    _ = here.master
    Thread(target=plan_first, args=(here,), daemon=True).start()
    Thread(target=_load_heavy_libraries, daemon=True).start()
    try:
        yield
    finally:
        jobs().stop_all()


def _load_heavy_libraries() -> None:
    """Load what takes seconds before the first visitor needs it."""
    for name in ("folium", "babel.dates", "segno"):
        import_module(name)


def plan_first(here: Desk) -> None:
    """Start planning the default schedule when it has no plan yet."""
    from caravan.store.settings import schedules
    from caravan.ui.opened import read
    from caravan.ui.visit import jobs

    offered = schedules(here.settings)
    if not offered or here.shelf.latest(offered[0].name) is not None:
        return
    try:
        reading = read(str(offered[0].path))
        if reading.tour is not None:
            jobs().start_first(offered[0], here.shelf.key(reading.tour), here.shelf)
    except CaravanError as error:
        logging.getLogger("caravan").warning("%s", error)
