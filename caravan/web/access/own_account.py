"""``/access/account``: one's own account; a new password, and logging out here or everywhere."""

from __future__ import annotations

from starlette.responses import Response

from caravan.errors import ImpossibleValue, msg
from caravan.store.account import Account, NoSuchAccount
from caravan.store.attempts import TooManyAttempts
from caravan.store.audit import AuditLine
from caravan.store.logins import WrongLogin
from caravan.store.passwords import check_new_password
from caravan.views.access_page import AccessPage, Field, Form
from caravan.web.access.answering import go, logged_in, logged_out, page, token
from caravan.web.access.asked import Asked
from caravan.web.access.password import new_password_fields


def show_account(asked: Asked) -> Response:
    """The page; whoever isn't logged in is asked to do so first."""
    account = _account(asked)
    return _to_login(asked) if account is None else _page(asked, account)


def change_password(asked: Asked) -> Response:
    """The form with the old password and a new one, filled in."""
    account = _account(asked)
    if account is None:
        return _to_login(asked)
    speech, old, new = asked.speech, asked.fields.get("old", ""), asked.fields.get("password", "")
    if new != asked.fields.get("again", ""):
        return _page(asked, account, speech.text("The two passwords are not the same."), 422)
    try:
        check_new_password(new, account.name, account.shown)
        login = asked.desk.logins.change_password(account, old, new, asked.address, asked.now)
    except WrongLogin:
        return _page(asked, account, speech.text("The old password is wrong."), 401)
    except (ImpossibleValue, TooManyAttempts, NoSuchAccount) as error:
        status = 429 if isinstance(error, TooManyAttempts) else 422
        return _page(asked, account, speech.message(error.message), status)
    return logged_in(f"account?lang={speech.code}", login, secure=asked.is_secure)


def log_out(asked: Asked) -> Response:
    """End this login."""
    asked.desk.logins.log_out(asked.cookie)
    return logged_out(f"login?lang={asked.speech.code}", secure=asked.is_secure)


def log_out_everywhere(asked: Asked) -> Response:
    """End all logins of the account."""
    account = _account(asked)
    if account is not None:
        what = msg("Logged out everywhere.")
        asked.desk.logins.log_out_everywhere(
            account.id, line=lambda own: AuditLine(asked.now, own.shown, "", what)
        )
    return logged_out(f"login?lang={asked.speech.code}", secure=asked.is_secure)


def _account(asked: Asked) -> Account | None:
    return asked.desk.logins.account(asked.cookie, asked.now)


def _to_login(asked: Asked) -> Response:
    return go(f"login?lang={asked.speech.code}")


def _page(asked: Asked, account: Account, problem: str = "", status: int = 200) -> Response:
    _ = asked.speech.text
    question, token_ = f"?lang={asked.speech.code}", token(asked)
    old = Field("old", _("Old password"), "current-password", is_secret=True)
    forms = (
        Form(f"logout{question}", token_, _("Log out"), is_quiet=True),
        Form(f"logout-everywhere{question}", token_, _("Log out everywhere"), is_quiet=True),
        Form(
            f"account{question}",
            token_,
            _("Change the password"),
            (old, *new_password_fields(asked)),
            heading=_("Change the password"),
        ),
    )
    links = ((f"/{question}", _("Back to the pages")),)
    shown = AccessPage(_("Your account"), (), account.shown, problem, forms, links)
    return page(asked, shown, status)
