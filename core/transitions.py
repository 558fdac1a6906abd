"""Declared transitions: a status changes only through one of them.

A machine is data: name, sources, target, guard and permission of each transition. The
package that owns the state writes it in ``states.py``; its actions call :meth:`Machine.check`
and then write the new status themselves, in their own transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from core.registry import Registry


class TransitionRefused(Exception):
    """A transition that the state, its guard or the person's rights do not allow.

    ``code`` is ``"state"``, ``"guard"`` or ``"permission"``; ``transition`` names it;
    ``reason`` is what the guard said (translatable text) or empty.
    """

    def __init__(self, transition: str, code: str, reason: str = "") -> None:
        super().__init__(reason or f"{transition}: refused ({code})")
        self.transition = transition
        self.code = code
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Transition:
    """One allowed change of a status.

    ``guard`` gets the object and returns a reason to refuse, or ``None``. ``permission`` is an
    action name for ``accounts.api.may``; ``None`` means that the system itself makes the change.
    """

    name: str
    sources: tuple[str, ...]
    target: str
    permission: str | None = None
    guard: Callable[[Any], str | None] | None = None


class Machine:
    """A state machine: states, the initial one, and the declared transitions."""

    def __init__(
        self, name: str, *, states: Iterable[str], initial: str, transitions: Iterable[Transition]
    ) -> None:
        self.name = name
        self.states = tuple(states)
        self.initial = initial
        self._transitions = {item.name: item for item in transitions}
        self._validate()
        machines.register(name, self)

    def _validate(self) -> None:
        for item in self._transitions.values():
            unknown = {*item.sources, item.target} - set(self.states)
            if unknown:
                raise ValueError(f"{self.name}.{item.name}: unknown states {sorted(unknown)}")
        if self.initial not in self.states:
            raise ValueError(f"{self.name}: unknown initial state {self.initial!r}")

    def transition(self, name: str) -> Transition:
        """Return the declared transition ``name``."""
        return self._transitions[name]

    def transitions(self) -> tuple[Transition, ...]:
        """Return all transitions in order of declaration."""
        return tuple(self._transitions.values())

    def allowed_from(self, state: str) -> tuple[Transition, ...]:
        """Return the transitions that leave ``state``."""
        return tuple(item for item in self._transitions.values() if state in item.sources)

    def check(self, name: str, *, state: str, subject: Any, allowed: bool = True) -> Transition:
        """Return the transition, or raise :class:`TransitionRefused`.

        ``allowed`` is the answer of ``accounts.api.may`` for the transition's permission; the
        permission comes first, so that a stranger learns nothing about the state.
        """
        item = self._transitions[name]
        if item.permission is not None and not allowed:
            raise TransitionRefused(name, "permission")
        if state not in item.sources:
            raise TransitionRefused(name, "state")
        reason = item.guard(subject) if item.guard else None
        if reason:
            raise TransitionRefused(name, "guard", reason)
        return item


machines: Registry[Machine] = Registry("state machines")
