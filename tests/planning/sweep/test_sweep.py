"""The same outcomes in the same order, wherever a sweep runs."""

from __future__ import annotations

import os
import time
from concurrent.futures import Future

import pytest
from planning.sweep.six_trials import HERE, check, trials
from samples import sample_plan, sample_tour

from caravan.errors import CaravanError, msg
from caravan.plan.plan import Plan
from caravan.planning import solve as solving
from caravan.planning.sweep import sweep as module
from caravan.planning.sweep.settings import SweepSettings
from caravan.planning.sweep.sweep import Staff, staff, sweep
from caravan.planning.sweep.trial import Outcome, Trial, run_trial
from caravan.tour.adjusting import adjusted
from caravan.tour.adjustment import WidenDay
from caravan.travel.engines import engine_settings


@pytest.fixture(scope="module")
def two():
    """Two worker processes."""
    with staff(SweepSettings(2)) as by:
        yield by


def test_processes_give_what_this_process_gives(two):
    seen = []
    there = sweep(trials(), two, on_outcome=lambda number, outcome: seen.append(number))
    here = sweep(trials(), HERE)
    check(here)
    assert there == here
    assert sorted(seen) == [0, 1, 2, 3, 4, 5]


def test_the_standard_map_keeps_the_order_and_gives_the_same(two):
    found = list(two.executor.map(run_trial, [trials()[0], trials()[2]]))
    assert found == [run_trial(trials()[0]), run_trial(trials()[2])]


def test_a_sweep_that_is_stopped_keeps_what_it_has():
    seen = []
    found = sweep(
        trials()[:1] * 5,
        HERE,
        on_outcome=lambda number, outcome: seen.append(number),
        should_stop=lambda: len(seen) >= 2,
    )
    assert [outcome is None for outcome in found] == [False, False, True, True, True]


def test_a_trial_that_was_told_to_stop_has_no_outcome(monkeypatch):
    def stopped(tour, *, should_stop, **_):
        assert should_stop()
        return sample_plan()

    monkeypatch.setattr(solving, "solve", stopped)
    with staff(SweepSettings(1), lambda: True) as by:
        assert sweep(trials()[:1], by) == (None,)


def test_a_process_that_ends_without_an_answer_ends_the_sweep_with_one_clear_sentence():
    with staff(SweepSettings(2)) as by:
        by.executor.submit(os._exit, 1)
        with pytest.raises(CaravanError, match="has ended without an answer"):
            sweep(trials()[:1] * 50, by)


def test_time_is_shared_among_what_is_left(monkeypatch):
    limits = []

    def quick(trial):
        limits.append(trial.time_limit)
        return Outcome(None, msg("nothing"))

    monkeypatch.setattr(module, "run_trial", quick)
    sweep(trials()[:1] * 4, HERE, time_limit=40)
    # None of them takes time: each has its share of the forty seconds that are left.
    assert limits == [pytest.approx(expected, abs=1) for expected in (10, 40 / 3, 20, 40)]
    sweep(trials()[:1], HERE)
    assert limits[-1] is None


def test_a_time_limit_that_is_over_leaves_each_a_moment(monkeypatch):
    limits = []

    def slow(trial):
        limits.append(trial.time_limit)
        time.sleep(0.02)
        return Outcome(None, msg("nothing"))

    monkeypatch.setattr(module, "run_trial", slow)
    sweep(trials()[:1] * 2, HERE, time_limit=0.001)
    assert limits == [0.5, 0.5]


def test_what_waits_is_taken_back_when_the_sweep_fails():
    futures = []

    class Slow:
        def submit(self, fn, *args):
            futures.append(Future())
            return futures[-1]

    def should_stop():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sweep(trials()[:1] * 9, Staff(Slow(), 2), should_stop=should_stop)
    assert all(future.cancelled() for future in futures)

    calls = []

    def later():
        calls.append(None)
        return len(calls) > 2

    assert sweep(trials()[:1] * 9, Staff(Slow(), 2), should_stop=later) == (None,) * 9
    # Three at once: two that are worked on, and the one that is next.
    assert len(futures) == 3
    assert all(future.cancelled() for future in futures)


def test_an_engine_that_is_gone_is_warned_of_and_asked_once(monkeypatch):
    engine = engine_settings({"CARAVAN_OSRM_URL": "http://127.0.0.1:1"})
    first = run_trial(Trial(sample_tour(), engine))
    assert isinstance(first.answer, Plan)
    assert any("own roads" in str(warning) for warning in first.warnings)
    from caravan.travel import engines

    monkeypatch.setattr(engines, "roads_of", None)
    # Other hours, the same places and roads: the driving times are there already.
    second = run_trial(Trial(adjusted(sample_tour(), WidenDay(later=15)), engine))
    assert second.warnings == first.warnings
