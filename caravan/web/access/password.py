"""``/access/password/<secret>``: choosing a password, once; the first link makes an account."""

from __future__ import annotations

from starlette.responses import Response

from caravan.errors import ImpossibleValue
from caravan.store.account import LONGEST_NAME, Account
from caravan.store.passwords import LONGEST, SHORTEST
from caravan.store.tickets import TicketOver
from caravan.views.access_page import AccessPage, Field, Form
from caravan.web.access.answering import logged_in, page, token
from caravan.web.access.asked import Asked


def show_password(asked: Asked) -> Response:
    """The form. It uses nothing up: mail programs open every address to look for harm."""
    try:
        account = asked.desk.tickets.account(_secret(asked), asked.now)
    except TicketOver as error:
        return _over(asked, error)
    return _page(asked, account)


def choose_password(asked: Asked) -> Response:
    """The form, filled in."""
    name, password = asked.fields.get("name", ""), asked.fields.get("password", "")
    tickets, secret = asked.desk.tickets, _secret(asked)
    try:
        account = tickets.account(secret, asked.now)
        if password != asked.fields.get("again", ""):
            problem = asked.speech.text("The two passwords are not the same.")
            return _page(asked, account, problem, status=422)
        login = tickets.use(secret, name, password, asked.now)
    except TicketOver as error:
        return _over(asked, error)
    except ImpossibleValue as error:
        return _page(asked, account, asked.speech.message(error.message), status=422)
    return logged_in("/", login, secure=asked.is_secure)


def _page(asked: Asked, account: Account | None, problem: str = "", status: int = 200) -> Response:
    _ = asked.speech.text
    fields = new_password_fields(asked)
    if account is None:
        typed = asked.fields.get("name", "")[:LONGEST_NAME]
        named = Field("name", _("Your name"), "username", value=typed, longest=LONGEST_NAME)
        form = Form(_here(asked), token(asked), _("Make the account"), (named, *fields))
        hint = _("It is an administrator's: it makes the accounts of all others.")
        shown = AccessPage(_("The first account"), (hint,), problem=problem, forms=(form,))
        return page(asked, shown, status)
    form = Form(_here(asked), token(asked), _("Keep this password"), fields)
    title = _("Choose a password")
    return page(
        asked, AccessPage(title, name=account.shown, problem=problem, forms=(form,)), status
    )


def new_password_fields(asked: Asked) -> tuple[Field, Field]:
    """A new password, twice."""
    _ = asked.speech.text
    hint = _("{number} characters or more; a sentence is easy to remember.", number=SHORTEST)
    return (
        Field(
            "password",
            _("New password"),
            "new-password",
            is_secret=True,
            longest=LONGEST,
            hint=hint,
        ),
        Field("again", _("The same once more"), "new-password", is_secret=True, longest=LONGEST),
    )


def _over(asked: Asked, error: TicketOver) -> Response:
    shown = AccessPage(
        asked.speech.text("Choose a password"), problem=asked.speech.message(error.message)
    )
    return page(asked, shown, 404)


def _here(asked: Asked) -> str:
    return f"?lang={asked.speech.code}"


def _secret(asked: Asked) -> str:
    return str(asked.request.path_params["secret"])
