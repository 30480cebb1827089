"""A wish is about as many events as its kind says."""

from __future__ import annotations

import pytest

from caravan.errors import ImpossibleValue
from caravan.plan.conflict import Wish, WishKind


@pytest.mark.parametrize(
    ("kind", "events"),
    [
        (WishKind.KEEP, ()),
        (WishKind.KEEP, ("a", "b")),
        (WishKind.ORDER, ("a",)),
        (WishKind.FORBIDDEN_PAIR, ("a", "b", "c")),
        (WishKind.BEDS, ("a",)),
    ],
)
def test_another_number_of_events_is_refused(kind: WishKind, events: tuple[str, ...]) -> None:
    with pytest.raises(ImpossibleValue):
        Wish(kind, events)


def test_an_order_may_have_many_events() -> None:
    assert Wish(WishKind.ORDER, ("a", "b", "c")).events == ("a", "b", "c")
