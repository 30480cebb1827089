"""``caravan export``: a plan as calendars, map, tracks and tables."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from caravan.cli.faults import FAILURE
from caravan.language.language import LANGUAGES, language
from caravan.views.exports import FORMATS, Format, export_files


@click.command()
@click.argument("plan_file", metavar="PLAN", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "formats",
    type=click.Choice(FORMATS),
    multiple=True,
    required=True,
    help="What to write; may be given several times.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="Folder for the files; made when it is missing.",
)
@click.option(
    "--language",
    "code",
    type=click.Choice(LANGUAGES),
    default=LANGUAGES[0],
    show_default=True,
    help="Language of the files; invitations are in their partner's.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the names of the files as JSON.")
def export(
    plan_file: Path, formats: tuple[Format, ...], out: Path, code: str, *, as_json: bool
) -> None:
    """Write the plan of the file PLAN in other formats.

    ics: calendars of the tour and of each town, and an invitation for each partner. html: a map
    that needs no network. gpx and kml: tracks. csv and xlsx: the itinerary as a table. A plan
    that breaks a rule of its tour isn't exported (exit code 1; see caravan check).

    Example: caravan export plan.json --format ics --out out/
    """
    from caravan.files.atomic_write import write_atomically
    from caravan.files.plan_json import read_plan
    from caravan.plan.check import check_plan

    plan = read_plan(plan_file)
    violations = check_plan(plan)
    if violations:
        for violation in violations:
            click.echo(str(violation), err=True)
        sys.exit(FAILURE)
    written = []
    for format_ in dict.fromkeys(formats):
        for name, content in export_files(plan, format_, language(code)).items():
            path = out / name
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, content)
            written.append(str(path))
    if as_json:
        click.echo(json.dumps({"files": written}, indent=2, ensure_ascii=False))
    else:
        for name in written:
            click.echo(name)
