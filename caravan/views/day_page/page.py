"""The day page as one document: map, timeline and contacts of a date, for a phone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date
from datetime import timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from caravan.errors import CaravanError, msg
from caravan.language.language import Language
from caravan.plan.day import Day
from caravan.plan.plan import Plan
from caravan.plan.publication import Publication
from caravan.views.day_page.contacts import Contact, contacts, organizers
from caravan.views.day_page.geo_links import geo
from caravan.views.day_page.sketch import sketch
from caravan.views.day_page.words import PageWords, page_words
from caravan.views.itinerary import DayItinerary, RowKind, event_numbers, itinerary
from caravan.views.itinerary_html import ITINERARY_CSS, colour_class
from caravan.views.markup.environment import environment
from caravan.views.markup.shown_rows import ShownRow, join, shown_rows
from caravan.views.markup.words import row_words
from caravan.views.palette import day_style

_POLICY = (
    # Nothing from elsewhere, whatever was typed. The only script is the one that a server may add
    # to keep the page on the phone; its own header says which.
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; "
    "img-src data:; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'"
)


class NoSuchDay(CaravanError):
    """The plan has no day of this date."""


@dataclass(frozen=True, slots=True)
class _Fact:
    """A figure of the day with its name."""

    value: str
    name: str
    is_estimate: bool = False


@dataclass(frozen=True, slots=True)
class _Neighbour:
    """The day before or after, as a link beside this page."""

    href: str
    label: str


@dataclass(frozen=True, slots=True)
class _Part:
    """The day of one team."""

    team: str
    route: tuple[str, str]
    facts: tuple[_Fact, ...]
    rows: tuple[ShownRow, ...]
    contacts: tuple[Contact, ...]
    night: str
    tomorrow: str


def day_page(
    plan: Plan,
    date: Date,
    language: Language,
    *,
    link_suffix: str = "",
    publication: Publication | None = None,
) -> str:
    """The page of one date: complete HTML that asks nothing of any server.

    Links to the days before and after are relative (``./2020-03-11``), so that it is to be served
    as ``…/2020-03-10``; as files they need the suffix ``.html``. The publication, if the plan is of
    one, says which edition it is; else the tour's own revision does. Raises NoSuchDay for a date
    that the plan hasn't.
    """
    days = itinerary(plan, language)
    shown = [(day, told) for day, told in zip(plan.days, days, strict=True) if day.date == date]
    if not shown:
        raise NoSuchDay(msg("there is no day {date} in this plan", date=date.isoformat()))
    words = page_words(language)
    first = shown[0][1]
    return (
        environment()
        .get_template("day_page/page.html")
        .render(
            language=language,
            policy=_POLICY,
            style=_style(),
            theme=day_style(first.colour_index).colour,
            colour=colour_class(first.colour_index),
            tour=language.name(plan.tour.names),
            date=date.isoformat(),
            label=first.label,
            long_label=language.long_date(date),
            position=language.text(
                "Day {number} of {count}", number=first.number, count=plan.tour.number_of_days
            ),
            before=_neighbour(plan, date - timedelta(days=1), link_suffix, language),
            after=_neighbour(plan, date + timedelta(days=1), link_suffix, language),
            parts=[_part(plan, day, told, days, language) for day, told in shown],
            arrow="←" if language.direction == "rtl" else "→",
            drawing=sketch(plan, date, language),
            organizers=organizers(plan.tour, language),
            geo={place.id: geo(place, language.name(place.names)) for place in plan.tour.places},
            words=words,
            row_words=row_words(language),
            edition=_edition(plan, publication, language),
            is_estimate=any(told.is_estimate for _, told in shown),
        )
    )


@cache
def _style() -> str:
    css = (Path(__file__).parent / "page.css").read_text("utf-8")
    return f"{ITINERARY_CSS}\n{css}"


def _neighbour(plan: Plan, date: Date, suffix: str, language: Language) -> _Neighbour | None:
    if not any(day.date == date for day in plan.days):
        return None
    return _Neighbour(f"./{date.isoformat()}{suffix}", language.date(date))


def _part(
    plan: Plan,
    day: Day,
    told: DayItinerary,
    days: tuple[DayItinerary, ...],
    language: Language,
) -> _Part:
    tour = plan.tour
    return _Part(
        team=told.team if len(plan.teams) > 1 else "",
        route=(told.start, told.overnight),
        facts=_facts(told, page_words(language), language),
        rows=shown_rows(told, language),
        contacts=contacts(tour, day, event_numbers(plan), language),
        night=told.rows[-1].label,
        tomorrow=_tomorrow(told, days, language),
    )


def _facts(told: DayItinerary, words: PageWords, language: Language) -> tuple[_Fact, ...]:
    facts = [_Fact(language.number(len(told.events)), words.events(len(told.events)))]
    guess = told.is_estimate
    if told.driving_minutes:
        facts.append(_Fact(language.duration(told.driving_minutes), words.driving, guess))
    if told.sailing_minutes:
        facts.append(_Fact(language.duration(told.sailing_minutes), words.at_sea, guess))
    if told.km:
        facts.append(_Fact(language.km(told.km), words.distance, guess))
    return tuple(facts)


def _tomorrow(told: DayItinerary, days: tuple[DayItinerary, ...], language: Language) -> str:
    """How the next morning begins; nothing after the last day."""
    _ = language.text
    next_date = told.date + timedelta(days=1)
    for day in days:
        if day.team != told.team or day.date != next_date:
            continue
        for row in day.rows:
            time = language.clock(row.begins)
            if row.kind is RowKind.DRIVE:
                return _("departure at {time} for {town}", time=time, town=row.destination)
            if row.kind is RowKind.SAILING:
                return _("boat at {time} for {town}", time=time, town=row.destination)
            if row.kind is RowKind.EVENT:
                return _("event at {time} in {town}", time=time, town=row.town)
            if row.kind is RowKind.REST:
                return _("rest day in {town}", town=row.town)
    return ""


def _edition(plan: Plan, publication: Publication | None, language: Language) -> str:
    """Which edition of the programme this is: a saved page gets old."""
    revision, zone = plan.tour.revision, plan.tour.zone
    number, made = revision.sequence + 1, revision.time
    if publication is not None:
        number, made = publication.number, publication.made.astimezone(ZoneInfo(zone))
    return join(
        (
            language.text(
                "Edition {number} of {date}",
                number=number,
                date=language.long_date(made.date()),
            ),
            language.text("local times, {zone}", zone=zone),
        )
    )
