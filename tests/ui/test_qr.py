"""QR codes."""

from __future__ import annotations

import base64
import re

import segno

from caravan.ui.qr import qr_code

ADDRESS = "https://tour.example/calendars/RYBXodQD7vE201qQEp4mmw0gMIUbveLuFWH3PfpErpU/tour.ics"


def test_the_code_is_a_picture_of_the_address_in_the_page_itself():
    picture = qr_code(ADDRESS, "QR <x>")
    assert 'src="data:image/png;base64,' in picture
    assert 'alt="QR &lt;x&gt;"' in picture
    encoded = re.search(r"base64,([^&\"]+)", picture)[1].replace("%2B", "+")
    png = base64.b64decode(encoded)
    assert png.startswith(b"\x89PNG")
    width = int.from_bytes(png[16:20], "big")
    modules = segno.make(ADDRESS, error="m", micro=False).symbol_size(border=4)[0]
    assert width == 6 * modules


def test_another_address_is_another_picture():
    assert qr_code(ADDRESS, "x") != qr_code(ADDRESS + "?lang=ar", "x")
