"""The Calendars page: links made, shown once, replaced and revoked; what was published, as files."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from markupsafe import escape
from pages.conftest import markup
from pages.straight_to_page import straight
from samples import sample_plan
from served import SCHEDULE

from caravan.language.language import language
from caravan.store.link import LinkKind
from caravan.store.schema import InvitationRow
from caravan.store.secret import master_secret

fr = language("fr").text
NOW = datetime(2026, 1, 2, 9, tzinfo=UTC)


@pytest.fixture
def house(house):
    return straight(house)


@pytest.fixture
def desk(house):
    """The desk that the app works on, with the sample plan published."""
    from caravan.store.desk import desk
    from caravan.store.settings import read_settings

    house.with_plan()
    here = desk(read_settings())
    here.publications.publish(SCHEDULE, sample_plan(), base=0, at=NOW, who="Salma")
    return here


def made(app, opens=(LinkKind.TOUR, ""), label=""):
    key = f"new-link-{SCHEDULE}"
    app.selectbox(key=f"{key}-opens").select(opens)
    app.text_input(key=f"{key}-label").set_value(label)
    return app.button(key=f"{key}-make").click().run()


def links(desk):
    return desk.links.listed(SCHEDULE)


def opened(desk, address):
    """The link behind an address of a calendar or day page."""
    return desk.links.opened(address.split("/")[4], set(LinkKind), NOW.date())


def test_before_anything_is_published_there_is_nothing_to_subscribe_to(house):
    app = house.with_plan().app("subscribe")
    page = markup(app)
    assert escape(fr("Nothing is published yet, so there is nothing to subscribe to.")) in page
    assert "cv-table" not in page
    assert not app.get("form")


def test_a_link_is_shown_once_and_kept_as_a_hash(house, desk):
    app = made(house.app("subscribe"), label="Les chauffeurs")
    (address,) = [code.value for code in app.code]
    assert address.startswith("http://localhost:8501/calendars/")
    assert address.endswith("/tour.ics")
    assert opened(desk, address).id == links(desk)[0].id
    assert links(desk)[0].label == "Les chauffeurs"
    assert "data:image/png;base64" in markup(app)
    assert master_secret(house.state) not in address
    app = app.button(key="link-copied").click().run()
    assert not app.code
    assert address.split("/")[4] not in str([e.proto for e in app.get("html")])
    assert not house.app("subscribe").code
    assert "Les chauffeurs" in markup(house.app("subscribe"))


@pytest.mark.parametrize(
    ("opens", "end"),
    [
        ((LinkKind.TOWN, "sfax"), "/sfax.ics"),
        ((LinkKind.PARTNER, "commune-sfax"), "/commune-sfax.ics"),
        ((LinkKind.DAY, ""), "/2020-03-09\nhttp"),
    ],
)
def test_each_kind_of_link_has_its_address(house, desk, opens, end):
    app = made(house.app("subscribe"), opens)
    address, *others = [code.value for code in app.code]
    assert end in address
    link = opened(desk, address)
    # A partner answers with the same secret.
    answers = [address.replace("/calendars/", "/answer/").removesuffix(end)]
    assert others == (answers if link.kind is LinkKind.PARTNER else [])
    assert (link.kind, link.subject) == opens


def test_a_link_speaks_the_language_that_was_chosen(house, desk):
    app = house.app("subscribe")
    app.selectbox(key=f"new-link-{SCHEDULE}-language").select("ar")
    made(app)
    assert links(desk)[0].language == "ar"


def test_a_replaced_address_opens_nothing_and_the_new_one_is_shown_once(house, desk):
    app = made(house.app("subscribe"), label="Presse")
    before = app.code[0].value
    app = app.button(key="rotate-1").click().run()
    after = app.code[0].value
    assert opened(desk, before) is None
    assert opened(desk, after).label == "Presse"
    page = markup(app)
    assert page.count("Presse") >= 2
    assert (
        escape(
            language("fr").count("1 link that was revoked", "{number} links that were revoked", 1)
        )
        in page
    )


def test_a_revoked_link_is_gone_for_good_and_a_second_tab_is_told(house, desk):
    made(house.app("subscribe"))
    first, second = house.app("subscribe"), house.app("subscribe")
    first.button(key="revoke-1").click().run()
    assert [link.revoked is None for link in links(desk)] == [False]
    assert escape(fr("No link is in use.")) in markup(first)
    second.button(key="revoke-1").click().run()
    assert escape(fr("This link isn't there any more.")) in markup(second)


def own_languages(desk, **languages):
    """Publish the sample plan with partners of other languages, by their ids."""
    plan = sample_plan()
    events = tuple(
        replace(
            event,
            partners=tuple(
                replace(one, language=languages.get(one.id.replace("-", "_"), one.language))
                for one in event.partners
            ),
        )
        for event in plan.tour.events
    )
    spoken = replace(plan, tour=replace(plan.tour, events=events))
    desk.publications.publish(SCHEDULE, spoken, base=1, at=NOW, who="Salma")


@pytest.mark.parametrize("opens", [(LinkKind.PARTNER, "commune-sfax"), (LinkKind.TOWN, "sfax")])
def test_a_link_is_first_in_the_language_of_whom_it_is_for(house, desk, opens):
    own_languages(desk, commune_sfax="ar")
    app = house.app("subscribe")
    spoken = f"new-link-{SCHEDULE}-language"
    assert app.selectbox(key=spoken).value == "fr"
    app = app.selectbox(key=f"new-link-{SCHEDULE}-opens").select(opens).run()
    assert app.selectbox(key=spoken).value == "ar"
    app.selectbox(key=spoken).select("en")
    app.button(key=f"new-link-{SCHEDULE}-make").click().run()
    app = app.selectbox(key=f"new-link-{SCHEDULE}-opens").select((LinkKind.DAY, "")).run()
    assert app.selectbox(key=spoken).value == "fr"
    made(app, opens)
    assert [link.language for link in links(desk)] == ["en", "ar"]


def test_what_a_link_opens_is_found_by_typing_plain_spaces(house, desk):
    names = house.app("subscribe").selectbox(key=f"new-link-{SCHEDULE}-opens").options
    assert fr("Calendar of {town}", town="Sfax").replace("\u00a0", " ") in names
    assert not any(set(name) & {"\u00a0", "\u202f"} for name in names)


class TestLinksToAnswer:
    """Made when mails are sent: 20 to 60 of a tour."""

    @pytest.fixture
    def mailed(self, desk):
        """Two invitations of the same partner, with a link each."""
        with desk.links.database.writing() as session:
            for event in ("sfax", "sbeitla"):
                session.add(
                    InvitationRow(
                        schedule=SCHEDULE, event=event, partner="commune-sfax", uid=f"{event}@x",
                        email="a@a.example", state="invited", sequence=0, stands=0, version=1,
                    )
                )  # fmt: skip
        for asked in desk.invitations.listed(SCHEDULE):
            desk.links.make(
                LinkKind.ANSWER, SCHEDULE, "commune-sfax", label="x", language="fr", at=NOW,
                expires=NOW + timedelta(days=99_999), invitation=asked.id,
            )  # fmt: skip
        return desk

    def choose(self, app, id_):
        return app.selectbox(key="answer-link").select(id_).run()

    def test_they_are_listed_in_a_folded_part_by_partner_and_event(self, house, mailed):
        app = house.app("subscribe")
        assert app.expander[0].label == fr("Links to answer ({number})", number=2)
        assert not app.expander[0].proto.expanded
        page = markup(app)
        for town, day in (("Sfax", date(2020, 3, 10)), ("Sbeïtla", date(2020, 3, 9))):
            when = language("fr").date(day)
            assert f"<bdi>{escape(fr('{town}, {date}', town=town, date=when))}</bdi>" in page
        assert page.count(str(escape(fr("never opened yet")))) == 2
        assert escape(fr("No link is in use.")) in page
        assert not [button for button in app.button if button.key.startswith("revoke-")]

    def test_one_is_revoked_alone(self, house, mailed):
        app = self.choose(house.app("subscribe"), 1)
        app = app.button(key="revoke-1").click().run()
        assert [link.revoked is None for link in links(mailed)] == [False, True]
        assert app.expander[0].label == fr("Links to answer ({number})", number=1)
        over = ("1 link to answer that is over", "{number} links to answer that are over")
        assert escape(language("fr").count(*over, 1)) in markup(app)
        [line] = [one for one in mailed.audit.listed(SCHEDULE) if "Revoked" in str(one.what)]
        assert line.at.year >= 2026

    def test_a_new_address_is_shown_once_to_hand_over_and_answers_the_same(self, house, mailed):
        app = self.choose(house.app("subscribe"), 2)
        app = app.button(key="rotate-2").click().run()
        assert not app.exception
        [address] = [code.value for code in app.code]
        assert "/answer/" in address
        found = opened(mailed, address)
        old = links(mailed)[1]
        assert (found.kind, found.invitation) == (LinkKind.ANSWER, old.invitation)
        assert (found.expires, old.opens_on(NOW.date())) == (old.expires, False)
        app = app.button(key="link-copied").click().run()
        assert not app.code


def test_a_public_address_is_used_when_it_is_set(house, desk, monkeypatch):
    monkeypatch.setenv("CARAVAN_URL", "https://tour.example")
    app = made(house.app("subscribe"))
    assert app.code[0].value.startswith("https://tour.example/calendars/")
    assert escape(fr("These addresses work on this computer only.")) not in markup(app)


def test_addresses_of_this_computer_are_said_to_be_that(house, desk):
    page = markup(house.app("subscribe"))
    assert escape(fr("These addresses work on this computer only.")) in page


def test_the_preview_lists_what_was_published_and_not_the_plan_in_the_making(house, desk):
    page = markup(house.app("subscribe"))
    for town in ("Sbeïtla", "Sfax", "Kerkennah"):
        assert f"<bdi>{town}</bdi>" in page
    assert "<bdi>Gafsa</bdi>" not in page
    assert "08:30–11:30" in page


def test_partners_have_a_file_or_it_is_said_why_not(house, desk):
    app = house.app("subscribe")
    assert app.selectbox(key="partner").options == ["Sfax · Municipalité de Sfax"]
    plan = sample_plan()
    events = tuple(
        replace(event, partners=tuple(replace(one, email="") for one in event.partners))
        for event in plan.tour.events
    )
    silent = replace(plan, tour=replace(plan.tour, events=events))
    desk.publications.publish(SCHEDULE, silent, base=1, at=NOW, who="Salma")
    assert "cv-uninvited" in markup(house.app("subscribe"))


def test_what_is_typed_as_a_label_stays_text(house, desk):
    app = made(house.app("subscribe"), label="<img src=x onerror=alert(1)> _*[x](javascript:1)*_")
    page = markup(app)
    assert "<img src=x" not in page
    assert str(escape("<img src=x onerror=alert(1)>")) in page
