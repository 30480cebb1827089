"""What can go wrong, told to a person."""

import pytest

from caravan.errors import CaravanError, Fault, ImpossibleValue, InputFaults, msg

FRENCH = {"{n} towns": "{n} villes", "Too many": "Trop", "line {line}": "ligne {line}"}


def _french(text):
    return FRENCH.get(text, text)


def test_a_message_is_its_template_filled_in():
    assert str(msg("{n} towns", n=20)) == "20 towns"
    assert msg("{n} towns", n=20).translated(_french) == "20 villes"


def test_messages_of_one_text_and_values_are_equal():
    assert msg("{a}{b}", b=1, a=2) == msg("{a}{b}", a=2, b=1)


def test_values_are_text_and_never_templates():
    assert str(msg("“{id}”", id="{id.__class__}")) == "“{id.__class__}”"


def test_an_impossible_value_is_a_value_error_with_its_message():
    with pytest.raises(ValueError, match=r"^3 towns$") as refusal:
        raise ImpossibleValue(msg("{n} towns", n=3))
    assert isinstance(refusal.value, CaravanError)
    assert refusal.value.message == msg("{n} towns", n=3)


def test_a_fault_is_one_line_with_file_and_place():
    fault = Fault("cities.csv", "kind", msg("{n} towns", n=3), msg("Too many"), line=2)
    assert str(fault) == "cities.csv, line 2, kind: 3 towns. Too many"
    assert fault.translated(_french) == "cities.csv, ligne 2, kind: 3 villes. Trop"
    assert fault.place(_french) == "cities.csv, ligne 2, kind"
    assert str(Fault("cities.csv", "", msg("x"), msg("y"))) == "cities.csv: x. y"


def test_faults_are_told_together_in_their_order():
    one, two = (Fault("a.yaml", where, msg("x"), msg("y")) for where in ("kind", "id"))
    faults = InputFaults((one, two))
    assert faults.faults == (one, two)
    assert str(faults) == "a.yaml, kind: x. y\na.yaml, id: x. y"


def test_no_faults_are_a_programming_error():
    with pytest.raises(ValueError, match="at least one fault"):
        InputFaults(())
