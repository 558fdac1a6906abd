"""What referrals register at start-up."""

from __future__ import annotations


def register_referrals() -> None:
    """Register the rules and notices, load the machine, and follow every review."""
    from moderation.actions.access import followers
    from moderation.referrals.actions import follow_review
    from moderation.referrals.announcing import register_notices
    from moderation.referrals.rules import register_rules

    register_rules()
    register_notices()
    followers.register("referrals", follow_review)
