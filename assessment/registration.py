"""What ``assessment`` registers at start-up."""

from __future__ import annotations


def register() -> None:
    """Register the rules, the state machine, organisations as circles, and the people's part.

    Files of the bank are held: a version shows the very picture that its author put there.
    """
    from accounts.data import ORGANISATION_SCOPE
    from assessment.actions.files import holds_asset
    from assessment.circles import organisations_of, register_circle
    from assessment.people import register_people
    from assessment.rules import register_bank_rules
    from media_pipeline.api import register_asset_hold

    register_bank_rules()
    register_circle(ORGANISATION_SCOPE, organisations_of)
    register_people()
    register_asset_hold("item_bank", holds_asset)
