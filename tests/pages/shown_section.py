"""One section of the Tour page as a test sees it: its fields, and what the app saved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pages.conftest import MADE, House, markup

from caravan.errors import msg
from caravan.files.draft import Draft, draft_of
from caravan.ui.workbench import card_of

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest


@dataclass
class ShownSection:
    """The section of a kept tour."""

    house: House
    tour: str
    app: AppTest

    def field(self, kind: str, name: str) -> Any:
        """A widget by its kind and by its key without the tour."""
        return getattr(self.app, kind)(key=f"{self.tour}-{name}")

    def press(self, label: str) -> None:
        """Press the button with this label."""
        found = [button for button in self.app.button if button.label.replace("\\", "") == label]
        found[0].click().run()
        assert not self.app.exception

    @property
    def page(self) -> str:
        """The HTML of the page."""
        return markup(self.app)

    @property
    def files(self) -> Any:
        """What is saved."""
        return self.house.files_of(self.tour)

    @property
    def draft(self) -> Draft:
        """What is saved, read."""
        return draft_of(self.files)

    def saves_elsewhere(self, operation: Any) -> None:
        """Another tab saves a change."""
        files = operation(self.files)
        base = self.house.tours.open(self.tour).kept.version
        what = msg("elsewhere")
        self.house.tours.save(self.tour, files, card_of(files), base=base, what=what, at=MADE)


def shown_section(house: House, section: str, files: Any = None, lang: str = "en") -> ShownSection:
    """Show a section of a tour: that of 2020, or one of these files."""
    tour = house.kept_tour(files)
    shown = ShownSection(house, tour, house.app("tour", tour=tour, section=section, lang=lang))
    assert not shown.app.exception
    assert f'lang="{lang}"' in shown.page
    return shown
