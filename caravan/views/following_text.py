"""The verdict on a plan that follows an earlier one: how well it keeps what was promised."""

from __future__ import annotations

from caravan.language.language import Language
from caravan.plan.plan import Plan, Status


def following_text(plan: Plan, towns: str, travel: str, language: Language) -> str:
    """One to three sentences; they claim no more than the plan's bound proves.

    Args:
        plan: with a precedent.
        towns: how many it keeps, and which it doesn't.
        travel: how long it is on its way.
    """
    _ = language.text
    if plan.bound.broken != plan.objective.broken:
        return _(
            "Best found so far of the plans that follow the earlier one: {towns}, {travel}. One "
            "that breaks less of what was promised is not excluded.",
            towns=towns,
            travel=travel,
        )
    if plan.objective.broken == 0:
        least = _(
            "Proved: it follows the earlier plan and breaks no promise to a town of the tour."
        )
    else:
        least = _(
            "Proved: no plan that follows the earlier one and keeps as many towns breaks less of "
            "what was promised."
        )
    return f"{least} {_kept(plan, towns, travel, language)}"


def _kept(plan: Plan, towns: str, travel: str, language: Language) -> str:
    """What the plan keeps, and what is proved of that."""
    _ = language.text
    if plan.bound.value != plan.objective.value:
        return _(
            "It keeps {towns}, {travel}; more value is not excluded.", towns=towns, travel=travel
        )
    if plan.objective.travel_minutes == 0:
        return _("It keeps {towns}, without any travel.", towns=towns)
    spare = plan.objective.travel_minutes - plan.bound.travel_minutes
    if plan.status is Status.OPTIMAL:
        return _(
            "It keeps {towns}, {travel}: no such plan keeps more, nor travels less.",
            towns=towns,
            travel=travel,
        )
    if spare <= 0:
        return _(
            "It keeps {towns}, {travel}; the days might still be more even.",
            towns=towns,
            travel=travel,
        )
    return _(
        "It keeps {towns}, {travel}; at most {duration} of it could still be saved.",
        towns=towns,
        travel=travel,
        duration=language.duration(spare),
    )
