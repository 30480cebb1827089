# ruff: noqa: DTZ007 - the local times of a VTIMEZONE have no zone

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from samples import sample_plan
from views.calendar.content_lines import plain, read, unfolded
from views.calendar.of_plan import tour_feed, town_feed
from views.calendar.plans import hostile_plan, hostile_texts, plan_at, plan_with_partner

from caravan.language.language import LANGUAGES, language
from caravan.plan.plan import Team
from caravan.plan.publication import next_publication, unpublished
from caravan.tour.names import Names
from caravan.tour.partner import Organizer
from caravan.tour.tour import Revision
from caravan.views import calendar

ENGLISH = language("en")

CALENDAR_NAMES = [
    "VERSION",
    "PRODID",
    "NAME",
    "X-WR-CALNAME",
    "DESCRIPTION",
    "COLOR",
    "X-APPLE-CALENDAR-COLOR",
    "REFRESH-INTERVAL",
    "X-PUBLISHED-TTL",
]
EVENT_NAMES = [
    "UID",
    "DTSTAMP",
    "LAST-MODIFIED",
    "SEQUENCE",
    "STATUS",
    "DTSTART",
    "DTEND",
    "SUMMARY",
    "DESCRIPTION",
    "LOCATION",
    "GEO",
    "X-APPLE-STRUCTURED-LOCATION",
    "CATEGORIES",
    "TRANSP",
    "COLOR",
]


def richer(plan):
    """The sample with a venue, a region and an organizer with all addresses."""
    tour = plan.tour
    organizer = Organizer(
        Names.of(fr="Association"), "hello@tour.example", "+216 70 000 000", "https://tour.example/"
    )
    places = tuple(
        replace(place, region=Names.of(fr="Gouvernorat de Sfax", en="Sfax Governorate"))
        for place in tour.places
    )
    events = tuple(
        replace(event, venue=Names.of(fr="Maison de la culture", en="House of Culture"))
        for event in tour.events
    )
    changed = replace(tour, organizers=(organizer,), places=places, events=events)
    return replace(plan, tour=changed)


def test_the_feed_of_the_sample_is_exactly_this():
    feed = tour_feed(richer(sample_plan()), ENGLISH, "https://caravan.example/calendars/x/tour.ics")
    expected = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//caravan//touring events//EN
NAME:Small caravan
X-WR-CALNAME:Small caravan
DESCRIPTION:9–10 March 2020: 3 events
SOURCE:https://caravan.example/calendars/x/tour.ics
COLOR:teal
X-APPLE-CALENDAR-COLOR:#008080
REFRESH-INTERVAL;VALUE=DURATION:PT1H
X-PUBLISHED-TTL:PT1H
BEGIN:VTIMEZONE
TZID:Africa/Tunis
BEGIN:STANDARD
DTSTART:20081026T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:sbeitla@sample.tour.example
DTSTAMP:20200220T080000Z
LAST-MODIFIED:20200220T080000Z
SEQUENCE:2
STATUS:CONFIRMED
DTSTART;TZID=Africa/Tunis:20200309T083000
DTEND;TZID=Africa/Tunis:20200309T103000
SUMMARY:Sbeïtla – Small caravan
DESCRIPTION:Monday 9 March 2020\\, 08:30–10:30 (2\xa0h)\\nVenue: House of Culture\\nSmall caravan\\n\\nProgramme of the day\\n08:30–10:30 Sbeïtla\\n\\nContact: Association\\nhello@tour.example\\n+216 70 000 000\\nhttps://tour.example/
LOCATION:House of Culture\\, Sbeïtla\\, Sfax Governorate\\, Tunisia
GEO:35.231510;9.123210
X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-TITLE="House of Culture":geo:35.231510,9.123210
CATEGORIES:Small caravan,Sbeïtla
URL:https://tour.example/
TRANSP:TRANSPARENT
COLOR:steelblue
END:VEVENT
BEGIN:VEVENT
UID:sfax@sample.tour.example
DTSTAMP:20200220T080000Z
LAST-MODIFIED:20200220T080000Z
SEQUENCE:2
STATUS:CONFIRMED
DTSTART;TZID=Africa/Tunis:20200310T083000
DTEND;TZID=Africa/Tunis:20200310T113000
SUMMARY:Sfax – Small caravan
DESCRIPTION:Tuesday 10 March 2020\\, 08:30–11:30 (3\xa0h)\\nVenue: House of Culture\\nSmall caravan\\n\\nProgramme of the day\\n08:30–11:30 Sfax\\n16:00–17:30 Kerkennah\\n\\nContact: Association\\nhello@tour.example\\n+216 70 000 000\\nhttps://tour.example/
LOCATION:House of Culture\\, Sfax\\, Sfax Governorate\\, Tunisia
GEO:34.740560;10.760280
X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-TITLE="House of Culture":geo:34.740560,10.760280
CATEGORIES:Small caravan,Sfax
URL:https://tour.example/
TRANSP:TRANSPARENT
COLOR:chocolate
END:VEVENT
BEGIN:VEVENT
UID:kerkennah@sample.tour.example
DTSTAMP:20200220T080000Z
LAST-MODIFIED:20200220T080000Z
SEQUENCE:2
STATUS:CONFIRMED
DTSTART;TZID=Africa/Tunis:20200310T160000
DTEND;TZID=Africa/Tunis:20200310T173000
SUMMARY:Kerkennah – Small caravan
DESCRIPTION:Tuesday 10 March 2020\\, 16:00–17:30 (1\xa0h\xa030)\\nVenue: House of Culture\\nSmall caravan\\n\\nProgramme of the day\\n08:30–11:30 Sfax\\n16:00–17:30 Kerkennah\\n\\nContact: Association\\nhello@tour.example\\n+216 70 000 000\\nhttps://tour.example/
LOCATION:House of Culture\\, Kerkennah\\, Sfax Governorate\\, Tunisia
GEO:34.708820;11.214700
X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-TITLE="House of Culture":geo:34.708820,11.214700
CATEGORIES:Small caravan,Kerkennah
URL:https://tour.example/
TRANSP:TRANSPARENT
COLOR:chocolate
END:VEVENT
END:VCALENDAR"""
    assert unfolded(feed) == expected.split("\n")


def test_the_same_plan_gives_the_same_bytes():
    assert tour_feed(sample_plan(), ENGLISH) == tour_feed(sample_plan(), ENGLISH)
    assert town_feed(sample_plan(), "sfax", ENGLISH) == town_feed(sample_plan(), "sfax", ENGLISH)


def test_a_feed_has_no_method_no_people_and_no_alarm():
    lines = unfolded(tour_feed(sample_plan(), ENGLISH))
    for name in ("METHOD", "ORGANIZER", "ATTENDEE", "BEGIN:VALARM", "CONTACT"):
        assert not [line for line in lines if line.startswith(name)]


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_feed_tells_nothing_of_the_partners(code):
    plan = plan_with_partner(
        contact="Zenobia Q", email="zq@secret.example", phone="+216 99 123 456"
    )
    for feed in (tour_feed(plan, language(code)), town_feed(plan, "sfax", language(code))):
        text = "\n".join(unfolded(feed))
        for secret in ("Zenobia", "secret.example", "123 456", "Municipalité", "بلدية", "commune-"):
            assert secret not in text


def test_the_town_feed_has_the_events_of_the_town_only():
    feed = read(town_feed(sample_plan(), "sfax", ENGLISH))
    assert [event.values("UID") for event in feed.all("VEVENT")] == [["sfax@sample.tour.example"]]
    assert feed.values("NAME") == feed.values("X-WR-CALNAME") == ["Sfax – Small caravan"]


def test_the_town_feed_shows_an_event_as_the_tours_does():
    whole = read(tour_feed(sample_plan(), ENGLISH)).all("VEVENT")
    parts = [
        event
        for town in ("sbeitla", "sfax", "kerkennah")
        for event in read(town_feed(sample_plan(), town, ENGLISH)).all("VEVENT")
    ]
    assert parts == whole


@pytest.mark.parametrize("id_", ["faid", "sfax-port", "nowhere", "../tour"])
def test_where_nothing_is_ever_held_the_feed_is_empty_but_whole(id_):
    feed = read(town_feed(sample_plan(), id_, ENGLISH))
    assert feed.names == CALENDAR_NAMES
    assert [part.name for part in feed.parts] == ["VTIMEZONE"]


def test_the_feed_of_a_town_left_out_is_empty_but_whole():
    feed = read(town_feed(sample_plan(), "gafsa", ENGLISH))
    assert feed.names == CALENDAR_NAMES
    assert [part.name for part in feed.parts] == ["VTIMEZONE"]
    assert feed.values("DESCRIPTION") == ["9–10 March 2020: no event is planned here at present."]


def test_a_feed_has_these_properties_in_this_order():
    feed = read(tour_feed(sample_plan(), ENGLISH))
    assert feed.names == CALENDAR_NAMES
    assert [part.name for part in feed.parts] == ["VTIMEZONE", "VEVENT", "VEVENT", "VEVENT"]
    for event in feed.all("VEVENT"):
        assert event.names == EVENT_NAMES
        assert not event.parts


@given(hostile_texts)
@settings(max_examples=100)
def test_no_text_adds_or_removes_a_property(text):
    plan = hostile_plan(text)
    feed = read(tour_feed(plan, ENGLISH))
    assert feed.names == CALENDAR_NAMES
    for event in feed.all("VEVENT"):
        assert event.names == EVENT_NAMES
        assert all(event.values(name) != [""] for name in EVENT_NAMES)
    for id_ in ("sfax", "gafsa"):
        assert read(town_feed(plan, id_, ENGLISH)).names == CALENDAR_NAMES


def test_a_name_of_which_nothing_can_be_shown_is_replaced_by_the_id():
    feed = read(tour_feed(hostile_plan("\x00"), ENGLISH))
    assert feed.values("NAME") == ["sample"]
    event = feed.all("VEVENT")[0]
    assert event.values("SUMMARY") == ["sbeitla – sample"]
    assert event.values("LOCATION") == ["sbeitla"]
    assert event.parameters("X-APPLE-STRUCTURED-LOCATION")["X-TITLE"] == "sbeitla"


def test_a_source_is_told_when_there_is_one():
    feed = read(tour_feed(sample_plan(), ENGLISH, "https://caravan.example/tour.ics"))
    assert feed.values("SOURCE") == ["https://caravan.example/tour.ics"]


@pytest.mark.parametrize("source", ["tour.ics", "javascript:x", "https://a.example/\r\nX:1"])
def test_a_source_that_is_no_web_address_is_refused(source):
    with pytest.raises(ValueError, match="published"):
        tour_feed(sample_plan(), ENGLISH, source)


def test_a_later_revision_raises_sequence_and_stamps_and_nothing_else():
    plan = sample_plan()
    revision = Revision(3, datetime(2020, 3, 1, 12, tzinfo=UTC))
    before = unfolded(tour_feed(plan, ENGLISH))
    after = unfolded(tour_feed(replace(plan, tour=replace(plan.tour, revision=revision)), ENGLISH))
    changed = {(old, new) for old, new in zip(before, after, strict=True) if old != new}
    assert changed == {
        ("LAST-MODIFIED:20200220T080000Z", "LAST-MODIFIED:20200301T120000Z"),
        ("DTSTAMP:20200220T080000Z", "DTSTAMP:20200301T120000Z"),
        ("SEQUENCE:2", "SEQUENCE:3"),
    }


def test_an_organizer_without_addresses_is_still_named():
    plan = sample_plan()
    tour = replace(plan.tour, organizers=(Organizer(Names.of(en="Friends")),))
    [event, *_] = read(tour_feed(replace(plan, tour=tour), ENGLISH)).all("VEVENT")
    assert plain(event.values("DESCRIPTION")[0]).endswith("\n\nContact: Friends")
    assert "URL" not in event.names


def test_a_tour_without_organizers_names_nobody():
    plan = sample_plan()
    tour = replace(plan.tour, organizers=())
    [event, *_] = read(tour_feed(replace(plan, tour=tour), ENGLISH)).all("VEVENT")
    assert plain(event.values("DESCRIPTION")[0]).endswith("08:30–10:30 Sbeïtla")


def test_an_address_that_is_no_web_address_is_not_made_a_link():
    plan = sample_plan()
    organizer = Organizer(Names.of(fr="A"), "a@tour.example", "", "javascript:alert(1)")
    tour = replace(plan.tour, organizers=(organizer,))
    feed = tour_feed(replace(plan, tour=tour), ENGLISH)
    assert b"javascript" not in feed.replace(b"\r\n ", b"")


def test_numbers_stay_in_order_in_an_arabic_text():
    feed = read(tour_feed(richer(sample_plan()), language("ar")))
    description = plain(feed.all("VEVENT")[0].values("DESCRIPTION")[0])
    assert "\n\u200e+216 70 000 000\u200e\n" in description
    assert feed.all("VEVENT")[0].values("LOCATION")[0].count("،") == 3


def test_an_event_past_midnight_is_written_with_the_next_date_and_its_hour():
    feed = read(tour_feed(plan_at("Africa/Tunis", date(2020, 3, 9), ((1380, 1500),)), ENGLISH))
    [event] = feed.all("VEVENT")
    assert event.values("DTSTART") == ["20200309T230000"]
    assert event.values("DTEND") == ["20200310T010000"]
    assert "23:00–01:00" in event.values("DESCRIPTION")[0]


ZONES = (
    *("Europe/Bucharest", "Europe/Paris", "America/New_York", "America/Sao_Paulo", "Asia/Tehran"),
    *("Africa/Tunis", "Africa/Casablanca", "Africa/Cairo", "Europe/Dublin", "Pacific/Apia"),
    *("Australia/Lord_Howe", "Asia/Kathmandu", "America/St_Johns", "Pacific/Chatham", "UTC"),
)


def is_plain(instant):
    """Whether clocks show this local time, once."""
    zone = instant.tzinfo
    shown = instant.astimezone(UTC).astimezone(zone).replace(tzinfo=None, fold=0)
    once = instant.utcoffset() == instant.replace(fold=1).utcoffset()
    return once and shown == instant.replace(tzinfo=None)


dates_near_a_change = st.one_of(
    st.dates(date(2010, 1, 1), date(2036, 12, 1)),
    st.sampled_from([date(2020, 3, 27), date(2020, 10, 24), date(2019, 11, 2), date(2011, 12, 28)]),
)
hours = st.tuples(st.integers(0, 1380), st.integers(1, 180)).map(lambda at: (at[0], sum(at)))


@given(st.sampled_from(ZONES), dates_near_a_change, st.tuples(hours, hours, hours))
def test_the_instants_read_from_the_feeds_own_zone_are_the_plans(zone, first, held):
    plan = plan_at(zone, first, held)
    feed = read(tour_feed(plan, ENGLISH))
    [definition] = feed.all("VTIMEZONE")
    for (day, stop), event in zip(plan.kept, feed.all("VEVENT"), strict=True):
        for name, minutes in (("DTSTART", stop.begins), ("DTEND", stop.ends)):
            instant = plan.tour.instant(day.date, minutes)
            assume(is_plain(instant))
            assert event.parameters(name) == {"TZID": definition.values("TZID")[0]}
            local = datetime.strptime(event.values(name)[0], "%Y%m%dT%H%M%S")
            begun = [
                part
                for part in definition.parts
                if datetime.strptime(part.values("DTSTART")[0], "%Y%m%dT%H%M%S") <= local
            ]
            [offset] = begun[-1].values("TZOFFSETTO")
            read_back = datetime.strptime(event.values(name)[0] + offset, "%Y%m%dT%H%M%S%z")
            assert read_back == instant
            assert read_back == local.replace(tzinfo=ZoneInfo(zone))


def spoilt(publication, **values):
    """The publication with values in its first revision that its guards would refuse."""
    first = replace(publication.revisions[0])
    for name, value in values.items():
        object.__setattr__(first, name, value)
    return replace(publication, revisions=(first, *publication.revisions[1:]))


@pytest.mark.parametrize(
    "values",
    [
        {"sequence": "DROP TABLE"},
        {"revised": datetime(2020, 1, 1)},  # noqa: DTZ001 without a zone
        {"revised": None},
        {"place": replace(sample_plan().tour.place("sbeitla"), names=None)},
        {"uid": None},
        {"sequence": -(10**5000)},
    ],
)
def test_an_impossible_event_is_left_out_and_told_and_all_others_stay(values):
    publication = spoilt(unpublished(sample_plan()), **values)
    feed = calendar.tour_feed(publication, ENGLISH, at=publication.made)
    uids = [event.values("UID")[0] for event in read(feed.content).all("VEVENT")]
    assert uids == ["sfax@sample.tour.example", "kerkennah@sample.tour.example"]
    [bad] = feed.left_out
    assert bad.event.id == "sbeitla"
    assert ENGLISH.message(bad.reason)


def test_each_team_has_the_events_that_it_holds():
    plan = sample_plan()
    [team] = plan.teams
    monday, tuesday = team.days
    idle = replace(monday, items=()), replace(tuesday, items=())
    teams = (replace(team, days=(monday, idle[1])), Team("team-2", (idle[0], tuesday)))
    publication = unpublished(replace(plan, teams=teams))
    feeds = [
        read(calendar.team_feed(publication, f"team-{n}", ENGLISH, at=publication.made).content)
        for n in (1, 2, 3)
    ]
    assert [feed.values("NAME") for feed in feeds] == [
        ["Team 1 – Small caravan"], ["Team 2 – Small caravan"], ["team-3 – Small caravan"],
    ]  # fmt: skip
    assert [[event.values("SUMMARY") for event in feed.all("VEVENT")] for feed in feeds] == [
        [["Sbeïtla – Small caravan"]],
        [["Sfax – Small caravan"], ["Kerkennah – Small caravan"]],
        [],
    ]


def test_the_time_at_which_feeds_changed_is_that_of_what_left_them_last():
    first = unpublished(sample_plan())
    made = datetime(2020, 3, 1, 22, 30, tzinfo=ZoneInfo("America/New_York"))  # 2 March, 3:30 UTC
    second = next_publication(plan_at("Africa/Tunis", date(2020, 3, 9), ((510, 630),)), first,
                              schedule="a", made=made)  # fmt: skip
    assert [r.event.id for r in second.revisions if r.is_cancelled] == ["sfax", "kerkennah"]
    assert not calendar.changes_by_date(first)
    assert calendar.changes_by_date(second)
    leaves = datetime(2020, 4, 2, tzinfo=UTC)
    for at, changed in {
        made: made,
        leaves - timedelta(seconds=1): made,
        leaves: leaves,
        leaves + timedelta(days=999): leaves,
    }.items():
        assert calendar.last_changed(second, at) == changed
        feed = calendar.tour_feed(second, ENGLISH, at=at)
        assert len(read(feed.content).all("VEVENT")) == (1 if changed == leaves else 3)
        assert feed.changed == changed
