"""How far an alternative is, in one line."""

from __future__ import annotations

from markupsafe import Markup

from caravan.language.language import Language
from caravan.plan.plan import Plan, Status
from caravan.ui.html import element
from caravan.ui.notice import Tone, icon
from caravan.ui.scenarios.alternatives import Alternative, Answer

_TONES = {
    Answer.PLANNED: Tone.GOOD,
    Answer.CHANGED: Tone.OPEN,
    Answer.OPEN: Tone.QUIET,
    Answer.RUNNING: Tone.OPEN,
    Answer.IMPOSSIBLE: Tone.FAULT,
    Answer.NOT_FOUND: Tone.OPEN,
    Answer.UNFINISHED: Tone.OPEN,
}


def status_line(alternative: Alternative, speech: Language, *, waits: bool) -> Markup:
    """An icon and a sentence; `waits`: the planner will come to it."""
    answer = alternative.answer
    text = _waiting(speech) if waits else _text(alternative, speech)
    tone = Tone.OPEN if waits else _TONES[answer]
    return element(
        "p",
        icon(tone),
        element("span", text, class_="cv-figures"),
        class_=f"cv-state cv-tell-{tone}",
    )


def plan_in_short(plan: Plan, speech: Language) -> str:
    """``20 of 20 towns · 22 h 39 on the way · 1 342 km · proved best``."""
    _ = speech.text
    kept = _(
        "{kept} of {number} events",
        kept=speech.number(len(plan.kept)),
        number=speech.number(len(plan.tour.events)),
    )
    proof = _("proved best") if plan.status is Status.OPTIMAL else _("best found so far")
    travel = _("{duration} on the way", duration=speech.duration(plan.objective.travel_minutes))
    return " · ".join([kept, travel, speech.km(sum(day.km for day in plan.days)), proof])


def _waiting(speech: Language) -> str:
    return speech.text("Waits for the planner")


def _text(alternative: Alternative, speech: Language) -> str:
    _ = speech.text
    if alternative.plan is not None and alternative.answer is Answer.PLANNED:
        return plan_in_short(alternative.plan.plan, speech)
    texts = {
        Answer.CHANGED: _("Changed since it was planned"),
        Answer.OPEN: _("Not planned yet"),
        Answer.RUNNING: _("Is being planned"),
        Answer.IMPOSSIBLE: _("Impossible: no plan keeps all required events. This is proved."),
        Answer.NOT_FOUND: _("No plan found. This does not mean that there is none."),
        Answer.UNFINISHED: _("Can't be planned: something is missing or wrong"),
    }
    return texts.get(alternative.answer, "")
