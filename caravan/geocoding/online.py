"""The geocoder on the network that the settings name, ready to be asked."""

from __future__ import annotations

from pathlib import Path

from caravan.geocoding import nominatim, photon
from caravan.geocoding.answer_cache import AnswerCache
from caravan.geocoding.geocoder_settings import GeocoderSettings, Service
from caravan.geocoding.http_adapter import HttpAdapter
from caravan.geocoding.online_failure import OnlineFailure
from caravan.geocoding.throttle import Throttle

ANSWERS = "answers.sqlite"
"""The file of the kept answers in the cache folder."""
LAST_REQUEST = "last-request"
"""The file there that makes one request a second of those of all processes."""


def online_geocoder(
    settings: GeocoderSettings, cache_folder: Path, *, language: str = "en"
) -> nominatim.OnlineNominatim | photon.OnlinePhoton:
    """A geopy geocoder that asks the service of the settings.

    Its locations carry the attributes of a Candidate in `raw`, and the attribution that has to be
    shown beside them.

    Args:
        settings: which service, where, as whom.
        cache_folder: where answers are kept and requests take turns; one folder for all processes
            of the program on a machine.
        language: of the places' names, as ISO 639 code.

    Raises OnlineFailure when the settings don't say who asks.
    """
    if settings.refusal is not None:
        raise OnlineFailure(settings.refusal)
    is_nominatim = settings.service is Service.NOMINATIM
    adapter = HttpAdapter(
        cache=AnswerCache(cache_folder / ANSWERS),
        throttle=Throttle(cache_folder / LAST_REQUEST, settings.seconds_between),
        max_bytes=settings.max_bytes,
        is_empty=nominatim.is_empty if is_nominatim else photon.is_empty,
    )
    if is_nominatim:
        return nominatim.OnlineNominatim(settings, adapter, language)
    return photon.OnlinePhoton(settings, adapter, language)
