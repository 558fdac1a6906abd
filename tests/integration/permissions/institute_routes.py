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


def of_person(name: str, **more: Any) -> Make:
    """An address about the region's ``expert`` or ``author``."""

    def make(world: World) -> Case:
        region = world.extra["region"]
        args = {"uuid": region.institute.uuid, "person": getattr(region, name).uuid}
        return Case(args, read=ADMINISTRATOR, **more)

    return make


def rest(args: dict[str, Any] | None = None, **payload: Any) -> Make:
    """An address of the region's institute, which does not exist for those outside."""
    return lambda world: Case(
        {"uuid": world.extra["region"].institute.uuid, **(args or {})},
        read=ADMINISTRATOR,
        payload=payload,
        foreign=True,
    )


def new_institute(_world: World) -> Case:
    """One address: the list, and a new institute."""
    return Case(read=ADMINISTRATOR, payload={"title": "Институт"})


def new_referral(world: World) -> Case:
    """One address: the list, and a proposal, which the central institute's experts do not make."""
    payload = {"submission": str(world.submission.uuid), "note": "Просим решить."}
    return Case(read=EXPERTS, write=NOBODY, payload=payload)


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

FACTS = {"title": "Институт"}
RULE = {"days": 5}
RUBRIC = {"stage": "methodical", "kind": "scenario"}
TEXTS = ("ru", "en", "fault_ru", "fault_en")
CRITERIA = [dict.fromkeys(TEXTS, "Цель проверяема.")]

INSTITUTES_REST: dict[str, Make] = {
    "rest:get_institutes": new_institute,
    "rest:post_institute": new_institute,
    "rest:get_institute": rest(**FACTS),
    "rest:post_institute_facts": rest(**FACTS),
    "rest:get_institute_rules": rest(),
    "rest:post_institute_rule": rest({"kind": "scenario"}, **RULE),
    "rest:get_institute_rubrics": rest(),
    "rest:get_institute_rubric": rest(RUBRIC, criteria=CRITERIA),
    "rest:post_institute_rubric": rest(RUBRIC, criteria=CRITERIA),
    "rest:get_institute_experts": rest(login="nobody-at-all"),
    "rest:post_institute_expert": rest(login="nobody-at-all"),
    "rest:get_institute_expert": of_person("expert", foreign=True),
    "rest:post_competence": of_person("expert", foreign=True),
    "rest:post_institute_leave": of_person("expert", foreign=True),
    "rest:get_institute_authors": rest(login="nobody-at-all"),
    "rest:post_institute_author": rest(login="nobody-at-all"),
    "rest:post_release_author": of_person("author", foreign=True),
    "rest:get_referrals": new_referral,
    "rest:post_referral": new_referral,
    "rest:get_referral": proposal,
    "rest:post_send": proposal,
    "rest:post_withdraw": proposal,
}
