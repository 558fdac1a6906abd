"""Application configuration of the peer."""

from django.apps import AppConfig


class PagesPeerConfig(AppConfig):
    """An application that exists only while ``bench.pages`` runs."""

    name = "bench.pages_peer"
    label = "pages_peer"
    default_auto_field = "django.db.models.BigAutoField"
