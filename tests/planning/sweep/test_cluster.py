"""Sweeps by a real Dask scheduler with two worker processes, all on this machine."""

from __future__ import annotations

import sys

import distributed
import pytest
from planning.sweep.six_trials import HERE, check, trials

from caravan.errors import CaravanError
from caravan.planning.sweep import cluster as module
from caravan.planning.sweep.settings import SweepSettings, sweep_settings
from caravan.planning.sweep.sweep import staff, sweep
from caravan.planning.sweep.trial import run_trial

pytestmark = pytest.mark.filterwarnings("default:::distributed", "default:::tornado")


@pytest.fixture
def scheduler():
    """A scheduler with two workers."""
    with distributed.LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address=None,
        worker_dashboard_address=None,
        silence_logs=100,
    ) as found:
        yield found


def test_a_cluster_gives_what_this_process_gives_and_its_end_is_told_in_one_sentence(scheduler):
    settings = sweep_settings({"CARAVAN_DASK": scheduler.scheduler_address})
    with staff(settings) as by:
        assert by.size == 2
        there = sweep(trials(), by)
        check(there)
        assert there == sweep(trials(), HERE)
        mapped = list(by.executor.map(run_trial, [trials()[0], trials()[2]]))
        assert mapped == [there[0], there[2]]

        seen = []

        def first(number, outcome):
            seen.append(number)
            if len(seen) == 1:
                scheduler.close()

        with pytest.raises(CaravanError, match="doesn't answer any more"):
            sweep(trials()[:1] * 20, by, on_outcome=first)
    assert seen


def test_where_no_scheduler_answers_one_sentence_says_so(monkeypatch):
    monkeypatch.setattr(module, "CONNECT_SECONDS", 0.5)
    with (
        pytest.raises(CaravanError, match="No Dask scheduler answers at tcp"),
        staff(SweepSettings(1, "tcp://127.0.0.1:1")),
    ):
        pass


def test_without_dask_the_setting_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with (
        pytest.raises(CaravanError, match=r"Install caravan\[dask\]"),
        staff(SweepSettings(1, "tcp://127.0.0.1:1")),
    ):
        pass


class FewWorkers:
    """A client of a cluster whose workers come and go."""

    status = "running"

    def __init__(self, *workers):
        self.workers = list(workers)

    def get_executor(self, **_):
        return None

    def nthreads(self):
        return {f"tcp://{n}": 1 for n in range(self.workers.pop(0))}


def test_a_cluster_may_be_without_workers_for_a_moment_only():
    found = module.Cluster(FewWorkers(2, 0, 0, 1, 0, 0, 0), "tcp://192.0.2.7:8786")
    assert found.threads == 2
    for _ in range(5):
        found.check(patience=2)
    with pytest.raises(CaravanError, match="has no workers"):
        found.check(patience=2)


def test_a_cluster_without_workers_is_none_to_begin_with():
    found = module.Cluster(FewWorkers(0, 0), "tcp://192.0.2.7:8786")
    with pytest.raises(CaravanError, match="has no workers"):
        found.check()
