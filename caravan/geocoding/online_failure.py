"""What goes wrong with a geocoder on the network."""

from __future__ import annotations

from geopy.exc import GeocoderServiceError

from caravan.errors import CaravanError, Message


class OnlineFailure(CaravanError, GeocoderServiceError):  # type: ignore[misc]  # geopy is untyped
    """A geocoder on the network didn't give what it was asked for; the message says why.

    Like every failure of a geopy geocoder it is a GeocoderServiceError, too.
    """

    def __init__(self, message: Message) -> None:
        super().__init__(message)
