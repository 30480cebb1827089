"""Asking Nominatim and Photon: real HTTP on the loopback, answers as documented."""

from __future__ import annotations

import re
import socket
import threading
import time
from email.utils import formatdate

import pytest
from engine_servers import Answer, serving
from geocoder_servers import LICENCE, nominatim, nominatim_place, photon, photon_feature
from geopy.exc import GeocoderServiceError
from geopy.geocoders import Nominatim, Photon
from geopy.geocoders.base import Geocoder

from caravan.errors import CaravanError
from caravan.geocoding.geocoder_settings import GeocoderSettings, Service
from caravan.geocoding.online import online_geocoder
from caravan.geocoding.online_failure import OnlineFailure
from caravan.geocoding.online_place import ATTRIBUTION
from caravan.geocoding.resolve import resolve

AGENT = "tests (office@tour.example)"
HAMMA = nominatim_place("El Hamma", 33.89152, 9.79629, state="Gabès")
JERID = nominatim_place("El Hamma", 34.0115, 8.1531, state="Tozeur", osm_id=5, osm_type="way")


@pytest.fixture
def geocoder(tmp_path):
    """Makes a geocoder that asks a server; requests need not wait for each other."""

    def make(address, service=Service.NOMINATIM, **limits):
        limits = {"seconds_between": 0.0, "request_seconds": 5.0, **limits}
        settings = GeocoderSettings(service, address, AGENT, **limits)
        return online_geocoder(settings, tmp_path / "cache")

    return make


def test_nominatim_is_geopys_own_geocoder(geocoder):
    asked = geocoder("http://127.0.0.1:9")
    assert isinstance(asked, Nominatim)
    assert isinstance(asked, Geocoder)
    assert isinstance(geocoder("http://127.0.0.1:9", Service.PHOTON), Photon)


def test_nominatim_is_asked_for_settlements_with_address_and_names(geocoder):
    with serving(nominatim({"El Hamma": [HAMMA, JERID]})) as server:
        found = geocoder(server.address + "/nominatim/").geocode(
            "El Hamma", exactly_one=False, country_codes=["TN"]
        )
        (request,) = server.requests
    assert request.path == "/nominatim/search"
    assert request.query == {
        "q": "El Hamma",
        "format": "json",
        "limit": "40",
        "countrycodes": "TN",
        "addressdetails": "1",
        "namedetails": "1",
        "accept-language": "en",
        "extratags": "True",
        "featureType": "settlement",
    }
    assert request.headers["User-Agent"] == AGENT
    assert [location.point[:2] for location in found] == [(33.89152, 9.79629), (34.0115, 8.1531)]
    assert found[0].address == "El Hamma, Gabès, Tunisia"
    assert found[0].raw == {
        "name": "El Hamma",
        "names": ("الحامة", "El Hamma"),
        "within": ("Gabès", "Tunisia"),
        "country": "TN",
        "region": "Gabès",
        "population": 41607,
        "zone": "",
        "source": "Nominatim osm/node/107775",
        "attribution": LICENCE,
    }
    assert found[1].raw["source"] == "Nominatim osm/way/5"


def test_photon_is_asked_for_places_and_those_of_other_countries_left_out(geocoder):
    abroad = photon_feature("El Hamma", 36.0, 5.0, state="Setif", country="DZ")
    street = photon_feature("El Hamma", 33.9, 9.8, type="street")
    here = photon_feature("El Hamma", 33.89152, 9.79629, state="Gabès")
    with serving(photon({"El Hamma": [abroad, street, here]})) as server:
        asked = geocoder(server.address, Service.PHOTON)
        found = asked.geocode("El Hamma", exactly_one=False, country_codes="tn")
        everywhere = asked.geocode("El Hamma", exactly_one=False, limit=500)
        first = asked.geocode("El Hamma", country_codes=["TN"])
        queries = [request.query for request in server.requests]
    assert queries[0] == {"q": "El Hamma", "limit": "40", "lang": "en", "osm_tag": "place"}
    assert len(queries) == 1  # the same question
    assert [location.raw["source"] for location in found] == ["Photon osm/node/107775"]
    assert found[0].point[:2] == first.point[:2] == (33.89152, 9.79629)
    assert found[0].address == "El Hamma, Gabès, Tunisia"
    assert found[0].raw["attribution"] == ATTRIBUTION == "© OpenStreetMap contributors"
    assert [location.raw["country"] for location in everywhere] == ["DZ", "TN"]


def test_photon_is_not_asked_for_a_language_it_refuses(tmp_path):
    with serving(photon({})) as server:
        settings = GeocoderSettings(Service.PHOTON, server.address, AGENT)
        asked = online_geocoder(settings, tmp_path, language="ar")
        assert asked.geocode("El Hamma") is None
        (request,) = server.requests
    assert "lang" not in request.query


@pytest.mark.parametrize("service", list(Service))
def test_what_is_not_there_is_none(geocoder, service):
    with serving(nominatim({}) if service is Service.NOMINATIM else photon({})) as server:
        asked = geocoder(server.address, service)
        assert asked.geocode("Nowhere") is None
        assert asked.geocode("Nowhere", exactly_one=False) is None


def test_reverse_works_as_geopys_own(geocoder):
    with serving(lambda request, server: Answer(HAMMA)) as server:
        found = geocoder(server.address).reverse((33.9, 9.8))
    assert found.raw["name"] == "El Hamma"
    with serving(lambda request, server: Answer({"error": "Unable to geocode"})) as server:
        assert geocoder(server.address).reverse((0, 0)) is None


def test_resolving_takes_it_as_one_of_its_gazetteers(geocoder):
    with serving(nominatim({"El Hamma": [HAMMA, JERID], "الحامة": [HAMMA]})) as server:
        asked = geocoder(server.address)
        ambiguous = resolve("El Hamma", [asked], country="TN")
        by_hint = resolve("El Hamma, Gabès", [asked])
        arabic = resolve("الحامة", [asked])
        nowhere = resolve("Nowhere", [asked], country="TN")
    assert ambiguous.chosen is None
    assert [candidate.region for candidate in ambiguous.candidates] == ["Gabès", "Tozeur"]
    assert by_hint.chosen is not None
    assert by_hint.chosen.source == "Nominatim osm/node/107775"
    assert by_hint.chosen.country == "TN"
    assert arabic.chosen is not None
    assert nowhere.is_unknown


# Kept answers


def test_the_same_question_is_asked_once_even_after_a_restart(geocoder):
    with serving(nominatim({"El Hamma": [HAMMA]})) as server:
        first = geocoder(server.address).geocode("El Hamma")
        again = geocoder(server.address).geocode(" El  Hamma\u200e ")
        assert len(server.requests) == 1
        geocoder(server.address).geocode("El Hamma", language="fr")
        assert len(server.requests) == 2
    assert (again.address, again.point, again.raw) == (first.address, first.point, first.raw)


def test_a_kept_answer_needs_no_server(geocoder):
    with serving(nominatim({"El Hamma": [HAMMA]})) as server:
        first = geocoder(server.address).geocode("El Hamma")
    assert geocoder(server.address).geocode("El Hamma").raw == first.raw


def test_threads_that_ask_the_same_at_once_ask_once(geocoder):
    with serving(nominatim({"El Hamma": [HAMMA]})) as server:
        asked = geocoder(server.address, seconds_between=0.05)
        found = []
        threads = [
            threading.Thread(target=lambda: found.append(asked.geocode("El Hamma")))
            for _ in range(5)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(server.requests) == 1
    assert len(found) == 5


def test_requests_are_a_second_apart(geocoder):
    times = []

    def answer(request, server):
        times.append(time.monotonic())
        return Answer([])

    with serving(answer) as server:
        asked = geocoder(server.address, seconds_between=1.0)
        for name in ("Gafsa", "Tozeur"):
            asked.geocode(name)
    assert times[1] - times[0] >= 1.0


FAILURES = {
    "an error of ours": Answer({"error": {"code": 400}}, status=400),
    "a refusal": Answer(b"<html>Blocked</html>", status=403),
    "an error of theirs": Answer(b"", status=500),
    "out of order": Answer(b"", status=503),
    "a redirect": Answer({}, status=302, headers={"Location": "http://127.0.0.1:9/"}),
    "no JSON": Answer(b"<html><script>alert(1)</script></html>"),
    "half of it": Answer(b'[{"lat": "33'),
    "no UTF-8": Answer(b'["\xff"]'),
    "not a number": Answer(b"[NaN]"),
    "an object": Answer({"features": {}}),
    "an error in JSON": Answer({"error": "Database is down"}),
    "a number": Answer(7),
    "no point": Answer([{"display_name": "Gafsa"}]),
    "a point off the Earth": Answer([{"display_name": "x", "lat": "91", "lon": "0"}]),
    "a point that is none": Answer([{"display_name": "x", "lat": "nan", "lon": True}]),
    "an address that is none": Answer([{"display_name": "x", "lat": 1, "lon": 2, "address": [1]}]),
    "nested too deeply": Answer(b"[" * 100_000),
}


@pytest.mark.parametrize("service", list(Service))
@pytest.mark.parametrize("name", list(FAILURES))
def test_a_failure_is_told_and_never_kept(geocoder, service, name):
    good = nominatim({"Gafsa": [HAMMA]})
    if service is Service.PHOTON:
        good = photon({"Gafsa": [photon_feature("Gafsa", 34.4, 8.8)]})
    fail = [True]

    def answer(request, server):
        return FAILURES[name] if fail.pop() else good(request, server)

    with serving(answer) as server:
        asked = geocoder(server.address, service)
        with pytest.raises(OnlineFailure) as failure:
            asked.geocode("Gafsa")
        fail.append(False)
        assert asked.geocode("Gafsa") is not None
    assert isinstance(failure.value, GeocoderServiceError)
    assert isinstance(failure.value, CaravanError)
    assert str(failure.value).startswith("127.0.0.1 ")
    assert "script" not in str(failure.value)


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (Answer(b"", status=500), "127.0.0.1 answered with error 500."),
        (Answer(b"", status=403), "127.0.0.1 refuses to answer us (error 403)."),
        (Answer(b"x"), "127.0.0.1 did not answer in the expected form."),
    ],
)
def test_each_failure_has_its_sentence(geocoder, answer, message):
    with serving(lambda request, server: answer) as server:
        with pytest.raises(OnlineFailure) as failure:
            geocoder(server.address).geocode("Gafsa")
        assert str(failure.value) == message


def test_a_redirect_is_not_followed(geocoder):
    with serving(nominatim({"Gafsa": [HAMMA]})) as other:
        elsewhere = Answer({}, status=301, headers={"Location": other.address + "/search?q=Gafsa"})
        with (
            serving(lambda request, server: elsewhere) as server,
            pytest.raises(OnlineFailure) as failure,
        ):
            geocoder(server.address).geocode("Gafsa")
        assert other.requests == []
    assert str(failure.value) == ("127.0.0.1 sends us elsewhere, and redirects are not followed.")


def test_an_endless_answer_is_not_read_to_its_end(geocoder):
    raw = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n[" + b" " * 3_000_000
    with (
        serving(lambda request, server: Answer(raw=raw)) as server,
        pytest.raises(OnlineFailure, match="did not answer in the expected form"),
    ):
        geocoder(server.address, max_bytes=100_000).geocode("Gafsa")


def test_a_compressed_answer_is_not_unpacked(geocoder):
    answer = Answer(b"\x1f\x8b\x08", headers={"Content-Encoding": "gzip"})
    with (
        serving(lambda request, server: answer) as server,
        pytest.raises(OnlineFailure, match="did not answer in the expected form"),
    ):
        geocoder(server.address).geocode("Gafsa")


def test_silence_is_waited_for_only_so_long(geocoder):
    def wait(request, server):
        server.stopped.wait(60)
        return Answer([])

    with serving(wait) as server:
        began = time.monotonic()
        with pytest.raises(OnlineFailure) as failure:
            geocoder(server.address, request_seconds=0.3).geocode("Gafsa")
        assert time.monotonic() - began < 30
    assert str(failure.value) == "127.0.0.1 did not answer in time."


def test_a_server_that_is_not_there_can_not_be_reached(geocoder):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # Bound, not listening: the connection is refused.
        address = f"http://127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(OnlineFailure) as failure:
            geocoder(address).geocode("Gafsa")
    assert str(failure.value) == "127.0.0.1 can't be reached."


def test_after_three_silences_nothing_is_asked_for_a_while(geocoder):
    def wait(request, server):
        server.stopped.wait(60)
        return Answer([])

    with serving(wait) as server:
        asked = geocoder(server.address, request_seconds=0.2)
        for number in range(6):
            with pytest.raises(OnlineFailure):
                asked.geocode(f"Town {number}")
        assert len(server.requests) == 3


@pytest.mark.parametrize(
    ("status", "headers", "seconds"),
    [
        (429, {"Retry-After": "120"}, 120),
        (429, {}, 60),
        (429, {"Retry-After": "soon"}, 60),
        (429, {"Retry-After": "9" * 400}, 60),
        (503, {"Retry-After": "7"}, 7),
    ],
)
def test_a_pause_that_is_asked_for_is_made(geocoder, status, headers, seconds):
    with serving(lambda request, server: Answer(b"", status=status, headers=headers)) as server:
        with pytest.raises(OnlineFailure):
            geocoder(server.address).geocode("Gafsa")
        # Another one, as in another process.
        with pytest.raises(OnlineFailure) as failure:
            geocoder(server.address).geocode("Tozeur")
        assert len(server.requests) == 1
    left = str(failure.value).removeprefix("The online geocoder asks for a pause. Try again in ")
    assert seconds - 3 <= int(left.removesuffix(" s.")) <= seconds


def test_a_pause_may_end_at_an_hour_of_the_day(geocoder):
    ends = formatdate(time.time() + 100, usegmt=True)
    answer = Answer(b"", status=429, headers={"Retry-After": ends})
    with serving(lambda request, server: answer) as server:
        for name in ("Gafsa", "Tozeur"):
            with pytest.raises(OnlineFailure) as failure:
                geocoder(server.address).geocode(name)
    found = re.search(r"Try again in (\d+) s", str(failure.value))
    assert found is not None
    assert 90 <= int(found[1]) <= 100


def test_a_kept_answer_is_given_during_a_pause(geocoder):
    answers = [Answer([HAMMA]), Answer(b"", status=429)]
    with serving(lambda request, server: answers.pop(0)) as server:
        asked = geocoder(server.address)
        asked.geocode("El Hamma")
        with pytest.raises(OnlineFailure, match="asks for a pause"):
            asked.geocode("Gafsa")
        assert asked.geocode("El Hamma").raw["name"] == "El Hamma"


# Who asks


def test_without_a_user_agent_nothing_is_asked(tmp_path):
    with serving(nominatim({})) as server:
        settings = GeocoderSettings(Service.NOMINATIM, server.address)
        with pytest.raises(OnlineFailure) as refusal:
            online_geocoder(settings, tmp_path)
        assert server.requests == []
    assert "set CARAVAN_GEOCODER_AGENT to a name" in str(refusal.value)


def test_proxies_of_the_environment_are_not_asked(geocoder, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with serving(nominatim({"El Hamma": [HAMMA]})) as server:
        assert geocoder(server.address).geocode("El Hamma") is not None


def test_nothing_in_a_name_changes_where_it_is_asked(geocoder):
    hostile = "x&countrycodes=fr#@evil.example/?q=y\r\nHost: evil.example"
    with serving(nominatim({})) as server:
        assert geocoder(server.address).geocode(hostile) is None
        (request,) = server.requests
    assert request.query["q"] == "x&countrycodes=fr#@evil.example/?q=y Host: evil.example"
    assert "countrycodes" not in request.query


# What an answer says is typed by strangers


def test_texts_of_an_answer_are_one_harmless_line(geocoder):
    odd = nominatim_place(
        "El\u202e Hamma\x1b[31m\n",
        33.9,
        9.8,
        state="G" * 5000,
        osm_type="node\x07",
        extratags={"population": "about 40.000"},
        licence=None,
    )
    odd["address"]["country_code"] = "tunisia"
    with serving(lambda request, server: Answer([odd])) as server:
        raw = geocoder(server.address).geocode("El Hamma").raw
    assert raw["name"] == "El Hamma [31m"
    assert len(raw["region"]) == 300
    assert raw["country"] == ""
    assert raw["population"] is None
    assert raw["source"] == "Nominatim osm/node/107775"
    assert raw["attribution"] == ATTRIBUTION
