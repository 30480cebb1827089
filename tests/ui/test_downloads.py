"""What the app offers to take away is what the command line exports."""

from __future__ import annotations

from typing import get_args

import pytest
from samples import sample_plan

from caravan.files.plan_json import plan_to_json
from caravan.language.language import language
from caravan.ui.downloads import downloads
from caravan.views.exports import OneFile, export_files


@pytest.mark.parametrize("code", ["fr", "ar", "en"])
def test_every_format_of_one_file_is_offered_as_it_is_exported(code):
    plan, speech = sample_plan(), language(code)
    made = {download.file: download.make() for download in downloads(plan, speech)}
    assert made.pop("sample.plan.json") == plan_to_json(plan)
    expected: dict[str, bytes] = {}
    for format_ in get_args(OneFile):
        expected |= export_files(plan, format_, speech)
    assert made == expected


def test_each_has_a_label_and_a_media_type_of_its_own():
    offered = downloads(sample_plan(), language("en"))
    assert len({download.label for download in offered}) == len(offered)
    assert len({download.media_type for download in offered}) == len(offered)
