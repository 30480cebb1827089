"""What a visitor is told when there is nothing to show, or not what the files now ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from caravan.errors import Fault
from caravan.language.language import Language
from caravan.plan.infeasible import Infeasible
from caravan.plan.repair import Explanation
from caravan.store.settings import Settings
from caravan.tour.tour import Tour
from caravan.ui.html import element
from caravan.ui.navigation import page_link
from caravan.ui.notice import Tone, notice, show_notice
from caravan.ui.opened import Reading

if TYPE_CHECKING:
    from caravan.views.no_plan import WayOut


def show_no_schedule(settings: Settings, speech: Language) -> None:
    """The server has no schedule at all."""
    _ = speech.text
    folders = element("ul", *(element("li", element("bdi", str(path))) for path in settings.data))
    show_notice(
        Tone.OPEN,
        _("There is no tour yet."),
        speech,
        _(
            "Make one from a list of towns; or put a schedule.yaml with its cities.csv into one of "
            "these folders, and reload:"
        ),
        more=folders,
    )
    page_link("new", _("New tour"), speech)


def show_unreadable(reading: Reading, speech: Language) -> None:
    """The files have faults: all of them, each with its place and its remedy."""
    _ = speech.text
    if reading.complaint is not None:
        headline = _("The files can't be read.")
        show_notice(Tone.FAULT, headline, speech, speech.message(reading.complaint))
        return
    headline = speech.count(
        "One thing in the files must be put right.",
        "{number} things in the files must be put right.",
        len(reading.faults),
    )
    show_notice(Tone.FAULT, headline, speech, more=fault_list(reading.faults, speech))


def fault_list(faults: tuple[Fault, ...], speech: Language) -> Markup:
    """Faults as a list, each with its place and its remedy."""
    return element("ol", *(_fault(fault, speech) for fault in faults), class_="cv-faults")


def _fault(fault: Fault, speech: Language) -> Markup:
    line = "" if fault.line is None else speech.text("line {line}", line=fault.line)
    # Each part by itself: names of files and keys run from left to right in every language.
    parts = [element("bdi", part) for part in (fault.file, line, fault.where) if part]
    place = element("p", Markup(" · ").join(parts), class_="cv-place")
    problem = element("p", element("bdi", sentence(speech.message(fault.problem))))
    remedy = element("p", element("bdi", sentence(speech.message(fault.remedy))), class_="cv-quiet")
    return element("li", place, problem, remedy)


def sentence(text: str) -> str:
    """With a capital letter in front; what stands in quotes stays as it is in the file."""
    return text[:1].upper() + text[1:]


def conflict_notice(
    conflict: Infeasible, tour: Tour, speech: Language, *, with_ways_out: bool = True
) -> Markup:
    """No plan keeps all required events: how sure that is, and what would help.

    Without ways out, nothing is said of single towns: more is being found out.
    """
    from caravan.views.no_plan import infeasible_text, too_far_away

    answer = infeasible_text(conflict, tour, speech)
    tone = Tone.FAULT if conflict.proved else Tone.OPEN
    if not with_ways_out:
        return notice(tone, answer.headline, *too_far_away(tour, speech))
    table = _table_of(answer.ways_out, speech) if answer.ways_out else ""
    return notice(tone, answer.headline, answer.advice, more=table)


def _table_of(ways: tuple[WayOut, ...], speech: Language) -> Markup:
    _ = speech.text
    rows = [
        element(
            "tr", element("th", element("bdi", way.town), scope="row"), element("td", way.travel)
        )
        for way in ways
    ]
    head = element(
        "tr",
        element("th", _("Left out"), scope="col"),
        element("th", _("The best plan then travels"), scope="col"),
    )
    return element("table", element("thead", head), element("tbody", *rows), class_="cv-table")


def explained_notice(explanation: Explanation, tour: Tour, speech: Language) -> Markup:
    """No plan keeps all required events: how sure that is, and why."""
    from caravan.views.explanation import explanation_text

    told = explanation_text(explanation, tour, speech)
    tone = Tone.FAULT if explanation.infeasible.proved else Tone.OPEN
    return notice(tone, told.headline, told.reason, told.minimal)
