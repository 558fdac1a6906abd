"""Application configuration of ``moderation``."""

from django.apps import AppConfig


class ModerationConfig(AppConfig):
    """The institute: submissions, queues, claims, remarks and decisions."""

    name = "moderation"
    label = "moderation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the permission rules of the institute."""
        from moderation import registration

        registration.register()
