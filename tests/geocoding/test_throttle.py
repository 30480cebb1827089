"""One request at a time and one a second, whoever asks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from itertools import pairwise
from pathlib import Path

import pytest

from caravan.geocoding.online_failure import OnlineFailure
from caravan.geocoding.throttle import DEFAULT_PAUSE, MAX_PAUSE, Throttle

ROOT = Path(__file__).parents[2]


class Clock:
    """A machine's clocks, which go on only when somebody waits or a request takes time."""

    def __init__(self, monotonic: float = 1000.0, now: float = 1.8e9) -> None:
        self.monotonic = monotonic
        self.now = now
        self.waits: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.waits.append(round(seconds, 6))
        self.pass_by(seconds)

    def pass_by(self, seconds: float) -> None:
        self.monotonic += seconds
        self.now += seconds

    def throttle(self, file, seconds=1.0):
        return Throttle(
            file,
            seconds,
            monotonic=lambda: self.monotonic,
            now=lambda: self.now,
            sleep=self.sleep,
        )


@pytest.fixture
def file(tmp_path):
    return tmp_path / "cache" / "last-request"


def test_the_first_request_does_not_wait(file):
    clock = Clock()
    with clock.throttle(file).turn():
        pass
    assert clock.waits == [0.0]


def test_the_second_begins_a_second_after_the_end_of_the_first(file):
    clock = Clock()
    with clock.throttle(file).turn():
        clock.pass_by(3.0)
    clock.pass_by(0.25)
    with clock.throttle(file).turn():
        pass
    assert clock.waits == [0.0, 0.75]


def test_a_request_that_failed_counts_as_well(file):
    clock = Clock()
    with pytest.raises(ValueError, match="failed"), clock.throttle(file).turn():
        raise ValueError("failed")
    with clock.throttle(file).turn():
        pass
    assert clock.waits == [0.0, 1.0]


def test_after_a_restart_of_the_machine_nobody_waits_longer_than_once(file):
    with Clock(monotonic=900_000.0).throttle(file).turn():
        pass
    clock = Clock(monotonic=5.0)  # this clock began anew
    for _ in range(2):
        with clock.throttle(file).turn():
            pass
    assert clock.waits == [1.0, 1.0]


def test_setting_the_time_of_day_changes_nothing(file):
    clock = Clock()
    with clock.throttle(file).turn():
        pass
    clock.now -= 1e8
    with clock.throttle(file).turn():
        pass
    assert clock.waits == [0.0, 1.0]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"x",
        b"[1]",
        b"[1, 2, 3]",
        b"{}",
        b"[NaN, NaN]",
        b"[1e999, -1e999]",
        b'["a", 1]',
        b"\xff" * 300,
    ],
)
def test_a_file_that_says_nothing_of_use_is_written_anew(file, content):
    file.parent.mkdir()
    file.write_bytes(content)
    clock = Clock()
    for _ in range(2):
        with clock.throttle(file).turn():
            pass
    assert clock.waits[1:] == [1.0]


def test_a_pause_that_the_service_asks_for_is_kept_by_all(file):
    clock = Clock()
    throttle = clock.throttle(file)
    with throttle.turn():
        assert throttle.pause(90) == 90
    clock.pass_by(30)
    with pytest.raises(OnlineFailure) as failure, clock.throttle(file).turn():
        pytest.fail("it was asked")
    assert str(failure.value) == "The online geocoder asks for a pause. Try again in 60 s."
    clock.pass_by(60.5)
    with clock.throttle(file).turn():
        pass


def test_a_pause_has_a_length_of_its_own_and_an_end(file):
    clock = Clock()
    throttle = clock.throttle(file)
    with throttle.turn():
        assert throttle.pause(None) == DEFAULT_PAUSE
        assert throttle.pause(-5) == 0
        assert throttle.pause(1e12) == MAX_PAUSE
    clock.pass_by(MAX_PAUSE + 1)
    with throttle.turn():
        pass


def test_a_pause_written_under_a_wrong_clock_does_not_last_for_ever(file):
    clock = Clock(now=4e9)
    throttle = clock.throttle(file)
    with throttle.turn():
        throttle.pause(60)
    with Clock().throttle(file).turn():
        pass


def test_threads_go_one_after_the_other(file):
    throttle = Throttle(file, 0.05)
    inside, times = [], []

    def ask():
        with throttle.turn():
            inside.append(1)
            times.append(time.monotonic())
            assert len(inside) == 1
            time.sleep(0.01)
            inside.pop()

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(times) == 6
    assert min(b - a for a, b in pairwise(times)) >= 0.05


PROGRAM = """
import sys, time
from pathlib import Path
from caravan.geocoding.throttle import Throttle
throttle = Throttle(Path(sys.argv[1]), 0.2)
for _ in range(3):
    with throttle.turn():
        print(time.monotonic(), flush=True)
"""


def test_processes_go_one_after_the_other(file):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    running = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(file)],
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
        )
        for _ in range(3)
    ]
    times = sorted(
        float(line) for process in running for line in process.communicate(timeout=60)[0].split()
    )
    assert [process.returncode for process in running] == [0, 0, 0]
    assert len(times) == 9
    assert min(b - a for a, b in pairwise(times)) >= 0.2


def test_the_lock_of_a_process_that_was_killed_is_free(file):
    hang = PROGRAM.replace("print(", "time.sleep(0); print(").replace(
        "flush=True)", "flush=True); time.sleep(600)"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", hang, str(file)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    with process:
        assert process.stdout is not None
        process.stdout.readline()
        process.kill()
    last, _ = json.loads(file.read_bytes())
    assert last > 0  # its request counts
    began = time.monotonic()
    with Throttle(file, 0.1).turn():
        assert time.monotonic() - began < 30


def test_without_a_place_for_the_file_nothing_is_asked(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(OnlineFailure) as failure, Throttle(blocked / "x" / "last").turn():
        pytest.fail("it was asked")
    assert str(failure.value).startswith("Nothing can be asked online: the folder ")


def test_a_full_disk_makes_it_wait_with_the_lock_held(file, monkeypatch):
    clock = Clock()
    throttle = clock.throttle(file)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "pwrite", full)
    with throttle.turn():
        pass
    assert clock.waits == [0.0, 1.0, 1.0]
