"""The section Files of the Tour page."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from openpyxl import Workbook, load_workbook
from pages.conftest import tour_of_2020
from pages.shown_section import shown_section

from caravan.files.bundle import bundle_zip
from caravan.files.draft import draft_of
from caravan.files.editing.head import set_dates, set_title
from caravan.files.tour_files import TourFiles, file_bytes
from caravan.files.towns_xlsx import towns_xlsx


@pytest.fixture
def section(house):
    """The section of the tour of 2020."""
    return shown_section(house, "files")


def bring(section, *files):
    """Choose files, each a name and its bytes."""
    typed = [(name, content, "application/octet-stream") for name, content in files]
    section.app.file_uploader[0].set_value(typed).run()
    assert not section.app.exception


def take(section):
    section.press("Take these changes")


def text_of(files: TourFiles, name: str) -> bytes:
    return file_bytes(next(file for file in files if file.name == name))


def bomb():
    """Thirty million zeros in thirty kilobytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("schedule.yaml", b"0" * 31_000_000)
    return file.getvalue()


def workbook(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_schedule_is_previewed_before_anything_changes(section):
    new = set_dates(section.files, date(2020, 3, 9), date(2020, 3, 20))
    bring(section, ("schedule.yaml", text_of(new, "schedule.yaml")))
    assert "This would change:" in section.page
    assert section.files == tour_of_2020()
    take(section)
    assert section.files == new
    assert section.app.file_uploader[0].value == []
    section.press("Undo")
    assert section.files == tour_of_2020()


def test_comments_and_columns_of_ones_own_survive(section):
    base = section.files
    cities = text_of(base, "cities.csv").decode("utf-8-sig").splitlines()
    more = "\n".join([cities[0] + ",notes", *(line + ",see =SUM(1)" for line in cities[1:])])
    schedule = b"# My own comment\n" + text_of(base, "schedule.yaml")
    bring(section, ("schedule.yaml", schedule), ("cities.csv", more.encode()))
    take(section)
    assert text_of(section.files, "schedule.yaml") == schedule
    assert text_of(section.files, "cities.csv") == more.encode()
    assert section.draft.faults == ()


def test_what_is_taken_away_can_be_taken_in_again(house):
    files = set_title(tour_of_2020(), "fr", "Après")
    section = shown_section(house, "files")
    bring(section, ("tour.zip", bundle_zip(files)))
    take(section)
    assert section.files == files
    bring(section, ("tour.zip", bundle_zip(files)))
    assert "These files change nothing." in section.page
    assert not any(button.label == "Take these changes" for button in section.app.button)


def test_a_workbook_of_towns_replaces_the_table_alone(section):
    book = load_workbook(io.BytesIO(towns_xlsx(section.files)))
    sheet = book.active
    column = [cell.value for cell in sheet[1]].index("name_fr") + 1
    sheet.cell(2, column).value = "Nouveau nom"
    file = io.BytesIO()
    book.save(file)
    bring(section, ("towns.xlsx", file.getvalue()))
    assert "Nouveau nom" in section.page
    take(section)
    assert dict(section.draft.places[0].names)["fr"] == "Nouveau nom"
    assert section.files.schedule == tour_of_2020().schedule


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("towns.xlsx", workbook(["id", "name_fr"], ["a", "=1+1"]), "a formula in cell"),
        ("tour.zip", bomb(), "unpacks to far too much"),
        ("schedule.yaml", b"tour: [\n", "schedule.yaml"),
        ("schedule.yaml", b"\xff\xfe\x00", "schedule.yaml"),
        ("schedule.yaml", b"just words", "schedule.yaml"),
        ("photo.png", b"\x89PNG", "this kind of file isn"),
        ("towns.csv", b"x,y\n1,2\n", "the columns are neither"),
        ("towns.xlsx", b"PK\x03\x04", "the archive can"),
        ("<img src=x>.csv", b"x;y", "cv-faults"),
    ],
)
def test_files_that_cannot_be_taken_are_refused_and_nothing_changes(section, name, content, told):
    bring(section, (name, content))
    assert "These files can&#39;t be taken. Nothing was changed." in section.page
    assert told.lower() in section.page.lower()
    assert "<img" not in section.page
    assert section.files == tour_of_2020()
    assert not any(button.label == "Take these changes" for button in section.app.button)


def test_an_unfinished_schedule_can_be_taken_and_says_what_is_missing(section):
    schedule = text_of(section.files, "schedule.yaml").replace(b"start: sbeitla", b"start: nowhere")
    bring(section, ("schedule.yaml", schedule))
    assert "It can be taken, but this must be put right before it is planned:" in section.page
    take(section)
    assert section.draft.fault_of("tour.start")


def test_files_compared_with_an_older_version_are_not_taken_over_a_newer_one(section):
    """The other tab saves between the preview and the click."""
    new = set_dates(section.files, date(2020, 3, 9), date(2020, 3, 20))
    bring(section, ("schedule.yaml", text_of(new, "schedule.yaml")))
    section.saves_elsewhere(lambda files: set_title(files, "fr", "Ailleurs"))
    take(section)
    assert dict(section.draft.head.names)["fr"] == "Ailleurs"
    labels = [button.label for button in section.app.button]
    assert "Keep only mine" in labels
    assert "Keep both" not in labels
    section.press("Keep only the other")
    assert dict(section.draft.head.names)["fr"] == "Ailleurs"


def test_a_second_click_takes_the_files_once(section):
    new = set_title(section.files, "fr", "Une fois")
    bring(section, ("schedule.yaml", text_of(new, "schedule.yaml")))
    button = next(b for b in section.app.button if b.label == "Take these changes")
    button.click().run()
    versions = section.house.tours.versions(section.tour)
    section.app.run()
    assert section.house.tours.versions(section.tour) == versions


def test_downloads_have_the_name_of_the_tour(house):
    files = set_title(tour_of_2020(), "en", "../../etc/passwd <b>")
    section = shown_section(house, "files", files)
    labels = [button.label.replace("\\", "") for button in section.app.get("download_button")]
    assert labels == [
        "All files (.zip)",
        "Towns as a spreadsheet (XLSX)",
        "schedule.yaml",
        "cities.csv",
        "roads.csv",
        "ferries.yaml",
    ]


def test_a_tour_whose_table_is_lost_can_still_be_taken_away(house):
    files = tour_of_2020()
    section = shown_section(house, "files", replace(files, beside=files.beside[1:]))
    assert draft_of(section.files).faults


@pytest.mark.parametrize("code", ["fr", "ar"])
def test_the_section_is_shown_in_other_languages(house, code):
    shown_section(house, "files", lang=code)
