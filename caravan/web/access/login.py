"""``/access/login``: logging in by name and password."""

from __future__ import annotations

from starlette.responses import Response

from caravan.store.account import LONGEST_NAME
from caravan.store.attempts import TooManyAttempts
from caravan.store.logins import WrongLogin
from caravan.views.access_page import AccessPage, Field, Form
from caravan.web.access.answering import go, logged_in, page, token
from caravan.web.access.asked import Asked


def show_login(asked: Asked) -> Response:
    """The form; who is logged in already goes on."""
    if asked.desk.logins.account(asked.cookie, asked.now) is not None:
        return go(asked.next)
    return _page(asked)


def log_in(asked: Asked) -> Response:
    """The form, filled in."""
    speech = asked.speech
    name, password = asked.fields.get("name", ""), asked.fields.get("password", "")
    try:
        login = asked.desk.logins.log_in(name, password, asked.address, asked.now)
    except TooManyAttempts as error:
        response = _page(asked, speech.message(error.message), status=429)
        response.headers["retry-after"] = str(60 * error.minutes)
        return response
    except WrongLogin as error:
        return _page(asked, speech.message(error.message), status=401)
    return logged_in(asked.next, login, secure=asked.is_secure)


def _page(asked: Asked, problem: str = "", status: int = 200) -> Response:
    _ = asked.speech.text
    lines: tuple[str, ...] = ()
    if not asked.desk.accounts.any():
        lines = (
            _("There is no account yet."),
            _(
                "The terminal in which the program was started shows an address with which the "
                "first one is made. It works for an hour; start the program again for another."
            ),
        )
    name = asked.fields.get("name", "")[:LONGEST_NAME]
    fields = (
        Field("name", _("Name"), "username", value=name, longest=LONGEST_NAME),
        Field("password", _("Password"), "current-password", is_secret=True),
    )
    form = Form(f"?{asked.here}lang={asked.speech.code}", token(asked), _("Log in"), fields)
    links: tuple[tuple[str, str], ...] = ()
    if asked.has_other_ways:
        links = ((f"/?lang={asked.speech.code}", _("Other ways to log in")),)
    shown = AccessPage(_("Log in"), lines, problem=problem, forms=(form,), links=links)
    return page(asked, shown, status)
