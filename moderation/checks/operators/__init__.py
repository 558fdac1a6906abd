"""The operators, and their registration."""

from __future__ import annotations

from moderation.checks.operator import OPERATORS
from moderation.checks.operators import (
    completeness,
    contacts,
    copies,
    links,
    names,
    portraits,
    reading,
    wording,
)


def register_operators() -> None:
    """Register every operator; the registry is closed afterwards: rules are data, never code."""
    modules = (completeness, reading, contacts, links, names, wording, portraits, copies)
    for module in modules:
        for operator in module.OPERATORS:
            OPERATORS.register(operator.code, operator)
