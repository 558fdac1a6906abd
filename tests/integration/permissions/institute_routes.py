"""Institutes and referrals. Chiefs, who are no role of this world, are tried in the unit tests."""

from __future__ import annotations

from typing import Any

from tests.integration.permissions.routes import (
    ADMINISTRATOR,
    EXPERTS,
    NOBODY,
    Case,
    Make,
    administrators,
)
from tests.integration.permissions.world import World


def regional(**more: Any) -> Make:
    return lambda world: Case(
        {"uuid": world.extra["region"].institute.uuid, **more}, read=ADMINISTRATOR
    )


def of_person(name: str) -> Make:
    """An address about the region's ``expert`` or ``author``."""

    def make(world: World) -> Case:
        region = world.extra["region"]
        return Case(
            {"uuid": region.institute.uuid, "person": getattr(region, name).uuid},
            read=ADMINISTRATOR,
        )

    return make


def proposal(world: World) -> Case:
    """A proposal of the region, which nobody outside of it knows."""
    return Case({"uuid": world.extra["proposal"].uuid}, read=NOBODY, foreign=True)


def collection(world: World) -> Case:
    """What an institute has approved is public."""
    version = world.published.versions.get()
    return Case({"uuid": version.institute_uuid})


INSTITUTES: dict[str, Make] = {
    "moderation:institutes": administrators,
    "moderation:create_institute": administrators,
    "moderation:institute": regional(),
    "moderation:institute_rules": regional(),
    "moderation:institute_rule": regional(kind="scenario"),
    "moderation:institute_rubrics": regional(),
    "moderation:institute_rubric": regional(stage="methodical", kind="scenario"),
    "moderation:institute_experts": regional(),
    "moderation:institute_expert": of_person("expert"),
    "moderation:leave_institute": of_person("expert"),
    "moderation:institute_authors": regional(),
    "moderation:release_author": of_person("author"),
    "moderation:referrals": lambda world: Case(read=EXPERTS),
    # The submissions of this world are the central institute's, which sends nothing up.
    "moderation:prepare_referral": lambda world: Case({"uuid": world.submission.uuid}, read=NOBODY),
    "moderation:referral": proposal,
    "moderation:send_referral": proposal,
    "moderation:withdraw_referral": proposal,
    "learning_objects:institute": collection,
}
