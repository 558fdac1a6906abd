"""Application configuration of ``diary``."""

from django.apps import AppConfig


class DiaryConfig(AppConfig):
    """What a pupil and a family see of a week."""

    name = "diary"
    label = "diary"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register rules and listeners."""
        from diary import registration

        registration.register()
