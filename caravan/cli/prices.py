"""``caravan prices``: what each wish of a plan costs."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from caravan.cli.exit_codes import ExitCode
from caravan.cli.faults import AnsweringCommand
from caravan.cli.output import one_line, say, say_json
from caravan.cli.reporting import Reporter, reporter
from caravan.cli.search_options import progress_options, refuse_two_outputs, time_limit_option
from caravan.cli.targets import checked_file, write

if TYPE_CHECKING:
    from caravan.plan.plan import Plan
    from caravan.plan.price_list import Price, PriceList
    from caravan.views.price_list_text import PriceRow


@click.command(cls=AnsweringCommand)
@click.argument("plan_file", metavar="PLAN", type=click.Path(path_type=Path))
@click.option(
    "--workers",
    type=click.IntRange(1, 256),
    metavar="NUMBER",
    help="How many processes plan at once; as many as there are cores when not given.",
)
@time_limit_option("Stop then, with the prices that are known.")
@click.option(
    "--kept",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Find no price again that is in this file, and add those that are found.",
)
@progress_options("the prices")
def prices(
    plan_file: Path,
    workers: int | None,
    time_limit: float | None,
    kept: Path | None,
    progress: str,
    *,
    as_json: bool,
) -> None:
    """Tell what each wish of the plan of the file PLAN costs.

    For every town: what leaving it out would save. For every rule: what a bit more of it would
    bring. Each change is made to the plan's tour by itself, and the tour is planned anew. Ctrl-C
    stops with the prices that are known, a second one ends at once. Exit code 3 when the tour as
    it is has no plan at all.

    \b
    Example:
      caravan prices plan.json
    """  # noqa: D301 click reads \b: keep these lines as they are
    refuse_two_outputs(progress, as_json=as_json)
    if kept is not None:
        checked_file(kept, "--kept", inputs=(plan_file,))
    from caravan.files.plan_json import read_plan
    from caravan.files.price_list_json import price_list_to_data

    with reporter(progress) as report:
        found = _found(read_plan(plan_file), _Known(kept), workers, time_limit, report)
        report.ended("priced", prices=price_list_to_data(found))
    if as_json:
        say_json(price_list_to_data(found))
    elif report.is_for_people:
        _print(found)
    if _is_impossible(found):
        sys.exit(ExitCode.INFEASIBLE)


class _Known:
    """Prices that are known already, and the file that keeps them, if there is one."""

    def __init__(self, path: Path | None) -> None:
        from caravan.files.kept_prices_json import read_kept_prices

        self._path = path
        self.prices = {} if path is None else read_kept_prices(path)
        self._in_file = dict(self.prices)

    def save(self) -> None:
        """Write the file, if there is news. Raises ClickException."""
        from caravan.files.kept_prices_json import kept_prices_to_json

        if self._path is not None and self.prices != self._in_file:
            write(self._path, kept_prices_to_json(self.prices).encode())
            self._in_file = dict(self.prices)


def _found(
    plan: Plan, known: _Known, workers: int | None, time_limit: float | None, report: Reporter
) -> PriceList:
    from caravan.files.price_list_json import price_to_data
    from caravan.planning.price_list import price_list
    from caravan.planning.sweep.settings import sweep_settings
    from caravan.planning.sweep.sweep import staff
    from caravan.travel.engines import engine_settings

    began = time.monotonic()
    settings = sweep_settings(os.environ, workers)
    engine = engine_settings(os.environ)

    def told(so_far: PriceList, price: Price) -> None:
        known.save()
        report.counted(
            len(so_far.prices) + (so_far.as_it_is is not None),
            so_far.wanted + 1,
            time.monotonic() - began,
            price=price_to_data(so_far, price),
        )

    def should_stop() -> bool:
        over = time_limit is not None and time.monotonic() - began > time_limit
        return over or report.told_to_stop()

    with staff(settings, should_stop) as by:
        found = price_list(
            plan,
            by,
            engine=engine,
            kept=known.prices,
            time_limit=time_limit,
            on_price=told,
            should_stop=should_stop,
        )
    for warning in found.warnings:
        report.warned(warning)
    return found


def _is_impossible(found: PriceList) -> bool:
    from caravan.plan.price_list import PriceStatus

    return found.as_it_is is not None and found.as_it_is.status is PriceStatus.IMPOSSIBLE


def _print(found: PriceList) -> None:
    from caravan.language.language import language
    from caravan.views.price_list_text import price_list_text

    text = price_list_text(found, language("en"))
    say(text.headline)
    for note in text.notes:
        say(note)
    for title, rows in (
        ("What leaving out a town saves:", text.leave_out),
        ("What keeping a town takes:", text.keep),
        ("What a bit more of a rule brings:", text.more),
    ):
        if rows:
            say("")
            say(title)
            for line in _lines(rows):
                say(line)


def _lines(rows: tuple[PriceRow, ...]) -> list[str]:
    width = max(len(row.label) for row in rows)
    return [one_line(f"  {row.label.ljust(width)}  {_given(row)}") for row in rows]


def _given(row: PriceRow) -> str:
    """What the change gives, with the money if rates are given."""
    return f"{row.text} ({row.money})" if row.money else row.text
