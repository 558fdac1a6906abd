"""Application configuration of the peer."""

from django.apps import AppConfig


class LifecyclePeerConfig(AppConfig):
    """An application that exists only while ``bench.lifecycle`` runs."""

    name = "bench.lifecycle_peer"
    label = "lifecycle_peer"
    default_auto_field = "django.db.models.BigAutoField"
