"""What ``learning_objects`` registers at start-up."""

from __future__ import annotations


def register() -> None:
    """Register the permission rules and the package's own submission checks."""
    from accounts.api import register_role_permissions, register_scope_choices
    from accounts.data import AUTHOR, METHODOLOGIST, ORGANISATION_SCOPE
    from core.api import register_consumer
    from framework.data import CHANGED_TOPIC as FRAMEWORK_CHANGED
    from framework.data import PUBLISHED_TOPIC as FRAMEWORK_PUBLISHED
    from learning_objects.author_people import register_offer_people
    from learning_objects.author_rules import register_author_rules
    from learning_objects.checks import register_own_checks
    from learning_objects.data import PUBLISHED_TOPIC
    from learning_objects.linked_nodes import register_linked_nodes
    from learning_objects.notice_kinds import register_notice_kinds
    from learning_objects.people import register_people
    from learning_objects.public_assets import is_published_asset
    from learning_objects.publisher_queries import organisation_choices
    from learning_objects.reader_notices import register_reader_notices
    from learning_objects.reader_people import register_readers
    from learning_objects.realignment.data import CONSUMER
    from learning_objects.rules import register_rules
    from learning_objects.verifiers import has_teacher_role, register_verifier
    from media_pipeline.api import register_public_asset_check

    register_consumer(
        name=CONSUMER, topics=[FRAMEWORK_PUBLISHED, FRAMEWORK_CHANGED, PUBLISHED_TOPIC]
    )
    register_public_asset_check("published", is_published_asset)
    register_rules()
    register_author_rules()
    register_scope_choices(ORGANISATION_SCOPE, organisation_choices)
    register_people()
    register_offer_people()
    register_notice_kinds()
    register_readers()
    register_reader_notices()
    _register_keeping()
    register_own_checks()
    register_linked_nodes()
    register_verifier("role", has_teacher_role)
    for role in (AUTHOR, METHODOLOGIST):
        register_role_permissions(role, ["wagtailadmin.access_admin"])


def _register_keeping() -> None:
    """Register what belongs to shelves and selections."""
    from learning_objects.selections.rules import register_selection_rules
    from learning_objects.shelves.people import register_shelf_people
    from learning_objects.shelves.rules import register_shelf_rules
    from learning_objects.shelves.telling import register_shelf_notices

    register_shelf_rules()
    register_selection_rules()
    register_shelf_people()
    register_shelf_notices()
