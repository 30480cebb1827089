"""The answer page as partners meet it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from answering import AMINA, NOW, cancel, desk_in, invite, now, published
from page_reader import read_page
from samples import sample_plan
from starlette.applications import Starlette
from starlette.routing import Mount

from caravan.errors import msg
from caravan.plan.invitation_state import Answer, InvitationState
from caravan.store.invitations import ask_anew
from caravan.store.link import LinkKind
from caravan.store.mail import MailState
from caravan.store.replies import Replies
from caravan.store.reply import About, Judgement, NewReply, ReplySource
from caravan.store.schema import InvitationRow, MailRow
from caravan.store.state_folder import StateUnusable
from caravan.tour.names import Names
from caravan.web.answer.routes import answer_route
from caravan.web.routes import routes


@dataclass
class Client:
    """Asks the routes without a server; each answer is whole, none is followed."""

    app: Starlette

    def request(self, method: str, path: str, **more) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://t") as client:
                return await client.request(method, path, **more)

        return asyncio.run(ask())

    def get(self, path: str) -> httpx.Response:
        return self.request("GET", path)

    def post(self, path: str, **more) -> httpx.Response:
        return self.request("POST", path, **more)


@dataclass
class World:
    """A partner with a link, and the time."""

    desk: object
    client: Client
    asked: object
    secret: str
    link: object
    time: datetime = NOW

    def get(self, query: str = ""):
        return self.client.get(f"/answer/{self.secret}{query}")

    def page(self, query: str = ""):
        response = self.get(query)
        assert response.status_code == 200
        return read_page(response.text)

    def token(self, query: str = "") -> str:
        return next(
            field.attributes["value"]
            for field in self.page(query).all("input")
            if field.attributes.get("name") == "token"
        )

    def answer(self, answer: str, **fields: str):
        if "token" not in fields:
            fields["token"] = self.token()
        return self.client.post(f"/answer/{self.secret}", data={"answer": answer, **fields})

    @property
    def stands(self):
        return now(self.desk, self.asked.id)


@pytest.fixture
def world(tmp_path):
    desk = desk_in(tmp_path)
    published(desk)
    asked = invite(desk)
    made = desk.links.make(
        LinkKind.ANSWER,
        "sample",
        "commune-sfax",
        label="",
        language="fr",
        at=NOW,
        invitation=asked.id,
    )
    here: list[World] = []
    route = answer_route(desk, lambda: here[0].time)
    client = Client(Starlette(routes=[Mount("/answer", routes=[route])]))
    here.append(World(desk, client, asked, made.secret, made.link))
    return here[0]


def test_the_page_says_what_was_asked(world):
    page = world.page("?lang=en")
    text = page.line
    assert "Small caravan" in text
    assert "Municipalité de Sfax" in text
    assert "Tuesday 10 March 2020" in text
    assert "08:30–11:30" in text
    assert "3 h" in text
    assert "You haven't answered yet." in text
    assert page.one("time").attributes["datetime"] == "2020-03-10T08:30:00+01:00"


def test_the_page_has_no_script_and_asks_nobody_for_anything(world):
    response = world.get()
    assert "<script" not in response.text
    policy = response.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["referrer-policy"] == "no-referrer"
    assert response.headers["x-robots-tag"] == "noindex"
    assert response.headers["x-content-type-options"] == "nosniff"


def test_to_look_at_the_page_answers_nothing_whatever_its_address_says(world):
    page = world.page("?answer=declined")
    chosen = [f for f in page.all("input") if "checked" in f.attributes]
    assert [field.attributes["value"] for field in chosen] == ["declined"]
    assert world.stands == world.asked


@pytest.mark.parametrize("answer", ["accepted", "declined"])
def test_an_answer_is_recorded_and_shown(world, answer):
    response = world.answer(answer, comment="À bientôt")
    assert response.status_code == 303
    stands = world.stands
    assert (stands.state, stands.comment) == (InvitationState(answer), "À bientôt")
    assert stands.answered == NOW
    (reply,) = world.desk.replies.listed("sample")
    assert (reply.source, reply.refusal) == (ReplySource.LINK, None)
    page = world.page(response.headers["location"] + "&lang=en")
    assert "your answer has arrived" in page.line
    assert "À bientôt" in page.line


def test_other_hours_are_proposed_in_local_time(world):
    hours = {"date": "2020-03-09", "begins": "14:00", "ends": "17:30"}
    assert world.answer("proposes", **hours).status_code == 303
    stands = world.stands
    assert stands.state is InvitationState.PROPOSES
    assert stands.proposal_begins == datetime(2020, 3, 9, 13, tzinfo=UTC)
    assert stands.proposal_ends == datetime(2020, 3, 9, 16, 30, tzinfo=UTC)
    page = world.page("?lang=en")
    assert "Monday 9 March 2020 14:00–17:30" in page.line
    fields = {f.attributes.get("name"): f.attributes for f in page.all("input")}
    assert fields["begins"]["value"] == "14:00"


def test_an_answer_can_be_changed(world):
    world.answer("declined")
    world.time += timedelta(days=1)
    world.answer("accepted")
    assert world.stands.state is InvitationState.ACCEPTED
    assert world.stands.answered == NOW + timedelta(days=1)
    assert len(world.desk.replies.listed("sample")) == 2


def test_a_form_that_arrives_twice_counts_once(world):
    token = world.token()
    assert world.answer("accepted", token=token).status_code == 303
    version = world.stands.version
    assert world.answer("accepted", token=token).status_code == 303
    assert world.stands.version == version
    assert len(world.desk.replies.listed("sample")) == 1


@pytest.mark.parametrize("again", [1, 2])
def test_who_goes_back_and_chooses_otherwise_in_the_same_form_has_a_new_answer(world, again):
    """The browser brings the form back as it was, with its token."""
    token = world.token()
    for number, answer in enumerate(("declined", "accepted", "declined", "accepted"), start=1):
        for _ in range(again):
            response = world.answer(answer, token=token)
            assert response.status_code == 303
        assert world.stands.state is InvitationState(answer)
        assert len(world.desk.replies.listed("sample")) == number
    assert "You accepted" in world.page("?told=1&lang=en").line


def test_other_words_and_other_hours_in_the_same_form_are_new_answers(world):
    token = world.token()
    hours = {"date": "2020-03-09", "begins": "14:00", "ends": "17:30", "token": token}
    sent = [
        hours,
        hours,
        hours | {"ends": "17:45"},
        hours | {"ends": "17:45", "comment": "Ou plus tard"},
        hours | {"ends": "17:45", "comment": "Ou plus tard"},
    ]
    for fields in sent:
        assert world.answer("proposes", **fields).status_code == 303
    assert len(world.desk.replies.listed("sample")) == 3
    assert world.stands.proposal_ends == datetime(2020, 3, 9, 16, 45, tzinfo=UTC)
    assert world.stands.comment == "Ou plus tard"


def test_a_form_that_is_not_ours_changes_no_answer_either(world):
    token = world.token()
    world.answer("declined", token=token)
    assert world.answer("accepted", token=token[:-1]).status_code == 422
    assert world.stands.state is InvitationState.DECLINED


def test_a_form_that_was_sent_too_often_is_shown_anew(world, monkeypatch):
    monkeypatch.setattr("caravan.web.answer.recording._MOST_TURNS", 2)
    token = world.token()
    answers = ("declined", "accepted", "declined")
    sent = [world.answer(answer, token=token) for answer in answers]
    assert [response.status_code for response in sent] == [303, 303, 422]
    assert world.stands.state is InvitationState.ACCEPTED
    assert world.answer("declined").status_code == 303


def test_an_answer_after_the_clock_has_jumped_back_still_is_the_last(world):
    world.answer("declined")
    world.time -= timedelta(hours=3)
    world.answer("accepted")
    assert world.stands.state is InvitationState.ACCEPTED
    assert world.stands.answered == NOW


@pytest.mark.parametrize("token", ["", "x", "a" * 22 + ".2." + "0" * 64, "a" * 5000])
def test_a_form_that_is_not_ours_answers_nothing(world, token):
    response = world.answer("accepted", token=token)
    assert response.status_code == 422
    assert world.stands == world.asked


def test_who_saw_the_hours_before_a_move_is_shown_the_new_ones_first(world):
    token = world.token()
    plan = sample_plan()
    events = tuple(
        replace(e, venue=Names.of(fr="Stade")) if e.id == "sfax" else e for e in plan.tour.events
    )
    moved = replace(plan, tour=replace(plan.tour, events=events))
    world.desk.publications.publish("sample", moved, base=1, at=NOW, who="Salma")
    response = world.answer("accepted", token=token)
    assert response.status_code == 409
    assert "Stade" in response.text
    assert world.stands == world.asked
    # Once seen, they can be accepted, also before the mail that tells of them has gone.
    assert world.answer("accepted").status_code == 303
    assert world.stands.state is InvitationState.ACCEPTED
    assert world.stands.sequence == 3


HALF_AN_HOUR_LATER = (
    "This event has been moved. Before, it was on: Tuesday 10 March 2020 08:30–11:30"
)


def half_an_hour_later(world):
    """Sfax is published from 09:00 to 12:00 instead of 08:30 to 11:30."""
    plan = sample_plan()
    [team] = plan.teams
    monday, tuesday = team.days
    first, *others = tuesday.items
    days = (monday, replace(tuesday, items=(replace(first, begins=540, ends=720), *others)))
    moved = replace(plan, teams=(replace(team, days=days),))
    world.desk.publications.publish("sample", moved, base=1, at=NOW, who="Salma")


def told(world, sequence):
    """The mail of a publication has gone."""
    with world.desk.invitations.database.writing() as session:
        ask_anew(session.get(InvitationRow, world.asked.id), email=AMINA, sequence=sequence)
        session.add(mail_row(world.asked.id, sequence))


def mail_row(invitation, sequence):
    """A mail that was sent."""
    return MailRow(
        key=f"k{sequence}",
        schedule="sample",
        publication=sequence - 1,
        invitation_id=invitation,
        method="REQUEST",
        kind="new",
        told=0,
        sequence=sequence,
        recipient=AMINA,
        language="fr",
        subject="",
        text="",
        original="",
        state=MailState.SENT.value,
        attempts=1,
        made=NOW,
        version=1,
    )


@pytest.mark.parametrize("is_told", [False, True])
@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("accepted", "On Tuesday 25 February 2020 you had accepted that."),
        ("declined", "On Tuesday 25 February 2020 you had declined that."),
        (
            "proposes",
            (
                "On Tuesday 25 February 2020 you had proposed other hours: "
                "Monday 9 March 2020 14:00–17:30"
            ),
        ),
    ],
)
def test_who_answered_before_the_event_was_moved_is_told_both(world, answer, said, is_told):
    hours = {"date": "2020-03-09", "begins": "14:00", "ends": "17:30"}
    world.answer(answer, **(hours if answer == "proposes" else {}))
    half_an_hour_later(world)
    if is_told:
        told(world, 3)
        assert world.stands.state is InvitationState.INVITED
    text = world.page("?lang=en").line
    assert "09:00–12:00" in text
    assert f"{HALF_AN_HOUR_LATER} {said} You haven't answered anew yet." in text
    assert not [f for f in world.page().all("input") if "checked" in f.attributes]
    world.answer("accepted")
    text = world.page("?lang=en").line
    assert "You accepted on Tuesday 25 February 2020." in text
    assert "Before" not in text


@pytest.mark.parametrize("is_told", [False, True])
def test_who_was_asked_and_never_answered_is_told_of_the_move(world, is_told):
    told(world, 2)
    half_an_hour_later(world)
    if is_told:
        told(world, 3)
    assert f"{HALF_AN_HOUR_LATER} You haven't answered yet." in world.page("?lang=en").line


def test_another_place_is_said_and_hours_that_stay_are_not(world):
    world.answer("accepted")
    plan = sample_plan()
    events = tuple(
        replace(e, venue=Names.of(fr="Stade")) if e.id == "sfax" else e for e in plan.tour.events
    )
    moved = replace(plan, tour=replace(plan.tour, events=events))
    world.desk.publications.publish("sample", moved, base=1, at=NOW, who="Salma")
    text = world.page("?lang=en").line
    assert "The place of this event has changed. Before, it was: Sfax. On Tuesday" in text
    assert "has been moved" not in text


def test_an_answer_that_did_not_count_is_no_answer_to_what_was_asked_before(world):
    why = msg("forged")
    reply = NewReply("x", ReplySource.MAIL, "m@x.example", NOW, Answer.DECLINED, 2)
    judged = Judgement("sample", world.asked, why)
    world.desk.replies.keep(reply, lambda _: judged, About(invitation=world.asked.id), at=NOW)
    half_an_hour_later(world)
    assert "declined that" not in world.page("?lang=en").line


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"answer": ""}, "answer"),
        ({"answer": "tentative"}, "answer"),
        ({"answer": "proposes"}, "date"),
        ({"date": "2020-03-12"}, "date"),
        ({"date": "tomorrow"}, "date"),
        ({"date": "2020-W11-2"}, "date"),
        ({"begins": "8h"}, "begins"),
        ({"ends": "25:00"}, "ends"),
        ({"begins": "17:30", "ends": "14:00"}, "ends"),
        ({"begins": "14:00", "ends": "14:00"}, "ends"),
        ({"begins": "14:00", "ends": "16:59"}, "ends"),
        ({"comment": "x" * 1001}, "comment"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field_and_nothing_typed_is_lost(world, fields, field):
    typed = {"answer": "proposes", "date": "2020-03-09", "begins": "09:00", "ends": "12:00"}
    typed = {"answer": "proposes"} if fields == {"answer": "proposes"} else typed | fields
    response = world.answer(**typed)
    assert response.status_code == 422
    page = read_page(response.text)
    assert [f for f in page.all(class_="fault") if f.attributes.get("id") == f"fault-{field}"]
    assert world.stands == world.asked
    kept = {f.attributes.get("name"): f.attributes.get("value") for f in page.all("input")}
    assert kept["begins"] == typed.get("begins", "")


def test_what_is_wrong_is_told_in_the_language_of_the_page(world):
    response = world.answer("proposes", date="2020-03-12", begins="09:00", ends="12:00")
    assert "lundi 9 mars 2020" in read_page(response.text).line


def test_how_long_it_takes_is_written_alike_everywhere(world):
    response = world.answer("proposes", date="2020-03-09", begins="14:00", ends="16:59")
    [fault] = read_page(response.text).all(class_="fault")
    assert "3\u00a0h" in fault.text
    assert "180" not in response.text


def test_the_date_by_which_an_answer_is_wished_has_its_year(world):
    asked = world.stands
    by = date(2020, 3, 1)
    world.desk.invitations.set_reply_by(asked.id, "sample", by, version=asked.version)
    assert "Sunday 1 March 2020" in world.page("?lang=en").line


def test_hours_that_are_over_cannot_be_proposed(world):
    world.time = datetime(2020, 3, 9, 10, tzinfo=UTC)
    response = world.answer("proposes", date="2020-03-09", begins="09:00", ends="12:00")
    assert response.status_code == 422
    assert "fault-date" in response.text


def test_after_the_beginning_nothing_can_be_answered(world):
    token = world.token()
    world.time = datetime(2020, 3, 10, 7, 30, tzinfo=UTC)
    assert not world.page().all("form")
    assert world.answer("accepted", token=token).status_code == 409
    assert world.stands == world.asked


def test_a_cancelled_invitation_says_so_and_takes_no_answer(world):
    token = world.token()
    cancel(world.desk, world.asked.id)
    page = world.page("?lang=en")
    assert "was cancelled" in page.line
    assert not page.all("form")
    assert world.answer("accepted", token=token).status_code == 409


def test_a_partner_who_takes_no_part_any_more_is_told_so(world):
    plan = sample_plan()
    events = tuple(replace(event, partners=()) for event in plan.tour.events)
    without = replace(plan, tour=replace(plan.tour, events=events))
    world.desk.publications.publish("sample", without, base=1, at=NOW, who="Salma")
    assert "was cancelled" in world.page("?lang=en").line


def test_each_language_has_its_page_and_the_link_says_which_is_first(world):
    assert 'lang="fr" dir="ltr"' in world.get().text
    assert 'lang="ar" dir="rtl"' in world.get("?lang=ar").text
    assert 'lang="fr"' in world.get("?lang=xx").text


@pytest.mark.parametrize("secret", ["", "x", "a" * 43, "%00", "..", "a" * 5000])
def test_an_address_that_opens_nothing_is_not_found(world, secret):
    world.secret = secret
    assert world.get().status_code == 404
    assert world.client.post(f"/answer/{secret}", data={"answer": "accepted"}).status_code == 404


def test_a_cut_or_revoked_link_and_one_of_another_kind_are_not_found(world):
    whole = world.secret
    world.secret = whole[:-1]
    assert world.get().status_code == 404
    other = world.desk.links.make(
        LinkKind.DAY, "sample", "", label="", language="fr", at=NOW, invitation=world.asked.id
    )
    world.secret = other.secret
    assert world.get().status_code == 404
    world.secret = whole
    world.desk.links.revoke(world.link.id, "sample", NOW)
    missing = world.get()
    assert (missing.status_code, missing.text) == (404, "Not found\n")


def partner_link(world, partner="commune-sfax"):
    made = world.desk.links.make(
        LinkKind.PARTNER, "sample", partner, label="", language="fr", at=NOW
    )
    world.secret = made.secret
    return made


def test_the_own_link_of_a_partner_leads_to_the_only_invitation(world):
    partner_link(world)
    assert world.answer("accepted").status_code == 303
    assert world.stands.state is InvitationState.ACCEPTED


def test_the_own_link_of_a_partner_leads_to_what_he_is_asked_now(world):
    former = invite(world.desk, event="gafsa", uid="g@x")
    cancel(world.desk, former.id)
    partner_link(world)
    assert "Sfax" in world.page().one("h1").line
    assert world.answer("declined").status_code == 303
    assert world.stands.state is InvitationState.DECLINED


def test_the_own_link_of_a_partner_answers_for_no_other(world):
    invite(world.desk, partner="other", email="x@y.example")
    partner_link(world, "other")
    assert world.get().status_code == 404  # no publication knows him
    assert world.stands == world.asked


def test_the_own_link_of_a_partner_of_nothing_is_not_found(world):
    partner_link(world, "nobody")
    assert world.get().status_code == 404


def test_when_the_disk_is_full_what_was_typed_stays_on_the_page(world, monkeypatch, caplog):
    def full(*_arguments, **_more):
        raise StateUnusable(Path("caravan.db"), OSError(28, "No space left on device"))

    monkeypatch.setattr(Replies, "keep", full)
    response = world.answer("declined", comment="Travaux")
    assert response.status_code == 503
    page = read_page(response.text)
    assert page.one("textarea").line == "Travaux"
    assert page.one("form").all(class_="fault")
    assert "the disk is full" in caplog.text
    assert "the disk is full" not in response.text
    monkeypatch.undo()
    again = next(f for f in page.all("input") if f.attributes.get("name") == "token")
    assert world.answer("declined", token=again.attributes["value"]).status_code == 303


def test_the_page_is_one_of_the_routes_of_the_server(world):
    world.client = Client(Starlette(routes=routes(world.desk, lambda: world.time)))
    assert "Sfax" in world.page().line
    assert world.client.get("/answer").status_code == 404
    assert world.client.get("/answer/").status_code == 404
    assert world.client.get(f"/answer/{world.secret}/").status_code == 404
    assert world.client.get(f"/answer/{world.secret}/x").status_code == 404


def test_other_methods_are_answered_with_what_is_allowed(world):
    response = world.client.request("PROPFIND", f"/answer/{world.secret}")
    assert response.status_code == 405
    assert set(response.headers["allow"].split(", ")) == {"GET", "HEAD", "POST"}


def test_a_form_that_is_far_too_large_is_refused(world):
    response = world.client.post(f"/answer/{world.secret}", content=b"comment=" + b"x" * 30_000)
    assert response.status_code == 413
    assert world.stands == world.asked


@pytest.mark.parametrize("body", [b"\xff\xfe", b"a&" * 5000, b"token=%ff%00", b"--b\r\n"])
def test_a_body_that_is_no_form_answers_nothing(world, body):
    assert world.client.post(f"/answer/{world.secret}", content=body).status_code == 422
    assert world.stands == world.asked


def test_what_a_partner_types_stays_text(world):
    world.answer("accepted", comment='<script>alert(1)</script>\r\n"\x00&amp;\u202e')
    page = world.get("?lang=en").text
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "\x00" not in page
