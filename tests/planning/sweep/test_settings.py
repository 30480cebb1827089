"""Where sweeps run is a setting of the environment."""

from __future__ import annotations

import pytest

from caravan.errors import ImpossibleValue
from caravan.planning.sweep.settings import SweepSettings, available_cores, sweep_settings


def test_without_settings_there_are_as_many_processes_as_cores():
    assert sweep_settings({}) == SweepSettings(available_cores())
    assert sweep_settings({"CARAVAN_DASK": " "}) == SweepSettings(available_cores())
    assert 1 <= available_cores() <= 4096


def test_one_setting_names_the_cluster():
    found = sweep_settings({"CARAVAN_DASK": " tcp://192.0.2.7:8786 "}, workers=3)
    assert found == SweepSettings(3, "tcp://192.0.2.7:8786")


@pytest.mark.parametrize("workers", [0, -1, 257])
def test_a_number_of_processes_that_makes_no_sense_is_refused(workers):
    with pytest.raises(ImpossibleValue, match="between 1 and 256"):
        SweepSettings(workers)


@pytest.mark.parametrize(
    "address",
    [
        "192.0.2.7:8786",
        "http://192.0.2.7:8786",
        "tcp://192.0.2.7",
        "tcp://:8786",
        "tcp://host:port",
        "tcp://host:99999",
        "tcp://user:secret@host:8786",
        "tcp://host:8786/path",
        "inproc://1",
        "tcp://[",
    ],
)
def test_what_is_no_address_of_a_scheduler_is_refused(address):
    with pytest.raises(ImpossibleValue, match="must be the address of a Dask scheduler"):
        sweep_settings({"CARAVAN_DASK": address})
