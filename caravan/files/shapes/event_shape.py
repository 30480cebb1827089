"""An event and its partners, as schedule.yaml and plan.json write them."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from pydantic import Field, model_validator

from caravan.errors import ImpossibleValue
from caravan.files.shapes.hand_shape import PinShape
from caravan.files.shapes.remedies import remedy_for
from caravan.files.shapes.rules_shape import WholeMinutes
from caravan.files.shapes.shape import Many, Shape
from caravan.files.shapes.texts import (
    ClockText,
    DateText,
    EmailText,
    HoursText,
    IdText,
    LanguageText,
    LineText,
    NamesMap,
    UrlText,
)
from caravan.files.wrong import WrongValue
from caravan.tour.event import MAX_VALUE, Event
from caravan.tour.opening import TimeWindow
from caravan.tour.partner import Organizer, Partner, PartnerStatus


class WindowShape(Shape):
    """A time window of an event's own."""

    date: DateText
    hours: HoursText


class PartnerShape(Shape):
    """An organization in a host town, with its contact."""

    id: IdText
    organization: NamesMap
    contact: LineText | None = None
    email: EmailText | None = None
    phone: LineText | None = None
    language: LanguageText = "fr"
    role: LineText = "host"
    status: Annotated[PartnerStatus, Field(strict=False)] | None = None

    def partner(self) -> Partner:
        """The same as the domain knows it."""
        return Partner(
            id=self.id,
            organization=self.organization,
            contact=self.contact or "",
            email=self.email or "",
            phone=self.phone or "",
            language=self.language,
            role=self.role,
            status=self.status or PartnerStatus.INVITED,
        )

    @classmethod
    def of(cls, partner: Partner) -> PartnerShape:
        """The shape of this partner."""
        return cls.model_construct(
            id=partner.id,
            organization=partner.organization,
            contact=partner.contact or None,
            email=partner.email or None,
            phone=partner.phone or None,
            language=partner.language,
            role=partner.role,
            status=None if partner.status is PartnerStatus.INVITED else partner.status,
        )


class OrganizerShape(Shape):
    """An organization that runs the tour."""

    name: NamesMap
    email: EmailText | None = None
    phone: LineText | None = None
    url: UrlText | None = None

    def organizer(self) -> Organizer:
        """The same as the domain knows it."""
        return Organizer(self.name, self.email or "", self.phone or "", self.url or "")

    @classmethod
    def of(cls, organizer: Organizer) -> OrganizerShape:
        """The shape of this organizer."""
        return cls.model_construct(
            name=organizer.names,
            email=organizer.email or None,
            phone=organizer.phone or None,
            url=organizer.url or None,
        )


class EventShape(Shape):
    """An event in a town; its id is the town's unless given."""

    id: IdText | None = None
    town: IdText
    service_minutes: WholeMinutes
    open: Many[IdText] = ()
    windows: Many[WindowShape] = ()
    required: bool = True
    value: Annotated[int, Field(ge=1, le=MAX_VALUE)] = 1
    date: DateText | None = None
    begins: ClockText | None = None
    not_on: Many[DateText] | None = None
    pin: PinShape | None = None
    venue: NamesMap | None = None
    partners: Many[PartnerShape] = ()

    @model_validator(mode="after")
    def _possible(self) -> EventShape:
        event = self._without_pin()
        try:
            replace(event, pin=self.pin.pin() if self.pin else None)
        except ImpossibleValue as error:
            raise WrongValue(error.message, remedy_for(error.message), ("pin",)) from None
        return self

    def event(self) -> Event:
        """The same as the domain knows it."""
        return replace(self._without_pin(), pin=self.pin.pin() if self.pin else None)

    def _without_pin(self) -> Event:
        return Event(
            id=self.id or self.town,
            place=self.town,
            service_minutes=self.service_minutes,
            calendars=self.open,
            windows=tuple(TimeWindow(window.date, window.hours) for window in self.windows),
            required=self.required,
            value=self.value,
            date=self.date,
            begins=self.begins,
            venue=self.venue,
            partners=tuple(shape.partner() for shape in self.partners),
            not_on=self.not_on or (),
        )

    @classmethod
    def of(cls, event: Event) -> EventShape:
        """The shape of this event."""
        return cls.model_construct(
            id=event.id,
            town=event.place,
            service_minutes=event.service_minutes,
            open=event.calendars,
            windows=tuple(
                WindowShape.model_construct(date=window.date, hours=window.hours)
                for window in event.windows
            ),
            required=event.required,
            value=event.value,
            date=event.date,
            begins=event.begins,
            not_on=event.not_on or None,
            pin=event.pin and PinShape.of(event.pin),
            venue=event.venue,
            partners=tuple(PartnerShape.of(partner) for partner in event.partners),
        )
