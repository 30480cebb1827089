"""What tests of the command line ask for."""

from __future__ import annotations

import pytest
from cli.tour_files import TourFiles
from click.testing import CliRunner, Result
from samples import sample_plan

from caravan.cli import main
from caravan.files.plan_json import plan_to_json


@pytest.fixture
def files(tmp_path):
    """The files of a small tour."""
    return TourFiles(tmp_path / "tour")


@pytest.fixture
def plan_file(tmp_path):
    """The sample plan in a file."""
    path = tmp_path / "plan.json"
    path.write_text(plan_to_json(sample_plan()), encoding="utf-8")
    return path


@pytest.fixture
def caravan():
    """Runs a command in this process; what it doesn't explain itself is raised."""

    def run(*arguments: object, **options: object) -> Result:
        result = CliRunner().invoke(main, [str(a) for a in arguments], **options)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run
