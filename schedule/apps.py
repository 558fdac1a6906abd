"""Application configuration of ``schedule``."""

from django.apps import AppConfig


class ScheduleConfig(AppConfig):
    """Dated lessons of a school's timetable."""

    name = "schedule"
    label = "schedule"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register rules and listeners."""
        from schedule import registration

        registration.register()
