from __future__ import annotations

import pytest
from files.edited import line_changes, our_files, small_files, with_text

from caravan.errors import ImpossibleValue
from caravan.files.draft import draft_of
from caravan.files.editing.new_id import new_id
from caravan.files.editing.remove_town import remove_town
from caravan.files.editing.towns import (
    NewTown,
    add_place,
    add_towns,
    locate_town,
    new_ids,
    rename_town,
    set_can_sleep,
)
from caravan.files.read_tour import tour_of
from caravan.files.wrong import WrongValue
from caravan.tour.place import PlaceKind

HEADER = (
    "+id,kind,name_fr,name_ar,country,latitude,longitude,can_sleep,"
    "region_fr,coordinate_source,population"
)


def test_towns_get_a_row_and_an_event_each() -> None:
    before = small_files()
    after = add_towns(
        before,
        [
            NewTown({"fr": "Gabès", "ar": "قابس"}, latitude=33.88146, longitude=10.0982,
                    country="TN", region="Gabès", source="GeoNames 2468369", population=152921),
            NewTown({"fr": "El Hamma"}, hint="Kébili", can_sleep=False),
        ],
    )  # fmt: skip
    assert line_changes(before, after) == {
        "schedule.yaml": [
            "+  - town: gabes",
            "+    service_minutes: 120",
            "+    open: [offices]",
            "+  - town: el-hamma",
            "+    service_minutes: 120",
            "+    open: [offices]",
        ],
        "cities.csv": [
            "-id,kind,name_fr,name_ar,country,latitude,longitude,can_sleep",
            "-sbeitla,town,Sbeïtla,سبيطلة,TN,35.23151,9.12321,yes",
            "-gafsa,town,Gafsa,قفصة,TN,34.425,8.78417,no",
            "-sfax,town,Sfax,صفاقس,TN,34.74056,10.76028,yes",
            "-sfax-port,port,Port de Sfax,,TN,34.7270,10.7638,no",
            "-island-port,port,Port de l’île,,TN,34.6563,10.9695,no",
            HEADER,
            "+sbeitla,town,Sbeïtla,سبيطلة,TN,35.23151,9.12321,yes,,,",
            "+gafsa,town,Gafsa,قفصة,TN,34.425,8.78417,no,,,",
            "+sfax,town,Sfax,صفاقس,TN,34.74056,10.76028,yes,,,",
            "+sfax-port,port,Port de Sfax,,TN,34.7270,10.7638,no,,,",
            "+island-port,port,Port de l’île,,TN,34.6563,10.9695,no,,,",
            "+gabes,town,Gabès,قابس,TN,33.88146,10.0982,yes,Gabès,GeoNames 2468369,152921",
            "+el-hamma,town,El Hamma,,,,,no,Kébili,,",
        ],
    }
    draft = draft_of(after)
    hamma = draft.place("el-hamma")
    assert hamma is not None
    assert not hamma.is_located
    assert hamma.region == (("fr", "Kébili"),)
    assert {fault.where for fault in draft.faults_of_place("el-hamma")} == {"latitude", "longitude"}
    assert draft.faults_of_place("gabes") == ()


def test_in_our_own_table_only_one_line_comes() -> None:
    before = our_files()
    after = add_towns(before, [NewTown({"fr": "Kairouan"}, latitude=35.6781, longitude=10.0963)])
    added = "+kairouan,town,Kairouan,,,,,,,,35.6781,10.0963,,yes,,,,"
    assert line_changes(before, after)["cities.csv"] == [added]
    assert tour_of(after).event("kairouan").calendars == ("municipal-offices",)


@pytest.mark.parametrize(
    ("names", "kind", "taken", "expected"),
    [
        (["El Hamma"], "town", {"el-hamma"}, "el-hamma-2"),
        (["El Hamma"], "town", {"el-hamma", "el-hamma-2"}, "el-hamma-3"),
        (["الحامة"], "town", (), "town-1"),
        (["الحامة", "El Hamma"], "town", (), "el-hamma"),
        (["الحامة TN"], "town", {"town-1"}, "town-2"),
        (["L'Île-d’Oléron"], "town", (), "lile-doleron"),
        (["București"], "town", (), "bucuresti"),
        (["Weißenfels"], "town", (), "weissenfels"),
        (["../../etc/passwd"], "town", (), "etc-passwd"),
        (["  "], "port", (), "port-1"),
        (["x" * 300], "town", (), "x" * 50),
        (["<script>"], "town", (), "script"),
    ],
)
def test_ids_are_made_from_latin_letters(
    names: list[str], kind: str, taken: set[str], expected: str
) -> None:
    assert new_id(names, kind, taken) == expected


def test_the_ids_of_new_towns_are_told_beforehand() -> None:
    towns = [NewTown({"fr": "Sfax"}), NewTown({"ar": "قابس"}), NewTown({"fr": "Sfax"})]
    assert new_ids(small_files(), towns) == ("sfax-2", "town-1", "sfax-3")


@pytest.mark.parametrize(
    ("town", "words"),
    [
        (NewTown({"fr": "=HYPERLINK(1)"}), "“=HYPERLINK\\(1\\)” begins with “=”"),
        (NewTown({"fr": "＋1"}), "begins with"),
        (NewTown({"fr": " "}), "a name is missing"),
        (NewTown({}), "a name is missing"),
        (NewTown({"fr": "x" * 301}), "301 characters"),
        (NewTown({"fr": "Ga\u202efsa"}), "invisible"),
        (NewTown({"FR": "Gafsa"}), "not a language code"),
        (NewTown({"fr": "Gafsa"}, latitude=91.0, longitude=0.0), "too much"),
        (NewTown({"fr": "Gafsa"}, latitude=float("nan"), longitude=0.0), "not a number"),
        (NewTown({"fr": "Gafsa"}, country="Tunisia"), "not a country code"),
        (NewTown({"fr": "Gafsa"}, population=-1), "too little"),
    ],
)
def test_an_impossible_town_is_refused_by_its_number(town: NewTown, words: str) -> None:
    with pytest.raises(WrongValue, match=words) as raised:
        add_towns(small_files(), [NewTown({"fr": "Gabès"}), town])
    assert raised.value.inside[0] == 1


def test_a_place_without_event_is_added() -> None:
    before = small_files()
    after = add_place(
        before, NewTown({"fr": "Port de Zarzis"}, latitude=33.5, longitude=11.1), PlaceKind.PORT
    )
    assert line_changes(before, after) == {
        "cities.csv": ["+port-de-zarzis,port,Port de Zarzis,,,33.5,11.1,no"]
    }


def test_a_town_is_located_and_its_row_says_by_whom() -> None:
    before = our_files()
    after = locate_town(before, "gafsa", 34.5, 8.123456789, source="by hand")
    removed, added = line_changes(before, after)["cities.csv"]
    assert removed.replace("34.425,8.78417,GeoNames 2468353", "34.5,8.123457,by hand") == (
        added.replace("+", "-", 1)
    )
    assert list(line_changes(before, after)) == ["cities.csv"]


def test_a_located_town_gets_its_region_in_the_language_of_its_name() -> None:
    files = add_towns(small_files(), [NewTown({"ar": "الحامة"}, hint="قابس")])
    files = locate_town(
        files, "town-1", 33.89, 9.79, source="x", country="TN", region="ولاية قابس", population=5
    )
    place = draft_of(files).place("town-1")
    assert place is not None
    assert place.region == (("ar", "ولاية قابس"),)
    assert (place.point, place.country, place.population) == ((33.89, 9.79), "TN", 5)


def test_a_table_of_semicolons_gets_decimal_commas() -> None:
    before = small_files()
    table = before.file("cities.csv").text.replace(",", ";").replace(".", ",")
    before = with_text(before, "cities.csv", before.file("cities.csv").text, table)
    after = locate_town(before, "gafsa", 34.5, 8.25, source="")
    assert line_changes(before, after)["cities.csv"] == [
        "-gafsa;town;Gafsa;قفصة;TN;34,425;8,78417;no",
        "+gafsa;town;Gafsa;قفصة;TN;34,5;8,25;no",
    ]
    assert tour_of(after).place("gafsa").point == (34.5, 8.25)


@pytest.mark.parametrize("latitude", [91.0, -90.5, float("nan"), float("inf")])
def test_a_point_off_the_earth_is_refused(latitude: float) -> None:
    with pytest.raises(ImpossibleValue):
        locate_town(small_files(), "gafsa", latitude, 9.0, source="x")


def test_a_town_is_renamed_in_one_language() -> None:
    before = our_files()
    after = rename_town(before, "gafsa", "en", "Gafsa the Great")
    removed, added = line_changes(before, after)["cities.csv"]
    assert removed.replace("قفصة,Gafsa,", "قفصة,Gafsa the Great,", 1) == added.replace("+", "-", 1)
    with pytest.raises(WrongValue, match="no name"):
        rename_town(add_towns(after, [NewTown({"fr": "X"})]), "x", "fr", " ")
    with pytest.raises(WrongValue, match="not a place"):
        rename_town(before, "atlantis", "fr", "Atlantis")


def test_a_name_may_hold_what_a_table_is_made_of() -> None:
    name = 'A "b", c; d'
    files = rename_town(small_files(), "gafsa", "fr", name)
    assert tour_of(files).place("gafsa").names.given("fr") == name


def test_beds_are_only_in_towns() -> None:
    before = small_files()
    assert tour_of(set_can_sleep(before, "gafsa", True)).place("gafsa").can_sleep
    with pytest.raises(WrongValue, match="only a town"):
        set_can_sleep(before, "sfax-port", True)


def test_a_removed_town_takes_its_events_partners_and_roads_along() -> None:
    before = small_files()
    after = remove_town(before, "sfax")
    assert line_changes(before, after) == {
        "schedule.yaml": [
            "-  end: sfax",
            "+  end:",
            "-  - town: sfax",
            "-    service_minutes: 180",
            "-    open: [offices]",
            "-    partners:",
            "-      - id: commune-sfax",
            "-        organization: {fr: Municipalité de Sfax}",
        ],
        "cities.csv": ["-sfax,town,Sfax,صفاقس,TN,34.74056,10.76028,yes"],
        "roads.csv": [
            "-sbeitla,sfax,RN13,165,160,170,150,C,estimate",
            "-gafsa,sfax,,200,,,170,A,",
            "-sfax,sfax-port,,2,,,8,C,",
        ],
    }
    draft = draft_of(after)
    assert draft.head.end == ""
    assert [fault.where for fault in draft.faults] == ["tour.end"]


def test_a_road_drawn_through_a_removed_place_stays() -> None:
    before = our_files()
    line = next(
        line for line in before.file("roads.csv").text.splitlines() if line.endswith(",skhira")
    )
    after = with_text(before, "roads.csv", line, line + "|mezzouna")
    via = draft_of(remove_town(after, "mezzouna")).roads
    assert [road.via for road in via if "skhira" in road.via] == [("skhira",)]


def test_the_port_of_a_ferry_stays() -> None:
    with pytest.raises(WrongValue, match="port of the ferry “island-ferry”"):
        remove_town(small_files(), "sfax-port")


def test_removing_the_last_event_leaves_an_empty_list() -> None:
    after = remove_town(remove_town(small_files(), "sfax"), "sbeitla")
    assert after.schedule.text.endswith("\nevents: []\n")
    assert "tour.start" in {fault.where for fault in draft_of(after).faults}
