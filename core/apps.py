"""Application configuration of ``core``."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Ids, clock, outbox, audit, transitions, registries and Russian text."""

    name = "core"
    label = "core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the start-up checks of the registries."""
        from core import checks  # noqa: F401
