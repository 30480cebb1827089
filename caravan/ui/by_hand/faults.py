"""The rules that a programme breaks, in words, each where it belongs on the board."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date

from caravan.language.language import Language
from caravan.plan.check import Violation
from caravan.tour.tour import Tour
from caravan.ui.by_hand.programme import Programme
from caravan.views.event_name import event_name
from caravan.views.team_name import team_name
from caravan.views.violation_text import violation_text


@dataclass(frozen=True, slots=True)
class Fault:
    """One broken rule.

    Attributes:
        event: id of the event whose card shows it; empty when it is the day's.
        team, date: of the day; empty and None when it is about no day.
        where: what it is about, for a list.
        text: what is wrong, with its numbers.
    """

    event: str
    team: str
    date: Date | None
    where: str
    text: str


def faults_of(programme: Programme, speech: Language) -> tuple[Fault, ...]:
    """All of them, in the order of the programme; the same text about the same thing comes once."""
    tour = programme.plan.tour
    several = len(programme.plan.teams) > 1
    teams = {team.id: index for index, team in enumerate(programme.plan.teams, start=1)}
    faults: dict[Fault, None] = {}
    for found in programme.broken:
        fault = Fault(
            found.event,
            found.team,
            found.date,
            _where(found, tour, teams if several else {}, speech),
            violation_text(found, tour, speech),
        )
        faults[fault] = None
    return tuple(faults)


def _where(found: Violation, tour: Tour, teams: dict[str, int], speech: Language) -> str:
    parts = []
    if found.event:
        parts.append(event_name(found.event, tour, speech))
    if found.date is not None:
        parts.append(speech.date(found.date))
    if found.team in teams:
        parts.append(team_name(teams[found.team], speech))
    return " · ".join(parts)
