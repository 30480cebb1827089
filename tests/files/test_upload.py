from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from files.edited import our_files, small_files, with_text
from files.folders import CITIES, FERRIES, ROADS, SCHEDULE
from hypothesis import given, settings
from hypothesis import strategies as st

from caravan.errors import InputFaults
from caravan.files.bundle import bundle_zip
from caravan.files.draft import draft_of
from caravan.files.editing.new_tour import new_files
from caravan.files.editing.towns import NewTown, add_towns
from caravan.files.read_tour import tour_of
from caravan.files.tour_files import TourFiles, file_bytes
from caravan.files.upload import files_from_upload
from caravan.files.wrong import WrongValue

Parts = list[tuple[str, bytes]]


def zip_of(parts: Parts) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return file.getvalue()


def parts_of(files: TourFiles) -> Parts:
    return [(file.name, file_bytes(file)) for file in files]


@pytest.mark.parametrize("files", [small_files(), our_files(), new_files("k", {"fr": "x"}, "fr")])
def test_what_is_exported_is_imported_as_it_was(files: TourFiles) -> None:
    assert bundle_zip(files) == bundle_zip(files)
    assert files_from_upload([("tour.zip", bundle_zip(files))]) == files
    assert files_from_upload(parts_of(files)) == files
    assert files_from_upload([("tour.zip", bundle_zip(files))], our_files()) == files


def test_marks_line_ends_and_semicolons_of_a_spreadsheet_survive() -> None:
    files = small_files()
    table = CITIES.replace(",", ";").replace(".", ",").replace("\n", "\r\n")
    files = with_text(files, "cities.csv", CITIES, table)
    files = files.with_file(replace(files.file("cities.csv"), bom=True))
    assert files_from_upload([("t.ZIP", bundle_zip(files))]) == files
    assert tour_of(files).place("gafsa").latitude == 34.425


def test_a_folder_of_an_archive_and_what_systems_leave_there_are_no_matter() -> None:
    parts = [(f"Tour 2020/{name}", content) for name, content in parts_of(small_files())]
    parts += [("__MACOSX/Tour 2020/._schedule.yaml", b"\0"), ("Tour 2020/.DS_Store", b"\0")]
    parts += [("Tour 2020/plan.json", b"{}"), ("Tour 2020/photo.jpg", b"\xff\xd8")]
    assert files_from_upload([("tour.zip", zip_of(parts))]) == small_files()


def test_a_schedule_alone_takes_its_tables_from_the_tour_that_it_replaces() -> None:
    schedule = SCHEDULE.replace("id: small", "id: other")
    files = files_from_upload([("schedule (1).yaml", schedule.encode())], small_files())
    assert files.schedule.name == "schedule.yaml"
    assert tour_of(files).id == "other"
    assert files.beside == small_files().beside
    other_names = schedule.replace("cities: cities.csv", "cities: towns.csv")
    files = files_from_upload([("a.yml", other_names.encode())], small_files())
    assert files.file("towns.csv").text == CITIES
    assert tour_of(files).id == "other"


def test_a_table_alone_replaces_that_of_the_tour_whatever_it_is_called() -> None:
    table = CITIES.replace("Gafsa", "Capsa")
    files = files_from_upload([("mes villes.csv", table.encode())], small_files())
    assert files.file("cities.csv").text == table
    assert files.schedule == small_files().schedule
    roads = files_from_upload([("x.csv", ROADS.replace("165", "166").encode())], small_files())
    assert tour_of(roads).roads[0].km == 166
    ferries = files_from_upload([("x.yaml", FERRIES.replace("75", "80").encode())], small_files())
    assert tour_of(ferries).ferries[0].crossing_minutes == 80


def test_towns_that_are_new_in_a_table_are_places_and_get_no_event() -> None:
    more = CITIES + "douz,town,Douz,دوز,TN,33.46,9.02,yes\n"
    draft = draft_of(files_from_upload([("cities.csv", more.encode())], small_files()))
    assert draft.place("douz") is not None
    assert draft.events_in("douz") == ()
    fewer = CITIES.replace("sfax,town", "tunis,town")
    draft = draft_of(files_from_upload([("cities.csv", fewer.encode())], small_files()))
    assert "“sfax” is not a town" in str(draft.fault_of("events[1].town")[0])


def test_roads_for_a_tour_without_any_are_named_in_its_schedule() -> None:
    files = new_files("k", {"fr": "x"}, "fr")
    files = add_towns(files, [NewTown({"fr": n}) for n in ("Gafsa", "Sfax", "Sbeïtla")])
    after = files_from_upload([("roads.csv", ROADS.encode())], files)
    assert "\nroads: roads.csv\n" in after.schedule.text
    assert [road.km for road in draft_of(after).roads] == [165, 200, 2]


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ([], "no file of a tour"),
        ([("t.zip", zip_of([("a.txt", b"")]))], "no file of a tour"),
        ([("cities.csv", CITIES.encode())], "no schedule.yaml"),
        ([("plan.docx", b"PK")], "this kind of file isn't read"),
        ([("tour", b"")], "this kind of file isn't read"),
        ([("schedule.yaml", b"\xff\xfe\0")], "UTF-16"),
        ([("cities.csv", "id,name_fr\nx,Gabès\n".encode("cp1252"))], "“è” in Latin-1"),
        ([("cities.csv", b"id,name_fr\nx,a\x00b\n")], "control character"),
        ([("cities.csv", b"a;b;c;d\n1;2\n")], "2 cells instead of 4"),
        ([("cities.csv", b"town,lat\nx,1\n")], "neither those of places nor"),
        ([("cities.csv", b"")], "empty"),
        ([("schedule.yaml", b"PK\x03\x04")], "control character"),
        ([("schedule.yaml", b"tour: [")], "not closed"),
        ([("schedule.yaml", b"- a\n")], "keys with values"),
        ([("schedule.yaml", b"name: x\n")], "neither a schedule nor"),
        ([("schedule.yaml", b"tour: !!python/object:os.system x\n")], "is not allowed"),
        ([("schedule.yaml", b"tour:" + b" " * 1_000_001)], "at most 1.0 MB"),
        ([("cities.csv", b"x" * 5_000_001)], "at most 5.0 MB"),
        ([("a.csv", b"x" * 4_900_000)] * 5, "more than 20 MB"),
        ([("t.zip", zip_of([(f"{n}.xlsx", b"") for n in range(21)]))], "at most 20 are read"),
        ([("tour.zip", b"no archive")], "can't be opened"),
        ([("tour.zip", b"PK\x05\x06" + b"\0" * 18)], "no file of a tour"),
        ([("towns.xlsx", b"no workbook")], "can't be opened"),
        ([("a.yaml", SCHEDULE.encode()), ("b.yaml", SCHEDULE.encode())], "two files of one kind"),
        ([("s.yaml", SCHEDULE.replace("cities.csv", "../../etc/passwd").encode()),
          ("c.csv", CITIES.encode())], "not a file beside the schedule"),
        ([("s.yaml", SCHEDULE.replace("cities.csv", "s.yaml").encode()),
          ("c.csv", CITIES.encode())], "is the schedule itself"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_plain_words(parts: Parts, words: str) -> None:
    with pytest.raises(InputFaults) as raised:
        files_from_upload(parts)
    assert words in str(raised.value)


def test_all_files_that_cannot_be_read_are_told_at_once() -> None:
    parts = [
        ("a.csv", b"\xff"),
        ("b.yaml", b"x: ["),
        ("c.zip", b""),
        ("cities.csv", CITIES.encode()),
    ]
    with pytest.raises(InputFaults) as raised:
        files_from_upload(parts, small_files())
    assert [fault.file for fault in raised.value.faults] == ["c.zip", "a.csv", "b.yaml"]


@pytest.mark.parametrize(
    "name", ["../../schedule.yaml", "C:\\x\\schedule.yaml", "/etc/schedule.yaml"]
)
def test_only_the_last_part_of_a_name_counts(name: str) -> None:
    files = files_from_upload([(name, SCHEDULE.encode()), ("c.csv", CITIES.encode())])
    assert [file.name for file in files] == ["schedule.yaml", "cities.csv"]


def test_a_file_whose_name_leaves_the_folder_is_not_bundled() -> None:
    files = small_files()
    strange = replace(files, beside=(replace(files.beside[0], name="../x.csv"),))
    with pytest.raises(WrongValue):
        bundle_zip(strange)


def test_files_that_are_no_tour_yet_are_bundled_too() -> None:
    files = with_text(small_files(), "schedule.yaml", SCHEDULE, "tour: [")
    with zipfile.ZipFile(io.BytesIO(bundle_zip(files))) as archive:
        assert archive.read("schedule.yaml") == b"tour: ["
        assert {member.date_time for member in archive.infolist()} == {(2000, 1, 1, 0, 0, 0)}


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([".zip", ".xlsx", ".csv", ".yaml"]), st.data())
def test_damaged_bytes_are_faults_or_files_never_a_crash(suffix: str, data: st.DataObject) -> None:
    from caravan.files.towns_xlsx import towns_xlsx

    base = small_files()
    whole = {
        ".zip": bundle_zip(base),
        ".xlsx": towns_xlsx(base),
        ".csv": CITIES.encode(),
        ".yaml": SCHEDULE.encode(),
    }[suffix]
    content = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255))
    try:
        files = files_from_upload([(f"x{suffix}", bytes(content))], base)
    except InputFaults:
        return
    assert files.schedule.text
