"""What a programme that was set by hand costs, compared with the plan."""

from __future__ import annotations

from caravan.language.language import Language
from caravan.plan.plan import Plan


def price(before: Plan, now: Plan, speech: Language) -> tuple[str, ...]:
    """``+ 1 h 10 on the road``, ``+ 45 km``, ``1 event fewer``; what is equal isn't told."""
    _ = speech.text
    road = now.objective.driving_minutes - before.objective.driving_minutes
    sea = now.objective.sailing_minutes - before.objective.sailing_minutes
    km = round(_km(now)) - round(_km(before))
    events = len(now.kept) - len(before.kept)
    parts = []
    if events > 0:
        parts.append(speech.count("one event more", "{number} events more", events))
    if events < 0:
        parts.append(speech.count("one event fewer", "{number} events fewer", -events))
    if road > 0:
        parts.append(_("{duration} more on the road", duration=speech.duration(road)))
    if road < 0:
        parts.append(_("{duration} less on the road", duration=speech.duration(-road)))
    if sea > 0:
        parts.append(_("{duration} more at sea", duration=speech.duration(sea)))
    if sea < 0:
        parts.append(_("{duration} less at sea", duration=speech.duration(-sea)))
    if km > 0:
        parts.append(_("{km} more", km=speech.km(km)))
    if km < 0:
        parts.append(_("{km} less", km=speech.km(-km)))
    return tuple(parts)


def price_line(before: Plan, now: Plan, speech: Language) -> str:
    """The price as one sentence."""
    _ = speech.text
    parts = price(before, now, speech)
    if not parts:
        return _("It costs as much travel as the plan.")
    return _("Compared with the plan: {differences}.", differences=speech.listing(parts))


def broken_line(number: int, speech: Language) -> str:
    """How many rules are broken."""
    if not number:
        return speech.text("Nothing is broken.")
    return speech.count("One rule is broken.", "{number} rules are broken.", number)


def _km(plan: Plan) -> float:
    return sum(day.km for day in plan.days)
