"""The only two ways in which a text gets from a file into a page."""

from __future__ import annotations

import json
from typing import Any

_ENTITIES = {ord(character): f"&#{ord(character)};" for character in "&<>\"'\\`${}"}
_ENTITIES |= {ord(character): " " for character in "\u2028\u2029\r\n"}


def html_text(text: str) -> str:
    r"""The text for HTML, safe in an attribute and in what Folium does with it too.

    Folium puts texts into JavaScript template literals and renders them as Jinja templates, so
    besides ``& < > " '`` also ``\``, the backtick, ``$``, ``{`` and ``}`` become entities.
    """
    return text.translate(_ENTITIES)


def json_block(data: Any) -> str:
    """Data as JSON that can't end the script element it stands in.

    ``<``, ``>`` and ``&`` are written as escapes, so neither ``</script>`` nor ``<!--`` occurs;
    the same for the two line ends of Unicode, which are none in JSON but in old JavaScript.
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text
