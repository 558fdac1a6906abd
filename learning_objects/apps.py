"""Application configuration of ``learning_objects``."""

from django.apps import AppConfig


class LearningObjectsConfig(AppConfig):
    """The centre: learning objects, their drafts, versions, licences and authorship."""

    name = "learning_objects"
    label = "learning_objects"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register rules, checks and Wagtail policies; listen for words of files."""
        from learning_objects import attached, registration

        registration.register()
        attached.listen()
