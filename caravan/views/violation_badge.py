"""A broken rule in two or three words, for a badge on a card."""

from __future__ import annotations

from caravan.language.language import Language
from caravan.plan.check import Rule, Violation
from caravan.views.violation_text import clock_text


def violation_badge(violation: Violation, language: Language) -> str:
    """“until 20:10”, “closed then”; the sentence of `violation_text` says it in full."""
    _ = language.text
    facts = dict(violation.message.values)
    match violation.rule:
        case Rule.WORKING_HOURS if "ends" in facts:
            return _("until {time}", time=clock_text(facts["ends"], language))
        case Rule.WORKING_HOURS:
            return _("from {time}", time=facts["begins"])
        case Rule.DRIVING_LIMIT:
            return _("{driving} of driving", driving=language.duration(int(facts["minutes"])))
        case Rule.PIN if "date" not in facts:
            return _("wrong hour")
        case Rule.PLACES if "departure" not in facts:
            return _("no way there")
    return _words(language).get(violation.rule) or _("breaks a rule")


def _words(language: Language) -> dict[Rule, str]:
    _ = language.text
    return {
        Rule.BREAK: _("no break"),
        Rule.TIME_WINDOW: _("closed then"),
        Rule.FIXED_DATE: _("wrong day"),
        Rule.FIXED_HOUR: _("wrong hour"),
        Rule.PIN: _("wrong day"),
        Rule.REFUSED_DATE: _("date refused"),
        Rule.REQUIRED: _("left out"),
        Rule.EVENT_ONCE: _("twice"),
        Rule.ORDER: _("wrong order"),
        Rule.FORBIDDEN_PAIR: _("not on one day"),
        Rule.CLOSED_ROAD: _("road closed"),
        Rule.BED: _("no beds"),
        Rule.BOARDING: _("boat missed"),
        Rule.PLACES: _("boat missed"),
        Rule.MORNING: _("night too short"),
    }
