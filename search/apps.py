"""Application configuration of ``search``."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Index, query, facets and suggestions."""

    name = "search"
    label = "search"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Subscribe to the outbox; register the check."""
        from search import checks, registration  # noqa: F401 - checks registers itself

        registration.register()
