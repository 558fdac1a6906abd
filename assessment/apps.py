"""Application configuration of ``assessment``."""

from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    """Assessment items: their bank, scoring and formats."""

    name = "assessment"
    label = "assessment"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register rules, circles and what becomes of items when accounts merge or go."""
        from assessment import registration

        registration.register()
