"""``caravan export``: a plan as calendars, map, pages, tracks and tables."""

from __future__ import annotations

from pathlib import Path

import click

from caravan.cli.faults import AnsweringCommand
from caravan.cli.output import say, say_json
from caravan.cli.sound_plan import sound_plan
from caravan.cli.targets import write
from caravan.language.codes import LANGUAGES
from caravan.views.exports import FORMATS, Format, export_files


@click.command(cls=AnsweringCommand)
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
    metavar="FOLDER",
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

    \b
    ics        calendars of the tour and of each town, invitations of partners
    html       a map that needs no network
    days       a page for each day, for phones
    gpx, kml   tracks
    csv, xlsx  the itinerary as a table

    Files of the same name are replaced. A plan that breaks a rule of its tour isn't exported
    (exit code 1; see caravan check).

    \b
    Example:
      caravan export plan.json --format ics --format html --out out/
    """  # noqa: D301 click reads \b: keep these lines as they are
    from caravan.language.language import language

    plan = sound_plan(plan_file)
    # All contents first: a format that fails leaves no half of an export behind.
    contents: dict[str, bytes] = {}
    for format_ in dict.fromkeys(formats):
        contents |= export_files(plan, format_, language(code))
    for name, content in contents.items():
        write(out / name, content)
    written = [str(out / name) for name in contents]
    if as_json:
        say_json({"files": written})
    else:
        for name in written:
            say(name)
