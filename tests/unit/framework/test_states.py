from core.api import machines
from framework.states import MACHINE


def test_the_way_of_an_edition_is_declared():
    assert machines.get("framework_version") is MACHINE
    assert [item.name for item in MACHINE.allowed_from("draft")] == ["publish"]
    assert [item.name for item in MACHINE.allowed_from("published")] == ["supersede"]
    assert MACHINE.allowed_from("superseded") == ()
