"""Application configuration of ``accounts``."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People, roles with a scope, sign-in and the answer to "may X do Y to Z"."""

    name = "accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register rules and parts, and what is checked at start-up."""
        from accounts import checks, registration  # noqa: F401  (checks register themselves)

        registration.register()
