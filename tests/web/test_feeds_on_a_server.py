"""The feeds over PostgreSQL, where no count in a file tells whether anything has changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from samples import sample_plan
from served import PUBLISHED, SCHEDULE, desk_with_plan, publish, secret_of, serving

from caravan.language.language import language
from caravan.store.desk import Desk
from caravan.store.link import LinkKind
from caravan.tour.names import Names
from caravan.views import calendar


@pytest.fixture
def here(tmp_path, empty_server):
    """A desk over PostgreSQL with a published tour."""
    settings = replace(desk_with_plan(tmp_path).settings, database_url=empty_server)
    here = Desk(settings)
    publish(here)
    return here


def test_a_feed_is_kept_changes_with_a_publication_and_ends_with_its_link(here):
    told = {"label": "", "language": "fr", "at": PUBLISHED}
    made = here.links.make(LinkKind.TOUR, SCHEDULE, "", **told)
    path = f"/calendars/{made.secret}/tour.ics"
    with serving(here) as client:
        response, body = client.get(path)
        speech = language("fr")
        first = here.publications.latest(SCHEDULE)
        assert response.status == 200
        assert body == calendar.tour_feed(first, speech, at=PUBLISHED).content
        tag = response.headers["etag"]
        assert client.get(path, if_none_match=tag)[0].status == 304
        # Somebody else publishes: first the same, which leaves the feed alone, then another name.
        publish(Desk(here.settings), at=PUBLISHED + timedelta(hours=1))
        assert client.get(path, if_none_match=tag)[0].status == 304
        plan = sample_plan()
        renamed = replace(plan, tour=replace(plan.tour, names=Names.of(fr="Autre nom")))
        second = publish(Desk(here.settings), renamed, at=PUBLISHED + timedelta(hours=2))
        response, body = client.get(path, if_none_match=tag)
        assert (response.status, second.number) == (200, 3)
        assert body == calendar.tour_feed(second, speech, at=PUBLISHED).content
        # Another program revokes the link: the very next question finds nothing.
        Desk(here.settings).links.revoke(made.link.id, SCHEDULE, datetime.now(UTC))
        response, body = client.get(path, if_none_match=response.headers["etag"])
        assert (response.status, body) == (404, b"Not found\n")
        assert client.get(f"/calendars/{'A' * 43}/tour.ics")[0].status == 404


def test_a_server_that_is_away_is_told_and_used_again(here, postgresql):
    path = f"/calendars/{secret_of(here)}/tour.ics"
    with serving(here) as client:
        tag = client.get(path)[0].headers["etag"]
        postgresql.stop()
        try:
            response, body = client.get(path, if_none_match=tag)
            assert response.status == 503
            assert b"SUMMARY" not in body
        finally:
            postgresql.start()
        assert client.get(path, if_none_match=tag)[0].status == 304
