"""Application configuration of ``notices``."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Notices to people, and the digests that carry them by mail."""

    name = "notices"
    label = "notices"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the package's parts, and what is checked at start-up."""
        from notices import checks, registration  # noqa: F401  (checks register themselves)

        registration.register()
