"""libical alone knows which properties RFC 5546 allows with METHOD, and which it demands."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from samples import sample_plan
from views.calendar.of_plan import calendar_files, invitation, tour_feed
from views.calendar.plans import hostile_plan, hostile_texts, plan_at
from views.calendar.test_feeds import ZONES, dates_near_a_change

from caravan.language.language import LANGUAGES, language

LIVELY = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_file_of_the_sample_keeps_the_rules(libical, code):
    for content in calendar_files(sample_plan(), language(code)).values():
        assert libical.judge(content).faults == []


@pytest.mark.parametrize(
    ("line", "instead"),
    [
        (b"ATTENDEE[^:]*:mailto:amina@sfax.example\r\n", b""),
        (b"ORGANIZER[^:]*:mailto:hello@tour.example\r\n", b""),
        (b"DTSTAMP:20200220T080000Z\r\n", b""),
        (b"GEO:34.740560;10.760280\r\n", b"GEO:here\r\n"),
    ],
)
def test_the_judge_notices_an_invitation_that_lacks_something(libical, line, instead):
    content = invitation(sample_plan(), "sfax", "commune-sfax").replace(b"\r\n ", b"")
    spoiled, times = re.subn(line, instead, content)
    assert times == 1
    assert libical.judge(content).faults == []
    assert libical.judge(spoiled).faults != []


def test_what_libical_writes_of_a_feed_has_the_same_lines(libical):
    content = tour_feed(sample_plan(), language("fr")).replace(b"\r\n ", b"").decode()
    # It splits lists of categories and quotes parameters by its own taste.
    ours = re.sub(
        r"CATEGORIES:([^\r]*),([^\r]*)\r\n", r"CATEGORIES:\1\r\nCATEGORIES:\2\r\n", content
    )
    ours = re.sub('X-TITLE="([^"]*)"', r"X-TITLE=\1", ours)
    assert libical.judge(content.encode()).rewritten.splitlines() == ours.splitlines()


@LIVELY
@given(text=hostile_texts)
def test_hostile_words_break_no_rule(libical, text):
    plan = hostile_plan(text)
    assert libical.judge(tour_feed(plan, language("ar"))).faults == []
    assert libical.judge(invitation(plan, "sfax", "commune-sfax")).faults == []


@LIVELY
@given(zone=st.sampled_from(ZONES), first=dates_near_a_change)
def test_the_time_zone_keeps_the_rules(libical, zone, first):
    plan = plan_at(zone, first, ((600, 660),) * 3)
    assert libical.judge(tour_feed(plan, language("fr"))).faults == []
