"""Application configuration of ``framework``."""

from django.apps import AppConfig


class FrameworkConfig(AppConfig):
    """Thematic frameworks: versions and nodes."""

    name = "framework"
    label = "framework"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the permission rule and the state machine."""
        from framework import registration

        registration.register()
