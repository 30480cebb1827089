"""Starting the server: found from anywhere, or refused in a sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import caravan
from caravan.errors import CaravanError
from caravan.ui.serve import command

ROOT = Path(caravan.__file__).parent.parent


def test_the_app_is_found_beside_the_package_wherever_one_stands(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert command(8600, "127.0.0.1") == [
        sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"),
        "--server.port", "8600", "--server.address", "127.0.0.1",
    ]  # fmt: skip


@pytest.mark.parametrize("address", ["0.0.0.0", "::"])
def test_no_other_server_is_asked_how_this_one_is_called_outside(address):
    assert command(8600, address)[-2:] == ["--browser.serverAddress", "localhost"]


def test_an_address_of_the_newer_internet_is_printed_as_browsers_want_it():
    from streamlit.url_util import get_hostname
    from streamlit.web.server.server_util import get_url

    name, value = command(8600, "::1")[-2:]
    assert (name, value) == ("--browser.serverAddress", "[::1]")
    assert get_url(value).startswith("http://[::1]:")
    assert get_hostname(value) == "::1"


def test_an_installed_package_says_that_it_has_no_app(tmp_path, monkeypatch):
    monkeypatch.setattr(caravan, "__file__", str(tmp_path / "caravan" / "__init__.py"))
    with pytest.raises(CaravanError, match="git clone"):
        command(8600, "127.0.0.1")


def test_streamlit_finds_the_app_and_its_routes():
    from streamlit.web.server.app_discovery import discover_asgi_app

    found = discover_asgi_app(ROOT / "app.py")
    assert found.import_string == "app:app"


def test_wrong_settings_end_the_server_with_a_sentence():
    ended = subprocess.run(
        [sys.executable, "-c", "import app"],
        cwd=ROOT,
        env={**os.environ, "CARAVAN_URL": "nonsense"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ended.returncode == 2
    assert "CARAVAN_URL must be an address" in ended.stderr
    assert "Traceback" not in ended.stderr
