"""A status changes only through a declared transition."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.data import Machine, Transition
from core.errors import TransitionRefused
from core.transitions import machines


def make_machine(name: str) -> Machine:
    machine = Machine(
        name,
        states=("closed", "open", "broken"),
        initial="closed",
        transitions=[
            Transition("open", ("closed",), "open", permission="doors.open"),
            Transition("shut", ("open",), "closed", guard=lambda door: door.get("reason")),
        ],
    )
    machines._entries.pop(name)
    return machine


def test_a_declared_transition_is_returned():
    assert make_machine("a").check("open", state="closed", subject={}).target == "open"


def test_permission_is_asked_before_the_state_is_told():
    with pytest.raises(TransitionRefused) as refused:
        make_machine("b").check("open", state="open", subject={}, allowed=False)
    assert refused.value.code == "permission"


@given(st.sampled_from(["closed", "open", "broken"]), st.sampled_from(["open", "shut"]))
def test_only_from_the_declared_sources(state, name):
    machine = make_machine("c")
    if state in machine.transition(name).sources:
        assert machine.check(name, state=state, subject={}).name == name
    else:
        with pytest.raises(TransitionRefused) as refused:
            machine.check(name, state=state, subject={})
        assert refused.value.code == "state"


def test_the_guard_gives_the_reason():
    with pytest.raises(TransitionRefused, match="ветер") as refused:
        make_machine("d").check("shut", state="open", subject={"reason": "ветер"})
    assert refused.value.code == "guard"


@pytest.mark.parametrize(
    ("states", "initial", "target"),
    [(("a",), "a", "b"), (("a",), "b", "a")],
)
def test_a_machine_with_unknown_states_cannot_be_declared(states, initial, target):
    with pytest.raises(ValueError, match="unknown"):
        Machine(
            "bad",
            states=states,
            initial=initial,
            transitions=[Transition("go", ("a",), target)],
        )


def test_the_way_out_of_each_state_can_be_listed():
    machine = make_machine("e")
    assert [item.name for item in machine.allowed_from("open")] == ["shut"]
    assert [item.name for item in machine.transitions()] == ["open", "shut"]
