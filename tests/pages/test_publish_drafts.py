"""The page Publish: drafts under the hands of two organizers, who lose nothing that they typed."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from markupsafe import escape
from pages.conftest import markup
from pages.straight_to_page import straight
from samples import sample_plan
from served import SCHEDULE

from caravan.errors import msg
from caravan.language.language import language
from caravan.publishing.drafts import edit_draft, queue
from caravan.publishing.publish import publish
from caravan.store.desk import desk as desk_of
from caravan.store.settings import read_settings

speech = language("fr")
fr = speech.text
NOW = datetime(2020, 2, 20, 9, tzinfo=UTC)
MINE, THEIRS = date(2020, 3, 1), date(2020, 3, 5)


@pytest.fixture
def house(house):
    return straight(house).tasks("quick")


@pytest.fixture
def here(house):
    """The desk of the app, with the sample plan published: one draft, to Sfax."""
    house.with_plan()
    here = desk_of(read_settings())
    publish(here, SCHEDULE, sample_plan(), base=0, at=NOW, who="Salma")
    return here


def draft(here):
    [mail] = here.mails.listed(SCHEDULE)
    return mail


def field(mail, name):
    return f"draft-{mail.id}-{mail.version}-{name}"


def by_field(mail):
    return field(mail, f"by-{mail.reply_by}")


def says(text, app):
    return str(escape(text)) in markup(app)


def press(app, key):
    return app.button(key=key).click().run()


def mails(house):
    return house.app("publish", step="mails")


def test_what_was_typed_while_somebody_else_sent_the_mail_is_shown_to_copy(house, here):
    app, mail = mails(house), draft(here)
    app.text_area(key=field(mail, "text")).set_value(f"{mail.text}\nMine <b>too</b>")
    app.date_input(key=by_field(mail)).set_value(MINE)
    queue(here, SCHEDULE, at=NOW, who="Amor")
    app = press(app, field(mail, "save"))
    assert draft(here).text == mail.text
    assert says("Mine <b>too</b>", app)
    assert markup(app).count("cv-mine") == 2  # and the mail as it goes out
    assert says(fr("Copy from it what you need."), app)
    assert says(f"{fr('Answer wished by')}: {speech.long_date(MINE)}", app)
    # It stays until its author lets go of it.
    app = app.run()
    assert says("Mine <b>too</b>", app)
    app = press(app, f"forget-mine-{mail.id}")
    assert "cv-mine" not in markup(app)


def test_a_date_that_is_set_while_somebody_else_sends_is_not_set(house, here):
    app, mail = mails(house), draft(here)
    app.date_input(key=by_field(mail)).set_value(MINE)
    queue(here, SCHEDULE, at=NOW, who="Amor")
    app = press(app, field(mail, "save"))
    assert draft(here).reply_by == mail.reply_by
    assert says(f"{fr('Answer wished by')}: {speech.long_date(MINE)}", app)


def test_who_goes_on_with_the_own_text_finds_the_own_date_too(house, here):
    app, mail = mails(house), draft(here)
    app.text_input(key=field(mail, "subject")).set_value("Mine")
    app.date_input(key=by_field(mail)).set_value(MINE)
    edit_draft(here, SCHEDULE, mail.id, version=mail.version, subject="Theirs", text=mail.text)
    app = press(app, field(mail, "save"))
    assert (draft(here).subject, draft(here).reply_by) == ("Theirs", mail.reply_by)
    app = press(app, f"use-mine-{mail.id}")
    press(app, field(draft(here), "save"))
    assert (draft(here).subject, draft(here).reply_by) == ("Mine", MINE)


@pytest.mark.parametrize("subject", ["", "Mine"])
def test_of_two_who_set_a_date_the_second_is_told_and_overwrites_nothing(house, here, subject):
    mail = draft(here)
    first, second = mails(house), mails(house)
    first.date_input(key=by_field(mail)).set_value(THEIRS)
    press(first, field(mail, "save"))
    assert draft(here).reply_by == THEIRS
    if subject:
        second.text_input(key=field(mail, "subject")).set_value(subject)
    second.date_input(key=by_field(mail)).set_value(MINE)
    second = press(second, field(mail, "save"))
    now = draft(here)
    assert now.reply_by == THEIRS
    assert now.subject == (subject or mail.subject)
    told = "The date {mine} was not saved: somebody else has set {theirs} meanwhile."
    if subject:
        told = (
            "The text is saved, but not the date {mine}: somebody else has set {theirs} meanwhile."
        )
    dates = {"mine": MINE.isoformat(), "theirs": THEIRS.isoformat()}
    assert says(speech.message(msg(told, **dates)), second)
    # The field shows what holds now, and whoever wants another date all the same sets it.
    assert second.date_input(key=by_field(now)).value == THEIRS
    second.date_input(key=by_field(now)).set_value(MINE)
    press(second, field(now, "save"))
    assert draft(here).reply_by == MINE


def test_an_answer_that_comes_meanwhile_is_no_reason_to_refuse_a_date(house, here):
    app, mail = mails(house), draft(here)
    [asked] = here.invitations.listed(SCHEDULE)
    here.invitations.set_reply_by(asked.id, SCHEDULE, mail.reply_by, version=asked.version)
    app.date_input(key=by_field(mail)).set_value(MINE)
    press(app, field(mail, "save"))
    assert draft(here).reply_by == MINE


def test_without_a_chosen_mail_the_button_says_so(house, here):
    app = mails(house)
    assert app.button(key="send-drafts-1").label != fr("No mail is chosen")
    app = app.checkbox(key=f"send-{draft(here).id}").uncheck().run()
    button = app.button(key="send-drafts-1")
    assert (button.label, button.disabled) == (fr("No mail is chosen"), True)


@pytest.mark.parametrize("has_server", [True, False])
@pytest.mark.parametrize(
    ("url", "is_loopback"), [("http://127.0.0.1:8501", True), ("https://t.example", False)]
)
def test_links_that_lead_nowhere_are_said_with_and_without_a_mail_server(
    house, here, monkeypatch, has_server, url, is_loopback
):
    monkeypatch.setenv("CARAVAN_URL", url)
    if has_server:
        monkeypatch.setenv("CARAVAN_SMTP_HOST", "mail.example")
        monkeypatch.setenv("CARAVAN_SMTP_FROM", "tour@mail.example")
    app = mails(house)
    warning = fr("The links to answer in these mails work on this computer only.")
    assert says(warning, app) is is_loopback
    assert says(fr("No mail leaves: no mail server is set."), app) is not has_server
