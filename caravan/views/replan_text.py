"""What becomes of a changed plan, in words: what was given up, who is touched, and why each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date as Date
from zoneinfo import ZoneInfo

from caravan.language.language import Language
from caravan.plan.plan import Plan, Status
from caravan.plan.promise import Breach, BrokenPromise
from caravan.plan.replanned import Cause, Touched
from caravan.tour.adjustment import Adjustment, EndAt, MakeOptional
from caravan.tour.tour import Tour
from caravan.views.adjustment_text import adjustment_text
from caravan.views.event_name import event_name, place_name
from caravan.views.team_name import team_name


@dataclass(frozen=True, slots=True)
class TouchedLine:
    """One event whose partners have to be told.

    Attributes:
        event: its id.
        town: what people call it.
        partners: names of the organizations to tell; empty when none is known.
        was_confirmed: whether one of them had confirmed.
        before, after: the promised and the new time, as text; `before` is empty when nothing was
            promised, `after` when it is left out.
        why: a sentence.
    """

    event: str
    town: str
    partners: str
    was_confirmed: bool
    before: str
    after: str
    why: str

    def __str__(self) -> str:
        return f"{self.town}: {self.before or '—'} → {self.after or '—'}. {self.why}"


@dataclass(frozen=True, slots=True)
class ReplanText:
    """The whole answer.

    Attributes:
        headline: how many promises are broken, and whether fewer is proved impossible.
        given_up: what the tour had to give up beyond what was asked, one sentence each; also the
            limits of a day.
        touched: one line for each event.
    """

    headline: str
    given_up: tuple[str, ...]
    touched: tuple[TouchedLine, ...]

    def __str__(self) -> str:
        lines = [self.headline, *self.given_up, *(f"  {line}" for line in self.touched)]
        return "\n".join(lines)


def replan_text(
    plan: Plan,
    given_up: Sequence[Adjustment],
    touched: Sequence[Touched],
    before: Tour,
    language: Language,
) -> ReplanText:
    """The answer in words.

    Args:
        plan: the new one.
        before: the tour of the plan before, which knows all events that were promised.
    """
    lines = [_line(entry, before, language) for entry in touched]
    lines += _new_lines(plan, language)
    return ReplanText(
        _headline(plan, len(lines), language),
        (
            *(_given_up(change, plan.tour, language) for change in given_up),
            *_overtime(plan, language),
        ),
        tuple(lines),
    )


def _new_lines(plan: Plan, language: Language) -> list[TouchedLine]:
    """The events that nobody was promised: their partners have to be told too."""
    _ = language.text
    promised = {promise.event for promise in plan.precedent.promises} if plan.precedent else set()
    lines = []
    for day, stop in plan.kept:
        if plan.precedent is None or stop.event in promised:
            continue
        partners = plan.tour.event(stop.event).partners
        lines.append(
            TouchedLine(
                event=stop.event,
                town=event_name(stop.event, plan.tour, language),
                partners=language.listing(language.name(p.organization) for p in partners),
                was_confirmed=False,
                before="",
                after=_when(day.date, stop.begins, language),
                why=_("It is new in the programme."),
            )
        )
    return lines


def _headline(plan: Plan, touched: int, language: Language) -> str:
    _ = language.text
    if touched == 0:
        return _("All promises are kept: nobody has to be told anything.")
    told = language.count("1 town has to be told.", "{number} towns have to be told.", touched)
    if plan.status is Status.OPTIMAL:
        return f"{told} {_('It is proved that no plan breaks less.')}"
    if plan.bound.broken == plan.objective.broken:
        return f"{told} {_('It is proved that no plan breaks less; shorter ways may exist.')}"
    return f"{told} {_('A plan that breaks less may exist; there was no time to find out.')}"


def _given_up(change: Adjustment, tour: Tour, language: Language) -> str:
    _ = language.text
    if isinstance(change, MakeOptional):
        town = event_name(change.event, tour, language)
        return _("{town} is left out, although the tour requires it.", town=town)
    if isinstance(change, EndAt):
        town = place_name(change.place, tour, language)
        return _("The tour ends in {town}: its end can't be reached any more.", town=town)
    return _("To go on at all: {change}.", change=adjustment_text(change, tour, language))


def _overtime(plan: Plan, language: Language) -> Iterator[str]:
    """One sentence for each team that the limits of the day don't hold for any more."""
    _ = language.text
    if plan.precedent is None:
        return
    today = plan.precedent.frozen_until.astimezone(ZoneInfo(plan.tour.zone)).date()
    for number, team in enumerate(plan.teams, start=1):
        day = next((day for day in team.days if day.date == today), None)
        if day is None or not day.items or team.id not in plan.precedent.overtime:
            continue
        said = _(
            "{date}: no place for the night is in reach within the working hours and the driving "
            "limit any more. The day ends at {hour}.",
            date=language.date(today),
            hour=language.clock(day.items[-1].ends),
        )
        several = len(plan.teams) > 1
        yield f"{team_name(number, language)} · {said}" if several else said


def _line(entry: Touched, tour: Tour, language: Language) -> TouchedLine:
    broken = entry.broken
    promise = broken.promise
    partners = tour.event(promise.event).partners
    return TouchedLine(
        event=promise.event,
        town=event_name(promise.event, tour, language),
        partners=language.listing(language.name(partner.organization) for partner in partners),
        was_confirmed=promise.is_confirmed,
        before=_when(promise.date, promise.begins, language),
        after=""
        if broken.date is None or broken.begins is None
        else _when(broken.date, broken.begins, language),
        why=_why(entry, tour, language),
    )


def _when(date: Date, begins: int, language: Language) -> str:
    return language.text("{date} at {hour}", date=language.date(date), hour=language.clock(begins))


def _why(entry: Touched, tour: Tour, language: Language) -> str:
    _ = language.text
    if entry.cause is Cause.TAKEN_OUT:
        return _("It was taken out of the programme.")
    if entry.cause is Cause.HOST:
        return _("The host can't receive the convoy at the promised time any more.")
    if entry.cause is Cause.OUT_OF_REACH:
        return _("The convoy can't be there at the promised time any more.")
    if entry.cause is Cause.FOR_OTHERS:
        return _(
            "Keeping this promise would break more: {others}.",
            others=language.listing(_breach(broken, tour, language) for broken in entry.instead),
        )
    return _("There was no time to find out why.")


def _breach(broken: BrokenPromise, tour: Tour, language: Language) -> str:
    _ = language.text
    town = event_name(broken.promise.event, tour, language)
    if broken.breach is Breach.LEFT_OUT:
        return _("{town} left out", town=town)
    if broken.breach is Breach.OTHER_DAY:
        return _("{town} on another day", town=town)
    return _("{town} at another hour", town=town)
