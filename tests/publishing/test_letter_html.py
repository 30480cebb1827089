from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from caravan.language.language import language
from caravan.publishing.letter_html import letter_html

ENGLISH, LINK = language("en"), "https://tour.example/answer/s"


class Reader(HTMLParser):
    """The tags and the text of a page's body."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.links, self.text = [], [], ""
        self.feed(page.partition("<body")[2].partition(">")[2])

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.links += [value for name, value in attributes if name == "href"]

    def handle_data(self, data):
        self.text += data


def test_the_link_is_a_button_on_a_line_of_its_own_and_a_link_elsewhere():
    page = letter_html("x", f"Answer:\n{LINK}\n\nOr {LINK}, please.", ENGLISH, LINK)
    read = Reader(page)
    assert read.links == [LINK, LINK]
    assert "Answer this invitation" in read.text
    assert f"Or {LINK}, please." in read.text


def test_an_address_that_somebody_typed_is_no_link():
    assert Reader(letter_html("x", "http://elsewhere.example", ENGLISH, LINK)).links == []


def test_without_a_link_there_is_none():
    assert Reader(letter_html("x", "a\n\nb", ENGLISH)).tags == ["div", "p", "p"]


@given(st.text(), st.text())
def test_whatever_is_typed_is_shown_and_is_no_markup(subject, text):
    read = Reader(letter_html(subject, text, ENGLISH))
    assert set(read.tags) <= {"div", "p", "br"}
    assert "".join(read.text.split()) == "".join(text.split())
