"""Every method of every store x every role x its own and another tour: who may call what.

The table is written out by hand. A store or a method that isn't in it fails a test, so that nobody
adds one without saying who may call it.
"""

from __future__ import annotations

import inspect
from dataclasses import fields
from datetime import UTC, datetime
from unittest.mock import create_autospec

import pytest

from caravan.store import passwords
from caravan.store.access import NOBODY
from caravan.store.access_settings import AccessMode, AccessSettings
from caravan.store.desk import Desk
from caravan.store.passwords import Cost
from caravan.store.permissions import NotAllowed, Role
from caravan.store.settings import Schedule, Settings
from caravan.ui.access.guard import Guarded, GuardedDesk
from caravan.ui.access.rules import ATTRIBUTES, RULES
from caravan.ui.access.visitor import Visitor
from caravan.ui.jobs import Jobs
from caravan.ui.tasks import Tasks

ANYBODY = frozenset({"nobody", "closed", "guest", "volunteer", "viewer", "organizer", "admin"})
HELPERS = frozenset({"volunteer", "viewer", "organizer", "admin"})
READERS = frozenset({"viewer", "organizer", "admin"})
ORGANIZERS = frozenset({"organizer", "admin"})
ADMINS = frozenset({"admin"})
NO_PAGE: frozenset[str] = frozenset()
"""No page may call it: routes, commands and other stores do."""

# What a method is called for a tour of one's own, by role. Of another tour, only admins may.
WHO = {
    "desk": {
        "schedules": "of the result", "has": READERS,
    },
    "tours": {
        "create": "maker", "listed": "of the result", "deleted": "of the result",
        "is_kept": READERS, "open": READERS, "versions": READERS, "files_at_version": READERS,
        "save": ORGANIZERS, "undo": ORGANIZERS, "redo": ORGANIZERS, "archive": ORGANIZERS,
        "unarchive": ORGANIZERS, "delete": ORGANIZERS, "restore": ORGANIZERS,
        "purge": ADMINS, "new_id": NO_PAGE,
    },
    "scenarios": {
        "create": ORGANIZERS, "rename": ORGANIZERS, "free_name": READERS, "listed": READERS,
        "deleted": ORGANIZERS, "ids": "of the result", "gone": "of the result",
    },
    "shelf": {
        "key": ANYBODY, "plan": ANYBODY, "current": READERS, "latest": READERS,
        "put": ORGANIZERS, "adopt": ORGANIZERS, "follow": ORGANIZERS,
    },
    "sketches": {"open": ORGANIZERS, "save": ORGANIZERS, "put_away": ORGANIZERS},
    "answers": {"get": ANYBODY, "put": ANYBODY},
    "publications": {
        "latest": HELPERS, "numbered": READERS, "latest_number": READERS, "latest_made": READERS,
        "listed": READERS, **dict.fromkeys(("publish", "add", "read"), NO_PAGE),
    },
    "links": {
        "make": ORGANIZERS, "listed": ORGANIZERS, "revoke": ORGANIZERS, "rotate": ORGANIZERS,
        "add": NO_PAGE, "opened": NO_PAGE, "withdraw": NO_PAGE,
    },
    "audit": {"listed": ORGANIZERS, **dict.fromkeys(("note", "add", "add_line"), NO_PAGE)},
    "invitations": {
        "listed": READERS, "numbered": READERS, "set_reply_by": ORGANIZERS, "with_uid": NO_PAGE,
        "told_before": NO_PAGE,
    },
    "mails": dict.fromkeys(
        ("listed", "numbered", "edit", "queue", "hold", "send_again"), ORGANIZERS
    ),
    "mail_queue": {
        "next_due": ORGANIZERS,
        **dict.fromkeys(
            ("claim", "begin", "taken", "unclear", "failed", "put_off", "put_off_due", "tidy", "due"),
            NO_PAGE,
        ),
    },
    "replies": {
        "listed": READERS, "refused": READERS, "of_invitation": NO_PAGE,
        "count_anyway": ORGANIZERS, "settle": ORGANIZERS, "keep": NO_PAGE,
        "unplaced": ADMINS,
    },
    "jobs": {
        "start": ORGANIZERS, "start_first": ORGANIZERS, "last": READERS, "get": "of the result",
        "stop_all": NO_PAGE,
    },
    "tasks": {"start": ORGANIZERS, "last": ANYBODY, "forget": ANYBODY, "stop_all": NO_PAGE},
    "accounts": {
        **dict.fromkeys(
            ("any", "listed", "create", "disable", "enable", "make_admin", "known_elsewhere"),
            ADMINS,
        ),
        "add": NO_PAGE,
    },
    "tickets": {
        "for_account": ADMINS,
        **dict.fromkeys(("for_first_account", "account", "use"), NO_PAGE),
    },
    "logins": {
        "log_out_everywhere": ADMINS,
        **dict.fromkeys(
            ("log_in", "add", "account", "digest", "log_out", "change_password"), NO_PAGE
        ),
    },
    "memberships": {
        "give": ORGANIZERS, "give_to": ORGANIZERS, "take": ORGANIZERS, "of_schedule": ORGANIZERS,
        "add": NO_PAGE,
    },
    "access": dict.fromkeys(
        ("is_known", "is_single_user", "identity", "account", "may", "may_all"), NO_PAGE
    ),
}  # fmt: skip
NOW = datetime.now(UTC)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    folder = tmp_path_factory.mktemp("guard")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "COST", Cost(4, 1, 1))
        yield _desk(folder)


def _desk(folder):
    return Desk(Settings((), folder, access=AccessSettings(AccessMode.ACCOUNTS)))


@pytest.fixture(scope="module")
def visitors(desk):
    """Somebody of each role in the tour "own", and in no other."""

    def known(name, role=None, *, is_admin=False):
        account = desk.accounts.create(name, NOW, is_admin=is_admin)
        if role is not None:
            desk.memberships.give(account.id, "own", role)
        secret = desk.tickets.for_account(account.id, NOW).secret
        login = desk.tickets.use(secret, "", f"password of {name}", NOW)
        return Visitor(desk, desk.access.identity(login.cookie), account, is_single_user=False)

    found = {
        "nobody": Visitor(desk, NOBODY, None, is_single_user=False),
        "guest": known("guest"),
        "admin": known("admin", is_admin=True),
        "closed": known("closed", Role.ORGANIZER),
        **{role.value: known(role.value, role) for role in Role},
    }
    desk.accounts.disable(found["closed"].account.id, NOW)
    return found


def stores(desk):
    """Everything that a page reaches through the visit, by its name."""
    found = {part.name: getattr(desk, part.name) for part in fields(desk)}
    found = {
        name: s for name, s in found.items() if not name.startswith("_") and name != "settings"
    }
    return {**found, "desk": desk, "jobs": Jobs(), "tasks": Tasks()}


def methods(store):
    return {
        name
        for name, value in inspect.getmembers(type(store))
        if not name.startswith("_") and inspect.isfunction(value)
    }


def test_every_store_and_every_method_is_in_the_table(desk):
    assert {name: methods(store) for name, store in stores(desk).items()} == {
        name: set(table) for name, table in WHO.items()
    }


def test_the_rules_name_nothing_else():
    for name, rules in RULES.items():
        assert set(rules) == {method for method, who in WHO[name].items() if who != NO_PAGE}
    assert ATTRIBUTES == {"jobs": ("farewells",)}


def called(store, name, method, visitor, schedule):
    """Call a method of a stand-in for the store, with the schedule where it wants one."""
    double = create_autospec(type(store), instance=True)
    guarded = Guarded(double, name, visitor, schedule)
    rule = RULES.get(name, {}).get(method)
    given = {}
    for parameter in list(inspect.signature(getattr(type(store), method)).parameters.values())[1:]:
        if rule is not None and parameter.name == rule.of:
            given[parameter.name] = (
                Schedule(schedule, None) if parameter.annotation == "Schedule" else schedule
            )
        elif (
            parameter.default is inspect.Parameter.empty
            and parameter.kind is not parameter.VAR_KEYWORD
        ):
            given[parameter.name] = object()
    try:
        getattr(guarded, method)(**given)
    except NotAllowed:
        assert not double.method_calls
        return False
    assert len(double.method_calls) == 1
    return True


@pytest.mark.parametrize("name", WHO)
def test_who_may_call_what_of_ones_own_tour_and_of_anothers(desk, visitors, name):
    store = stores(desk)[name]
    for method, who in WHO[name].items():
        if isinstance(who, str):
            continue
        for role, visitor in visitors.items():
            own = called(store, name, method, visitor, "own")
            assert own == (role in who), (name, method, role)
            other = called(store, name, method, visitor, "other")
            assert other == (role in who and (role == "admin" or who == ANYBODY)), (method, role)


def test_only_organizers_make_tours_and_are_their_organizers(desk, visitors):
    for role, visitor in visitors.items():
        double = create_autospec(type(desk.tours), instance=True)
        make = Guarded(double, "tours", visitor, None).create
        if role in ORGANIZERS:
            make(None, None, None, NOW, organizer=999)
            assert double.create.call_args.kwargs == {"organizer": visitor.account.id}
        else:
            with pytest.raises(NotAllowed):
                make(None, None, None, NOW)
            double.create.assert_not_called()


def test_of_a_result_everybody_gets_the_parts_that_are_theirs(desk, visitors):
    from types import SimpleNamespace

    results = {
        ("tours", "listed"): READERS, ("tours", "deleted"): ORGANIZERS,
        ("scenarios", "ids"): READERS, ("desk", "schedules"): READERS,
    }  # fmt: skip
    for (name, method), who in results.items():
        both = tuple(
            id_ if method == "ids" else SimpleNamespace(id=id_, name=id_)
            for id_ in ("own", "other")
        )
        for role, visitor in visitors.items():
            double = create_autospec(type(stores(desk)[name]), instance=True)
            getattr(double, method).return_value = both
            got = getattr(Guarded(double, name, visitor, None), method)()
            expected = both if role == "admin" else both[:1] if role in who else ()
            assert got == expected, (name, method, role)


def test_a_single_result_is_told_to_those_who_may_see_it(desk, visitors):
    from types import SimpleNamespace

    for name, method in (("jobs", "get"), ("scenarios", "gone")):
        for id_, expected in (("own", READERS), ("other", ADMINS)):
            found = SimpleNamespace(id=id_, schedule=Schedule(id_, None))
            for role, visitor in visitors.items():
                double = create_autospec(type(stores(desk)[name]), instance=True)
                getattr(double, method).return_value = found
                got = getattr(Guarded(double, name, visitor, None), method)("x")
                assert (got is found) == (role in expected), (name, role)


@pytest.mark.parametrize("name", ["access", "master", "_by_secret", "nothing"])
def test_what_has_no_rule_is_refused_even_to_administrators(visitors, name):
    with pytest.raises(NotAllowed):
        getattr(GuardedDesk(visitors["admin"], "own"), name)
    with pytest.raises(NotAllowed):
        getattr(GuardedDesk(visitors["admin"], "own").tours, name)


def test_nobody_gets_at_the_database_behind_a_store(visitors):
    with pytest.raises(NotAllowed):
        _ = GuardedDesk(visitors["admin"], "own").shelf.database


def test_a_right_that_was_taken_away_is_gone_for_a_page_that_is_still_open(desk, visitors):
    account = desk.accounts.create("demoted", NOW)
    desk.memberships.give(account.id, "own", Role.ORGANIZER)
    secret = desk.tickets.for_account(account.id, NOW).secret
    login = desk.tickets.use(secret, "", "password of demoted", NOW)
    visitor = Visitor(desk, desk.access.identity(login.cookie), account, is_single_user=False)
    store = stores(desk)["tours"]
    assert called(store, "tours", "save", visitor, "own")
    desk.memberships.give(account.id, "own", Role.VIEWER)
    assert not called(store, "tours", "save", visitor, "own")
    assert called(store, "tours", "open", visitor, "own")
    desk.logins.log_out_everywhere(account.id)
    assert not called(store, "tours", "open", visitor, "own")


def test_a_page_opened_by_a_single_user_may_nothing_once_there_are_accounts(tmp_path, monkeypatch):
    here = Desk(Settings((), tmp_path))
    alone = Visitor(here, NOBODY, None, is_single_user=True)
    assert alone.may("own").edit
    here.accounts.create("anna", NOW)
    monkeypatch.setattr(here.access, "_looked", float("-inf"))
    assert not alone.may("own").edit


def test_a_store_that_notes_who_did_it_is_told_who_asks_whatever_the_page_says(desk, visitors):
    double = create_autospec(type(desk.links), instance=True)
    links = Guarded(double, "links", visitors["organizer"], "own")
    links.revoke(1, "own", NOW)
    links.revoke(1, "own", NOW, who="admin")
    assert [call.kwargs for call in double.revoke.call_args_list] == [{"who": "organizer"}] * 2
    links.listed("own")
    assert double.listed.call_args.kwargs == {}
