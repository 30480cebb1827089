import pytest
from hypothesis import given
from views.calendar.plans import hostile_texts

from caravan.views.calendar.address import mail_address, web_address


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("https://tour.example/a?b=c#d", "https://tour.example/a?b=c#d"),
        (" http://tour.example ", "http://tour.example"),
        ("HTTPS://Tour.example/%C3%A9", "HTTPS://Tour.example/%C3%A9"),
        ("https://tour.example/été;a,b", "https://tour.example/%C3%A9t%C3%A9;a,b"),
        ('https://tour.example/"<b>"', "https://tour.example/%22%3Cb%3E%22"),
        ("https://tour.example/a b\\c", "https://tour.example/a%20b%5Cc"),
    ],
)
def test_a_web_address_is_kept_and_encoded_where_it_must_be(typed, written):
    assert web_address(typed) == written


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "tour.example",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "https://",
        "https:///path",
        "https://[::1",
        "https://tour.example/\r\nATTENDEE:mailto:x@evil.example",
        "https://tour.example/\x00",
    ],
)
def test_what_is_no_web_address_is_dropped(typed):
    assert web_address(typed) == ""


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("amina@sfax.example", "mailto:amina@sfax.example"),
        (" amina@sfax.example\n", "mailto:amina@sfax.example"),
        ("a+b@sfax.example", "mailto:a+b@sfax.example"),
        ("who?subject=x&y%@sfax.example", "mailto:who%3Fsubject=x%26y%25@sfax.example"),
        ("é@sfax.example", "mailto:%C3%A9@sfax.example"),
    ],
)
def test_a_mail_address_is_encoded_for_mailto(typed, written):
    assert mail_address(typed) == written


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "amina",
        "@sfax.example",
        "amina@",
        "amina@sfax@evil.example",
        "amina@sfax.example,x@evil.example",
        "amina ben@sfax.example",
        "amina@sfax.example\r\nX-A:1",
        "am\x00ina@sfax.example",
        "Amina <amina@sfax.example>",
        "a" * 250 + "@sfax.example",
    ],
)
def test_what_is_no_mail_address_is_refused_not_mended(typed):
    assert mail_address(typed) == ""


@given(hostile_texts)
def test_addresses_are_nothing_or_plain_ascii_without_spaces(text):
    for address in (web_address(text), web_address("https://tour.example/" + text)):
        assert address == "" or (address.isascii() and address.isprintable() and " " not in address)
    written = mail_address(text + "@sfax.example")
    assert written == "" or (written.isascii() and written.isprintable() and " " not in written)
