"""Which geocoder to ask online, from the settings of whoever runs the program and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import SplitResult, urlsplit

from caravan.errors import ImpossibleValue, Message, msg

SERVICE_VARIABLE = "CARAVAN_GEOCODER"
URL_VARIABLE = "CARAVAN_GEOCODER_URL"
AGENT_VARIABLE = "CARAVAN_GEOCODER_AGENT"

MAX_AGENT = 200
"""Longest user agent, in characters."""
_NO_NAMES = ("geopy", "python", "urllib", "requests", "mozilla", "curl", "my-application", "my_app")
"""Beginnings of user agents that name a library, a browser or an example, not who asks."""


class Service(StrEnum):
    """A kind of geocoder that can be asked online."""

    NOMINATIM = "nominatim"
    PHOTON = "photon"


_PUBLIC = {
    Service.NOMINATIM: "https://nominatim.openstreetmap.org",
    Service.PHOTON: "https://photon.komoot.io",
}
"""The public server of each, for whoever names a service and no address."""


@dataclass(frozen=True, slots=True)
class GeocoderSettings:
    """A geocoder on the network and its limits.

    Attributes:
        service: what speaks at the address.
        address: base address, http or https, for example ``http://127.0.0.1:8080/nominatim``.
        agent: who asks, for the service's owner; empty when nobody said, and then nothing is asked.
        seconds_between: least time from the end of a request to the next one, s.
        request_seconds: longest time for one request, s.
        max_bytes: longest answer that is read, bytes.

    Raises ImpossibleValue for an address that isn't plain http or https, and for a user agent that
    isn't a line of printable ASCII or names no one.
    """

    service: Service
    address: str
    agent: str = ""
    seconds_between: float = 1.0
    request_seconds: float = 10.0
    max_bytes: int = 1_000_000

    def __post_init__(self) -> None:
        # The address may hold a password: no refusal repeats it.
        parts = _split(self.address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ImpossibleValue(
                msg("{variable} must begin with http:// or https://", variable=URL_VARIABLE)
            )
        if parts.username is not None or parts.query or parts.fragment:
            raise ImpossibleValue(
                msg("{variable} must have no user, “?” or “#” in it", variable=URL_VARIABLE)
            )
        if not (self.agent.isascii() and self.agent.isprintable()) or len(self.agent) > MAX_AGENT:
            raise ImpossibleValue(
                msg(
                    "{variable} must be one line of at most {limit} plain letters, digits and signs",
                    variable=AGENT_VARIABLE,
                    limit=MAX_AGENT,
                )
            )
        if self.agent.lower().startswith(_NO_NAMES):
            raise ImpossibleValue(
                msg(
                    "{variable} must say who asks, with an address for questions, not “{agent}”",
                    variable=AGENT_VARIABLE,
                    agent=self.agent,
                )
            )

    @property
    def scheme(self) -> str:
        """``http`` or ``https``."""
        return _split(self.address).scheme

    @property
    def domain(self) -> str:
        """What geopy calls so: host, port and path, without a slash at the end."""
        parts = _split(self.address)
        return f"{parts.netloc}{parts.path}".rstrip("/")

    @property
    def shown(self) -> str:
        """What of the address people may see: the host."""
        return _split(self.address).hostname or ""

    @property
    def refusal(self) -> Message | None:
        """Why nothing may be asked, or None: services want to know who asks."""
        return None if self.agent else no_agent(self.shown)


def geocoder_settings(environ: Mapping[str, str]) -> GeocoderSettings | None:
    """The geocoder that the environment names, None when it names none.

    Raises ImpossibleValue for another service than the two, an address without a service, and
    what GeocoderSettings refuses.
    """
    name = environ.get(SERVICE_VARIABLE, "").strip().lower()
    address = environ.get(URL_VARIABLE, "").strip()
    if not name:
        if address:
            raise ImpossibleValue(
                msg(
                    "{url} is set, but not which geocoder it is: set {service} to nominatim or"
                    " photon",
                    url=URL_VARIABLE,
                    service=SERVICE_VARIABLE,
                )
            )
        return None
    if name not in set(Service):
        raise ImpossibleValue(
            msg(
                "{variable} must be nominatim or photon, not “{name}”",
                variable=SERVICE_VARIABLE,
                name=name,
            )
        )
    service = Service(name)
    agent = environ.get(AGENT_VARIABLE, "").strip()
    return GeocoderSettings(service, address or _PUBLIC[service], agent)


def no_agent(host: str) -> Message:
    """That a service isn't asked by somebody who doesn't say who asks."""
    return msg(
        "{host} is not asked before it is said who asks: set {variable} to a name and an address"
        " for questions, like “town-tour (office@tour.example)”",
        host=host,
        variable=AGENT_VARIABLE,
    )


def none_configured() -> Message:
    """That no geocoder on the network is set up, and how it would be."""
    return msg(
        "no online geocoder is set up: set {service} to nominatim or photon, and {agent} to who"
        " asks, like “town-tour (office@tour.example)”",
        service=SERVICE_VARIABLE,
        agent=AGENT_VARIABLE,
    )


def _split(address: str) -> SplitResult:
    try:
        parts = urlsplit(address.strip())
        _ = parts.port  # Only now is the port looked at.
    except ValueError as error:
        raise ImpossibleValue(msg("{variable} is not an address", variable=URL_VARIABLE)) from error
    if any(character.isspace() or not character.isprintable() for character in address.strip()):
        raise ImpossibleValue(msg("{variable} is not an address", variable=URL_VARIABLE))
    return parts
