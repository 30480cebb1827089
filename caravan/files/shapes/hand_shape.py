"""What the organizers set by hand: pins, orders and forbidden pairs."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from caravan.errors import msg
from caravan.files.shapes.shape import Many, Shape
from caravan.files.shapes.texts import ClockText, DateText, IdText
from caravan.files.wrong import WrongValue
from caravan.tour.pin import ForbiddenPair, Order, Pin


def _two(given: Any) -> Any:
    if isinstance(given, list) and len(given) != 2:
        problem = msg("two events are expected here")
        raise WrongValue(problem, msg("Write them like [old-town, new-town]"))
    return given


OrderText = Many[IdText]
"""``[old-town, new-town]``, two events or more."""
PairText = Annotated[tuple[IdText, IdText], Field(strict=False), BeforeValidator(_two)]
"""``[old-town, new-town]``, two events."""


class PinShape(Shape):
    """Where an event is held fast; a date alone may stand for ``{date: …}``."""

    date: DateText
    begins: ClockText | None = None

    @model_validator(mode="before")
    @classmethod
    def _short(cls, given: Any) -> Any:
        return {"date": given} if isinstance(given, str) else given

    @model_validator(mode="after")
    def _possible(self) -> PinShape:
        self.pin()
        return self

    def pin(self) -> Pin:
        """The same as the domain knows it."""
        return Pin(self.date, self.begins)

    @classmethod
    def of(cls, pin: Pin) -> PinShape:
        """The shape of this pin."""
        return cls.model_construct(date=pin.date, begins=pin.begins)


class OrderShape(Shape):
    """An entry of ``orders``, which has no keys of its own: its events by themselves."""

    orders: OrderText

    def order(self) -> Order:
        """The same as the domain knows it."""
        return self.orders


class ForbiddenPairShape(Shape):
    """An entry of ``forbidden_pairs``, likewise."""

    forbidden_pairs: PairText

    def pair(self) -> ForbiddenPair:
        """The same as the domain knows it."""
        return self.forbidden_pairs
