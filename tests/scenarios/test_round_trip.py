"""Invite, reply, state, re-plan, update, cancel: over a real mail server, with real calendars.

A tour of four towns. Agareb accepts by its calendar. Thyna proposes other hours on the page of its
link. The organizer takes them, which moves Sfax too: both are asked anew, and nobody else hears of
it. Mahrès declines for good and is left out: it alone gets a cancellation.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import httpx
import pytest
from icalendar import Calendar
from mail_server import mail_server
from mailing import SCHEDULE, Office, calendar_of, host, text_of
from small_tour import planned, small_tour
from starlette.applications import Starlette
from starlette.routing import Mount

from caravan.plan.invitation_state import InvitationState
from caravan.planning.replan import replan
from caravan.planning.taken_over import Now
from caravan.publishing.replies.questions import confirmations, open_questions
from caravan.publishing.replies.reading import Reading, read_file
from caravan.publishing.replies.states import states
from caravan.publishing.smtp import SmtpCarrier
from caravan.tour.adjusting import adjusted
from caravan.tour.adjustment import ConfirmPartner, LeaveOut, OnlyWindow, RefuseDate
from caravan.tour.names import Names
from caravan.tour.opening import Hours
from caravan.tour.partner import Organizer
from caravan.web.answer.routes import answer_route

MONDAY, TUESDAY = date(2020, 3, 9), date(2020, 3, 10)
TOWNS = ("agareb", "mahres", "thyna", "sfax")
INVITED, ACCEPTED = InvitationState.INVITED, InvitationState.ACCEPTED


def first_plan():
    """Agareb on Monday at 09:00; on Tuesday Mahrès 09:00, Thyna 11:27 and Sfax 14:38."""
    plan = planned(small_tour())
    events = tuple(replace(e, partners=(host(f"town-of-{e.id}"),)) for e in plan.tour.events)
    organizer = Organizer(Names.of(fr="Association"), email="hello@tour.example")
    return replace(plan, tour=replace(plan.tour, organizers=(organizer,), events=events))


@dataclass
class World:
    """The office, the server that takes its mails, and the towns that read them."""

    office: Office
    server: object
    folder: object

    def tell(self, plan):
        """Publish and send; the towns that got a mail, and how its subject begins."""
        before = len(self.server.postmaster.taken)
        self.office.tell(plan, SmtpCarrier(self.server.settings))
        return {
            taken.recipients[0].split("@")[0].removeprefix("town-of-"): str(
                taken.mail["Subject"]
            ).split(":")[0]
            for taken in self.server.postmaster.taken[before:]
        }

    def last_mail(self, town):
        [*_, taken] = self.server.postmaster.to(f"town-of-{town}@town-of-{town}.example")
        return taken.mail

    def event(self, town):
        """What the town's calendar has of its last mail, with the method."""
        calendar = Calendar.from_ical(calendar_of(self.last_mail(town)))
        [event] = calendar.walk("VEVENT")
        return calendar["METHOD"], event

    def reply(self, town, answer, *, to=None):
        """Answer as a calendar program does: the event of the mail with one word changed.

        `to` is the sequence that is answered, when it isn't that of the last mail.
        """
        _, event = self.event(town)
        sequence = event["SEQUENCE"] if to is None else to
        address = f"town-of-{town}@town-of-{town}.example"
        lines = [
            *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//town//EN", "METHOD:REPLY"),
            *("BEGIN:VEVENT", f"UID:{event['UID']}", f"SEQUENCE:{sequence}"),
            f"DTSTAMP:{self.office.now:%Y%m%dT%H%M%SZ}",
            f"ATTENDEE;PARTSTAT={answer}:mailto:{address}",
            *("END:VEVENT", "END:VCALENDAR", ""),
        ]
        mail = [
            *(f"From: {address}", "To: hello@tour.example", f"Subject: {answer}"),
            *(f"Message-ID: <{self.office.now.timestamp()}@{town}.example>", "MIME-Version: 1.0"),
            "Content-Type: text/calendar; charset=utf-8; method=REPLY",
            *("", *lines),
        ]
        path = self.folder / f"{town}.eml"
        path.write_bytes("\r\n".join(mail).encode())
        self.office.now += timedelta(minutes=5)
        reading = Reading()
        read_file(self.office.desk, path, reading, lambda: self.office.now)
        return reading

    def propose(self, town, **hours):
        """Propose other hours on the page of the link in the mail."""
        [link] = set(
            re.findall(r"https://tour\.example(/answer/\S+)", text_of(self.last_mail(town)))
        )
        self.office.now += timedelta(minutes=5)
        route = answer_route(self.office.desk, lambda: self.office.now)
        app = Starlette(routes=[Mount("/answer", routes=[route])])

        async def asked():
            transport = httpx.ASGITransport(app)
            async with httpx.AsyncClient(transport=transport, base_url="https://tour.example") as c:
                page = await c.get(link)
                token = re.search(r'name="token"[^>]*value="([^"]+)"', page.text)[1]
                return await c.post(link, data={"answer": "proposes", "token": token, **hours})

        assert asyncio.run(asked()).status_code == 303

    def states(self):
        found = states(self.office.desk, SCHEDULE, self.office.now.date())
        return {event: state for (_, event), state in found.items()}

    def questions(self, tour):
        return open_questions(self.office.desk, SCHEDULE, tour)

    def replanned(self, plan, *changes):
        now = Now(datetime(2020, 2, 25, tzinfo=UTC))
        return replan(plan, adjusted(plan.tour, *changes), now).plan


@pytest.fixture(params=["sqlite", "postgresql"])
def world(request, tmp_path):
    kept = {}
    if request.param == "postgresql":
        kept["database_url"] = request.getfixturevalue("empty_server")
    with mail_server() as server:
        yield World(Office.in_folder(tmp_path, **kept), server, tmp_path)


def test_from_the_invitation_to_the_answer_to_the_new_plan_to_the_cancellation(world):
    # Publish: four towns are invited, each by a mail of its own.
    plan = first_plan()
    assert world.tell(plan) == dict.fromkeys(TOWNS, "Invitation")
    assert world.states() == dict.fromkeys(TOWNS, INVITED)
    uids = {town: world.event(town)[1]["UID"] for town in TOWNS}
    assert [world.event(town)[0] for town in TOWNS] == ["REQUEST"] * 4

    # Agareb and Sfax accept by their calendars; the same answer read twice counts once.
    assert len(world.reply("agareb", "ACCEPTED").counted) == 1
    assert len(world.reply("sfax", "ACCEPTED").counted) == 1
    assert world.states() == dict.fromkeys(TOWNS, INVITED) | {
        "agareb": ACCEPTED,
        "sfax": ACCEPTED,
    }
    assert confirmations(world.office.desk, SCHEDULE, plan.tour) == tuple(
        ConfirmPartner(p.id)
        for event in plan.tour.events
        for p in event.partners
        if event.id in {"agareb", "sfax"}
    )

    # Thyna proposes the afternoon, in a browser, without an account.
    world.propose("thyna", date="2020-03-10", begins="14:00", ends="17:00")
    assert world.states()["thyna"] is InvitationState.PROPOSES
    [question] = world.questions(plan.tour)
    assert question.adjustments == (OnlyWindow("thyna", TUESDAY, Hours(840, 1020)),)

    # The organizer takes it: the least change moves Sfax to Monday, and nobody else.
    plan = world.replanned(plan, *question.adjustments)
    when = {stop.event: (day.date, stop.begins) for day, stop in plan.kept}
    assert when == {
        "agareb": (MONDAY, 540),
        "sfax": (MONDAY, 684),
        "mahres": (TUESDAY, 540),
        "thyna": (TUESDAY, 840),
    }
    assert world.tell(plan) == {"thyna": "Moved", "sfax": "Moved"}
    assert world.states() == {
        "agareb": ACCEPTED,
        "mahres": INVITED,
        "thyna": INVITED,
        "sfax": INVITED,
    }
    assert "from Tuesday 10 March at 14:38 to Monday 9 March at 11:24" in text_of(
        world.last_mail("sfax")
    )
    for town in ("thyna", "sfax"):
        method, event = world.event(town)
        assert (method, event["UID"], event["SEQUENCE"]) == ("REQUEST", uids[town], 1)
    assert world.event("thyna")[1].start.strftime("%d %H:%M") == "10 14:00"
    assert world.questions(plan.tour) == ()

    # An answer to the hours before is too late; one to the new hours counts.
    [late] = world.reply("thyna", "DECLINED", to=0).refused
    assert "the event has been moved since" in str(late.refusal)
    assert len(world.reply("thyna", "ACCEPTED").counted) == 1
    assert world.states()["thyna"] is ACCEPTED

    # Mahrès declines. Its other date would do, but the organizers leave it out.
    world.reply("mahres", "DECLINED")
    assert world.states()["mahres"] is InvitationState.DECLINED
    [question] = world.questions(plan.tour)
    assert question.adjustments == (RefuseDate("mahres", TUESDAY),)
    plan = world.replanned(plan, LeaveOut("mahres"))
    assert world.tell(plan) == {"mahres": "Cancelled"}
    method, event = world.event("mahres")
    assert (method, event["UID"], event["STATUS"]) == ("CANCEL", uids["mahres"], "CANCELLED")
    assert event["SEQUENCE"] == 1
    assert world.states() == {
        "agareb": ACCEPTED,
        "mahres": InvitationState.CANCELLED,
        "thyna": ACCEPTED,
        "sfax": INVITED,
    }

    # Nothing is left to be told, and each publication is kept as it was.
    assert world.tell(plan) == {}
    assert [one.number for one in world.office.desk.publications.listed(SCHEDULE)] == [4, 3, 2, 1]
    assert len(world.server.postmaster.taken) == 4 + 2 + 1
