"""The log: what happened, never a secret."""

from __future__ import annotations

import json
import logging

import pytest

from caravan.errors import CaravanError
from caravan.store.log import (
    SERVERS,
    LogForm,
    WithoutSecrets,
    log_form,
    set_up_logs,
    without_secrets,
)

SECRET = "D5_1GsPU-mqBmT6kLJUjWE5k4-wtGbDQiVg8xNnh3fU"
PATHS = [
    f"/calendars/{SECRET}/tour.ics",
    f"/calendars/{SECRET}?lang=fr",
    f"/day/{SECRET}/2020-03-10",
    f"/proxied/day/{SECRET}",
    f"/answer/{SECRET}?told=1",
    f"/access/password/{SECRET}#x",
    f"https://tour.example/answer/{SECRET}",
    f'"/day/{SECRET}"',
]


@pytest.fixture
def written(capsys):
    """What is on the standard error after a line was logged; the loggers are given back."""
    loggers = [logging.getLogger(name) for name in ("caravan", *SERVERS)]
    before = [(list(x.handlers), list(x.filters), x.level, x.propagate) for x in loggers]

    def write(form, log):
        set_up_logs(form)
        log()
        return capsys.readouterr().err

    yield write
    for logger, (handlers, filters, level, propagate) in zip(loggers, before, strict=True):
        logger.handlers, logger.filters = handlers, filters
        logger.level, logger.propagate = level, propagate


@pytest.mark.parametrize("path", PATHS)
def test_the_log_of_requests_leaves_secrets_out(path):
    record = logging.LogRecord(
        "uvicorn.access", logging.INFO, "", 0, '%s - "%s %s HTTP/%s" %d',
        ("127.0.0.1:1", "GET", path, "1.1", 200), None,
    )  # fmt: skip
    assert WithoutSecrets().filter(record)
    assert SECRET not in record.getMessage()
    assert "GET" in record.getMessage()


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        (f"cookie: a=b; caravan-login={SECRET}.{'0' * 32}; c=d", "cookie: a=b; caravan-login=…; c=d"),
        (f"__Host-caravan-login={SECRET}", "__Host-caravan-login=…"),
        ("postgresql://caravan:hunter2@db/caravan", "postgresql://caravan:…@db/caravan"),
        ("nothing of the kind", "nothing of the kind"),
        ("http://localhost:8501/tour?tour=x@y", "http://localhost:8501/tour?tour=x@y"),
        ("/day/", "/day/"),
    ],
)  # fmt: skip
def test_secrets_in_texts_are_replaced_and_nothing_else(text, cleaned):
    assert without_secrets(text) == cleaned


def test_other_lines_of_a_servers_log_stay_as_they_are():
    record = logging.LogRecord("x", logging.INFO, "", 0, "%s is %d", ("a", 1), None)
    assert WithoutSecrets().filter(record)
    assert record.args == ("a", 1)


def test_our_lines_are_json_for_programs(written):
    def log():
        more = {"password": "hunter2", "path": PATHS[0], "parts": [PATHS[1]], "number": 3}
        logging.getLogger("caravan.web").warning("asked %s", PATHS[2], extra=more)

    line = json.loads(written(LogForm.JSON, log))
    assert line["event"] == "asked /day/…/2020-03-10"
    assert (line["level"], line["logger"]) == ("warning", "caravan.web")
    assert line["timestamp"].endswith("Z")
    assert (line["password"], line["path"], line["number"]) == ("…", "/calendars/…/tour.ics", 3)
    assert line["parts"] == ["/calendars/…?lang=fr"]


@pytest.mark.parametrize("form", LogForm)
def test_a_failure_is_told_with_its_traceback_and_without_its_secret(written, form):
    def log():
        try:
            raise ValueError(f"no page at {PATHS[2]}")  # noqa: TRY301 it is what is logged
        except ValueError:
            logging.getLogger("caravan").exception("a page failed")

    told = written(form, log)
    assert "a page failed" in told
    assert "ValueError: no page at /day/…/2020-03-10" in told
    assert SECRET not in told


def test_our_lines_can_be_read_by_people(written):
    told = written(LogForm.CONSOLE, lambda: logging.getLogger("caravan").info("ready"))
    assert "ready" in told
    assert "\x1b" not in told
    assert told.count("\n") == 1


def test_a_name_with_line_ends_makes_no_line_of_its_own_for_programs(written):
    told = written(LogForm.JSON, lambda: logging.getLogger("caravan").info("a\nb\r\nc"))
    assert told.count("\n") == 1


def test_setting_it_up_twice_writes_no_line_twice(written):
    def log():
        set_up_logs(LogForm.CONSOLE)
        logging.getLogger("caravan").info("once")

    assert written(LogForm.CONSOLE, log).count("once") == 1
    for name in SERVERS:
        filters = logging.getLogger(name).filters
        assert sum(isinstance(known, WithoutSecrets) for known in filters) == 1


def test_the_form_comes_from_the_environment():
    assert log_form({}) is LogForm.CONSOLE
    assert log_form({"CARAVAN_LOG": "JSON"}) is LogForm.JSON
    with pytest.raises(CaravanError, match="CARAVAN_LOG"):
        log_form({"CARAVAN_LOG": "xml"})
