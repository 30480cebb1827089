"""The language of a page as a whole: its name for screen readers, and Streamlit's own words."""

from caravan.ui.page_language.component import name_page_language

__all__ = ["name_page_language"]
