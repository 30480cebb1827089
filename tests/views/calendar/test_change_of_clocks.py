"""The example in Romania, where the clocks change on the third of five days, before the judges."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from views.calendar.of_plan import calendar_files

from caravan.files.read_tour import read_tour
from caravan.language.language import LANGUAGES, language
from caravan.plan.plan import Plan
from caravan.planning.solve import solve

SCHEDULE = Path(__file__).parents[3] / "examples" / "romania" / "romania.yaml"

# By hand: two hours before local time until Saturday 27 March, three from Sunday 28 March on.
IN_UTC = [
    ((26, 6, 0), (26, 8, 30)),
    ((26, 9, 25), (26, 11, 25)),
    ((27, 8, 0), (27, 10, 0)),
    ((28, 7, 0), (28, 9, 30)),
    ((28, 11, 28), (28, 13, 28)),
    ((29, 5, 0), (29, 7, 30)),
    ((29, 10, 0), (29, 13, 0)),
    ((30, 6, 8), (30, 8, 8)),
    ((30, 11, 30), (30, 13, 30)),
]


@pytest.fixture(scope="module")
def plan() -> Plan:
    answer = solve(read_tour(SCHEDULE))
    assert isinstance(answer, Plan)
    return answer


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_judge_accepts_every_file(plan, code, libical):
    for name, content in calendar_files(plan, language(code)).items():
        assert libical.judge(content).faults == [], name


@pytest.mark.parametrize("code", LANGUAGES)
def test_ical_js_finds_each_event_at_its_instant(plan, code, ical_js):
    found = ical_js(calendar_files(plan, language(code))["tour.ics"])["instants"]
    assert found == [
        [int(datetime(2027, 3, *time, tzinfo=UTC).timestamp()) for time in times]
        for times in IN_UTC
    ]
