"""What a server is told by its environment, and the schedules that it offers."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import caravan
from caravan.errors import CaravanError, msg
from caravan.geocoding.geocoder_settings import GeocoderSettings, geocoder_settings
from caravan.geocoding.world_build import cache_folder
from caravan.geocoding.world_index import IndexUnavailable
from caravan.store.access_settings import AccessSettings, access_settings
from caravan.store.database_url import read_database_url
from caravan.store.imap_settings import ImapSettings, imap_settings
from caravan.store.log import LogForm, log_form
from caravan.store.mail_settings import MailSettings, mail_settings
from caravan.store.server_address import server_address
from caravan.travel.engines.settings import EngineSettings, engine_settings

_EVENTS = re.compile(rb"^\s*events\s*:", re.MULTILINE)
_READ_TO_RECOGNISE = 1_000_000
"""Bytes of a file looked at to tell a schedule from other YAML files."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where a server finds its schedules and keeps its state.

    Attributes:
        data: folders with schedules (CARAVAN_DATA, separated like PATH); unless set, data/ of the
            checkout, then each folder in examples/ beside it.
        state: folder for the secret and the database of tours and plans (CARAVAN_STATE).
        url: address at which people reach the server, without a slash at the end, when it can't
            be seen from the browser (CARAVAN_URL), else empty.
        tiles: whether maps ask OpenStreetMap for tiles (CARAVAN_TILES, "off" to do without).
        engine: the routing engine that planners ask, or None (see `caravan.travel.engines`).
        cache: folder for what can be made again, like the index of the world's places; None when
            the user has no home.
        geocoder: the service that is asked for places when somebody wants that, or None.
        database_url: address of a PostgreSQL database (CARAVAN_DATABASE_URL), empty for a file in
            `state`. It may hold a password.
        mail: the server that sends mails (CARAVAN_SMTP_HOST), or None: they become files.
        imap: the mailbox with the answers (CARAVAN_IMAP_HOST), or None.
        access: who may come in (CARAVAN_ACCESS), and what signs cookies.
        log: how the log is written (CARAVAN_LOG).
    """

    data: tuple[Path, ...]
    state: Path
    url: str = ""
    tiles: bool = True
    engine: EngineSettings | None = None
    cache: Path | None = None
    geocoder: GeocoderSettings | None = None
    database_url: str = field(default="", repr=False)
    mail: MailSettings | None = None
    imap: ImapSettings | None = None
    access: AccessSettings = field(default_factory=AccessSettings)
    log: LogForm = LogForm.CONSOLE


@dataclass(frozen=True, slots=True)
class Schedule:
    """A schedule that the server offers: one in files, which it only reads, or one that it keeps.

    Attributes:
        name: what addresses call it, unique. For a file: its name, with as many of its folders as
            it takes where several hold a file of that name. For a kept tour: its id.
        path: of the file; None for a tour kept in the database.
    """

    name: str
    path: Path | None

    @property
    def is_kept(self) -> bool:
        """Whether it is kept in the database, where pages may change it."""
        return self.path is None


def read_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings in the environment, with their defaults.

    Raises CaravanError when CARAVAN_URL, the routing engine's, the geocoder's or the database's
    address is none, or a mail server can't be used as it is set.
    """
    folders = [Path(part) for part in environ.get("CARAVAN_DATA", "").split(os.pathsep) if part]
    return Settings(
        data=tuple(folders) or _own_folders(_checkout()),
        state=_state_folder(environ),
        url=_url(environ),
        engine=engine_settings(environ),
        cache=_cache_folder(environ),
        geocoder=geocoder_settings(environ),
        database_url=read_database_url(environ),
        mail=mail_settings(environ),
        imap=imap_settings(environ),
        access=access_settings(environ),
        log=log_form(environ),
        tiles=environ.get("CARAVAN_TILES", "on").lower() not in {"off", "0", "no", "false"},
    )


def _url(environ: Mapping[str, str]) -> str:
    text = environ.get("CARAVAN_URL", "")
    url = server_address(text) if text else ""
    if url is None:
        # Not repeated: it may hold a password.
        raise CaravanError(
            msg(
                "CARAVAN_URL must be an address like https://tour.example: http:// or https://, a"
                " host, no password, no spaces, no ? and no #"
            )
        )
    return url


def schedules(settings: Settings) -> tuple[Schedule, ...]:
    """The schedules in files by name, ``schedule.yaml`` of the first folder in front.

    A YAML file is a schedule when it has events, or when its name says so. Files that can't be
    read are left out; folders that don't exist hold none.
    """
    paths = [
        path
        for folder in dict.fromkeys(folder.absolute() for folder in settings.data)
        for path in sorted((*folder.glob("*.yaml"), *folder.glob("*.yml")))
        if _is_schedule(path)
    ]
    found = list(zip(_names(paths), paths, strict=True))
    found.sort(key=lambda entry: entry[1].name != "schedule.yaml")  # keeps the rest in its order
    return tuple(Schedule(name, path) for name, path in found)


def _names(paths: list[Path]) -> list[str]:
    """What the files are called: as many of their folders as it takes to tell them apart."""
    names = []
    for own in paths:
        length = 1
        while any(other.parts[-length:] == own.parts[-length:] for other in paths if other != own):
            length += 1
        names.append(Path(*own.parts[-length:]).as_posix())
    return names


def _is_schedule(path: Path) -> bool:
    if path.name.startswith("schedule"):
        return path.is_file()
    try:
        with path.open("rb") as file:
            return _EVENTS.search(file.read(_READ_TO_RECOGNISE)) is not None
    except OSError:
        return False


def _cache_folder(environ: Mapping[str, str]) -> Path | None:
    try:
        return cache_folder(environ)
    except IndexUnavailable:
        return None


def _own_folders(checkout: Path) -> tuple[Path, ...]:
    """The folders with schedules that come with the program: the tour of data/, then examples."""
    data = checkout / "data"
    # An installed package has other people's folders around it: without our data/, no examples.
    beside = (checkout / "examples").glob("*") if data.is_dir() else ()
    return (data, *sorted(folder for folder in beside if folder.is_dir()))


def _checkout() -> Path:
    return Path(caravan.__file__).resolve().parent.parent


def _state_folder(environ: Mapping[str, str]) -> Path:
    if environ.get("CARAVAN_STATE"):
        return Path(environ["CARAVAN_STATE"])
    base = environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(base) / "caravan"
