"""What the code imports is what pyproject.toml asks for: nothing comes by chance, nothing in vain."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parent.parent
# Streamlit's server and a table of time zones are used without an import; the Leaflet files are
# found by their distribution.
NEVER_IMPORTED = {"tzdata", "xstatic-leaflet"}
# Started as programs of their own, or used by other libraries.
ONLY_RUN = {"authlib", "radicale", "pytest-xdist"}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def declared(*groups: str) -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = project["dependencies"] + [
        line for group in groups for line in project["optional-dependencies"][group]
    ]
    return {normal(re.split(r"[\[<>=~ ]", line)[0]) for line in lines}


def imported(*sources: Path) -> set[str]:
    """The distributions of all modules that are neither Python's nor ours."""
    ours = {path.stem for path in (*ROOT.iterdir(), *(ROOT / "tests").iterdir())}
    names = set()
    for source in sources:
        for path in source.rglob("*.py") if source.is_dir() else [source]:
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    names |= {alias.name.partition(".")[0] for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
                    names.add(node.module.partition(".")[0])
    known = packages_distributions()
    return {
        normal(known[name][0]) for name in names - ours - sys.stdlib_module_names if name in known
    }


def test_the_program_imports_what_it_asks_for():
    assert imported(ROOT / "caravan", ROOT / "app.py") == declared() - NEVER_IMPORTED


def test_the_tests_import_what_they_ask_for():
    found = imported(ROOT / "tests", ROOT / "bench")
    assert found - declared() == declared("test") - declared() - ONLY_RUN
