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
_LINK = '<a href="{link}">{link}</a>'
_BUTTON = (
    '<a href="{link}" style="display:inline-block;padding:10px 18px;margin:8px 0;border-radius:6px;'
    'background:#0b5c8a;color:#ffffff;text-decoration:none">{label}</a>'
)


def letter_html(subject: str, text: str, language: Language, answer_link: str = "") -> str:
    """A page with the paragraphs of a text, in the direction of its language.

    Args:
        text: plain, placeholders filled in; whatever it holds is shown as it is.
        answer_link: our own address in it, which becomes a button where it has a line of its own,
            and a link elsewhere.
    """
    from markupsafe import escape

    link = str(escape(answer_link))
    button = _BUTTON.format(link=link, label=escape(language.text("Answer this invitation")))
    paragraphs = []
    for paragraph in text.split("\n\n"):
        lines = [str(escape(line)) for line in paragraph.split("\n")]
        if link:
            lines = [
                button if line.strip() == link else line.replace(link, _LINK.format(link=link))
                for line in lines
            ]
        paragraphs.append(_PARAGRAPH.format(lines="<br>\n".join(lines)))
    return _PAGE.format(
        code=language.code,
        direction=language.direction,
        subject=escape(subject),
        body="\n".join(paragraphs),
    )
