"""Addresses of people's own servers, given on the command line."""

from __future__ import annotations

import click
import pytest

from caravan.cli.web_address import web_address


def given(value):
    option = click.Option(["--url"])
    return web_address(click.Context(click.Command("x")), option, value)


@pytest.mark.parametrize(
    ("value", "address"),
    [
        (None, ""),
        ("", ""),
        ("https://tour.example", "https://tour.example"),
        ("HTTPS://tour.example/", "https://tour.example"),
        ("http://127.0.0.1:8763/a/b//", "http://127.0.0.1:8763/a/b"),
        ("http://[::1]:80/", "http://[::1]:80"),
    ],
)
def test_an_address_is_taken_without_the_slash_at_its_end(value, address):
    assert given(value) == address


@pytest.mark.parametrize(
    "value",
    ["http://", "https:///x", "http:/x", "tour.example", "javascript:alert(1)", "ftp://tour.example",
     "https://x/?q=1", "https://x/#f", "https://a b", "https://x\n", "https://x\x00", "https://u:p@x",
     "https://@x", "https://[x", "https://x:port", "https://x:99999"],
)  # fmt: skip
def test_an_address_behind_which_links_would_lead_nowhere_is_refused(value):
    with pytest.raises(click.BadParameter):
        given(value)
