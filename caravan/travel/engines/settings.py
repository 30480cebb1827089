"""Which routing engine to ask, from the settings of whoever runs the program and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from caravan.errors import ImpossibleValue, msg
from caravan.travel.leg import Source

OSRM_VARIABLE = "CARAVAN_OSRM_URL"
VALHALLA_VARIABLE = "CARAVAN_VALHALLA_URL"


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """A routing engine and its limits.

    Attributes:
        source: Source.OSRM or Source.VALHALLA.
        address: base address, http or https, for example ``http://127.0.0.1:5000``.
        request_seconds: longest time for one request, s.
        table_seconds: longest time for all requests of a table, or of a plan's ways, s.
        max_bytes: longest answer that is read, bytes.

    Raises ImpossibleValue for another source, or an address that isn't plain http or https.
    """

    source: Source
    address: str
    request_seconds: float = 20.0
    table_seconds: float = 60.0
    max_bytes: int = 16_000_000

    def __post_init__(self) -> None:
        if self.source not in (Source.OSRM, Source.VALHALLA):
            raise ImpossibleValue(msg("“{source}” is not a routing engine", source=self.source))
        # The address may hold a password: no refusal repeats it.
        parts = _split(self.address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ImpossibleValue(
                msg("the routing engine's address must begin with http:// or https://")
            )
        if parts.username is not None or parts.query or parts.fragment:
            raise ImpossibleValue(
                msg("the routing engine's address must have no user, “?” or “#” in it")
            )

    @property
    def base(self) -> str:
        """The address without a slash at its end."""
        return self.address.strip().rstrip("/")

    @property
    def shown(self) -> str:
        """What of the address people may see: scheme, host and port."""
        parts = _split(self.address)
        return f"{parts.scheme}://{parts.netloc}"


def engine_settings(environ: Mapping[str, str]) -> EngineSettings | None:
    """The engine that the environment names, None when it names none.

    Raises ImpossibleValue for a bad address, and when both engines are named.
    """
    osrm = environ.get(OSRM_VARIABLE, "").strip()
    valhalla = environ.get(VALHALLA_VARIABLE, "").strip()
    if osrm and valhalla:
        raise ImpossibleValue(
            msg(
                "{osrm} and {valhalla} are both set; one routing engine is asked, not two",
                osrm=OSRM_VARIABLE,
                valhalla=VALHALLA_VARIABLE,
            )
        )
    if osrm:
        return EngineSettings(Source.OSRM, osrm)
    return EngineSettings(Source.VALHALLA, valhalla) if valhalla else None


def _split(address: str) -> SplitResult:
    try:
        parts = urlsplit(address.strip())
        _ = parts.port  # Only now is the port looked at.
    except ValueError as error:
        raise ImpossibleValue(msg("the routing engine's address is not an address")) from error
    if any(character.isspace() or not character.isprintable() for character in address.strip()):
        raise ImpossibleValue(msg("the routing engine's address is not an address"))
    return parts
