"""Application configuration of ``journal``."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """What a lesson is about and what is used on it."""

    name = "journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register rules and listeners."""
        from journal import registration

        registration.register()
