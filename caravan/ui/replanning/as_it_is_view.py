"""What comes of keeping the programme as it is, town by town."""

from __future__ import annotations

from markupsafe import Markup

from caravan.language.language import Language
from caravan.tour.event import Event
from caravan.ui.html import element, show
from caravan.ui.notice import Tone, show_notice
from caravan.ui.replanning.searching import Answer
from caravan.ui.replanning.telling import Telling
from caravan.ui.replanning.whom import whom_to_tell
from caravan.views.as_it_is_text import AsItIsText, BrokenTown, as_it_is_text


def show_as_it_is(telling: Telling, answer: Answer) -> None:
    """Show it beside the new plan, or instead of one; nothing when it wasn't weighed."""
    if answer.as_it_is is None:
        return
    speech, plan = telling.visit.language, telling.plan
    _ = speech.text
    broken, violations = answer.as_it_is
    is_late = telling.happened.late_minutes > 0
    text = as_it_is_text(plan, broken, violations, speech, is_late=is_late)
    title = _("Or keep it and just be late")
    if answer.plan is None:
        title = _("Until there is a new one: the plan so far")
    show(element("h2", title), speech)
    tone = Tone.GOOD if text.is_well else Tone.OPEN
    events = {event.id: event for event in plan.tour.events}
    show_notice(tone, text.headline, speech, more=_breaks(text, events, speech))


def _breaks(text: AsItIsText, events: dict[str, Event], speech: Language) -> Markup:
    """The towns as cards, like those of the new plan, then what breaks for the whole day."""
    parts = Markup()
    if text.towns:
        towns = (_town(town, events[town.event], speech) for town in text.towns)
        parts += element("ol", *towns, class_="cv-touched")
    if text.rules:
        parts += element("ul", *(element("li", element("bdi", rule)) for rule in text.rules))
    return parts


def _town(town: BrokenTown, event: Event, speech: Language) -> Markup:
    arrow = " ← " if speech.direction == "rtl" else " → "
    when: tuple[Markup | str, ...] = (town.planned,)
    if town.really:
        when = (element("del", town.planned), arrow, town.really)
    return element(
        "li",
        element("p", element("strong", element("bdi", town.town))),
        element("p", *when, class_="cv-figures"),
        *(element("p", element("bdi", fault), class_="cv-quiet") for fault in town.faults),
        whom_to_tell(event, speech),
    )
