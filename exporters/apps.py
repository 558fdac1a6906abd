"""Application configuration of ``exporters``."""

from django.apps import AppConfig


class ExportersConfig(AppConfig):
    """Library ⇄ the world: region packages."""

    name = "exporters"
    label = "exporters"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register rules and listeners."""
        from exporters import registration

        registration.register()
