"""The page Publish: who is told what, publishing, mails, answers, history; two at once, and refusals."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache

import pytest
import streamlit as st
from markupsafe import escape
from page_reader import read_page
from pages.conftest import MADE, markup
from pages.straight_to_page import straight
from samples import sample_plan
from served import SCHEDULE
from small_tour import planned, small_tour

from caravan.errors import ImpossibleValue, msg
from caravan.files.editing.adjusting import with_adjustments
from caravan.files.editing.partners import set_organizers, set_partner
from caravan.files.read_tour import tour_of
from caravan.language.language import language
from caravan.plan.invitation_state import Answer, InvitationState
from caravan.publishing.drafts import edit_draft, queue
from caravan.publishing.outbox_folder import OutboxFolder
from caravan.publishing.publish import publish
from caravan.publishing.sending import Sender
from caravan.store.desk import desk as desk_of
from caravan.store.mail import MailState
from caravan.store.reply import About, Judgement, NewReply, ReplySource
from caravan.store.settings import read_settings
from caravan.tour.adjustment import OnlyWindow, RefuseDate
from caravan.tour.names import Names
from caravan.tour.opening import Hours
from caravan.tour.partner import Organizer, Partner
from caravan.ui.publishing.instants import moment_text
from caravan.ui.publishing.outbox import outbox_zip
from caravan.ui.workbench import card_of
from caravan.views.calendar import words

speech = language("fr")
fr = speech.text
NOW = datetime(2020, 2, 20, 9, tzinfo=UTC)
planned = cache(planned)


def later_plan():
    """The sample plan with Sfax half an hour later: it takes the place of a wait."""
    plan = sample_plan()
    [team] = plan.teams
    monday, tuesday = team.days
    first, _wait, *others = tuesday.items
    moved = replace(first, begins=540, ends=720)
    days = (monday, replace(tuesday, items=(moved, *others)))
    return replace(plan, teams=(replace(team, days=days),))


def without_partners(plan):
    events = tuple(replace(event, partners=()) for event in plan.tour.events)
    return replace(plan, tour=replace(plan.tour, events=events))


@pytest.fixture
def house(house):
    return straight(house)


@pytest.fixture
def here(house):
    """The desk of the app, with the sample plan on the shelf."""
    house.with_plan()
    return desk_of(read_settings())


def published(here, plan=None, base=0, schedule=SCHEDULE):
    return publish(here, schedule, plan or sample_plan(), base=base, at=NOW, who="Salma")


def sent(here, schedule=SCHEDULE):
    """All drafts are written into the outbox."""
    queue(here, schedule, at=NOW, who="Salma")
    folder = OutboxFolder(here.settings.state / "outbox")
    Sender(here, schedule, folder, "https://t.example", lambda: NOW).send_due(
        lambda _: None, lambda: False
    )


def with_port(plan):
    """A plan whose event in Kerkennah has a partner too."""
    port = Partner(
        "port", Names.of(fr="Port de Kerkennah"), email="port@kerkennah.example", language="fr"
    )
    events = tuple(
        replace(event, partners=(port,)) if event.id == "kerkennah" else event
        for event in plan.tour.events
    )
    return replace(plan, tour=replace(plan.tour, events=events))


def says(text, app):
    return str(escape(text)) in markup(app)


def press(app, key):
    return app.button(key=key).click().run()


class TestWhatIsNew:
    def test_first_everything_is_new_and_says_to_whom_where_and_in_which_language(self, house):
        app = house.with_plan().app("publish")
        page = markup(app)
        assert "mardi 10 mars, 08:30–11:30" in page
        assert "Municipalité de Sfax" in page
        assert "arabe" in page
        assert "amina@sfax.example" in page
        assert "SEQUENCE" not in page
        assert app.button(key="publish-1").label == fr("Publish as number {number}", number=1)

    def test_the_page_speaks_arabic_from_right_to_left(self, house):
        page = markup(house.with_plan().app("publish", lang="ar"))
        assert 'dir="rtl"' in page
        assert "بلدية صفاقس" in page

    def test_a_change_says_old_and_new_and_who_is_not_told(self, house, here):
        published(here, with_port(sample_plan()))
        sent(here)
        house.with_tour(with_port(later_plan()).tour)
        here.shelf.adopt(SCHEDULE, with_port(later_plan()))
        app = house.app("publish")
        page = read_page(markup(app))
        [told] = page.all("section", class_="cv-part")
        assert told.one("h2").text == speech.count(
            "1 mail is drafted", "{number} mails are drafted", 1
        )
        [line] = told.all("li")
        for said in ("Sfax", "mar. 10", "08:30", "09:00", "Municipalité de Sfax"):
            assert said in line.line
        [untold] = page.all("details", class_="cv-term")
        assert untold.one("summary").text == speech.count(
            "1 partner is not told, because nothing has changed for it",
            "{number} partners are not told, because nothing has changed for them",
            1,
        )
        [line] = untold.all("li")
        for said in ("Kerkennah", "mardi 10 mars, 16:00–17:30", "Port de Kerkennah"):
            assert said in line.line
        assert app.button(key="publish-2").label == fr("Publish as number {number}", number=2)

    def test_an_event_without_partners_that_moves_is_seen_in_calendars_only(self, house, here):
        first, second = without_partners(sample_plan()), without_partners(later_plan())
        published(here, first)
        house.with_tour(second.tour)
        here.shelf.adopt(SCHEDULE, second)
        page = read_page(markup(house.app("publish")))
        [part] = page.all("section", class_="cv-part")
        assert part.one("h2").text == fr("Seen in calendars only")
        [line] = part.all("li")
        for said in ("Sfax", "08:30", "09:00"):
            assert said in line.line
        assert page.all("details", class_="cv-term") == []

    def test_nothing_changed_says_so_and_offers_no_plain_button(self, house, here):
        made = published(here)
        app = house.app("publish")
        when = fr("{date} at {time}", date=speech.date(made.made.date()), time="10:00")
        text = "Nothing has changed since publication {number} of {when}."
        assert says(fr(text, number=1, when=when), app)
        number = len(here.mails.listed(SCHEDULE, 1))
        waits = speech.count(
            "1 mail of it has still to be looked at, under Mails.",
            "{number} mails of it have still to be looked at, under Mails.",
            number,
        )
        assert number == 1
        assert says(waits, app)
        knows = "Everybody knows the plan as it is. To publish it again would tell nobody anything."
        assert not says(fr(knows), app)
        app = press(app, "publish-2")  # within "publish again all the same"
        assert here.publications.latest_number(SCHEDULE) == 2
        # The draft that nobody has sent goes on as one of the new publication.
        assert here.mails.listed(SCHEDULE, 1) == ()
        assert [mail.state for mail in here.mails.listed(SCHEDULE, 2)] == [MailState.DRAFT]

    def test_a_partner_who_cant_be_written_to_is_named_with_the_reason(self, house, here):
        plan = sample_plan()
        events = tuple(
            replace(event, partners=tuple(replace(one, email="") for one in event.partners))
            for event in plan.tour.events
        )
        tour = replace(plan.tour, events=events)
        app = house.with_tour(tour).with_plan(replace(plan, tour=tour)).app("publish")
        assert "cv-why" in markup(app)
        title = speech.count(
            "1 partner can't be written to", "{number} partners can't be written to", 1
        )
        assert says(title, app)

    def test_an_event_that_calendars_leave_out_is_named_with_the_reason(self, house, monkeypatch):
        title = speech.count(
            "Calendars leave out 1 event", "Calendars leave out {number} events", 1
        )
        house.with_plan()
        assert not says(title, house.app("publish"))
        st.cache_data.clear()  # of what the very same plan was found to be
        name = words.title

        def failing(tour, place, *args, **more):
            if place.id == "kerkennah":
                raise ImpossibleValue(msg("latitude {value} is not between -90 and 90", value=99))
            return name(tour, place, *args, **more)

        monkeypatch.setattr(words, "title", failing)
        page = markup(house.app("publish"))
        assert str(escape(title)) in page
        reason = fr("latitude {value} is not between -90 and 90", value=99)
        assert f'<b><bdi>Kerkennah</bdi></b><p class="cv-why">{escape(reason)}</p>' in page
        # Also when nothing is new: subscribers miss it all the same.
        monkeypatch.setattr(words, "title", name)
        here = desk_of(read_settings())
        published(here)
        monkeypatch.setattr(words, "title", failing)
        assert says(title, house.app("publish"))

    def test_without_partners_nobody_gets_a_mail(self, house, here):
        plan = without_partners(sample_plan())
        app = house.with_tour(plan.tour).with_plan(plan).app("publish")
        assert says(fr("Nobody gets a mail: no partner of these events is known."), app)

    def test_a_scenario_cant_be_published(self, house):
        id_ = house.kept_tour(small_tour())
        here = desk_of(read_settings())
        files = small_tour()
        one = here.scenarios.create(id_, "Essai", files, card_of(files), msg("made"), MADE).kept.id
        house.shelf.put(one, planned(small_tour()))
        assert says(fr("A scenario can't be published."), house.app("publish", tour=one))

    def test_names_that_were_typed_stay_text(self, house, here):
        plan = sample_plan()
        hostile = Names.of(fr="<img src=x onerror=alert(1)>")
        events = tuple(
            replace(e, partners=tuple(replace(p, organization=hostile) for p in e.partners))
            for e in plan.tour.events
        )
        tour = replace(plan.tour, events=events)
        app = house.with_tour(tour).with_plan(replace(plan, tour=tour)).app("publish")
        assert "<img src=x" not in markup(app)
        assert says("<img src=x onerror=alert(1)>", app)


class TestPublishing:
    def test_a_click_publishes_with_its_note_drafts_mails_and_shows_them(self, house, here):
        app = house.app("publish")
        app.text_input(key=f"publish-note-{SCHEDULE}").set_value("  Première  ")
        app = press(app, "publish-1")
        [imprint] = here.publications.listed(SCHEDULE)
        assert (imprint.number, imprint.note) == (1, "Première")
        [mail] = here.mails.listed(SCHEDULE)
        assert mail.state is MailState.DRAFT
        assert app.query_params["step"] == "mails"
        assert says(mail.subject, app)

    def test_a_second_click_on_the_same_button_publishes_nothing(self, house, here):
        app = house.app("publish")
        app.button(key="publish-1").click().run()
        app.query_params["step"] = "news"
        app.session_state["chosen-step"] = "news"
        app.run()
        assert here.publications.latest_number(SCHEDULE) == 1
        assert "publish-1" not in [button.key for button in app.button]

    def test_of_two_tabs_the_second_is_told_and_keeps_its_note(self, house, here):
        first, second = house.app("publish"), house.app("publish")
        second.text_input(key=f"publish-note-{SCHEDULE}").set_value("Meine")
        press(first, "publish-1")
        second = press(second, "publish-1")
        assert here.publications.latest_number(SCHEDULE) == 1
        text = (
            "Somebody else has published meanwhile (number {number}). Nothing was published; "
            "look at the differences again."
        )
        assert says(fr(text, number=1), second)
        assert second.session_state[f"publish-note-{SCHEDULE}"] == "Meine"

    def test_a_plan_that_changed_since_it_was_looked_at_is_not_published(self, house, here):
        app = house.app("publish")
        here.shelf.adopt(SCHEDULE, later_plan())
        app = press(app, "publish-1")
        assert here.publications.latest(SCHEDULE) is None
        assert "09:00" in markup(app)

    def test_a_full_disk_is_told_and_nothing_is_published(self, house, here, monkeypatch):
        from caravan.store.state_folder import StateUnusable

        def fail(*_args, **_more):
            raise StateUnusable(house.state, "the disk is full")

        monkeypatch.setattr("caravan.ui.publishing.publish_acts.publish", fail)
        app = press(house.app("publish"), "publish-1")
        assert says("the disk is full", app)


class TestMails:
    def test_before_the_first_publication_there_are_none(self, house, here):
        assert says(fr("Nothing is published yet."), house.app("publish", step="mails"))

    def test_a_dry_run_says_that_no_mail_leaves_and_where_files_lie(self, house, here):
        published(here)
        app = house.app("publish", step="mails")
        assert says(fr("No mail leaves: no mail server is set."), app)
        assert str(house.state / "outbox") in markup(app)

    def test_a_draft_is_looked_at_edited_and_then_written_by_the_true_command(self, house, here):
        published(here)
        [mail] = here.mails.listed(SCHEDULE)
        app = house.app("publish", step="mails")
        [frame] = app.get("iframe")
        assert "default-src 'none'" in frame.proto.srcdoc
        assert any("METHOD:REQUEST" in code.value for code in app.code)
        key = f"draft-{mail.id}-{mail.version}"
        app.text_input(key=f"{key}-subject").set_value("Bienvenue <b>à</b> tous")
        app = press(app, f"{key}-save")
        [mail] = here.mails.listed(SCHEDULE)
        assert mail.subject == "Bienvenue <b>à</b> tous"
        assert "<b>à</b>" not in markup(app)
        app = press(app, "send-drafts-1")
        from caravan.ui.visit import tasks

        task = tasks().last(f"send-{SCHEDULE}")
        assert task.wait(30)
        assert task.failure is None
        [mail] = here.mails.listed(SCHEDULE)
        assert mail.state is MailState.WRITTEN
        app = house.app("publish", step="mails")
        assert says(fr("written as a file, not sent"), app)
        content = outbox_zip(house.state / "outbox", [mail], 1)
        [name] = zipfile.ZipFile(io.BytesIO(content)).namelist()
        assert name.endswith(".eml")

    def test_a_wrong_text_is_refused_with_the_reason_and_the_draft_stays(self, house, here):
        published(here)
        [mail] = here.mails.listed(SCHEDULE)
        key = f"draft-{mail.id}-{mail.version}"
        app = house.app("publish", step="mails")
        app.text_area(key=f"{key}-text").set_value("Sans lien")
        app = press(app, f"{key}-save")
        assert here.mails.listed(SCHEDULE)[0].text == mail.text
        text = "Keep “{link}” in the text: the link to answer comes there."
        assert says(fr(text, link="{answer_link}"), app)

    def test_the_date_by_which_an_answer_is_wished_can_be_changed(self, house, here):
        published(here)
        [mail] = here.mails.listed(SCHEDULE)
        key = f"draft-{mail.id}-{mail.version}"
        app = house.app("publish", step="mails")
        app.date_input(key=f"{key}-by-{mail.reply_by}").set_value(date(2020, 3, 1))
        press(app, f"{key}-save")
        assert here.mails.listed(SCHEDULE)[0].reply_by == date(2020, 3, 1)

    def test_who_saves_second_sees_both_texts_and_can_go_on_with_hers(self, house, here):
        published(here)
        [mail] = here.mails.listed(SCHEDULE)
        key = f"draft-{mail.id}-{mail.version}"
        app = house.app("publish", step="mails")
        theirs = {"subject": "Theirs", "text": mail.text}
        edit_draft(here, SCHEDULE, mail.id, version=mail.version, **theirs)
        app.text_input(key=f"{key}-subject").set_value("Mine")
        app = press(app, f"{key}-save")
        assert here.mails.listed(SCHEDULE)[0].subject == "Theirs"
        assert says(f"Mine\n\n{mail.text}", app)
        app = press(app, f"use-mine-{mail.id}")
        now = here.mails.listed(SCHEDULE)[0]
        key = f"draft-{now.id}-{now.version}"
        assert app.text_input(key=f"{key}-subject").value == "Mine"
        press(app, f"{key}-save")
        assert here.mails.listed(SCHEDULE)[0].subject == "Mine"

    @pytest.mark.parametrize(
        ("now", "is_over"),
        [("2020-03-10T10:29:59+00:00", False), ("2020-03-10T10:30:00+00:00", True)],
    )
    def test_drafts_that_ask_about_what_is_over_are_warned_of(
        self, house, here, monkeypatch, now, is_over
    ):
        published(here)  # Sfax ends at 11:30 in its zone; Sbeïtla is over, and nobody is asked
        moment = datetime.fromisoformat(now)
        monkeypatch.setattr("caravan.ui.publishing.over.present", lambda: moment)
        app = house.app("publish", step="mails")
        over = speech.count("1 of these events is over.", "{number} of these events are over.", 1)
        assert says(over, app) is is_over

    def test_what_is_left_out_stays_a_draft(self, house, here):
        published(here)
        [mail] = here.mails.listed(SCHEDULE)
        app = house.tasks("quick").app("publish", step="mails")
        app = app.checkbox(key=f"send-{mail.id}").uncheck().run()
        assert app.button(key="send-drafts-1").disabled
        assert here.mails.listed(SCHEDULE)[0].state is MailState.DRAFT

    def test_what_changed_since_it_was_read_is_not_sent(self, house, here):
        published(here)
        [mail] = here.mails.listed(SCHEDULE)
        app = house.tasks("quick").app("publish", step="mails")
        edit_draft(here, SCHEDULE, mail.id, version=mail.version, subject="Anders", text=mail.text)
        app = press(app, "send-drafts-1")
        assert here.mails.listed(SCHEDULE)[0].state is MailState.DRAFT
        text = "{number} of the mails have changed meanwhile and were left here: read them again."
        assert says(fr(text, number=1), app)

    def test_what_waits_can_be_held_back(self, house, here):
        published(here)
        queue(here, SCHEDULE, at=NOW, who="Salma")
        app = press(house.app("publish", step="mails"), "hold-back")
        assert here.mails.listed(SCHEDULE)[0].state is MailState.DRAFT
        assert app.button(key="send-drafts-1")

    def test_an_unclear_mail_is_sent_again_only_after_a_warning(self, house, here):
        published(here)
        queue(here, SCHEDULE, at=NOW, who="Salma")
        mail = here.mail_queue.claim(SCHEDULE, NOW, NOW + timedelta(minutes=2))
        with here.mail_queue.database.writing() as session:
            here.mail_queue.begin(session, mail, NOW, NOW + timedelta(minutes=2))
        here.mail_queue.unclear(mail, msg("the line was cut"))
        app = house.tasks("quick").app("publish", step="mails")
        assert says(fr("unclear: it may have arrived"), app)
        assert says(speech.message(msg("the line was cut")), app)
        warning = (
            "This mail may have arrived. Ask the partner first, if you can: sent again, it may "
            "arrive twice."
        )
        assert says(fr(warning), app)
        [mail] = here.mails.listed(SCHEDULE)
        press(app, f"again-{mail.id}-{mail.version}")
        assert here.mails.listed(SCHEDULE)[0].state is MailState.QUEUED

    @pytest.mark.parametrize("minutes", [-5, 60])
    def test_what_waits_goes_on_when_its_time_has_come(self, house, here, minutes):
        published(here)
        queue(here, SCHEDULE, at=NOW, who="Salma")
        mail = here.mail_queue.claim(SCHEDULE, NOW, NOW)
        next_try = datetime.now(UTC) + timedelta(minutes=minutes)
        here.mail_queue.put_off(mail, msg("the server hangs"), next_try)
        app = house.tasks("quick").app("publish", step="mails")
        from caravan.ui.visit import tasks

        assert (tasks().last(f"send-{SCHEDULE}") is not None) is (minutes < 0)
        if minutes > 0:
            assert app.button(key="send-waiting").disabled
            assert says(speech.message(msg("the server hangs")), app)

    def test_what_waits_is_said_to_leave_without_anybody_looking_where_it_does(
        self, house, here, monkeypatch
    ):
        monkeypatch.setenv("CARAVAN_URL", "https://tour.example")
        monkeypatch.setenv("CARAVAN_SMTP_HOST", "smtp.example")
        here = desk_of(read_settings())
        published(here)
        queue(here, SCHEDULE, at=NOW, who="Salma")
        mail = here.mail_queue.claim(SCHEDULE, NOW, NOW)
        next_try = datetime.now(UTC) + timedelta(minutes=60)
        here.mail_queue.put_off(mail, msg("the server hangs"), next_try)
        app = house.tasks("quick").app("publish", step="mails")
        when = moment_text(next_try, here.publications.latest(SCHEDULE).plan.tour.zone, speech)
        assert says(fr("The next attempt is on {when}.", when=when), app)

    @pytest.mark.parametrize("goes_on", [True, False])
    def test_stop_keeps_back_what_the_server_would_go_on_with(
        self, house, here, monkeypatch, goes_on
    ):
        if goes_on:
            monkeypatch.setenv("CARAVAN_URL", "https://tour.example")
            monkeypatch.setenv("CARAVAN_SMTP_HOST", "smtp.example")
            here = desk_of(read_settings())
        published(here)
        # Both are folders that it doesn't look into: it works until it is told to stop.
        app = house.tasks("patient", house.state, house.state).app("publish", step="mails")
        app = press(app, "send-drafts-1")
        assert here.mails.listed(SCHEDULE)[0].state is MailState.QUEUED
        press(app, f"stop-send-{SCHEDULE}")
        state = here.mails.listed(SCHEDULE)[0].state
        assert state is (MailState.DRAFT if goes_on else MailState.QUEUED)

    def test_the_files_of_another_tour_are_not_in_the_archive(self, house, here):
        published(here)
        sent(here)
        [mail] = here.mails.listed(SCHEDULE)
        outbox = house.state / "outbox"
        (outbox / f"0001-{mail.id + 1:06d}-other-tour-request.eml").write_bytes(b"secret")
        content = outbox_zip(outbox, [mail], 1)
        assert len(zipfile.ZipFile(io.BytesIO(content)).namelist()) == 1


HOST = Partner(
    "mairie", Names.of(fr="Mairie d’Agareb"), email="mairie@agareb.example", language="fr"
)


def kept(house):
    """The small tour with a partner in Agareb, kept, planned, published and written as files."""
    files = set_partner(small_tour(), 1, HOST)
    files = set_organizers(files, [Organizer(Names.of(fr="Asso"), "asso@tour.example")])
    id_ = house.kept_tour(files)
    house.shelf.put(id_, planned(files))
    here = desk_of(read_settings())
    published(here, planned(files), schedule=id_)
    sent(here, id_)
    return id_, here


def happened(app, id_):
    """What the page What now was told."""
    return app.session_state[f"happened-{id_}"].changes


def answered(here, id_, answer, **more):
    [asked] = here.invitations.listed(id_)
    new = NewReply("d", ReplySource.MAIL, asked.email, NOW, answer, asked.sequence, **more)
    about = About(invitation=asked.id)
    here.replies.keep(new, lambda found: Judgement(id_, found[0]), about, at=NOW)
    return here.invitations.listed(id_)[0]


class TestAnswers:
    def test_before_anybody_is_invited_the_page_says_so(self, house, here):
        assert says(fr("Nobody is invited yet."), house.app("publish", step="answers"))

    def test_each_invitation_says_how_it_stands_here_and_on_the_plan(self, house):
        id_, here = kept(house)
        answered(here, id_, Answer.ACCEPTED, comment="Avec <b>plaisir</b>")
        page = markup(house.app("publish", tour=id_, step="answers"))
        assert "cv-mark-good" in page
        assert "Mairie d’Agareb" in page
        assert str(escape("Avec <b>plaisir</b>")) in page
        plan = markup(house.app(tour=id_))
        assert plan.count("iti-answer-good") == 1

    def test_a_refusal_accepted_with_one_click_leads_to_the_new_plan(self, house):
        id_, here = kept(house)
        one = answered(here, id_, Answer.DECLINED, comment="Conseil")
        app = house.app("publish", tour=id_, step="answers")
        assert says("Conseil", app)
        asks = [button.key for button in app.button if button.key.endswith(f"-{one.version}")]
        assert asks == [f"accept-{one.id}-{one.version}", f"settle-{one.id}-{one.version}"]
        app = press(app, asks[0])
        assert happened(app, id_) == (RefuseDate("agareb", date(2020, 3, 9)),)
        told = markup(app)
        assert "cv-told" in told
        assert "Agareb" in told
        assert not app.button(key="replan").disabled

    def test_a_proposal_says_which_hours_and_what_was_asked(self, house):
        id_, here = kept(house)
        revision = here.publications.latest(id_).revision("agareb")
        later = timedelta(hours=2)
        begins, ends = revision.begins + later, revision.ends + later
        one = answered(here, id_, Answer.PROPOSES, begins=begins, ends=ends)
        app = house.app("publish", tour=id_, step="answers")
        wished, asked = (
            fr("{date}, {hours}", date="lundi 9 mars", hours=hours)
            for hours in ("11:00–13:00", "09:00–11:00")
        )
        assert says(fr("proposes {wished} instead of {told}", wished=wished, told=asked), app)
        accept = f"accept-{one.id}-{one.version}"
        assert app.button(key=accept).label == fr("Accept these hours")
        app = press(app, accept)
        window = OnlyWindow("agareb", date(2020, 3, 9), Hours(660, 780))
        assert happened(app, id_) == (window,)
        assert not app.button(key="replan").disabled

    def test_what_is_settled_in_another_way_asks_no_more(self, house):
        id_, here = kept(house)
        one = answered(here, id_, Answer.DECLINED)
        app = house.app("publish", tour=id_, step="answers")
        app = press(app, f"settle-{one.id}-{one.version}")
        assert here.invitations.listed(id_)[0].settled is not None
        assert f"accept-{one.id}" not in str([button.key for button in app.button])

    def test_an_answer_that_came_meanwhile_is_not_settled_unseen(self, house):
        id_, here = kept(house)
        one = answered(here, id_, Answer.DECLINED)
        app = house.app("publish", tour=id_, step="answers")
        new = NewReply("later", ReplySource.LINK, "", NOW, Answer.ACCEPTED, one.sequence)
        about = About(invitation=one.id)
        here.replies.keep(new, lambda found: Judgement(id_, found[0]), about, at=NOW)
        press(app, f"settle-{one.id}-{one.version}")
        assert here.invitations.listed(id_)[0].settled is None

    def test_an_answer_that_doesnt_count_says_why_and_can_be_let_count(self, house):
        id_, here = kept(house)
        [asked] = here.invitations.listed(id_)
        why = msg("forged")
        new = NewReply("x", ReplySource.MAIL, "who@else.example", NOW, Answer.ACCEPTED, 0)
        about = About(invitation=asked.id)
        here.replies.keep(new, lambda found: Judgement(id_, found[0], why), about, at=NOW)
        app = house.app("publish", tour=id_, step="answers")
        assert says("who@else.example", app)
        assert says("forged", app)
        [reply] = here.replies.refused(id_)
        press(app, f"count-{reply.id}")
        assert here.replies.refused(id_) == ()
        assert here.invitations.listed(id_)[0].state.is_answer

    def test_without_a_mailbox_files_are_taken_and_rubbish_is_told(self, house):
        id_, _here = kept(house)
        app = house.app("publish", tour=id_, step="answers")
        assert not [button for button in app.button if button.key == "read-mailbox"]
        app.file_uploader[0].set_value([("answer.eml", b"", "message/rfc822")])
        app = app.run()
        assert not app.exception
        assert "cv-fault" in markup(app)

    def test_a_calendar_that_somebody_brings_answers_once(self, house):
        id_, here = kept(house)
        [asked] = here.invitations.listed(id_)
        lines = (
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//y//EN", "METHOD:REPLY",
            "BEGIN:VEVENT", f"UID:{asked.uid}", "DTSTAMP:20200221T090000Z",
            f"SEQUENCE:{asked.sequence}",
            f"ATTENDEE;PARTSTAT=DECLINED:mailto:{asked.email}",
            "END:VEVENT", "END:VCALENDAR", "",
        )  # fmt: skip
        file = ("answer.ics", "\r\n".join(lines).encode(), "text/calendar")
        app = house.app("publish", tour=id_, step="answers")
        app.file_uploader[0].set_value([file])
        app = app.run()
        assert says(speech.message(msg("New answers: {counted}.", counted=1)), app)
        assert here.invitations.listed(id_)[0].state is InvitationState.DECLINED
        assert [button for button in app.button if button.key.startswith("accept-")]
        app.file_uploader[0].set_value([file])
        assert says(fr("There is no new answer in this file."), app.run())

    def test_the_mailbox_is_read_by_a_button_and_says_what_came(self, house, tmp_path, monkeypatch):
        monkeypatch.setenv("CARAVAN_IMAP_HOST", "mail.example")
        monkeypatch.setenv("CARAVAN_IMAP_USER", "salma")
        id_, _here = kept(house)
        told = tmp_path / "told.json"
        told.write_text('{"result": "read", "read": 3, "replies": [{}, {}]}')
        app = house.tasks("answer", told).app("publish", tour=id_, step="answers")
        press(app, "read-mailbox")
        from caravan.ui.visit import tasks

        assert tasks().last("read-replies").wait(30)
        page = house.app("publish", tour=id_, step="answers")
        read = speech.count("1 mail was read", "{number} mails were read", 3)
        new = speech.count("1 new answer", "{number} new answers", 2)
        assert says(f"{read} · {new}", page)


class TestHistory:
    def test_all_publications_are_listed_and_any_two_compared(self, house, here):
        published(here)
        published(here, later_plan(), base=1)
        app = house.app("publish", step="history")
        page = markup(app)
        for number in (1, 2):
            assert says(fr("Publication {number}", number=number), app)
        assert "Salma" in page
        forwards = fr("{date} at {time}", date=speech.short_date(date(2020, 3, 10)), time="09:00")
        assert forwards in page
        app.selectbox(key="publication-from").select("2").run()
        assert says(fr("Both tell the same hours and places to the same partners."), app)

    def test_a_plan_of_before_comes_back_and_goes_again_without_losing_anything(self, house):
        id_, here = kept(house)
        files = house.files_of(id_)
        changed = with_adjustments(files, RefuseDate("agareb", date(2020, 3, 9)))
        house.tours.save(id_, changed, card_of(changed), base=1, what=msg("x"), at=MADE)
        after = planned(changed)
        here.shelf.put(id_, after)
        app = house.app("publish", tour=id_, step="history")
        app = press(app, "restore-1")
        assert house.files_of(id_) == files
        assert here.shelf.latest(id_).plan == planned(files)
        lines = here.audit.listed(id_)
        assert str(lines[0].what) == "Made publication 1 the plan again."
        app = press(app, "undo-restore-1")
        assert house.files_of(id_) == changed
        assert here.shelf.latest(id_).plan == after
        line, *before = here.audit.listed(id_)
        assert str(line.what) == "Put back the plan before publication 1."
        assert tuple(before) == lines

    def test_when_the_files_are_gone_they_are_written_from_the_publication(self, house):
        id_, here = kept(house)
        files = house.files_of(id_)
        changed = with_adjustments(files, RefuseDate("agareb", date(2020, 3, 9)))
        tours = replace(house.tours, keep=1)
        tours.save(id_, changed, card_of(changed), base=1, what=msg("x"), at=MADE)
        here.shelf.put(id_, planned(changed))
        app = press(house.app("publish", tour=id_, step="history"), "restore-1")
        assert not app.exception
        assert tour_of(house.files_of(id_)) == tour_of(files)
        assert here.shelf.latest(id_).plan == planned(files)

    def test_a_publication_of_files_that_changed_becomes_a_tour_of_its_own(self, house, here):
        published(here)
        plan = without_partners(sample_plan())
        house.with_tour(plan.tour).with_plan(plan)
        app = press(house.app("publish", step="history"), "restore-1")
        assert not app.exception
        [copy] = house.tours.listed()
        assert app.query_params["tour"] == copy.id
        restored = here.shelf.latest(copy.id).plan
        assert restored.teams == sample_plan().teams
        [line] = here.audit.listed(copy.id)
        assert str(line.what) == "Made publication 1 the plan again."


class TestViewer:
    @pytest.fixture
    def viewer(self, house, monkeypatch):
        """The app as somebody sees it who may read the tour only."""
        from caravan.store import passwords
        from caravan.store.passwords import Cost
        from caravan.store.permissions import Role

        monkeypatch.setenv("CARAVAN_ACCESS", "accounts")
        monkeypatch.setattr(passwords, "COST", Cost(4, 1, 1))
        id_, here = kept(house)
        account = here.accounts.create("Vera", NOW)
        here.memberships.give(account.id, id_, Role.VIEWER)
        now = datetime.now(UTC)
        secret = here.tickets.for_account(account.id, now).secret
        login = here.tickets.use(secret, "", "a long password", now)
        cookies = {"caravan-login": login.cookie}
        monkeypatch.setattr("caravan.ui.access.visitor.shown_cookies", lambda: cookies)
        return id_, here

    def test_a_viewer_looks_at_everything_but_mails_and_presses_nothing(self, house, viewer):
        id_, here = viewer
        answered(here, id_, Answer.DECLINED)
        for step in ("news", "answers", "history", "mails"):
            app = house.app("publish", tour=id_, step=step)
            assert not app.exception
            assert [button.key for button in app.button] == []
            assert "@agareb.example" not in markup(app)
        assert "cv-mark-fault" in markup(house.app("publish", tour=id_, step="answers"))
