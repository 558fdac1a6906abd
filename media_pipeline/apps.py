"""Application configuration of ``media_pipeline``."""

from django.apps import AppConfig


class MediaPipelineConfig(AppConfig):
    """Uploaded files: checked on intake, kept as images and documents."""

    name = "media_pipeline"
    label = "media_pipeline"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the permission policies of images and documents; listen for new files."""
        from media_pipeline import handlers, registration

        registration.register()
        handlers.listen()
