"""What the organizers have set by hand for every plan to respect: pins, orders, forbidden pairs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date

import streamlit as st

from caravan.errors import Message, msg
from caravan.files.editing.adjusting import with_adjustments
from caravan.files.editing.events import index_of, set_event
from caravan.files.editing.orders import (
    add_forbidden_pair,
    add_order,
    remove_forbidden_pair,
    remove_order,
)
from caravan.files.tour_files import TourFiles
from caravan.files.wrong import WrongValue
from caravan.language.language import Language
from caravan.tour.adjustment import PinEvent
from caravan.tour.tour import Tour
from caravan.ui.html import element, show
from caravan.ui.workbench import Operation, Workbench, drafted
from caravan.views.event_name import event_name


@dataclass(frozen=True, slots=True)
class HandWish:
    """One thing that was set by hand.

    Attributes:
        id: unique among those of a tour.
        text: in the visitor's language.
        remove: takes it out of the files.
        what: removing it, in the history of the tour.
    """

    id: str
    text: str
    remove: Operation
    what: Message


def pinning(event: str, date: Date, begins: int | None) -> Operation:
    """Holds an event fast; a pin that it has moves there.

    The operation raises WrongValue where the event can't be held at all.
    """

    def operation(files: TourFiles) -> TourFiles:
        after = with_adjustments(files, PinEvent(event, date, begins))
        if drafted(after).tour is None:
            raise WrongValue(
                msg("“{event}” can't be held there", event=event),
                msg("Choose a date and hour at which its host receives you"),
            )
        return after

    return operation


def unpinning(event: str) -> Operation:
    """Lets an event go."""
    return lambda files: set_event(files, index_of(files, event), pin=None)


def ordering(first: str, second: str) -> Operation:
    """Puts an event always after another one."""
    return lambda files: add_order(files, (first, second))


def parting(one: str, other: str) -> Operation:
    """Keeps two events off one day."""
    return lambda files: add_forbidden_pair(files, (one, other))


def hand_wishes(tour: Tour, speech: Language) -> tuple[HandWish, ...]:
    """All of them: pins in the order of the tour, then orders, then pairs."""
    _ = speech.text
    wishes = []
    for event in tour.events:
        if event.pin is None:
            continue
        name, date = event_name(event.id, tour, speech), speech.date(event.pin.date)
        if event.pin.begins is None:
            text = _("{town} is pinned to {date}", town=name, date=date)
        else:
            hour = speech.clock(event.pin.begins)
            text = _("{town} is pinned to {date}, {hour}", town=name, date=date, hour=hour)
        what = msg("unpinned {event}", event=event.id)
        wishes.append(HandWish(f"pin-{event.id}", text, unpinning(event.id), what))
    for order in tour.orders:
        names = [event_name(id_, tour, speech) for id_ in order]
        if len(names) == 2:
            text = _("{second} always after {first}", first=names[0], second=names[1])
        else:
            text = _("Always in this order: {towns}", towns=" · ".join(names))
        what = msg("an order forgotten: {events}", events=", ".join(order))
        remove = _removing_order(order)
        wishes.append(HandWish(f"order-{' '.join(order)}", text, remove, what))
    for pair in tour.forbidden_pairs:
        names = [event_name(id_, tour, speech) for id_ in pair]
        text = _("{one} and {other} never on the same day", one=names[0], other=names[1])
        what = msg("allowed on one day again: {events}", events=", ".join(pair))
        wishes.append(HandWish(f"pair-{' '.join(pair)}", text, _removing_pair(pair), what))
    return tuple(wishes)


def show_wishes(tour: Tour, bench: Workbench | None, speech: Language) -> None:
    """The list, each with a button that removes it; without buttons for a tour in files."""
    _ = speech.text
    wishes = hand_wishes(tour, speech)
    show(element("h2", _("Set by hand")), speech)
    if not wishes:
        text = _("Nothing yet. Pins, orders and pairs are in the menu of each card.")
        show(element("p", text, class_="cv-quiet"), speech)
        return
    for number, wish in enumerate(wishes):
        with st.container(horizontal=True, key=f"cv-wish-{number}", vertical_alignment="center"):
            show(element("p", element("bdi", wish.text)), speech)
            if bench is not None:
                st.button(
                    _("Remove"),
                    key=bench.key(f"remove-{wish.id}"),
                    help=wish.text,
                    on_click=_remove,
                    args=(bench, wish),
                )


def _remove(bench: Workbench, wish: HandWish) -> None:
    bench.change(wish.remove, wish.what, "by-hand")


def _removing_order(order: tuple[str, ...]) -> Operation:
    return lambda files: remove_order(files, order)


def _removing_pair(pair: tuple[str, str]) -> Operation:
    return lambda files: remove_forbidden_pair(files, pair)
