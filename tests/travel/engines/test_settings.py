"""Which routing engine to ask."""

import pytest

from caravan.errors import ImpossibleValue
from caravan.travel.engines.settings import EngineSettings, engine_settings
from caravan.travel.leg import Source


def test_without_a_setting_no_engine_is_asked():
    assert engine_settings({}) is None
    assert engine_settings({"CARAVAN_OSRM_URL": " ", "CARAVAN_VALHALLA_URL": ""}) is None


@pytest.mark.parametrize(
    ("variable", "source"),
    [("CARAVAN_OSRM_URL", Source.OSRM), ("CARAVAN_VALHALLA_URL", Source.VALHALLA)],
)
def test_each_engine_has_its_variable(variable, source):
    settings = engine_settings({variable: " http://127.0.0.1:5000/ "})
    assert settings is not None
    assert (settings.source, settings.base) == (source, "http://127.0.0.1:5000")


def test_two_engines_are_one_too_many():
    with pytest.raises(ImpossibleValue, match="are both set"):
        engine_settings({"CARAVAN_OSRM_URL": "http://a", "CARAVAN_VALHALLA_URL": "http://b"})


@pytest.mark.parametrize(
    "address",
    [
        "ftp://router.example",
        "file:///etc/passwd",
        "router.example:5000",
        "//router.example",
        "http://",
        "http:///table",
        "javascript:alert(1)",
        "http://me:secret@router.example",
        "http://me@router.example",
        "http://router.example/?key=secret",
        "http://router.example/#top",
        "http://router.example:port",
        "http://router.example:99999",
        "http://[::1",
        "http://router.example/a b",
        "http://router.example/\r\nHost: other",
    ],
)
def test_an_address_that_is_not_plain_http_is_refused_without_repeating_it(address):
    with pytest.raises(ImpossibleValue) as refusal:
        EngineSettings(Source.OSRM, address)
    assert "router.example" not in str(refusal.value)
    assert "secret" not in str(refusal.value)


def test_people_see_host_and_port_of_the_address_and_no_more():
    settings = EngineSettings(Source.OSRM, "https://router.example:8443/private/path/")
    assert settings.base == "https://router.example:8443/private/path"
    assert settings.shown == "https://router.example:8443"


@pytest.mark.parametrize("source", [Source.ROADS, Source.TIMETABLE, Source.GREAT_CIRCLE])
def test_only_an_engine_is_an_engine(source):
    with pytest.raises(ImpossibleValue, match="is not a routing engine"):
        EngineSettings(source, "http://router.example")
