"""The page: self-contained, the same each time, closed against what stands in the data."""

import base64
import hashlib
import json
import re
import subprocess
import sys
from html import unescape

import pytest
from hostile import PAYLOADS, hostile_plan
from samples import TUESDAY, sample_plan

from caravan.language.language import LANGUAGES, language
from caravan.views.map import map_html, map_parts
from caravan.views.map.escaping import html_text, json_block
from caravan.views.map.figure import rendered

FRENCH = language("fr")


def test_the_same_plan_gives_the_same_bytes_in_another_process():
    here = map_html(sample_plan(), FRENCH)
    program = (
        "from samples import sample_plan\n"
        "from caravan.language.language import language\n"
        "from caravan.views.map import map_html\n"
        "import hashlib\n"
        "print(hashlib.sha256(map_html(sample_plan(), language('fr')).encode()).hexdigest())\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONPATH": ":".join(sys.path), "PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == hashlib.sha256(here.encode()).hexdigest()


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_page_says_its_language_and_direction(code):
    page = map_html(sample_plan(), language(code))
    direction = "rtl" if code == "ar" else "ltr"
    assert f'<html lang="{code}" dir="{direction}">' in page
    assert 'content="width=device-width, initial-scale=1"' in page  # nobody is kept from zooming


def test_the_title_names_the_tour_and_the_day():
    page = map_html(sample_plan(), FRENCH, date=TUESDAY)
    assert "<title>Petite caravane · mardi 10 mars 2020</title>" in page


@pytest.mark.parametrize("tiles", [True, False])
def test_nothing_is_loaded_from_elsewhere_but_tiles(tiles):
    page = map_html(sample_plan(), FRENCH, tiles=tiles)
    assert not re.search(r"<(?:script|link|img|iframe)[^>]*\b(?:src|href)=", page)
    assert "@import" not in page
    assert set(re.findall(r"url\(([^)]*)\)", page)) <= {"#default#VML"}  # for Internet Explorer
    for library in ("jquery", "bootstrap", "fontawesome", "jsdelivr", "cdnjs", "sourceMappingURL"):
        assert library not in page.lower().replace("sourcemappingurl", "sourceMappingURL")
    assert ("tile.openstreetmap.org" in page) is tiles


def test_the_policy_lets_only_our_own_script_run():
    page = map_html(sample_plan(), FRENCH, tiles=False)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1]
    script = re.search(r"<script>(.*?)</script>", page, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}';" in policy
    assert "default-src 'none'" in policy
    assert "img-src data:;" in policy


def test_the_script_does_not_depend_on_what_people_typed():
    ours = map_parts(sample_plan(), FRENCH).script
    for payload in PAYLOADS:
        assert map_parts(hostile_plan(payload), FRENCH).script == ours


def test_a_page_stays_small():
    assert len(map_html(sample_plan(), FRENCH).encode()) < 300_000


def test_two_maps_fit_in_one_page():
    one = map_parts(sample_plan(), FRENCH, name="map-one")
    other = map_parts(sample_plan(), FRENCH, name="map-two")
    ids = re.findall(r'id="([^"]+)"', one.body + other.body)
    assert len(ids) == len(set(ids)) == 4


def test_the_data_stands_apart_from_the_script():
    body = map_parts(sample_plan(), FRENCH).body
    text = re.search(r'<script type="application/json" id="caravan-map-data">(.*?)</script>', body)
    data = json.loads(text[1])
    assert [mark["name"] for mark in data["marks"]] == [
        "Sbeïtla", "Sfax", "Port de Sfax", "Kerkennah",
    ]  # fmt: skip


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_hostile_text_is_never_markup(payload):
    page = map_html(hostile_plan(payload), FRENCH)
    assert page.count("<script") == page.count("</script") == 2
    assert "<img" not in page.split("<body>")[1].split("<script>")[0]
    title = unescape(re.search(r"<title>(.*?)</title>", page, re.DOTALL)[1])
    assert " ".join(title.split()) == " ".join(f"tour {payload}".split())


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_data_block_keeps_every_character(payload):
    block = json_block({"text": payload})
    assert json.loads(block) == {"text": payload}
    assert not set(block) & set("<>&\u2028\u2029")


def test_entities_leave_nothing_to_folium():
    encoded = html_text("a & < > \" ' \\ ` $ { } \u2028 \n z")
    assert re.sub(r"&#\d+;", "", encoded).split() == ["a", "z"]


def test_numbers_that_json_lacks_are_refused():
    with pytest.raises(ValueError, match="JSON"):
        json_block([float("nan")])


def test_folium_names_its_elements_by_counting():
    first = rendered("caravan-map", (34.0, 9.0), tiles=True)
    assert first == rendered("caravan-map", (34.0, 9.0), tiles=True)
    assert 'id="map_caravan_map_0"' in first.body
    drawing = first.script.index("caravanMap(map_caravan_map_0")
    assert drawing < first.script.index("L.tileLayer")  # the view comes before the first tile
