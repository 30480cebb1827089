"""Texts that try to become HTML, JavaScript or a template, and a plan that has them everywhere."""

from __future__ import annotations

from dataclasses import replace

from samples import sample_plan

from caravan.plan.plan import Plan
from caravan.tour.names import Names

PAYLOADS = (
    "${globalThis.caught=1}",
    "`+(globalThis.caught=1)+`",
    "</script><script>globalThis.caught=1</script>",
    "<img src=x onerror=globalThis.caught=1>",
    "\\x3cimg src=x onerror=globalThis.caught=1\\x3e",
    "{{7*7}}{% raw %}{{ this }}",
    "\"');globalThis.caught=1;//",
    "a\u2028globalThis.caught=1\u2029b",
    "a\nglobalThis.caught=1\r\nb",
    "<!--<script>globalThis.caught=1",
    "&lt;b&gt;&amp;#39;",
    "{} {0.__class__} %s $&",
    "javascript:globalThis.caught=1",
    "\u202eabc\u202c \u200fnoon",
)


def hostile_plan(payload: str) -> Plan:
    """The sample plan with the payload in every text that a person can type."""

    def names(where: str) -> Names:
        return Names.of(fr=f"{where} {payload}", ar=f"{where} {payload}", en=f"{where} {payload}")

    plan = sample_plan()
    tour = plan.tour
    partners = [
        replace(
            partner,
            organization=names("host"),
            contact=payload,
            email=payload,
            phone=payload,
            role=payload,
        )
        for event in tour.events
        for partner in event.partners
    ]
    return replace(
        plan,
        tour=replace(
            tour,
            names=names("tour"),
            organizers=tuple(
                replace(organizer, names=names("organizer"), email=payload, phone=payload)
                for organizer in tour.organizers
            ),
            places=tuple(
                replace(
                    place,
                    names=names(place.id),
                    coordinate_source=f"Source {payload}",
                    variants=(payload,),
                    region=names("region"),
                    population_year=payload,
                )
                for place in tour.places
            ),
            events=tuple(
                replace(event, venue=names("venue"), partners=tuple(partners))
                if event.partners
                else replace(event, venue=names("venue"))
                for event in tour.events
            ),
            calendars=tuple(replace(one, names=names("hours")) for one in tour.calendars),
            roads=tuple(replace(road, name=payload, source=payload) for road in tour.roads),
            ferries=tuple(
                replace(ferry, names=names("ferry"), operator=payload, source=payload)
                for ferry in tour.ferries
            ),
        ),
    )
