"""What ``media_pipeline`` registers at start-up."""

from __future__ import annotations


def register() -> None:
    """Register the rules and Wagtail's permission policies."""
    from media_pipeline.rules import register_rules

    register_rules()
    register_policies()


def register_policies() -> None:
    """Register the policies for exactly our models.

    ``wagtail.images`` and ``wagtail.documents`` become ready after us and register their own for
    the class and its descendants; an exact registration is looked at first, whoever comes last.
    """
    from wagtail.permissions import register_permission_policy

    from media_pipeline.models import MediaDocument, MediaImage
    from media_pipeline.policy import OwnUploadsPolicy

    for model in (MediaImage, MediaDocument):
        register_permission_policy(model, OwnUploadsPolicy(model), exact_class=True)
