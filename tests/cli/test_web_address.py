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
        ("HTTPS://tour.example/", "https://tour.example"),
    ],
)
def test_an_address_is_taken_without_the_slash_at_its_end(value, address):
    assert given(value) == address


def test_what_is_wrong_is_said_without_the_password_in_it():
    with pytest.raises(click.BadParameter, match=r"like https://tour\.example") as told:
        given("https://office:swordfish@tour.example")
    assert "swordfish" not in str(told.value)
