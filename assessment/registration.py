"""What ``assessment`` registers at start-up."""

from __future__ import annotations


def register() -> None:
    """Register the rules, the state machine, organisations as circles, and the people's part."""
    from accounts.data import ORGANISATION_SCOPE
    from assessment.circles import organisations_of, register_circle
    from assessment.people import register_people
    from assessment.rules import register_bank_rules

    register_bank_rules()
    register_circle(ORGANISATION_SCOPE, organisations_of)
    register_people()
