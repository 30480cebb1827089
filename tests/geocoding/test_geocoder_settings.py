"""Which geocoder is asked online, and as whom."""

from __future__ import annotations

import pytest

from caravan.errors import ImpossibleValue
from caravan.geocoding.geocoder_settings import GeocoderSettings, Service, geocoder_settings

AGENT = "tests (office@tour.example)"


def test_without_a_setting_nothing_is_asked_online():
    assert geocoder_settings({}) is None
    assert geocoder_settings({"CARAVAN_GEOCODER": " ", "CARAVAN_GEOCODER_URL": ""}) is None


@pytest.mark.parametrize("service", list(Service))
def test_each_service_can_be_at_any_address(service):
    settings = geocoder_settings(
        {
            "CARAVAN_GEOCODER": f" {service.value.upper()} ",
            "CARAVAN_GEOCODER_URL": " https://geo.example:8443/osm/ ",
            "CARAVAN_GEOCODER_AGENT": AGENT,
        }
    )
    assert settings is not None
    assert settings.service is service
    assert (settings.scheme, settings.domain) == ("https", "geo.example:8443/osm")
    assert settings.shown == "geo.example"
    assert settings.refusal is None


@pytest.mark.parametrize(
    ("service", "host"),
    [("nominatim", "nominatim.openstreetmap.org"), ("photon", "photon.komoot.io")],
)
def test_a_service_without_an_address_is_the_public_one(service, host):
    settings = geocoder_settings({"CARAVAN_GEOCODER": service, "CARAVAN_GEOCODER_AGENT": AGENT})
    assert settings is not None
    assert (settings.scheme, settings.domain) == ("https", host)


def test_without_a_user_agent_there_is_a_refusal_that_says_what_to_do():
    settings = geocoder_settings({"CARAVAN_GEOCODER": "nominatim"})
    assert settings is not None
    assert str(settings.refusal) == (
        "nominatim.openstreetmap.org is not asked before it is said who asks: set"
        " CARAVAN_GEOCODER_AGENT to a name and an address for questions, like “town-tour"
        " (office@tour.example)”"
    )


def test_an_address_alone_does_not_say_which_service_it_is():
    with pytest.raises(ImpossibleValue, match="set CARAVAN_GEOCODER to nominatim or photon"):
        geocoder_settings({"CARAVAN_GEOCODER_URL": "http://geo.example"})


def test_another_service_is_refused():
    with pytest.raises(ImpossibleValue, match="must be nominatim or photon, not “google”"):
        geocoder_settings({"CARAVAN_GEOCODER": "google"})


@pytest.mark.parametrize(
    "agent",
    ["geopy/2.4", "Mozilla/5.0 (X11)", "python-requests/2", "my-application", "curl/8", "PYTHON"],
)
def test_a_user_agent_that_names_no_one_is_refused(agent):
    with pytest.raises(ImpossibleValue, match="must say who asks"):
        GeocoderSettings(Service.NOMINATIM, "http://geo.example", agent)


@pytest.mark.parametrize("agent", ["a\r\nHost: other", "a\nb", "Gabès", "x" * 201, "a\x00"])
def test_a_user_agent_is_one_plain_line(agent):
    with pytest.raises(ImpossibleValue, match="must be one line of at most 200 plain letters"):
        GeocoderSettings(Service.NOMINATIM, "http://geo.example", agent)


@pytest.mark.parametrize(
    "address",
    [
        "ftp://geo.example",
        "file:///etc/passwd",
        "geo.example",
        "http://",
        "javascript:alert(1)",
        "http://me:secret@geo.example",
        "http://geo.example/?key=secret",
        "http://geo.example/#top",
        "http://geo.example:port",
        "http://[::1",
        "http://geo.example/a b",
        "http://geo.example/\r\nHost: other",
    ],
)
def test_an_address_that_is_not_plain_http_is_refused_without_repeating_it(address):
    with pytest.raises(ImpossibleValue) as refusal:
        GeocoderSettings(Service.PHOTON, address, AGENT)
    assert str(refusal.value).startswith("CARAVAN_GEOCODER_URL ")
    assert "geo.example" not in str(refusal.value)
    assert "secret" not in str(refusal.value)
