"""Outputs that are closed, full, or can't show every character; faults of the program itself."""

from __future__ import annotations

import json
import os
import subprocess

import pytest
from cli.processes import command, environment, patient, run
from cli.tour_files import PROGRAMME, breaking
from click.testing import CliRunner

from caravan.cli import main
from caravan.cli.output import forgive_encodings


def test_ascii_terminals_get_plain_letters(files):
    result = run(command("plan", files.schedule), env=environment(PYTHONIOENCODING="ascii"))
    assert result.stdout.isascii()
    assert result.stdout == (
        breaking(PROGRAMME).replace("→", "->").replace("–", "-").replace("ï", "i")
    )
    assert (result.stderr, result.returncode) == ("", 0)


def test_terminals_of_another_alphabet_get_what_they_can_show(files):
    files.change("cities.csv", "sfax,town,Sfax,", "sfax,town,صفاقس,")
    result = run(
        command("plan", files.schedule), env=environment(PYTHONUTF8="0", PYTHONIOENCODING="latin-1")
    )
    shown = result.stdout.encode(errors="surrogateescape").decode("latin-1")
    assert "\nMonday 9 March: Sbeïtla -> ?????, 2 h 30" in breaking(shown)
    assert (result.stderr, result.returncode) == ("", 0)


def test_ascii_terminals_get_faults_and_help_too(files, tmp_path):
    ascii_only = environment(PYTHONIOENCODING="ascii")
    files.change("schedule.yaml", "town: kerkennah", "town: kerkennâh")
    fault = run(command("plan", files.schedule), env=ascii_only).stderr
    # The letter that is wrong must be seen.
    assert fault.startswith('schedule.yaml, line 42, events[2].town: the id "kerkenn\\xe2h" must')
    for arguments in (["--help"], ["plan", "--help"], ["plan", "x", "--out", tmp_path]):
        result = run(command(*arguments), env=ascii_only)
        assert result.returncode in {0, 2}
        assert "Traceback" not in result.stderr


def test_json_is_utf_8_whatever_the_terminal_shows(files):
    result = run(
        command("plan", files.schedule, "--json"), env=environment(PYTHONIOENCODING="ascii")
    )
    assert json.loads(result.stdout)["tour"]["name"]["ar"] == "القافلة الصغيرة"


def test_file_names_that_are_no_text_are_json_too(plan_file, tmp_path):
    line = [*command("export", plan_file, "--format", "gpx", "--json"), "--out"]
    result = run([*line, os.fsencode(tmp_path) + b"/caf\xe9"])
    assert (result.stderr, result.returncode) == ("", 0)
    (name,) = json.loads(result.stdout)["files"]
    assert os.path.exists(name)  # noqa: PTH110 the name as the answer has it


def test_letters_become_plain_ones_where_needed():
    forgive_encodings()
    assert "Gabès → Médenine 08:30–10:30 ½ “x”…".encode("ascii", "caravan-plain") == (
        b'Gabes -> Medenine 08:30-10:30 12 "x"...'
    )
    assert "4 h 23".encode("ascii", "caravan-plain") == b"4 h 23"
    assert "قابس".encode("ascii", "caravan-plain") == b"????"
    with pytest.raises(UnicodeDecodeError):
        b"\xff".decode("ascii", "caravan-plain")


def test_letters_of_faults_are_told_exactly():
    forgive_encodings()
    assert "“Gabès”".encode("ascii", "caravan-exact") == b'"Gab\\xe8s"'
    assert "Gabès\udcff".encode("utf-8", "caravan-exact") == b"Gab\xc3\xa8s\\udcff"


@pytest.mark.parametrize("arguments", [("--json",), ()])
def test_a_reader_that_leaves_early_is_no_failure_to_talk_about(files, arguments):
    with subprocess.Popen(
        command("plan", files.schedule, *arguments),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, env=environment(),
    ) as process:  # fmt: skip
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1


def test_head_takes_the_first_line(files):
    line = f"{' '.join(command('plan', files.schedule, '--json'))} | head -1"
    result = subprocess.run(["sh", "-c", line], capture_output=True, env=environment(), check=False)
    assert (result.stdout, result.stderr) == (b"{\n", b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="Linux only")  # noqa: PTH110
@pytest.mark.parametrize("arguments", [("--help",), ("check",), ("check", "--json")])
def test_a_full_disk_behind_the_output_is_told(plan_file, arguments):
    plan = (plan_file,) if "check" in arguments else ()
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        result = subprocess.run(
            command(*arguments, *plan), stdout=full, stderr=subprocess.PIPE,
            env=environment(), encoding="utf-8", check=False,
        )  # fmt: skip
    assert result.stderr == "Error: No space left on device\n"
    assert result.returncode == 1


def test_no_outputs_at_all_are_no_failure(plan_file):
    def close() -> None:
        os.close(1)
        os.close(2)

    process = subprocess.run(
        command("check", plan_file), env=environment(), preexec_fn=close, check=False
    )
    assert process.returncode == 0


# Faults of the program


def failing(error):
    def fail(path):
        raise error

    return fail


def test_a_fault_of_the_program_is_one_line(plan_file, monkeypatch):
    monkeypatch.delenv("CARAVAN_DEBUG", raising=False)
    monkeypatch.setattr("caravan.files.plan_json.read_plan", failing(LookupError("not\nthere")))
    result = CliRunner().invoke(main, ["check", str(plan_file)])
    assert result.stderr == (
        "Internal error (LookupError: not there). That is a fault of caravan, not yours: please"
        " report it, with what CARAVAN_DEBUG=1 adds.\n"
    )
    assert (result.stdout, result.exit_code) == ("", 1)


def test_its_traceback_comes_when_asked_for(plan_file, monkeypatch):
    monkeypatch.setenv("CARAVAN_DEBUG", "1")
    monkeypatch.setattr("caravan.files.plan_json.read_plan", failing(LookupError("not there")))
    result = CliRunner().invoke(main, ["check", str(plan_file)])
    lines = result.stderr.splitlines()
    assert lines[0] == "Traceback (most recent call last):"
    assert lines[-1].startswith("Internal error (LookupError: not there).")
    assert result.exit_code == 1


def test_a_process_with_a_fault_ends_with_one_line(files):
    result = run(patient("plan", files.schedule, behaviour="broken"))
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith("Internal error (LookupError: a fault of the program).")
    assert (result.stdout, result.returncode) == ("", 1)


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (MemoryError(), "Error: this machine has not enough memory for that\n"),
        (OSError(5, "Input/output error"), "Error: Input/output error\n"),
        (OSError(5, "Input/output error", "x.json"), "Error: x.json: Input/output error\n"),
        (OSError("strange"), "Error: strange\n"),
    ],
)
def test_what_fails_outside_the_program_is_a_sentence(plan_file, monkeypatch, error, message):
    monkeypatch.setattr("caravan.files.plan_json.read_plan", failing(error))
    result = CliRunner().invoke(main, ["check", str(plan_file)])
    assert (result.stderr, result.exit_code) == (message, 1)
