"""Orders and forbidden pairs beside the events that they name."""

from __future__ import annotations

from caravan.errors import ImpossibleValue, msg
from caravan.files.schedule_parts import ScheduleParts
from caravan.files.shapes.remedies import remedy_for
from caravan.files.wrong import FaultList, KeyPath, meant
from caravan.tour.pin import Order, refuse_bad_orders, refuse_bad_pairs


def check_orders(parts: ScheduleParts, faults: FaultList) -> None:
    """Note unknown events, orders of fewer than two, and the first that contradicts those above."""
    kept: list[Order] = []
    for number, order in parts.orders:
        at: KeyPath = ("orders", number)
        if _names_unknown(parts, at, order, faults):
            continue
        try:
            refuse_bad_orders([*kept, order], frozenset(parts.event_ids))
        except ImpossibleValue as error:
            faults.faults.append(parts.document.fault(at, error.message, remedy_for(error.message)))
            continue
        kept.append(order)


def check_pairs(parts: ScheduleParts, faults: FaultList) -> None:
    """Note unknown events, and pairs of an event with itself."""
    for number, pair in parts.forbidden_pairs:
        at: KeyPath = ("forbidden_pairs", number)
        if _names_unknown(parts, at, pair, faults):
            continue
        try:
            refuse_bad_pairs([pair], frozenset(parts.event_ids))
        except ImpossibleValue as error:
            faults.faults.append(parts.document.fault(at, error.message, remedy_for(error.message)))


def _names_unknown(
    parts: ScheduleParts, at: KeyPath, ids: tuple[str, ...], faults: FaultList
) -> bool:
    """Whether some of these events aren't there; each is noted."""
    unknown = [(place, id_) for place, id_ in enumerate(ids) if id_ not in parts.event_ids]
    for place, id_ in unknown:
        problem = msg("“{id}” is not an event of the tour", id=id_)
        faults.faults.append(
            parts.document.fault((*at, place), problem, meant(id_, parts.event_ids))
        )
    return bool(unknown)
