"""caravan geocode: towns found, several of one name, none, and every way to misuse it."""

from __future__ import annotations

import json
import os
import re
import subprocess

import pytest
from cli.processes import ROOT, command, environment, run
from engine_servers import Answer, serving
from geocoder_servers import nominatim, nominatim_place

from caravan.cli.geocode_answers import ATTRIBUTIONS
from caravan.geocoding.online_place import ATTRIBUTION
from caravan.geocoding.world_index import IndexUnavailable
from caravan.geocoding.world_places import WorldArea, WorldPlace
from caravan.geocoding.world_writing import build_index

CITIES = ROOT / "data" / "cities.csv"
ZONE = "Africa/Tunis"
PLACES = (
    WorldPlace(2468369, "Gabès", ("Gabes", "قابس"), 33.88146, 10.0982, "TN", "29", 110075, ZONE),
    WorldPlace(2468353, "Gafsa", ("قفصة",), 34.425, 8.78417, "TN", "27", 95242, ZONE),
    WorldPlace(2473747, "El Hamma", ("الحامة",), 33.89152, 9.79629, "TN", "29", 47000, ZONE),
    WorldPlace(2464648, "Tozeur", ("توزر",), 33.91968, 8.13352, "TN", "35", 37365, ZONE),
    WorldPlace(
        2470578, "El-Hamma-Djerid", ("El Hamma",), 34.01152, 8.15308, "TN", "35", 6467, ZONE
    ),
    WorldPlace(2971482, "Tozeur", (), 49.53, 4.61, "FR", "44", 600, "Europe/Paris"),
)
AREAS = (WorldArea("Tunisia", "TN"), WorldArea("France", "FR"))
NAMES = (("TN", "Gabès"), ("TN", "Tozeur"))
GAFSA = "Gafsa:\n  34.42500, 8.78417  Gafsa, Gafsa, TN  95,242 people  GeoNames 2468353\n"
FOOT = "\nPoints from GeoNames (geonames.org), CC BY 4.0.\n"


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    """An index of a few places."""
    path = tmp_path_factory.mktemp("world") / "world-places.sqlite"
    build_index(path, PLACES, AREAS, NAMES, edition="few")
    return path


@pytest.fixture(autouse=True)
def world(index, monkeypatch, tmp_path):
    """The index is there; the cache folder is the test's own, and no geocoder is set up."""
    made = []

    def there(folder, on_progress):
        made.append(folder)
        return index

    monkeypatch.setattr("caravan.geocoding.world_build.world_index", there)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in [name for name in os.environ if name.startswith("CARAVAN_GEOCODER")]:
        monkeypatch.delenv(name)
    return made


@pytest.fixture
def online(monkeypatch):
    """Sets up a geocoder on the network; its requests need not wait for each other."""

    def configure(address, agent="tests (office@tour.example)"):
        monkeypatch.setenv("CARAVAN_GEOCODER", "nominatim")
        monkeypatch.setenv("CARAVAN_GEOCODER_URL", address)
        monkeypatch.setenv("CARAVAN_GEOCODER_AGENT", agent)

    return configure


# Found


def test_a_town_that_is_found_is_shown_with_its_source(caravan):
    result = caravan("geocode", "Gafsa")
    assert result.stdout == GAFSA + FOOT
    assert (result.stderr, result.exit_code) == ("", 0)


def test_other_spellings_and_scripts_find_it_too(caravan):
    result = caravan("geocode", "GAFSA ", "قفصة")
    assert result.stdout.count("GeoNames 2468353") == 2
    assert result.exit_code == 0


def test_json_of_a_town_that_is_found(caravan):
    result = caravan("geocode", "Gafsa", "--json")
    place = {
        "name": "Gafsa",
        "latitude": 34.425,
        "longitude": 8.78417,
        "country": "TN",
        "region": "Gafsa",
        "population": 95242,
        "zone": "Africa/Tunis",
        "source": "GeoNames 2468353",
        "place_id": None,
    }
    assert json.loads(result.stdout) == {
        "ok": True,
        "names": [
            {
                "name": "Gafsa",
                "hint": None,
                "status": "found",
                "place": place,
                "candidates": [place],
                "suggestions": [],
            }
        ],
        "warnings": [],
        "attribution": ["GeoNames (geonames.org), CC BY 4.0"],
    }
    assert result.exit_code == 0


def test_the_table_comes_first_and_needs_no_index(caravan, world):
    result = caravan("geocode", "El Hamma", "sakiet ed daier", "--cities", CITIES, "--json")
    answer = json.loads(result.stdout)
    assert [name["place"]["place_id"] for name in answer["names"]] == [
        "el-hamma",
        "sakiet-eddaier",
    ]
    assert (world, result.exit_code) == ([], 0)


def test_what_the_table_has_not_comes_from_the_world(caravan, files, world, tmp_path):
    result = caravan("geocode", "Sfax", "Gafsa", "--cities", files.file("cities.csv"), "--json")
    places = [name["place"] for name in json.loads(result.stdout)["names"]]
    assert [place["source"] for place in places] == ["cities.csv", "GeoNames 2468353"]
    assert world == [tmp_path / "cache" / "caravan"]


def test_a_row_of_the_table_that_waits_for_its_point_is_no_fault(caravan, files):
    files.change("cities.csv", "sfax,town,Sfax,صفاقس,TN,34.74056,10.76028", "sfax,town,Sfax,,,,")
    result = caravan("geocode", "Sbeitla", "--cities", files.file("cities.csv"))
    assert result.stdout.startswith("Sbeitla:\n  35.23151, 9.12321  Sbeïtla, TN  cities.csv\n")
    assert (result.stderr, result.exit_code) == ("", 0)


# Which one?


def test_several_towns_of_one_name_are_listed_as_the_documentation_shows(caravan):
    document = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    shown = re.search(r"```text\n\$ caravan (geocode .*)\n((?:.*\n)+?)```", document)
    assert shown is not None
    assert shown[1] == 'geocode "El Hamma" "El Hamma, Gabes" --country TN'
    result = caravan("geocode", "El Hamma", "El Hamma, Gabes", "--country", "TN")
    assert result.stdout == shown[2]
    assert (result.stderr, result.exit_code) == ("", 1)


@pytest.mark.parametrize("name", ["El Hamma, Gabès", "El Hamma (Gabès)", "الحامة، قابس"])
def test_a_hint_says_which_one(caravan, name):
    result = caravan("geocode", name, "--json")
    (answer,) = json.loads(result.stdout)["names"]
    assert answer["hint"] in ("Gabès", "قابس")
    assert answer["place"]["source"] == "GeoNames 2473747"
    assert result.exit_code == 0


def test_a_country_says_which_one(caravan):
    assert caravan("geocode", "Tozeur").exit_code == 1
    result = caravan("geocode", "Tozeur", "--country", "tn", "--json")
    assert json.loads(result.stdout)["names"][0]["place"]["country"] == "TN"
    assert result.exit_code == 0


def test_json_of_several_towns_of_one_name(caravan):
    result = caravan("geocode", "Gafsa", "Tozeur", "--json")
    answer = json.loads(result.stdout)
    assert answer["ok"] is False
    found, several = answer["names"]
    assert (found["status"], several["status"]) == ("found", "ambiguous")
    assert several["place"] is None
    # Near the other town comes first.
    assert [place["country"] for place in several["candidates"]] == ["TN", "FR"]
    assert result.exit_code == 1


# Nowhere


def test_a_name_that_is_nowhere_is_told_with_near_spellings(caravan):
    result = caravan("geocode", "Gafza", "Qwrtzx", "--cities", CITIES)
    assert "Gafza: not found. Written nearly so: Gafsa\n" in result.stdout
    assert "Qwrtzx: not found, and nothing is written nearly so." in result.stdout
    assert (result.stderr, result.exit_code) == ("", 1)


def test_json_of_a_name_that_is_nowhere(caravan):
    result = caravan("geocode", "Qwrtzx", "--json")
    answer = json.loads(result.stdout)
    assert answer["names"] == [
        {
            "name": "Qwrtzx",
            "hint": None,
            "status": "unknown",
            "place": None,
            "candidates": [],
            "suggestions": [],
        }
    ]
    assert answer["attribution"] == []
    assert result.exit_code == 1


# Online


def test_nothing_is_asked_online_unless_told(caravan, online):
    with serving(nominatim({})) as server:
        online(server.address)
        assert caravan("geocode", "Hezoua").exit_code == 1
        assert server.requests == []


def test_what_nobody_here_knows_is_asked_online(caravan, online):
    hezoua = nominatim_place("Hezoua", 33.7386, 7.6003, state="Tozeur")
    with serving(nominatim({"Hezoua": [hezoua]})) as server:
        online(server.address)
        result = caravan("geocode", "Gafsa", "Hezoua", "--online", "--country", "TN")
        assert [request.query["q"] for request in server.requests] == ["Hezoua"]
    assert result.stdout == (
        f"{GAFSA}Hezoua:\n"
        "  33.73860, 7.60030  Hezoua, Tozeur, TN  41,607 people  Nominatim osm/node/107775\n"
        "\nPoints from GeoNames (geonames.org), CC BY 4.0,"
        " © OpenStreetMap contributors (openstreetmap.org/copyright).\n"
    )
    assert (result.stderr, result.exit_code) == ("", 0)


def test_a_geocoder_that_fails_is_a_warning_and_the_rest_is_answered(caravan, online):
    with serving(lambda request, server: Answer(b"", status=500)) as server:
        online(server.address)
        result = caravan("geocode", "Gafsa", "Hezoua", "--online", "--json")
    assert result.stderr == "Warning: 127.0.0.1 answered with error 500.\n"
    answer = json.loads(result.stdout)
    assert answer["warnings"] == ["127.0.0.1 answered with error 500."]
    assert [name["status"] for name in answer["names"]] == ["found", "unknown"]
    assert result.exit_code == 1


def test_online_without_a_geocoder_is_refused(caravan, world):
    result = caravan("geocode", "Gafsa", "--online")
    assert result.stderr.startswith("no online geocoder is set up: set CARAVAN_GEOCODER to")
    assert (result.stdout, result.exit_code, world) == ("", 2, [])


def test_online_without_a_user_agent_is_refused(caravan, online):
    with serving(nominatim({})) as server:
        online(server.address, agent="")
        result = caravan("geocode", "Gafsa", "--online", "--json")
        assert server.requests == []
    assert json.loads(result.stdout)["error"].startswith("127.0.0.1 is not asked before it is said")
    assert result.stderr.count("\n") == 1
    assert result.exit_code == 2


def test_a_bad_setting_is_told(caravan, online):
    online("file:///etc/passwd")
    result = caravan("geocode", "Gafsa", "--online")
    assert result.stderr == "CARAVAN_GEOCODER_URL must begin with http:// or https://\n"
    assert result.exit_code == 2


def test_the_attribution_printed_is_the_one_that_is_wanted():
    assert ATTRIBUTIONS["OpenStreetMap"].startswith(ATTRIBUTION)


# The index


def broken_index(monkeypatch):
    def fail(folder, on_progress):
        from caravan.errors import msg

        raise IndexUnavailable(msg("the index can't be\nwritten"))

    monkeypatch.setattr("caravan.geocoding.world_build.world_index", fail)


def test_without_an_index_nothing_can_be_looked_up(caravan, monkeypatch):
    broken_index(monkeypatch)
    result = caravan("geocode", "Gafsa")
    assert result.stderr == "Error: the index can't be written\n"
    assert (result.stdout, result.exit_code) == ("", 1)


def test_without_an_index_the_table_answers(caravan, monkeypatch):
    broken_index(monkeypatch)
    result = caravan("geocode", "Gafsa", "Qwrtzx", "--cities", CITIES)
    assert result.stderr == "Warning: the index can't be written\n"
    assert "Gafsa:\n  34.42500, 8.78417" in result.stdout
    assert result.exit_code == 1


# Misuse


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "Missing argument 'NAME...'."),
        (("",), "“” has no letters."),
        (("34.42, 8.78",), "“34.42, 8.78” has no letters."),
        (("Gafsa " * 100,), "is too long."),
        (("Gafsa", "--country", "Tunisia"), "write the two letters of a country, like FR."),
        (("Gafsa", "--country", "ZX"), "“ZX” is no country."),
        (("Gafsa", "--country", "ZZ"), "“ZZ” is no country."),
        (("Gafsa", "--near", "x"), "No such option"),
    ],
)
def test_misuse_is_explained(caravan, arguments, message):
    result = caravan("geocode", *arguments)
    assert message in result.stderr
    assert (result.stdout, result.exit_code) == ("", 2)


def test_a_table_that_is_none_is_told(caravan, tmp_path):
    result = caravan("geocode", "Gafsa", "--cities", tmp_path / "no.csv", "--json")
    (fault,) = json.loads(result.stdout)["faults"]
    assert fault["problem"] == "there is no such file"
    assert result.exit_code == 2


def test_a_table_with_faults_is_told(caravan, files):
    files.change("cities.csv", "34.74056", "north")
    result = caravan("geocode", "Gafsa", "--cities", files.file("cities.csv"))
    assert result.stderr.startswith("cities.csv, line 3, latitude: “north” is not a number")
    assert (result.stdout, result.exit_code) == ("", 2)


@pytest.mark.parametrize(
    "name",
    [
        "Gaf\x1b[2Jsa",
        "\u202easfaG",
        "=cmd|' /C calc'!A0",
        "<script>alert(1)</script>",
        "x\r\nGafsa: found",
        "'; DROP TABLE place; --x",
        "%s {0.__class__} {name}",
        "\udcff\udcfex",
    ],
)
def test_a_hostile_name_is_a_name_that_is_nowhere(caravan, name):
    result = caravan("geocode", name, "--json")
    assert json.loads(result.stdout)["ok"] is False
    assert result.exit_code == 1
    text = caravan("geocode", name)
    assert text.exit_code == 1
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text.stdout)
    assert "Internal" not in text.stderr


def test_a_reader_that_leaves_early_is_no_failure_to_talk_about():
    with subprocess.Popen(
        command("geocode", "Gafsa", "--cities", CITIES),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, env=environment(),
    ) as process:  # fmt: skip
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1


def test_a_process_of_its_own_says_the_same():
    result = run(command("geocode", "Gafsa", "--cities", CITIES))
    assert result.stdout == GAFSA + FOOT
    assert (result.stderr, result.returncode) == ("", 0)


def test_an_ascii_terminal_gets_plain_letters():
    result = run(
        command("geocode", "Gabes", "--cities", CITIES), env=environment(PYTHONIOENCODING="ascii")
    )
    assert "  33.88146, 10.09820  Gabes, Gabes, TN" in result.stdout
    assert (result.stderr, result.returncode) == ("", 0)
