"""Application configuration of ``assessment``."""

from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    """Assessment items: their bank, scoring and formats."""

    name = "assessment"
    label = "assessment"
    default_auto_field = "django.db.models.BigAutoField"
