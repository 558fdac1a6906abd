"""What ``school`` registers at start-up."""

from __future__ import annotations


def register() -> None:
    """Register the rules, the parts in merging and erasing, and whom a school may let in."""
    from accounts.api import register_decider, register_people_manager
    from learning_objects.api import register_verifier
    from school.people import register_people
    from school.reach import may_let_in
    from school.rules import may_lead, register_rules
    from school.teachers import teaches_now

    register_rules()
    register_people()
    register_people_manager("school", may_let_in)
    # Heads and administrators read and change what belongs to hundreds of children.
    register_decider("school", may_lead)
    # Who teaches in a school may rate what the library offers.
    register_verifier("school", teaches_now)
