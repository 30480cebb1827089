"""caravan export: all formats, languages, and folders that don't take them."""

from __future__ import annotations

import json
import re
import zipfile
from dataclasses import replace

import pytest
from cli.processes import command, run
from mutations import with_item
from samples import sample_plan

from caravan.cli.targets import write
from caravan.files.plan_json import plan_to_json
from caravan.views.exports import FORMATS, export_files

EVERY_FORMAT = [argument for name in FORMATS for argument in ("--format", name)]
FILES = {
    "ics": ["tour.ics", "sbeitla.ics", "sfax.ics", "kerkennah.ics", "gafsa.ics",
            "invitations/commune-sfax.ics"],
    "html": ["sample.html"],
    "days": ["days/2020-03-09.html", "days/2020-03-10.html"],
    "gpx": ["sample.gpx"],
    "kml": ["sample.kml"],
    "csv": ["sample.csv"],
    "xlsx": ["sample.xlsx"],
}  # fmt: skip
BEGINNINGS = {
    ".ics": b"BEGIN:VCALENDAR\r\n",
    ".html": b"<!DOCTYPE html>",
    ".gpx": b"<?xml",
    ".kml": b"<?xml",
    ".csv": b"\xef\xbb\xbf",
    ".xlsx": b"PK\x03\x04",
}


def contents(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("format_", FORMATS)
def test_each_format_names_the_files_that_it_wrote(caravan, plan_file, tmp_path, format_):
    out = tmp_path / "out"
    result = caravan("export", plan_file, "--format", format_, "--out", out)
    assert result.stdout.splitlines() == [str(out / name) for name in FILES[format_]]
    assert (result.stderr, result.exit_code) == ("", 0)
    written = contents(out)
    assert sorted(written) == sorted(FILES[format_])
    for name, content in written.items():
        start = BEGINNINGS["." + name.rpartition(".")[2]]
        assert content.lstrip()[: len(start)].lower() == start.lower(), name


def test_several_formats_in_several_folders_deep(caravan, plan_file, tmp_path):
    out = tmp_path / "deep" / "er"
    result = caravan(
        "export", plan_file, "--format", "gpx", "--format", "kml", "--format", "gpx",
        "--out", out, "--json",
    )  # fmt: skip
    names = [str(out / "sample.gpx"), str(out / "sample.kml")]
    assert json.loads(result.stdout) == {"files": names}


def test_a_process_of_its_own_writes_the_same_bytes_again(plan_file, tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    for out in (one, two, two):
        result = run(command("export", plan_file, *EVERY_FORMAT, "--out", out))
        assert (result.stderr, result.returncode) == ("", 0)
    assert contents(one) == contents(two)
    assert len(contents(one)) == sum(len(names) for names in FILES.values())


@pytest.mark.parametrize(
    ("code", "text"), [("fr", "mardi 10 mars"), ("ar", "الثلاثاء 10 مارس"), ("en", "Tuesday 10 March")]
)  # fmt: skip
def test_files_are_in_the_language_asked_for(caravan, plan_file, tmp_path, code, text):
    caravan("export", plan_file, "--format", "days", "--out", tmp_path, "--language", code)
    page = (tmp_path / "days" / "2020-03-10.html").read_text(encoding="utf-8")
    assert text in page.replace("\N{NO-BREAK SPACE}", " ")
    assert f'lang="{code}"' in page


def test_french_is_the_language_without_being_asked(caravan, plan_file, tmp_path):
    caravan("export", plan_file, "--format", "csv", "--out", tmp_path / "fr")
    caravan("export", plan_file, "--format", "csv", "--out", tmp_path / "x", "--language", "fr")
    assert contents(tmp_path / "fr") == contents(tmp_path / "x")


def test_pages_of_days_lead_to_each_other_as_files(caravan, plan_file, tmp_path):
    caravan("export", plan_file, "--format", "days", "--out", tmp_path)
    folder = tmp_path / "days"
    for name, neighbour in (("2020-03-09", "2020-03-10"), ("2020-03-10", "2020-03-09")):
        page = (folder / f"{name}.html").read_text(encoding="utf-8")
        assert re.findall(r'href="(\./.*?)"', page) == [f"./{neighbour}.html"]
        assert (folder / f"./{neighbour}.html").exists()


def test_a_workbook_can_be_opened(caravan, plan_file, tmp_path):
    caravan("export", plan_file, "--format", "xlsx", "--out", tmp_path)
    with zipfile.ZipFile(tmp_path / "sample.xlsx") as book:
        assert book.testzip() is None


# Names


@pytest.mark.parametrize("id_", ["../../evil", "a/b", "..", "c:\\x", "x\x00y", "-rf", "A", ""])
def test_no_file_can_have_a_hostile_name(caravan, plan_file, tmp_path, id_):
    """Names are made of ids, and a plan with such an id isn't read."""
    data = json.loads(plan_file.read_text(encoding="utf-8"))
    for change in (
        lambda data: data["tour"].update(id=id_),
        lambda data: data["tour"]["events"][0].update(id=id_),
        lambda data: data["tour"]["events"][1]["partners"][0].update(id=id_),
    ):
        hostile = json.loads(json.dumps(data))
        change(hostile)
        plan_file.write_text(json.dumps(hostile), encoding="utf-8")
        out = tmp_path / "out"
        result = caravan("export", plan_file, *EVERY_FORMAT, "--out", out)
        assert result.exit_code == 2
        assert not out.exists()


@pytest.mark.parametrize("format_", FORMATS)
def test_names_of_files_are_plain_and_relative(format_):
    from caravan.language.language import language

    plan = sample_plan()
    tour = replace(plan.tour, names=replace(plan.tour.names))
    for name in export_files(replace(plan, tour=tour), format_, language("ar")):
        assert re.fullmatch(r"([a-z]+/)?[a-z0-9-]+\.[a-z]+", name)


# Plans that aren't exported


def test_a_plan_that_breaks_a_rule_is_not_exported(caravan, plan_file, tmp_path):
    plan_file.write_text(plan_to_json(with_item(0, 0, begins=480)), encoding="utf-8")
    result = caravan("export", plan_file, "--format", "gpx", "--out", tmp_path / "out")
    lines = result.stderr.splitlines()
    assert lines[0].startswith("team-1, 2020-03-09, sbeitla: the event lasts 150 minutes")
    assert lines[-1] == "Nothing was written: the plan breaks rules of its tour."
    assert (result.stdout, result.exit_code) == ("", 1)
    assert not (tmp_path / "out").exists()


def test_a_damaged_plan_is_a_fault(caravan, tmp_path):
    damaged = tmp_path / "plan.json"
    damaged.write_text("{}", encoding="utf-8")
    result = caravan("export", damaged, "--format", "gpx", "--out", tmp_path / "out", "--json")
    assert json.loads(result.stdout)["faults"]
    assert result.exit_code == 2
    assert not (tmp_path / "out").exists()


# Folders


def test_a_file_where_the_folder_should_be(caravan, plan_file):
    result = caravan("export", plan_file, "--format", "gpx", "--out", plan_file)
    assert result.stderr.endswith(
        f"Error: Invalid value for '--out': Directory '{plan_file}' is a file.\n"
    )
    assert result.exit_code == 2


def test_a_file_above_the_folder(caravan, plan_file):
    result = caravan("export", plan_file, "--format", "gpx", "--out", plan_file / "out")
    assert result.stderr == (
        f"Error: {plan_file / 'out' / 'sample.gpx'} could not be written:"
        f" {plan_file} is not a folder\n"
    )
    assert result.exit_code == 1


def test_a_folder_where_a_file_should_be(caravan, plan_file, tmp_path):
    (tmp_path / "out" / "sample.gpx").mkdir(parents=True)
    result = caravan("export", plan_file, "--format", "gpx", "--out", tmp_path / "out")
    assert result.stderr == (
        f"Error: {tmp_path / 'out' / 'sample.gpx'} could not be written:"
        " there is a folder of that name\n"
    )
    assert result.exit_code == 1
    assert list((tmp_path / "out").iterdir()) == [tmp_path / "out" / "sample.gpx"]


def test_a_folder_that_takes_nothing(caravan, plan_file, tmp_path, monkeypatch):
    def forbidden(**options):
        raise PermissionError(13, "Permission denied", f"{options['dir']}/.sample.gpx.abc")

    monkeypatch.setattr("tempfile.mkstemp", forbidden)
    result = caravan("export", plan_file, "--format", "gpx", "--out", tmp_path / "out")
    path = tmp_path / "out" / "sample.gpx"
    assert result.stderr == f"Error: {path} could not be written: Permission denied\n"
    assert result.exit_code == 1


def test_an_older_export_is_replaced_as_a_whole_or_not_at_all(caravan, plan_file, tmp_path,
                                                               monkeypatch):  # fmt: skip
    older = tmp_path / "sample.gpx"
    older.write_text("older", encoding="utf-8")

    def full(_handle):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr("os.fsync", full)
        result = caravan("export", plan_file, "--format", "gpx", "--out", tmp_path)
    assert result.stderr == f"Error: {older} could not be written: No space left on device\n"
    assert result.exit_code == 1
    assert older.read_text(encoding="utf-8") == "older"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["plan.json", "sample.gpx"]
    assert caravan("export", plan_file, "--format", "gpx", "--out", tmp_path).exit_code == 0
    assert older.read_text(encoding="utf-8").startswith("<?xml")


def test_a_format_that_fails_leaves_nothing_of_the_others(plan_file, tmp_path, monkeypatch):
    from click.testing import CliRunner

    from caravan.cli import main

    def failing(plan, language):
        raise LookupError("a fault of the program")

    monkeypatch.setattr("caravan.views.tracks.kml.plan_kml", failing)
    arguments = ["export", str(plan_file), "--format", "gpx", "--format", "kml"]
    result = CliRunner().invoke(main, [*arguments, "--out", str(tmp_path / "out")])
    assert result.exit_code == 1
    assert not (tmp_path / "out").exists()


def test_writing_makes_folders_and_keeps_permissions(tmp_path):
    path = tmp_path / "a" / "b.txt"
    write(path, b"one")
    path.chmod(0o600)
    write(path, b"two")
    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--format", "gpx"),
        ("--out", "out"),
        ("--format", "docx", "--out", "out"),
        ("--format", "gpx", "--out", "out", "--language", "de"),
    ],
)
def test_misuse_is_explained(caravan, plan_file, arguments):
    result = caravan("export", plan_file, *arguments)
    assert result.stderr.startswith("Usage: ")
    assert result.exit_code == 2
