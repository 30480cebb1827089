"""The text of a mail as HTML, for programs that show it: plain, and nothing from elsewhere."""

from __future__ import annotations

from caravan.language.language import Language

_PAGE = """<!DOCTYPE html>
<html lang="{code}" dir="{direction}">
<head><meta charset="utf-8"><title>{subject}</title></head>
<body style="margin:0;padding:24px;font:16px/1.5 sans-serif;color:#1a1a1a;background:#ffffff">
<div style="max-width:36em;margin:0 auto" dir="{direction}">
{body}
</div>
</body>
</html>
"""
_PARAGRAPH = '<p style="margin:0 0 1em">{lines}</p>'
_BUTTON = (
    '<a href="{link}" style="display:inline-block;padding:10px 18px;margin:8px 0;border-radius:6px;'
    'background:#0b5c8a;color:#ffffff;text-decoration:none">{label}</a>'
)


def letter_html(subject: str, text: str, language: Language, answer_link: str = "") -> str:
    """A page with the paragraphs of a text, in the direction of its language.

    Args:
        text: plain, placeholders filled in; whatever it holds is shown as it is.
        answer_link: our own address in it, which becomes a button.
    """
    from markupsafe import escape

    button = _BUTTON.format(
        link=escape(answer_link), label=escape(language.text("Answer this invitation"))
    )
    paragraphs = []
    for paragraph in text.split("\n\n"):
        lines = [
            button if answer_link and line.strip() == answer_link else str(escape(line))
            for line in paragraph.split("\n")
        ]
        paragraphs.append(_PARAGRAPH.format(lines="<br>\n".join(lines)))
    return _PAGE.format(
        code=language.code,
        direction=language.direction,
        subject=escape(subject),
        body="\n".join(paragraphs),
    )
