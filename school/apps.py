"""Application configuration of ``school``."""

from django.apps import AppConfig


class SchoolConfig(AppConfig):
    """The roster: schools, people, groups, dated memberships, guardianship."""

    name = "school"
    label = "school"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register rules and listeners."""
        from school import registration

        registration.register()
