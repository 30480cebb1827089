"""``caravan geocode``: where towns are, by their names."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from caravan.cli.exit_codes import ExitCode
from caravan.cli.faults import AnsweringCommand
from caravan.cli.output import one_line, say, say_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caravan.errors import Message
    from caravan.geocoding.asking import Gazetteer
    from caravan.geocoding.candidate import Resolution
    from caravan.geocoding.geocoder_settings import GeocoderSettings
    from caravan.geocoding.pasted_names import PastedName

_NO_COUNTRIES = frozenset(("EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"))
"""Codes that Unicode has names for and that are no country's."""


def _known_country(_context: click.Context, _option: click.Parameter, code: str | None) -> str:
    if code is None:
        return ""
    code = code.strip().upper()
    if not re.fullmatch("[A-Z]{2}", code):
        raise click.BadParameter("write the two letters of a country, like FR.")
    from caravan.geocoding.country_names import country_names

    if code in _NO_COUNTRIES or not country_names(code):
        raise click.BadParameter(f"“{code}” is no country.")
    return code


@click.command(cls=AnsweringCommand)
@click.argument("names", metavar="NAME...", nargs=-1, required=True)
@click.option(
    "--country",
    metavar="CC",
    callback=_known_country,
    help="Look in this country first: its two letters, like FR.",
)
@click.option(
    "--cities",
    type=click.Path(path_type=Path),
    metavar="CSV",
    help="Look among the places of this file first.",
)
@click.option("--online", is_flag=True, help="Then ask the geocoder that the settings name, too.")
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
def geocode(
    names: tuple[str, ...], country: str, cities: Path | None, *, online: bool, as_json: bool
) -> None:
    """Find where towns are, by their names.

    Looks in an index of the world's towns of 500 people and more, which is made on first use, and
    asks nobody on the network unless told so. A name that several towns have is never guessed:
    they are listed, the likeliest first, and the exit code is 1, as it is when a name is found
    nowhere. A region or country after a comma tells which town is meant.

    \b
    Example:
      caravan geocode Tabarka "El Hamma, Gabes" --country TN
    """  # noqa: D301 click reads \b: keep these lines as they are
    from caravan.cli.geocode_answers import as_data, as_text

    asked = [_town(name) for name in names]
    settings = _online_settings() if online else None
    answers, warnings = _answers(asked, country, cities, settings)
    for warning in warnings:
        say(one_line(f"Warning: {warning}"), err=True)
    if as_json:
        say_json(as_data(answers, warnings))
    else:
        say(as_text(answers))
    if not all(answer.is_found for answer in answers):
        sys.exit(ExitCode.FAILURE)


def _town(text: str) -> PastedName:
    from caravan.geocoding.pasted_names import MAX_LENGTH, one_name

    name = one_name(text)
    if name is None:
        raise click.BadParameter(f"“{one_line(text)[:60]}” has no letters.", param_hint="NAME")
    if len(text) > 3 * MAX_LENGTH:
        raise click.BadParameter(f"“{name.text[:60]}…” is too long.", param_hint="NAME")
    return name


def _online_settings() -> GeocoderSettings:
    from caravan.errors import CaravanError
    from caravan.geocoding.geocoder_settings import geocoder_settings, none_configured

    settings = geocoder_settings(os.environ)
    if settings is None:
        raise CaravanError(none_configured())
    if settings.refusal is not None:
        raise CaravanError(settings.refusal)
    return settings


def _answers(
    asked: Sequence[PastedName],
    country: str,
    cities: Path | None,
    settings: GeocoderSettings | None,
) -> tuple[tuple[Resolution, ...], tuple[Message, ...]]:
    """The answers, and what a person should know of how they came about.

    The index of the world is made only when it is needed. Raises InputFaults for a table with
    faults, IndexUnavailable when nothing can be looked up anywhere.
    """
    from caravan.geocoding.resolve import resolve_all
    from caravan.geocoding.world_build import cache_folder
    from caravan.geocoding.world_index import IndexUnavailable

    names, hints = [name.text for name in asked], [name.hint for name in asked]
    gazetteers = _table(cities)
    if gazetteers:
        answers = resolve_all(names, gazetteers, hints=hints, country=country)
        if all(answer.is_found for answer in answers):
            return answers, ()
    warnings = []
    folder = cache_folder(os.environ)
    try:
        gazetteers.append(_world(folder))
    except IndexUnavailable as error:
        if not gazetteers and settings is None:
            raise click.ClickException(one_line(str(error))) from error
        warnings.append(error.message)
    if settings is not None:
        from caravan.geocoding.online import online_geocoder

        gazetteers.append(online_geocoder(settings, folder))
    answers = resolve_all(names, gazetteers, hints=hints, country=country)
    problems = [problem for answer in answers for problem in answer.problems]
    return answers, tuple(dict.fromkeys((*warnings, *problems)))


def _table(cities: Path | None) -> list[Gazetteer]:
    """The places of a table; a row that waits for its point is none yet. Raises InputFaults."""
    if cities is None:
        return []
    from caravan.files.cities_csv import places_of, read_cities
    from caravan.files.wrong import FaultList
    from caravan.geocoding.table_gazetteer import TableGazetteer

    faults = FaultList()
    places = [place for place, _ in places_of(read_cities(cities), faults)]
    waiting = ("latitude", "longitude")
    FaultList(
        [
            fault
            for fault in faults.faults
            if not (fault.where in waiting and fault.problem.template == "the cell is empty")
        ]
    ).raise_if_any()
    return [TableGazetteer(places, cities.name)]


def _world(folder: Path) -> Gazetteer:
    from caravan.cli.share_line import ShareLine
    from caravan.geocoding.world_build import world_index
    from caravan.geocoding.world_gazetteer import WorldGazetteer

    line = ShareLine("Making the index of the world's towns, once")
    try:
        return WorldGazetteer(world_index(folder, line.told))
    finally:
        line.clear()
