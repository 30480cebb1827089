"""The day page: everything for one date on a phone, in one document."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from page_reader import Element, read_page
from samples import MONDAY, TUESDAY, sample_plan

from caravan.errors import CaravanError
from caravan.language.language import language
from caravan.plan.day import Day
from caravan.plan.plan import Plan, Team
from caravan.tour.names import Names
from caravan.views.day_page import NoSuchDay, day_page

ENGLISH = language("en")


def page(plan: Plan, day: date = TUESDAY, code: str = "en") -> Element:
    return read_page(day_page(plan, day, language(code)))


def with_partner(**changes: object) -> Plan:
    plan = sample_plan()
    events = tuple(
        replace(event, partners=tuple(replace(one, **changes) for one in event.partners))
        for event in plan.tour.events
    )
    return replace(plan, tour=replace(plan.tour, events=events))


def hostile(name: str) -> Plan:
    """Every text that somebody typed is `name`."""
    plan = with_partner(organization=Names.of(fr=name), contact=name, phone=name, role=name)
    names = Names.of(fr=name)
    tour = plan.tour
    return replace(
        plan,
        tour=replace(
            tour,
            names=names,
            organizers=tuple(
                replace(one, names=names, email=f"{name}@x.example", phone=name)
                for one in tour.organizers
            ),
            places=tuple(replace(place, names=names) for place in tour.places),
            events=tuple(replace(event, venue=names) for event in tour.events),
            ferries=tuple(replace(one, names=names, operator=name) for one in tour.ferries),
        ),
    )


def test_the_page_names_tour_date_and_route() -> None:
    read = page(sample_plan())
    assert read.one("title").line == "Tuesday 10 March · Small caravan"
    assert read.one("h1").line == "Tuesday 10 March 2020"
    assert read.one("p", "tour").line == "Small caravan"
    assert read.one("p", "position").line == "Day 2 of 2 · Sfax → Kerkennah"


def test_the_figures_of_the_day_stand_on_top() -> None:
    facts = page(sample_plan()).one("dl", "facts")
    assert [(div.one("dd").line, div.one("dt").line) for div in facts.all("div")] == [
        ("2", "events"),
        ("≈ 38 min", "driving"),
        ("≈ 1 h 15", "at sea"),
        ("≈ 46 km", "distance"),
    ]


def test_links_lead_to_the_days_that_there_are_beside_the_page() -> None:
    def links(day: date) -> dict[str, str]:
        found = page(sample_plan(), day).one("nav").all("a")
        return {a.attributes["rel"]: a.attributes["href"] for a in found}

    assert links(MONDAY) == {"next": "./2020-03-10"}
    assert links(TUESDAY) == {"prev": "./2020-03-09"}


def test_the_programme_is_the_itinerary() -> None:
    rows = page(sample_plan()).one("ol", "iti-rows").all("li")
    assert rows[0].line == "08:30–11:30 2 Sfax 3 h With: Municipalité de Sfax Go there"
    assert rows[6].line == (
        "13:45 Boarding at Port de Sfax 30 min waits for the 14:15 boat Go there"
    )


def test_the_evening_tells_how_the_next_morning_begins() -> None:
    assert page(sample_plan(), MONDAY).one("p", "tomorrow").line == (
        "Tomorrow: event at 08:30 in Sfax"
    )
    assert page(sample_plan(), TUESDAY).all("p", "tomorrow") == []


def test_partners_can_be_called_and_written_to() -> None:
    contact = page(sample_plan()).all("li", "contact")[0]
    assert contact.line == (
        "2 Municipalité de Sfax Amina Ben Salah Sfax · host · Arabic "
        "Call +216 70 000 001 Write amina@sfax.example"
    )
    assert [a.attributes["href"] for a in contact.all("a")] == [
        "tel:+21670000001",
        "mailto:amina@sfax.example",
    ]


def test_organizers_stand_below_the_partners_and_a_day_without_partners_says_so() -> None:
    section = page(sample_plan(), MONDAY).one("section", "contacts")
    assert section.line == (
        "Contacts No contact is recorded for this day. Organizers of the tour Association "
        "Write hello@tour.example"
    )


def test_stops_open_in_a_map_app() -> None:
    links = [a.attributes["href"] for a in page(sample_plan()).all("a", "iti-geo")]
    assert links == [
        "geo:34.740560,10.760280?q=34.740560,10.760280(Sfax)",
        "geo:34.727000,10.763800?q=34.727000,10.763800(Port%20de%20Sfax)",
        "geo:34.708820,11.214700?q=34.708820,11.214700(Kerkennah)",
        "geo:34.708820,11.214700?q=34.708820,11.214700(Kerkennah)",
    ]


def test_what_cannot_be_dialled_is_still_shown() -> None:
    contact = page(with_partner(phone="ask at the town hall", email="by letter")).all(
        "li", "contact"
    )
    assert contact[0].all("a") == []
    shown = [bdi.line for bdi in contact[0].all("bdi")]
    assert shown[-2:] == ["ask at the town hall", "by letter"]


def test_a_date_that_the_plan_has_not_is_refused() -> None:
    with pytest.raises(NoSuchDay, match="there is no day 2020-03-11 in this plan") as caught:
        day_page(sample_plan(), date(2020, 3, 11), ENGLISH)
    assert isinstance(caught.value, CaravanError)


def test_a_rest_day_has_its_page() -> None:
    plan = sample_plan()
    days = (plan.days[0], Day(TUESDAY, "sfax", "sfax", ()))
    read = page(replace(plan, teams=(Team("team-1", days),)))
    assert [row.line for row in read.one("ol", "iti-rows").all("li")] == [
        "08:00 Rest day in Sfax 11 h",
        "The tour ends in Sfax Go there",
    ]
    assert read.one("dl", "facts").line == "events 0"
    assert read.one("svg").all("text", "name")[0].text == "Sfax"


def test_two_teams_share_the_page_of_a_date() -> None:
    plan = sample_plan()
    other = Team("team-2", (Day(MONDAY, "gafsa", "gafsa", ()), Day(TUESDAY, "gafsa", "gafsa", ())))
    read = page(replace(plan, teams=(*plan.teams, other)))
    assert [h2.line for h2 in read.all("h2", "team")] == ["Team team-1", "Team team-2"]
    assert len(read.all("ol", "iti-rows")) == 2


def test_the_drawing_shows_stops_way_and_names() -> None:
    drawing = page(sample_plan()).one("svg")
    assert [text.text for text in drawing.all("text", "number")] == ["2", "3"]
    assert [text.text for text in drawing.all("text", "name")] == ["Sfax", "Kerkennah"]
    ways = drawing.all("path", "way")
    assert [("ferry" in way.classes) for way in ways] == [False, True, False]
    assert drawing.one("path", "land").attributes["d"].startswith("M")
    assert drawing.attributes["aria-label"] == "Map of the day: 2 Sfax, 3 Kerkennah"


def test_arabic_mirrors_the_page_but_not_the_land() -> None:
    html = day_page(sample_plan(), TUESDAY, language("ar"))
    read = read_page(html)
    assert read.one("html").attributes == {"lang": "ar", "dir": "rtl"}
    assert "صفاقس ← قرقنة" in read.one("p", "position").line
    assert read.one("svg").attributes["direction"] == "ltr"
    assert [bdi.attributes.get("dir") for bdi in read.all("li", "contact")[0].all("bdi")][-2:] == [
        "ltr",
        "ltr",
    ]


def test_the_page_fetches_nothing_and_asks_not_to_be_indexed() -> None:
    html = day_page(sample_plan(), TUESDAY, ENGLISH)
    read = read_page(html)
    assert {"link", "script", "img", "iframe", "form", "object", "base"}.isdisjoint(
        element.tag for element in read.all()
    )
    assert not {"src", "srcset", "style", "action", "xlink:href"} & {
        key for element in read.all() for key in element.attributes
    }
    assert not [key for one in read.all() for key in one.attributes if key.startswith("on")]
    assert "url(" not in html
    assert "@import" not in html
    assert not re.search(r"https?://", html)
    metas = {m.attributes.get("name") or m.attributes.get("http-equiv"): m.attributes.get("content")
             for m in read.all("meta")}  # fmt: skip
    assert metas["robots"] == "noindex, nofollow, noarchive"
    assert metas["referrer"] == "no-referrer"
    assert metas["Content-Security-Policy"].startswith("default-src 'none'; ")


def test_the_same_plan_gives_the_same_page_of_a_weight_for_bad_networks() -> None:
    html = day_page(sample_plan(), TUESDAY, ENGLISH)
    assert html == day_page(sample_plan(), TUESDAY, ENGLISH)
    assert len(html.encode()) < 60_000


HOSTILE = [
    "<script>window.hit=1</script>",
    "<img src=x onerror=window.hit=1>",
    '"><svg onload=window.hit=1>',
    "' autofocus onfocus='window.hit=1",
    "</text></svg><script>window.hit=1</script>",
    "</title></style><script>window.hit=1</script>",
    "javascript:window.hit=1",
    "{{ 7*7 }}{{ config }}",
    "${window.hit=1}`\\x3cscript>",
    "&#x3c;script&#x3e;window.hit=1",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_text(name: str) -> None:
    read, plain = page(hostile(name)), page(hostile("no address"))

    assert [one.tag for one in read.all()] == [one.tag for one in plain.all()]
    assert {key for one in read.all() for key in one.attributes} <= {
        *(key for one in page(sample_plan()).all() for key in one.attributes),
    }
    assert read.one("p", "tour").one("bdi").text == name
    for link in read.all("a"):
        assert re.match(r"\./|geo:|tel:|mailto:", link.attributes["href"])


def test_hostile_names_do_nothing_in_a_browser(browser, tmp_path: Path) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    tab = context.new_page()
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    for number, name in enumerate(HOSTILE):
        file = tmp_path / f"{number}.html"
        file.write_text(day_page(hostile(name), TUESDAY, ENGLISH), "utf-8")
        tab.goto(file.as_uri())
        assert tab.evaluate("window.hit") is None
        assert tab.locator("p.tour").inner_text() == name
        drawn = tab.locator("svg text.name").first.text_content()
        assert drawn == name or (drawn.endswith("…") and name.startswith(drawn[:-1]))
    assert all(address.startswith("file:") for address in asked)
    assert len(asked) == len(HOSTILE)
    context.close()


@pytest.mark.parametrize("code", ["fr", "ar", "en"])
@pytest.mark.parametrize("scale", [100, 200])
def test_the_saved_page_is_readable_on_a_phone_also_with_large_text(
    browser, tmp_path: Path, code: str, scale: int
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, offline=True)
    tab = context.new_page()
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    file = tmp_path / "day.html"
    file.write_text(day_page(sample_plan(), TUESDAY, language(code)), "utf-8")
    tab.goto(file.as_uri())
    tab.add_style_tag(content=f":root {{ font-size: {scale}%; }}")
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert tab.evaluate(wide) == 0
    box = tab.locator("svg.drawing").bounding_box()
    assert box["width"] > 300
    assert box["height"] > 150
    # Every time is one unbroken word, every link a target for a thumb.
    heights = tab.locator(".reach a").evaluate_all("all => all.map(a => a.offsetHeight)")
    assert min(heights) >= 44
    assert said == []
    context.close()


def test_names_on_the_drawing_do_not_cover_each_other(browser, tmp_path: Path) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    tab = context.new_page()
    file = tmp_path / "day.html"
    file.write_text(day_page(sample_plan(), TUESDAY, ENGLISH), "utf-8")
    tab.goto(file.as_uri())
    boxes = tab.locator("svg text").evaluate_all(
        "all => all.map(t => { const b = t.getBBox();"
        " return [t.textContent, b.x, b.y + 2, b.x + b.width, b.y + b.height - 2]; })"
    )
    for index, (one, left, top, right, bottom) in enumerate(boxes):
        for other, left2, top2, right2, bottom2 in boxes[index + 1 :]:
            apart = right <= left2 or right2 <= left or bottom <= top2 or bottom2 <= top
            assert apart, (one, other)
        assert left >= 0
        assert right <= 360, one
    context.close()
