"""What ``moderation`` registers at start-up."""

from __future__ import annotations

from typing import Any


def register() -> None:
    """Register the rules, load the machines, and take the place of Wagtail's workflow mails."""
    from core.api import register_consumer
    from learning_objects.api import register_check, register_judge
    from media_pipeline.api import register_asset_hold, register_public_asset_check
    from moderation import states  # noqa: F401  (its machines register themselves)
    from moderation.checks.index import CONSUMER, TOPICS
    from moderation.checks.operators import register_operators
    from moderation.checks.running import check_by_rules, judge_own_checks
    from moderation.commissions.registration import register_commissions
    from moderation.handlers import listen
    from moderation.institutes.people import register_people as register_affiliations
    from moderation.institutes.rules import register_rules as register_institutes
    from moderation.news import register_news
    from moderation.people import register_people
    from moderation.referrals.registration import register_referrals
    from moderation.review_assets import is_being_reviewed, stands_in_a_review_of
    from moderation.rules import register_rules

    register_rules()
    register_people()
    register_institutes()
    register_affiliations()
    register_commissions()
    register_news()
    register_referrals()
    register_public_asset_check("under_review", stands_in_a_review_of)
    register_asset_hold("under_review", is_being_reviewed)
    register_operators()
    register_check("institute_rules", check_by_rules)
    register_judge("institute_rules", judge_own_checks)
    register_consumer(name=CONSUMER, topics=TOPICS)
    listen()
    silence_workflow_mails()


def send_nothing(**kwargs: Any) -> None:
    """Stand where Wagtail would send mail to every moderator inside the request."""


def silence_workflow_mails() -> None:
    """Disconnect Wagtail's mail notifiers of workflows.

    Their names are taken by a receiver that does nothing, because Wagtail's admin may connect its
    own later, and Django ignores a second receiver of the same name.
    """
    from wagtail.models import TaskState, WorkflowState
    from wagtail.signals import (
        task_submitted,
        workflow_approved,
        workflow_rejected,
        workflow_submitted,
    )

    notifiers = (
        (task_submitted, TaskState, "group_approval_task_submitted"),
        (workflow_submitted, WorkflowState, "workflow_state_submitted"),
        (workflow_rejected, WorkflowState, "workflow_state_rejected"),
        (workflow_approved, WorkflowState, "workflow_state_approved"),
    )
    for signal, sender, name in notifiers:
        uid = f"{name}_email_notification"
        signal.disconnect(sender=sender, dispatch_uid=uid)
        signal.connect(send_nothing, sender=sender, dispatch_uid=uid)
