"""Orders and forbidden pairs of events."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from caravan.errors import ImpossibleValue, msg
from caravan.files.editing.sections import list_in, schedule_data, with_schedule
from caravan.files.schedule_parts import event_ids
from caravan.files.shapes.remedies import remedy_for
from caravan.files.tour_files import TourFiles
from caravan.files.wrong import WrongValue, meant, shown
from caravan.tour.pin import ForbiddenPair, Order, refuse_bad_orders, refuse_bad_pairs

_ORDERS = "orders"
_PAIRS = "forbidden_pairs"


def add_order(files: TourFiles, order: Order) -> TourFiles:
    """The files with one more order; the same files when they have it.

    Raises WrongValue for unknown events, fewer than two, or an order that contradicts others.
    """
    data = schedule_data(files)
    orders = list_in(data, _ORDERS)
    _refuse_unknown(data, order)
    try:
        known = [tuple(entry) for entry in orders if _names_events(entry)]
        everything = {*event_ids(data.get("events")), *(id_ for entry in known for id_ in entry)}
        refuse_bad_orders([*known, order], frozenset(everything))
    except ImpossibleValue as error:
        raise WrongValue(error.message, remedy_for(error.message), (_ORDERS,)) from None
    if list(order) in orders:
        return files
    orders.append(list(order))
    return with_schedule(files, data)


def remove_order(files: TourFiles, order: Order) -> TourFiles:
    """The files without an order; the same files when they don't have it."""
    return _without(files, _ORDERS, lambda entry: entry == list(order))


def add_forbidden_pair(files: TourFiles, pair: ForbiddenPair) -> TourFiles:
    """The files with one more pair of events that no team holds on one day.

    Raises WrongValue for unknown events, or one beside itself.
    """
    data = schedule_data(files)
    pairs = list_in(data, _PAIRS)
    _refuse_unknown(data, pair)
    try:
        refuse_bad_pairs([pair], frozenset(pair))
    except ImpossibleValue as error:
        raise WrongValue(error.message, remedy_for(error.message), (_PAIRS,)) from None
    if any(_names_events(entry) and set(entry) == set(pair) for entry in pairs):
        return files
    pairs.append(list(pair))
    return with_schedule(files, data)


def remove_forbidden_pair(files: TourFiles, pair: ForbiddenPair) -> TourFiles:
    """The files without a pair, whichever way round it stands there; else the same files."""
    return _without(files, _PAIRS, lambda entry: _names_events(entry) and set(entry) == set(pair))


def forget_missing(data: dict[str, Any], before: Iterable[str]) -> None:
    """Take events that have gone out of the orders and pairs of a schedule's data.

    `before` are the ids of the events that there were; names that were unknown already stay.
    """
    gone = set(before) - set(event_ids(data.get("events")))
    if not gone:
        return
    if isinstance(data.get(_ORDERS), list):
        shortened = (_shortened(entry, gone) for entry in data[_ORDERS])
        _keep(data, _ORDERS, [entry for entry in shortened if entry is not None])
    if isinstance(data.get(_PAIRS), list):
        pairs = [e for e in data[_PAIRS] if not (_names_events(e) and gone & set(e))]
        _keep(data, _PAIRS, pairs)


def _shortened(order: Any, gone: set[str]) -> Any:
    """An order without these events; None when nothing is left to order."""
    if not _names_events(order) or not gone & set(order):
        return order
    left = [event for event in order if event not in gone]
    return left if len(left) > 1 else None


def _without(files: TourFiles, key: str, is_dropped: Any) -> TourFiles:
    data = schedule_data(files)
    entries = data.get(key)
    if not isinstance(entries, list):
        return files
    _keep(data, key, [entry for entry in entries if not is_dropped(entry)])
    return with_schedule(files, data)


def _keep(data: dict[str, Any], key: str, entries: list[Any]) -> None:
    if entries or not data[key]:
        data[key] = entries
    else:
        del data[key]


def _names_events(entry: Any) -> bool:
    return isinstance(entry, list) and all(isinstance(event, str) for event in entry)


def _refuse_unknown(data: dict[str, Any], events: Iterable[str]) -> None:
    known = event_ids(data.get("events"))
    for id_ in events:
        if id_ not in known:
            problem = msg("“{id}” is not an event of the tour", id=shown(id_))
            raise WrongValue(problem, meant(id_, known))
