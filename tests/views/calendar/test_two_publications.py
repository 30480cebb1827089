"""Two publications that follow one another, before all judges.

Sbeitla moves to another hour, Sfax stays as it is, Kerkennah is dropped, Gafsa is new.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import vobject
from ical.calendar_stream import IcsCalendarStream
from views.calendar.content_lines import plain, read, unfolded
from views.calendar.of_plan import whole
from views.calendar.plans import commune, programme

from caravan.language.language import LANGUAGES, language
from caravan.plan.change import ChangeKind, changes
from caravan.plan.publication import next_publication
from caravan.views.calendar import (
    cancellation,
    changes_by_date,
    invitation,
    last_changed,
    partner_feed,
    team_feed,
    tour_feed,
    town_feed,
    town_files,
)

ENGLISH = language("en")
MADE = datetime(2020, 2, 25, 10, tzinfo=UTC)
LATER = datetime(2020, 3, 1, 9, 30, tzinfo=UTC)
FIRST = next_publication(
    programme({"sbeitla": (0, 510), "sfax": (1, 510), "kerkennah": (2, 960)}),
    None,
    schedule="a",
    made=MADE,
)
SECOND = next_publication(
    programme({"sbeitla": (0, 870), "sfax": (1, 510), "gafsa": (2, 510)}),
    FIRST,
    schedule="a",
    made=LATER,
)
TOWNS = ("sbeitla", "sfax", "kerkennah", "gafsa")
DOMAIN = "@sample.tour.example"


def events_of(content):
    """The events of a calendar by their town's id, in its order."""
    found = read(content).all("VEVENT")
    return {event.values("UID")[0].removesuffix(DOMAIN): event for event in found}


def feeds(publication, code):
    speech = language(code)
    return {
        "tour": whole(tour_feed(publication, speech, at=LATER)),
        "team": whole(team_feed(publication, "team-1", speech, at=LATER)),
        **{town: whole(town_feed(publication, town, speech, at=LATER)) for town in TOWNS},
        **{
            f"commune-{town}": whole(partner_feed(publication, f"commune-{town}", speech, at=LATER))
            for town in TOWNS
        },
    }


def mails(before, after):
    """What is sent: a list of method, partner's id and the file."""
    sent = []
    for change in changes(before, after).told:
        id_ = change.after.event.id
        if change.is_off:
            file = cancellation(after, id_, change.partner, sent=change.before.sequence)
            sent.append(("CANCEL", change.partner.id, file))
        else:
            file = invitation(
                after,
                id_,
                change.partner.id,
                reply_by=date(2020, 3, 5),
                answer="https://tour.example/answer/x",
            )
            sent.append(("REQUEST", change.partner.id, file))
    return sent


ALL = [
    *[feed for code in LANGUAGES for of in (FIRST, SECOND) for feed in feeds(of, code).values()],
    *[file for _, _, file in (*mails(None, FIRST), *mails(FIRST, SECOND))],
]


def test_a_moved_event_has_a_higher_sequence_and_a_new_stamp():
    before, after = (events_of(feeds(of, "en")["tour"])["sbeitla"] for of in (FIRST, SECOND))
    assert before.values("SEQUENCE") == ["2"]
    assert after.values("SEQUENCE") == ["3"]
    assert before.values("DTSTAMP") == before.values("LAST-MODIFIED") == ["20200225T100000Z"]
    assert after.values("DTSTAMP") == after.values("LAST-MODIFIED") == ["20200301T093000Z"]
    assert after.values("DTSTART") == ["20200309T143000"]
    assert after.values("STATUS") == ["CONFIRMED"]


def test_what_did_not_change_is_the_same_to_the_byte():
    for code in LANGUAGES:
        before, after = (feeds(of, code) for of in (FIRST, SECOND))
        assert events_of(before["tour"])["sfax"] == events_of(after["tour"])["sfax"]
        # So are whole feeds, and who has one isn't sent it again.
        for name in ("sfax", "commune-sfax"):
            assert before[name] == after[name]


def test_a_cancelled_event_stays_where_it_was_and_says_so_first():
    before, after = (events_of(feeds(of, "en")["tour"])["kerkennah"] for of in (FIRST, SECOND))
    assert after.values("STATUS") == ["CANCELLED"]
    assert after.values("SUMMARY") == ["Cancelled: Kerkennah – Small caravan"]
    assert after.values("SEQUENCE") == ["3"]
    assert after.values("DTSTAMP") == ["20200301T093000Z"]
    for name in ("UID", "DTSTART", "DTEND", "GEO", "LOCATION", "CATEGORIES"):
        assert after.values(name) == before.values(name)
    assert "Programme of the day" not in after.values("DESCRIPTION")[0]
    french = events_of(feeds(SECOND, "fr")["kerkennah"])["kerkennah"]
    assert french.values("SUMMARY")[0].endswith("Kerkennah – Petite caravane")
    assert french.values("STATUS") == ["CANCELLED"]


def test_a_new_event_begins_with_the_sequence_of_the_tour():
    gafsa = events_of(feeds(SECOND, "en")["tour"])["gafsa"]
    assert gafsa.values("SEQUENCE") == ["2"]
    assert gafsa.values("DTSTAMP") == ["20200301T093000Z"]
    assert gafsa.values("STATUS") == ["CONFIRMED"]


def test_each_feed_has_the_events_that_belong_to_it():
    found = {name: list(events_of(feed)) for name, feed in feeds(SECOND, "en").items()}
    everything = ["sbeitla", "sfax", "gafsa", "kerkennah"]
    assert found == {
        "tour": everything,
        "team": everything,
        **{town: [town] for town in TOWNS},
        **{f"commune-{town}": [town] for town in TOWNS},
    }
    assert read(feeds(SECOND, "en")["tour"]).values("DESCRIPTION") == ["9–18 March 2020: 3 events"]


def test_who_takes_part_is_busy_and_an_onlooker_is_not():
    second = feeds(SECOND, "en")
    for name, shown in {
        "tour": "TRANSPARENT",
        "sfax": "TRANSPARENT",
        "team": "OPAQUE",
        "commune-sfax": "OPAQUE",
        "commune-kerkennah": "TRANSPARENT",  # cancelled: the hours are free again
    }.items():
        event = next(iter(events_of(second[name]).values()))
        assert event.values("TRANSP") == [shown], name


@pytest.mark.parametrize(
    ("days", "is_shown"), [(0, True), (29, True), (30, True), (31, False), (400, False)]
)
def test_a_cancelled_event_leaves_after_thirty_days(days, is_shown):
    for hour in (0, 23):
        at = (LATER + timedelta(days=days)).replace(hour=hour, minute=59)
        shown = events_of(tour_feed(SECOND, ENGLISH, at=at).content)
        assert ("kerkennah" in shown) is is_shown
        assert list(shown)[:3] == ["sbeitla", "sfax", "gafsa"]


def test_an_event_that_comes_back_is_confirmed_with_a_higher_sequence():
    third = next_publication(FIRST.plan, SECOND, schedule="a", made=LATER + timedelta(days=1))
    event = events_of(tour_feed(third, ENGLISH, at=third.made).content)["kerkennah"]
    assert event.values("STATUS") == ["CONFIRMED"]
    assert event.values("SEQUENCE") == ["4"]
    assert event.values("SUMMARY") == ["Kerkennah – Small caravan"]


def test_each_partner_gets_one_mail_about_what_changed_for_it_and_no_other():
    told = [(method, partner) for method, partner, _ in mails(FIRST, SECOND)]
    assert told == [
        ("REQUEST", "commune-sbeitla"),
        ("REQUEST", "commune-gafsa"),
        ("CANCEL", "commune-kerkennah"),
    ]


def test_mails_and_feeds_tell_the_same():
    feed = events_of(tour_feed(SECOND, ENGLISH, at=LATER).content)
    for _, partner, file in mails(FIRST, SECOND):
        [(town, mailed)] = events_of(file).items()
        assert partner == f"commune-{town}"
        assert mailed.values("ATTENDEE") == [f"mailto:{town}@towns.example"]
        for name in ("UID", "SEQUENCE", "STATUS", "DTSTART", "DTEND", "SUMMARY", "LOCATION"):
            assert mailed.values(name) == feed[town].values(name)


def test_the_invitation_says_by_when_and_where_to_answer():
    [(_, _, file), *_] = mails(FIRST, SECOND)
    text = plain(events_of(file)["sbeitla"].values("DESCRIPTION")[0])
    assert (
        "Please answer by Thursday 5 March 2020.\n"
        "To answer in a browser: https://tour.example/answer/x\n"
    ) in text


def test_the_cancellation_of_the_sample_is_exactly_this():
    [file] = [file for method, _, file in mails(FIRST, SECOND) if method == "CANCEL"]
    [calendar, lines] = [read(file), unfolded(file)]
    assert calendar.values("METHOD") == ["CANCEL"]
    assert lines[lines.index("BEGIN:VEVENT") :] == [
        "BEGIN:VEVENT",
        "UID:kerkennah@sample.tour.example",
        "DTSTAMP:20200301T093000Z",
        "LAST-MODIFIED:20200301T093000Z",
        "SEQUENCE:3",
        "STATUS:CANCELLED",
        "DTSTART;TZID=Africa/Tunis:20200311T160000",
        "DTEND;TZID=Africa/Tunis:20200311T173000",
        "SUMMARY:Cancelled: Kerkennah – Small caravan",
        (
            "DESCRIPTION:Wednesday 11 March 2020\\, 16:00–17:30 (1\xa0h\xa030)\\n"
            "Small caravan\\n\\nThe event is cancelled.\\n\\n"
            "Contact: Association\\nhello@tour.example"
        ),
        "LOCATION:Kerkennah\\, Tunisia",
        "GEO:34.708820;11.214700",
        'X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-TITLE="Kerkennah":geo:34.708820,11.214700',
        "CATEGORIES:Small caravan,Kerkennah",
        "TRANSP:TRANSPARENT",
        "ORGANIZER;CN=Association:mailto:hello@tour.example",
        (
            'ATTENDEE;CN="kerkennah council";CUTYPE=GROUP;ROLE=REQ-PARTICIPANT:'
            "mailto:kerkennah@towns.example"
        ),
        "END:VEVENT",
        "END:VCALENDAR",
    ]


def test_a_partner_that_takes_no_part_any_more_is_uninvited_while_the_event_is_held():
    held = {"sbeitla": (0, 510), "sfax": (1, 510), "kerkennah": (2, 960)}
    after = next_publication(programme(held, uninvited=("sfax",)), FIRST, schedule="a", made=LATER)
    [change] = changes(FIRST, after).told
    assert change.kind is ChangeKind.WITHDRAWN
    file = cancellation(after, "sfax", change.partner, sent=2)
    event = events_of(file)["sfax"]
    # RFC 5546, section 3.2.5: no STATUS when one attendee is uninvited.
    assert event.values("STATUS") == []
    assert event.values("SEQUENCE") == ["2"]
    assert event.values("DTSTAMP") == ["20200301T093000Z"]
    assert event.values("ATTENDEE") == ["mailto:sfax@towns.example"]
    assert cancellation(after, "sfax", change.partner, sent=7).count(b"SEQUENCE:7\r\n") == 1
    assert events_of(tour_feed(after, ENGLISH, at=LATER).content)["sfax"].values("STATUS") == [
        "CONFIRMED"
    ]
    own = events_of(partner_feed(after, "commune-sfax", ENGLISH, at=LATER).content)["sfax"]
    assert own.values("STATUS") == ["CANCELLED"]


def elsewhere(plan, id_, town):
    """The plan with an event in another town."""
    events = tuple(
        replace(event, place=town) if event.id == id_ else event for event in plan.tour.events
    )
    days = tuple(
        replace(
            day,
            items=tuple(replace(stop, place=town) if stop.event == id_ else stop
                        for stop in day.items),
        )
        for day in plan.teams[0].days
    )  # fmt: skip
    teams = (replace(plan.teams[0], days=days),)
    return replace(plan, tour=replace(plan.tour, events=events), teams=teams)


HELD = {"sbeitla": (0, 510), "sfax": (1, 510), "kerkennah": (2, 960)}
WITHOUT_SFAX = next_publication(
    programme(HELD, uninvited=("sfax",)), FIRST, schedule="a", made=LATER
)
"""The event in Sfax is held as before, without its commune."""
IN_GAFSA = next_publication(
    elsewhere(programme({**HELD, "sfax": (3, 600)}), "sfax", "gafsa"),
    FIRST,
    schedule="a",
    made=LATER,
)
"""The event in Sfax is held in Gafsa, two days later."""
ALL += [
    feed
    for code in LANGUAGES
    for of in (WITHOUT_SFAX, IN_GAFSA)
    for feed in feeds(of, code).values()
]


@pytest.mark.parametrize(
    ("after", "own"), [(WITHOUT_SFAX, "commune-sfax"), (IN_GAFSA, "sfax")], ids=["partner", "town"]
)
def test_whom_an_event_has_left_reads_that_it_is_off_at_the_hour_that_was_told(after, own):
    [before] = events_of(feeds(FIRST, "en")[own]).values()
    content = feeds(after, "en")[own]
    [event] = events_of(content).values()
    assert event.values("STATUS") == ["CANCELLED"]
    assert event.values("SUMMARY") == ["Cancelled: Sfax – Small caravan"]
    assert (before.values("SEQUENCE"), event.values("SEQUENCE")) == (["2"], ["3"])
    assert event.values("DTSTAMP") == ["20200301T093000Z"]
    assert event.values("TRANSP") == ["TRANSPARENT"]
    for name in ("UID", "DTSTART", "DTEND", "GEO", "LOCATION", "CATEGORIES"):
        assert event.values(name) == before.values(name)
    told = read(content).values("DESCRIPTION")
    assert told == ["9–18 March 2020: no event is planned here at present."]
    [french] = events_of(feeds(after, "fr")[own]).values()
    assert french.values("SUMMARY")[0].endswith("Sfax – Petite caravane")


def test_the_calendars_of_all_others_show_the_event_as_it_is_held():
    for after, town, sequence in ((WITHOUT_SFAX, "Sfax", "2"), (IN_GAFSA, "Gafsa", "3")):
        shown = feeds(after, "en")
        others = ["tour", "team", town.lower()] + ["commune-sfax"] * (after is IN_GAFSA)
        for name in others:
            event = events_of(shown[name])["sfax"]
            assert event.values("STATUS") == ["CONFIRMED"], name
            assert event.values("SUMMARY") == [f"{town} – Small caravan"]
            assert event.values("SEQUENCE") == [sequence]
        assert shown["tour"].count(b"UID:sfax@") == 1


def test_the_feed_of_the_whole_tour_and_of_a_team_know_nothing_of_who_was_taken_out():
    same = next_publication(FIRST.plan, FIRST, schedule="a", made=LATER)
    for code in LANGUAGES:
        for name in ("tour", "team", *TOWNS):
            assert feeds(WITHOUT_SFAX, code)[name] == feeds(same, code)[name]
    assert last_changed(WITHOUT_SFAX, LATER + timedelta(days=400)) == LATER


@pytest.mark.parametrize(
    ("after", "show"),
    [
        (WITHOUT_SFAX, lambda made, at: partner_feed(made, "commune-sfax", ENGLISH, at=at)),
        (IN_GAFSA, lambda made, at: town_feed(made, "sfax", ENGLISH, at=at)),
    ],
    ids=["partner", "town"],
)
def test_what_has_left_a_calendar_leaves_it_for_good_after_thirty_days(after, show):
    # Told on 1 March: 31 March is the thirtieth day after.
    assert changes_by_date(after)
    last, gone = datetime(2020, 3, 31, 23, 59, tzinfo=UTC), datetime(2020, 4, 1, tzinfo=UTC)
    assert (show(after, last).changed, show(after, gone).changed) == (LATER, gone)
    for at, is_shown in ((LATER, True), (last, True), (gone, False)):
        assert (b"BEGIN:VEVENT" in show(after, at).content) is is_shown
        # Also when it was published again meanwhile, of which nobody hears here.
        again = next_publication(after.plan, after, schedule="a", made=at)
        assert (b"BEGIN:VEVENT" in show(again, at).content) is is_shown
        if is_shown:
            assert events_of(show(again, at).content) == events_of(show(after, at).content)
        assert any(each.withdrawn for each in again.revisions) is is_shown
        assert changes_by_date(again) is is_shown


@pytest.mark.parametrize(
    ("after", "show"),
    [
        (WITHOUT_SFAX, lambda made, at: partner_feed(made, "commune-sfax", ENGLISH, at=at)),
        (IN_GAFSA, lambda made, at: town_feed(made, "sfax", ENGLISH, at=at)),
    ],
    ids=["partner", "town"],
)
def test_what_comes_back_into_a_calendar_is_confirmed_with_a_higher_sequence(after, show):
    back = next_publication(FIRST.plan, after, schedule="a", made=LATER + timedelta(days=3))
    [event] = events_of(show(back, back.made).content).values()
    assert event.values("STATUS") == ["CONFIRMED"]
    assert event.values("SEQUENCE") == ["4"]
    assert event.values("DTSTAMP") == ["20200304T093000Z"]
    assert event.values("SUMMARY") == ["Sfax – Small caravan"]


def test_a_town_keeps_the_file_of_its_feed_while_that_tells_what_has_left():
    # Its event is in Gafsa now, and none of the tour is in Sfax.
    assert town_files(IN_GAFSA)["sfax.ics"] == "sfax"
    assert "commune-sfax" in WITHOUT_SFAX.partners


def test_what_was_never_told_cannot_be_cancelled():
    with pytest.raises(KeyError):
        cancellation(FIRST, "gafsa", commune("gafsa"))


def test_libical_accepts_every_file(libical):
    for content in ALL:
        assert libical.judge(content).faults == []


def test_home_assistants_parser_reads_every_file():
    for content in ALL:
        calendar = IcsCalendarStream.calendar_from_ics(content.decode())
        for ours, event in zip(read(content).all("VEVENT"), calendar.events, strict=True):
            assert [str(event.sequence)] == ours.values("SEQUENCE")
            assert ours.values("STATUS") == ([event.status.value] if event.status else [])
            assert [event.uid] == ours.values("UID")


def test_vobject_validates_every_file():
    for content in ALL:
        assert vobject.readOne(content.decode()).validate(raiseException=True)


def test_ical_js_reads_the_same_instants_and_titles(ical_js):
    publications = {FIRST.made: FIRST, SECOND.made: SECOND}
    for made, publication in publications.items():
        answer = ical_js(tour_feed(publication, ENGLISH, at=made).content)
        shown = sorted(publication.revisions, key=lambda revision: revision.begins)
        assert answer["instants"] == [
            [int(r.begins.timestamp()), int(r.ends.timestamp())] for r in shown
        ]
    for content in ALL:
        answer = ical_js(content)
        assert "error" not in answer
        parts = [part for part in answer["jcal"][2] if part[0] == "vevent"]
        titles = [row[3] for _, rows, _ in parts for row in rows if row[0] == "summary"]
        ours = [plain(event.values("SUMMARY")[0]) for event in read(content).all("VEVENT")]
        assert titles == ours


def test_the_server_replaces_the_first_by_the_second_and_has_each_event_once(radicale):
    for publication in (FIRST, SECOND):
        content = feeds(publication, "en")["tour"]
        radicale.request("PUT", "/a/both/", content, **{"Content-Type": "text/calendar"})
        back = radicale.request("GET", "/a/both/").replace(b"\r\n ", b"")
        for town, event in events_of(content).items():
            assert back.count(f"UID:{town}{DOMAIN}\r\n".encode()) == 1
            assert f"SEQUENCE:{event.values('SEQUENCE')[0]}\r\n".encode() in back
        assert back.count(b"BEGIN:VEVENT") == len(events_of(content))
    assert back.count(b"STATUS:CANCELLED") == 1
