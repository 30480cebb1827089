"""The line on top of a plan: how good it is, and what still needs a person."""

from __future__ import annotations

from caravan.language.language import Language
from caravan.plan.plan import Plan
from caravan.store.shelf import ShelvedPlan
from caravan.ui.glossary import Term, question
from caravan.ui.html import element
from caravan.ui.notice import Tone, show_notice


def show_verdict(shelved: ShelvedPlan, speech: Language) -> None:
    """Show the verdict, and below it what to look after."""
    from caravan.views.verdict import verdict

    answer = verdict(shelved.plan, speech)
    tone = Tone.GOOD if answer.is_proved else Tone.OPEN
    lines = needs(shelved.plan, speech)
    _ = speech.text
    asked = []
    if answer.is_proved:
        asked.append(question(_("What does “proved” mean?"), Term.PROVED, speech))
    if lines:
        asked.append(question(_("What is an estimate?"), Term.ESTIMATE, speech))
    more = element("div", *asked, class_="cv-terms") if asked else ""
    show_notice(tone, answer.text, speech, *lines, more=more)
    if shelved.warnings:
        warnings = [speech.message(warning) for warning in shelved.warnings]
        show_notice(Tone.OPEN, speech.text("Good to know about these times:"), speech, *warnings)


def needs(plan: Plan, speech: Language) -> list[str]:
    """What a person should look after before relying on the plan."""
    legs = [leg for day in plan.days for leg in day.legs]
    estimates = sum(leg.is_estimate for leg in legs)
    lines = []
    if estimates:
        lines.append(
            speech.count(
                "{estimates} of {number} leg rests on an estimate, marked ≈: check it before you "
                "promise an hour.",
                "{estimates} of {number} legs rest on estimates, marked ≈: check them before you "
                "promise an hour.",
                len(legs),
                estimates=estimates,
            )
        )
    return lines
