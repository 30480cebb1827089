import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from samples import sample_plan
from views.calendar.content_lines import plain, read, unfolded
from views.calendar.of_plan import invitation, invited, tour_feed, uninvited
from views.calendar.plans import cleaned, hostile_plan, hostile_texts, plan_at, plan_with_partner

from caravan.errors import ImpossibleValue
from caravan.language.language import language
from caravan.tour.names import Names
from caravan.tour.partner import Organizer, Partner

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
    "ORGANIZER",
    "ATTENDEE",
]


def of_sample(plan=None):
    return invitation(plan or sample_plan(), "sfax", "commune-sfax")


def test_the_invitation_of_the_sample_is_exactly_this():
    assert unfolded(of_sample(plan_with_partner(language="en"))) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//caravan//touring events//EN",
        "METHOD:REQUEST",
        "BEGIN:VTIMEZONE",
        "TZID:Africa/Tunis",
        "BEGIN:STANDARD",
        "DTSTART:20081026T030000",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "TZNAME:CET",
        "END:STANDARD",
        "END:VTIMEZONE",
        "BEGIN:VEVENT",
        "UID:sfax@sample.tour.example",
        "DTSTAMP:20200220T080000Z",
        "LAST-MODIFIED:20200220T080000Z",
        "SEQUENCE:2",
        "STATUS:CONFIRMED",
        "DTSTART;TZID=Africa/Tunis:20200310T083000",
        "DTEND;TZID=Africa/Tunis:20200310T113000",
        "SUMMARY:Sfax – Small caravan",
        (
            "DESCRIPTION:Tuesday 10 March 2020\\, 08:30–11:30 (3\xa0h)\\n"
            "Small caravan\\n\\nThe team leaves at 13:37.\\n\\n"
            "Programme of the day\\n08:30–11:30 Sfax\\n16:00–17:30 Kerkennah\\n\\n"
            "Contact: Association\\nhello@tour.example"
        ),
        "LOCATION:Sfax\\, Tunisia",
        "GEO:34.740560;10.760280",
        'X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-TITLE="Sfax":geo:34.740560,10.760280',
        "CATEGORIES:Small caravan,Sfax",
        "TRANSP:OPAQUE",
        "ORGANIZER;CN=Association:mailto:hello@tour.example",
        (
            'ATTENDEE;CN="Amina Ben Salah";CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;'
            "PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:amina@sfax.example"
        ),
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "TRIGGER:-P1D",
        "DESCRIPTION:Tomorrow: Sfax – Small caravan",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


def test_the_same_plan_gives_the_same_bytes():
    assert of_sample() == of_sample()


def test_uid_and_sequence_are_those_of_the_feed():
    [mailed] = read(of_sample()).all("VEVENT")
    [shown] = [
        event
        for event in read(tour_feed(sample_plan(), language("fr"))).all("VEVENT")
        if event.values("UID") == mailed.values("UID")
    ]
    for name in ("UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "GEO", "STATUS"):
        assert mailed.values(name) == shown.values(name)


@pytest.mark.parametrize(
    ("code", "town"), [("ar", "صفاقس"), ("fr", "Sfax"), ("en", "Sfax"), ("de", "Sfax")]
)
def test_the_language_is_the_partners_else_one_that_the_tour_is_named_in(code, town):
    names = {"ar": "القافلة الصغيرة", "fr": "Petite caravane", "en": "Small caravan"}
    [event] = read(of_sample(plan_with_partner(language=code))).all("VEVENT")
    assert event.values("SUMMARY") == [f"{town} – {names.get(code, names['fr'])}"]


def test_a_language_that_caravan_does_not_speak_still_gives_its_names_to_a_tour_without_french():
    plan = plan_with_partner(language="ro")
    places = tuple(
        replace(place, names=Names.of(en="Sfax", ro="Sfaxul")) for place in plan.tour.places
    )
    organizer = replace(plan.tour.organizers[0], names=Names.of(en="Association", ro="Asociația"))
    tour = replace(
        plan.tour,
        names=Names.of(en="Small caravan", ro="Caravana mică"),
        places=places,
        organizers=(organizer,),
    )
    [event] = read(of_sample(replace(plan, tour=tour))).all("VEVENT")
    assert event.values("SUMMARY") == ["Sfaxul – Caravana mică"]
    [description] = event.values("DESCRIPTION")
    assert description.startswith("Tuesday 10 March 2020\\, 08:30–11:30")
    assert "Contact: Asociația" in description


def test_partners_of_one_event_do_not_see_each_other():
    plan = sample_plan()
    school = Partner("school", Names.of(fr="Lycée"), email="school@sfax.example")
    events = tuple(
        replace(event, partners=(*event.partners, school)) if event.id == "sfax" else event
        for event in plan.tour.events
    )
    plan = replace(plan, tour=replace(plan.tour, events=events))
    assert [partner.id for _, partner in invited(plan)] == ["commune-sfax", "school"]
    ours, theirs = (read(invitation(plan, "sfax", id_)) for id_ in ("commune-sfax", "school"))
    assert ours.all("VEVENT")[0].values("ATTENDEE") == ["mailto:amina@sfax.example"]
    assert theirs.all("VEVENT")[0].values("ATTENDEE") == ["mailto:school@sfax.example"]
    assert theirs.all("VEVENT")[0].parameters("ATTENDEE") == {
        "CN": "Lycée",
        "CUTYPE": "GROUP",
        "ROLE": "REQ-PARTICIPANT",
        "PARTSTAT": "NEEDS-ACTION",
        "RSVP": "TRUE",
    }
    assert "amina" not in "\n".join(unfolded(invitation(plan, "sfax", "school")))


def test_the_answers_go_to_the_first_organizer_with_an_address():
    plan = sample_plan()
    organizers = (
        Organizer(Names.of(fr="Sans adresse"), url="https://one.example"),
        Organizer(Names.of(fr="Fausse adresse"), email="two at example"),
        Organizer(Names.of(fr="Troisième"), email="three@tour.example"),
        Organizer(Names.of(fr="Quatrième"), email="four@tour.example"),
    )
    plan = replace(plan, tour=replace(plan.tour, organizers=organizers))
    [event] = read(of_sample(plan)).all("VEVENT")
    assert event.values("ORGANIZER") == ["mailto:three@tour.example"]
    assert event.parameters("ORGANIZER") == {"CN": "Troisième"}


def test_the_host_learns_when_the_team_comes_and_goes():
    plan = sample_plan()
    host = Partner(
        "commune-kerkennah", Names.of(fr="Commune"), email="k@kerkennah.example", language="en"
    )
    events = tuple(
        replace(event, partners=(host,)) if event.id == "kerkennah" else event
        for event in plan.tour.events
    )
    plan = replace(plan, tour=replace(plan.tour, events=events))
    [event] = read(invitation(plan, "kerkennah", host.id)).all("VEVENT")
    assert "\n\nThe team arrives at 16:00.\n\n" in plain(event.values("DESCRIPTION")[0])


def test_a_team_that_stays_in_town_neither_comes_nor_goes():
    plan = plan_at("Africa/Tunis", date(2020, 3, 9), ((510, 630), (510, 690), (510, 600)))
    plan = replace(
        plan, tour=replace(plan.tour, events=plan_with_partner(language="en").tour.events)
    )
    event = read(invitation(plan, "sfax", "commune-sfax")).all("VEVENT")[0]
    assert "team" not in plain(event.values("DESCRIPTION")[0])


def test_an_unknown_event_or_partner_is_a_key_error():
    with pytest.raises(KeyError):
        invitation(sample_plan(), "nowhere", "commune-sfax")
    with pytest.raises(KeyError):
        invitation(sample_plan(), "sbeitla", "commune-sfax")


def without_organizers(plan):
    return replace(plan, tour=replace(plan.tour, organizers=()))


def not_kept(plan):
    events = tuple(
        replace(event, partners=plan.tour.event("sfax").partners if event.id == "gafsa" else ())
        for event in plan.tour.events
    )
    return replace(plan, tour=replace(plan.tour, events=events))


@pytest.mark.parametrize(
    ("plan", "event", "reason"),
    [
        (not_kept(sample_plan()), "gafsa", "the plan does not keep the event “gafsa”"),
        (
            without_organizers(sample_plan()),
            "sfax",
            "no organizer of the tour has an e-mail address for the answers",
        ),
        (
            plan_with_partner(email=""),
            "sfax",
            "the partner “commune-sfax” has no e-mail address",
        ),
        (
            plan_with_partner(email="amina at sfax"),
            "sfax",
            "“amina at sfax” of the partner “commune-sfax” is not an e-mail address",
        ),
    ],
)
def test_who_cannot_be_invited_is_listed_with_the_reason(plan, event, reason):
    with pytest.raises(ImpossibleValue, match=re.escape(reason)):
        invitation(plan, event, "commune-sfax")
    assert invited(plan) == ()
    [missing] = uninvited(plan)
    assert (missing.event.id, missing.partner.id) == (event, "commune-sfax")
    assert str(missing.reason) == reason


def test_nobody_is_missing_when_all_is_known():
    assert uninvited(sample_plan()) == ()


@given(hostile_texts)
@settings(max_examples=100)
def test_no_text_adds_or_removes_a_property_or_a_person(text):
    calendar = read(invitation(hostile_plan(text), "sfax", "commune-sfax"))
    assert calendar.names == ["VERSION", "PRODID", "METHOD"]
    [event] = calendar.all("VEVENT")
    assert event.names == EVENT_NAMES
    assert [part.names for part in event.parts] == [["ACTION", "TRIGGER", "DESCRIPTION"]]
    assert event.values("ATTENDEE") == ["mailto:amina@sfax.example"]
    assert event.parameters("ATTENDEE")["CN"] == (
        cleaned(text).replace("\\", "/") or "amina@sfax.example"
    )
