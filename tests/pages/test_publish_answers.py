"""The page Publish: what answers ask, several at once, until everybody has been told."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from functools import cache

import pytest
from markupsafe import escape
from pages.conftest import MADE, markup
from pages.straight_to_page import straight
from small_tour import planned, small_tour

from caravan.errors import msg
from caravan.files.editing.adjusting import with_adjustments
from caravan.files.editing.partners import set_organizers, set_partner
from caravan.language.language import language
from caravan.plan.invitation_state import Answer
from caravan.publishing.drafts import queue
from caravan.publishing.outbox_folder import OutboxFolder
from caravan.publishing.publish import publish
from caravan.publishing.sending import Sender
from caravan.store.desk import desk as desk_of
from caravan.store.reply import About, Judgement, NewReply, ReplySource
from caravan.store.settings import read_settings
from caravan.tour.adjustment import ConfirmPartner, RefuseDate
from caravan.tour.names import Names
from caravan.tour.partner import Organizer, Partner
from caravan.ui.workbench import card_of

fr = language("fr").text
NOW = datetime(2020, 2, 20, 9, tzinfo=UTC)
MONDAY, TUESDAY = date(2020, 3, 9), date(2020, 3, 10)
TOWNS = ("sfax", "agareb", "thyna", "mahres")
planned = cache(planned)


@pytest.fixture
def house(house):
    return straight(house)


@cache
def with_hosts():
    """The small tour with a host in each town."""
    files = set_organizers(small_tour(), [Organizer(Names.of(fr="Asso"), "asso@tour.example")])
    for number, town in enumerate(TOWNS):
        email = f"{town}@host.example"
        host = Partner(f"host-{town}", Names.of(fr=f"Mairie {town}"), email=email, language="fr")
        files = set_partner(files, number, host)
    return files


def told(house):
    """The tour with hosts, kept, planned, published and its mails written; its id and the desk."""
    id_ = house.kept_tour(with_hosts())
    house.shelf.put(id_, planned(with_hosts()))
    here = desk_of(read_settings())
    publish(here, id_, planned(with_hosts()), base=0, at=NOW, who="Salma")
    queue(here, id_, at=NOW, who="Salma")
    folder = OutboxFolder(here.settings.state / "outbox")
    sender = Sender(here, id_, folder, "https://t.example", lambda: NOW)
    sender.send_due(lambda _: None, lambda: False)
    return id_, here


def answer(here, id_, town, answer, **more):
    """What the host of a town answers."""
    [asked] = [one for one in here.invitations.listed(id_) if one.event == town]
    new = NewReply(town, ReplySource.MAIL, asked.email, NOW, answer, asked.sequence, **more)
    here.replies.keep(new, lambda a: Judgement(id_, a[0]), About(invitation=asked.id), at=NOW)
    return next(one for one in here.invitations.listed(id_) if one.event == town)


def refused(house, id_, here, towns):
    """These towns refuse their dates, and the tour takes that over; its files."""
    when = {stop.event: day.date for day, stop in planned(with_hosts()).kept}
    changed = with_hosts()
    for town in towns:
        answer(here, id_, town, Answer.DECLINED)
        changed = with_adjustments(changed, RefuseDate(town, when[town]))
    house.tours.save(id_, changed, card_of(changed), base=1, what=msg("x"), at=MADE)
    return changed


def says(text, app):
    return str(escape(text)) in markup(app)


def keys(app):
    return [button.key for button in app.button]


@pytest.mark.parametrize("towns", [TOWNS[1:3], TOWNS[1:]])
def test_of_several_answers_taken_over_each_says_what_is_left_to_do(house, towns):
    id_, here = told(house)
    changed = refused(house, id_, here, towns)
    app = house.app("publish", tour=id_, step="answers")
    assert not app.exception
    left = escape(fr("The tour says so already. What is left: plan it anew, and publish the plan."))
    assert markup(app).count(str(left)) == len(towns)
    there = fr("To the plan")
    assert [link.proto.label for link in app.get("page_link")].count(there) == len(towns)
    assert [key for key in keys(app) if key.startswith("accept-")] == []

    # Planned, it has only to be published.
    house.shelf.put(id_, planned(changed))
    app = house.app("publish", tour=id_, step="answers")
    assert not app.exception
    assert markup(app).count(str(left)) == 0
    left = escape(
        fr("The plan says so already. What is left: publish it; then the partner is told.")
    )
    assert markup(app).count(str(left)) == len(towns)
    there = [key for key in keys(app) if key.startswith("to-news-")]
    assert len(there) == len(towns)
    app = app.button(key=there[-1]).click().run()
    assert app.query_params["step"] == "news"
    assert "publish-2" in keys(app)

    # Published, nobody asks anything any more.
    publish(here, id_, planned(changed), base=1, at=NOW, who="Salma")
    app = house.app("publish", tour=id_, step="answers")
    assert [key for key in keys(app) if key.startswith(("settle-", "to-news-"))] == []


def test_the_plan_says_of_each_answer_to_which_hours_it_was(house):
    id_, here = told(house)
    answer(here, id_, "mahres", Answer.ACCEPTED)
    when = {stop.event: (day.date, stop.begins) for day, stop in planned(with_hosts()).kept}
    assert when["thyna"] == (TUESDAY, 11 * 60 + 27)
    changed = refused(house, id_, here, ["thyna"])
    new = planned(changed)
    house.shelf.put(id_, new)
    moved = {stop.event: (day.date, stop.begins) for day, stop in new.kept}
    assert moved["thyna"][0] == MONDAY
    page = markup(house.app(tour=id_))
    text = "{when}: {state}; not asked about these hours yet"
    told_then = fr("{date} at {time}", date="mar. 10", time="11:27")
    said = escape(fr(text, when=told_then, state=fr("declined")))
    assert page.count(f'<span class="iti-answer iti-answer-open">{said}</span>') == 1
    # Whatever stays where it was says so plainly.
    kept = [town for town in when if moved[town] == when[town]]
    assert page.count("iti-answer iti-answer-quiet") == len(set(kept) - {"mahres"})
    assert page.count("iti-answer-good") == int("mahres" in kept)


def test_who_has_accepted_is_confirmed_along_with_the_answer_that_is_accepted(house):
    id_, here = told(house)
    answer(here, id_, "mahres", Answer.ACCEPTED)
    one = answer(here, id_, "thyna", Answer.DECLINED)
    app = house.app("publish", tour=id_, step="answers")
    app = app.button(key=f"accept-{one.id}-{one.version}").click().run()
    told_changes = app.session_state[f"happened-{id_}"].changes
    assert told_changes == (ConfirmPartner("host-mahres"), RefuseDate("thyna", TUESDAY))
    assert says(fr("{partner} has confirmed", partner="Mairie mahres"), app)


@pytest.fixture
def logged_in(house, monkeypatch):
    """Log somebody in to the tour with hosts, by the role; its id and the desk."""
    from caravan.store import passwords
    from caravan.store.passwords import Cost
    from caravan.store.permissions import Role

    monkeypatch.setenv("CARAVAN_ACCESS", "accounts")
    monkeypatch.setattr(passwords, "COST", Cost(4, 1, 1))
    id_, here = told(house)

    def logs_in(role):
        account = here.accounts.create("Olfa", NOW)
        if role == "admin":
            here.accounts.make_admin(account.id, is_admin=True)
        else:
            here.memberships.give(account.id, id_, Role(role))
        now = datetime.now(UTC)
        secret = here.tickets.for_account(account.id, now).secret
        login = here.tickets.use(secret, "", "a long password", now)
        cookies = {"caravan-login": login.cookie}
        monkeypatch.setattr("caravan.ui.access.visitor.shown_cookies", lambda: cookies)
        return id_, here

    return logs_in


@pytest.mark.parametrize(("role", "sees_all"), [("organizer", False), ("admin", True)])
def test_answers_of_nobody_knows_which_tour_are_the_administrators_to_see(
    house, logged_in, role, sees_all
):
    id_, here = logged_in(role)
    why = msg("it answers an invitation that nobody here has sent")
    for schedule, sender in (("", "stranger@else.example"), (id_, "our@host.example")):
        new = NewReply(sender, ReplySource.MAIL, sender, NOW, Answer.ACCEPTED, 0)
        judged = Judgement(schedule, None, why)
        here.replies.keep(new, lambda _, j=judged: j, About(uid="?"), at=NOW)
    page = markup(house.app("publish", tour=id_, step="answers"))
    assert "our@host.example" in page
    assert ("stranger@else.example" in page) is sees_all
    assert str(escape(language("fr").message(why))) in page


@pytest.mark.parametrize(("role", "sees_all"), [("organizer", False), ("admin", True)])
def test_what_the_mailbox_held_for_other_tours_is_the_administrators_to_see(
    house, logged_in, role, sees_all, tmp_path, monkeypatch
):
    monkeypatch.setenv("CARAVAN_IMAP_HOST", "mail.example")
    monkeypatch.setenv("CARAVAN_IMAP_USER", "salma")
    id_, _here = logged_in(role)
    file = tmp_path / "told.json"
    replies = [{"schedule": id_}, {"schedule": "other"}, {"schedule": ""}]
    file.write_text(json.dumps({"result": "read", "read": 17, "replies": replies}))
    app = house.tasks("answer", file).app("publish", tour=id_, step="answers")
    app.button(key="read-mailbox").click().run()
    from caravan.ui.visit import tasks

    assert tasks().last("read-replies").wait(30)
    speech = language("fr")
    app = house.app("publish", tour=id_, step="answers")
    all_ = speech.count("1 mail was read", "{number} mails were read", 17)
    own = fr("The mailbox was read")
    new = speech.count("1 new answer", "{number} new answers", 3 if sees_all else 1)
    assert says(f"{all_ if sees_all else own} · {new}", app)
    assert says(all_, app) is sees_all
