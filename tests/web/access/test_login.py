"""Logging in and out in a browser."""

from __future__ import annotations

import re

import pytest
from web.access.conftest import PASSWORD

LOGIN = "/access/login?lang=en"


def log_in(browser, name, password=PASSWORD, path=LOGIN, **headers):
    return browser.fill_in(path, {"name": name, "password": password}, **headers)


def test_name_and_password_lead_to_the_pages_with_a_cookie(browser, anna):
    answer = log_in(browser, anna)
    assert (answer.status, answer.location) == (303, "/")
    [cookie] = [line for line in browser.set_cookies if line.startswith("caravan-login=")]
    assert re.search(r"; HttpOnly", cookie)
    assert re.search(r"; SameSite=lax", cookie)
    assert re.search(r"; Path=/(;|$)", cookie)
    assert re.search(r"; Max-Age=1209600", cookie)  # 14 days
    assert browser.get("/access/account?lang=en").seen.count(anna) == 1


def test_a_wrong_password_leads_nowhere_and_keeps_the_name_that_was_typed(browser, anna):
    answer = log_in(browser, anna, "wrong password")
    assert answer.status == 401
    assert "The name or the password is wrong." in answer.seen
    assert f'value="{anna}"' in answer.text
    assert "wrong password" not in answer.text
    assert "caravan-login" not in browser.cookies


def test_whoever_is_logged_in_goes_on_at_once(browser, anna):
    log_in(browser, anna)
    answer = browser.get("/access/login?next=%2Ftour%3Ftour%3Dx")
    assert (answer.status, answer.location) == (303, "/tour?tour=x")


def test_after_the_login_comes_the_page_that_was_wanted(browser, anna):
    wanted = browser.get("/tour?tour=x&lang=ar", accept="text/html")
    assert (wanted.status, wanted.location) == (
        303,
        "/access/login?next=%2Ftour%3Ftour%3Dx%26lang%3Dar",
    )
    assert log_in(browser, anna, path=wanted.location).location == "/tour?tour=x&lang=ar"


@pytest.mark.parametrize(
    "elsewhere",
    ["//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil.example", "evil.example",
     "javascript:alert(1)", "/%09/evil.example", "/\t/evil.example", "/a\r\nSet-Cookie: x=y", "",
     "/access/logout", "/" + "x" * 3000],
)  # fmt: skip
def test_a_login_never_leads_to_another_site(browser, anna, elsewhere):
    from urllib.parse import quote

    answer = log_in(browser, anna, path=f"/access/login?next={quote(elsewhere)}")
    assert answer.status == 303
    assert answer.location in {"/", "/%09/evil.example"}  # the latter is a path of ours


def test_logging_out_ends_the_login_in_this_browser(browser, anna, here, port):
    from plain_browser import PlainBrowser

    other = PlainBrowser(port)
    log_in(browser, anna)
    log_in(other, anna)
    stolen = browser.cookies["caravan-login"]
    token = browser.get("/access/account").token
    answer = browser.post("/access/logout?lang=en", {"token": token})
    assert (answer.status, answer.location) == (303, "login?lang=en")
    assert "caravan-login" not in browser.cookies
    browser.cookies["caravan-login"] = stolen
    assert browser.get("/access/account").status == 303
    assert other.get("/access/account").status == 200


def test_logging_out_everywhere_ends_all_logins(browser, anna, port):
    from plain_browser import PlainBrowser

    other = PlainBrowser(port)
    log_in(browser, anna)
    log_in(other, anna)
    token = browser.get("/access/account").token
    assert browser.post("/access/logout-everywhere", {"token": token}).status == 303
    assert other.get("/access/account").status == 303


def test_a_password_is_changed_by_who_knows_the_old_one(browser, anna):
    log_in(browser, anna)
    token = browser.get("/access/account").token

    def change(old, new, again):
        form = {"token": token, "old": old, "password": new, "again": again}
        return browser.post("/access/account?lang=en", form)

    assert change("wrong", "another password", "another password").status == 401
    assert change(PASSWORD, "another password", "something else").status == 422
    assert change(PASSWORD, "short", "short").status == 422
    assert change(PASSWORD, anna, anna).status == 422
    answer = change(PASSWORD, "another password", "another password")
    assert (answer.status, answer.location) == (303, "account?lang=en")
    assert browser.get("/access/account").status == 200
    browser.cookies.clear()
    assert log_in(browser, anna).status == 401
    assert log_in(browser, anna, "another password").status == 303


def test_too_many_guesses_are_told_when_to_try_again(browser):
    for _ in range(10):
        assert log_in(browser, "a name for guessing", "guess").status == 401
    answer = log_in(browser, "a name for guessing", "guess")
    assert answer.status == 429
    assert 0 < int(answer.headers["retry-after"]) <= 900
    assert "15" in answer.seen


class TestForms:
    """A form that isn't from our own pages does nothing."""

    @pytest.mark.parametrize(
        "headers",
        [{"origin": "https://evil.example"}, {"origin": "null"}, {"origin": ""},
         {"origin": "http://127.0.0.1.evil.example"}, {"sec_fetch_site": "cross-site"},
         {"sec_fetch_site": "same-site"}, {"origin": "http://127.0.0.1:1"}],
    )  # fmt: skip
    def test_of_another_site(self, browser, anna, headers):
        answer = log_in(browser, anna, **headers)
        assert answer.status == 403
        assert "caravan-login" not in browser.cookies

    def test_without_a_token_or_with_that_of_another_browser(self, browser, anna, port):
        from plain_browser import PlainBrowser

        form = {"name": anna, "password": PASSWORD}
        assert browser.post(LOGIN, form).status == 403  # no cookie either
        browser.get(LOGIN)
        assert browser.post(LOGIN, form).status == 403
        theirs = PlainBrowser(port).get(LOGIN).token
        assert browser.post(LOGIN, {**form, "token": theirs}).status == 403
        assert browser.post(LOGIN, {**form, "token": "é" * 64}).status == 403

    def test_of_a_browser_that_says_nothing_of_where_it_comes_from(self, browser, anna):
        assert log_in(browser, anna, origin=None, sec_fetch_site=None).status == 303

    def test_that_would_log_somebody_out(self, browser, anna):
        log_in(browser, anna)
        assert browser.post("/access/logout").status == 403
        assert browser.post("/access/logout-everywhere").status == 403
        assert browser.get("/access/account").status == 200

    @pytest.mark.parametrize("path", ["/access/logout", "/access/logout-everywhere"])
    def test_looking_at_an_address_logs_nobody_out(self, browser, anna, path):
        log_in(browser, anna)
        answer = browser.get(path)
        assert answer.status == 405
        assert answer.headers["allow"] == "POST"
        assert browser.get("/access/account").status == 200

    def test_that_is_longer_than_any_of_ours(self, browser):
        assert browser.post(LOGIN, {"name": "x" * 30_000}).status == 413

    @pytest.mark.parametrize("body", ["\0", "&" * 5000, "=%ff%fe", "name=%00&password=%00"])
    def test_that_no_browser_sends(self, browser, body):
        answer = browser._ask(
            "POST", LOGIN, body, {"content_type": "application/x-www-form-urlencoded"}
        )
        assert answer.status == 403


@pytest.mark.parametrize("code", ["fr", "ar", "en"])
def test_the_page_speaks_every_language_and_leads_to_the_others(browser, code):
    page = browser.get(f"/access/login?lang={code}&next=%2Ftour")
    assert f'<html lang="{code}"' in page.text
    assert ('dir="rtl"' in page.text.partition(">")[2]) == (code == "ar") or code != "ar"
    assert page.text.count("?next=%2Ftour&amp;lang=") + page.text.count("?next=%2Ftour&lang=") >= 2


def test_the_browsers_own_language_is_spoken(browser):
    assert '<html lang="ar"' in browser.get("/access/login", accept_language="ar-TN,fr;q=0.8").text
    assert '<html lang="en"' in browser.get("/access/login", accept_language="de, en-GB").text
    assert '<html lang="fr"' in browser.get("/access/login", accept_language="de").text


def test_the_pages_load_nothing_and_run_no_script(browser, anna):
    log_in(browser, anna)
    for path in (LOGIN, "/access/account", "/access/password/x"):
        page = browser.get(path)
        policy = page.headers["content-security-policy"]
        if page.status == 303:
            continue
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert "script" not in policy
        assert "frame-ancestors 'none'" in policy
        assert "<script" not in page.text
        assert page.headers["cache-control"] == "no-store"
        assert page.headers["referrer-policy"] == "same-origin"


def test_what_is_typed_is_text(browser):
    answer = log_in(browser, '"><script>alert(1)</script>', "x")
    assert "<script" not in answer.text
    assert "&lt;script&gt;" in answer.text


def test_unknown_pages_of_access_are_not_found(browser):
    for path in ("/access", "/access/", "/access/x", "/access/login/", "/access/password/"):
        assert browser.get(path).status == 404
