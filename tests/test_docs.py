"""The documents say what is so: floors, links, commands, tasks, settings, paths."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import click
import pytest

from caravan.cli import main
from caravan.geocoding import answer_cache, world_index
from caravan.store import database, tours

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("examples/**/*.md")])
NAMES = [path.relative_to(ROOT).as_posix() for path in DOCUMENTS]


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def headings(text: str) -> set[str]:
    """The anchors of a document's headings, as code hosts make them."""
    titles = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def test_the_floors_in_the_architecture_are_those_that_the_linter_checks():
    rows = re.findall(r"^\| \d+ \| (.*?) \|", text_of("docs/architecture.md"), re.MULTILINE)
    documented = [re.findall(r"`(caravan\.\w+)`", row) for row in rows]
    settings = tomllib.loads(text_of("pyproject.toml"))["tool"]["importlinter"]
    layers = settings["contracts"][0]["layers"]
    assert documented == [re.findall(r"[\w.]+", layer) for layer in layers]


def test_every_room_is_on_a_floor():
    rooms = {
        f"caravan.{path.stem}"
        for path in (ROOT / "caravan").iterdir()
        if (path.is_dir() and (path / "__init__.py").exists()) or path.suffix == ".py"
    }
    documented = re.findall(r"`(caravan\.\w+)`", text_of("docs/architecture.md"))
    assert rooms - {"caravan.__init__", "caravan.__main__"} <= set(documented)


@pytest.mark.parametrize("name", NAMES)
def test_links_between_documents_lead_somewhere(name):
    text = text_of(name)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"https?://|mailto:", target):
            continue
        path, _, anchor = target.partition("#")
        linked = (ROOT / name).parent / path if path else ROOT / name
        assert linked.exists(), target
        if anchor:
            assert anchor in headings(linked.read_text(encoding="utf-8")), target


@pytest.mark.parametrize("name", NAMES)
def test_paths_in_the_documents_exist(name):
    for path in re.findall(
        r"`((?:caravan|tests|data|docs|examples|tools|bench)/[\w./-]*)`", text_of(name)
    ):
        assert (ROOT / path).exists(), path


@pytest.mark.parametrize("name", NAMES)
def test_tasks_in_the_documents_are_in_the_makefile(name):
    tasks = set(re.findall(r"^([a-z-]+):", text_of("Makefile"), re.MULTILINE))
    for task in re.findall(r"(?:^|`|[A-Z]+=\S+ )make ([a-z-]+)", text_of(name), re.MULTILINE):
        assert task in tasks, f"make {task}"


def test_the_readme_starts_with_exactly_two_commands():
    start = text_of("README.md").split("## Start")[1].split("\n## ")[0]
    assert re.findall(r"```sh\n(.*?)\n```", start, re.DOTALL) == ["make run", "make test"]


def test_every_tour_that_comes_with_the_program_is_shown():
    folders = sorted(path.name for path in (ROOT / "examples").iterdir() if path.is_dir())
    for name in folders:
        assert (ROOT / "examples" / name / "README.md").exists(), name
        assert f"(examples/{name}/README.md)" in text_of("README.md"), name
        assert f"({name}/README.md)" in text_of("examples/README.md"), name


def test_what_a_server_keeps_is_documented():
    text = text_of("docs/serving.md")
    assert f"`{database.FILE}`" in text
    assert f"`{world_index.FILE_NAME}`" in text
    assert f"its last {tours.KEEP_VERSIONS} versions" in text
    assert f"restored for {tours.KEEP_DELETED.days} days" in text
    assert f"for {answer_cache.MAX_AGE_DAYS} days" in text


def test_every_setting_of_the_environment_is_documented():
    used = {
        name
        for path in (ROOT / "caravan").rglob("*.py")
        for name in re.findall(r"CARAVAN_[A-Z_]+", path.read_text(encoding="utf-8"))
    }
    documents = text_of("docs/serving.md") + text_of("docs/command-line.md")
    assert used == set(re.findall(r"`(CARAVAN_[A-Z_]+)[`=]", documents))


def test_every_task_explains_itself():
    makefile = text_of("Makefile")
    tasks = re.findall(r"^\.PHONY: ([a-z-]+)$", makefile, re.MULTILINE)
    explained = re.findall(r"^([a-z-]+):.*## \S", makefile, re.MULTILINE)
    assert tasks == explained


def test_every_command_is_in_the_readme_and_explained_with_all_its_options():
    summary = re.findall(r"^\| `caravan (\w+)", text_of("README.md"), re.MULTILINE)
    sections = re.split(r"^## `caravan (\w+)", text_of("docs/command-line.md"), flags=re.MULTILINE)
    explained = dict(zip(sections[1::2], sections[2::2], strict=True))
    assert sorted(summary) == sorted(explained) == sorted(main.commands)
    for name, command in main.commands.items():
        options = {
            word for item in command.params for word in item.opts if isinstance(item, click.Option)
        }
        documented = re.findall(r"^\| `(--[\w-]+)", explained[name], re.MULTILINE)
        assert sorted(documented) == sorted(options), name


def test_every_export_format_and_language_is_explained():
    choices = {
        item.name: item.type.choices
        for item in main.commands["export"].params
        if isinstance(item.type, click.Choice)
    }
    text = text_of("docs/command-line.md").replace("\\|", "|")
    for name, values in choices.items():
        assert "|".join(values) in text, name


def test_every_exit_code_is_explained():
    codes = re.findall(r"^\| (\d) \|", text_of("docs/command-line.md"), re.MULTILINE)
    assert codes == ["0", "1", "2", "3"]
