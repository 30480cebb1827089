"""Wishes in words: what an organizer asked for, and a whole conflict as one sentence."""

from __future__ import annotations

from dataclasses import replace

from caravan.language.language import Language
from caravan.plan.conflict import Conflict, Wish, WishKind
from caravan.tour.event import Event
from caravan.tour.pin import Pin
from caravan.tour.tour import Tour
from caravan.views.event_name import event_name, place_name

_MOST_DATES = 4

_CONDITIONS = (
    WishKind.DATE,
    WishKind.PIN,
    WishKind.HOUR,
    WishKind.REFUSED_DATES,
    WishKind.OPENING,
)
"""What may be wished of an event beside keeping it, in the order in which it is said."""


def conflict_text(  # noqa: PLR0911 - whole sentences: languages join their parts differently
    conflict: Conflict, tour: Tour, language: Language
) -> str:
    """The conflict in one sentence: “A (only on …) and B cannot both be kept with …”."""
    _ = language.text
    ids = [e.id for e in tour.events if Wish(WishKind.KEEP, (e.id,)) in conflict.wishes]
    subjects = [_event_text(id_, conflict, tour, language) for id_ in ids]
    subjects += [wish_text(w, tour, language) for w in conflict.wishes if len(w.events) > 1]
    rules = [wish_text(w, tour, language) for w in conflict.wishes if not w.events]
    wishes, limits = language.listing(subjects), language.listing(rules)
    if not subjects:
        ends = {
            "start": place_name(tour.start, tour, language),
            "end": place_name(tour.end, tour, language),
        }
        if not rules:
            return _("Even without any event, no way leads from {start} to {end}.", **ends)
        return _(
            "Even without any event, nobody gets from {start} to {end} with {rules}.",
            **ends,
            rules=limits,
        )
    if not rules:
        if len(subjects) == 1:
            return _("{wish} cannot be kept.", wish=wishes)
        if len(subjects) == 2:
            return _("{wishes} cannot both be kept.", wishes=wishes)
        return _("{wishes} cannot all be kept.", wishes=wishes)
    if len(subjects) == 1:
        return _("{wish} cannot be kept with {rules}.", wish=wishes, rules=limits)
    if len(subjects) == 2:
        return _("{wishes} cannot both be kept with {rules}.", wishes=wishes, rules=limits)
    return _("{wishes} cannot all be kept with {rules}.", wishes=wishes, rules=limits)


def wish_text(wish: Wish, tour: Tour, language: Language) -> str:
    """One wish in a few words: “Gafsa only on Monday 9 March”, “at most 5 h of driving a day”."""
    if not wish.events:
        return _rule_text(wish.kind, tour, language)
    _ = language.text
    names = [event_name(id_, tour, language) for id_ in wish.events]
    if wish.kind is WishKind.ORDER:
        return _("the order {towns}", towns=language.listing(names))
    if wish.kind is WishKind.FORBIDDEN_PAIR:
        return _("{a} and {b} on different days", a=names[0], b=names[1])
    condition = _condition(wish.kind, tour.event(wish.events[0]), tour, language)
    return _with_conditions(names[0], [condition] if condition else [], language)


def _event_text(id_: str, conflict: Conflict, tour: Tour, language: Language) -> str:
    """The event with all that is wished of it, in brackets."""
    event = tour.event(id_)
    wished = {wish.kind for wish in conflict.wishes if wish.events == (id_,)}
    kinds = [kind for kind in _CONDITIONS if kind in wished]
    conditions = (_condition(kind, event, tour, language) for kind in kinds)
    return _with_conditions(event_name(id_, tour, language), [c for c in conditions if c], language)


def _with_conditions(name: str, conditions: list[str], language: Language) -> str:
    if not conditions:
        return name
    text = conditions[0]
    for condition in conditions[1:]:
        text = language.text("{first}, {second}", first=text, second=condition)
    return language.text("{town} ({conditions})", town=name, conditions=text)


def _condition(  # noqa: PLR0911 - one text a kind
    kind: WishKind, event: Event, tour: Tour, language: Language
) -> str:
    """What is wished of an event, empty when it is only that it is kept."""
    _ = language.text
    if kind is WishKind.PIN and event.pin is not None:
        date = language.date(event.pin.date)
        if event.pin.begins is None:
            return _("held fast on {date}", date=date)
        return _("held fast on {date} at {hour}", date=date, hour=language.clock(event.pin.begins))
    if kind is WishKind.DATE and event.date is not None:
        return _("only on {date}", date=language.date(event.date))
    if kind is WishKind.HOUR and event.begins is not None:
        return _("only at {hour}", hour=language.clock(event.begins))
    if kind is WishKind.REFUSED_DATES:
        dates = [date for date in event.not_on if date in tour.dates]
        if not 1 <= len(dates) <= _MOST_DATES:
            return _("not on the dates that its host refuses")
        return _("not on {dates}", dates=language.listing(language.date(date) for date in dates))
    if kind is WishKind.OPENING:
        return _opening(event, tour, language)
    return ""


def _opening(event: Event, tour: Tour, language: Language) -> str:
    """When its host is open, as exactly as can be said in a few words."""
    _ = language.text
    hosted = replace(event, begins=None, pin=None if event.pin is None else Pin(event.pin.date))
    windows = tour.windows(hosted)
    fits = [w for w in windows if w.hours.ends - w.hours.begins >= event.service_minutes]
    is_dated = event.date is not None or event.pin is not None
    if not windows:
        return _("its host is closed then") if is_dated else _("its host is never open")
    if not fits:
        return _(
            "{duration} in its host's opening hours",
            duration=language.duration(event.service_minutes),
        )
    if len(fits) > 1:
        return _("when its host is open")
    hours = {
        "begins": language.clock(fits[0].hours.begins),
        "ends": language.clock(fits[0].hours.ends),
    }
    if is_dated:
        return _("its host is open then from {begins} to {ends}", **hours)
    return _(
        "its host is open only on {date} from {begins} to {ends}",
        date=language.date(fits[0].date),
        **hours,
    )


def _rule_text(kind: WishKind, tour: Tour, language: Language) -> str:
    _ = language.text
    rules = tour.rules
    match kind:
        case WishKind.DRIVING_LIMIT:
            limit = language.duration(rules.max_driving_minutes)
            return _("at most {duration} of driving a day", duration=limit)
        case WishKind.WORKING_HOURS:
            return _(
                "days from {begins} to {ends}",
                begins=language.clock(rules.hours.begins),
                ends=language.clock(rules.hours.ends),
            )
        case WishKind.BREAK if rules.pause is not None:
            return _("a break of {duration}", duration=language.duration(rules.pause.minutes))
        case WishKind.BEDS:
            return _("nights only where there are beds")
        case _:
            return _(
                "the dates of the tour ({dates})",
                dates=language.dates(tour.first_day, tour.last_day),
            )
