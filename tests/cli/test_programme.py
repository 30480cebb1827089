"""The programme as a table: names, hours, ways, totals."""

from __future__ import annotations

from dataclasses import replace

from cli.tour_files import breaking
from mutations import with_items
from samples import sample_plan

from caravan.cli.programme import programme

SAMPLE = """\
Best found so far: 3 of 4 towns (without Gafsa), 4 h 23 on the road and at sea. \
A plan that keeps events of more value is not excluded.

Monday 9 March: Sbeïtla → Sfax, 2 h 30 on the way, 165 km, 1 event
  08:30–10:30  Sbeïtla

Tuesday 10 March: Sfax → Kerkennah, 1 h 53 on the way, 46 km, 2 events
  08:30–11:30  Sfax
  16:00–17:30  Kerkennah

Total: 4 h 23 on the way, 211 km, 3 events"""


def test_it_says_what_is_left_out_and_what_is_not_proved():
    assert breaking(programme(sample_plan())) == SAMPLE


def test_a_day_of_rest_has_no_event():
    blocks = breaking(programme(with_items(0, []))).split("\n\n")
    assert blocks[1] == "Monday 9 March: Sbeïtla → Sfax, 0 min on the way, 0 km, no event"


def test_several_teams_are_named():
    plan = sample_plan()
    other = replace(plan.teams[0], id="team-2")
    shown = breaking(programme(replace(plan, teams=(*plan.teams, other))))
    assert "\n\nteam-1, Monday 9 March: Sbeïtla → Sfax, " in shown
    assert "\n\nteam-2, Tuesday 10 March: Sfax → Kerkennah, " in shown
