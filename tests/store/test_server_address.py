"""Addresses of people's own servers, before the paths of links."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caravan.store.server_address import server_address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://tour.example", "https://tour.example"),
        ("HTTPS://tour.example/", "https://tour.example"),
        ("hTTp://127.0.0.1:8763/a/b//", "http://127.0.0.1:8763/a/b"),
        ("http://[::1]:80/", "http://[::1]:80"),
        ("https://réseau.example/tournée", "https://réseau.example/tournée"),
    ],
)
def test_an_address_is_taken_without_the_slash_at_its_end(text, address):
    assert server_address(text) == address


@pytest.mark.parametrize(
    "text",
    ["", "http://", "https:///x", "http:/x", "http:x", "tour.example", "//tour.example",
     "javascript:alert(1)", "ftp://tour.example", "https://x/?q=1", "https://x/?", "https://x/#f",
     "https://x#", "https://a b", " https://x", "https://x\n", "https://x\t/y", "https://x\x00",
     "https://x\x7f", "https://x\u2028", "https://x\u202e", "https://u:p@x", "https://@x",
     "https://[x", "https://:80", "https://x:port", "https://x:99999", "https://x\\y",
     'https://x/"><script>'],
)  # fmt: skip
def test_an_address_behind_which_links_would_lead_nowhere_is_refused(text):
    assert server_address(text) is None


@given(
    st.text(max_size=12).map(lambda rest: f"https://{rest}")
    | st.text("hHtTpPsS:/.@?#[]x1 \n\\%", max_size=16)
)
def test_what_is_taken_leads_to_the_path_that_is_put_behind_it(text):
    address = server_address(text)
    if address is not None:
        parts = urlsplit(f"{address}/answer/secret")
        assert parts.scheme in {"http", "https"}
        assert parts.hostname
        assert parts.path.endswith("/answer/secret")
        assert (parts.username, parts.query, parts.fragment) == (None, "", "")
        assert server_address(address) == address
