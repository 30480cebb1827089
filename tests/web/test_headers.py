"""No secret in a log, no answer without its safety headers."""

from __future__ import annotations

import logging

import pytest

from caravan.web.headers import WithoutSecrets, keep_secrets_out_of_logs

SECRET = "D5_1GsPU-mqBmT6kLJUjWE5k4-wtGbDQiVg8xNnh3fU"


@pytest.mark.parametrize(
    "path",
    [
        f"/calendars/{SECRET}/tour.ics",
        f"/calendars/{SECRET}?lang=fr",
        f"/day/{SECRET}/2020-03-10",
        f"/proxied/day/{SECRET}",
        f"/answer/{SECRET}?told=1",
    ],
)
def test_the_log_of_requests_leaves_secrets_out(path):
    record = logging.LogRecord(
        "uvicorn.access", logging.INFO, "", 0, '%s - "%s %s HTTP/%s" %d',
        ("127.0.0.1:1", "GET", path, "1.1", 200), None,
    )  # fmt: skip
    assert WithoutSecrets().filter(record)
    assert SECRET not in record.getMessage()
    assert "GET" in record.getMessage()


def test_other_lines_of_the_log_stay_as_they_are():
    record = logging.LogRecord("x", logging.INFO, "", 0, "%s is %d", ("a", 1), None)
    assert WithoutSecrets().filter(record)
    assert record.args == ("a", 1)


def test_the_filter_is_put_on_the_logs_once():
    keep_secrets_out_of_logs()
    keep_secrets_out_of_logs()
    filters = logging.getLogger("uvicorn.access").filters
    assert sum(isinstance(known, WithoutSecrets) for known in filters) == 1
