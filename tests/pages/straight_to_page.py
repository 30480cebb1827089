"""The app on one page at once, without the Plan page before it, which takes longer than all others."""

from __future__ import annotations

from pages.conftest import ROOT, House
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash


def straight(house: House) -> House:
    """The house, whose app opens a page by its address without going through the first one."""

    def app(page="", **params):
        script = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
        for name, value in params.items():
            script.query_params[name] = value
        if page:
            script._page_hash = calc_hash(page)
        return script.run()

    house.monkeypatch.setattr(house, "app", app, raising=False)
    return house
