"""What comes of keeping a programme as it is although life has changed it, town by town."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Date

from caravan.language.language import Language
from caravan.plan.check import Violation
from caravan.plan.plan import Plan
from caravan.plan.promise import BrokenPromise
from caravan.tour.clock import format_clock
from caravan.tour.partner import Partner
from caravan.views.event_name import event_name
from caravan.views.team_name import team_name
from caravan.views.violation_text import clock_text, violation_line, violation_text


@dataclass(frozen=True, slots=True)
class BrokenTown:
    """One event that doesn't come off as planned.

    Attributes:
        event: its id.
        town: what people call it.
        planned: the date and hour that were announced.
        really: the hour, with its date if that is another one, or that it is left out; empty when it
            is as planned.
        faults: what breaks there, one sentence each.
        to_tell: the partners, each with a way to reach it; empty when none is known.
    """

    event: str
    town: str
    planned: str
    really: str
    faults: tuple[str, ...]
    to_tell: str


@dataclass(frozen=True, slots=True)
class AsItIsText:
    """What breaks.

    Attributes:
        headline: whether anything does.
        towns: the events that don't come off as planned, in the order of their hours.
        rules: what breaks that isn't the matter of one event, one sentence each.
    """

    headline: str
    towns: tuple[BrokenTown, ...]
    rules: tuple[str, ...]

    @property
    def is_well(self) -> bool:
        """Whether nothing breaks."""
        return not self.towns and not self.rules

    def __str__(self) -> str:
        lines = [self.headline]
        for town in self.towns:
            when = f"{town.planned} → {town.really}" if town.really else town.planned
            lines.append(f"  {town.town}: {when}")
            lines += [f"    {line}" for line in (*town.faults, town.to_tell) if line]
        return "\n".join([*lines, *(f"  {rule}" for rule in self.rules)])


def as_it_is_text(
    plan: Plan,
    broken: Sequence[BrokenPromise],
    violations: Sequence[Violation],
    language: Language,
    *,
    is_late: bool = True,
) -> AsItIsText:
    """Keeping the programme as it is, in words.

    Args:
        plan: the one that was announced; its tour knows all that was promised.
        broken, violations: what the same programme breaks as it comes off now.
        is_late: whether it is a delay that breaks it.
    """
    known = {stop.event: (day.date, stop.begins) for day, stop in plan.kept}
    missed = {entry.promise.event: entry for entry in broken if entry.promise.event in known}
    there = [found for found in violations if found.event in known]
    ids = {*missed, *(found.event for found in there)}
    towns = tuple(
        BrokenTown(
            event=id_,
            town=event_name(id_, plan.tour, language),
            planned=_when(*known[id_], language),
            really=_really(id_, missed, there, known, language),
            faults=_each_once(
                violation_text(v, plan.tour, language) for v in there if v.event == id_
            ),
            to_tell=_to_tell(plan.tour.event(id_).partners, language),
        )
        for id_ in sorted(ids, key=lambda id_: known[id_])
    )
    teams = {team.id: n for n, team in enumerate(plan.teams, 1)} if len(plan.teams) > 1 else {}
    rules = _each_once(_rule(v, plan, teams, language) for v in violations if v not in there)
    return AsItIsText(_headline(towns, rules, language, is_late=is_late), towns, rules)


def _headline(
    towns: tuple[BrokenTown, ...], rules: tuple[str, ...], language: Language, *, is_late: bool
) -> str:
    _ = language.text
    if not towns and not rules:
        return _("Kept as it is, the day ends in time: nothing breaks.")
    if is_late:
        return _("Kept as it is, with the delay:")
    return _("Kept as it is, the plan so far breaks this:")


def _rule(violation: Violation, plan: Plan, teams: Mapping[str, int], language: Language) -> str:
    """A rule that is broken; of several teams, by which."""
    line = violation_line(violation, plan.tour, language)
    if violation.team not in teams:
        return line
    team = team_name(teams[violation.team], language)
    return language.text("{where}: {what}", where=team, what=line)


def _really(
    id_: str,
    missed: Mapping[str, BrokenPromise],
    there: Sequence[Violation],
    known: Mapping[str, tuple[Date, int]],
    language: Language,
) -> str:
    broken = missed.get(id_)
    if broken is None:
        # Some minutes late only: the promise is kept, but not a rule, which knows the hour.
        told = (dict(found.message.values) for found in there if found.event == id_)
        clocks = [clock_text(values["begins"], language) for values in told if "begins" in values]
        return next((clock for clock in clocks if clock != language.clock(known[id_][1])), "")
    if broken.date is None or broken.begins is None:
        return language.text("left out")
    if broken.date == known[id_][0]:
        return clock_text(format_clock(broken.begins), language)
    return _when(broken.date, broken.begins, language)


def _to_tell(partners: tuple[Partner, ...], language: Language) -> str:
    if not partners:
        return ""
    whom = "; ".join(_contact(partner, language) for partner in partners)
    return language.text("To tell: {whom}", whom=whom)


def _contact(partner: Partner, language: Language) -> str:
    """``Commune de Douz, +216 75 000 000``."""
    name = language.name(partner.organization)
    reach = partner.phone or partner.email
    return f"{name}, {reach}" if reach else name


def _when(date: Date, begins: int, language: Language) -> str:
    return language.text("{date} at {hour}", date=language.date(date), hour=language.clock(begins))


def _each_once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
