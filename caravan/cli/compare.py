"""``caravan compare``: plans side by side."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from caravan.cli.faults import AnsweringCommand
from caravan.cli.output import one_line, say, say_json

if TYPE_CHECKING:
    from caravan.plan.comparison import Comparison
    from caravan.views.compared_figures import ComparedRow
    from caravan.views.comparison_text import DifferenceText


@click.command(cls=AnsweringCommand)
@click.argument(
    "plan_files", metavar="PLAN PLAN…", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option("--json", "as_json", is_flag=True, help="Print the comparison as JSON.")
def compare(plan_files: tuple[Path, ...], *, as_json: bool) -> None:
    """Compare two or more plans: their figures, and what the programme of each says otherwise.

    Differences are those of each plan to the first. Money and CO2 are compared when the schedule
    gives rates.

    \b
    Example:
      caravan compare plan.json shorter.json
    """  # noqa: D301 click reads \b: keep these lines as they are
    if len(plan_files) < 2:
        raise click.UsageError("name two plans or more.")
    from caravan.files.comparison_json import comparison_to_data
    from caravan.files.plan_json import read_plan
    from caravan.plan.comparison import compare as compared

    comparison = compared([read_plan(path) for path in plan_files])
    names = _names(plan_files)
    if as_json:
        say_json(comparison_to_data(comparison, names))
    else:
        _print(comparison, names)


def _names(paths: tuple[Path, ...]) -> list[str]:
    """What tells the files apart: their names if that is enough, else their paths."""
    names = [path.name for path in paths]
    return names if len(set(names)) == len(names) else [str(path) for path in paths]


def _print(comparison: Comparison, names: list[str]) -> None:
    from caravan.language.language import language
    from caravan.views.comparison_text import comparison_text

    text = comparison_text(comparison, names, language("en"))
    for line in _table(names, text.rows):
        say(line)
    for note in text.notes:
        say(note)
    for name, difference in zip(names[1:], text.differences[1:], strict=True):
        say("")
        for line in _lines(name, difference):
            say(line)


def _table(names: list[str], rows: tuple[ComparedRow, ...]) -> list[str]:
    """The figures in columns; each difference stands behind its figure, in brackets."""
    cells = [("", *map(one_line, names))]
    for row in rows:
        values = (v.text + (f" ({v.difference})" if v.difference else "") for v in row.values)
        cells.append((row.label, *values))
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in cells
    ]


def _lines(name: str, difference: DifferenceText) -> list[str]:
    events = [
        f"  {one_line(line.text)}{' (its partner had confirmed)' if line.was_confirmed else ''}"
        for line in difference.events
    ]
    nights = [f"  {one_line(night)}" for night in difference.nights]
    return [one_line(f"{name}: {difference.summary}"), *events, *nights]
