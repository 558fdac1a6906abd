"""What commissioning registers at start-up."""

from __future__ import annotations


def register_commissions() -> None:
    """Register the rules, load the machines, follow every review, and answer gaps with calls."""
    from learning_objects.api import register_gap_remedy
    from moderation.actions.access import followers
    from moderation.commissions.actions.working import follow_review
    from moderation.commissions.announcing import register_notices
    from moderation.commissions.people import register_people
    from moderation.commissions.remedies import find_remedies
    from moderation.commissions.rules import register_rules

    register_rules()
    register_people()
    register_notices()
    register_gap_remedy("commissions", find_remedies)
    followers.register("commissions", follow_review)
