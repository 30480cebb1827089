"""The address that people guess for the Plan page."""

from __future__ import annotations

import pytest
from served import desk_with_plan, serving


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ("/plan", "./"),
        ("/plan?tour=data&lang=ar", "./?tour=data&lang=ar"),
    ],
)
def test_plan_leads_to_the_page_that_opens_first_and_keeps_the_question(tmp_path, asked, there):
    with serving(desk_with_plan(tmp_path)) as client:
        response, _ = client.get(asked)
    assert (response.status, response.headers["location"]) == (307, there)
