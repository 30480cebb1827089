"""QR codes, drawn here: an address with a secret is never shown to another service."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

from caravan.ui.html import element


@lru_cache(maxsize=128)
def qr_code(address: str, label: str) -> Markup:
    """The address as a picture, dark on white in every theme, with the margin that readers need.

    `label` says to a screen reader what the picture is.
    """
    import segno

    code = segno.make(address, error="m", micro=False)
    picture = code.png_data_uri(scale=6, border=4, dark="#000", light="#fff")
    return element("img", src=picture, alt=label, class_="cv-qr")
