"""What a tour still needs before it can be planned, in an organizer's words, and the way on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from caravan.errors import Fault
from caravan.files.draft import Draft
from caravan.files.draft_places import DraftPlace
from caravan.language.language import Language, language
from caravan.tour.tour import Tour
from caravan.ui.html import element
from caravan.ui.navigation import page_link
from caravan.ui.notice import Tone, show_notice
from caravan.ui.tour_page.saved import show_unsaved
from caravan.ui.tour_page.words import event_name, place_name
from caravan.ui.workbench import Workbench
from caravan.views.no_plan import too_far_away

_EVENT = re.compile(r"events\[(\d+)\](?:\.(.*))?")
_SHOWN = 12
"""More needs than this are counted, not listed: the first ones are what to do now."""


@dataclass(frozen=True, slots=True)
class Need:
    """One thing to do.

    Attributes:
        subject: what it is about, for example a town's name; may be empty.
    """

    subject: str
    text: str
    remedy: str = ""


def show_needs(bench: Workbench) -> None:
    """Tell what is missing; when nothing is, offer to plan."""
    speech, draft = bench.language, bench.draft
    _ = speech.text
    show_unsaved(bench)
    refused = bench.refusal("save")
    if refused is not None:
        show_notice(Tone.FAULT, speech.message(refused.problem), speech)
    needs = list(needs_of(draft, speech))
    if not needs:
        # A routing engine knows the roads better than this does.
        guesses = bench.visit.desk.settings.engine is None
        _show_ready(draft.tour if guesses else None, speech)
        page_link("plan", _("Plan this tour"), speech)
        return
    headline = speech.count(
        "One thing is missing before this tour can be planned:",
        "{number} things are missing before this tour can be planned:",
        len(needs),
    )
    show_notice(Tone.OPEN, headline, speech, more=needs_list(needs, speech))


def _show_ready(tour: Tour | None, speech: Language) -> None:
    """Nothing is missing; but towns that no day can reach are told before a search is."""
    _ = speech.text
    far = _too_far_away(tour, speech.code) if tour else ()
    if far:
        headline = _("Nothing is missing, but no plan can keep all required events:")
        advice = _("Raise the driving limit, add a night on the way, or make the town optional.")
        show_notice(Tone.OPEN, headline, speech, *far, advice)
    else:
        show_notice(Tone.GOOD, _("Nothing is missing: this tour can be planned."), speech)


@lru_cache(maxsize=32)
def _too_far_away(tour: Tour, code: str) -> tuple[str, ...]:
    """Kept, since each run of a page asks again."""
    return tuple(too_far_away(tour, language(code)))


def needs_list(needs: Sequence[Need], speech: Language) -> Markup:
    """The first things to do, and how many more there are."""
    entries = [
        element(
            "li",
            element("b", element("bdi", need.subject), ": ") if need.subject else "",
            element("bdi", need.text),
            " ",
            element("bdi", need.remedy, class_="cv-quiet"),
        )
        for need in needs[:_SHOWN]
    ]
    more = len(needs) - _SHOWN
    if more > 0:
        entries.append(element("li", speech.count("and {number} more", "and {number} more", more)))
    return element("ul", *entries, class_="cv-needs")


def needs_of(draft: Draft, speech: Language) -> Iterator[Need]:
    """All that is missing or wrong, the first steps first."""
    _ = speech.text
    head = draft.head
    towns = [place for place in draft.places if place.kind == "town"]
    if not towns:
        yield Need("", _("Add the towns that you want to visit."))
    if head.first_day is None or head.last_day is None:
        yield Need("", _("Choose the first and the last day."))
    if towns and (not head.start or not head.end):
        yield Need("", _("Choose in which town the tour starts and in which it ends."))
    if not any(text for _code, text in head.names):
        yield Need("", _("Give the tour a name."))
    for place in draft.places:
        if not place.is_located:
            name = place_name(place, speech)
            yield Need(name, _("choose where it is, on the map or from the list."))
    owners = _owners(draft)
    for fault in draft.faults:
        if not _is_told(fault, draft, owners):
            yield _need_of(fault, draft, owners, speech)


def _owners(draft: Draft) -> Mapping[Fault, DraftPlace]:
    """Which place each fault of the table of places is about."""
    return {
        fault: place
        for place in reversed(draft.places)
        for fault in draft.faults_of_place(place.id)
    }


def _need_of(
    fault: Fault, draft: Draft, owners: Mapping[Fault, DraftPlace], speech: Language
) -> Need:
    """A fault of the files as something to do, about a town rather than about a line."""
    return Need(
        _subject(fault, draft, owners, speech),
        _sentence(speech.message(fault.problem)),
        _sentence(speech.message(fault.remedy)),
    )


def _is_told(fault: Fault, draft: Draft, owners: Mapping[Fault, DraftPlace]) -> bool:
    """Whether a fault is one of the steps that have words of their own."""
    head = draft.head
    empty = not draft.places
    if fault.file == draft.files.schedule.name:
        missing_day = head.first_day is None or head.last_day is None
        return (
            (fault.where in {"tour.first_day", "tour.last_day"} and missing_day)
            or (fault.where == "tour.start" and not head.start)
            or (fault.where == "tour.end" and not head.end)
            or (fault.where == "tour.name" and not any(text for _, text in head.names))
            or (fault.where == "events" and empty)
        )
    place = owners.get(fault)
    if place is not None and not place.is_located:
        return fault.where in {"latitude", "longitude"}
    return empty


def _subject(
    fault: Fault, draft: Draft, owners: Mapping[Fault, DraftPlace], speech: Language
) -> str:
    event = _EVENT.match(fault.where)
    if event is not None and fault.file == draft.files.schedule.name:
        index = int(event[1])
        for known in draft.events:
            if known.index == index:
                return event_name(known, draft, speech)
    place = owners.get(fault)
    if place is not None:
        return place_name(place, speech)
    known_keys = {
        "tour.first_day": speech.text("First day"),
        "tour.last_day": speech.text("Last day"),
        "tour.start": speech.text("Start"),
        "tour.end": speech.text("End"),
        "tour.zone": speech.text("Time zone"),
        "rules": speech.text("Rules of a day"),
    }
    for key, title in known_keys.items():
        if fault.where == key or fault.where.startswith(f"{key}."):
            return title
    return fault.place(speech.text)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
